import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Golden, picture, type StoredArray, storedArray } from "../golden/golden.js";
import { layout } from "../golden/layouts.js";
import golden from "../golden/transfer.json" with { type: "json" };
import {
  array,
  assign,
  broadcastTo,
  copy,
  type DType,
  dtypes,
  fromData,
  isCoreError,
  type NDArray,
  transpose,
  zeros,
} from "./index.js";

interface Case {
  readonly source: StoredArray;
  readonly how: string;
  readonly target: DType;
  readonly result: StoredArray;
}

const { cases } = golden as unknown as Golden<Case>;

describe("astype gives NumPy's elements", () => {
  it.each(dtypes)("from %s", (dtype) => {
    const own = cases.filter((one) => one.source.dtype === dtype);
    expect(own.length).toBeGreaterThanOrEqual(26);
    for (const { source, how, target, result } of own) {
      const actual = layout(storedArray(source), how).astype(target);
      expect({ how, target, ...picture(actual) }).toEqual({ how, target, ...picture(storedArray(result)) });
    }
  });

  it("into views of another layout", () => {
    for (const { source, target, result, how } of cases) {
      if (how !== "plain" || source.shape.length !== 2) continue;
      const memory = zeros([4, 7], { dtype: target });
      const view = memory.slice("::-1", "0:6:2").T as NDArray;
      assign(view, storedArray(source));
      expect(picture(copy(view))).toEqual(picture(storedArray(result)));
      expect(picture(copy(memory.slice("...", "1::2"))).elements).toEqual(
        picture(zeros([4, 3], { dtype: target })).elements,
      );
    }
  });
});

/** Arrays of up to four axes in any order, direction and step. */
const views = fc
  .record({
    dtype: fc.constantFrom(...dtypes),
    shape: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }),
    steps: fc.array(fc.constantFrom("::1", "::-1", "::2", "1::", "::-3"), { minLength: 4, maxLength: 4 }),
    order: fc.array(fc.integer(), { minLength: 4, maxLength: 4 }),
  })
  .map(({ dtype, shape, steps, order }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const base = fromData(
      Float64Array.from({ length: size }, (_, i) => i % 120),
      shape,
    ).astype(dtype) as NDArray;
    const axes = shape.map((_, axis) => axis).sort((p, q) => (order[p] as number) - (order[q] as number));
    return transpose(base.slice(...steps.slice(0, shape.length)), axes);
  });

function elements(a: NDArray): unknown[] {
  return picture(copyByHand(a)).elements;
}

/** A copy made with `get` and `set` alone. */
function copyByHand(a: NDArray): NDArray {
  const result = zeros([...a.shape], { dtype: a.dtype });
  const index = a.shape.map(() => 0);
  for (let i = 0; i < a.size; i++) {
    result.set(index, a.get(...index));
    for (let axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (a.shape[axis] as number)) break;
      index[axis] = 0;
    }
  }
  return result;
}

describe("properties of copies", () => {
  it("a copy has the same elements in memory of its own", () => {
    fc.assert(
      fc.property(views, (a) => {
        const b = copy(a);
        expect(b.isContiguous).toBe(true);
        expect(b.storage).not.toBe(a.storage);
        expect(picture(b)).toEqual({ ...picture(b), shape: [...a.shape], elements: elements(a) });
      }),
      { numRuns: 300 },
    );
  });

  it("what is assigned can be read", () => {
    fc.assert(
      fc.property(views, (a) => {
        const target = transpose(zeros([...a.shape].reverse(), { dtype: a.dtype }) as NDArray);
        assign(target, a);
        expect(elements(target)).toEqual(elements(a));
      }),
      { numRuns: 200 },
    );
  });

  it("large transposed copies, by blocks", () => {
    const shape = [37, 70, 65];
    for (const dtype of ["uint8", "uint16", "float32", "float64", "int64", "complex64"] as const) {
      const base = fromData(
        Float64Array.from({ length: 37 * 70 * 65 }, (_, i) => i % 251),
        shape,
      ).astype(dtype) as NDArray;
      for (const axes of [
        [2, 1, 0],
        [1, 0, 2],
        [2, 0, 1],
        [0, 2, 1],
      ]) {
        const turned = transpose(base, axes);
        const copied = copy(turned);
        const back = transpose(
          copied,
          axes.map((_, i) => axes.indexOf(i)),
        );
        const again = copy(back).data as Float64Array;
        expect((base.data as Float64Array).every((value, i) => value === again[i])).toBe(true);
        expect(String(turned.get(3, 5, 7))).toBe(String(copied.get(3, 5, 7)));
      }
    }
  });
});

describe("assign", () => {
  it("reads what overlaps first", () => {
    const a = array([1, 2, 3, 4, 5]);
    a.slice("1:").assign(a.slice(":-1"));
    expect(a.toNested()).toEqual([1, 1, 2, 3, 4]);
    a.assign(a.slice("::-1"));
    expect(a.toNested()).toEqual([4, 3, 2, 1, 1]);
    const square = array([
      [1, 2],
      [3, 4],
    ]);
    square.assign(square.T);
    expect(square.toNested()).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it("broadcasts and converts scalars", () => {
    const a = zeros([2, 3], { dtype: "uint8" });
    a.assign(300);
    expect(a.get(0, 0)).toBe(44);
    a.slice("...", "::2").assign(array([[1.9], [-1]]));
    expect(a.toNested()).toEqual([
      [1, 44, 1],
      [255, 44, 255],
    ]);
    expect(zeros(2, { dtype: "bool" }).assign({ re: 0, im: 1 }).toNested()).toEqual([true, true]);
    expect(zeros(2, { dtype: "bool" }).assign(Number.NaN).toNested()).toEqual([true, true]);
    expect(zeros(1, { dtype: "complex64" }).assign(2n).toNested()).toEqual([{ re: 2, im: 0 }]);
    expect(zeros(1, { dtype: "int64" }).assign(-1.5).toNested()).toEqual([-1n]);
  });

  it("refuses what does not fit and leaves the target as it was", () => {
    const a = array([1, 2]);
    for (const [value, code] of [
      [array([1, 2, 3]), "BAD_SHAPE"],
      [array([[1, 2]]), "BAD_SHAPE"],
      ["1", "BAD_ARGUMENT"],
      [undefined, "BAD_ARGUMENT"],
    ] as const) {
      let caught: unknown;
      try {
        a.assign(value as never);
      } catch (error) {
        caught = error;
      }
      expect(isCoreError(caught, code)).toBe(true);
    }
    expect(a.toNested()).toEqual([1, 2]);
  });

  it("writes through a broadcast view once for each place", () => {
    const a = zeros([1, 3]);
    broadcastTo(a, [4, 3]).assign(array([1, 2, 3]));
    expect(a.toNested()).toEqual([[1, 2, 3]]);
  });
});
