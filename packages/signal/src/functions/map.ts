import {
  type ArrayLikeInput,
  assign,
  checkDType,
  coreError,
  type DType,
  describeValue,
  type NDArray,
  type Scalar,
  sizeOf,
  withRuntime,
} from "@core/array";
import { checkKind } from "@core/array/runtime";
import type { Axis } from "../axes/axis.js";
import { iterateIndices } from "../axes/iterate.js";
import { UniformDataAxis } from "../axes/uniform.js";
import type { MethodContext, SignalLike } from "../contract.js";
import { bareAxis, placesOf, scalarParts, withoutColours } from "./axes.js";
import { aligned } from "./broadcast.js";
import { refuseColours } from "./colours.js";
import { createCollector, resultArray, resultItem, sameSizes } from "./map-collect.js";
import { type AtPosition, parametersAt, partedParameters, positions, raggedPositions } from "./map-positions.js";
import { dataWritten } from "./notify.js";
import { checkOptions } from "./options.js";
import { isRagged, raggedParts, refuseRagged } from "./ragged.js";
import { metadataWithoutNoise, rebuild } from "./rebuild.js";

export type { PositionData } from "./map-positions.js";

/** The function that is applied at each position. */
export type MapFunction<Result, Data = NDArray, Arguments = Readonly<Record<string, unknown>>> = (
  data: Data,
  parameters: Arguments,
  indices: readonly number[],
) => Result;

/** What `map` takes besides the function. */
export interface MapOptions extends MethodContext {
  /**
   * Handed to the function under their names. Of a signal with the same navigation axes each position gets its own part (an
   * array, or an element where there are no signal axes), of one without navigation axes the whole data.
   */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  /** Writes the result into the signal, which must have its shape, and returns the signal. */
  readonly inplace?: boolean | undefined;
  /** Whether results may be of any form and shape, which makes a ragged signal of them; by default where the signal is ragged. */
  readonly ragged?: boolean | undefined;
  /** The shape of the results in array order; that of the first result by default. */
  readonly outputSignalSize?: readonly number[] | undefined;
  /** The dtype of the result; by default that which all results fit in. */
  readonly outputDtype?: DType | undefined;
  /**
   * Calls the function once, with the whole data, navigation axes first, and the parameters `axes` (the signal axes, counted in the
   * array) and `axis` (the last of them): the fast way for functions of arrays that work along axes.
   */
  readonly vectorized?: boolean | undefined;
}

/** What a result of the function may be. */
export type MapResult = ArrayLikeInput | Scalar;

/**
 * Applies a function to the signal space at each position, in C order. A result with k axes gives k signal axes; axes keep their
 * calibration. Numbers give navigation axes only. The class is chosen anew.
 * @param apply gets the data (a view, or an element where there are no signal axes; the item of a ragged signal), the parameters and
 *   the indices in natural order
 * @throws BAD_SHAPE when results differ in shape or parameters do not fit, ABORTED; what the function throws goes through
 */
export function map<Data = NDArray>(
  signal: SignalLike,
  apply: MapFunction<MapResult, Data>,
  options?: MapOptions,
): SignalLike;
export function map<Result, Data = NDArray>(
  signal: SignalLike,
  apply: MapFunction<Result, Data>,
  options: MapOptions & { readonly ragged: true },
): SignalLike;
export function map(signal: SignalLike, apply: MapFunction<unknown, never>, options: MapOptions = {}): SignalLike {
  if (typeof apply !== "function")
    throw coreError(
      "BAD_ARGUMENT",
      `map: got ${describeValue(apply)}, expected a function of the data at one position.`,
    );
  checkOptions("map", options, "{ parameters: { order: 2 } }");
  if (options.vectorized === true) return mapWhole(signal, apply, options);
  const job = jobOf(signal, options);
  if (job.ragged) {
    const items: unknown[] = [];
    eachResult(job, apply, options, (result) => items.push(resultItem(result)));
    return raggedResult(signal, job, items);
  }
  const collector = createCollector(job.shape, options.outputSignalSize, options.outputDtype, 0);
  eachResult(job, apply, options, collector.add);
  return deliverMapped(signal, job, collector.finish().stored, options);
}

/** What is mapped: where the navigation axes come first. */
export interface MapJob {
  readonly data: NDArray;
  /** In array order, navigation axes first. */
  readonly axes: readonly Axis[];
  /** The sizes of the navigation axes in array order. */
  readonly shape: readonly number[];
  /** The same in natural order. */
  readonly sizes: readonly number[];
  readonly at: AtPosition;
  readonly parameters: ReturnType<typeof partedParameters>;
  /** Whether the result is ragged. */
  readonly ragged: boolean;
  /** Whether the positions hold items of a ragged signal, which are no part of an array. */
  readonly items: boolean;
}

function noProgress(): void {}

/** What the options ask for, checked. */
export function jobOf(signal: SignalLike, options: MapOptions): MapJob {
  refuseColours("map", signal);
  checkKind("map", "onProgress", options.onProgress ?? noProgress, "function");
  if (options.outputDtype !== undefined) checkDType(options.outputDtype);
  const { data, axes } = aligned(signal);
  const count = placesOf(axes, true).length;
  const shape = data.shape.slice(0, count);
  const ragged = options.ragged ?? isRagged(signal);
  if (options.inplace === true && (ragged || isRagged(signal)))
    throw coreError("UNSUPPORTED", "map: ragged signals cannot be written into: leave out inplace.");
  return {
    data,
    axes,
    shape,
    sizes: [...shape].reverse(),
    at: isRagged(signal) ? raggedPositions(signal) : positions(data, count),
    parameters: partedParameters(signal, options.parameters ?? {}),
    ragged,
    items: isRagged(signal),
  };
}

/** Hands on the results of the function, position by position. */
function eachResult(
  job: MapJob,
  apply: MapFunction<unknown, never>,
  options: MapOptions,
  take: (result: unknown) => void,
): void {
  const parameters = parametersAt(job.parameters, job.sizes.length);
  const total = sizeOf(job.sizes);
  let done = 0;
  for (const indices of iterateIndices(job.sizes)) {
    checkAborted(options.signal, done, total);
    take(apply(job.at(indices) as never, parameters(indices), indices));
    options.onProgress?.(++done, total);
  }
}

/** @throws ABORTED when work was stopped */
export function checkAborted(signal: AbortSignal | undefined, done: number, total: number): void {
  if (signal?.aborted === true)
    throw coreError("ABORTED", `map: stopped at position ${done} of ${total}.`, { cause: signal.reason });
}

/** A signal with the items that the function gave. */
export function raggedResult(signal: SignalLike, { axes, shape }: MapJob, items: readonly unknown[]): SignalLike {
  const alone = shape.length === 0;
  const navigation = alone
    ? [new UniformDataAxis({ name: "Scalar", size: 1, navigate: true })]
    : axes.slice(0, shape.length);
  const parts = raggedParts(items, alone ? [1] : shape, signal.data.runtime);
  return rebuild(signal, { ...parts, axes: navigation, metadata: metadataWithoutNoise(signal) }, true);
}

/** The signal with the results as its data, or the results in the signal. */
export function deliverMapped(signal: SignalLike, job: MapJob, results: NDArray, options: MapOptions): SignalLike {
  const { data, axes, shape } = job;
  // Functions may make arrays that know nothing of the runtime.
  const stored = withRuntime(signal.data.runtime, results);
  if (options.inplace === true) {
    if (!sameSizes(stored.shape, data.shape))
      throw coreError(
        "BAD_SHAPE",
        `map: the result has shape (${stored.shape.join(", ")}), in place it must have (${data.shape.join(", ")}).`,
      );
    assign(data, stored);
    return dataWritten(signal);
  }
  const metadata = metadataWithoutNoise(signal);
  const items = isRagged(signal) ? { items: undefined } : {};
  if (stored.shape.length === 0) return rebuild(signal, { ...scalarParts(stored), metadata, ...items }, true);
  const own = axesOfResult(axes.slice(shape.length), stored.shape.slice(shape.length));
  return rebuild(signal, { data: stored, axes: [...axes.slice(0, shape.length), ...own], metadata, ...items }, true);
}

/** Axes keep their place in the array: of fewer axes the last ones are left, more axes come behind them. */
function axesOfResult(axes: readonly Axis[], sizes: readonly number[]): Axis[] {
  const colours = sizes.length === axes.length;
  const all = colours ? axes : withoutColours(axes).places.map((place) => axes[place] as Axis);
  const own = all.slice(Math.max(0, all.length - sizes.length));
  return sizes.map((size, place) => resized(own[place], size));
}

function resized(axis: Axis | undefined, size: number): Axis {
  if (axis === undefined) return bareAxis(size, false);
  if (axis.size === size) return axis;
  return axis.kind === "uniform"
    ? axis.with({ size })
    : bareAxis(size, false).with({ name: axis.name, units: axis.units });
}

function mapWhole(signal: SignalLike, apply: MapFunction<unknown, never>, options: MapOptions): SignalLike {
  refuseRagged("map", signal);
  refuseColours("map", signal);
  if (options.ragged === true)
    throw coreError("BAD_ARGUMENT", "map: a vectorized function cannot give ragged results.");
  const job = jobOf(signal, options);
  checkAborted(options.signal, 0, 1);
  const [varying] = Object.keys(job.parameters.varying);
  if (varying !== undefined)
    throw coreError(
      "BAD_ARGUMENT",
      `map: the parameter ${JSON.stringify(varying)} differs from position to position, and a vectorized function is called once: leave out vectorized.`,
    );
  const axes = job.axes.flatMap((axis, place) => (axis.navigate || axis.isColour ? [] : [place]));
  const parameters = { ...job.parameters.constant, axes, axis: axes.at(-1) ?? -1 };
  const result = resultArray(apply(job.data as never, parameters, []), 0);
  if (!sameSizes(result.shape.slice(0, job.shape.length), job.shape))
    throw coreError(
      "BAD_SHAPE",
      `map: the vectorized function gave shape (${result.shape.join(", ")}), expected the navigation axes (${job.shape.join(", ")}) first.`,
    );
  const wanted = options.outputSignalSize;
  if (wanted !== undefined && !sameSizes(result.shape.slice(job.shape.length), wanted))
    throw coreError(
      "BAD_SHAPE",
      `map: the result has shape (${result.shape.join(", ")}), expected the signal axes (${wanted.join(", ")}).`,
    );
  const stored = options.outputDtype === undefined ? result : result.astype(options.outputDtype);
  options.onProgress?.(1, 1);
  return deliverMapped(signal, job, stored, options);
}
