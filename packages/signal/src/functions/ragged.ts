import {
  type ArrayLikeInput,
  array,
  coreError,
  type DataOf,
  describeValue,
  fromData,
  isNDArray,
  NDArray,
  type Runtime,
  type Storage,
  stack,
} from "@core/array";
import type { SignalLike } from "../contract.js";
import { bareAxis } from "./axes.js";
import { checkSignal, rebuild } from "./rebuild.js";

/** Whether the items at the positions of a signal differ in size; see `SignalLike.items`. */
export function isRagged(signal: Pick<SignalLike, "items">): boolean {
  return signal?.items !== undefined;
}

/** @throws UNSUPPORTED for a ragged signal */
export function refuseRagged(name: string, signal: Pick<SignalLike, "items">): void {
  checkSignal(name, signal);
  if (signal.items === undefined) return;
  throw coreError(
    "UNSUPPORTED",
    `${name}: the signal is ragged (its items differ in size), so it has no signal axes: take raggedItems(signal), or setRagged(signal, false) where all items have one shape.`,
  );
}

const raggedOwner = "ragged";

/** Positions without numbers: the place of an item in the list is the place of its position in this storage. */
function raggedStorage(): Storage {
  return {
    owner: raggedOwner,
    get data(): never {
      throw coreError(
        "UNSUPPORTED",
        "the signal is ragged (its items differ in size), which arrays cannot hold: take raggedItems(signal) or map.",
      );
    },
  };
}

/**
 * The data and items of a ragged signal, for `rebuild` and for readers.
 * @param items one for each position, the last navigation axis in array order running fastest
 * @param shape the sizes of the navigation axes in array order
 * @throws BAD_SHAPE when their numbers differ
 */
export function raggedParts(
  items: readonly unknown[],
  shape: readonly number[],
  runtime?: Runtime,
): { readonly data: NDArray; readonly items: readonly unknown[] } {
  for (const [name, list] of Object.entries({ items, shape }))
    if (!Array.isArray(list))
      throw coreError("BAD_ARGUMENT", `raggedParts: ${name} is ${describeValue(list)}, expected a list.`);
  const size = shape.reduce((product, length) => product * length, 1);
  if (items.length !== size)
    throw coreError("BAD_SHAPE", `ragged: got ${items.length} items for positions of shape (${shape.join(", ")}).`);
  return { data: new NDArray(raggedStorage(), "uint32", shape, undefined, 0, runtime) as NDArray, items };
}

/**
 * The items of a ragged signal, in array order (the last navigation axis running fastest).
 * The type of the items is the caller's to know.
 * @throws BAD_ARGUMENT for a signal that is not ragged
 */
export function raggedItems<Item = unknown>(signal: SignalLike): Item[] {
  checkSignal("raggedItems", signal);
  const { items } = signal;
  if (items === undefined)
    throw coreError("BAD_ARGUMENT", "raggedItems: the signal is not ragged, its elements are its data.");
  return placesOfItems(signal.data).map((place) => items[place] as Item);
}

/** Where the items of the positions of a view stand in the list of items. */
export function placesOfItems({ shape, strides, offset }: NDArray): number[] {
  let places = [offset];
  for (const [axis, size] of shape.entries())
    places = places.flatMap((place) => Array.from({ length: size }, (_, i) => place + i * (strides[axis] as number)));
  return places;
}

/** The parts of a ragged signal from nested lists of items, as deep as it has navigation axes. */
export function raggedFromLists(
  given: unknown,
  depth: number,
  runtime?: Runtime,
): { readonly data: NDArray; readonly items: readonly unknown[] } {
  if (!Array.isArray(given))
    throw coreError(
      "BAD_ARGUMENT",
      `data: got ${describeValue(given)}, but a ragged signal is made from a list of items, one for each position.`,
    );
  let level: unknown[] = given;
  const shape = [level.length];
  for (let axis = 1; axis < depth; axis++) {
    const size = (level[0] as readonly unknown[] | undefined)?.length ?? 0;
    for (const part of level)
      if (!Array.isArray(part) || part.length !== size)
        throw coreError(
          "BAD_SHAPE",
          `data: for ${depth} navigation axes the lists of items must be of equal length to depth ${depth}, but at depth ${axis} there is ${describeValue(part)} beside a list of ${size}.`,
        );
    level = level.flat(1);
    shape.push(size);
  }
  return raggedParts(level.map(itemOf), shape, runtime);
}

/** Lists of numbers and typed arrays as arrays, everything else as it is. */
function itemOf(item: unknown): unknown {
  if (ArrayBuffer.isView(item) && !(item instanceof DataView) && !(item instanceof Uint8ClampedArray))
    return fromData(item as DataOf<"float64">, (item as Float64Array).length);
  if (!Array.isArray(item) || !isNumbers(item)) return item;
  return array(item as ArrayLikeInput);
}

function isNumbers(list: readonly unknown[]): boolean {
  return list.every((one) => typeof one === "number" || typeof one === "boolean" || typeof one === "bigint");
}

/**
 * A ragged signal as an ordinary one, where all its items are arrays (or numbers) of one shape: their axes become signal axes.
 * `setRagged(signal, true)` leaves a ragged signal as it is; others cannot become ragged, as their data are one array.
 * @throws BAD_SHAPE when the shapes differ, BAD_ARGUMENT when items are not numbers or the signal is not ragged but should become so
 */
export function setRagged(signal: SignalLike, ragged: boolean): SignalLike {
  checkSignal("setRagged", signal);
  const is = isRagged(signal);
  if (ragged === is) return signal;
  if (ragged)
    throw coreError(
      "BAD_ARGUMENT",
      "setRagged: the data are one array, which is not ragged: use new BaseSignal(list, { ragged: true }).",
    );
  const parts = raggedItems(signal).map((item, place) => {
    if (isNDArray(item)) return item;
    if (typeof item === "number" || typeof item === "boolean" || Array.isArray(item))
      return array(item as ArrayLikeInput);
    throw coreError(
      "BAD_ARGUMENT",
      `setRagged: item ${place} is ${describeValue(item)}, expected an array or a number.`,
    );
  });
  const shape = parts[0]?.shape;
  const other = parts.find((part) => part.shape.join() !== shape?.join());
  if (shape === undefined || other !== undefined)
    throw coreError(
      "BAD_SHAPE",
      shape === undefined
        ? "setRagged: the signal has no items."
        : `setRagged: items have the shapes (${shape.join(", ")}) and (${other?.shape.join(", ")}), so the signal stays ragged.`,
    );
  const stacked = (stack(parts) as NDArray).reshape([...signal.data.shape, ...shape]);
  const data = signal.data.make(stacked.dtype, stacked.shape, stacked.storage);
  const axes = [...signal.axes, ...shape.map((size) => bareAxis(size, false))];
  return rebuild(signal, { data, axes, items: undefined }, true);
}
