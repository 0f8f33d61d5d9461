import type { Compressed } from "./compressed.js";

/** Distances from some places, and the place before each on the way: -9999 where there is none. */
export interface Paths {
  readonly distances: Float64Array;
  readonly before: Int32Array;
  /** From which of the places the way begins. */
  readonly source: Int32Array;
}

/** Shortest ways from the nearest of some places by Dijkstra's method; lengths must not be negative. */
export function dijkstraFrom(graph: Compressed, starts: ArrayLike<number>, limit: number): Paths {
  const n = graph.lines;
  const distances = new Float64Array(n).fill(Infinity);
  const before = new Int32Array(n).fill(-9999);
  const source = new Int32Array(n).fill(-9999);
  // A binary heap of places; `where` tells where each stands.
  const heap = new Int32Array(n);
  const where = new Int32Array(n).fill(-1);
  let size = 0;
  const lift = (place: number): void => {
    let at = where[place]!;
    const own = distances[place]!;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (distances[heap[above]!]! <= own) break;
      heap[at] = heap[above]!;
      where[heap[at]!] = at;
      at = above;
    }
    heap[at] = place;
    where[place] = at;
  };
  const takeFirst = (): number => {
    const first = heap[0]!;
    const last = heap[--size]!;
    where[first] = -2;
    if (size === 0) return first;
    const own = distances[last]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && distances[heap[child + 1]!]! < distances[heap[child]!]!) child++;
      if (distances[heap[child]!]! >= own) break;
      heap[at] = heap[child]!;
      where[heap[at]!] = at;
      at = child;
    }
    heap[at] = last;
    where[last] = at;
    return first;
  };
  for (let s = 0; s < starts.length; s++) {
    const start = starts[s]!;
    if (where[start] !== -1) continue;
    distances[start] = 0;
    source[start] = start;
    where[start] = size;
    heap[size++] = start;
  }
  while (size > 0) {
    const i = takeFirst();
    const own = distances[i]!;
    for (let k = graph.indptr[i]!; k < graph.indptr[i + 1]!; k++) {
      const j = graph.indices[k]!;
      if (where[j] === -2) continue;
      const through = own + graph.data[k]!;
      if (through >= distances[j]! || through > limit) continue;
      distances[j] = through;
      before[j] = i;
      source[j] = source[i]!;
      if (where[j] === -1) {
        where[j] = size;
        heap[size++] = j;
      }
      lift(j);
    }
  }
  return { distances, before, source };
}

/** Shortest ways from one place, also with negative lengths; undefined where a cycle of negative length is reached. */
export function bellmanFordFrom(graph: Compressed, start: number): Paths | undefined {
  const n = graph.lines;
  const distances = new Float64Array(n).fill(Infinity);
  const before = new Int32Array(n).fill(-9999);
  distances[start] = 0;
  for (let round = 0; round <= n; round++) {
    let changed = false;
    for (let i = 0; i < n; i++) {
      const own = distances[i]!;
      if (own === Infinity) continue;
      for (let k = graph.indptr[i]!; k < graph.indptr[i + 1]!; k++) {
        const j = graph.indices[k]!;
        const through = own + graph.data[k]!;
        if (through >= distances[j]!) continue;
        distances[j] = through;
        before[j] = i;
        changed = true;
      }
    }
    if (!changed) return { distances, before, source: new Int32Array(n).fill(start) };
  }
  return undefined;
}
