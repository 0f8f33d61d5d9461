import { fromData, max, subtract } from "@core/array";
import { DataAxis, makeSignal, type SignalLike, setNoiseVariance } from "@core/signal";
import { describe, expect, test } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as api from "./index.js";
import { close, numbers, sample, wavy } from "./testing.js";

describe("findPeaks1DOhaver", () => {
  const hill = (places: Float64Array, height: number, centre: number, width: number): Float64Array =>
    places.map((v) => height * Math.exp(-4 * Math.LN2 * ((v - centre) / width) ** 2) + 1e-12);

  test("measures a Gaussian exactly, on rising, falling and uneven axes and below 0", () => {
    const rising = numbers(80, (i) => -20 + 0.5 * i);
    for (const places of [rising, rising.slice().reverse(), numbers(80, (i) => -20 + 0.3 * i + i * i * 0.0025)]) {
      const s = makeSignal(fromData(hill(places, 1000, -3.3, 6), [80]), { axes: [new DataAxis({ axis: places })] });
      const [[peak, ...others]] = api.findPeaks1DOhaver(s, { ampThresh: 10 }).values as [[api.Peak, ...api.Peak[]]];
      expect(others).toEqual([]);
      expect(peak.position).toBeCloseTo(-3.3, 6);
      expect(peak.height / 1000).toBeCloseTo(1, 6);
      expect(peak.width).toBeCloseTo(6, 5);
    }
  });
  test("finds no peaks in short, flat or empty spectra", () => {
    expect(api.findPeaks1DOhaver(makeSignal([1, 2, 1])).values).toEqual([[]]);
    expect(api.findPeaks1DOhaver(makeSignal(new Float64Array(20))).values).toEqual([[]]);
    expect(
      api.findPeaks1DOhaver(makeSignal(fromData(new Float64Array(0), [0, 9]), { axes: [{ navigate: true }, {}] })),
    ).toEqual({ values: [], shape: [0] });
  });
  test("refuses numbers that make no sense", () => {
    const s = sample();
    for (const options of [
      { medfiltRadius: 4 },
      { medfiltRadius: -1 },
      { peakgroup: 2 },
      { maxpeakn: 0 },
      { slopeThresh: Number.NaN },
    ])
      expect(codeOf(() => api.findPeaks1DOhaver(s, options))).toBe("BAD_VALUE");
    expect(codeOf(() => api.findPeaks1DOhaver(s, { signal: AbortSignal.abort() }))).toBe("ABORTED");
  });
});

describe("estimatePeakWidth", () => {
  test("measures on falling and uneven axes what it measures on rising ones", () => {
    const x = numbers(60, (i) => i * 0.2 + i * i * 0.002);
    const bell = x.map((v) => Math.exp(-((v - 8) ** 2)));
    const width = (axis: Float64Array, data: Float64Array): number[] =>
      api
        .estimatePeakWidth(makeSignal(fromData(data, [60]), { axes: [new DataAxis({ axis })] }), {
          returnInterval: true,
        })
        .map((one) => Number(one.data.get(0)));
    const rising = width(x, bell);
    expect(rising[0]).toBeCloseTo(2 * Math.sqrt(Math.LN2), 1);
    width(x.slice().reverse(), bell.slice().reverse()).forEach((one, i) => {
      expect(one).toBeCloseTo(rising[i] as number, 10);
    });
  });
  test("turns the navigation axes into signal axes, with their calibration", () => {
    const made = api.estimatePeakWidth(
      makeSignal(fromData(numbers(48, wavy), [3, 16]), {
        axes: [{ name: "x", scale: 2, navigate: true }, {}],
        title: "A",
      }),
    );
    expect(made.axes.map(({ name, navigate, size }) => [name, navigate, size])).toEqual([["x", false, 3]]);
    expect(made.metadata.get("General.title")).toBe("A FWHM");
  });
  test("gives NaN for less than four channels", () => {
    expect(api.estimatePeakWidth(makeSignal([1, 3, 1])).data.toNested()).toEqual([Number.NaN]);
    expect(codeOf(() => api.estimatePeakWidth(sample(), { window: 0 }))).toBe("BAD_VALUE");
    expect(codeOf(() => api.estimatePeakWidth(sample(), { signal: AbortSignal.abort() }))).toBe("ABORTED");
  });
});

describe("spikes", () => {
  const spiky = (): SignalLike => {
    const data = numbers(120, (i) => 100 + Math.sin(i));
    data[30] = 900;
    data[100] = 700;
    return makeSignal(fromData(data, [2, 60]), { axes: [{ navigate: true }, { scale: 0.5 }] });
  };

  test("are found where nearly all slopes are 0, and where there are NaN", () => {
    const flat = new Float64Array(100);
    flat[50] = 7;
    expect(Number(max(api.spikesRemoval(makeSignal(flat), { addNoise: false }).data))).toBe(0);
    expect(api.spikesRemoval(makeSignal(new Float64Array(9).fill(3))).data.toNested()).toEqual(new Array(9).fill(3));
    const holes = spiky();
    holes.data.data[5] = Number.NaN;
    const clean = api.spikesRemoval(holes, { threshold: 300, addNoise: false });
    expect(clean.data.get(0, 5)).toBe(Number.NaN);
    expect(Number(max(clean.data.slice(0, "10:")))).toBeLessThan(110);
  });
  test("get the noise of the data, the same with the same seed", () => {
    const seeded = (seed: number): unknown => api.spikesRemoval(spiky(), { threshold: 300, seed }).data.toNested();
    expect(seeded(1)).toEqual(seeded(1));
    expect(seeded(1)).not.toEqual(seeded(2));
    const below = makeSignal(subtract(spiky().data, 500), { axes: spiky().axes });
    const clean = api.spikesRemoval(below, { threshold: 300, seed: 1 });
    expect(Number(max(clean.data))).toBeLessThan(-390);
    const wanted = api.spikesRemoval(spiky(), { threshold: 300, addNoise: false }).data;
    const quiet = setNoiseVariance(spiky(), 1e-6);
    close(api.spikesRemoval(quiet, { threshold: 300, seed: 1 }).data, wanted, 1e-3);
    const each = setNoiseVariance(
      spiky(),
      makeSignal(
        fromData(
          numbers(120, () => 1e-6),
          [2, 60],
        ),
        { axes: spiky().axes },
      ),
    );
    close(api.spikesRemoval(each, { threshold: 300, seed: 1 }).data, wanted, 1e-3);
  });
  test("end after each channel was looked at once", () => {
    const steep = makeSignal(
      fromData(
        numbers(200, (i) => (i % 2) * 1000),
        [200],
      ),
    );
    expect(api.spikesRemoval(steep, { threshold: 1e-9, defaultSpikeWidth: 1, addNoise: false }).data.shape).toEqual([
      200,
    ]);
  });
  test("refuse what makes no sense", () => {
    const s = spiky();
    expect(codeOf(() => api.spikesRemoval(s, { threshold: "otto" as never }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => api.spikesRemoval(s, { threshold: 0 }))).toBe("BAD_VALUE");
    expect(codeOf(() => api.spikesRemoval(s, { defaultSpikeWidth: 0 }))).toBe("BAD_VALUE");
    expect(codeOf(() => api.spikesRemoval(s, { signalMask: [true] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => api.spikesRemoval(makeSignal([1])))).toBe("BAD_SHAPE");
    expect(codeOf(() => api.spikesDiagnosis(makeSignal([1, 2]), { signalMask: [true, true] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => api.spikesDiagnosis(s, { bins: 0 }))).toBe("BAD_VALUE");
  });
});
