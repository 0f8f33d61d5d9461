import { coreError, type NDArray, type Scalar } from "@core/array";
import type { SignalLike } from "../contract.js";
import { dimensionsText, placesOf } from "./axes.js";
import { aligned } from "./broadcast.js";
import { isRagged, raggedItems } from "./ragged.js";
import { isSignal } from "./rebuild.js";

/** The data at one position: an array, or an element where there are no signal axes. */
export type PositionData = NDArray | Scalar;

/** What there is at each position, found by its indices in natural order. */
export type AtPosition = (indices: readonly number[]) => unknown;

/** The part of data at a position, for data whose first axes are the navigation axes. */
export function positions(data: NDArray, navigation: number): (indices: readonly number[]) => PositionData {
  const shape = data.shape.slice(navigation);
  const strides = data.strides.slice(navigation);
  return (indices) => {
    let offset = data.offset;
    for (let axis = 0; axis < navigation; axis++)
      offset += (indices[navigation - 1 - axis] as number) * (data.strides[axis] as number);
    const view = data.view(shape, strides, offset);
    return shape.length === 0 ? (view.item() as Scalar) : view;
  };
}

/** The items of a ragged signal by position. */
export function raggedPositions(signal: SignalLike): AtPosition {
  const items = raggedItems(signal);
  const { shape } = signal.data;
  return (indices) => {
    let place = 0;
    for (const [axis, size] of shape.entries()) place = place * size + (indices[shape.length - 1 - axis] as number);
    return items[place];
  };
}

/** Parameters of a mapped function: those that are the same everywhere, and the data of those that are not. */
export interface Parameters {
  readonly constant: Readonly<Record<string, unknown>>;
  /** Data whose first axes are the navigation axes, or the items of a ragged signal. */
  readonly varying: Readonly<Record<string, NDArray | AtPosition>>;
}

/**
 * Parts parameters into constant and varying ones: of a signal with the same navigation axes each position gets its part, of one
 * without navigation axes (or with a single position) the whole.
 * @throws BAD_SHAPE for signals with other navigation axes
 */
export function partedParameters(signal: SignalLike, given: Readonly<Record<string, unknown>>): Parameters {
  const sizes = placesOf(signal.axes, true).map((place) => signal.axes[place]?.size);
  const constant: Record<string, unknown> = {};
  const varying: Record<string, NDArray | AtPosition> = {};
  for (const [name, value] of Object.entries(given)) {
    if (!isSignal(value)) {
      constant[name] = value;
      continue;
    }
    const own = placesOf(value.axes, true).map((place) => value.axes[place]?.size);
    const same = own.length === sizes.length && own.every((size, i) => size === sizes[i]);
    if (isRagged(value) && same) varying[name] = raggedPositions(value);
    else if (!isRagged(value) && same && own.length > 0) {
      const { data, axes } = aligned(value);
      varying[name] = axes.length - own.length === 1 && axes.at(-1)?.size === 1 ? data.slice("...", 0) : data;
    } else if (!isRagged(value) && (own.length === 0 || (own.length === 1 && own[0] === 1))) {
      const { data } = aligned(value);
      const whole = own.length === 0 ? data : data.slice(0);
      constant[name] = whole.size === 1 ? whole.item() : whole;
    } else
      throw coreError(
        "BAD_SHAPE",
        `map: the parameter ${JSON.stringify(name)} has dimensions ${dimensionsText(value.axes, isRagged(value))}, the signal ${dimensionsText(signal.axes, isRagged(signal))}: its navigation axes must be the same, or none.`,
      );
  }
  return { constant, varying };
}

/** The parameters at a position. */
export function parametersAt(
  { constant, varying }: Parameters,
  navigation: number,
): (indices: readonly number[]) => Readonly<Record<string, unknown>> {
  const parts = Object.entries(varying).map(
    ([name, value]) => [name, typeof value === "function" ? value : positions(value, navigation)] as const,
  );
  if (parts.length === 0) return () => constant;
  return (indices) => {
    const all: Record<string, unknown> = { ...constant };
    for (const [name, at] of parts) all[name] = at(indices);
    return all;
  };
}
