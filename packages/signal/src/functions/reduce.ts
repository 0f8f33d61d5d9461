import { assign, coreError, type DType, type Kind, kindOf, type NDArray } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import type { Axis } from "../axes/axis.js";
import type { SignalLike } from "../contract.js";
import { type AxisChoice, arrayIndices, placesOf, scalarParts } from "./axes.js";
import { refuseColours } from "./colours.js";
import { dataWritten } from "./notify.js";
import { isSignal, metadataWithoutNoise, rebuild } from "./rebuild.js";

/** Along what a signal is reduced, and where the result goes. */
export interface ReduceOptions {
  /** The axis or axes that go, in natural order, by name or themselves. All navigation axes by default. */
  readonly axis?: AxisChoice | readonly AxisChoice[] | undefined;
  /** Writes the result into the data of this signal, which is returned. */
  readonly out?: SignalLike | undefined;
}

/** Reduces the data along axes and takes these away. See `sum`. */
export function reduceSignal(
  name: string,
  reduction: (data: NDArray, axis: readonly number[]) => NDArray,
  signal: SignalLike,
  options: ReduceOptions,
): SignalLike {
  checkOptions(name, options, { axis: "any", out: "any" });
  refuseColours(name, signal);
  const { axis, out } = options;
  const places = axis === undefined ? placesOf(signal.axes, true) : arrayIndices(signal, axis);
  const metadata = metadataWithoutNoise(signal);
  if (places.length === 0 && out === undefined) return rebuild(signal, { metadata });
  const data = places.length === 0 ? signal.data : reduction(signal.data, places);
  return deliver(name, withoutAxes(signal, places, data, metadata), out);
}

/** The signal with other data and without some axes. */
export function withoutAxes(
  signal: SignalLike,
  places: readonly number[],
  data: NDArray,
  metadata: SignalLike["metadata"],
): SignalLike {
  const axes: readonly Axis[] = signal.axes.filter((_, place) => !places.includes(place));
  return rebuild(
    signal,
    axes.length === 0 ? { ...scalarParts(data), metadata } : { data, axes, metadata },
    axes.length === 0,
  );
}

/** The result, or the signal that it was to be written into. */
export function deliver(name: string, result: SignalLike, out: SignalLike | undefined): SignalLike {
  if (out === undefined) return result;
  const shape = isSignal(out) ? out.data.shape : undefined;
  if (shape?.length !== result.data.shape.length || shape.some((size, i) => size !== result.data.shape[i]))
    throw coreError(
      "BAD_SHAPE",
      `${name}: out has shape (${shape?.join(", ")}), the result has (${result.data.shape.join(", ")}).`,
    );
  if (!canHold(out.data.dtype, result.data.dtype))
    throw coreError(
      "BAD_DTYPE",
      `${name}: out is ${out.data.dtype}, which cannot hold the result of ${result.data.dtype}: use changeDtype first.`,
    );
  assign(out.data, result.data);
  return dataWritten(out);
}

/** Whether a dtype takes another one's elements as they are but for rounding and size: NumPy's "same kind". */
function canHold(to: DType, from: DType): boolean {
  const order: readonly Kind[] = ["bool", "uint", "int", "float", "complex"];
  return order.indexOf(kindOf(from)) <= order.indexOf(kindOf(to));
}
