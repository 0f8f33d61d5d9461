import {
  equal as equalArrays,
  greater as greaterArrays,
  greaterEqual as greaterEqualArrays,
  less as lessArrays,
  lessEqual as lessEqualArrays,
  notEqual as notEqualArrays,
} from "@core/array";
import { type Operand, type OperateOptions, operate, type SignalOf } from "./operate.js";

/** Whether elements are equal, element by element, as a signal of booleans. Operands as for `add`. */
export function equal<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("equal", equalArrays, a, b, options);
}

/** Whether elements differ, element by element, as a signal of booleans. Operands as for `add`. */
export function notEqual<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("notEqual", notEqualArrays, a, b, options);
}

/** Whether elements are less, element by element, as a signal of booleans. Operands as for `add`. */
export function less<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("less", lessArrays, a, b, options);
}

/** Whether elements are less or equal, element by element, as a signal of booleans. Operands as for `add`. */
export function lessEqual<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("lessEqual", lessEqualArrays, a, b, options);
}

/** Whether elements are greater, element by element, as a signal of booleans. Operands as for `add`. */
export function greater<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return operate("greater", greaterArrays, a, b, options);
}

/** Whether elements are greater or equal, element by element, as a signal of booleans. Operands as for `add`. */
export function greaterEqual<A extends Operand, B extends Operand>(
  a: A,
  b: B,
  options?: OperateOptions,
): SignalOf<A, B> {
  return operate("greaterEqual", greaterEqualArrays, a, b, options);
}
