import type { NDArray } from "@core/array";
import {
  max as maxArrays,
  mean as meanArrays,
  min as minArrays,
  nanmax as nanmaxArrays,
  nanmean as nanmeanArrays,
  nanmin as nanminArrays,
  nanstd as nanstdArrays,
  nansum as nansumArrays,
  nanvariance as nanvarianceArrays,
  std as stdArrays,
  sum as sumArrays,
  variance as varianceArrays,
} from "@core/array";
import type { SignalLike } from "../contract.js";
import { type ReduceOptions, reduceSignal } from "./reduce.js";

/**
 * The sum of the elements along axes, all navigation axes by default; these axes go. Where there is no axis to go, a new signal on the same data.
 * Where all go, one element with an axis named "Scalar" is left. Dtypes are NumPy's; float32 is accumulated in float64.
 * @throws BAD_AXIS for an axis that is not there
 */
export function sum(signal: SignalLike, options: ReduceOptions = {}): SignalLike {
  return reduceSignal("sum", (a, axis) => sumArrays(a, { axis }) as NDArray, signal, options);
}

/** The largest element; NaN where there is one along axes. See {@link sum}. */
export function max(signal: SignalLike, options: ReduceOptions = {}): SignalLike {
  return reduceSignal("max", (a, axis) => maxArrays(a, { axis }) as NDArray, signal, options);
}

/** The smallest element; NaN where there is one along axes. See {@link sum}. */
export function min(signal: SignalLike, options: ReduceOptions = {}): SignalLike {
  return reduceSignal("min", (a, axis) => minArrays(a, { axis }) as NDArray, signal, options);
}

/** The mean of the elements along axes. See {@link sum}. */
export function mean(signal: SignalLike, options: ReduceOptions = {}): SignalLike {
  return reduceSignal("mean", (a, axis) => meanArrays(a, { axis }) as NDArray, signal, options);
}

/** The standard deviation of the elements (of the population, ddof 0) along axes. See {@link sum}. */
export function std(signal: SignalLike, options: ReduceOptions = {}): SignalLike {
  return reduceSignal("std", (a, axis) => stdArrays(a, { axis }) as NDArray, signal, options);
}

/** The variance of the elements (of the population, ddof 0); HyperSpy's `var` along axes. See {@link sum}. */
export function variance(signal: SignalLike, options: ReduceOptions = {}): SignalLike {
  return reduceSignal("variance", (a, axis) => varianceArrays(a, { axis }) as NDArray, signal, options);
}

/** The sum, with NaN left out along axes. See {@link sum}. */
export function nansum(signal: SignalLike, options: ReduceOptions = {}): SignalLike {
  return reduceSignal("nansum", (a, axis) => nansumArrays(a, { axis }) as NDArray, signal, options);
}

/** The largest element, with NaN left out along axes. See {@link sum}. */
export function nanmax(signal: SignalLike, options: ReduceOptions = {}): SignalLike {
  return reduceSignal("nanmax", (a, axis) => nanmaxArrays(a, { axis }) as NDArray, signal, options);
}

/** The smallest element, with NaN left out along axes. See {@link sum}. */
export function nanmin(signal: SignalLike, options: ReduceOptions = {}): SignalLike {
  return reduceSignal("nanmin", (a, axis) => nanminArrays(a, { axis }) as NDArray, signal, options);
}

/** The mean, with NaN left out along axes. See {@link sum}. */
export function nanmean(signal: SignalLike, options: ReduceOptions = {}): SignalLike {
  return reduceSignal("nanmean", (a, axis) => nanmeanArrays(a, { axis }) as NDArray, signal, options);
}

/** The standard deviation, with NaN left out along axes. See {@link sum}. */
export function nanstd(signal: SignalLike, options: ReduceOptions = {}): SignalLike {
  return reduceSignal("nanstd", (a, axis) => nanstdArrays(a, { axis }) as NDArray, signal, options);
}

/** The variance, with NaN left out; HyperSpy's `nanvar` along axes. See {@link sum}. */
export function nanvariance(signal: SignalLike, options: ReduceOptions = {}): SignalLike {
  return reduceSignal("nanvariance", (a, axis) => nanvarianceArrays(a, { axis }) as NDArray, signal, options);
}
