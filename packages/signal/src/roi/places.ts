import { coreError, describeValue } from "@core/array";
import { type Axis, axisLabel } from "../axes/axis.js";
import { highValue, lowValue, searchIndex } from "../axes/lookup.js";
import { type AxisSlice, slice, value } from "../axes/position.js";
import type { SignalLike } from "../contract.js";
import { type AxisChoice, arrayIndices, dimensionsText, placesOf } from "../functions/axes.js";
import { checkROI, type ROI, roiText } from "./regions.js";

/** On which axes a region is. */
export interface ROIOptions {
  /**
   * The axes, x first. By default the first navigation axes in natural order where there are enough of them, else the first signal
   * axes.
   */
  readonly axes?: readonly AxisChoice[] | undefined;
}

/** The number of axes that a region needs. */
function dimensionOf(roi: ROI): 1 | 2 {
  return roi.kind === "point1D" || roi.kind === "span" ? 1 : 2;
}

/**
 * The places in the array of the axes of a region, x first.
 * @throws BAD_AXIS when there are not enough axes, BAD_ARGUMENT for what is no region
 */
export function placesOfROI(signal: Pick<SignalLike, "axes">, roi: ROI, options: ROIOptions): number[] {
  checkROI("roi", roi);
  const { axes } = options;
  const count = dimensionOf(roi);
  const navigation = placesOf(signal.axes, true);
  const places =
    axes === undefined
      ? (navigation.length >= count ? navigation : placesOf(signal.axes, false)).slice(0, count)
      : arrayIndices(signal, axes);
  if (places.length === count) return places;
  throw coreError(
    "BAD_AXIS",
    axes === undefined
      ? `${roiText(roi)}: needs ${count} navigation or ${count} signal axes, the signal has dimensions ${dimensionsText(signal.axes)}.`
      : `axes: got ${describeValue(axes)}, ${roiText(roi)} needs ${count}.`,
  );
}

/** The points of an axis from a value up to, without, another one. */
export interface PointRange {
  readonly start: number;
  readonly stop: number;
}

/**
 * The points of an axis in a range of values, which is cut to the axis. Each end is the point nearest to it, and the point of the upper
 * end does not belong to the range.
 * @throws BAD_VALUE when the range lies outside the axis
 */
export function pointRange(axis: Axis, left: number, right: number): PointRange {
  const [low, high] = [lowValue(axis), highValue(axis)];
  const falling = axis.size > 1 && axis.at(axis.size - 1) < axis.at(0);
  const lower = searchIndex(axis, left, "round");
  const upper = searchIndex(axis, right, "round");
  if ((lower === undefined && left > high) || (upper === undefined && right < low) || axis.size === 0)
    throw coreError(
      "BAD_VALUE",
      `the range from ${left} to ${right} lies outside the ${axisLabel(axis)}, which goes from ${low} to ${high}`,
    );
  if (falling) return { start: upper === undefined ? 0 : upper + 1, stop: lower === undefined ? axis.size : lower + 1 };
  return { start: lower ?? 0, stop: upper ?? axis.size };
}

/**
 * What selects a region with `isig` or `inav`: `s.isig(...slicesOf(spanROI(1, 2)))`. Points take their axes away.
 * @throws UNSUPPORTED for circles and lines, which are no slices: use `applyROI`
 */
export function slicesOf(roi: ROI): (AxisSlice | { readonly value: number })[] {
  checkROI("slicesOf", roi);
  switch (roi.kind) {
    case "point1D":
      return [value(roi.value)];
    case "point2D":
      return [value(roi.x), value(roi.y)];
    case "span":
      return [slice(value(roi.left), value(roi.right))];
    case "rectangle":
      return [slice(value(roi.left), value(roi.right)), slice(value(roi.top), value(roi.bottom))];
    default:
      throw coreError("UNSUPPORTED", `slicesOf: ${roiText(roi)} is no slice of the axes, use applyROI(signal, roi).`);
  }
}
