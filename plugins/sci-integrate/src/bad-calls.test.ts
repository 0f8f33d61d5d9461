import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as integrate from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused, at once.
const any = integrate as unknown as Record<string, (...args: unknown[]) => unknown>;
const square = (x: number): number => x * x;
const decay = (_: number, y: Float64Array): number[] => [-(y[0] as number)];

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["quad", [undefined, 0, 1], "BAD_ARGUMENT"],
  ["quad", [square, "0", 1], "BAD_ARGUMENT"],
  ["quad", [square, 0, Number.NaN], "BAD_VALUE"],
  ["quad", [square, 0, 1, null], "BAD_ARGUMENT"],
  ["quad", [square, 0, 1, { eps: 1 }], "BAD_ARGUMENT"],
  ["quad", [square, 0, 1, { args: null }], "BAD_ARGUMENT"],
  ["quad", [square, 0, 1, { points: {} }], "BAD_ARGUMENT"],
  ["quad", [square, 0, 1, { points: ["a"] }], "BAD_ARGUMENT"],
  ["quad", [square, 0, 1, { epsabs: Number.NaN }], "BAD_VALUE"],
  ["quad", [square, 0, 1, { limit: 1e9 }], "BAD_VALUE"],
  ["quad", [square, 0, 1, { weight: "sine" }], "BAD_ARGUMENT"],
  ["quad", [() => "1", 0, 1], "BAD_ARGUMENT"],
  ["quad", [square, 0, 1, { weight: "cos", wvar: 1, wopts: [1, null] }], "BAD_ARGUMENT"],
  ["quadVec", [square, 0, 1, { points: 5 }], "BAD_ARGUMENT"],
  ["quadVec", [square, 0, 1, { signal: {} }], "BAD_ARGUMENT"],
  ["quadVec", [square, 0, 1, { norm: "1" }], "BAD_ARGUMENT"],
  ["nquad", [square, [5]], "BAD_ARGUMENT"],
  ["nquad", [square, [[0, "1"]]], "BAD_ARGUMENT"],
  ["nquad", [square, [[0, 1]], { opts: null }], "BAD_ARGUMENT"],
  ["nquad", [square, [[0, 1]], { opts: { epsab: 1 } }], "BAD_ARGUMENT"],
  ["nquad", [square, []], "BAD_SHAPE"],
  ["dblquad", [square, 0, 1, 0, undefined], "BAD_ARGUMENT"],
  ["dblquad", [square, 0, 1, 0, () => "1"], "BAD_ARGUMENT"],
  ["fixedQuad", [square, 0, 1, { n: 1e9 }], "BAD_VALUE"],
  ["fixedQuad", [square, 0, Number.POSITIVE_INFINITY], "BAD_VALUE"],
  ["quadrature", [square, 0, 1, { miniter: 1e9 }], "BAD_VALUE"],
  ["romberg", [square, 0, 1, { divmax: 1e9 }], "BAD_VALUE"],
  ["romberg", [square, 0, 1, { show: "yes" }], "BAD_ARGUMENT"],
  ["newtonCotes", [1e9], "BAD_VALUE"],
  ["simpson", [[1, 2, 3], { even: "mean" }], "BAD_ARGUMENT"],
  ["simpson", ["text"], "BAD_ARGUMENT"],
  ["trapezoid", [[1, 2, 3], { x: [1, 2] }], "BAD_SHAPE"],
  ["romb", [[1, 2, 3, 4]], "BAD_SHAPE"],
  ["cumulativeTrapezoid", [[1, 2], { axis: 3 }], "BAD_AXIS"],
  ["odeint", [decay, [1], [0, 1], { h0: Number.POSITIVE_INFINITY }], "BAD_VALUE"],
  ["odeint", [decay, [1], [0, 2, 1]], "BAD_VALUE"],
  ["odeint", [decay, [1], [0, 1], { dfun: decay }], "BAD_ARGUMENT"],
  ["solveIvp", [decay, undefined, [1]], "BAD_ARGUMENT"],
  ["solveIvp", [decay, [0], [1]], "BAD_ARGUMENT"],
  ["solveIvp", [decay, [0, 1], [1], { method: "RK54" }], "BAD_ARGUMENT"],
  ["solveIvp", [decay, [0, 1], [1], { args: 5 }], "BAD_ARGUMENT"],
  ["solveIvp", [decay, [0, 1], [1], { maxStep: 0 }], "BAD_VALUE"],
  ["solveIvp", [() => undefined, [0, 1], [1]], "BAD_ARGUMENT"],
  ["solveBvp", [decay, null, [0, 1], [[0, 0]]], "BAD_ARGUMENT"],
  [
    "solveBvp",
    [(_: number, y: number[]) => [y[0]], (a: number[]) => [a[0]], [0, 0.5, 1], [[0, 0, 0]], { bcJac: () => undefined }],
    "BAD_ARGUMENT",
  ],
];

describe("sci-integrate: bad calls", () => {
  it.each(calls)("%s refuses %j with %s", (name, args, code) => {
    const before = JSON.stringify(args);
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
    expect(JSON.stringify(args)).toBe(before);
  });
  it("functions that are finite nowhere give what is not finite, at once", () => {
    expect(integrate.tplquad(() => Number.NaN, 0, 1, 0, 1, 0, 1)[0]).toBeNaN();
    expect(integrate.tplquad(() => Number.POSITIVE_INFINITY, 0, 1, 0, 1, 0, 1)[0]).not.toBeLessThan(Number.MAX_VALUE);
    expect(integrate.quadrature(() => Number.NaN, 0, 1)[0]).toBeNaN();
  });
  it("what a function throws passes through", () => {
    const fail = (): number => {
      throw new RangeError("mine");
    };
    expect(() => integrate.quad(fail, 0, 1)).toThrow(RangeError);
    expect(() => integrate.solveIvp(fail, [0, 1], [1])).toThrow(RangeError);
  });
});
