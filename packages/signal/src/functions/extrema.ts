import { argmax, argmin, astype, elementsOf, type NDArray, type Scalar } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import type { Axis } from "../axes/axis.js";
import type { SignalLike } from "../contract.js";
import { type AxisChoice, arrayIndex } from "./axes.js";
import { refuseColours } from "./colours.js";
import { metadataWithoutNoise } from "./rebuild.js";
import { deliver, withoutAxes } from "./reduce.js";

/** Where the result goes. */
export interface ExtremaOptions {
  /** Writes the result into the data of this signal, which is returned. */
  readonly out?: SignalLike | undefined;
}

type Search = (a: NDArray, options: { readonly axis: number }) => NDArray | Scalar;

/**
 * The index of the largest element along an axis, which goes; the first one where several are, NaN before all.
 * @throws BAD_AXIS for an axis that is not there, BAD_SHAPE for an empty one
 */
export function indexmax(signal: SignalLike, axis: AxisChoice, options: ExtremaOptions = {}): SignalLike {
  return search("indexmax", argmax as Search, signal, axis, options, false);
}

/** The index of the smallest element along an axis. See {@link indexmax}. */
export function indexmin(signal: SignalLike, axis: AxisChoice, options: ExtremaOptions = {}): SignalLike {
  return search("indexmin", argmin as Search, signal, axis, options, false);
}

/** The value on the axis, in its units, where the largest element is. See {@link indexmax}. */
export function valuemax(signal: SignalLike, axis: AxisChoice, options: ExtremaOptions = {}): SignalLike {
  return search("valuemax", argmax as Search, signal, axis, options, true);
}

/** The value on the axis, in its units, where the smallest element is. See {@link indexmax}. */
export function valuemin(signal: SignalLike, axis: AxisChoice, options: ExtremaOptions = {}): SignalLike {
  return search("valuemin", argmin as Search, signal, axis, options, true);
}

function search(
  name: string,
  operation: Search,
  signal: SignalLike,
  choice: AxisChoice,
  options: ExtremaOptions,
  asValue: boolean,
): SignalLike {
  checkOptions(name, options, { out: "any" });
  refuseColours(name, signal);
  const place = arrayIndex(signal, choice);
  const found = operation(signal.data, { axis: place }) as NDArray;
  const data = asValue ? valuesAt(signal.axes[place] as Axis, found) : found;
  return deliver(name, withoutAxes(signal, [place], data, metadataWithoutNoise(signal)), options.out);
}

function valuesAt(axis: Axis, indices: NDArray): NDArray {
  const result = astype(indices, "float64");
  const values = elementsOf(result);
  for (let i = 0; i < values.length; i++) values[i] = axis.at(values[i] as number);
  return result;
}
