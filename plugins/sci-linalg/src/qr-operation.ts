import { fromData, type NDArray, type Operation } from "@core/array";
import { qrOf } from "./factor.js";
import { stackArray, stackOf } from "./input.js";
import { blockOf, type Matrix, triangleOf } from "./matrix.js";

/** The forms in which {@link qr} gives its factors. */
export type QrMode = "full" | "r" | "economic" | "raw";

/** Attributes of `sci-linalg/qr`. */
export interface QrAttributes {
  readonly mode: QrMode;
  readonly pivoting: boolean;
}

/** QR factors of each matrix of a stack. */
export const qrOperation: Operation<QrAttributes, NDArray[]> = {
  id: "sci-linalg/qr",
  reference: ([a], { mode, pivoting }) => {
    const stack = stackOf(a as NDArray, "a", { checkFinite: false });
    const [m, n] = [stack.rows, stack.columns];
    const k = Math.min(m, n);
    const height = mode === "economic" ? k : m;
    const [qs, rs, raws, taus]: Matrix[][] = [[], [], [], []];
    const orders = new Int32Array(stack.count * n);
    for (let i = 0; i < stack.count; i++) {
      const found = qrOf(stack.at(i), pivoting);
      orders.set(found.order ?? [], i * n);
      if (mode === "raw") {
        raws!.push(found.packed);
        taus!.push(found.tau);
      } else if (mode !== "r") qs!.push(found.q(mode === "economic" ? k : m));
      rs!.push(triangleOf(blockOf(found.packed, 0, height, 0, n), "upper"));
    }
    const r = stackArray(stack, rs!, height, n);
    const parts: NDArray[] =
      mode === "raw"
        ? [stackArray(stack, raws!, m, n), stackArray(stack, taus!, 1, k).reshape([...stack.lead, k]), r]
        : mode === "r"
          ? [r]
          : [stackArray(stack, qs!, m, height), r];
    if (pivoting) parts.push(fromData(orders, [...stack.lead, n]));
    return parts;
  },
};
