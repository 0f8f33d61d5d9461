/**
 * Merges of points and of representatives, in the order of their distances (stable), become rows of a linkage: clusters are numbered
 * from n on as they come about, the smaller number stands first, and the sizes are filled in.
 */
export function labelled(merges: Float64Array, n: number): Float64Array {
  const order = Array.from({ length: n - 1 }, (_, i) => i).sort((i, j) => merges[3 * i + 2]! - merges[3 * j + 2]!);
  const parent = Int32Array.from({ length: 2 * n - 1 }, (_, i) => i);
  const size = new Int32Array(2 * n - 1).fill(1);
  const Z = new Float64Array(4 * (n - 1));
  order.forEach((from, row) => {
    const x = rootOf(parent, merges[3 * from]!);
    const y = rootOf(parent, merges[3 * from + 1]!);
    const own = n + row;
    parent[x] = own;
    parent[y] = own;
    size[own] = size[x]! + size[y]!;
    Z[4 * row] = Math.min(x, y);
    Z[4 * row + 1] = Math.max(x, y);
    Z[4 * row + 2] = merges[3 * from + 2]!;
    Z[4 * row + 3] = size[own]!;
  });
  return Z;
}

function rootOf(parent: Int32Array, from: number): number {
  let root = from;
  while (parent[root] !== root) root = parent[root]!;
  for (let x = from; x !== root; ) {
    const next = parent[x]!;
    parent[x] = root;
    x = next;
  }
  return root;
}
