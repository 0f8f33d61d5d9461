import {
  type ArrayLikeInput,
  astype,
  checkAxis,
  isComplexDType,
  isNDArray,
  moveAxis,
  type NDArray,
  zeros,
} from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { ifft, irfft } from "sci-fft";
import { checkSignal, checkWhole, checkWord, realList } from "../internal/checks.js";
import { makeArray, partsOf, realsOf, vector } from "../internal/signals.js";
import { getWindow, type WindowSpec } from "../windows/get-window.js";
import {
  type Boundary,
  isNumbers,
  type SegmentOptions,
  type SpectralWindow,
  segmentSizes,
  segmentWindow,
  spectraArray,
  spectraOf,
} from "./segments.js";

type Triple = [frequencies: NDArray, times: NDArray, values: NDArray];

/** What {@link spectrogram} takes; the window is ["tukey", 0.25], and an eighth of a segment overlaps by default. */
export interface SpectrogramOptions extends SegmentOptions {
  /** "density" by default. */
  readonly scaling?: "density" | "spectrum";
  /** Power ("psd", default), the complex spectra, their modulus, their angle, or the angle without jumps ("phase"). */
  readonly mode?: "psd" | "complex" | "magnitude" | "angle" | "phase";
}

/**
 * Spectra of successive segments.
 * @returns [frequencies, times, values], the frequencies along the axis where time was and the times last
 * @throws BAD_VALUE for sizes that do not fit
 */
export function spectrogram(x: ArrayLikeInput, options: SpectrogramOptions = {}): Triple {
  checkOptions("spectrogram", options, {
    scaling: "any",
    mode: "any",
    fs: "number",
    window: "any",
    nperseg: "number",
    noverlap: "number",
    nfft: "number",
    detrend: "any",
    returnOnesided: "boolean",
    axis: "number",
  });
  const mode = checkWord(options.mode ?? "psd", "mode", ["psd", "complex", "magnitude", "angle", "phase"]);
  const data = checkSignal(x, "x");
  if (data.size === 0) return [zeros(data.shape), zeros(data.shape), zeros(data.shape)];
  const window = options.window ?? ["tukey", 0.25];
  const length = data.shape[checkAxis(options.axis ?? -1, data.shape.length)] as number;
  const { size } = segmentWindow(window, options.nperseg, length);
  const spectra = spectraOf(data, undefined, {
    ...options,
    window,
    noverlap: options.noverlap ?? Math.floor(size / 8),
    scaling: options.scaling ?? "density",
    mode: mode === "psd" ? "psd" : "stft",
  });
  if (spectra === undefined) return [zeros(data.shape), zeros(data.shape), zeros(data.shape)];
  const { re, im, dtype, frequencies, times } = spectra;
  const real = dtype === "complex64" ? "float32" : "float64";
  const finish = (values: Float64Array): Triple => [
    frequencies,
    vector(times),
    spectraArray(spectra, values, undefined, real),
  ];
  if (mode === "psd") return finish(re);
  if (im === undefined || mode === "complex") return [frequencies, vector(times), spectraArray(spectra, re, im, dtype)];
  if (mode === "magnitude") return finish(re.map((one, i) => Math.hypot(one, im[i] as number)));
  const angles = re.map((one, i) => Math.atan2(im[i] as number, one));
  if (mode === "phase") unwrap(angles, frequencies.size);
  return finish(angles);
}

/** Takes jumps by more than π out of lines. */
function unwrap(angles: Float64Array, length: number): void {
  for (let start = 0; start < angles.length; start += length) {
    let turns = 0;
    let before = angles[start] as number;
    for (let i = start + 1; i < start + length; i++) {
      const own = angles[i] as number;
      const step = own - before;
      let wrapped = ((((step + Math.PI) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)) - Math.PI;
      if (wrapped === -Math.PI && step > 0) wrapped = Math.PI;
      if (Math.abs(step) >= Math.PI) turns += wrapped - step;
      before = own;
      angles[i] = own + turns;
    }
  }
}

/** What {@link stft} takes; nothing is taken off the segments by default. */
export interface StftOptions extends SegmentOptions {
  /** What is beyond the ends; "zeros" by default, `null` for nothing. */
  readonly boundary?: Boundary;
  /** Whether zeros are added at the end so that segments cover all; `true` by default. */
  readonly padded?: boolean;
  /** "spectrum" (default), or "psd" for amplitudes whose squares are densities. */
  readonly scaling?: "spectrum" | "psd";
}

/**
 * The short-time Fourier transform.
 * @returns [frequencies, times, complex values], the frequencies along the axis where time was and the times last
 * @throws BAD_VALUE for sizes that do not fit
 */
export function stft(x: ArrayLikeInput, options: StftOptions = {}): Triple {
  checkOptions("stft", options, {
    boundary: "any",
    padded: "boolean",
    scaling: "any",
    fs: "number",
    window: "any",
    nperseg: "number",
    noverlap: "number",
    nfft: "number",
    detrend: "any",
    returnOnesided: "boolean",
    axis: "number",
  });
  const scaling = checkWord(options.scaling ?? "spectrum", "scaling", ["spectrum", "psd"]);
  const spectra = spectraOf(x, undefined, {
    ...options,
    nperseg: options.nperseg ?? (options.window !== undefined && isNumbers(options.window) ? undefined : 256),
    detrend: options.detrend ?? false,
    boundary: options.boundary === undefined ? "zeros" : options.boundary,
    padded: options.padded ?? true,
    scaling: scaling === "psd" ? "density" : "spectrum",
    mode: "stft",
  });
  if (spectra === undefined) {
    const empty = zeros(checkSignal(x, "x").shape);
    return [empty, empty, empty];
  }
  const { re, im, dtype, frequencies, times } = spectra;
  return [frequencies, vector(times), spectraArray(spectra, re, im, dtype)];
}

/** What {@link istft} takes: what {@link stft} was given. */
export interface IstftOptions {
  /** Sampling rate; 1 by default. */
  readonly fs?: number;
  /** "hann" by default. */
  readonly window?: SpectralWindow;
  /** Samples of a segment; by default those that the number of frequencies tells. */
  readonly nperseg?: number | undefined;
  /** Half a segment by default. */
  readonly noverlap?: number | undefined;
  /** Points of the transforms. */
  readonly nfft?: number | undefined;
  /** Whether there are only positive frequencies; `true` by default. */
  readonly inputOnesided?: boolean;
  /** Whether the ends were extended; `true` by default. */
  readonly boundary?: boolean;
  /** The axis of the segments; the last by default. */
  readonly timeAxis?: number;
  /** The axis of the frequencies; the one before by default. */
  readonly freqAxis?: number;
  /** As in `stft`. */
  readonly scaling?: "spectrum" | "psd";
}

/**
 * The inverse of {@link stft}, by least squares from overlapping segments.
 * @returns [times, signal]
 * @throws BAD_VALUE for sizes that do not fit, BAD_AXIS for one axis that is both
 * Source: Griffin and Lim, IEEE Trans. Acoust. Speech Signal Process. 32 (1984) 236.
 */
export function istft(zxx: ArrayLikeInput, options: IstftOptions = {}): [NDArray<"float64">, NDArray] {
  checkOptions("istft", options, {
    fs: "number",
    window: "any",
    nperseg: "number",
    noverlap: "number",
    nfft: "number",
    inputOnesided: "boolean",
    boundary: "boolean",
    timeAxis: "number",
    freqAxis: "number",
    scaling: "any",
  });
  const { fs = 1, inputOnesided = true, boundary = true } = options;
  const scaling = checkWord(options.scaling ?? "spectrum", "scaling", ["spectrum", "psd"]);
  const given = checkSignal(zxx, "zxx");
  const dimensions = given.shape.length;
  if (dimensions < 2) throw coreError("BAD_SHAPE", "zxx: has one axis, expected frequencies and segments.");
  const timeAxis = checkAxis(options.timeAxis ?? -1, dimensions, "timeAxis");
  const freqAxis = checkAxis(options.freqAxis ?? -2, dimensions, "freqAxis");
  if (timeAxis === freqAxis) throw coreError("BAD_AXIS", "timeAxis, freqAxis: got the same axis twice.");
  const single = given.dtype === "complex64" || given.dtype === "float32";
  const z = isComplexDType(given.dtype) ? given : astype(given, "complex128");
  const others = given.shape.map((_, k) => k).filter((k) => k !== timeAxis && k !== freqAxis);
  const ordered = z.transpose([...others, timeAxis, freqAxis]);
  const segments = given.shape[timeAxis] as number;
  const width = given.shape[freqAxis] as number;
  const natural = inputOnesided ? 2 * (width - 1) : width;
  const size = options.nperseg === undefined ? natural : checkWhole(options.nperseg, "nperseg", 1, 2 ** 28);
  const nfft = options.nfft ?? (inputOnesided && size === natural + 1 ? size : natural);
  const { step, points } = segmentSizes(size, options.noverlap, nfft);
  const win = isNumbers(options.window ?? "hann")
    ? realList(options.window as ArrayLikeInput, "window")
    : realsOf(getWindow((options.window ?? "hann") as WindowSpec, size));
  if (win.length !== size) throw coreError("BAD_VALUE", `window: has ${win.length} numbers, segments have ${size}.`);
  const back = inputOnesided ? irfft(ordered, { n: points }) : ifft(ordered, { n: points });
  const sum = win.reduce((total, w) => total + w, 0);
  const factor = scaling === "spectrum" ? sum : Math.sqrt(fs * win.reduce((total, w) => total + w * w, 0));
  const length = size + (segments - 1) * step;
  const cut = boundary ? Math.floor(size / 2) : 0;
  const norm = new Float64Array(length);
  for (let k = 0; k < segments; k++)
    for (let i = 0; i < size; i++) norm[k * step + i] = (norm[k * step + i] as number) + (win[i] as number) ** 2;
  const kept = Math.max(0, length - 2 * cut);
  const lead = others.map((k) => given.shape[k] as number);
  const count = lead.reduce((all, one) => all * one, 1);
  const run = (part: Float64Array): Float64Array => {
    const result = new Float64Array(count * kept);
    for (let line = 0; line < count; line++) {
      const wide = new Float64Array(length);
      for (let k = 0; k < segments; k++) {
        const from = (line * segments + k) * points;
        for (let i = 0; i < size; i++)
          wide[k * step + i] =
            (wide[k * step + i] as number) + (part[from + i] as number) * factor * (win[i] as number);
      }
      for (let i = 0; i < kept; i++) {
        const weight = norm[i + cut] as number;
        result[line * kept + i] = (wide[i + cut] as number) / (weight > 1e-10 ? weight : 1);
      }
    }
    return result;
  };
  const { re, im } = partsOf(back);
  const dtype = inputOnesided ? (single ? "float32" : "float64") : single ? "complex64" : "complex128";
  const made = makeArray(given, run(re), im === undefined ? undefined : run(im), [...lead, kept], dtype);
  const at = freqAxis < timeAxis ? timeAxis - 1 : timeAxis;
  const times = vector(Float64Array.from({ length: kept }, (_, i) => i / fs));
  return [times, moveAxis(made, -1, at).copy()];
}

/**
 * Whether shifted windows add up to a constant (COLA).
 * @param window its name or numbers
 * @param options `tol`: 1e-10 by default
 */
export function checkCOLA(
  window: SpectralWindow,
  nperseg: number,
  noverlap: number,
  options: { readonly tol?: number } = {},
): boolean {
  checkOptions("checkCOLA", options, { tol: "number" });
  checkKind("checkCOLA", "nperseg", nperseg, "number");
  checkKind("checkCOLA", "noverlap", noverlap, "number");
  const sums = binSums(window, nperseg, noverlap, (w) => w);
  const sorted = sums.slice().sort();
  const half = sums.length >> 1;
  const median =
    sums.length % 2 === 1 ? (sorted[half] as number) : 0.5 * ((sorted[half - 1] as number) + (sorted[half] as number));
  return sums.every((one) => Math.abs(one - median) < (options.tol ?? 1e-10));
}

/** Whether the squares of shifted windows are 0 nowhere (NOLA), so that {@link istft} can invert. See {@link checkCOLA}. */
export function checkNOLA(
  window: SpectralWindow,
  nperseg: number,
  noverlap: number,
  options: { readonly tol?: number } = {},
): boolean {
  checkOptions("checkNOLA", options, { tol: "number" });
  checkKind("checkNOLA", "nperseg", nperseg, "number");
  checkKind("checkNOLA", "noverlap", noverlap, "number");
  if (noverlap < 0) throw coreError("BAD_VALUE", `noverlap: got ${noverlap}, must be 0 or more.`);
  return binSums(window, nperseg, noverlap, (w) => w * w).every((one) => one > (options.tol ?? 1e-10));
}

function binSums(
  window: SpectralWindow,
  nperseg: number,
  noverlap: number,
  value: (w: number) => number,
): Float64Array {
  checkWhole(nperseg, "nperseg", 1, 2 ** 28);
  const { step } = segmentSizes(nperseg, noverlap, undefined);
  const numbers = isNDArray(window) || isNumbers(window);
  const win = numbers
    ? realList(window as ArrayLikeInput, "window")
    : realsOf(getWindow(window as WindowSpec, nperseg));
  if (win.length !== nperseg) throw coreError("BAD_VALUE", `window: has ${win.length} numbers, nperseg is ${nperseg}.`);
  const sums = new Float64Array(step);
  for (let i = 0; i < Math.floor(nperseg / step) * step; i++)
    sums[i % step] = (sums[i % step] as number) + value(win[i] as number);
  const rest = nperseg % step;
  for (let i = 0; i < rest; i++) sums[i] = (sums[i] as number) + value(win[nperseg - rest + i] as number);
  return sums;
}
