import { coreError, describeValue } from "./errors.js";

const mostElements = Number.MAX_SAFE_INTEGER;

/** The number of elements of a shape. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i] as number;
  return size;
}

/**
 * A shape as whole numbers, from a number or a list.
 * @throws BAD_SHAPE for negative, fractional or too large sizes, or more than 32 axes
 */
export function checkShape(shape: number | readonly number[]): readonly number[] {
  const list = typeof shape === "number" ? [shape] : shape;
  if (!Array.isArray(list) || list.length > 32)
    throw coreError("BAD_SHAPE", `shape: got ${describeValue(shape)}, expected up to 32 sizes.`);
  for (const size of list) {
    if (!Number.isSafeInteger(size) || size < 0)
      throw coreError("BAD_SHAPE", `shape: got (${list.join(", ")}), sizes are whole numbers from 0.`);
  }
  if (sizeOf(list) > mostElements)
    throw coreError("BAD_SHAPE", `shape: (${list.join(", ")}) has more elements than can be counted.`);
  return list;
}

/** Strides, in elements, of a contiguous array in C order. */
export function contiguousStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = step;
    step *= shape[i] as number;
  }
  return strides;
}

/** Whether elements stand one behind the other in C order (axes of size 1 do not count). */
export function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    const size = shape[i] as number;
    if (size === 0) return true;
    if (size !== 1 && strides[i] !== step) return false;
    step *= size;
  }
  return true;
}

/** An axis counted from 0, from one that may count from the end. */
export function checkAxis(axis: number, dimensions: number, name = "axis"): number {
  const index = axis < 0 ? axis + dimensions : axis;
  if (!Number.isInteger(axis) || index < 0 || index >= dimensions) {
    const allowed = dimensions === 0 ? "the array has no axes" : `allowed are ${-dimensions} to ${dimensions - 1}`;
    throw coreError("BAD_AXIS", `${name}: got ${describeValue(axis)}, ${allowed}.`);
  }
  return index;
}

/** Different axes counted from 0; `undefined` means all. */
export function checkAxes(axes: number | readonly number[] | undefined, dimensions: number, name = "axis"): number[] {
  if (axes === undefined) {
    const all: number[] = [];
    for (let i = 0; i < dimensions; i++) all.push(i);
    return all;
  }
  if (typeof axes !== "number" && !Array.isArray(axes))
    throw coreError("BAD_AXIS", `${name}: got ${describeValue(axes)}, expected an axis or a list of them.`);
  const list = (typeof axes === "number" ? [axes] : axes).map((axis) => checkAxis(axis, dimensions, name));
  if (list.length > 1 && new Set(list).size !== list.length)
    throw coreError("BAD_AXIS", `${name}: an axis stands twice in [${(axes as readonly number[]).join(", ")}].`);
  return list;
}

/**
 * The shape that all shapes broadcast to, by NumPy's rule: aligned at the last axis, sizes are equal or 1.
 * @throws BAD_SHAPE with the shapes
 */
export function broadcastShapes(...shapes: (readonly number[])[]): number[] {
  const dimensions = Math.max(0, ...shapes.map((shape) => shape.length));
  const result = new Array<number>(dimensions).fill(1);
  for (const shape of shapes) {
    const lead = dimensions - shape.length;
    for (let i = 0; i < shape.length; i++) {
      const size = shape[i] as number;
      if (size === 1) continue;
      if (result[lead + i] !== 1 && result[lead + i] !== size) {
        throw coreError(
          "BAD_SHAPE",
          `shapes ${shapes.map((one) => `(${one.join(", ")})`).join(" and ")} do not broadcast together.`,
        );
      }
      result[lead + i] = size;
    }
  }
  return result;
}

/** The strides with which an array of `shape` is read as `target`: 0 along broadcast axes. */
export function broadcastStrides(
  shape: readonly number[],
  strides: readonly number[],
  target: readonly number[],
): number[] {
  const lead = target.length - shape.length;
  const result = new Array<number>(target.length).fill(0);
  for (let i = 0; i < shape.length; i++) {
    const size = shape[i] as number;
    if (size !== target[lead + i] && size !== 1)
      throw coreError("BAD_SHAPE", `shape (${shape.join(", ")}) does not broadcast to (${target.join(", ")}).`);
    if (size !== 1) result[lead + i] = strides[i] as number;
  }
  if (lead < 0)
    throw coreError("BAD_SHAPE", `shape (${shape.join(", ")}) does not broadcast to (${target.join(", ")}).`);
  return result;
}
