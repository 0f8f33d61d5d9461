import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import { numbersOf, takeVector } from "../arguments.js";

/** The right-hand side of y' = f(x, y, p) at one place: n numbers. */
export type BvpFunction = (x: number, y: Float64Array, p: Float64Array) => ArrayLikeInput;
/** The same at many places: x of shape (m), y of shape (n, m), to (n, m). */
export type BvpArrayFunction = (x: NDArray, y: NDArray, p: Float64Array) => ArrayLikeInput;
/** What has to be 0 at the ends: n + k numbers. */
export type BvpConditions = (ya: Float64Array, yb: Float64Array, p: Float64Array) => ArrayLikeInput;
/** Derivatives of f at one place, (n, n), with parameters also (n, k). */
export type BvpJacobian = (
  x: number,
  y: Float64Array,
  p: Float64Array,
) => ArrayLikeInput | readonly [dfdy: ArrayLikeInput, dfdp: ArrayLikeInput];
/** Derivatives of the conditions with respect to the states at the ends, (n + k, n), and the parameters, (n + k, k). */
export type BvpConditionsJacobian = (
  ya: Float64Array,
  yb: Float64Array,
  p: Float64Array,
) => readonly [ArrayLikeInput, ArrayLikeInput] | readonly [ArrayLikeInput, ArrayLikeInput, ArrayLikeInput];

/** A boundary value problem; states of m places are m × n. */
export interface BvpSystem {
  readonly n: number;
  readonly k: number;
  /** f at places. */
  readonly at: (x: Float64Array, y: Float64Array, p: Float64Array) => Float64Array;
  readonly conditions: (y: Float64Array, p: Float64Array) => Float64Array;
  /** For each place the derivatives by rows: n × n, and n × k. */
  readonly slopes: (
    x: Float64Array,
    y: Float64Array,
    p: Float64Array,
    f: Float64Array,
  ) => { readonly state: Float64Array; readonly parameters: Float64Array };
  /** (n + k) × (2 n + k). */
  readonly conditionSlopes: (y: Float64Array, p: Float64Array, residuals: Float64Array) => Float64Array;
}

/** The term S y / (x - a) of a problem that is singular at its beginning. */
export interface SingularTerm {
  readonly a: number;
  readonly s: Float64Array;
  /** (I - S)⁺. */
  readonly atBeginning: Float64Array;
}

export interface BvpParts {
  readonly n: number;
  readonly k: number;
  readonly fun: BvpFunction | BvpArrayFunction;
  readonly bc: BvpConditions;
  readonly funJac: BvpJacobian | undefined;
  readonly bcJac: BvpConditionsJacobian | undefined;
  readonly vectorized: boolean;
  readonly singular: SingularTerm | undefined;
}

const rootOfEpsilon = 2 ** -26;

function product(matrix: Float64Array, n: number, v: Float64Array, columns = 1): Float64Array {
  const out = new Float64Array(n * columns);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let l = 0; l < n; l++) sum += matrix[i * n + l]! * v[l * columns + j]!;
      out[i * columns + j] = sum;
    }
  return out;
}

/** Joins the functions of the user with differences where derivatives are not given, and with the singular term. */
export function bvpSystem(parts: BvpParts): BvpSystem {
  const { n, k, bc } = parts;
  const at: BvpSystem["at"] = (x, y, p) => values(parts, x, y, p);
  const conditions: BvpSystem["conditions"] = (y, p) => {
    const out = new Float64Array(n + k);
    takeVector("solveBvp", "bc", bc(y.slice(0, n), y.slice(y.length - n), p.slice()), out);
    return out;
  };
  return {
    n,
    k,
    at,
    conditions,
    slopes: (x, y, p, f) => (parts.funJac === undefined ? differences(at, n, k, x, y, p, f) : given(parts, x, y, p)),
    conditionSlopes: (y, p, residuals) =>
      parts.bcJac === undefined
        ? conditionDifferences(conditions, n, k, y, p, residuals)
        : givenConditions(parts, parts.bcJac, y, p),
  };
}

function values(
  { n, fun, vectorized, singular }: BvpParts,
  x: Float64Array,
  y: Float64Array,
  p: Float64Array,
): Float64Array {
  const m = x.length;
  const out = new Float64Array(m * n);
  if (vectorized) {
    const result = asArray(
      (fun as BvpArrayFunction)(fromData(x.slice(), [m]), fromData(y.slice(), [m, n]).transpose(), p.slice()),
    );
    if (result.shape.length !== 2 || result.shape[0] !== n || result.shape[1] !== m)
      throw coreError(
        "BAD_SHAPE",
        `solveBvp: fun returned an array of shape (${result.shape.join(", ")}), expected (${n}, ${m}).`,
      );
    out.set(numbersOf("solveBvp: fun", result.transpose()));
  } else {
    const own = new Float64Array(n);
    for (let i = 0; i < m; i++) {
      takeVector("solveBvp", "fun", (fun as BvpFunction)(x[i]!, y.slice(i * n, (i + 1) * n), p.slice()), own);
      out.set(own, i * n);
    }
  }
  if (singular !== undefined)
    for (let i = 0; i < m; i++) {
      const f = out.subarray(i * n, (i + 1) * n);
      if (x[i] === singular.a) f.set(product(singular.atBeginning, n, f));
      else {
        const more = product(singular.s, n, y.subarray(i * n, (i + 1) * n));
        for (let j = 0; j < n; j++) f[j] = f[j]! + more[j]! / (x[i]! - singular.a);
      }
    }
  return out;
}

function differences(
  at: BvpSystem["at"],
  n: number,
  k: number,
  x: Float64Array,
  y: Float64Array,
  p: Float64Array,
  f: Float64Array,
): { state: Float64Array; parameters: Float64Array } {
  const m = x.length;
  const state = new Float64Array(m * n * n);
  for (let j = 0; j < n; j++) {
    const moved = y.slice();
    for (let q = 0; q < m; q++) moved[q * n + j] = y[q * n + j]! + rootOfEpsilon * (1 + Math.abs(y[q * n + j]!));
    const found = at(x, moved, p);
    for (let q = 0; q < m; q++) {
      const step = moved[q * n + j]! - y[q * n + j]!;
      for (let i = 0; i < n; i++) state[(q * n + i) * n + j] = (found[q * n + i]! - f[q * n + i]!) / step;
    }
  }
  const parameters = new Float64Array(m * n * k);
  for (let j = 0; j < k; j++) {
    const moved = p.slice();
    moved[j] = p[j]! + rootOfEpsilon * (1 + Math.abs(p[j]!));
    const step = moved[j]! - p[j]!;
    const found = at(x, y, moved);
    for (let i = 0; i < m * n; i++) parameters[i * k + j] = (found[i]! - f[i]!) / step;
  }
  return { state, parameters };
}

function matrixOf(name: string, value: ArrayLikeInput, rows: number, columns: number): Float64Array {
  const a = asArray(value);
  if (a.shape.length !== 2 || a.shape[0] !== rows || a.shape[1] !== columns)
    throw coreError(
      "BAD_SHAPE",
      `solveBvp: ${name} returned an array of shape (${a.shape.join(", ")}), expected (${rows}, ${columns}).`,
    );
  return numbersOf(`solveBvp: ${name}`, a);
}

function given(
  { n, k, funJac, singular }: BvpParts,
  x: Float64Array,
  y: Float64Array,
  p: Float64Array,
): { state: Float64Array; parameters: Float64Array } {
  const m = x.length;
  const state = new Float64Array(m * n * n);
  const parameters = new Float64Array(m * n * k);
  for (let q = 0; q < m; q++) {
    const both = funJac!(x[q]!, y.slice(q * n, (q + 1) * n), p.slice());
    const [byState, byParameters] = (k > 0 ? both : [both]) as readonly [ArrayLikeInput, ArrayLikeInput?];
    const own = matrixOf("funJac", byState, n, n).slice();
    if (singular !== undefined) {
      if (x[q] === singular.a) own.set(product(singular.atBeginning, n, own, n));
      else for (let i = 0; i < n * n; i++) own[i] = own[i]! + singular.s[i]! / (x[q]! - singular.a);
    }
    state.set(own, q * n * n);
    if (k > 0) parameters.set(matrixOf("funJac", byParameters ?? [], n, k), q * n * k);
  }
  return { state, parameters };
}

function conditionDifferences(
  conditions: BvpSystem["conditions"],
  n: number,
  k: number,
  y: Float64Array,
  p: Float64Array,
  residuals: Float64Array,
): Float64Array {
  const width = 2 * n + k;
  const ends = new Float64Array(2 * n);
  ends.set(y.subarray(0, n));
  ends.set(y.subarray(y.length - n), n);
  const out = new Float64Array((n + k) * width);
  for (let j = 0; j < width; j++) {
    const [states, parameters] = [ends.slice(), p.slice()];
    const [target, at] = j < 2 * n ? [states, j] : [parameters, j - 2 * n];
    const before = target[at]!;
    target[at] = before + rootOfEpsilon * (1 + Math.abs(before));
    const step = target[at]! - before;
    const found = conditions(states, parameters);
    for (let i = 0; i < n + k; i++) out[i * width + j] = (found[i]! - residuals[i]!) / step;
  }
  return out;
}

function givenConditions(
  { n, k }: BvpParts,
  bcJac: BvpConditionsJacobian,
  y: Float64Array,
  p: Float64Array,
): Float64Array {
  const parts: unknown = bcJac(y.slice(0, n), y.slice(y.length - n), p.slice());
  if (!Array.isArray(parts))
    throw coreError("BAD_ARGUMENT", `solveBvp: bcJac returned ${describeValue(parts)}, expected a list of matrices.`);
  const width = 2 * n + k;
  const out = new Float64Array((n + k) * width);
  for (const [from, count, index] of [
    [0, n, 0],
    [n, n, 1],
    [2 * n, k, 2],
  ] as const) {
    if (count === 0) continue;
    const own = matrixOf("bcJac", (parts as readonly ArrayLikeInput[])[index] ?? [], n + k, count);
    for (let i = 0; i < n + k; i++) out.set(own.subarray(i * count, (i + 1) * count), i * width + from);
  }
  return out;
}
