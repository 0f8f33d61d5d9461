import { type ArrayLikeInput, asArray, type Complex, fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import type { BorderMode } from "./border.js";
import { correlateAxes } from "./correlate-axes.js";
import { correlate1d } from "./correlate1d.js";
import { checkWhole, type Output, perAxis } from "./values.js";

/** Options of {@link gaussianFilter1d}. */
export interface GaussianLineOptions {
  /** The axis that is filtered; -1 by default. */
  readonly axis?: number;
  /** Which derivative of the Gaussian: 0 by default, the Gaussian itself. */
  readonly order?: number;
  /** A dtype for the result, or an array to write it into; the dtype of the input by default. */
  readonly output?: Output;
  /** How the array goes on beyond its border; `reflect` by default. */
  readonly mode?: BorderMode;
  /** The value outside for `constant`; 0 by default. */
  readonly cval?: number | Complex;
  /** Where the Gaussian is cut off, in standard deviations; 4 by default. */
  readonly truncate?: number;
  /** The radius of the filter in pixels, instead of `truncate`. */
  readonly radius?: number | null;
}

/** Options of {@link gaussianFilter}: lists have one value for each axis. */
export interface GaussianOptions {
  readonly order?: number | readonly number[];
  readonly output?: Output;
  readonly mode?: BorderMode | readonly BorderMode[];
  readonly cval?: number | Complex;
  readonly truncate?: number;
  readonly radius?: number | null | readonly (number | null)[];
}

/**
 * Gaussian filter along one axis, or a derivative of it, as SciPy's `gaussian_filter1d`: sampled, cut off at `truncate` standard
 * deviations and normalized to the sum 1.
 * @param sigma standard deviation in pixels, above 0
 * @throws BAD_VALUE for a wrong sigma, order, radius or mode, BAD_AXIS
 */
export function gaussianFilter1d(input: ArrayLikeInput, sigma: number, options: GaussianLineOptions = {}): NDArray {
  checkOptions("gaussianFilter1d", options, {
    axis: "number",
    order: "number",
    output: "any",
    mode: "any",
    cval: "any",
    truncate: "number",
    radius: "number or null",
  });
  checkKind("gaussianFilter1d", "sigma", sigma, "number");
  const { order = 0, truncate = 4, radius, ...rest } = options;
  const weights = gaussianWeights(sigma, order, truncate, radius ?? undefined);
  return correlate1d(input, fromData(weights, weights.length), rest);
}

/**
 * Gaussian filter of an n-d array, axis after axis; the results in between have the dtype of the output, as in SciPy.
 * @param sigma standard deviation in pixels, one or one for each axis; axes with 0 are left as they are
 * @throws BAD_VALUE for a wrong sigma, order, radius or mode, BAD_ARGUMENT for lists of a wrong length
 */
export function gaussianFilter(
  input: ArrayLikeInput,
  sigma: number | readonly number[],
  options: GaussianOptions = {},
): NDArray {
  checkOptions("gaussianFilter", options, {
    order: "numbers",
    output: "any",
    mode: "any",
    cval: "any",
    truncate: "number",
    radius: "any",
  });
  checkKind("gaussianFilter", "sigma", sigma, "numbers");
  const a = asArray(input);
  const dimensions = a.shape.length;
  const sigmas = perAxis(sigma, dimensions, "sigma");
  const orders = perAxis(options.order ?? 0, dimensions, "order");
  const modes = perAxis<BorderMode>(options.mode ?? "reflect", dimensions, "mode");
  const radii = perAxis<number | null | undefined>(options.radius, dimensions, "radius");
  for (const one of sigmas) checkSigma(one);
  const axes = sigmas.flatMap((one, axis) => (one > 1e-15 ? [axis] : []));
  const steps = axes.map((axis) => ({
    axis,
    mode: modes[axis] as BorderMode,
    weights: gaussianWeights(
      sigmas[axis] as number,
      orders[axis] as number,
      options.truncate ?? 4,
      radii[axis] ?? undefined,
    ),
  }));
  return correlateAxes(a, steps, options.output, options.cval ?? 0);
}

function checkSigma(sigma: unknown): void {
  if (typeof sigma !== "number" || Number.isNaN(sigma))
    throw coreError("BAD_VALUE", `sigma: got ${describeValue(sigma)}, expected a number of pixels.`);
}

/** The weights of a Gaussian's derivative, in the order in which they are correlated. */
export function gaussianWeights(
  sigma: number,
  order: number,
  truncate: number,
  given: number | undefined,
): Float64Array {
  checkSigma(sigma);
  checkWhole(order, "order", 0, 100);
  if (!(sigma > 0)) throw coreError("BAD_VALUE", `sigma: got ${sigma}, expected a number of pixels above 0.`);
  const radius = checkWhole(given ?? Math.trunc(truncate * sigma + 0.5), "radius", 0);
  const variance = sigma * sigma;
  const scale = -0.5 / variance;
  const count = 2 * radius + 1;
  const phi = new Float64Array(count);
  for (let i = 0; i < count; i++) phi[i] = Math.exp(scale * ((i - radius) * (i - radius)));
  const total = pairwiseSum(phi, 0, count);
  for (let i = 0; i < count; i++) phi[i] = (phi[i] as number) / total;
  if (order === 0) return phi;
  // The derivative is a polynomial times the Gaussian: q -> q' - x q / variance.
  let q = new Float64Array(order + 1);
  q[0] = 1;
  for (let step = 0; step < order; step++) {
    const next = new Float64Array(order + 1);
    for (let i = 0; i <= order; i++) {
      const derived = i < order ? (i + 1) * (q[i + 1] as number) : 0;
      const lowered = i > 0 ? (q[i - 1] as number) / -variance : 0;
      next[i] = derived + lowered;
    }
    q = next;
  }
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const x = i - radius;
    let value = 0;
    for (let k = 0; k <= order; k++) value += x ** k * (q[k] as number);
    weights[count - 1 - i] = value * (phi[i] as number);
  }
  return weights;
}

/** A sum in NumPy's order, so that whole numbers are cut at the same side of a rounding error. */
function pairwiseSum(values: Float64Array, from: number, count: number): number {
  if (count < 8) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += values[from + i] as number;
    return sum;
  }
  if (count <= 128) {
    const sums = values.slice(from, from + 8);
    const whole = count - (count % 8);
    for (let i = 8; i < whole; i += 8)
      for (let k = 0; k < 8; k++) sums[k] = (sums[k] as number) + (values[from + i + k] as number);
    const [a, b, c, d, e, f, g, h] = sums as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    let sum = a + b + (c + d) + (e + f + (g + h));
    for (let i = whole; i < count; i++) sum += values[from + i] as number;
    return sum;
  }
  const half = Math.floor(count / 2);
  const first = half - (half % 8);
  return pairwiseSum(values, from, first) + pairwiseSum(values, from + first, count - first);
}
