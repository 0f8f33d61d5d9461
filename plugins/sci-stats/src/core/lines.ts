import {
  type ArrayLikeInput,
  asArray,
  broadcastShapes,
  broadcastTo,
  checkAxis,
  copy,
  elementsOf,
  fromData,
  isComplexDType,
  moveAxis,
  type NDArray,
  ravel,
  sizeOf,
} from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";

/** What to do with NaN: give NaN, leave it out, or fail. */
export type NanPolicy = "propagate" | "omit" | "raise";

/** What happens to NaN. */
export interface NanOption {
  /** `"propagate"` (the default) gives NaN, `"omit"` leaves NaN out, `"raise"` is a BAD_VALUE. */
  readonly nanPolicy?: NanPolicy;
}

/** Along which axis a function works. */
export interface AxisOption extends NanOption {
  /** The axis, 0 by default; `null` takes all elements. */
  readonly axis?: number | null;
  readonly keepdims?: boolean;
}

/** On which side a test looks. */
export type Alternative = "two-sided" | "less" | "greater";

/** The side of a test. */
export interface AlternativeOption {
  /** `"two-sided"` by default. */
  readonly alternative?: Alternative;
}

/** A test's statistic and its p-value. */
export interface TestResult<T = NDArray | number> {
  readonly statistic: T;
  readonly pvalue: T;
}

/** Refuses words that are not among those allowed. */
export function checkWord<W extends string>(name: string, key: string, given: W, allowed: readonly W[]): W {
  if (allowed.includes(given)) return given;
  throw coreError(
    "BAD_ARGUMENT",
    `${name}: ${key} is ${JSON.stringify(given)}, expected ${allowed.map((word) => JSON.stringify(word)).join(" or ")}.`,
  );
}

/** Checks that something can be called. */
export function checkFunction(name: string, key: string, given: unknown): void {
  if (typeof given !== "function")
    throw coreError("BAD_ARGUMENT", `${name}: ${key} is ${describeValue(given)}, expected a function.`);
}

/** Checks the side of a test. */
export function checkAlternative(name: string, given: Alternative | undefined): Alternative {
  return checkWord(name, "alternative", given ?? "two-sided", ["two-sided", "less", "greater"]);
}

/** All elements as float64, in C order. */
export function flatten(name: string, values: ArrayLikeInput): Float64Array {
  return elementsOf(copy(real(name, values).reshape(-1))) as Float64Array;
}

/** An array of float64. */
export function real(name: string, values: ArrayLikeInput): NDArray {
  const given = asArray(values);
  if (isComplexDType(given.dtype)) throw coreError("BAD_DTYPE", `${name}: got ${given.dtype}, expected real numbers.`);
  return given.dtype === "float64" ? given : given.astype("float64");
}

/** A list without NaN, the list itself, or an error, as the policy says; undefined for a NaN that propagates. */
export function withoutNan(
  name: string,
  policy: NanPolicy | undefined,
  lines: readonly Float64Array[],
  paired: boolean,
): readonly Float64Array[] | undefined {
  if (!lines.some(hasNan)) return lines;
  const rule = checkWord(name, "nanPolicy", policy ?? "propagate", ["propagate", "omit", "raise"]);
  if (rule === "propagate") return undefined;
  if (rule === "raise") throw coreError("BAD_VALUE", `${name}: the input holds NaN.`);
  if (!paired) return lines.map((line) => line.filter((x) => !Number.isNaN(x)));
  return lines.map((line) => line.filter((_, i) => lines.every((other) => !Number.isNaN(other[i]))));
}

function hasNan(line: Float64Array): boolean {
  for (let i = 0; i < line.length; i++) if (Number.isNaN(line[i])) return true;
  return false;
}

/**
 * Calls a function for lines along an axis of one or more samples, whose other axes are broadcast, and puts its results together.
 * Numbers come out where no axis is left.
 */
export function overLines(
  name: string,
  samples: readonly ArrayLikeInput[],
  options: AxisOption,
  outputs: number,
  paired: boolean,
  f: (...lines: readonly Float64Array[]) => readonly number[],
): (NDArray | number)[] {
  const { axis = 0, nanPolicy, keepdims = false } = options;
  if (nanPolicy !== undefined) checkWord(name, "nanPolicy", nanPolicy, ["propagate", "omit", "raise"]);
  const arrays = samples.map((sample) => {
    const given = real(name, sample);
    return given.shape.length === 0 ? given.reshape([1]) : given;
  });
  const dimensions = Math.max(...arrays.map((one) => one.shape.length));
  const at = axis === null ? 0 : checkAxis(axis, dimensions);
  const moved = arrays.map((one) => {
    if (axis === null) return ravel(one);
    const own =
      one.shape.length === dimensions
        ? one
        : one.reshape([...new Array(dimensions - one.shape.length).fill(1), ...one.shape]);
    return moveAxis(own, at, -1);
  });
  const outer = broadcastShapes(...moved.map((one) => one.shape.slice(0, -1)));
  const count = sizeOf(outer);
  const lengths = moved.map((one) => one.shape[one.shape.length - 1] as number);
  if (paired && lengths.some((length) => length !== lengths[0]))
    throw coreError(
      "BAD_SHAPE",
      `${name}: the samples have ${lengths.join(" and ")} values along the axis, expected as many in each.`,
    );
  const data = moved.map((one, i) => elementsOf(copy(broadcastTo(one, [...outer, lengths[i]!]))) as Float64Array);
  const results = Array.from({ length: outputs }, () => new Float64Array(count));
  for (let line = 0; line < count; line++) {
    const lines = data.map((one, i) => one.subarray(line * lengths[i]!, (line + 1) * lengths[i]!));
    const kept = withoutNan(name, nanPolicy, lines, paired);
    const values = kept === undefined ? undefined : f(...kept);
    for (let k = 0; k < outputs; k++) results[k]![line] = values === undefined ? Number.NaN : values[k]!;
  }
  const shape = keepdims
    ? axis === null
      ? new Array<number>(dimensions).fill(1)
      : [...outer.slice(0, at), 1, ...outer.slice(at)]
    : outer;
  return results.map((one) => (shape.length === 0 ? one[0]! : fromData(one, shape)));
}

/** The mean and the sum of squares of the differences from it. */
export function spread(x: Float64Array): { readonly mean: number; readonly squares: number } {
  let mean = 0;
  for (let i = 0; i < x.length; i++) mean += x[i]!;
  mean /= x.length;
  let squares = 0;
  for (let i = 0; i < x.length; i++) squares += (x[i]! - mean) ** 2;
  return { mean, squares };
}

/** The variance with divisor n - ddof. */
export function varianceOf(x: Float64Array, ddof: number = 0): number {
  return spread(x).squares / (x.length - ddof);
}

/** A quantile of sorted numbers with linear interpolation. */
export function quantileOf(sorted: Float64Array, q: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  const a = sorted[low]!;
  const b = sorted[Math.min(low + 1, sorted.length - 1)]!;
  const t = at - low;
  return t >= 0.5 ? b - (b - a) * (1 - t) : a + (b - a) * t;
}

/** The median of numbers in any order. */
export function medianOf(x: Float64Array): number {
  const sorted = x.slice().sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Mean ranks from 1 on, and the sizes of groups of ties. */
export function ranksOf(x: Float64Array): { readonly ranks: Float64Array; readonly ties: readonly number[] } {
  const order = Array.from(x.keys()).sort((i, j) => x[i]! - x[j]!);
  const ranks = new Float64Array(x.length);
  const ties: number[] = [];
  for (let i = 0; i < order.length; ) {
    let j = i + 1;
    while (j < order.length && x[order[j]!] === x[order[i]!]) j++;
    for (let k = i; k < j; k++) ranks[order[k]!] = (i + j + 1) / 2;
    ties.push(j - i);
    i = j;
  }
  return { ranks, ties };
}

/** 1 less what ties take from the variance of ranks. */
export function tieCorrection(ties: readonly number[], n: number): number {
  if (n < 2) return 1;
  return 1 - ties.reduce((sum, t) => sum + t ** 3 - t, 0) / (n ** 3 - n);
}

/** The lists one behind the other. */
export function joined(lines: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lines.reduce((sum, line) => sum + line.length, 0));
  let at = 0;
  for (const line of lines) {
    all.set(line, at);
    at += line.length;
  }
  return all;
}
