import { type ArrayLikeInput, asArray, astype, contiguous, elementsOf, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { checkNumber, checkWhole } from "./frames.js";
import { spaced } from "./spacing.js";

/** Maxima of an image. */
export interface Maxima {
  /** Rows, perhaps between pixels. */
  readonly x: NDArray<"float64">;
  /** Columns, perhaps between pixels. */
  readonly y: NDArray<"float64">;
  readonly intensity: NDArray<"float64">;
}

/** Which maxima are kept. */
export interface FilterMaximaOptions {
  /** Lower ones are left out, if this is above 0. */
  readonly minAbsoluteIntensity?: number | undefined;
  /** Those are left out that are lower than this part of the reference, if this is above 0. */
  readonly minRelativeIntensity?: number | undefined;
  /** Which maximum is the reference, counted from the highest one, 0. Without so many maxima none is left out by it. */
  readonly relativeToPeak?: number | undefined;
  /** Maxima that are nearer than this to a higher one that is kept are left out. */
  readonly minSpacing?: number | undefined;
  /** The most maxima, the highest ones; null for all. 1 by default. */
  readonly maxNumPeaks?: number | null | undefined;
}

/** Rows, columns and heights of maxima. */
export interface List {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly intensity: Float64Array;
}

/** The kinds of these options. */
export const filterKinds = {
  minAbsoluteIntensity: "number",
  minRelativeIntensity: "number",
  relativeToPeak: "number",
  minSpacing: "number",
  maxNumPeaks: "number or null",
} as const;

/** @throws BAD_VALUE for numbers out of range */
export function checkFilter(name: string, options: FilterMaximaOptions): void {
  const { relativeToPeak = 0, minSpacing = 0, maxNumPeaks = 1 } = options;
  checkNumber(name, "minAbsoluteIntensity", options.minAbsoluteIntensity ?? 0);
  checkNumber(name, "minRelativeIntensity", options.minRelativeIntensity ?? 0);
  checkWhole(name, "relativeToPeak", relativeToPeak, 0);
  checkNumber(name, "minSpacing", minSpacing, 0);
  if (maxNumPeaks !== null) checkWhole(name, "maxNumPeaks", maxNumPeaks, 0);
}

/**
 * The maxima that are high enough and far enough from higher ones.
 * @param maxima of any order
 * @returns the highest one first; of equal ones that in the later row, then in the later column, as py4DSTEM has them
 * @throws BAD_SHAPE for lists of different lengths, BAD_VALUE for numbers out of range
 */
export function filterMaxima2d(
  maxima: { readonly x: ArrayLikeInput; readonly y: ArrayLikeInput; readonly intensity: ArrayLikeInput },
  options: FilterMaximaOptions = {},
): Maxima {
  checkOptions("filterMaxima2d", options, filterKinds);
  checkFilter("filterMaxima2d", options);
  const [x, y, intensity] = [maxima.x, maxima.y, maxima.intensity].map(
    (one) => elementsOf(contiguous(astype(asArray(one), "float64"))) as Float64Array,
  ) as [Float64Array, Float64Array, Float64Array];
  if (x.length !== y.length || x.length !== intensity.length)
    throw coreError(
      "BAD_SHAPE",
      `filterMaxima2d: x, y and intensity have ${x.length}, ${y.length} and ${intensity.length} numbers, expected as many each.`,
    );
  return shown(filtered({ x, y, intensity }, options));
}

/** The maxima that are kept, in their order. */
export function filtered(list: List, options: FilterMaximaOptions): List {
  const { minAbsoluteIntensity = 0, minRelativeIntensity = 0, relativeToPeak = 0 } = options;
  const { minSpacing = 0, maxNumPeaks = 1 } = options;
  const { x, y, intensity } = list;
  let order = orderOf(list);
  if (minAbsoluteIntensity > 0) order = order.filter((i) => (intensity[i] as number) >= minAbsoluteIntensity);
  if (minRelativeIntensity > 0 && order.length > relativeToPeak) {
    const least = minRelativeIntensity * (intensity[order[relativeToPeak] as number] as number);
    order = order.filter((i) => (intensity[i] as number) >= least);
  }
  const most = maxNumPeaks ?? Number.POSITIVE_INFINITY;
  return picked(
    list,
    minSpacing > 0 ? spaced(x, y, order, minSpacing, most) : order.subarray(0, Math.min(most, order.length)),
  );
}

/** The same maxima, the highest one first. */
export function sorted(list: List): List {
  return picked(list, orderOf(list));
}

function orderOf({ x, y, intensity }: List): Int32Array {
  const order = Int32Array.from({ length: x.length }, (_, i) => i);
  return order.sort(
    (a, b) =>
      (intensity[b] as number) - (intensity[a] as number) ||
      (x[b] as number) - (x[a] as number) ||
      (y[b] as number) - (y[a] as number),
  );
}

function picked({ x, y, intensity }: List, places: Int32Array): List {
  const take = (from: Float64Array): Float64Array =>
    Float64Array.from({ length: places.length }, (_, i) => from[places[i] as number] as number);
  return { x: take(x), y: take(y), intensity: take(intensity) };
}

/** Lists as arrays. */
export function shown({ x, y, intensity }: List): Maxima {
  const [a, b, c] = [x, y, intensity].map((one) => fromData(one, [one.length])) as NDArray<"float64">[];
  return { x: a, y: b, intensity: c } as Maxima;
}
