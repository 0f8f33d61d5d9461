import {
  assign,
  broadcastTo,
  contiguous,
  coreError,
  describeValue,
  elementsOf,
  isNDArray,
  type NDArray,
  take,
} from "@core/array";
import { type Axis, axisLabel } from "../axes/axis.js";
import { DataAxis } from "../axes/data.js";
import { type AxisPosition, parseIndexText, positionToIndex } from "../axes/position.js";
import { UniformDataAxis } from "../axes/uniform.js";
import type { SignalLike } from "../contract.js";
import { dimensionsText, placesOf, withoutColours } from "./axes.js";
import { aligned } from "./broadcast.js";
import { isSignal } from "./rebuild.js";

/**
 * What takes several points of an axis: places on it, one boolean for each of its points, or a one-dimensional array or signal of
 * indices or booleans. An array (in array order) or signal of booleans with all axes of a space is a mask of that space.
 */
export type Listed = readonly AxisPosition[] | readonly boolean[] | NDArray | SignalLike;

type Parts = { readonly data: NDArray; readonly axes: readonly Axis[] };

/** Whether a selector takes several points one by one. */
export function isListed(selector: unknown): selector is Listed {
  return Array.isArray(selector) || isNDArray(selector) || isSignal(selector);
}

function arrayOf(listed: Listed): NDArray | readonly unknown[] {
  return isSignal(listed) ? aligned(listed).data : (listed as NDArray | readonly unknown[]);
}

/** The mask of a whole space of several axes, if a list is one. @throws BAD_SHAPE when it has other sizes than the space */
export function spaceMask(signal: Pick<SignalLike, "axes">, navigate: boolean, listed: unknown): NDArray | undefined {
  const mask = isListed(listed) ? arrayOf(listed) : undefined;
  if (!isNDArray(mask) || mask.shape.length < 2) return undefined;
  const sizes = placesOf(signal.axes, navigate)
    .reverse()
    .map((place) => signal.axes[place]?.size);
  if (mask.dtype !== "bool" || mask.shape.join() !== sizes.join())
    throw coreError(
      "BAD_SHAPE",
      `${navigate ? "inav" : "isig"}: got a mask of ${mask.dtype} and shape (${mask.shape.join(", ")}), expected booleans of shape (${sizes.join(", ")}) for ${dimensionsText(signal.axes)}.`,
    );
  return mask;
}

/** The indices that a list takes of an axis. @throws BAD_INDEX */
export function listIndices(axis: Axis, listed: Listed): number[] {
  const given = arrayOf(listed);
  if (isNDArray(given) && given.shape.length !== 1)
    throw coreError(
      "BAD_INDEX",
      `index: got an array of shape (${given.shape.join(", ")}), expected a list for one axis.`,
    );
  const list = isNDArray(given) ? (given.toNested() as readonly unknown[]) : given;
  if (list.length > 0 && list.every((one) => typeof one === "boolean")) {
    if (list.length === axis.size) return list.flatMap((one, index) => (one === true ? [index] : []));
    throw coreError(
      "BAD_INDEX",
      `index: got ${list.length} booleans for the ${axis.size} points of the ${axisLabel(axis)}: expected one for each.`,
    );
  }
  return list.map((one) => {
    if (typeof one === "boolean")
      throw coreError("BAD_INDEX", `index: got ${describeValue(list)}, in which booleans and other places are mixed.`);
    const place = typeof one === "string" ? parseIndexText(one)[0] : typeof one === "bigint" ? Number(one) : one;
    return positionToIndex(axis, place as AxisPosition);
  });
}

/** The axis of some points of another one: calibrated where they rise or fall, else counted from 0. */
function axisOfPoints(axis: Axis, indices: readonly number[]): Axis {
  const { name, units, navigate, isBinned } = axis;
  const [first = 0, second = first + 1] = indices;
  const step = second - first;
  if (axis.kind === "uniform" && step !== 0 && indices.every((index, i) => index === first + i * step))
    return axis.with({ size: indices.length, offset: axis.at(first), scale: axis.scale * step });
  const ordered = indices.every(
    (index, i) => i === 0 || Math.sign(index - (indices[i - 1] as number)) === Math.sign(step),
  );
  if (ordered && step !== 0 && indices.length > 0)
    return new DataAxis({ name, units, navigate, isBinned, axis: indices.map((index) => axis.at(index)) });
  return new UniformDataAxis({ name, navigate, size: indices.length });
}

/** A copy with some points of one axis. */
export function takePoints(parts: Parts, place: number, indices: readonly number[]): Parts {
  const data = take(parts.data, Float64Array.from(indices), { axis: place });
  return { data, axes: parts.axes.map((axis, i) => (i === place ? axisOfPoints(axis, indices) : axis)) };
}

/** A copy of the points of a space where a mask is true, with one axis for them. */
export function takeMasked({ data, axes }: Parts, navigate: boolean, mask: NDArray): Parts {
  const space = placesOf(axes, navigate).reverse();
  const { places, colours } = withoutColours(axes);
  const others = places.filter((place) => !space.includes(place));
  const order = [...(navigate ? [...space, ...others] : [...others, ...space]), ...colours];
  const first = navigate ? 0 : others.length;
  const moved = data.transpose(order);
  const merged = moved.reshape([...moved.shape.slice(0, first), mask.size, ...moved.shape.slice(first + space.length)]);
  const found = take(merged, trueAt(mask), { axis: first });
  const names = placesOf(axes, navigate).map((place, index) => axes[place]?.name ?? `axis ${index}`);
  const axis = new UniformDataAxis({ name: names.join(","), size: found.shape[first] as number, navigate });
  const rest = order.map((place) => axes[place] as Axis);
  return { data: found, axes: [...rest.slice(0, first), axis, ...rest.slice(first + space.length)] };
}

/** Writes into some points of axes, `lists` telling which by place; the value is broadcast to the shape that reading would give. */
export function writePoints(view: NDArray, lists: ReadonlyMap<number, readonly number[]>, value: NDArray): void {
  const shape = view.shape.map((size, place) => lists.get(place)?.length ?? size);
  writeList(view, [...lists].reverse(), broadcastTo(value, shape));
}

function writeList(view: NDArray, lists: readonly (readonly [number, readonly number[]])[], value: NDArray): void {
  const [list, ...rest] = lists;
  if (list === undefined) {
    assign(view, value);
    return;
  }
  const [place, indices] = list;
  // The last axis goes first, so that the places of the others stay.
  for (const [i, index] of indices.entries()) writeList(pointOf(view, place, index), rest, pointOf(value, place, i));
}

function pointOf(a: NDArray, axis: number, index: number): NDArray {
  const others = <T>(list: readonly T[]): T[] => list.filter((_, i) => i !== axis);
  return a.view(others(a.shape), others(a.strides), a.offset + index * (a.strides[axis] as number));
}

/** Writes where a mask of a space is true; the value is broadcast to the shape that reading would give. */
export function writeMasked({ data, axes }: Parts, navigate: boolean, mask: NDArray, value: NDArray): void {
  const space = placesOf(axes, navigate).reverse();
  const others = axes.map((_, place) => place).filter((place) => !space.includes(place));
  const moved = data.transpose([...space, ...others]);
  const found = elementsAt(mask);
  const rest = moved.shape.slice(space.length);
  const first = navigate ? 0 : withoutColours(axes).places.length - space.length;
  const read = [...rest.slice(0, first), found.length, ...rest.slice(first)];
  const given = broadcastTo(value, read);
  for (const [i, indices] of found.entries()) {
    const offset = indices.reduce((sum, index, axis) => sum + index * (moved.strides[axis] as number), moved.offset);
    assign(data.view(rest, moved.strides.slice(space.length), offset), pointOf(given, first, i));
  }
}

/** The places of all true elements of a mask in C order. */
function trueAt(mask: NDArray): Float64Array {
  const list = elementsOf(contiguous(mask)) as Uint8Array;
  const places: number[] = [];
  for (let place = 0; place < list.length; place++) if (list[place] !== 0) places.push(place);
  return Float64Array.from(places);
}

/** The indices of all true elements of a mask, one list for each. */
function elementsAt(mask: NDArray): number[][] {
  return Array.from(trueAt(mask), (found) => {
    let rest = found;
    const indices = new Array<number>(mask.shape.length);
    for (let axis = mask.shape.length - 1; axis >= 0; axis--) {
      const size = mask.shape[axis] as number;
      indices[axis] = rest % size;
      rest = Math.floor(rest / size);
    }
    return indices;
  });
}
