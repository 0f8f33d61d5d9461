import { type ArrayLikeInput, asArray, astype, checkAxis, isNDArray, type NDArray, realDType } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { firwin } from "../design/firwin.js";
import { checkLine, checkSignal, checkWhole, checkWord } from "../internal/checks.js";
import { arrayOf, floatDType, realsOf, type Signals, signalsOf, vector } from "../internal/signals.js";
import type { WindowSpec } from "../windows/get-window.js";
import { select } from "./select.js";
import { type ExtendMode, extendModes, upfirdn, upfirdnLength } from "./upfirdn.js";

/** What {@link resamplePoly} takes. */
export interface ResamplePolyOptions {
  /** The axis along which is resampled; the first by default, as in SciPy. */
  readonly axis?: number;
  /** The window of the low-pass filter, ["kaiser", 5] by default, or the filter's coefficients. */
  readonly window?: WindowSpec | NDArray | Float64Array | readonly number[];
  /** What is beyond the ends; a statistic is taken off before and added again. "constant" by default. */
  readonly padtype?: ExtendMode | "mean" | "median" | "minimum" | "maximum";
  /** The number beyond the ends for "constant"; 0 by default. */
  readonly cval?: number | undefined;
}

type Statistic = "mean" | "median" | "minimum" | "maximum";
const statistics: readonly Statistic[] = ["maximum", "mean", "median", "minimum"];

/**
 * Resamples lines by up / down with a low-pass filter of zero phase.
 * @returns `ceil(n up / down)` samples for lines of n
 * @throws BAD_VALUE for factors below 1, BAD_ARGUMENT for `cval` with another `padtype` than "constant"
 */
export function resamplePoly(x: ArrayLikeInput, up: number, down: number, options: ResamplePolyOptions = {}): NDArray {
  checkOptions("resamplePoly", options, { axis: "number", window: "any", padtype: "any", cval: "number" });
  checkKind("resamplePoly", "up", up, "number");
  checkKind("resamplePoly", "down", down, "number");
  const { cval } = options;
  const padtype = checkWord(options.padtype ?? "constant", "padtype", [...extendModes, ...statistics]);
  checkWhole(up, "up", 1, 2 ** 30);
  checkWhole(down, "down", 1, 2 ** 30);
  if (cval !== undefined && padtype !== "constant")
    throw coreError("BAD_ARGUMENT", `cval: has no effect with padtype "${padtype}".`);
  const data = checkSignal(x, "x");
  const axis = checkAxis(options.axis ?? 0, data.shape.length);
  const common = greatestCommonDivisor(up, down);
  const [more, less] = [up / common, down / common];
  if (more === 1 && less === 1) return data.copy();
  const own = floatDType(data.dtype);
  const given = coefficients(options.window ?? ["kaiser", 5], Math.max(more, less), own);
  const taps = realsOf(given);
  const half = Math.floor((taps.length - 1) / 2);
  const length = data.shape[axis] as number;
  const wanted = Math.ceil((length * more) / less);
  const before = less - (half % less);
  const skipped = (half + before) / less;
  let after = 0;
  while (upfirdnLength(taps.length + before + after, length, more, less) < wanted + skipped) after++;
  const padded = new Float64Array(before + taps.length + after);
  for (let i = 0; i < taps.length; i++) padded[before + i] = more * (taps[i] as number);
  const filter = astype(vector(padded), given.dtype);
  const settings = { up: more, down: less, axis };
  const part = (y: NDArray): NDArray =>
    y.slice(...y.shape.map((size, k) => (k === axis ? `${skipped}:${skipped + wanted}` : `0:${size}`))).copy();
  const background = statistics.find((one) => one === padtype);
  if (background === undefined)
    return part(upfirdn(filter, data, { ...settings, mode: padtype as ExtendMode, cval: cval ?? 0 }));
  const lines = signalsOf(data, axis);
  const levels = shift(lines, background);
  const y = signalsOf(part(upfirdn(filter, arrayOf(lines, lines.re, lines.im, length, own), settings)), axis);
  [y.re, y.im].forEach((values, k) => {
    if (values === undefined) return;
    for (let i = 0; i < values.length; i++)
      values[i] = (values[i] as number) + ((levels[k] as Float64Array)[Math.floor(i / y.length)] as number);
  });
  return arrayOf(y, y.re, y.im, y.length, floatDType(own, given.dtype));
}

function coefficients(
  window: NonNullable<ResamplePolyOptions["window"]>,
  rate: number,
  dtype: NDArray["dtype"],
): NDArray {
  const numbers =
    isNDArray(window) || ArrayBuffer.isView(window) || (Array.isArray(window) && typeof window[0] === "number");
  if (numbers) {
    const given = checkLine(asArray(window as ArrayLikeInput), "window");
    return given.dtype === floatDType(given.dtype) ? given : astype(given, "float64");
  }
  return astype(firwin(20 * rate + 1, 1 / rate, { window: window as WindowSpec }), realDType(dtype));
}

/** Takes a statistic off each line and gives it, for real and imaginary parts. */
function shift(lines: Signals, statistic: Statistic): [Float64Array, Float64Array] {
  const { length, count, re, im } = lines;
  const levels: [Float64Array, Float64Array] = [new Float64Array(count), new Float64Array(count)];
  for (let line = 0; line < count; line++) {
    const [start, stop] = [line * length, (line + 1) * length];
    const [own, imaginary] = [re.subarray(start, stop), im?.subarray(start, stop)];
    const [level, other] =
      imaginary === undefined ? [levelOf(own, statistic), 0] : complexLevel(own, imaginary, statistic);
    levels[0][line] = level;
    levels[1][line] = other;
    for (let i = 0; i < length; i++) {
      own[i] = (own[i] as number) - level;
      if (imaginary !== undefined) imaginary[i] = (imaginary[i] as number) - other;
    }
  }
  return levels;
}

/** Complex numbers are ordered by their real parts, and by their imaginary parts where these are the same. */
function complexLevel(re: Float64Array, im: Float64Array, statistic: Statistic): [number, number] {
  const n = re.length;
  if (statistic === "mean" || re.some(Number.isNaN) || im.some(Number.isNaN))
    return [levelOf(re, statistic), levelOf(im, statistic)];
  const order = Array.from(re.keys()).sort(
    (one, other) => (re[one] as number) - (re[other] as number) || (im[one] as number) - (im[other] as number),
  );
  const at = (k: number): [number, number] => [re[order[k] as number] as number, im[order[k] as number] as number];
  if (statistic === "minimum") return at(0);
  if (statistic === "maximum") return at(n - 1);
  const [upper, lower] = [at(Math.floor(n / 2)), at(Math.floor((n - 1) / 2))];
  return [0.5 * (upper[0] + lower[0]), 0.5 * (upper[1] + lower[1])];
}

function levelOf(line: Float64Array, statistic: Statistic): number {
  const n = line.length;
  if (line.some(Number.isNaN)) return Number.NaN;
  if (statistic === "mean") return line.reduce((sum, one) => sum + one, 0) / n;
  if (statistic === "minimum") return line.reduce((low, one) => Math.min(low, one), Number.POSITIVE_INFINITY);
  if (statistic === "maximum") return line.reduce((high, one) => Math.max(high, one), Number.NEGATIVE_INFINITY);
  const upper = select(line.slice(), n, Math.floor(n / 2));
  return n % 2 === 1 ? upper : 0.5 * (select(line.slice(), n, n / 2 - 1) + upper);
}

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}
