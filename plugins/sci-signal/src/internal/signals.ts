import {
  astype,
  checkAxis,
  contiguous,
  copy,
  type DType,
  elementsOf,
  fromData,
  hostStorage,
  isComplexDType,
  kindOf,
  moveAxis,
  type NDArray,
  resultType,
} from "@core/array";

/** The lines of an array along one axis as float64, one behind the other; complex ones in two parts. */
export interface Signals {
  readonly re: Float64Array;
  readonly im: Float64Array | undefined;
  readonly count: number;
  readonly length: number;
  readonly axis: number;
  /** The sizes of the other axes. */
  readonly lead: readonly number[];
  readonly source: NDArray;
}

/** Copies the lines along an axis. */
export function signalsOf(x: NDArray, axis: number, name = "axis"): Signals {
  const at = checkAxis(axis, x.shape.length, name);
  const moved = at === x.shape.length - 1 ? x : moveAxis(x, at, -1);
  const lead = moved.shape.slice(0, -1);
  const length = x.shape[at] as number;
  const count = lead.reduce((size, one) => size * one, 1);
  return { ...partsOf(moved), count, length, axis: at, lead, source: x };
}

/** Lines of any length as an array of the source's kind, with the axis where it was. */
export function arrayOf(
  from: Signals,
  re: Float64Array,
  im: Float64Array | undefined,
  length: number,
  dtype: DType,
): NDArray {
  const made = makeArray(from.source, re, im, [...from.lead, length], dtype);
  const last = from.lead.length;
  return from.axis === last ? made : copy(moveAxis(made, last, from.axis));
}

/** A fresh array in the runtime of another. */
export function makeArray(
  like: NDArray,
  re: Float64Array,
  im: Float64Array | undefined,
  shape: readonly number[],
  dtype: DType,
): NDArray {
  if (isComplexDType(dtype)) {
    const both = dtype === "complex64" ? new Float32Array(2 * re.length) : new Float64Array(2 * re.length);
    for (let i = 0; i < re.length; i++) {
      both[2 * i] = re[i] as number;
      both[2 * i + 1] = im === undefined ? 0 : (im[i] as number);
    }
    return like.make(dtype, shape, hostStorage(both));
  }
  const made = like.make("float64", shape, hostStorage(re));
  return dtype === "float64" ? made : astype(made, dtype);
}

/** Elements in C order as float64, a copy; complex ones in two parts. */
export function partsOf(x: NDArray): { re: Float64Array; im: Float64Array | undefined } {
  if (!isComplexDType(x.dtype)) return { re: realsOf(x), im: undefined };
  const both = elementsOf(contiguous(x)) as Float64Array;
  const re = new Float64Array(both.length / 2);
  const im = new Float64Array(both.length / 2);
  for (let i = 0; i < re.length; i++) {
    re[i] = both[2 * i] as number;
    im[i] = both[2 * i + 1] as number;
  }
  return { re, im };
}

/** Elements in C order as float64, a copy; the real parts of complex ones. */
export function realsOf(x: NDArray): Float64Array {
  if (isComplexDType(x.dtype)) return partsOf(x).re;
  return elementsOf(x.dtype === "float64" ? copy(x) : astype(x, "float64")) as Float64Array;
}

/** The dtype in which SciPy computes with arrays of these: whole numbers and truths become float64. */
export function floatDType(...dtypes: readonly DType[]): DType {
  const dtype = resultType(...dtypes);
  return kindOf(dtype) === "float" || isComplexDType(dtype) ? dtype : "float64";
}

/** A float64 array over numbers. */
export function vector(values: Float64Array | readonly number[]): NDArray<"float64"> {
  const data = values instanceof Float64Array ? values : Float64Array.from(values);
  return fromData(data, data.length) as NDArray<"float64">;
}

/** An int64 array over whole numbers, as SciPy's indices are. */
export function indexVector(values: ArrayLike<number>): NDArray<"int64"> {
  const data = new BigInt64Array(values.length);
  for (let i = 0; i < values.length; i++) data[i] = BigInt(values[i] as number);
  return fromData(data, data.length) as NDArray<"int64">;
}
