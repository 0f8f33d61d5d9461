import { elementsOf, fromData, type NDArray } from "@core/array";
import type { RandomState } from "@core/array/random";
import { vq } from "sci-cluster";
import { runtimeOf } from "./input.js";
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
  let nearest = squaredDistances(values, m, n, chosen[0]!);
  let total = sumOf(nearest);
  while (chosen.length < k) {
    let best: Float64Array | undefined;
    let bestTotal = Infinity;
    let bestPlace = 0;
    const draws = Array.from({ length: trials }, () => (random.uniform() as number) * total);
    for (const draw of draws) {
      const place = placeOf(nearest, draw);
      const distances = squaredDistances(values, m, n, place);
      for (let i = 0; i < m; i++) distances[i] = Math.min(distances[i]!, nearest[i]!);
      const own = sumOf(distances);
      if (best !== undefined && own >= bestTotal) continue;
      [best, bestTotal, bestPlace] = [distances, own, place];
    }
    nearest = best as Float64Array;
    total = bestTotal;
    chosen.push(bestPlace);
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

function squaredDistances(values: Float64Array, m: number, n: number, from: number): Float64Array {
  const distances = new Float64Array(m);
  const other = from * n;
  for (let i = 0; i < m; i++) {
    const place = i * n;
    let s0 = 0;
    let s1 = 0;
    let j = 0;
    for (; j + 2 <= n; j += 2) {
      const one = values[place + j]! - values[other + j]!;
      const two = values[place + j + 1]! - values[other + j + 1]!;
      s0 += one * one;
      s1 += two * two;
    }
    if (j < n) s0 += (values[place + j]! - values[other + j]!) ** 2;
    distances[i] = s0 + s1;
  }
  return distances;
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

/** The cluster of each point, by Lloyd's iterations from far points on. */
export function kMeansLabels(points: Points, like: NDArray, k: number, random: RandomState): Int32Array {
  const { m, n } = points;
  const centred = centredPoints(points);
  const { values } = centred;
  const limit = (sumOfSquares(values) / (m * n)) * tolerance;
  let centres: Float64Array = new Float64Array(k * n);
  for (const [t, place] of farPoints(centred, k, random).entries())
    centres.set(values.subarray(place * n, (place + 1) * n), t * n);
  const table = fromData(values, [m, n], runtimeOf(like));
  const assign = (): { labels: Int32Array; distances: Float64Array } => {
    const [labels, distances] = vq(table, fromData(centres, [k, n], runtimeOf(like)), { checkFinite: false });
    return { labels: elementsOf(labels) as Int32Array, distances: elementsOf(distances) as Float64Array };
  };
  let before: Int32Array | undefined;
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const { labels, distances } = assign();
    const next = clusterMeans(values, labels, distances, m, k, n);
    let shift = 0;
    for (let at = 0; at < next.length; at++) shift += (next[at]! - centres[at]!) ** 2;
    centres = next;
    if (before?.every((label, i) => label === labels[i]) === true) return labels;
    if (shift <= limit) break;
    before = labels;
  }
  return assign().labels;
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

/** The means of the clusters; those without points take the points that are farthest from their centres. */
function clusterMeans(
  values: Float64Array,
  labels: Int32Array,
  distances: Float64Array,
  m: number,
  k: number,
  n: number,
): Float64Array {
  const sums = new Float64Array(k * n);
  const counts = new Float64Array(k);
  for (let i = 0; i < m; i++) {
    const t = labels[i]!;
    counts[t] = counts[t]! + 1;
    const [from, to] = [i * n, t * n];
    for (let j = 0; j < n; j++) sums[to + j] = sums[to + j]! + values[from + j]!;
  }
  const empty = Array.from(counts.keys()).filter((t) => counts[t] === 0);
  if (empty.length > 0) {
    const far = Array.from(labels.keys()).sort((a, b) => distances[b]! - distances[a]!);
    for (const [place, t] of empty.entries()) {
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
  for (let t = 0; t < k; t++)
    if (counts[t]! > 0) for (let j = 0; j < n; j++) sums[t * n + j] = sums[t * n + j]! / counts[t]!;
  return sums;
}
