import {
  type DType,
  isComplexDType,
  kindOf,
  type NDArray,
  type Nested,
  reshape,
  type Scalar,
  toNested,
} from "@core/array";
import { isCoreError } from "@core/array/runtime";

/** Bytes of their base64 text. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** An array's elements in C order. */
export function flatOf(a: NDArray): Scalar[] {
  return toNested(reshape(a, -1)) as Scalar[];
}

/** Elements as golden files write them. */
export function numbersOf(values: readonly unknown[], dtype: DType): Nested[] {
  const real = (value: unknown): number =>
    ({ inf: Number.POSITIVE_INFINITY, "-inf": Number.NEGATIVE_INFINITY, nan: Number.NaN })[value as string] ??
    Number(value);
  return values.map((value) => {
    if (isComplexDType(dtype)) {
      const [re, im] = value as [unknown, unknown];
      return { re: real(re), im: real(im) };
    }
    if (dtype === "int64" || dtype === "uint64") return BigInt(value as string);
    return kindOf(dtype) === "bool" ? (value as boolean) : real(value);
  });
}

/** The base64 text of bytes. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** The code of the error that an action throws, or what happened instead. */
export function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return isCoreError(error) ? error.code : `not coded: ${error}`;
  }
  return "nothing thrown";
}
