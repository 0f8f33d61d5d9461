import { coreError, fromData } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { type Axis, highValue, lowValue, type SignalLike } from "@core/signal";
import { type Interp1dKind, interp1d } from "sci-interpolate";
import { type PerPosition, perPosition } from "./parameters.js";
import {
  checkWritable,
  floatOf,
  forEachSpectrum,
  resultOf,
  type Spectra,
  spectraOf,
  type ToolOptions,
} from "./spectra.js";

/** Options of {@link shift1D}. */
export interface Shift1DOptions extends ToolOptions {
  /** How to interpolate between channels: a kind of `interp1d` or the degree of a spline; "linear" by default. */
  readonly interpolationMethod?: Interp1dKind | undefined;
  /** Whether only the channels stay that all spectra have; true by default. */
  readonly crop?: boolean | undefined;
  /** Whether the axis becomes longer, so that nothing is lost; takes precedence over `crop`. False by default. */
  readonly expand?: boolean | undefined;
  /** The value of channels that a spectrum has not got; NaN by default. */
  readonly fillValue?: number | undefined;
}

/**
 * The spectra shifted along the signal axis by an amount of their own (HyperSpy's `shift1D`): `out(x) = in(x - shift)`, by interpolation.
 * NaN is no shift. With `inplace` the number of channels must stay: `{ crop: false }`.
 * @param shiftArray in the units of the axis, of the shape of the navigation space in array order, or one number for all
 * @returns float64, but float32 for the kinds of nearest values of float32 data
 * @throws BAD_SHAPE without one signal axis or for another shape of `shiftArray`, BAD_VALUE when nothing is left after cropping or for
 *   infinite shifts, BAD_ARGUMENT for an unknown interpolation, UNSUPPORTED for `expand` on an axis that is not uniform, ABORTED
 */
export function shift1D<S extends SignalLike>(signal: S, shiftArray: PerPosition, options: Shift1DOptions = {}): S {
  const name = "shift1D";
  checkOptions(name, options, {
    interpolationMethod: "any",
    crop: "boolean",
    expand: "boolean",
    fillValue: "any",
    inplace: "boolean",
    signal: "any",
    onProgress: "function",
  });
  const { interpolationMethod = "linear", crop = true, expand = false, fillValue = Number.NaN, inplace } = options;
  const spectra = spectraOf(name, signal);
  const shifts = perPosition(name, "shiftArray", shiftArray, spectra).map((shift) => (Number.isNaN(shift) ? 0 : shift));
  if (shifts.some((shift) => !Number.isFinite(shift)))
    throw coreError("BAD_VALUE", `${name}: shiftArray has infinite values.`);
  if (inplace === true) checkWritable(name, signal);
  const { axis, from } = targetOf(name, spectra, shifts, crop, expand);
  if (inplace === true && axis.size !== spectra.channels)
    throw coreError(
      "BAD_SHAPE",
      `${name}: the result has ${axis.size} channels and does not fit into ${spectra.channels} in place: use { crop: false }.`,
    );
  const shifted =
    spectra.axis.kind === "uniform" && interpolationMethod === "linear"
      ? shiftLinearly(name, spectra, shifts, axis.size, from, fillValue, options)
      : shiftAnyhow(name, spectra, shifts, axis, from, { interpolationMethod, fillValue }, options);
  const steps = ["nearest", "nearest-up", "previous", "next"].includes(interpolationMethod as string);
  const dtype = steps ? floatOf(signal.data.dtype) : "float64";
  const kept = axis.size === spectra.channels ? {} : { axis };
  return resultOf(name, signal, spectra, shifted, { dtype, ...kept, inplace });
}

/** The axis of the result, and the channel of the given axis at which it begins (negative where it is expanded). */
function targetOf(
  name: string,
  { axis, channels, count }: Spectra,
  shifts: Float64Array,
  crop: boolean,
  expand: boolean,
): { readonly axis: Axis; readonly from: number } {
  const same = { axis, from: 0 };
  if (count === 0 || channels === 0) return same;
  if (axis.kind !== "uniform") {
    if (expand)
      throw coreError("UNSUPPORTED", `${name}: only a uniform axis can be expanded: use convertToUniformAxis first.`);
    return crop ? commonPoints(name, axis, shifts) : same;
  }
  let [least, most] = [0, 0];
  for (const shift of shifts) {
    const moved = inChannels(shift, axis.scale);
    least = Math.min(least, moved);
    most = Math.max(most, moved);
  }
  const [before, after] = expand
    ? [Math.ceil(-least), Math.ceil(most)]
    : crop
      ? [-Math.ceil(most), Math.floor(least)]
      : [0, 0];
  const size = channels + before + after;
  if (size < 1) throw nothingLeft(name);
  return { axis: axis.with({ size, offset: axis.offset - before * axis.scale }), from: 0 - before };
}

function nothingLeft(name: string): Error {
  return coreError(
    "BAD_VALUE",
    `${name}: the shifts are so large that no channel is common to all spectra: use { crop: false } or { expand: true }.`,
  );
}

/** The points of an axis that all shifted spectra have. */
function commonPoints(name: string, axis: Axis, shifts: Float64Array): { readonly axis: Axis; readonly from: number } {
  let [least, most] = [0, 0];
  for (const shift of shifts) {
    least = Math.min(least, shift);
    most = Math.max(most, shift);
  }
  const [low, high] = [lowValue(axis) + most, highValue(axis) + least];
  const inside = Array.from(axis.values(), (value) => value >= low && value <= high);
  const from = inside.indexOf(true);
  if (from < 0) throw nothingLeft(name);
  return { axis: axis.slice(from, inside.lastIndexOf(true) + 1), from };
}

/** A shift in channels; one that is whole but for rounding errors is whole. */
function inChannels(shift: number, scale: number): number {
  const channels = shift / scale;
  const whole = Math.round(channels);
  return Math.abs(channels - whole) <= 1e-10 * Math.max(1, Math.abs(whole)) ? whole : channels;
}

function shiftLinearly(
  name: string,
  { axis, values, count, channels }: Spectra,
  shifts: Float64Array,
  size: number,
  from: number,
  fillValue: number,
  options: ToolOptions,
): Float64Array {
  const shifted = new Float64Array(count * size);
  const { scale } = axis as { readonly scale: number };
  forEachSpectrum(name, count, options, (index) => {
    const moved = inChannels(shifts[index] as number, scale);
    const below = Math.ceil(moved);
    // out[i] lies between channels i + from - below and the next one.
    shiftLine(values, index * channels, channels, from - below, below - moved, shifted, index * size, size, fillValue);
  });
  return shifted;
}

/** `out[i] = in[i + step] + part (in[i + step + 1] - in[i + step])`, with `fill` outside of the spectrum. */
function shiftLine(
  values: Float64Array,
  start: number,
  channels: number,
  step: number,
  part: number,
  out: Float64Array,
  at: number,
  size: number,
  fill: number,
): void {
  const last = part === 0 ? channels : channels - 1;
  const begin = Math.min(size, Math.max(0, -step));
  const end = Math.max(begin, Math.min(size, last - step));
  out.fill(fill, at, at + begin);
  out.fill(fill, at + end, at + size);
  const shift = start + step;
  if (part === 0) {
    out.set(values.subarray(shift + begin, shift + end), at + begin);
    return;
  }
  for (let i = begin; i < end; i++) {
    const low = values[shift + i] as number;
    out[at + i] = low + part * ((values[shift + i + 1] as number) - low);
  }
}

function shiftAnyhow(
  name: string,
  spectra: Spectra,
  shifts: Float64Array,
  axis: Axis,
  from: number,
  { interpolationMethod, fillValue }: { readonly interpolationMethod: Interp1dKind; readonly fillValue: number },
  options: ToolOptions,
): Float64Array {
  const { channels, values, count } = spectra;
  const size = axis.size;
  const uniform = spectra.axis.kind === "uniform" ? spectra.axis : undefined;
  const places = uniform === undefined ? spectra.axis.values() : Float64Array.from({ length: channels }, (_, i) => i);
  const wanted = uniform === undefined ? axis.values() : Float64Array.from({ length: size }, (_, i) => i + from);
  const given = fromData(places, [channels]);
  const shifted = new Float64Array(count * size);
  forEachSpectrum(name, count, options, (index) => {
    const line = fromData(values.subarray(index * channels, (index + 1) * channels), [channels]);
    const shift = shifts[index] as number;
    const moved = uniform === undefined ? shift : inChannels(shift, uniform.scale);
    const kind = interpolationMethod;
    const at = interp1d(given, line, { kind, boundsError: false, fillValue, assumeSorted: uniform !== undefined });
    const out = at(
      fromData(
        wanted.map((place) => place - moved),
        [size],
      ),
    ) as { readonly data: Float64Array };
    shifted.set(out.data, index * size);
  });
  return shifted;
}
