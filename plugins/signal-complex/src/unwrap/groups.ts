import type { Edges } from "./edges.js";

/**
 * Joins pixels to groups edge by edge, so that across each edge that joins two groups the values differ by less than half a turn.
 * @returns pairs of numbers, one for each pixel; the second one says how many turns it is to be raised
 */
export function joinGroups({ codes, distances, size }: Edges, order: Int32Array): Int32Array {
  // A group is a tree: for each pixel its parent, and how many turns it is raised relative to that. Roots are their own parents.
  const tree = new Int32Array(2 * size);
  for (let p = 0; p < size; p++) tree[2 * p] = p;
  const count = new Int32Array(size).fill(1);
  for (let i = 0; i < order.length; i++) {
    const code = codes[order[i] as number] as number;
    const part = Math.floor(code / size);
    const kind = Math.floor(part / 3);
    const p = code - part * size;
    const q = p + (distances[kind] as number);
    const a = rootOf(tree, p);
    const b = rootOf(tree, q);
    if (a === b) continue;
    const raised = (tree[2 * p + 1] as number) - (tree[2 * q + 1] as number) - (part - 3 * kind - 1);
    if (count[b] !== 1 && (count[a] as number) <= (count[b] as number)) {
      tree[2 * a] = b;
      tree[2 * a + 1] = -raised;
      count[b]! += count[a] as number;
    } else {
      tree[2 * b] = a;
      tree[2 * b + 1] = raised;
      count[a]! += count[b] as number;
    }
  }
  for (let p = 0; p < size; p++) rootOf(tree, p);
  return tree;
}

/** The root of a pixel's group; afterwards it is the pixel's parent. */
function rootOf(tree: Int32Array, pixel: number): number {
  let root = tree[2 * pixel] as number;
  if (root === pixel) return root;
  let above = tree[2 * root] as number;
  if (above === root) return root;
  let total = tree[2 * pixel + 1] as number;
  while (above !== root) {
    total += tree[2 * root + 1] as number;
    root = above;
    above = tree[2 * root] as number;
  }
  let at = pixel;
  while (at !== root) {
    const next = tree[2 * at] as number;
    const own = tree[2 * at + 1] as number;
    tree[2 * at] = root;
    tree[2 * at + 1] = total;
    total -= own;
    at = next;
  }
  return root;
}
