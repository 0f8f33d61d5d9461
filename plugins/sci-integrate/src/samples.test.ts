import { array, type NDArray } from "@core/array";
import { describe, expect, it } from "vitest";
import {
  codeOf,
  expectNumbers,
  expectStored,
  type Golden,
  isStoredArray,
  numbersOf,
  type StoredArray,
  storedArray,
} from "../../../tools/golden/golden.js";
import file from "../golden/samples.json" with { type: "json" };
import { cumulativeTrapezoid, fixedQuad, newtonCotes, quadrature, romb, romberg, simpson, trapezoid } from "./index.js";

interface Case {
  readonly fun: string;
  readonly f: string;
  readonly a: number;
  readonly b: number;
  readonly y: StoredArray;
  readonly options: Readonly<Record<string, unknown>>;
  readonly result: unknown;
  readonly rn: number | number[];
  readonly weights: StoredArray;
  readonly error: number;
}

const functions: Readonly<Record<string, (x: number) => number>> = {
  sin: Math.sin,
  runge: (x) => 1 / (1 + 25 * x * x),
  root: (x) => Math.sqrt(Math.abs(x)),
  poly: (x) => x ** 5 - 2 * x ** 2 + 1,
  exp: (x) => Math.exp(-x),
};
const rules = { trapezoid, cumulativeTrapezoid, simpson, romb } as const;

describe("rules as SciPy's", () => {
  const all = (file as unknown as Golden<Case>).cases;
  for (const fun of [...new Set(all.map((one) => one.fun))])
    it(fun, () => {
      for (const [i, one] of all.entries()) {
        if (one.fun !== fun) continue;
        const label = `${i} ${fun} ${one.f ?? ""} ${one.y?.dtype} ${one.y?.shape} ${JSON.stringify(one.options)}`;
        const options = Object.fromEntries(
          Object.entries(one.options).map(([key, value]) => [key, isStoredArray(value) ? storedArray(value) : value]),
        );
        if (fun === "newtonCotes") {
          const [weights, error] = newtonCotes(one.rn, options);
          expectStored(weights, one.weights, { rtol: 1e-12, atol: 1e-14 }, `${label} ${one.rn}`);
          expectNumbers([error], [one.error], { rtol: 1e-12, atol: 1e-14 }, `${label} ${one.rn} error`);
        } else if (fun in rules) {
          const found = rules[fun as keyof typeof rules](storedArray(one.y), options);
          const float32 = one.y.dtype === "float32";
          expectStored(found, one.result, float32 ? { rtol: 2e-6, atol: 1e-6 } : { rtol: 1e-13, atol: 1e-13 }, label);
        } else {
          const f = functions[one.f]!;
          const found =
            fun === "fixedQuad"
              ? fixedQuad(f, one.a, one.b, options)[0]
              : fun === "quadrature"
                ? quadrature(f, one.a, one.b, options)
                : romberg(f, one.a, one.b, options);
          expectStored(found, one.result, { rtol: 1e-13, atol: 5e-14 }, label);
        }
      }
    });
});

describe("rules", () => {
  it("take functions of arrays", () => {
    const f = (x: NDArray): NDArray => array([numbersOf(x), numbersOf(x).map((value) => value ** 2)]);
    const [values, nothing] = fixedQuad(f, 0, 3, { vecFunc: true });
    expect(nothing).toBeNull();
    expectNumbers(numbersOf(values), [4.5, 9], {}, "two at once");
    expectNumbers([romberg((x: NDArray) => numbersOf(x), 0, 3, { vecFunc: true })], [4.5], {}, "romberg");
    expect(quadrature((x: number, k: number) => k * x, 0, 2, { args: [3] })[0]).toBeCloseTo(6, 13);
  });

  it("write their tables where they are told", () => {
    const lines: string[] = [];
    romberg(Math.sin, 0, 1, { show: (text) => lines.push(text) });
    romb([0, 1, 4], { show: (text) => lines.push(text), format: [3, 9] });
    expect(lines[0]).toContain("Steps  StepSize   Results");
    expect(lines[0]).toContain("function evaluations.");
    expect(lines[1]!.split("\n").slice(2, 4)).toEqual(["    4.000", "    3.000     2.667"]);
  });

  it("refuse what does not fit", () => {
    const y = [1, 2, 3, 4];
    for (const call of [
      () => simpson(y, { x: [1, 2, 3] }),
      () => trapezoid(y, { x: [1, 2, 3] }),
      () => trapezoid([y], { x: [[[1]]] }),
      () => cumulativeTrapezoid([], {}),
      () => simpson([], {}),
      () => simpson(3),
      () => romb(y),
      () => romb([1]),
    ])
      expect(codeOf(call)).toBe("BAD_SHAPE");
    for (const call of [
      () => fixedQuad(Math.sin, 0, Number.POSITIVE_INFINITY),
      () => fixedQuad(Math.sin, 0, 1, { n: 0 }),
      () => romberg(Math.sin, Number.NEGATIVE_INFINITY, 0),
      () => newtonCotes(0),
      () => newtonCotes([0, 1.5]),
      () => newtonCotes([0, 1.5, 1.5, 3]),
    ])
      expect(codeOf(call)).toBe("BAD_VALUE");
    expect(codeOf(() => simpson(y, { even: "simpson" as never }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => simpson(y, { axis: 1 }))).toBe("BAD_AXIS");
  });
});
