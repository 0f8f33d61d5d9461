import { checkOptions } from "@core/array/runtime";
import type { SignalLike } from "@core/signal";
import { LocalWeights } from "./local-weights.js";
import { checkNumber } from "./parameters.js";
import { checkpoint, resultOf, spectraOf, type ToolOptions } from "./spectra.js";

/** Options of {@link smoothLowess}. */
export interface LowessOptions extends ToolOptions {
  /** Which part of all channels each line is fitted to: above 0, up to 1. */
  readonly smoothingParameter: number;
  /** How often lines are fitted; all but the first time channels far off count less. */
  readonly numberOfIterations: number;
}

/**
 * The spectra smoothed by lines that are fitted to the channels around each one (HyperSpy's `smooth_lowess`), near ones counting more. NaN
 * and infinite channels stay as they are and do not count.
 * @returns float64
 * @throws BAD_SHAPE without one signal axis, BAD_VALUE for a part that is not above 0 and up to 1 or no iteration, ABORTED
 * Source: Cleveland, J. Am. Stat. Assoc. 74 (1979) 829.
 */
export function smoothLowess<S extends SignalLike>(signal: S, options: LowessOptions): S {
  const name = "smoothLowess";
  checkOptions(name, options ?? null, {
    smoothingParameter: "any",
    numberOfIterations: "any",
    inplace: "boolean",
    signal: "any",
    onProgress: "function",
  });
  const part = checkNumber(name, "smoothingParameter", options.smoothingParameter, { above: 0, below: 1 + 1e-12 });
  const iterations = checkNumber(name, "numberOfIterations", options.numberOfIterations, { least: 1, whole: true });
  const spectra = spectraOf(name, signal);
  const { axis, channels, count, values } = spectra;
  const smooth = new Float64Array(values.length);
  const weights = new LocalWeights(axis.values(), Math.min(Math.ceil(part * channels), channels - 1));
  // A few spectra at a time share the weights while these are at hand.
  const block = Math.max(1, Math.min(count, Math.floor(32768 / Math.max(1, channels))));
  for (let from = 0; from < count; from += block) {
    checkpoint(name, from, count, options);
    const size = Math.min(block, count - from);
    const [start, end] = [from * channels, (from + size) * channels];
    smoothBlock(weights, values.subarray(start, end), size, iterations, smooth.subarray(start, end));
  }
  options.onProgress?.(count, count);
  return resultOf(name, signal, spectra, smooth, { dtype: "float64", inplace: options.inplace });
}

function smoothBlock(
  weights: LocalWeights,
  lines: Float64Array,
  count: number,
  iterations: number,
  out: Float64Array,
): void {
  const n = weights.size;
  const trust = new Float64Array(lines.length).fill(1);
  const finite = new Float64Array(lines);
  let clean = true;
  for (let i = 0; i < lines.length; i++) {
    if (Number.isFinite(lines[i] as number)) continue;
    clean = false;
    finite[i] = 0;
    trust[i] = 0;
  }
  if (clean) fitAll(weights, finite, count, out);
  else fitTrusted(weights, finite, trust, count, out);
  const residuals = new Float64Array(n);
  for (let iteration = 1; iteration < iterations; iteration++) {
    for (let line = 0; line < count; line++) distrust(lines, out, trust, line * n, residuals);
    fitTrusted(weights, finite, trust, count, out);
  }
  if (clean) return;
  for (let i = 0; i < lines.length; i++) if (!Number.isFinite(lines[i] as number)) out[i] = lines[i] as number;
}

/** Fits where all channels count: each result is a sum of the channels with weights that all lines share. */
function fitAll(weights: LocalWeights, lines: Float64Array, count: number, out: Float64Array): void {
  const n = weights.size;
  for (let i = 0; i < n; i++) {
    const { first, length, weight, distance } = weights.at(i);
    let [s0, s1, s2] = [0, 0, 0];
    for (let k = 0; k < length; k++) {
      const w = weight[k] as number;
      const d = distance[k] as number;
      s0 += w;
      s1 += w * d;
      s2 += w * d * d;
    }
    const determinant = s0 * s2 - s1 * s1;
    const flat = !(determinant > 1e-13 * s0 * s2);
    for (let k = 0; k < length; k++)
      weight[k] = flat
        ? (weight[k] as number) / s0
        : ((weight[k] as number) * (s2 - s1 * (distance[k] as number))) / determinant;
    for (let line = 0; line < count; line++) {
      const at = line * n + first;
      let sum = 0;
      for (let k = 0; k < length; k++) sum += (weight[k] as number) * (lines[at + k] as number);
      out[line * n + i] = sum;
    }
  }
}

/** Fits where channels count as much as they are trusted. Where none is, the value stays. */
function fitTrusted(
  weights: LocalWeights,
  lines: Float64Array,
  trust: Float64Array,
  count: number,
  out: Float64Array,
): void {
  const n = weights.size;
  for (let i = 0; i < n; i++) {
    const { first, length, weight, distance } = weights.at(i);
    for (let line = 0; line < count; line++) {
      const at = line * n + first;
      let [s0, s1, s2, t0, t1] = [0, 0, 0, 0, 0];
      for (let k = 0; k < length; k++) {
        const w = (weight[k] as number) * (trust[at + k] as number);
        const d = distance[k] as number;
        const wd = w * d;
        const y = lines[at + k] as number;
        s0 += w;
        s1 += wd;
        s2 += wd * d;
        t0 += w * y;
        t1 += wd * y;
      }
      if (s0 === 0) continue;
      const determinant = s0 * s2 - s1 * s1;
      out[line * n + i] = determinant > 1e-13 * s0 * s2 ? (s2 * t0 - s1 * t1) / determinant : t0 / s0;
    }
  }
}

/** How much channels are trusted by how far they lie from the fit, in six medians of all distances. */
function distrust(
  lines: Float64Array,
  fit: Float64Array,
  trust: Float64Array,
  start: number,
  residuals: Float64Array,
): void {
  const n = residuals.length;
  let used = 0;
  for (let i = 0; i < n; i++) {
    const residual = Math.abs((lines[start + i] as number) - (fit[start + i] as number));
    if (Number.isFinite(residual)) residuals[used++] = residual;
  }
  const sorted = residuals.subarray(0, used).sort();
  const middle = used >> 1;
  const median = used % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  if (!(median > 0)) return;
  for (let i = 0; i < n; i++) {
    const residual = (lines[start + i] as number) - (fit[start + i] as number);
    if (!Number.isFinite(residual)) continue;
    const far = Math.min(1, Math.abs(residual) / (6 * median));
    trust[start + i] = (1 - far * far) ** 2;
  }
}
