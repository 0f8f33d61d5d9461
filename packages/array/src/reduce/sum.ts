import { type Complex, type DType, isBigDType, isComplexDType, kindOf, realDType, type Scalar } from "../dtype.js";
import { toBigInt, writeElement } from "../element.js";
import type { NDArray } from "../ndarray.js";
import { hostStorage } from "../storage.js";
import { lowWord } from "../tiles.js";
import { astype } from "../transfer.js";
import { expandDims } from "../views.js";
import { reduceElements } from "./elements.js";
import {
  arrayOf,
  axesOfParts,
  fromParts,
  inferShape,
  infers,
  initialNumber,
  numbersOf,
  partsOf,
  type ReduceAttributes,
  type Reduction,
  reduce,
  sumDType,
} from "./finish.js";
import { addProduct, addSum, foldProduct, foldSum } from "./kernels-sum.js";
import { planReduction } from "./plan.js";
import type { AxisOptions, Input, OutOptions, Partly, SumDType, SumScalar, WhereOptions, Whole } from "./types.js";
import { walk } from "./walk.js";

/** Options of {@link sum} and {@link prod}. */
export interface SumOptions extends AxisOptions, OutOptions, WhereOptions {
  /** The dtype of the result; elements are cast to it first where it is narrower. */
  readonly dtype?: DType;
  /** What the result starts from. */
  readonly initial?: Scalar;
}

/** The operation of {@link sum}, for kernels and `explain`. */
export const sumOperation: Reduction = {
  id: "@core/array/sum",
  infer: /* @__PURE__ */ infers(sumDType),
  reference: sumBody,
};
/** The operation of {@link prod}, for kernels and `explain`. */
export const prodOperation: Reduction = {
  id: "@core/array/prod",
  infer: /* @__PURE__ */ infers(sumDType),
  reference: prodBody,
};

/**
 * The sum over axes (NumPy's `sum`). float32 is added up in float64; whole numbers are added exactly and wrap at 64 bits.
 * An empty sum is 0.
 * @returns a scalar over all axes, else an array: int64 or uint64 for narrower whole numbers, else the array's dtype
 * @throws BAD_AXIS, BAD_DTYPE, BAD_SHAPE for options that do not fit
 */
export function sum<D extends DType = "float64">(a: Input<D>, options?: SumOptions & Whole): SumScalar<D>;
export function sum<D extends DType = "float64">(a: Input<D>, options: SumOptions & Partly): NDArray<SumDType<D>>;
export function sum<D extends DType = "float64">(
  a: Input<D>,
  options?: SumOptions,
): NDArray<SumDType<D>> | SumScalar<D>;
export function sum(a: Input, options: SumOptions = {}): NDArray | Scalar {
  return reduce(sumOperation, a, options, true);
}

/**
 * The product over axes (NumPy's `prod`). Whole numbers wrap at 64 bits. An empty product is 1.
 * @returns as for {@link sum}
 */
export function prod<D extends DType = "float64">(a: Input<D>, options?: SumOptions & Whole): SumScalar<D>;
export function prod<D extends DType = "float64">(a: Input<D>, options: SumOptions & Partly): NDArray<SumDType<D>>;
export function prod<D extends DType = "float64">(
  a: Input<D>,
  options?: SumOptions,
): NDArray<SumDType<D>> | SumScalar<D>;
export function prod(a: Input, options: SumOptions = {}): NDArray | Scalar {
  return reduce(prodOperation, a, options, true);
}

/** The array as the dtype that is asked for, where float64 would not do the same. */
export function castFor(a: NDArray, dtype: DType | undefined): NDArray {
  if (dtype === undefined || dtype === a.dtype) return a;
  const [from, to] = [kindOf(a.dtype), kindOf(dtype)];
  const widens = to === "float" && from !== "complex" && !isBigDType(a.dtype);
  return widens || (to === from && !isBigDType(dtype)) ? a : astype(a, dtype);
}

/** The body of sums; `skipNaN` makes it NumPy's `nansum`. */
export function sumBody(inputs: readonly NDArray[], attributes: ReduceAttributes, skipNaN = false): NDArray {
  const [given, where] = inputs as [NDArray, NDArray?];
  const { axis, keepdims, initial } = attributes;
  const dtype = attributes.dtype ?? sumDType(given.dtype);
  const a = isComplexDType(dtype) || dtype === "bool" ? castFor(given, dtype) : given;
  if (isComplexDType(a.dtype)) {
    const complex = castFor(given, dtype);
    return sumComplex(complex, skipNaN ? numbersOf(complex, where) : where, attributes, dtype);
  }
  const cast = castFor(given, attributes.dtype);
  const kind = kindOf(dtype);
  if ((kind === "int" || kind === "uint") && kindOf(cast.dtype) !== "float")
    return sumWhole(cast, where, attributes, dtype);
  const plan = planReduction(cast, axis, where);
  const values = new Float64Array(plan.size).fill(initialNumber(initial, 0));
  walk(plan, { fold: foldSum, add: addSum, takesSingle: "both", values, skipNaN });
  return arrayOf(plan, values, dtype, keepdims);
}

function sumComplex(a: NDArray, where: NDArray | undefined, attributes: ReduceAttributes, dtype: DType): NDArray {
  const parts = partsOf(a);
  const plan = planReduction(parts, axesOfParts(a, attributes.axis), where && expandDims(where, -1));
  const values = new Float64Array(plan.size);
  walk(plan, { fold: foldSum, add: addSum, takesSingle: "both", values });
  const result = fromParts(arrayOf(plan, values, realDType(dtype), attributes.keepdims));
  if (attributes.initial !== undefined) addScalar(result, attributes.initial);
  return result.dtype === dtype ? result : astype(result, dtype);
}

function addScalar(a: NDArray, value: Scalar): void {
  const { re, im } = complexOf(value);
  const data = a.data as Float64Array;
  for (let i = 0; i < data.length; i += 2) {
    data[i] = (data[i] as number) + re;
    data[i + 1] = (data[i + 1] as number) + im;
  }
}

function complexOf(value: Scalar): Complex {
  return typeof value === "object" ? value : { re: Number(value), im: 0 };
}

/** Sums of halves or quarters of each number stay exact in float64 and are put together as BigInts. */
function sumWhole(a: NDArray, where: NDArray | undefined, attributes: ReduceAttributes, dtype: DType): NDArray {
  const { axis, keepdims } = attributes;
  const plan = planReduction(a, axis, where);
  const bytes = a.data.BYTES_PER_ELEMENT;
  if (bytes < 4 || (bytes === 4 && plan.count <= 2 ** 21)) {
    const values = new Float64Array(plan.size).fill(initialNumber(attributes.initial, 0));
    walk(plan, { fold: foldSum, add: addSum, takesSingle: "both", values });
    return arrayOf(plan, values, dtype, keepdims);
  }
  const bits = plan.count <= 2 ** 21 ? 32 : 16;
  const pieces = (8 * bytes) / bits;
  const result = a.make(dtype, inferShape(a, attributes));
  const totals = new Array<bigint>(plan.size).fill(initialWhole(attributes.initial, 0n));
  for (let piece = 0; piece < pieces; piece++) {
    const part = pieceOf(a, bits, pieces, piece);
    const partPlan = planReduction(part, axis, where);
    const values = new Float64Array(partPlan.size);
    walk(partPlan, { fold: foldSum, add: addSum, takesSingle: "both", values });
    const ordered = arrayOf(partPlan, values, "float64").data;
    for (let i = 0; i < totals.length; i++)
      totals[i] = (totals[i] as bigint) + (toBigInt(ordered[i] as number) << BigInt(bits * piece));
  }
  for (let i = 0; i < totals.length; i++)
    writeElement(result, i, isBigDType(dtype) ? (totals[i] as bigint) : Number(BigInt.asIntN(64, totals[i] as bigint)));
  return result;
}

function initialWhole(initial: Scalar | undefined, otherwise: bigint): bigint {
  return typeof initial === "bigint" ? initial : toBigInt(initialNumber(initial, Number(otherwise)));
}

function pieceOf(a: NDArray, bits: number, pieces: number, piece: number): NDArray {
  const { byteOffset, byteLength } = a.data;
  const buffer = a.data.buffer as ArrayBuffer;
  const signed = kindOf(a.dtype) === "int" && piece === pieces - 1;
  const length = (8 * byteLength) / bits;
  const data =
    bits === 32
      ? new (signed ? Int32Array : Uint32Array)(buffer, byteOffset, length)
      : new (signed ? Int16Array : Uint16Array)(buffer, byteOffset, length);
  const dtype = `${signed ? "" : "u"}int${bits}` as DType;
  return a.make(dtype, a.shape, hostStorage(data)).view(
    a.shape,
    a.strides.map((step) => pieces * step),
    pieces * a.offset + (lowWord() === 0 ? piece : pieces - 1 - piece),
  );
}

/** The body of products; `skipNaN` makes it NumPy's `nanprod`. */
export function prodBody(inputs: readonly NDArray[], attributes: ReduceAttributes, skipNaN = false): NDArray {
  const [given, where] = inputs as [NDArray, NDArray?];
  const { axis, keepdims, initial } = attributes;
  const dtype = attributes.dtype ?? sumDType(given.dtype);
  const a = castFor(given, attributes.dtype);
  if (isComplexDType(a.dtype)) {
    const start = complexOf(initial ?? 1);
    const counted = skipNaN ? numbersOf(a, where) : where;
    return fromElements(a, dtype, attributes, reduceElements(a, axis, counted, start, multiplyComplex));
  }
  const plan = planReduction(a, axis, where);
  const values = new Float64Array(plan.size).fill(initialNumber(initial, 1));
  walk(plan, { fold: foldProduct, add: addProduct, values, fill: 1, skipNaN });
  if (kindOf(dtype) === "float" || dtype === "bool" || values.every((value) => Math.abs(value) <= 2 ** 53))
    return arrayOf(plan, values, dtype, keepdims);
  const start = initialWhole(initial, 1n);
  const exact = reduceElements(a, axis, where, start, (product, value) =>
    BigInt.asIntN(64, product * toBigInt(value as number | bigint | boolean)),
  );
  return fromElements(a, dtype, attributes, exact);
}

function multiplyComplex(x: Complex, value: Scalar): Complex {
  const y = value as Complex;
  return { re: x.re * y.re - x.im * y.im, im: x.re * y.im + x.im * y.re };
}

/** Outputs of {@link reduceElements} as an array. */
export function fromElements(
  a: NDArray,
  dtype: DType,
  attributes: ReduceAttributes,
  values: readonly Scalar[],
): NDArray {
  const result = a.make(dtype, inferShape(a, attributes));
  const narrow = !isBigDType(dtype);
  const wraps = kindOf(dtype) === "int" || kindOf(dtype) === "uint";
  // Wrapped before it becomes a number, which would lose the lowest bits.
  const numberOf = (value: bigint): number => Number(wraps ? BigInt.asIntN(32, value) : value);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as Scalar;
    writeElement(result, i, narrow && typeof value === "bigint" ? numberOf(value) : value);
  }
  return result;
}
