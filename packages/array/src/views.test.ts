import { describe, expect, it } from "vitest";
import { array, fromData, slice, toNested, transpose } from "./index.js";

describe("views", () => {
  const a = fromData(
    Float64Array.from({ length: 24 }, (_, i) => i),
    [2, 3, 4],
  );
  it("slices with negative steps and shares memory", () => {
    const b = array(a);
    const v = b.slice(0, slice(null, null, -1), "1:4:2");
    expect(v.toNested()).toEqual([
      [9, 11],
      [5, 7],
      [1, 3],
    ]);
    v.assign(0);
    expect(b.get(0, 2, 1)).toBe(0);
  });
  it("reshapes as a view where strides allow, else copies", () => {
    expect(a.reshape([6, 4]).storage).toBe(a.storage);
    expect(a.T.reshape(-1).storage).not.toBe(a.storage);
    expect(a.T.reshape(-1).toNested()).toEqual(
      Array.from({ length: 4 }, (_, k) => Array.from({ length: 3 }, (_, j) => [j * 4 + k, 12 + j * 4 + k])).flat(2),
    );
    expect(toNested(transpose(a, [1, 0, 2]).slice(0))).toEqual([
      [0, 1, 2, 3],
      [12, 13, 14, 15],
    ]);
  });
});
