import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { codeOf } from "../golden/errors.js";
import {
  arange,
  array,
  asArray,
  type Complex,
  createRuntime,
  type DType,
  diag,
  eye,
  fromFunction,
  full,
  fullLike,
  geomspace,
  indices,
  linspace,
  meshgrid,
  multiply,
  type NDArray,
  type Nested,
  ones,
  onesLike,
  reshape,
  tri,
  tril,
  withRuntime,
  zeros,
  zerosLike,
} from "./index.js";

describe("array", () => {
  it("is typed by what it is made of", () => {
    expectTypeOf(array([1, 2])).toEqualTypeOf<NDArray<"float64">>();
    expectTypeOf(array([[1], [2.5]])).toEqualTypeOf<NDArray<"float64">>();
    expectTypeOf(array(3)).toEqualTypeOf<NDArray<"float64">>();
    expectTypeOf(array([])).toEqualTypeOf<NDArray<"float64">>();
    expectTypeOf(array([true, false])).toEqualTypeOf<NDArray<"bool">>();
    expectTypeOf(array([[1n]])).toEqualTypeOf<NDArray<"int64">>();
    expectTypeOf(array([{ re: 1, im: 2 }])).toEqualTypeOf<NDArray<"complex128">>();
    expectTypeOf(array(new Float32Array(2))).toEqualTypeOf<NDArray<"float32">>();
    expectTypeOf(array([new Uint16Array(2)])).toEqualTypeOf<NDArray<"uint16">>();
    expectTypeOf(array(array([true]))).toEqualTypeOf<NDArray<"bool">>();
    expectTypeOf(array([1], { dtype: "int8" })).toEqualTypeOf<NDArray<"int8">>();
    expectTypeOf(array([1] as Nested)).toEqualTypeOf<NDArray<DType>>();
    expectTypeOf(full([2], true)).toEqualTypeOf<NDArray<"bool">>();
    expectTypeOf(full([2], 1, { dtype: "uint8" })).toEqualTypeOf<NDArray<"uint8">>();
    expectTypeOf(zerosLike(array([true]))).toEqualTypeOf<NDArray<"bool">>();
    expectTypeOf(array([{ re: 1, im: 2 }]).get(0)).toEqualTypeOf<Complex>();
  });

  it("has the dtype that its type says", () => {
    const made: readonly [NDArray, DType][] = [
      [array([1, 2]), "float64"],
      [array([]), "float64"],
      [array([true]), "bool"],
      [array([1n, true]), "int64"],
      [array([1n, 2]), "float64"],
      [array([1, { re: 0, im: 1 }]), "complex128"],
      [array(new Uint8ClampedArray([300])), "uint8"],
      [array([new Float32Array(2), new Int8Array(2)]), "float32"],
      [array([array([true]), new Int16Array(1)]), "int16"],
      [full([1], 2n), "int64"],
    ];
    for (const [a, dtype] of made) expect(a.dtype).toBe(dtype);
  });

  it("copies what it is made of", () => {
    const data = new Float32Array([1, 2]);
    const a = array(data);
    const b = array(a);
    data[0] = 9;
    a.set([1], 8);
    expect(b.toNested()).toEqual([1, 2]);
  });

  it("takes typed arrays and arrays inside lists", () => {
    const a = array([new Float32Array([1, 2]), [3, 4], array([5, 6])]);
    expect(a.dtype).toBe("float64");
    expect(a.toNested()).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(array([[array(1), 2], new Int8Array([3, 4])]).toNested()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(array([arange(6).reshape([2, 3]).T, zeros([3, 2])]).shape).toEqual([2, 3, 2]);
  });

  it("keeps clamped data from clamping", () => {
    const a = array(new Uint8ClampedArray([1]));
    a.set([0], 257);
    expect(a.get(0)).toBe(1);
  });

  it("gives back what it was made of", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double(), fc.double(), fc.double()), { minLength: 1 }), (rows) => {
        expect(array(rows).toNested()).toEqual(rows);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { minLength: 1 }), (row) => {
        expect(array(row).toNested()).toEqual(row);
      }),
    );
  });
});

describe("creation", () => {
  it("binds to the runtime that is asked for or that the input has", () => {
    const runtime = createRuntime({ plugins: [] });
    const bound = withRuntime(runtime, array([1, 2]));
    const made = [
      array([1], { runtime }),
      array(new Float32Array(1), { runtime }),
      array([bound, bound]),
      zeros(2, { runtime }),
      full(2, 1, { runtime }),
      arange(3, { runtime }),
      linspace(0, 1, { runtime }),
      linspace(bound, 5),
      eye(2, { runtime }),
      diag(bound),
      zerosLike(bound),
      onesLike(bound),
      fullLike(bound, 3),
      indices([2], { runtime }),
      tril(reshape(bound, [1, 2])),
    ];
    for (const a of made) expect(a.runtime).toBe(runtime);
  });

  it("counts with arange without adding up errors, also in bigints", () => {
    expect(arange(0, 1e5, 0.1).get(-1)).toBe(999999 * 0.1);
    expect(arange(3n).toNested()).toEqual([0n, 1n, 2n]);
    expect(arange(2n ** 62n, 2n ** 62n + 5n, 2n).toNested()).toEqual([2n ** 62n, 2n ** 62n + 2n, 2n ** 62n + 4n]);
    expect(arange(5n, 0n, -2n).toNested()).toEqual([5n, 3n, 1n]);
    expect(arange(0n, 5n, -2n).toNested()).toEqual([]);
    expect(arange(4, { dtype: "complex64" }).get(2)).toEqual({ re: 2, im: 0 });
    expectTypeOf(arange(1, 2, { dtype: "int8" })).toEqualTypeOf<NDArray<"int8">>();
  });

  it("ends linspace at its end and tells the step", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.integer({ min: 2, max: 50 }),
        (start, stop, num) => {
          const values = linspace(start, stop, { num });
          expect(values.shape).toEqual([num]);
          // As in NumPy, a start of -0 becomes 0.
          expect(values.get(0)).toBe(start + 0);
          expect(values.get(-1)).toBe(stop);
        },
      ),
    );
    expect(linspace(0, 10, { num: 5, retstep: true }).step).toBe(2.5);
    expect(linspace(0, 10, { num: 5, endpoint: false, retstep: true }).step).toBe(2);
    expect(linspace(0, 10, { num: 1, retstep: true }).step).toBeNaN();
  });

  it("calls a function with the coordinates of a grid", () => {
    expect(fromFunction((i, j) => multiply(i, j), [3, 3]).toNested()).toEqual([
      [0, 0, 0],
      [0, 1, 2],
      [0, 2, 4],
    ]);
  });

  it("gives meshgrid arrays of their own", () => {
    const [x] = meshgrid([
      [1, 2],
      [3, 4],
    ]) as [NDArray];
    x.set([0, 0], 9);
    expect(x.toNested()).toEqual([
      [9, 2],
      [1, 2],
    ]);
  });

  it("refuses what cannot be made, quickly and with a code", () => {
    const huge = 2 ** 45;
    const wrong: readonly [string, () => unknown][] = [
      ["BAD_SHAPE", () => array([[1, 2], [3]])],
      ["BAD_SHAPE", () => array([[1], 2])],
      ["BAD_SHAPE", () => array([1, [2]])],
      ["BAD_SHAPE", () => array([new Float32Array(2), new Float32Array(3)])],
      ["BAD_ARGUMENT", () => array(["a"])],
      ["BAD_ARGUMENT", () => array("12" as never)],
      ["BAD_ARGUMENT", () => array(null as never)],
      ["BAD_ARGUMENT", () => array([undefined])],
      ["BAD_DTYPE", () => array([1], { dtype: "float16" as DType })],
      ["BAD_DTYPE", () => array(new DataView(new ArrayBuffer(8)) as never)],
      ["BAD_SHAPE", () => array(nest(40))],
      ["BAD_SHAPE", () => array(endless())],
      ["BAD_SHAPE", () => zeros([-1])],
      ["BAD_SHAPE", () => zeros([1.5])],
      ["BAD_SHAPE", () => zeros([huge, huge])],
      ["OUT_OF_MEMORY", () => zeros(huge)],
      ["OUT_OF_MEMORY", () => ones([1e6, 1e6])],
      ["OUT_OF_MEMORY", () => arange(1e15)],
      ["OUT_OF_MEMORY", () => arange(0, 1, 1e-300)],
      ["OUT_OF_MEMORY", () => eye(1e7)],
      ["OUT_OF_MEMORY", () => linspace(0, 1, { num: 1e13 })],
      ["BAD_VALUE", () => arange(0, 1, 0)],
      ["BAD_VALUE", () => arange(Number.NaN)],
      ["BAD_VALUE", () => arange(0, Number.POSITIVE_INFINITY)],
      ["BAD_VALUE", () => linspace(0, 1, { num: -1 })],
      ["BAD_VALUE", () => linspace(0, 1, { num: 2.5 })],
      ["BAD_ARGUMENT", () => linspace(0, 1, 5 as never)],
      ["BAD_ARGUMENT", () => linspace("0" as never, 1)],
      ["BAD_DTYPE", () => linspace(asArray({ re: 0, im: 1 }), 1)],
      ["BAD_VALUE", () => geomspace(0, 1)],
      ["BAD_VALUE", () => geomspace(-1, 1)],
      ["BAD_VALUE", () => eye(2, { k: 0.5 })],
      ["BAD_SHAPE", () => eye(-2)],
      ["BAD_SHAPE", () => tri(2.5)],
      ["BAD_SHAPE", () => diag(zeros([1, 1, 1]))],
      ["BAD_SHAPE", () => tril([1, 2])],
      ["BAD_VALUE", () => meshgrid([[1]], { indexing: "yx" as never })],
      ["BAD_SHAPE", () => fullLike([1, 2], [1, 2, 3])],
      ["BAD_ARGUMENT", () => full([2], "1" as never)],
    ];
    const start = performance.now();
    for (const [code, call] of wrong) expect(codeOf(call), String(call)).toBe(code);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

function nest(depth: number): unknown[] {
  return depth === 0 ? [1] : [nest(depth - 1)];
}

function endless(): unknown[] {
  const list: unknown[] = [];
  list.push(list);
  return list;
}
