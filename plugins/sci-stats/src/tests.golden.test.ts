import { isNDArray, type NDArray } from "@core/array";
import { describe, expect, it } from "vitest";
import {
  expectNumbers,
  type Golden,
  isStoredArray,
  numbersOf,
  storedArray,
  storedScalar,
} from "../../../tools/golden/golden.js";
import stored from "../golden/tests.json" with { type: "json" };
import * as stats from "./index.js";
import { twoSidedTail } from "./kolmogorov-tail.js";

interface Case {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly options: Record<string, unknown>;
  readonly points?: unknown;
  readonly result: unknown;
  readonly loose?: number;
}

type Any = (...given: unknown[]) => unknown;

const { cases } = stored as unknown as Golden<Case>;

/** Tolerances where SciPy computes in single precision, or subtracts what is near 1. */
const close: Record<string, { rtol: number; atol?: number }> = {
  shapiro: { rtol: 2e-5, atol: 2e-6 },
  twoSidedTail: { rtol: 1e-9, atol: 1e-12 },
  ks1samp: { rtol: 1e-9 },
  anderson: { rtol: 1e-7 },
  fligner: { rtol: 1e-10 },
};

function given(value: unknown): unknown {
  if (isStoredArray(value)) return storedArray(value);
  if (Array.isArray(value)) return value.map(given);
  return value;
}

function compare(actual: unknown, wanted: unknown, limits: { rtol: number; atol?: number }, label: string): void {
  if (isStoredArray(wanted)) {
    const array = storedArray(wanted);
    expect(isNDArray(actual) ? [...actual.shape] : [], label).toEqual([...array.shape]);
    expectNumbers(numbersOf(actual as NDArray), numbersOf(array), limits, label);
  } else if (Array.isArray(wanted))
    wanted.forEach((one, i) => {
      compare((actual as unknown[])[i], one, limits, `${label}[${i}]`);
    });
  else if (typeof wanted === "object" && wanted !== null && !("big" in wanted))
    for (const [key, one] of Object.entries(wanted))
      compare((actual as Record<string, unknown>)[key], one, limits, `${label}.${key}`);
  else expectNumbers([Number(actual)], [Number(storedScalar(wanted))], limits, label);
}

function run({ name, args, options, points }: Case): unknown {
  const own = Object.fromEntries(Object.entries(options).map(([key, value]) => [key, given(value)]));
  const values = args.map(given);
  if (name === "twoSidedTail") return twoSidedTail(values[0] as number, values[1] as number);
  if (name === "ks1samp") return stats.ks1samp(values[0] as NDArray, (x) => stats.norm.cdf(x), own);
  if (name === "bootstrap")
    return stats.bootstrap(values[0] as NDArray[], (x) => x.reduce((sum, value) => sum + value, 0) / x.length, own);
  if (name === "gaussianKde") {
    const kde = stats.gaussianKde(values[0] as NDArray, own);
    const at = given(points) as NDArray;
    return { ...kde, pdf: kde.pdf(at), logpdf: kde.logpdf(at) };
  }
  if (name.startsWith("multivariateNormal."))
    return (stats.multivariateNormal as unknown as Record<string, Any>)[name.slice(19)]?.(...values, own);
  return ((stats as unknown as Record<string, Any>)[name] as Any)(...values, own);
}

describe("SciPy's values", () => {
  it.each(cases.map((one, i) => [`${one.name} ${i}`, one] as const))("%s", (label, one) => {
    const limits =
      one.loose === undefined
        ? (close[one.name] ?? { rtol: 1e-11, atol: 1e-14 })
        : { rtol: one.loose, atol: one.loose };
    compare(run(one), one.result, limits, `${label} ${JSON.stringify(one.options).slice(0, 80)}`);
  });
});
