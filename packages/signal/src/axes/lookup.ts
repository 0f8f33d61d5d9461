import { coreError, describeValue } from "@core/array/runtime";
import { convert, parseQuantity } from "../units/units.js";
import { type Axis, axisLabel, checkAxis } from "./axis.js";
import { resolveIndex } from "./range.js";
import type { UniformDataAxis } from "./uniform.js";

/** How a value between two points finds its index. */
export interface RoundingOptions {
  /**
   * `"round"` (the default) takes the nearest point; half way it goes towards zero in value. `"floor"` and `"ceil"` take the
   * index before and after on a uniform axis, the next lower and higher value on the others.
   */
  readonly rounding?: "round" | "floor" | "ceil" | undefined;
}

/** The smallest value of the axis; NaN where it has no points. */
export function lowValue(axis: Axis): number {
  checkAxis("lowValue", axis);
  return extreme(axis, Math.min);
}

/** The largest value of the axis; NaN where it has no points. */
export function highValue(axis: Axis): number {
  checkAxis("highValue", axis);
  return extreme(axis, Math.max);
}

/** The first index, 0. */
export function lowIndex(_axis: Axis): number {
  return 0;
}

/** The last index, size - 1. */
export function highIndex(axis: Axis): number {
  checkAxis("highIndex", axis);
  return axis.size - 1;
}

function extreme(axis: Axis, choose: (...values: number[]) => number): number {
  if (axis.size === 0) return Number.NaN;
  if (axis.kind !== "functional") return choose(axis.at(0), axis.at(axis.size - 1));
  let result = axis.at(0);
  for (let index = 1; index < axis.size; index++) result = choose(result, axis.at(index));
  return result;
}

/** Whether the values rise along the axis (true), fall (false), or neither (undefined, also for fewer than two points). */
export function isIncreasing(axis: Axis): boolean | undefined {
  checkAxis("isIncreasing", axis);
  if (axis.size < 2) return undefined;
  const rising = axis.at(1) > axis.at(0);
  const sign = rising ? 1 : -1;
  if (axis.kind !== "functional") return axis.at(1) === axis.at(0) ? undefined : rising;
  for (let index = 1; index < axis.size; index++)
    if (!((axis.at(index) - axis.at(index - 1)) * sign > 0)) return undefined;
  return rising;
}

/** The value at an index; negative ones count from the end. Errors: `BAD_INDEX` when it is out of range or not whole. */
export function indexToValue(axis: Axis, index: number): number {
  checkAxis("indexToValue", axis);
  return axis.at(resolveIndex(axis.size, index, axisLabel(axis)));
}

/**
 * The value that a text means on this axis: `"rel0.5"` half way from the lowest to the highest value, `"2000 nm"` a quantity
 * in any compatible units. Errors: `BAD_VALUE` for other texts, `BAD_UNITS` for units that do not fit.
 */
export function textToValue(axis: Axis, text: string): number {
  checkAxis("textToValue", axis);
  if (text.startsWith("rel")) {
    const fraction = text.slice(3).trim() === "" ? Number.NaN : Number(text.slice(3));
    if (!(fraction >= 0 && fraction <= 1))
      throw coreError("BAD_VALUE", `"rel" takes a number from 0 to 1, as in "rel0.5", not ${describeValue(text)}`);
    const low = lowValue(axis);
    return low + fraction * (highValue(axis) - low);
  }
  if (!/^\s*[-+.]?\d/.test(text))
    throw coreError(
      "BAD_VALUE",
      `${describeValue(text)} is no place on an axis: write "rel0.5" or a quantity such as "2000 nm"`,
    );
  const quantity = parseQuantity(text);
  if (axis.units === undefined || axis.units === "")
    throw coreError("BAD_UNITS", `${describeValue(text)} cannot be found on the ${axisLabel(axis)}: it has no units`);
  return convert(quantity.value, quantity.units, axis.units);
}

/**
 * The index whose value is nearest (or next, see the option `rounding`). On a uniform axis a value up to half a step outside
 * still belongs to the end point; elsewhere it must lie between the lowest and the highest value. A list gives a list.
 * Errors: `BAD_VALUE` for values outside and NaN, `BAD_UNITS` for texts with units that do not fit.
 */
export function valueToIndex(axis: Axis, value: number | string, options?: RoundingOptions): number;
export function valueToIndex(
  axis: Axis,
  value: ArrayLike<number> | readonly string[],
  options?: RoundingOptions,
): number[];
export function valueToIndex(
  axis: Axis,
  value: number | string | ArrayLike<number> | readonly string[],
  options: RoundingOptions = {},
): number | number[] {
  checkAxis("valueToIndex", axis);
  if (typeof value === "object" && value !== null)
    return Array.from(value as ArrayLike<number | string>, (single) => singleIndex(axis, single, options));
  return singleIndex(axis, value, options);
}

function singleIndex(axis: Axis, given: number | string, { rounding = "round" }: RoundingOptions): number {
  if (rounding !== "round" && rounding !== "floor" && rounding !== "ceil")
    throw coreError("BAD_ARGUMENT", `rounding must be "round", "floor" or "ceil", not ${describeValue(rounding)}`);
  if (typeof given !== "number" && typeof given !== "string")
    throw coreError("BAD_ARGUMENT", `the value on an axis must be a number or a text, not ${describeValue(given)}`);
  const value = typeof given === "string" ? textToValue(axis, given) : given;
  const index = searchIndex(axis, value, rounding);
  if (index === undefined)
    throw coreError(
      "BAD_VALUE",
      axis.size === 0
        ? `${value} is out of range: the ${axisLabel(axis)} has no points`
        : `${value} is out of range: the ${axisLabel(axis)} goes from ${lowValue(axis)} to ${highValue(axis)}${axis.units === undefined ? "" : ` ${axis.units}`}`,
    );
  return index;
}

/** The index of a value, undefined outside the axis. */
export function searchIndex(axis: Axis, value: number, rounding: "round" | "floor" | "ceil"): number | undefined {
  if (Number.isNaN(value) || axis.size === 0) return undefined;
  if (axis.kind !== "uniform") return searchListed(axis, value, rounding);
  const exact = (value - axis.offset) / axis.scale;
  const index =
    rounding === "round" ? roundIndex(exact, value >= 0 === axis.scale > 0) : stepIndex(axis, value, exact, rounding);
  return index >= 0 && index < axis.size ? index + 0 : undefined;
}

function roundIndex(exact: number, halfDown: boolean): number {
  // Cut after the 12th decimal, as the reference does, so that a half that was missed by rounding errors counts as a half.
  const cut = Math.trunc(exact * 1e12) / 1e12;
  return cut >= 0 === halfDown ? Math.ceil(cut - 0.5) : Math.floor(cut + 0.5);
}

function stepIndex(axis: UniformDataAxis, value: number, exact: number, rounding: "floor" | "ceil"): number {
  // A value that is a point of the axis but for rounding errors belongs to this point, even the last one.
  const nearest = Math.round(exact);
  const error = 1e-12 + (4 * Number.EPSILON * (Math.abs(value) + Math.abs(axis.offset))) / Math.abs(axis.scale);
  if (Math.abs(exact - nearest) <= error) return nearest;
  return rounding === "floor" ? Math.floor(exact) : Math.ceil(exact);
}

function searchListed(axis: Axis, value: number, rounding: "round" | "floor" | "ceil"): number | undefined {
  if (!(value >= lowValue(axis) && value <= highValue(axis))) return undefined;
  const [from, to] = axis.kind === "data" ? neighbours(axis, value) : [0, axis.size - 1];
  // Half way between two points the one nearer to zero is taken, within a hair's breadth for rounding errors.
  const hair = Math.sign(value) * smallestGap(axis, from, to) * 1e-12;
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let index = from; index <= to; index++) {
    const difference = axis.at(index) - value;
    const far = rounding === "round" ? Math.abs(difference + hair) : rounding === "ceil" ? difference : -difference;
    if (rounding !== "round" && far < 0) continue;
    if (far < least) {
      least = far;
      best = index;
    }
  }
  return best;
}

function smallestGap(axis: Axis, from: number, to: number): number {
  let gap = Number.POSITIVE_INFINITY;
  for (let index = from; index < to; index++) gap = Math.min(gap, Math.abs(axis.at(index + 1) - axis.at(index)));
  return Number.isFinite(gap) ? gap : 0;
}

/** The two neighbouring indices between whose values the value lies. */
function neighbours(axis: Axis, value: number): [number, number] {
  const rising = axis.at(axis.size - 1) >= axis.at(0);
  let low = 0;
  let high = axis.size - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (axis.at(middle) <= value === rising) low = middle;
    else high = middle;
  }
  return [low, high];
}

/**
 * The first and last index of the range from value `first` to value `last` (both included), in the direction of the axis. A
 * value outside stands for the end point on its side; undefined for the end. Errors: `BAD_VALUE` when the order is against the axis.
 */
export function valueRangeToIndices(
  axis: Axis,
  first: number | undefined,
  last: number | undefined,
): [first: number, last: number] {
  checkAxis("valueRangeToIndices", axis);
  const increasing = isIncreasing(axis) ?? true;
  const low = lowValue(axis);
  const high = highValue(axis);
  for (const value of [first, last])
    if (value !== undefined && (typeof value !== "number" || Number.isNaN(value)))
      throw coreError("BAD_VALUE", `a range needs numbers or undefined, not ${describeValue(value)}`);
  if (first !== undefined && last !== undefined && (increasing ? first > last : first < last))
    throw coreError(
      "BAD_VALUE",
      `the range ${first} to ${last} runs against the ${axisLabel(axis)}, whose values ${increasing ? "rise" : "fall"}: swap the two`,
    );
  const end = Math.max(0, axis.size - 1);
  const place = (value: number | undefined, otherwise: number): number => {
    if (value === undefined || axis.size === 0) return otherwise;
    if (value <= low) return increasing ? 0 : end;
    if (value >= high) return increasing ? end : 0;
    return searchIndex(axis, value, "round") ?? otherwise;
  };
  return [place(first, 0), place(last, end)];
}
