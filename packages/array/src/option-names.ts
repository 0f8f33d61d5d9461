import { coreError, describeValue } from "./errors.js";

/**
 * Refuses options that are not a plain object or have a name that is not known: a misspelt option would be passed over in silence.
 * Options that are `undefined` count as absent.
 * @param where the function, for the error's text
 * @throws BAD_ARGUMENT
 */
export function checkNames(where: string, options: unknown, names: readonly string[]): void {
  if (options === undefined) return;
  if (!isPlainObject(options))
    throw coreError(
      "BAD_ARGUMENT",
      `${where}: got ${describeValue(options)} as options, expected { ${names.join(", ")} }.`,
    );
  for (const key of Object.keys(options))
    if (options[key] !== undefined && !names.includes(key))
      throw coreError(
        "BAD_ARGUMENT",
        `${where}: ${JSON.stringify(key)} is not an option here, allowed are ${names.join(", ")}.`,
      );
}

/** Whether a value is an object of no class, of whatever realm. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
