import {
  type ArrayLikeInput,
  dispatch,
  divide,
  elementsOf,
  fromData,
  type NDArray,
  type Operation,
  std,
  where,
} from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { checkFinite, float64Of, realArray } from "./numbers.js";
import { centresFor, commonDType, type Observations, observations, runtimeOf } from "./observations.js";

/** Whether input is searched for NaN and infinity. */
export interface FiniteOptions {
  /** True by default: such numbers are an error. */
  readonly checkFinite?: boolean;
}

const vqOperation: Operation<object, NDArray[]> = {
  id: "sci-cluster/vq",
  reference: ([x, y]) => {
    const [points, centres] = [observations(x as NDArray, "obs", false), observations(y as NDArray, "codeBook", false)];
    const labels = new Int32Array(points.m);
    const distances = new Float64Array(points.m);
    assign(points.values, centres.values, points.m, centres.m, points.d, labels, distances);
    const result = fromData(distances, points.m, runtimeOf(points.array));
    const dtype = commonDType(points, centres);
    return [fromData(labels, points.m, runtimeOf(points.array)), dtype === "float64" ? result : result.astype(dtype)];
  },
};

/**
 * Divides each coordinate of points by its standard deviation; coordinates that are all equal stay.
 * @param obs points by coordinates, or numbers
 * @throws BAD_VALUE for NaN and infinity, BAD_DTYPE for complex numbers
 */
export function whiten(obs: ArrayLikeInput, options: FiniteOptions = {}): NDArray {
  checkOptions("whiten", options, { checkFinite: "boolean" });
  const a = realArray(obs, "obs");
  if (options.checkFinite ?? true) checkFinite(float64Of(a), "obs");
  const deviation = std(a, { axis: 0 }) as NDArray;
  return divide(a, where(deviation, deviation, 1) as NDArray) as NDArray;
}

/**
 * The nearest centre of each point, the first of several, and its Euclidean distance.
 * @param obs points by coordinates, or numbers
 * @param codeBook the centres, of as many axes and coordinates
 * @returns int32 indices and distances
 * @throws BAD_SHAPE, BAD_VALUE for NaN and infinity, BAD_DTYPE for complex numbers
 */
export function vq(
  obs: ArrayLikeInput,
  codeBook: ArrayLikeInput,
  options: FiniteOptions = {},
): [code: NDArray, dist: NDArray] {
  checkOptions("vq", options, { checkFinite: "boolean" });
  const points = observations(obs, "obs", options.checkFinite ?? true);
  const centres = centresFor(points, codeBook, "codeBook", options.checkFinite ?? true);
  return dispatch(vqOperation, [points.array, centres.array], {}) as [NDArray, NDArray];
}

/** The nearest of the centres (k times d coordinates) of each point, and its distance. */
export function nearest(
  points: Observations,
  centres: Float64Array,
): { readonly labels: Int32Array; readonly distances: Float64Array } {
  const { values, m, d } = points;
  const runtime = runtimeOf(points.array);
  const inputs = [fromData(values, [m, d], runtime), fromData(centres, [centres.length / d, d], runtime)];
  const [labels, distances] = dispatch(vqOperation, inputs, {}) as [NDArray, NDArray];
  return { labels: elementsOf(labels) as Int32Array, distances: elementsOf(distances) as Float64Array };
}

/** Writes the nearest of k centres of each of m points, and its distance. */
function assign(
  points: Float64Array,
  centres: Float64Array,
  m: number,
  k: number,
  d: number,
  labels: Int32Array,
  distances: Float64Array,
): void {
  for (let i = 0; i < m; i++) {
    const place = (i * d) | 0;
    let nearest = Number.POSITIVE_INFINITY;
    let label = 0;
    for (let c = 0; c < k; c++) {
      const other = (c * d) | 0;
      const sum = squaredDistance(points, place, centres, other, d);
      if (sum < nearest) {
        nearest = sum;
        label = c;
      }
    }
    labels[i] = label;
    distances[i] = Math.sqrt(nearest);
  }
}

/** Four sums at a time, since one would wait for itself. */
function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number, d: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k < d - 3; k += 4) {
    const d0 = a[i + k]! - b[j + k]!;
    const d1 = a[i + k + 1]! - b[j + k + 1]!;
    const d2 = a[i + k + 2]! - b[j + k + 2]!;
    const d3 = a[i + k + 3]! - b[j + k + 3]!;
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  for (; k < d; k++) {
    const own = a[i + k]! - b[j + k]!;
    s0 += own * own;
  }
  return s0 + s1 + (s2 + s3);
}

/** The means of the points of each label, and how many points each has; labels without points have zeros. */
export function means(
  points: Float64Array,
  labels: Int32Array,
  m: number,
  k: number,
  d: number,
): { readonly centres: Float64Array; readonly counts: Int32Array } {
  const centres = new Float64Array(k * d);
  const counts = new Int32Array(k);
  for (let i = 0; i < m; i++) {
    const label = labels[i]!;
    counts[label] = counts[label]! + 1;
    const place = (i * d) | 0;
    const other = (label * d) | 0;
    for (let j = 0; j < d; j++) centres[other + j] = centres[other + j]! + points[place + j]!;
  }
  for (let c = 0; c < k; c++)
    if (counts[c]! > 0) for (let j = 0; j < d; j++) centres[c * d + j] = centres[c * d + j]! / counts[c]!;
  return { centres, counts };
}
