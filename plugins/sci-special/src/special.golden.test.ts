import { asArray, isNDArray, type NDArray } from "@core/array";
import { describe, expect, it } from "vitest";
import {
  expectNumbers,
  expectStored,
  type Golden,
  isStoredArray,
  numbersOf,
  type StoredArray,
  storedArray,
} from "../../../tools/golden/golden.js";
import stored from "../golden/special.json" with { type: "json" };
import * as special from "./index.js";

interface Case {
  readonly name: string;
  readonly args?: readonly StoredArray[];
  readonly numbers?: readonly number[];
  readonly input?: StoredArray;
  readonly options?: Record<string, unknown>;
  readonly result: unknown;
}

type Any = (...given: unknown[]) => unknown;

const { cases } = stored as unknown as Golden<Case>;

/** Where SciPy's own error is larger than 1e-13 (checked with mpmath), and sums whose terms cancel. */
const close: Record<string, { rtol: number; atol?: number }> = {
  jv: { rtol: 1e-12, atol: 1e-15 },
  jn: { rtol: 1e-12, atol: 1e-15 },
  yv: { rtol: 1e-12, atol: 1e-15 },
  iv: { rtol: 1e-12 },
  ive: { rtol: 1e-12 },
  j0: { rtol: 1e-13, atol: 1e-16 },
  j1: { rtol: 1e-13, atol: 1e-16 },
  y0: { rtol: 1e-13, atol: 1e-16 },
  y1: { rtol: 1e-13, atol: 1e-16 },
  airy: { rtol: 1e-12 },
  betaln: { rtol: 1e-12, atol: 1e-13 },
  betainc: { rtol: 1e-12 },
  gammaincinv: { rtol: 1e-12 },
  ellipj: { rtol: 1e-12, atol: 1e-15 },
  sici: { rtol: 1e-13, atol: 1e-15 },
  fresnel: { rtol: 1e-13, atol: 1e-15 },
  cosdg: { rtol: 1e-13, atol: 1e-15 },
  sindg: { rtol: 1e-13, atol: 1e-15 },
  rgamma: { rtol: 1e-12 },
  lpmv: { rtol: 1e-12 },
  chdtri: { rtol: 1e-12 },
  pdtri: { rtol: 1e-12 },
  sphHarm: { rtol: 1e-12, atol: 1e-14 },
  loggammaComplex: { rtol: 1e-13, atol: 1e-14 },
  wofz: { rtol: 1e-12 },
  jnpZeros: { rtol: 1e-12 },
  ynpZeros: { rtol: 1e-12 },
  zeta: { rtol: 1e-12 },
  beta: { rtol: 1e-12 },
  gdtr: { rtol: 1e-12 },
  smirnov: { rtol: 1e-12 },
};

function run(one: Case): unknown {
  const functions = special as unknown as Record<string, Any>;
  const args = (one.args ?? []).map(storedArray);
  if (one.name === "wofz" || one.name === "loggammaComplex") {
    const [re, im] = args as [NDArray, NDArray];
    const data = new Float64Array(2 * re.size);
    for (let i = 0; i < re.size; i++) {
      data[2 * i] = Number(re.get(i));
      data[2 * i + 1] = Number(im.get(i));
    }
    const z = asArray(Array.from({ length: re.size }, (_, i) => ({ re: data[2 * i]!, im: data[2 * i + 1]! })));
    return one.name === "wofz" ? special.wofz(z) : special.loggamma(z);
  }
  const f = functions[one.name] as Any;
  if (one.numbers !== undefined) return f(...one.numbers);
  if (one.input !== undefined) {
    const options = Object.fromEntries(
      Object.entries(one.options ?? {}).map(([key, value]) => [key, isStoredArray(value) ? storedArray(value) : value]),
    );
    return f(storedArray(one.input), options);
  }
  return f(...args);
}

describe("SciPy's values", () => {
  it.each(cases.map((one, i) => [`${one.name} ${i}`, one] as const))("%s", (label, one) => {
    const result = run(one);
    const single = one.input?.dtype === "float32";
    const limits = single ? { rtol: 2e-6, atol: 1e-6 } : (close[one.name] ?? { rtol: 1e-13, atol: 1e-300 });
    if (one.name.startsWith("roots")) {
      const [x, w] = one.result as [StoredArray, StoredArray];
      const [ours, weights] = result as [NDArray, NDArray];
      expectNumbers(numbersOf(ours), x.data as number[], { rtol: 1e-13, atol: 1e-15 }, label);
      expectNumbers(numbersOf(weights), w.data as number[], { rtol: 1e-11, atol: 1e-300 }, label);
    } else if (one.name.endsWith("Zeros"))
      expectNumbers(numbersOf(result as NDArray), (one.result as StoredArray).data as number[], { rtol: 1e-12 }, label);
    else if (one.input !== undefined && !isNDArray(result) && !Array.isArray(result))
      expectNumbers([result as number], [Number(one.result)], limits, label);
    else expectStored(result, one.result, limits, label);
  });

  it("come for single numbers as well", () => {
    for (const one of cases) {
      if (one.args === undefined || ["wofz", "loggammaComplex", "sphHarm"].includes(one.name)) continue;
      const f = (special as unknown as Record<string, Any>)[one.name] as Any;
      const value = f(...one.args.map((arg) => storedArray(arg).get(3)));
      const all = run(one) as NDArray | NDArray[];
      if (Array.isArray(all)) expect(value, one.name).toEqual(all.map((part) => part.get(3)));
      else expect(value, one.name).toBe(all.get(3));
    }
  });
});
