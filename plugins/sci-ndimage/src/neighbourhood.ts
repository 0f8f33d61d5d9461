import {
  type ArrayLikeInput,
  asArray,
  contiguous,
  contiguousStrides,
  elementsOf,
  makeData,
  type NDArray,
  sizeOf,
} from "@core/array";
import { coreError } from "@core/array/runtime";
import { type Border, borderMap } from "./border.js";
import { checkOrigin, perAxis } from "./values.js";

/** An array with its border around it, in which each element of a filter is a fixed distance away. */
export interface Neighbourhood {
  readonly values: Float64Array;
  /** Distances of the filter's elements from its first corner, in C order, for those that are asked for. */
  readonly offsets: Int32Array;
  /** For each line along the last axis, where the filter's corner is at its first element. */
  readonly rows: Float64Array;
  /** Elements in a line. */
  readonly length: number;
}

/** Which elements of a box belong to a filter. */
export interface Footprint {
  readonly shape: readonly number[];
  /** 0 or 1 for each element of the box in C order. */
  readonly members: Uint8Array;
  readonly count: number;
  readonly full: boolean;
}

/**
 * The footprint of a filter, from its size or its elements.
 * @throws BAD_ARGUMENT when neither is given, BAD_SHAPE for another number of axes, BAD_VALUE for an empty one
 */
export function footprintOf(
  name: string,
  size: number | readonly number[] | undefined,
  footprint: ArrayLikeInput | undefined,
  dimensions: number,
): Footprint {
  if (footprint !== undefined) return footprintOfArray(footprint, dimensions);
  if (size === undefined)
    throw coreError("BAD_ARGUMENT", `${name}: neither a size nor a footprint is given, expected one of them.`);
  const shape = perAxis(size, dimensions, "size");
  for (const one of shape)
    if (!Number.isSafeInteger(one) || one < 1)
      throw coreError("BAD_VALUE", `size: got ${one}, expected a whole number from 1.`);
  if (!(sizeOf(shape) <= 2 ** 26))
    throw coreError(
      "OUT_OF_MEMORY",
      `size: a filter of ${shape.join(" × ")} elements is too large, up to 2 ** 26 fit.`,
    );
  const members = new Uint8Array(sizeOf(shape)).fill(1);
  return { shape, members, count: members.length, full: true };
}

/** A footprint of truths; everything but 0 belongs to it. */
export function footprintOfArray(footprint: ArrayLikeInput, dimensions: number): Footprint {
  const given = asArray(footprint);
  if (given.shape.length !== dimensions)
    throw coreError(
      "BAD_SHAPE",
      `footprint: has ${given.shape.length} axes, the input ${dimensions}; expected the same number.`,
    );
  const members = truths(given);
  let count = 0;
  for (let i = 0; i < members.length; i++) count += members[i] as number;
  if (count === 0) throw coreError("BAD_VALUE", "footprint: has no elements that are not 0, expected at least one.");
  return { shape: given.shape, members, count, full: count === members.length };
}

/** 0 or 1 for each element in C order: everything but 0 is true. The result may be the array's own memory. */
export function truths(a: NDArray): Uint8Array {
  return elementsOf(contiguous(a.dtype === "bool" ? a : a.astype("bool"))) as Uint8Array;
}

/** The shifts of a filter along all axes, each checked. */
export function checkOrigins(origin: number | readonly number[] | undefined, shape: readonly number[]): number[] {
  return perAxis(origin ?? 0, shape.length, "origin").map((one, axis) => checkOrigin(one, shape[axis] as number));
}

/**
 * Lays a border around an array that a filter of `box` can reach.
 * @param members which elements of the filter are wanted: those that are not 0
 */
export function neighbourhood(
  values: Float64Array,
  shape: readonly number[],
  box: readonly number[],
  members: ArrayLike<number>,
  origins: readonly number[],
  border: Border,
  cval: number,
): Neighbourhood {
  // An array without axes is a line of one element.
  if (shape.length === 0) return neighbourhood(values, [1], [1], members, [0], border, cval);
  const before = box.map((size, axis) => Math.floor(size / 2) + (origins[axis] as number));
  const maps = shape.map((size, axis) =>
    borderMap(size, before[axis] as number, (box[axis] as number) - 1 - (before[axis] as number), border),
  );
  const wide = maps.map((map) => map.length);
  const strides = contiguousStrides(wide);
  return {
    values: padded(values, shape, maps, before, cval),
    offsets: filterOffsets(box, members, strides),
    rows: rowStarts(shape, strides),
    length: shape[shape.length - 1] as number,
  };
}

function padded(
  values: Float64Array,
  shape: readonly number[],
  maps: readonly Int32Array[],
  before: readonly number[],
  cval: number,
): Float64Array {
  const last = shape.length - 1;
  const map = maps[last] as Int32Array;
  const length = shape[last] as number;
  const first = before[last] as number;
  const wide = maps.map((one) => one.length);
  const result = makeData("float64", sizeOf(wide));
  const ownStrides = contiguousStrides(shape);
  const index = new Array<number>(last).fill(0);
  for (let start = 0; start < result.length; start += map.length) {
    let from = 0;
    for (let axis = 0; axis < last && from >= 0; axis++) {
      const at = (maps[axis] as Int32Array)[index[axis] as number] as number;
      from = at < 0 ? -1 : from + at * (ownStrides[axis] as number);
    }
    if (from < 0) result.fill(cval, start, start + map.length);
    else {
      result.set(values.subarray(from, from + length), start + first);
      for (let i = 0; i < map.length; i++) {
        if (i === first) i += length;
        if (i >= map.length) break;
        const at = map[i] as number;
        result[start + i] = at < 0 ? cval : (values[from + at] as number);
      }
    }
    for (let axis = last - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (wide[axis] as number)) break;
      index[axis] = 0;
    }
  }
  return result;
}

/** Distances of the wanted elements of a box from its first corner. */
export function filterOffsets(
  box: readonly number[],
  members: ArrayLike<number>,
  strides: readonly number[],
): Int32Array {
  const offsets: number[] = [];
  const index = new Array<number>(box.length).fill(0);
  for (let i = 0; i < members.length; i++) {
    if (members[i] !== 0) offsets.push(index.reduce((sum, one, axis) => sum + one * (strides[axis] as number), 0));
    for (let axis = box.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (box[axis] as number)) break;
      index[axis] = 0;
    }
  }
  return Int32Array.from(offsets);
}

function rowStarts(shape: readonly number[], strides: readonly number[]): Float64Array {
  const last = shape.length - 1;
  const rows = new Float64Array(sizeOf(shape.slice(0, last)));
  const index = new Array<number>(last).fill(0);
  for (let row = 0; row < rows.length; row++) {
    let start = 0;
    for (let axis = 0; axis < last; axis++) start += (index[axis] as number) * (strides[axis] as number);
    rows[row] = start;
    for (let axis = last - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      index[axis] = 0;
    }
  }
  return rows;
}
