import type { ArrayLikeInput, NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { type BoundsLike, isBounds, type Limits, limitsOf } from "../core/bounds.js";
import { checkKeys, choiceOf, lineOf, numbersOf, rowsOf, vector } from "../core/values.js";
import { allFinite, dot, multiply } from "../core/vectors.js";
import { simplex } from "./simplex.js";

/** Options of {@link linprog}. */
export interface LinprogOptions {
  /** A_ub x <= b_ub. */
  readonly Aub?: ArrayLikeInput | null;
  readonly bub?: ArrayLikeInput | null;
  /** A_eq x = b_eq. */
  readonly Aeq?: ArrayLikeInput | null;
  readonly beq?: ArrayLikeInput | null;
  /** `[low, high]` for each variable or one for all, null is none; x >= 0 by default. */
  readonly bounds?: BoundsLike | readonly [number | null, number | null] | null;
  /** All names stand for the same simplex method. */
  readonly method?:
    | "highs"
    | "highs-ds"
    | "highs-ipm"
    | "simplex"
    | "revised simplex"
    | "interior-point"
    | (string & {});
  /** `maxiter`: the most steps. */
  readonly options?: { readonly maxiter?: number };
}

/** Distances to some constraints, and the change of the minimum with their limits. */
export interface Sensitivity {
  readonly residual: NDArray<"float64">;
  readonly marginals: NDArray<"float64">;
}

/** What {@link linprog} found; x and what follows from it are null unless it is optimal. */
export interface LinprogResult {
  readonly x: NDArray<"float64"> | null;
  readonly fun: number | null;
  /** b_ub - A_ub x. */
  readonly slack: NDArray<"float64"> | null;
  /** b_eq - A_eq x. */
  readonly con: NDArray<"float64"> | null;
  readonly ineqlin: Sensitivity | null;
  readonly eqlin: Sensitivity | null;
  readonly lower: Sensitivity | null;
  readonly upper: Sensitivity | null;
  /** 0 optimal, 1 iteration limit, 2 infeasible, 3 unbounded, 4 numerical difficulties. */
  readonly status: number;
  readonly success: boolean;
  readonly message: string;
  readonly nit: number;
}

const texts = [
  "Optimization terminated successfully. (HiGHS Status 7: Optimal)",
  "Iteration limit reached.",
  "The problem is infeasible.",
  "The problem is unbounded.",
  "Numerical difficulties encountered.",
];

/**
 * The minimum of c x under linear constraints, by the simplex method on dense matrices.
 *
 * @throws BAD_SHAPE for sizes that do not match, BAD_VALUE for NaN and infinities
 */
export function linprog(c: ArrayLikeInput, options: LinprogOptions = {}): LinprogResult {
  checkKeys(options, ["Aub", "bub", "Aeq", "beq", "bounds", "method", "options"], "linprog");
  choiceOf(
    options.method ?? "highs",
    ["highs", "highs-ds", "highs-ipm", "simplex", "revised simplex", "interior-point"] as const,
    "linprog: method",
  );
  checkKeys(options.options ?? {}, ["maxiter"], "linprog: options");
  const cost = lineOf(c, "linprog: c");
  const n = cost.length;
  if (n === 0) throw coreError("BAD_SHAPE", "linprog: c is empty.");
  const upper = constraintsOf(options.Aub, options.bub, n, "ub");
  const equal = constraintsOf(options.Aeq, options.beq, n, "eq");
  if (!allFinite(cost)) throw coreError("BAD_VALUE", "linprog: c must not contain infs or NaNs.");
  const limits = boundsOf(options.bounds, n);
  const [mu, me] = [upper.b.length, equal.b.length];
  const size = n + mu;
  const a = new Float64Array((mu + me) * size);
  for (let i = 0; i < mu; i++) {
    for (let j = 0; j < n; j++) a[i * size + j] = upper.a[i * n + j]!;
    a[i * size + n + i] = 1;
  }
  for (let i = 0; i < me; i++) for (let j = 0; j < n; j++) a[(mu + i) * size + j] = equal.a[i * n + j]!;
  const low = new Float64Array(size);
  const high = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  low.set(limits.low);
  high.set(limits.high);
  const all = new Float64Array(size);
  all.set(cost);
  const empty = limits.low.some((value, j) => value > limits.high[j]!);
  const maxiter = options.options?.maxiter ?? 10000 + 50 * (size + mu + me);
  const found = empty
    ? { status: 2 as const, x: all, dual: all, iterations: 0 }
    : simplex({ a, b: Float64Array.from([...upper.b, ...equal.b]), c: all, low, high }, maxiter);
  const common = {
    status: found.status,
    success: found.status === 0,
    message: texts[found.status]!,
    nit: found.iterations,
  };
  if (found.status !== 0)
    return {
      x: null,
      fun: null,
      slack: null,
      con: null,
      ineqlin: null,
      eqlin: null,
      lower: null,
      upper: null,
      ...common,
    };
  const x = found.x.slice(0, n);
  const reduced = cost.slice();
  for (let i = 0; i < mu + me; i++) for (let j = 0; j < n; j++) reduced[j]! -= found.dual[i]! * a[i * size + j]!;
  const rest = (part: { a: Float64Array; b: Float64Array }): Float64Array =>
    part.b.length === 0 ? new Float64Array() : multiply(part.a, x).map((value, i) => part.b[i]! - value);
  const [slack, con] = [rest(upper), rest(equal)];
  const fromLow = x.map((value, j) => value - limits.low[j]!);
  const fromHigh = x.map((value, j) => limits.high[j]! - value);
  // A reduced cost belongs to the limit that the variable lies on.
  const atLow = reduced.map((value, j) => (value > 0 && fromLow[j]! <= fromHigh[j]! ? value : 0));
  const atHigh = reduced.map((value, j) => (value < 0 && fromHigh[j]! <= fromLow[j]! ? value : 0));
  const pair = (residual: Float64Array, marginals: Float64Array): Sensitivity => ({
    residual: vector(residual),
    marginals: vector(marginals),
  });
  return {
    x: vector(x),
    fun: dot(cost, x),
    slack: vector(slack),
    con: vector(con),
    ineqlin: pair(slack.slice(), found.dual.slice(0, mu)),
    eqlin: pair(con.slice(), found.dual.slice(mu)),
    lower: pair(fromLow, atLow),
    upper: pair(fromHigh, atHigh),
    ...common,
  };
}

function constraintsOf(
  a: unknown,
  b: unknown,
  n: number,
  name: string,
): { readonly a: Float64Array; readonly b: Float64Array } {
  if (a == null && b == null) return { a: new Float64Array(), b: new Float64Array() };
  if (a == null || b == null) throw coreError("BAD_ARGUMENT", `linprog: A${name} and b${name} must be given together.`);
  const matrix = rowsOf(a, `linprog: A${name}`);
  const right = numbersOf(b, `linprog: b${name}`);
  if (matrix.rows === 0 && right.length === 0) return { a: new Float64Array(), b: right };
  if (matrix.columns !== n)
    throw coreError("BAD_SHAPE", `linprog: A${name} has ${matrix.columns} columns, expected ${n}.`);
  if (matrix.rows !== right.length)
    throw coreError("BAD_SHAPE", `linprog: A${name} has ${matrix.rows} rows, b${name} has ${right.length} numbers.`);
  const free = name === "ub" ? right.some(Number.isNaN) : !allFinite(right);
  if (!allFinite(matrix.data) || free)
    throw coreError("BAD_VALUE", `linprog: A${name} and b${name} must not contain NaNs or infs.`);
  const kept = [...right.keys()].filter((i) => right[i] !== Number.POSITIVE_INFINITY);
  if (kept.length === right.length) return { a: matrix.data, b: right };
  throw coreError("BAD_VALUE", "linprog: bub must be finite; leave out rows without a limit.");
}

function boundsOf(bounds: LinprogOptions["bounds"], n: number): Limits {
  if (bounds === undefined || bounds === null)
    return { low: new Float64Array(n), high: new Float64Array(n).fill(Number.POSITIVE_INFINITY) };
  const list = bounds as readonly unknown[];
  const single = !isBounds(bounds) && list.length === 2 && list.every((one) => one === null || typeof one === "number");
  const one = !single && Array.isArray(bounds) && list.length === 1 && n > 1;
  return limitsOf(
    single ? Array.from({ length: n }, () => bounds) : one ? Array.from({ length: n }, () => list[0]) : bounds,
    n,
  );
}
