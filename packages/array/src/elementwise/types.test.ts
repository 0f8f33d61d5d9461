import { describe, expect, expectTypeOf, it } from "vitest";
import type { Complex, DType } from "../dtype.js";
import { dtypes, promoteTypes } from "../dtype.js";
import {
  absolute,
  add,
  array,
  divide,
  exp,
  greater,
  maximum,
  multiply,
  type NDArray,
  negative,
  power,
  real,
  sum,
  where,
  zeros,
} from "../index.js";
import type { Promotions } from "./types.js";

// biome-ignore format: a table is read in columns
const table: Promotions = {
  bool: { bool: "bool", int8: "int8", int16: "int16", int32: "int32", int64: "int64", uint8: "uint8", uint16: "uint16", uint32: "uint32", uint64: "uint64", float32: "float32", float64: "float64", complex64: "complex64", complex128: "complex128" },
  int8: { bool: "int8", int8: "int8", int16: "int16", int32: "int32", int64: "int64", uint8: "int16", uint16: "int32", uint32: "int64", uint64: "float64", float32: "float32", float64: "float64", complex64: "complex64", complex128: "complex128" },
  int16: { bool: "int16", int8: "int16", int16: "int16", int32: "int32", int64: "int64", uint8: "int16", uint16: "int32", uint32: "int64", uint64: "float64", float32: "float32", float64: "float64", complex64: "complex64", complex128: "complex128" },
  int32: { bool: "int32", int8: "int32", int16: "int32", int32: "int32", int64: "int64", uint8: "int32", uint16: "int32", uint32: "int64", uint64: "float64", float32: "float64", float64: "float64", complex64: "complex128", complex128: "complex128" },
  int64: { bool: "int64", int8: "int64", int16: "int64", int32: "int64", int64: "int64", uint8: "int64", uint16: "int64", uint32: "int64", uint64: "float64", float32: "float64", float64: "float64", complex64: "complex128", complex128: "complex128" },
  uint8: { bool: "uint8", int8: "int16", int16: "int16", int32: "int32", int64: "int64", uint8: "uint8", uint16: "uint16", uint32: "uint32", uint64: "uint64", float32: "float32", float64: "float64", complex64: "complex64", complex128: "complex128" },
  uint16: { bool: "uint16", int8: "int32", int16: "int32", int32: "int32", int64: "int64", uint8: "uint16", uint16: "uint16", uint32: "uint32", uint64: "uint64", float32: "float32", float64: "float64", complex64: "complex64", complex128: "complex128" },
  uint32: { bool: "uint32", int8: "int64", int16: "int64", int32: "int64", int64: "int64", uint8: "uint32", uint16: "uint32", uint32: "uint32", uint64: "uint64", float32: "float64", float64: "float64", complex64: "complex128", complex128: "complex128" },
  uint64: { bool: "uint64", int8: "float64", int16: "float64", int32: "float64", int64: "float64", uint8: "uint64", uint16: "uint64", uint32: "uint64", uint64: "uint64", float32: "float64", float64: "float64", complex64: "complex128", complex128: "complex128" },
  float32: { bool: "float32", int8: "float32", int16: "float32", int32: "float64", int64: "float64", uint8: "float32", uint16: "float32", uint32: "float64", uint64: "float64", float32: "float32", float64: "float64", complex64: "complex64", complex128: "complex128" },
  float64: { bool: "float64", int8: "float64", int16: "float64", int32: "float64", int64: "float64", uint8: "float64", uint16: "float64", uint32: "float64", uint64: "float64", float32: "float64", float64: "float64", complex64: "complex128", complex128: "complex128" },
  complex64: { bool: "complex64", int8: "complex64", int16: "complex64", int32: "complex128", int64: "complex128", uint8: "complex64", uint16: "complex64", uint32: "complex128", uint64: "complex128", float32: "complex64", float64: "complex128", complex64: "complex64", complex128: "complex128" },
  complex128: { bool: "complex128", int8: "complex128", int16: "complex128", int32: "complex128", int64: "complex128", uint8: "complex128", uint16: "complex128", uint32: "complex128", uint64: "complex128", float32: "complex128", float64: "complex128", complex64: "complex128", complex128: "complex128" },
};

describe("the dtypes that the compiler sees", () => {
  it("are those of promoteTypes", () => {
    for (const a of dtypes) for (const b of dtypes) expect(table[a][b]).toBe(promoteTypes(a, b));
  });

  it("follow arrays and scalars through functions, and are the dtypes at run time", () => {
    const float = array([1, 2, 3]);
    const single = zeros(3, { dtype: "float32" });
    const bytes = zeros(3, { dtype: "uint8" });
    const pairs = array([
      { re: 1, im: 2 },
      { re: 0, im: 0 },
      { re: 3, im: 4 },
    ]);

    const results = {
      float64: [
        add(float, 1),
        add(single, float),
        divide(bytes, bytes),
        add(1, 2),
        exp(float),
        real(pairs),
        absolute(pairs),
        where([true, false, true], float, 0),
      ],
      float32: [add(single, 1), multiply(single, bytes), negative(single), maximum(single, true), power(single, 2)],
      complex128: [add(pairs, 1), multiply(single, pairs), add(float, { re: 0, im: 1 })],
      uint8: [add(bytes, bytes), add(bytes, true)],
      bool: [greater(float, 1)],
    };
    for (const [dtype, arrays] of Object.entries(results))
      expect(arrays.map((a) => a.dtype)).toEqual(arrays.map(() => dtype));
    expectTypeOf(results.float64).toEqualTypeOf<NDArray<"float64">[]>();
    expectTypeOf(results.float32).toEqualTypeOf<NDArray<"float32">[]>();
    expectTypeOf(results.complex128).toEqualTypeOf<NDArray<"complex128">[]>();
    expectTypeOf(results.uint8).toEqualTypeOf<NDArray<"uint8">[]>();
    expectTypeOf(results.bool).toEqualTypeOf<NDArray<"bool">[]>();
    expectTypeOf(sum(add(float, 1))).toEqualTypeOf<number>();
    expectTypeOf(add(pairs, 1).get(0)).toEqualTypeOf<Complex>();
  });

  it("are open where the value decides, and those of the options", () => {
    const bytes = zeros(3, { dtype: "uint8" });
    expectTypeOf(add(bytes, 300)).toEqualTypeOf<NDArray<DType>>();
    expect(add(bytes, 300).dtype).toBe("uint16");
    expectTypeOf(add(bytes as NDArray, 1)).toEqualTypeOf<NDArray<DType>>();
    expectTypeOf(add(bytes, bytes, { dtype: "float32" })).toEqualTypeOf<NDArray<"float32">>();
    expectTypeOf(add(bytes, bytes, { out: zeros(3) })).toEqualTypeOf<NDArray<"float64">>();
    expectTypeOf(add(bytes, bytes, {})).toEqualTypeOf<NDArray<DType>>();
    // @ts-expect-error a misspelt option
    expect(() => add(bytes, bytes, { dtpye: "float32" })).toThrow('"dtpye" is not an option');
  });
});
