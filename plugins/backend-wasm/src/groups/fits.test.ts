import { array, type NDArray, withRuntime } from "@core/array";
import { type BatchComponent, type CurveFitBatchOptions, type CurveFitBatchResult, curveFitBatch } from "sci-optimize";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, testTable, watchedRuntime } from "../testing.js";
import { table } from "./testing-fits.js";

await testTable(table);

const settings = [{ threads: 1 }, { threads: 2 }, { threads: 4 }, { threads: 1, deterministic: true }];
const backends = await Promise.all(settings.map((own) => wasmBackend({ groups: ["fits"], ...own })));
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

type Model = BatchComponent | readonly BatchComponent[];

/** A number from 0 to 1 for each i. */
const some = (i: number): number => Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1;

function spectra(count: number, x: readonly number[], value: (x: number, k: number) => number, noise = 0.02): NDArray {
  return array(
    Array.from({ length: count }, (_, k) => x.map((t, i) => value(t, k) + noise * (some(k * 997 + i) - 0.5))),
  );
}

/**
 * The sums are in another order than in the reference body, and so is the exponential function by a unit in the last place: a step differs
 * by that times the condition of the equations, and the fit goes on where it stops changing by 1e-8.
 */
function compare(model: Model, x: readonly number[], y: NDArray, options: CurveFitBatchOptions = {}, wanted = true) {
  const expected = curveFitBatch(model, x, y, options);
  const before = y.copy();
  let first: CurveFitBatchResult | undefined;
  for (const [i, { runtime, ran }] of runtimes.entries()) {
    const got = curveFitBatch(model, x, withRuntime(runtime, y), options);
    expect(ran().length).toBe(wanted ? Math.ceil(expected.nit.size / 256) : 0);
    expectSame(got.success, expected.success);
    expectSame(got.params, expected.params, 1e-7);
    expectSame(got.errors, expected.errors, 1e-6);
    expectSame(got.chi2, expected.chi2, 1e-9);
    first ??= got;
    if (i < 3) {
      expectSame(got.params, first.params);
      expectSame(got.errors, first.errors);
      expectSame(got.nit, first.nit);
    }
  }
  expectSame(y, before);
  return expected;
}

const line = (size: number, from: number, to: number): number[] =>
  Array.from({ length: size }, (_, i) => from + ((to - from) * i) / (size - 1));
const gauss = (t: number, k: number): number =>
  (3 + some(k)) * Math.exp(-0.5 * ((t - 5 - some(k + 7)) / (0.8 + 0.4 * some(k + 3))) ** 2);

test("peaks, of any number of points and spectra", () => {
  for (const points of [16, 61, 256])
    for (const count of [1, 5, 300]) {
      const x = line(points, 0, 10);
      expect(compare("gaussian", x, spectra(count, x, gauss)).success.size).toBe(count);
      compare(
        "lorentzian",
        x,
        spectra(count, x, (t, k) => 4 / (1 + ((t - 4 - some(k)) / (1 + some(k + 1))) ** 2)),
      );
      compare(
        ["gaussian", "line"],
        x,
        spectra(count, x, (t, k) => gauss(t, k) + 1 + 0.3 * t),
      );
    }
});

test("decays, polynomials, two peaks", () => {
  const x = line(100, 1, 8);
  compare(
    "powerLaw",
    x,
    spectra(20, x, (t, k) => (40 + some(k)) * t ** -(1.5 + some(k + 1))),
  );
  compare(
    "exponential",
    x,
    spectra(20, x, (t, k) => 10 * Math.exp(-(0.3 + some(k)) * t)),
  );
  compare(
    ["powerLaw", "constant"],
    x,
    spectra(20, x, (t, k) => 40 * t ** -(1.5 + some(k)) + 2),
  );
  compare(
    "line",
    x,
    spectra(9, x, (t, k) => some(k) - 0.3 * t),
  );
  compare(
    { polynomial: 4 },
    x,
    spectra(9, x, (t, k) => some(k) - 0.3 * t + 0.1 * t ** 3),
  );
  const two = spectra(40, x, (t, k) => gauss(t, k) + 2 * Math.exp(-0.5 * ((t - 2) / 0.5) ** 2) + 0.2);
  compare(["gaussian", "gaussian", "constant"], x, two, { p0: [3, 5, 1, 2, 2, 0.5, 0] });
});

test("weights, limits and other options", () => {
  const x = line(80, 0, 10);
  const y = spectra(30, x, gauss);
  const sigma = Array.from({ length: 80 }, (_, i) => (i % 11 === 0 ? Infinity : 0.5 + some(i)));
  compare("gaussian", x, y, { sigma });
  compare("gaussian", x, y, { sigma: Array.from({ length: 30 }, (_, k) => sigma.map((one) => one + k)) });
  compare("gaussian", x, y, { sigma: 0.1, absoluteSigma: true });
  const limited = compare("gaussian", x, y, {
    bounds: [
      [0, 5.5, 0],
      [3.2, 9, 1],
    ],
    p0: [3, 6, 0.9],
  });
  expect(limited.params.get(0, 0)).toBeLessThanOrEqual(3.2);
  expect(compare("gaussian", x, y, { maxiter: 2, p0: [1, 3, 2] }).success.get(0)).toBe(false);
  compare("gaussian", x, y, { maxiter: 0, p0: [1, 3, 2] });
  compare("gaussian", x, y, { gtol: 1e-3 });
});

test("spectra that cannot be fitted", () => {
  const x = line(50, 0, 10);
  const y = spectra(6, x, gauss);
  const data = y.data as Float64Array;
  data[60] = Number.NaN;
  data[130] = Infinity;
  data.fill(0, 200, 250);
  const { success, params } = compare("gaussian", x, y, { p0: [3, 5, 1] });
  expect([success.get(0), success.get(1), success.get(2)]).toEqual([true, false, false]);
  expect(params.get(1, 0)).toBeNaN();
  // One point for two parameters: no errors.
  compare("line", [2], array([[3], [4]]), { p0: [0, 0] });
  compare("powerLaw", [-1, 1, 2, 3], array([[4, 3, 2, 1]]), { p0: [3, 1] });
});

test("layouts, dtypes, and what is left to the reference body", () => {
  const x = line(40, 0, 10);
  for (const layout of layouts) compare("gaussian", x, laidOut(spectra(6, x, gauss), layout));
  compare("gaussian", x, spectra(6, x, gauss).astype("float32"));
  compare("gaussian", x, spectra(12, x, gauss).reshape([3, 4, 40]));
  compare("gaussian", x, array([]).reshape([0, 40]), {}, false);
  const own = (t: Float64Array, a: number, b: number) => t.map((one) => a + b * one);
  compare(
    own as unknown as Model,
    x,
    spectra(3, x, (t) => 2 + t),
    { p0: [1, 1] },
    false,
  );
});
