import { coreError } from "@core/array";
import type { Axis } from "../axes/axis.js";
import { type AxisPosition, axisSlice } from "../axes/position.js";
import type { SignalLike } from "../contract.js";
import { type AxisChoice, arrayIndex } from "./axes.js";
import { rebuild } from "./rebuild.js";

/** The part of an axis that stays: from `start` up to, but without, `end`. */
export interface CropOptions {
  readonly start?: AxisPosition | undefined;
  readonly end?: AxisPosition | undefined;
}

/**
 * A view of part of one axis, whichever space it belongs to. Places are as for `isig`.
 * @throws BAD_AXIS, BAD_INDEX when nothing is left, BAD_VALUE for values outside the axis
 */
export function crop<S extends SignalLike>(signal: S, axis: AxisChoice, options: CropOptions = {}): S {
  const place = arrayIndex(signal, axis);
  const own = signal.axes[place] as Axis;
  const range = axisSlice(own, options.start, options.end);
  if (range.size === 0)
    throw coreError(
      "BAD_INDEX",
      "crop: nothing would be left, start and end must differ and be in the order of the axis.",
    );
  const selectors = signal.axes
    .map((_, i) => i)
    .map((i) => (i === place ? `${range.start}:${range.start + range.size}` : ":"));
  const axes = signal.axes.map((other, i) => (i === place ? own.slice(range.start, range.stop) : other));
  return rebuild(signal, { data: signal.data.slice(...selectors), axes }) as S;
}
