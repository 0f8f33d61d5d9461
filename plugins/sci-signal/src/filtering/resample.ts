import { type ArrayLikeInput, isComplexDType, isNDArray, type NDArray, realDType } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { fft, fftfreq, ifft, irfft, rfft } from "sci-fft";
import { checkSignal, checkWhole, checkWord, realList } from "../internal/checks.js";
import { arrayOf, realsOf, type Signals, signalsOf, vector } from "../internal/signals.js";
import { getWindow, type WindowSpec } from "../windows/get-window.js";

/** What {@link resample} takes. */
export interface ResampleOptions {
  /** Times of the samples; the new times are given back too. */
  readonly t?: ArrayLikeInput | undefined;
  /** The axis along which is resampled; the first by default, as in SciPy. */
  readonly axis?: number;
  /** A window over the spectrum: its name, numbers in the order of the spectrum, or a function of the frequencies (cycles per sample). */
  readonly window?:
    | WindowSpec
    | NDArray
    | Float64Array
    | ((frequencies: NDArray<"float64">) => ArrayLikeInput)
    | undefined;
  /** "freq" when `x` is a spectrum already; "time" by default. */
  readonly domain?: "time" | "freq";
}

/**
 * Resamples periodic lines to another number of samples through their Fourier transform.
 * @param num number of samples
 * @returns the samples; with `t` also their times
 * @throws BAD_VALUE for `num` below 1, BAD_SHAPE for empty lines or a window of another length
 */
export function resample(
  x: ArrayLikeInput,
  num: number,
  options?: ResampleOptions & { readonly t?: undefined },
): NDArray;
export function resample(
  x: ArrayLikeInput,
  num: number,
  options: ResampleOptions & { readonly t: ArrayLikeInput },
): [NDArray, NDArray];
export function resample(x: ArrayLikeInput, num: number, options: ResampleOptions = {}): NDArray | [NDArray, NDArray] {
  checkOptions("resample", options, { t: "any", axis: "number", window: "any", domain: "any" });
  checkKind("resample", "num", num, "number");
  const domain = checkWord(options.domain ?? "time", "domain", ["time", "freq"]);
  const data = checkSignal(x, "x");
  checkWhole(num, "num", 1, 2 ** 28);
  const axis = options.axis ?? 0;
  const complex = isComplexDType(data.dtype);
  const points = signalsOf(data, axis).length;
  if (points === 0) throw coreError("BAD_SHAPE", "x: the lines are empty.");
  const spectrum = domain === "freq" ? data : complex ? fft(data, { axis }) : rfft(data, { axis });
  const from = signalsOf(spectrum, axis);
  if (options.window !== undefined) weigh(from, windowOf(options.window, points), complex);
  const single = realDType(spectrum.dtype) === "float32";
  const resized = resize(from, points, num, complex);
  const length = complex ? num : Math.floor(num / 2) + 1;
  const made = arrayOf(from, resized.re, resized.im, length, single ? "complex64" : "complex128");
  const back = signalsOf(complex ? ifft(made, { axis }) : irfft(made, { n: num, axis }), axis);
  const scale = num / points;
  for (const part of [back.re, back.im]) {
    if (part !== undefined) for (let i = 0; i < part.length; i++) part[i] = (part[i] as number) * scale;
  }
  const real = single ? "float32" : "float64";
  const y = arrayOf(back, back.re, back.im, num, complex ? (single ? "complex64" : "complex128") : real);
  if (options.t === undefined) return y;
  const times = realList(options.t, "t");
  if (times.length < 2) throw coreError("BAD_SHAPE", `t: got ${times.length} times, needs two to know their distance.`);
  const [first, second] = [times[0] as number, times[1] as number];
  return [y, vector(Float64Array.from({ length: num }, (_, i) => (i * (second - first) * points) / num + first))];
}

function windowOf(window: NonNullable<ResampleOptions["window"]>, points: number): Float64Array {
  const given =
    typeof window === "function"
      ? realList(window(fftfreq(points)), "window")
      : isNDArray(window) || ArrayBuffer.isView(window)
        ? realList(window, "window")
        : shifted(realsOf(getWindow(window as WindowSpec, points)));
  if (given.length !== points)
    throw coreError("BAD_SHAPE", `window: has ${given.length} numbers, the lines have ${points}.`);
  return given;
}

/** Brings the middle of a window to the front. */
function shifted(w: Float64Array): Float64Array {
  const half = Math.floor(w.length / 2);
  return w.map((_, i) => w[(i + half) % w.length] as number);
}

function weigh(from: Signals, window: Float64Array, complex: boolean): void {
  const n = window.length;
  const weights = complex ? window : window.map((one, i) => (i === 0 ? one : 0.5 * (one + (window[n - i] as number))));
  for (const part of [from.re, from.im]) {
    if (part !== undefined)
      for (let i = 0; i < part.length; i++) part[i] = (part[i] as number) * (weights[i % from.length] as number);
  }
}

/** Cuts or widens spectra; the highest frequency of an even number of points is shared between both signs. */
function resize(from: Signals, points: number, num: number, complex: boolean): { re: Float64Array; im: Float64Array } {
  const length = complex ? num : Math.floor(num / 2) + 1;
  const re = new Float64Array(from.count * length);
  const im = new Float64Array(from.count * length);
  const kept = Math.min(num, points);
  const positive = Math.floor(kept / 2) + 1;
  const half = kept / 2;
  const parts = [[from.re, re], ...(from.im === undefined ? [] : [[from.im, im]])] as [Float64Array, Float64Array][];
  for (const [source, target] of parts) {
    for (let line = 0; line < from.count; line++) {
      const [at, own] = [line * from.length, line * length];
      for (let k = 0; k < positive && k < from.length; k++) target[own + k] = source[at + k] as number;
      if (complex) {
        for (let k = 1; k <= kept - positive; k++) target[own + length - k] = source[at + from.length - k] as number;
      }
      if (kept % 2 !== 0) continue;
      if (num < points) {
        target[own + half] = complex
          ? (source[at + half] as number) + (source[at + from.length - half] as number)
          : 2 * (target[own + half] as number);
      } else if (points < num) {
        target[own + half] = 0.5 * (target[own + half] as number);
        if (complex) target[own + length - half] = target[own + half] as number;
      }
    }
  }
  return { re, im };
}
