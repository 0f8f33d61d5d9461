import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as special from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused, at once.
const any = special as unknown as Record<string, (...args: unknown[]) => unknown>;

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["rootsChebyt", [1e9], "BAD_ARGUMENT"],
  ["rootsChebyu", [1e9], "BAD_ARGUMENT"],
  ["rootsLegendre", [1e9], "BAD_ARGUMENT"],
  ["rootsLegendre", [Symbol("n")], "BAD_ARGUMENT"],
  ["rootsJacobi", [3, [], 1], "BAD_ARGUMENT"],
  ["rootsJacobi", [3, -1, 0], "BAD_VALUE"],
  ["jnZeros", [0, 1e9], "BAD_ARGUMENT"],
  ["ynZeros", [0.5, 2], "BAD_ARGUMENT"],
  ["gamma", [undefined], "BAD_ARGUMENT"],
  ["gamma", ["text"], "BAD_ARGUMENT"],
  ["gamma", [{}], "BAD_ARGUMENT"],
  ["erf", [[{ re: 1, im: 1 }]], "BAD_DTYPE"],
  [
    "jv",
    [
      [1, 2],
      [1, 2, 3],
    ],
    "BAD_SHAPE",
  ],
  ["jv", [1], "BAD_ARGUMENT"],
  ["loggamma", [null], "BAD_ARGUMENT"],
  ["sphericalIn", [0, 1, null], "BAD_ARGUMENT"],
  ["sphericalJn", [0, 1, null], "BAD_ARGUMENT"],
  ["sphericalKn", [0, 1, null], "BAD_ARGUMENT"],
  ["sphericalYn", [0, 1, { derivate: true }], "BAD_ARGUMENT"],
  ["comb", [2.5, 1, { exact: true }], "BAD_ARGUMENT"],
  ["lambertw", [1, { k: 3 }], "BAD_VALUE"],
  ["logsumexp", [[1, 2], null], "BAD_ARGUMENT"],
  ["softmax", [[1, 2], { axes: 0 }], "BAD_ARGUMENT"],
  ["jnZeros", ["1", 2], "BAD_ARGUMENT"],
];

describe("sci-special: bad calls", () => {
  it.each(calls)("%s refuses %j with %s", (name, args, code) => {
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
  });
  it("spherical Bessel functions of orders without end come to an end", () => {
    for (const f of [special.sphericalJn, special.sphericalYn])
      for (const derivative of [false, true]) {
        expect(f(2 ** 53, 2 ** 53, { derivative })).toBeNaN();
        expect(Math.abs(f(2 ** 24, 1e300, { derivative }))).toBeLessThan(1e-300);
      }
    expect(special.sphericalJn(2 ** 53, 2)).toBe(0);
    expect(special.sphericalYn(2 ** 53, 2)).toBe(Number.NEGATIVE_INFINITY);
  });
  it("spherical harmonics of degrees without end are no number", () => {
    expect(special.sphHarm(2, Number.POSITIVE_INFINITY, 1, 2)).toEqual({ re: Number.NaN, im: Number.NaN });
  });
});
