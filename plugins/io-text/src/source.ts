import { coreError, describeValue, isPlainObject } from "@core/array/runtime";

/** A text, or the bytes of a file (UTF-8, else Latin-1), or its lines. */
export type TextInput = string | Uint8Array | readonly string[];

/** The text that is meant. */
export function textOf(input: TextInput, name: string): string {
  if (typeof input === "string") return input;
  if (Array.isArray(input) && input.every((line) => typeof line === "string"))
    return input.map((line) => line.replace(/\r?\n$/, "")).join("\n");
  if (!(ArrayBuffer.isView(input) && "subarray" in input && input.BYTES_PER_ELEMENT === 1))
    throw coreError(
      "BAD_ARGUMENT",
      `${name}: got ${describeValue(input)}, expected a text, lines or the bytes of a file.`,
    );
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(input);
  } catch {
    return new TextDecoder("latin1").decode(input);
  }
}

/**
 * A list of types, or of names and types, checked as far as its form goes.
 * @throws BAD_ARGUMENT
 */
export function checkPairs(dtype: readonly unknown[]): void {
  for (const one of dtype)
    if (!(Array.isArray(one) && one.length === 2 && typeof one[0] === "string"))
      throw coreError("BAD_ARGUMENT", `dtype: got ${describeValue(one)} in the list, expected [name, type].`);
}

/** @throws BAD_ARGUMENT for anything but functions by the columns' numbers or names */
export function checkConverters(converters: unknown): void {
  const all = isPlainObject(converters) ? Object.values(converters) : [undefined];
  if (all.some((one) => typeof one !== "function"))
    throw coreError(
      "BAD_ARGUMENT",
      `converters: got ${describeValue(converters)}, expected functions by column, for example { 0: Number }.`,
    );
}

/** An error about what stands in a text. */
export function badText(name: string, message: string): Error {
  return coreError("BAD_FILE", `${name}: ${message}`);
}

/** A whole number from 0, or BAD_ARGUMENT. */
export function checkCount(name: string, value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(value)}, expected a whole number from 0.`);
}
