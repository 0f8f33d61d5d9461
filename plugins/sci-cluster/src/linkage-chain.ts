import { condensedIndex } from "./condensed.js";
import { type Method, updateOf } from "./lance-williams.js";
import { labelled } from "./union-find.js";

/**
 * The minimum spanning tree of condensed distances (Prim's algorithm), whose edges are the merges of single linkage.
 * Source: D. Müllner, arXiv:1109.2378 (2011).
 */
export function spanningTree(distances: Float64Array, n: number): Float64Array {
  const merges = new Float64Array(3 * (n - 1));
  const merged = new Uint8Array(n);
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  let x = 0;
  for (let i = 0; i < n - 1; i++) {
    let least = Number.POSITIVE_INFINITY;
    let y = 0;
    merged[x] = 1;
    for (let j = 0; j < n; j++) {
      if (merged[j] === 1) continue;
      const d = distances[condensedIndex(n, x, j)]!;
      if (nearest[j]! > d) nearest[j] = d;
      if (nearest[j]! < least) {
        y = j;
        least = nearest[j]!;
      }
    }
    merges[3 * i] = x;
    merges[3 * i + 1] = y;
    merges[3 * i + 2] = least;
    x = y;
  }
  return labelled(merges, n);
}

/**
 * Follows nearest neighbours until two clusters are each other's, and merges them: for methods by which merging brings no cluster
 * nearer to others than both its parts were. Of several nearest the one that came before in the chain is taken, then the first.
 * Source: F. Murtagh, Comput. J. 26 (1983) 354; D. Müllner, arXiv:1109.2378 (2011).
 */
export function nearestNeighbourChain(given: Float64Array, n: number, method: Method): Float64Array {
  const update = updateOf(method);
  const distances = given.slice();
  const merges = new Float64Array(3 * (n - 1));
  const size = new Int32Array(n).fill(1);
  const chain = new Int32Array(n);
  let length = 0;
  for (let k = 0; k < n - 1; k++) {
    if (length === 0) {
      length = 1;
      chain[0] = size.findIndex((one) => one > 0);
    }
    let [x, y, least] = [0, 0, 0];
    for (;;) {
      x = chain[length - 1]!;
      const before = length > 1 ? chain[length - 2]! : -1;
      y = before;
      least = before < 0 ? Number.POSITIVE_INFINITY : distances[condensedIndex(n, x, before)]!;
      // The pairs (i, x) with i < x stand n - i - 2 apart, those with i > x one behind the other.
      for (let i = 0, at = x - 1; i < x; at += n - i - 2, i++) {
        if (size[i] === 0) continue;
        const d = distances[at]!;
        if (d < least) {
          least = d;
          y = i;
        }
      }
      for (let i = x + 1, at = condensedIndex(n, x, x + 1); i < n; i++, at++) {
        if (size[i] === 0) continue;
        const d = distances[at]!;
        if (d < least) {
          least = d;
          y = i;
        }
      }
      if (y === before) break;
      chain[length++] = y;
    }
    length -= 2;
    if (x > y) [x, y] = [y, x];
    const nx = size[x]!;
    const ny = size[y]!;
    merges[3 * k] = x;
    merges[3 * k + 1] = y;
    merges[3 * k + 2] = least;
    size[x] = 0;
    size[y] = nx + ny;
    for (let i = 0; i < n; i++) {
      const ni = size[i]!;
      if (ni === 0 || i === y) continue;
      const own = condensedIndex(n, i, y);
      distances[own] = update(distances[condensedIndex(n, i, x)]!, distances[own]!, least, nx, ny, ni);
    }
  }
  return labelled(merges, n);
}
