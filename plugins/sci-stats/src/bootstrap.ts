import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { ndtr, ndtri } from "sci-special/scalar";
import { checkFunction, checkWord, flatten, quantileOf, spread } from "./core/lines.js";
import { streamOf } from "./distribution/lift.js";
import type { DrawOptions } from "./distribution/types.js";

/** Options of {@link bootstrap}. */
export interface BootstrapOptions {
  /** 9999 by default. */
  readonly nResamples?: number;
  /** How many are drawn at once, which decides on the order of random numbers for several samples; all by default. */
  readonly batch?: number;
  /** Whether the samples are resampled together. */
  readonly paired?: boolean;
  readonly confidenceLevel?: number;
  readonly method?: "BCa" | "basic" | "percentile";
  readonly seed?: DrawOptions["seed"];
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What {@link bootstrap} gives. */
export interface BootstrapResult {
  readonly confidenceInterval: { readonly low: number; readonly high: number };
  readonly bootstrapDistribution: NDArray;
  readonly standardError: number;
}

/**
 * A confidence interval of a statistic by resampling. SciPy's `bootstrap` for samples of one axis; a seed draws the same resamples.
 * @param data the samples, a list of lists
 * @param statistic a function of as many samples that gives a number
 * @throws BAD_SHAPE, BAD_ARGUMENT, ABORTED
 */
export function bootstrap(
  data: readonly ArrayLikeInput[],
  statistic: (...samples: Float64Array[]) => number,
  options: BootstrapOptions = {},
): BootstrapResult {
  checkOptions("bootstrap", options, {
    nResamples: "number",
    batch: "number",
    paired: "boolean",
    confidenceLevel: "number",
    method: "any",
    seed: "any",
    signal: "any",
    onProgress: "function",
  });
  checkKind("bootstrap", "statistic", statistic, "function");
  const { nResamples = 9999, confidenceLevel = 0.95, paired = false, seed, signal, onProgress } = options;
  const method = checkWord("bootstrap", "method", options.method ?? "BCa", ["BCa", "basic", "percentile"]);
  if (!Number.isInteger(nResamples) || nResamples < 1 || nResamples > 2 ** 28)
    throw coreError(
      "BAD_ARGUMENT",
      `bootstrap: nResamples is ${describeValue(nResamples)}, expected a whole number from 1 to 2 ** 28.`,
    );
  checkFunction("bootstrap", "statistic", statistic);
  if (!Array.isArray(data))
    throw coreError("BAD_ARGUMENT", `bootstrap: data is ${describeValue(data)}, expected a list of samples.`);
  const samples = (data as readonly ArrayLikeInput[]).map((one) => flatten("bootstrap", one));
  if (samples.length === 0 || samples.some((one) => one.length < 2))
    throw coreError("BAD_SHAPE", "bootstrap: expected samples of at least two values.");
  if (paired && samples.some((one) => one.length !== samples[0]!.length))
    throw coreError("BAD_SHAPE", "bootstrap: paired samples differ in size.");
  const random = streamOf(seed);
  const batch = options.batch ?? nResamples;
  if (!Number.isInteger(batch) || batch < 1)
    throw coreError("BAD_ARGUMENT", `bootstrap: batch is ${describeValue(batch)}, expected a whole number from 1.`);
  const found = new Float64Array(nResamples);
  for (let start = 0; start < nResamples; start += batch) {
    const count = Math.min(batch, nResamples - start);
    const sets = paired ? [samples[0]!] : samples;
    const drawn = sets.map(
      (one) =>
        random.randint(0, { high: one.length, shape: [count, one.length], dtype: "float64" }).data as Float64Array,
    );
    for (let i = 0; i < count; i++) {
      if (signal?.aborted === true) throw coreError("ABORTED", "bootstrap: stopped by its signal.");
      const chosen = samples.map((one, k) => {
        const own = drawn[paired ? 0 : k]!;
        return Float64Array.from({ length: one.length }, (_, j) => one[own[i * one.length + j]!]!);
      });
      found[start + i] = statistic(...chosen);
      onProgress?.(start + i + 1, nResamples);
    }
  }
  const alpha = (1 - confidenceLevel) / 2;
  const sorted = found.slice().sort();
  let [low, high] = [alpha, 1 - alpha];
  const value = statistic(...samples);
  if (method === "BCa") [low, high] = accelerated(samples, statistic, value, found, alpha, paired);
  let [from, to] = [quantileOf(sorted, low), quantileOf(sorted, high)];
  if (Number.isNaN(low) || Number.isNaN(high)) [from, to] = [Number.NaN, Number.NaN];
  if (method === "basic") [from, to] = [2 * value - to, 2 * value - from];
  return {
    confidenceInterval: { low: from, high: to },
    bootstrapDistribution: fromData(found, [nResamples]),
    standardError: Math.sqrt(spread(found).squares / (nResamples - 1)),
  };
}

/** The quantiles of Efron's accelerated and bias-corrected interval. */
function accelerated(
  samples: readonly Float64Array[],
  statistic: (...samples: Float64Array[]) => number,
  value: number,
  found: Float64Array,
  alpha: number,
  paired: boolean,
): [number, number] {
  let below = 0;
  for (const one of found) below += (one < value ? 0.5 : 0) + (one <= value ? 0.5 : 0);
  const bias = ndtri(below / found.length);
  let [top, bottom] = [0, 0];
  const sets = paired ? [0] : samples.map((_, k) => k);
  for (const k of sets) {
    const n = samples[k]!.length;
    const jack = Float64Array.from({ length: n }, (_, i) =>
      statistic(...samples.map((one, j) => (paired || j === k ? one.filter((__, at) => at !== i) : one))),
    );
    const mean = spread(jack).mean;
    let [cubes, squares] = [0, 0];
    for (const one of jack) {
      const u = (n - 1) * (mean - one);
      cubes += u ** 3;
      squares += u ** 2;
    }
    top += cubes / n ** 3;
    bottom += squares / n ** 2;
  }
  const a = top / bottom ** 1.5 / 6;
  const end = (z: number): number => ndtr(bias + (bias + z) / (1 - a * (bias + z)));
  return [end(ndtri(alpha)), end(-ndtri(alpha))];
}
