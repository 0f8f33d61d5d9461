import {
  astype,
  coreError,
  type DType,
  describeValue,
  dispatch,
  dtypes,
  isComplexDType,
  kindOf,
  type NDArray,
} from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { type Axis, axisLabel } from "../axes/axis.js";
import { DataAxis } from "../axes/data.js";
import type { SignalLike } from "../contract.js";
import type { MetadataTree } from "../metadata/tree.js";
import { placesOf } from "./axes.js";
import { refuseColours } from "./colours.js";
import { variancePath } from "./noise-of.js";
import { refuseRagged } from "./ragged.js";
import { type Bins, rebinOperation, withWindows } from "./rebin-kernel.js";
import { isSignal, rebuild } from "./rebuild.js";
import { deliver } from "./reduce.js";

/** The new bins. Either `newShape` or `scale` must be given; both count the axes in natural order. */
export interface RebinOptions {
  /** The new number of points of each axis. */
  readonly newShape?: readonly number[] | undefined;
  /** How many old points make a new one, for each axis; less than 1 makes more points. */
  readonly scale?: readonly number[] | undefined;
  /** Whether a last bin that would not be full is left out (the default) or kept. */
  readonly crop?: boolean | undefined;
  /** The dtype of the result, or `"same"` for that of the signal. By default that of sums, and float64 for whole numbers in broken bins. */
  readonly dtype?: DType | "same" | undefined;
  /** Writes the result into the data of this signal, which is returned. */
  readonly out?: SignalLike | undefined;
}

/**
 * The signal with larger (or smaller) points: each is the sum of what lies in it, and an old point that lies in two new ones is
 * parted between them (linear interpolation of the cumulative sum), so that totals stay. Axes keep their extent: the offset moves to
 * the middle of the first bin. On axes that are not uniform the points of the result are the middles of the bins. A noise variance is
 * added up alike.
 * @throws BAD_ARGUMENT unless one of `newShape` and `scale` has a number for each axis, BAD_VALUE when nothing would be left of an
 * axis, BAD_DTYPE for whole numbers as the dtype of bins that are not whole
 */
export function rebin<S extends SignalLike>(signal: S, options: RebinOptions): S {
  checkOptions("rebin", options ?? null, {
    newShape: "any",
    scale: "any",
    crop: "boolean",
    dtype: "string",
    out: "any",
  });
  refuseRagged("rebin", signal);
  refuseColours("rebin", signal);
  const bins = binsOf(signal, options);
  const same = bins.every(({ size, step }, place) => step === 1 && size === signal.data.shape[place]);
  const whole = bins.every(
    ({ size, step }, place) => Number.isInteger(step) && size * step === signal.data.shape[place],
  );
  const dtype = dtypeOf(signal.data, options.dtype, same, whole);
  const weighted = bins.map((own, place) => withWindows(own, signal.data.shape[place] as number));
  const data = same ? astype(signal.data, dtype) : dispatch(rebinOperation, [signal.data], { bins: weighted, dtype });
  const axes = signal.axes.map((axis, place) => rebinnedAxis(axis, bins[place] as Bins));
  const metadata = rebinnedVariance(signal, options, bins);
  return deliver(
    "rebin",
    rebuild(signal, { data, axes, ...(metadata === undefined ? {} : { metadata }) }),
    options.out,
  ) as S;
}

/** The bins of each axis in array order. */
function binsOf(signal: SignalLike, { newShape, scale, crop = true }: RebinOptions): Bins[] {
  const order = [...placesOf(signal.axes, true), ...placesOf(signal.axes, false)];
  const given = newShape ?? scale;
  if (given === undefined || (newShape !== undefined && scale !== undefined))
    throw coreError("BAD_ARGUMENT", "rebin: give either newShape or scale, for example { scale: [2, 1] }.");
  const name = newShape === undefined ? "scale" : "newShape";
  if (!(Array.isArray(given) || ArrayBuffer.isView(given)) || given.length !== order.length)
    throw coreError(
      "BAD_ARGUMENT",
      `${name}: got ${describeValue(given)}, expected ${order.length} numbers, one for each axis in natural order.`,
    );
  const bins: Bins[] = signal.axes.map(({ size }) => ({ size, step: 1 }));
  for (const [number, place] of order.entries()) {
    const axis = signal.axes[place] as Axis;
    const value = given[number] as number;
    const valid =
      newShape === undefined
        ? Number.isFinite(value) && value > 0
        : Number.isInteger(value) && value > 0 && axis.size > 0;
    if (!valid)
      throw coreError(
        "BAD_VALUE",
        `${name}: got ${describeValue(value)} for the ${axisLabel(axis)}, allowed are ${newShape === undefined ? "numbers above 0" : "whole numbers from 1"}.`,
      );
    bins[place] = newShape === undefined ? scaled(axis, value, crop) : { size: value, step: axis.size / value };
  }
  return bins;
}

function scaled(axis: Axis, step: number, crop: boolean): Bins {
  const exact = axis.size / step;
  const nearest = Math.round(exact);
  const size = Math.abs(exact - nearest) <= 1e-9 * nearest ? nearest : crop ? Math.floor(exact) : Math.ceil(exact);
  if (size === 0 && axis.size > 0)
    throw coreError(
      "BAD_VALUE",
      `scale: ${step} points are more than the ${axis.size} of the ${axisLabel(axis)}, so nothing would be left: take at most ${axis.size}, or crop: false.`,
    );
  return { size, step };
}

function dtypeOf(data: NDArray, asked: DType | "same" | undefined, same: boolean, whole: boolean): DType {
  const kind = kindOf(data.dtype);
  const numbers = kind === "float" || kind === "complex";
  if (asked === undefined) {
    if (same || numbers) return data.dtype;
    return whole ? (kind === "uint" ? "uint64" : "int64") : "float64";
  }
  const dtype = asked === "same" ? data.dtype : asked;
  if (!dtypes.includes(dtype))
    throw coreError("BAD_DTYPE", `dtype: got ${describeValue(asked)}, allowed are "same", ${dtypes.join(", ")}.`);
  if (numbers && isComplexDType(data.dtype) && !isComplexDType(dtype))
    throw coreError("BAD_DTYPE", `dtype: ${dtype} would lose the imaginary part of ${data.dtype}.`);
  const target = kindOf(dtype);
  if (!same && !whole && target !== "float" && target !== "complex")
    throw coreError(
      "BAD_DTYPE",
      `dtype: ${dtype} cannot hold parts of points, and these bins are not made of whole points: take float32 or float64.`,
    );
  return dtype;
}

function rebinnedAxis(axis: Axis, { size, step }: Bins): Axis {
  if (step === 1 && size === axis.size) return axis;
  if (axis.kind === "uniform") {
    const { scale, offset } = axis;
    return axis.with({ size, scale: scale * step, offset: offset + ((step - 1) * scale) / 2 });
  }
  const middle = (bin: number): number => (bin * step + Math.min((bin + 1) * step, axis.size)) / 2 - 0.5;
  return new DataAxis({
    name: axis.name,
    units: axis.units,
    navigate: axis.navigate,
    isBinned: axis.isBinned,
    axis: Float64Array.from({ length: size }, (_, bin) => between(axis, middle(bin))),
  });
}

/** The value between two points of an axis, on a straight line through them; beyond the ends on that through the last two. */
function between(axis: Axis, index: number): number {
  if (axis.size === 1) return axis.at(0) + index;
  const left = Math.min(Math.max(Math.floor(index), 0), axis.size - 2);
  const share = index - left;
  return axis.at(left) * (1 - share) + axis.at(left + 1) * share;
}

function rebinnedVariance(signal: SignalLike, options: RebinOptions, bins: readonly Bins[]): MetadataTree | undefined {
  const variance = signal.metadata.get(variancePath);
  const { newShape, scale, crop } = options;
  let rebinned: unknown;
  if (typeof variance === "number") rebinned = bins.reduce((product, { step }) => product * step, variance);
  else if (isSignal(variance) && variance.axes.length === signal.axes.length)
    rebinned = rebin(variance, { newShape, scale, crop });
  else return undefined;
  const metadata = signal.metadata.copy();
  metadata.set(variancePath, rebinned);
  return metadata;
}
