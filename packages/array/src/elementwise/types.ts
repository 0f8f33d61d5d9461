import type { DTypeOf } from "../create-types.js";
import type { Complex, DType } from "../dtype.js";

/** NumPy's `promote_types` for the compiler. */
// biome-ignore format: a table is read in columns
export interface Promotions {
  bool: { bool: "bool"; int8: "int8"; int16: "int16"; int32: "int32"; int64: "int64"; uint8: "uint8"; uint16: "uint16"; uint32: "uint32"; uint64: "uint64"; float32: "float32"; float64: "float64"; complex64: "complex64"; complex128: "complex128" };
  int8: { bool: "int8"; int8: "int8"; int16: "int16"; int32: "int32"; int64: "int64"; uint8: "int16"; uint16: "int32"; uint32: "int64"; uint64: "float64"; float32: "float32"; float64: "float64"; complex64: "complex64"; complex128: "complex128" };
  int16: { bool: "int16"; int8: "int16"; int16: "int16"; int32: "int32"; int64: "int64"; uint8: "int16"; uint16: "int32"; uint32: "int64"; uint64: "float64"; float32: "float32"; float64: "float64"; complex64: "complex64"; complex128: "complex128" };
  int32: { bool: "int32"; int8: "int32"; int16: "int32"; int32: "int32"; int64: "int64"; uint8: "int32"; uint16: "int32"; uint32: "int64"; uint64: "float64"; float32: "float64"; float64: "float64"; complex64: "complex128"; complex128: "complex128" };
  int64: { bool: "int64"; int8: "int64"; int16: "int64"; int32: "int64"; int64: "int64"; uint8: "int64"; uint16: "int64"; uint32: "int64"; uint64: "float64"; float32: "float64"; float64: "float64"; complex64: "complex128"; complex128: "complex128" };
  uint8: { bool: "uint8"; int8: "int16"; int16: "int16"; int32: "int32"; int64: "int64"; uint8: "uint8"; uint16: "uint16"; uint32: "uint32"; uint64: "uint64"; float32: "float32"; float64: "float64"; complex64: "complex64"; complex128: "complex128" };
  uint16: { bool: "uint16"; int8: "int32"; int16: "int32"; int32: "int32"; int64: "int64"; uint8: "uint16"; uint16: "uint16"; uint32: "uint32"; uint64: "uint64"; float32: "float32"; float64: "float64"; complex64: "complex64"; complex128: "complex128" };
  uint32: { bool: "uint32"; int8: "int64"; int16: "int64"; int32: "int64"; int64: "int64"; uint8: "uint32"; uint16: "uint32"; uint32: "uint32"; uint64: "uint64"; float32: "float64"; float64: "float64"; complex64: "complex128"; complex128: "complex128" };
  uint64: { bool: "uint64"; int8: "float64"; int16: "float64"; int32: "float64"; int64: "float64"; uint8: "uint64"; uint16: "uint64"; uint32: "uint64"; uint64: "uint64"; float32: "float64"; float64: "float64"; complex64: "complex128"; complex128: "complex128" };
  float32: { bool: "float32"; int8: "float32"; int16: "float32"; int32: "float64"; int64: "float64"; uint8: "float32"; uint16: "float32"; uint32: "float64"; uint64: "float64"; float32: "float32"; float64: "float64"; complex64: "complex64"; complex128: "complex128" };
  float64: { bool: "float64"; int8: "float64"; int16: "float64"; int32: "float64"; int64: "float64"; uint8: "float64"; uint16: "float64"; uint32: "float64"; uint64: "float64"; float32: "float64"; float64: "float64"; complex64: "complex128"; complex128: "complex128" };
  complex64: { bool: "complex64"; int8: "complex64"; int16: "complex64"; int32: "complex128"; int64: "complex128"; uint8: "complex64"; uint16: "complex64"; uint32: "complex128"; uint64: "complex128"; float32: "complex64"; float64: "complex128"; complex64: "complex64"; complex128: "complex128" };
  complex128: { bool: "complex128"; int8: "complex128"; int16: "complex128"; int32: "complex128"; int64: "complex128"; uint8: "complex128"; uint16: "complex128"; uint32: "complex128"; uint64: "complex128"; float32: "complex128"; float64: "complex128"; complex64: "complex128"; complex128: "complex128" };
}

/** A scalar operand by its kind, for it weighs less than an array; the dtype of everything else. */
type Operand<X> = X extends number
  ? "number"
  : X extends bigint
    ? "bigint"
    : X extends boolean
      ? "boolean"
      : X extends Complex
        ? "pair"
        : DTypeOf<X>;

type Inexact = "float32" | "float64" | "complex64" | "complex128";

/** An array with a scalar: the dtype of the array where the kind of the scalar fits in; what whole numbers give depends on the value. */
type WithScalar<D extends DType, S> = S extends "boolean"
  ? D
  : D extends Inexact
    ? S extends "pair"
      ? Promotions[D]["complex64"]
      : D
    : DType;

/** The dtype of `a + b`, as far as the compiler can see it. */
export type Promoted<A, B> =
  Operand<A> extends infer X
    ? Operand<B> extends infer Y
      ? X extends DType
        ? Y extends DType
          ? Promotions[X][Y]
          : WithScalar<X, Y>
        : Y extends DType
          ? WithScalar<Y, X>
          : X extends "number"
            ? Y extends "number"
              ? "float64"
              : DType
            : DType
      : never
    : never;

/** The dtype of functions that keep floats and complex numbers: `sin`, `floor`, `negative`, … */
export type Kept<A> = KeptDType<DTypeOf<A>>;

/** The dtype of functions of two operands that keep floats and complex numbers: `power`, `mod`, … */
export type KeptBoth<A, B> = KeptDType<Promoted<A, B>>;

type KeptDType<D> = D extends Inexact ? D : DType;

/** The dtype of true division: whole numbers give float64. */
export type Divided<A, B> =
  Promoted<A, B> extends infer D ? (D extends Inexact ? D : DType extends D ? DType : "float64") : never;

/** The dtype of moduli and parts of complex numbers. */
export type Real<A> =
  DTypeOf<A> extends infer D extends DType
    ? D extends "complex64"
      ? "float32"
      : D extends "complex128"
        ? "float64"
        : D
    : never;
