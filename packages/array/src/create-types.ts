import type { Complex, DType } from "./dtype.js";

/** The dtype of a typed array by its name. */
interface Tags {
  Int8Array: "int8";
  Int16Array: "int16";
  Int32Array: "int32";
  BigInt64Array: "int64";
  Uint8Array: "uint8";
  Uint8ClampedArray: "uint8";
  Uint16Array: "uint16";
  Uint32Array: "uint32";
  BigUint64Array: "uint64";
  Float32Array: "float32";
  Float64Array: "float64";
}

/** The elements of nested lists, down to eight levels. */
type ElementOf<T, Depth extends readonly unknown[] = []> = Depth["length"] extends 8
  ? unknown
  : T extends readonly (infer E)[]
    ? ElementOf<E, [...Depth, 0]>
    : T;

/** What one element gives: numbers float64, booleans bool, bigints int64, `{ re, im }` complex128. */
export type DTypeOfScalar<E> = E extends number
  ? "float64"
  : E extends boolean
    ? "bool"
    : E extends bigint
      ? "int64"
      : E extends Complex
        ? "complex128"
        : E extends { readonly dtype: infer D extends DType }
          ? D
          : E extends { readonly [Symbol.toStringTag]: infer Tag extends keyof Tags }
            ? Tags[Tag]
            : DType;

/** The dtype that `array(values)` gives, as far as the compiler can see it. */
export type DTypeOf<T> = 0 extends 1 & T
  ? DType
  : [ElementOf<T>] extends [never]
    ? "float64"
    : unknown extends ElementOf<T>
      ? DType
      : DTypeOfScalar<ElementOf<T>>;
