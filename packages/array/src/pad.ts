import { type ArrayLikeInput, asArray } from "./create.js";
import { linspace } from "./create-ranges.js";
import { type DType, kindOf, type Scalar } from "./dtype.js";
import { add, multiply, round, subtract } from "./elementwise/index.js";
import { coreError, describeValue } from "./errors.js";
import type { NDArray } from "./ndarray.js";
import { max, mean, median, min } from "./reduce/index.js";
import { checkShape } from "./shape.js";
import { slice } from "./slice.js";
import { take } from "./take.js";
import { assign } from "./transfer.js";
import { sliceArray } from "./views.js";

/** How {@link pad} makes the new elements. */
export type PadMode =
  | "constant"
  | "edge"
  | "linear_ramp"
  | "maximum"
  | "mean"
  | "median"
  | "minimum"
  | "reflect"
  | "symmetric"
  | "wrap"
  | "empty";

/** A pair for every axis, one pair for all, or one number for both ends of all axes. */
export type PerEnd<T> = T | readonly [T] | readonly [T, T] | readonly (readonly [T, T])[];

/** Options of {@link pad}. */
export interface PadOptions {
  /** `constant` by default. */
  readonly mode?: PadMode;
  /** The value of mode `constant`; 0 by default. */
  readonly constantValues?: PerEnd<Scalar>;
  /** Where mode `linear_ramp` ends; 0 by default. */
  readonly endValues?: PerEnd<number>;
  /** How many elements at the edge modes `maximum`, `mean`, `median` and `minimum` look at; all by default. */
  readonly statLength?: PerEnd<number>;
  /** Whether `reflect` and `symmetric` mirror the values (`even`, the default) or turn them around the edge (`odd`). */
  readonly reflectType?: "even" | "odd";
}

const modes: readonly PadMode[] = [
  "constant",
  "edge",
  "linear_ramp",
  "maximum",
  "mean",
  "median",
  "minimum",
  "reflect",
  "symmetric",
  "wrap",
  "empty",
];

/**
 * The array with new elements before and after each axis.
 * @param padWidth how many, for both ends alike, as a pair, or as a pair for every axis
 * @throws BAD_VALUE for negative widths or an unknown mode, BAD_SHAPE when an empty axis would have to be continued
 */
export function pad<D extends DType>(a: NDArray<D>, padWidth: PerEnd<number>, options?: PadOptions): NDArray<D>;
export function pad(a: ArrayLikeInput, padWidth: PerEnd<number>, options?: PadOptions): NDArray;
export function pad(a: ArrayLikeInput, padWidth: PerEnd<number>, options: PadOptions = {}): NDArray {
  const source = asArray(a);
  const dimensions = source.shape.length;
  const mode = options.mode ?? "constant";
  if (!modes.includes(mode))
    throw coreError("BAD_VALUE", `mode: got ${describeValue(mode)}, allowed are ${modes.join(", ")}.`);
  const widths = perEnd(padWidth, dimensions, "padWidth");
  for (const width of widths.flat()) {
    if (!Number.isSafeInteger(width) || (width as number) < 0)
      throw coreError("BAD_VALUE", `padWidth: got ${describeValue(width)}, expected whole numbers from 0.`);
  }
  const ends = widths as [number, number][];
  const shape = checkShape(source.shape.map((size, i) => size + pairAt(ends, i)[0] + pairAt(ends, i)[1]));
  const result = source.make(source.dtype, shape);
  const core = (axis: number): string[] =>
    shape.map((_, i) =>
      i <= axis ? ":" : `${pairAt(ends, i)[0]}:${pairAt(ends, i)[0] + (source.shape[i] as number)}`,
    );
  assign(sliceArray(result, ...core(-1)), source);
  if (mode === "empty") return result;
  const fill = filler(mode, options, dimensions);
  for (let axis = 0; axis < dimensions; axis++) {
    const [before, after] = pairAt(ends, axis);
    if (before === 0 && after === 0) continue;
    const size = source.shape[axis] as number;
    if (size === 0 && mode !== "constant")
      throw coreError("BAD_SHAPE", `pad: axis ${axis} is empty and cannot be continued with mode "${mode}".`);
    fill(sliceArray(result, ...core(axis)), axis, size, before, after);
  }
  return result;
}

/** Fills both ends of an axis whose middle is there. */
type Filler = (region: NDArray, axis: number, size: number, before: number, after: number) => void;

function filler(mode: PadMode, options: PadOptions, dimensions: number): Filler {
  if (mode === "constant") {
    const values = perEnd(options.constantValues ?? 0, dimensions, "constantValues");
    return (region, axis, size, before, after) => {
      const [first, last] = pairAt(values, axis);
      assign(along(region, axis, 0, before), first as Scalar);
      assign(along(region, axis, before + size, before + size + after), last as Scalar);
    };
  }
  if (mode === "linear_ramp") {
    const values = perEnd(options.endValues ?? 0, dimensions, "endValues") as [number, number][];
    return (region, axis, size, before, after) => {
      const [first, last] = pairAt(values, axis);
      const ramp = (from: number, edge: number, num: number): NDArray =>
        linspace(from, sliceArray(region, ...colons(axis), edge), {
          num,
          endpoint: false,
          axis,
          dtype: region.dtype,
        });
      assign(along(region, axis, 0, before), ramp(first, before, before));
      const back = sliceArray(ramp(last, before + size - 1, after), ...colons(axis), "::-1");
      assign(along(region, axis, before + size, before + size + after), back);
    };
  }
  if (mode === "maximum" || mode === "minimum" || mode === "mean" || mode === "median")
    return statFiller(mode, options, dimensions);
  return mirrorFiller(mode, options);
}

function statFiller(mode: "maximum" | "minimum" | "mean" | "median", options: PadOptions, dimensions: number): Filler {
  const lengths =
    options.statLength === undefined
      ? undefined
      : (perEnd(options.statLength, dimensions, "statLength") as [number, number][]);
  for (const length of lengths?.flat() ?? []) {
    if (!Number.isSafeInteger(length) || length < 1)
      throw coreError("BAD_VALUE", `statLength: got ${describeValue(length)}, expected whole numbers from 1.`);
  }
  const summary = (values: NDArray, axis: number): NDArray => {
    const along: { readonly axis: number; readonly keepdims: true } = { axis, keepdims: true };
    if (mode === "maximum") return max(values, along);
    if (mode === "minimum") return min(values, along);
    const found: NDArray = mode === "mean" ? mean(values, along) : median(values, along);
    const kind = kindOf(values.dtype);
    return kind === "int" || kind === "uint" ? round(found) : found;
  };
  return (region, axis, size, before, after) => {
    const [first, last] = lengths === undefined ? [size, size] : pairAt(lengths, axis);
    const left = summary(along(region, axis, before, before + Math.min(first, size)), axis);
    const right = summary(along(region, axis, before + size - Math.min(last, size), before + size), axis);
    assign(along(region, axis, 0, before), left);
    assign(along(region, axis, before + size, before + size + after), right);
  };
}

function mirrorFiller(mode: PadMode, options: PadOptions): Filler {
  const type = options.reflectType ?? "even";
  if (type !== "even" && type !== "odd")
    throw coreError("BAD_VALUE", `reflectType: got ${describeValue(type)}, allowed are "even" and "odd".`);
  return (region, axis, size, before, after) => {
    const middle = along(region, axis, before, before + size);
    const fillEnd = (start: number, count: number, first: number): void => {
      if (count === 0) return;
      const from = new Float64Array(count);
      const turns = new Float64Array(count);
      for (let i = 0; i < count; i++) [from[i], turns[i]] = originOf(mode, first + i, size) as [number, number];
      let values: NDArray = take(middle, from, { axis });
      if (type === "odd" && (mode === "reflect" || mode === "symmetric"))
        values = turned(values, middle, turns, axis, size);
      assign(along(region, axis, start, start + count), values);
    };
    fillEnd(0, before, -before);
    fillEnd(before + size, after, size);
  };
}

/** Which element of an axis of `size` stands at a place outside of it, and for mirrors how many mirrors lie between. */
function originOf(mode: PadMode, place: number, size: number): [number, number] {
  if (mode === "edge" || (mode === "reflect" && size === 1)) return [place < 0 ? 0 : size - 1, 0];
  if (mode === "wrap") return [((place % size) + size) % size, 0];
  const period = mode === "symmetric" ? size : size - 1;
  const turn = Math.floor(place / period);
  const rest = place - turn * period;
  return turn % 2 === 0 ? [rest, turn] : [size - 1 - rest, turn];
}

/**
 * The values of an odd mirror: what the far edge has twice less the mirrored value. Two mirrors together shift the values by twice
 * the difference of the ends.
 */
function turned(values: NDArray, middle: NDArray, turns: Float64Array, axis: number, size: number): NDArray {
  const low = along(middle, axis, 0, 1);
  const high = along(middle, axis, size - 1, size);
  turns.forEach((turn, i) => {
    const one = along(values, axis, i, i + 1);
    const value = turn % 2 === 0 ? one : subtract(multiply(scalarLike(2, one), high), one);
    const shift = multiply(scalarLike(2 * Math.floor(turn / 2), one), subtract(high, low));
    assign(one, add(value, shift));
  });
  return values;
}

function scalarLike(value: number, like: NDArray): NDArray {
  return assign(like.make(like.dtype, []), value);
}

function colons(count: number): string[] {
  return new Array<string>(count).fill(":");
}

function along(a: NDArray, axis: number, start: number, stop: number): NDArray {
  return sliceArray(a, ...colons(axis), slice(start, stop));
}

function pairAt<T>(pairs: readonly (readonly [T, T])[], axis: number): readonly [T, T] {
  return pairs[axis] as readonly [T, T];
}

/** A value, a pair or a pair for every axis as a pair for every axis. */
function perEnd<T>(given: PerEnd<T>, dimensions: number, name: string): [T, T][] {
  const pair = (one: unknown): [T, T] | undefined =>
    Array.isArray(one) && one.length === 2 && !one.some(Array.isArray) ? (one as [T, T]) : undefined;
  const repeated = (one: [T, T]): [T, T][] => Array.from({ length: dimensions }, () => one);
  if (!Array.isArray(given)) return repeated([given as T, given as T]);
  const list = given as readonly unknown[];
  const own = pair(list);
  if (own !== undefined) return repeated(own);
  if (list.length === 1 && !Array.isArray(list[0])) return repeated([list[0] as T, list[0] as T]);
  const pairs = list.map((one) => (Array.isArray(one) && one.length === 1 ? [one[0], one[0]] : pair(one)));
  if (pairs.every((one) => one !== undefined)) {
    if (pairs.length === dimensions) return pairs as [T, T][];
    if (pairs.length === 1) return repeated(pairs[0] as [T, T]);
  }
  throw coreError(
    "BAD_VALUE",
    `${name}: got ${describeValue(given)}, expected a value, a pair, or a pair for each of the ${dimensions} axes.`,
  );
}
