import { assign, coreError, describeValue, isComplexDType, type NDArray } from "@core/array";
import { aligned, dimensionsText, isSignal, placesOf, type SignalLike } from "@core/signal";

/** Throws unless `signal` is a signal of numbers. */
export function checkSignal(name: string, signal: unknown): void {
  if (!isSignal(signal)) throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(signal)}, expected a signal.`);
  if (signal.items !== undefined)
    throw coreError("UNSUPPORTED", `${name}: the signal is ragged: use it on its items one by one.`);
  if (signal.axes.some((axis) => axis.isColour))
    throw coreError("UNSUPPORTED", `${name}: the signal has colours: use changeDtype("uint8") or ("uint16") first.`);
}

/** Throws unless the data of the signal are complex. */
export function checkComplex(name: string, signal: SignalLike): void {
  checkSignal(name, signal);
  if (!isComplexDType(signal.data.dtype))
    throw coreError(
      "BAD_DTYPE",
      `${name}: the data are ${signal.data.dtype}, expected complex numbers: use changeDtype("complex128") first.`,
    );
}

/** Throws ABORTED when the signal to stop has been given. */
export function checkAborted(name: string, signal: AbortSignal | undefined, done: number, total: number): void {
  if (signal?.aborted !== true) return;
  throw coreError("ABORTED", `${name}: stopped at position ${done} of ${total}.`, { cause: signal.reason });
}

/** The data with all navigation axes first, their axes, and how many positions of how many points there are. */
export interface Positions extends Pick<SignalLike, "data" | "axes"> {
  readonly count: number;
  readonly points: number;
  /** The sizes of the signal axes in array order. */
  readonly shape: readonly number[];
}

/** The signal as a list of positions. @throws BAD_SHAPE without signal axes */
export function positionsOf(name: string, signal: SignalLike): Positions {
  const { data, axes } = aligned(signal);
  const navigation = placesOf(axes, true).length;
  const shape = data.shape.slice(navigation);
  if (shape.length === 0)
    throw coreError(
      "BAD_SHAPE",
      `${name}: the signal has dimensions ${dimensionsText(axes)}, expected signal axes: use transpose first.`,
    );
  const points = shape.reduce((product, size) => product * size, 1);
  return { data, axes, shape, points, count: points === 0 ? 0 : data.size / points };
}

/** Writes into the data of a signal, tells its listeners, and gives it back. */
export function written<S extends SignalLike>(signal: S, target: NDArray, data: NDArray): S {
  assign(target, data);
  return told(signal);
}

/** Tells the listeners of a signal that its data were written, and gives it back. */
export function told<S extends SignalLike>(signal: S): S {
  signal.events?.dataChanged.emit(signal);
  return signal;
}
