import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { numObsY } from "sci-spatial";
import { condensedIndex } from "./condensed.js";
import { float64Of } from "./numbers.js";
import { runtimeOf } from "./observations.js";
import { leavesBelow, toTree } from "./tree.js";
import { treeOf } from "./valid.js";

/** Turns branches so that neighbouring leaves are near: the best order between each pair of outer leaves, from the bottom up. */
export function orderLeaves(Z: ArrayLikeInput, distances: NDArray): NDArray {
  const tree = treeOf(Z);
  const { n } = tree;
  if (numObsY(distances) !== n) throw coreError("BAD_SHAPE", `y: is of ${numObsY(distances)} points, Z of ${n}.`);
  toTree(Z);
  const given = float64Of(distances);
  const between = (i: number, j: number): number => given[condensedIndex(n, i, j)]!;
  // best[l * n + r]: the least sum over the leaves of the smallest node that has l and r, with these two at its ends.
  const best = new Float64Array(n * n);
  const members = Array.from({ length: 2 * n - 1 }, (_, node) => leavesBelow(tree, node));
  const parts = (node: number): readonly [number, number] => [tree.Z[4 * (node - n)]!, tree.Z[4 * (node - n) + 1]!];
  /** The leaves that may stand at the other end of a node when `leaf` stands at one. */
  const opposite = (node: number, leaf: number): readonly number[] => {
    if (node < n) return [leaf];
    const [left, right] = parts(node);
    return (members[left] as number[]).includes(leaf) ? (members[right] as number[]) : (members[left] as number[]);
  };
  for (let node = n; node < 2 * n - 1; node++) {
    const [left, right] = parts(node);
    const [lefts, rights] = [members[left] as number[], members[right] as number[]];
    for (const l of lefts) {
      const inner = opposite(left, l);
      const reached = rights.map((k) => {
        let least = Number.POSITIVE_INFINITY;
        for (const m of inner) least = Math.min(least, best[l * n + m]! + between(m, k));
        return least;
      });
      rights.forEach((k, at) => {
        for (const r of opposite(right, k)) {
          const sum = reached[at]! + best[k * n + r]!;
          const known = best[l * n + r]!;
          if (known === 0 || sum < known) {
            best[l * n + r] = sum;
            best[r * n + l] = sum;
          }
        }
      });
    }
  }
  return turned(tree.array, tree.Z, n, members, best, between, opposite);
}

/** Walks down from the best pair of ends and turns the branches that stand the other way round. */
function turned(
  array: NDArray,
  given: Float64Array,
  n: number,
  members: readonly (readonly number[])[],
  best: Float64Array,
  between: (i: number, j: number) => number,
  opposite: (node: number, leaf: number) => readonly number[],
): NDArray {
  const Z = given.slice();
  const open: [node: number, l: number, r: number][] = [];
  const root = 2 * n - 2;
  const ends = (node: number): readonly [readonly number[], readonly number[]] => [
    members[given[4 * (node - n)]!] as readonly number[],
    members[given[4 * (node - n) + 1]!] as readonly number[],
  ];
  let least = Number.POSITIVE_INFINITY;
  for (const l of ends(root)[0])
    for (const r of ends(root)[1])
      if (best[l * n + r]! < least) {
        least = best[l * n + r]!;
        open[0] = [root, l, r];
      }
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, l, r] = next;
    if (node < n) continue;
    const row = 4 * (node - n);
    let [left, right] = [given[row]!, given[row + 1]!];
    if (!(members[left] as readonly number[]).includes(l)) [left, right] = [right, left];
    Z[row] = left;
    Z[row + 1] = right;
    let found = Number.POSITIVE_INFINITY;
    let [m, k] = [l, r];
    for (const a of opposite(left, l))
      for (const b of opposite(right, r)) {
        const sum = best[l * n + a]! + between(a, b) + best[b * n + r]!;
        if (sum < found) {
          found = sum;
          [m, k] = [a, b];
        }
      }
    open.push([left, l, m], [right, k, r]);
  }
  return fromData(Z, [n - 1, 4], runtimeOf(array));
}
