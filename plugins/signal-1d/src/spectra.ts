import {
  assign,
  astype,
  contiguous,
  coreError,
  type DType,
  describeValue,
  elementsOf,
  fromData,
  isComplexDType,
  moveAxis,
  type NDArray,
  sizeOf,
} from "@core/array";
import {
  type Axis,
  axisLabel,
  isSignal,
  type MethodContext,
  metadataWithoutNoise,
  rebuild,
  type SignalLike,
  type UniformDataAxis,
} from "@core/signal";

/** What every tool of this package takes. */
export interface ToolOptions extends MethodContext {
  /** Writes into the signal's own data, which must be floats, and returns the signal. */
  readonly inplace?: boolean | undefined;
}

/** The spectra of a signal one behind the other, in float64. */
export interface Spectra {
  /** The signal axis. */
  readonly axis: Axis;
  /** Where it stands in the array. */
  readonly axisIndex: number;
  /** Spectrum after spectrum, `channels` numbers each. Not to be written into: it may be the signal's own data. */
  readonly values: Float64Array;
  readonly count: number;
  readonly channels: number;
  /** The shape of the navigation space, in array order. */
  readonly navigationShape: readonly number[];
}

/**
 * Where the signal axis stands in the array.
 * @throws BAD_ARGUMENT for no signal, UNSUPPORTED for a ragged one or one in colours, BAD_SHAPE unless it has one signal axis, BAD_DTYPE for
 *   complex data
 */
export function signalAxis(name: string, signal: SignalLike): number {
  if (!isSignal(signal)) throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(signal)}, expected a signal.`);
  if (signal.items !== undefined)
    throw coreError("UNSUPPORTED", `${name}: the signal is ragged: use it on its items one by one.`);
  if (signal.axes.some((axis) => axis.isColour))
    throw coreError("UNSUPPORTED", `${name}: the signal has colours: use changeDtype("uint8") or ("uint16") first.`);
  const places = signal.axes.flatMap((axis, index) => (axis.navigate ? [] : [index]));
  const [place] = places;
  if (places.length !== 1 || place === undefined)
    throw coreError(
      "BAD_SHAPE",
      `${name}: the signal has ${places.length} signal axes, expected one. Use transpose({ signalAxes: [...] }) first.`,
    );
  if (isComplexDType(signal.data.dtype))
    throw coreError(
      "BAD_DTYPE",
      `${name}: the data are ${signal.data.dtype}, expected real numbers: take real(signal) and imag(signal) of signal-complex.`,
    );
  return place;
}

/** The spectra of a signal, copied only where they are not float64 one behind the other. Errors as {@link signalAxis}. */
export function spectraOf(name: string, signal: SignalLike): Spectra {
  const axisIndex = signalAxis(name, signal);
  const axis = signal.axes[axisIndex] as Axis;
  const last = moveAxis(signal.data, axisIndex, -1);
  const real: NDArray = last.dtype === "float64" ? contiguous(last) : astype(last, "float64");
  const navigationShape = last.shape.slice(0, -1);
  return {
    axis,
    axisIndex,
    values: elementsOf(real) as Float64Array,
    count: sizeOf(navigationShape),
    channels: axis.size,
    navigationShape,
  };
}

/**
 * The uniform axis of the spectra.
 * @throws UNSUPPORTED for other axes, saying what to do
 */
export function uniformAxis(name: string, axis: Axis, instead: string): UniformDataAxis {
  if (axis.kind === "uniform") return axis;
  throw coreError("UNSUPPORTED", `${name}: the ${axisLabel(axis)} is not uniform. ${instead}`);
}

/** The dtype of a result: float32 stays where the method keeps it, everything else becomes float64. */
export function floatOf(dtype: DType): "float32" | "float64" {
  return dtype === "float32" ? "float32" : "float64";
}

/** How {@link resultOf} makes a result. */
interface ResultOptions {
  readonly dtype: "float32" | "float64";
  /** The new signal axis, where its points are others. */
  readonly axis?: Axis;
  readonly inplace?: boolean | undefined;
}

/** The signal with other spectra, which stand one behind the other. */
export function resultOf<S extends SignalLike>(
  name: string,
  signal: S,
  spectra: Spectra,
  values: Float64Array,
  { dtype, axis, inplace }: ResultOptions,
): S {
  const { runtime } = signal.data;
  const shape = [...spectra.navigationShape, axis?.size ?? spectra.channels];
  const lines = fromData(values, shape, runtime === undefined ? {} : { runtime }) as NDArray;
  const data = moveAxis(lines, -1, spectra.axisIndex);
  if (axis === undefined) return deliver(name, signal, data, dtype, inplace);
  const axes = signal.axes.map((own, i) => (i === spectra.axisIndex ? axis : own));
  const changes = axis.size === spectra.channels ? {} : { metadata: metadataWithoutNoise(signal) };
  return rebuild(signal, { data: ofDtype(data, dtype), axes, ...changes }) as S;
}

/** The signal with other data of its shape: written into its own, or a new signal. */
export function deliver<S extends SignalLike>(
  name: string,
  signal: S,
  data: NDArray,
  dtype: DType,
  inplace: boolean | undefined,
): S {
  if (inplace !== true) return rebuilt(signal, ofDtype(data, dtype), false);
  checkWritable(name, signal);
  assign(signal.data, data);
  return rebuilt(signal, signal.data, true);
}

/** The signal itself, whose data were written, or another one on new data. */
export function rebuilt<S extends SignalLike>(signal: S, data: NDArray, inplace: boolean | undefined): S {
  if (inplace !== true) return rebuild(signal, { data }) as S;
  signal.events?.dataChanged.emit(signal);
  return signal;
}

/** @throws BAD_DTYPE for data that cannot hold the result in place */
export function checkWritable(name: string, signal: SignalLike): void {
  const { dtype } = signal.data;
  if (dtype !== "float32" && dtype !== "float64")
    throw coreError(
      "BAD_DTYPE",
      `${name}: the result is float64 and does not fit into ${dtype} in place: leave out inplace, or use changeDtype("float64") first.`,
    );
}

function ofDtype(data: NDArray, dtype: DType): NDArray {
  return data.dtype === dtype ? data : astype(data, dtype);
}

/** Runs a function for each spectrum, tells the progress and stops when asked to. */
export function forEachSpectrum(
  name: string,
  count: number,
  context: MethodContext,
  body: (index: number) => void,
): void {
  for (let i = 0; i < count; i++) {
    if ((i & 63) === 0) checkpoint(name, i, count, context);
    body(i);
  }
  context.onProgress?.(count, count);
}

/** Tells the progress. @throws ABORTED when asked to stop */
export function checkpoint(name: string, done: number, total: number, context: MethodContext): void {
  if (context.signal?.aborted === true)
    throw coreError("ABORTED", `${name}: stopped after ${done} of ${total} spectra.`, { cause: context.signal.reason });
  context.onProgress?.(done, total);
}
