import type { NDArray } from "@core/array";
import { describeValue } from "@core/array/runtime";
import { plotError } from "./check.js";

/** Numbers to draw: a list, a typed array, or an array of `@core/array` with any strides. */
export type Numbers = ArrayLike<number> | NDArray;

/** Numbers one behind the other, with the sizes of the axes they came with; a list has one axis. */
export interface PlainNumbers {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
}

/** Throws BAD_ARGUMENT unless `value` is a list of numbers, a typed array, or a real array on the host. */
export function readNumbers(name: string, value: unknown): PlainNumbers {
  const array = value as NDArray | null | undefined;
  if (typeof array === "object" && array !== null && Array.isArray(array.shape) && Array.isArray(array.strides)) {
    if (array.device !== undefined || array.dtype.startsWith("complex"))
      throw plotError(
        "BAD_ARGUMENT",
        `${name} must hold real numbers on the host, got ${array.dtype}. Use abs(), real() or toHost() first.`,
      );
    const elements = array.data as ArrayLike<number | bigint>;
    const places = placesOf(array.shape, array.strides);
    const values = new Float64Array(places.length);
    for (let i = 0; i < values.length; i++) values[i] = Number(elements[array.offset + (places[i] as number)]);
    return { values, shape: array.shape };
  }
  const list = value as ArrayLike<unknown> | null | undefined;
  const isList = typeof list === "object" && list !== null && Number.isSafeInteger(list.length) && list.length >= 0;
  if (!isList || (list.length > 0 && typeof list[0] !== "number")) {
    throw plotError(
      "BAD_ARGUMENT",
      `${name} must be an array or a typed array of numbers, got ${describeValue(value)}. Convert bigints with Float64Array.from(values, Number).`,
    );
  }
  return { values: list as ArrayLike<number>, shape: [list.length] };
}

/** The same, of one axis only. */
export function readLine(name: string, value: unknown): ArrayLike<number> {
  const { values, shape } = readNumbers(name, value);
  if (shape.length !== 1)
    throw plotError(
      "BAD_SHAPE",
      `${name} must have one axis, got shape (${shape.join(", ")}). Give one row or column.`,
    );
  return values;
}

/** Where the elements of an array lie behind its offset, in C order. */
export function placesOf(shape: readonly number[], strides: readonly number[]): Float64Array {
  let places = new Float64Array(1);
  shape.forEach((size, axis) => {
    const next = new Float64Array(places.length * size);
    const stride = strides[axis] as number;
    for (let i = 0; i < places.length; i++) {
      for (let j = 0; j < size; j++) next[i * size + j] = (places[i] as number) + j * stride;
    }
    places = next;
  });
  return places;
}
