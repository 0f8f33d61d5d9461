import {
  type ArrayLikeInput,
  asArray,
  astype,
  contiguous,
  elementsOf,
  fromData,
  type NDArray,
  type Runtime,
  withRuntime,
} from "@core/array";
import { checkNumber, checkOptions, checkWhole, coreError } from "@core/array/runtime";
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
  const given = [maxima.x, maxima.y, maxima.intensity].map((one) => asArray(one)) as [NDArray, NDArray, NDArray];
  const [x, y, intensity] = given.map((one) => elementsOf(contiguous(astype(one, "float64"))) as Float64Array) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  if (x.length !== y.length || x.length !== intensity.length)
    throw coreError(
      "BAD_SHAPE",
      `filterMaxima2d: x, y and intensity have ${x.length}, ${y.length} and ${intensity.length} numbers, expected as many each.`,
    );
  return shown(filtered({ x, y, intensity }, options), given[0].runtime);
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
  const { length } = x;
  if (length > manyMaxima && isRowByRow(x, y)) return descending(intensity);
  const order = new Int32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  return order.sort(
    (a, b) =>
      (intensity[b] as number) - (intensity[a] as number) ||
      (x[b] as number) - (x[a] as number) ||
      (y[b] as number) - (y[a] as number),
  );
}

/** From so many on they are sorted by their digits. */
const manyMaxima = 400;

function isRowByRow(x: Float64Array, y: Float64Array): boolean {
  for (let i = 1; i < x.length; i++) {
    const [before, own] = [x[i - 1] as number, x[i] as number];
    if (!(before < own || (before === own && (y[i - 1] as number) <= (y[i] as number)))) return false;
  }
  return true;
}

/** The places of numbers from the highest to the lowest, of equal ones the last first: by 11 bits at a time, the lowest ones first. */
function descending(numbers: Float64Array): Int32Array {
  const { length } = numbers;
  // Adding 0 makes -0 equal to 0.
  const bits = new Uint32Array(numbers.map((one) => one + 0).buffer);
  const low = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1;
  let order = new Int32Array(length);
  for (let i = 0; i < length; i++) {
    order[i] = length - 1 - i;
    // Numbers in their order as whole ones: negative ones inverted, the others above them.
    const negative = (bits[2 * i + 1 - low] as number) >>> 31 === 1;
    const [a, b] = [bits[2 * i + low] as number, bits[2 * i + 1 - low] as number];
    bits[2 * i + low] = negative ? ~a : a;
    bits[2 * i + 1 - low] = negative ? ~b : b | 0x80000000;
  }
  let other = new Int32Array(length);
  const starts = new Int32Array(2048);
  for (let digit = 0; digit < 6; digit++) {
    const [word, shift] = [digit < 3 ? low : 1 - low, 11 * (digit % 3)];
    starts.fill(0);
    for (let i = 0; i < length; i++) {
      const key = 2047 - (((bits[2 * i + word] as number) >>> shift) & 2047);
      starts[key] = (starts[key] as number) + 1;
    }
    let sum = 0;
    for (let key = 0; key < 2048; key++) {
      const own = starts[key] as number;
      starts[key] = sum;
      sum += own;
    }
    for (let i = 0; i < length; i++) {
      const place = order[i] as number;
      const key = 2047 - (((bits[2 * place + word] as number) >>> shift) & 2047);
      const to = starts[key] as number;
      starts[key] = to + 1;
      other[to] = place;
    }
    [order, other] = [other, order];
  }
  return order;
}

function picked({ x, y, intensity }: List, places: Int32Array): List {
  const take = (from: Float64Array): Float64Array => {
    const list = new Float64Array(places.length);
    for (let i = 0; i < list.length; i++) list[i] = from[places[i] as number] as number;
    return list;
  };
  return { x: take(x), y: take(y), intensity: take(intensity) };
}

/** Lists as arrays of a runtime. */
export function shown({ x, y, intensity }: List, runtime: Runtime | undefined): Maxima {
  const arrayOf = (one: Float64Array): NDArray<"float64"> =>
    withRuntime(runtime, fromData(one, [one.length]) as NDArray<"float64">);
  return { x: arrayOf(x), y: arrayOf(y), intensity: arrayOf(intensity) };
}
