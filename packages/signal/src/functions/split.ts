import { coreError, describeValue } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import type { Axis } from "../axes/axis.js";
import type { SignalLike } from "../contract.js";
import { isMetadataTree, type MetadataTree } from "../metadata/tree.js";
import { type AxisChoice, arrayIndex, placesOf } from "./axes.js";
import { metadataWithNoise } from "./noise-of.js";
import { refuseRagged } from "./ragged.js";
import { rebuild } from "./rebuild.js";

/** Where a signal is cut. */
export interface SplitOptions {
  /** By default the axis along which the signal was stacked, else the last navigation axis. */
  readonly axis?: AxisChoice | "auto" | undefined;
  /** The number of parts; where the size is no multiple of it the first parts have one point more. */
  readonly numberOfParts?: number | "auto" | undefined;
  /** The size of all parts (the last one may be shorter), or of each; what a list leaves over is left out. */
  readonly stepSizes?: number | readonly number[] | "auto" | undefined;
}

const historyPath = ["_HyperSpy", "Stacking_history"] as const;

/**
 * The parts of a signal along an axis, as views. Without options a stack gives the signals that it was made of, with their metadata,
 * and any other signal its positions along the last navigation axis. Where an axis falls into its single points it goes, unless it is the
 * only one.
 * @throws BAD_AXIS, BAD_ARGUMENT for sizes that do not fit, and without options where there is no navigation axis
 */
export function split(signal: SignalLike, options: SplitOptions = {}): SignalLike[] {
  checkOptions("split", options, { axis: "any", numberOfParts: "any", stepSizes: "any" });
  refuseRagged("split", signal);
  const { axis = "auto", numberOfParts = "auto", stepSizes = "auto" } = options;
  const plain = numberOfParts === "auto" && stepSizes === "auto";
  const history = axis === "auto" && plain ? historyOf(signal) : undefined;
  const place = history?.place ?? (axis === "auto" ? lastNavigation(signal) : arrayIndex(signal, axis));
  const { size } = signal.axes[place] as Axis;
  const sizes = history?.sizes ?? sizesOf(size, numberOfParts, stepSizes);
  const drop = sizes.length === size && signal.axes.length > 1;
  let start = 0;
  return sizes.map((length, number) => {
    const part = narrowed(
      signal,
      place,
      start,
      length,
      drop,
      history === undefined ? undefined : elementOf(signal, sizes.length, number),
    );
    start += length;
    return part;
  });
}

/** What is known of the stack that the signal is, where it still fits. */
function historyOf(signal: SignalLike): { place: number; sizes: number[] } | undefined {
  const axis = signal.metadata.get([...historyPath, "axis"]);
  const steps = signal.metadata.get([...historyPath, "step_sizes"]);
  const order = [...placesOf(signal.axes, true), ...placesOf(signal.axes, false)];
  const place =
    typeof axis === "string"
      ? order.find((one) => signal.axes[one]?.name === axis)
      : typeof axis === "number"
        ? order.at(axis)
        : undefined;
  if (place === undefined) return undefined;
  const { size } = signal.axes[place] as Axis;
  if (steps === 1) return { place, sizes: new Array<number>(size).fill(1) };
  const sizes = Array.isArray(steps) ? (steps as number[]) : [];
  return sizes.reduce((total, one) => total + one, 0) === size ? { place, sizes } : undefined;
}

function lastNavigation(signal: SignalLike): number {
  const place = placesOf(signal.axes, true).at(-1);
  if (place !== undefined) return place;
  throw coreError("BAD_ARGUMENT", "split: the signal has no navigation axis: name the axis, as in { axis: 0 }.");
}

function sizesOf(size: number, parts: unknown, steps: unknown): number[] {
  const bad = (name: string, given: unknown, expected: string): Error =>
    coreError(
      "BAD_ARGUMENT",
      `${name}: got ${describeValue(given)} for an axis of ${size} points, expected ${expected}.`,
    );
  const whole = (given: unknown): given is number =>
    Number.isInteger(given) && (given as number) >= 1 && (given as number) <= size;
  if (parts !== "auto" && steps !== "auto")
    throw coreError("BAD_ARGUMENT", "split: give numberOfParts or stepSizes, not both.");
  if (parts !== "auto") {
    if (!whole(parts)) throw bad("numberOfParts", parts, `a whole number from 1 to ${size}`);
    return Array.from({ length: parts }, (_, i) => Math.floor(size / parts) + (i < size % parts ? 1 : 0));
  }
  if (Array.isArray(steps)) {
    if (steps.length === 0 || !steps.every(whole) || steps.reduce((total, one) => total + one, 0) > size)
      throw bad("stepSizes", steps, `whole numbers of which the sum is at most ${size}`);
    return [...steps];
  }
  const step = steps === "auto" ? 1 : steps;
  if (!whole(step)) throw bad("stepSizes", steps, `a whole number from 1 to ${size}, or a list`);
  return Array.from({ length: Math.ceil(size / step) }, (_, i) => Math.min(step, size - i * step));
}

/** The metadata that the signals of a stack had, where all of them are still there. */
function elementOf(
  signal: SignalLike,
  count: number,
  number: number,
): { metadata?: MetadataTree; originalMetadata?: MetadataTree } {
  const elements = signal.originalMetadata?.get("stack_elements");
  if (!isMetadataTree(elements) || elements.size !== count) return {};
  const metadata = elements.get([`element${number}`, "metadata"]);
  const original = elements.get([`element${number}`, "original_metadata"]);
  return {
    ...(isMetadataTree(metadata) ? { metadata } : {}),
    ...(isMetadataTree(original) ? { originalMetadata: original } : {}),
  };
}

function narrowed(
  signal: SignalLike,
  place: number,
  start: number,
  length: number,
  drop: boolean,
  element: ReturnType<typeof elementOf> | undefined,
): SignalLike {
  const { data, axes } = signal;
  const offset = data.offset + start * (data.strides[place] as number);
  const keep = <T>(list: readonly T[]): T[] => (drop ? list.filter((_, i) => i !== place) : [...list]);
  const shape = data.shape.map((size, i) => (i === place ? length : size));
  const cut = axes.map((axis, i) => (i === place ? axis.slice(start, start + length) : axis));
  const noise = metadataWithNoise(signal, (variance) => narrowed(variance, place, start, length, drop, undefined));
  const { metadata = signal.metadata.copy() } = noise;
  if (element !== undefined) metadata.remove([...historyPath]);
  return rebuild(signal, {
    data: data.view(keep(shape), keep(data.strides), offset),
    axes: keep(cut),
    metadata,
    ...element,
  });
}
