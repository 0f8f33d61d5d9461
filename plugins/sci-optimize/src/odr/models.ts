import { type ArrayLikeInput, isNDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { describe, numbersOf, realArray } from "../core/values.js";
import type { OdrModel } from "./problem.js";

const ones = (count: number) => (): Float64Array => new Float64Array(count).fill(1);

/** y = b0 x + b1: a straight line, SciPy's `unilinear`. */
export const odrUnilinear: OdrModel = {
  fcn: (b, x: Float64Array) => x.map((v) => v * b[0]! + b[1]!),
  fjacb: (_, x: Float64Array) => joined([x, x.map(() => 1)]),
  fjacd: (b, x: Float64Array) => x.map(() => b[0]!),
  estimate: () => [1, 1],
};

/** y = b0 x^2 + b1 x + b2, SciPy's `quadratic`. */
export const odrQuadratic: OdrModel = {
  fcn: (b, x: Float64Array) => x.map((v) => v * (v * b[0]! + b[1]!) + b[2]!),
  fjacb: (_, x: Float64Array) => joined([x.map((v) => v * v), x, x.map(() => 1)]),
  fjacd: (b, x: Float64Array) => x.map((v) => 2 * v * b[0]! + b[1]!),
  estimate: () => [1, 1, 1],
};

/** y = b0 + exp(b1 x), SciPy's `exponential`. */
export const odrExponential: OdrModel = {
  fcn: (b, x: Float64Array) => x.map((v) => b[0]! + Math.exp(b[1]! * v)),
  fjacb: (b, x: Float64Array) => joined([x.map(() => 1), x.map((v) => v * Math.exp(b[1]! * v))]),
  fjacd: (b, x: Float64Array) => x.map((v) => b[1]! * Math.exp(b[1]! * v)),
  estimate: () => [1, 1],
};

/** y = b0 + b1 x1 + … + bm xm for x of m by n, SciPy's `multilinear`. */
export const odrMultilinear: OdrModel = {
  fcn: (b, x) => {
    const rows = componentsOf(x);
    return rows[0]!.map((_, i) => rows.reduce((sum, row, j) => sum + b[j + 1]! * row[i]!, b[0]!));
  },
  fjacb: (_, x) => {
    const rows = componentsOf(x);
    return joined([rows[0]!.map(() => 1), ...rows]);
  },
  fjacd: (b, x) => joined(componentsOf(x).map((row, j) => row.map(() => b[j + 1]!))),
  estimate: ({ x }) => ones(componentsOf(x).length + 1)(),
};

/**
 * y = b0 + the sum of b[i] x^powers[i], SciPy's `polynomial`.
 *
 * @param order the highest power, or a list of powers without 0
 * @throws BAD_VALUE for no powers
 */
export function odrPolynomial(order: number | readonly number[]): OdrModel {
  const powers = powersOf(order);
  if (powers.length === 0 || !powers.every((power) => Number.isFinite(power)))
    throw coreError(
      "BAD_VALUE",
      `odrPolynomial: order is ${describe(order)}, expected a whole number from 1 to ${mostPowers} or a list of powers.`,
    );
  return {
    fcn: (b, x: Float64Array) => x.map((v) => powers.reduce((sum, power, j) => sum + b[j + 1]! * v ** power, b[0]!)),
    fjacb: (_, x: Float64Array) => joined([x.map(() => 1), ...powers.map((power) => x.map((v) => v ** power))]),
    fjacd: (b, x: Float64Array) =>
      x.map((v) => powers.reduce((sum, power, j) => sum + b[j + 1]! * power * v ** (power - 1), 0)),
    estimate: ones(powers.length + 1),
  };
}

const mostPowers = 1e5;

function powersOf(order: unknown): readonly number[] {
  if (Array.isArray(order)) return [...(order as readonly number[])];
  if (typeof order !== "number" || !(order >= 1 && order <= mostPowers)) return [];
  return Array.from({ length: order }, (_, i) => i + 1);
}

function componentsOf(x: ArrayLikeInput): Float64Array[] {
  const numbers = numbersOf(x, "x");
  const shape = isNDArray(x) ? x.shape : realArray(x, "x").shape;
  const n = shape.at(-1) ?? 1;
  return Array.from({ length: numbers.length / n }, (_, j) => numbers.subarray(j * n, (j + 1) * n));
}

function joined(rows: readonly Float64Array[]): Float64Array {
  const n = rows[0]!.length;
  const all = new Float64Array(rows.length * n);
  rows.forEach((row, j) => {
    all.set(row, j * n);
  });
  return all;
}
