import { array, type NDArray } from "@core/array";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf, expectNumbers, numbersOf } from "../../../../tools/golden/golden.js";
import { oracleNormal, oracleUniform } from "../../../../tools/golden/oracle.js";
import { type BatchComponent, curveFit, curveFitBatch } from "../index.js";

const x = Float64Array.from({ length: 60 }, (_, i) => 1 + i / 6);
type Plain = (x: Float64Array, ...p: number[]) => Float64Array;
const models: Readonly<
  Record<string, readonly [BatchComponent | readonly BatchComponent[], Plain, readonly number[], readonly number[]]>
> = {
  gaussian: [
    "gaussian",
    (t, a, b, c) => t.map((v) => a! * Math.exp(-((v - b!) ** 2) / (2 * c! * c!))),
    [5, 6, 1.2],
    [0.5, 0.5, 0.2],
  ],
  lorentzian: [
    "lorentzian",
    (t, a, b, c) => t.map((v) => a! / (1 + ((v - b!) / c!) ** 2)),
    [5, 6, 1.2],
    [0.5, 0.5, 0.2],
  ],
  powerLaw: ["powerLaw", (t, a, r) => t.map((v) => a! * v ** -r!), [50, 2], [5, 0.3]],
  exponential: ["exponential", (t, a, k) => t.map((v) => a! * Math.exp(-k! * v)), [10, 0.4], [1, 0.05]],
  peakOnLine: [
    ["gaussian", "line"],
    (t, a, b, c, d, e) => t.map((v) => a! * Math.exp(-((v - b!) ** 2) / (2 * c! * c!)) + d! + e! * v),
    [8, 6, 1, 2, 0.1],
    [0.5, 0.5, 0.2, 0.1, 0.02],
  ],
  cubic: [
    { polynomial: 3 },
    (t, a, b, c, d) => t.map((v) => a! + b! * v + c! * v * v + d! * v ** 3),
    [1, -2, 0.3, 0.02],
    [1, 1, 0.1, 0.01],
  ],
};

/** Spectra of random parameters with a little noise. */
function spectra(name: string, count: number, seed: number, noise = 0.05): { y: Float64Array[]; truth: number[][] } {
  const [, model, centre, spread] = models[name]!;
  const random = oracleUniform(seed, count * centre.length);
  const errors = oracleNormal(seed + 1, count * x.length);
  const truth = Array.from({ length: count }, (_, k) =>
    centre.map((p, j) => p + spread[j]! * (2 * random[k * centre.length + j]! - 1)),
  );
  return { truth, y: truth.map((p, k) => model(x, ...p).map((v, i) => v + noise * errors[k * x.length + i]!)) };
}

describe("many fits at once", () => {
  it.each(Object.keys(models))("give the parameters and errors of single fits: %s", (name) => {
    const [parts, model, centre] = models[name]!;
    const { y } = spectra(name, 7, 5);
    for (const p0 of [undefined, centre]) {
      const { params, errors, success, chi2 } = curveFitBatch(parts, x, y, p0 === undefined ? {} : { p0 });
      expect([params.shape, errors.shape, chi2.shape]).toEqual([[7, centre.length], [7, centre.length], [7]]);
      expect(numbersOf(success)).toEqual(new Array(7).fill(1));
      y.forEach((one, k) => {
        const [popt, pcov, info] = curveFit(model, x, one, { p0: centre, fullOutput: true, ftol: 1e-13, xtol: 1e-13 });
        expectNumbers(numbersOf(params.slice(k)), numbersOf(popt), { rtol: 2e-5, atol: 2e-6 }, `${name} ${k}`);
        expectNumbers(
          numbersOf(errors.slice(k)),
          centre.map((_, j) => Math.sqrt(pcov.get(j, j))),
          { rtol: 1e-3 },
          `${name} ${k} errors`,
        );
        const squares = numbersOf(info.fvec).reduce((sum, value) => sum + value * value, 0);
        expectNumbers([chi2.get(k)], [squares], { rtol: 1e-6 }, `${name} ${k} chi2`);
      });
    }
  });

  it("take weights, shared and for each position, and leave out points of infinite deviation", () => {
    const [, model, centre] = models.gaussian!;
    const { y } = spectra("gaussian", 3, 9);
    y[1]![4] = 1e6;
    const sigma = y.map((_, k) => x.map((v, i) => (k === 1 && i === 4 ? Number.POSITIVE_INFINITY : 0.02 + v / 100)));
    for (const absoluteSigma of [false, true]) {
      const { params, errors } = curveFitBatch("gaussian", x, y, { p0: centre, sigma, absoluteSigma });
      [0, 2].forEach((k) => {
        const [popt, pcov] = curveFit(model, x, y[k]!, {
          p0: centre,
          sigma: sigma[k]!,
          absoluteSigma,
          ftol: 1e-13,
          xtol: 1e-13,
        });
        expectNumbers(numbersOf(params.slice(k)), numbersOf(popt), { rtol: 1e-5 }, `${k}`);
        expectNumbers(
          numbersOf(errors.slice(k)),
          centre.map((_, j) => Math.sqrt(pcov.get(j, j))),
          { rtol: 1e-3 },
          `${k} errors`,
        );
      });
      expect(params.get(1, 1)).toBeCloseTo(6, 0);
    }
    const shared = curveFitBatch("gaussian", x, y, { p0: centre, sigma: sigma[0]! });
    const [popt] = curveFit(model, x, y[2]!, { p0: centre, sigma: sigma[0]! });
    expectNumbers(numbersOf(shared.params.slice(2)), numbersOf(popt), { rtol: 1e-5 }, "shared");
  });

  it("keep limits", () => {
    const { y } = spectra("gaussian", 5, 21);
    const bounds = [
      [0, 5.9, 0.1],
      [4.9, 8, 1.1],
    ];
    const { params, success } = curveFitBatch("gaussian", x, y, { p0: [4, 6, 1], bounds });
    const [, model] = models.gaussian!;
    expect(numbersOf(success)).toEqual(new Array(5).fill(1));
    y.forEach((one, k) => {
      const [popt] = curveFit(model, x, one, { p0: [4, 6, 1], bounds, ftol: 1e-13, xtol: 1e-13 });
      expectNumbers(numbersOf(params.slice(k)), numbersOf(popt), { rtol: 1e-4, atol: 1e-4 }, `${k}`);
    });
  });

  it("take models in plain code, with derivatives and without", () => {
    const { y } = spectra("exponential", 4, 33);
    const known = numbersOf(curveFitBatch("exponential", x, y).params);
    const count = 2;
    const evaluate = (
      t: Float64Array,
      p: Float64Array,
      values: Float64Array,
      columns: Float64Array | undefined,
    ): void => {
      for (let i = 0; i < t.length; i++) {
        const e = Math.exp(-p[1]! * t[i]!);
        values[i] = p[0]! * e;
        if (columns === undefined) continue;
        columns[i] = e;
        columns[t.length + i] = -p[0]! * e * t[i]!;
      }
    };
    const plain = (t: Float64Array, a: number, k: number): Float64Array => t.map((v) => a * Math.exp(-k * v));
    for (const model of [{ count, evaluate, jacobian: true }, { count, evaluate }, plain])
      expectNumbers(numbersOf(curveFitBatch(model, x, y, { p0: [9, 0.3] }).params), known, { rtol: 1e-5 }, "own model");
  });

  it("fit a power law of counts from a poor start (page 3.5)", () => {
    const energies = Float64Array.from({ length: 100 }, (_, i) => 200 + 2 * i);
    const y = [energies.map((e) => 1e10 * e ** -3)];
    const { params, success } = curveFitBatch("powerLaw", energies, y, { p0: [1e9, 2.5], maxiter: 1000 });
    expect(success.get(0)).toBe(true);
    expectNumbers(numbersOf(params), [1e10, 3], { rtol: 1e-4 }, "power law");
  });

  it("keep the leading axes, take views and empty stacks, and leave the data alone", () => {
    const { y } = spectra("gaussian", 6, 3);
    const cube = array(y).reshape([2, 3, 60]);
    const before = numbersOf(cube);
    const { params, nit } = curveFitBatch("gaussian", x, cube);
    expect([params.shape, nit.shape]).toEqual([
      [2, 3, 3],
      [2, 3],
    ]);
    const turned = curveFitBatch("gaussian", array(x).slice("::-1"), cube.slice(":", ":", "::-1") as NDArray);
    expectNumbers(numbersOf(turned.params), numbersOf(params), { rtol: 1e-5 }, "reversed");
    expect(numbersOf(cube)).toEqual(before);
    expect(curveFitBatch("gaussian", x, cube.slice(0).slice("3:")).params.shape).toEqual([0, 3]);
  });

  it("say where a fit failed and go on", () => {
    const { y } = spectra("gaussian", 3, 3);
    y[1]![7] = Number.NaN;
    const { params, errors, success } = curveFitBatch("gaussian", x, y, { p0: [4, 6, 1] });
    expect(numbersOf(success)).toEqual([1, 0, 1]);
    expect([params.get(1, 0), errors.get(1, 0)]).toEqual([Number.NaN, Number.NaN]);
    expect(numbersOf(curveFitBatch("gaussian", x, y, { p0: [4, 6, 1], maxiter: 1 }).success)[0]).toBe(0);
  });

  it("report progress and stop when they are told to", () => {
    const y = Array.from({ length: 600 }, () => x.map((v) => 2 * v));
    const steps: number[] = [];
    curveFitBatch("line", x, y, { onProgress: (done, total) => steps.push(done, total) });
    expect(steps).toEqual([256, 600, 512, 600, 600, 600]);
    const controller = new AbortController();
    expect(
      codeOf(() => curveFitBatch("line", x, y, { signal: controller.signal, onProgress: () => controller.abort() })),
    ).toBe("ABORTED");
  });

  it("recover exact data whatever their scale", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -8, max: 8 }),
        fc.double({ min: 3, max: 8 }),
        fc.double({ min: 0.5, max: 2 }),
        (power, centre, sigma) => {
          const height = 10 ** power;
          const y = x.map((v) => height * Math.exp(-((v - centre) ** 2) / (2 * sigma * sigma)));
          const { params, success } = curveFitBatch("gaussian", x, [y]);
          expect(success.get(0)).toBe(true);
          expectNumbers(numbersOf(params), [height, centre, sigma], { rtol: 1e-5 }, "exact");
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ["BAD_ARGUMENT", () => curveFitBatch("gauss" as never, x, [x])],
    ["BAD_ARGUMENT", () => curveFitBatch(["gaussian", "gaussian"], x, [x])],
    ["BAD_ARGUMENT", () => curveFitBatch([], x, [x])],
    ["BAD_ARGUMENT", () => curveFitBatch({ polynomial: 1.5 }, x, [x])],
    ["BAD_ARGUMENT", () => curveFitBatch("line", x, [x], { tol: 1 } as never)],
    ["BAD_SHAPE", () => curveFitBatch("line", x, [x.slice(1)])],
    ["BAD_SHAPE", () => curveFitBatch("line", x, [x], { p0: [1, 2, 3] })],
    ["BAD_SHAPE", () => curveFitBatch("line", x, [x], { sigma: [1, 2] })],
    ["BAD_SHAPE", () => curveFitBatch((t) => t.slice(1), x, [x], { p0: [1] })],
  ])("refuse wrong calls: %s", (code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});
