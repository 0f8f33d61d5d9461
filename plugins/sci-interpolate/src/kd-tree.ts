/** Points in a tree of halving boxes, for the nearest of them. */
export interface KdTree {
  readonly points: Float64Array;
  readonly dimensions: number;
  /** Points in the order of the tree: the middle one of each range splits it along the axis given for it. */
  readonly order: Int32Array;
  readonly axes: Uint8Array;
}

/** A tree of points, rows of a matrix. */
export function kdTree(points: Float64Array, dimensions: number): KdTree {
  const count = points.length / dimensions;
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const axes = new Uint8Array(count);
  const build = (from: number, to: number): void => {
    if (to - from < 1) return;
    let axis = 0;
    let widest = -1;
    for (let k = 0; k < dimensions; k++) {
      let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (let i = from; i < to; i++) {
        const x = points[order[i]! * dimensions + k]!;
        if (x < low) low = x;
        if (x > high) high = x;
      }
      if (high - low > widest) {
        widest = high - low;
        axis = k;
      }
    }
    const middle = (from + to) >> 1;
    order.subarray(from, to).sort((i, j) => points[i * dimensions + axis]! - points[j * dimensions + axis]! || i - j);
    axes[middle] = axis;
    build(from, middle);
    build(middle + 1, to);
  };
  build(0, count);
  return { points, dimensions, order, axes };
}

/** The nearest points to a place, nearest first; of equally near ones the one that stands first. */
export function nearest(tree: KdTree, place: Float64Array, count: number): Int32Array {
  const { points, dimensions, order, axes } = tree;
  const found = new Int32Array(count).fill(-1);
  const distances = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const visit = (from: number, to: number): void => {
    if (to <= from) return;
    const middle = (from + to) >> 1;
    const point = order[middle]!;
    let square = 0;
    for (let k = 0; k < dimensions; k++) square += (place[k]! - points[point * dimensions + k]!) ** 2;
    const worst = distances[count - 1]!;
    if (square < worst || (square === worst && point < found[count - 1]!)) {
      let at = count - 1;
      for (; at > 0; at--) {
        const before = distances[at - 1]!;
        if (before < square || (before === square && found[at - 1]! < point)) break;
        distances[at] = before;
        found[at] = found[at - 1]!;
      }
      distances[at] = square;
      found[at] = point;
    }
    const axis = axes[middle]!;
    const offset = place[axis]! - points[point * dimensions + axis]!;
    const near: [number, number] = offset < 0 ? [from, middle] : [middle + 1, to];
    const far: [number, number] = offset < 0 ? [middle + 1, to] : [from, middle];
    visit(...near);
    if (offset * offset <= distances[count - 1]!) visit(...far);
  };
  visit(0, order.length);
  return found;
}
