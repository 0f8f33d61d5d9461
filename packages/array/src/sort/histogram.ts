import { asArray } from "../create.js";
import { type DType, isComplexDType, kindOf, promoteTypes } from "../dtype.js";
import { coreError, describeValue } from "../errors.js";
import { dispatch, type Operation } from "../kernel.js";
import { isNDArray, type NDArray } from "../ndarray.js";
import { borrowTile, loadAll, returnTile, tileAt, tileSize } from "../reduce/load.js";
import type { ArrayInput, Input } from "../reduce/types.js";
import { hostStorage } from "../storage.js";
import { astype, contiguous } from "../transfer.js";
import {
  type BinRule,
  binsByRule,
  checkBins,
  countBetween,
  countEqual,
  evenBins,
  evenEdges,
  outerEdges,
  placesBetween,
  placesInEqual,
} from "./bins.js";
import { writePositions } from "./positions.js";

/** Bins: their number, their edges, or the name of a rule. */
export type Bins = number | ArrayInput | BinRule;

/** Options of {@link histogram}. */
export interface HistogramOptions {
  /** 10 by default. */
  readonly bins?: Bins;
  /** The outer edges; by default those of the elements. What lies outside is left out. */
  readonly range?: readonly [number, number];
  /** Gives the density, whose integral is 1, instead of counts. */
  readonly density?: boolean;
  /** What each element counts; of the array's shape. */
  readonly weights?: ArrayInput;
}

/** Options of {@link histogram2d}. */
export interface Histogram2dOptions {
  /** Bins of both axes or of each. */
  readonly bins?: number | readonly [number | ArrayInput, number | ArrayInput];
  readonly range?: readonly [readonly [number, number], readonly [number, number]];
  readonly density?: boolean;
  readonly weights?: ArrayInput;
}

interface Attributes {
  readonly bins: Bins;
  readonly range: readonly [number, number] | undefined;
  readonly density: boolean;
}

/** The operation of {@link histogram}, for kernels and `explain`. */
export const histogramOperation: Operation<Attributes, NDArray[]> = {
  id: "@core/array/histogram",
  reference: histogramBody,
};

/**
 * The operation of {@link histogram2d}, for kernels and `explain`: counts, or sums of weights, of pairs of numbers in the rectangles
 * between edges. Inputs are both lists of numbers, in any steps, both of edges as float64, and weights; these without gaps.
 */
export const histogram2dOperation: Operation<{ readonly even: readonly [boolean, boolean] }> = {
  id: "@core/array/histogram2d",
  reference: pairsBody,
};

/**
 * How many elements lie in each bin (NumPy's `histogram`). Bins contain their left edge, the last one both.
 * @returns the counts (int64; with weights their dtype; float64 for densities) and the edges
 * @throws BAD_VALUE for edges that descend, bins that are not positive or a range that is not finite; BAD_DTYPE for complex arrays
 */
export function histogram(a: Input, options: HistogramOptions = {}): [counts: NDArray, edges: NDArray] {
  const input = asArray(a as NDArray);
  const weights = weightsFor(input, options.weights);
  const { bins = 10, range, density = false } = options;
  return dispatch(histogramOperation, weights === undefined ? [input] : [input, weights], { bins, range, density }) as [
    NDArray,
    NDArray,
  ];
}

/** The edges of the bins that {@link histogram} would use (NumPy's `histogram_bin_edges`). */
export function histogramBinEdges(a: Input, options: Pick<HistogramOptions, "bins" | "range"> = {}): NDArray {
  const input = asArray(a as NDArray);
  return edgesFor(ordered(input, "a"), options.bins ?? 10, options.range).array;
}

/** How many bins a rule chooses, without making them: few elements far apart from many others may ask for billions. */
export function histogramBinCount(
  a: Input,
  rule: BinRule,
  options: { readonly range?: readonly [number, number] } = {},
): number {
  const values = ordered(asArray(a as NDArray), "a");
  const [first, last] = outerEdges(values, options.range);
  return binsByRule(rule, values, first, last, options.range !== undefined);
}

/**
 * Counts of pairs in two dimensions (NumPy's `histogram2d`): the first axis is that of `x`.
 * @returns float64 counts of shape (bins of x, bins of y) and the edges of both
 */
export function histogram2d(
  x: Input,
  y: Input,
  options: Histogram2dOptions = {},
): [counts: NDArray<"float64">, xEdges: NDArray, yEdges: NDArray] {
  const [first, second] = [asArray(x as NDArray), asArray(y as NDArray)];
  if (first.shape.length !== 1 || first.size !== second.size || second.shape.length !== 1)
    throw coreError(
      "BAD_SHAPE",
      `x and y: have shapes (${first.shape.join(", ")}) and (${second.shape.join(", ")}), expected two lists of one length.`,
    );
  const { bins = 10, range, density = false } = options;
  const weights = weightsFor(first, options.weights);
  const [xs, ys] = [orderable(first, "x"), orderable(second, "y")];
  const [xBins, yBins] = typeof bins === "number" ? [bins, bins] : bins;
  // Unlike those of histogram, edges of float32 elements are float64.
  const [p, q] = [edgesFor(xs, xBins, range?.[0], "float64"), edgesFor(ys, yBins, range?.[1], "float64")];
  const columns = q.edges.length - 1;
  const edges = [p, q].map((own) => first.make("float64", [own.edges.length], hostStorage(own.edges)));
  const inputs = weights === undefined ? [xs, ys, ...edges] : [xs, ys, ...edges, ordered(weights, "weights")];
  const counts = dispatch(histogram2dOperation, inputs, { even: [p.even, q.even] }) as NDArray<"float64">;
  if (density) {
    let total = 0;
    for (const count of counts.data) total += count;
    for (let at = 0; at < counts.data.length; at++) {
      const [row, column] = [Math.floor(at / columns), at % columns];
      const area =
        ((p.edges[row + 1] as number) - (p.edges[row] as number)) *
        ((q.edges[column + 1] as number) - (q.edges[column] as number));
      counts.data[at] = (counts.data[at] as number) / area / total;
    }
  }
  return [counts, p.array, q.array];
}

function pairsBody(
  inputs: readonly NDArray[],
  { even }: { readonly even: readonly [boolean, boolean] },
): NDArray<"float64"> {
  const [x, y, p, q, weights] = inputs as [NDArray, NDArray, NDArray, NDArray, NDArray?];
  const [rows, columns] = [p.size - 1, q.size - 1];
  const counts = x.make("float64", [rows, columns]);
  const spare = borrowTile();
  const own = weights === undefined ? undefined : loadAll(weights, weights.offset, weights.size);
  const places = [new Int32Array(tileSize), new Int32Array(tileSize)] as const;
  const finders = [p, q].map((edges, i) => {
    const numbers = loadAll(edges, edges.offset, edges.size);
    if (even[i] !== true) return (tile: Float64Array, n: number) => placesBetween(tile, n, numbers, places[i as 0 | 1]);
    const bins = evenBins(numbers);
    return (tile: Float64Array, n: number) => placesInEqual(tile, n, bins, places[i as 0 | 1]);
  });
  for (let from = 0; from < x.size; from += tileSize) {
    const count = Math.min(tileSize, x.size - from);
    for (const [i, a] of [x, y].entries()) finders[i]?.(tileAt(a, from, count, spare), count);
    if (rows > 0 && columns > 0) countPairs(places, count, columns, counts.data, own, from);
  }
  returnTile(spare);
  return counts;
}

function countPairs(
  [rows, columns]: readonly [Int32Array, Int32Array],
  count: number,
  width: number,
  counts: Float64Array,
  weights: Float64Array | undefined,
  from: number,
): void {
  for (let i = 0; i < count; i++) {
    const row = rows[i] as number;
    const column = columns[i] as number;
    if ((row | column) < 0) continue;
    const at = row * width + column;
    counts[at] = (counts[at] as number) + (weights === undefined ? 1 : (weights[from + i] as number));
  }
}

function weightsFor(a: NDArray, given: HistogramOptions["weights"]): NDArray | undefined {
  if (given === undefined) return undefined;
  const weights = asArray(given as NDArray);
  if (isComplexDType(weights.dtype)) throw coreError("BAD_DTYPE", "weights: complex weights are not supported.");
  if (weights.shape.join() !== a.shape.join())
    throw coreError(
      "BAD_SHAPE",
      `weights: have shape (${weights.shape.join(", ")}), the array has (${a.shape.join(", ")}).`,
    );
  return weights;
}

function orderable(a: NDArray, name: string): NDArray {
  if (isComplexDType(a.dtype))
    throw coreError("BAD_DTYPE", `${name}: complex numbers have no bins; take the real part or absolute first.`);
  return a;
}

/** Real numbers without gaps. */
function ordered(a: NDArray, name: string): NDArray {
  return contiguous(orderable(a, name));
}

function numbersOf(a: NDArray, name: string): Float64Array {
  const own = ordered(a, name);
  return loadAll(own, own.offset, own.size);
}

interface Edges {
  readonly edges: Float64Array;
  readonly array: NDArray;
  readonly even: boolean;
}

function edgesFor(a: NDArray, bins: Bins, range: readonly [number, number] | undefined, own?: DType): Edges {
  if (isNDArray(bins) || Array.isArray(bins) || ArrayBuffer.isView(bins)) {
    const array = asArray(bins as readonly number[]);
    if (array.shape.length !== 1)
      throw coreError("BAD_SHAPE", `bins: edges have shape (${array.shape.join(", ")}), expected one axis.`);
    const edges = numbersOf(array, "bins");
    if (edges.some((edge, i) => i > 0 && !(edge >= (edges[i - 1] as number))))
      throw coreError("BAD_VALUE", "bins: the edges must ascend.");
    return { edges, array, even: false };
  }
  if (typeof bins !== "number" && typeof bins !== "string")
    throw coreError(
      "BAD_ARGUMENT",
      `bins: got ${describeValue(bins)}, expected a number, edges or the name of a rule.`,
    );
  const [first, last] = outerEdges(a, range);
  const count = checkBins(
    typeof bins === "string" ? binsByRule(bins, contiguous(a), first, last, range !== undefined) : bins,
  );
  // The edges are rounded to the dtype of the elements, and the rounded edges decide.
  const dtype = own ?? (kindOf(a.dtype) === "float" ? a.dtype : promoteTypes("float64", a.dtype));
  const array = a.make(dtype, [count + 1], hostStorage(dtypeData(evenEdges(first, last, count), dtype)));
  return { edges: Float64Array.from(array.data as Float64Array), array, even: true };
}

function dtypeData(edges: Float64Array, dtype: DType): Float64Array {
  return dtype === "float32" ? (Float32Array.from(edges) as unknown as Float64Array) : edges;
}

function histogramBody(inputs: readonly NDArray[], { bins, range, density }: Attributes): NDArray[] {
  const [a, weights] = inputs as [NDArray, NDArray?];
  const values = ordered(a, "a");
  if (typeof bins === "string" && weights !== undefined)
    throw coreError("BAD_ARGUMENT", "bins: rules do not know weights; give a number of bins or edges.");
  const { edges, array, even } = edgesFor(values, bins, range);
  const counts = new Float64Array(Math.max(0, edges.length - 1));
  const own = weights === undefined ? undefined : numbersOf(weights, "weights");
  if (even) countEqual(values, edges, counts, own);
  else if (counts.length > 0) countBetween(values, edges, counts, own);
  if (density) {
    let total = 0;
    for (const count of counts) total += count;
    for (let i = 0; i < counts.length; i++)
      counts[i] = (counts[i] as number) / ((edges[i + 1] as number) - (edges[i] as number)) / total;
    return [a.make("float64", [counts.length], hostStorage(counts)), array];
  }
  if (weights !== undefined) {
    const result = a.make("float64", [counts.length], hostStorage(counts));
    return [weights.dtype === "float64" ? result : astype(result, weights.dtype), array];
  }
  const result = a.make("int64", [counts.length]);
  writePositions(result, counts);
  return [result, array];
}
