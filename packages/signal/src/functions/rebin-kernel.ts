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

/** How one axis is divided into bins. */
export interface Bins {
  /** The number of bins. */
  readonly size: number;
  /** The edges of bin j are `j * step` and `(j + 1) * step`, in points of the axis; the last one ends with the axis. */
  readonly step: number;
}

/** Attributes of the operation `@core/signal/rebin`: the bins of each axis in array order, and the dtype of the result. */
export interface RebinAttributes {
  readonly bins: readonly Bins[];
  readonly dtype: DType;
}

/** Adds up the points of each bin; a point that lies in two bins is parted between them. */
export const rebinOperation: Operation<RebinAttributes, NDArray> = {
  id: "@core/signal/rebin",
  reference: ([data], { bins, dtype }) => rebinData(data as NDArray, bins, dtype),
  infer: (_, { bins, dtype }) => ({ dtype, shape: bins.map(({ size }) => size) }),
};

function rebinData(data: NDArray, bins: readonly Bins[], dtype: DType): NDArray {
  const shape = bins.map(({ size }) => size);
  if (isBigDType(data.dtype)) return rebinBig(data, bins, dtype);
  if (isComplexDType(dtype)) {
    const source = contiguous(data.dtype === dtype ? data : astype(data, dtype));
    const parts = fromData(elementsOf(source) as Float64Array, [...source.shape, 2]) as NDArray;
    const whole = [...bins, { size: 2, step: 1 }];
    const stored = binned(parts, whole, realDType(dtype) as "float32" | "float64");
    return data.make(dtype, shape, hostStorage(stored));
  }
  const real = dtype === "bool" ? "float64" : dtype;
  const stored = binned(contiguous(data), bins, real);
  const made = data.make(real, shape, hostStorage(stored));
  return real === dtype ? made : astype(made, dtype);
}

/** Numbers of 64 bits stay exact where bins are whole. */
function rebinBig(data: NDArray, bins: readonly Bins[], dtype: DType): NDArray {
  if (bins.some(({ size, step }, axis) => size * step !== data.shape[axis] || !Number.isInteger(step)))
    return rebinData(astype(data, "float64"), bins, dtype);
  const parted = data.copy().reshape(bins.flatMap(({ size, step }) => [size, step]));
  const added = sum(parted, { axis: bins.map((_, axis) => 2 * axis + 1) }) as NDArray;
  return astype(added, dtype);
}

/** The bins of one axis as lists of points and the parts of them that belong to the bin. */
interface Windows {
  readonly starts: Int32Array;
  readonly points: Int32Array;
  readonly weights: Float64Array;
}

function windowsOf({ size, step }: Bins, length: number): Windows {
  const starts = new Int32Array(size + 1);
  const points: number[] = [];
  const weights: number[] = [];
  for (let bin = 0; bin < size; bin++) {
    const low = edge(bin, step, length);
    const high =
      bin === size - 1 && (size * step > length || isNear(size * step, length)) ? length : edge(bin + 1, step, length);
    for (let point = Math.floor(low); point < high; point++) {
      points.push(point);
      weights.push(Math.min(point + 1, high) - Math.max(point, low));
    }
    starts[bin + 1] = points.length;
  }
  return { starts, points: Int32Array.from(points), weights: Float64Array.from(weights) };
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

const narrow = 64;
/** How often a point may be read before an axis gets a pass of its own. */
const readings = 4;

type Source = Float32Array | Float64Array | Uint8Array;

/** The binned elements of a contiguous array of real numbers. */
function binned(data: NDArray, bins: readonly Bins[], dtype: DType): Source {
  let elements = elementsOf(data) as Source;
  let shape = data.shape;
  const redundancy = bins.map(({ size, step }, axis) =>
    isWhole(bins[axis], shape[axis]) ? 1 : (size * (step + 1)) / (shape[axis] as number),
  );
  const total = redundancy.reduce((product, times) => product * times, 1);
  const alone = total > readings ? bins.map((_, axis) => axis).filter((axis) => (redundancy[axis] as number) > 1) : [];
  const order = alone.sort((a, b) => (bins[b] as Bins).step - (bins[a] as Bins).step).slice(0, -1);
  for (const axis of order) {
    const only = shape.map((size, other) => (other === axis ? (bins[axis] as Bins) : { size, step: 1 }));
    elements = onePass(elements, shape, only, "float64");
    shape = only.map(({ size }) => size);
  }
  const rest = bins.map((own, axis) => (order.includes(axis) ? { size: own.size, step: 1 } : own));
  return onePass(elements, shape, rest, dtype);
}

/** Whether each point belongs to a single bin. */
function isWhole(bins: Bins | undefined, length: number | undefined): boolean {
  return bins !== undefined && Number.isInteger(bins.step) && bins.size * bins.step <= (length ?? 0);
}

function isSame(bins: Bins | undefined, length: number | undefined): boolean {
  return bins?.step === 1 && bins.size === length;
}

/**
 * All axes at once. Rows of the last axis that is binned, with what lies inside it, are added up in float64 and then binned
 * themselves; so each point is read once for whole bins, and everything else stays in the cache.
 */
function onePass(source: Source, shape: readonly number[], bins: readonly Bins[], dtype: DType): Source {
  const result = makeData(dtype, sizeOf(bins.map(({ size }) => size))) as Source;
  const words = isBigDType(dtype) ? new Int32Array(result.buffer) : undefined;
  if (result.length === 0 || source.length === 0) return result;
  let last = shape.length - 1;
  let inner = 1;
  while (last >= 0 && isSame(bins[last], shape[last])) inner *= shape[last--] as number;
  // Long rows that are not binned themselves are cheaper than rows of rows.
  const plain = inner >= narrow || last < 0;
  const row: Windows | undefined = plain ? undefined : windowsOf(bins[last] as Bins, shape[last] as number);
  const outer = plain ? last + 1 : last;
  const width = plain ? inner : inner * (shape[last] as number);
  const windows = shape.slice(0, outer).map((length, axis) => windowsOf(bins[axis] as Bins, length));
  const strides = new Array<number>(outer);
  let step = width;
  for (let axis = outer - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis] as number;
  }
  const added = new Float64Array(width);
  const binnedRow = row === undefined ? added : new Float64Array(((row.starts.length - 1) * inner) | 0);
  let position = 0;
  const visit = (axis: number, offsets: readonly number[], weights: readonly number[]): void => {
    if (axis === outer) {
      addRows(added, source, offsets, weights);
      if (row !== undefined) binRow(binnedRow, added, row, inner);
      if (words === undefined) result.set(binnedRow, position);
      else storeWords(words, binnedRow, position);
      position += binnedRow.length;
      return;
    }
    const { starts, points, weights: own } = windows[axis] as Windows;
    const stride = strides[axis] as number;
    for (let bin = 0; bin + 1 < starts.length; bin++) {
      const from: number[] = [];
      const shares: number[] = [];
      for (let k = 0; k < offsets.length; k++)
        for (let at = starts[bin] as number; at < (starts[bin + 1] as number); at++) {
          from.push((offsets[k] as number) + (points[at] as number) * stride);
          shares.push((weights[k] as number) * (own[at] as number));
        }
      visit(axis + 1, from, shares);
    }
  };
  visit(0, [0], [1]);
  return result;
}

/** Whole numbers, exact below 2 ** 53, as 64 bits: without a BigInt for each. */
function storeWords(words: Int32Array, row: Float64Array, position: number): void {
  const low = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1;
  for (let i = 0; i < row.length; i++) {
    const value = row[i] as number;
    const place = 2 * (position + i);
    words[place + low] = value;
    words[place + 1 - low] = Math.floor(value / 4294967296);
  }
}

/** The weighted sum of rows, two at a time. */
function addRows(added: Float64Array, source: Source, offsets: readonly number[], weights: readonly number[]): void {
  added.fill(0);
  for (let k = 0; k < offsets.length; k += 2) {
    const [first, second] = [offsets[k] as number, offsets[k + 1]];
    const [own, other] = [weights[k] as number, weights[k + 1] ?? 0];
    if (source instanceof Float32Array) addSingle(added, source, first, own, second, other);
    else if (source instanceof Float64Array) addDouble(added, source, first, own, second, other);
    else addWhole(added, source, first, own, second, other);
  }
}

function addDouble(
  added: Float64Array,
  source: Float64Array,
  first: number,
  own: number,
  second: number | undefined,
  other: number,
): void {
  const { length } = added;
  if (second === undefined)
    for (let i = 0; i < length; i++) added[i] = (added[i] as number) + own * (source[first + i] as number);
  else
    for (let i = 0; i < length; i++)
      added[i] = (added[i] as number) + own * (source[first + i] as number) + other * (source[second + i] as number);
}

// The same for float32: one loop for both kinds of arrays would be several times slower.
function addSingle(
  added: Float64Array,
  source: Float32Array,
  first: number,
  own: number,
  second: number | undefined,
  other: number,
): void {
  const { length } = added;
  if (second === undefined)
    for (let i = 0; i < length; i++) added[i] = (added[i] as number) + own * (source[first + i] as number);
  else
    for (let i = 0; i < length; i++)
      added[i] = (added[i] as number) + own * (source[first + i] as number) + other * (source[second + i] as number);
}

// And for whole numbers.
function addWhole(
  added: Float64Array,
  source: Uint8Array,
  first: number,
  own: number,
  second: number | undefined,
  other: number,
): void {
  const { length } = added;
  if (second === undefined)
    for (let i = 0; i < length; i++) added[i] = (added[i] as number) + own * (source[first + i] as number);
  else
    for (let i = 0; i < length; i++)
      added[i] = (added[i] as number) + own * (source[first + i] as number) + other * (source[second + i] as number);
}

function binRow(target: Float64Array, source: Float64Array, { starts, points, weights }: Windows, inner: number): void {
  let position = 0;
  for (let bin = 0; bin + 1 < starts.length; bin++) {
    const start = starts[bin] as number;
    const stop = starts[bin + 1] as number;
    // The points of a bin follow one another.
    const shift = (points[start] as number) - start;
    for (let k = 0; k < inner; k++) {
      let total = 0;
      for (let at = start; at < stop; at++)
        total += (weights[at] as number) * (source[(at + shift) * inner + k] as number);
      target[position++] = total;
    }
  }
}
