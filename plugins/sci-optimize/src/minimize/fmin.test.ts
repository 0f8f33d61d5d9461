import { describe, expect, it } from "vitest";
import { numbersOf } from "../../../../tools/golden/golden.js";
import {
  fmin,
  fminBfgs,
  fminCg,
  fminLBfgsB,
  fminNcg,
  fminPowell,
  minimize,
  report,
  rosen,
  rosenDer,
  rosenHess,
  rosenHessProd,
} from "../index.js";

const wave = (x: Float64Array): number => x[0]! * x[0]! + 10 * Math.sin(x[0]!);

describe("the functions named fmin", () => {
  it("give x, or all that SciPy gives, in its order", () => {
    expect(fminBfgs(wave, 0).get(0)).toBeCloseTo(-1.30644, 5);
    const [x, f, g, inverse, calls, gradients, flag, points] = fminBfgs(wave, 0, { fullOutput: true, retall: true });
    expect([x.shape, g.shape, inverse.shape, calls, gradients, flag, points.length]).toEqual([
      [1],
      [1],
      [1, 1],
      12,
      6,
      0,
      6,
    ]);
    expect(f).toBeCloseTo(-7.945823375615206, 12);
    const [alone, all] = fminBfgs(wave, 0, { retall: true });
    expect([alone.get(0), all.at(-1)!.get(0)]).toEqual([x.get(0), x.get(0)]);
    expect(fmin(rosen, [-1.2, 1, 1.5], { fullOutput: true }).slice(2)).toEqual([227, 398, 0]);
    expect(fminPowell(rosen, [-1.2, 1], { fullOutput: true })).toHaveLength(6);
    expect(fminCg(rosen, [-1.2, 1], { fprime: rosenDer, fullOutput: true }).at(-1)).toBe(0);
    expect(fminNcg(rosen, [-1.2, 1], rosenDer, { fhess: rosenHess, fullOutput: true })).toHaveLength(6);
    expect(
      numbersOf(fminNcg(rosen, [-1.2, 1], rosenDer, { fhessP: (at, p) => rosenHessProd(at, p) })).map(Math.round),
    ).toEqual([1, 1]);
    const [at, value, info] = fminLBfgsB((p) => [rosen(p), rosenDer(p)], [-1.2, 1]);
    expect([at.shape, info.warnflag, info.task.slice(0, 11)]).toEqual([[2], 0, "CONVERGENCE"]);
    expect(value).toBeLessThan(1e-8);
    expect(
      fminLBfgsB(rosen, [-1.2, 1], {
        approxGrad: true,
        bounds: [
          [null, 0.5],
          [0, null],
        ],
      })[0].get(0),
    ).toBeCloseTo(0.5, 6);
  });

  it("tell what SciPy prints", () => {
    const texts: string[] = [];
    fminBfgs(wave, 0, { disp: (text) => texts.push(text) });
    expect(texts).toEqual([
      [
        "Optimization terminated successfully.",
        "         Current function value: -7.945823",
        "         Iterations: 5",
        "         Function evaluations: 12",
        "         Gradient evaluations: 6",
      ].join("\n"),
    ]);
    expect(report(minimize(rosen, [-1.2, 1], { method: "BFGS", options: { maxiter: 2 } }))).toMatch(
      /^Warning: Maximum number of iterations has been exceeded\.\n/,
    );
  });
});
