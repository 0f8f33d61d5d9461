import { broadcastStrides, coreError, type NDArray } from "@core/array";
import type { Axis } from "../axes/axis.js";
import type { SignalLike } from "../contract.js";
import { checkAxes, dimensionsText, placesOf, withoutColours } from "./axes.js";

/** Data and axes with all navigation axes before all signal axes, and colours last; the same where that is so already. */
export function aligned(signal: Pick<SignalLike, "data" | "axes">): Pick<SignalLike, "data" | "axes"> {
  checkAxes(signal?.axes);
  const { data, axes } = signal;
  let last = true;
  let tidy = true;
  for (const axis of axes) {
    if (axis.navigate && !last) tidy = false;
    last = axis.navigate;
  }
  if (tidy) return signal;
  const order = [
    ...placesOf(axes, true).reverse(),
    ...placesOf(axes, false).reverse(),
    ...withoutColours(axes).colours,
  ];
  return { data: data.transpose(order), axes: order.map((place) => axes[place] as Axis) };
}

/** Two signals brought to one shape: views of their data and the axes of both. */
export interface Broadcast {
  readonly first: NDArray;
  readonly second: NDArray;
  readonly axes: readonly Axis[];
  /** Whether the shapes were the same already. */
  readonly same: boolean;
}

/**
 * Brings two signals to one shape. The navigation and the signal spaces are broadcast each for itself, aligned at their first axis
 * in natural order; sizes are equal or 1, absent axes count as 1. Each axis is the longest one, of the first signal where equal.
 * @throws BAD_SHAPE with the sizes of both
 */
export function broadcastSignals(first: SignalLike, second: SignalLike): Broadcast {
  const a = aligned(first);
  const b = aligned(second);
  const navigation = countNavigation(a.axes);
  if (navigation === countNavigation(b.axes) && sameSizes(a.data.shape, b.data.shape))
    return { first: a.data, second: b.data, axes: a.axes, same: true };
  const other = countNavigation(b.axes);
  const axes = [
    ...longest(first, second, a.axes.slice(0, navigation), b.axes.slice(0, other), "navigation"),
    ...longest(first, second, a.axes.slice(navigation), b.axes.slice(other), "signal"),
  ];
  const count = countNavigation(axes);
  const shape = axes.map((axis) => axis.size);
  return {
    first: stretch(a.data, navigation, shape, count),
    second: stretch(b.data, other, shape, count),
    axes,
    same: false,
  };
}

function countNavigation(axes: readonly Axis[]): number {
  let count = 0;
  for (const axis of axes) if (axis.navigate) count++;
  return count;
}

function sameSizes(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function longest(
  first: SignalLike,
  second: SignalLike,
  a: readonly Axis[],
  b: readonly Axis[],
  space: "navigation" | "signal",
): Axis[] {
  const count = Math.max(a.length, b.length);
  return Array.from({ length: count }, (_, place) => {
    const own = a[place - count + a.length];
    const other = b[place - count + b.length];
    if (own === undefined || other === undefined) return (own ?? other) as Axis;
    if (own.size !== other.size && own.size !== 1 && other.size !== 1)
      throw coreError(
        "BAD_SHAPE",
        `signals with dimensions ${dimensionsText(first.axes)} and ${dimensionsText(second.axes)} do not fit together: ${space} axis ${count - 1 - place} has ${own.size} and ${other.size} points, allowed are equal sizes or 1.`,
      );
    return own.size === 1 ? (other.size === 1 ? own : other) : own;
  });
}

/** A view of data whose first axes are navigation axes, each space broadcast to its part of a shape. */
function stretch(data: NDArray, navigation: number, shape: readonly number[], count: number): NDArray {
  const strides = [
    ...broadcastStrides(data.shape.slice(0, navigation), data.strides.slice(0, navigation), shape.slice(0, count)),
    ...broadcastStrides(data.shape.slice(navigation), data.strides.slice(navigation), shape.slice(count)),
  ];
  return data.view(shape, strides);
}
