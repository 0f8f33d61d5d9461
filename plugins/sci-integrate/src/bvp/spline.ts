import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { numbersOf } from "../arguments.js";

/** A solution between the places of a mesh: cubics with steady first derivatives, continued outside. */
export interface BvpSolution {
  /** States of shape (n, …) at places, or their derivatives of order nu. */
  (x: ArrayLikeInput, options?: { readonly nu?: number }): NDArray;
  /** The mesh. */
  readonly x: NDArray;
  /** Coefficients, highest power first, shape (4, intervals, n). */
  readonly c: NDArray;
}

/** Coefficients of the cubics with given values and slopes at the mesh, 4 × intervals × n. */
export function cubics(x: Float64Array, y: Float64Array, slopes: Float64Array, n: number): Float64Array {
  const count = (x.length - 1) * n;
  const c = new Float64Array(4 * count);
  for (let i = 0; i < count; i++) {
    const at = Math.floor(i / n);
    const h = x[at + 1]! - x[at]!;
    const slope = (y[i + n]! - y[i]!) / h;
    const t = (slopes[i]! + slopes[i + n]! - 2 * slope) / h;
    c[i] = t / h;
    c[count + i] = (slope - slopes[i]!) / h - t;
    c[2 * count + i] = slopes[i]!;
    c[3 * count + i] = y[i]!;
  }
  return c;
}

/** The cubics or their derivatives at places: one state after the other. */
export function cubicsAt(x: Float64Array, c: Float64Array, n: number, places: Float64Array, nu = 0): Float64Array {
  const count = (x.length - 1) * n;
  const out = new Float64Array(places.length * n);
  for (let q = 0; q < places.length; q++) {
    const place = places[q]!;
    let low = 0;
    let high = x.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (x[middle]! <= place) low = middle;
      else high = middle - 1;
    }
    const s = place - x[low]!;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      let power = 1;
      for (let k = nu; k <= 3; k++) {
        let factor = 1;
        for (let l = 0; l < nu; l++) factor *= k - l;
        sum += c[(3 - k) * count + low * n + i]! * factor * power;
        power *= s;
      }
      out[q * n + i] = Number.isNaN(place) ? Number.NaN : sum;
    }
  }
  return out;
}

/** Makes the solution callable. */
export function bvpSolution(x: Float64Array, c: Float64Array, n: number): BvpSolution {
  const call = (at: ArrayLikeInput, options: { readonly nu?: number } = {}): NDArray => {
    checkOptions("sol", options, { nu: "number" });
    const { nu = 0 } = options;
    if (!Number.isInteger(nu) || nu < 0)
      throw coreError("BAD_VALUE", `sol: nu is ${nu}, expected a whole number of at least 0.`);
    const places = asArray(at);
    const values = cubicsAt(x, c, n, numbersOf("sol: x", places), nu);
    const turned = fromData(values, [places.size, n]).transpose();
    return turned.copy().reshape([n, ...places.shape]);
  };
  return Object.assign(call, {
    x: fromData(x, [x.length]),
    c: fromData(c, [4, x.length - 1, n]),
  });
}
