import {
  assign,
  astype,
  checkDType,
  contiguous,
  type DType,
  elementsOf,
  hostStorage,
  isComplexDType,
  isNDArray,
  type NDArray,
} from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";

/** Where a result goes: a dtype for a new array, or an array of the input's shape that is written into and returned. */
export type Output = DType | NDArray;

/** The elements as float64 in C order; they may be those of the array itself and are not to be changed. */
export function float64Values(a: NDArray): Float64Array {
  return elementsOf(a.dtype === "float64" ? contiguous(a) : astype(a, "float64")) as Float64Array;
}

/** An array of numbers converted to a dtype as C does: cut to whole numbers, which wrap. */
export function arrayOf(values: Float64Array, dtype: DType, shape: readonly number[], like: NDArray): NDArray {
  const whole = like.make("float64", shape, hostStorage(values));
  if (dtype === "float64") return whole;
  if (dtype !== "bool") return astype(whole, dtype);
  const bytes = new Uint8Array(values.length);
  bytes.set(values);
  for (let i = 0; i < bytes.length; i++) bytes[i] = bytes[i] === 0 ? 0 : 1;
  return like.make("bool", shape, hostStorage(bytes));
}

/** Real and imaginary parts as float64 in C order. */
export function complexValues(a: NDArray): { readonly re: Float64Array; readonly im: Float64Array } {
  if (!isComplexDType(a.dtype)) return { re: float64Values(a), im: new Float64Array(a.size) };
  const both = elementsOf(contiguous(a)) as Float64Array;
  const re = new Float64Array(a.size);
  const im = new Float64Array(a.size);
  for (let i = 0; i < re.length; i++) {
    re[i] = both[2 * i] as number;
    im[i] = both[2 * i + 1] as number;
  }
  return { re, im };
}

/** A complex array of its parts. */
export function complexOf(
  re: Float64Array,
  im: Float64Array,
  dtype: "complex64" | "complex128",
  shape: readonly number[],
  like: NDArray,
): NDArray {
  const result = like.make(dtype, shape);
  const both = elementsOf(result) as Float64Array;
  for (let i = 0; i < re.length; i++) {
    both[2 * i] = re[i] as number;
    both[2 * i + 1] = im[i] as number;
  }
  return result;
}

/**
 * The dtype of a result.
 * @throws BAD_DTYPE for a real dtype of a complex result, BAD_SHAPE for an array of another shape
 */
export function outputDType(
  output: Output | undefined,
  shape: readonly number[],
  usual: DType,
  complex: boolean = isComplexDType(usual),
): DType {
  if (output === undefined) return usual;
  if (!isNDArray(output) && typeof output !== "string")
    throw coreError("BAD_ARGUMENT", `output: got ${describeValue(output)}, expected a dtype or an array.`);
  const dtype = isNDArray(output) ? output.dtype : checkDType(output);
  if (complex && !isComplexDType(dtype))
    throw coreError("BAD_DTYPE", `output: ${dtype} cannot hold complex numbers, allowed are complex64 and complex128.`);
  if (isNDArray(output) && !sameShape(output.shape, shape))
    throw coreError("BAD_SHAPE", `output: has shape (${output.shape.join(", ")}), expected (${shape.join(", ")}).`);
  return dtype;
}

/** The result in its dtype, or in the array that was given for it. */
export function delivered(result: NDArray, output: Output | undefined, dtype: DType): NDArray {
  if (isNDArray(output)) return assign(output, result);
  if (result.dtype === dtype) return result;
  return astype(result, dtype);
}

/** Refuses complex numbers. */
export function refuseComplex(name: string, a: NDArray): void {
  if (isComplexDType(a.dtype)) throw coreError("BAD_DTYPE", `${name}: got ${a.dtype}, expected real numbers.`);
}

/** Whether two shapes are equal. */
export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}

/**
 * One value for each axis, from one for all or a list.
 * @throws BAD_ARGUMENT when a list has another length
 */
export function perAxis<T>(value: T | readonly T[], dimensions: number, name: string): T[] {
  if (!Array.isArray(value)) return new Array<T>(dimensions).fill(value as T);
  if (value.length !== dimensions)
    throw coreError(
      "BAD_ARGUMENT",
      `${name}: got ${value.length} values for ${dimensions} axes, expected one value or one for each axis.`,
    );
  return [...value];
}

/** A whole number that is at least `least`, or BAD_VALUE. */
export function checkWhole(value: unknown, name: string, least: number, most: number = 2 ** 24): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw coreError(
    "BAD_VALUE",
    `${name}: got ${describeValue(value)}, expected a whole number from ${least} to ${most}.`,
  );
}

/** The shift of a filter of `size`, or BAD_VALUE when it would leave the filter. */
export function checkOrigin(origin: unknown, size: number): number {
  const [low, high] = [-Math.floor(size / 2), Math.floor((size - 1) / 2)];
  if (typeof origin === "number" && Number.isInteger(origin) && origin >= low && origin <= high) return origin;
  throw coreError(
    "BAD_VALUE",
    `origin: got ${describeValue(origin)}, allowed for a filter of ${size} are whole numbers from ${low} to ${high}.`,
  );
}

/** The real number outside of the border, or BAD_VALUE. */
export function checkConstant(cval: unknown): number {
  if (typeof cval === "number") return cval;
  throw coreError("BAD_VALUE", `cval: got ${describeValue(cval)}, expected a number.`);
}
