import { coreError, describeValue } from "@core/array/runtime";
import { areCompatibleUnits, isKnownUnits } from "../units/units.js";
import { type Axis, isAxis } from "./axis.js";
import { convertUnits } from "./convert.js";
import { type AxisDictionary, axisFromDictionary, axisToDictionary } from "./dictionary.js";
import { type IterationPath, iterateIndices } from "./iterate.js";
import { highValue, lowValue, valueToIndex } from "./lookup.js";
import { resolveIndex } from "./range.js";
import { axesTable } from "./table.js";

/** An axis by its place in natural order (negative from the end), by its name, or itself. */
export type AxisReference = number | string | Axis;

/** Options of {@link AxesManager.convertUnits}. */
export interface ConvertAxesUnitsOptions {
  /** Which axes: all of them (the default), the navigation or the signal axes, or one axis. */
  readonly axes?: "navigation" | "signal" | AxisReference | undefined;
  /** The units for all of them, or one for each; by default those with the best prefix. */
  readonly units?: string | readonly (string | undefined)[] | undefined;
  /** Whether axes of one space take the units of its first axis where they are compatible; true by default. */
  readonly sameUnits?: boolean | undefined;
  /** See `convertUnits`; 0.25 by default. */
  readonly factor?: number | undefined;
}

/**
 * The axes of a signal. They are given in array order; everything else speaks in natural order: x, y, … of the navigation
 * space, then x, y, … of the signal space, each the reverse of array order. Immutable: changes give a new manager.
 */
export class AxesManager implements Iterable<Axis> {
  /** All axes in array order. */
  readonly axes: readonly Axis[];
  readonly navigationAxes: readonly Axis[];
  readonly signalAxes: readonly Axis[];
  /** Whether the signal space is a list of items of various sizes, without axes. */
  readonly ragged: boolean;
  /** The current position in the navigation space, one index for each navigation axis. */
  readonly indices: readonly number[];

  /** Errors: `BAD_ARGUMENT` for what is not an axis and for `indices` of the wrong number or out of range. */
  constructor(axes: readonly Axis[], indices?: readonly number[], ragged = false) {
    if (!Array.isArray(axes))
      throw coreError("BAD_ARGUMENT", `axes: got ${describeValue(axes)}, expected a list of axes in array order`);
    const navigation: Axis[] = [];
    const signal: Axis[] = [];
    for (let index = axes.length - 1; index >= 0; index--) {
      const axis = axes[index];
      if (!isAxis(axis))
        throw coreError(
          "BAD_ARGUMENT",
          `axis ${index} is ${describeValue(axis)}: make it with new UniformDataAxis({ size })`,
        );
      if (!axis.isColour) (axis.navigate ? navigation : signal).push(axis);
    }
    this.axes = [...axes];
    this.ragged = ragged;
    this.navigationAxes = navigation;
    this.signalAxes = signal;
    this.indices = indices === undefined ? navigation.map(() => 0) : checkIndices(navigation, indices);
  }

  /** The manager of axes described by dictionaries, in array order. Errors: `BAD_ARGUMENT`. */
  static fromDictionaries(dictionaries: readonly AxisDictionary[]): AxesManager {
    return new AxesManager(dictionaries.map(axisFromDictionary));
  }

  /** All axes in natural order. */
  get naturalAxes(): readonly Axis[] {
    return [...this.navigationAxes, ...this.signalAxes];
  }

  get navigationShape(): number[] {
    return this.navigationAxes.map((axis) => axis.size);
  }

  get signalShape(): number[] {
    return this.signalAxes.map((axis) => axis.size);
  }

  /** The sizes in natural order. */
  get shape(): number[] {
    return [...this.navigationShape, ...this.signalShape];
  }

  /** The sizes in array order, as of the data. */
  get arrayShape(): number[] {
    return this.axes.map((axis) => axis.size);
  }

  /** The number of positions; 0 where there are no navigation axes. */
  get navigationSize(): number {
    return sizeOf(this.navigationAxes);
  }

  /** The number of points at one position; 0 where there are no signal axes. */
  get signalSize(): number {
    return sizeOf(this.signalAxes);
  }

  get navigationDimension(): number {
    return this.navigationAxes.length;
  }

  /** The number of signal axes, but 0 where the only one has a single point. */
  get signalDimension(): number {
    return this.signalAxes.length === 1 && this.signalAxes[0]?.size === 1 ? 0 : this.signalAxes.length;
  }

  /** The lowest and highest value of each navigation axis, one after the other. */
  get navigationExtent(): number[] {
    return this.navigationAxes.flatMap((axis) => [lowValue(axis), highValue(axis)]);
  }

  /** The lowest and highest value of each signal axis, one after the other. */
  get signalExtent(): number[] {
    return this.signalAxes.flatMap((axis) => [lowValue(axis), highValue(axis)]);
  }

  get allUniform(): boolean {
    return this.axes.every((axis) => axis.kind === "uniform");
  }

  /** Whether all navigation axes come before all signal axes in the array. */
  get axesAreAlignedWithData(): boolean {
    return this.axes.every((axis, index) => axis.navigate === index < this.navigationAxes.length);
  }

  /** The axes of the array that are navigation axes, in natural order. */
  get navigationIndicesInArray(): number[] {
    return this.navigationAxes.map((axis) => this.axes.indexOf(axis));
  }

  /** The axes of the array that are signal axes, in natural order. */
  get signalIndicesInArray(): number[] {
    return this.signalAxes.map((axis) => this.axes.indexOf(axis));
  }

  /** The values of the navigation axes at the current position. */
  get coordinates(): number[] {
    return this.navigationAxes.map((axis, index) => axis.at(this.indices[index] ?? 0));
  }

  /** How a text speaks of an axis: its name, or `Unnamed 0th axis` by its place in natural order. */
  label(reference: AxisReference): string {
    const axis = this.get(reference);
    return axis.name === undefined ? `Unnamed ${ordinal(this.naturalIndex(axis))} axis` : `${axis.name} axis`;
  }

  /**
   * The axis at a place in natural order, of a name (the last one of that name), or the axis itself if it is one of these.
   * Errors: `BAD_AXIS` with the axes that there are.
   */
  get(reference: AxisReference): Axis {
    const axes = this.naturalAxes;
    let found: Axis | undefined;
    if (typeof reference === "string") found = axes.filter((axis) => axis.name === reference).at(-1);
    else if (typeof reference === "number")
      found = Number.isInteger(reference) ? axes.at(reference < -axes.length ? axes.length : reference) : undefined;
    else found = axes.find((axis) => axis === reference);
    if (found !== undefined) return found;
    const present = axes.map((axis, index) => (axis.name === undefined ? `${index}` : `${index} "${axis.name}"`));
    throw coreError(
      "BAD_AXIS",
      `there is no axis ${describeValue(reference)}: ${present.length === 0 ? "there are no axes" : `the axes in natural order are ${present.join(", ")}`}`,
    );
  }

  /** Several axes, each once, in the order of their first mention. Errors: `BAD_AXIS`. */
  getAll(references: readonly AxisReference[]): Axis[] {
    return [...new Set(references.map((reference) => this.get(reference)))];
  }

  /** The place of an axis in the array. Errors: `BAD_AXIS`. */
  arrayIndex(reference: AxisReference): number {
    return this.axes.indexOf(this.get(reference));
  }

  /** The place of an axis in natural order. Errors: `BAD_AXIS`. */
  naturalIndex(reference: AxisReference): number {
    return this.naturalAxes.indexOf(this.get(reference));
  }

  /** A manager with one axis replaced. Errors: `BAD_AXIS`. */
  replace(reference: AxisReference, axis: Axis): AxesManager {
    const index = this.arrayIndex(reference);
    return this.#renewed(this.axes.map((other, place) => (place === index ? axis : other)));
  }

  /** A manager without some axes. Errors: `BAD_AXIS`. */
  remove(references: AxisReference | readonly AxisReference[]): AxesManager {
    const list: readonly AxisReference[] = Array.isArray(references) ? references : [references as AxisReference];
    const gone = this.getAll(list);
    return this.#renewed(this.axes.filter((axis) => !gone.includes(axis)));
  }

  /** A manager whose last `dimension` axes of the array are signal axes, the others navigation axes. Errors: `BAD_ARGUMENT`. */
  withSignalDimension(dimension: number): AxesManager {
    const places = this.axes.filter((axis) => !axis.isColour);
    const count = places.length;
    if (!Number.isInteger(dimension) || dimension < 0 || dimension > count)
      throw coreError(
        "BAD_ARGUMENT",
        `the signal dimension must be a whole number from 0 to ${count}, not ${describeValue(dimension)}`,
      );
    return new AxesManager(
      this.axes.map((axis) => {
        const navigate = places.indexOf(axis) < count - dimension;
        return axis.isColour || axis.navigate === navigate ? axis : axis.with({ navigate });
      }),
    );
  }

  /** A manager at another position. Errors: `BAD_INDEX` for the wrong number of indices and for indices out of range. */
  withIndices(indices: readonly number[]): AxesManager {
    return new AxesManager(this.axes, indices, this.ragged);
  }

  /** A manager at the position nearest to these values. Errors: `BAD_INDEX`, `BAD_VALUE`. */
  withCoordinates(coordinates: readonly number[]): AxesManager {
    checkCount(this.navigationAxes, coordinates);
    return this.withIndices(
      this.navigationAxes.map((axis, index) => valueToIndex(axis, coordinates[index] ?? Number.NaN)),
    );
  }

  /** All positions of the navigation space, see `iterateIndices`. */
  positions(path: IterationPath = "flyback"): Generator<number[], void, undefined> {
    return iterateIndices(this.navigationShape, path);
  }

  /** A manager with converted units. Errors: `BAD_UNITS`, `UNSUPPORTED` for axes that are not uniform, `BAD_AXIS`, `BAD_ARGUMENT`. */
  convertUnits(options: ConvertAxesUnitsOptions = {}): AxesManager {
    const { axes: which, units, sameUnits = true, factor = 0.25 } = options;
    const groups: (readonly Axis[])[] =
      which === undefined
        ? [this.navigationAxes, this.signalAxes]
        : which === "navigation"
          ? [this.navigationAxes]
          : which === "signal"
            ? [this.signalAxes]
            : [[this.get(which)]];
    const chosen = groups.flat();
    if (Array.isArray(units) && units.length !== chosen.length)
      throw coreError(
        "BAD_ARGUMENT",
        `${units.length} units were given for ${chosen.length} axes: give one for each, or one text for all`,
      );
    const wanted = chosen.map((_, index) => (Array.isArray(units) ? units[index] : (units as string | undefined)));
    const converted = new Map<Axis, Axis>();
    let offset = 0;
    for (const group of groups) {
      const targets = wanted.slice(offset, offset + group.length);
      offset += group.length;
      for (const [axis, result] of convertGroup(group, targets, sameUnits, factor)) converted.set(axis, result);
    }
    return this.#renewed(this.axes.map((axis) => converted.get(axis) ?? axis));
  }

  /** The axes as dictionaries, in array order. */
  toDictionaries(): AxisDictionary[] {
    return this.axes.map(axisToDictionary);
  }

  /** The sizes as in the name of a signal: `(3, 2|4)`. */
  get dimensions(): string {
    return `(${this.navigationShape.join(", ")}|${this.ragged ? "ragged" : this.signalShape.join(", ")})`;
  }

  /** A table of all axes, as HyperSpy prints it. */
  toString(): string {
    return axesTable(this.dimensions, this.navigationAxes, this.ragged ? undefined : this.signalAxes, this.indices);
  }

  /** The axes in natural order. */
  [Symbol.iterator](): Iterator<Axis> {
    return this.naturalAxes[Symbol.iterator]();
  }

  #renewed(axes: readonly Axis[]): AxesManager {
    const fresh = new AxesManager(axes, undefined, this.ragged);
    const kept =
      fresh.navigationAxes.length === this.indices.length &&
      fresh.navigationAxes.every((axis, index) => (this.indices[index] ?? 0) < axis.size);
    return kept ? new AxesManager(axes, this.indices, this.ragged) : fresh;
  }
}

function sizeOf(axes: readonly Axis[]): number {
  return axes.length === 0 ? 0 : axes.reduce((product, axis) => product * axis.size, 1);
}

function checkCount(axes: readonly Axis[], given: readonly number[]): void {
  if (!Array.isArray(given) || given.length !== axes.length)
    throw coreError(
      "BAD_INDEX",
      `a position needs ${axes.length} numbers, one for each navigation axis, not ${describeValue(given)}`,
    );
}

function checkIndices(axes: readonly Axis[], given: readonly number[]): number[] {
  checkCount(axes, given);
  return axes.map((axis, place) => {
    const index = given[place] ?? Number.NaN;
    return axis.size === 0 && index === 0 ? 0 : resolveIndex(axis.size, index, `navigation axis ${place}`);
  });
}

function convertGroup(
  axes: readonly Axis[],
  targets: readonly (string | undefined)[],
  sameUnits: boolean,
  factor: number,
): [Axis, Axis][] {
  if (!sameUnits) return axes.map((axis, index) => [axis, convertUnits(axis, targets[index], { factor })]);
  const [first, ...others] = axes;
  if (first === undefined) return [];
  if (targets[0] === undefined && !axes.every((axis) => isKnownUnits(axis.units))) return [];
  const leading = convertUnits(first, targets[0], { factor });
  const result: [Axis, Axis][] = [[first, leading]];
  for (const axis of others)
    if (areCompatibleUnits(axis.units, leading.units)) result.push([axis, convertUnits(axis, leading.units)]);
  return result;
}

function ordinal(place: number): string {
  const teens = place % 100 >= 11 && place % 100 <= 13;
  const ending = teens ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th");
  return `${place}${ending}`;
}
