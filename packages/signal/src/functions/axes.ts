import { coreError, describeValue, type NDArray } from "@core/array";
import { type Axis, isAxis } from "../axes/axis.js";
import { UniformDataAxis } from "../axes/uniform.js";
import type { SignalLike } from "../contract.js";

/** An axis of a signal: its place in natural order (negative from the end), its name, or the axis itself. */
export type AxisChoice = number | string | Axis;

/** Whether an axis is one of the navigation or of the signal axes. */
function isOf(axis: Axis, navigate: boolean): boolean {
  return axis.navigate === navigate && !axis.isColour;
}

/** @throws BAD_ARGUMENT for what is no list of axes */
export function checkAxes(axes: unknown): asserts axes is readonly Axis[] {
  if (Array.isArray(axes) && axes.every(isAxis)) return;
  throw coreError("BAD_ARGUMENT", `got ${describeValue(axes)}, expected a signal with a list of axes.`);
}

/** The axes in the order of the array without that of colours, and that one. */
export function withoutColours(axes: readonly Axis[]): { readonly places: number[]; readonly colours: number[] } {
  checkAxes(axes);
  const all = axes.map((_, place) => place);
  const isColour = (place: number): boolean => (axes[place] as Axis).isColour;
  return { places: all.filter((place) => !isColour(place)), colours: all.filter(isColour) };
}

/** The places in the array of all axes in natural order: navigation x, y, …, then signal x, y, … */
function naturalOrder(axes: readonly Axis[]): number[] {
  return [...placesOf(axes, true), ...placesOf(axes, false)];
}

/** The places in the array of the navigation or the signal axes, in natural order; the axis of colours belongs to neither. */
export function placesOf(axes: readonly Axis[], navigate: boolean): number[] {
  checkAxes(axes);
  const places: number[] = [];
  for (let place = axes.length - 1; place >= 0; place--) if (isOf(axes[place] as Axis, navigate)) places.push(place);
  return places;
}

/**
 * The place in the array of an axis.
 * @throws BAD_AXIS with the axes that there are
 */
export function arrayIndex(signal: Pick<SignalLike, "axes">, choice: AxisChoice): number {
  const axes = signal?.axes;
  checkAxes(axes);
  const order = naturalOrder(axes);
  let found: number | undefined;
  if (typeof choice === "number")
    found = Number.isInteger(choice) && choice >= -order.length ? order.at(choice) : undefined;
  else if (typeof choice === "string") found = order.filter((place) => axes[place]?.name === choice).at(-1);
  else found = order.find((place) => axes[place] === choice);
  if (found !== undefined) return found;
  const present = order.map((place, index) => {
    const name = axes[place]?.name;
    return name === undefined ? `${index}` : `${index} ${JSON.stringify(name)}`;
  });
  throw coreError(
    "BAD_AXIS",
    `axis: got ${describeValue(choice)}, but in natural order the axes are ${present.join(", ")}.`,
  );
}

/** The places in the array of several axes, each once. */
export function arrayIndices(signal: Pick<SignalLike, "axes">, choice: AxisChoice | readonly AxisChoice[]): number[] {
  const list: readonly AxisChoice[] = Array.isArray(choice) ? choice : [choice as AxisChoice];
  return [...new Set(list.map((one) => arrayIndex(signal, one)))];
}

/** The number of signal axes, but 0 for a single one with a single point: what the class of a signal goes by. */
export function signalDimension(axes: readonly Axis[]): number {
  checkAxes(axes);
  let count = 0;
  let size = 0;
  for (const axis of axes) {
    if (!isOf(axis, false)) continue;
    count++;
    size = axis.size;
  }
  return count === 1 && size === 1 ? 0 : count;
}

/** The number of signal axes. */
export function countSignalAxes(axes: readonly Axis[]): number {
  checkAxes(axes);
  let count = 0;
  for (const axis of axes) if (isOf(axis, false)) count++;
  return count;
}

/** The sizes as a signal prints them, for example `(3, 2|4)`, or `(3, 2|ragged)`. */
export function dimensionsText(axes: readonly Axis[], ragged = false): string {
  const sizes = (navigate: boolean): string =>
    placesOf(axes, navigate)
      .map((place) => axes[place]?.size)
      .join(", ");
  return `(${sizes(true)}|${ragged ? "ragged" : sizes(false)})`;
}

/** An axis without calibration. */
export function bareAxis(size: number, navigate: boolean): UniformDataAxis {
  return new UniformDataAxis({ size, navigate });
}

/** What is left when all axes are gone: one element (or one colour) with an axis of its own, a navigation axis where `navigate` says so. */
export function scalarParts(
  data: NDArray,
  colours: readonly Axis[] = [],
  navigate = false,
): { data: NDArray; axes: readonly Axis[] } {
  const axis = new UniformDataAxis({ name: "Scalar", size: 1, navigate });
  const shape = [1, ...colours.map(({ size }) => size)];
  const strides = [1, ...data.strides.slice(data.strides.length - colours.length)];
  return { data: data.view(shape, strides), axes: [axis, ...colours] };
}

/** A view and its axes, or what {@link scalarParts} makes of it where no axes but that of colours are left. */
export function orScalar(
  data: NDArray,
  axes: readonly Axis[],
  ragged: boolean,
): { data: NDArray; axes: readonly Axis[] } {
  return axes.every((axis) => axis.isColour) ? scalarParts(data, axes, ragged) : { data, axes };
}

/** The axis with another place in the space; the same axis where nothing changes. */
export function withNavigate(axis: Axis, navigate: boolean): Axis {
  return axis.navigate === navigate ? axis : axis.with({ navigate });
}
