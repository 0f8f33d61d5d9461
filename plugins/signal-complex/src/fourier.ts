import { astype, contiguous, coreError, isComplexDType, type NDArray, real } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import {
  dimensionsText,
  metadataWithoutNoise,
  placesOf,
  rebuild,
  type SignalLike,
  titleOf,
  type UniformDataAxis,
} from "@core/signal";
import { fftn, fftshift, ifftn, ifftshift, irfftn, type Norm, rfftn } from "sci-fft";
import { applyApodization } from "./apodization.js";
import { checkSignal } from "./checks.js";
import { inverseAxes, readNote, writeNote } from "./fourier-axes.js";
import { foldHalf, spreadHalf } from "./hermitian.js";
import type { ApodizationWindow } from "./windows.js";

/** Options of {@link fft}. */
export interface FftOptions {
  /** Puts the frequency 0 into the middle of each axis. */
  readonly shift?: boolean | undefined;
  /** Multiplies the data by a window first, `hann` for true. See `applyApodization`. */
  readonly apodization?: boolean | ApodizationWindow | undefined;
  /** Gives only the frequencies from 0 up along the last signal axis in natural order; the others follow from them for real data. */
  readonly realFftOnly?: boolean | undefined;
  /** Divides by nothing (`backward`, the default), by the number of points (`forward`) or by its root (`ortho`). */
  readonly norm?: Norm | undefined;
}

/** Options of {@link ifft}. */
export interface IfftOptions {
  /** Whether the frequency 0 is in the middle of each axis; by default what `fft` noted in the metadata. */
  readonly shift?: boolean | undefined;
  /** Gives the real part only, titled `real(iFFT of X)`. True by default. */
  readonly returnReal?: boolean | undefined;
  /** That of the transform: the inverse divides by the number of points (`backward`, the default), by nothing (`forward`) or by its root (`ortho`). */
  readonly norm?: Norm | undefined;
}

/**
 * The discrete Fourier transform over all signal axes, at each position. Axes get the scale 1 / (points · scale), the inverse units
 * and an offset such that the frequency 0 is where it says 0; what they were is noted at `Signal.FFT` of the metadata for `ifft`.
 * @returns a signal titled `FFT of X`, complex64 of float32 and complex64 data, else complex128
 * @throws UNSUPPORTED for axes that are not uniform, BAD_SHAPE without signal axes or points, BAD_DTYPE for half the transform of
 * complex data, BAD_VALUE for an unknown window
 * Source: SciPy's conventions, see `sci-fft`.
 */
export function fft(signal: SignalLike, options: FftOptions = {}): SignalLike {
  checkOptions("fft", options, { shift: "boolean", apodization: "any", realFftOnly: "boolean", norm: "any" });
  const { shift = false, apodization = false, realFftOnly = false, norm = "backward" } = options;
  checkSignal("fft", signal);
  const windowed = apodization === false ? signal : windowFor(signal, apodization);
  const places = placesToTransform("fft", windowed);
  const half = realFftOnly ? places.at(-1) : undefined;
  const own = windowed.data;
  const data =
    half === undefined ? wholeTransform(own, places, shift, norm) : halfTransform(own, places, half, shift, norm);
  const axes = inverseAxes(windowed, data, {
    points: (place) => own.shape[place] as number,
    offset: (place, scale) => (shift && place !== half ? 0 - Math.floor((own.shape[place] as number) / 2) * scale : 0),
  });
  const metadata = metadataWithoutNoise(signal);
  metadata.set(["General", "title"], `FFT of ${titleOf(signal)}`);
  metadata.remove(["Signal", "quantity"]);
  writeNote(metadata, {
    shifted: shift,
    offsets: places.map((place) => (windowed.axes[place] as UniformDataAxis).offset),
    halved: half === undefined ? undefined : (own.shape[half] as number),
  });
  return rebuild(windowed, { data, axes, metadata });
}

/**
 * The inverse of {@link fft}, over all signal axes at each position. Scales and units are those before `fft`, and so are the offsets
 * where `fft` noted them, else 0.
 * @returns a real signal titled `real(iFFT of X)`, or a complex one titled `iFFT of X`
 * @throws UNSUPPORTED for axes that are not uniform, BAD_SHAPE without signal axes or points
 */
export function ifft(signal: SignalLike, options: IfftOptions = {}): SignalLike {
  checkOptions("ifft", options, { shift: "boolean", returnReal: "boolean", norm: "any" });
  const places = placesToTransform("ifft", signal);
  const note = readNote(signal.metadata);
  const { shift = note.shifted, returnReal = true, norm = "backward" } = options;
  const half = note.halved === undefined ? undefined : (places.at(-1) as number);
  const data =
    half === undefined
      ? wholeInverse(signal.data, places, shift, returnReal, norm)
      : halfInverse(signal.data, places, half, shift, note.halved as number, norm);
  const metadata = metadataWithoutNoise(signal);
  const title = `iFFT of ${titleOf(signal)}`;
  metadata.set(["General", "title"], returnReal ? `real(${title})` : title);
  metadata.remove(["Signal", "FFT"]);
  const known = note.offsets.length === places.length;
  const axes = inverseAxes(signal, data, {
    points: (place) => data.shape[place] as number,
    offset: (place) => (known ? (note.offsets[places.indexOf(place)] as number) : 0),
  });
  return rebuild(signal, { data: returnReal ? realOf(data) : complexOf(data), axes, metadata });
}

function wholeTransform(data: NDArray, places: readonly number[], shift: boolean, norm: Norm): NDArray {
  const axes = ascending(places);
  if (!shift) return fftn(data, { axes, norm });
  if (isComplexDType(data.dtype) || !areLast(axes, data)) return fftshift(fftn(data, { axes, norm }), { axes });
  return spreadHalf(rfftn(data, { axes, norm }), data.shape.slice(-axes.length));
}

function halfTransform(data: NDArray, places: readonly number[], half: number, shift: boolean, norm: Norm): NDArray {
  const whole = ascending(places.filter((place) => place !== half));
  const transform = rfftn(data, { axes: [...whole, half], norm });
  return shift ? fftshift(transform, { axes: whole }) : transform;
}

function wholeInverse(
  data: NDArray,
  places: readonly number[],
  shift: boolean,
  returnReal: boolean,
  norm: Norm,
): NDArray {
  const axes = ascending(places);
  if (returnReal && isComplexDType(data.dtype) && areLast(axes, data) && data.size > 0) {
    const shape = data.shape.slice(-axes.length);
    return irfftn(foldHalf(data, shape, shift), { axes, s: shape, norm });
  }
  return ifftn(shift ? ifftshift(data, { axes }) : data, { axes, norm });
}

function halfInverse(
  data: NDArray,
  places: readonly number[],
  half: number,
  shift: boolean,
  noted: number,
  norm: Norm,
): NDArray {
  const whole = ascending(places.filter((place) => place !== half));
  const length = fullLength(noted, data.shape[half] as number);
  const source = shift ? ifftshift(data, { axes: whole }) : data;
  return irfftn(source, { axes: [...whole, half], s: [...whole.map(() => -1), length], norm });
}

/** Whether places in ascending order are the last axes of an array. */
function areLast(places: readonly number[], data: NDArray): boolean {
  return places[0] === data.shape.length - places.length;
}

function windowFor(signal: SignalLike, apodization: true | ApodizationWindow): SignalLike {
  return applyApodization(signal, apodization === true ? {} : { window: apodization });
}

/** The places of the signal axes in natural order. */
function placesToTransform(name: string, signal: SignalLike): readonly number[] {
  checkSignal(name, signal);
  const places = placesOf(signal.axes, false);
  if (places.length === 0)
    throw coreError(
      "BAD_SHAPE",
      `${name}: the signal has dimensions ${dimensionsText(signal.axes)}, expected signal axes: use transpose first.`,
    );
  for (const place of places) {
    const axis = signal.axes[place];
    if (axis?.kind === "uniform") continue;
    throw coreError(
      "UNSUPPORTED",
      `${name}: the axis ${JSON.stringify(axis?.name ?? place)} is not uniform: interpolate the data onto a uniform axis first.`,
    );
  }
  return places;
}

function ascending(places: readonly number[]): number[] {
  return [...places].sort((a, b) => a - b);
}

/** The points of the whole transform: as noted, or, where frequencies have been cut off since, as many as an even transform had. */
function fullLength(noted: number, frequencies: number): number {
  return Math.floor(noted / 2) + 1 === frequencies ? noted : Math.max(1, 2 * (frequencies - 1));
}

function realOf(data: NDArray): NDArray {
  return contiguous(real(data) as NDArray);
}

function complexOf(data: NDArray): NDArray {
  return data.dtype === "float32"
    ? astype(data, "complex64")
    : data.dtype === "float64"
      ? astype(data, "complex128")
      : data;
}
