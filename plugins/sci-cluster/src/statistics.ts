import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { isValidY, numObsY } from "sci-spatial";
import { float64Of, realArray } from "./numbers.js";
import { runtimeOf } from "./observations.js";
import { statisticsOf, type Tree, treeOf } from "./valid.js";

/** Options of {@link inconsistent}. */
export interface InconsistentOptions {
  /** How many levels of links below each one count; 2 by default. */
  readonly d?: number;
}

/**
 * The distance at which each pair of points comes together, condensed; with the distances of the points also how well the two
 * correlate.
 * @throws BAD_VALUE for what is no linkage, BAD_SHAPE for distances of other points
 */
export function cophenet(Z: ArrayLikeInput): NDArray;
export function cophenet(Z: ArrayLikeInput, Y: ArrayLikeInput): [correlation: number, distances: NDArray];
export function cophenet(Z: ArrayLikeInput, Y?: ArrayLikeInput): NDArray | [number, NDArray] {
  const tree = treeOf(Z);
  const found = cophenetic(tree);
  const result = fromData(found, found.length, runtimeOf(tree.array));
  if (Y === undefined) return result;
  const given = realArray(Y, "Y");
  if (!isValidY(given) || numObsY(given) !== tree.n)
    throw coreError("BAD_SHAPE", `Y: has shape (${given.shape.join(", ")}), expected (${found.length}).`);
  return [correlation(float64Of(given), found), result];
}

/**
 * How far each link is from those below it: mean and standard deviation of the distances of the links down to a depth, how many these
 * are, and the coefficient (distance - mean) / deviation.
 * @returns float64, four numbers for each link
 * @throws BAD_VALUE for what is no linkage, or a depth that is no whole number from 0 on
 */
export function inconsistent(Z: ArrayLikeInput, options: InconsistentOptions = {}): NDArray {
  checkOptions("inconsistent", options, { d: "number" });
  const tree = treeOf(Z);
  const depth = options.d ?? 2;
  if (!Number.isInteger(depth) || depth < 0)
    throw coreError("BAD_VALUE", `d: got ${describeValue(options.d)}, expected a whole number from 0 on.`);
  return fromData(inconsistencies(tree, depth), [tree.n - 1, 4], runtimeOf(tree.array));
}

/** The largest distance in each cluster with more than one point. */
export function maxdists(Z: ArrayLikeInput): NDArray {
  const tree = treeOf(Z);
  return fromData(largest(tree, tree.Z, 2), tree.n - 1, runtimeOf(tree.array));
}

/** The largest inconsistency coefficient in each cluster with more than one point. */
export function maxinconsts(Z: ArrayLikeInput, R: ArrayLikeInput): NDArray {
  return maxRstat(Z, R, 3);
}

/**
 * The largest number of a column of the inconsistency matrix in each cluster with more than one point.
 * @param i the column, 0 to 3
 * @throws BAD_VALUE for another column, or what is no linkage or no inconsistency matrix
 */
export function maxRstat(Z: ArrayLikeInput, R: ArrayLikeInput, i: number): NDArray {
  checkKind("maxRstat", "i", i, "number");
  const tree = treeOf(Z);
  const statistics = statisticsOf(R, tree);
  if (i !== 0 && i !== 1 && i !== 2 && i !== 3)
    throw coreError("BAD_VALUE", `i: got ${describeValue(i)}, expected a column from 0 to 3.`);
  return fromData(largest(tree, statistics, i), tree.n - 1, runtimeOf(tree.array));
}

/** The inconsistency matrix as numbers. */
export function inconsistencies({ n, Z }: Tree, depth: number): Float64Array {
  const R = new Float64Array(4 * (n - 1));
  for (let i = 0; i < n - 1; i++) {
    let count = 0;
    let sum = 0;
    let squares = 0;
    const open: [link: number, level: number][] = [[i, 1]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [link, level] = next;
      const distance = Z[4 * link + 2]!;
      count++;
      sum += distance;
      squares += distance * distance;
      if (level >= depth) continue;
      for (const child of [Z[4 * link]!, Z[4 * link + 1]!]) if (child >= n) open.push([child - n, level + 1]);
    }
    const mean = sum / count;
    const spread = count < 2 ? squares - sum * sum : (squares - (sum * sum) / count) / (count - 1);
    R[4 * i] = mean;
    R[4 * i + 2] = count;
    if (spread > 0) {
      R[4 * i + 1] = Math.sqrt(spread);
      R[4 * i + 3] = (Z[4 * i + 2]! - mean) / Math.sqrt(spread);
    }
  }
  return R;
}

/** The largest number of a column in each cluster; a linkage names clusters only after they are made. */
export function largest({ n, Z }: Tree, values: Float64Array, column: number): Float64Array {
  const result = new Float64Array(n - 1);
  for (let i = 0; i < n - 1; i++) {
    let most = values[4 * i + column]!;
    for (const child of [Z[4 * i]!, Z[4 * i + 1]!])
      if (child >= n && result[child - n]! > most) most = result[child - n]!;
    result[i] = most;
  }
  return result;
}

function cophenetic({ n, Z }: Tree): Float64Array {
  const result = new Float64Array((n * (n - 1)) / 2);
  const members: (readonly number[] | undefined)[] = Array.from({ length: n }, (_, i) => [i]);
  for (let row = 0; row < n - 1; row++) {
    const [x, y] = [Z[4 * row]!, Z[4 * row + 1]!];
    const [first, second] = [members[x] as readonly number[], members[y] as readonly number[]];
    for (const a of first)
      for (const b of second) {
        const [i, j] = a < b ? [a, b] : [b, a];
        result[n * i - (i * (i + 1)) / 2 + (j - i - 1)] = Z[4 * row + 2]!;
      }
    members[x] = undefined;
    members[y] = undefined;
    members.push([...first, ...second]);
  }
  return result;
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (of: Float64Array): number => of.reduce((sum, one) => sum + one, 0) / of.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]! - meanA, b[i]! - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}
