import type { ArrayLikeInput } from "../create.js";
import type { DType } from "../dtype.js";
import type { NDArray } from "../ndarray.js";
import {
  type BinaryLoop,
  type BinaryWholeLoop,
  callElementwise,
  type ElementwiseOperation,
  type ElementwiseOptions,
  elementwise,
} from "./define.js";
import { withSign } from "./numbers.js";
import { numberRule } from "./rules.js";
import type { KeptBoth } from "./types.js";

/** The remainder with the sign of the divisor; a zero remainder takes that sign as well. */
function remainderOf(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return withSign(0, b);
  return rest < 0 !== b < 0 && b !== 0 && !Number.isNaN(rest) ? rest + b : rest;
}

/** The quotient rounded down, from the exact remainder: rounding `a / b` itself may be off by one. */
function quotientOf(a: number, b: number): number {
  if (b === 0) return a / b;
  const rest = a % b;
  let quotient = (a - rest) / b;
  if (rest !== 0 && rest < 0 !== b < 0) quotient -= 1;
  if (quotient === 0) return withSign(0, a / b);
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

const quotientNumbers: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = quotientOf(a[i]!, b[i]!);
};

const quotientInts: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = b[i] === 0 ? 0 : Math.floor(a[i]! / b[i]!);
};

const quotientWholes: BinaryWholeLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (y === 0n) out[i] = 0n;
    else out[i] = x % y !== 0n && x < 0n !== y < 0n ? x / y - 1n : x / y;
  }
};

const remainderNumbers: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = remainderOf(a[i]!, b[i]!);
};

const remainderInts: BinaryLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) out[i] = b[i] === 0 ? 0 : remainderOf(a[i]!, b[i]!);
};

const remainderWholes: BinaryWholeLoop = (out, a, b, n) => {
  for (let i = 0; i < n; i++) {
    const y = b[i]!;
    const rest = y === 0n ? 0n : a[i]! % y;
    out[i] = rest !== 0n && rest < 0n !== y < 0n ? rest + y : rest;
  }
};

/** The operation of {@link floorDivide}. */
export const floorDivideOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("floorDivide", numberRule, {
  int: quotientInts,
  float: quotientNumbers,
  big: quotientWholes,
});

/** The operation of {@link mod}. */
export const modOperation: ElementwiseOperation = /* @__PURE__ */ elementwise("mod", numberRule, {
  int: remainderInts,
  float: remainderNumbers,
  big: remainderWholes,
});

/**
 * The quotient rounded down, Python's `a // b`. Whole numbers stay whole and by 0 give 0; floats by 0 give infinities or NaN.
 * Complex numbers are a BAD_DTYPE. Broadcasts.
 */
export function floorDivide<const A extends ArrayLikeInput, const B extends ArrayLikeInput>(
  a: A,
  b: B,
): NDArray<KeptBoth<A, B>>;
export function floorDivide<D extends DType>(
  a: ArrayLikeInput,
  b: ArrayLikeInput,
  options: ElementwiseOptions<D>,
): NDArray<D>;
export function floorDivide(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(floorDivideOperation, [a, b], options);
}

/**
 * The remainder with the sign of the divisor, Python's `a % b`. Whole numbers by 0 give 0, floats NaN.
 * Complex numbers are a BAD_DTYPE. Broadcasts.
 */
export function mod<const A extends ArrayLikeInput, const B extends ArrayLikeInput>(
  a: A,
  b: B,
): NDArray<KeptBoth<A, B>>;
export function mod<D extends DType>(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions<D>): NDArray<D>;
export function mod(a: ArrayLikeInput, b: ArrayLikeInput, options: ElementwiseOptions = {}): NDArray {
  return callElementwise(modOperation, [a, b], options);
}

/** The same function as {@link mod}. */
export { mod as remainder };

/** {@link floorDivide} and {@link mod} at once. */
export function divmod(a: ArrayLikeInput, b: ArrayLikeInput): [quotient: NDArray, remainder: NDArray] {
  return [floorDivide(a, b), mod(a, b)];
}
