import { type ArrayLikeInput, asArray, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { isValidY, numObsY } from "sci-spatial";
import { float64Of } from "./numbers.js";

/** A linkage as numbers: n points, n - 1 rows of four. */
export interface Tree {
  readonly array: NDArray;
  readonly n: number;
  readonly Z: Float64Array;
}

/** Reads a linkage, or BAD_VALUE with what is wrong with it. */
export function treeOf(Z: ArrayLikeInput, name = "Z"): Tree {
  const array = asArray(Z);
  const fault = linkageFault(array);
  if (fault !== undefined) throw coreError("BAD_VALUE", `${name}: ${fault}`);
  return { array, n: (array.shape[0] as number) + 1, Z: float64Of(array) };
}

/** Reads an inconsistency matrix of a linkage, or BAD_VALUE with what is wrong with it. */
export function statisticsOf(R: ArrayLikeInput, tree: Tree): Float64Array {
  const array = asArray(R);
  const fault = statisticsFault(array);
  if (fault !== undefined) throw coreError("BAD_VALUE", `R: ${fault}`);
  if (array.shape[0] !== tree.n - 1)
    throw coreError("BAD_SHAPE", `R: has ${array.shape[0]} rows, the linkage has ${tree.n - 1}.`);
  return float64Of(array);
}

/** Whether an array is a linkage: float64 rows of two clusters, a distance and a count, each cluster used once after it was made. */
export function isValidLinkage(Z: ArrayLikeInput): boolean {
  return linkageFault(asArray(Z)) === undefined;
}

/** Whether an array is an inconsistency matrix: float64 rows of mean, deviation, count and coefficient. */
export function isValidIm(R: ArrayLikeInput): boolean {
  return statisticsFault(asArray(R)) === undefined;
}

/** Whether the distances of a linkage never fall. */
export function isMonotonic(Z: ArrayLikeInput): boolean {
  const { n, Z: rows } = treeOf(Z);
  for (let i = 1; i < n - 1; i++) if (!(rows[4 * i + 2]! >= rows[4 * i - 2]!)) return false;
  return true;
}

/** How many points a linkage is of. */
export function numObsLinkage(Z: ArrayLikeInput): number {
  return treeOf(Z).n;
}

/** Whether a linkage and condensed distances may be of the same points. */
export function correspond(Z: ArrayLikeInput, Y: ArrayLikeInput): boolean {
  const { n } = treeOf(Z);
  if (!isValidY(Y)) throw coreError("BAD_VALUE", "Y: are no condensed distances.");
  return numObsY(Y) === n;
}

function linkageFault(a: NDArray): string | undefined {
  if (a.dtype !== "float64") return `is ${a.dtype}, a linkage is float64.`;
  if (a.shape.length !== 2 || a.shape[1] !== 4)
    return `has shape (${a.shape.join(", ")}), a linkage has rows of 4 numbers.`;
  const n = (a.shape[0] as number) + 1;
  if (n < 2) return "a linkage is of at least two points.";
  const Z = float64Of(a);
  const used = new Set<number>();
  for (let i = 0; i < n - 1; i++) {
    const [x, y, distance, count] = Z.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
    if (!(Number.isInteger(x) && Number.isInteger(y)) || x < 0 || y < 0)
      return `row ${i} has no whole clusters from 0 on.`;
    if (!(distance >= 0)) return `row ${i} has the distance ${distance}.`;
    if (!(count >= 0)) return `row ${i} has the count ${count}.`;
    if (x >= n + i || y >= n + i) return `row ${i} uses a cluster before it is formed.`;
    if (x === y || used.has(x) || used.has(y)) return `row ${i} uses a cluster for the second time.`;
    used.add(x);
    used.add(y);
  }
  return undefined;
}

function statisticsFault(a: NDArray): string | undefined {
  if (a.dtype !== "float64") return `is ${a.dtype}, an inconsistency matrix is float64.`;
  if (a.shape.length !== 2 || a.shape[1] !== 4 || (a.shape[0] as number) < 1)
    return `has shape (${a.shape.join(", ")}), an inconsistency matrix has rows of 4 numbers.`;
  const values = float64Of(a);
  for (let i = 0; i < values.length; i++)
    if (i % 4 !== 3 && values[i]! < 0) return `element ${i % 4} of row ${i >> 2} is negative.`;
  return undefined;
}
