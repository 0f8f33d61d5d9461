import {
  astype,
  contiguous,
  type DType,
  elementsOf,
  fromData,
  hostStorage,
  isBigDType,
  isComplexDType,
  makeData,
  type NDArray,
  type Operation,
  realDType,
  sizeOf,
  sum,
} from "@core/array";
import { addRows, type Source } from "./rebin-rows.js";

/** How one axis is divided into bins. */
export interface Bins {
  /** The number of bins. */
  readonly size: number;
  /** The edges of bin j are `j * step` and `(j + 1) * step`, in points of the axis; the last one ends with the axis. */
  readonly step: number;
}

/** The points of each bin of an axis, which follow one another, and the parts of them that belong to the bin. */
export interface Windows {
  readonly firsts: Int32Array;
  /** Where the weights of a bin start. */
  readonly starts: Int32Array;
  readonly weights: Float64Array;
}

/** The bins of an axis and, where these are not made of `step` whole points each, what they are made of. */
export interface WeightedBins extends Bins {
  readonly windows?: Windows;
}

/** Attributes of the operation `@core/signal/rebin`: the bins of each axis in array order, and the dtype of the result. */
export interface RebinAttributes {
  readonly bins: readonly WeightedBins[];
  readonly dtype: DType;
}

/** Adds up the points of each bin; a point that lies in two bins is parted between them. */
export const rebinOperation: Operation<RebinAttributes, NDArray> = {
  id: "@core/signal/rebin",
  reference: ([data], { bins, dtype }) => rebinData(data as NDArray, bins, dtype),
  infer: (_, { bins, dtype }) => ({ dtype, shape: bins.map(({ size }) => size) }),
};

/** Bins with what they are made of, where that is not `step` whole points each. */
export function withWindows({ size, step }: Bins, length: number): WeightedBins {
  if (Number.isInteger(step) && size * step <= length) return { size, step };
  const edges = Float64Array.from({ length: size + 1 }, (_, bin) => edge(bin, step, length));
  if (size * step > length || isNear(size * step, length)) edges[size] = length;
  return { size, step, windows: windowsOf(edges) };
}

/** An edge that misses a point by rounding errors is this point, so that a neighbour with NaN is left out. */
function edge(bin: number, step: number, length: number): number {
  const exact = Math.min(bin * step, length);
  const nearest = Math.round(exact);
  return isNear(exact, nearest) ? nearest : exact;
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b));
}

function rebinData(data: NDArray, bins: readonly WeightedBins[], dtype: DType): NDArray {
  const shape = bins.map(({ size }) => size);
  if (isBigDType(data.dtype)) return rebinBig(data, bins, dtype);
  if (isComplexDType(dtype)) {
    const source = contiguous(data.dtype === dtype ? data : astype(data, dtype));
    const parts = fromData(elementsOf(source) as Float64Array, [...source.shape, 2]) as NDArray;
    const whole = [...bins, { size: 2, step: 1 }];
    const stored = binned(parts, whole, realDType(dtype) as "float32" | "float64");
    return data.make(dtype, shape, hostStorage(stored));
  }
  const real = dtype === "bool" || isBigDType(dtype) ? "float64" : dtype;
  const stored = binned(contiguous(data), bins, real);
  const made = data.make(real, shape, hostStorage(stored));
  return real === dtype ? made : astype(made, dtype);
}

/** Numbers of 64 bits stay exact where bins are whole. */
function rebinBig(data: NDArray, bins: readonly WeightedBins[], dtype: DType): NDArray {
  if (bins.some(({ size, step, windows }, axis) => windows !== undefined || size * step !== data.shape[axis]))
    return rebinData(astype(data, "float64"), bins, dtype);
  const parted = data.copy().reshape(bins.flatMap(({ size, step }) => [size, step]));
  const added = sum(parted, { axis: bins.map((_, axis) => 2 * axis + 1) }) as NDArray;
  return astype(added, dtype);
}

function windowsOf(edges: Float64Array): Windows {
  const size = edges.length - 1;
  const firsts = Int32Array.from(edges);
  const starts = new Int32Array(size + 1);
  for (let bin = 0; bin < size; bin++)
    starts[bin + 1] = (starts[bin] as number) + Math.ceil(edges[bin + 1] as number) - (firsts[bin] as number);
  const weights = new Float64Array(starts[size] as number);
  for (let bin = 0, at = 0; bin < size; bin++) {
    const [low, high] = [edges[bin] as number, edges[bin + 1] as number];
    for (let point = firsts[bin] as number; point < high; point++)
      weights[at++] = Math.min(point + 1, high) - Math.max(point, low);
  }
  return { firsts, starts, weights };
}

const narrow = 64;
/** How often a point may be read before an axis gets a pass of its own. */
const readings = 4;

/** The binned elements of a contiguous array of real numbers. */
function binned(data: NDArray, bins: readonly WeightedBins[], dtype: DType): Source {
  let elements = elementsOf(data) as Source;
  let shape = data.shape;
  const redundancy = bins.map(({ size, step, windows }, axis) =>
    windows === undefined ? 1 : (size * (step + 1)) / (shape[axis] as number),
  );
  const total = redundancy.reduce((product, times) => product * times, 1);
  const alone = total > readings ? bins.map((_, axis) => axis).filter((axis) => (redundancy[axis] as number) > 1) : [];
  const order = alone.sort((a, b) => (bins[b] as Bins).step - (bins[a] as Bins).step).slice(0, -1);
  for (const axis of order) {
    const only = shape.map((size, other) => (other === axis ? (bins[axis] as WeightedBins) : { size, step: 1 }));
    elements = onePass(elements, shape, only, "float64");
    shape = only.map(({ size }) => size);
  }
  const rest = bins.map((own, axis) => (order.includes(axis) ? { size: own.size, step: 1 } : own));
  return onePass(elements, shape, rest, dtype);
}

function isSame({ size, step }: Bins, length: number | undefined): boolean {
  return step === 1 && size === length;
}

/**
 * All axes at once. Rows of the last axis that is binned, with what lies inside it, are added up in float64 and then binned
 * themselves; so each point is read once for whole bins, and everything else stays in the cache.
 */
function onePass(source: Source, shape: readonly number[], bins: readonly WeightedBins[], dtype: DType): Source {
  const result = makeData(dtype, sizeOf(bins.map(({ size }) => size))) as Source;
  if (result.length === 0 || source.length === 0) return result;
  let last = shape.length - 1;
  let inner = 1;
  while (last >= 0 && isSame(bins[last] as Bins, shape[last])) inner *= shape[last--] as number;
  // Long rows that are not binned themselves are cheaper than rows of rows.
  const row = inner >= narrow ? undefined : bins[last];
  const outer = row === undefined ? last + 1 : last;
  const width = row === undefined ? inner : inner * (shape[last] as number);
  const strides = new Array<number>(outer);
  let step = width;
  for (let axis = outer - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis] as number;
  }
  const added = new Float64Array(width);
  const binnedRow = row === undefined ? added : new Float64Array(row.size * inner);
  let position = 0;
  const visit = (axis: number, offsets: readonly number[], weights: readonly number[]): void => {
    if (axis === outer) {
      addRows(added, source, offsets, weights);
      if (row !== undefined) binRow(binnedRow, added, row.step, row.windows, inner);
      result.set(binnedRow, position);
      position += binnedRow.length;
      return;
    }
    const { size, step, windows: own } = bins[axis] as WeightedBins;
    const stride = strides[axis] as number;
    for (let bin = 0; bin < size; bin++) {
      const from: number[] = [];
      const shares: number[] = [];
      const first = own === undefined ? bin * step : (own.firsts[bin] as number);
      const start = own?.starts[bin] ?? 0;
      const count = own === undefined ? step : (own.starts[bin + 1] as number) - start;
      for (let k = 0; k < offsets.length; k++)
        for (let at = 0; at < count; at++) {
          from.push((offsets[k] as number) + (first + at) * stride);
          shares.push((weights[k] as number) * (own?.weights[start + at] ?? 1));
        }
      visit(axis + 1, from, shares);
    }
  };
  visit(0, [0], [1]);
  return result;
}

function binRow(
  target: Float64Array,
  source: Float64Array,
  step: number,
  windows: Windows | undefined,
  inner: number,
): void {
  if (windows !== undefined) {
    binWeighted(target, source, windows, inner);
    return;
  }
  for (let i = 0, first = 0; i < target.length; first += step * inner)
    for (let k = 0; k < inner; k++) {
      let total = 0;
      for (let at = first + k, stop = at + step * inner; at < stop; at += inner) total += source[at] as number;
      target[i++] = total;
    }
}

function binWeighted(
  target: Float64Array,
  source: Float64Array,
  { firsts, starts, weights }: Windows,
  inner: number,
): void {
  for (let i = 0, bin = 0; i < target.length; bin++) {
    const start = starts[bin] as number;
    const stop = starts[bin + 1] as number;
    const shift = (firsts[bin] as number) - start;
    for (let k = 0; k < inner; k++) {
      let total = 0;
      for (let at = start; at < stop; at++)
        total += (weights[at] as number) * (source[(at + shift) * inner + k] as number);
      target[i++] = total;
    }
  }
}
