import { type Compressed, turned } from "./compressed.js";

/** The neighbours of each place in the graph of a matrix and its transpose. */
export function neighbours(a: Compressed): { readonly indices: Int32Array; readonly indptr: Int32Array } {
  const other = turned(a);
  const n = a.lines;
  const indptr = new Int32Array(n + 1);
  const indices = new Int32Array(a.indices.length + other.indices.length);
  const mark = new Int32Array(n).fill(-1);
  let to = 0;
  for (let i = 0; i < n; i++) {
    mark[i] = i;
    for (const one of [a, other]) {
      for (let k = one.indptr[i]!; k < one.indptr[i + 1]!; k++) {
        const j = one.indices[k]!;
        if (mark[j] === i) continue;
        mark[j] = i;
        indices[to++] = j;
      }
    }
    indptr[i + 1] = to;
  }
  return { indices: indices.slice(0, to), indptr };
}

/** The reverse Cuthill-McKee order of a square matrix with any pattern: level by level from a place far out, those with few neighbours first. */
export function reverseCuthillMckeeOrder(a: Compressed): Int32Array {
  const n = a.lines;
  const graph = neighbours(a);
  const degree = (i: number): number => graph.indptr[i + 1]! - graph.indptr[i]!;
  const order = new Int32Array(n);
  const done = new Uint8Array(n);
  const level = new Int32Array(n).fill(-1);
  const byDegree = Array.from({ length: n }, (_, i) => i).sort((i, j) => degree(i) - degree(j));
  let count = 0;
  for (const seed of byDegree) {
    if (done[seed] === 1) continue;
    let start = seed;
    // A place at the far end makes narrow levels: go there a few times.
    for (let round = 0, depth = -1; round < 5; round++) {
      const far = farthest(graph, start, level);
      if (far.depth <= depth) break;
      depth = far.depth;
      start = far.place;
    }
    const first = count;
    order[count++] = start;
    done[start] = 1;
    for (let at = first; at < count; at++) {
      const i = order[at]!;
      const before = count;
      for (let k = graph.indptr[i]!; k < graph.indptr[i + 1]!; k++) {
        const j = graph.indices[k]!;
        if (done[j] === 1) continue;
        done[j] = 1;
        order[count++] = j;
      }
      order.subarray(before, count).sort((p, q) => degree(p) - degree(q));
    }
  }
  return order.reverse();
}

/** A place of the last level seen from a start, the one with the fewest neighbours, and how many levels there are. */
function farthest(
  graph: { readonly indices: Int32Array; readonly indptr: Int32Array },
  start: number,
  level: Int32Array,
): { readonly place: number; readonly depth: number } {
  const queue = [start];
  level[start] = 0;
  for (let at = 0; at < queue.length; at++) {
    const i = queue[at]!;
    for (let k = graph.indptr[i]!; k < graph.indptr[i + 1]!; k++) {
      const j = graph.indices[k]!;
      if (level[j]! >= 0) continue;
      level[j] = level[i]! + 1;
      queue.push(j);
    }
  }
  const depth = level[queue[queue.length - 1]!]!;
  let place = start;
  let fewest = Infinity;
  for (const i of queue) {
    const own = graph.indptr[i + 1]! - graph.indptr[i]!;
    if (level[i] === depth && own < fewest) {
      fewest = own;
      place = i;
    }
    level[i] = -1;
  }
  return { place, depth };
}
