import {
  arange,
  array,
  createRuntime,
  type Device,
  fromData,
  isCoreError,
  isNDArray,
  type NDArray,
  type Nested,
} from "@core/array";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as api from "../index.js";
import { BaseSignal, Signal1D, Signal2D, slice, value } from "../index.js";

const nested = (signal: api.SignalLike): Nested => signal.data.toNested();
const cube = (): Signal1D =>
  new Signal1D(arange(24).reshape([2, 3, 4]), {
    title: "C",
    axes: [{ name: "y" }, { name: "x", scale: 0.5 }, { name: "E", offset: 10, scale: 2 }],
  });

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return isCoreError(error) ? error.code : `uncoded ${String(error)}`;
  }
  return "no error";
}

describe("lists and masks as selectors", () => {
  test("take several points, in the order asked for", () => {
    expect(nested(cube().inav(0, 0).isig([3, 0, -2]))).toEqual([3, 0, 2]);
    expect(nested(cube().isig([0, 2]))).toEqual(nested(cube().isig("0::2")));
    expect(nested(cube().inav([2, 0], 1))).toEqual([nested(cube().inav(2, 1)), nested(cube().inav(0, 1))]);
    expect(nested(cube().inav(1, [0]))).toEqual([nested(cube().inav(1, 0))]);
    expect(nested(cube().inav([0, 2], [1]))).toEqual([[nested(cube().inav(0, 1)), nested(cube().inav(2, 1))]]);
    expect(nested(cube().isig([value(12), "16."]))).toEqual(nested(cube().isig([1, 3])));
    expect(String(cube().isig([]))).toBe("<Signal1D, title: C, dimensions: (3, 2|0)>");
    expect(nested(cube().isig(array([1, 2], { dtype: "int32" })))).toEqual(nested(cube().isig("1:3")));
    expect(nested(cube().isig(array([1, 2])))).toEqual(nested(cube().isig("1:3")));
  });

  test("keep the calibration where the points rise or fall", () => {
    const axisOf = (list: number[]): api.Axis => cube().isig(list).axes[2] as api.Axis;
    expect(axisOf([1, 3])).toMatchObject({ kind: "uniform", offset: 12, scale: 4, size: 2, name: "E" });
    expect(axisOf([2])).toMatchObject({ kind: "uniform", offset: 14, scale: 2, size: 1 });
    expect([...axisOf([3, 2, 0]).values()]).toEqual([16, 14, 10]);
    expect(axisOf([3, 2, 0]).kind).toBe("data");
    expect(axisOf([2, 0, 3])).toMatchObject({ kind: "uniform", offset: 0, scale: 1, name: "E", units: undefined });
    expect(axisOf([1, 1])).toMatchObject({ offset: 0, scale: 1, size: 2 });
  });

  test("one boolean for each point", () => {
    expect(nested(cube().isig([true, false, false, true]))).toEqual(nested(cube().isig([0, 3])));
    const dark = cube().inav(0, 0).less(2);
    expect(nested(cube().isig(dark))).toEqual(nested(cube().isig("0:2")));
    expect(codeOf(() => cube().isig([true, false]))).toBe("BAD_INDEX");
    expect(codeOf(() => cube().isig([true, 1, 2, 3] as never))).toBe("BAD_INDEX");
    expect(codeOf(() => cube().isig([4]))).toBe("BAD_INDEX");
  });

  test("a mask of a space gives one axis of points", () => {
    const bright = cube().sum({ axis: "E" }).greater(50);
    const chosen = cube().inav(bright);
    expect(String(chosen)).toBe("<Signal1D, title: C, dimensions: (3|4)>");
    expect(nested(chosen)).toEqual([3, 4, 5].map((line) => [0, 1, 2, 3].map((channel) => 4 * line + channel)));
    expect(chosen.axes[0]?.name).toBe("x,y");
    const image = new Signal2D(arange(24).reshape([2, 3, 4]));
    const pixels = image.isig(image.inav(0).greaterEqual(10));
    expect([String(pixels), nested(pixels)]).toEqual([
      "<Signal1D, title: , dimensions: (2|2)>",
      [
        [10, 11],
        [22, 23],
      ],
    ]);
    expect(codeOf(() => cube().inav(array([[true, false]])))).toBe("BAD_SHAPE");
    expect(
      codeOf(() =>
        cube().inav(
          array([
            [1, 0, 1],
            [1, 1, 1],
          ]),
        ),
      ),
    ).toBe("BAD_SHAPE");
  });

  test("copies, which writing does not reach; setting writes where they say", () => {
    const signal = cube();
    signal.isig([0, 1]).data.assign(99);
    expect(Number(signal.max({ axis: [0, 1, 2] }).data.get(0))).toBe(23);
    signal.setIsig([[0, 3]], -1);
    expect(nested(signal.inav(1, 0))).toEqual([-1, 5, 6, -1]);
    signal.setInav([[0, 2], 1], array([1, 2, 3, 4]));
    expect(nested(signal.inav(2, 1))).toEqual([1, 2, 3, 4]);
    expect(nested(signal.inav(1, 1))).toEqual([-1, 17, 18, -1]);
    signal.setInav(signal.max({ axis: "E" }).greater(17), 0);
    expect(nested(signal.inav(1, 1))).toEqual([0, 0, 0, 0]);
    const image = new Signal2D(arange(24).reshape([2, 3, 4]));
    image.setIsig(image.inav(0).less(9), array([[-1], [-2]]));
    expect(nested(image.isig("...", 2))).toEqual([
      [-1, 9, 10, 11],
      [-2, 21, 22, 23],
    ]);
  });

  test("are the same as single indices", () => {
    const line = fc.array(fc.integer({ min: -4, max: 3 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(line, line, (xs, es) => {
        const signal = cube();
        const part = signal.isig(es).inav(xs.map((x) => Math.max(-3, Math.min(2, x))));
        for (const [i, x] of xs.entries())
          for (const [j, e] of es.entries())
            expect(part.inav(i, 1).isig(j).data.get(0)).toBe(
              signal
                .inav(Math.max(-3, Math.min(2, x)), 1)
                .isig(e)
                .data.get(0),
            );
      }),
      { numRuns: 50 },
    );
  });
});

describe("ragged signals", () => {
  const make = (): BaseSignal => new BaseSignal([[1, 2, 3], [1], Float32Array.of(4, 5)], { ragged: true, title: "R" });

  test("hold arrays and anything else", () => {
    const signal = make();
    expect([String(signal), signal.ragged, signal.raggedItems().every(isNDArray)]).toEqual([
      "<BaseSignal, title: R, dimensions: (3|ragged)>",
      true,
      true,
    ]);
    expect(new BaseSignal(["a", { b: 1 }], { ragged: true }).raggedItems()).toEqual(["a", { b: 1 }]);
    expect([
      String(signal.inav(0)),
      String(new BaseSignal([[[1], [2, 3]]], { ragged: true, axes: [{}, {}] }).inav(1, 0)),
    ]).toEqual(["<BaseSignal, title: R, dimensions: (1|ragged)>", "<BaseSignal, title: , dimensions: (1|ragged)>"]);
    const part = signal.inav([2, 0]);
    expect(part.raggedItems().map((item) => (item as NDArray).size)).toEqual([2, 3]);
    expect(part.inav([true, false]).raggedItems().length).toBe(1);
    const own = signal.deepCopy();
    (own.raggedItems()[0] as NDArray).set([0], 9);
    expect((signal.raggedItems()[0] as NDArray).get(0)).toBe(1);
  });

  test("give no numbers away", () => {
    const signal = make();
    for (const action of [
      () => signal.isig(0),
      () => signal.setIsig(0, 1),
      () => signal.T,
      () => signal.add(1),
      () => signal.sum(),
      () => signal.exp(),
      () => signal.data.toNested(),
      () => signal.setInav(0, 1),
      () => signal.changeDtype("float32"),
      () => signal.getHistogram(),
      () => signal.addPoissonianNoise(),
      () => signal.diff(0),
    ])
      expect(codeOf(action)).toBe("UNSUPPORTED");
    expect(codeOf(() => new Signal1D([[1], [2, 3]], { ragged: true }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => new BaseSignal(arange(3), { ragged: true }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => new BaseSignal([[1], 2], { ragged: true, axes: [{}, {}] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => api.raggedItems(cube()))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => make().setRagged(false))).toBe("BAD_SHAPE");
    expect(codeOf(() => cube().setRagged(true))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => new BaseSignal(["a"], { ragged: true }).setRagged(false))).toBe("BAD_ARGUMENT");
  });
});

describe("colours", () => {
  test("are out of sight and come back", () => {
    const bytes = new Signal1D(arange(24).reshape([2, 4, 3])).changeDtype("uint8");
    const picture = bytes.changeDtype("rgb8");
    expect([String(picture), picture.rgb, picture.data.dtype, picture.axesManager.shape]).toEqual([
      "<Signal2D, title: , dimensions: (|4, 2)>",
      "rgb8",
      "uint8",
      [4, 2],
    ]);
    expect(nested(picture.isig(1, 0))).toEqual([[3, 4, 5]]);
    expect(nested(picture.isig([0, 3], 1))).toEqual([
      [12, 13, 14],
      [21, 22, 23],
    ]);
    expect(nested(picture.changeDtype("uint8"))).toEqual(nested(bytes));
    for (const action of [
      () => picture.add(picture),
      () => picture.exp(),
      () => picture.mean({ axis: 0 }),
      () => picture.derivative(0),
      () => picture.getHistogram(),
      () => picture.summaryStatistics(),
      () => picture.map((a: NDArray) => a),
    ])
      expect(codeOf(action)).toBe("UNSUPPORTED");
  });
});

describe("functions of signals", () => {
  test("work in place, into others, and without titles", () => {
    const signal = new Signal1D([1, 4, 9], { title: "A" });
    expect(signal.sqrt().title).toBe("sqrt(A)");
    expect(signal.sqrt({ autoTitle: false }).title).toBe("A");
    expect(signal.add(1).title).toBe("A");
    expect(signal.add(1, { autoTitle: true }).title).toBe("add(A, 1)");
    const out = new Signal1D([0, 0, 0], { title: "out" });
    expect(signal.sqrt({ out })).toBe(out);
    expect([out.title, nested(out)]).toEqual(["out", [1, 2, 3]]);
    expect(signal.sqrt({ inplace: true })).toBe(signal);
    expect(nested(signal)).toEqual([1, 2, 3]);
    expect(codeOf(() => new Signal1D(new Int32Array(3)).exp({ inplace: true }))).toBe("BAD_DTYPE");
    expect(api.maximum(2, signal).title).toBe("maximum(2, A)");
    expect(nested(signal.clip(null, 2))).toEqual([1, 2, 2]);
    expect(nested(new Signal1D([1.25, 3.75]).round({ decimals: 1 }))).toEqual([1.2, 3.8]);
    expect(nested(new Signal1D([Number.NaN, Number.POSITIVE_INFINITY]).nanToNum({ nan: 7, posinf: 8 }))).toEqual([
      7, 8,
    ]);
    expect(codeOf(() => api.exp([1, 2] as never))).toBe("BAD_ARGUMENT");
  });

  test("broadcast navigation and signal axes each for itself", () => {
    const spectra = cube();
    const map = spectra.max({ axis: "E" });
    expect(String(api.minimum(spectra, map))).toBe("<Signal1D, title: minimum(C, C), dimensions: (3, 2|4)>");
    expect(codeOf(() => api.minimum(spectra, new Signal1D([1, 2])))).toBe("BAD_SHAPE");
  });
});

describe("calculus", () => {
  test("the integral of the derivative is the difference of the ends, for parabolas on any axis", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 3, noNaN: true }), { minLength: 3, maxLength: 12 }),
        fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 3, maxLength: 3 }),
        (steps, [a = 0, b = 0, c = 0]) => {
          const points = steps.map((_, i) => steps.slice(0, i + 1).reduce((sum, step) => sum + step, 0));
          if (points.length % 2 === 0) points.pop();
          const [first, last] = [points[0] as number, points.at(-1) as number];
          const signal = new Signal1D(
            points.map((x) => a + b * x + c * x * x),
            { axes: [{ axis: points }] },
          );
          const primitive = (x: number): number => a * x + (b * x * x) / 2 + (c * x ** 3) / 3;
          expect(Number(signal.integrate1D(0).data.get(0))).toBeCloseTo(primitive(last) - primitive(first), 6);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("says what is wrong", () => {
    expect(codeOf(() => cube().derivative(-1, { order: 1.5 }))).toBe("BAD_VALUE");
    expect(codeOf(() => cube().diff(-1, { order: -1 }))).toBe("BAD_VALUE");
    expect(codeOf(() => cube().diff(-1, 2 as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => cube().isig(slice(0, 1)).derivative("E"))).toBe("BAD_SHAPE");
    expect(codeOf(() => cube().isig(slice(0, 0)).integrateSimpson("E"))).toBe("BAD_SHAPE");
    expect(codeOf(() => cube().integrate1D("Z"))).toBe("BAD_AXIS");
    expect(codeOf(() => cube().mean({ axis: 0, out: cube().changeDtype("int32").inav(0) }))).toBe("BAD_DTYPE");
    expect(codeOf(() => cube().diff(-1, { out: cube() }))).toBe("BAD_SHAPE");
    expect(codeOf(() => new Signal1D([true, false]).derivative(0))).toBe("BAD_DTYPE");
  });

  test("many lanes and few lanes give the same", () => {
    const data = arange(5 * 4 * 70).reshape([5, 4, 70]);
    const points = [0, 1, 3, 4, 9];
    const axes = [{ axis: points, navigate: true }, { navigate: true }, {}];
    const wide = new Signal1D(data, { axes });
    const square = wide.power(2);
    for (const operation of [api.derivative, api.integrateSimpson] as const) {
      const whole = operation(square, 1);
      const narrow = operation(square.isig([3, 40]), 1);
      const [mine, other] = [api.isig(whole, [3, 40]), narrow].map((one) => (nested(one) as number[][]).flat(2));
      for (const [i, number] of (mine as number[]).entries()) expect(number).toBeCloseTo(other?.[i] as number, 6);
    }
  });
});

describe("statistics and noise", () => {
  test("of nothing are NaN", () => {
    expect(new Signal1D([Number.NaN]).summaryStatistics().median).toBeNaN();
    expect(new Signal1D([1, 2, 3]).summaryStatistics()).toEqual({
      mean: 2,
      std: Math.sqrt(2 / 3),
      min: 1,
      q1: 1.5,
      median: 2,
      q3: 2.5,
      max: 3,
    });
    expect(codeOf(() => new Signal1D([1]).changeDtype("complex128").summaryStatistics())).toBe("BAD_DTYPE");
  });

  test("a histogram counts every element once", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 60 }),
        fc.constantFrom("fd", "auto", "doane", "scott", "stone", "rice", "sqrt", "sturges", "knuth", "blocks", 9),
        (numbers, bins) => {
          const histogram = new Signal1D(numbers).getHistogram({ bins: bins as "fd" });
          const count = (histogram.data.toNested() as number[]).reduce((sum, one) => sum + Number(one), 0);
          expect(count).toBe(numbers.filter((number) => !Number.isNaN(number)).length);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("say what is wrong", () => {
    const signal = new Signal1D([1, 2, 3]);
    expect(codeOf(() => signal.getHistogram({ bins: "fdd" as "fd" }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => signal.getHistogram({ maxNumBins: 0 }))).toBe("BAD_VALUE");
    expect(codeOf(() => signal.getHistogram("fd" as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => new Signal1D(arange(50000)).getHistogram({ bins: "blocks" }))).toBe("UNSUPPORTED");
    expect(codeOf(() => signal.setNoiseVariance("3" as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => signal.estimatePoissonianNoiseVariance({ gainFactor: Number.NaN }))).toBe("BAD_VALUE");
    expect(codeOf(() => cube().estimatePoissonianNoiseVariance({ expectedValue: signal }))).toBe("BAD_SHAPE");
    expect(codeOf(() => new Signal1D(new Uint8Array(3)).addPoissonianNoise({ keepDtype: false, inplace: true }))).toBe(
      "BAD_DTYPE",
    );
    expect(codeOf(() => signal.setSignalOrigin(3 as never))).toBe("BAD_ARGUMENT");
  });

  test("noise is new each time, or the same with a seed, in place or not", () => {
    const signal = new Signal1D(arange(100), { title: "A" });
    const one = signal.addGaussianNoise(1, { seed: 3 });
    expect(nested(one)).toEqual(nested(signal.addGaussianNoise(1, { seed: 3 })));
    expect(nested(one)).not.toEqual(nested(signal.addGaussianNoise(1)));
    expect(nested(signal)).toEqual(nested(new Signal1D(arange(100))));
    const own = signal.deepCopy();
    expect(own.addGaussianNoise(1, { seed: 3, inplace: true })).toBe(own);
    expect([nested(own), own.title]).toEqual([nested(one), "A"]);
    let heard = 0;
    own.events.dataChanged.connect(() => heard++);
    own.addPoissonianNoise.call(own.absolute(), { seed: 1 });
    own.addGaussianNoise(1, { inplace: true });
    expect(heard).toBe(1);
  });

  test("the variance goes with slices, and away with arithmetic", () => {
    const signal = cube().estimatePoissonianNoiseVariance();
    expect((signal.inav(1, 1).getNoiseVariance() as api.SignalLike).data.toNested()).toEqual([16, 17, 18, 19]);
    expect((signal.inav([0, 2], 1).getNoiseVariance() as api.SignalLike).data.shape).toEqual([2, 4]);
    expect(signal.add(1).getNoiseVariance()).toBeUndefined();
    expect(signal.setNoiseVariance(null).getNoiseVariance()).toBeUndefined();
    expect(
      signal
        .setNoiseVariance(4)
        .estimatePoissonianNoiseVariance({ expectedValue: 5, gainOffset: 2 })
        .getNoiseVariance(),
    ).toBe(7);
  });
});

describe("devices", () => {
  test("hold copies of the data", async () => {
    const memory = new Map<number, Uint8Array>();
    const device: Device = {
      id: "toy",
      dtypes: ["float64"],
      allocate: (bytes) => {
        memory.set(memory.size, new Uint8Array(bytes));
        return memory.size - 1;
      },
      free: (slot) => void memory.delete(slot),
      write: (slot, bytes) => memory.get(slot)?.set(bytes),
      read: async (slot, bytes) => (memory.get(slot) as Uint8Array).slice(0, bytes),
    };
    const runtime = createRuntime({
      plugins: [{ name: "toy", version: "1.0.0", provides: { "@core/array/device#1": [device] } }],
    });
    const signal = new Signal1D(fromData(Float64Array.of(1, 2, 3), [3]), { runtime, title: "A" });
    const there = signal.toDevice("toy");
    expect([there.data.device?.id, String(there)]).toEqual(["toy", String(signal)]);
    expect(codeOf(() => there.data.data)).toBe("UNSUPPORTED");
    const back = await there.toHost();
    expect([nested(back), await back.toHost()]).toEqual([[1, 2, 3], back]);
    expect(codeOf(() => signal.toDevice("nowhere"))).toBe("MISSING");
  });
});
