import {
  type ArrayLikeInput,
  add,
  asArray,
  astype,
  checkAxis,
  concatenate,
  contiguous,
  cumsum,
  diff,
  divide,
  elementsOf,
  fromData,
  full,
  kindOf,
  multiply,
  type NDArray,
  notEqual,
  type Scalar,
  slice,
  subtract,
  sum,
  trapz,
  where,
} from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkChoice } from "./arguments.js";

/** Where samples lie. */
export interface SampleOptions {
  /** Places of the samples: along the axis, or of the shape of y. */
  readonly x?: ArrayLikeInput | undefined;
  /** Their distance, where there is no `x`; 1 by default. */
  readonly dx?: number;
  /** The axis to integrate along; the last one by default. */
  readonly axis?: number;
}

/** Samples as floating point numbers. */
function floating(where: string, y: ArrayLikeInput): NDArray {
  const a = asArray(y);
  if (a.shape.length === 0) throw coreError("BAD_SHAPE", `${where}: y is a single number, expected samples.`);
  return ["float", "complex"].includes(kindOf(a.dtype)) ? a : astype(a, "float64");
}

/** Along one axis every `step`th element of some range, the others whole. */
function part(a: NDArray, axis: number, start: number, stop: number, step = 1): NDArray {
  return a.slice(...a.shape.map((_, i) => (i === axis ? slice(start, stop, step) : slice(null))));
}

function one(a: NDArray, axis: number, index: number): NDArray {
  return a.slice(...a.shape.map((_, i) => (i === axis ? index : slice(null))));
}

/** Places in a shape that can be broadcast to that of y. */
function places(where: string, given: ArrayLikeInput, y: NDArray, axis: number): NDArray {
  const x = asArray(given);
  if (x.shape.length !== 1 && x.shape.length !== y.shape.length)
    throw coreError(
      "BAD_SHAPE",
      `${where}: x has shape (${x.shape.join(", ")}), expected one axis or the shape of y, (${y.shape.join(", ")}).`,
    );
  const shaped = x.shape.length === 1 ? x.reshape(y.shape.map((_, i) => (i === axis ? x.size : 1))) : x;
  if (shaped.shape[axis] !== y.shape[axis])
    throw coreError(
      "BAD_SHAPE",
      `${where}: x has ${shaped.shape[axis]} places along the axis, y ${y.shape[axis]} samples.`,
    );
  return kindOf(shaped.dtype) === "float" ? shaped : astype(shaped, "float64");
}

function scalarOf(a: NDArray | Scalar): NDArray | Scalar {
  return typeof a === "object" && "shape" in a && a.shape.length === 0 ? (a.get() as Scalar) : a;
}

/**
 * The integral of samples by the trapezoidal rule.
 * @returns a number for one axis of samples, otherwise an array without the axis
 * @throws BAD_SHAPE for places that do not fit
 */
export function trapezoid(y: ArrayLikeInput, options: SampleOptions = {}): NDArray | Scalar {
  checkOptions("trapezoid", options, { x: "any", dx: "number", axis: "number" });
  const samples = floating("trapezoid", y);
  const axis = checkAxis(options.axis ?? -1, samples.shape.length);
  const { x, dx = 1 } = options;
  return trapz(samples, x === undefined ? { dx, axis } : { x: places("trapezoid", x, samples, axis), axis });
}

/**
 * The integral up to each sample by the trapezoidal rule: one element fewer along the axis, or as many with `initial` put first.
 * @throws BAD_SHAPE for places that do not fit
 */
export function cumulativeTrapezoid(
  y: ArrayLikeInput,
  options: SampleOptions & { readonly initial?: number | undefined } = {},
): NDArray {
  checkOptions("cumulativeTrapezoid", options, { x: "any", dx: "number", axis: "number", initial: "number" });
  const samples = floating("cumulativeTrapezoid", y);
  const axis = checkAxis(options.axis ?? -1, samples.shape.length);
  const size = samples.shape[axis]!;
  if (size === 0) throw coreError("BAD_SHAPE", "cumulativeTrapezoid: there are no samples along the axis.");
  const { x, dx = 1, initial } = options;
  const steps = x === undefined ? dx : diff(places("cumulativeTrapezoid", x, samples, axis), { axis });
  const pairs = add(part(samples, axis, 1, size), part(samples, axis, 0, size - 1)) as NDArray;
  const result = cumsum(divide(multiply(steps, pairs), 2) as NDArray, { axis });
  if (initial === undefined) return result;
  const shape = result.shape.map((length, i) => (i === axis ? 1 : length));
  return concatenate([full(shape, initial, { dtype: result.dtype }), result], { axis });
}

/** Simpson's rule over the pairs of intervals that begin at `start` and every second one after it, before `stop`. */
function panels(
  y: NDArray,
  start: number,
  stop: number,
  x: NDArray | undefined,
  dx: number,
  axis: number,
): NDArray | Scalar {
  const count = Math.max(0, Math.ceil((stop - start) / 2));
  if (x === undefined && y.dtype === "float64" && y.shape.length === 1) {
    const values = elementsOf(contiguous(y)) as Float64Array;
    const weighted = new Float64Array(count);
    for (let i = 0, at = start; i < count; i++, at += 2)
      weighted[i] = values[at]! + 4 * values[at + 1]! + values[at + 2]!;
    return (sum(fromData(weighted, [count])) as number) * (dx / 3);
  }
  const every = (a: NDArray, from: number): NDArray => part(a, axis, from, from + 2 * count, 2);
  const [y0, y1, y2] =
    count === 0 ? [0, 0, 0].map(() => part(y, axis, 0, 0)) : [0, 1, 2].map((i) => every(y, start + i));
  if (x === undefined) {
    const weighted = add(add(y0!, multiply(y1!, 4)), y2!) as NDArray;
    return multiply(sum(weighted, { axis }) as NDArray, dx / 3) as NDArray;
  }
  const h = diff(x, { axis });
  const [h0, h1] = count === 0 ? [part(h, axis, 0, 0), part(h, axis, 0, 0)] : [every(h, start), every(h, start + 1)];
  const width = add(h0, h1) as NDArray;
  const product = multiply(h0, h1) as NDArray;
  const ratio = safeDivide(h0, h1);
  const first = multiply(y0!, subtract(2, safeDivide(1, ratio)));
  const second = multiply(y1!, multiply(width, safeDivide(width, product)));
  const third = multiply(y2!, subtract(2, ratio));
  return sum(multiply(divide(width, 6), add(add(first, second), third)) as NDArray, { axis }) as NDArray;
}

/** Quotients, 0 where the divisor is. */
function safeDivide(a: NDArray | number, b: NDArray): NDArray {
  const divisible = notEqual(b, 0) as NDArray;
  return where(divisible, divide(a, where(divisible, b, 1)), 0) as NDArray;
}

/**
 * The integral of samples by Simpson's rule. An even number of samples leaves one interval over, for the trapezoidal rule: with `even`
 * "first" the last interval, with "last" the first one, with "avg" the mean of both (the rule of SciPy up to 1.10).
 * @returns a number for one axis of samples, otherwise an array without the axis
 * @throws BAD_SHAPE for places that do not fit or no samples, BAD_ARGUMENT for another `even`
 */
export function simpson(
  y: ArrayLikeInput,
  options: SampleOptions & { readonly even?: "avg" | "first" | "last" } = {},
): NDArray | Scalar {
  checkOptions("simpson", options, { x: "any", dx: "number", axis: "number", even: "any" });
  const samples = floating("simpson", y);
  const axis = checkAxis(options.axis ?? -1, samples.shape.length);
  const size = samples.shape[axis]!;
  const { dx = 1 } = options;
  const even = checkChoice("simpson", "even", options.even ?? "avg", ["avg", "first", "last"]);
  const x = options.x === undefined ? undefined : places("simpson", options.x, samples, axis);
  if (size % 2 === 1) return scalarOf(panels(samples, 0, size - 2, x, dx, axis));
  if (size === 0) throw coreError("BAD_SHAPE", "simpson: there are no samples along the axis.");
  const interval = (i: number): NDArray => {
    const ends = add(one(samples, axis, i), one(samples, axis, i + 1));
    if (x === undefined) return multiply(ends, 0.5 * dx) as NDArray;
    return multiply(multiply(subtract(one(x, axis, i + 1), one(x, axis, i)), 0.5), ends) as NDArray;
  };
  const first = (): NDArray => add(panels(samples, 0, size - 3, x, dx, axis), interval(size - 2)) as NDArray;
  const last = (): NDArray => add(panels(samples, 1, size - 2, x, dx, axis), interval(0)) as NDArray;
  if (even === "first") return scalarOf(first());
  if (even === "last") return scalarOf(last());
  return scalarOf(divide(add(first(), last()), 2) as NDArray);
}

/** Where {@link romb} and {@link romberg} write their tables: to the console, or to a function. */
export type Show = boolean | ((text: string) => void);

/** Writes a table. */
export function showTable(show: Show, text: string): void {
  if (typeof show === "function") show(text);
  else console.log(text);
}

/**
 * The integral of 2^k + 1 equally spaced samples by Romberg's extrapolation.
 * @param options `show` writes the table, for one axis of samples; `format` its decimals and width, [5, 8] by default
 * @returns a number for one axis of samples, otherwise an array without the axis
 * @throws BAD_SHAPE for another number of samples
 */
export function romb(
  y: ArrayLikeInput,
  options: Omit<SampleOptions, "x"> & { readonly show?: Show; readonly format?: readonly [number, number] } = {},
): NDArray | Scalar {
  checkOptions("romb", options, { dx: "number", axis: "number", show: "boolean or function", format: "list" });
  const samples = floating("romb", y);
  const axis = checkAxis(options.axis ?? -1, samples.shape.length);
  const intervals = samples.shape[axis]! - 1;
  const levels = Math.round(Math.log2(intervals));
  if (!(intervals >= 1) || 2 ** levels !== intervals)
    throw coreError("BAD_SHAPE", `romb: there are ${intervals + 1} samples along the axis, expected 2 ** k + 1.`);
  let h = intervals * (options.dx ?? 1);
  const ends = add(one(samples, axis, 0), one(samples, axis, intervals));
  let row = [multiply(divide(ends, 2), h) as NDArray];
  const table = [row];
  for (let i = 1, step = intervals; i <= levels; i++, step /= 2) {
    const middle = sum(part(samples, axis, step / 2, intervals, step), { axis }) as NDArray;
    const next = [multiply(0.5, add(row[0]!, multiply(h, middle))) as NDArray];
    for (let j = 1; j <= i; j++) {
      const better = divide(subtract(next[j - 1]!, row[j - 1]!), 4 ** j - 1);
      next.push(add(next[j - 1]!, better) as NDArray);
    }
    h /= 2;
    row = next;
    table.push(row);
  }
  if (options.show !== undefined && options.show !== false) {
    const [decimals, width] = options.format ?? [5, 8];
    checkKind("romb", "format[0]", decimals, "number");
    checkKind("romb", "format[1]", width, "number");
    const title = "Richardson Extrapolation Table for Romberg Integration";
    const rule = "=".repeat(title.length);
    const line = (cells: readonly NDArray[]): string =>
      cells.map((cell) => Number(scalarOf(cell)).toFixed(decimals).padStart(width)).join(" ");
    if (samples.shape.length === 1) showTable(options.show, [title, rule, ...table.map(line), rule].join("\n"));
  }
  return scalarOf(row[levels]!);
}
