import { arange, fromData, isCoreError, type NDArray } from "@core/array";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as api from "../index.js";

const numbers = (signal: api.SignalLike): number[] =>
  ([signal.data.toNested()] as unknown[]).flat(Number.POSITIVE_INFINITY).map(Number);
const total = (signal: api.SignalLike): number => numbers(signal).reduce((sum, one) => sum + one, 0);

const shapes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 });
const signals = fc
  .tuple(shapes, fc.nat(), fc.nat(1), fc.constantFrom("float32" as const, "float64" as const))
  .map(([shape, seed, reversed, dtype]) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const list = Float64Array.from({ length: size }, (_, i) => ((i * 7919 + seed) % 997) / 8 - 40);
    const data = (fromData(list, shape) as NDArray).astype(dtype) as NDArray;
    const axes = shape.map((_, place) => ({
      name: `a${place}`,
      navigate: place < seed % (shape.length + 1),
      scale: 0.25 * (place + 1),
      offset: place,
    }));
    const view = reversed === 1 ? data.slice("::-1") : data;
    return new api.BaseSignal(view, { axes, title: "A" });
  });

const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (isCoreError(error)) return error.code;
    throw error;
  }
  return "none";
};

describe("rebin", () => {
  test("keeps the sum and the extent", () => {
    fc.assert(
      fc.property(
        signals,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }),
        (signal, wanted) => {
          const newShape = signal.axes.map((_, place) => wanted[place] as number);
          const result = signal.rebin({ newShape });
          expect(result.axesManager.shape).toEqual(newShape);
          expect(Math.abs(total(result) - total(signal))).toBeLessThan(signal.data.dtype === "float32" ? 0.02 : 1e-8);
          for (const [place, axis] of result.axes.entries()) {
            const own = signal.axes[place] as api.UniformDataAxis;
            const uniform = axis as api.UniformDataAxis;
            expect(uniform.offset - uniform.scale / 2).toBeCloseTo(own.offset - own.scale / 2, 9);
            expect(uniform.size * uniform.scale).toBeCloseTo(own.size * own.scale, 9);
          }
          expect(result.data.dtype).toBe(signal.data.dtype);
        },
      ),
    );
  });

  test("there and back is the identity", () => {
    fc.assert(
      fc.property(signals, fc.integer({ min: 2, max: 4 }), (signal, factor) => {
        const scale = signal.axes.map(() => 1 / factor);
        const back = signal.rebin({ scale }).rebin({ scale: signal.axes.map(() => factor) });
        expect(back.data.shape).toEqual(signal.data.shape);
        for (const [i, one] of numbers(back).entries()) expect(one).toBeCloseTo(numbers(signal)[i] as number, 3);
      }),
    );
  });

  test("never loses a bin", () => {
    for (let size = 1; size < 400; size += 13)
      for (let points = 1; points <= size; points += 3) {
        const result = api.rebin(new api.Signal1D(arange(size)), { newShape: [points] });
        expect([size, result.data.shape[0]]).toEqual([size, points]);
        const scaled = api.rebin(new api.Signal1D(arange(size)), { scale: [size / points] });
        expect([size, scaled.data.shape[0]]).toEqual([size, points]);
      }
  });

  test("of listed axes has the middles of the bins as points", () => {
    const signal = new api.Signal1D([1, 2, 3, 4], {
      axes: [{ name: "E", units: "eV", axis: [0, 1, 4, 9], isBinned: true }],
    });
    const result = signal.rebin({ scale: [2] });
    expect(result.axes[0]).toMatchObject({ kind: "data", name: "E", units: "eV", isBinned: true });
    expect([...(result.axes[0] as api.Axis).values()]).toEqual([0.5, 6.5]);
    expect(numbers(result)).toEqual([3, 7]);
    const finer = signal.rebin({ scale: [0.5] });
    expect([...(finer.axes[0] as api.Axis).values()]).toEqual([-0.25, 0.25, 0.75, 1.75, 3.25, 5.25, 7.75, 10.25]);
  });

  test("adds up float32 in float64, and 64 bit numbers exactly", () => {
    const tenths = new api.Signal1D(fromData(new Float32Array(1_000_000).fill(0.1), [1000, 1000]));
    expect(numbers(tenths.rebin({ scale: [1000, 1000] }))[0]).toBe(Math.fround(1e6 * Math.fround(0.1)));
    const big = new api.Signal1D(fromData(BigInt64Array.of(2n ** 60n, 1n, 2n ** 60n, 3n), [4]));
    expect(big.rebin({ scale: [2] }).data.toNested()).toEqual([2n ** 60n + 1n, 2n ** 60n + 3n]);
  });

  test("writes into out, and says what is wrong", () => {
    const signal = new api.Signal1D(arange(10));
    const out = new api.Signal1D(arange(5));
    expect(signal.rebin({ scale: [2], out })).toBe(out);
    expect(numbers(out)).toEqual([1, 5, 9, 13, 17]);
    expect(code(() => signal.rebin({ scale: [5], out }))).toBe("BAD_SHAPE");
    expect(code(() => signal.rebin({ scale: [2.5], dtype: "int32" }))).toBe("BAD_DTYPE");
    expect(code(() => signal.rebin({ scale: [2], dtype: "int33" as "int32" }))).toBe("BAD_DTYPE");
    expect(code(() => signal.changeDtype("complex64").rebin({ scale: [2], dtype: "float32" }))).toBe("BAD_DTYPE");
    expect(code(() => signal.rebin({ newShape: [2.5] }))).toBe("BAD_VALUE");
    expect(code(() => signal.rebin({ scale: [Number.NaN] }))).toBe("BAD_VALUE");
    expect(code(() => signal.rebin([2] as never))).toBe("BAD_ARGUMENT");
    expect(
      numbers(
        signal
          .inav()
          .isig("0:0")
          .rebin({ scale: [1] }),
      ),
    ).toEqual([]);
  });
});

describe("unfold, stack, split", () => {
  test("fold undoes unfold", () => {
    fc.assert(
      fc.property(signals, fc.boolean(), fc.boolean(), (signal, unfoldNavigation, unfoldSignal) => {
        const flat = signal.unfold({ unfoldNavigation, unfoldSignal });
        const folded = flat.fold();
        const { data, axes } = api.aligned(signal);
        expect(folded.data.toNested()).toEqual(data.toNested());
        expect(folded.axes.map(api.axisToDictionary)).toEqual(axes.map(api.axisToDictionary));
        expect(folded.metadata.has("_HyperSpy.Folding")).toBe(false);
      }),
    );
  });

  test("unfolded folds what a function made", () => {
    const signal = new api.Signal2D(arange(24).reshape([2, 3, 4]), { title: "A" });
    const result = signal.unfolded((flat) => {
      expect(String(flat)).toBe("<Signal1D, title: A, unfolded dimensions: (2|12)>");
      return flat.multiply(2);
    });
    expect(String(result)).toBe("<Signal2D, title: A, dimensions: (2|4, 3)>");
    expect(numbers(result)).toEqual(numbers(signal.multiply(2)));
    const flat = signal.unfold();
    expect(flat.data.storage).toBe(signal.data.storage);
    expect(code(() => signal.transpose({ navigationAxes: 0 }).unfold().isig("1:").fold())).toBe("BAD_SHAPE");
  });

  test("split undoes stack, with titles, original metadata and variances", () => {
    const made = ["A", "B", "C"].map((title, i) => {
      const signal = new api.Signal1D(
        arange(6 * (i + 1))
          .slice(":6")
          .reshape([2, 3]),
        { title, originalMetadata: { number: i } },
      );
      signal.metadata.set("Signal.Noise_properties.variance", signal.add(i));
      return signal;
    });
    for (const axis of [undefined, 0, -1]) {
      const whole = api.stack(made, axis === undefined ? {} : { axis }) as api.BaseSignal;
      const variance = whole.metadata.get("Signal.Noise_properties.variance") as api.SignalLike;
      expect(variance.data.shape).toEqual(whole.data.shape);
      const parts = whole.split();
      expect(parts.map((part) => part.title)).toEqual(["A", "B", "C"]);
      expect(parts.map((part) => part.originalMetadata?.get("number"))).toEqual([0, 1, 2]);
      expect(parts.map(numbers)).toEqual(made.map(numbers));
      expect(parts.map(String)).toEqual(made.map(String));
    }
    for (const one of made) one.metadata.set("Signal.Noise_properties.variance", made.indexOf(one) + 1);
    const mixed = api.stack(made).metadata.get("Signal.Noise_properties.variance") as api.SignalLike;
    expect(numbers(mixed)).toEqual([1, 2, 3].flatMap((one) => new Array<number>(6).fill(one)));
    expect(code(() => api.stack([]))).toBe("BAD_ARGUMENT");
    expect(code(() => api.stack([made[0] as api.SignalLike, "B" as never]))).toBe("BAD_ARGUMENT");
    expect(code(() => api.stack(made, { stackMetadata: 7 }))).toBe("BAD_ARGUMENT");
    expect(code(() => api.stack(made, { axis: "nowhere" }))).toBe("BAD_AXIS");
  });

  test("parts are views and leave nothing over", () => {
    fc.assert(
      fc.property(signals, fc.integer({ min: 1, max: 7 }), fc.nat(3), (signal, parts, choice) => {
        const axis = choice % signal.axes.length;
        const place = api.arrayIndex(signal, axis);
        const size = signal.data.shape[place] as number;
        if (parts > size) return;
        const list = signal.split({ axis, numberOfParts: parts });
        expect(list).toHaveLength(parts);
        for (const part of list) expect(part.data.storage).toBe(signal.data.storage);
        const whole =
          list.length === 1 || list[0]?.axes.length !== signal.axes.length
            ? undefined
            : api.stack(list, { axis: `a${place}` });
        if (whole !== undefined) expect(numbers(whole)).toEqual(numbers(api.stack([whole])));
        expect(list.reduce((sum, part) => sum + part.data.size, 0)).toBe(signal.data.size);
      }),
    );
  });

  test("crop and split take the variance along", () => {
    const signal = new api.Signal1D(arange(6).reshape([2, 3]));
    signal.metadata.set("Signal.Noise_properties.variance", signal.add(10));
    const cropped = signal.crop(-1, { start: 1 }).metadata.get("Signal.Noise_properties.variance") as api.SignalLike;
    expect(numbers(cropped)).toEqual([11, 12, 14, 15]);
    const [, second] = signal.split();
    expect(numbers(second?.metadata.get("Signal.Noise_properties.variance") as api.SignalLike)).toEqual([13, 14, 15]);
  });
});

describe("map", () => {
  const signal = new api.Signal2D(arange(24).reshape([2, 3, 4]), {
    axes: [{}, { name: "v", scale: 2 }, { name: "u" }],
  });

  test("calls vectorized functions once, with the signal axes", () => {
    const calls: unknown[] = [];
    const result = signal.map(
      (data, { axis, axes, k }) => {
        calls.push([data.shape, axis, axes, k]);
        return data.slice(":", "::2");
      },
      { vectorized: true, parameters: { k: 3 } },
    );
    expect(calls).toEqual([[[2, 3, 4], 2, [1, 2], 3]]);
    expect(String(result)).toBe("<Signal2D, title: , dimensions: (2|4, 2)>");
    const gain = new api.BaseSignal([1, 2]).T;
    expect(code(() => signal.map((data) => data, { vectorized: true, parameters: { gain } }))).toBe("BAD_ARGUMENT");
    expect(code(() => signal.map((data) => data.slice(0), { vectorized: true }))).toBe("BAD_SHAPE");
    expect(code(() => signal.map((data) => data, { vectorized: true, outputSignalSize: [3] }))).toBe("BAD_SHAPE");
  });

  test("of fewer axes keeps the last ones, more come behind", () => {
    expect(signal.map((image) => image.slice(":", 0)).axes[1]).toMatchObject({ name: "u", size: 3 });
    expect(signal.map((image) => image.reshape([3, 4, 1])).axes.map(({ name }) => name)).toEqual([
      undefined,
      "v",
      "u",
      undefined,
    ]);
  });
});

describe("positions", () => {
  test("follow any path, and refuse what is not there", () => {
    const signal = new api.Signal1D(arange(12).reshape([2, 3, 2]));
    expect(
      [
        ...signal.iterate([
          [2, 1],
          [0, 0],
        ]),
      ].map(numbers),
    ).toEqual([
      [10, 11],
      [0, 1],
    ]);
    expect(code(() => [...signal.iterate([[3, 0]])])).toBe("BAD_INDEX");
    expect(code(() => [...signal.iterate([[0]])])).toBe("BAD_INDEX");
    expect(code(() => [...signal.iterate("zigzag" as "flyback")])).toBe("BAD_ARGUMENT");
  });
});
