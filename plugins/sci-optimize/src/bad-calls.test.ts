import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as optimize from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused, at once.
const any = optimize as unknown as Record<string, (...args: unknown[]) => unknown>;

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["bracket", [5], "BAD_ARGUMENT"],
  ["brent", [null], "BAD_ARGUMENT"],
  ["golden", ["f"], "BAD_ARGUMENT"],
  ["minimizeScalar", [undefined], "BAD_ARGUMENT"],
  ["fminbound", [[1], 0, 1], "BAD_ARGUMENT"],
  ["golden", [Math.cos, { args: {} }], "BAD_ARGUMENT"],
  ["checkGrad", [5, 6, [1]], "BAD_ARGUMENT"],
  ["checkGrad", [Math.cos, 6, [1]], "BAD_ARGUMENT"],
  ["lineSearch", [5, Math.cos, [1], [1]], "BAD_ARGUMENT"],
  ["lineSearch", [Math.cos, 5, [1], [1]], "BAD_ARGUMENT"],
  ["approxFprime", [[1], Math.cos, null], "BAD_ARGUMENT"],
  ["approxFprime", [[1], 5], "BAD_ARGUMENT"],
  ["report", [undefined], "BAD_ARGUMENT"],
  ["report", ["text"], "BAD_ARGUMENT"],
  ["minimize", [undefined, [1]], "BAD_ARGUMENT"],
  ["minimize", [Math.cos, [1], { method: "newton" }], "BAD_ARGUMENT"],
  ["minimize", [Math.cos, [1], { methode: "CG" }], "BAD_ARGUMENT"],
  ["minimize", [Math.cos, []], "BAD_SHAPE"],
  ["curveFit", [5, [1], [1]], "BAD_ARGUMENT"],
  ["fsolve", [null, 1], "BAD_ARGUMENT"],
  ["brentq", [Math.cos, 0, undefined], "BAD_VALUE"],
  ["leastSquares", [Math.cos, [1], { loss: "l1" }], "BAD_ARGUMENT"],
  ["linearSumAssignment", ["text"], "BAD_ARGUMENT"],
  ["nnls", [[[1]], [1, 2]], "BAD_SHAPE"],
  ["differentialEvolution", [Math.cos, undefined], "BAD_ARGUMENT"],
  ["brute", [Math.cos, 5], "BAD_ARGUMENT"],
  ["curveFit", [Math.cos, [1], [1], null], "BAD_ARGUMENT"],
  ["curveFit", [Math.cos, [1], [1], { ftol: "small" }], "BAD_ARGUMENT"],
  ["leastsq", [Math.cos, [1], { xtol: null }], "BAD_ARGUMENT"],
  ["fsolve", [Math.cos, 1, { factor: "100" }], "BAD_ARGUMENT"],
  ["basinhopping", [Math.cos, [1], { niter: "5" }], "BAD_ARGUMENT"],
  ["basinhopping", [Math.cos, [1], { takeStep: "text" }], "BAD_ARGUMENT"],
  ["differentialEvolution", [Math.cos, [[0, 1]], { mutation: null }], "BAD_ARGUMENT"],
  ["dualAnnealing", [Math.cos, [[0, 1]], { maxiter: Number.NaN }], "BAD_VALUE"],
  ["dualAnnealing", [Math.cos, [[0, 1]], { initialTemp: -1 }], "BAD_VALUE"],
  ["dualAnnealing", [Math.cos, [[0, 1]], { visit: 3 }], "BAD_VALUE"],
  ["dualAnnealing", [Math.cos, [[0, 1]], { minimizerKwargs: null }], "BAD_ARGUMENT"],
  ["fminPowell", [(x: Float64Array) => x[0], [1], { maxfun: -1 }], "BAD_VALUE"],
  ["brute", [Math.cos, [[0, 1]], { finish: () => 1 }], "BAD_ARGUMENT"],
  ["brute", [Math.cos, [null]], "BAD_ARGUMENT"],
  ["brute", [Math.cos, [[0, 1]], { Ns: 1e12 }], "OUT_OF_MEMORY"],
  ["brute", [Math.cos, [[0, 1]], { Ns: "20" }], "BAD_VALUE"],
  ["brute", [Math.cos, [[0, 1, 1e-12]]], "OUT_OF_MEMORY"],
  ["brute", [Math.cos, [[0, 1, Symbol("s")]]], "BAD_VALUE"],
  ["odrPolynomial", [undefined], "BAD_VALUE"],
  ["odrPolynomial", [2 ** 53], "BAD_VALUE"],
  ["toms748", [Math.cos, Symbol("s"), 1], "BAD_VALUE"],
  ["fminbound", [Math.cos, Symbol("s"), 1], "BAD_VALUE"],
  ["fminbound", [Math.cos, 0, 1, null], "BAD_ARGUMENT"],
  ["bracket", [Math.cos, { xc: 2 }], "BAD_ARGUMENT"],
  ["brent", [Math.cos, null], "BAD_ARGUMENT"],
  ["golden", [Math.cos, { xtol: 1 }], "BAD_ARGUMENT"],
  ["minimizeScalar", [Math.cos, null], "BAD_ARGUMENT"],
  ["minimizeScalar", [Math.cos, { metod: "brent" }], "BAD_ARGUMENT"],
];

describe("sci-optimize: bad calls", () => {
  it.each(calls)("%s refuses %j with %s", (name, args, code) => {
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
  });
});
