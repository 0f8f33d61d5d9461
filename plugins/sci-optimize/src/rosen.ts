import type { ArrayLikeInput, NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { lineOf, vector } from "./core/values.js";

/**
 * Rosenbrock's function, the usual test of minimisers: the sum of 100 (x[i+1] - x[i]^2)^2 + (1 - x[i])^2. Its minimum is 0 where all
 * x are 1.
 *
 * @param x at least one number
 */
export function rosen(x: ArrayLikeInput): number {
  const at = lineOf(x, "x");
  let sum = 0;
  for (let i = 0; i + 1 < at.length; i++) sum += 100 * square(at[i + 1]! - at[i]! * at[i]!) + square(1 - at[i]!);
  return sum;
}

/**
 * The gradient of {@link rosen}.
 *
 * @throws BAD_SHAPE for less than two numbers
 */
export function rosenDer(x: ArrayLikeInput): NDArray<"float64"> {
  const at = several(x);
  const n = at.length;
  const der = new Float64Array(n);
  for (let i = 1; i < n - 1; i++)
    der[i] =
      200 * (at[i]! - at[i - 1]! * at[i - 1]!) - 400 * (at[i + 1]! - at[i]! * at[i]!) * at[i]! - 2 * (1 - at[i]!);
  der[0] = -400 * at[0]! * (at[1]! - at[0]! * at[0]!) - 2 * (1 - at[0]!);
  der[n - 1] = 200 * (at[n - 1]! - at[n - 2]! * at[n - 2]!);
  return vector(der);
}

/**
 * The Hessian matrix of {@link rosen}.
 *
 * @throws BAD_SHAPE for less than two numbers
 */
export function rosenHess(x: ArrayLikeInput): NDArray<"float64"> {
  const at = several(x);
  const n = at.length;
  const hess = new Float64Array(n * n);
  for (let i = 0; i + 1 < n; i++) {
    hess[i * n + i + 1] = -400 * at[i]!;
    hess[(i + 1) * n + i] = -400 * at[i]!;
    hess[i * n + i] = (i === 0 ? 2 : 202) + 1200 * at[i]! * at[i]! - 400 * at[i + 1]!;
  }
  hess[n * n - 1] = 200;
  return vector(hess, [n, n]);
}

/**
 * The product of the Hessian matrix of {@link rosen} with a vector.
 *
 * @throws BAD_SHAPE for less than two numbers, or a vector of another length
 */
export function rosenHessProd(x: ArrayLikeInput, p: ArrayLikeInput): NDArray<"float64"> {
  const at = several(x);
  const v = lineOf(p, "p");
  if (v.length !== at.length) throw coreError("BAD_SHAPE", `p has ${v.length} numbers, expected ${at.length}.`);
  const n = at.length;
  const product = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (i > 0) product[i]! += -400 * at[i - 1]! * v[i - 1]!;
    if (i < n - 1)
      product[i]! +=
        ((i === 0 ? 2 : 202) + 1200 * at[i]! * at[i]! - 400 * at[i + 1]!) * v[i]! - 400 * at[i]! * v[i + 1]!;
    else product[i]! += 200 * v[i]!;
  }
  return vector(product);
}

function several(x: ArrayLikeInput): Float64Array {
  const at = lineOf(x, "x");
  if (at.length < 2) throw coreError("BAD_SHAPE", `x has ${at.length} numbers, expected at least two.`);
  return at;
}

// The power operator may be off in the last digit, which minimisers notice.
function square(value: number): number {
  return value * value;
}
