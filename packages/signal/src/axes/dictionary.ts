import { coreError, describeValue } from "@core/array/runtime";
import { type Axis, checkAxis } from "./axis.js";
import { DataAxis } from "./data.js";
import { compileExpression } from "./expression.js";
import { FunctionalDataAxis } from "./functional.js";
import { UniformDataAxis } from "./uniform.js";

/** An axis as plain values under HyperSpy's keys. */
export type AxisDictionary = Readonly<Record<string, unknown>>;

/**
 * The axis as plain values under HyperSpy's keys: `_type`, `name`, `units` (left out where undefined), `navigate`, `is_binned`
 * and `size`, `scale`, `offset`, or `axis`, or `expression`, `size`, `x` and the parameters.
 * Errors: `UNSUPPORTED` for a functional axis made from a function.
 */
export function axisToDictionary(axis: Axis): AxisDictionary {
  checkAxis("axisToDictionary", axis);
  const common = {
    ...(axis.name === undefined ? {} : { name: axis.name }),
    ...(axis.units === undefined ? {} : { units: axis.units }),
    navigate: axis.navigate,
    is_binned: axis.isBinned,
  };
  if (axis.kind === "uniform")
    return { _type: "UniformDataAxis", ...common, size: axis.size, scale: axis.scale, offset: axis.offset };
  if (axis.kind === "data") return { _type: "DataAxis", ...common, axis: axis.values() };
  if (typeof axis.expression !== "string")
    throw coreError(
      "UNSUPPORTED",
      "an axis made from a function cannot be written down: give the expression as a text, or use convertToNonUniformAxis",
    );
  return {
    _type: "FunctionalDataAxis",
    ...common,
    expression: axis.expression,
    size: axis.size,
    x: axisToDictionary(axis.x),
    ...axis.parameters,
  };
}

const types = ["UniformDataAxis", "DataAxis", "FunctionalDataAxis"];

/**
 * The axis that a dictionary with HyperSpy's keys describes, as it may come from a file: everything in it is checked, unknown
 * keys are passed over. Errors: `BAD_ARGUMENT` with the key at fault.
 */
export function axisFromDictionary(dictionary: AxisDictionary): Axis {
  return readAxis(dictionary, 0);
}

function readAxis(dictionary: AxisDictionary, depth: number): Axis {
  if (typeof dictionary !== "object" || dictionary === null || Array.isArray(dictionary))
    throw coreError("BAD_ARGUMENT", `an axis must be described by a dictionary, not ${describeValue(dictionary)}`);
  const read = (key: string): unknown => (Object.hasOwn(dictionary, key) ? (dictionary[key] ?? undefined) : undefined);
  const type = read("_type");
  if (type !== undefined && !types.includes(type as string))
    throw coreError(
      "BAD_ARGUMENT",
      `the _type of an axis must be one of ${types.join(", ")}, not ${describeValue(type)}`,
    );
  const common = {
    name: text("name", read("name")),
    units: text("units", read("units")),
    navigate: flag("navigate", read("navigate")),
    isBinned: flag("is_binned", read("is_binned")),
  };
  const kind = type ?? (read("axis") !== undefined ? types[1] : read("expression") !== undefined ? types[2] : types[0]);
  if (kind === "DataAxis") return new DataAxis({ ...common, axis: (read("axis") ?? [1]) as ArrayLike<number> });
  if (kind === "FunctionalDataAxis") {
    if (depth > 8) throw coreError("BAD_ARGUMENT", "the x of a functional axis is nested too deeply");
    const x = read("x");
    const size = x === undefined ? number("size", read("size")) : undefined;
    const expression = read("expression") as string;
    return new FunctionalDataAxis({
      ...common,
      expression,
      ...(x === undefined ? { size } : { x: readAxis(x as AxisDictionary, depth + 1) }),
      parameters: parametersOf(expression, read),
    });
  }
  return new UniformDataAxis({
    ...common,
    size: number("size", read("size")) ?? 1,
    scale: number("scale", read("scale")),
    offset: number("offset", read("offset")),
  });
}

function parametersOf(expression: string, read: (key: string) => unknown): Record<string, number> {
  const parameters: Record<string, number> = Object.create(null);
  for (const name of compileExpression(expression).names) {
    const value = name === "x" ? undefined : number(name, read(name));
    if (value !== undefined) parameters[name] = value;
  }
  return parameters;
}

function text(key: string, given: unknown): string | undefined {
  if (given === undefined || given === "<undefined>") return undefined;
  if (typeof given === "string") return given;
  throw coreError("BAD_ARGUMENT", `the ${key} of an axis must be a text, not ${describeValue(given)}`);
}

function flag(key: string, given: unknown): boolean | undefined {
  if (given === undefined || given === "<undefined>") return undefined;
  if (typeof given === "boolean") return given;
  if (given === 0 || given === 1 || given === 0n || given === 1n) return Number(given) === 1;
  throw coreError("BAD_ARGUMENT", `${key} of an axis must be true or false, not ${describeValue(given)}`);
}

function number(key: string, given: unknown): number | undefined {
  if (given === undefined) return undefined;
  const value = typeof given === "bigint" ? Number(given) : given;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw coreError("BAD_ARGUMENT", `the ${key} of an axis must be a finite number, not ${describeValue(given)}`);
}
