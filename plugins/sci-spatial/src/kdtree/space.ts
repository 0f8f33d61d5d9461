import type { Nodes } from "./build.js";

/** Distances in a space with a Minkowski norm that may wrap round; they stay without the root until the end. */
export interface Space {
  readonly p: number;
  /** The length of each axis that wraps round, 0 for the others; undefined where none does. */
  readonly box: Float64Array | undefined;
}

/** A distance without its root. */
export function powered(space: Space, distance: number): number {
  const { p } = space;
  if (p === 2) return distance * distance;
  return p === 1 || p === Number.POSITIVE_INFINITY ? distance : distance ** p;
}

/** A distance from what {@link powered} gives. */
export function rooted(space: Space, power: number): number {
  const { p } = space;
  if (p === 2) return Math.sqrt(power);
  return p === 1 || p === Number.POSITIVE_INFINITY ? power : power ** (1 / p);
}

function join(p: number, sum: number, difference: number): number {
  if (p === 2) return sum + difference * difference;
  if (p === 1) return sum + difference;
  if (p === Number.POSITIVE_INFINITY) return difference > sum ? difference : sum;
  return sum + difference ** p;
}

/** The distance of two points, without its root. */
export function between(space: Space, a: Float64Array, i: number, b: Float64Array, j: number, m: number): number {
  const { p, box } = space;
  let sum = 0;
  if (box === undefined && p === 2) {
    for (let k = 0; k < m; k++) {
      const d = a[i + k]! - b[j + k]!;
      sum += d * d;
    }
    return sum;
  }
  for (let k = 0; k < m; k++) {
    let d = Math.abs(a[i + k]! - b[j + k]!);
    const length = box === undefined ? 0 : box[k]!;
    if (length > 0 && d > length - d) d = length - d;
    sum = join(p, sum, d);
  }
  return sum;
}

/** The least distance of a point from the box of a node, without its root. */
export function leastToNode(space: Space, x: Float64Array, i: number, nodes: Nodes, node: number): number {
  const { p, box } = space;
  const { m, low, high } = nodes;
  const place = node * m;
  let sum = 0;
  if (box === undefined && p === 2) {
    for (let k = 0; k < m; k++) {
      const value = x[i + k]!;
      const under = low[place + k]! - value;
      const over = value - high[place + k]!;
      if (under > 0) sum += under * under;
      else if (over > 0) sum += over * over;
    }
    return sum;
  }
  for (let k = 0; k < m; k++) {
    const value = x[i + k]!;
    sum = join(p, sum, leastAlong(low[place + k]! - value, high[place + k]! - value, box === undefined ? 0 : box[k]!));
  }
  return sum;
}

/** The largest distance of a point from any place in the box of a node, without its root. */
export function mostToNode(space: Space, x: Float64Array, i: number, nodes: Nodes, node: number): number {
  const { p, box } = space;
  const { m, low, high } = nodes;
  let sum = 0;
  for (let k = 0; k < m; k++) {
    const value = x[i + k]!;
    const length = box === undefined ? 0 : box[k]!;
    sum = join(p, sum, mostAlong(low[node * m + k]! - value, high[node * m + k]! - value, length));
  }
  return sum;
}

/** The least and the largest distance of places in two boxes, without their roots. */
export function betweenNodes(space: Space, a: Nodes, i: number, b: Nodes, j: number): readonly [number, number] {
  const { p, box } = space;
  let least = 0;
  let most = 0;
  for (let k = 0; k < a.m; k++) {
    const length = box === undefined ? 0 : box[k]!;
    const from = b.low[j * a.m + k]! - a.high[i * a.m + k]!;
    const to = b.high[j * a.m + k]! - a.low[i * a.m + k]!;
    least = join(p, least, leastAlong(from, to, length));
    most = join(p, most, mostAlong(from, to, length));
  }
  return [least, most];
}

/** The least size of differences between two limits, on a line or on a circle of some length. */
function leastAlong(from: number, to: number, length: number): number {
  if (from <= 0 && to >= 0) return 0;
  const near = Math.min(Math.abs(from), Math.abs(to));
  if (length === 0) return near;
  const far = Math.max(Math.abs(from), Math.abs(to));
  return Math.min(near, Math.max(length - far, 0));
}

/** The largest size of such differences. */
function mostAlong(from: number, to: number, length: number): number {
  const far = Math.max(Math.abs(from), Math.abs(to));
  if (length === 0) return far;
  const half = length / 2;
  const near = from <= 0 && to >= 0 ? 0 : Math.min(Math.abs(from), Math.abs(to));
  if (far <= half) return far;
  return near <= half ? half : length - near;
}
