import type { ArrayLikeInput, NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { type Limits, limitsOfPair } from "../core/bounds.js";
import { checkKeys, choiceOf, intVector, lineOf, rowsOf, vector } from "../core/values.js";
import { dot, epsilon, maxAbs, minus, multiply, multiplyTransposed, plus } from "../core/vectors.js";
import { leastSquaresSolution } from "../linear/svd.js";
import { boundedVariables } from "./bvls.js";
import {
  activeLimits,
  colemanLi,
  isInside,
  lowestBetween,
  modelChange,
  quadraticAlong,
  stepToLimit,
  strictlyInside,
} from "./common.js";

/** Options of {@link lsqLinear}. */
export interface LsqLinearOptions {
  /** `[lower limits, upper limits]` or `{ lb, ub }`. */
  readonly bounds?: unknown;
  /** `trf` or `bvls`. */
  readonly method?: "trf" | "bvls" | (string & {});
  /** The relative change of the cost and the gradient at which to stop; 1e-10. */
  readonly tol?: number;
  /** The most iterations: 100 for `trf`, one for each unknown for `bvls`. */
  readonly maxIter?: number | null;
}

/** What {@link lsqLinear} found. */
export interface LsqLinearResult {
  readonly x: NDArray<"float64">;
  /** A x - b. */
  readonly fun: NDArray<"float64">;
  /** Half the sum of squares. */
  readonly cost: number;
  readonly optimality: number;
  /** -1 where the lower limit holds, 1 where the upper one does. */
  readonly activeMask: NDArray<"int32">;
  /** The solution without limits: x, the sum of squares (empty without full rank), the rank and the singular values. */
  readonly unboundedSol: readonly [
    x: NDArray<"float64">,
    residuals: NDArray<"float64">,
    rank: number,
    s: NDArray<"float64">,
  ];
  readonly nit: number;
  readonly status: number;
  readonly message: string;
  readonly success: boolean;
}

/** What a method finds. */
export interface LinearFound {
  readonly x: Float64Array;
  readonly cost: number;
  readonly optimality: number;
  readonly active: Int32Array;
  readonly nit: number;
  readonly status: number;
}

const texts: Readonly<Record<number, string>> = {
  "-1": "The algorithm was not able to make progress on the last iteration.",
  0: "The maximum number of iterations is exceeded.",
  1: "The first-order optimality measure is less than `tol`.",
  2: "The relative change of the cost function is less than `tol`.",
  3: "The unconstrained solution is optimal.",
};

/**
 * Linear least squares inside limits: min |A x - b| with lb <= x <= ub, by a trust-region method (`trf`) or by active sets (`bvls`,
 * Stark and Parker 1995).
 *
 * @throws BAD_SHAPE for sizes that do not match, BAD_VALUE unless all lower limits are below the upper ones
 */
export function lsqLinear(A: ArrayLikeInput, b: ArrayLikeInput, options: LsqLinearOptions = {}): LsqLinearResult {
  checkKeys(options, ["bounds", "method", "tol", "maxIter"], "lsqLinear");
  const method = choiceOf(options.method ?? "trf", ["trf", "bvls"] as const, "lsqLinear: method");
  const { tol = 1e-10 } = options;
  const maxIter = options.maxIter ?? undefined;
  if (maxIter !== undefined && !(maxIter > 0))
    throw coreError("BAD_VALUE", `maxIter: got ${maxIter}, expected a number above 0.`);
  const { data, rows: m, columns: n } = rowsOf(A, "lsqLinear: A");
  const right = lineOf(b, "lsqLinear: b");
  if (right.length !== m) throw coreError("BAD_SHAPE", `lsqLinear: A has ${m} rows, b has ${right.length} numbers.`);
  const limits = limitsOfPair(options.bounds, n);
  if (limits.low.some((low, j) => low >= limits.high[j]!))
    throw coreError("BAD_VALUE", "Each lower bound must be strictly less than each upper bound.");
  const free = leastSquaresSolution(data, m, n, right, epsilon);
  const residual = minus(multiply(data, free.x), right);
  const squares = free.rank === n && m > n ? Float64Array.of(dot(residual, residual)) : new Float64Array();
  const unboundedSol = [vector(free.x.slice()), vector(squares), free.rank, vector(free.s)] as const;
  let found: LinearFound;
  if (isInside(free.x, limits))
    found = {
      x: free.x,
      cost: 0.5 * dot(residual, residual),
      optimality: maxAbs(multiplyTransposed(data, residual)),
      active: new Int32Array(n),
      nit: 0,
      status: 3,
    };
  else if (method === "trf") found = insideLimits(data, right, free.x, limits, tol, maxIter ?? 100);
  else found = boundedVariables(data, right, free.x, limits, tol, maxIter ?? n);
  const { status } = found;
  return {
    x: vector(found.x),
    fun: vector(minus(multiply(data, found.x), right)),
    cost: found.cost,
    optimality: found.optimality,
    activeMask: intVector(found.active),
    unboundedSol,
    nit: found.nit,
    status,
    message: texts[status]!,
    success: status > 0,
  };
}

function insideLimits(
  a: Float64Array,
  b: Float64Array,
  start: Float64Array,
  limits: Limits,
  tol: number,
  maxIter: number,
): LinearFound {
  const n = start.length;
  const m = b.length;
  let x = strictlyInside(reflected(start, limits), limits, 0.1);
  let r = minus(multiply(a, x), b);
  let g = multiplyTransposed(a, r);
  let cost = 0.5 * dot(r, r);
  let optimality = 0;
  let status = Number.NaN;
  let nit = 0;
  for (; nit < maxIter; nit++) {
    const { v, dv } = colemanLi(x, g, limits);
    optimality = maxAbs(g.map((value, j) => value * v[j]!));
    if (optimality < tol) status = 1;
    if (!Number.isNaN(status)) break;
    const diag = g.map((value, j) => value * dv[j]!);
    const d = v.map(Math.sqrt);
    const gh = g.map((value, j) => d[j]! * value);
    const augmented = new Float64Array((m + n) * n);
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) augmented[i * n + j] = a[i * n + j]! * d[j]!;
    const ah = augmented.slice(0, m * n);
    for (let j = 0; j < n; j++) augmented[(m + j) * n + j] = Math.sqrt(diag[j]!);
    const right = new Float64Array(m + n);
    right.set(r);
    const ph = leastSquaresSolution(augmented, m + n, n, right, epsilon * Math.max(m, n)).x.map((value) => -value);
    const p = ph.map((value, j) => d[j]! * value);
    const slope = dot(p, g);
    if (slope > 0) status = -1;
    const theta = 1 - Math.min(0.005, optimality);
    let step = chooseStep(x, ah, gh, diag, p, ph, d, limits, theta);
    let change = -modelChange(a, g, step);
    if (change < 0) {
      step = backtracked(a, g, x, p, theta, slope, limits);
      change = -modelChange(a, g, step);
      x = plus(x, 1, step);
    } else x = strictlyInside(plus(x, 1, step), limits, 0);
    r = minus(multiply(a, x), b);
    g = multiplyTransposed(a, r);
    if (change < tol * cost) status = 2;
    cost = 0.5 * dot(r, r);
  }
  return {
    x,
    cost,
    optimality,
    active: activeLimits(x, limits, tol),
    nit: Math.min(nit + 1, maxIter),
    status: Number.isNaN(status) ? 0 : status,
  };
}

function chooseStep(
  x: Float64Array,
  ah: Float64Array,
  gh: Float64Array,
  diag: Float64Array,
  p: Float64Array,
  ph: Float64Array,
  d: Float64Array,
  limits: Limits,
  theta: number,
): Float64Array {
  if (isInside(plus(x, 1, p), limits)) return p;
  const unscaled = (s: Float64Array): Float64Array => s.map((value, j) => d[j]! * value);
  const { step, hits } = stepToLimit(x, p, limits);
  let rh: Float64Array = ph.map((value, j) => (hits[j] !== 0 ? -value : value));
  const pCut = p.map((value) => value * step);
  const phCut = ph.map((value) => value * step);
  const reach = stepToLimit(plus(x, 1, pCut), unscaled(rh), limits).step;
  let rValue = Number.POSITIVE_INFINITY;
  if (reach * theta > 0) {
    const { a, b, c } = quadraticAlong(ah, gh, rh, diag, phCut);
    const [t, value] = lowestBetween(a, b, (1 - theta) * reach, theta * reach, c);
    rValue = value;
    rh = plus(phCut, t, rh);
  }
  const pValue = modelChange(
    ah,
    gh,
    phCut.map((value) => value * theta),
    diag,
  );
  const downH = gh.map((value) => -value);
  const down = unscaled(downH);
  const { a, b } = quadraticAlong(ah, gh, downH, diag, undefined);
  const [t, downValue] = lowestBetween(a, b, 0, theta * stepToLimit(x, down, limits).step);
  if (pValue < rValue && pValue < downValue) return pCut.map((value) => value * theta);
  if (rValue < pValue && rValue < downValue) return unscaled(rh);
  return down.map((value) => value * t);
}

function backtracked(
  a: Float64Array,
  g: Float64Array,
  x: Float64Array,
  p: Float64Array,
  theta: number,
  slope: number,
  limits: Limits,
): Float64Array {
  let alpha = 1;
  let next = x;
  for (let k = 0; k < 60; k++) {
    next = reflected(plus(x, alpha, p), limits);
    if (-modelChange(a, g, minus(next, x)) > -0.1 * alpha * slope) break;
    alpha *= 0.5;
  }
  if (activeLimits(next, limits).some((one) => one !== 0))
    next = strictlyInside(reflected(plus(x, theta * alpha, p), limits), limits, 0);
  return minus(next, x);
}

/** A point brought inside by reflections at the limits. */
function reflected(y: Float64Array, { low, high }: Limits): Float64Array {
  return y.map((value, j) => {
    const [l, h] = [low[j]!, high[j]!];
    if (value >= l && value <= h) return value;
    if (Number.isFinite(l) && Number.isFinite(h)) {
      const width = h - l;
      const t = (((value - l) % (2 * width)) + 2 * width) % (2 * width);
      return l + Math.min(t, 2 * width - t);
    }
    return Number.isFinite(l) ? Math.max(value, 2 * l - value) : Math.min(value, 2 * h - value);
  });
}
