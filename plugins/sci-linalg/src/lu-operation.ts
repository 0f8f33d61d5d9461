import { fromData, type NDArray, type Operation } from "@core/array";
import { luOf } from "./factor.js";
import { stackArray, stackOf } from "./input.js";
import type { Matrix } from "./matrix.js";

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
