import { type ArrayLikeInput, asArray, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import type { FullSpec } from "./continuous-types.js";
import { simplex } from "./solve.js";

/** Options of a fit. Shape parameters are fixed by `f` and their number or name: `f0`, `fa`, or `fix_a`. */
export interface FitOptions {
  /** Fixes the location. */
  readonly floc?: number;
  /** Fixes the scale. */
  readonly fscale?: number;
  /** Where the location begins. */
  readonly loc?: number;
  /** Where the scale begins. */
  readonly scale?: number;
  /** Where the shape parameters begin. */
  readonly start?: readonly number[];
  /** Maximum likelihood, the default, or the method of moments. */
  readonly method?: "MLE" | "MM";
  /** Shape parameters that are fixed, by number; filled from the names. */
  readonly fixed?: readonly (number | undefined)[];
  readonly [shape: string]: unknown;
}

/** Finite data and what fits begin with. */
export interface FitData {
  readonly x: Float64Array;
  readonly mean: number;
  /** With divisor n. */
  readonly variance: number;
  readonly skew: number;
  readonly kurtosis: number;
  readonly min: number;
  readonly max: number;
}

/** Checks options and brings the names of fixed shape parameters into one form. */
export function fittingOptions(spec: FullSpec, options: FitOptions): FitOptions {
  const fixed: (number | undefined)[] = spec.shapes.map((shape, i) => {
    const given = [`f${i}`, `f${shape}`, `fix_${shape}`].filter((key) => options[key] !== undefined);
    if (given.length > 1)
      throw coreError("BAD_ARGUMENT", `${spec.name}.fit: ${given.join(" and ")} name the same parameter.`);
    return given.length === 0 ? undefined : Number(options[given[0] as string]);
  });
  const allowed = [
    "floc",
    "fscale",
    "loc",
    "scale",
    "start",
    "method",
    ...spec.shapes.flatMap((shape, i) => [`f${i}`, `f${shape}`, `fix_${shape}`]),
  ];
  for (const key of Object.keys(options))
    if (!allowed.includes(key))
      throw coreError(
        "BAD_ARGUMENT",
        `${spec.name}.fit: unknown option ${JSON.stringify(key)}, expected ${allowed.join(", ")}.`,
      );
  const method = options.method ?? "MLE";
  if (!["MLE", "MM"].includes(method))
    throw coreError("BAD_ARGUMENT", `${spec.name}.fit: method is ${JSON.stringify(method)}, expected "MLE" or "MM".`);
  if ((options.start?.length ?? 0) > spec.shapes.length)
    throw coreError(
      "BAD_ARGUMENT",
      `${spec.name}.fit: start has ${options.start?.length} entries for ${spec.shapes.length} shape parameters.`,
    );
  if (options.floc !== undefined && options.fscale !== undefined && fixed.every((one) => one !== undefined))
    throw coreError("BAD_ARGUMENT", `${spec.name}.fit: all parameters are fixed, there is nothing to fit.`);
  return { ...options, fixed };
}

function moments(x: Float64Array): Omit<FitData, "x"> {
  const n = x.length;
  let mean = 0;
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of x) {
    mean += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  mean /= n;
  let [m2, m3, m4] = [0, 0, 0];
  for (const value of x) {
    const d = value - mean;
    m2 += d * d;
    m3 += d * d * d;
    m4 += d * d * d * d;
  }
  m2 /= n;
  return { mean, variance: m2, skew: m3 / n / m2 ** 1.5, kurtosis: m4 / n / m2 ** 2 - 3, min, max };
}

/** Fits a distribution to data: by its own formulas, or by SciPy's simplex. */
export function fitted(spec: FullSpec, data: ArrayLikeInput, options: FitOptions): number[] {
  const values = asArray(data).astype("float64").reshape(-1);
  const x = Float64Array.from(values.data);
  if (x.length === 0) throw coreError("BAD_SHAPE", `${spec.name}.fit: there are no data.`);
  if (!x.every(Number.isFinite)) throw coreError("BAD_VALUE", `${spec.name}.fit: the data hold NaN or infinities.`);
  const known: FitData = { x, ...moments(x) };
  const special = options.method === "MM" ? undefined : spec.fit?.(known, options);
  return special === undefined ? general(spec, known, options) : [...special];
}

/** Location and scale by the moments, or so that all data lie in the support. */
function place(spec: FullSpec, data: FitData, shapes: readonly number[]): [number, number] {
  const [a, b, c] = triple(shapes);
  const [mean, variance] = spec.stats(a, b, c);
  let scale = Math.sqrt(data.variance / variance);
  if (!Number.isFinite(scale) || scale === 0) scale = 1;
  let loc = data.mean - scale * mean;
  if (!Number.isFinite(loc)) loc = 0;
  const [low, high] = [spec.low(a, b, c), spec.high(a, b, c)];
  if (high - low <= 0) return [loc, scale];
  if (loc + low * scale < data.min && data.max < loc + high * scale) return [loc, scale];
  const width = data.max - data.min;
  const margin = 0.1 * width;
  if (high - low < Number.POSITIVE_INFINITY) return [data.min - low - margin, (width + 2 * margin) / (high - low)];
  return low > Number.NEGATIVE_INFINITY ? [data.min - low - margin, 1] : [data.max - high + margin, 1];
}

function triple(shapes: readonly number[]): [number, number, number] {
  return [shapes[0] ?? 0, shapes[1] ?? 0, shapes[2] ?? 0];
}

const penalty = 100 * Math.log(Number.MAX_VALUE);

function penalised(spec: FullSpec, theta: readonly number[], x: ArrayLike<number>): number {
  const count = spec.shapes.length;
  const [a, b, c] = triple(theta.slice(0, count));
  const [loc, scale] = [theta[count]!, theta[count + 1]!];
  if (!spec.valid(a, b, c) || !(scale > 0)) return Number.POSITIVE_INFINITY;
  const [low, high] = [spec.low(a, b, c), spec.high(a, b, c)];
  let bad = 0;
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const z = (x[i]! - loc) / scale;
    const value = z >= low && z <= high ? spec.logpdf(z, a, b, c) : Number.NaN;
    if (Number.isFinite(value)) sum += value;
    else bad++;
  }
  return -sum + bad * penalty + x.length * Math.log(scale);
}

/** Minus the logarithm of the likelihood; infinite where data lie outside the support. */
export function likelihood(spec: FullSpec, theta: readonly number[], x: NDArray): number {
  const count = spec.shapes.length;
  if (theta.length !== count + 2)
    throw coreError("BAD_ARGUMENT", `${spec.name}.nnlf: theta has ${theta.length} entries, expected ${count + 2}.`);
  const [a, b, c] = triple(theta.slice(0, count));
  const [loc, scale] = [theta[count]!, theta[count + 1]!];
  if (!spec.valid(a, b, c) || !(scale > 0)) return Number.POSITIVE_INFINITY;
  const [low, high] = [spec.low(a, b, c), spec.high(a, b, c)];
  let sum = 0;
  for (const value of x.data as Float64Array) {
    const z = (value - loc) / scale;
    if (!(z >= low && z <= high)) return Number.POSITIVE_INFINITY;
    sum += spec.logpdf(z, a, b, c);
  }
  return -sum + x.size * Math.log(scale);
}

function general(spec: FullSpec, data: FitData, options: FitOptions): number[] {
  const count = spec.shapes.length;
  const begin = options.start ?? [];
  let shapes = begin.slice(0, count);
  let [loc, scale] = [options.loc, options.scale];
  if (shapes.length < count || loc === undefined || scale === undefined) {
    const own = spec.start?.(data, options) ?? new Array<number>(count).fill(1);
    const [ownLoc, ownScale] = place(spec, data, own.slice(0, count));
    shapes = [...shapes, ...own.slice(shapes.length, count)];
    loc ??= own[count] ?? ownLoc;
    scale ??= own[count + 1] ?? ownScale;
  }
  const all = [...shapes, loc, scale];
  const fixed = [...(options.fixed ?? []), options.floc, options.fscale];
  const free = all.flatMap((_, i) => (fixed[i] === undefined ? [i] : []));
  const theta = all.map((value, i) => fixed[i] ?? value);
  const insert = (x: readonly number[]): number[] => {
    free.forEach((i, k) => {
      theta[i] = x[k]!;
    });
    return theta;
  };
  const start = free.map((i) => all[i]!);
  const target =
    options.method === "MM"
      ? momentMiss(spec, data, free.length)
      : (t: readonly number[]): number => penalised(spec, t, data.x);
  const best = insert(simplex((x) => target(insert(x)), start));
  const [a, b, c] = triple(best.slice(0, count));
  if (!spec.valid(a, b, c) || !(best[count + 1]! > 0))
    throw coreError("NOT_CONVERGED", `${spec.name}.fit: ended at parameters that are not allowed: ${best.join(", ")}.`);
  return [...best];
}

/** The squared relative differences of as many moments about 0 as there are free parameters. */
function momentMiss(spec: FullSpec, data: FitData, order: number): (theta: readonly number[]) => number {
  const count = spec.shapes.length;
  const wanted = Array.from({ length: order }, (_, k) => {
    let sum = 0;
    for (const value of data.x) sum += value ** (k + 1);
    return sum / data.x.length;
  });
  return (theta) => {
    const [a, b, c] = triple(theta.slice(0, count));
    const [loc, scale] = [theta[count]!, theta[count + 1]!];
    if (!spec.valid(a, b, c) || !(scale > 0)) return Number.POSITIVE_INFINITY;
    const [m, v, s, e] = spec.stats(a, b, c);
    const raw = [
      1,
      m,
      v + m * m,
      s * v ** 1.5 + 3 * m * v + m ** 3,
      (e + 3) * v * v + 4 * m * s * v ** 1.5 + 6 * m * m * v + m ** 4,
    ];
    let miss = 0;
    for (let k = 1; k <= order; k++) {
      let value = 0;
      let ways = 1;
      for (let j = 0; j <= k; j++) {
        value += ways * loc ** (k - j) * scale ** j * raw[j]!;
        ways = (ways * (k - j)) / (j + 1);
      }
      if (!Number.isFinite(value)) return Number.POSITIVE_INFINITY;
      miss += ((value - wanted[k - 1]!) / Math.max(Math.abs(wanted[k - 1]!), 1e-8)) ** 2;
    }
    return miss;
  };
}
