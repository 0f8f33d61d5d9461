import {
  arctan2 as arctan2Arrays,
  copysign as copysignArrays,
  fmax as fmaxArrays,
  fmin as fminArrays,
  heaviside as heavisideArrays,
  hypot as hypotArrays,
  logicalAnd as logicalAndArrays,
  logicalOr as logicalOrArrays,
  logicalXor as logicalXorArrays,
  maximum as maximumArrays,
  minimum as minimumArrays,
} from "@core/array";
import { applyToPair, type Operand, type OperateOptions, type SignalOf } from "./operate.js";

/**
 * The larger of two elements; NaN where one is, element by element. Operands are broadcast as by `add`. The result is titled `maximum(A, B)` after signals of the titles A and B,
 * unless `autoTitle` is false or it is written in place.
 * @throws BAD_SHAPE when the sizes do not fit, BAD_DTYPE, UNSUPPORTED for signals that are ragged or in colours
 */
export function maximum<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return applyToPair("maximum", maximumArrays, a, b, options);
}

/** The smaller of two elements; NaN where one is. See {@link maximum}. */
export function minimum<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return applyToPair("minimum", minimumArrays, a, b, options);
}

/** The larger of two elements; the other one where one is NaN. See {@link maximum}. */
export function fmax<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return applyToPair("fmax", fmaxArrays, a, b, options);
}

/** The smaller of two elements; the other one where one is NaN. See {@link maximum}. */
export function fmin<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return applyToPair("fmin", fminArrays, a, b, options);
}

/** The angle of the point (b, a), in radians. See {@link maximum}. */
export function arctan2<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return applyToPair("arctan2", arctan2Arrays, a, b, options);
}

/** The square root of the sum of both squares. See {@link maximum}. */
export function hypot<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return applyToPair("hypot", hypotArrays, a, b, options);
}

/** The first element with the sign of the second. See {@link maximum}. */
export function copysign<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return applyToPair("copysign", copysignArrays, a, b, options);
}

/** 0 for negative elements, 1 for positive ones, the second element for 0. See {@link maximum}. */
export function heaviside<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return applyToPair("heaviside", heavisideArrays, a, b, options);
}

/** Whether both elements are not 0, as a signal of booleans. See {@link maximum}. */
export function logicalAnd<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return applyToPair("logicalAnd", logicalAndArrays, a, b, options);
}

/** Whether one of the elements is not 0, as a signal of booleans. See {@link maximum}. */
export function logicalOr<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return applyToPair("logicalOr", logicalOrArrays, a, b, options);
}

/** Whether just one of the elements is not 0, as a signal of booleans. See {@link maximum}. */
export function logicalXor<A extends Operand, B extends Operand>(a: A, b: B, options?: OperateOptions): SignalOf<A, B> {
  return applyToPair("logicalXor", logicalXorArrays, a, b, options);
}
