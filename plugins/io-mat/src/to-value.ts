import { type ArrayLikeInput, asArray, isNDArray, type NDArray } from "@core/array";
import { describeValue, isPlainObject } from "@core/array/runtime";
import { matError } from "./errors.js";
import { isConsistent, isMatObject, type MatCell, type MatSparse, type MatStruct, type MatValue } from "./values.js";

/**
 * What can be stored in a variable: arrays, numbers, lists of numbers, texts, lists of texts, mixed lists (cells), and plain objects
 * (structures).
 */
export type MatInput =
  | MatValue
  | ArrayLikeInput
  | boolean
  | readonly MatInput[]
  | { readonly [name: string]: MatInput };

type OneDimAs = "row" | "column";

/** The value that stands for an input: a structure for a plain object, a cell for a mixed list. */
export function toValue(name: string, input: MatInput, oneDimAs: OneDimAs, depth = 0): MatValue {
  if (depth > 100) throw matError("BAD_ARGUMENT", `${name}: values in values, more than 100 deep.`);
  const inside = (place: string, one: MatInput): MatValue => toValue(`${name}${place}`, one, oneDimAs, depth + 1);
  if (isNDArray(input) || typeof input === "string") return input;
  if (isMatObject(input)) return checkedObject(name, input, inside);
  if (typeof input === "number" || typeof input === "boolean" || typeof input === "bigint" || ArrayBuffer.isView(input))
    return asArray(input as ArrayLikeInput);
  if (Array.isArray(input)) {
    if (input.length > 0 && input.every((one) => typeof one === "string")) return input as readonly string[];
    return (
      numeric(input) ?? {
        kind: "cell",
        shape: oneDimAs === "row" ? [1, input.length] : [input.length, 1],
        elements: input.map((one: MatInput, i: number) => inside(`[${i}]`, one)),
      }
    );
  }
  if (isPlainObject(input)) {
    if (typeof (input as { re?: unknown }).re === "number" && typeof (input as { im?: unknown }).im === "number")
      return asArray(input as unknown as ArrayLikeInput);
    const entries = Object.entries(input as Record<string, MatInput>);
    return {
      kind: "struct",
      shape: [1, 1],
      fields: entries.map(([key]) => key),
      elements: [Object.fromEntries(entries.map(([key, one]) => [key, inside(`.${key}`, one)]))],
    };
  }
  throw matError(
    "BAD_ARGUMENT",
    `${name}: got ${describeValue(input)}, expected an array, numbers, a text, a list or an object.`,
  );
}

function checkedObject(
  name: string,
  value: Exclude<MatValue, NDArray | string | readonly string[]>,
  inside: (place: string, one: MatInput) => MatValue,
): MatValue {
  if (value.kind === "opaque")
    throw matError("UNSUPPORTED", `${name} is of the class ${value.className}, which only MATLAB can write.`);
  checkShape(name, value);
  if (value.kind === "sparse") return value;
  if (value.kind === "cell") return { ...value, elements: value.elements.map((one, i) => inside(`[${i}]`, one)) };
  return {
    ...value,
    elements: value.elements.map((element, i) =>
      Object.fromEntries(value.fields.map((key) => [key, inside(`[${i}].${key}`, element[key] as MatValue)])),
    ),
  };
}

function checkShape(name: string, value: MatCell | MatStruct | MatSparse): void {
  const { shape } = value;
  if (!(Array.isArray(shape) && shape.every((size) => Number.isInteger(size) && size >= 0 && size < 2 ** 31)))
    throw matError("BAD_SHAPE", `${name}: got the shape ${describeValue(shape)}, expected a list of sizes.`);
  if (value.kind === "sparse") {
    if (!isConsistent(value))
      throw matError(
        "BAD_VALUE",
        `${name}: rows, columns and values of a sparse matrix of shape (${shape.join(", ")}) do not fit each other.`,
      );
    return;
  }
  const size = shape.reduce((product, length) => product * length, 1);
  if (!Array.isArray(value.elements) || value.elements.length !== size)
    throw matError(
      "BAD_SHAPE",
      `${name}: the shape (${shape.join(", ")}) has ${size} elements, ${value.elements?.length} are given.`,
    );
  if (value.kind === "struct" && !(Array.isArray(value.fields) && value.fields.every((key) => typeof key === "string")))
    throw matError("BAD_ARGUMENT", `${name}: got the fields ${describeValue(value.fields)}, expected a list of names.`);
  const wrong = value.kind === "struct" ? value.elements.findIndex((one) => !isPlainObject(one)) : -1;
  if (wrong >= 0)
    throw matError(
      "BAD_ARGUMENT",
      `${name}: element ${wrong} is ${describeValue(value.elements[wrong])}, expected an object of fields.`,
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
