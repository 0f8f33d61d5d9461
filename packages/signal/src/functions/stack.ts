import {
  add,
  assign,
  astype,
  coreError,
  type DType,
  describeValue,
  isScalar,
  kindOf,
  type NDArray,
  promoteTypes,
  type Scalar,
  zeros,
} from "@core/array";
import { checkOptions } from "@core/array/runtime";
import type { Axis } from "../axes/axis.js";
import { DataAxis } from "../axes/data.js";
import { UniformDataAxis } from "../axes/uniform.js";
import type { SignalLike } from "../contract.js";
import { MetadataTree } from "../metadata/tree.js";
import { type AxisChoice, arrayIndex, dimensionsText, placesOf } from "./axes.js";
import { aligned } from "./broadcast.js";
import { rgbDtype } from "./colours.js";
import { variancePath } from "./noise-of.js";
import { refuseRagged } from "./ragged.js";
import { isSignal, rebuild, titleOf } from "./rebuild.js";

/** How signals are put together. */
export interface StackOptions {
  /** The axis along which they are joined; by default a new navigation axis, the last one in natural order. */
  readonly axis?: AxisChoice | undefined;
  /** The name of the new axis, `stack_element` by default; `_1`, `_2`, … is put behind a name that is taken. */
  readonly newAxisName?: string | undefined;
  /**
   * True (the default) keeps the metadata of all signals in the original metadata, where {@link split} finds them; false keeps
   * those of the first alone; a number takes all metadata from that signal.
   */
  readonly stackMetadata?: boolean | number | undefined;
}

/**
 * Several signals as one. They are broadcast first, navigation and signal axes each for themselves; numbers stand for constant
 * signals, which have one point along the axis they are joined along. Axes, class and metadata are those of the first signal, the dtype is one that all fit in. A list of one gives that one.
 * @throws BAD_SHAPE when they do not fit together, BAD_VALUE when listed points of an axis would not rise or fall all along
 */
export function stack<S extends SignalLike>(signals: readonly S[], options?: StackOptions): S;
export function stack(signals: readonly (SignalLike | Scalar)[], options?: StackOptions): SignalLike;
export function stack(signals: readonly (SignalLike | Scalar)[], options: StackOptions = {}): SignalLike {
  checkOptions("stack", options, { axis: "any", newAxisName: "string", stackMetadata: "any" });
  const list = checkSignals(signals);
  const first = list.find(isSignal) as SignalLike;
  if (list.length === 1) return first;
  const { axis, newAxisName = "stack_element", stackMetadata = true } = options;
  const along = axis === undefined ? undefined : placeAlong(list.filter(isSignal), axis);
  const { views, axes } = broadcastAll(list, along);
  const parts = views.map(({ data }) => data);
  const dtype = commonDType(views);
  const name = freeName(newAxisName, axes);
  const whole = along === undefined ? stackNew(parts, dtype) : joinAlong(parts, dtype, arrayPlace(axes, along));
  const joined =
    along === undefined
      ? [new UniformDataAxis({ size: list.length, name, navigate: true }), ...axes]
      : axes.map((own, place) =>
          place === arrayPlace(axes, along)
            ? joinedAxis(
                own,
                views.map((view) => view.axes[place]),
              )
            : own,
        );
  const sizes = along === undefined ? 1 : parts.map((part) => part.shape[arrayPlace(axes, along)] as number);
  const history = { axis: along === undefined ? name : axisName(axis as AxisChoice, axes, along), step_sizes: sizes };
  const kept = metadataOf(list.filter(isSignal), stackMetadata);
  kept.metadata.set(["_HyperSpy", "Stacking_history"], history);
  const variance = stackedVariance(list, options);
  if (variance !== undefined) kept.metadata.set([...variancePath], variance);
  return rebuild(first, { data: whole, axes: joined, ...kept }, true);
}

function checkSignals(signals: readonly unknown[]): (SignalLike | Scalar)[] {
  if (!Array.isArray(signals) || !signals.some(isSignal))
    throw coreError("BAD_ARGUMENT", `stack: got ${describeValue(signals)}, expected a list with one signal at least.`);
  for (const [place, signal] of signals.entries()) {
    if (isSignal(signal)) refuseRagged("stack", signal);
    else if (!isScalar(signal))
      throw coreError(
        "BAD_ARGUMENT",
        `stack: element ${place} is ${describeValue(signal)}, expected a signal or a number.`,
      );
  }
  checkColours(signals);
  return signals;
}

/** @throws UNSUPPORTED for pictures in colours beside numbers, or pictures of another kind */
function checkColours(elements: readonly unknown[]): void {
  const kinds = elements.map((one) => (isSignal(one) ? rgbDtype(one) : undefined));
  const kind = kinds.find((one) => one !== undefined);
  if (kind === undefined || kinds.every((one) => one === kind)) return;
  const other = kinds.findIndex((one) => one !== kind);
  throw coreError(
    "UNSUPPORTED",
    `stack: element ${other} is ${kinds[other] ?? "no picture in colours"} beside ${kind}: use changeDtype first.`,
  );
}

/** An axis by its space and its place there, in natural order. */
interface Along {
  readonly navigate: boolean;
  readonly number: number;
}

/** The axis in the signal that has most of them, to which the others are broadcast. */
function placeAlong(signals: readonly SignalLike[], choice: AxisChoice): Along {
  const widest = signals.reduce((best, signal) => (signal.axes.length > best.axes.length ? signal : best));
  const place = arrayIndex(widest, choice);
  const { navigate } = widest.axes[place] as Axis;
  return { navigate, number: placesOf(widest.axes, navigate).indexOf(place) };
}

function arrayPlace(axes: readonly Axis[], { navigate, number }: Along): number {
  return placesOf(axes, navigate)[number] as number;
}

function axisName(choice: AxisChoice, axes: readonly Axis[], along: Along): string | number {
  const name = axes[arrayPlace(axes, along)]?.name;
  if (name !== undefined && name !== "") return name;
  return typeof choice === "number"
    ? choice
    : [...placesOf(axes, true), ...placesOf(axes, false)].indexOf(arrayPlace(axes, along));
}

interface View {
  readonly data: NDArray;
  readonly axes: readonly (Axis | undefined)[];
  /** The dtype of a signal. */
  readonly dtype?: DType;
  /** The number, where there is no signal. */
  readonly number?: Scalar;
}

/** All signals as views of one shape, but for the size along one axis. */
function broadcastAll(
  list: readonly (SignalLike | Scalar)[],
  along: Along | undefined,
): { views: View[]; axes: Axis[] } {
  const signals = list.filter(isSignal).map(aligned);
  const common: Axis[] = [];
  for (const navigate of [true, false]) {
    const spaces = signals.map(({ axes }) => placesOf(axes, navigate).map((place) => axes[place] as Axis));
    const count = Math.max(...spaces.map((space) => space.length));
    for (let number = count - 1; number >= 0; number--) {
      const own = spaces.map((space) => space[number]).filter((axis) => axis !== undefined);
      const free = along !== undefined && along.navigate === navigate && along.number === number;
      const longest = own.find((axis) => axis.size !== 1) ?? (own[0] as Axis);
      const misfit = free ? undefined : own.find((axis) => axis.size !== 1 && axis.size !== longest.size);
      if (misfit !== undefined)
        throw coreError(
          "BAD_SHAPE",
          `stack: signals with dimensions ${list
            .filter(isSignal)
            .map((signal) => dimensionsText(signal.axes))
            .join(
              ", ",
            )} do not fit together: ${navigate ? "navigation" : "signal"} axis ${number} has ${longest.size} and ${misfit.size} points, allowed are equal sizes or 1.`,
        );
      common.push(free ? (own[0] as Axis) : longest);
    }
  }
  common.push(...(signals[0] as Pick<SignalLike, "axes">).axes.filter((axis) => axis.isColour));
  const views = list.map((one) =>
    isSignal(one) ? viewOf(aligned(one), common, along) : constantView(one, signals[0] as SignalLike, common, along),
  );
  return { views, axes: common };
}

function viewOf(
  { data, axes }: Pick<SignalLike, "data" | "axes">,
  common: readonly Axis[],
  along: Along | undefined,
): View {
  const shape: number[] = [];
  const strides: number[] = [];
  const own: Axis[] = [];
  for (const [place, axis] of common.entries()) {
    const number = placesOf(common, axis.navigate).indexOf(place);
    const from = axis.isColour ? axes.findIndex((other) => other.isColour) : placesOf(axes, axis.navigate)[number];
    const present = from === undefined ? undefined : axes[from];
    const free = along !== undefined && !axis.isColour && along.navigate === axis.navigate && along.number === number;
    const size = free ? (present?.size ?? 1) : axis.size;
    shape.push(size);
    strides.push(
      present === undefined || (present.size === 1 && size !== 1) ? 0 : (data.strides[from as number] as number),
    );
    own.push(present ?? axis);
  }
  return { data: data.view(shape, strides), axes: own, dtype: data.dtype };
}

/** A number as a signal, which has one point along the axis of the stack. */
function constantView(
  value: Scalar,
  like: Pick<SignalLike, "data">,
  common: readonly Axis[],
  along: Along | undefined,
): View {
  const complex = typeof value === "object";
  const one = like.data.make(complex ? "complex128" : typeof value === "bigint" ? "int64" : "float64", []);
  assign(one, value);
  const thin = along === undefined ? -1 : arrayPlace(common, along);
  const shape = common.map(({ size }, place) => (place === thin ? 1 : size));
  const data = one.view(
    shape,
    common.map(() => 0),
    0,
  );
  return { data, axes: common.map((axis, place) => (place === thin ? undefined : axis)), number: value };
}

/** The dtype that all signals fit in; numbers widen it only where it cannot hold them, as they do in sums. */
function commonDType(views: readonly View[]): DType {
  const dtypes = views.flatMap(({ dtype }) => (dtype === undefined ? [] : [dtype]));
  const common = dtypes.reduce(promoteTypes);
  return views.reduce((dtype, { number }) => (number === undefined ? dtype : holding(dtype, number)), common);
}

/** A dtype that holds what another one holds, and a number. */
function holding(dtype: DType, number: Scalar): DType {
  const kind = kindOf(dtype);
  const whole = typeof number === "bigint" || Number.isInteger(number);
  if (kind === "float" && typeof number !== "object") return dtype;
  if (kind !== "float" && kind !== "complex" && typeof number === "number" && !whole) return "float64";
  return (add(zeros([0], { dtype }), number) as NDArray).dtype;
}

function stackNew(parts: readonly NDArray[], dtype: DType): NDArray {
  const [first] = parts as [NDArray, ...NDArray[]];
  const whole = first.make(dtype, [parts.length, ...first.shape]);
  for (const [i, part] of parts.entries()) assign(whole.slice(i), part.dtype === dtype ? part : astype(part, dtype));
  return whole;
}

function joinAlong(parts: readonly NDArray[], dtype: DType, place: number): NDArray {
  const [first] = parts as [NDArray, ...NDArray[]];
  const total = parts.reduce((size, part) => size + (part.shape[place] as number), 0);
  const whole = first.make(
    dtype,
    first.shape.map((size, axis) => (axis === place ? total : size)),
  );
  let start = 0;
  for (const part of parts) {
    const target = whole.view(part.shape, whole.strides, start * (whole.strides[place] as number));
    assign(target, part);
    start += part.shape[place] as number;
  }
  return whole;
}

function joinedAxis(first: Axis, axes: readonly (Axis | undefined)[]): Axis {
  const size = axes.reduce((total, axis) => total + (axis?.size ?? 1), 0);
  if (first.kind === "uniform") return first.with({ size });
  if (axes.includes(undefined))
    throw coreError(
      "BAD_VALUE",
      "stack: numbers have no place along an axis that is not uniform: make signals of them.",
    );
  const points = axes.flatMap((axis) => (axis === undefined ? [] : [...axis.values()]));
  const { name, units, navigate, isBinned } = first;
  try {
    return new DataAxis({ name, units, navigate, isBinned, axis: points });
  } catch (cause) {
    throw coreError(
      "BAD_VALUE",
      "stack: along an axis that is not uniform the signals must follow one another: its points must rise or fall all along.",
      { cause },
    );
  }
}

function freeName(wanted: string, axes: readonly Axis[]): string {
  const taken = new Set(axes.map(({ name }) => name));
  let name = wanted;
  for (let number = 1; taken.has(name); number++) name = `${wanted}_${number}`;
  return name;
}

function metadataOf(
  signals: readonly SignalLike[],
  which: boolean | number,
): { metadata: MetadataTree; originalMetadata: MetadataTree } {
  if (typeof which === "number") {
    const one = signals.at(which);
    if (one === undefined || !Number.isInteger(which))
      throw coreError(
        "BAD_ARGUMENT",
        `stackMetadata: got ${which}, allowed are true, false and the place of one of the ${signals.length} signals.`,
      );
    return { metadata: one.metadata.copy(), originalMetadata: one.originalMetadata?.copy() ?? new MetadataTree() };
  }
  const first = signals[0] as SignalLike;
  const metadata = first.metadata.copy();
  metadata.set(["General", "title"], `Stack of ${titleOf(first)}`);
  const originalMetadata = new MetadataTree();
  if (which)
    for (const [place, signal] of signals.entries()) {
      const path = ["stack_elements", `element${place}`];
      originalMetadata.set([...path, "original_metadata"], signal.originalMetadata ?? new MetadataTree());
      originalMetadata.set([...path, "metadata"], signal.metadata);
    }
  return { metadata, originalMetadata };
}

/** The variance of the stack: stacked as the data are, or the number that all signals share. */
function stackedVariance(list: readonly (SignalLike | Scalar)[], options: StackOptions): unknown {
  const variances = list.map((one) => (isSignal(one) ? one.metadata.get([...variancePath]) : 0));
  if (variances.some((variance) => variance === undefined || variance === null)) return undefined;
  if (variances.every((variance) => variance === variances[0])) return undefined;
  const whole = variances.map((variance, place) => {
    if (isSignal(variance)) return variance;
    const like = list[place];
    return isSignal(like) ? constantLike(like, variance as number) : (variance as number);
  });
  return stack(whole, { ...options, stackMetadata: false });
}

function constantLike(signal: SignalLike, value: number): SignalLike {
  const data = signal.data.make("float64", signal.data.shape);
  assign(data, value);
  return rebuild(signal, { data, metadata: new MetadataTree() });
}
