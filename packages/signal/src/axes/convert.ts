import { coreError, describeValue } from "@core/array/runtime";
import { compactPrefix, convert, isKnownUnits, normalizeUnits, parseQuantity } from "../units/units.js";
import { type Axis, axisLabel, checkAxis } from "./axis.js";
import { DataAxis } from "./data.js";
import { type AxisFunction, type AxisParameters, FunctionalDataAxis } from "./functional.js";
import { UniformDataAxis } from "./uniform.js";

function needUniform(axis: Axis, what: string): UniformDataAxis {
  checkAxis(what, axis);
  if (axis.kind === "uniform") return axis;
  throw coreError(
    "UNSUPPORTED",
    `${what} needs a uniform axis, and the ${axisLabel(axis)} is ${axis.kind}: use convertToUniformAxis first`,
  );
}

/**
 * The axis calibrated by two known points: the values `values` at the indices `indices`.
 * Errors: `BAD_ARGUMENT` when they are not two numbers each or the indices are equal, `UNSUPPORTED` unless uniform.
 */
export function calibrate(
  axis: Axis,
  values: readonly [number, number],
  indices: readonly [number, number],
): UniformDataAxis {
  const uniform = needUniform(axis, "calibrate");
  for (const pair of [values, indices])
    if (pair?.length !== 2 || !pair.every(Number.isFinite))
      throw coreError("BAD_ARGUMENT", `calibrate needs two values and two indices, not ${describeValue(pair)}`);
  if (indices[0] === indices[1])
    throw coreError("BAD_ARGUMENT", `calibrate needs two different indices, not twice ${indices[0]}`);
  const scale = (values[1] - values[0]) / (indices[1] - indices[0]);
  return uniform.with({ scale, offset: values[0] - scale * indices[0] });
}

/** Options of {@link convertUnits}. */
export interface ConvertUnitsOptions {
  /** How much of the axis must be one unit or more when the prefix is chosen; 0.25 by default. */
  readonly factor?: number | undefined;
}

/**
 * The axis in other units, its scale and offset converted. Without `units` the prefix is chosen so that the length of the axis
 * times `factor` is at least 1 (and an axis without units, or with units that are not known, stays as it is).
 * Errors: `BAD_UNITS` for unknown, missing or incompatible units, `UNSUPPORTED` unless uniform.
 */
export function convertUnits(axis: Axis, units?: string, options: ConvertUnitsOptions = {}): UniformDataAxis {
  const uniform = needUniform(axis, "convertUnits");
  const target = units ?? compactUnits(uniform, options.factor ?? 0.25);
  if (target === undefined) return uniform;
  if (uniform.units === undefined || uniform.units === "")
    throw coreError(
      "BAD_UNITS",
      `the ${axisLabel(axis)} has no units that could be converted into "${target}": set them with axis.with({ units })`,
    );
  return uniform.with({
    scale: convert(uniform.scale, uniform.units, target),
    offset: convert(uniform.offset, uniform.units, target),
    units: normalizeUnits(target),
  });
}

function compactUnits(axis: UniformDataAxis, factor: number): string | undefined {
  if (axis.units === undefined || !isKnownUnits(axis.units)) return undefined;
  return compactPrefix(factor * axis.scale * axis.size, axis.units).units;
}

/** The scale of a uniform axis as a text with units, for example `"0.5 nm"`; the bare number where it has none. */
export function scaleAsQuantity(axis: Axis): string {
  const { scale, units } = needUniform(axis, "scaleAsQuantity");
  return units === undefined || units === "" ? `${scale}` : `${scale} ${units}`;
}

/** The offset of a uniform axis as a text with units, for example `"0.5 nm"`; the bare number where it has none. */
export function offsetAsQuantity(axis: Axis): string {
  const { offset, units } = needUniform(axis, "offsetAsQuantity");
  return units === undefined || units === "" ? `${offset}` : `${offset} ${units}`;
}

/** The axis with this scale (a quantity such as `"5 nm"`) and its units; the offset is converted into them. Errors: `BAD_UNITS`. */
export function withScaleQuantity(axis: Axis, quantity: string): UniformDataAxis {
  return withQuantity(needUniform(axis, "withScaleQuantity"), quantity, "scale", "offset");
}

/** The axis with this offset (a quantity such as `"5 nm"`) and its units; the scale is converted into them. Errors: `BAD_UNITS`. */
export function withOffsetQuantity(axis: Axis, quantity: string): UniformDataAxis {
  return withQuantity(needUniform(axis, "withOffsetQuantity"), quantity, "offset", "scale");
}

function withQuantity(
  axis: UniformDataAxis,
  text: string,
  key: "scale" | "offset",
  other: "scale" | "offset",
): UniformDataAxis {
  const { value, units } = parseQuantity(text);
  const converted =
    axis.units === undefined || axis.units === "" ? axis[other] : convert(axis[other], axis.units, units);
  return axis.with({ units, [key]: value, [other]: converted });
}

/**
 * A uniform axis over the same range with the same number of points. Where the given points are not equally spaced the
 * values between the ends change.
 */
export function convertToUniformAxis(axis: Axis): UniformDataAxis {
  checkAxis("convertToUniformAxis", axis);
  if (axis.kind === "uniform") return axis;
  const { name, units, navigate, isBinned, size } = axis;
  const first = axis.size > 0 ? axis.at(0) : 0;
  const scale = size > 1 ? (axis.at(size - 1) - first) / (size - 1) : 1;
  return new UniformDataAxis({ name, units, navigate, isBinned, size, scale, offset: first });
}

/** The same points as a list. */
export function convertToNonUniformAxis(axis: Axis): DataAxis {
  checkAxis("convertToNonUniformAxis", axis);
  if (axis.kind === "data") return axis;
  const { name, units, navigate, isBinned } = axis;
  return new DataAxis({ name, units, navigate, isBinned, axis: axis.values() });
}

/** What {@link convertToFunctionalDataAxis} takes besides the expression. */
export interface FunctionalConversionOptions {
  /** A new name; by default the old one stays. */
  readonly name?: string | undefined;
  /** New units; by default the old ones stay. */
  readonly units?: string | undefined;
  /** A value for each name in the expression besides `x`. */
  readonly parameters?: AxisParameters | undefined;
}

/** A functional axis, `expression` evaluated at the values of the given axis. Errors: `BAD_ARGUMENT` for a bad expression. */
export function convertToFunctionalDataAxis(
  axis: Axis,
  expression: string | AxisFunction,
  options: FunctionalConversionOptions = {},
): FunctionalDataAxis {
  checkAxis("convertToFunctionalDataAxis", axis);
  const { name = axis.name, units = axis.units, parameters } = options;
  return new FunctionalDataAxis({
    name,
    units,
    navigate: axis.navigate,
    isBinned: axis.isBinned,
    expression,
    x: axis,
    parameters,
  });
}
