import { coreError } from "@core/array";
import { checkKind, checkOptions } from "@core/array/runtime";
import type { Axis } from "../axes/axis.js";
import { convertToNonUniformAxis } from "../axes/convert.js";
import { axisFromDictionary, axisToDictionary } from "../axes/dictionary.js";
import { UniformDataAxis } from "../axes/uniform.js";
import type { SignalLike } from "../contract.js";
import { placesOf } from "./axes.js";
import { aligned } from "./broadcast.js";
import { foldingPath, isUnfolded } from "./folding.js";
import { metadataWithNoise } from "./noise-of.js";
import { refuseRagged } from "./ragged.js";
import { checkSignal, rebuild } from "./rebuild.js";

/** Which spaces become a single axis each; both by default. */
export interface UnfoldOptions {
  readonly unfoldNavigation?: boolean | undefined;
  readonly unfoldSignal?: boolean | undefined;
}

/**
 * The signal with all navigation axes as one and all signal axes as one; a view where the data are contiguous. Elements are in
 * array order (the first axis in natural order runs fastest). {@link fold} undoes it. What there is to undo is kept in the metadata,
 * under `_HyperSpy.Folding`, so that results of operations can be folded too.
 */
export function unfold(signal: SignalLike, options: UnfoldOptions = {}): SignalLike {
  checkOptions("unfold", options, { unfoldNavigation: "boolean", unfoldSignal: "boolean" });
  refuseRagged("unfold", signal);
  const { unfoldNavigation = true, unfoldSignal = true } = options;
  const navigation = unfoldNavigation && placesOf(signal.axes, true).length > 1;
  const space = unfoldSignal && placesOf(signal.axes, false).length > 1;
  if (!navigation && !space) return rebuild(signal, {});
  const { data, axes } = aligned(signal);
  const count = placesOf(axes, true).length;
  const end = count + placesOf(axes, false).length;
  const merged = [
    ...(navigation ? [mergedAxis(axes.slice(0, count), axes)] : axes.slice(0, count)),
    ...(space ? [mergedAxis(axes.slice(count, end), axes)] : axes.slice(count, end)),
    ...axes.slice(end),
  ];
  const { metadata = signal.metadata.copy() } = metadataWithNoise(signal, (variance) => unfold(variance, options));
  const before = isUnfolded(signal) ? (metadata.get([...foldingPath, "original_axes_manager"]) as object[]) : undefined;
  metadata.set([...foldingPath], {
    unfolded: true,
    navigation_unfolded: navigation || metadata.get([...foldingPath, "navigation_unfolded"]) === true,
    signal_unfolded: space || metadata.get([...foldingPath, "signal_unfolded"]) === true,
    original_shape: before === undefined ? data.shape : metadata.get([...foldingPath, "original_shape"]),
    original_axes_manager: before ?? axes.slice(0, end).map(written),
  });
  const shape = merged.map(({ size }) => size);
  return rebuild(signal, { data: data.reshape(shape), axes: merged, metadata }, true);
}

/** The signal with all navigation axes as one. See {@link unfold}. */
export function unfoldNavigationSpace(signal: SignalLike): SignalLike {
  return unfold(signal, { unfoldSignal: false });
}

/** The signal with all signal axes as one. See {@link unfold}. */
export function unfoldSignalSpace(signal: SignalLike): SignalLike {
  return unfold(signal, { unfoldNavigation: false });
}

function written(axis: Axis): object {
  const plain = axis.kind === "functional" && typeof axis.expression !== "string";
  return axisToDictionary(plain ? convertToNonUniformAxis(axis) : axis);
}

/** One axis for several, which begins as the first of them in natural order does; the names of the others follow in array order. */
function mergedAxis(group: readonly Axis[], all: readonly Axis[]): Axis {
  const first = group.at(-1) as Axis;
  const listed = [first, ...group.slice(0, -1)];
  const order = [...placesOf(all, true), ...placesOf(all, false)].map((place) => all[place]);
  const names = listed.map((axis) =>
    axis.name === undefined ? `Unnamed ${ordinal(order.indexOf(axis))} axis` : `${axis.name} axis`,
  );
  const known = listed.some((axis) => axis.units !== undefined);
  return new UniformDataAxis({
    size: group.reduce((product, { size }) => product * size, 1),
    name: names.join(","),
    units: known ? listed.map((axis) => axis.units ?? "<undefined>").join(",") : undefined,
    navigate: first.navigate,
    isBinned: first.isBinned,
    ...(first.kind === "uniform" ? { scale: first.scale, offset: first.offset } : {}),
  });
}

function ordinal(place: number): string {
  const teens = place % 100 >= 11 && place % 100 <= 13;
  return `${place}${teens ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th")}`;
}

/**
 * The signal as it was before {@link unfold}. A space that has gone or was never unfolded stays as it is, so that what came of a
 * reduction or a crop of the other space folds too. A signal that is not unfolded comes back as it is.
 * @throws BAD_SHAPE when the unfolded axis has another size by now
 */
export function fold(signal: SignalLike): SignalLike {
  checkSignal("fold", signal);
  if (!isUnfolded(signal)) return rebuild(signal, {});
  const { data, axes } = aligned(signal);
  const dictionaries = signal.metadata.get([...foldingPath, "original_axes_manager"]) as Parameters<
    typeof axisFromDictionary
  >[0][];
  const original = dictionaries.map(axisFromDictionary);
  const count = placesOf(axes, true).length;
  const end = count + placesOf(axes, false).length;
  const folded = [
    ...folding(
      signal,
      "navigation_unfolded",
      axes.slice(0, count),
      original.filter(({ navigate }) => navigate),
    ),
    ...folding(
      signal,
      "signal_unfolded",
      axes.slice(count, end),
      original.filter(({ navigate }) => !navigate),
    ),
    ...axes.slice(end),
  ];
  const { metadata = signal.metadata.copy() } = metadataWithNoise(signal, fold);
  metadata.remove([...foldingPath]);
  return rebuild(signal, { data: data.reshape(folded.map(({ size }) => size)), axes: folded, metadata }, true);
}

function folding(
  signal: SignalLike,
  flag: string,
  present: readonly Axis[],
  original: readonly Axis[],
): readonly Axis[] {
  const [only] = present;
  if (signal.metadata.get([...foldingPath, flag]) !== true || only === undefined) return present;
  const size = original.reduce((product, axis) => product * axis.size, 1);
  if (present.length === 1 && only.size === size) return original;
  throw coreError(
    "BAD_SHAPE",
    `fold: ${present.length === 1 ? `the unfolded axis has ${only.size} points by now` : "the unfolded axis is gone"}, the axes before had ${original.map((axis) => axis.size).join(" × ")}.`,
  );
}

/**
 * What a function makes of the unfolded signal, folded again: `unfolded(s, (flat) => subtract(flat, 1))`.
 * @throws BAD_SHAPE when the result cannot be folded
 */
export function unfolded(
  signal: SignalLike,
  apply: (signal: SignalLike) => SignalLike,
  options: UnfoldOptions = {},
): SignalLike {
  checkKind("unfolded", "apply", apply, "function");
  return fold(apply(unfold(signal, options)));
}
