import type { DType, NDArray } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample } from "@core/conformance";
import { type BatchComponent, type CurveFitBatchOptions, curveFitBatch } from "sci-optimize";
import type { GroupTable } from "../testing.js";

type Model = BatchComponent | readonly BatchComponent[];
type Shape = readonly number[];

/** A number from 0 to 1 for each i. */
const some = (i: number): number => Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1;
const line = (size: number, from: number, to: number): number[] =>
  Array.from({ length: size }, (_, i) => (size === 1 ? from : from + ((to - from) * i) / (size - 1)));
/** Spectra of a function of the place and of the number of the spectrum, with some noise. */
const spectra =
  (from: number, to: number, value: (t: number, k: number) => number): Sample =>
  (dtype, shape) => {
    const m = shape.at(-1) as number;
    const x = line(m, from, to);
    return filledArray(dtype, shape, (place) => {
      const [k, i] = [Math.floor(place / m), place % m];
      return value(x[i] as number, k) + 0.02 * (some(k * 997 + i) - 0.5);
    });
  };
const gauss = (t: number, k: number): number =>
  (3 + some(k)) * Math.exp(-0.5 * ((t - 5 - some(k + 7)) / (0.8 + 0.4 * some(k + 3))) ** 2);
const peaks = spectra(0, 10, gauss);

/**
 * The sums are in another order than in the reference body, and so is the exponential function by a unit in the last place: a step differs
 * by that times the condition of the equations, and the fit goes on where it stops changing by 1e-8.
 * How many steps it takes may differ from the reference body, but not with the number of threads.
 */
const tolerances = { params: 1e-7, errors: 1e-6, chi2: 1e-9, success: 0, nit: 1 };
type Field = keyof typeof tolerances;
const fields = Object.keys(tolerances) as readonly Field[];

interface Fits extends Pick<CallRow, "layouts"> {
  readonly shapes: readonly Shape[];
  readonly dtypes?: readonly DType[];
  /** What is fitted from one place to another. */
  readonly models: Readonly<Record<string, Model | readonly [Model, CurveFitBatchOptions]>>;
  readonly from?: number;
  readonly to?: number;
  readonly samples: Readonly<Record<string, Sample>>;
}

const isPair = (given: Fits["models"][string]): given is readonly [Model, CurveFitBatchOptions] =>
  Array.isArray(given) && typeof given[1] === "object" && !("polynomial" in given[1]);

/** One row for each of the results, as each has its own tolerance. */
const rows = (name: string, { models, from = 0, to = 10, dtypes = ["float64"], ...own }: Fits): readonly CallRow[] =>
  fields.map((field) => ({
    operation: "sci-optimize/curve-fit-batch",
    // 256 spectra at a time.
    runs: own.shapes.every((shape) => (shape[0] as number) <= 256) ? "once" : "often",
    name: `${name}, ${field}`,
    calls: (shape) =>
      Object.fromEntries(
        Object.entries(models).map(([shown, given]): [string, Call] => {
          const [model, options] = isPair(given) ? given : [given, {}];
          return [shown, (y) => curveFitBatch(model, line(shape.at(-1) as number, from, to), y!, options)[field]];
        }),
      ),
    dtypes,
    tolerance: { largest: tolerances[field] },
    ...own,
  }));

const sigma = Array.from({ length: 80 }, (_, i) => (i % 11 === 0 ? Infinity : 0.5 + some(i)));
const limits: CurveFitBatchOptions = {
  bounds: [
    [0, 5.5, 0],
    [3.2, 9, 1],
  ],
  p0: [3, 6, 0.9],
};
/** Spectra with NaN, with infinity and of zeros. */
const unfit: Sample = (dtype, shape, seed) => {
  const a = peaks(dtype, shape, seed);
  const m = shape.at(-1) as number;
  a.data[m + 10] = Number.NaN;
  a.data[2 * m + 30] = Number.POSITIVE_INFINITY;
  (a.data as Float64Array).fill(0, 4 * m, 5 * m);
  (a.data as Float64Array).fill(-0, 5 * m, 6 * m);
  return a;
};
const straight = (t: Float64Array, a: number, b: number) => t.map((one) => a + b * one);

export const table: GroupTable = {
  groups: ["fits"],
  rows: [
    ...rows("peaks", {
      models: { gaussian: "gaussian" },
      shapes: [16, 61, 256].flatMap((m) => [1, 5, 300].map((count) => [count, m])),
      samples: { peaks },
    }),
    ...rows("layouts", { models: { gaussian: "gaussian" }, shapes: [[6, 40]], layouts, samples: { peaks } }),
    ...rows("several axes", {
      models: { gaussian: "gaussian" },
      dtypes: ["float64", "float32"],
      shapes: [
        [3, 4, 40],
        [6, 40],
      ],
      samples: { peaks },
    }),
    ...rows("wide peaks", {
      models: { lorentzian: "lorentzian" },
      shapes: [16, 61, 256].flatMap((m) => [1, 5, 300].map((count) => [count, m])),
      samples: { wide: spectra(0, 10, (t, k) => 4 / (1 + ((t - 4 - some(k)) / (1 + some(k + 1))) ** 2)) },
    }),
    ...rows("peaks on lines", {
      models: { sum: ["gaussian", "line"] },
      shapes: [16, 61, 256].flatMap((m) => [1, 5, 300].map((count) => [count, m])),
      samples: { slanted: spectra(0, 10, (t, k) => gauss(t, k) + 1 + 0.3 * t) },
    }),
    ...rows("power laws", {
      models: { powerLaw: "powerLaw" },
      from: 1,
      to: 8,
      shapes: [[20, 100]],
      samples: { decays: spectra(1, 8, (t, k) => (40 + some(k)) * t ** -(1.5 + some(k + 1))) },
    }),
    ...rows("power laws and constants", {
      models: { sum: ["powerLaw", "constant"] },
      from: 1,
      to: 8,
      shapes: [[20, 100]],
      samples: { decays: spectra(1, 8, (t, k) => 40 * t ** -(1.5 + some(k)) + 2) },
    }),
    ...rows("exponential decays", {
      models: { exponential: "exponential" },
      from: 1,
      to: 8,
      shapes: [[20, 100]],
      samples: { decays: spectra(1, 8, (t, k) => 10 * Math.exp(-(0.3 + some(k)) * t)) },
    }),
    ...rows("lines", {
      models: { line: "line" },
      from: 1,
      to: 8,
      shapes: [[9, 100]],
      samples: { lines: spectra(1, 8, (t, k) => some(k) - 0.3 * t) },
    }),
    ...rows("polynomials", {
      models: { "degree 4": { polynomial: 4 } },
      from: 1,
      to: 8,
      shapes: [[9, 100]],
      samples: { curves: spectra(1, 8, (t, k) => some(k) - 0.3 * t + 0.1 * t ** 3) },
    }),
    ...rows("two peaks", {
      models: { sum: [["gaussian", "gaussian", "constant"], { p0: [3, 5, 1, 2, 2, 0.5, 0] }] },
      from: 1,
      to: 8,
      shapes: [[40, 100]],
      samples: { two: spectra(1, 8, (t, k) => gauss(t, k) + 2 * Math.exp(-0.5 * ((t - 2) / 0.5) ** 2) + 0.2) },
    }),
    ...rows("weights, limits and other options", {
      models: {
        weights: ["gaussian", { sigma }],
        "weights of each": ["gaussian", { sigma: Array.from({ length: 30 }, (_, k) => sigma.map((one) => one + k)) }],
        "one weight": ["gaussian", { sigma: 0.1, absoluteSigma: true }],
        limits: ["gaussian", limits],
        "two steps": ["gaussian", { maxiter: 2, p0: [1, 3, 2] }],
        "no step": ["gaussian", { maxiter: 0, p0: [1, 3, 2] }],
        gtol: ["gaussian", { gtol: 1e-3 }],
      },
      shapes: [[30, 80]],
      samples: { peaks },
    }),
    ...rows("spectra that cannot be fitted", {
      models: { gaussian: ["gaussian", { p0: [3, 5, 1] }] },
      shapes: [[6, 50]],
      samples: { unfit },
    }),
    ...rows("one point for two parameters", {
      models: { line: ["line", { p0: [0, 0] }] },
      from: 2,
      shapes: [[2, 1]],
      samples: { points: (dtype, shape) => filledArray(dtype, shape, (i) => 3 + i) },
    }),
    ...rows("powers of negative numbers", {
      models: { powerLaw: ["powerLaw", { p0: [3, 1] }] },
      from: -1,
      to: 3,
      shapes: [[1, 5]],
      samples: { falling: (dtype, shape) => filledArray(dtype, shape, (i) => 5 - i) },
    }),
    {
      name: "models of one's own, no spectra",
      calls: ([n]) =>
        n === 0
          ? { gaussian: (y) => curveFitBatch("gaussian", line(40, 0, 10), y as NDArray) as unknown }
          : {
              own: (y) =>
                curveFitBatch(straight as unknown as Model, line(40, 0, 10), y as NDArray, { p0: [1, 1] }) as unknown,
            },
      dtypes: ["float64"],
      shapes: [
        [0, 40],
        [3, 40],
      ],
      samples: { lines: spectra(0, 10, (t) => 2 + t) },
    },
  ],
};
