import {
  type ArrayLikeInput,
  asArray,
  broadcastShapes,
  broadcastTo,
  checkAxis,
  isComplexDType,
  isNDArray,
  moveAxis,
  type NDArray,
  promoteTypes,
} from "@core/array";
import { coreError } from "@core/array/runtime";
import { fft, fftfreq, rfft, rfftfreq } from "sci-fft";
import { detrend } from "../detrend.js";
import { checkSignal, checkWhole, checkWord, realList } from "../internal/checks.js";
import { makeArray, partsOf, realsOf, signalsOf } from "../internal/signals.js";
import { getWindow, type WindowSpec } from "../windows/get-window.js";

/** A window by name, or its numbers. */
export type SpectralWindow = WindowSpec | NDArray | Float64Array | readonly number[];

/** What is taken off each segment: a line, the mean, nothing, or what a function of segments (last axis) leaves. */
export type SegmentTrend = "linear" | "constant" | "l" | "c" | false | ((segments: NDArray) => ArrayLikeInput);

/** What all spectra of segments take. */
export interface SegmentOptions {
  /** Sampling rate; 1 by default. */
  readonly fs?: number;
  /** The window of each segment. */
  readonly window?: SpectralWindow;
  /** Samples of a segment; 256 by default, or the window's length, at most the line's. */
  readonly nperseg?: number | undefined;
  /** Samples that segments share with the next; half a segment by default. */
  readonly noverlap?: number | undefined;
  /** Points of the transforms; a segment's by default, more are filled up with zeros. */
  readonly nfft?: number | undefined;
  /** What is taken off each segment. */
  readonly detrend?: SegmentTrend;
  /** Only positive frequencies of real signals; `true` by default. Complex ones have both. */
  readonly returnOnesided?: boolean;
  /** The axis of time; the last by default. */
  readonly axis?: number;
}

/** How lines go on beyond their ends. */
export type Boundary = "even" | "odd" | "constant" | "zeros" | null;

/** A window's numbers for lines of some length. */
export function segmentWindow(
  window: SpectralWindow,
  nperseg: number | undefined,
  length: number,
): { win: Float64Array; size: number } {
  if (nperseg !== undefined) checkWhole(nperseg, "nperseg", 1, 2 ** 28);
  if (isNumbers(window)) {
    const win = realList(window as ArrayLikeInput, "window");
    if (win.length > length)
      throw coreError("BAD_VALUE", `window: has ${win.length} numbers, the lines only ${length}.`);
    if (nperseg !== undefined && nperseg !== win.length)
      throw coreError("BAD_VALUE", `nperseg: got ${nperseg}, the window has ${win.length} numbers.`);
    return { win, size: win.length };
  }
  const size = Math.min(nperseg ?? 256, length);
  return { win: realsOf(getWindow(window as WindowSpec, size)), size };
}

/** Whether a window is given as numbers. */
export function isNumbers(window: SpectralWindow): boolean {
  return isNDArray(window) || ArrayBuffer.isView(window) || (Array.isArray(window) && typeof window[0] !== "string");
}

/** Overlap and points of transforms, checked. */
export function segmentSizes(
  size: number,
  noverlap: number | undefined,
  nfft: number | undefined,
): { step: number; overlap: number; points: number } {
  const overlap = noverlap ?? Math.floor(size / 2);
  if (!Number.isInteger(overlap) || overlap >= size || overlap < -(2 ** 24))
    throw coreError(
      "BAD_VALUE",
      `noverlap: got ${overlap}, must be a whole number below nperseg = ${size}, from -(2 ** 24).`,
    );
  const points = nfft ?? size;
  if (!Number.isInteger(points) || points < size)
    throw coreError("BAD_VALUE", `nfft: got ${points}, must be a whole number from nperseg = ${size}.`);
  return { step: size - overlap, overlap, points };
}

/** Spectra of segments, or products of two: `[count, segments, frequencies]` in C order. */
export interface Spectra {
  readonly re: Float64Array;
  readonly im: Float64Array | undefined;
  readonly lead: readonly number[];
  readonly segments: number;
  readonly frequencies: NDArray<"float64">;
  readonly times: Float64Array;
  readonly axis: number;
  readonly dtype: "complex64" | "complex128";
  readonly source: NDArray;
}

interface SpectraOptions extends SegmentOptions {
  readonly scaling: "density" | "spectrum";
  readonly mode: "psd" | "stft";
  readonly boundary?: Boundary;
  readonly padded?: boolean;
}

/** The spectra behind all functions of this folder. `y` is `undefined` for the spectrum of `x` with itself. */
export function spectraOf(
  x: ArrayLikeInput,
  y: ArrayLikeInput | undefined,
  options: SpectraOptions,
): Spectra | undefined {
  const first = checkSignal(x, "x");
  const second = y === undefined ? undefined : checkSignal(y, "y");
  const { fs = 1, axis = -1, mode } = options;
  const scaling = checkWord(options.scaling, "scaling", ["density", "spectrum"]);
  const boundary = options.boundary ?? null;
  if (boundary !== null) checkWord(boundary, "boundary", ["even", "odd", "constant", "zeros"]);
  if (first.size === 0 || second?.size === 0) return undefined;
  const [one, other] = matched(first, second, axis);
  const at = checkAxis(axis, one.shape.length);
  const given = one.shape.at(-1) as number;
  const { win, size } = segmentWindow(options.window ?? "hann", options.nperseg, given);
  const { step, overlap, points } = segmentSizes(size, options.noverlap, options.nfft);
  const dtype = (second === undefined ? first.dtype : promoteTypes(first.dtype, second.dtype)) as NDArray["dtype"];
  const twoSided = !(options.returnOnesided ?? true) || isComplexDType(dtype);
  const cut = { size, step, overlap, boundary, padded: options.padded ?? false };
  const run = (z: NDArray): { re: Float64Array; im: Float64Array; segments: number } => {
    const { made, segments } = segmentsOf(z, cut);
    const ready = withWindow(withoutTrend(made, options.detrend ?? "constant"), win);
    const spectrum = twoSided ? fft(ready, { n: points }) : rfft(ready, { n: points });
    return { ...(partsOf(spectrum) as { re: Float64Array; im: Float64Array }), segments };
  };
  const sum = win.reduce((total, w) => total + w, 0);
  const power = win.reduce((total, w) => total + w * w, 0);
  const density = scaling === "density" ? 1 / (fs * power) : 1 / sum ** 2;
  const { re, im, segments } = run(one);
  const width = twoSided ? points : Math.floor(points / 2) + 1;
  const folded = (k: number): number =>
    twoSided || k === 0 || (points % 2 === 0 && k === width - 1) ? density : 2 * density;
  let imaginary: Float64Array | undefined = im;
  if (mode === "stft") {
    const factor = Math.sqrt(density);
    for (let i = 0; i < re.length; i++) {
      re[i] = (re[i] as number) * factor;
      im[i] = (im[i] as number) * factor;
    }
  } else if (other === undefined) {
    for (let i = 0; i < re.length; i++) re[i] = ((re[i] as number) ** 2 + (im[i] as number) ** 2) * folded(i % width);
    imaginary = undefined;
  } else {
    const back = run(other);
    for (let i = 0; i < re.length; i++) {
      const [a, b, c, d] = [re[i] as number, im[i] as number, back.re[i] as number, back.im[i] as number];
      re[i] = (a * c + b * d) * folded(i % width);
      im[i] = (a * d - b * c) * folded(i % width);
    }
  }
  const shift = boundary === null ? size / 2 : 0;
  return {
    re,
    im: imaginary,
    lead: one.shape.slice(0, -1),
    segments,
    frequencies: twoSided ? fftfreq(points, { d: 1 / fs }) : rfftfreq(points, { d: 1 / fs }),
    times: Float64Array.from({ length: segments }, (_, i) => (shift + i * step) / fs),
    axis: at,
    dtype: promoteTypes(dtype, "complex64") as "complex64" | "complex128",
    source: first,
  };
}

/** Both inputs with time last, of one length and shape. */
function matched(x: NDArray, y: NDArray | undefined, axis: number): [NDArray, NDArray | undefined] {
  const first = moveAxis(x, axis, -1);
  if (y === undefined) return [first, undefined];
  const second = moveAxis(y, y.shape.length === 1 ? 0 : axis, -1);
  const length = Math.max(first.shape.at(-1) as number, second.shape.at(-1) as number);
  const lead = broadcastShapes(first.shape.slice(0, -1), second.shape.slice(0, -1));
  const fit = (z: NDArray): NDArray => {
    const own = z.shape.at(-1) as number;
    const shape = [...z.shape.slice(0, -1), length];
    const filled = z.make(z.dtype, shape);
    filled.slice("...", `0:${own}`).assign(z);
    return broadcastTo(own === length ? z : filled, [...lead, length]);
  };
  return [fit(first), fit(second)];
}

interface Cut {
  readonly size: number;
  readonly step: number;
  readonly overlap: number;
  readonly boundary: Boundary;
  readonly padded: boolean;
}

/** Segments of lines as an array [lines…, segments, samples]. */
function segmentsOf(x: NDArray, { size, step, overlap, boundary, padded }: Cut): { made: NDArray; segments: number } {
  const lines = signalsOf(x, -1);
  const edge = boundary === null ? 0 : Math.floor(size / 2);
  if (edge > 0 && boundary !== "zeros" && boundary !== "constant" && edge > lines.length - 1)
    throw coreError(
      "BAD_VALUE",
      `boundary: "${boundary}" needs lines longer than nperseg / 2 = ${edge}, got ${lines.length}.`,
    );
  const inner = lines.length + 2 * edge;
  const length = padded ? inner + (mod(-(inner - size), step) % size) : inner;
  const segments = Math.max(0, Math.floor((length - overlap) / step));
  const run = (part: Float64Array): Float64Array => {
    const result = new Float64Array(lines.count * segments * size);
    for (let line = 0; line < lines.count; line++) {
      const wide = new Float64Array(length);
      const own = part.subarray(line * lines.length, (line + 1) * lines.length);
      wide.set(own, edge);
      surround(wide, own, edge, boundary);
      for (let k = 0; k < segments; k++)
        result.set(wide.subarray(k * step, k * step + size), (line * segments + k) * size);
    }
    return result;
  };
  const shape = [...lines.lead, segments, size];
  const imaginary = lines.im === undefined ? undefined : run(lines.im);
  return {
    made: makeArray(x, run(lines.re), imaginary, shape, imaginary === undefined ? "float64" : "complex128"),
    segments,
  };
}

function mod(a: number, n: number): number {
  return ((a % n) + n) % n;
}

function surround(wide: Float64Array, x: Float64Array, edge: number, boundary: Boundary): void {
  if (boundary === null || boundary === "zeros") return;
  const last = x.length - 1;
  const [first, end] = [x[0] as number, x[last] as number];
  for (let i = 1; i <= edge; i++) {
    const left = boundary === "constant" ? first : (x[i] as number);
    const right = boundary === "constant" ? end : (x[last - i] as number);
    wide[edge - i] = boundary === "odd" ? 2 * first - left : left;
    wide[edge + last + i] = boundary === "odd" ? 2 * end - right : right;
  }
}

function withoutTrend(x: NDArray, trend: SegmentTrend): NDArray {
  if (trend === false) return x;
  if (typeof trend === "function") return asArray(trend(x));
  return x.size === 0 ? x : detrend(x, { type: trend });
}

function withWindow(x: NDArray, win: Float64Array): NDArray {
  const { re, im } = partsOf(x);
  for (const part of im === undefined ? [re] : [re, im]) {
    for (let i = 0; i < part.length; i++) part[i] = (part[i] as number) * (win[i % win.length] as number);
  }
  return makeArray(x, re, im, x.shape, im === undefined ? "float64" : "complex128");
}

/** An array [lead…, segments, frequencies] with the frequencies where time was, and the segments last. */
export function spectraArray(
  { lead, segments, frequencies, axis, source }: Spectra,
  re: Float64Array,
  im: Float64Array | undefined,
  dtype: NDArray["dtype"],
): NDArray {
  const made = makeArray(source, re, im, [...lead, segments, frequencies.size], dtype);
  return moveAxis(made, -1, axis).copy();
}
