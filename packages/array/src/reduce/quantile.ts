import { asArray } from "../create.js";
import { type DType, isBigDType, isComplexDType, kindOf, type Scalar } from "../dtype.js";
import { coreError, describeValue } from "../errors.js";
import { dispatch, type Operation } from "../kernel.js";
import { isNDArray, type NDArray } from "../ndarray.js";
import { checkAxes, sizeOf } from "../shape.js";
import { astype, contiguous, copy } from "../transfer.js";
import { moveAxis, ravel } from "../views.js";
import { deliver, inferShape, meanDType, type ReduceAttributes } from "./finish.js";
import { between, isDiscrete, type QuantileMethod, quantileRule } from "./quantile-methods.js";
import { countsRanks, ranksByCounting } from "./rank-counts.js";
import { numbersFirst, ranksOperation } from "./ranks.js";
import { type Selectable, selectRanks } from "./select.js";
import type { ArrayInput, AxisOptions, Input, MeanDType, OutOptions, Partly, Whole } from "./types.js";

/** Options of {@link quantile} and {@link percentile}. */
export interface QuantileOptions extends AxisOptions, OutOptions {
  /** How a quantile between two elements is estimated; `linear` by default. */
  readonly method?: QuantileMethod;
}

/** Options of {@link median}. */
export interface MedianOptions extends AxisOptions, OutOptions {}

/** The quantiles that are asked for. */
export type Quantiles = number | ArrayInput;

type Rule = ReturnType<typeof quantileRule>;

interface Attributes extends ReduceAttributes {
  readonly quantiles: readonly number[];
  /** The axes that the quantiles put in front of the result. */
  readonly lead: readonly number[];
  readonly method: QuantileMethod;
  readonly skipNaN: boolean;
  readonly median: boolean;
}

/** The operation of {@link quantile}, for kernels and `explain`. */
export const quantileOperation: Operation<Attributes> = {
  id: "@core/array/quantile",
  infer: (inputs, attributes) => ({
    dtype: resultDType((inputs[0] as NDArray).dtype, attributes),
    shape: [...attributes.lead, ...inferShape(inputs[0] as NDArray, attributes)],
  }),
  reference: quantileBody,
};

/**
 * Quantiles over axes (NumPy's `quantile`). NaN gives NaN.
 * @param q one quantile or several, 0 to 1; several put an axis in front of the result
 * @returns float64; methods that give an element itself keep the dtype
 * @throws BAD_VALUE for quantiles outside 0 to 1, BAD_DTYPE for complex arrays, BAD_SHAPE for an empty reduction
 */
export function quantile(a: Input, q: number, options?: QuantileOptions & Whole): number;
export function quantile(a: Input, q: ArrayInput, options?: QuantileOptions): NDArray;
export function quantile(a: Input, q: Quantiles, options: QuantileOptions & Partly): NDArray;
export function quantile(a: Input, q: Quantiles, options?: QuantileOptions): NDArray | number;
export function quantile(a: Input, q: Quantiles, options: QuantileOptions = {}): NDArray | number {
  return quantiles(a, q, 1, options, false);
}

/** Percentiles over axes (NumPy's `percentile`): {@link quantile} with `q` from 0 to 100. */
export function percentile(a: Input, q: number, options?: QuantileOptions & Whole): number;
export function percentile(a: Input, q: ArrayInput, options?: QuantileOptions): NDArray;
export function percentile(a: Input, q: Quantiles, options: QuantileOptions & Partly): NDArray;
export function percentile(a: Input, q: Quantiles, options?: QuantileOptions): NDArray | number;
export function percentile(a: Input, q: Quantiles, options: QuantileOptions = {}): NDArray | number {
  return quantiles(a, q, 100, options, false);
}

/** {@link quantile} of what is not NaN (NumPy's `nanquantile`); NaN where there are only NaN. */
export function nanquantile(a: Input, q: number, options?: QuantileOptions & Whole): number;
export function nanquantile(a: Input, q: ArrayInput, options?: QuantileOptions): NDArray;
export function nanquantile(a: Input, q: Quantiles, options: QuantileOptions & Partly): NDArray;
export function nanquantile(a: Input, q: Quantiles, options?: QuantileOptions): NDArray | number;
export function nanquantile(a: Input, q: Quantiles, options: QuantileOptions = {}): NDArray | number {
  return quantiles(a, q, 1, options, true);
}

/** {@link percentile} of what is not NaN (NumPy's `nanpercentile`); NaN where there are only NaN. */
export function nanpercentile(a: Input, q: number, options?: QuantileOptions & Whole): number;
export function nanpercentile(a: Input, q: ArrayInput, options?: QuantileOptions): NDArray;
export function nanpercentile(a: Input, q: Quantiles, options: QuantileOptions & Partly): NDArray;
export function nanpercentile(a: Input, q: Quantiles, options?: QuantileOptions): NDArray | number;
export function nanpercentile(a: Input, q: Quantiles, options: QuantileOptions = {}): NDArray | number {
  return quantiles(a, q, 100, options, true);
}

/**
 * The median over axes (NumPy's `median`): the middle element or the mean of the two in the middle. NaN gives NaN, and so do no elements.
 * @returns float32 for float32, else float64
 * @throws BAD_DTYPE for complex arrays
 */
export function median(a: Input, options?: MedianOptions & Whole): number;
export function median<D extends DType = "float64">(
  a: Input<D>,
  options: MedianOptions & Partly,
): NDArray<MeanDType<D>>;
export function median<D extends DType = "float64">(
  a: Input<D>,
  options?: MedianOptions,
): NDArray<MeanDType<D>> | number;
export function median(a: Input, options: MedianOptions = {}): NDArray | number {
  return run(a, { ...options, quantiles: [0.5], lead: [], method: "linear", skipNaN: false, median: true });
}

/** The median over axes of what is not NaN (NumPy's `nanmedian`); NaN where there are only NaN. See {@link median}. */
export function nanmedian(a: Input, options?: MedianOptions & Whole): number;
export function nanmedian<D extends DType = "float64">(
  a: Input<D>,
  options: MedianOptions & Partly,
): NDArray<MeanDType<D>>;
export function nanmedian<D extends DType = "float64">(
  a: Input<D>,
  options?: MedianOptions,
): NDArray<MeanDType<D>> | number;
export function nanmedian(a: Input, options: MedianOptions = {}): NDArray | number {
  return run(a, { ...options, quantiles: [0.5], lead: [], method: "linear", skipNaN: true, median: true });
}

function quantiles(
  a: Input,
  q: Quantiles,
  whole: number,
  options: QuantileOptions,
  skipNaN: boolean,
): NDArray | number {
  const array = typeof q === "number" ? undefined : isNDArray(q) ? q : asArray(q);
  if (array !== undefined && array.shape.length > 1)
    throw coreError("BAD_SHAPE", `q: has shape (${array.shape.join(", ")}), expected a number or a list.`);
  const list = array === undefined ? [q as number] : Array.from(astype(array, "float64").data);
  for (const one of list) {
    if (!(one >= 0 && one <= whole))
      throw coreError("BAD_VALUE", `q: got ${describeValue(one)}, allowed are numbers from 0 to ${whole}.`);
  }
  return run(a, {
    ...options,
    quantiles: list.map((one) => one / whole),
    lead: array?.shape ?? [],
    method: options.method ?? "linear",
    skipNaN,
    median: false,
  });
}

function run(a: Input, options: Attributes & OutOptions): NDArray | number {
  const { out, ...attributes } = options;
  const input = asArray(a as NDArray);
  const result = deliver(dispatch(quantileOperation, [input], attributes), input, options) as NDArray | Scalar;
  return isNDArray(result) ? result : Number(result);
}

function resultDType(dtype: DType, { method, median: isMedian }: Attributes): DType {
  if (isMedian) return meanDType(dtype);
  return isDiscrete(method) ? dtype : "float64";
}

function quantileBody(inputs: readonly NDArray[], attributes: Attributes): NDArray {
  const a = inputs[0] as NDArray;
  if (isComplexDType(a.dtype))
    throw coreError(
      "BAD_DTYPE",
      "quantiles: complex numbers have no natural order; take the real part or absolute first.",
    );
  const axes = checkAxes(attributes.axis, a.shape.length);
  const rule = quantileRule(attributes.method);
  const shape = inferShape(a, attributes);
  const outputs = sizeOf(shape);
  const length = sizeOf(axes.map((axis) => a.shape[axis] as number));
  const result = a.make(resultDType(a.dtype, attributes), [...attributes.lead, ...shape]);
  if (length === 0 && outputs > 0 && !attributes.median && !attributes.skipNaN)
    throw coreError("BAD_SHAPE", `quantiles: nothing to take them of, the array has shape (${a.shape.join(", ")}).`);
  const lines = reducedLast(a, axes);
  const { quantiles: list } = attributes;
  if (isBigDType(a.dtype) && isBigDType(result.dtype)) {
    const data = (lines.storage === a.storage ? copy(lines) : lines).data as BigInt64Array;
    const places = list.map((q) => rule(length, q).lower);
    for (let line = 0; line < outputs; line++) {
      const sorted = data.subarray(line * length, (line + 1) * length).sort();
      places.forEach((place, i) => {
        (result.data as BigInt64Array)[i * outputs + line] = sorted[place] as bigint;
      });
    }
    return result;
  }
  const counted = countsRanks(a.dtype, length) ? lines : undefined;
  if (counted !== undefined) {
    const picked = ranksByCounting(contiguous(counted), outputs, length, ranksOf(list, length, attributes, rule));
    for (let line = 0; line < outputs; line++) {
      const found = valuesAt(picked[line] as ReadonlyMap<number, number>, list, length, attributes, rule);
      for (let i = 0; i < list.length; i++) (result.data as Float64Array)[i * outputs + line] = found[i] as number;
    }
    return result;
  }
  const floats = kindOf(a.dtype) === "float";
  const wide = a.dtype === "float32" ? "float32" : "float64";
  const values = result.data as Float64Array;
  if (length > 0 && !(floats && attributes.skipNaN)) {
    const ranks = ranksOf(list, length, attributes, rule);
    const ready = contiguous(lines.dtype === wide ? lines : astype(lines, wide));
    const picked = dispatch(ranksOperation, [ready.view([outputs, length], [length, 1])], { ranks }).data as Selectable;
    const places = new Map(ranks.map((rank, i) => [rank, i]));
    for (let line = 0; line < outputs; line++) {
      const first = line * ranks.length;
      const found = valuesAt(
        { get: (rank) => picked[first + (places.get(rank) as number)] },
        list,
        length,
        attributes,
        rule,
      );
      for (let i = 0; i < list.length; i++) values[i * outputs + line] = found[i] as number;
    }
    return result;
  }
  const fresh = lines.dtype === wide ? (lines.storage === a.storage ? copy(lines) : lines) : astype(lines, wide);
  const data = fresh.data as Selectable;
  for (let line = 0; line < outputs; line++) {
    const own = data.subarray(line * length, (line + 1) * length);
    const found = quantilesOf(own, floats, list, attributes, rule);
    for (let i = 0; i < list.length; i++) values[i * outputs + line] = found[i] as number;
  }
  return result;
}

/** A view, or copy, of an array as one with all reduced axes flattened behind the others. */
function reducedLast(a: NDArray, axes: readonly number[]): NDArray {
  const inOrder = [...axes].sort((i, j) => i - j);
  const dimensions = a.shape.length;
  return ravel(
    moveAxis(
      a,
      inOrder,
      inOrder.map((_, i) => dimensions - inOrder.length + i),
    ),
  );
}

function quantilesOf(
  data: Selectable,
  mayBeNaN: boolean,
  list: readonly number[],
  attributes: Attributes,
  rule: Rule,
): number[] {
  const length = mayBeNaN ? numbersFirst(data) : data.length;
  if (length === 0 || (length < data.length && !attributes.skipNaN)) return list.map(() => Number.NaN);
  const ranks = ranksOf(list, length, attributes, rule);
  selectRanks(data, length, ranks);
  return valuesAt({ get: (rank) => data[rank] }, list, length, attributes, rule);
}

/** Which ranks the estimates need, ascending. */
function ranksOf(list: readonly number[], length: number, attributes: Attributes, rule: Rule): number[] {
  if (attributes.median) return [...new Set([(length - 1) >> 1, length >> 1])];
  const places = list.map((q) => rule(length, q));
  return [...new Set(places.flatMap(({ lower, upper }) => [lower, upper]))].sort((x, y) => x - y);
}

/** The estimates from the elements of these ranks. */
function valuesAt(
  elements: { get(rank: number): number | undefined },
  list: readonly number[],
  length: number,
  attributes: Attributes,
  rule: Rule,
): number[] {
  const at = (rank: number): number => elements.get(rank) as number;
  if (attributes.median) {
    const [lower, upper] = [at((length - 1) >> 1), at(length >> 1)];
    return [length % 2 === 1 ? lower : (lower + upper) / 2];
  }
  return list.map((q) => {
    const { lower, upper, fraction } = rule(length, q);
    return between(at(lower), at(upper), fraction);
  });
}
