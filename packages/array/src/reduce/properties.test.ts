import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { array, fromData, ones } from "../create.js";
import type { Complex } from "../dtype.js";
import { isCoreError } from "../errors.js";
import type { NDArray } from "../ndarray.js";
import { slice } from "../slice.js";
import { astype } from "../transfer.js";
import { broadcastTo, flip, transpose } from "../views.js";
import {
  all,
  any,
  argmax,
  argmin,
  average,
  countNonzero,
  cumsum,
  max,
  mean,
  median,
  min,
  nanargmax,
  nanmean,
  nansum,
  percentile,
  prod,
  quantile,
  std,
  sum,
  variance,
} from "./index.js";
import { selectRanks } from "./select.js";

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 });

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return isCoreError(error) ? error.code : String(error);
  }
  return "none";
}

function random(size: number): Float64Array {
  let state = 12345;
  return Float64Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
}

describe("sums", () => {
  it("of whole numbers are exact beyond 2 ** 53", () => {
    const size = 2 ** 21 + 5;
    const a = fromData(new Uint32Array(size).fill(0xffffffff), [size]);
    const exact = 0xffffffffn * BigInt(size);
    expect(sum(a, { keepdims: true }).get(0)).toBe(exact);
    const odd = fromData(new Int32Array(size).fill(-0x7fffffff), [size]);
    expect(sum(odd, { axis: 0 }).item()).toBe(-0x7fffffffn * BigInt(size));
    const big = array([2n ** 62n, 2n ** 62n, 7n, -3n], { dtype: "int64" });
    expect(sum(big)).toBe(BigInt.asIntN(64, 2n ** 63n + 4n));
    expect(sum(big, { initial: 2n ** 53n + 1n })).toBe(BigInt.asIntN(64, 2n ** 63n + 4n + 2n ** 53n + 1n));
    expect(prod(array([3n, 2n ** 61n + 1n], { dtype: "int64" }))).toBe(BigInt.asIntN(64, 3n * (2n ** 61n + 1n)));
  });

  it("of int64 equal those of BigInts, whatever the layout", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { minLength: 6, maxLength: 60 }),
        (list) => {
          const rows = Math.floor(list.length / 3);
          const a = array(list.slice(0, 3 * rows), { dtype: "int64" }).reshape([rows, 3]);
          const total = BigInt.asIntN(
            64,
            list.slice(0, 3 * rows).reduce((x, y) => x + y, 0n),
          );
          expect(sum(a)).toBe(total);
          expect(sum(flip(transpose(a)))).toBe(total);
          const columns = Array.from(sum(a, { axis: 0 }).data);
          expect(
            BigInt.asIntN(
              64,
              columns.reduce((x, y) => x + y, 0n),
            ),
          ).toBe(total);
        },
      ),
    );
  });

  it("of single precision are added up in double precision", () => {
    expect(sum(ones([2 ** 24 + 3], { dtype: "float32" }))).toBe(2 ** 24 + 3);
    const tenth = fromData(new Float32Array(1e6).fill(0.1), [1000, 1000]);
    const exact = Math.fround(Math.fround(0.1) * 1000);
    expect(sum(tenth, { axis: 0 }).get(7)).toBe(exact);
    expect(sum(tenth, { axis: 1 }).get(7)).toBe(exact);
    expect(mean(tenth)).toBeCloseTo(Math.fround(0.1), 14);
  });

  it("keep their error small over many elements", () => {
    const values = random(1e6);
    const exact = values.reduce(
      ([total, rest], value) => {
        const next = total + value;
        return [next, rest + (Math.abs(total) >= value ? total - next + value : value - next + total)] as const;
      },
      [0, 0] as readonly [number, number],
    );
    expect(Math.abs(sum(fromData(values, [1e6])) - (exact[0] + exact[1]))).toBeLessThan(2e-10);
  });

  it("do not depend on layout beyond rounding, and split over axes", () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 7 }), (list, columns) => {
        const rows = Math.ceil(list.length / columns);
        const values = Float64Array.from({ length: rows * columns }, (_, i) => list[i % list.length] as number);
        const a = fromData(values, [rows, columns]);
        const total = sum(a);
        const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1) * values.length;
        for (const same of [sum(transpose(a)), sum(flip(a)), sum(sum(a, { axis: 0 })), sum(sum(a, { axis: 1 }))])
          expect(Math.abs(same - total)).toBeLessThanOrEqual(1e-13 * size);
        expect(Array.from(sum(transpose(a), { axis: 0 }).data)).toEqual(Array.from(sum(a, { axis: 1 }).data));
      }),
    );
  });

  it("read repeated elements of broadcast views", () => {
    const a = broadcastTo(array([[1], [2]]), [2, 5000]);
    expect(sum(a)).toBe(15000);
    expect(sum(a, { axis: 1 }).toNested()).toEqual([5000, 10000]);
    expect(mean(a, { axis: 0 }).get(4999)).toBe(1.5);
  });

  it("walk more than two separate axes", () => {
    const a = fromData(random(2 * 3 * 4 * 5 * 6), [2, 3, 4, 5, 6]);
    const view = a.slice(slice(null, null, -1), "...", slice(null, null, 2));
    for (const axis of [
      [1, 3],
      [0, 2, 4],
      [3, 1, 0],
      [4, 0],
    ]) {
      const expected = axis
        .slice()
        .sort((x, y) => y - x)
        .reduce((part: NDArray, one) => sum(part, { axis: one }), astype(view, "float64"));
      const found = sum(view, { axis });
      expect(found.shape).toEqual(expected.shape);
      for (let i = 0; i < found.size; i++) expect(found.data[i]).toBeCloseTo(expected.reshape(-1).get(i) as number, 12);
    }
  });
});

describe("means and spreads", () => {
  it("hold the identities of mathematics", () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: -1e3, max: 1e3, noNaN: true }), (list, shift) => {
        const a = array(list) as NDArray<"float64">;
        const moved = array(list.map((value) => value + shift)) as NDArray<"float64">;
        const size = Math.max(1, ...list.map(Math.abs), Math.abs(shift));
        expect(Math.abs(mean(moved) - mean(a) - shift)).toBeLessThanOrEqual(1e-12 * size);
        expect(variance(a)).toBeGreaterThanOrEqual(0);
        expect(Math.abs(variance(moved) - variance(a))).toBeLessThanOrEqual(1e-9 * size * size);
        expect(std(a) ** 2).toBeCloseTo(variance(a), -Math.log10(1e-12 * size * size + 1e-9));
        expect(min(a)).toBeLessThanOrEqual(median(a));
        expect(median(a)).toBeLessThanOrEqual(max(a));
      }),
    );
  });

  it("are exact far from 0, where sums of squares fail", () => {
    const values = Float64Array.from({ length: 9000 }, (_, i) => 1e9 + (i % 3));
    expect(variance(fromData(values, [9000]))).toBeCloseTo(2 / 3, 12);
    expect(variance(fromData(values, [3000, 3]), { axis: 0 }).toNested()).toEqual([0, 0, 0]);
    const single = fromData(
      Float32Array.from({ length: 6000 }, (_, i) => 1e4 + (i % 2)),
      [6000],
    );
    expect(variance(single)).toBe(0.25);
  });

  it("of weights that are all the same are the mean", () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0.1, max: 10, noNaN: true }), (list, weight) => {
        const found = average(list, { weights: list.map(() => weight) });
        expect(found).toBeCloseTo(mean(list), 4);
      }),
    );
  });
});

describe("extremes and truths", () => {
  it("agree with plain loops", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(Number.NaN, -1, 0, 2.5, 7, Infinity, -Infinity), { minLength: 1, maxLength: 90 }),
        (list) => {
          const a = array(list) as NDArray<"float64">;
          const nan = list.findIndex(Number.isNaN);
          const plain = list.filter((value) => !Number.isNaN(value));
          expect(max(a)).toBe(nan >= 0 ? Number.NaN : Math.max(...list));
          expect(min(a)).toBe(nan >= 0 ? Number.NaN : Math.min(...list));
          expect(argmax(a)).toBe(nan >= 0 ? nan : list.indexOf(Math.max(...list)));
          expect(argmin(a)).toBe(nan >= 0 ? nan : list.indexOf(Math.min(...list)));
          expect(any(a)).toBe(list.some((value) => value !== 0));
          expect(all(a)).toBe(list.every((value) => value !== 0));
          expect(countNonzero(a)).toBe(list.filter((value) => value !== 0).length);
          if (plain.length > 0 && plain.every(Number.isFinite))
            expect(nanmean(a)).toBeCloseTo(plain.reduce((x, y) => x + y) / plain.length, 12);
        },
      ),
    );
  });

  it("find positions across tiles, in C order of any layout", () => {
    const values = new Float32Array(3 * 10007);
    values[20011] = 5;
    values[30001] = 5;
    const a = fromData(values, [3, 10007]);
    expect(argmax(a)).toBe(20011);
    expect(argmax(a, { axis: 1 }).toNested()).toEqual([0n, 10004n, 9987n]);
    expect(argmax(transpose(a))).toBe(9987 * 3 + 2);
    expect(argmax(a, { axis: 0 }).get(9987)).toBe(2n);
    expect(nanargmax(flip(a))).toBe(3 * 10007 - 1 - 30001);
  });
});

describe("quantiles", () => {
  it("select as sorting does, also from hostile orders", () => {
    const orders: Float64Array[] = [
      random(5000),
      new Float64Array(5000).fill(3),
      Float64Array.from({ length: 5000 }, (_, i) => i),
      Float64Array.from({ length: 5000 }, (_, i) => -i),
      Float64Array.from({ length: 5000 }, (_, i) => i % 2),
      Float64Array.from({ length: 5000 }, (_, i) => Math.abs(i - 2500)),
    ];
    for (const values of orders) {
      const sorted = values.slice().sort();
      for (const ranks of [[0], [4999], [2499, 2500], [0, 1, 17, 4000, 4999]]) {
        const data = values.slice();
        selectRanks(data, data.length, ranks);
        for (const rank of ranks) {
          expect(data[rank]).toBe(sorted[rank]);
          expect(data.subarray(0, rank).every((value) => value <= (sorted[rank] as number))).toBe(true);
        }
      }
    }
  });

  it("lie between the extremes, rise with q and take elements at whole ranks", () => {
    fc.assert(
      fc.property(
        numbers,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 5 }),
        (list, qs) => {
          const sorted = [...qs].sort((x, y) => x - y);
          const found = Array.from(quantile(list, sorted).data as Float64Array);
          for (let i = 1; i < found.length; i++) expect(found[i]).toBeGreaterThanOrEqual(found[i - 1] as number);
          expect(found[0]).toBeGreaterThanOrEqual(Math.min(...list));
          expect(found.at(-1)).toBeLessThanOrEqual(Math.max(...list));
          const ordered = [...list].sort((x, y) => x - y);
          expect(quantile(list, 0)).toBe(ordered[0]);
          expect(quantile(list, 1)).toBe(ordered.at(-1));
        },
      ),
    );
  });

  it("take infinite elements as they are, where NumPy gives NaN", () => {
    expect(percentile([1, 2, Infinity], 50)).toBe(2);
    expect(percentile([1, Infinity, Infinity], 75)).toBe(Infinity);
    expect(percentile([-Infinity, 0, 1], 25)).toBe(-Infinity);
  });

  it("of small whole numbers are counted", () => {
    const values = Uint16Array.from(random(40000), (value) => value * 60000);
    const sorted = values.slice().sort();
    expect(median(fromData(values, [40000]))).toBe(((sorted[19999] as number) + (sorted[20000] as number)) / 2);
    const bytes = Int8Array.from(values, (value) => (value % 251) - 125);
    const rows = fromData(bytes, [40, 1000]);
    expect(Array.from(median(rows, { axis: 1 }).data)).toEqual(
      Array.from({ length: 40 }, (_, i) => {
        const row = bytes.slice(1000 * i, 1000 * (i + 1)).sort();
        return ((row[499] as number) + (row[500] as number)) / 2;
      }),
    );
  });
});

describe("options", () => {
  const a = array([
    [1, 2],
    [3, 4],
  ]) as NDArray<"float64">;

  it("write into out, of any dtype, and return it", () => {
    const out = array([0, 0]) as NDArray;
    expect(sum(a, { axis: 0, out })).toBe(out);
    expect(out.toNested()).toEqual([4, 6]);
    expect(codeOf(() => sum(a, { axis: 0, out: array([0]) as NDArray }))).toBe("BAD_SHAPE");
  });

  it("leave the input as it was", () => {
    const before = a.toNested();
    median(a);
    quantile(a, [0.1, 0.9], { axis: 0 });
    cumsum(a, { axis: 0 });
    expect(a.toNested()).toEqual(before);
  });

  it("are coded errors when wrong", () => {
    expect(codeOf(() => sum(a, 0 as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => max(a, [0, 1] as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => sum(a, { axis: 2 }))).toBe("BAD_AXIS");
    expect(codeOf(() => sum(a, { axis: 0.5 }))).toBe("BAD_AXIS");
    expect(codeOf(() => sum(a, { axis: [0, 0] }))).toBe("BAD_AXIS");
    expect(codeOf(() => sum(a, { axis: "x" as never }))).toBe("BAD_AXIS");
    expect(codeOf(() => sum(a, { dtype: "float16" as never }))).toBe("BAD_DTYPE");
    expect(codeOf(() => sum(a, { initial: { re: 1, im: 1 } }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => sum(a, { where: [true, false, true] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => sum(a, { where: [1, 0] }))).toBe("BAD_DTYPE");
    expect(codeOf(() => std(a, { ddof: Number.NaN }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => max([]))).toBe("BAD_SHAPE");
    expect(codeOf(() => argmin(array([[], []]), { axis: 1 }))).toBe("BAD_SHAPE");
    expect(codeOf(() => max(a, { where: [true, false] }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => nanargmax([Number.NaN]))).toBe("BAD_VALUE");
    expect(codeOf(() => percentile(a, 101))).toBe("BAD_VALUE");
    expect(codeOf(() => percentile(a, Number.NaN))).toBe("BAD_VALUE");
    expect(codeOf(() => quantile(a, 0.5, { method: "mode" as never }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => median([{ re: 1, im: 2 }]))).toBe("BAD_DTYPE");
    expect(codeOf(() => cumsum(a, { axis: [0, 1] as never }))).toBe("BAD_AXIS");
    expect(codeOf(() => average(a, { weights: [1, 2] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => average(a, { axis: 0, weights: [1, -1] }))).toBe("BAD_VALUE");
    expect(codeOf(() => sum("text" as never))).toBe("BAD_ARGUMENT");
  });

  it("name the empty axis", () => {
    expect(() => max(array([[], []]), { axis: 1 })).toThrow(/axis 1 of shape \(2, 0\)/);
  });

  it("decide the types", () => {
    const single = ones([2], { dtype: "float32" });
    const whole = ones([2], { dtype: "int64" });
    const complex = ones([2], { dtype: "complex64" });
    expectTypeOf(sum(a)).toEqualTypeOf<number>();
    expectTypeOf(sum([1, 2])).toEqualTypeOf<number>();
    expectTypeOf(sum(whole)).toEqualTypeOf<bigint>();
    expectTypeOf(sum(complex)).toEqualTypeOf<Complex>();
    expectTypeOf(sum(a, { axis: 0 })).toEqualTypeOf<NDArray<"float64">>();
    expectTypeOf(sum(ones([2], { dtype: "uint8" }), { axis: 0 })).toEqualTypeOf<NDArray<"uint64">>();
    expectTypeOf(mean(single, { keepdims: true })).toEqualTypeOf<NDArray<"float32">>();
    expectTypeOf(variance(complex, { axis: 0 })).toEqualTypeOf<NDArray<"float32">>();
    expectTypeOf(argmax(a)).toEqualTypeOf<number>();
    expectTypeOf(argmax(a, { axis: 0 })).toEqualTypeOf<NDArray<"int64">>();
    expectTypeOf(any(a)).toEqualTypeOf<boolean>();
    expectTypeOf(nansum(whole, { axis: 0 })).toEqualTypeOf<NDArray<"int64">>();
    expectTypeOf(quantile(a, [0.5])).toEqualTypeOf<NDArray>();
    expectTypeOf(quantile(a, 0.5)).toEqualTypeOf<number>();
    expect(sum(whole)).toBe(2n);
    expect(sum(complex)).toEqual({ re: 2, im: 0 });
  });
});
