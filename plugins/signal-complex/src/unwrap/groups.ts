import type { Edges } from "./edges.js";

/**
 * Joins pixels to groups edge by edge, so that across each edge that joins two groups the values differ by less than half a turn.
 * @returns how many turns each pixel is to be raised
 */
export function joinGroups(values: Float64Array, { first, second }: Edges, order: Int32Array): Int32Array {
  const size = values.length;
  // A group is a tree: `turns` are relative to the parent, 0 at the root.
  const parent = Int32Array.from({ length: size }, (_, i) => i);
  const turns = new Int32Array(size);
  const count = new Int32Array(size).fill(1);
  for (let i = 0; i < order.length; i++) {
    const edge = order[i] as number;
    const p = first[edge] as number;
    const q = second[edge] as number;
    const a = rootOf(parent, turns, p);
    const b = rootOf(parent, turns, q);
    if (a === b) continue;
    const step = turnsBetween(values[p] as number, values[q] as number);
    const raised = (turns[p] as number) - (turns[q] as number) - step;
    if (count[b] !== 1 && (count[a] as number) <= (count[b] as number)) {
      parent[a] = b;
      turns[a] = -raised;
      count[b]! += count[a] as number;
    } else {
      parent[b] = a;
      turns[b] = raised;
      count[a]! += count[b] as number;
    }
  }
  for (let p = 0; p < size; p++) rootOf(parent, turns, p);
  return turns;
}

/** The root of a pixel's group; afterwards it is the pixel's parent. */
function rootOf(parent: Int32Array, turns: Int32Array, pixel: number): number {
  let root = parent[pixel] as number;
  if (root === pixel) return root;
  let above = parent[root] as number;
  if (above === root) return root;
  let total = turns[pixel] as number;
  while (above !== root) {
    total += turns[root] as number;
    root = above;
    above = parent[root] as number;
  }
  let at = pixel;
  while (at !== root) {
    const next = parent[at] as number;
    const own = turns[at] as number;
    parent[at] = root;
    turns[at] = total;
    total -= own;
    at = next;
  }
  return root;
}

/** The turns from one value to the next that keep them less than half a turn apart. */
function turnsBetween(value: number, next: number): number {
  const difference = value - next;
  if (difference > Math.PI) return -1;
  return difference < -Math.PI ? 1 : 0;
}
