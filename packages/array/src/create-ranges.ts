import { asArray, type CreateOptions, zeros } from "./create.js";
import { checkDType, type DType, isBigDType, kindOf } from "./dtype.js";
import { toBigInt, writeElement } from "./element.js";
import { coreError, describeValue } from "./errors.js";
import type { NDArray } from "./ndarray.js";
import { broadcastShapes, checkAxis, sizeOf } from "./shape.js";
import { astype, eachPosition } from "./transfer.js";
import { broadcastTo, moveAxis } from "./views.js";

/**
 * Numbers from `start` (0 by default) up to but without `stop`, `step` (1 by default) apart.
 * Element i is `start + i * step`, so errors do not add up; there are `ceil((stop - start) / step)` elements.
 * float64 unless a dtype is given; bigints give int64.
 * @throws BAD_VALUE for a step of 0 or what is not finite, OUT_OF_MEMORY when there are too many elements
 */
export function arange<D extends DType = "float64">(stop: number | bigint, options?: CreateOptions<D>): NDArray<D>;
export function arange<D extends DType = "float64">(
  start: number | bigint,
  stop: number | bigint,
  options?: CreateOptions<D>,
): NDArray<D>;
export function arange<D extends DType = "float64">(
  start: number | bigint,
  stop: number | bigint,
  step: number | bigint,
  options?: CreateOptions<D>,
): NDArray<D>;
export function arange(...given: readonly (number | bigint | CreateOptions | undefined)[]): NDArray {
  const last = given.at(-1);
  const options = typeof last === "object" ? last : {};
  const numbers = (typeof last === "object" ? given.slice(0, -1) : given).filter((value) => value !== undefined);
  const names = numbers.length === 1 ? ["stop"] : ["start", "stop", "step"];
  if (numbers.length === 0 || numbers.length > 3)
    throw coreError("BAD_ARGUMENT", `arange: got ${numbers.length} numbers, expected stop, or start, stop and step.`);
  numbers.forEach((value, i) => {
    if (typeof value !== "bigint" && !(typeof value === "number" && Number.isFinite(value)))
      throw coreError("BAD_VALUE", `${names[i]}: got ${describeValue(value)}, expected a finite number.`);
  });
  const [first, second, third = 1] = numbers as (number | bigint)[];
  const start = second === undefined ? 0 : (first as number | bigint);
  const stop = second ?? (first as number | bigint);
  if (Number(third) === 0) throw coreError("BAD_VALUE", "step: got 0, expected any other number.");
  const dtype = options.dtype ?? (numbers.some((value) => typeof value === "bigint") ? "int64" : "float64");
  const big = isBigDType(checkDType(dtype)) && [start, stop, third].every((value) => Number.isInteger(Number(value)));
  const count = big
    ? Number((toBigInt(stop) - toBigInt(start)) / toBigInt(third)) +
      ((toBigInt(stop) - toBigInt(start)) % toBigInt(third) !== 0n &&
      toBigInt(stop) > toBigInt(start) === toBigInt(third) > 0n
        ? 1
        : 0)
    : Math.ceil((Number(stop) - Number(start)) / Number(third));
  const size = Math.max(0, count);
  if (size > Number.MAX_SAFE_INTEGER)
    throw coreError("OUT_OF_MEMORY", `arange: ${size} elements cannot be allocated; the step is too small.`);
  const result = zeros([size], { ...options, dtype });
  if (big) {
    const data = result.data as BigInt64Array;
    const [from, step] = [toBigInt(start), toBigInt(third)];
    for (let i = 0; i < size; i++) data[i] = from + BigInt(i) * step;
    return result;
  }
  fillNumbers(result, (i) => Number(start) + i * Number(third));
  return result;
}

/** Options of {@link linspace}. */
export interface LinspaceOptions<D extends DType = DType> extends CreateOptions<D> {
  /** How many numbers; 50 by default. */
  readonly num?: number;
  /** Whether `stop` is the last number; true by default. */
  readonly endpoint?: boolean;
  /** The axis of the result along which the numbers run, where start or stop are arrays; 0 by default. */
  readonly axis?: number;
}

/**
 * `num` numbers from `start` to `stop`, evenly spaced; the last one is `stop` itself.
 * Arrays are broadcast together and the numbers run along a new axis. Whole-number dtypes are rounded down.
 * With `retstep` the spacing is returned as well.
 * @throws BAD_VALUE for a `num` that is not a whole number from 0
 */
export function linspace<D extends DType = "float64">(
  start: number | NDArray,
  stop: number | NDArray,
  options: LinspaceOptions<D> & { readonly retstep: true },
): { readonly values: NDArray<D>; readonly step: number | NDArray };
export function linspace<D extends DType = "float64">(
  start: number | NDArray,
  stop: number | NDArray,
  options?: LinspaceOptions<D> & { readonly retstep?: false },
): NDArray<D>;
export function linspace(
  start: number | NDArray,
  stop: number | NDArray,
  options: LinspaceOptions & { readonly retstep?: boolean } = {},
): NDArray | { readonly values: NDArray; readonly step: number | NDArray } {
  const endpoint = options.endpoint ?? true;
  const values = spaced(start, stop, options, (from, until, count) => evenly(from, until, count, endpoint));
  if (options.retstep !== true) return values;
  const intervals = (options.num ?? 50) - (endpoint ? 1 : 0);
  const steps = spaced(start, stop, { num: 1 }, (from, until) => [
    intervals > 0 ? (until - from) / intervals : Number.NaN,
  ]);
  return { values, step: steps.size === 1 ? (steps.reshape(-1).get(0) as number) : steps.slice(0) };
}

/**
 * `num` numbers from `base ** start` to `base ** stop`, evenly spaced in their logarithm.
 * Options as in {@link linspace}, and `base`, 10 by default.
 */
export function logspace<D extends DType = "float64">(
  start: number | NDArray,
  stop: number | NDArray,
  options: LinspaceOptions<D> & { readonly base?: number } = {},
): NDArray<D> {
  const base = options.base ?? 10;
  return spaced(start, stop, options, (from, until, count) =>
    evenly(from, until, count, options.endpoint ?? true).map((power) => base ** power),
  );
}

/**
 * `num` numbers from `start` to `stop`, each a constant multiple of the one before; the ends are exact.
 * @throws BAD_VALUE when an end is 0 or the ends have different signs
 */
export function geomspace<D extends DType = "float64">(
  start: number | NDArray,
  stop: number | NDArray,
  options: LinspaceOptions<D> = {},
): NDArray<D> {
  const endpoint = options.endpoint ?? true;
  return spaced(start, stop, options, (from, until, count) => {
    if (!(from * until > 0) && !(Math.sign(from) * Math.sign(until) > 0))
      throw coreError("BAD_VALUE", `geomspace: got ${from} and ${until}, expected ends of one sign that are not 0.`);
    const sign = Math.sign(from);
    const values = evenly(Math.log10(sign * from), Math.log10(sign * until), count, endpoint).map(
      (power) => sign * 10 ** power,
    );
    if (count > 0) values[0] = from;
    if (count > 1 && endpoint) values[count - 1] = until;
    return values;
  });
}

function evenly(from: number, until: number, count: number, endpoint: boolean): number[] {
  const intervals = endpoint ? count - 1 : count;
  const span = until - from;
  const step = span / intervals;
  const values = new Array<number>(count);
  for (let i = 0; i < count; i++)
    values[i] = intervals <= 0 ? i * span + from : step === 0 ? (i / intervals) * span + from : i * step + from;
  if (endpoint && count > 1) values[count - 1] = until;
  return values;
}

/** Runs a rule for every pair of broadcast ends and lays its numbers along a new axis. */
function spaced<D extends DType>(
  start: number | NDArray,
  stop: number | NDArray,
  options: LinspaceOptions<D>,
  rule: (start: number, stop: number, count: number) => readonly number[],
): NDArray<D> {
  if (typeof options !== "object")
    throw coreError("BAD_ARGUMENT", `options: got ${describeValue(options)}, expected an object such as { num: 5 }.`);
  const count = options.num ?? 50;
  if (!Number.isSafeInteger(count) || count < 0)
    throw coreError("BAD_VALUE", `num: got ${describeValue(count)}, expected a whole number from 0.`);
  const dtype = checkDType(options.dtype ?? "float64") as D;
  const [first, last] = [asEnd(start, "start"), asEnd(stop, "stop")];
  const runtime = options.runtime ?? first.runtime ?? last.runtime;
  const shape = broadcastShapes(first.shape, last.shape);
  const result = zeros([count, ...shape], { dtype, ...(runtime === undefined ? {} : { runtime }) });
  const axis = checkAxis(options.axis ?? 0, shape.length + 1);
  const [a, b] = [broadcastTo(first, shape), broadcastTo(last, shape)];
  const whole = kindOf(dtype) === "int" || kindOf(dtype) === "uint";
  const apart = sizeOf(shape);
  let place = 0;
  eachPosition(shape, a.strides, a.offset, b.strides, b.offset, (i, j) => {
    const values = rule(a.data[i] as number, b.data[j] as number, count);
    for (let k = 0; k < count; k++) {
      const value = values[k] as number;
      writeElement(result, place + k * apart, whole ? Math.floor(value) : value);
    }
    place++;
  });
  return axis === 0 ? result : moveAxis(result, 0, axis);
}

function asEnd(value: number | NDArray, name: string): NDArray {
  if (typeof value !== "number" && (value as NDArray | undefined)?.shape === undefined)
    throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(value)}, expected a number or an array.`);
  const a = asArray(value);
  if (kindOf(a.dtype) === "complex") throw coreError("BAD_DTYPE", `${name}: got ${a.dtype}, expected real numbers.`);
  return a.dtype === "float64" ? a : astype(a, "float64");
}

function fillNumbers(target: NDArray, element: (i: number) => number): void {
  const size = target.size;
  if (target.dtype === "float64") {
    const data = target.data as Float64Array;
    for (let i = 0; i < size; i++) data[i] = element(i);
    return;
  }
  for (let i = 0; i < size; i++) writeElement(target, i, element(i));
}
