import { coreError } from "@core/array";
import type { Axis } from "../axes/axis.js";
import { type AxisPosition, positionToIndex } from "../axes/position.js";
import { resolveRange } from "../axes/range.js";
import type { SignalLike } from "../contract.js";
import { type AxisChoice, arrayIndex } from "./axes.js";
import { checkOptions } from "./options.js";
import { rebuild } from "./rebuild.js";

/** The part of an axis that stays: from `start` up to, but without, `end`. */
export interface CropOptions {
  readonly start?: AxisPosition | null | undefined;
  readonly end?: AxisPosition | null | undefined;
}

/**
 * A view of part of one axis, whichever space it belongs to. Indices are cut to the axis as in Python; values must lie on it.
 * @throws BAD_AXIS, BAD_VALUE for values outside the axis, BAD_ARGUMENT when start and end are the same
 */
export function crop<S extends SignalLike>(signal: S, axis: AxisChoice, options: CropOptions = {}): S {
  checkOptions("crop", options, "{ start: 2, end: 5 }");
  const place = arrayIndex(signal, axis);
  const own = signal.axes[place] as Axis;
  const bound = (position: AxisPosition | null | undefined): number | undefined => {
    if (position === undefined || position === null) return undefined;
    return typeof position === "number" ? position : positionToIndex(own, position);
  };
  const [start, end] = [bound(options.start), bound(options.end)];
  if (start !== undefined && start === end)
    throw coreError("BAD_ARGUMENT", `crop: start and end are both index ${start}, they must differ.`);
  const range = resolveRange(own.size, start, end);
  const selectors = signal.axes
    .map((_, i) => i)
    .map((i) => (i === place ? `${range.start}:${range.start + range.size}` : ":"));
  const axes = signal.axes.map((other, i) => (i === place ? own.slice(range.start, range.stop) : other));
  return rebuild(signal, { data: signal.data.slice(...selectors), axes }) as S;
}
