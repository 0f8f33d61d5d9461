import { coreError } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import type { Axis } from "../axes/axis.js";
import { AxesManager } from "../axes/manager.js";
import { type AxisPosition, positionToIndex } from "../axes/position.js";
import { resolveRange } from "../axes/range.js";
import type { SignalLike } from "../contract.js";
import { type AxisChoice, arrayIndex, placesOf } from "./axes.js";
import { metadataWithNoise } from "./noise-of.js";
import { checkSignal, rebuild } from "./rebuild.js";

/** The part of an axis that stays: from `start` up to, but without, `end`. */
export interface CropOptions {
  readonly start?: AxisPosition | null | undefined;
  readonly end?: AxisPosition | null | undefined;
  /** Whether the axes of that space get the prefix of their units that suits their new extent; false by default. */
  readonly convertUnits?: boolean | undefined;
}

/**
 * A view of part of one axis, whichever space it belongs to, and of the noise variance. Indices are cut to the axis as in Python; values must lie on it.
 * @throws BAD_AXIS, BAD_VALUE for values outside the axis, BAD_ARGUMENT when start and end are the same
 */
export function crop<S extends SignalLike>(signal: S, axis: AxisChoice, options: CropOptions = {}): S {
  checkSignal("crop", signal);
  checkOptions("crop", options, { start: "any", end: "any", convertUnits: "boolean" });
  const place = arrayIndex(signal, axis);
  const own = signal.axes[place] as Axis;
  const order = [...placesOf(signal.axes, true), ...placesOf(signal.axes, false)];
  const bound = (position: AxisPosition | null | undefined): number | undefined => {
    if (position === undefined || position === null) return undefined;
    return typeof position === "number" ? position : positionToIndex(own, position);
  };
  const [start, end] = [bound(options.start), bound(options.end)];
  if (start !== undefined && start === end)
    throw coreError("BAD_ARGUMENT", `crop: start and end are both index ${start}, they must differ.`);
  const range = resolveRange(own.size, start, end);
  const offset = signal.data.offset + (range.size > 0 ? range.start * (signal.data.strides[place] as number) : 0);
  const shape = signal.data.shape.map((size, i) => (i === place ? range.size : size));
  const axes = signal.axes.map((other, i) => (i === place ? own.slice(range.start, range.stop) : other));
  return rebuild(signal, {
    data: signal.data.view(shape, signal.data.strides, offset),
    axes: options.convertUnits === true ? converted(axes, own.navigate) : axes,
    ...metadataWithNoise(signal, (variance) => crop(variance, order.indexOf(place), { start, end })),
  }) as S;
}

/** The axes with those of one space in the units that suit them. */
function converted(axes: readonly Axis[], navigate: boolean): readonly Axis[] {
  return new AxesManager(axes).convertUnits({ axes: navigate ? "navigation" : "signal" }).axes;
}
