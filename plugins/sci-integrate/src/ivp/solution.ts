import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { numbersOf } from "../arguments.js";
import type { Dense } from "./solver.js";

/** A solution at any time: states of shape (n) at a time, (n, times) at a list of times. */
export interface OdeSolution {
  (t: number): NDArray;
  (t: ArrayLikeInput): NDArray;
  /** The ends of the steps. */
  readonly ts: NDArray;
  /** The range of times; beyond it the first or last step is continued. */
  readonly tMin: number;
  readonly tMax: number;
}

/** States of complex or real numbers as an array: one for each place, which becomes the last axis. */
export function statesArray(states: readonly Float64Array[], n: number, complex: boolean): NDArray {
  const count = states.length;
  const width = complex ? 2 : 1;
  const values = new Float64Array(n * count * width);
  for (let k = 0; k < count; k++) {
    const state = states[k]!;
    for (let i = 0; i < n; i++)
      for (let part = 0; part < width; part++) values[(i * count + k) * width + part] = state[i * width + part]!;
  }
  return complex ? fromData(values, [n, count], { dtype: "complex128" }) : fromData(values, [n, count]);
}

/** Joins the solutions of the steps. */
export function odeSolution(ts: readonly number[], steps: readonly Dense[], n: number, complex: boolean): OdeSolution {
  const [first, last] = [ts[0]!, ts[ts.length - 1]!];
  const rising = last >= first;
  const stateAt = (t: number): Float64Array => {
    // At the end of a step the earlier one of the two that meet there is taken.
    let low = 0;
    let high = ts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rising ? ts[middle]! < t : ts[middle]! > t) low = middle + 1;
      else high = middle;
    }
    return steps[Math.min(Math.max(low - 1, 0), steps.length - 1)]!(t);
  };
  const call = (t: ArrayLikeInput): NDArray => {
    const times = asArray(t);
    if (times.shape.length > 1)
      throw coreError("BAD_SHAPE", `sol: t has shape (${times.shape.join(", ")}), expected a number or one axis.`);
    const values = Array.from(numbersOf("sol: t", times), stateAt);
    const result = statesArray(values, n, complex);
    return times.shape.length === 0 ? result.reshape([n]) : result;
  };
  return Object.assign(call, {
    ts: fromData(Float64Array.from(ts), [ts.length]),
    tMin: Math.min(first, last),
    tMax: Math.max(first, last),
  });
}
