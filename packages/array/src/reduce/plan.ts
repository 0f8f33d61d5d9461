import type { NDArray } from "../ndarray.js";
import { broadcastStrides, checkAxes, isContiguous } from "../shape.js";

/** How an array is walked to reduce some of its axes. */
export interface Plan {
  readonly a: NDArray;
  readonly axes: readonly number[];
  /** The shape of what remains, in the order of the axes. */
  readonly kept: readonly number[];
  /** The number of outputs. */
  readonly size: number;
  /** The number of elements behind each output. */
  readonly count: number;
  /** Walked sizes, the last ones innermost, and for each its steps in four places. */
  readonly shape: readonly number[];
  readonly source: readonly number[];
  readonly outputs: readonly number[];
  readonly mask: readonly number[];
  /** Along the reduced axes, for `indexed`. */
  readonly counts: readonly number[];
  readonly where: NDArray | undefined;
  /** The kept axes in the order of the outputs, when that is not the order of the axes. */
  readonly order: readonly number[] | undefined;
}

/**
 * Plans a walk through memory in its own order. Outputs are laid out in the order of the walk.
 * @param indexed walk several reduced axes in C order and count along them
 */
export function planReduction(
  a: NDArray,
  axis: number | readonly number[] | undefined,
  where?: NDArray,
  indexed = false,
): Plan {
  const { shape, strides } = a;
  const axes = checkAxes(axis, shape.length);
  if (where === undefined && isContiguous(shape, strides) && areNeighbours(axes)) return blockPlan(a, axes);
  const reduced = shape.map(() => false);
  for (const one of axes) reduced[one] = true;
  const walked = walkingOrder(a, indexed && axes.length > 1);
  const mask = where === undefined ? undefined : broadcastStrides(where.shape, where.strides, shape);
  const outputs = shape.map(() => 0);
  const counts = shape.map(() => 0);
  const order: number[] = [];
  let size = 1;
  let count = 1;
  for (let i = walked.length - 1; i >= 0; i--) {
    const one = walked[i] as number;
    if (reduced[one]) continue;
    outputs[one] = size;
    size *= shape[one] as number;
    order.push(one);
  }
  for (let one = shape.length - 1; one >= 0; one--) {
    if (!reduced[one]) continue;
    counts[one] = indexed ? count : 0;
    count *= shape[one] as number;
  }
  order.reverse();
  const natural = [...order].sort((i, j) => i - j);
  const inOrder = order.every((one, i) => one === natural[i] || shape[one] === 1);
  const merged = { shape: [], source: [], outputs: [], mask: [], counts: [] };
  for (const one of walked) {
    join(
      merged,
      shape[one] as number,
      strides[one] as number,
      outputs[one] as number,
      mask?.[one] ?? 0,
      counts[one] as number,
    );
  }
  return {
    shape: merged.shape,
    source: merged.source,
    outputs: merged.outputs,
    mask: merged.mask,
    counts: merged.counts,
    a,
    axes,
    size,
    count,
    where,
    kept: natural.map((one) => shape[one] as number),
    order: inOrder ? undefined : natural.map((one) => order.indexOf(one)),
  };
}

function areNeighbours(axes: readonly number[]): boolean {
  for (let i = 1; i < axes.length; i++) if (axes[i] !== (axes[i - 1] as number) + 1) return false;
  return true;
}

/** A contiguous array whose reduced axes stand side by side is outer × count × inner elements. */
function blockPlan(a: NDArray, axes: readonly number[]): Plan {
  const { shape } = a;
  const first = axes[0] ?? shape.length;
  let [outer, count, inner] = [1, 1, 1];
  const kept: number[] = [];
  for (let i = 0; i < shape.length; i++) {
    const size = shape[i] as number;
    if (i >= first && i < first + axes.length) count *= size;
    else {
      kept.push(size);
      if (i < first) outer *= size;
      else inner *= size;
    }
  }
  const folds = inner === 1;
  return {
    a,
    axes,
    kept,
    count,
    size: outer * inner,
    shape: folds ? [outer, count] : [outer, count, inner],
    source: folds ? [count, 1] : [count * inner, inner, 1],
    outputs: folds ? [1, 0] : [inner, 0, 1],
    mask: folds ? [0, 0] : [0, 0, 0],
    counts: folds ? [0, 1] : [0, 1, 0],
    where: undefined,
    order: undefined,
  };
}

/** Axes with far steps first; those along which elements repeat are walked outermost. */
function walkingOrder(a: NDArray, inOrder: boolean): number[] {
  const order = a.shape.map((_, i) => i);
  if (inOrder) return order;
  const far = a.strides.map((step) => (step === 0 ? Number.POSITIVE_INFINITY : Math.abs(step)));
  for (let i = 1; i < order.length; i++) {
    const axis = order[i] as number;
    let j = i - 1;
    for (; j >= 0 && (far[order[j] as number] as number) < (far[axis] as number); j--)
      order[j + 1] = order[j] as number;
    order[j + 1] = axis;
  }
  return order;
}

interface Merged {
  readonly shape: number[];
  readonly source: number[];
  readonly outputs: number[];
  readonly mask: number[];
  readonly counts: number[];
}

/** Puts an axis inside the ones before, joined with the last one where everything walks on evenly. */
function join(merged: Merged, size: number, source: number, output: number, mask: number, count: number): void {
  if (size === 1) return;
  const last = merged.shape.length - 1;
  const joins =
    last >= 0 &&
    merged.source[last] === source * size &&
    merged.outputs[last] === output * size &&
    merged.mask[last] === mask * size &&
    merged.counts[last] === count * size;
  const to = joins ? last : last + 1;
  merged.shape[to] = joins ? (merged.shape[last] as number) * size : size;
  merged.source[to] = source;
  merged.outputs[to] = output;
  merged.mask[to] = mask;
  merged.counts[to] = count;
}
