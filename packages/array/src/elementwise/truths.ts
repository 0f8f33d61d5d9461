import { type ArrayLikeInput, asArray } from "../create.js";
import { isComplexDType } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import { astype } from "../transfer.js";
import type { BinaryTest, UnaryTest } from "./define.js";

/** Both operands are not 0. */
export const bothTrue: BinaryTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i] !== 0 && b[i] !== 0 ? 1 : 0;
};

/** One of the operands is not 0. */
export const eitherTrue: BinaryTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i] !== 0 || b[i] !== 0 ? 1 : 0;
};

/** Just one of the operands is not 0. */
export const oneTrue: BinaryTest = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = (a[i] !== 0) !== (b[i] !== 0) ? 1 : 0;
};

/** The operand is 0. */
export const notTrue: UnaryTest = (out, a, n) => {
  for (let i = 0; i < n; i++) out[i] = a[i] === 0 ? 1 : 0;
};

/** An operand whose elements can be told from 0 as real numbers. */
export function truths(operand: ArrayLikeInput): NDArray {
  const a = asArray(operand);
  return isComplexDType(a.dtype) ? astype(a, "bool") : a;
}
