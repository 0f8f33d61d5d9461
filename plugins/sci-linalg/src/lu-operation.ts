import { dispatch, elementsOf, fromData, type NDArray, type Operation } from "@core/array";
import { type LuFactors, luOf } from "./factor.js";
import { type Stack, stackArray, stackOf } from "./input.js";
import { type Matrix, matrix } from "./matrix.js";

/** LU factors in one matrix and the rows that were swapped, of each matrix of a stack. */
export const luOperation: Operation<object, [NDArray, NDArray]> = {
  id: "sci-linalg/lu",
  reference: ([a]) => {
    const stack = stackOf(a as NDArray, "a", { checkFinite: false });
    const k = Math.min(stack.rows, stack.columns);
    const packed: Matrix[] = [];
    const swaps = new Int32Array(k * stack.count);
    for (let i = 0; i < stack.count; i++) {
      const found = luOf(stack.at(i));
      packed.push(found.lu);
      swaps.set(found.swaps, i * k);
    }
    return [stackArray(stack, packed, stack.rows, stack.columns), fromData(swaps, [...stack.lead, k])];
  },
};

/** The LU factors of a matrix that belongs to a stack, in float64, by the stack's runtime. The matrix is overwritten. */
export function luIn(stack: Stack, a: Matrix): LuFactors {
  const { runtime } = stack.source;
  if (runtime === undefined || a.im !== undefined) return luOf(a);
  const [packed, swaps] = dispatch(luOperation, [fromData(a.re, [a.rows, a.columns], { runtime })], {});
  const lu = matrix(a.rows, a.columns, elementsOf(packed) as Float64Array);
  let singular = -1;
  for (let i = Math.min(a.rows, a.columns) - 1; i >= 0; i--) if (lu.re[i * a.columns + i] === 0) singular = i;
  return { lu, swaps: elementsOf(swaps) as Int32Array, singular };
}
