import { checkKind, coreError, describeValue } from "@core/array/runtime";
import { type Axis, axisLabel, checkAxis } from "./axis.js";
import { highValue, lowValue, searchIndex, textToValue, valueToIndex } from "./lookup.js";
import { type ResolvedSlice, resolveIndex, resolveRange } from "./range.js";

/** A value on an axis, in its units, where a bare number is an index. */
export interface CalibratedValue {
  readonly value: number;
}

/** A place on an axis: an index, a value, or a text: `"rel0.5"`, `"2000 nm"`. */
export type AxisPosition = number | CalibratedValue | string;

/** A slice along an axis. The stop is excluded; a step may be a value on a uniform axis. */
export interface AxisSlice {
  readonly start?: AxisPosition | null | undefined;
  readonly stop?: AxisPosition | null | undefined;
  readonly step?: number | CalibratedValue | null | undefined;
}

/** Marks a number as a value on the axis: `s.isig(value(0.5))` is the point at 0.5, `s.isig(1)` the second point. */
export function value(number: number): CalibratedValue {
  return { value: number };
}

/** A slice for `isig` and `inav`: `slice(2, 5)`, `slice(value(0.5), "4 nm")`, `slice(null, null, -1)`. */
export function slice(
  start?: AxisPosition | null,
  stop?: AxisPosition | null,
  step?: number | CalibratedValue | null,
): AxisSlice {
  return { start: start ?? null, stop: stop ?? null, step: step ?? null };
}

/** Whether this is a value made by {@link value}. */
export function isCalibratedValue(given: unknown): given is CalibratedValue {
  return typeof given === "object" && given !== null && typeof (given as CalibratedValue).value === "number";
}

/**
 * The index of a single place on an axis. Errors: `BAD_INDEX` for indices out of range, `BAD_VALUE` for values out of range,
 * `BAD_UNITS` for units that do not fit, `BAD_ARGUMENT` for anything else.
 */
export function positionToIndex(axis: Axis, position: AxisPosition): number {
  checkAxis("positionToIndex", axis);
  if (typeof position === "number") return resolveIndex(axis.size, position, axisLabel(axis));
  if (typeof position === "string") return valueToIndex(axis, position);
  if (isCalibratedValue(position)) return valueToIndex(axis, position.value);
  throw coreError(
    "BAD_ARGUMENT",
    `a place on an axis is an index, value(…), "rel0.5" or a quantity such as "2000 nm", not ${describeValue(position)}`,
  );
}

/**
 * Resolves a slice along an axis, by indices or values, to whole numbers. Indices are cut as in Python. A value beyond the end
 * where the slice starts or ends stands for that end; one on the wrong side is an error.
 * Errors: `BAD_VALUE`, `BAD_INDEX` for the step 0, `BAD_UNITS`, `BAD_ARGUMENT`.
 */
export function axisSlice(
  axis: Axis,
  start?: AxisPosition | null,
  stop?: AxisPosition | null,
  step?: number | CalibratedValue | null,
): ResolvedSlice {
  checkAxis("axisSlice", axis);
  const by = resolveStep(axis, step);
  const from = resolveBound(axis, start, by > 0 ? "before" : "after", "start");
  const to = resolveBound(axis, stop, by > 0 ? "after" : "before", "stop");
  return resolveRange(axis.size, from, to, by);
}

function resolveStep(axis: Axis, step: number | CalibratedValue | null | undefined): number {
  if (step === undefined || step === null) return 1;
  if (typeof step === "number") return step;
  if (!isCalibratedValue(step))
    throw coreError("BAD_ARGUMENT", `the step of a slice is a whole number or value(…), not ${describeValue(step)}`);
  if (axis.kind !== "uniform")
    throw coreError(
      "BAD_ARGUMENT",
      `a step in units needs a uniform axis, and the ${axisLabel(axis)} is not: give a whole number`,
    );
  const exact = step.value / axis.scale;
  const whole = Math.round(exact);
  const even = Math.abs(exact - Math.trunc(exact)) === 0.5 && whole % 2 !== 0 ? whole - 1 : whole;
  if (even === 0)
    throw coreError(
      "BAD_INDEX",
      `the step ${step.value} is less than half the scale ${axis.scale} of the ${axisLabel(axis)}`,
    );
  return even;
}

function resolveBound(
  axis: Axis,
  position: AxisPosition | null | undefined,
  open: "before" | "after",
  name: string,
): number | null {
  if (position === undefined || position === null) return null;
  if (typeof position === "number") return position;
  if (typeof position !== "string" && !isCalibratedValue(position))
    throw coreError(
      "BAD_ARGUMENT",
      `the ${name} of a slice is an index, value(…), "rel0.5" or a quantity such as "2000 nm", not ${describeValue(position)}`,
    );
  const number = typeof position === "string" ? textToValue(axis, position) : position.value;
  const index = searchIndex(axis, number, "round");
  if (index !== undefined) return index;
  const falling = axis.size > 1 && axis.at(axis.size - 1) < axis.at(0);
  const side = number < lowValue(axis) !== falling ? "before" : "after";
  if (side === open && !Number.isNaN(number)) return null;
  throw coreError(
    "BAD_VALUE",
    `the ${name} ${number} of the slice lies outside the ${axisLabel(axis)}, which goes from ${lowValue(axis)} to ${highValue(axis)}`,
  );
}

/** What one part of a text index means. */
export type ParsedIndex = AxisPosition | AxisSlice | "...";

/**
 * Reads the text form of an index, one part per axis, parted by commas: `"3"`, `"0.5:4."`, `"5::-1"`, `":2000 nm"`,
 * `"rel0.5, ..."`. As in Python a number with a decimal point or an exponent is a value on the axis, a whole one an index.
 * Errors: `BAD_INDEX` when it cannot be read.
 */
export function parseIndexText(text: string): ParsedIndex[] {
  checkKind("parseIndexText", "text", text, "string");
  return text.split(",").map((part) => parsePart(part.trim(), text));
}

function parsePart(part: string, whole: string): ParsedIndex {
  if (part === "...") return part;
  const pieces = part.split(":").map((piece) => parseNumber(piece.trim()));
  const [first, second, third] = pieces;
  if (pieces.length === 1) {
    if (first === undefined || first === null)
      throw coreError("BAD_INDEX", `the index ${describeValue(whole)} has an empty part: write ":" for a whole axis`);
    return first;
  }
  if (pieces.length > 3 || typeof third === "string")
    throw coreError("BAD_INDEX", `the slice ${describeValue(part)} must have the form start:stop or start:stop:step`);
  return { start: first ?? null, stop: second ?? null, step: third ?? null };
}

function parseNumber(piece: string): AxisPosition | null {
  if (piece === "") return null;
  if (/^[-+]?\d+$/.test(piece)) return Number(piece);
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(piece)) return { value: Number(piece) };
  return piece;
}
