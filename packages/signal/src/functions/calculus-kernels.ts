import {
  astype,
  contiguous,
  dispatch,
  elementsOf,
  isBigDType,
  isComplexDType,
  type NDArray,
  type Operation,
  sizeOf,
} from "@core/array";

/** Data as lines along an axis: `outer` blocks of `length` rows of `lanes` numbers, complex numbers as two. */
interface Rows {
  readonly numbers: Float64Array;
  readonly outer: number;
  readonly length: number;
  readonly lanes: number;
}

function rowsOf(data: NDArray, axis: number): Rows {
  const length = data.shape[axis] as number;
  const inner = sizeOf(data.shape.slice(axis + 1));
  const plain = contiguous(isBigDType(data.dtype) ? astype(data, "float64") : data);
  return {
    numbers: elementsOf(plain) as Float64Array,
    outer: sizeOf(data.shape.slice(0, axis)),
    length,
    lanes: isComplexDType(data.dtype) ? 2 * inner : inner,
  };
}

/** How many numbers are converted to float64 at a time: few enough to stay in the cache. */
const blockSize = 8192;

/** Sums of the elements along an axis with one weight for each, as float64 (complex128 of complex data). */
const weightedSumOperation: Operation<{ readonly axis: number }> = {
  id: "@core/signal/weightedSum",
  reference: ([data, weights], { axis }) => {
    const source = data as NDArray;
    const factors = elementsOf(contiguous(weights as NDArray)) as Float64Array;
    const shape = source.shape.filter((_, i) => i !== axis);
    const result = source.make(isComplexDType(source.dtype) ? "complex128" : "float64", shape);
    const rows = rowsOf(source, axis);
    if (rows.lanes <= fewLanes) sumLines(rows, factors, result.data as Float64Array);
    else sumRows(rows, factors, result.data as Float64Array);
    return result;
  },
};

/** Sums along an axis with weights. */
export function weightedSum(data: NDArray, weights: NDArray, axis: number): NDArray {
  return dispatch(weightedSumOperation, [data, weights], { axis });
}

/** Up to so many lanes are taken one by one with whole lines in the cache, more are taken row by row. */
const fewLanes = 64;

function sumLines({ numbers, outer, length, lanes }: Rows, weights: Float64Array, sums: Float64Array): void {
  const each = length * lanes;
  const atOnce = Math.max(1, Math.floor(blockSize / each));
  const block = new Float64Array(atOnce * each);
  for (let first = 0; first < outer; first += atOnce) {
    const count = Math.min(atOnce, outer - first);
    block.set(numbers.subarray(first * each, (first + count) * each));
    for (let o = 0; o < count; o++)
      for (let lane = 0; lane < lanes; lane++)
        sums[(first + o) * lanes + lane] = dotLine(block, weights, o * each + lane, length, lanes);
  }
}

function dotLine(block: Float64Array, weights: Float64Array, start: number, length: number, lanes: number): number {
  // Two sums at a time keep the processor busy.
  let even = 0;
  let odd = 0;
  let k = 0;
  let at = start;
  for (; k + 1 < length; k += 2, at += 2 * lanes) {
    even += (block[at] as number) * (weights[k] as number);
    odd += (block[at + lanes] as number) * (weights[k + 1] as number);
  }
  if (k < length) even += (block[at] as number) * (weights[k] as number);
  return even + odd;
}

function sumRows({ numbers, outer, length, lanes }: Rows, weights: Float64Array, sums: Float64Array): void {
  const block = new Float64Array(Math.min(lanes, blockSize));
  for (let start = 0; start < lanes; start += block.length) {
    const width = Math.min(block.length, lanes - start);
    for (let o = 0; o < outer; o++)
      for (let k = 0; k < length; k++) {
        const from = (o * length + k) * lanes + start;
        block.set(numbers.subarray(from, from + width));
        addRow(sums, o * lanes + start, block, weights[k] as number, width);
      }
  }
}

function addRow(sums: Float64Array, at: number, block: Float64Array, weight: number, width: number): void {
  for (let i = 0; i < width; i++) sums[at + i] = (sums[at + i] as number) + (block[i] as number) * weight;
}

/** The weights with which three neighbours make the derivative at the middle one; two at the ends. */
export interface DerivativeWeights {
  readonly before: Float64Array;
  readonly own: Float64Array;
  readonly after: Float64Array;
}

/** Derivatives along an axis from weights for the neighbours; float32, complex64 and complex128 stay what they are, all else is float64. */
const neighboursOperation: Operation<{ readonly axis: number }> = {
  id: "@core/signal/neighbours",
  reference: ([data, before, own, after], { axis }) => {
    const source = data as NDArray;
    const kept = source.dtype === "float32" || isComplexDType(source.dtype);
    const result = source.make(kept ? source.dtype : "float64", source.shape);
    const weights = {
      before: elementsOf(before as NDArray) as Float64Array,
      own: elementsOf(own as NDArray) as Float64Array,
      after: elementsOf(after as NDArray) as Float64Array,
    };
    const rows = rowsOf(source, axis);
    const even = weights.own.subarray(1, -1).every((weight) => weight === 0);
    if (even && rows.numbers.constructor === Float64Array)
      differentiateDoubles(rows, weights, result.data as Float64Array);
    else if (even && source.dtype !== "float64" && kept)
      differentiateSingles(rows as unknown as SingleRows, weights, result.data as Float32Array);
    else if (rows.lanes <= fewLanes) differentiateLines(rows, weights, result.data as Float64Array);
    else differentiateRows(rows, weights, result.data as Float64Array);
    return result;
  },
};

/** Derivatives along an axis from weights for the neighbours of each point. */
export function weighNeighbours(data: NDArray, weights: readonly [NDArray, NDArray, NDArray], axis: number): NDArray {
  return dispatch(neighboursOperation, [data, ...weights], { axis });
}

interface SingleRows extends Omit<Rows, "numbers"> {
  readonly numbers: Float32Array;
}

// Equal distances, and the same loop for each kind of array, or the engine compiles one that is fast for none.
function differentiateDoubles(
  { numbers: x, outer, length, lanes }: Rows,
  { own, after }: DerivativeWeights,
  out: Float64Array,
): void {
  const factor = after[1] as number;
  const each = length * lanes;
  for (let start = 0; start < outer * each; start += each) {
    const end = start + each - lanes;
    for (let i = start; i < start + lanes; i++)
      out[i] = ((x[i + lanes] as number) - (x[i] as number)) * (after[0] as number);
    middleDoubles(x, out, start + lanes, end, lanes, factor);
    for (let i = end; i < end + lanes; i++)
      out[i] = ((x[i] as number) - (x[i - lanes] as number)) * (own[length - 1] as number);
  }
}

function differentiateSingles(
  { numbers: x, outer, length, lanes }: SingleRows,
  { own, after }: DerivativeWeights,
  out: Float32Array,
): void {
  const factor = after[1] as number;
  const each = length * lanes;
  for (let start = 0; start < outer * each; start += each) {
    const end = start + each - lanes;
    for (let i = start; i < start + lanes; i++)
      out[i] = ((x[i + lanes] as number) - (x[i] as number)) * (after[0] as number);
    middleSingles(x, out, start + lanes, end, lanes, factor);
    for (let i = end; i < end + lanes; i++)
      out[i] = ((x[i] as number) - (x[i - lanes] as number)) * (own[length - 1] as number);
  }
}

// Four at a time.
function middleDoubles(
  x: Float64Array,
  out: Float64Array,
  from: number,
  end: number,
  lanes: number,
  factor: number,
): void {
  let [at, after, before] = [from, from + lanes, from - lanes];
  for (; at < end - 3; at += 4, after += 4, before += 4) {
    const first = ((x[after] as number) - (x[before] as number)) * factor;
    const second = ((x[after + 1] as number) - (x[before + 1] as number)) * factor;
    const third = ((x[after + 2] as number) - (x[before + 2] as number)) * factor;
    const fourth = ((x[after + 3] as number) - (x[before + 3] as number)) * factor;
    out[at] = first;
    out[at + 1] = second;
    out[at + 2] = third;
    out[at + 3] = fourth;
  }
  for (; at < end; at++, after++, before++) out[at] = ((x[after] as number) - (x[before] as number)) * factor;
}

function middleSingles(
  x: Float32Array,
  out: Float32Array,
  from: number,
  end: number,
  lanes: number,
  factor: number,
): void {
  let [at, after, before] = [from, from + lanes, from - lanes];
  for (; at < end - 3; at += 4, after += 4, before += 4) {
    const first = ((x[after] as number) - (x[before] as number)) * factor;
    const second = ((x[after + 1] as number) - (x[before + 1] as number)) * factor;
    const third = ((x[after + 2] as number) - (x[before + 2] as number)) * factor;
    const fourth = ((x[after + 3] as number) - (x[before + 3] as number)) * factor;
    out[at] = first;
    out[at + 1] = second;
    out[at + 2] = third;
    out[at + 3] = fourth;
  }
  for (; at < end; at++, after++, before++) out[at] = ((x[after] as number) - (x[before] as number)) * factor;
}

function differentiateLines(
  { numbers, outer, length, lanes }: Rows,
  weights: DerivativeWeights,
  out: Float64Array,
): void {
  const each = length * lanes;
  const atOnce = Math.max(1, Math.floor(blockSize / each));
  const block = new Float64Array(atOnce * each);
  const made = new Float64Array(atOnce * each);
  for (let first = 0; first < outer; first += atOnce) {
    const count = Math.min(atOnce, outer - first);
    block.set(numbers.subarray(first * each, (first + count) * each));
    for (let o = 0; o < count; o++)
      for (let lane = 0; lane < lanes; lane++) lineOfNeighbours(block, weights, made, o * each + lane, length, lanes);
    out.set(made.subarray(0, count * each), first * each);
  }
}

function lineOfNeighbours(
  line: Float64Array,
  { before, own, after }: DerivativeWeights,
  out: Float64Array,
  start: number,
  length: number,
  lanes: number,
): void {
  const last = start + (length - 1) * lanes;
  const end = length - 1;
  out[start] = (own[0] as number) * (line[start] as number) + (after[0] as number) * (line[start + lanes] as number);
  for (let k = 1, at = start + lanes; k < end; k++, at += lanes) {
    const weight = own[k] as number;
    const sides =
      (before[k] as number) * (line[at - lanes] as number) + (after[k] as number) * (line[at + lanes] as number);
    // A weight of 0 leaves out what may be infinite.
    out[at] = weight === 0 ? sides : sides + weight * (line[at] as number);
  }
  out[last] = (before[end] as number) * (line[last - lanes] as number) + (own[end] as number) * (line[last] as number);
}

function differentiateRows(
  { numbers, outer, length, lanes }: Rows,
  { before, own, after }: DerivativeWeights,
  out: Float64Array,
): void {
  const width = Math.min(lanes, blockSize);
  let [previous, current, next] = [new Float64Array(width), new Float64Array(width), new Float64Array(width)];
  const made = new Float64Array(width);
  for (let start = 0; start < lanes; start += width) {
    const count = Math.min(width, lanes - start);
    for (let o = 0; o < outer; o++) {
      const at = (k: number): number => (o * length + k) * lanes + start;
      const load = (into: Float64Array, k: number): void => into.set(numbers.subarray(at(k), at(k) + count));
      load(current, 0);
      load(next, 1);
      for (let k = 0; k < length; k++) {
        if (k === 0) addTwo(made, own[0] as number, current, after[0] as number, next, count);
        else if (k === length - 1) addTwo(made, before[k] as number, previous, own[k] as number, current, count);
        else if (own[k] === 0) addTwo(made, before[k] as number, previous, after[k] as number, next, count);
        else addThree(made, before[k] as number, previous, own[k] as number, current, after[k] as number, next, count);
        out.set(count === width ? made : made.subarray(0, count), at(k));
        [previous, current, next] = [current, next, previous];
        if (k + 2 < length) load(next, k + 2);
      }
    }
  }
}

function addTwo(
  out: Float64Array,
  a: number,
  first: Float64Array,
  b: number,
  second: Float64Array,
  count: number,
): void {
  for (let i = 0; i < count; i++) out[i] = a * (first[i] as number) + b * (second[i] as number);
}

function addThree(
  out: Float64Array,
  a: number,
  first: Float64Array,
  b: number,
  second: Float64Array,
  c: number,
  third: Float64Array,
  count: number,
): void {
  for (let i = 0; i < count; i++)
    out[i] = a * (first[i] as number) + b * (second[i] as number) + c * (third[i] as number);
}
