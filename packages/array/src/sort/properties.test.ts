import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { array, fromData, zeros } from "../create.js";
import { isCoreError } from "../errors.js";
import type { NDArray } from "../ndarray.js";
import { sum } from "../reduce/index.js";
import { astype } from "../transfer.js";
import { transpose } from "../views.js";
import {
  argsort,
  argwhere,
  bincount,
  corrcoef,
  cov,
  digitize,
  ediff1d,
  flatnonzero,
  gradient,
  histogram,
  histogram2d,
  interp,
  intersect1d,
  isin,
  lexsort,
  nonzero,
  searchsorted,
  setdiff1d,
  sort,
  trapz,
  union1d,
  unique,
} from "./index.js";

const anything = fc.oneof(fc.double(), fc.constantFrom(0, -0, Number.NaN, 1, -1, Infinity));
const lists = fc.array(anything, { maxLength: 200 });
const long = fc.integer({ min: 1, max: 2 ** 31 - 1 }).map((seed) => {
  let state = seed;
  return Float64Array.from({ length: 5000 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const value = (state >>> 8) % 1000;
    return value === 0 ? Number.NaN : value === 1 ? -0 : value === 2 ? 0 : (value - 500) * 10 ** ((state % 7) * 9 - 27);
  });
});

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return isCoreError(error) ? error.code : String(error);
  }
  return "none";
}

/** The order that a stable sort with NaN last gives. */
function stableOrder(values: ArrayLike<number>): number[] {
  return Array.from({ length: values.length }, (_, i) => i).sort((i, j) => {
    const [x, y] = [values[i] as number, values[j] as number];
    const [p, q] = [Number.isNaN(x), Number.isNaN(y)];
    return p || q ? Number(p) - Number(q) : x < y ? -1 : x > y ? 1 : 0;
  });
}

describe("sorting", () => {
  it("is stable, NaN last, and keeps the sign of zeros", () => {
    fc.assert(
      fc.property(lists, (list) => {
        const values = Float64Array.from(list);
        const order = stableOrder(values);
        expect(Array.from(argsort(values).data, Number)).toEqual(order);
        expect(Array.from(sort(values).data)).toEqual(order.map((i) => values[i]));
      }),
    );
  });

  it("of long lines goes by digits and gives the same", () => {
    fc.assert(
      fc.property(long, (values) => {
        const order = stableOrder(values);
        expect(Array.from(argsort(values).data, Number)).toEqual(order);
        expect(Array.from(sort(values).data)).toEqual(order.map((i) => values[i]));
      }),
      { numRuns: 10 },
    );
  });

  it("of 64-bit whole numbers is exact", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { maxLength: 50 }), (list) => {
        const a = array(list, { dtype: "int64" });
        const sorted = [...list].sort((x, y) => (x < y ? -1 : x > y ? 1 : 0));
        expect(Array.from(sort(a).data)).toEqual(sorted);
        expect(Array.from(argsort(a).data, (i) => list[Number(i)])).toEqual(sorted);
        expect(Array.from(unique(a).data)).toEqual(sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]));
      }),
    );
  });

  it("leaves the input alone and works along any axis", () => {
    const a = array([
      [3, 1],
      [2, 5],
    ]);
    expect(sort(a, { axis: 0 }).toNested()).toEqual([
      [2, 1],
      [3, 5],
    ]);
    expect(sort(transpose(a)).toNested()).toEqual([
      [2, 3],
      [1, 5],
    ]);
    expect(a.toNested()).toEqual([
      [3, 1],
      [2, 5],
    ]);
    expect(sort(zeros([0, 3])).shape).toEqual([0, 3]);
    expect(argsort(zeros([3, 0]), { axis: 0 }).shape).toEqual([3, 0]);
  });

  it("by several keys is that of pairs", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), { minLength: 1 }),
        (pairs) => {
          const order = lexsort([pairs.map((pair) => pair[1]), pairs.map((pair) => pair[0])]);
          const expected = pairs
            .map((_, i) => i)
            .sort((i, j) => {
              const [p, q] = [pairs[i] as [number, number], pairs[j] as [number, number]];
              return p[0] - q[0] || p[1] - q[1];
            });
          expect(Array.from(order.data, Number)).toEqual(expected);
        },
      ),
    );
  });
});

describe("searching and counting", () => {
  it("unique takes apart and puts together again", () => {
    fc.assert(
      fc.property(lists, (list) => {
        const { values, index, inverse, counts } = unique(Float64Array.from(list), {
          returnIndex: true,
          returnInverse: true,
          returnCounts: true,
        });
        const own = Array.from(values.data as Float64Array);
        expect(Array.from(unique(Float64Array.from(list)).data as Float64Array).map((x) => x + 0)).toEqual(
          own.map((x) => x + 0),
        );
        expect(Array.from(inverse.data, (i) => (own[Number(i)] as number) + 0)).toEqual(list.map((x) => x + 0));
        expect(Array.from(counts.data).reduce((x, y) => x + y, 0n)).toBe(BigInt(list.length));
        for (let k = 0; k < own.length; k++) expect(list[Number(index.get(k))]).toBe(own[k]);
      }),
    );
  });

  it("searchsorted splits a sorted list", () => {
    fc.assert(
      fc.property(lists, anything, (list, value) => {
        const sorted = sort(Float64Array.from(list));
        const [left, right] = [searchsorted(sorted, value), searchsorted(sorted, value, { side: "right" })];
        const own = Array.from(sorted.data as Float64Array);
        const less = (x: number, y: number): boolean => (Number.isNaN(y) ? !Number.isNaN(x) : x < y);
        expect(left).toBe(own.filter((x) => less(x, value)).length);
        expect(right).toBe(own.filter((x) => !less(value, x)).length);
      }),
    );
  });

  it("histograms count what lies between their edges, each once", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 40 }),
        (list, bins) => {
          const [counts, edges] = histogram(list, { bins });
          expect(sum(counts as NDArray<"int64">)).toBe(BigInt(list.length));
          const own = Array.from(edges.data as Float64Array);
          const expected = own.slice(1).map((edge, i) => {
            const inside = (x: number): boolean =>
              x >= (own[i] as number) && (x < edge || (i === bins - 1 && x === edge));
            return BigInt(list.filter(inside).length);
          });
          expect(Array.from(counts.data as BigInt64Array)).toEqual(expected);
          const [again] = histogram(list, { bins: Float64Array.from(own) });
          expect(again.toNested()).toEqual(counts.toNested());
        },
      ),
    );
  });

  it("densities integrate to 1", () => {
    const [density, edges] = histogram([1, 2, 2, 5, 9], { bins: [0, 1.5, 4, 10], density: true });
    const widths = [1.5, 2.5, 6];
    expect(edges.toNested()).toEqual([0, 1.5, 4, 10]);
    expect(
      (density.toNested() as number[]).reduce((total, one, i) => total + one * (widths[i] as number), 0),
    ).toBeCloseTo(1, 14);
  });

  it("sets obey their laws", () => {
    const small = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 20 });
    fc.assert(
      fc.property(small, small, (first, second) => {
        const [a, b] = [new Set(first), new Set(second)];
        const ascending = (x: number, y: number): number => x - y;
        const list = (x: NDArray): number[] => Array.from(x.data as Float64Array);
        expect(list(intersect1d(first, second))).toEqual([...a].filter((x) => b.has(x)).sort(ascending));
        expect(list(union1d(first, second))).toEqual([...new Set([...a, ...b])].sort(ascending));
        expect(list(setdiff1d(first, second))).toEqual([...a].filter((x) => !b.has(x)).sort(ascending));
        expect(isin(first, second).toNested()).toEqual(first.map((x) => b.has(x)));
      }),
    );
  });

  it("indices of what is not 0 agree in all three forms", () => {
    const a = fromData(Float32Array.of(0, 1, 0, Number.NaN, -0, 2), [2, 3]);
    expect(flatnonzero(a).toNested()).toEqual([1n, 3n, 5n]);
    expect(nonzero(a).map((one) => one.toNested())).toEqual([
      [0n, 1n, 1n],
      [1n, 0n, 2n],
    ]);
    expect(argwhere(a).toNested()).toEqual([
      [0n, 1n],
      [1n, 0n],
      [1n, 2n],
    ]);
    expect(flatnonzero(astype(a, "complex64")).toNested()).toEqual([1n, 3n, 5n]);
    expect(flatnonzero(array([0n, 5n])).toNested()).toEqual([1n]);
  });
});

describe("functions of one variable", () => {
  it("interpolate straight lines exactly and go through their points", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, part) => {
          const x = [...new Set(list)].sort((p, q) => p - q);
          if (x.length < 2) return;
          const y = x.map((one) => 3 * one - 7);
          const at = (x[0] as number) + part * ((x.at(-1) as number) - (x[0] as number));
          expect(interp(at, x, y)).toBeCloseTo(3 * at - 7, 8);
          expect(interp(x, x, y).toNested()).toEqual(y);
        },
      ),
    );
  });

  it("differentiate and integrate polynomials", () => {
    const x = Float64Array.from({ length: 50 }, (_, i) => i / 10 + (i % 3) / 50);
    const square = x.map((one) => one * one);
    const slope = gradient(square, { spacing: x, axis: 0, edgeOrder: 2 });
    for (let i = 0; i < 50; i++) expect(slope.get(i)).toBeCloseTo(2 * (x[i] as number), 10);
    const line = x.map((one) => 2 * one + 1);
    const [first, last] = [x[0] as number, x[49] as number];
    expect(trapz(line, { x })).toBeCloseTo(last * last + last - first * first - first, 10);
    expect(sum(ediff1d(x))).toBeCloseTo(last - first, 12);
  });

  it("correlate a variable with itself to 1", () => {
    const x = array([1, 2, 4, 7]);
    const y = array([-2, -4, -8, -14]);
    expect(corrcoef(x, { y }).toNested()).toEqual([
      [expect.closeTo(1, 14), expect.closeTo(-1, 14)],
      [expect.closeTo(-1, 14), expect.closeTo(1, 14)],
    ]);
    expect(cov(x).get()).toBe(7);
  });
});

describe("wrong calls", () => {
  const plane = zeros([2, 3]);
  it.each([
    ["sort", () => sort(plane, { axis: 2 }), "BAD_AXIS"],
    ["sort kind", () => sort(plane, { kind: "bogo" as never }), "BAD_ARGUMENT"],
    ["sort text", () => sort("abc" as never), "BAD_ARGUMENT"],
    ["argsort", () => argsort(array(3)), "BAD_AXIS"],
    ["unique", () => unique(plane, { axis: 5 }), "BAD_AXIS"],
    ["searchsorted", () => searchsorted(plane, 1), "BAD_SHAPE"],
    ["searchsorted side", () => searchsorted([1, 2], 1, { side: "middle" as never }), "BAD_ARGUMENT"],
    ["searchsorted sorter", () => searchsorted([1, 2], 1, { sorter: [0, 2] }), "BAD_INDEX"],
    ["searchsorted short sorter", () => searchsorted([1, 2], 1, { sorter: [0] }), "BAD_SHAPE"],
    ["digitize", () => digitize([1], [1, 3, 2]), "BAD_VALUE"],
    ["bincount", () => bincount([-1]), "BAD_VALUE"],
    ["bincount huge", () => bincount([1e15]), "BAD_VALUE"],
    ["bincount fraction", () => bincount([0.5]), "BAD_DTYPE"],
    ["bincount minlength", () => bincount([1], { minlength: -1 }), "BAD_VALUE"],
    ["histogram", () => histogram([1, 2], { bins: 0 }), "BAD_VALUE"],
    ["histogram many", () => histogram([1, 2], { bins: 1e12 }), "BAD_VALUE"],
    ["histogram rule many", () => histogram([0, 1e-300, 2e-300, 3e-300, 1e300], { bins: "fd" }), "BAD_VALUE"],
    ["histogram NaN", () => histogram([Number.NaN]), "BAD_VALUE"],
    ["histogram range", () => histogram([1], { range: [0, Infinity] }), "BAD_VALUE"],
    ["histogram edges", () => histogram([1], { bins: [2, 1] }), "BAD_VALUE"],
    ["histogram rule", () => histogram([1], { bins: "best" as never }), "BAD_ARGUMENT"],
    ["histogram weights", () => histogram([1, 2], { weights: [1] }), "BAD_SHAPE"],
    ["histogram complex", () => histogram([{ re: 1, im: 1 }]), "BAD_DTYPE"],
    ["histogram2d", () => histogram2d([1, 2], [1]), "BAD_SHAPE"],
    ["interp", () => interp(1, [], []), "BAD_SHAPE"],
    ["interp lengths", () => interp(1, [1, 2], [1]), "BAD_SHAPE"],
    ["interp period", () => interp(1, [1, 2], [1, 2], { period: 0 }), "BAD_VALUE"],
    ["lexsort", () => lexsort([]), "BAD_SHAPE"],
    ["gradient", () => gradient([1]), "BAD_SHAPE"],
    ["gradient spacing", () => gradient(plane, { spacing: [1, 2, 3] }), "BAD_SHAPE"],
    ["gradient edges", () => gradient(plane, { edgeOrder: 3 as never }), "BAD_ARGUMENT"],
    ["trapz", () => trapz([1, 2], { x: [1, 2, 3] }), "BAD_SHAPE"],
    ["cov", () => cov(zeros([2, 2, 2])), "BAD_SHAPE"],
    ["cov weights", () => cov([1, 2], { aweights: [1, -1] }), "BAD_VALUE"],
    ["cov frequencies", () => cov([1, 2], { fweights: [1, 0.5] }), "BAD_VALUE"],
  ] as const)("%s", (_, run, code) => {
    expect(codeOf(run)).toBe(code);
  });

  it("have types that fit", () => {
    expectTypeOf(sort(array([1]))).toEqualTypeOf<NDArray<"float64">>();
    expectTypeOf(searchsorted([1], 1)).toEqualTypeOf<number>();
    expectTypeOf(searchsorted([1], [1])).toEqualTypeOf<NDArray<"int64">>();
    expectTypeOf(interp(1, [1], [1])).toEqualTypeOf<number>();
    expect(interp(1, [1], [1])).toBe(1);
  });
});
