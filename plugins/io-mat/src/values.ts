import { fromData, isNDArray, makeData, type NDArray, type TypedArray, zeros } from "@core/array";
import { checkKind, describeValue } from "@core/array/runtime";
import { matError } from "./errors.js";

/** What a variable may hold. Texts of one row are strings, of several rows lists of strings. */
export type MatValue = NDArray | string | readonly string[] | MatCell | MatStruct | MatSparse | MatOpaque;

/** A cell array: values of any kind in C order. */
export interface MatCell {
  readonly kind: "cell";
  readonly shape: readonly number[];
  readonly elements: readonly MatValue[];
}

/** A structure, or an array of structures with the same fields, in C order. Objects of old classes have a class name. */
export interface MatStruct {
  readonly kind: "struct";
  readonly shape: readonly number[];
  readonly fields: readonly string[];
  readonly elements: readonly Readonly<Record<string, MatValue>>[];
  readonly className?: string;
}

/** A sparse matrix by columns: the values of column j are those from `columns[j]` up to `columns[j + 1]`, in rows `rows`. */
export interface MatSparse {
  readonly kind: "sparse";
  readonly shape: readonly [number, number];
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  /** One axis: float64, bool or complex128. */
  readonly values: NDArray;
}

/** What only MATLAB can make use of: function handles and objects of new classes. */
export interface MatOpaque {
  readonly kind: "opaque";
  readonly className: string;
}

/** Whether a value is one of the kinds that are no arrays and no texts. */
export function isMatObject(value: unknown): value is MatCell | MatStruct | MatSparse | MatOpaque {
  const kind = (value as { kind?: unknown } | null)?.kind;
  return (
    typeof value === "object" && !isNDArray(value) && ["cell", "struct", "sparse", "opaque"].includes(kind as string)
  );
}

/**
 * A field of a structure.
 * @param index which structure of an array, in C order; the first unless told
 * @throws BAD_ARGUMENT (no structure), NOT_FOUND with the fields that there are, BAD_INDEX
 */
export function field(value: MatValue | undefined, name: string, index = 0): MatValue {
  if (!isMatObject(value) || value.kind !== "struct")
    throw matError("BAD_ARGUMENT", `got ${describeValue(value)}, expected a structure.`);
  checkKind("field", "name", name, "string");
  checkKind("field", "index", index, "number");
  const element = value.elements[index];
  if (element === undefined)
    throw matError("BAD_INDEX", `there is no structure ${index}, the array has ${value.elements.length}.`);
  const found = Object.hasOwn(element, name) ? element[name] : undefined;
  if (found === undefined)
    throw matError("NOT_FOUND", `there is no field ${name}; there are ${value.fields.join(", ") || "none"}.`);
  return found;
}

/** Whether a sparse matrix points nowhere outside of itself. */
export function isConsistent({ shape, rows, columns, values }: MatSparse): boolean {
  const isList = (list: unknown): boolean => Array.isArray(list) || ArrayBuffer.isView(list);
  if (!isList(shape) || !isList(rows) || !isList(columns) || !isNDArray(values)) return false;
  const count = columns[columns.length - 1];
  return (
    shape.length === 2 &&
    columns.length === shape[1] + 1 &&
    columns[0] === 0 &&
    count === rows.length &&
    values.shape.length === 1 &&
    values.size === count &&
    columns.every((at, i) => i === 0 || at >= (columns[i - 1] as number)) &&
    rows.every((row) => row >= 0 && row < shape[0])
  );
}

/** A sparse matrix as an array with all its zeros. Throws BAD_ARGUMENT for anything else, BAD_VALUE for one whose parts do not fit, OUT_OF_MEMORY where it is too large. */
export function toDense(value: MatSparse): NDArray {
  if (!isMatObject(value) || value.kind !== "sparse")
    throw matError("BAD_ARGUMENT", `got ${describeValue(value)}, expected a sparse matrix.`);
  if (!isConsistent(value))
    throw matError("BAD_VALUE", "rows, columns and values of the sparse matrix do not fit each other and its shape.");
  const dense = zeros([...value.shape], { dtype: value.values.dtype });
  const { rows, columns, values } = value;
  for (let column = 0; column + 1 < columns.length; column++)
    for (let i = columns[column] as number; i < (columns[column + 1] as number); i++)
      dense.set([rows[i] as number, column], values.get(i) as never);
  return dense;
}

/** Values as plain objects: cells as lists, structures as objects, arrays without axes of size 1, single numbers as such. */
export type PlainMat =
  | NDArray
  | number
  | bigint
  | boolean
  | string
  | { re: number; im: number }
  | MatSparse
  | MatOpaque
  | readonly PlainMat[]
  | { readonly [name: string]: PlainMat };

/** A value without the wrapping of MATLAB: see {@link PlainMat}. Throws BAD_ARGUMENT for what no file holds. */
export function simplify(value: MatValue): PlainMat {
  if (typeof value === "string") return value;
  if (isNDArray(value)) return squeezed(value);
  if (!isMatObject(value)) {
    if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
    throw matError("BAD_ARGUMENT", `got ${describeValue(value)}, expected a value that loadmat or decodeMat gave.`);
  }
  if (value.kind === "cell") return nested(value.elements.map(simplify), value.shape);
  if (value.kind !== "struct") return value;
  const plain = value.elements.map((element) =>
    Object.fromEntries(value.fields.map((name) => [name, simplify(element[name] as MatValue)])),
  );
  return plain.length === 1 ? (plain[0] as PlainMat) : nested(plain, value.shape);
}

/** Elements in C order as lists in lists, one level for each axis longer than 1; a list at least. */
function nested(elements: readonly PlainMat[], shape: readonly number[]): readonly PlainMat[] {
  const [, ...inner] = shape.filter((size) => size !== 1);
  return elements.length === 0
    ? []
    : inner.reduceRight<readonly PlainMat[]>(
        (list, size) => Array.from({ length: list.length / size }, (_, i) => list.slice(i * size, (i + 1) * size)),
        elements,
      );
}

function squeezed(a: NDArray): PlainMat {
  const b = squeezeArray(a);
  return b.shape.length === 0 ? (b.get() as PlainMat) : b;
}

/** An array without its axes of size 1; one without elements has a single axis, as in SciPy. */
function squeezeArray(a: NDArray): NDArray {
  if (a.size === 0) return a.reshape([0]);
  const kept = a.shape.flatMap((size, i) => (size === 1 ? [] : [i]));
  return a.view(
    kept.map((i) => a.shape[i] as number),
    kept.map((i) => a.strides[i] as number),
  );
}

/** A value without axes of size 1, and all that is in it. */
export function squeeze(value: MatValue): MatValue {
  if (isNDArray(value)) return squeezeArray(value);
  if (!isMatObject(value) || value.kind === "sparse" || value.kind === "opaque") return value;
  const shape = value.elements.length === 0 ? [0] : value.shape.filter((size) => size !== 1);
  if (value.kind === "cell") return { ...value, shape, elements: value.elements.map(squeeze) };
  const elements = value.elements.map((element) => {
    const squeezedElement: Record<string, MatValue> = Object.create(null);
    for (const name of value.fields) squeezedElement[name] = squeeze(element[name] as MatValue);
    return squeezedElement;
  });
  return { ...value, shape, elements };
}

/** A view in C order of elements that are stored first axis first. */
export function fromColumns(data: TypedArray, shape: readonly number[], dtype: NDArray["dtype"]): NDArray {
  return fromData(data, [...shape].reverse(), { dtype } as object).T as NDArray;
}

/** Complex numbers of their parts: complex64 where both are float32, complex128 otherwise. */
export function complexOf(real: TypedArray, imaginary: TypedArray, shape: readonly number[]): NDArray {
  const isSingle = real instanceof Float32Array && imaginary instanceof Float32Array;
  const dtype = isSingle ? "complex64" : "complex128";
  const data = makeData(dtype, real.length) as Float64Array;
  for (let i = 0; i < real.length; i++) {
    data[2 * i] = Number(real[i]);
    data[2 * i + 1] = Number(imaginary[i]);
  }
  return fromColumns(data, shape, dtype);
}

/** For each place in C order the place of the same element when the first axis is the fastest. */
export function columnPlaces(shape: readonly number[]): number[] {
  const size = shape.reduce((product, length) => product * length, 1);
  const strides: number[] = [];
  shape.reduce((stride, length, i) => {
    strides[i] = stride;
    return stride * length;
  }, 1);
  return Array.from({ length: size }, (_, place) => {
    let rest = place;
    let at = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const length = shape[axis] as number;
      at += (rest % length) * (strides[axis] as number);
      rest = Math.floor(rest / length);
    }
    return at;
  });
}
