import { condensedIndex } from "./condensed.js";
import { Heap } from "./heap.js";
import { type Method, updateOf } from "./lance-williams.js";

/**
 * Merges the two nearest clusters each time, with candidates for each cluster's nearest neighbour in a heap: for methods by which a
 * merged cluster may come nearer to others than its parts were.
 * Source: D. Müllner, arXiv:1109.2378 (2011), generic algorithm.
 */
export function genericLinkage(given: Float64Array, n: number, method: Method): Float64Array {
  const update = updateOf(method);
  const distances = given.slice();
  const Z = new Float64Array(4 * (n - 1));
  const size = new Int32Array(n).fill(1);
  const name = Int32Array.from({ length: n }, (_, i) => i);
  const neighbour = new Int32Array(n - 1);
  const lower = new Float64Array(n - 1);
  const refresh = (x: number): void => {
    let least = Number.POSITIVE_INFINITY;
    let y = -1;
    for (let i = x + 1, at = condensedIndex(n, x, x + 1); i < n; i++, at++) {
      if (size[i] === 0) continue;
      const d = distances[at]!;
      if (d < least) {
        least = d;
        y = i;
      }
    }
    neighbour[x] = y;
    lower[x] = least;
  };
  for (let x = 0; x < n - 1; x++) refresh(x);
  const heap = new Heap(lower);
  for (let k = 0; k < n - 1; k++) {
    let [x, y, least] = [0, 0, 0];
    for (let i = 0; i < n - k; i++) {
      x = heap.top;
      least = heap.least;
      y = neighbour[x]!;
      if (least === distances[condensedIndex(n, x, y)]) break;
      refresh(x);
      y = neighbour[x]!;
      least = lower[x]!;
      heap.change(x, least);
    }
    heap.removeTop();
    const nx = size[x]!;
    const ny = size[y]!;
    Z[4 * k] = Math.min(name[x]!, name[y]!);
    Z[4 * k + 1] = Math.max(name[x]!, name[y]!);
    Z[4 * k + 2] = least;
    Z[4 * k + 3] = nx + ny;
    size[x] = 0;
    size[y] = nx + ny;
    name[y] = n + k;
    for (let z = 0; z < n; z++) {
      const nz = size[z]!;
      if (nz === 0 || z === y) continue;
      const own = condensedIndex(n, z, y);
      distances[own] = update(distances[condensedIndex(n, z, x)]!, distances[own]!, least, nx, ny, nz);
    }
    for (let z = 0; z < x; z++) if (size[z]! > 0 && neighbour[z] === x) neighbour[z] = y;
    for (let z = 0; z < y; z++) {
      if (size[z] === 0) continue;
      const d = distances[condensedIndex(n, z, y)]!;
      if (d < lower[z]!) {
        neighbour[z] = y;
        lower[z] = d;
        heap.change(z, d);
      }
    }
    if (y < n - 1) {
      refresh(y);
      if (neighbour[y]! >= 0) heap.change(y, lower[y]!);
    }
  }
  return Z;
}
