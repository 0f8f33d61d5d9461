import { coreError, describeValue, type NDArray } from "@core/array";
import type { Axis } from "../axes/axis.js";
import { UniformDataAxis } from "../axes/uniform.js";
import type { SignalLike } from "../contract.js";

/** An axis of a signal: its place in natural order (negative from the end), its name, or the axis itself. */
export type AxisChoice = number | string | Axis;

/** The places in the array of all axes in natural order: navigation x, y, …, then signal x, y, … */
function naturalOrder(axes: readonly Axis[]): number[] {
  return [...placesOf(axes, true), ...placesOf(axes, false)];
}

/** The places in the array of the navigation or the signal axes, in natural order. */
export function placesOf(axes: readonly Axis[], navigate: boolean): number[] {
  const places: number[] = [];
  for (let place = axes.length - 1; place >= 0; place--)
    if ((axes[place] as Axis).navigate === navigate) places.push(place);
  return places;
}

/**
 * The place in the array of an axis.
 * @throws BAD_AXIS with the axes that there are
 */
export function arrayIndex(signal: Pick<SignalLike, "axes">, choice: AxisChoice): number {
  const { axes } = signal;
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
  let count = 0;
  let size = 0;
  for (const axis of axes) {
    if (axis.navigate) continue;
    count++;
    size = axis.size;
  }
  return count === 1 && size === 1 ? 0 : count;
}

/** The number of signal axes. */
export function countSignalAxes(axes: readonly Axis[]): number {
  let count = 0;
  for (const axis of axes) if (!axis.navigate) count++;
  return count;
}

/** The sizes as a signal prints them, for example `(3, 2|4)`. */
export function dimensionsText(axes: readonly Axis[]): string {
  const sizes = (navigate: boolean): string =>
    placesOf(axes, navigate)
      .map((place) => axes[place]?.size)
      .join(", ");
  return `(${sizes(true)}|${sizes(false)})`;
}

/** An axis without calibration. */
export function bareAxis(size: number, navigate: boolean): UniformDataAxis {
  return new UniformDataAxis({ size, navigate });
}

/** What is left when all axes are gone: one element with an axis of its own. */
export function scalarParts(data: NDArray): { data: NDArray; axes: readonly Axis[] } {
  return { data: data.reshape([1]), axes: [new UniformDataAxis({ name: "Scalar", size: 1 })] };
}

/** The axis with another place in the space; the same axis where nothing changes. */
export function withNavigate(axis: Axis, navigate: boolean): Axis {
  return axis.navigate === navigate ? axis : axis.with({ navigate });
}
