import { describe, expect, it } from "vitest";
import { codeOf, numbersOf } from "../../../tools/golden/golden.js";
import * as optimize from "./index.js";

const bowl = (x: Float64Array): number => x.reduce((sum, v) => sum + v * v, 0);
const line = (x: Float64Array, a: number, b: number): Float64Array => x.map((v) => a + b * v);
const { minimize } = optimize;

describe("wrong calls", () => {
  it.each([
    ["BAD_ARGUMENT", () => minimize(bowl, [1], { method: "bfsg" })],
    ["UNSUPPORTED", () => minimize(bowl, [1], { method: "COBYLA" })],
    ["UNSUPPORTED", () => minimize(bowl, [1], { method: "tnc" })],
    ["BAD_ARGUMENT", () => minimize(bowl, [1], { methd: "BFGS" } as never)],
    ["BAD_ARGUMENT", () => minimize(bowl, [1], { options: { gtoll: 1 } as never })],
    ["BAD_ARGUMENT", () => minimize(bowl, [1], { method: "BFGS", options: { xatol: 1 } })],
    ["BAD_ARGUMENT", () => minimize(bowl, [1], { jac: "4-point" })],
    ["BAD_ARGUMENT", () => minimize("x" as never, [1])],
    ["BAD_ARGUMENT", () => minimize(bowl, [1], { method: "BFGS", bounds: [[0, 1]] })],
    ["BAD_ARGUMENT", () => minimize(bowl, [1], { method: "BFGS", constraints: { type: "eq", fun: bowl } })],
    ["BAD_ARGUMENT", () => minimize(bowl, [1], { constraints: { type: "equal", fun: bowl } })],
    ["BAD_ARGUMENT", () => minimize(bowl, [1], { constraints: [3 as never] })],
    ["BAD_ARGUMENT", () => minimize(bowl, [1], { method: "Newton-CG" })],
    ["BAD_ARGUMENT", () => minimize(bowl, [1], { method: "trust-exact", jac: (x) => x })],
    ["BAD_SHAPE", () => minimize(bowl, [])],
    ["BAD_SHAPE", () => minimize((x) => x, [1, 2])],
    ["BAD_SHAPE", () => minimize(bowl, [1, 2], { jac: () => [1] })],
    ["BAD_SHAPE", () => minimize(bowl, [1, 2], { method: "trust-exact", jac: (x) => x, hess: () => [[1]] })],
    ["BAD_SHAPE", () => minimize(bowl, [1, 2], { bounds: [[0, 1]] })],
    ["BAD_VALUE", () => minimize(bowl, [1], { bounds: [[2, 1]] })],
    ["BAD_DTYPE", () => minimize(bowl, [{ re: 1, im: 2 }])],
    ["BAD_SHAPE", () => minimize(bowl, [1, 2], { method: "Nelder-Mead", options: { initialSimplex: [[1, 2]] } })],
    [
      "BAD_VALUE",
      () => minimize(bowl, [1], { method: "trust-ncg", jac: (x) => x, hess: () => [[1]], options: { eta: 1 } }),
    ],
    ["BAD_ARGUMENT", () => minimize((x) => bowl(x), [1], { jac: true })],
    ["BAD_ARGUMENT", () => optimize.minimizeScalar((x) => x * x, { method: "bounded" })],
    ["BAD_ARGUMENT", () => optimize.minimizeScalar((x) => x * x, { method: "brent", bounds: [0, 1] })],
    ["BAD_VALUE", () => optimize.fminbound((x) => x * x, 1, 0)],
    ["BAD_VALUE", () => optimize.fminbound((x) => x * x, 0, Number.POSITIVE_INFINITY)],
    ["BAD_SHAPE", () => optimize.brent((x) => x * x, { brack: [1] })],
    ["BAD_VALUE", () => optimize.brentq((x) => x, 1, 2)],
    ["BAD_VALUE", () => optimize.brentq(() => Number.NaN, 1, 2)],
    ["BAD_VALUE", () => optimize.brentq((x) => x, -1, 2, { xtol: 0 })],
    ["NOT_CONVERGED", () => optimize.brentq((x) => x ** 3 - 0.123, -1, 2, { maxiter: 2 })],
    ["NOT_CONVERGED", () => optimize.newton((x) => x * x + 1, 1)],
    ["NOT_CONVERGED", () => optimize.newton((x) => x * x - 1, 0, { fprime: (x) => 2 * x })],
    ["NOT_CONVERGED", () => optimize.fixedPoint((x) => x + 1, 0)],
    ["BAD_VALUE", () => optimize.toms748((x) => x, 2, -1)],
    ["BAD_ARGUMENT", () => optimize.rootScalar((x) => x)],
    ["BAD_ARGUMENT", () => optimize.rootScalar((x) => x, { method: "newton", x0: 1 })],
    ["BAD_SHAPE", () => optimize.fsolve((x) => [x[0]!, 1], [1])],
    ["BAD_ARGUMENT", () => optimize.fsolve((x) => x, [1], { xtol: -1 })],
    ["UNSUPPORTED", () => optimize.root((x) => x, [1], { method: "krylov" })],
    ["BAD_ARGUMENT", () => optimize.root((x) => x, [1], { method: "hybrid" })],
    ["BAD_SHAPE", () => optimize.leastsq((x) => [x[0]!], [1, 2])],
    ["BAD_SHAPE", () => optimize.leastsq((x) => x, [1, 2], { Dfun: () => [[1]] })],
    ["BAD_ARGUMENT", () => optimize.leastSquares((x) => x, [1], { loss: "hubert" })],
    ["BAD_ARGUMENT", () => optimize.leastSquares((x) => x, [1], { method: "lm", loss: "huber" })],
    ["BAD_ARGUMENT", () => optimize.leastSquares((x) => x, [1], { method: "lm", bounds: [0, 2] })],
    ["BAD_VALUE", () => optimize.leastSquares((x) => x, [3], { bounds: [0, 2] })],
    ["BAD_VALUE", () => optimize.leastSquares(() => [Number.NaN], [1])],
    ["BAD_VALUE", () => optimize.leastSquares((x) => x, [1], { xScale: -1 })],
    ["BAD_VALUE", () => optimize.leastSquares((x) => x, [1], { ftol: 0, xtol: 0, gtol: 0 })],
    ["BAD_SHAPE", () => optimize.curveFit(line, [1, 2, 3], [])],
    ["BAD_SHAPE", () => optimize.curveFit(line, [1, 2, 3], [1, 2])],
    ["BAD_SHAPE", () => optimize.curveFit(line, [1], [1, 2, 3, 4], { sigma: [1, 2] })],
    [
      "BAD_SHAPE",
      () => optimize.curveFit((x: Float64Array, ...p) => x.map((v) => v * p[0]!), [1], [1, 2], { p0: [1, 2, 3] }),
    ],
    ["BAD_VALUE", () => optimize.curveFit(line, [1, 2, Number.NaN], [1, 2, 3])],
    ["BAD_VALUE", () => optimize.curveFit(line, [1, 2, 3], [1, 2, Number.POSITIVE_INFINITY])],
    [
      "BAD_VALUE",
      () =>
        optimize.curveFit(line, [1, 2], [1, 2], {
          sigma: [
            [1, 2],
            [2, 1],
          ],
        }),
    ],
    ["BAD_ARGUMENT", () => optimize.curveFit((...all: number[]) => all[0], [1, 2, 3], [1, 2, 3])],
    ["BAD_ARGUMENT", () => optimize.curveFit(line, [1, 2, 3], [1, 2, 3], { method: "lm", bounds: [0, 9] })],
    ["BAD_ARGUMENT", () => optimize.curveFit(line, [1, 2, 3], [1, 2, 3], { loss: "huber" })],
    [
      "NOT_CONVERGED",
      () =>
        optimize.curveFit((x: Float64Array, a) => x.map((v) => Math.exp(a! * v)), [1, 2, 3], [3, 9, 20], { maxfev: 2 }),
    ],
    ["BAD_SHAPE", () => optimize.nnls([[1, 2]], [1, 2])],
    ["BAD_VALUE", () => optimize.nnls([[Number.NaN]], [1])],
    [
      "NOT_CONVERGED",
      () =>
        optimize.nnls(
          [
            [1, 0],
            [0, 1],
          ],
          [1, 1],
          { maxiter: 1 },
        ),
    ],
    ["BAD_VALUE", () => optimize.lsqLinear([[1]], [1], { bounds: [1, 1] })],
    ["BAD_SHAPE", () => optimize.lsqLinear([[1]], [1, 2])],
    ["BAD_VALUE", () => optimize.basinhopping(bowl, [1], { targetAcceptRate: 2 })],
    ["BAD_ARGUMENT", () => optimize.basinhopping(bowl, [1], { niter: 1, acceptTest: () => undefined as never })],
    ["BAD_ARGUMENT", () => optimize.brute(bowl, [])],
    ["BAD_VALUE", () => optimize.brute(bowl, [[0, 1, -1]])],
    ["OUT_OF_MEMORY", () => optimize.brute(bowl, new Array(9).fill([0, 1]))],
    ["BAD_VALUE", () => optimize.differentialEvolution(bowl, [[0, null]])],
    ["BAD_VALUE", () => optimize.differentialEvolution(bowl, [[0, 1]], { mutation: 3 })],
    ["BAD_ARGUMENT", () => optimize.differentialEvolution(bowl, [[0, 1]], { strategy: "best9" })],
    ["UNSUPPORTED", () => optimize.differentialEvolution(bowl, [[0, 1]], { init: "sobol" })],
    ["BAD_VALUE", () => optimize.dualAnnealing(bowl, [[1, 1]])],
    ["BAD_VALUE", () => optimize.dualAnnealing(() => Number.NaN, [[0, 1]])],
    ["BAD_SHAPE", () => optimize.linprog([1, 2], { Aub: [[1]], bub: [1] })],
    ["BAD_ARGUMENT", () => optimize.linprog([1], { Aub: [[1]] })],
    ["BAD_ARGUMENT", () => optimize.linprog([1], { method: "simplx" })],
    ["BAD_VALUE", () => optimize.linearSumAssignment([[Number.NaN]])],
    ["INFEASIBLE", () => optimize.linearSumAssignment([[Number.POSITIVE_INFINITY]])],
    ["BAD_SHAPE", () => optimize.linearSumAssignment([1, 2])],
    ["BAD_SHAPE", () => optimize.rosenDer([1])],
  ])("%s", (code, call) => {
    expect(codeOf(call)).toBe(code);
  });

  it("let the errors of users' functions through", () => {
    const own = new TypeError("mine");
    const thrower = (): never => {
      throw own;
    };
    for (const call of [
      () => minimize(thrower, [1]),
      () => minimize(thrower, [1], { method: "Powell" }),
      () => optimize.brentq(thrower, 0, 1),
      () => optimize.fsolve(thrower, [1]),
      () => optimize.leastSquares(thrower, [1]),
      () => optimize.curveFit(thrower, [1, 2], [1, 2], { p0: [1] }),
      () => optimize.curveFitBatch(thrower, [1, 2], [[1, 2]], { p0: [1] }),
      () => optimize.differentialEvolution(thrower, [[0, 1]]),
    ])
      expect(codeOf(call)).toBe(own);
  });
});

describe("odd cases", () => {
  it("end with a message where a function is NaN", () => {
    const nan = (): number => Number.NaN;
    for (const method of ["BFGS", "CG", "L-BFGS-B", "SLSQP", "Powell", "Nelder-Mead"]) {
      const { nfev, message } = minimize(nan, [1, 2], { method });
      expect(nfev, method).toBeLessThan(5000);
      expect(message, method).not.toBe("");
    }
    expect(minimize(nan, [1, 2], { method: "BFGS" }).success).toBe(false);
    expect(optimize.minimizeScalar(nan).success).toBe(false);
    expect(optimize.fsolve(() => [Number.NaN], [1], { fullOutput: true })[2]).not.toBe(1);
    expect(optimize.leastsq(() => [Number.NaN, 1], [1])[1]).toBe(5);
  });

  it("take numbers, lists and typed arrays as points, and leave them alone", () => {
    const x0 = Float64Array.of(3, 4);
    for (const start of [x0, [3, 4], new Float32Array([3, 4]), [[3], [4]]])
      expect(minimize(bowl, start).x.shape).toEqual([2]);
    expect(minimize(bowl, 3).x.shape).toEqual([1]);
    expect([...x0]).toEqual([3, 4]);
    const kept: Float64Array[] = [];
    minimize((x) => {
      kept.push(x);
      const f = bowl(x);
      x.fill(7);
      return f;
    }, x0);
    expect(kept.every((x, i) => kept.indexOf(x) === i)).toBe(true);
  });

  it("pass further arguments on", () => {
    const shifted = (x: Float64Array, a: number, b: number): number => (x[0]! - a) ** 2 + b;
    expect(minimize(shifted, [0], { args: [2, 5] }).fun).toBeCloseTo(5, 8);
    expect(optimize.fmin(shifted, [0], { args: [2, 5] }).get(0)).toBeCloseTo(2, 3);
    expect(optimize.brentq((x, a: number) => x - a, 0, 5, { args: [3] })).toBeCloseTo(3, 10);
    expect(optimize.fsolve((x, a: number) => [x[0]! - a], [0], { args: [3] }).get(0)).toBeCloseTo(3, 10);
  });

  it("stop when they are told to", () => {
    const controller = new AbortController();
    const callback = (): void => controller.abort(new Error("enough"));
    expect(codeOf(() => minimize(optimize.rosen, [-1.2, 1], { callback, signal: controller.signal }))).toBe("ABORTED");
  });

  it("leave out points with NaN when they are asked to", () => {
    const x = [0, 1, 2, 3, 4];
    const y = [1, 3, Number.NaN, 7, 9];
    const [popt] = optimize.curveFit(line, x, y, { nanPolicy: "omit" });
    expect(numbersOf(popt).map((v) => Math.round(v * 1e6) / 1e6)).toEqual([1, 2]);
    expect(codeOf(() => optimize.curveFit(line, x, y, { nanPolicy: "raise", checkFinite: false }))).toBe("BAD_VALUE");
  });

  it("give an infinite covariance where it cannot be estimated", () => {
    const [, pcov] = optimize.curveFit((x: Float64Array, a, b) => x.map((v) => (a! + b!) * v), [1, 2, 3], [1, 2, 3.5]);
    const [, exact] = optimize.curveFit(line, [1, 2], [1, 2]);
    expect([...numbersOf(pcov), ...numbersOf(exact)].every((v) => v === Number.POSITIVE_INFINITY || v > 1e8)).toBe(
      true,
    );
  });
});
