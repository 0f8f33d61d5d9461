import { type ArrayLikeInput, asArray } from "./create.js";
import { checkDType, type DType, resultType } from "./dtype.js";
import { coreError, describeValue } from "./errors.js";
import { dispatch, type Operation } from "./kernel.js";
import { isNDArray, type NDArray } from "./ndarray.js";
import { broadcastShapes, checkAxis, checkShape } from "./shape.js";
import { assign, copy } from "./transfer.js";
import { broadcastTo, expandDims, ravel } from "./views.js";

/** What joins arrays: arrays, lists of them, or one array whose first axis is gone through. */
export type Parts = readonly ArrayLikeInput[] | NDArray;

/** Options of {@link concatenate}. */
export interface ConcatenateOptions<D extends DType = DType> {
  /** The axis to join along, 0 by default; `null` joins the flattened arrays. */
  readonly axis?: number | null;
  /** The dtype of the result; by default what all dtypes fit in. */
  readonly dtype?: D;
}

const concatenateOperation: Operation<{ readonly axis: number; readonly dtype: DType }, NDArray> = {
  id: "@core/array/concatenate",
  reference: (inputs, { axis, dtype }) => {
    const result = (inputs.find((one) => one.runtime !== undefined) ?? (inputs[0] as NDArray)).make(
      dtype,
      joinedShape(inputs, axis),
    );
    let place = 0;
    for (const one of inputs) {
      const shape = result.shape.map((size, i) => (i === axis ? (one.shape[i] as number) : size));
      assign(result.view(shape, result.strides, place * (result.strides[axis] as number)), one);
      place += one.shape[axis] as number;
    }
    return result;
  },
  infer: (inputs, { axis, dtype }) => ({ dtype, shape: joinedShape(inputs, axis) }),
};

/**
 * Arrays one behind the other along an axis that they have.
 * @throws BAD_SHAPE when they differ in another axis, BAD_VALUE when there is none
 */
export function concatenate<D extends DType>(
  arrays: Parts,
  options: ConcatenateOptions<D> & { readonly dtype: D },
): NDArray<D>;
export function concatenate(arrays: Parts, options?: ConcatenateOptions): NDArray;
export function concatenate(arrays: Parts, options: ConcatenateOptions = {}): NDArray {
  const given = partsOf(arrays, "concatenate");
  const parts = options.axis === null ? given.map((one) => ravel(one)) : given;
  const dimensions = parts.reduce((most, one) => Math.max(most, one.shape.length), 0);
  if (dimensions === 0) throw coreError("BAD_SHAPE", "concatenate: arrays without axes cannot be joined; use stack.");
  const axis = checkAxis(options.axis ?? 0, dimensions);
  joinedShape(parts, axis);
  const dtype = options.dtype === undefined ? commonType(parts) : checkDType(options.dtype);
  return dispatch(concatenateOperation, parts, { axis, dtype });
}

function joinedShape(arrays: readonly NDArray[], axis: number): number[] {
  const shape = [...(arrays[0] as NDArray).shape];
  for (const one of arrays.slice(1)) {
    if (one.shape.length !== shape.length || one.shape.some((size, i) => i !== axis && size !== shape[i]))
      throw coreError(
        "BAD_SHAPE",
        `arrays: shapes (${(arrays[0] as NDArray).shape.join(", ")}) and (${one.shape.join(", ")}) differ beside axis ${axis}.`,
      );
    shape[axis] = (shape[axis] as number) + (one.shape[axis] as number);
  }
  return [...checkShape(shape)];
}

/** The parts as arrays. */
function partsOf(arrays: Parts, name: string): NDArray[] {
  const list = isNDArray(arrays)
    ? Array.from({ length: arrays.shape[0] ?? 0 }, (_, i) => arrays.slice(i))
    : Array.isArray(arrays)
      ? (arrays as readonly ArrayLikeInput[]).map((one) => asArray(one))
      : undefined;
  if (list === undefined)
    throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(arrays)}, expected a list of arrays.`);
  if (list.length === 0) throw coreError("BAD_VALUE", `${name}: the list has no arrays.`);
  return list;
}

function commonType(arrays: readonly NDArray[]): DType {
  return resultType(...arrays.map((one) => one.dtype));
}

/**
 * Arrays of one shape along a new axis, which stands at `axis` (0) of the result.
 * @throws BAD_SHAPE when the shapes differ
 */
export function stack<D extends DType>(
  arrays: Parts,
  options: { readonly axis?: number; readonly dtype: D },
): NDArray<D>;
export function stack(arrays: Parts, options?: { readonly axis?: number; readonly dtype?: DType }): NDArray;
export function stack(arrays: Parts, options: { readonly axis?: number; readonly dtype?: DType } = {}): NDArray {
  const parts = partsOf(arrays, "stack");
  const shape = (parts[0] as NDArray).shape;
  for (const one of parts) {
    if (one.shape.length !== shape.length || one.shape.some((size, i) => size !== shape[i]))
      throw coreError("BAD_SHAPE", `stack: (${shape.join(", ")}) and (${one.shape.join(", ")}) differ.`);
  }
  const axis = checkAxis(options.axis ?? 0, shape.length + 1);
  return concatenate(
    parts.map((one) => expandDims(one, axis)),
    { ...options, axis },
  );
}

/** Arrays one below the other: along the first axis, lists counting as rows. */
export function vstack(arrays: Parts): NDArray {
  return concatenate(partsOf(arrays, "vstack").map(atLeast2d));
}

/** Arrays side by side: along the second axis, lists along their only one. */
export function hstack(arrays: Parts): NDArray {
  const parts = partsOf(arrays, "hstack").map(atLeast1d);
  return concatenate(parts, { axis: (parts[0] as NDArray).shape.length === 1 ? 0 : 1 });
}

/** Arrays one behind the other along the third axis. */
export function dstack(arrays: Parts): NDArray {
  return concatenate(partsOf(arrays, "dstack").map(atLeast3d), { axis: 2 });
}

/** Lists as the columns of a matrix; matrices are put side by side. */
export function columnStack(arrays: Parts): NDArray {
  const columns = partsOf(arrays, "columnStack").map((one) => (one.shape.length < 2 ? one.reshape([-1, 1]) : one));
  return concatenate(columns, { axis: 1 });
}

/** The array with at least one axis. */
export function atLeast1d(a: ArrayLikeInput): NDArray {
  const one = asArray(a);
  return one.shape.length === 0 ? expandDims(one, 0) : one;
}

/** The array with at least two axes; a list becomes a row. */
export function atLeast2d(a: ArrayLikeInput): NDArray {
  const one = atLeast1d(a);
  return one.shape.length === 1 ? expandDims(one, 0) : one;
}

/** The array with at least three axes: a list becomes (1, n, 1), a matrix (m, n, 1). */
export function atLeast3d(a: ArrayLikeInput): NDArray {
  const one = atLeast2d(a);
  return one.shape.length === 2 ? expandDims(one, 2) : one;
}

/**
 * Views of all arrays in the shape that they broadcast to.
 * @throws BAD_SHAPE when they do not broadcast
 */
export function broadcastArrays(...arrays: ArrayLikeInput[]): NDArray[] {
  const list = arrays.map((one) => asArray(one));
  const shape = broadcastShapes(...list.map((one) => one.shape));
  return list.map((one) => broadcastTo(one, shape));
}

/** The array with values after it along an axis; without an axis both are flattened. */
export function append(a: ArrayLikeInput, values: ArrayLikeInput, options: { readonly axis?: number } = {}): NDArray {
  return concatenate([asArray(a), asArray(values)], { axis: options.axis ?? null });
}

/**
 * An array put together from nested lists of blocks: the innermost lists along the last axis, the next along the one before.
 * @throws BAD_SHAPE when blocks do not fit or stand at different depths
 */
export function block(blocks: ArrayLikeInput): NDArray {
  const depthOf = (level: unknown): number => {
    if (!Array.isArray(level)) return 0;
    if (level.length === 0) throw coreError("BAD_SHAPE", "block: a list is empty.");
    const depths = new Set(level.map(depthOf));
    if (depths.size > 1) throw coreError("BAD_SHAPE", "block: blocks stand at different depths of the lists.");
    return 1 + (depths.values().next().value as number);
  };
  const deepestOf = (level: unknown): number =>
    Array.isArray(level) ? Math.max(...level.map(deepestOf)) : asArray(level as ArrayLikeInput).shape.length;
  const depth = depthOf(blocks);
  const dimensions = Math.max(depth, deepestOf(blocks));
  const build = (level: unknown, left: number): NDArray => {
    if (Array.isArray(level))
      return concatenate(
        level.map((one) => build(one, left - 1)),
        { axis: dimensions - left },
      );
    const one = asArray(level as ArrayLikeInput);
    const missing = dimensions - one.shape.length;
    return one.view(
      [...new Array<number>(missing).fill(1), ...one.shape],
      [...new Array<number>(missing).fill(0), ...one.strides],
    );
  };
  return depth === 0 ? copy(asArray(blocks)) : build(blocks, depth);
}
