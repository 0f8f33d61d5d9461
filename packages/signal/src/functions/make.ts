import {
  type ArrayLikeInput,
  array,
  coreError,
  type DataOf,
  describeValue,
  fromData,
  isNDArray,
  type NDArray,
  type Runtime,
  withRuntime,
} from "@core/array";
import { type Axis, isAxis } from "../axes/axis.js";
import { DataAxis, type DataAxisSettings } from "../axes/data.js";
import { type FunctionalAxisSettings, FunctionalDataAxis } from "../axes/functional.js";
import { type UniformAxisSettings, UniformDataAxis } from "../axes/uniform.js";
import type { SignalLike } from "../contract.js";
import { isMetadataTree, type MetadataDictionary, MetadataTree } from "../metadata/tree.js";
import { bareAxis, countSignalAxes, withNavigate, withoutColours } from "./axes.js";
import { checkOptions } from "./options.js";
import { raggedFromLists, type raggedParts } from "./ragged.js";
import type { CheckedParts } from "./rebuild.js";

/** An axis, or the settings of one; the size may be left out. */
export type AxisInput =
  | Axis
  | (Omit<UniformAxisSettings, "size"> & { readonly size?: number | undefined })
  | DataAxisSettings
  | FunctionalAxisSettings;

/** What a signal is made with besides its data. */
export interface SignalOptions {
  /** One axis for each axis of the data, in array order. Their sizes are those of the data. */
  readonly axes?: readonly AxisInput[] | undefined;
  readonly metadata?: MetadataTree | MetadataDictionary | undefined;
  readonly originalMetadata?: MetadataTree | MetadataDictionary | undefined;
  readonly title?: string | undefined;
  /** The signal type, for example `EELS`; by default that of the metadata, else none. */
  readonly type?: string | undefined;
  /**
   * Whether the data are a list of items of various sizes, one for each position (lists in lists for as many navigation axes as there are
   * `axes`). See `SignalLike.items`.
   */
  readonly ragged?: boolean | undefined;
  /** The items of a ragged signal whose data have been made already, by `raggedParts`. */
  readonly items?: readonly unknown[] | undefined;
  /** Where the signal lives: its classes, its kernels. By default that of the data. */
  readonly runtime?: Runtime | undefined;
}

/**
 * A plain signal, for the functions of this package. Typed arrays and arrays are shared, lists are copied.
 * All axes without `navigate` are signal axes, unless `signalDimension` says how many of the last axes are.
 * @throws BAD_SHAPE when sizes of axes are not those of the data
 */
export function makeSignal(
  data: ArrayLikeInput,
  options: SignalOptions & { readonly signalDimension?: number | undefined } = {},
): SignalLike {
  return makeParts(data, options, options?.signalDimension);
}

/** The checked parts of a signal. See {@link makeSignal}. */
export function makeParts(
  data: ArrayLikeInput,
  options: SignalOptions = {},
  signalDimension?: number,
  binned?: boolean,
): CheckedParts {
  checkOptions("signal", options, "{ axes: [{ scale: 0.5 }] }");
  const ragged = raggedOf(data, options, signalDimension);
  const given = ragged?.data ?? dataOf(data, options.runtime);
  const elements = given.shape.length === 0 ? given.reshape([1]) : given;
  checkColourAxes(elements, options.axes);
  const forced = forceDimension(axesFor(elements.shape, options.axes), ragged === undefined ? signalDimension : 0);
  const axes = binned === true ? binAxes(forced, options.axes) : forced;
  const metadata = treeOf(options.metadata);
  if (options.title !== undefined) metadata.set(titlePath, options.title);
  else if (!metadata.has(titlePath)) metadata.set(titlePath, "");
  const type = options.type ?? metadata.get(typePath) ?? "";
  if (typeof type !== "string")
    throw coreError("BAD_ARGUMENT", `type: got ${describeValue(type)}, expected a text such as "EELS".`);
  if (metadata.get(typePath) !== type) metadata.set(typePath, type);
  return {
    data: elements,
    axes,
    metadata,
    ...(options.originalMetadata === undefined ? {} : { originalMetadata: treeOf(options.originalMetadata) }),
    type,
    ...(ragged === undefined ? {} : { items: ragged.items }),
  };
}

/** @throws BAD_SHAPE unless an axis of colours is the last one and has three or four points */
function checkColourAxes({ shape }: NDArray, given: unknown): void {
  if (!Array.isArray(given)) return;
  const place = given.findIndex((axis) => (axis as Partial<Axis> | null | undefined)?.isColour === true);
  if (place < 0) return;
  const size = shape.at(-1);
  if (place !== shape.length - 1 || (size !== 3 && size !== 4))
    throw coreError("BAD_SHAPE", "axes: an axis of colours is the last one and has three or four points.");
}

/** The data and items of a ragged signal. @throws BAD_ARGUMENT for classes with signal axes */
function raggedOf(
  data: unknown,
  { ragged, items, axes, runtime }: SignalOptions,
  signalDimension: number | undefined,
): ReturnType<typeof raggedParts> | undefined {
  if (ragged !== true && items === undefined) return undefined;
  if (signalDimension !== undefined && signalDimension > 0)
    throw coreError(
      "BAD_ARGUMENT",
      `ragged: a signal with ${signalDimension} signal axes cannot be ragged: use BaseSignal.`,
    );
  if (items !== undefined && !Array.isArray(items))
    throw coreError("BAD_ARGUMENT", `items: got ${describeValue(items)}, expected a list.`);
  if (items !== undefined) return { data: dataOf(data as NDArray, runtime), items };
  return raggedFromLists(data, axes?.length ?? 1, runtime);
}

const titlePath = ["General", "title"] as const;
const typePath = ["Signal", "signal_type"] as const;

function treeOf(given: MetadataTree | MetadataDictionary | undefined): MetadataTree {
  if (given === undefined) return new MetadataTree();
  return isMetadataTree(given) ? given.copy() : new MetadataTree(given);
}

function dataOf(data: ArrayLikeInput, runtime: Runtime | undefined): NDArray {
  if (data === undefined || data === null)
    throw coreError(
      "BAD_ARGUMENT",
      `data: got ${describeValue(data)}, expected an array, a typed array or nested lists.`,
    );
  if (isNDArray(data)) return runtime === undefined ? data : withRuntime(runtime, data);
  const made =
    ArrayBuffer.isView(data) && !(data instanceof Uint8ClampedArray)
      ? (fromData(data as DataOf<"float64">, (data as Float64Array).length) as NDArray)
      : (array(data) as NDArray);
  return runtime === undefined ? made : withRuntime(runtime, made);
}

/**
 * One axis for each size, from axes or their settings in array order; uncalibrated signal axes where none are given.
 * @throws BAD_SHAPE when their number or sizes differ
 */
function axesFor(shape: readonly number[], given?: readonly AxisInput[]): Axis[] {
  if (given === undefined) return shape.map((size) => bareAxis(size, false));
  if (!Array.isArray(given) || given.length !== shape.length)
    throw coreError(
      "BAD_SHAPE",
      `axes: got ${describeValue(given)}, expected one axis for each of the ${shape.length} axes of the data, in array order.`,
    );
  return given.map((input, place) => {
    const size = shape[place] as number;
    const axis = axisOf(input, size);
    if (axis.size !== size)
      throw coreError(
        "BAD_SHAPE",
        `axes: axis ${place} in array order has ${axis.size} points, the data have ${size} there (shape (${shape.join(", ")})).`,
      );
    return axis;
  });
}

function axisOf(input: AxisInput, size: number): Axis {
  if (isAxis(input)) return input;
  if (typeof input !== "object" || input === null)
    throw coreError(
      "BAD_ARGUMENT",
      `axes: got ${describeValue(input)}, expected an axis or settings such as { name: "E" }.`,
    );
  if ("axis" in input) return new DataAxis(input);
  if ("expression" in input)
    return new FunctionalDataAxis(input.x === undefined ? { ...input, size: input.size ?? size } : input);
  return new UniformDataAxis({ ...input, size: input.size ?? size });
}

/** The axes with the last `dimension` of them as signal axes, where their number is another one. */
function forceDimension(axes: readonly Axis[], dimension: number | undefined): readonly Axis[] {
  if (dimension === undefined || countSignalAxes(axes) === dimension) return axes;
  const { places } = withoutColours(axes);
  if (!Number.isInteger(dimension) || dimension < 0 || dimension > places.length)
    throw coreError(
      "BAD_SHAPE",
      `data: has ${places.length} axes, which is too few for ${describeValue(dimension)} signal axes.`,
    );
  return axes.map((axis, place) =>
    axis.isColour ? axis : withNavigate(axis, places.indexOf(place) < places.length - dimension),
  );
}

/** The axes with those signal axes binned whose settings do not say whether they are. */
function binAxes(axes: readonly Axis[], given: readonly AxisInput[] | undefined): readonly Axis[] {
  return axes.map((axis, place) =>
    axis.navigate || axis.isColour || given?.[place]?.isBinned !== undefined ? axis : axis.with({ isBinned: true }),
  );
}
