import { dispatch, elementsOf, type NDArray, type Operation } from "@core/array";
import type { RandomState } from "@core/array/random";
import { vq } from "sci-cluster";
import { arrayLike, float64Of } from "./input.js";
import { columnMeans, type Points } from "./mixture-steps.js";

/** As scikit-learn's KMeans: iterations at most, and the squared shift of all centres, in mean variances, that ends them. */
const mostIterations = 300;
const tolerance = 1e-4;

/**
 * k points that are far from each other: each is the best of some that are drawn with a chance that grows with the squared distance to
 * those before, as in scikit-learn, with the same random numbers.
 * Source: D. Arthur and S. Vassilvitskii, Proc. 18th ACM-SIAM Symp. Discrete Algorithms (2007) 1027.
 */
export function farPoints({ values, m, n }: Points, k: number, random: RandomState): number[] {
  const trials = 2 + Math.floor(Math.log(k));
  const chosen = [Number(random.randint(m))];
  let nearest = squaredDistances(values, m, n, chosen)[0]!;
  let total = sumOf(nearest);
  while (chosen.length < k) {
    const places = Array.from({ length: trials }, () => placeOf(nearest, (random.uniform() as number) * total));
    const candidates = squaredDistances(values, m, n, places);
    for (const distances of candidates) for (let i = 0; i < m; i++) distances[i] = Math.min(distances[i]!, nearest[i]!);
    const totals = candidates.map(sumOf);
    // Where numbers are too large for squares, any is the best.
    const best = Math.max(0, totals.indexOf(Math.min(...totals)));
    nearest = candidates[best]!;
    total = totals[best]!;
    chosen.push(places[best]!);
  }
  return chosen;
}

/** The first place where the running sum reaches a number. */
function placeOf(numbers: Float64Array, wanted: number): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) {
    sum += numbers[i]!;
    if (sum >= wanted) return i;
  }
  return numbers.length - 1;
}

/** The squared distances of all points from some of them, one list for each. */
function squaredDistances(values: Float64Array, m: number, n: number, from: readonly number[]): Float64Array[] {
  const lists = from.map(() => new Float64Array(m));
  for (let i = 0; i < m; i++)
    for (let t = 0; t < from.length; t++) lists[t]![i] = squaredDistance(values, i * n, from[t]! * n, n);
  return lists;
}

function squaredDistance(values: Float64Array, one: number, other: number, n: number): number {
  let s0 = 0;
  let s1 = 0;
  let j = 0;
  for (; j + 2 <= n; j += 2) {
    const first = values[one + j]! - values[other + j]!;
    const second = values[one + j + 1]! - values[other + j + 1]!;
    s0 += first * first;
    s1 += second * second;
  }
  if (j < n) s0 += (values[one + j]! - values[other + j]!) ** 2;
  return s0 + s1;
}

function sumOfSquares(numbers: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i]! * numbers[i]!;
  return sum;
}

function sumOf(numbers: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i]!;
  return sum;
}

interface KMeansAttributes {
  /** How many iterations at most; with none points are assigned once. */
  readonly iterations: number;
  /** The squared shift of all centres that ends them. */
  readonly limit: number;
}

/**
 * Lloyd's iterations: inputs are the points (m, n), centres (k, n) and the int32 labels before (m,). Gives the labels, the centres that
 * they are of, and the state: whether a centre has lost all its points (then iterations end before it is moved), how many were done, and
 * whether the last labels are those before.
 */
const kMeansOperation: Operation<KMeansAttributes, NDArray[]> = {
  id: "stat-decomposition/kMeans",
  reference: ([x, first, labels], { iterations, limit }) => {
    const like = x as NDArray;
    const [m, n] = like.shape as [number, number];
    const values = float64Of(like);
    const k = (first as NDArray).shape[0] as number;
    let centres = float64Of(first as NDArray);
    let before = elementsOf(labels as NDArray) as Int32Array;
    const assign = (): Int32Array => {
      const [found] = vq(like, arrayLike(like, centres, [k, n]), { checkFinite: false });
      return elementsOf(found) as Int32Array;
    };
    const result = (own: Int32Array, state: readonly number[]): NDArray[] => [
      arrayLike(like, own, [m]),
      arrayLike(like, centres, [k, n]),
      arrayLike(like, Float64Array.from(state), [3]),
    ];
    for (let count = 0; count < iterations; count++) {
      const own = assign();
      const stays = own.every((label, i) => label === before[i]);
      const { sums, counts } = clusterSums(values, own, m, k, n);
      if (counts.includes(0)) return result(own, [1, count, stays ? 1 : 0]);
      const next = divided(sums, counts, n);
      const shift = shiftOf(next, centres);
      if (stays) return result(own, [0, count + 1, 1]);
      centres = next;
      if (shift <= limit) break;
      before = own;
    }
    return result(assign(), [0, iterations, 0]);
  },
};

/** The cluster of each point, by Lloyd's iterations from far points on. */
export function kMeansLabels(points: Points, like: NDArray, k: number, random: RandomState): Int32Array {
  const { m, n } = points;
  const centred = centredPoints(points);
  const { values } = centred;
  const limit = (sumOfSquares(values) / (m * n)) * tolerance;
  let centres: Float64Array = new Float64Array(k * n);
  for (const [t, place] of farPoints(centred, k, random).entries())
    centres.set(values.subarray(place * n, (place + 1) * n), t * n);
  const table = arrayLike(like, values, [m, n]);
  let labels: Int32Array = new Int32Array(m).fill(-1);
  let left = mostIterations;
  for (;;) {
    const before = arrayLike(like, labels, [m]);
    const found = dispatch(kMeansOperation, [table, arrayLike(like, centres, [k, n]), before], {
      iterations: left,
      limit,
    });
    labels = elementsOf(found[0]!) as Int32Array;
    const [lost, count, stays] = float64Of(found[2]!) as unknown as [number, number, number];
    if (lost === 0 || stays === 1) return labels;
    const { sums, counts } = clusterSums(values, labels, m, k, n);
    fillEmpty(values, labels, centres, sums, counts, n);
    const next = divided(sums, counts, n);
    left = shiftOf(next, centres) <= limit ? 0 : left - count - 1;
    centres = next;
  }
}

function centredPoints(points: Points): Points {
  const { values, m, n } = points;
  const means = columnMeans(points);
  const centred = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    const place = i * n;
    for (let j = 0; j < n; j++) centred[place + j] = values[place + j]! - means[j]!;
  }
  return { values: centred, m, n };
}

function clusterSums(
  values: Float64Array,
  labels: Int32Array,
  m: number,
  k: number,
  n: number,
): { readonly sums: Float64Array; readonly counts: Float64Array } {
  const sums = new Float64Array(k * n);
  const counts = new Float64Array(k);
  for (let i = 0; i < m; i++) {
    const t = labels[i]!;
    counts[t] = counts[t]! + 1;
    const from = i * n;
    const to = t * n;
    for (let j = 0; j < n; j++) sums[to + j] = sums[to + j]! + values[from + j]!;
  }
  return { sums, counts };
}

/** Clusters without points take those that are farthest from their centres. */
function fillEmpty(
  values: Float64Array,
  labels: Int32Array,
  centres: Float64Array,
  sums: Float64Array,
  counts: Float64Array,
  n: number,
): void {
  const distances = Float64Array.from(labels, (t, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (values[i * n + j]! - centres[t * n + j]!) ** 2;
    return sum;
  });
  const far = Array.from(labels.keys()).sort((a, b) => distances[b]! - distances[a]!);
  for (const [place, t] of Array.from(counts.keys())
    .filter((cluster) => counts[cluster] === 0)
    .entries()) {
    const i = far[place]!;
    const old = labels[i]!;
    for (let j = 0; j < n; j++) {
      sums[t * n + j] = values[i * n + j]!;
      sums[old * n + j] = sums[old * n + j]! - values[i * n + j]!;
    }
    counts[t] = 1;
    counts[old] = counts[old]! - 1;
  }
}

/** Sums divided by counts; those of nothing stay. */
function divided(sums: Float64Array, counts: Float64Array, n: number): Float64Array {
  return sums.map((sum, at) => sum / Math.max(1, counts[Math.floor(at / n)]!));
}

function shiftOf(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i]! - other[i]!) ** 2;
  return sum;
}
