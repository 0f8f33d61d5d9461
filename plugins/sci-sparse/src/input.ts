import {
  type ArrayLikeInput,
  asArray,
  astype,
  contiguous,
  elementsOf,
  isComplexDType,
  isNDArray,
  type NDArray,
} from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";

/** An array's elements in float64, in C order. @throws UNSUPPORTED for complex numbers */
export function realOf(value: ArrayLikeInput, name: string): { readonly data: Float64Array; readonly array: NDArray } {
  const array = asArray(value);
  if (isComplexDType(array.dtype))
    throw coreError("UNSUPPORTED", `${name}: sparse matrices hold real numbers only, got ${array.dtype}.`);
  const data = elementsOf(array.dtype === "float64" ? contiguous(array) : astype(array, "float64")) as Float64Array;
  return { data, array };
}

/** A vector in float64, a copy of its own; columns (n, 1) count as vectors. @throws BAD_SHAPE */
export function vectorOf(value: ArrayLikeInput, length: number, name: string): Float64Array {
  const { data, array } = realOf(value, name);
  const fits = array.shape.length === 1 || (array.shape.length === 2 && array.shape[1] === 1);
  if (!fits || data.length !== length)
    throw coreError("BAD_SHAPE", `${name}: got shape (${array.shape.join(", ")}), expected ${length} numbers.`);
  return data.slice();
}

/** Whole numbers from 0 to below a limit, as places. @throws BAD_VALUE */
export function placesOf(value: ArrayLikeInput, limit: number, name: string): Int32Array {
  const { data } = realOf(value, name);
  const result = Int32Array.from(data);
  for (let i = 0; i < data.length; i++) {
    if (result[i] !== data[i] || result[i]! < 0 || result[i]! >= limit)
      throw coreError(
        "BAD_VALUE",
        `${name}: got ${data[i]} at place ${i}, expected whole numbers from 0 to ${limit - 1}.`,
      );
  }
  return result;
}

/** A whole number from a least one on. @throws BAD_VALUE */
export function whole(value: unknown, name: string, least = 0): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= least) return value;
  throw coreError("BAD_VALUE", `${name}: got ${describeValue(value)}, expected a whole number from ${least}.`);
}

/** One of some words. @throws BAD_ARGUMENT */
export function oneOf<T extends string>(value: unknown, allowed: readonly T[], name: string): T {
  if (allowed.includes(value as T)) return value as T;
  throw coreError(
    "BAD_ARGUMENT",
    `${name}: got ${describeValue(value)}, allowed are ${allowed.map((one) => JSON.stringify(one)).join(", ")}.`,
  );
}

/** The shape of a matrix. @throws BAD_SHAPE */
export function shapeOf(value: unknown, name = "shape"): [number, number] {
  if (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((size) => Number.isSafeInteger(size) && size >= 0 && size < 2 ** 31)
  )
    return [value[0] as number, value[1] as number];
  throw coreError("BAD_SHAPE", `${name}: got ${describeValue(value)}, expected two sizes.`);
}

type Parts = Readonly<Record<string, { readonly length: number } | undefined>>;

/** Refuses parts of a matrix that are not typed arrays of the right kinds. @throws BAD_ARGUMENT */
function checkParts(value: object, name: string, places: readonly string[]): Parts {
  const parts = (value ?? {}) as Readonly<Record<string, unknown>>;
  const isKind = (part: unknown, kind: string): boolean =>
    Object.prototype.toString.call(part) === `[object ${kind}]` && ArrayBuffer.isView(part);
  if (!isKind(parts.data, "Float64Array") || !places.every((key) => isKind(parts[key], "Int32Array")))
    throw coreError(
      "BAD_ARGUMENT",
      `${name}: got ${describeValue(value)}, expected { data, ${places.join(", ")} }, a Float64Array and Int32Arrays.`,
    );
  return parts as Parts;
}

/** Checks the parts of a matrix stored by lines, as far as that takes no time. @throws BAD_ARGUMENT, BAD_SHAPE */
export function checkLines(value: object, name: string, lines: number): void {
  const { data, indices, indptr } = checkParts(value, name, ["indices", "indptr"]) as Parts & {
    readonly indptr: Int32Array;
  };
  if (
    indices!.length !== data!.length ||
    indptr.length !== lines + 1 ||
    indptr[0] !== 0 ||
    indptr[lines] !== data!.length
  )
    throw coreError(
      "BAD_SHAPE",
      `${name}: got ${data!.length} data, ${indices!.length} indices and ${indptr.length} places in indptr from ${indptr[0]} to ${indptr.at(-1)}, expected as many indices as data and ${lines + 1} places from 0 to their number.`,
    );
}

/** Checks the parts of a matrix stored element by element. @throws BAD_ARGUMENT, BAD_SHAPE */
export function checkElements(value: object, name: string): void {
  const { data, row, col } = checkParts(value, name, ["row", "col"]);
  if (row!.length !== data!.length || col!.length !== data!.length)
    throw coreError(
      "BAD_SHAPE",
      `${name}: got ${data!.length} data, ${row!.length} rows and ${col!.length} columns, expected as many of each.`,
    );
}

/** Whether a value is a dense array or list of the core's making. */
export function isDense(value: unknown): value is ArrayLikeInput {
  return isNDArray(value) || Array.isArray(value) || ArrayBuffer.isView(value);
}
