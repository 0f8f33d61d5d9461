import { copy } from "./cast.js";
import type { DType } from "./dtype.js";
import { checkIndex } from "./element.js";
import { coreError, describeValue } from "./errors.js";
import type { NDArray } from "./ndarray.js";
import { broadcastStrides, checkAxes, checkAxis, checkShape, sizeOf } from "./shape.js";
import { isSlice, parseSlice, type Slice, sliceIndices } from "./slice.js";

/** What selects along one axis: an index, a slice, its text form, `"..."` for all axes in between, `null` for a new axis. */
export type Selector = number | Slice | string | null;

/**
 * A view by NumPy's basic indexing. An index removes its axis, a slice keeps it and is clipped to the axis.
 * @throws BAD_INDEX for an index out of range, too many selectors or a malformed one
 */
export function sliceArray<D extends DType>(a: NDArray<D>, ...selectors: Selector[]): NDArray<D> {
  let [given, rank, rests] = [0, a.shape.length, 0];
  for (const selector of selectors) {
    if (selector === "...") rests++;
    else if (selector === null) rank++;
    else given++;
    if (typeof selector === "number") rank--;
  }
  if (given > a.shape.length) {
    throw coreError("BAD_INDEX", `index: got ${given} selectors for an array with shape (${a.shape.join(", ")}).`);
  }
  if (rests > 1) throw coreError("BAD_INDEX", 'index: "..." may stand once.');
  // Of just that length: lists that grow have room for more, which many small views would hold.
  const shape = new Array<number>(rank);
  const strides = new Array<number>(rank);
  let offset = a.offset;
  let [axis, place] = [0, 0];
  const put = (size: number, stride: number): void => {
    shape[place] = size;
    strides[place++] = stride;
  };
  const keep = (until: number): void => {
    for (; axis < until; axis++) put(a.shape[axis] as number, a.strides[axis] as number);
  };
  for (const selector of selectors) {
    if (selector === null) {
      put(1, 0);
      continue;
    }
    if (selector === "...") {
      keep(axis + a.shape.length - given);
      continue;
    }
    const size = a.shape[axis] as number;
    const stride = a.strides[axis] as number;
    if (typeof selector === "number") {
      offset += checkIndex(selector, size, axis) * stride;
    } else if (typeof selector === "string" || isSlice(selector)) {
      const { start, length, step } = sliceIndices(
        typeof selector === "string" ? parseSlice(selector) : selector,
        size,
      );
      offset += length === 0 ? 0 : start * stride;
      put(length, stride * step);
    } else {
      throw coreError(
        "BAD_INDEX",
        `index: got ${describeValue(selector)}; allowed are a whole number, slice(start, stop, step) of @core/array, "1:10:2", "..." and null. Masks and lists of indices go through at(); values on axes through isig and inav of signals.`,
      );
    }
    axis++;
  }
  keep(a.shape.length);
  return a.view(shape, strides, offset);
}

/**
 * The view with its axes in another order, reversed by default.
 * @throws BAD_AXIS when `axes` is not a permutation
 */
export function transpose<D extends DType>(a: NDArray<D>, axes?: readonly number[]): NDArray<D> {
  const dimensions = a.shape.length;
  const order =
    axes === undefined
      ? Array.from({ length: dimensions }, (_, i) => dimensions - 1 - i)
      : checkAxes(axes, dimensions, "axes");
  if (order.length !== dimensions)
    throw coreError("BAD_AXIS", `axes: got [${order.join(", ")}], expected each of the ${dimensions} axes once.`);
  return a.view(
    order.map((axis) => a.shape[axis] as number),
    order.map((axis) => a.strides[axis] as number),
  );
}

/** The view with two axes exchanged. */
export function swapAxes<D extends DType>(a: NDArray<D>, first: number, second: number): NDArray<D> {
  const order = a.shape.map((_, i) => i);
  const [i, j] = [checkAxis(first, order.length), checkAxis(second, order.length)];
  order[i] = j;
  order[j] = i;
  return transpose(a, order);
}

/** The view with axes moved to other places, the others staying in order. */
export function moveAxis<D extends DType>(
  a: NDArray<D>,
  source: number | readonly number[],
  destination: number | readonly number[],
): NDArray<D> {
  const from = checkAxes(source, a.shape.length, "source");
  const to = checkAxes(destination, a.shape.length, "destination");
  if (from.length !== to.length)
    throw coreError("BAD_AXIS", `destination: ${to.length} axes for ${from.length} in source.`);
  const order = a.shape.map((_, i) => i).filter((axis) => !from.includes(axis));
  const pairs = to.map((place, i) => [place, from[i] as number] as const).sort((p, q) => p[0] - q[0]);
  for (const [place, axis] of pairs) order.splice(place, 0, axis);
  return transpose(a, order);
}

/**
 * The same elements in C order under another shape; one size may be -1. A view where the strides allow, else a copy.
 * @throws BAD_SHAPE when the sizes do not fit
 */
export function reshape<D extends DType>(a: NDArray<D>, shape: number | readonly number[]): NDArray<D> {
  const wanted = typeof shape === "number" ? [shape] : [...shape];
  const size = a.size;
  const unknown = wanted.indexOf(-1);
  if (unknown >= 0) {
    const rest = sizeOf(wanted.filter((_, i) => i !== unknown));
    wanted[unknown] = rest > 0 && size % rest === 0 ? size / rest : -1;
    if (wanted[unknown] === -1)
      throw coreError(
        "BAD_SHAPE",
        `reshape: cannot make (${(shape as number[]).join?.(", ") ?? shape}) of ${size} elements.`,
      );
  }
  checkShape(wanted);
  if (sizeOf(wanted) !== size)
    throw coreError(
      "BAD_SHAPE",
      `reshape: shape (${a.shape.join(", ")}) has ${size} elements, (${wanted.join(", ")}) has ${sizeOf(wanted)}.`,
    );
  const strides = reshapedStrides(a.shape, a.strides, wanted);
  if (strides !== undefined) return a.view(wanted, strides);
  return a.make(a.dtype, wanted, copy(a).storage);
}

/** The view as one axis, or a copy where the strides do not allow it. */
export function ravel<D extends DType>(a: NDArray<D>): NDArray<D> {
  return reshape(a, -1);
}

/** Strides of a reshaped view, or undefined where a copy is needed: groups of old and new axes with equal sizes must merge. */
function reshapedStrides(
  shape: readonly number[],
  strides: readonly number[],
  wanted: readonly number[],
): number[] | undefined {
  const result = new Array<number>(wanted.length).fill(1);
  if (sizeOf(shape) === 0) return result;
  const old = shape.map((size, i) => [size, strides[i] as number] as const).filter(([size]) => size !== 1);
  let at = 0;
  let to = 0;
  while (to < wanted.length) {
    if (wanted[to] === 1) {
      to++;
      continue;
    }
    const first = at;
    const firstNew = to;
    let oldSize = (old[at] as readonly [number, number])[0];
    let newSize = wanted[to] as number;
    at++;
    to++;
    while (oldSize !== newSize) {
      if (oldSize < newSize) oldSize *= (old[at++] as readonly [number, number])[0];
      else newSize *= wanted[to++] as number;
    }
    for (let i = first; i < at - 1; i++) {
      const [, stride] = old[i] as readonly [number, number];
      const [nextSize, nextStride] = old[i + 1] as readonly [number, number];
      if (stride !== nextSize * nextStride) return undefined;
    }
    let step = (old[at - 1] as readonly [number, number])[1];
    for (let i = to - 1; i >= firstNew; i--) {
      result[i] = step;
      step *= wanted[i] as number;
    }
  }
  return result;
}

/** The view repeated along new or size-1 axes, by NumPy's broadcasting. Writing to it writes one element many times. */
export function broadcastTo<D extends DType>(a: NDArray<D>, shape: number | readonly number[]): NDArray<D> {
  const target = checkShape(shape);
  return a.view(target, broadcastStrides(a.shape, a.strides, target));
}

/**
 * The view without axes of size 1: all of them, or those named.
 * @throws BAD_SHAPE when a named axis has another size
 */
export function squeeze<D extends DType>(
  a: NDArray<D>,
  options: { readonly axis?: number | readonly number[] } = {},
): NDArray<D> {
  const named = options.axis === undefined ? undefined : checkAxes(options.axis, a.shape.length);
  for (const axis of named ?? []) {
    if (a.shape[axis] !== 1)
      throw coreError("BAD_SHAPE", `squeeze: axis ${axis} has size ${a.shape[axis]}, expected 1.`);
  }
  const kept = a.shape.map((_, i) => i).filter((i) => (named === undefined ? a.shape[i] !== 1 : !named.includes(i)));
  return a.view(
    kept.map((i) => a.shape[i] as number),
    kept.map((i) => a.strides[i] as number),
  );
}

/** The view with new axes of size 1 at these places of the result. */
export function expandDims<D extends DType>(a: NDArray<D>, axis: number | readonly number[]): NDArray<D> {
  const list = typeof axis === "number" ? [axis] : axis;
  const dimensions = a.shape.length + list.length;
  const places = checkAxes(list, dimensions);
  let from = 0;
  const shape: number[] = [];
  const strides: number[] = [];
  for (let i = 0; i < dimensions; i++) {
    const added = places.includes(i);
    shape.push(added ? 1 : (a.shape[from] as number));
    strides.push(added ? 0 : (a.strides[from] as number));
    if (!added) from++;
  }
  return a.view(shape, strides);
}

/** The view with axes reversed: all of them, or those named. */
export function flip<D extends DType>(
  a: NDArray<D>,
  options: { readonly axis?: number | readonly number[] } = {},
): NDArray<D> {
  const axes = checkAxes(options.axis, a.shape.length);
  let offset = a.offset;
  const strides = [...a.strides];
  for (const axis of axes) {
    offset += Math.max(0, (a.shape[axis] as number) - 1) * (a.strides[axis] as number);
    strides[axis] = -(a.strides[axis] as number);
  }
  return a.view(a.shape, strides, offset);
}

/** Which diagonals {@link diagonal} takes. */
export interface DiagonalViewOptions {
  /** 0 is the main one, positive ones stand above it. */
  readonly offset?: number;
  /** The axis of the rows, 0 by default. */
  readonly axis1?: number;
  /** The axis of the columns, 1 by default. */
  readonly axis2?: number;
}

/**
 * The view of a diagonal of a matrix; of more axes, of the diagonals of two of them, along a new last axis (NumPy's `diagonal`).
 * @throws BAD_SHAPE for fewer than two axes, BAD_AXIS when both are the same, BAD_VALUE for an offset that is not whole
 */
export function diagonal<D extends DType>(a: NDArray<D>, options: DiagonalViewOptions = {}): NDArray<D> {
  const { offset: shift = 0, axis1 = 0, axis2 = 1 } = options;
  if (a.shape.length < 2)
    throw coreError("BAD_SHAPE", `diagonal: got shape (${a.shape.join(", ")}), expected at least two axes.`);
  if (!Number.isInteger(shift))
    throw coreError("BAD_VALUE", `offset: got ${describeValue(shift)}, expected a whole number.`);
  const [first, second] = checkAxes([axis1, axis2], a.shape.length, "axis1 and axis2") as [number, number];
  const [rows, columns] = [a.shape[first] as number, a.shape[second] as number];
  const [down, right] = [a.strides[first] as number, a.strides[second] as number];
  const length = Math.max(0, shift >= 0 ? Math.min(rows, columns - shift) : Math.min(rows + shift, columns));
  const start = length === 0 ? 0 : shift >= 0 ? shift * right : -shift * down;
  const rest = [...a.shape.keys()].filter((axis) => axis !== first && axis !== second);
  return a.view(
    [...rest.map((axis) => a.shape[axis] as number), length],
    [...rest.map((axis) => a.strides[axis] as number), down + right],
    a.offset + start,
  );
}
