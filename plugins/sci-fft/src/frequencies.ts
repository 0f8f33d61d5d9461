import { type ArrayLikeInput, asArray, checkAxes, fromData, type NDArray, roll } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";

/** Options of {@link fftfreq} and {@link rfftfreq}. */
export interface FrequencyOptions {
  /** The distance of samples; 1 by default. */
  readonly d?: number;
}

/** Options of {@link fftshift} and {@link ifftshift}. */
export interface ShiftOptions {
  /** The axes to shift; all by default. */
  readonly axes?: number | readonly number[];
}

/**
 * The frequencies of the numbers that `fft` gives, in cycles per unit of `d`: 0, 1, …, -2, -1 divided by n d.
 * @throws BAD_VALUE when n is not a whole number from 1 on, or d is 0
 */
export function fftfreq(n: number, options: FrequencyOptions = {}): NDArray<"float64"> {
  checkOptions("fftfreq", options, { d: "number" });
  checkKind("fftfreq", "n", n, "number");
  const unit = unitOf(n, options);
  const positive = Math.floor((n - 1) / 2) + 1;
  const result = new Float64Array(n);
  for (let k = 0; k < n; k++) result[k] = (k < positive ? k : k - n) * unit;
  return fromData(result, n, { dtype: "float64" });
}

/**
 * The frequencies of the numbers that `rfft` gives, in cycles per unit of `d`: 0, 1, …, n / 2 divided by n d.
 * @throws BAD_VALUE when n is not a whole number from 1 on, or d is 0
 */
export function rfftfreq(n: number, options: FrequencyOptions = {}): NDArray<"float64"> {
  checkOptions("rfftfreq", options, { d: "number" });
  checkKind("rfftfreq", "n", n, "number");
  const unit = unitOf(n, options);
  const count = Math.floor(n / 2) + 1;
  const result = new Float64Array(count);
  for (let k = 0; k < count; k++) result[k] = k * unit;
  return fromData(result, count, { dtype: "float64" });
}

/**
 * Moves the number of frequency 0 to the middle of each axis.
 * @throws BAD_AXIS
 */
export function fftshift(x: ArrayLikeInput, options: ShiftOptions = {}): NDArray {
  checkOptions("fftshift", options, { axes: "numbers" });
  return shifted(asArray(x), options, (size) => Math.floor(size / 2));
}

/**
 * Undoes {@link fftshift}: moves the middle of each axis to its beginning.
 * @throws BAD_AXIS
 */
export function ifftshift(x: ArrayLikeInput, options: ShiftOptions = {}): NDArray {
  checkOptions("ifftshift", options, { axes: "numbers" });
  return shifted(asArray(x), options, (size) => -Math.floor(size / 2));
}

function shifted(a: NDArray, options: ShiftOptions, by: (size: number) => number): NDArray {
  const axes = checkAxes(options.axes, a.shape.length, "axes");
  if (axes.length === 0) return a.copy();
  const shifts = axes.map((axis) => by(a.shape[axis] as number));
  return roll(a, shifts, { axis: axes });
}

function unitOf(n: number, options: FrequencyOptions): number {
  const d = options.d ?? 1;
  if (!Number.isSafeInteger(n) || n < 1 || n > 2 ** 28)
    throw coreError("BAD_VALUE", `n: got ${describeValue(n)}, expected a whole number of points from 1 to 2 ** 28.`);
  if (typeof d !== "number" || d === 0)
    throw coreError("BAD_VALUE", `d: got ${describeValue(d)}, expected a number other than 0.`);
  return 1 / (n * d);
}
