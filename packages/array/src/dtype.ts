import { coreError, describeValue } from "./errors.js";

/** The element types; complex numbers are stored interleaved (real, imaginary, real, …). */
export type DType =
  | "bool"
  | "int8"
  | "int16"
  | "int32"
  | "int64"
  | "uint8"
  | "uint16"
  | "uint32"
  | "uint64"
  | "float32"
  | "float64"
  | "complex64"
  | "complex128";

/** Any typed array that can hold elements. */
export type TypedArray =
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** The typed array that holds elements of a dtype. */
export type DataOf<D extends DType> = {
  bool: Uint8Array;
  int8: Int8Array;
  int16: Int16Array;
  int32: Int32Array;
  int64: BigInt64Array;
  uint8: Uint8Array;
  uint16: Uint16Array;
  uint32: Uint32Array;
  uint64: BigUint64Array;
  float32: Float32Array;
  float64: Float64Array;
  complex64: Float32Array;
  complex128: Float64Array;
}[D];

/** A complex number. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** One element as JavaScript sees it. */
export type Scalar = number | bigint | boolean | Complex;

/** The element of a dtype as JavaScript sees it. */
export type ScalarOf<D extends DType> = D extends "bool"
  ? boolean
  : D extends "int64" | "uint64"
    ? bigint
    : D extends "complex64" | "complex128"
      ? Complex
      : number;

/** The kinds of dtypes, in the order of promotion. */
export type Kind = "bool" | "uint" | "int" | "float" | "complex";

interface Row {
  readonly kind: Kind;
  /** Bytes of one element. */
  readonly bytes: number;
  readonly make: (length: number) => TypedArray;
}

const rows: Readonly<Record<DType, Row>> = {
  bool: { kind: "bool", bytes: 1, make: (length) => new Uint8Array(length) },
  int8: { kind: "int", bytes: 1, make: (length) => new Int8Array(length) },
  int16: { kind: "int", bytes: 2, make: (length) => new Int16Array(length) },
  int32: { kind: "int", bytes: 4, make: (length) => new Int32Array(length) },
  int64: { kind: "int", bytes: 8, make: (length) => new BigInt64Array(length) },
  uint8: { kind: "uint", bytes: 1, make: (length) => new Uint8Array(length) },
  uint16: { kind: "uint", bytes: 2, make: (length) => new Uint16Array(length) },
  uint32: { kind: "uint", bytes: 4, make: (length) => new Uint32Array(length) },
  uint64: { kind: "uint", bytes: 8, make: (length) => new BigUint64Array(length) },
  float32: { kind: "float", bytes: 4, make: (length) => new Float32Array(length) },
  float64: { kind: "float", bytes: 8, make: (length) => new Float64Array(length) },
  complex64: { kind: "complex", bytes: 8, make: (length) => new Float32Array(2 * length) },
  complex128: { kind: "complex", bytes: 16, make: (length) => new Float64Array(2 * length) },
};

/** All dtypes. */
export const dtypes: readonly DType[] = /* @__PURE__ */ Object.keys(rows) as DType[];

/** Whether a value names a dtype. */
export function isDType(value: unknown): value is DType {
  return typeof value === "string" && Object.hasOwn(rows, value);
}

/** The dtype that is meant, or BAD_DTYPE. */
export function checkDType(value: unknown): DType {
  if (isDType(value)) return value;
  throw coreError("BAD_DTYPE", `dtype: got ${describeValue(value)}, allowed are ${Object.keys(rows).join(", ")}.`);
}

/** The kind of a dtype. */
export function kindOf(dtype: DType): Kind {
  return rows[dtype].kind;
}

/** Bytes of one element. */
export function bytesOf(dtype: DType): number {
  return rows[dtype].bytes;
}

/** Whether the dtype is complex. */
export function isComplexDType(dtype: DType): dtype is "complex64" | "complex128" {
  return rows[dtype].kind === "complex";
}

/** Whether the dtype is stored in a BigInt array. */
export function isBigDType(dtype: DType): dtype is "int64" | "uint64" {
  return dtype === "int64" || dtype === "uint64";
}

/**
 * Zeroed data for that many elements.
 * @throws OUT_OF_MEMORY when the engine refuses the size
 */
export function makeData<D extends DType>(dtype: D, size: number): DataOf<D> {
  try {
    return rows[dtype].make(size) as DataOf<D>;
  } catch (cause) {
    throw coreError("OUT_OF_MEMORY", `cannot allocate ${size} elements of ${dtype} (${size * bytesOf(dtype)} bytes).`, {
      cause,
    });
  }
}

/** The dtype that a typed array holds by itself: `Uint8Array` is uint8 (not bool), `Float64Array` float64 (not complex). */
export function dtypeOfData(data: ArrayBufferView): DType {
  const name = (data as { readonly [Symbol.toStringTag]?: string })[Symbol.toStringTag] ?? "";
  const dtype =
    name === "BigInt64Array"
      ? "int64"
      : name === "BigUint64Array"
        ? "uint64"
        : name === "Uint8ClampedArray"
          ? "uint8"
          : name.replace("Array", "").toLowerCase();
  return checkDType(dtype);
}

/** The real dtype of the parts of a complex dtype; other dtypes are returned as they are. */
export function realDType(dtype: DType): DType {
  return dtype === "complex64" ? "float32" : dtype === "complex128" ? "float64" : dtype;
}

/**
 * The dtype that both fit in, by NumPy's `promote_types` (int64 with uint64 gives float64).
 */
export function promoteTypes(a: DType, b: DType): DType {
  if (a === b) return a;
  const kinds = [kindOf(a), kindOf(b)];
  if (kinds[0] === "bool") return b;
  if (kinds[1] === "bool") return a;
  const complex = kinds.includes("complex");
  const first = realDType(a);
  const second = realDType(b);
  const real = promoteReal(first, second);
  if (!complex) return real;
  return real === "float32" ? "complex64" : "complex128";
}

const complexity: Readonly<Record<Kind, number>> = { bool: 0, uint: 1, int: 1, float: 2, complex: 3 };

/**
 * The dtype that all fit in, by NumPy's `result_type`, in whatever order they stand: floats go before whole numbers, so that
 * int16, uint16 and float32 give float32, although int16 and uint16 alone would give int32.
 * @throws BAD_DTYPE for none
 */
export function resultType(...given: readonly DType[]): DType {
  if (given.length === 0) throw coreError("BAD_DTYPE", "resultType: got no dtypes, expected one or more.");
  const rank = (dtype: DType): number => complexity[kindOf(checkDType(dtype))];
  return [...given].sort((a, b) => rank(b) - rank(a)).reduce(promoteTypes);
}

function promoteReal(a: DType, b: DType): DType {
  const [kindA, kindB] = [kindOf(a), kindOf(b)];
  const [bytesA, bytesB] = [bytesOf(a), bytesOf(b)];
  if (kindA === kindB) return bytesA >= bytesB ? a : b;
  if (kindA === "float" || kindB === "float") {
    const [float, other] = kindA === "float" ? [a, b] : [b, a];
    return float === "float32" && bytesOf(other) > 2 ? "float64" : float;
  }
  const [signed, unsigned] = kindA === "int" ? [bytesA, bytesB] : [bytesB, bytesA];
  if (signed > unsigned) return `int${8 * signed}` as DType;
  return unsigned >= 8 ? "float64" : (`int${16 * unsigned}` as DType);
}
