import type { DType } from "@core/array";

/** Numbers of the data types of elements. */
export const mi = {
  int8: 1,
  uint8: 2,
  int16: 3,
  uint16: 4,
  int32: 5,
  uint32: 6,
  single: 7,
  double: 9,
  int64: 12,
  uint64: 13,
  matrix: 14,
  compressed: 15,
  utf8: 16,
  utf16: 17,
  utf32: 18,
} as const;

/** Numbers of the classes of arrays. */
export const mx = {
  cell: 1,
  struct: 2,
  object: 3,
  char: 4,
  sparse: 5,
  double: 6,
  single: 7,
  int8: 8,
  uint8: 9,
  int16: 10,
  uint16: 11,
  int32: 12,
  uint32: 13,
  int64: 14,
  uint64: 15,
  function: 16,
  opaque: 17,
} as const;

/** dtypes of data types that hold numbers. */
export const dtypeOfType: Readonly<Record<number, DType>> = {
  [mi.int8]: "int8",
  [mi.uint8]: "uint8",
  [mi.int16]: "int16",
  [mi.uint16]: "uint16",
  [mi.int32]: "int32",
  [mi.uint32]: "uint32",
  [mi.single]: "float32",
  [mi.double]: "float64",
  [mi.int64]: "int64",
  [mi.uint64]: "uint64",
};

/** Bytes of one number of a dtype that files have. */
export const widthOf: Readonly<Partial<Record<DType, number>>> = {
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  float64: 8,
  int64: 8,
  uint64: 8,
};

/** dtypes of classes that hold numbers. */
export const dtypeOfClass: Readonly<Record<number, DType>> = {
  [mx.double]: "float64",
  [mx.single]: "float32",
  [mx.int8]: "int8",
  [mx.uint8]: "uint8",
  [mx.int16]: "int16",
  [mx.uint16]: "uint16",
  [mx.int32]: "int32",
  [mx.uint32]: "uint32",
  [mx.int64]: "int64",
  [mx.uint64]: "uint64",
};

/** Names of classes, as MATLAB says them. */
export const classNames: Readonly<Record<number, string>> = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ Object.entries(mx).map(([name, number]) => [number, name]),
);

/** The number of a class or data type by dtype. */
export function numberOfDType(table: Readonly<Record<number, DType>>, dtype: DType): number | undefined {
  const found = Object.entries(table).find(([, one]) => one === dtype);
  return found === undefined ? undefined : Number(found[0]);
}
