import type { NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { checkAborted } from "../core/abort.js";
import type { OptimizeResult } from "../core/result.js";
import type { Objective } from "../core/scalar-function.js";
import { checkFunction, checkKeys, describe, lineOf, scalarOf, vector, type WithArgs } from "../core/values.js";
import { fmin } from "../minimize/fmin.js";

/** One variable's grid: `[low, high]` with `Ns` points, `[low, high, step]` without the end, or a slice with a step. */
export type BruteRange =
  | readonly [number, number]
  | readonly [number, number, number]
  | { readonly start?: unknown; readonly stop?: unknown; readonly step?: unknown };

/** A polish of the best point of the grid: it gives a minimisation's result, or a list that begins with x and the value. */
export type Finish = (
  func: Objective,
  x0: Float64Array,
  options: { readonly args: readonly unknown[]; readonly fullOutput: true },
) => OptimizeResult | readonly unknown[];

/** Options of {@link brute}. */
export interface BruteOptions extends WithArgs {
  /** The number of points of ranges without a step; 20. */
  readonly Ns?: number;
  /** Whether to give `[x0, fval, grid, Jout]`. */
  readonly fullOutput?: boolean;
  /** A polish of the best point; {@link fmin} by default, null is none. */
  readonly finish?: Finish | null;
  /** Stops the work with an ABORTED error. */
  readonly signal?: AbortSignal;
  /** Told how many points are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The minimum, a number for one variable without polish. */
type Place = NDArray<"float64"> | number;

/**
 * The minimum over a grid by trying all its points, polished by {@link fmin}.
 *
 * @returns x, or with `fullOutput` `[x0, fval, grid, Jout]`. The grid has shape (N, …) and one axis less for one variable; without
 *   polish x of one variable is a number
 * @throws BAD_VALUE for empty ranges and more than 40 variables, OUT_OF_MEMORY for more than 2 ** 28 points
 */
export function brute(
  func: Objective,
  ranges: readonly BruteRange[],
  options: BruteOptions & { readonly fullOutput: true },
): [x0: Place, fval: number, grid: NDArray<"float64">, Jout: NDArray<"float64">];
export function brute(
  func: Objective,
  ranges: readonly BruteRange[],
  options?: BruteOptions & { readonly fullOutput?: false },
): Place;
export function brute(func: Objective, ranges: readonly BruteRange[], options: BruteOptions = {}): Place | unknown[] {
  checkFunction(func, "brute: func");
  checkKeys(options, ["args", "Ns", "fullOutput", "finish", "signal", "onProgress"], "brute");
  const { args = [], Ns = 20, signal, onProgress } = options;
  if (!Array.isArray(ranges) || ranges.length === 0)
    throw coreError("BAD_ARGUMENT", `ranges: got ${describe(ranges)}, expected one range for each variable.`);
  const n = ranges.length;
  if (n > 40) throw coreError("BAD_VALUE", "Brute Force not possible with more than 40 variables.");
  if (!Number.isSafeInteger(Ns) || Ns < 1)
    throw coreError("BAD_VALUE", `brute: Ns is ${describe(Ns)}, expected a whole number from 1.`);
  const axes = ranges.map((range, i) => pointsOf(range, Ns, i));
  const shape = axes.map((axis) => axis.length);
  const total = shape.reduce((product, size) => product * size, 1);
  checkCount(total);
  const call = func as (...all: unknown[]) => unknown;
  const grid = new Float64Array(n * total);
  const values = new Float64Array(total);
  const x = new Float64Array(n);
  let best = 0;
  for (let k = 0; k < total; k++) {
    let rest = k;
    for (let i = n - 1; i >= 0; i--) {
      x[i] = axes[i]![rest % shape[i]!]!;
      rest = Math.floor(rest / shape[i]!);
      grid[i * total + k] = x[i]!;
    }
    values[k] = scalarOf(call(x.slice(), ...args), "func");
    if (lower(values[k]!, values[best]!)) best = k;
    if (k % 1024 === 1023) {
      checkAborted(signal, "brute");
      onProgress?.(k + 1, total);
    }
  }
  let place: Place = vector(Float64Array.from({ length: n }, (_, i) => grid[i * total + best]!));
  let lowest = values[best]!;
  const finish = options.finish === undefined ? (fmin as unknown as Finish) : options.finish;
  if (finish !== null) {
    checkFunction(finish, "brute: finish");
    const found = finish(func, lineOf(place, "x"), { args, fullOutput: true });
    if (typeof found !== "object" || found === null)
      throw coreError("BAD_ARGUMENT", `brute: finish gives ${describe(found)}, expected a list or a result.`);
    if ("x" in found) {
      place = found.x;
      lowest = found.fun;
    } else {
      place = found[0] as Place;
      lowest = scalarOf(found[1], "finish");
    }
  } else if (n === 1) place = grid[best]!;
  if (options.fullOutput !== true) return place;
  return [place, lowest, vector(grid, n === 1 ? shape : [n, ...shape]), vector(values, shape)];
}

// The first NaN is the lowest, as for NumPy's argmin.
function lower(value: number, best: number): boolean {
  return value < best || (Number.isNaN(value) && !Number.isNaN(best));
}

function checkCount(total: number): void {
  if (total > 2 ** 28) throw coreError("OUT_OF_MEMORY", `brute: ${total} points are too many, at most ${2 ** 28}.`);
}

function pointsOf(range: BruteRange, count: number, i: number): Float64Array {
  if (typeof range !== "object" || range === null)
    throw coreError("BAD_ARGUMENT", `ranges[${i}]: got ${describe(range)}, expected a list or a slice.`);
  const isList = Array.isArray(range);
  const [low, high, step] = isList
    ? (range as readonly number[])
    : [
        (range as { start?: number }).start ?? 0,
        (range as { stop?: number }).stop,
        (range as { step?: number }).step ?? 1,
      ];
  if (typeof low !== "number" || typeof high !== "number" || !Number.isFinite(low) || !Number.isFinite(high))
    throw coreError("BAD_VALUE", `ranges[${i}]: expected [low, high], [low, high, step] or a slice of finite numbers.`);
  if (step === undefined) {
    checkCount(count);
    const width = (high - low) / (count - 1);
    return Float64Array.from({ length: count }, (_, k) => low + k * (count > 1 ? width : 0));
  }
  const size = typeof step === "number" ? Math.ceil((high - low) / step) : Number.NaN;
  if (!(size > 0) || !Number.isFinite(size))
    throw coreError("BAD_VALUE", `ranges[${i}]: from ${low} to ${high} by ${describe(step)} is empty.`);
  checkCount(size);
  return Float64Array.from({ length: size }, (_, k) => low + k * step);
}
