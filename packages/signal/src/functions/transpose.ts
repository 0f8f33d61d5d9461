import { coreError, describeValue, isContiguous, type NDArray, swapAxes as swapArrayAxes } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import type { Axis } from "../axes/axis.js";
import type { SignalLike } from "../contract.js";
import { type AxisChoice, arrayIndex, arrayIndices, placesOf, withNavigate, withoutColours } from "./axes.js";
import { refuseRagged } from "./ragged.js";
import { isSignal, rebuild } from "./rebuild.js";
import { deliver } from "./reduce.js";

/** Options of what only moves axes. */
export interface LayoutOptions {
  /** Copies the data into the new order instead of giving a view. */
  readonly optimize?: boolean | undefined;
}

/** A view, or where that is wanted a copy whose elements lie in its order. */
export function inOrder(view: NDArray, { optimize }: LayoutOptions): NDArray {
  return optimize === true && !isContiguous(view.shape, view.strides) ? view.copy() : view;
}

/** Options of {@link asSignal1D} and {@link asSignal2D}. */
export interface AsSignalOptions extends LayoutOptions {
  /** Writes the result into the data of this signal, which is returned. */
  readonly out?: SignalLike | undefined;
}

/** Which axes make up which space. */
export interface TransposeOptions extends LayoutOptions {
  /** How many of the last array axes become signal axes, or which, in natural order. */
  readonly signalAxes?: number | readonly AxisChoice[] | undefined;
  /** How many of the first array axes become navigation axes, or which, in natural order. */
  readonly navigationAxes?: number | readonly AxisChoice[] | undefined;
}

const variancePath = ["Signal", "Noise_properties", "variance"] as const;

/**
 * A view with other signal and navigation axes; without options the two spaces are exchanged. A number for one of the spaces
 * takes that many axes for it, a list those very axes in that order; the others make up the other space in their order.
 * The class is chosen anew.
 * @throws BAD_ARGUMENT for numbers that do not fit and lists that name an axis twice or leave one out; BAD_AXIS
 */
export function transpose(signal: SignalLike, options: TransposeOptions = {}): SignalLike {
  checkOptions("transpose", options, { signalAxes: "any", navigationAxes: "any", optimize: "boolean" });
  refuseRagged("transpose", signal);
  const { navigation, space } = spaces(signal, options);
  const { colours } = withoutColours(signal.axes);
  const order = [...navigation, ...space, ...colours];
  const axes = order.map((place, i) => withNavigate(signal.axes[place] as Axis, i < navigation.length));
  const view = signal.data.transpose(order);
  const data = inOrder(view, options);
  const variance = signal.metadata.get(variancePath);
  if (!isSignal(variance) || variance.axes.length !== axes.length) return rebuild(signal, { data, axes }, true);
  const metadata = signal.metadata.copy();
  metadata.set(variancePath, transpose(variance, { ...options, ...numbered(signal, options) }));
  return rebuild(signal, { data, axes, metadata }, true);
}

/**
 * A signal with one axis as its signal axis, all others as navigation axes; the data are copied into that order where needed.
 * @throws BAD_AXIS
 */
export function asSignal1D(signal: SignalLike, spectralAxis: AxisChoice, options: AsSignalOptions = {}): SignalLike {
  return asSignal("asSignal1D", signal, [spectralAxis], options);
}

/**
 * A signal with two axes (x, y) as its signal axes, all others as navigation axes; the data are copied into that order where needed.
 * @throws BAD_AXIS, BAD_ARGUMENT when there are not two different ones
 */
export function asSignal2D(
  signal: SignalLike,
  imageAxes: readonly AxisChoice[],
  options: AsSignalOptions = {},
): SignalLike {
  if (!Array.isArray(imageAxes) || imageAxes.length !== 2 || new Set(arrayIndices(signal, imageAxes)).size !== 2)
    throw coreError(
      "BAD_ARGUMENT",
      `imageAxes: got ${describeValue(imageAxes)}, expected two different axes, x and y.`,
    );
  return asSignal("asSignal2D", signal, imageAxes, options);
}

function asSignal(
  name: string,
  signal: SignalLike,
  signalAxes: readonly AxisChoice[],
  options: AsSignalOptions,
): SignalLike {
  checkOptions(name, options, { optimize: "boolean", out: "any" });
  const { out, optimize = out === undefined } = options;
  return deliver(name, transpose(signal, { signalAxes, optimize }), out);
}

/** The same choice in natural order numbers, for a signal with other axis objects. */
function numbered(signal: SignalLike, options: TransposeOptions): TransposeOptions {
  const order = [...placesOf(signal.axes, true), ...placesOf(signal.axes, false)];
  const number = (choice: TransposeOptions["signalAxes"]): TransposeOptions["signalAxes"] =>
    typeof choice === "object" ? arrayIndices(signal, choice).map((place) => order.indexOf(place)) : choice;
  return { signalAxes: number(options.signalAxes), navigationAxes: number(options.navigationAxes) };
}

/** The places in the array of the axes of both spaces, in array order. */
function spaces(signal: SignalLike, options: TransposeOptions): { navigation: number[]; space: number[] } {
  const { signalAxes, navigationAxes } = options;
  const { places: all } = withoutColours(signal.axes);
  const count = all.length;
  if (signalAxes === undefined && navigationAxes === undefined)
    return { navigation: placesOf(signal.axes, false).reverse(), space: placesOf(signal.axes, true).reverse() };
  if (typeof signalAxes === "number" || (signalAxes === undefined && typeof navigationAxes === "number")) {
    const wanted = (signalAxes ?? navigationAxes) as number;
    const name = signalAxes === undefined ? "navigationAxes" : "signalAxes";
    if (!Number.isInteger(wanted) || wanted < 0 || wanted > count)
      throw coreError("BAD_ARGUMENT", `${name}: got ${wanted}, allowed is a whole number from 0 to ${count}.`);
    if (signalAxes !== undefined && navigationAxes !== undefined)
      throw coreError("BAD_ARGUMENT", "navigationAxes: leave it out where signalAxes is a number.");
    const split = signalAxes === undefined ? wanted : count - wanted;
    return { navigation: all.slice(0, split), space: all.slice(split) };
  }
  if (typeof navigationAxes === "number")
    throw coreError("BAD_ARGUMENT", "navigationAxes: must be a list, or left out, where signalAxes is a list.");
  const navigation = chosen(signal, "navigationAxes", navigationAxes);
  const space = chosen(signal, "signalAxes", signalAxes);
  const rest = (taken: readonly number[]): number[] => all.filter((place) => !taken.includes(place));
  if (navigation === undefined) return { navigation: rest(space ?? []), space: space ?? [] };
  if (space === undefined) return { navigation, space: rest(navigation) };
  const both = navigation.filter((place) => space.includes(place));
  if (both.length > 0 || navigation.length + space.length !== count)
    throw coreError(
      "BAD_ARGUMENT",
      `signalAxes and navigationAxes: expected each of the ${count} axes once, ${both.length > 0 ? "but one stands in both" : "but some are missing"}.`,
    );
  return { navigation, space };
}

/** The places in the array of a list of axes, in array order. */
function chosen(signal: SignalLike, name: string, list: readonly AxisChoice[] | undefined): number[] | undefined {
  if (list === undefined) return undefined;
  if (!Array.isArray(list))
    throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(list)}, expected a number or a list of axes.`);
  const places = arrayIndices(signal, list).reverse();
  if (places.length === list.length) return places;
  throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(list)}, in which an axis stands twice.`);
}

/**
 * A view with two axes exchanged. Each takes the other's place, in the navigation or signal space where that is.
 * @throws BAD_AXIS
 */
export function swapAxes(
  signal: SignalLike,
  axis1: AxisChoice,
  axis2: AxisChoice,
  options: LayoutOptions = {},
): SignalLike {
  const first = arrayIndex(signal, axis1);
  const second = arrayIndex(signal, axis2);
  const axes = [...signal.axes];
  const [a, b] = [axes[first] as Axis, axes[second] as Axis];
  axes[first] = b.with({ navigate: a.navigate, isBinned: a.isBinned });
  axes[second] = a.with({ navigate: b.navigate, isBinned: b.isBinned });
  const view = swapArrayAxes(signal.data, first, second);
  return rebuild(signal, { data: inOrder(view, options), axes });
}

/**
 * A view with one axis taken out and put where another one is, the others in their order.
 * @param toAxis the axis in whose place it goes
 * @throws BAD_AXIS
 */
export function rollAxis(
  signal: SignalLike,
  axis: AxisChoice,
  toAxis: AxisChoice,
  options: LayoutOptions = {},
): SignalLike {
  const from = arrayIndex(signal, axis);
  const to = arrayIndex(signal, toAxis);
  const order = signal.axes.map((_, place) => place).filter((place) => place !== from);
  order.splice(to, 0, from);
  const view = signal.data.transpose(order);
  const axes = order.map((place) => signal.axes[place] as Axis);
  return rebuild(signal, { data: inOrder(view, options), axes });
}
