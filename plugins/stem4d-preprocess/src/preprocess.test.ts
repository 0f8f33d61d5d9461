import { arange, asArray, elementsOf, fromData, type NDArray, zeros } from "@core/array";
import { BaseSignal, Signal2D } from "@core/signal";
import { expect, test } from "vitest";
import { codeOf, expectNumbers, numbersOf } from "../../../tools/golden/golden.js";
import {
  binDiffraction,
  binReal,
  calculateThresholds,
  countElectrons,
  filterHotPixels,
  filterMaxima2d,
  getBackgroundStreaks,
  getBackgroundSubtractedPattern,
  getDarkReference,
  getMaxima2d,
  getMaximaOfPatterns,
  medianFilterMaskedPixels,
  shiftDiffraction,
} from "./index.js";

// The figures of this file that are not plain mathematics were made by py4DSTEM 0.14.18, but for the counts, which follow the rule of 0.12.

/** Noise of four dice, and hits in one of about 85 pixels. */
function noisyCube(): NDArray {
  const stream = (seed: number): (() => number) => {
    let x = seed;
    return () => {
      x = (Math.imul(1664525, x) + 1013904223) >>> 0;
      return x;
    };
  };
  const [noise, hits] = [stream(1), stream(7)];
  const data = Uint16Array.from({ length: 16384 }, () => {
    let sum = 0;
    for (let i = 0; i < 4; i++) sum += noise() >>> 24;
    return Math.floor(sum / 16);
  });
  for (let i = 0; i < data.length; i++) {
    const value = hits();
    if (value >>> 24 < 3) data[i] = (data[i] as number) + 60 + ((value >>> 8) & 31);
  }
  return fromData(data, [4, 4, 32, 32]);
}

const dark = asArray(Array.from({ length: 32 }, () => new Array<number>(32).fill(31)));

test("the ramp moves as py4DSTEM moves it", () => {
  const ramp = arange(30).reshape([5, 6]);
  const row = [6.63521, 8.290339, 9.162203, 9.851651, 11.850703, 7.742771];
  const moved = shiftDiffraction(ramp, 0.3, -0.7).slice(0);
  expectNumbers(numbersOf(moved), row, { rtol: 0, atol: 1e-6 }, "Fourier");
  const lines = shiftDiffraction(ramp, 0.3, -0.7, { bilinear: true }).slice(0);
  expectNumbers(numbersOf(lines), [7.9, 8.9, 9.9, 10.9, 11.9, 8.7], {}, "bilinear");
});

test("maxima lie where py4DSTEM has them", () => {
  const spots = [
    [20.3, 17.7, 100],
    [40.12, 30.45, 60],
    [1.2, 3.4, 30],
    [0.2, 30, 80],
  ] as const;
  const image = Float64Array.from({ length: 64 * 48 }, (_, i) =>
    spots.reduce((sum, [x, y, a]) => sum + a * Math.exp(-((Math.floor(i / 48) - x) ** 2 + ((i % 48) - y) ** 2) / 8), 0),
  );
  const found = (options: Parameters<typeof getMaxima2d>[1]): number[] => {
    const { x, y, intensity } = getMaxima2d(fromData(image, [64, 48]), { maxNumPeaks: 10, ...options });
    return [x, y, intensity].flatMap((list) => numbersOf(list));
  };
  const close = { rtol: 0, atol: 6e-9 };
  const pixel = [20, 40, 1, 18, 30, 3, 97.77512372, 58.39510467, 29.25929736];
  expectNumbers(found({ subpixel: "pixel" }), pixel, close, "pixel");
  const poly = [
    ...[20.28799073, 40.11305523, 1.18961911, 17.71200927, 30.44450047, 3.39083581],
    ...[95.04781652, 57.47766136, 28.57993239],
  ];
  expectNumbers(found({ subpixel: "poly", heights: "bilinear" }), poly, close, "poly");
  const fine = [20.30001366, 40.06530966, 0.61295225, 17.69998676, 30.45038499, 3.38176447];
  expectNumbers(found({ subpixel: "multicorr" }).slice(0, 6), fine, close, "multicorr");
  // The parabola's vertex is nearer to the true heights.
  const heights = found({}).slice(6);
  expect(Math.abs((heights[0] as number) - 100)).toBeLessThan(0.5);
});

test("thresholds and counts are those of py4DSTEM 0.12", () => {
  const cube = noisyCube();
  expect(numbersOf(cube).reduce((sum, one) => sum + one, 0)).toBe(525169);
  expect(numbersOf(cube.slice(0, 0, 0, ":6"))).toEqual([28, 27, 21, 42, 38, 11]);
  const found = calculateThresholds(cube, dark, { nSamples: 16, fit: "whole" });
  const { background, xray, amplitude, mean, sigma, edges, counts } = found;
  expectNumbers(
    [background, xray, amplitude, mean, sigma],
    [38.996013, 117.669032, 684.3995, 0.839409, 9.539151],
    { rtol: 1e-6 },
    "thresholds",
  );
  expect([edges[0], edges.at(-1), counts.reduce((sum, one) => sum + one, 0)]).toEqual([-29, 104, 16382]);
  const events = countElectrons(cube, dark, { thresholds: { background, xray }, rule: "strict" });
  const offsets = numbersOf(events.offsets);
  const each = offsets.slice(1).map((one, i) => one - (offsets[i] as number));
  expect(each).toEqual([16, 8, 10, 5, 7, 10, 13, 10, 9, 8, 2, 13, 8, 12, 12, 4]);
  const cubed = countElectrons(cube, dark, { thresholds: { background, xray }, rule: "strict", output: "datacube" });
  expect(numbersOf(cubed).reduce((sum, one) => sum + one, 0)).toBe(147);
});

test("counts are found without thresholds", () => {
  const found = calculateThresholds(noisyCube(), dark, { nSamples: 16 });
  expect(found.success).toBe(true);
  // Four dice of 256 in steps of 16: a deviation of 128 / 16 * sqrt(4 / 3) counts, a mean of 31.4 less 31.
  expect(Math.abs(found.sigma - 9.24)).toBeLessThan(0.5);
  expect(Math.abs(found.mean - 0.4)).toBeLessThan(0.5);
  const events = countElectrons(noisyCube(), dark, { seed: 1 });
  expect(events.offsets.get(16)).toBeGreaterThan(140);
  expect(events.frameShape).toEqual([32, 32]);
  expect(events.scanShape).toEqual([4, 4]);
});

test("whole numbers do not overflow", () => {
  const full = fromData(new Uint8Array(4).fill(200), [1, 1, 2, 2]);
  expect(binDiffraction(full, 2).toNested()).toEqual([[[[800]]]]);
  expect(binDiffraction(full, 2).dtype).toBe("uint16");
  expect(binDiffraction(full, 2, { dtype: "same" }).toNested()).toEqual([[[[255]]]]);
  expect(binReal(fromData(new Uint16Array(4).fill(60000), [2, 2, 1, 1]), 2).toNested()).toEqual([[[[240000]]]]);
});

test("signals keep their extent", () => {
  const axes = ["Ry", "Rx"].map((name) => ({ name, navigate: true, scale: 2, offset: 1 }));
  const cube = new Signal2D(zeros([5, 4, 7, 6]), {
    axes: [...axes, { name: "Qx", scale: 0.1, offset: -0.3 }, { name: "Qy", scale: 0.2, offset: -0.5 }],
  });
  const small = binDiffraction(cube, [3, 2]);
  expect(small.data.shape).toEqual([5, 4, 2, 3]);
  expect(small).toBeInstanceOf(Signal2D);
  expect(
    small.axes.map((axis) =>
      [axis.name, axis.at(0), axis.at(1) - axis.at(0)].map((one) =>
        typeof one === "number" ? Math.round(one * 1e9) / 1e9 : one,
      ),
    ),
  ).toEqual([
    ["Ry", 1, 2],
    ["Rx", 1, 2],
    ["Qx", -0.2, 0.3],
    ["Qy", -0.4, 0.4],
  ]);
  expect(binReal(cube, 2).data.shape).toEqual([2, 2, 7, 6]);
  expect(binReal(cube, 2).axes[0]?.at(0)).toBe(2);
  const moved = shiftDiffraction(cube, 0.5, 0.5);
  expect(moved.data.dtype).toBe("float64");
  expect(moved.axes[3]?.name).toBe("Qy");
  expect(
    countElectrons(cube, null, { thresholds: { background: 1, xray: 2 }, output: "datacube", binfactor: 2 }).data.shape,
  ).toEqual([5, 4, 3, 3]);
  expect(codeOf(() => binReal(new BaseSignal([1, 2, 3]), 2))).toBe("BAD_SHAPE");
});

test("a hot pixel in each corner and a pair are repaired, whatever is at the opposite border", () => {
  const data = new Uint16Array(3 * 3 * 10 * 12).fill(7);
  const pixels = [0, 11, 108, 119, 53, 54];
  for (let k = 0; k < 9; k++) for (const place of pixels) data[k * 120 + place] = 900 + k;
  const cube = fromData(data, [3, 3, 10, 12]);
  const [clean, mask] = filterHotPixels(cube, 100, { returnMask: true, indCompare: 2 });
  expect(numbersOf(clean).every((one) => one === 7)).toBe(true);
  expect(numbersOf(mask).reduce((sum, one) => sum + one, 0)).toBe(6);
  expect(data[0]).toBe(900);
  const same = filterHotPixels(cube, 100, { inplace: true, indCompare: 2 });
  expect(same).toBe(cube);
  expect(data[0]).toBe(7);
  const view = fromData(new Float64Array(72).fill(1), [2, 6, 6]).slice(":", "::-1", "::2");
  view.set([0, 2, 1], 50);
  expect(
    medianFilterMaskedPixels(
      view,
      [
        [0, 0, 0],
        [0, 0, 0],
        [0, 1, 0],
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
      { inplace: true },
    ),
  ).toBe(view);
  expect(numbersOf(view).every((one) => one === 1)).toBe(true);
});

test("plateaus have one maximum, and equal ones come from the end", () => {
  const image = new Float64Array(81);
  for (const place of [2 * 9 + 2, 2 * 9 + 3, 3 * 9 + 2, 3 * 9 + 3, 2 * 9 + 6, 6 * 9 + 6]) image[place] = 5;
  const { x, y } = getMaxima2d(fromData(image, [9, 9]), { subpixel: "pixel", maxNumPeaks: null });
  expect(numbersOf(x)).toEqual([6, 2, 2]);
  expect(numbersOf(y)).toEqual([6, 6, 2]);
});

test("many maxima at once are those of each pattern", () => {
  const cube = fromData(
    Float32Array.from({ length: 6 * 400 }, (_, i) => Math.sin(i * i) * 50),
    [2, 3, 20, 20],
  );
  const options = { maxNumPeaks: null, minSpacing: 3, sigma: 1 } as const;
  const all = getMaximaOfPatterns(cube, options);
  expect(all.length).toBe(6);
  for (const [k, one] of all.entries()) {
    const alone = getMaxima2d(cube.reshape([6, 20, 20]).slice(k), options);
    expect(one.x.toNested()).toEqual(alone.x.toNested());
  }
  expect(getMaximaOfPatterns(zeros([0, 3, 4, 4]))).toEqual([]);
});

test("spacing keeps what is as far as it says", () => {
  const list = { x: [0, 0, 0, 1e9], y: [0, 3, 2.9, 0], intensity: [4, 3, 2, 1] };
  const kept = filterMaxima2d(list, { minSpacing: 3, maxNumPeaks: null });
  expect(numbersOf(kept.y)).toEqual([0, 3, 0]);
  expect(numbersOf(filterMaxima2d(list, { minSpacing: 3 }).y)).toEqual([0]);
});

test("a spectrum takes the place of the image between its pixels", () => {
  const image = Float64Array.from({ length: 400 }, (_, i) =>
    Math.exp(-((Math.floor(i / 20) - 9.3) ** 2 + ((i % 20) - 8.6) ** 2) / 6),
  );
  const a = fromData(image, [20, 20]);
  const own = getMaxima2d(a, { subpixel: "multicorr" });
  const other = getMaxima2d(a, { subpixel: "multicorr", spectrum: zeros([20, 20], { dtype: "complex128" }) });
  expectNumbers(numbersOf(own.x), [9.3], { rtol: 1e-4 }, "x");
  expect(numbersOf(other.x)).not.toEqual(numbersOf(own.x));
});

test("levels between whole counts are found", () => {
  const data = fromData(
    Uint8Array.from({ length: 4 * 64 }, (_, i) => i % 2),
    [2, 2, 8, 8],
  );
  const streaks = getBackgroundStreaks(data, 4, 3, { direction: "y" });
  expect(numbersOf(streaks).slice(0, 8)).toEqual(new Array(8).fill(2 / 3));
  expect(numbersOf(getDarkReference(data, 2, { widthX: 2, seed: 3 })).slice(0, 4)).toEqual([0, 1, 0, 1]);
  expect(numbersOf(getBackgroundSubtractedPattern(data, getDarkReference(data, 4, { widthX: 8 }), [1, 0]))).toEqual(
    new Array(64).fill(0),
  );
});

test("nothing comes in where zeros shall", () => {
  const one = fromData(Float64Array.of(0, 0, 0, 100), [1, 1, 1, 4]);
  expect(shiftDiffraction(one, 0, 0.4, { bilinear: true, periodic: false }).toNested()).toEqual([[[[0, 0, 0, 60]]]]);
  expect(numbersOf(shiftDiffraction(one, 0, 9, { periodic: false })).every((x) => Math.abs(x) < 1e-12)).toBe(true);
  const whole = shiftDiffraction(fromData(Uint16Array.of(0, 0, 0, 1000, 0, 0), [1, 6]), 0, 0.5, { dtype: "same" });
  expect(Math.min(...numbersOf(whole))).toBe(0);
  expect(elementsOf(whole)).toBeInstanceOf(Uint16Array);
});

test("bad calls say what is wrong", () => {
  const cube = zeros([2, 3, 4, 5]);
  const calls: [() => unknown, string][] = [
    [() => binDiffraction(cube, 0), "BAD_VALUE"],
    [() => binDiffraction(cube, 1.5), "BAD_VALUE"],
    [() => binDiffraction(cube, 5), "BAD_VALUE"],
    [() => binDiffraction(cube, [2] as never), "BAD_ARGUMENT"],
    [() => binDiffraction(cube, 2, { dtype: "int" as never }), "BAD_DTYPE"],
    [() => binDiffraction([1, 2], 1), "BAD_SHAPE"],
    [() => binReal(zeros([2, 4, 4]), 2), "BAD_SHAPE"],
    [() => binDiffraction(zeros([2, 2], { dtype: "complex64" }), 1), "BAD_DTYPE"],
    [() => binDiffraction(cube, 2, { factor: 2 } as never), "BAD_ARGUMENT"],
    [() => filterHotPixels(cube, Number.NaN), "BAD_VALUE"],
    [() => filterHotPixels(cube, 1, { indCompare: -1 }), "BAD_VALUE"],
    [() => medianFilterMaskedPixels(cube, zeros([5, 4])), "BAD_SHAPE"],
    [() => medianFilterMaskedPixels(cube, zeros([4, 5]), { kernelWidth: 0 }), "BAD_VALUE"],
    [() => medianFilterMaskedPixels(cube, fromData(new Uint8Array(20).fill(1), [4, 5])), "BAD_VALUE"],
    [() => shiftDiffraction(cube, [1, 2, 3], 0), "BAD_SHAPE"],
    [() => shiftDiffraction(cube, Number.POSITIVE_INFINITY, 0), "BAD_VALUE"],
    [() => getMaxima2d(cube), "BAD_SHAPE"],
    [() => getMaxima2d([[1]], { subpixel: "fine" as never }), "BAD_ARGUMENT"],
    [() => getMaxima2d([[1]], { subpixel: "multicorr", upsampleFactor: 2 }), "BAD_VALUE"],
    [() => getMaxima2d([[1]], { edgeBoundary: 0.5 }), "BAD_VALUE"],
    [() => filterMaxima2d({ x: [1], y: [1, 2], intensity: [1] }), "BAD_SHAPE"],
    [() => getDarkReference(cube, 7), "BAD_VALUE"],
    [() => getDarkReference(cube, 2, { widthX: 9 }), "BAD_VALUE"],
    [() => getDarkReference(cube, 2, { sideX: "left" as never }), "BAD_ARGUMENT"],
    [() => getBackgroundSubtractedPattern(cube, zeros([4, 5]), [2, 0]), "BAD_VALUE"],
    [() => calculateThresholds(cube, zeros([5, 4])), "BAD_SHAPE"],
    [() => calculateThresholds(zeros([0, 0, 4, 5]), null), "BAD_VALUE"],
    [() => countElectrons(cube, null, { thresholds: { background: 3, xray: 3 } }), "BAD_VALUE"],
    [() => countElectrons(cube, null, { binfactor: 5 }), "BAD_VALUE"],
    [() => countElectrons(cube, null, { rule: "loose" as never }), "BAD_ARGUMENT"],
  ];
  for (const [i, [call, code]] of calls.entries()) expect(codeOf(call), `call ${i}`).toBe(code);
});

test("many maxima come in the same order as few", () => {
  const image = Float64Array.from({ length: 6400 }, (_, i) => Math.round(Math.sin(i * i * 1.7) * 4) / 4);
  const { x, y, intensity } = getMaxima2d(fromData(image, [80, 80]), { subpixel: "pixel", maxNumPeaks: null });
  const [rows, columns, heights] = [x, y, intensity].map((list) => numbersOf(list)) as [number[], number[], number[]];
  expect(rows.length).toBeGreaterThan(400);
  for (let i = 1; i < rows.length; i++) {
    const [before, own] = [i - 1, i].map((k) => [heights[k], rows[k], columns[k]] as [number, number, number]) as [
      [number, number, number],
      [number, number, number],
    ];
    const place = own.findIndex((one, k) => one !== before[k]);
    expect(own[place] as number).toBeLessThan(before[place] as number);
  }
});

test("electrons lie between pixels where their charge does", () => {
  const data = new Uint16Array(36);
  data[14] = 60;
  data[15] = 30;
  const cube = fromData(data, [1, 1, 6, 6]);
  const options = { thresholds: { background: 10, xray: 100 }, subPixel: true };
  const { qx, qy, counts } = countElectrons(cube, null, options);
  expectNumbers([...numbersOf(qx), ...numbersOf(qy)], [2, 2 + 1 / 3], {}, "pixels");
  expect(numbersOf(counts)).toEqual([1]);
  const binned = countElectrons(cube, null, { ...options, binfactor: 2 });
  expectNumbers([...numbersOf(binned.qx), ...numbersOf(binned.qy)], [0.75, 0.75 + 1 / 6], {}, "binned");
});
