import { type ArrayLikeInput, asArray } from "../create.js";
import { type DType, isBigDType, isComplexDType, kindOf, promoteTypes, type Scalar } from "../dtype.js";
import { readElement } from "../element.js";
import { coreError } from "../errors.js";
import { dispatch, type Operation } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { broadcastShapes, sizeOf } from "../shape.js";
import { astype, contiguous, elementsOf } from "../transfer.js";
import { broadcastTo } from "../views.js";
import { multiplyBig, multiplyInto, multiplyWhole } from "./multiply.js";

const operation: Operation<object, NDArray> = {
  id: "@core/array/matmul",
  reference: ([a, b]) => product(a as NDArray, b as NDArray),
  infer: ([a, b]) => {
    const [left, right] = [a as NDArray, b as NDArray];
    const lead = broadcastShapes(left.shape.slice(0, -2), right.shape.slice(0, -2));
    return {
      dtype: promoteTypes(left.dtype, right.dtype),
      shape: [...lead, left.shape.at(-2) as number, right.shape.at(-1) as number],
    };
  },
};

/**
 * The matrix product over the last two axes; the axes before are broadcast. A vector on the left is a row, on the right a column,
 * and its axis is dropped again. float32 adds up in float64 and is rounded once; whole numbers wrap; booleans give whether any pair is true.
 * @returns an array; for two vectors one without axes ({@link dot} gives the scalar)
 * @throws BAD_SHAPE for scalars and for sizes that do not match
 */
export function matmul<D extends DType>(a: NDArray<D>, b: NDArray<D>): NDArray<D>;
export function matmul(a: ArrayLikeInput, b: ArrayLikeInput): NDArray;
export function matmul(a: ArrayLikeInput, b: ArrayLikeInput): NDArray {
  const [left, right] = [asArray(a), asArray(b)];
  if (left.shape.length === 0 || right.shape.length === 0)
    throw coreError("BAD_SHAPE", "matmul: a scalar has no axes to sum over; use multiply.");
  const row = left.shape.length === 1;
  const column = right.shape.length === 1;
  const one = row ? left.view([1, ...left.shape], [0, ...left.strides]) : left;
  const other = column ? right.view([...right.shape, 1], [...right.strides, 0]) : right;
  if (one.shape.at(-1) !== other.shape.at(-2))
    throw coreError(
      "BAD_SHAPE",
      `matmul: shapes (${left.shape.join(", ")}) and (${right.shape.join(", ")}) do not match: ${one.shape.at(-1)} columns meet ${other.shape.at(-2)} rows.`,
    );
  const result = dispatch(operation, [one, other], {});
  if (!row && !column) return result;
  const drop = (list: readonly number[]): number[] =>
    list.filter((_, i) => !(row && i === list.length - 2) && !(column && i === list.length - 1));
  return result.view(drop(result.shape), drop(result.strides));
}

/** The only element of an array without axes, other arrays as they are. */
export function unwrapped(a: NDArray): NDArray | Scalar {
  return a.shape.length === 0 && a.device === undefined ? readElement(a, a.offset) : a;
}

function product(a: NDArray, b: NDArray): NDArray {
  const dtype = promoteTypes(a.dtype, b.dtype);
  const [m, k] = a.shape.slice(-2) as [number, number];
  const n = b.shape.at(-1) as number;
  const lead = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const result = a.make(dtype, [...lead, m, n]);
  if (result.size === 0 || k === 0) return result;
  const [left, right] = [matrices(a, lead), matrices(b, lead)];
  for (let i = 0; i < sizeOf(lead); i++) {
    const target = result.view([m, n], [n, 1], i * m * n);
    multiplyOne(target, left(i), right(i), m, k, n);
  }
  return result;
}

/** Matrix by matrix of a broadcast stack; a matrix that repeats is handed out as it is. */
function matrices(a: NDArray, lead: readonly number[]): (i: number) => NDArray {
  const shape = a.shape.slice(-2);
  const strides = a.strides.slice(-2);
  if (a.shape.length === 2 || sizeOf(a.shape.slice(0, -2)) === 1) return () => a.view(shape, strides);
  const all = broadcastTo(a, [...lead, ...shape]);
  return (i) => {
    let offset = all.offset;
    let rest = i;
    for (let axis = lead.length - 1; axis >= 0; axis--) {
      const size = lead[axis] as number;
      offset += (rest % size) * (all.strides[axis] as number);
      rest = Math.floor(rest / size);
    }
    return all.view(shape, strides, offset);
  };
}

function multiplyOne(c: NDArray, a: NDArray, b: NDArray, m: number, k: number, n: number): void {
  if (isComplexDType(c.dtype)) {
    multiplyComplex(c, a, b, m, k, n);
    return;
  }
  if (isBigDType(c.dtype)) {
    const [left, right] = [inDType(a, c.dtype), inDType(b, c.dtype)];
    multiplyBig(elementsOf(c) as unknown as BigInt64Array, left as BigInt64Array, right as BigInt64Array, m, k, n);
    return;
  }
  const kind = kindOf(c.dtype);
  if (kind === "int" || kind === "uint") {
    const sums = new Int32Array(m * n);
    multiplyWhole(sums, inDType(a, "int32") as Int32Array, inDType(b, "int32") as Int32Array, m, k, n);
    (elementsOf(c) as Int32Array).set(sums);
    return;
  }
  const [left, right] = [inDType(a, "float64") as Float64Array, inDType(b, "float64") as Float64Array];
  const direct = c.dtype === "float64";
  const sums = direct ? (elementsOf(c) as Float64Array) : new Float64Array(m * n);
  multiplyInto(sums, left, right, m, k, n);
  if (kind === "bool") {
    const target = elementsOf(c) as Uint8Array;
    for (let i = 0; i < target.length; i++) target[i] = sums[i] === 0 ? 0 : 1;
  } else if (!direct) (elementsOf(c) as Float32Array).set(sums);
}

function multiplyComplex(c: NDArray, a: NDArray, b: NDArray, m: number, k: number, n: number): void {
  const [aRe, aIm] = parts(a);
  const [bRe, bIm] = parts(b);
  const re = new Float64Array(m * n);
  const im = new Float64Array(m * n);
  multiplyInto(re, aIm, bIm, m, k, n);
  for (let i = 0; i < re.length; i++) re[i] = -(re[i] as number);
  multiplyInto(re, aRe, bRe, m, k, n);
  multiplyInto(im, aRe, bIm, m, k, n);
  multiplyInto(im, aIm, bRe, m, k, n);
  const target = elementsOf(c) as Float64Array;
  for (let i = 0; i < re.length; i++) {
    target[2 * i] = re[i] as number;
    target[2 * i + 1] = im[i] as number;
  }
}

function parts(a: NDArray): [Float64Array, Float64Array] {
  const size = a.size;
  if (!isComplexDType(a.dtype)) return [inDType(a, "float64") as Float64Array, new Float64Array(size)];
  const both = elementsOf(contiguous(a)) as Float64Array;
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    re[i] = both[2 * i] as number;
    im[i] = both[2 * i + 1] as number;
  }
  return [re, im];
}

function inDType(a: NDArray, dtype: DType): unknown {
  return elementsOf(a.dtype === dtype ? contiguous(a) : astype(a, dtype));
}
