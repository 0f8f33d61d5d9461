import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import { arange, array, type NDArray, vectorize, vectorizeTuple, zeros } from "./index.js";

const sumOf = vectorize((a: number, b: number) => a + b);
const root = vectorize(Math.sqrt, { dtype: "float" });

describe("vectorize", () => {
  it("gives a number for numbers", () => {
    expect(sumOf(1, 2)).toBe(3);
    expect(root(4)).toBe(2);
  });

  it("broadcasts its operands", () => {
    const a = arange(3).reshape([3, 1]);
    expect(sumOf(a, [10, 20]).toNested()).toEqual([
      [10, 20],
      [11, 21],
      [12, 22],
    ]);
    expect(sumOf(a, array([[1, 2]]).slice(0, "::-1")).toNested()).toEqual([
      [2, 1],
      [3, 2],
      [4, 3],
    ]);
    expect(sumOf([[5]], 1).shape).toEqual([1, 1]);
    expect(sumOf(zeros([0, 2]), 1).shape).toEqual([0, 2]);
    expect(sumOf(array(5), [1]).toNested()).toEqual([6]);
  });

  it("takes any number of operands", () => {
    const four = vectorize((a: number, b: number, c: number, d: number) => 1000 * a + 100 * b + 10 * c + d);
    expect(four(1, [2, 3], 4, [5, 6]).toNested()).toEqual([1245, 1346]);
    const three = vectorize((a: number, b: number, c: number) => 100 * a + 10 * b + c);
    expect(three([1, 2], 3, 4).toNested()).toEqual([134, 234]);
  });

  it("reads any real dtype and gives the dtype that it is told", () => {
    expect(sumOf(array([1n, 2n], { dtype: "int64" }), array([true, false])).toNested()).toEqual([2, 2]);
    const whole = vectorize((a: number) => a / 2, { dtype: "int32" });
    expect(whole([3, 5]).dtype).toBe("int32");
    expect(whole([3, 5]).toNested()).toEqual([1, 2]);
    const dtype = (a: NDArray): string => root(a).dtype;
    expect(["float32", "int16", "uint8", "bool"].map((own) => dtype(zeros(2, { dtype: own as "bool" })))).toEqual(
      Array(4).fill("float32"),
    );
    expect(["float64", "int32", "int64"].map((own) => dtype(zeros(2, { dtype: own as "int32" })))).toEqual(
      Array(3).fill("float64"),
    );
    const both = vectorize((a: number, b: number) => a * b, { dtype: "float" });
    expect(both(new Float32Array(2), 2).dtype).toBe("float32");
    expect(both(new Float32Array(2), [2, 3]).dtype).toBe("float64");
  });

  it("gives several results", () => {
    const halves = vectorizeTuple((a: number): [number, number] => [Math.floor(a / 2), a % 2], 2);
    expect(halves(5)).toEqual([2, 1]);
    const [whole, rest] = halves([[4], [7]]);
    expect([whole.toNested(), rest.toNested()]).toEqual([
      [[2], [3]],
      [[0], [1]],
    ]);
  });

  it("says what does not fit", () => {
    expect(codeOf(() => sumOf([1, 2], [1, 2, 3]))).toBe("BAD_SHAPE");
    expect(codeOf(() => (sumOf as (a: unknown) => unknown)([1]))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => (sumOf as (a: unknown, b: unknown) => unknown)("1", 2))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => (sumOf as (a: unknown) => unknown)(1))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => root([{ re: 1, im: 2 }]))).toBe("BAD_DTYPE");
  });
});
