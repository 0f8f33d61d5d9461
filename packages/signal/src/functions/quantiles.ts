import {
  coreError,
  describeValue,
  median as medianArrays,
  type NDArray,
  nanmedian as nanmedianArrays,
  nanpercentile as nanpercentileArrays,
  nanquantile as nanquantileArrays,
  percentile as percentileArrays,
  type QuantileMethod,
  quantile as quantileArrays,
} from "@core/array";
import { checkOptions } from "@core/array/runtime";
import type { SignalLike } from "../contract.js";
import { type ReduceOptions, reduceSignal } from "./reduce.js";

/** Along what quantiles are taken, and how. */
export interface SignalQuantileOptions extends ReduceOptions {
  /** How a quantile between two elements is estimated; NumPy's names, `linear` by default. */
  readonly method?: QuantileMethod | undefined;
}

type Quantile = (a: NDArray, q: number, options: { axis: readonly number[]; method?: QuantileMethod }) => NDArray;

/** The median of the elements along axes, all navigation axes by default; NaN where there is one. See `sum`. @throws BAD_DTYPE for complex data */
export function median(signal: SignalLike, options: ReduceOptions = {}): SignalLike {
  return reduceSignal("median", (a, axis) => medianArrays(a, { axis }) as NDArray, signal, options);
}

/** The median, with NaN left out. See {@link median}. */
export function nanmedian(signal: SignalLike, options: ReduceOptions = {}): SignalLike {
  return reduceSignal("nanmedian", (a, axis) => nanmedianArrays(a, { axis }) as NDArray, signal, options);
}

/**
 * The number below which `q` percent of the elements lie, along axes, all navigation axes by default; NaN where there is one.
 * @param q from 0 to 100
 * @throws BAD_ARGUMENT for what is no number, BAD_VALUE outside 0 to 100, BAD_DTYPE for complex data
 */
export function percentile(signal: SignalLike, q: number, options: SignalQuantileOptions = {}): SignalLike {
  return reduceTo("percentile", percentileArrays as Quantile, signal, q, options);
}

/** The percentile, with NaN left out. See {@link percentile}. */
export function nanpercentile(signal: SignalLike, q: number, options: SignalQuantileOptions = {}): SignalLike {
  return reduceTo("nanpercentile", nanpercentileArrays as Quantile, signal, q, options);
}

/** {@link percentile} with `q` from 0 to 1. */
export function quantile(signal: SignalLike, q: number, options: SignalQuantileOptions = {}): SignalLike {
  return reduceTo("quantile", quantileArrays as Quantile, signal, q, options);
}

/** The quantile, with NaN left out. See {@link quantile}. */
export function nanquantile(signal: SignalLike, q: number, options: SignalQuantileOptions = {}): SignalLike {
  return reduceTo("nanquantile", nanquantileArrays as Quantile, signal, q, options);
}

function reduceTo(
  name: string,
  operation: Quantile,
  signal: SignalLike,
  q: number,
  options: SignalQuantileOptions,
): SignalLike {
  if (typeof q !== "number")
    throw coreError("BAD_ARGUMENT", `${name}: q is ${describeValue(q)}, expected a number; call it once for each.`);
  checkOptions(name, options, { axis: "any", out: "any", method: "string" });
  const { method, ...rest } = options;
  return reduceSignal(
    name,
    (a, axis) => operation(a, q, { axis, ...(method === undefined ? {} : { method }) }),
    signal,
    rest,
  );
}
