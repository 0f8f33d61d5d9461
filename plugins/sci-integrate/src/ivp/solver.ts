import type { NDArray } from "@core/array";

/** The state at a time within a step. */
export type Dense = (t: number) => Float64Array;

/** A system as the solvers see it: `slopes` counts its calls, `columns` evaluates several states for differences and does not. */
export interface IvpSystem {
  /** How many numbers a state has: twice as many as states where they are complex. */
  readonly size: number;
  /** How many states there are. */
  readonly n: number;
  slopes(t: number, y: Float64Array): Float64Array;
  columns(t: number, states: readonly Float64Array[]): Float64Array[];
  /** Counts of calls of the function and the Jacobian, and of factorizations. */
  readonly counts: { nfev: number; njev: number; nlu: number };
}

/** The Jacobian as a matrix row by row, or a function that gives it. */
export type IvpJacobian =
  | { readonly kind: "constant"; readonly matrix: Float64Array }
  | { readonly kind: "function"; readonly at: (t: number, y: Float64Array) => Float64Array }
  | { readonly kind: "differences"; readonly sparsity: NDArray | undefined };

/** What a solver needs to know. */
export interface IvpProblem {
  readonly system: IvpSystem;
  readonly t0: number;
  readonly y0: Float64Array;
  readonly end: number;
  readonly direction: 1 | -1;
  readonly relative: Float64Array;
  readonly absolute: Float64Array;
  readonly firstStep: number | undefined;
  readonly largestStep: number;
  readonly smallestStep: number;
  readonly jacobian: IvpJacobian;
  readonly bands: { readonly lower: number | undefined; readonly upper: number | undefined };
}

/** A method on its way. */
export interface Solver {
  t: number;
  y: Float64Array;
  /** Takes a step; false when that is not possible any more. */
  advance(): boolean;
  /** The states within the step just taken, whose beginning is given. */
  dense(before: number): Dense;
}

/** Why a method gave up. */
export const tooSmall = "Required step size is less than spacing between numbers.";

/** Sizes of states: moduli where they are complex, each then twice. */
export function sizesOf(system: IvpSystem, y: Float64Array): Float64Array {
  if (system.n === system.size) return y.map(Math.abs);
  return y.map((_, i) => Math.hypot(y[i - (i % 2)]!, y[i - (i % 2) + 1]!));
}

/** The root mean square of elements divided by scales. */
export function scaledNorm(system: IvpSystem, v: Float64Array, scale: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += (v[i]! / scale[i]!) ** 2;
  return Math.sqrt(sum) / system.n ** 0.5;
}

/** Scales of errors: the tolerances at a state, or at the larger of two. */
export function scaleAt(p: IvpProblem, y: Float64Array, other: Float64Array = y): Float64Array {
  const first = sizesOf(p.system, y);
  const second = other === y ? first : sizesOf(p.system, other);
  for (let i = 0; i < first.length; i++) first[i] = p.absolute[i]! + Math.max(first[i]!, second[i]!) * p.relative[i]!;
  return first;
}

/** The first step by comparing the state, its slope and the change of the slope (Hairer, Nørsett and Wanner, section II.4). */
export function selectFirstStep(p: IvpProblem, slope: Float64Array, order: number): number {
  const { system, t0, y0, direction } = p;
  if (y0.length === 0) return Number.POSITIVE_INFINITY;
  const scale = scaleAt(p, y0);
  const d0 = scaledNorm(system, y0, scale);
  const d1 = scaledNorm(system, slope, scale);
  const h0 = d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : (0.01 * d0) / d1;
  const moved = y0.map((value, i) => value + h0 * direction * slope[i]!);
  const next = system.slopes(t0 + h0 * direction, moved);
  const d2 =
    scaledNorm(
      system,
      next.map((value, i) => value - slope[i]!),
      scale,
    ) / h0;
  const h1 = d1 <= 1e-15 && d2 <= 1e-15 ? Math.max(1e-6, h0 * 1e-3) : (0.01 / Math.max(d1, d2)) ** (1 / (order + 1));
  return Math.min(100 * h0, h1);
}

/** Ten times the distance to the next number in a direction: no step may be shorter. */
export function shortestStep(t: number, direction: 1 | -1): number {
  if (t === 0) return 10 * Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, t);
  view.setBigInt64(0, view.getBigInt64(0) + (t > 0 === direction > 0 ? 1n : -1n));
  return 10 * Math.abs(view.getFloat64(0) - t);
}
