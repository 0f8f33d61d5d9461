import { coreError, fromData, isNDArray } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { type AxisPosition, axisSlice, type SignalLike } from "@core/signal";
import { type Interp1dOptions, interp1d } from "sci-interpolate";
import { channelsOf } from "./parameters.js";
import { floatOf, forEachSpectrum, resultOf, spectraOf, type ToolOptions } from "./spectra.js";

/** Options of {@link interpolateInBetween}; those of `interp1d` are handed on. */
export interface InterpolateInBetweenOptions
  extends ToolOptions,
    Pick<Interp1dOptions, "kind" | "boundsError" | "fillValue"> {
  /** How many channels on either side are interpolated between, or `value(…)` in the units of the axis; 3 by default. */
  readonly delta?: AxisPosition | undefined;
}

/**
 * The spectra with the channels from `start` up to, without, `end` replaced by interpolation between the channels beside them (HyperSpy's
 * `interpolate_in_between`); linear unless `kind` says something else.
 * @param start an index, `value(…)` or a text; likewise `end`
 * @returns float64, float32 for float32 data
 * @throws BAD_SHAPE without one signal axis, BAD_VALUE where there are no channels on one side and `fillValue` is not given, ABORTED
 */
export function interpolateInBetween<S extends SignalLike>(
  signal: S,
  start: AxisPosition,
  end: AxisPosition,
  options: InterpolateInBetweenOptions = {},
): S {
  const name = "interpolateInBetween";
  checkOptions(name, options, {
    delta: "any",
    kind: "any",
    boundsError: "any",
    fillValue: "any",
    inplace: "boolean",
    signal: "any",
    onProgress: "function",
  });
  const { delta = 3, kind = "linear", boundsError, fillValue } = options;
  const spectra = spectraOf(name, signal);
  const { axis, channels, count } = spectra;
  const range = axisSlice(axis, start, end);
  const width = Math.round(channelsOf(name, "delta", axis, delta));
  if (width < 1) throw coreError("BAD_VALUE", `${name}: delta is ${width} channels, expected one or more.`);
  const stop = range.start + range.size;
  const beside: number[] = [];
  for (let i = Math.max(0, range.start - width); i < range.start; i++) beside.push(i);
  for (let i = stop; i < Math.min(channels, stop + width); i++) beside.push(i);
  const values = spectra.values.slice();
  if (range.size > 0) {
    const places = fromData(
      Float64Array.from(beside, (i) => axis.at(i)),
      [beside.length],
    );
    const wanted = fromData(
      Float64Array.from({ length: range.size }, (_, i) => axis.at(range.start + i)),
      [range.size],
    );
    const more = {
      kind,
      ...(boundsError === undefined ? {} : { boundsError }),
      ...(fillValue === undefined ? {} : { fillValue }),
    };
    forEachSpectrum(name, count, options, (index) => {
      const line = Float64Array.from(beside, (i) => values[index * channels + i] as number);
      const result = interp1d(places, fromData(line, [line.length]), more)(wanted);
      if (isNDArray(result)) values.set(result.data as Float64Array, index * channels + range.start);
    });
  }
  return resultOf(name, signal, spectra, values, { dtype: floatOf(signal.data.dtype), inplace: options.inplace });
}
