import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkWhole, checkWord, realList } from "../internal/checks.js";
import { vector } from "../internal/signals.js";

/** What {@link remez} takes. */
export interface RemezOptions {
  /** One for each band; 1 by default. */
  readonly weight?: ArrayLikeInput | undefined;
  /** "differentiator" rises with the frequency, "hilbert" turns the phase by 90 degrees; "bandpass" by default. */
  readonly type?: "bandpass" | "differentiator" | "hilbert";
  /** 25 by default. */
  readonly maxiter?: number;
  /** Frequencies of the grid for each coefficient; 16 by default. */
  readonly gridDensity?: number;
  /** Sampling rate; 1 by default. */
  readonly fs?: number | undefined;
}

interface Problem {
  /** cos(2πf) */
  readonly x: Float64Array;
  readonly desired: Float64Array;
  readonly weight: Float64Array;
}

/**
 * Designs a filter of finite length whose largest weighted error is least (Parks and McClellan).
 * @param bands edges of the bands in pairs, from 0 to fs / 2
 * @param desired one gain for each band
 * @throws BAD_VALUE for bands out of order, NOT_CONVERGED when `maxiter` is not enough
 */
export function remez(
  numtaps: number,
  bands: ArrayLikeInput,
  desired: ArrayLikeInput,
  options: RemezOptions = {},
): NDArray<"float64"> {
  checkOptions("remez", options, {
    weight: "any",
    type: "any",
    maxiter: "number",
    gridDensity: "number",
    fs: "number",
  });
  checkKind("remez", "numtaps", numtaps, "number");
  const { fs = 1, maxiter = 25, gridDensity = 16 } = options;
  const type = checkWord(options.type ?? "bandpass", "type", ["bandpass", "differentiator", "hilbert"]);
  checkWhole(numtaps, "numtaps", 2, 20_000);
  checkWhole(maxiter, "maxiter", 1);
  checkWhole(gridDensity, "gridDensity", 1, 1000);
  const edges = realList(bands, "bands").map((one) => one / fs);
  const gains = realList(desired, "desired");
  const weights = options.weight === undefined ? gains.map(() => 1) : realList(options.weight, "weight");
  if (edges.length !== 2 * gains.length || weights.length !== gains.length || gains.length === 0)
    throw coreError(
      "BAD_SHAPE",
      `bands, desired, weight: have ${edges.length}, ${gains.length} and ${weights.length} numbers, expected two edges for each band.`,
    );
  if (edges.some((one, k) => !(one >= 0 && one <= 0.5) || (k > 0 && one < (edges[k - 1] as number))))
    throw coreError("BAD_VALUE", `bands: edges must rise from 0 to fs / 2 = ${fs / 2}.`);
  const odd = numtaps % 2 === 1;
  const negative = type !== "bandpass";
  const count = Math.floor(numtaps / 2) + (odd && !negative ? 1 : 0);
  const problem = gridOf(edges, gains, weights, type, odd, count, gridDensity);
  const cosines = exchange(problem, count, maxiter);
  return vector(coefficients(cosines, numtaps, negative));
}

/** The grid with the problem reduced to a sum of cosines. */
function gridOf(
  edges: Float64Array,
  gains: Float64Array,
  weights: Float64Array,
  type: "bandpass" | "differentiator" | "hilbert",
  odd: boolean,
  count: number,
  density: number,
): Problem {
  const step = 0.5 / (density * count);
  const negative = type !== "bandpass";
  const points: { f: number; band: number }[] = [];
  for (let band = 0; band < gains.length; band++) {
    const stop = edges[2 * band + 1] as number;
    let f = edges[2 * band] as number;
    if (band === 0 && negative && f < step) f = step;
    do {
      points.push({ f, band });
      f += step;
    } while (f <= stop);
    (points.at(-1) as { f: number }).f = stop;
  }
  if (negative === odd && (points.at(-1) as { f: number }).f > 0.5 - step) points.pop();
  if (points.length <= count)
    throw coreError("BAD_VALUE", "bands, gridDensity: the grid has too few frequencies for so many coefficients.");
  const shape = (f: number): number => {
    if (!negative) return odd ? 1 : Math.cos(Math.PI * f);
    return odd ? Math.sin(2 * Math.PI * f) : Math.sin(Math.PI * f);
  };
  const rising = type === "differentiator";
  return {
    x: Float64Array.from(points, ({ f }) => Math.cos(2 * Math.PI * f)),
    desired: Float64Array.from(points, ({ f, band }) => ((gains[band] as number) * (rising ? f : 1)) / shape(f)),
    weight: Float64Array.from(
      points,
      ({ f, band }) => ((weights[band] as number) / (rising && (gains[band] as number) >= 1e-4 ? f : 1)) * shape(f),
    ),
  };
}

/** Remez's exchange; gives the factors of cos(kω). */
function exchange({ x, desired, weight }: Problem, count: number, maxiter: number): Float64Array {
  const size = x.length;
  let extremes = Array.from({ length: count + 1 }, (_, j) =>
    j === count ? size - 1 : Math.floor((j * (size - 1)) / count),
  );
  let value: (at: number) => number = () => 0;
  for (let round = 0; ; round++) {
    if (round === maxiter)
      throw coreError(
        "NOT_CONVERGED",
        `remez: no convergence in ${maxiter} iterations; raise maxiter, or give a simpler specification.`,
      );
    const found = interpolant(x, desired, weight, extremes);
    value = found.value;
    const errors = Float64Array.from(
      { length: size },
      (_, i) => (weight[i] as number) * ((desired[i] as number) - value(x[i] as number)),
    );
    // Errors as small as the last digits of the gains are noise.
    const noise = 3e-12 * largest(desired.map((one, i) => one * (weight[i] as number)));
    const least = Math.abs(found.deviation) * (1 - 1e-9) - noise;
    if (largest(errors) <= Math.abs(found.deviation) * (1 + 1e-9) + noise) break;
    const next = newExtremes(errors, count + 1, least);
    if (next.every((one, k) => one === extremes[k])) break;
    extremes = next;
  }
  const factors = new Float64Array(count);
  const samples = Float64Array.from({ length: count }, (_, j) => value(Math.cos((Math.PI * (j + 0.5)) / count)));
  for (let k = 0; k < count; k++) {
    let sum = 0;
    for (let j = 0; j < count; j++) sum += (samples[j] as number) * Math.cos((Math.PI * k * (j + 0.5)) / count);
    factors[k] = (sum * (k === 0 ? 1 : 2)) / count;
  }
  return factors;
}

function largest(list: Float64Array): number {
  let top = 0;
  for (let i = 0; i < list.length; i++) top = Math.max(top, Math.abs(list[i] as number));
  return top;
}

/** The sum of cosines whose weighted errors at the extremes are equal and alternate, by barycentric interpolation. */
function interpolant(
  x: Float64Array,
  desired: Float64Array,
  weight: Float64Array,
  extremes: readonly number[],
): { value: (at: number) => number; deviation: number } {
  const nodes = extremes.map((i) => x[i] as number);
  const d = nodes.map((own, j) => {
    // Factors of 2 keep the product of many small differences within range.
    let all = 1;
    nodes.forEach((other, k) => {
      if (k !== j) all *= 2 * (own - other);
    });
    return 1 / all;
  });
  let [above, below] = [0, 0];
  extremes.forEach((i, j) => {
    above += (d[j] as number) * (desired[i] as number);
    below += ((j % 2 === 0 ? 1 : -1) * (d[j] as number)) / (weight[i] as number);
  });
  const deviation = above / below;
  const heights = extremes.map(
    (i, j) => (desired[i] as number) - ((j % 2 === 0 ? 1 : -1) * deviation) / (weight[i] as number),
  );
  // One node more than needed, so that the errors at all of them come out as they were put in.
  const value = (at: number): number => {
    let [sum, total] = [0, 0];
    for (let j = 0; j < nodes.length; j++) {
      const distance = at - (nodes[j] as number);
      if (distance === 0) return heights[j] as number;
      const part = (d[j] as number) / distance;
      sum += part * (heights[j] as number);
      total += part;
    }
    return sum / total;
  };
  return { value, deviation };
}

/** The largest errors of alternating sign. */
function newExtremes(errors: Float64Array, wanted: number, least: number): number[] {
  const size = errors.length;
  const candidates: number[] = [];
  for (let i = 0; i < size; i++) {
    const own = errors[i] as number;
    const sign = Math.sign(own);
    const before = i > 0 ? sign * (errors[i - 1] as number) : Number.NEGATIVE_INFINITY;
    const after = i < size - 1 ? sign * (errors[i + 1] as number) : Number.NEGATIVE_INFINITY;
    const height = sign * own;
    if (height < before || height <= after || height < least) continue;
    const last = candidates.at(-1);
    if (last !== undefined && Math.sign(errors[last] as number) === sign) {
      if (height > Math.abs(errors[last] as number)) candidates[candidates.length - 1] = i;
    } else candidates.push(i);
  }
  const height = (k: number): number => Math.abs(errors[candidates[k] as number] as number);
  while (candidates.length > wanted) {
    const excess = candidates.length - wanted;
    if (excess === 1) {
      if (height(0) < height(candidates.length - 1)) candidates.shift();
      else candidates.pop();
      continue;
    }
    let smallest = 0;
    for (let k = 1; k < candidates.length; k++) if (height(k) < height(smallest)) smallest = k;
    if (smallest === 0) candidates.shift();
    else if (smallest === candidates.length - 1) candidates.pop();
    else {
      const other = height(smallest - 1) < height(smallest + 1) ? smallest - 1 : smallest;
      candidates.splice(other, 2);
    }
  }
  if (candidates.length < wanted)
    throw coreError(
      "NOT_CONVERGED",
      "remez: the exchange found too few extreme errors; the specification may have no solution.",
    );
  return candidates;
}

/** The coefficients of the filter, from the factors of its cosines. */
function coefficients(a: Float64Array, numtaps: number, negative: boolean): Float64Array {
  const h = new Float64Array(numtaps);
  const odd = numtaps % 2 === 1;
  const middle = (numtaps - 1) / 2;
  const at = (k: number): number =>
    k >= 0 && k < a.length
      ? (a[k] as number) * (k === 0 ? 1 : 0.5)
      : k < 0 && -k < a.length
        ? 0.5 * (a[-k] as number)
        : 0;
  for (let i = 0; i < numtaps; i++) {
    const n = middle - i;
    const k = Math.abs(n);
    let own: number;
    if (odd && !negative) own = at(k);
    else if (!negative) own = 0.5 * (at(k - 0.5) + at(k + 0.5));
    else if (odd) own = k === 0 ? 0 : 0.5 * (at(k - 1) - at(k + 1));
    else own = 0.5 * (at(k - 0.5) - at(k + 0.5));
    h[i] = negative && n < 0 ? -own : own;
  }
  return h;
}
