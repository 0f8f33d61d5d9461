/** A tree of boxes over points, in flat arrays. Node 0 is the root; children have larger numbers. */
export interface Nodes {
  readonly m: number;
  readonly count: number;
  /** The points in the order of the leaves, and their numbers in the data. */
  readonly points: Float64Array;
  readonly order: Int32Array;
  /** The first point of each node and the one after its last. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The children of each node, -1 for leaves. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** The box round the points of each node. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Divides points at the middle one of the longest side of their box, until a node has no more than `leafsize`.
 * Source: J. L. Bentley, Commun. ACM 18 (1975) 509.
 */
export function buildNodes(data: Float64Array, count: number, m: number, leafsize: number): Nodes {
  const most = Math.max(1, 4 * Math.ceil(count / Math.max(1, leafsize)) + 1);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const lists = Array.from({ length: 4 }, () => new Int32Array(most));
  const [start, end, left, right] = lists as [Int32Array, Int32Array, Int32Array, Int32Array];
  const low = new Float64Array(most * m);
  const high = new Float64Array(most * m);
  end[0] = count;
  let nodes = 1;
  for (let node = 0; node < nodes; node++) {
    const [from, to] = [start[node]!, end[node]!];
    const side = boxOf(data, order, from, to, m, low, high, node);
    left[node] = -1;
    right[node] = -1;
    const longest = to > from ? high[node * m + side]! - low[node * m + side]! : 0;
    if (to - from <= leafsize || !(longest > 0)) continue;
    const middle = (from + to) >> 1;
    divide(data, order, from, to - 1, middle, m, side);
    for (const [first, last, children] of [
      [from, middle, left],
      [middle, to, right],
    ] as const) {
      children[node] = nodes;
      start[nodes] = first;
      end[nodes] = last;
      nodes++;
    }
  }
  const points = new Float64Array(count * m);
  for (let i = 0; i < count; i++) for (let k = 0; k < m; k++) points[i * m + k] = data[order[i]! * m + k]!;
  return { m, count, points, order, start, end, left, right, low, high };
}

/** Writes the box of a node and tells its longest side. */
function boxOf(
  data: Float64Array,
  order: Int32Array,
  from: number,
  to: number,
  m: number,
  low: Float64Array,
  high: Float64Array,
  node: number,
): number {
  let side = 0;
  let longest = -1;
  for (let k = 0; k < m; k++) {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = from; i < to; i++) {
      const value = data[order[i]! * m + k]!;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    low[node * m + k] = least;
    high[node * m + k] = most;
    if (most - least > longest) {
      longest = most - least;
      side = k;
    }
  }
  return side;
}

/** Puts the points so that those before `middle` are not above those from it on (Hoare's quickselect). */
function divide(
  data: Float64Array,
  order: Int32Array,
  from: number,
  to: number,
  middle: number,
  m: number,
  side: number,
): void {
  let [low, high] = [from, to];
  while (low < high) {
    const pivot = data[order[(low + high) >> 1]! * m + side]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (data[order[i]! * m + side]! < pivot) i++;
      while (data[order[j]! * m + side]! > pivot) j--;
      if (i > j) break;
      const kept = order[i]!;
      order[i++] = order[j]!;
      order[j--] = kept;
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
}
