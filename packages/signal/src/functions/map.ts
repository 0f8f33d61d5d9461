import {
  type ArrayLikeInput,
  asArray,
  assign,
  astype,
  coreError,
  type DType,
  describeValue,
  elementsOf,
  isComplexDType,
  isNDArray,
  isScalar,
  type NDArray,
  promoteTypes,
  type Scalar,
  sizeOf,
} from "@core/array";
import type { Axis } from "../axes/axis.js";
import { iterateIndices } from "../axes/iterate.js";
import type { MethodContext, SignalLike } from "../contract.js";
import { bareAxis, dimensionsText, placesOf, scalarParts } from "./axes.js";
import { aligned } from "./broadcast.js";
import { refuseColours } from "./colours.js";
import { isSignal, metadataWithoutNoise, rebuild } from "./rebuild.js";

/** The data at one position: an array, or an element where there are no signal axes. */
export type PositionData = NDArray | Scalar;

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
  /** Whether results may differ in shape. */
  readonly ragged?: false | undefined;
  /** The shape of the results in array order; that of the first result by default. */
  readonly outputSignalSize?: readonly number[] | undefined;
  /** The dtype of the result; by default that which all results fit in. */
  readonly outputDtype?: DType | undefined;
}

/** Options of `map` for results that differ in shape. */
export interface RaggedMapOptions extends MethodContext {
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  readonly ragged: true;
}

/** Results of any form, one for each position. */
export interface RaggedResult<Result> {
  /** In array order, the last navigation axis running fastest. */
  readonly values: readonly Result[];
  /** The sizes of the navigation axes in array order. */
  readonly shape: readonly number[];
  /** The navigation axes in array order. */
  readonly axes: readonly Axis[];
}

/** What a result of the function may be. */
export type MapResult = ArrayLikeInput | Scalar;

/**
 * Applies a function to the signal space at each position, in C order. A result with k axes gives k signal axes; axes keep their
 * calibration. Numbers give navigation axes only. The class is chosen anew.
 * @param apply gets the data (a view, or an element where there are no signal axes), the parameters and the indices in natural order
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
  options: RaggedMapOptions,
): RaggedResult<Result>;
export function map(
  signal: SignalLike,
  apply: MapFunction<unknown, never>,
  options: MapOptions | RaggedMapOptions = {},
): SignalLike | RaggedResult<unknown> {
  if (typeof apply !== "function")
    throw coreError(
      "BAD_ARGUMENT",
      `map: got ${describeValue(apply)}, expected a function of the data at one position.`,
    );
  refuseColours("map", signal);
  const { data, axes } = aligned(signal);
  const count = placesOf(axes, true).length;
  const navigation = axes.slice(0, count);
  const results = run(signal, data, axes, apply, options);
  const shape = data.shape.slice(0, count);
  if (options.ragged === true) return { values: [...results], shape, axes: navigation };
  const stored = collect(results, shape, options);
  if (options.inplace === true) {
    if (!sameSizes(stored.shape, data.shape))
      throw coreError(
        "BAD_SHAPE",
        `map: the result has shape (${stored.shape.join(", ")}), in place it must have (${data.shape.join(", ")}).`,
      );
    assign(data, stored);
    return signal;
  }
  const own = axes.slice(count).reverse();
  const sizes = stored.shape.slice(count).reverse();
  const kept = sizes.map((size, i) => resized(own[i], size)).reverse();
  const metadata = metadataWithoutNoise(signal);
  if (stored.shape.length > 0) return rebuild(signal, { data: stored, axes: [...navigation, ...kept], metadata }, true);
  return rebuild(signal, { ...scalarParts(stored), metadata }, true);
}

function resized(axis: Axis | undefined, size: number): Axis {
  if (axis === undefined) return bareAxis(size, false);
  if (axis.size === size) return axis;
  return axis.kind === "uniform"
    ? axis.with({ size })
    : bareAxis(size, false).with({ name: axis.name, units: axis.units });
}

/** The results of the function, position by position. */
function* run(
  signal: SignalLike,
  data: NDArray,
  axes: readonly Axis[],
  apply: MapFunction<unknown, never>,
  options: MapOptions | RaggedMapOptions,
): Generator<unknown, void, undefined> {
  const sizes = placesOf(axes, true).map((place) => axes[place]?.size ?? 0);
  const at = positions(data, sizes.length);
  const parameters = parametersAt(signal, options.parameters ?? {}, sizes);
  const total = sizeOf(sizes);
  let done = 0;
  for (const indices of iterateIndices(sizes)) {
    if (options.signal?.aborted === true)
      throw coreError("ABORTED", `map: stopped at position ${done} of ${total}.`, { cause: options.signal.reason });
    yield apply(at(indices) as never, parameters(indices), indices);
    options.onProgress?.(++done, total);
  }
}

/** The part of data at a position, for data whose first axes are the navigation axes. */
function positions(data: NDArray, navigation: number): (indices: readonly number[]) => PositionData {
  const shape = data.shape.slice(navigation);
  const strides = data.strides.slice(navigation);
  return (indices) => {
    let offset = data.offset;
    for (let axis = 0; axis < navigation; axis++)
      offset += (indices[navigation - 1 - axis] as number) * (data.strides[axis] as number);
    const view = data.view(shape, strides, offset);
    return shape.length === 0 ? (view.item() as Scalar) : view;
  };
}

function parametersAt(
  signal: SignalLike,
  given: Readonly<Record<string, unknown>>,
  sizes: readonly number[],
): (indices: readonly number[]) => Readonly<Record<string, unknown>> {
  const varying: [string, (indices: readonly number[]) => PositionData][] = [];
  const constant: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (!isSignal(value)) {
      constant[name] = value;
      continue;
    }
    const { data, axes } = aligned(value);
    const own = placesOf(axes, true).map((place) => axes[place]?.size);
    if (own.length === sizes.length && own.every((size, i) => size === sizes[i])) {
      const bare = axes.length - own.length === 1 && axes.at(-1)?.size === 1 ? data.slice("...", 0) : data;
      varying.push([name, positions(bare, own.length)]);
    } else if (own.length === 0 || (own.length === 1 && own[0] === 1)) {
      const whole = own.length === 0 ? data : data.slice(0);
      constant[name] = whole.size === 1 ? whole.item() : whole;
    } else
      throw coreError(
        "BAD_SHAPE",
        `map: the parameter ${JSON.stringify(name)} has dimensions ${dimensionsText(axes)}, the signal ${dimensionsText(signal.axes)}: its navigation axes must be the same, or none.`,
      );
  }
  if (varying.length === 0) return () => constant;
  return (indices) => {
    const all: Record<string, unknown> = { ...constant };
    for (const [name, at] of varying) all[name] = at(indices);
    return all;
  };
}

/** All results in one array, in the dtype that all of them fit in. */
function collect(results: Iterable<unknown>, navigation: readonly number[], options: MapOptions): NDArray {
  const { outputDtype } = options;
  let stored: NDArray | undefined;
  let size: readonly number[] = options.outputSignalSize ?? [];
  let place = 0;
  for (const result of results) {
    if (typeof result === "number" && stored?.dtype === "float64" && size.length === 0) {
      stored.data[place++] = result;
      continue;
    }
    const part = resultArray(result, place);
    if (stored === undefined) {
      size = options.outputSignalSize ?? part.shape;
      stored = part.make(outputDtype ?? part.dtype, [...navigation, ...size]);
    }
    if (!sameSizes(part.shape, size))
      throw coreError(
        "BAD_SHAPE",
        `map: the result at position ${place} has shape (${part.shape.join(", ")}), expected (${size.join(", ")}); results of several shapes need { ragged: true }.`,
      );
    const dtype: DType = outputDtype ?? promoteTypes(stored.dtype, part.dtype);
    if (dtype !== stored.dtype) stored = astype(stored, dtype);
    store(stored, part, place++, navigation.length);
  }
  if (stored !== undefined) return stored;
  throw coreError("BAD_SHAPE", "map: the signal has no positions, so there is nothing to apply the function to.");
}

function sameSizes(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Writes one result into its place in a contiguous array. */
function store(stored: NDArray, part: NDArray, place: number, navigation: number): void {
  const step = part.size;
  if (part.dtype === stored.dtype && part.isContiguous) {
    const width = isComplexDType(part.dtype) ? 2 : 1;
    (stored.data as Float64Array).set(elementsOf(part) as Float64Array, place * step * width);
  } else assign(stored.view(part.shape, stored.strides.slice(navigation), place * step), part);
}

function resultArray(result: unknown, place: number): NDArray {
  if (isNDArray(result)) return result;
  if (isScalar(result) || Array.isArray(result) || ArrayBuffer.isView(result)) return asArray(result as ArrayLikeInput);
  throw coreError(
    "BAD_ARGUMENT",
    `map: the function gave ${describeValue(result)} at position ${place}, expected an array, a number or nested lists.`,
  );
}
