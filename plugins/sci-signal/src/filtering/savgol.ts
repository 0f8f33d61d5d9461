import {
  type ArrayLikeInput,
  assign,
  checkAxis,
  type DType,
  dispatch,
  fromData,
  isComplexDType,
  type NDArray,
  type Operation,
} from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { addConvolved } from "../convolution/rows.js";
import { checkSignal, checkWhole, checkWord } from "../internal/checks.js";
import { arrayOf, realsOf, type Signals, signalsOf, vector } from "../internal/signals.js";

/** What {@link savgolCoeffs} takes. */
export interface SavgolCoeffsOptions {
  /** Order of the derivative; 0 by default. */
  readonly deriv?: number;
  /** Distance of the samples; 1 by default. */
  readonly delta?: number;
  /** Where in the window the polynomial is evaluated; its middle by default. */
  readonly pos?: number | undefined;
  /** "conv" (default) for use in a convolution, "dot" in the order of the samples. */
  readonly use?: "conv" | "dot";
}

/** What {@link savgolFilter} takes. */
export interface SavgolOptions {
  /** Order of the derivative; 0 by default. */
  readonly deriv?: number;
  /** Distance of the samples; 1 by default. */
  readonly delta?: number;
  /** The axis along which is filtered; the last by default. */
  readonly axis?: number;
  /** What is beyond the ends; "interp" (default) evaluates the polynomials of the first and last window there. */
  readonly mode?: "interp" | "mirror" | "constant" | "nearest" | "wrap";
  /** The number beyond the ends for "constant"; 0 by default. */
  readonly cval?: number;
}

/**
 * The coefficients of a Savitzky-Golay filter: the least-squares polynomial through a window, or its derivative, at one place.
 * @param windowLength number of coefficients
 * @param polyorder degree, below `windowLength`
 * @throws BAD_VALUE for a degree too high or a `pos` outside of the window
 * Source: Savitzky and Golay, Anal. Chem. 36 (1964) 1627; polynomials orthonormal on the window instead of normal equations.
 */
export function savgolCoeffs(
  windowLength: number,
  polyorder: number,
  options: SavgolCoeffsOptions = {},
): NDArray<"float64"> {
  checkOptions("savgolCoeffs", options, { deriv: "number", delta: "number", pos: "number", use: "any" });
  checkKind("savgolCoeffs", "windowLength", windowLength, "number");
  checkKind("savgolCoeffs", "polyorder", polyorder, "number");
  const { deriv = 0, delta = 1 } = options;
  checkOrders(windowLength, polyorder, deriv);
  const use = checkWord(options.use ?? "conv", "use", ["conv", "dot"]);
  const pos = options.pos ?? (windowLength - 1) / 2;
  if (!(pos >= 0 && pos < windowLength))
    throw coreError("BAD_VALUE", `pos: got ${pos}, allowed is from 0 to below windowLength = ${windowLength}.`);
  const weights = savgolWeights(windowLength, polyorder, deriv, delta, pos);
  return vector(use === "conv" ? weights.reverse() : weights);
}

/**
 * Smooths lines with polynomials fitted to a moving window, or gives their derivative.
 * @param x any dtype but complex; float32 stays, others become float64
 * @param windowLength samples in the window
 * @param polyorder degree, below `windowLength`
 * @throws BAD_VALUE for a degree too high, or a window longer than the line with "interp"
 * Source: see {@link savgolCoeffs}.
 */
export function savgolFilter(
  x: ArrayLikeInput,
  windowLength: number,
  polyorder: number,
  options: SavgolOptions = {},
): NDArray {
  checkOptions("savgolFilter", options, {
    deriv: "number",
    delta: "number",
    axis: "number",
    mode: "any",
    cval: "number",
  });
  checkKind("savgolFilter", "windowLength", windowLength, "number");
  checkKind("savgolFilter", "polyorder", polyorder, "number");
  const { deriv = 0, delta = 1, axis = -1, cval = 0 } = options;
  const mode = checkWord(options.mode ?? "interp", "mode", ["interp", "mirror", "constant", "nearest", "wrap"]);
  checkOrders(windowLength, polyorder, deriv);
  const data = checkSignal(x, "x");
  if (isComplexDType(data.dtype)) throw coreError("BAD_DTYPE", `x: got ${data.dtype}, expected real numbers.`);
  const at = checkAxis(axis, data.shape.length);
  const length = data.shape[at] as number;
  if (mode === "interp" && windowLength > length)
    throw coreError(
      "BAD_VALUE",
      `windowLength: got ${windowLength} for lines of ${length}; make it shorter or choose another mode.`,
    );
  const weights = savgolWeights(windowLength, polyorder, deriv, delta, (windowLength - 1) / 2).reverse();
  const dtype = data.dtype === "float32" ? "float32" : "float64";
  const attributes = {
    axis: at,
    mode: mode === "interp" ? "constant" : mode,
    cval: mode === "interp" ? 0 : cval,
    dtype,
  };
  const result = dispatch(operation, [data, fromData(weights, weights.length)], attributes as Attributes);
  const half = Math.floor(windowLength / 2);
  if (mode !== "interp" || half === 0 || result.size === 0) return result;
  for (const [from, to, first] of [
    [0, 0, 0],
    [length - windowLength, length - half, windowLength - half],
  ] as const) {
    const ends = signalsOf(part(data, at, from, from + windowLength), at);
    const values = new Float64Array(ends.count * half);
    for (let i = 0; i < half; i++) {
      const own = savgolWeights(windowLength, polyorder, deriv, delta, first + i);
      for (let line = 0; line < ends.count; line++) values[line * half + i] = dot(own, ends.re, line * windowLength);
    }
    assign(part(result, at, to, to + half), arrayOf(ends, values, undefined, half, dtype));
  }
  return result;
}

/** The elements of an array from one index along an axis to another. */
function part(a: NDArray, axis: number, from: number, to: number): NDArray {
  return a.slice(...a.shape.map((_, k) => (k === axis ? `${from}:${to}` : ":")));
}

interface Attributes {
  readonly axis: number;
  readonly mode: "mirror" | "constant" | "nearest" | "wrap";
  readonly cval: number;
  readonly dtype: DType;
}

/** Convolves lines along an axis; the middle of the kernel (of even ones the left of the two) lies on the sample. */
const operation: Operation<Attributes, NDArray> = {
  id: "sci-signal/convolveLines",
  reference: ([x, kernel], { axis, mode, cval, dtype }) => {
    const lines = signalsOf(x as NDArray, axis);
    const result = convolveLines(lines, realsOf(kernel as NDArray), mode, cval);
    return arrayOf(lines, result, undefined, lines.length, dtype);
  },
  infer: ([x], { dtype }) => ({ dtype, shape: (x as NDArray).shape }),
};

function checkOrders(windowLength: number, polyorder: number, deriv: number): void {
  checkWhole(windowLength, "windowLength", 1, 2 ** 20);
  checkWhole(polyorder, "polyorder", 0);
  checkWhole(deriv, "deriv", 0);
  if (polyorder >= windowLength)
    throw coreError("BAD_VALUE", `polyorder: got ${polyorder}, must be below windowLength = ${windowLength}.`);
}

/** What each sample of a window weighs in the polynomial's derivative at `pos`. */
function savgolWeights(size: number, degree: number, deriv: number, delta: number, pos: number): Float64Array {
  const weights = new Float64Array(size);
  if (deriv > degree) return weights;
  const half = (size - 1) / 2;
  const scale = Math.max(half, 1);
  const place = (pos - half) / scale;
  let before = new Float64Array(size);
  let own = new Float64Array(size).fill(1 / Math.sqrt(size));
  let beforeAt = new Float64Array(deriv + 1);
  let ownAt = new Float64Array(deriv + 1);
  ownAt[0] = own[0] as number;
  let link = 0;
  for (let k = 0; ; k++) {
    const factor = ownAt[deriv] as number;
    for (let i = 0; i < size; i++) weights[i] = (weights[i] as number) + factor * (own[i] as number);
    if (k === degree) break;
    // The next orthonormal polynomial: x times the last, without its parts in the two before (the points are symmetric).
    const next = new Float64Array(size);
    let sum = 0;
    for (let i = 0; i < size; i++) {
      next[i] = ((i - half) / scale) * (own[i] as number) - link * (before[i] as number);
      sum += (next[i] as number) ** 2;
    }
    const norm = Math.sqrt(sum);
    for (let i = 0; i < size; i++) next[i] = (next[i] as number) / norm;
    const nextAt = new Float64Array(deriv + 1);
    for (let s = 0; s <= deriv; s++) {
      const lower = s > 0 ? s * (ownAt[s - 1] as number) : 0;
      nextAt[s] = (place * (ownAt[s] as number) + lower - link * (beforeAt[s] as number)) / norm;
    }
    [before, own, beforeAt, ownAt, link] = [own, next, ownAt, nextAt, norm];
  }
  const unit = 1 / (scale * delta) ** deriv;
  for (let i = 0; i < size; i++) weights[i] = (weights[i] as number) * unit;
  return weights;
}

function dot(weights: Float64Array, x: Float64Array, start: number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (weights[i] as number) * (x[start + i] as number);
  return sum;
}

/** Convolves each line with a kernel whose middle (of even ones the left of the two) lies on the sample. */
function convolveLines(
  lines: Signals,
  kernel: Float64Array,
  mode: "mirror" | "constant" | "nearest" | "wrap",
  cval: number,
): Float64Array {
  const { length, count, re } = lines;
  const taps = kernel.length;
  const after = Math.floor(taps / 2);
  const before = taps - 1 - after;
  const wide = new Float64Array(length + taps - 1);
  const result = new Float64Array(re.length);
  if (length === 0) return result;
  for (let line = 0; line < count; line++) {
    const start = line * length;
    wide.set(re.subarray(start, start + length), before);
    for (let i = 0; i < before; i++) wide[i] = beyond(re, start, length, i - before, mode, cval);
    for (let i = 0; i < after; i++) wide[before + length + i] = beyond(re, start, length, length + i, mode, cval);
    addConvolved(result, start, length, taps - 1, wide, 0, wide.length, kernel, 0, taps);
  }
  return result;
}

function beyond(x: Float64Array, start: number, length: number, index: number, mode: string, cval: number): number {
  if (mode === "constant") return cval;
  if (mode === "nearest") return x[start + (index < 0 ? 0 : length - 1)] as number;
  if (mode === "wrap") return x[start + (((index % length) + length) % length)] as number;
  if (length === 1) return x[start] as number;
  const period = 2 * (length - 1);
  const place = ((index % period) + period) % period;
  return x[start + (place < length ? place : period - place)] as number;
}
