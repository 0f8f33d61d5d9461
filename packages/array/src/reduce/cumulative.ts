import { type DType, isBigDType, isComplexDType, kindOf } from "../dtype.js";
import { coreError } from "../errors.js";
import type { Inferred, Operation } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { checkAxis, sizeOf } from "../shape.js";
import { astype, copy } from "../transfer.js";
import { ravel } from "../views.js";
import { type Reduction, reduce, sumDType } from "./finish.js";
import type { Input, OutOptions, SumDType } from "./types.js";

/** Options of {@link cumsum} and its relatives. */
export interface CumulativeOptions extends OutOptions {
  /** The axis to run along; by default the flattened array. */
  readonly axis?: number | undefined;
  readonly dtype?: DType;
}

interface Attributes {
  readonly axis?: number | undefined;
  readonly dtype?: DType;
}

const infer = (inputs: readonly NDArray[], attributes: Attributes): Inferred => {
  const a = inputs[0] as NDArray;
  return {
    dtype: attributes.dtype ?? sumDType(a.dtype),
    shape: attributes.axis === undefined ? [sizeOf(a.shape)] : a.shape,
  };
};
/** The operation of {@link cumsum}, for kernels and `explain`. */
export const cumsumOperation: Operation<Attributes> = {
  id: "@core/array/cumsum",
  infer,
  reference: (inputs, attributes) => runningBody(inputs, attributes, false, false),
};
/** The operation of {@link cumprod}, for kernels and `explain`. */
export const cumprodOperation: Operation<Attributes> = {
  id: "@core/array/cumprod",
  infer,
  reference: (inputs, attributes) => runningBody(inputs, attributes, true, false),
};
/** The operation of {@link nancumsum}, for kernels and `explain`. */
export const nancumsumOperation: Operation<Attributes> = {
  id: "@core/array/nancumsum",
  infer,
  reference: (inputs, attributes) => runningBody(inputs, attributes, false, true),
};
/** The operation of {@link nancumprod}, for kernels and `explain`. */
export const nancumprodOperation: Operation<Attributes> = {
  id: "@core/array/nancumprod",
  infer,
  reference: (inputs, attributes) => runningBody(inputs, attributes, true, true),
};

/**
 * Running sums along an axis or over the flattened array (NumPy's `cumsum`). float32 runs in float64, whole numbers wrap at 64 bits.
 * @returns an array: int64 or uint64 for narrower whole numbers, else the array's dtype
 */
export function cumsum<D extends DType = "float64">(
  a: Input<D>,
  options: CumulativeOptions = {},
): NDArray<SumDType<D>> {
  return running(cumsumOperation, a, options) as NDArray<SumDType<D>>;
}

/** Running products along an axis or over the flattened array (NumPy's `cumprod`). See {@link cumsum}. */
export function cumprod<D extends DType = "float64">(
  a: Input<D>,
  options: CumulativeOptions = {},
): NDArray<SumDType<D>> {
  return running(cumprodOperation, a, options) as NDArray<SumDType<D>>;
}

/** {@link cumsum} with NaN counted as 0 (NumPy's `nancumsum`). */
export function nancumsum<D extends DType = "float64">(
  a: Input<D>,
  options: CumulativeOptions = {},
): NDArray<SumDType<D>> {
  return running(nancumsumOperation, a, options) as NDArray<SumDType<D>>;
}

/** {@link cumprod} with NaN counted as 1 (NumPy's `nancumprod`). */
export function nancumprod<D extends DType = "float64">(
  a: Input<D>,
  options: CumulativeOptions = {},
): NDArray<SumDType<D>> {
  return running(nancumprodOperation, a, options) as NDArray<SumDType<D>>;
}

function running(operation: Operation<Attributes>, a: Input, options: CumulativeOptions): NDArray {
  if (options.axis !== undefined && typeof options.axis !== "number")
    throw coreError("BAD_AXIS", "axis: running sums and products go along one axis; give one number or leave it out.");
  return reduce(operation as Reduction, a, { ...options, keepdims: true }) as NDArray;
}

function runningBody(
  inputs: readonly NDArray[],
  attributes: Attributes,
  multiplies: boolean,
  skipNaN: boolean,
): NDArray {
  const given = inputs[0] as NDArray;
  const dtype = attributes.dtype ?? sumDType(given.dtype);
  const flat = attributes.axis === undefined ? ravel(given) : given;
  const axis = checkAxis(attributes.axis ?? 0, flat.shape.length);
  const wide: DType = isComplexDType(dtype) ? "complex128" : "int64";
  const lines = linesOf(flat.shape, axis);
  if (kindOf(dtype) === "float" && !isComplexDType(given.dtype)) {
    const values = given.dtype === "float64" ? copy(flat) : astype(flat, "float64");
    runNumbers(values.data as Float64Array, lines, multiplies, skipNaN);
    return dtype === "float64" ? values : astype(values, dtype);
  }
  const values = astype(astype(flat, dtype === "bool" ? "bool" : isBigDType(dtype) ? dtype : wide), wide);
  if (wide === "int64") runWhole(values.data as BigInt64Array, lines, multiplies);
  else runComplex(values.data as Float64Array, lines, multiplies, skipNaN);
  return (dtype as DType) === values.dtype ? values : astype(values, dtype);
}

/** A contiguous array as outer × length × inner elements. */
interface Lines {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

function linesOf(shape: readonly number[], axis: number): Lines {
  return {
    outer: sizeOf(shape.slice(0, axis)),
    length: shape[axis] as number,
    inner: sizeOf(shape.slice(axis + 1)),
  };
}

function runNumbers(data: Float64Array, { outer, length, inner }: Lines, multiplies: boolean, skipNaN: boolean): void {
  if (skipNaN) {
    const neutral = multiplies ? 1 : 0;
    for (let i = 0; i < data.length; i++) if (Number.isNaN(data[i])) data[i] = neutral;
  }
  const block = length * inner;
  for (let start = 0; start < outer * block; start += block) {
    const end = start + block;
    if (multiplies)
      for (let i = start + inner; i < end; i++) data[i] = (data[i] as number) * (data[i - inner] as number);
    else for (let i = start + inner; i < end; i++) data[i] = (data[i] as number) + (data[i - inner] as number);
  }
}

function runWhole(data: BigInt64Array, { outer, length, inner }: Lines, multiplies: boolean): void {
  const block = length * inner;
  for (let start = 0; start < outer * block; start += block) {
    for (let i = start + inner; i < start + block; i++) {
      const [before, own] = [data[i - inner] as bigint, data[i] as bigint];
      data[i] = BigInt.asIntN(64, multiplies ? before * own : before + own);
    }
  }
}

function runComplex(data: Float64Array, { outer, length, inner }: Lines, multiplies: boolean, skipNaN: boolean): void {
  if (skipNaN) {
    for (let i = 0; i < data.length; i += 2) {
      if (!Number.isNaN(data[i]) && !Number.isNaN(data[i + 1])) continue;
      data[i] = multiplies ? 1 : 0;
      data[i + 1] = 0;
    }
  }
  const block = length * inner;
  for (let start = 0; start < outer * block; start += block) {
    for (let i = start + inner; i < start + block; i++) {
      const before = 2 * (i - inner);
      const [a, b, c, d] = [data[before], data[before + 1], data[2 * i], data[2 * i + 1]] as [
        number,
        number,
        number,
        number,
      ];
      data[2 * i] = multiplies ? a * c - b * d : a + c;
      data[2 * i + 1] = multiplies ? a * d + b * c : b + d;
    }
  }
}
