import { type ArrayLikeInput, asArray, isNDArray, type NDArray } from "@core/array";
import { describeValue } from "@core/array/runtime";
import { matError } from "./errors.js";
import { isMatObject, type MatValue } from "./values.js";

/** What can be stored in a variable: arrays, numbers, lists of numbers, texts, lists of texts, mixed lists (cells), and plain objects (structures). */
export type MatInput =
  | MatValue
  | ArrayLikeInput
  | boolean
  | readonly MatInput[]
  | { readonly [name: string]: MatInput };

/** The value that stands for an input: a structure for a plain object, a cell for a mixed list. */
export function toValue(name: string, input: MatInput, depth = 0): MatValue {
  if (depth > 100) throw matError("BAD_ARGUMENT", `${name}: lists in lists, more than 100 deep.`);
  if (isNDArray(input) || typeof input === "string" || isMatObject(input)) return input as MatValue;
  if (typeof input === "number" || typeof input === "boolean" || typeof input === "bigint" || ArrayBuffer.isView(input))
    return asArray(input as ArrayLikeInput);
  if (Array.isArray(input)) {
    if (input.length > 0 && input.every((one) => typeof one === "string")) return input as readonly string[];
    const array = numeric(input);
    if (array !== undefined) return array;
    return {
      kind: "cell",
      shape: [1, input.length],
      elements: input.map((one: MatInput, i: number) => toValue(`${name}[${i}]`, one, depth + 1)),
    };
  }
  if (typeof input === "object" && input !== null) {
    if ("re" in input && "im" in input) return asArray(input as ArrayLikeInput);
    const entries = Object.entries(input as Record<string, MatInput>);
    return {
      kind: "struct",
      shape: [1, 1],
      fields: entries.map(([key]) => key),
      elements: [Object.fromEntries(entries.map(([key, one]) => [key, toValue(`${name}.${key}`, one, depth + 1)]))],
    };
  }
  throw matError(
    "BAD_ARGUMENT",
    `${name}: got ${describeValue(input)}, expected an array, numbers, a text, a list or an object.`,
  );
}

/** A list of numbers of any depth as an array; undefined where it holds anything else or its rows differ. */
function numeric(list: readonly unknown[]): NDArray | undefined {
  try {
    return asArray(list as ArrayLikeInput);
  } catch {
    return undefined;
  }
}
