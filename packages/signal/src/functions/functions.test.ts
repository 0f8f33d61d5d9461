import { array, type NDArray } from "@core/array";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as api from "../index.js";
import { makeSignal, Signal1D, type SignalLike, slice, value } from "../index.js";

const sizes = fc.integer({ min: 1, max: 4 });
const shapes = fc.array(sizes, { minLength: 1, maxLength: 4 });
const bounds = fc.option(fc.integer({ min: -7, max: 7 }), { nil: null });
const steps = fc.option(
  fc.integer({ min: -3, max: 3 }).filter((step) => step !== 0),
  { nil: null },
);
const ranges = fc.tuple(bounds, bounds, steps);

function counted(shape: readonly number[]): NDArray {
  const size = shape.reduce((product, length) => product * length, 1);
  return array(Array.from({ length: size }, (_, i) => i)).reshape(shape) as NDArray;
}

function numbers(signal: SignalLike): number[] {
  return (signal.data.toNested() as unknown[]).flat(Number.POSITIVE_INFINITY).map(Number);
}

/** A signal with counted data whose last `dimension` axes are signal axes, each with a scale and an offset of its own. */
function sample(shape: readonly number[], dimension: number): SignalLike {
  const axes = shape.map((_, place) => ({ name: `a${place}`, scale: 0.5 + place, offset: place - 2 }));
  return makeSignal(counted(shape), { axes, signalDimension: dimension });
}

describe("selecting", () => {
  test("slices both spaces as the array, axes included", () => {
    fc.assert(
      fc.property(shapes, fc.array(ranges, { minLength: 4, maxLength: 4 }), fc.nat(4), (shape, chosen, dimension) => {
        const signal = sample(shape, Math.min(dimension, shape.length));
        const parts = shape.map((_, place) => slice(...(chosen[place] as [number, number, number])));
        const inPlaces = (places: number[]): api.AxisSlice[] => places.map((place) => parts[place] as api.AxisSlice);
        const result = api.isig(
          api.inav(signal, ...inPlaces(api.placesOf(signal.axes, true))),
          ...inPlaces(api.placesOf(signal.axes, false)),
        );
        const text = ([start, stop, step]: (typeof chosen)[number]): string =>
          `${start ?? ""}:${stop ?? ""}:${step ?? ""}`;
        const expected = signal.data.slice(...shape.map((_, place) => text(chosen[place] as (typeof chosen)[number])));
        expect(result.data.toNested()).toEqual(expected.toNested());
        expect(result.data.storage).toBe(signal.data.storage);
        for (const [place, axis] of result.axes.entries()) {
          const all = counted([shape[place] as number]).slice(text(chosen[place] as (typeof chosen)[number]));
          const own = (all.toNested() as number[]).map((index) => (signal.axes[place] as api.Axis).at(index));
          const values = [...axis.values()];
          for (const [i, wanted] of own.entries()) expect(values[i]).toBeCloseTo(wanted, 10);
          expect(values.length).toBe(own.length);
        }
      }),
    );
  });

  test("finds the index of each value", () => {
    const calibrated = fc.record({
      scale: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      offset: fc.double({ min: -1e3, max: 1e3, noNaN: true }),
      size: fc.integer({ min: 1, max: 50 }),
      falls: fc.boolean(),
    });
    fc.assert(
      fc.property(calibrated, fc.nat(), ({ scale, offset, size, falls }, seed) => {
        const signal = makeSignal(counted([size]), { axes: [{ scale: falls ? -scale : scale, offset }] });
        const index = seed % size;
        const place = (signal.axes[0] as api.Axis).at(index);
        expect(numbers(api.isig(signal, value(place)))).toEqual([index]);
        expect(numbers(api.isig(signal, slice(value(place))))[0]).toBe(index);
      }),
    );
  });

  test("reads texts as Python writes them", () => {
    const signal = makeSignal(counted([3, 10]), { axes: [{}, { scale: 0.5, units: "µm" }], signalDimension: 1 });
    const row = (...selectors: api.SignalSelector[]): number[] => numbers(api.isig(api.inav(signal, 0), ...selectors));
    expect(row("0.5:4.")).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(row("0.5:4")).toEqual([1, 2, 3]);
    expect(row("0.5:4:2")).toEqual([1, 3]);
    expect(row("0.5:4.:1.0")).toEqual([1, 3, 5, 7]);
    expect(row(":2000 nm")).toEqual([0, 1, 2, 3]);
    expect(row(":rel0.5")).toEqual([0, 1, 2, 3]);
    expect(row("5::-1")).toEqual([5, 4, 3, 2, 1, 0]);
    expect(row("...")).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(row("-1")).toEqual([9]);
    expect(numbers(api.isig(sample([2, 3, 4], 3), "1:3, ..., 0"))).toEqual([1, 2, 5, 6, 9, 10]);
  });

  test("keeps a lone axis and ends in one element", () => {
    expect(api.isig(sample([4], 1), 2).axes[0]).toMatchObject({ size: 1, name: "a0", offset: -1 });
    expect(api.isig(sample([4, 3], 2), 2, 1).axes[0]).toMatchObject({ size: 1, name: "Scalar" });
  });

  test("slices the noise variance along", () => {
    const signal = sample([3, 4], 1);
    const path = "Signal.Noise_properties.variance";
    signal.metadata.set(path, sample([3, 4], 1));
    const variance = (result: SignalLike): SignalLike => result.metadata.get(path) as SignalLike;
    expect(numbers(variance(api.isig(api.inav(signal, 1), "1:3")))).toEqual([5, 6]);
    expect(variance(api.transpose(signal)).data.shape).toEqual([4, 3]);
    expect(variance(signal).data.shape).toEqual([3, 4]);
    expect(api.add(signal, 1).metadata.has(path)).toBe(false);
    expect(api.sum(signal).metadata.has(path)).toBe(false);
    signal.metadata.set(path, 2);
    expect(api.inav(signal, 0).metadata.get(path)).toBe(2);
  });

  test("writes through views, and nothing when it fails", () => {
    const signal = sample([2, 3, 4], 1);
    api.setIsig(signal, ["1:3"], 0);
    api.setInav(signal, [2, 1], api.inav(signal, 0, 0));
    expect(numbers(signal)).toEqual([0, 0, 0, 3, 4, 0, 0, 7, 8, 0, 0, 11, 12, 0, 0, 15, 16, 0, 0, 19, 0, 0, 0, 3]);
    const before = numbers(signal);
    expect(() => api.setIsig(signal, "1:3", [1, 2, 3])).toThrow("[BAD_SHAPE]");
    expect(() => api.setInav(signal, 7, 1)).toThrow("[BAD_INDEX]");
    expect(numbers(signal)).toEqual(before);
  });
});

/** The sum of two signals by looping over both natural spaces: the definition. */
function sumByHand(a: SignalLike, b: SignalLike): number[] {
  const space = (signal: SignalLike, navigate: boolean): number[] =>
    signal.axes
      .filter((axis) => axis.navigate === navigate)
      .map((axis) => axis.size)
      .reverse();
  const joined = (navigate: boolean): number[] => {
    const [x, y] = [space(a, navigate), space(b, navigate)];
    return Array.from({ length: Math.max(x.length, y.length) }, (_, i) => Math.max(x[i] ?? 1, y[i] ?? 1));
  };
  const [navigation, signal] = [joined(true), joined(false)];
  const at = (operand: SignalLike, position: number[], point: number[]): number => {
    const natural = (own: number[], place: number[]): number[] =>
      own.map((size, i) => (size === 1 ? 0 : (place[i] as number)));
    const n = natural(space(operand, true), position).reverse();
    const s = natural(space(operand, false), point).reverse();
    return Number(operand.data.get(...n, ...s));
  };
  return [...api.iterateIndices(navigation)].flatMap((position) =>
    [...api.iterateIndices(signal)].map((point) => at(a, position, point) + at(b, position, point)),
  );
}

describe("arithmetic", () => {
  test("broadcasts both spaces each for itself", () => {
    const dropped = fc.record({ lead: fc.nat(2), ones: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }) });
    const reduce = (shape: readonly number[], { lead, ones }: { lead: number; ones: boolean[] }): number[] =>
      shape.slice(Math.min(lead, shape.length)).map((size, i) => (ones[i] === true ? 1 : size));
    const space = fc.array(sizes, { maxLength: 2 });
    fc.assert(
      fc.property(
        space,
        fc.array(sizes, { minLength: 1, maxLength: 2 }),
        dropped,
        dropped,
        (navigation, signal, n, s) => {
          const a = sample([...navigation, ...signal], signal.length);
          const own = reduce(signal, s);
          const b = sample([...reduce(navigation, n), ...(own.length === 0 ? [1] : own)], Math.max(1, own.length));
          const expected = sumByHand(a, b);
          expect(numbers(api.add(a, b))).toEqual(expected);
          expect(numbers(api.add(b, a))).toEqual(expected);
          expect(api.add(a, b).axes.map((axis) => axis.navigate)).toEqual(a.axes.map((axis) => axis.navigate));
        },
      ),
    );
  });

  test("keeps the title of the first signal and the longest axes", () => {
    const a = makeSignal(counted([3, 1]), { axes: [{ name: "x" }, { name: "one" }], signalDimension: 1, title: "A" });
    const b = makeSignal(counted([4]), { axes: [{ name: "E", units: "eV" }], title: "B" });
    const result = api.subtract(a, b);
    expect([api.titleOf(result), ...result.axes.map((axis) => axis.name)]).toEqual(["A", "x", "E"]);
    expect(api.titleOf(api.subtract(2, b))).toBe("B");
  });

  test("works in place and leaves operands alone when it cannot", () => {
    const whole = new Signal1D(
      array(
        [
          [1, 2],
          [3, 4],
        ],
        { dtype: "int32" },
      ),
    );
    const wide = new Signal1D([
      [1, 2],
      [3, 4],
    ]);
    const row = new Signal1D([10, 20]);
    expect(api.add(wide, row, { inplace: true })).toBe(wide);
    expect(numbers(wide)).toEqual([11, 22, 13, 24]);
    expect(() => row.add(wide, { inplace: true })).toThrow("[BAD_SHAPE]");
    expect(() => whole.divide(2, { inplace: true })).toThrow("[BAD_DTYPE]");
    expect(() => api.add(2, row, { inplace: true })).toThrow("[BAD_ARGUMENT]");
    expect([...numbers(row), ...numbers(whole)]).toEqual([10, 20, 1, 2, 3, 4]);
    const out = wide.deepCopy();
    expect(wide.multiply(2, { out })).toBe(out);
    expect([...numbers(out), ...numbers(wide)]).toEqual([22, 44, 26, 48, 11, 22, 13, 24]);
  });

  test("works on data whose signal axes come first in the array", () => {
    const a = makeSignal(counted([4, 3]), { axes: [{ name: "E" }, { name: "x", navigate: true }] });
    const b = makeSignal([100, 200, 300, 400]);
    expect(numbers(api.add(a, b))).toEqual([100, 203, 306, 409, 101, 204, 307, 410, 102, 205, 308, 411]);
    api.add(a, b, { inplace: true });
    expect(numbers(api.inav(a, 1))).toEqual([101, 204, 307, 410]);
  });

  test("gives quotient and remainder as two signals", () => {
    const [quotient, remainder] = new Signal1D([7, -7]).divmod(3);
    expect([...numbers(quotient), ...numbers(remainder)]).toEqual([2, -3, 1, 2]);
  });
});

describe("reducing", () => {
  test("takes axes away in any order", () => {
    fc.assert(
      fc.property(
        shapes,
        fc.nat(4),
        fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }),
        (shape, dimension, chosen) => {
          const signal = sample(shape, Math.min(dimension, shape.length));
          const axis = chosen.map((one) => one % shape.length);
          const result = api.sum(signal, { axis });
          const total = numbers(signal).reduce((sum, one) => sum + one, 0);
          expect(numbers(result).reduce((sum, one) => sum + one, 0)).toBe(total);
          const left = shape.length - new Set(axis).size;
          expect(result.axes.length).toBe(Math.max(1, left));
          if (left > 0) expect(result.axes.every((own) => signal.axes.includes(own))).toBe(true);
          else expect(result.axes[0]).toMatchObject({ name: "Scalar", size: 1 });
        },
      ),
    );
  });

  test("takes away the last axis also when it has one point", () => {
    const one = makeSignal(array([5]), { axes: [{ name: "E", offset: 3 }], signalDimension: 1 });
    for (const result of [api.sum(one, { axis: "E" }), api.squeeze(one)]) {
      expect(numbers(result)).toEqual([5]);
      expect(result.axes.some(({ name }) => name === "E")).toBe(false);
    }
  });

  test("takes all navigation axes by default, and gives a new signal where there are none", () => {
    expect(numbers(api.sum(sample([2, 3, 2], 1)))).toEqual([30, 36]);
    const lone = new Signal1D([1, 2]);
    const same = lone.sum();
    expect(same).not.toBe(lone);
    expect(same.data.storage).toBe(lone.data.storage);
  });

  test("finds extrema and their values on the axis", () => {
    const signal = makeSignal(
      array([
        [3, 1, 2],
        [Number.NaN, 0, 9],
      ]),
      {
        axes: [{}, { name: "E", axis: [1, 10, 100] }],
        signalDimension: 1,
      },
    );
    expect(numbers(api.valuemax(signal, "E"))).toEqual([1, 1]);
    expect(numbers(api.indexmin(signal, "E"))).toEqual([1, 0]);
    expect(numbers(api.valuemin(signal, 0))).toEqual([1, 1, 0]);
    expect(api.valuemax(signal, "E").data.dtype).toBe("float64");
  });

  test("writes into out", () => {
    const out = new Signal1D([0, 0]);
    expect(api.sum(sample([3, 2], 1), { out })).toBe(out);
    expect(numbers(out)).toEqual([6, 9]);
    expect(() => api.sum(sample([3, 3], 1), { out })).toThrow("[BAD_SHAPE]");
    expect(numbers(out)).toEqual([6, 9]);
  });
});

describe("moving axes", () => {
  test("turning the spaces round twice gives the signal back", () => {
    fc.assert(
      fc.property(shapes, fc.nat(4), (shape, dimension) => {
        const signal = sample(shape, Math.min(dimension, shape.length));
        const back = api.transpose(api.transpose(signal));
        expect(back.data.toNested()).toEqual(signal.data.toNested());
        expect(back.axes).toEqual(signal.axes);
        expect(back.data.storage).toBe(signal.data.storage);
      }),
    );
  });

  test("optimize gives contiguous data of its own", () => {
    const signal = sample([2, 3, 4], 1);
    for (const moved of [
      api.transpose(signal, { optimize: true }),
      api.swapAxes(signal, 0, 2, { optimize: true }),
      api.rollAxis(signal, 2, 1, { optimize: true }),
      api.asSignal1D(signal, 0),
      api.asSignal2D(signal, [0, 2]),
    ]) {
      expect(moved.data.isContiguous).toBe(true);
      expect(moved.data.storage).not.toBe(signal.data.storage);
    }
  });

  test("cropping gives a view of part of any axis", () => {
    const signal = sample([3, 4], 1);
    expect(numbers(api.crop(signal, 0, { start: 1, end: 2 }))).toEqual([4, 5, 6, 7]);
    expect(numbers(api.crop(signal, "a1", { start: value(0.5) }))).toEqual([1, 2, 3, 5, 6, 7, 9, 10, 11]);
    expect(api.crop(signal, "a1", { start: 1 }).axes[1]).toMatchObject({ size: 3, offset: 0.5 });
  });
});

describe("mapping", () => {
  const signal = sample([2, 3, 4], 1);

  test("visits all positions in C order with their indices", () => {
    const seen: (readonly number[])[] = [];
    const result = api.map(signal, (data, _, indices) => {
      seen.push(indices);
      return data;
    });
    expect(result.data.toNested()).toEqual(signal.data.toNested());
    expect(result.axes).toEqual(signal.axes);
    expect(seen.slice(0, 4)).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [0, 1],
    ]);
  });

  test("takes numbers, arrays and images", () => {
    expect(numbers(api.map(signal, (data) => api.sum(makeSignal(data), { axis: 0 }).data.get(0)))).toEqual([
      6, 22, 38, 54, 70, 86,
    ]);
    expect(api.dimensionsText(api.map(signal, (data) => data.slice("0:2")).axes)).toBe("(3, 2|2)");
    const images = api.map(signal, () => [
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(api.dimensionsText(images.axes)).toBe("(3, 2|3, 2)");
    expect(api.dimensionsText(api.map(makeSignal([1, 2]), () => 1).axes)).toBe("(|1)");
    expect(numbers(api.map<number>(makeSignal([1, 2], { signalDimension: 0 }), (element) => element + 1))).toEqual([
      2, 3,
    ]);
  });

  test("promotes over all positions, where the reference goes by the first", () => {
    const first = makeSignal(
      array(
        [
          [1, 2],
          [3, 4],
        ],
        { dtype: "int32" },
      ),
      { signalDimension: 1 },
    );
    const result = api.map(first, (data, _, [x]) => (x === 0 ? data : [1.5, 2]));
    expect([result.data.dtype, ...numbers(result)]).toEqual(["float64", 1, 2, 1.5, 2]);
    expect(api.map(first, (data) => data, { outputDtype: "int8" }).data.dtype).toBe("int8");
  });

  test("hands parameters over", () => {
    const angles = makeSignal(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      { signalDimension: 0 },
    );
    const rows = sample([2, 3, 2], 1);
    const row = makeSignal([7, 8, 9, 10]);
    const seen: unknown[] = [];
    api.map(
      signal,
      (data, { angle, own, whole, fixed, one }) => {
        seen.push([angle, (own as NDArray).toNested(), (whole as NDArray).shape, fixed, one]);
        return data;
      },
      { parameters: { angle: angles, own: rows, whole: row, fixed: "f", one: makeSignal([5]) } },
    );
    expect(seen[4]).toEqual([5, [8, 9], [4], "f", 5]);
  });

  test("may give results of any form", () => {
    const result = api.map(signal, (_, __, [x = 0]) => "x".repeat(x), { ragged: true });
    expect(api.signalText(result)).toBe("<Signal, title: , dimensions: (3, 2|ragged)>");
    expect(api.raggedItems(result)).toEqual(["", "x", "xx", "", "x", "xx"]);
    const lengths = api.map(result, (text: string) => text.length, { ragged: false });
    expect(lengths.data.toNested()).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
  });

  test("works in place, tells how far it is and stops when asked", () => {
    const own = api.deepCopy(signal);
    const told: number[] = [];
    expect(
      api.map(own, (data) => data.copy().assign(1), { inplace: true, onProgress: (done) => told.push(done) }),
    ).toBe(own);
    expect([Math.min(...numbers(own)), told]).toEqual([1, [1, 2, 3, 4, 5, 6]]);
    const control = new AbortController();
    const stop = (): number => {
      control.abort();
      return 1;
    };
    expect(() => api.map(signal, stop, { signal: control.signal })).toThrow("[ABORTED]");
  });
});

describe("positions", () => {
  test("gives each signal as a view with its title", () => {
    const signal = makeSignal(counted([2, 3, 4]), { signalDimension: 1, title: "A" });
    const all = [...api.iterateSignals(signal)];
    expect(all.map(api.titleOf)).toEqual(["A (0, 0)", "A (1, 0)", "A (2, 0)", "A (0, 1)", "A (1, 1)", "A (2, 1)"]);
    expect(numbers(all[4] as SignalLike)).toEqual([16, 17, 18, 19]);
    expect(all.every((one) => one.data.storage === signal.data.storage)).toBe(true);
    expect([...api.iterateSignals(signal, "serpentine")].map(api.titleOf).slice(2, 4)).toEqual([
      "A (2, 0)",
      "A (2, 1)",
    ]);
    expect(api.titleOf(api.getCurrentSignal(signal, { indices: [1, 1], autoTitle: false }))).toBe("A");
  });
});

test("results have metadata of their own", () => {
  const signal = makeSignal(
    [
      [1, 2],
      [3, 4],
    ],
    { title: "A", signalDimension: 1, originalMetadata: { a: { b: 1 } } },
  );
  for (const result of [
    api.inav(signal, 0),
    api.add(signal, 1),
    api.sum(signal),
    api.copy(signal),
    api.transpose(signal),
  ]) {
    result.metadata.set("General.title", "B");
    result.originalMetadata?.set("a.b", 2);
    expect([api.titleOf(signal), signal.originalMetadata?.get("a.b")]).toEqual(["A", 1]);
  }
});

test("plain signals stay plain", () => {
  const signal = makeSignal(
    [
      [1, 2],
      [3, 4],
    ],
    { title: "A", signalDimension: 1 },
  );
  for (const result of [
    signal,
    api.inav(signal, 0),
    api.add(signal, 1),
    api.sum(signal),
    api.map(signal, (data) => data),
  ])
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  expect(api.signalText(signal)).toBe("<Signal, title: A, dimensions: (2|2)>");
});
