import type { NDArray, Operation } from "@core/array";
import { svdOf } from "./decompose.js";
import { notConverged, stackArray, stackOf, vectorArray } from "./input.js";
import { adjoint, type Matrix } from "./matrix.js";

/** Attributes of `sci-linalg/svd`. */
export interface SvdAttributes {
  readonly fullMatrices: boolean;
  readonly computeUv: boolean;
}

/** Singular values, and vectors if they are wanted, of each matrix of a stack. */
export const svdOperation: Operation<SvdAttributes, NDArray[]> = {
  id: "sci-linalg/svd",
  reference: ([a], { fullMatrices, computeUv }) => {
    const stack = stackOf(a as NDArray, "a", { checkFinite: false });
    const [m, n] = [stack.rows, stack.columns];
    const k = Math.min(m, n);
    const values: Float64Array[] = [];
    const [us, vs]: Matrix[][] = [[], []];
    for (let i = 0; i < stack.count; i++) {
      const found = svdOf(stack.at(i), computeUv ? (fullMatrices ? "full" : "thin") : "values");
      if (found === undefined) throw notConverged("svd");
      values.push(found.s);
      if (!computeUv) continue;
      us!.push(found.u);
      vs!.push(adjoint(found.v));
    }
    const s = vectorArray(stack, values, k);
    if (!computeUv) return [s];
    const [widthU, heightV] = fullMatrices ? [m, n] : [k, k];
    return [stackArray(stack, us!, m, widthU), s, stackArray(stack, vs!, heightV, n)];
  },
};
