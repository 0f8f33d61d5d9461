import { coreError } from "@core/array/runtime";
import { describe, lineOf, realArray } from "./values.js";

/** Limits of each variable: SciPy's `Bounds` as a plain object. A single number stands for all variables. */
export interface Bounds {
  /** Lower limits; -Infinity by default. */
  readonly lb?: number | ArrayLike<number> | unknown;
  /** Upper limits; Infinity by default. */
  readonly ub?: number | ArrayLike<number> | unknown;
  /** Whether the function must never be called outside. The methods here keep bounds at all times. */
  readonly keepFeasible?: boolean | readonly boolean[];
}

/** One variable's limits; null or undefined is none. */
export type BoundPair = readonly [low: number | null | undefined, high: number | null | undefined];

/** Limits of variables: `[low, high]` for each of them, or an object with `lb` and `ub`. */
export type BoundsLike = readonly BoundPair[] | Bounds | unknown;

/** Limits as two lists. */
export interface Limits {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Whether limits are given as an object with `lb` and `ub`. */
export function isBounds(value: unknown): value is Bounds {
  return typeof value === "object" && value !== null && !Array.isArray(value) && ("lb" in value || "ub" in value);
}

/** No limits. */
export function noLimits(n: number): Limits {
  return {
    low: new Float64Array(n).fill(Number.NEGATIVE_INFINITY),
    high: new Float64Array(n).fill(Number.POSITIVE_INFINITY),
  };
}

/** Reads limits given pair by pair or as an object. NaN in a pair is no limit, as null is. */
export function limitsOf(bounds: BoundsLike | undefined | null, n: number): Limits {
  if (bounds === undefined || bounds === null) return noLimits(n);
  if (isBounds(bounds))
    return limitsOfLists(bounds.lb ?? Number.NEGATIVE_INFINITY, bounds.ub ?? Number.POSITIVE_INFINITY, n);
  const pairs = Array.isArray(bounds) ? bounds : (realArray(bounds, "bounds").toNested() as unknown[]);
  if (!Array.isArray(pairs) || pairs.length !== n)
    throw coreError("BAD_SHAPE", `bounds: got ${describe(bounds)}, expected ${n} pairs [low, high] or { lb, ub }.`);
  const limits = noLimits(n);
  pairs.forEach((pair: unknown, i) => {
    const list = pair as ArrayLike<number | null | undefined>;
    if (typeof pair !== "object" || pair === null || list.length !== 2)
      throw coreError("BAD_SHAPE", `bounds[${i}]: got ${describe(pair)}, expected [low, high].`);
    limits.low[i] = limit(list[0], Number.NEGATIVE_INFINITY, i);
    limits.high[i] = limit(list[1], Number.POSITIVE_INFINITY, i);
  });
  return checked(limits);
}

/** Reads limits given as `[lower limits, upper limits]`, the form of least squares and curve fits, or as an object. */
export function limitsOfPair(bounds: unknown, n: number): Limits {
  if (bounds === undefined || bounds === null) return noLimits(n);
  if (isBounds(bounds)) return limitsOf(bounds, n);
  const list = bounds as ArrayLike<unknown>;
  if (typeof bounds !== "object" || list.length !== 2)
    throw coreError(
      "BAD_SHAPE",
      `bounds: got ${describe(bounds)}, expected [lower limits, upper limits] or { lb, ub }.`,
    );
  return limitsOfLists(list[0], list[1], n);
}

/** Whether there is any limit. */
export function isBounded({ low, high }: Limits): boolean {
  return (
    low.some((value) => value > Number.NEGATIVE_INFINITY) || high.some((value) => value < Number.POSITIVE_INFINITY)
  );
}

function limit(value: number | null | undefined, none: number, i: number): number {
  if (value === null || value === undefined || Number.isNaN(value)) return none;
  if (typeof value === "number") return value;
  throw coreError("BAD_ARGUMENT", `bounds[${i}]: got ${describe(value)}, expected a number or null.`);
}

function limitsOfLists(lb: unknown, ub: unknown, n: number): Limits {
  return checked({ low: spread(lb, n, "lb"), high: spread(ub, n, "ub") });
}

function spread(value: unknown, n: number, name: string): Float64Array {
  const list = lineOf(value, `bounds: ${name}`);
  if (list.length === n) return list;
  if (list.length === 1) return new Float64Array(n).fill(list[0]!);
  throw coreError("BAD_SHAPE", `bounds: ${name} has ${list.length} numbers, expected ${n} or 1.`);
}

function checked(limits: Limits): Limits {
  for (let i = 0; i < limits.low.length; i++)
    if (limits.low[i]! > limits.high[i]!)
      throw coreError(
        "BAD_VALUE",
        `bounds: the lower limit ${limits.low[i]} of variable ${i} is greater than the upper limit ${limits.high[i]}.`,
      );
  return limits;
}
