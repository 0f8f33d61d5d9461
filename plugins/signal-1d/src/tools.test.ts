import { array, createRuntime, fromData, isNDArray, multiply, type NDArray, sum } from "@core/array";
import {
  call,
  DataAxis,
  makeSignal,
  Signal1D,
  type SignalLike,
  setNoiseVariance,
  signalCore,
  spanROI,
  type UniformDataAxis,
  value,
} from "@core/signal";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as api from "./index.js";
import { close, numbers, sample, wavy } from "./testing.js";

/** The same with the signal axis between the navigation axes, on data that are neither contiguous nor forward. */
function turned(signal: SignalLike): SignalLike {
  const [y, x, e] = signal.axes;
  const backwards = fromData(new Float64Array(144), [3, 24, 2]).slice("::-1", ":", "::-1");
  const data = signal.data.transpose([1, 2, 0]);
  backwards.assign(data);
  return makeSignal(backwards, { axes: [x, e, y] as never });
}

const navigation = fromData(Float64Array.of(1, -0.5, 0, 0.25, 2, -1), [2, 3]);
const tools: Readonly<Record<string, (signal: SignalLike, more?: object) => unknown>> = {
  shift1D: (s, more) => api.shift1D(s, orderOf(s, navigation), { crop: false, fillValue: 0, ...more }),
  interpolateInBetween: (s, more) => api.interpolateInBetween(s, 4, 9, { ...more }),
  smoothSavitzkyGolay: (s, more) => api.smoothSavitzkyGolay(s, { polynomialOrder: 2, windowLength: 5, ...more }),
  smoothLowess: (s, more) => api.smoothLowess(s, { smoothingParameter: 0.4, numberOfIterations: 3, ...more }),
  smoothTv: (s, more) => api.smoothTv(s, { smoothingParameter: 2, ...more }),
  filterButterworth: (s, more) => api.filterButterworth(s, { cutoffFrequencyRatio: 0.4, ...more }),
  gaussianFilter: (s, more) => api.gaussianFilter(s, 2, { ...more }),
  hanningTaper: (s, more) => api.hanningTaper(s, { channels: 4, ...more }),
  spikesRemoval: (s, more) =>
    api.spikesRemoval(s, { threshold: 11, defaultSpikeWidth: 2, seed: 1, addNoise: false, ...more }),
};

/** Values for each position, in the array order of the signal. */
function orderOf(signal: SignalLike, values: NDArray): NDArray {
  return signal.data?.shape[0] === 3 ? values.T : values;
}

describe.each(Object.entries(tools))("%s", (name, tool) => {
  test("works wherever the signal axis stands, on any view", () => {
    const wanted = (tool(sample()) as SignalLike).data.transpose([1, 2, 0]);
    close((tool(turned(sample())) as SignalLike).data, wanted);
  });
  test("writes into the signal's own data in place, tells so, and gives the signal", () => {
    for (const dtype of ["float64", "float32"] as const) {
      const signal = new Signal1D(sample(dtype).data, { axes: sample().axes });
      let told = 0;
      signal.events.dataChanged.connect(() => {
        told++;
      });
      const wanted = (tool(sample(dtype)) as SignalLike).data;
      const storage = signal.data;
      expect(tool(signal, { inplace: true })).toBe(signal);
      expect(signal.data).toBe(storage);
      expect(told).toBe(1);
      close(signal.data, wanted, dtype === "float32" ? 1e-6 : 1e-12);
    }
    const whole = makeSignal(sample().data.astype("int32"), { axes: sample().axes });
    const before = whole.data.toNested();
    expect(codeOf(() => tool(whole, { inplace: true }))).toBe("BAD_DTYPE");
    expect(whole.data.toNested()).toEqual(before);
    expect((tool(whole) as SignalLike).data.dtype).toBe("float64");
  });
  test("takes no spectra, and can be stopped", () => {
    if (name !== "shift1D") {
      const none = makeSignal(fromData(new Float64Array(0), [0, 24]), { axes: [{ navigate: true }, {}] });
      expect((tool(none) as SignalLike).data.shape).toEqual([0, 24]);
    }
    expect(codeOf(() => tool(sample(), { signal: AbortSignal.abort() }))).toBe("ABORTED");
    const seen: number[] = [];
    tool(sample(), { onProgress: (done: number, total: number) => seen.push(done / total) });
    expect([seen[0], seen.at(-1)]).toEqual([0, 1]);
  });
  test("refuses what has not one axis of real numbers", () => {
    const image = makeSignal(fromData(numbers(24, wavy), [4, 6]));
    const complex = makeSignal(fromData(numbers(24, wavy), [12], { dtype: "complex128" }));
    expect(codeOf(() => tool(image))).toBe("BAD_SHAPE");
    expect(codeOf(() => tool(complex))).toBe("BAD_DTYPE");
    expect(codeOf(() => tool([1, 2] as never))).toBe("BAD_ARGUMENT");
  });
});

describe("shift1D", () => {
  const one = makeSignal(
    fromData(
      numbers(12, (i) => i),
      [12],
    ),
    { axes: [{ scale: 0.5 }] },
  );

  test("goes back where it came from", () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 5 }), fc.constantFrom(0.5, -2, 0.1), (channels, scale) => {
        const signal = makeSignal(fromData(numbers(20, wavy), [20]), { axes: [{ scale }] });
        const there = api.shift1D(signal, channels * scale, { expand: true });
        const back = api.shift1D(there, -channels * scale, { expand: true });
        const axis = back.axes[0] as UniformDataAxis;
        const first = Math.round((0 - axis.offset) / axis.scale);
        close(back.data.slice(`${first}:${first + 20}`), signal.data);
      }),
      { numRuns: 50 },
    );
  });
  test("keeps values at their places on an expanded axis, with any filling", () => {
    for (const fillValue of [Number.NaN, -1]) {
      const wide = api.shift1D(one, 0.7, { expand: true, fillValue });
      const axis = wide.axes[0] as UniformDataAxis;
      expect([axis.offset, axis.size]).toEqual([0, 14]);
      close(
        wide.data.slice("2:13"),
        fromData(
          numbers(11, (i) => i + 0.6),
          [11],
        ),
      );
      expect([wide.data.get(0), wide.data.get(13)]).toEqual([fillValue, fillValue]);
    }
  });
  test("works on falling and on uneven axes", () => {
    const falling = makeSignal(one.data, { axes: [{ scale: -0.5, offset: 5 }] });
    expect(api.shift1D(falling, 1).axes[0]).toMatchObject({ offset: 5, size: 10 });
    expect(api.shift1D(falling, 1).data.toNested()).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const x = numbers(12, (i) => i + (i * i) / 10);
    const uneven = makeSignal(
      fromData(
        x.map((v) => 3 * v),
        [12],
      ),
      { axes: [new DataAxis({ axis: x })] },
    );
    const moved = api.shift1D(uneven, 2.5);
    const places = moved.axes[0]?.values() as Float64Array;
    close(
      moved.data,
      fromData(
        places.map((v) => 3 * (v - 2.5)),
        [places.length],
      ),
    );
    expect(places[0]).toBeGreaterThanOrEqual(2.5);
    expect(codeOf(() => api.shift1D(uneven, 1, { expand: true }))).toBe("UNSUPPORTED");
  });
  test("keeps the dtype of nearest values, drops the noise with the channels", () => {
    const single = makeSignal(one.data.astype("float32"), { axes: [{ scale: 0.5 }] });
    expect(api.shift1D(single, 0.25, { interpolationMethod: "nearest" }).data.dtype).toBe("float32");
    const noisy = setNoiseVariance(one, 3);
    expect(api.shift1D(noisy, 1).metadata.has("Signal.Noise_properties.variance")).toBe(false);
    expect(api.shift1D(noisy, 1, { crop: false }).metadata.has("Signal.Noise_properties.variance")).toBe(true);
  });
  test("takes signals, lists and one number, and refuses the rest", () => {
    const wanted = api.shift1D(sample(), navigation).data.toNested();
    const axes = [{ navigate: true }, { navigate: true }];
    expect(api.shift1D(sample(), makeSignal(navigation, { axes })).data.toNested()).toEqual(wanted);
    expect(api.shift1D(sample(), navigation.toNested() as never).data.toNested()).toEqual(wanted);
    expect(codeOf(() => api.shift1D(sample(), [1, 2]))).toBe("BAD_SHAPE");
    expect(codeOf(() => api.shift1D(sample(), navigation.T))).toBe("BAD_SHAPE");
    expect(codeOf(() => api.shift1D(one, 30))).toBe("BAD_VALUE");
    expect(codeOf(() => api.shift1D(one, Number.POSITIVE_INFINITY))).toBe("BAD_VALUE");
    expect(codeOf(() => api.shift1D(one, 1, { interpolationMethod: "linera" as never }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => api.shift1D(one, 1, { inplace: true }))).toBe("BAD_SHAPE");
    expect(codeOf(() => api.shift1D(one, 1, true as never))).toBe("BAD_ARGUMENT");
  });
});

describe("estimateShift1D and align1D", () => {
  const gaussian = (centres: readonly number[], scale = 0.5): SignalLike =>
    makeSignal(
      fromData(
        Float64Array.from(
          centres.flatMap((c) => Array.from({ length: 60 }, (_, i) => Math.exp(-((i * scale - c) ** 2) / 2))),
        ),
        [centres.length, 60],
      ),
      { axes: [{ navigate: true }, { scale }] },
    );

  test("finds what the shift undoes", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 10, max: 20, noNaN: true }), { minLength: 2, maxLength: 5 }), (centres) => {
        const shifts = api.estimateShift1D(gaussian(centres)).data;
        centres.forEach((c, i) => {
          expect(Math.abs((shifts[i] as number) - ((centres[0] as number) - c))).toBeLessThan(0.13);
        });
      }),
      { numRuns: 40 },
    );
  });
  test("limits shifts, and takes the smallest of equally good ones", () => {
    expect(api.estimateShift1D(gaussian([10, 14]), { maxShift: 3 }).toNested()).toEqual([0, -1.5]);
    expect(api.estimateShift1D(gaussian([10, 14]), { maxShift: value(1) }).toNested()).toEqual([0, -1]);
    const flat = makeSignal(
      fromData(
        numbers(16, () => 1),
        [2, 8],
      ),
      { axes: [{ navigate: true }, {}] },
    );
    expect(api.estimateShift1D(flat).toNested()).toEqual([0, 0]);
    const periodic = makeSignal(
      fromData(
        numbers(48, (i) => i % 4),
        [2, 24],
      ),
      { axes: [{ navigate: true }, {}] },
    );
    expect(api.estimateShift1D(periodic).toNested()).toEqual([0, 0]);
  });
  test("gives NaN for spectra with NaN, which then stay", () => {
    const holes = gaussian([10, 12, 13]);
    holes.data.data[63] = Number.NaN;
    expect(api.estimateShift1D(holes).toNested()).toEqual([0, Number.NaN, -3]);
    const aligned = api.align1D(holes, { crop: false });
    expect(aligned.data.slice(1).toNested()).toEqual(holes.data.slice(1).toNested());
  });
  test("aligns others by the same amounts", () => {
    const first = gaussian([10, 12]);
    const second = makeSignal(multiply(first.data, 2), { axes: first.axes });
    const [a, b] = api.align1D(first, { alsoAlign: [second] });
    close(b.data, multiply(a.data, 2));
    const own = [first, second].map((one) => new Signal1D(one.data.copy(), { axes: one.axes })) as [Signal1D, Signal1D];
    const told: unknown[] = [];
    for (const one of own) one.events.dataChanged.connect((which) => told.push(which));
    const both = api.align1D(own[0], { alsoAlign: [own[1]], crop: false, inplace: true });
    expect(both.map((one, i) => one === own[i])).toEqual([true, true]);
    expect(told.map((one, i) => one === own[i])).toEqual([true, true]);
    expect(a.axes[1]).toMatchObject({ size: 56, offset: 0 });
  });
  test("refuses what makes no sense", () => {
    const s = gaussian([10, 12]);
    expect(codeOf(() => api.estimateShift1D(s, { referenceIndices: [2] }))).toBe("BAD_INDEX");
    expect(codeOf(() => api.estimateShift1D(s, { referenceIndices: [0, 0] }))).toBe("BAD_INDEX");
    expect(codeOf(() => api.estimateShift1D(s, { start: 5, end: 6 }))).toBe("BAD_SHAPE");
    expect(codeOf(() => api.estimateShift1D(s, { numberOfInterpolationPoints: -1 }))).toBe("BAD_VALUE");
    expect(codeOf(() => api.estimateShift1D(s, { maxShift: "3 eV" }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => api.estimateShift1D(s, { mask: [true, false, true] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => api.estimateShift1D(s, { signal: AbortSignal.abort() }))).toBe("ABORTED");
    expect(codeOf(() => api.align1D(s, { alsoAlign: [3 as never] }))).toBe("BAD_ARGUMENT");
    const uneven = makeSignal(array([1, 2, 3]), { axes: [new DataAxis({ axis: [1, 2, 4] })] });
    expect(codeOf(() => api.estimateShift1D(uneven))).toBe("UNSUPPORTED");
  });
});

describe("smoothing", () => {
  const x = numbers(30, (i) => i + (i * i) / 20);
  const uneven = (f: (x: number) => number): SignalLike =>
    makeSignal(fromData(x.map(f), [30]), { axes: [new DataAxis({ axis: x })] });

  test("of a straight line by local regression is the line, on any axis", () => {
    close(
      api.smoothLowess(
        uneven((v) => 3 - 2 * v),
        { smoothingParameter: 0.3, numberOfIterations: 4 },
      ).data,
      fromData(
        x.map((v) => 3 - 2 * v),
        [30],
      ),
      1e-10,
    );
    for (const part of [0.01, 0.5, 1])
      close(
        api
          .smoothLowess(makeSignal(fromData(x, [30])), { smoothingParameter: part, numberOfIterations: 1 })
          .data.slice(":1"),
        fromData(x.slice(0, 1), [1]),
        100,
      );
  });
  test("by local regression heeds no outliers and no NaN", () => {
    const line = numbers(40, (i) => i + 0.01 * Math.sin(i * 3));
    const clean = api.smoothLowess(makeSignal(fromData(line.slice(), [40])), {
      smoothingParameter: 0.4,
      numberOfIterations: 5,
    });
    const spoiled = line.slice();
    spoiled[20] = 1000;
    const robust = api.smoothLowess(makeSignal(fromData(spoiled, [40])), {
      smoothingParameter: 0.4,
      numberOfIterations: 8,
    });
    close(robust.data, clean.data, 1e-2);
    spoiled[20] = Number.NaN;
    const holed = api.smoothLowess(makeSignal(fromData(spoiled, [40])), {
      smoothingParameter: 0.4,
      numberOfIterations: 3,
    });
    expect(holed.data.get(20)).toBe(Number.NaN);
    close(holed.data.slice(":20"), clean.data.slice(":20"), 1e-2);
  });
  test("by total variation keeps the sum and lessens the variation", () => {
    const variation = (a: NDArray): number =>
      (a.data as Float64Array).reduce(
        (sum, v, i, all) => sum + (i === 0 ? 0 : Math.abs(v - (all[i - 1] as number))),
        0,
      );
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 3, maxLength: 30 }),
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        (line, weight) => {
          const signal = makeSignal(Float64Array.from(line));
          const smooth = api.smoothTv(signal, { smoothingParameter: weight }).data;
          expect(Math.abs(Number(sum(smooth)) - Number(sum(signal.data)))).toBeLessThan(1e-9 * (1 + line.length * 50));
          expect(variation(smooth)).toBeLessThanOrEqual(variation(signal.data) + 1e-9);
        },
      ),
      { numRuns: 60 },
    );
  });
  test("needs even channels where it counts them", () => {
    const s = uneven((v) => v);
    expect(codeOf(() => api.smoothSavitzkyGolay(s, { polynomialOrder: 2, windowLength: 5 }))).toBe("UNSUPPORTED");
    expect(codeOf(() => api.filterButterworth(s, { cutoffFrequencyRatio: 0.3 }))).toBe("UNSUPPORTED");
    expect(codeOf(() => api.gaussianFilter(s, 2))).toBe("UNSUPPORTED");
  });
  test("refuses numbers that make no sense", () => {
    const s = sample();
    expect(codeOf(() => api.smoothTv(s, { smoothingParameter: 0 }))).toBe("BAD_VALUE");
    expect(codeOf(() => api.smoothTv(s, undefined as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => api.smoothLowess(s, { smoothingParameter: 1.5, numberOfIterations: 1 }))).toBe("BAD_VALUE");
    expect(codeOf(() => api.smoothLowess(s, { smoothingParameter: 0.5, numberOfIterations: 0 }))).toBe("BAD_VALUE");
    expect(codeOf(() => api.filterButterworth(s, { cutoffFrequencyRatio: 1 }))).toBe("BAD_VALUE");
    expect(codeOf(() => api.filterButterworth(s, { cutoffFrequencyRatio: 0.3, type: "band" as never }))).toBe(
      "BAD_ARGUMENT",
    );
    expect(codeOf(() => api.gaussianFilter(s, 0))).toBe("BAD_VALUE");
    expect(codeOf(() => api.hanningTaper(s, { side: "up" as never }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => api.hanningTaper(s, { channels: 20, offset: 5 }))).toBe("BAD_VALUE");
    expect(codeOf(() => api.interpolateInBetween(s, 0, 4))).toBe("BAD_VALUE");
    expect(codeOf(() => api.interpolateInBetween(s, 4, 8, { delta: 0 }))).toBe("BAD_VALUE");
  });
  test("of a falling axis gives derivatives along its values", () => {
    const falling = makeSignal(
      fromData(
        numbers(20, (i) => 7 - 3 * i),
        [20],
      ),
      { axes: [{ scale: -0.5 }] },
    );
    const slope = api.smoothSavitzkyGolay(falling, { polynomialOrder: 1, windowLength: 5, differentialOrder: 1 });
    close(
      slope.data,
      fromData(
        numbers(20, () => 6),
        [20],
      ),
    );
    close(api.gaussianFilter(falling, 1).data.slice("5:15"), falling.data.slice("5:15"), 1e-9);
  });
});

describe("interpolateInBetween", () => {
  test("follows uneven axes", () => {
    const x = numbers(12, (i) => i * i);
    const broken = x.map((v, i) => (i > 3 && i < 7 ? 0 : 2 * v + 1));
    const s = makeSignal(fromData(broken, [12]), { axes: [new DataAxis({ axis: x })] });
    close(
      api.interpolateInBetween(s, value(16), 7).data,
      fromData(
        x.map((v) => 2 * v + 1),
        [12],
      ),
    );
    expect(codeOf(() => api.interpolateInBetween(s, 4, 7, { delta: value(2) }))).toBe("UNSUPPORTED");
  });
  test("goes on beyond the last channel where it may", () => {
    const s = makeSignal([1, 2, 3, 4, 9, 9]);
    expect(api.interpolateInBetween(s, 4, 6, { fillValue: "extrapolate" }).data.toNested()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe("cropSignal1D and calibrate", () => {
  test("crop takes a pair and a span, and shares the data", () => {
    const s = sample();
    const wanted = api.cropSignal1D(s, { leftValue: value(4), rightValue: value(6) });
    expect(wanted.data.shape).toEqual([2, 3, 4]);
    expect(api.cropSignal1D(s, { leftValue: [value(4), value(6)] }).data.toNested()).toEqual(wanted.data.toNested());
    expect(api.cropSignal1D(s, { leftValue: spanROI(4, 6) }).data.toNested()).toEqual(wanted.data.toNested());
    expect(wanted.data.storage).toBe(s.data.storage);
    expect(api.cropSignal1D(turned(s), { leftValue: 2, rightValue: 6 }).data.shape).toEqual([3, 4, 2]);
    expect(codeOf(() => api.cropSignal1D(s, { leftValue: spanROI(4, 6), rightValue: 3 }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => api.cropSignal1D(s, { leftValue: { left: 1 } as never }))).toBe("BAD_ARGUMENT");
    const wide = makeSignal(new Float64Array(4000), { axes: [{ units: "nm", scale: 1 }] });
    expect(api.cropSignal1D(wide, { rightValue: 3999, convertUnits: true }).axes[0]).toMatchObject({ units: "nm" });
    const micro = makeSignal(new Float64Array(10), { axes: [{ units: "m", scale: 1e-9 }] });
    expect(api.cropSignal1D(micro, { rightValue: 8, convertUnits: true }).axes[0]?.units).toBe("nm");
  });
  test("calibrate sets two places", () => {
    const s = makeSignal(new Float64Array(11), { axes: [{ scale: 0.5, units: "px" }] });
    expect(api.calibrate(s, [0, 10], [100, 120], { units: "eV" }).axes[0]).toMatchObject({
      offset: 100,
      scale: 2,
      units: "eV",
    });
    const between = api.calibrate(s, [value(0.25), value(4.25)], [10, 18]).axes[0] as UniformDataAxis;
    expect([between.offset, between.scale, between.units]).toEqual([9.5, 1, "px"]);
    expect(codeOf(() => api.calibrate(s, [1, 1], [2, 3]))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => api.calibrate(s, [1, 2], [3, 3]))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => api.calibrate(s, [1] as never, [3, 4]))).toBe("BAD_ARGUMENT");
  });
});

test("all tools can be called by their names", async () => {
  const runtime = createRuntime({ plugins: [signalCore, api.signal1d] });
  const s = makeSignal(sample().data, { axes: sample().axes, runtime });
  const calls: Readonly<Record<string, object>> = {
    cropSignal1D: { leftValue: 2, rightValue: { value: 9 } },
    shift1D: { shiftArray: 0.5 },
    estimateShift1D: { end: { value: 10 } },
    align1D: { interpolate: false },
    interpolateInBetween: { start: 4, end: 8, kind: "cubic" },
    smoothSavitzkyGolay: { polynomialOrder: 2, windowLength: 5 },
    smoothLowess: { smoothingParameter: 0.5, numberOfIterations: 1 },
    smoothTv: { smoothingParameter: 1 },
    filterButterworth: { cutoffFrequencyRatio: 0.3 },
    gaussianFilter: { fwhm: 1 },
    hanningTaper: { channels: 3 },
    findPeaks1DOhaver: { peakgroup: 7 },
    estimatePeakWidth: { returnInterval: true },
    spikesDiagnosis: { bins: 5 },
    spikesRemoval: { threshold: 10, seed: 1 },
    calibrate: { places: [0, 10], values: [1, 2] },
  };
  const provided = (api.signal1d.provides?.["@core/signal/method#1"] ?? []) as readonly { readonly name: string }[];
  expect(provided.map(({ name }) => name).sort()).toEqual(Object.keys(calls).sort());
  for (const [name, options] of Object.entries(calls)) {
    const result = await call(s, name, options as Record<string, unknown>);
    expect(result, name).toBeTypeOf("object");
  }
  expect(isNDArray(await call(s, "estimateShift1D"))).toBe(true);
});

test("filterButterworth filters short spectra, as SciPy's butter and filtfilt", () => {
  const s = new Signal1D([1, 5, 2, 8, 3, 9, 4, 7]);
  const filtered = api.filterButterworth(s, { cutoffFrequencyRatio: 0.6, order: 1 });
  const expected = [
    1.0000078777605808, 3.4500598314717976, 4.205177693819641, 5.34003622794411, 5.712095598050746, 6.405286214764413,
    5.782870908056719, 7.000002788078113,
  ];
  for (const [i, value] of expected.entries()) expect(filtered.data.get(i)).toBeCloseTo(value, 11);
  expect(codeOf(() => api.filterButterworth(s, { cutoffFrequencyRatio: 0.6 }))).toBe("BAD_VALUE");
});
