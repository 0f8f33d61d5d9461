import { coreError, describeValue } from "@core/array/runtime";
import type { AxisSettings } from "./types.js";

/** Errors with BAD_ARGUMENT unless name and units are texts or undefined and the flags are booleans or undefined. */
export function checkSettings(settings: AxisSettings): void {
  if (typeof settings !== "object" || settings === null)
    throw coreError(
      "BAD_ARGUMENT",
      `an axis is made from settings such as { size: 10 }, not ${describeValue(settings)}`,
    );
  checkOptional("name", settings.name, "string");
  checkOptional("units", settings.units, "string");
  checkOptional("navigate", settings.navigate, "boolean");
  checkOptional("isBinned", settings.isBinned, "boolean");
  checkOptional("isColour", settings.isColour, "boolean");
}

function checkOptional(key: string, given: unknown, type: "string" | "boolean"): void {
  if (given !== undefined && typeof given !== type)
    throw coreError(
      "BAD_ARGUMENT",
      `the ${key} of an axis must be a ${type} or undefined, not ${describeValue(given)}`,
    );
}

/** Errors with BAD_ARGUMENT unless `size` is a whole number, 0 or more. */
export function checkSize(size: unknown): asserts size is number {
  if (!Number.isSafeInteger(size) || (size as number) < 0)
    throw coreError(
      "BAD_ARGUMENT",
      `the size of an axis must be a whole number, 0 or more, not ${describeValue(size)}`,
    );
}

/** Errors with BAD_ARGUMENT unless `number` is a finite number. */
export function checkFinite(name: string, number: unknown): asserts number is number {
  if (!Number.isFinite(number))
    throw coreError("BAD_ARGUMENT", `the ${name} of an axis must be a finite number, not ${describeValue(number)}`);
}

/** An array for all values of an axis. Errors: `OUT_OF_MEMORY` for an axis that is too long to be listed. */
export function allocate(size: number): Float64Array {
  if (size > 2 ** 28)
    throw coreError(
      "OUT_OF_MEMORY",
      `the ${size} values of an axis do not fit in memory: ask for single ones with indexToValue`,
    );
  return new Float64Array(size);
}
