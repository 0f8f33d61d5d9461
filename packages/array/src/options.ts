import { coreError, describeValue } from "./errors.js";
import { checkNames } from "./option-names.js";

/** The names of the options in a type, of all its kinds where it is a union. */
export type OptionNames<T> = T extends unknown ? keyof T & string : never;

/**
 * What a value may be: "bytes" is a Uint8Array of whatever realm, "list" an Array of anything, "numbers" a number or an Array of
 * numbers, "signal" an AbortSignal, "any" is checked elsewhere.
 */
type BaseKind = "any" | "boolean" | "bytes" | "function" | "list" | "null" | "number" | "numbers" | "signal" | "string";

/** What a value may be: of a kind, or of either of two. */
export type ValueKind = BaseKind | `${BaseKind} or ${BaseKind}`;

/** The kinds of all options in a type. */
export type OptionKinds<T> = { readonly [Name in OptionNames<T>]: ValueKind };

/**
 * Refuses options that are not a plain object, have a name that is not known (a misspelt option would be passed over in silence) or
 * a value of a wrong kind. Options that are `undefined` count as absent.
 * @param where the function, for the error's text
 * @param kinds what each option may be
 * @throws BAD_ARGUMENT
 */
export function checkOptions<T>(where: string, options: T, kinds: OptionKinds<NonNullable<T>>): void {
  checkNames(where, options, Object.keys(kinds));
  for (const [key, value] of Object.entries(options ?? {}))
    if (value !== undefined)
      checkKind(where, key, value, (kinds as Readonly<Record<string, ValueKind>>)[key] as ValueKind);
}

/**
 * Refuses a value of a wrong kind.
 * @param where the function, for the error's text
 * @param name what the value is called there
 * @throws BAD_ARGUMENT
 */
export function checkKind(where: string, name: string, value: unknown, kind: ValueKind): void {
  if (isOfKind(value, kind)) return;
  const expected = kind
    .replace("numbers", "number or list of numbers")
    .replace("bytes", "Uint8Array")
    .replace("signal", "AbortSignal");
  throw coreError("BAD_ARGUMENT", `${where}: ${name} is ${describeValue(value)}, expected a ${expected}.`);
}

/**
 * Refuses what is not a finite number from `least` on.
 * @throws BAD_VALUE
 */
export function checkNumber(where: string, name: string, value: unknown, least: number = -Infinity): number {
  if (typeof value === "number" && Number.isFinite(value) && value >= least) return value;
  const bound = least > -Infinity ? ` from ${least}` : "";
  throw coreError("BAD_VALUE", `${where}: ${name} is ${describeValue(value)}, expected a number${bound}.`);
}

/**
 * Refuses what is not a whole number from `least` on.
 * @throws BAD_VALUE
 */
export function checkWhole(where: string, name: string, value: unknown, least: number): number {
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
  throw coreError("BAD_VALUE", `${where}: ${name} is ${describeValue(value)}, expected a whole number from ${least}.`);
}

/**
 * Refuses what is not in a list.
 * @throws BAD_ARGUMENT
 */
export function checkChoice<C>(where: string, name: string, value: unknown, choices: readonly C[]): C {
  if (choices.includes(value as C)) return value as C;
  const allowed = choices.map((one) => JSON.stringify(one)).join(", ");
  throw coreError("BAD_ARGUMENT", `${where}: ${name} is ${describeValue(value)}, allowed are ${allowed}.`);
}

function isOfKind(value: unknown, kind: ValueKind): boolean {
  return kind.split(" or ").some((one) => isOfBase(value, one as BaseKind));
}

function isOfBase(value: unknown, kind: BaseKind): boolean {
  switch (kind) {
    case "any":
      return true;
    case "bytes":
      return ArrayBuffer.isView(value) && (value as Uint8Array).BYTES_PER_ELEMENT === 1;
    case "list":
      return Array.isArray(value);
    case "null":
      return value === null;
    case "numbers":
      return isNumberOrList(value);
    case "signal":
      return typeof (value as Partial<AbortSignal> | null)?.aborted === "boolean";
    default: {
      const type: string = typeof value;
      return type === kind;
    }
  }
}

function isNumberOrList(value: unknown): boolean {
  return typeof value === "number" || (Array.isArray(value) && value.every((one) => typeof one === "number"));
}
