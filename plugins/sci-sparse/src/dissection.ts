import type { Compressed } from "./compressed.js";
import { neighbours, reverseCuthillMckeeOrder } from "./ordering.js";

/** Parts up to this size are not cut any more. */
const leaf = 40;

interface Adjacency {
  readonly indices: Int32Array;
  readonly indptr: Int32Array;
}

/** What a search from one place over places of one part finds: places level by level. */
interface Levels {
  readonly order: Int32Array;
  readonly count: number;
  /** Where each level begins in the order; one more at the end. */
  readonly starts: readonly number[];
}

/** Searches a part level by level. `seen` gets the stamp at each place that is found. */
function search(
  graph: Adjacency,
  part: Int32Array,
  own: number,
  start: number,
  seen: Int32Array,
  stamp: number,
  order: Int32Array,
): Levels {
  const starts = [0];
  order[0] = start;
  seen[start] = stamp;
  let count = 1;
  let level = 0;
  while (level < count) {
    const end = count;
    for (; level < end; level++) {
      const i = order[level]!;
      for (let k = graph.indptr[i]!; k < graph.indptr[i + 1]!; k++) {
        const j = graph.indices[k]!;
        if (part[j] !== own || seen[j] === stamp) continue;
        seen[j] = stamp;
        order[count++] = j;
      }
    }
    starts.push(end);
  }
  return { order, count, starts };
}

/**
 * An order of elimination by nested dissection (George, SIAM J. Numer. Anal. 10, 345 (1973)): levels of a search cut the graph in two, the cut
 * comes last, and so on in both halves.
 */
function dissectionOrder(graph: Adjacency, n: number): Int32Array {
  const result = new Int32Array(n);
  const part = new Int32Array(n);
  const seen = new Int32Array(n).fill(-1);
  const order = new Int32Array(n);
  let [stamp, parts] = [0, 1];
  const waiting: { readonly own: number; readonly places: Int32Array; readonly at: number }[] = [
    { own: 0, places: Int32Array.from({ length: n }, (_, i) => i), at: 0 },
  ];
  const give = (places: Int32Array, at: number): void => {
    const own = parts++;
    for (const i of places) part[i] = own;
    waiting.push({ own, places, at });
  };
  while (waiting.length > 0) {
    const { own, places, at } = waiting.pop()!;
    if (places.length === 0) continue;
    let found = search(graph, part, own, places[0]!, seen, stamp++, order);
    if (found.count < places.length) {
      // Not connected: what was found, and the rest.
      const reached = order.slice(0, found.count);
      const rest = places.filter((i) => seen[i] !== stamp - 1);
      give(reached, at);
      give(rest, at + reached.length);
      continue;
    }
    if (places.length <= leaf) {
      result.set(order.subarray(0, found.count).reverse(), at);
      continue;
    }
    for (let round = 0; round < 3; round++) {
      const depth = found.starts.length;
      found = search(graph, part, own, order[found.count - 1]!, seen, stamp++, order);
      if (found.starts.length <= depth) break;
    }
    const levels = found.starts.length - 1;
    if (levels < 3) {
      result.set(order.subarray(0, found.count).reverse(), at);
      continue;
    }
    let middle = 1;
    while (middle + 1 < levels - 1 && found.starts[middle + 1]! < places.length / 2) middle++;
    const [from, to] = [found.starts[middle]!, found.starts[middle + 1]!];
    const right = order.slice(to, found.count);
    const mark = stamp++;
    for (const i of right) seen[i] = mark;
    const touches = (i: number): boolean => {
      for (let k = graph.indptr[i]!; k < graph.indptr[i + 1]!; k++) if (seen[graph.indices[k]!] === mark) return true;
      return false;
    };
    const level = order.slice(from, to);
    const cut = level.filter(touches);
    const left = Int32Array.from([...order.subarray(0, from), ...level.filter((i) => !touches(i))]);
    result.set(cut, at + left.length + right.length);
    for (const i of cut) part[i] = -1;
    give(left, at);
    give(right, at + left.length);
  }
  return result;
}

/** An order of the columns of a square matrix for elimination: near the diagonal where it is narrow, by nested dissection where it is wide. */
export function eliminationOrder(a: Compressed): Int32Array {
  const n = a.lines;
  const narrow = reverseCuthillMckeeOrder(a);
  const place = new Int32Array(n);
  narrow.forEach((i, at) => {
    place[i] = at;
  });
  const graph = neighbours(a);
  let width = 0;
  for (let i = 0; i < n; i++)
    for (let k = graph.indptr[i]!; k < graph.indptr[i + 1]!; k++)
      width = Math.max(width, Math.abs(place[i]! - place[graph.indices[k]!]!));
  return width * width <= 30 * Math.sqrt(n) || graph.indices.length > 0.1 * n * n ? narrow : dissectionOrder(graph, n);
}
