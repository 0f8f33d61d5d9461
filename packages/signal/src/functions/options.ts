import { coreError, describeValue } from "@core/array";

/**
 * Throws BAD_ARGUMENT unless options are an object: whoever comes from HyperSpy may pass by position what is an option here, and
 * that must not be passed over.
 */
export function checkOptions(name: string, options: unknown, example: string): void {
  if (typeof options === "object" && options !== null && !Array.isArray(options)) return;
  throw coreError(
    "BAD_ARGUMENT",
    `${name}: got ${describeValue(options)} as options, expected an object such as ${example}.`,
  );
}
