import { elementsOf, type NDArray, type Operation } from "@core/array";
import { arrayLike, float64Of } from "./input.js";
import { accumulate, products, squares } from "./matrix-loops.js";

/** What both methods of factorization are told. */
export interface FactorizationAttributes {
  /** How many iterations at most. */
  readonly iterations: number;
  /** Iterations that were done before. */
  readonly done: number;
  readonly tolerance: number;
  /** The first measure that the later ones are compared with, 0 at the beginning. */
  readonly first: number;
  /** The last measure, for multiplicative updates. */
  readonly last: number;
  readonly l1W: number;
  readonly l1H: number;
  readonly l2W: number;
  readonly l2H: number;
  /** Whether h changes as well. */
  readonly updateH: boolean;
}

/** State after some iterations: how many were done, the first and the last measure, whether they came to an end. */
export type FactorizationState = readonly [iterations: number, first: number, last: number, ended: number];

/**
 * Iterations of coordinate descent from w (m, k) and h (k, n) on for x (m, n): inputs x, w, h and the order of components in each half step
 * (iterations, 2, k), or no rows for the natural order. Gives w, h and the state; the measure is the sum of the projected gradients.
 * Source: A. Cichocki and A.-H. Phan, IEICE Trans. Fundam. E92-A, 708 (2009).
 */
export const coordinateDescentOperation: Operation<FactorizationAttributes, NDArray[]> = {
  id: "stat-decomposition/coordinateDescent",
  reference: (inputs, attributes) => iterate(inputs, attributes, true),
};

/**
 * The same by multiplicative updates; the measure is the error |x - w h|, taken after every tenth iteration.
 * Source: D. D. Lee and H. S. Seung, Adv. Neural Inf. Process. Syst. 13 (2001).
 */
export const multiplicativeUpdateOperation: Operation<FactorizationAttributes, NDArray[]> = {
  id: "stat-decomposition/multiplicativeUpdate",
  reference: (inputs, attributes) => iterate(inputs, attributes, false),
};

/** |x - w h|. */
export const residualOperation: Operation<object, NDArray> = {
  id: "stat-decomposition/residual",
  reference: ([x, w, h]) => {
    const [m, n] = (x as NDArray).shape as [number, number];
    const k = (w as NDArray).shape[1] as number;
    const [a, b, c] = [x, w, h].map((one) => float64Of(one as NDArray)) as [Float64Array, Float64Array, Float64Array];
    return arrayLike(x as NDArray, Float64Array.of(Math.sqrt(squares(a, b, c, m, n, k))), []);
  },
};

/** Rows that are multiplied with h, changed and multiplied with x while they are in the caches. */
const block = 16;
/** scikit-learn's least denominator: the machine epsilon of float32. */
const leastDenominator = 1.1920928955078125e-7;

function iterate(inputs: readonly NDArray[], attributes: FactorizationAttributes, descends: boolean): NDArray[] {
  const [x, w, h] = inputs.slice(0, 3).map(float64Of) as [Float64Array, Float64Array, Float64Array];
  const order = elementsOf(inputs[3] as NDArray) as Int32Array;
  const like = inputs[0] as NDArray;
  const [m, n] = like.shape as [number, number];
  const k = (inputs[1] as NDArray).shape[1] as number;
  const [ownW, ownH] = [w.slice(), h.slice()];
  const { iterations, done, tolerance, updateH, l1W, l1H, l2W, l2H } = attributes;
  const natural = Int32Array.from({ length: k }, (_, t) => t);
  const [rowProducts, columnProducts] = [new Float64Array(m * k), new Float64Array(n * k)];
  const sums = new Float64Array(k * n);
  const gramH = new Float64Array(k * k);
  const gramW = new Float64Array(k * k);
  let { first, last } = attributes;
  const measure = (): number => Math.sqrt(squares(x, ownW, ownH, m, n, k));
  if (!descends && done === 0 && tolerance > 0) first = last = measure();
  let count = 0;
  let ended = false;
  while (count < iterations && !ended) {
    const orderOf = (half: number): Int32Array =>
      order.length === 0 ? natural : order.subarray((2 * count + half) * k, (2 * count + half + 1) * k);
    let violation = 0;
    if (updateH || count === 0) gramOfRows(ownH, k, n, gramH, l2W * +descends);
    sums.fill(0);
    for (let i = 0; i < m; i += block) {
      const end = Math.min(m, i + block);
      if (updateH || count === 0) products(x, ownH, n, k, i, end, rowProducts);
      violation += descends
        ? descend(ownW, gramH, rowProducts, orderOf(0), l1W, k, i, end)
        : multiply(ownW, gramH, rowProducts, l1W, l2W, k, i, end);
      if (updateH) accumulate(x, ownW, n, k, i, end, sums);
    }
    if (updateH) {
      // Both have their sums in columns, for steps feature by feature.
      const columns = transposed(ownH, k, n);
      columnProducts.set(transposed(sums, k, n));
      gramOfColumns(ownW, m, k, gramW, l2H * +descends);
      violation += descends
        ? descend(columns, gramW, columnProducts, orderOf(1), l1H, k, 0, n)
        : multiply(columns, gramW, columnProducts, l1H, l2H, k, 0, n);
      ownH.set(transposed(columns, n, k));
    }
    count++;
    if (descends) {
      if (done + count === 1) first = violation;
      last = violation;
      ended = first === 0 || violation / first <= tolerance;
    } else if (tolerance > 0 && (done + count) % 10 === 0) {
      const error = measure();
      ended = (last - error) / first < tolerance;
      last = error;
    }
  }
  const state = Float64Array.of(done + count, first, last, ended ? 1 : 0);
  return [arrayLike(like, ownW, [m, k]), arrayLike(like, ownH, [k, n]), arrayLike(like, state, [4])];
}

/** One step down along each component of rows of w; the sum of the projected gradients. */
function descend(
  w: Float64Array,
  gram: Float64Array,
  rowProducts: Float64Array,
  order: Int32Array,
  l1: number,
  k: number,
  begin: number,
  end: number,
): number {
  let violation = 0;
  for (let i = begin; i < end; i++) {
    const place = i * k;
    for (let s = 0; s < k; s++) {
      const t = order[s]!;
      let gradient = l1 - rowProducts[place + t]!;
      for (let r = 0; r < k; r++) gradient += gram[t * k + r]! * w[place + r]!;
      const own = w[place + t]!;
      violation += own === 0 ? Math.abs(Math.min(0, gradient)) : Math.abs(gradient);
      const curvature = gram[t * k + t]!;
      if (curvature !== 0) w[place + t] = Math.max(own - gradient / curvature, 0);
    }
  }
  return violation;
}

/** One multiplicative step of rows of w; 0. */
function multiply(
  w: Float64Array,
  gram: Float64Array,
  rowProducts: Float64Array,
  l1: number,
  l2: number,
  k: number,
  begin: number,
  end: number,
): number {
  const factors = new Float64Array(k);
  for (let i = begin; i < end; i++) {
    const place = i * k;
    for (let t = 0; t < k; t++) {
      let denominator = 0;
      for (let r = 0; r < k; r++) denominator += gram[t * k + r]! * w[place + r]!;
      denominator += l1 + l2 * w[place + t]!;
      factors[t] = rowProducts[place + t]! / (denominator === 0 ? leastDenominator : denominator);
    }
    for (let t = 0; t < k; t++) w[place + t] = w[place + t]! * factors[t]!;
  }
  return 0;
}

/** Products of all pairs of rows (k, n), with a number more on the diagonal. */
function gramOfRows(h: Float64Array, k: number, n: number, gram: Float64Array, more: number): void {
  for (let t = 0; t < k; t++)
    for (let r = 0; r <= t; r++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += h[t * n + j]! * h[r * n + j]!;
      gram[t * k + r] = sum;
      gram[r * k + t] = sum;
    }
  for (let t = 0; t < k; t++) gram[t * k + t] = gram[t * k + t]! + more;
}

/** Products of all pairs of columns (m, k), with a number more on the diagonal. */
function gramOfColumns(w: Float64Array, m: number, k: number, gram: Float64Array, more: number): void {
  gram.fill(0);
  for (let i = 0; i < m; i++)
    for (let t = 0; t < k; t++) {
      const own = w[i * k + t]!;
      for (let r = 0; r <= t; r++) gram[t * k + r] = gram[t * k + r]! + own * w[i * k + r]!;
    }
  for (let t = 0; t < k; t++) {
    for (let r = 0; r < t; r++) gram[r * k + t] = gram[t * k + r]!;
    gram[t * k + t] = gram[t * k + t]! + more;
  }
}

function transposed(a: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(a.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result[j * rows + i] = a[i * columns + j]!;
  return result;
}
