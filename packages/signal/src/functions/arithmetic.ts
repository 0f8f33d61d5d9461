import {
  absolute as absoluteArrays,
  add as addArrays,
  bitwiseAnd as bitwiseAndArrays,
  bitwiseOr as bitwiseOrArrays,
  bitwiseXor as bitwiseXorArrays,
  divide as divideArrays,
  floorDivide as floorDivideArrays,
  invert as invertArrays,
  leftShift as leftShiftArrays,
  mod as modArrays,
  multiply as multiplyArrays,
  negative as negativeArrays,
  positive as positiveArrays,
  power as powerArrays,
  rightShift as rightShiftArrays,
  subtract as subtractArrays,
} from "@core/array";
import type { SignalLike } from "../contract.js";
import { type Operand, type OperateOptions, operate, operateUnary, type SignalOf } from "./operate.js";

/**
 * The sum of two operands, element by element. Two signals are broadcast: the navigation and the signal spaces each for itself, aligned
 * at the first axis in natural order, sizes equal or 1. A number or an array works on the data directly, as in NumPy.
 * The result has the class, title and metadata of the first signal (without noise properties) and the longest axes.
 * @throws BAD_SHAPE when the sizes do not fit, or `inplace` would enlarge the first operand; BAD_DTYPE when the dtype does not allow it
 */
export function add<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("add", addArrays, a, b, options);
}

/** The difference, element by element. See {@link add}. */
export function subtract<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("subtract", subtractArrays, a, b, options);
}

/** The product, element by element. See {@link add}. */
export function multiply<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("multiply", multiplyArrays, a, b, options);
}

/** The quotient; whole numbers give floating point, element by element. See {@link add}. */
export function divide<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("divide", divideArrays, a, b, options);
}

/** The quotient rounded down, element by element. See {@link add}. */
export function floorDivide<A extends Operand, B extends Operand>(
  a: A,
  b: B,
  options?: OperateOptions,
): SignalOf<A, B> {
  return operate("floorDivide", floorDivideArrays, a, b, options);
}

/** The remainder, with the sign of the divisor, element by element. See {@link add}. */
export function mod<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("mod", modArrays, a, b, options);
}

/** The power, element by element. See {@link add}. */
export function power<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("power", powerArrays, a, b, options);
}

/** Bits shifted to the left, element by element. See {@link add}. */
export function leftShift<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("leftShift", leftShiftArrays, a, b, options);
}

/** Bits shifted to the right, element by element. See {@link add}. */
export function rightShift<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("rightShift", rightShiftArrays, a, b, options);
}

/** Bits set in both (logical and of booleans), element by element. See {@link add}. */
export function bitwiseAnd<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("bitwiseAnd", bitwiseAndArrays, a, b, options);
}

/** Bits set in one or both (logical or of booleans), element by element. See {@link add}. */
export function bitwiseOr<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("bitwiseOr", bitwiseOrArrays, a, b, options);
}

/** Bits set in one only, element by element. See {@link add}. */
export function bitwiseXor<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("bitwiseXor", bitwiseXorArrays, a, b, options);
}

/** The quotient rounded down and the remainder, as two signals. See {@link add}. */
export function divmod<A extends Operand, B extends Operand>(a: A, b: B): [SignalOf<A, B>, SignalOf<A, B>] {
  return [floorDivide(a, b), mod(a, b)];
}

/** The elements with their sign changed. The result is like the signal, without noise properties. @throws BAD_DTYPE */
export function negative<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return operateUnary("negative", negativeArrays, signal, options);
}

/** A copy of the elements. The result is like the signal, without noise properties. @throws BAD_DTYPE */
export function positive<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return operateUnary("positive", positiveArrays, signal, options);
}

/** The absolute values; magnitudes of complex numbers. The result is like the signal, without noise properties. @throws BAD_DTYPE */
export function absolute<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return operateUnary("absolute", absoluteArrays, signal, options);
}

/** Bits inverted (logical not of booleans). The result is like the signal, without noise properties. @throws BAD_DTYPE */
export function invert<S extends SignalLike>(signal: S, options?: OperateOptions): S {
  return operateUnary("invert", invertArrays, signal, options);
}
