import {
  astype,
  contiguous,
  contiguousStrides,
  type DType,
  dispatch,
  elementsOf,
  hostStorage,
  isBigDType,
  isComplexDType,
  type NDArray,
  type Operation,
  resultType,
} from "@core/array";
import { makeArray, partsOf } from "../internal/signals.js";
import { type ConvolutionMode, resultPart } from "./modes.js";
import { addConvolved } from "./rows.js";

const operation: Operation<{ readonly mode: ConvolutionMode }, NDArray> = {
  id: "sci-signal/convolveDirect",
  reference: ([x, kernel], { mode }) => convolveAll(x as NDArray, kernel as NDArray, mode),
  infer: ([x, kernel], { mode }) => ({
    dtype: resultType((x as NDArray).dtype, (kernel as NDArray).dtype),
    shape: resultPart(mode, (x as NDArray).shape, (kernel as NDArray).shape).shape,
  }),
};

/** Convolution by its sums. Whole numbers wrap, truths are or-ed, float32 is added up in float64. */
export function convolveDirect(x: NDArray, kernel: NDArray, mode: ConvolutionMode): NDArray {
  return dispatch(operation, [x, kernel], { mode });
}

function convolveAll(x: NDArray, kernel: NDArray, mode: ConvolutionMode): NDArray {
  const dtype = resultType(x.dtype, kernel.dtype);
  const { shape, start } = resultPart(mode, x.shape, kernel.shape);
  if (isBigDType(dtype)) return convolveBig(x, kernel, dtype, shape, start);
  const [a, b] = [partsOf(x), partsOf(kernel)];
  const run = (one: Float64Array, other: Float64Array): Float64Array =>
    convolveReal(one, x.shape, other, kernel.shape, shape, start);
  const re = run(a.re, b.re);
  if (!isComplexDType(dtype)) {
    if (dtype === "bool") for (let i = 0; i < re.length; i++) re[i] = re[i] === 0 ? 0 : 1;
    return makeArray(x, re, undefined, shape, dtype);
  }
  const im = new Float64Array(re.length);
  if (a.im !== undefined && b.im !== undefined) subtractFrom(re, run(a.im, b.im));
  if (a.im !== undefined) addTo(im, run(a.im, b.re));
  if (b.im !== undefined) addTo(im, run(a.re, b.im));
  return makeArray(x, re, im, shape, dtype);
}

function addTo(target: Float64Array, other: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) + (other[i] as number);
}

function subtractFrom(target: Float64Array, other: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) - (other[i] as number);
}

/** The part of the full convolution that begins at `start`, of real numbers in C order. */
export function convolveReal(
  x: Float64Array,
  xShape: readonly number[],
  kernel: Float64Array,
  kernelShape: readonly number[],
  shape: readonly number[],
  start: readonly number[],
): Float64Array {
  const last = shape.length - 1;
  const out = new Float64Array(shape.reduce((product, size) => product * size, 1));
  if (out.length === 0 || x.length === 0 || kernel.length === 0) return out;
  const [length, taps, width] = [xShape[last] as number, kernelShape[last] as number, shape[last] as number];
  const xStrides = contiguousStrides(xShape);
  const kernelStrides = contiguousStrides(kernelShape);
  const strides = contiguousStrides(shape);
  const rows = (axis: number, at: number, xAt: number, kernelAt: number): void => {
    if (axis === last) {
      addConvolved(out, at, width, start[last] as number, x, xAt, length, kernel, kernelAt, taps);
      return;
    }
    const [size, kernelSize] = [xShape[axis] as number, kernelShape[axis] as number];
    for (let i = 0; i < (shape[axis] as number); i++) {
      const index = i + (start[axis] as number);
      const from = Math.max(0, index - size + 1);
      const to = Math.min(kernelSize - 1, index);
      for (let j = from; j <= to; j++)
        rows(
          axis + 1,
          at + i * (strides[axis] as number),
          xAt + (index - j) * (xStrides[axis] as number),
          kernelAt + j * (kernelStrides[axis] as number),
        );
    }
  };
  rows(0, 0, 0, 0);
  return out;
}

function convolveBig(
  x: NDArray,
  kernel: NDArray,
  dtype: DType,
  shape: readonly number[],
  start: readonly number[],
): NDArray {
  const read = (a: NDArray): BigInt64Array =>
    elementsOf(a.dtype === dtype ? contiguous(a) : astype(a, dtype)) as BigInt64Array;
  const [values, weights] = [read(x), read(kernel)];
  const size = shape.reduce((product, one) => product * one, 1);
  const out = dtype === "int64" ? new BigInt64Array(size) : new BigUint64Array(size);
  const strides = contiguousStrides(shape);
  const xStrides = contiguousStrides(x.shape);
  const kernelStrides = contiguousStrides(kernel.shape);
  for (let i = 0; i < size; i++) {
    let sum = 0n;
    for (let j = 0; j < weights.length; j++) {
      let at = 0;
      for (let k = 0; k < shape.length && at >= 0; k++) {
        const index = (Math.floor(i / (strides[k] as number)) % (shape[k] as number)) + (start[k] as number);
        const source = index - (Math.floor(j / (kernelStrides[k] as number)) % (kernel.shape[k] as number));
        at = source < 0 || source >= (x.shape[k] as number) ? -1 : at + source * (xStrides[k] as number);
      }
      if (at >= 0) sum += (weights[j] as bigint) * (values[at] as bigint);
    }
    out[i] = sum;
  }
  return x.make(dtype, shape, hostStorage(out));
}
