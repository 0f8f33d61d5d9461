import { createRuntime, fromData, type NDArray, slice } from "@core/array";
import { bindCases, pluginCases } from "@core/conformance";
import {
  call,
  makeSignal,
  raggedItems,
  Signal2D,
  type SignalLike,
  signalCore,
  UniformDataAxis,
  value,
} from "@core/signal";
import { describe, expect, test } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import {
  addRamp,
  align2D,
  calibrate,
  cropImage,
  cropSignal,
  estimateShift2D,
  findPeaks,
  findPeaksInImage,
  signal2d,
} from "./index.js";
import { medianOfNine, sobelMagnitude } from "./shifts/filters.js";

bindCases(pluginCases(signal2d, { beside: [signalCore] }), test);

/** Soft round blobs at places that do not lie on pixels, the same number every time. */
function blobs(rows: number, columns: number, down = 0, across = 0, count = 30): Float64Array {
  let seed = 5;
  const random = (): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  const image = new Float64Array(rows * columns);
  for (let i = 0; i < count; i++) {
    const [r, c] = [random() * (rows + 20) - 10 + down, random() * (columns + 20) - 10 + across];
    const [height, width] = [0.5 + random(), 2 + 2 * random()];
    for (let place = 0; place < image.length; place++) {
      const square = (Math.floor(place / columns) - r) ** 2 + ((place % columns) - c) ** 2;
      image[place] = (image[place] as number) + height * Math.exp(-square / (2 * width * width));
    }
  }
  return image;
}

function series(shifts: readonly (readonly [number, number])[], rows = 64, columns = 80): SignalLike {
  const data = new Float64Array(shifts.length * rows * columns);
  shifts.forEach(([down, across], i) => {
    data.set(blobs(rows, columns, down, across), i * rows * columns);
  });
  return makeSignal(fromData(data, [shifts.length, rows, columns]), { axes: [{ navigate: true }, {}, {}] });
}

function far(found: NDArray, wanted: readonly (readonly [number, number])[]): number {
  const rows = found.toNested() as number[][];
  return Math.max(
    ...rows.flatMap(([a, b], i) => [
      Math.abs((a as number) - (wanted[i]?.[0] as number)),
      Math.abs((b as number) - (wanted[i]?.[1] as number)),
    ]),
  );
}

const image = (rows: readonly (readonly number[])[]): SignalLike => makeSignal(rows as number[][]);

describe("shifts of images whose content goes on beyond their borders", () => {
  const shifts = [
    [0, 0],
    [2.3, -1.7],
    [-0.45, 0.25],
    [-5.6, 3.1],
    [9.2, 11.8],
  ] as const;
  const moved = series(shifts);

  test("to a pixel", () => expect(far(estimateShift2D(moved), shifts)).toBeLessThan(0.56));
  test("to a tenth of a pixel, with the defaults, which fixed windows draw towards 0", () =>
    expect(far(estimateShift2D(moved, { subPixelFactor: 10 }), shifts)).toBeLessThan(0.11));
  test("to a hundredth, where the images are compared as they are", () =>
    expect(far(estimateShift2D(moved, { subPixelFactor: 100, sobel: false, medfilter: false }), shifts)).toBeLessThan(
      0.011,
    ));
  test("against the image before, and against several", () => {
    for (const reference of ["cascade", "stat"] as const)
      expect(
        far(estimateShift2D(moved, { reference, subPixelFactor: 20, sobel: false, medfilter: false }), shifts),
      ).toBeLessThan(0.11);
  });
  test("aligned images are the same", () => {
    const { data } = align2D(moved, {
      shifts: fromData(Float64Array.from(shifts.flat()), [5, 2]),
      interpolationOrder: 3,
    });
    const inner = data.slice(slice(), slice(8, -8), slice(8, -8));
    for (let i = 1; i < 5; i++)
      for (let row = 0; row < (inner.shape[1] as number); row++)
        for (let column = 0; column < (inner.shape[2] as number); column++)
          expect(Math.abs(Number(inner.get(i, row, column)) - Number(inner.get(0, row, column)))).toBeLessThan(2e-3);
  });
  test("the image at the current position is the reference", () => {
    const signal = new Signal2D(moved.data);
    signal.indices = [1];
    const against = shifts.map(([down, across]) => [down - 2.3, across + 1.7] as const);
    expect(far(estimateShift2D(signal, { subPixelFactor: 10 }), against)).toBeLessThan(0.11);
  });
});

describe("shifts", () => {
  test("have the navigation shape; a single image has one", () => {
    const grid = makeSignal(
      series(
        [
          [0, 0],
          [1, 2],
          [3, -1],
          [0, 4],
        ],
        32,
        32,
      ).data.reshape([2, 2, 32, 32]),
      {
        axes: [{ navigate: true }, { navigate: true }, {}, {}],
      },
    );
    expect(estimateShift2D(grid).toNested()).toEqual([
      [
        [0, 0],
        [1, 2],
      ],
      [
        [3, -1],
        [0, 4],
      ],
    ]);
    expect(align2D(grid).data.shape).toEqual([2, 2, 29, 27]);
    expect(
      estimateShift2D(
        image([
          [1, 2],
          [3, 4],
        ]),
      ).toNested(),
    ).toEqual([[0, 0]]);
  });
  test("of images with holes and of flat ones are finite", () => {
    const holed = series(
      [
        [0, 0],
        [2, 3],
      ],
      40,
      40,
    );
    holed.data.set([1, 5, 5], Number.NaN);
    expect(estimateShift2D(holed).toNested()).toEqual([
      [0, 0],
      [2, 3],
    ]);
    const flat = makeSignal(fromData(new Float64Array(2 * 8 * 8), [2, 8, 8]), { axes: [{ navigate: true }, {}, {}] });
    for (const normalizeCorr of [true, false])
      expect(estimateShift2D(flat, { normalizeCorr, subPixelFactor: 10 }).toNested()).toEqual([
        [0, 0],
        [0, 0],
      ]);
  });
  test("larger than half of the image are found", () => {
    const data = new Float64Array(2 * 30 * 30);
    for (let i = 2; i < 6; i++) data.fill(1, 30 * i + 2, 30 * i + 7);
    for (let i = 22; i < 26; i++) data.fill(1, 900 + 30 * i + 20, 900 + 30 * i + 25);
    const far = makeSignal(fromData(data, [2, 30, 30]), { axes: [{ navigate: true }, {}, {}] });
    expect(estimateShift2D(far, { hanning: false }).toNested()).toEqual([
      [0, 0],
      [20, 18],
    ]);
  });
  test("stop when told to, and tell how far they are", () => {
    const signal = series(
      [
        [0, 0],
        [1, 1],
      ],
      16,
      16,
    );
    const told: number[] = [];
    estimateShift2D(signal, { onProgress: (done) => told.push(done) });
    expect(told).toEqual([1, 2]);
    expect(codeOf(() => estimateShift2D(signal, { signal: AbortSignal.abort() }))).toBe("ABORTED");
    expect(codeOf(() => align2D(signal, { signal: AbortSignal.abort() }))).toBe("ABORTED");
  });
});

describe("alignment", () => {
  const two = makeSignal(
    fromData(
      Int32Array.from({ length: 24 }, (_, i) => i),
      [2, 3, 4],
    ),
    { axes: [{ navigate: true }, {}, {}] },
  );
  const shifts = [
    [0, 0],
    [1, -2],
  ];

  test("whole numbers are filled with 0, others with NaN", () => {
    expect(align2D(two, { shifts, crop: false }).data.toNested()).toEqual([
      [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
        [8, 9, 10, 11],
      ],
      [
        [0, 0, 16, 17],
        [0, 0, 20, 21],
        [0, 0, 0, 0],
      ],
    ]);
    const float = makeSignal(two.data.astype("float32"), { axes: two.axes });
    expect(Number.isNaN(align2D(float, { shifts, crop: false }).data.get(1, 0, 0))).toBe(true);
  });
  test("expanding keeps every pixel, for shifts by parts of a pixel too", () => {
    const parts = align2D(two, {
      shifts: [
        [0, 0],
        [0.25, -1.25],
      ],
      expand: true,
    });
    expect(parts.data.shape).toEqual([2, 4, 6]);
    expect(parts.axes.slice(1).map((axis) => axis.at(0))).toEqual([-1, 0]);
  });
  test("in place, the size stays", () => {
    const own = makeSignal(two.data.copy(), { axes: two.axes });
    expect(align2D(own, { shifts, crop: false, inplace: true })).toBe(own);
    expect(own.data.get(1, 0, 2)).toBe(16);
    const watched = new Signal2D(two.data.astype("float64"), { axes: two.axes });
    const told: unknown[] = [];
    watched.events.dataChanged.connect((one) => told.push(one));
    align2D(watched, { shifts, crop: false, inplace: true });
    addRamp(watched, 1, 2, { inplace: true });
    align2D(watched, { shifts });
    addRamp(watched, 1, 2);
    expect(told).toEqual([watched, watched]);
    expect(codeOf(() => align2D(own, { shifts, inplace: true }))).toBe("BAD_ARGUMENT");
  });
  test("wrong calls", () => {
    expect(codeOf(() => align2D(two, { shifts: [[0, 0]] }))).toBe("BAD_SHAPE");
    expect(
      codeOf(() =>
        align2D(two, {
          shifts: [
            [0, 0],
            [5, 0],
          ],
        }),
      ),
    ).toBe("BAD_VALUE");
    expect(
      codeOf(() =>
        align2D(two, {
          shifts: [
            [0, 0],
            [Number.NaN, 0],
          ],
        }),
      ),
    ).toBe("BAD_VALUE");
    expect(codeOf(() => align2D(two, { shifts, fillValue: Number.NaN, crop: false }))).toBe("BAD_VALUE");
    expect(codeOf(() => align2D(two, { shifts, order: 1 } as never))).toBe("BAD_ARGUMENT");
    const uneven = makeSignal(two.data, { axes: [{ navigate: true }, { axis: [0, 1, 3] }, {}] });
    expect(codeOf(() => align2D(uneven, { shifts }))).toBe("UNSUPPORTED");
    expect(codeOf(() => estimateShift2D(two, { reference: "first" } as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => estimateShift2D(two, { subPixelFactor: 0 }))).toBe("BAD_VALUE");
    expect(codeOf(() => estimateShift2D(two, { roi: [0, 2] } as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => estimateShift2D(makeSignal([1, 2, 3])))).toBe("BAD_SHAPE");
  });
});

describe("peaks", () => {
  const bright = blobs(48, 48, 0, 0, 6);
  const positions = makeSignal(fromData(Float64Array.from([...bright, ...bright.map(() => 0)]), [2, 48, 48]), {
    axes: [{ navigate: true }, {}, {}],
  });

  test("make a ragged signal; no peaks are a row of NaN", () => {
    const found = findPeaks(positions, { method: "max", alpha: 1 });
    expect(found.axes.map(({ size, navigate }) => [size, navigate])).toEqual([[2, true]]);
    const [some, none] = raggedItems(found) as [NDArray, NDArray];
    expect(some.shape[1]).toBe(2);
    expect(none.toNested()).toEqual([[Number.NaN, Number.NaN]]);
  });
  test("with heights and to parts of a pixel", () => {
    const peak = new Float64Array(15 * 15);
    for (let i = 0; i < 225; i++)
      peak[i] = 3 * Math.exp(-((Math.floor(i / 15) - 6.3) ** 2 + ((i % 15) - 8.6) ** 2) / 18);
    const [[row, column, height]] = findPeaksInImage(fromData(peak, [15, 15]), {
      subPixel: true,
      getIntensity: true,
    }).toNested() as [[number, number, number]];
    expect(row).toBeCloseTo(6.3, 1);
    expect(column).toBeCloseTo(8.6, 1);
    expect(height).toBe(peak[6 * 15 + 9]);
  });
  test("stat finds the middles of blobs on noise", () => {
    const wanted = [
      [12, 10],
      [15, 40],
      [34, 24],
    ] as const;
    const noisy = Float64Array.from({ length: 48 * 52 }, (_, i) => {
      const [row, column] = [Math.floor(i / 52), i % 52];
      return wanted.reduce(
        (sum, [r, c]) => sum + 8 * Math.exp(-((row - r) ** 2 + (column - c) ** 2) / 8),
        0.1 * Math.sin(i * 12.9898),
      );
    });
    const found = findPeaksInImage(fromData(noisy, [48, 52]), { method: "stat" }).toNested() as number[][];
    expect(found.length).toBe(3);
    for (const [r, c] of wanted)
      expect(
        Math.min(...found.map(([row, column]) => Math.hypot((row as number) - r, (column as number) - c))),
      ).toBeLessThan(0.8);
  });
  test("where a template does not vary, nothing is found", () => {
    expect(
      findPeaksInImage(fromData(new Float64Array(100), [10, 10]), {
        method: "template_matching",
        template: [
          [0, 1],
          [1, 0],
        ],
      }).toNested(),
    ).toEqual([[Number.NaN, Number.NaN]]);
  });
  test("in views and in images without pixels", () => {
    const view = fromData(bright, [48, 48]).transpose([1, 0]).slice("::-1");
    const turned = findPeaksInImage(view).toNested() as number[][];
    const straight = findPeaksInImage(fromData(bright, [48, 48])).toNested() as number[][];
    expect(turned.map(([row, column]) => `${column},${47 - (row as number)}`).sort()).toEqual(
      straight.map(([row, column]) => `${row},${column}`).sort(),
    );
    for (const method of [
      "local_max",
      "max",
      "minmax",
      "zaefferer",
      "stat",
      "laplacian_of_gaussian",
      "difference_of_gaussian",
    ] as const) {
      expect(findPeaksInImage(fromData(new Float64Array(0), [0, 4]), { method }).shape).toEqual([1, 2]);
      expect(
        findPeaksInImage(
          [
            [Number.NaN, 1],
            [2, Number.NaN],
          ],
          { method },
        ).shape[1],
      ).toBe(2);
      expect(findPeaksInImage([[3]], { method }).shape[1]).toBe(2);
    }
  });
  test("wrong calls", () => {
    expect(codeOf(() => findPeaks(positions, { method: "log" } as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => findPeaks(positions, { method: "max", minDistance: 2 } as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => findPeaks(positions, { method: "template_matching" }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => findPeaks(positions, { method: "template_matching", template: bright.slice(0, 4) }))).toBe(
      "BAD_SHAPE",
    );
    expect(codeOf(() => findPeaks(positions, { minDistance: 1.5 }))).toBe("BAD_VALUE");
    expect(codeOf(() => findPeaks(positions, { method: "difference_of_gaussian", sigmaRatio: 1 }))).toBe("BAD_VALUE");
    expect(codeOf(() => findPeaks(makeSignal(fromData(new Float64Array(8), [2, 2], { dtype: "complex128" }))))).toBe(
      "BAD_DTYPE",
    );
    expect(codeOf(() => findPeaks(positions, { signal: AbortSignal.abort() }))).toBe("ABORTED");
  });
});

describe("ramps, crops and calibration", () => {
  const square = makeSignal(fromData(new Float32Array(6), [2, 3]), {
    axes: [
      new UniformDataAxis({ size: 2, scale: 0.5, offset: 1 }),
      new UniformDataAxis({ size: 3, scale: 2, offset: -2 }),
    ],
  });
  test("a ramp follows the values on the axes", () => {
    const ramp = addRamp(square, 1, 10, { offset: 0.5 });
    expect(ramp.data.dtype).toBe("float32");
    expect(ramp.data.toNested()).toEqual([
      [8.5, 10.5, 12.5],
      [13.5, 15.5, 17.5],
    ]);
    const uneven = makeSignal([[0, 0, 0]], { axes: [{}, { axis: [0, 1, 4] }] });
    expect(addRamp(uneven, 2, 0).data.toNested()).toEqual([[0, 2, 8]]);
  });
  test("of whole numbers it makes float64, but not in place", () => {
    const whole = makeSignal(fromData(new Int16Array(4), [2, 2]));
    expect(addRamp(whole, 1, 0).data.dtype).toBe("float64");
    expect(codeOf(() => addRamp(whole, 1, 0, { inplace: true }))).toBe("BAD_DTYPE");
    const own = makeSignal(new Float64Array(4), {});
    const flat = makeSignal(own.data.reshape([2, 2]));
    expect(addRamp(flat, 1, 2, { inplace: true })).toBe(flat);
    expect(own.data.toNested()).toEqual([0, 1, 2, 3]);
    expect(codeOf(() => addRamp(flat, Number.NaN, 2))).toBe("BAD_VALUE");
    expect(codeOf(() => addRamp(own, 1, 2))).toBe("BAD_SHAPE");
  });
  test("crops are views", () => {
    const part = cropSignal(square, { left: value(0), top: 1 });
    expect(part.data.storage).toBe(square.data.storage);
    expect(part.data.shape).toEqual([1, 2]);
    // A quarter of the extent, 0.5 nm, decides about the prefix, as in HyperSpy.
    const metres = makeSignal(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      { axes: [{ units: "nm" }, { units: "m", scale: 1e-9 }] },
    );
    expect(cropImage(metres, { right: 2, convertUnits: true }).axes.map(({ units }) => units)).toEqual(["pm", "pm"]);
    expect(codeOf(() => cropImage(square, { left: 1, right: 1 }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => cropImage(square, { start: 1 } as never))).toBe("BAD_ARGUMENT");
  });
  test("two equal points have no distance", () => {
    expect(codeOf(() => calibrate(square, { x0: 1, y0: 1, x1: 1, y1: 1, newLength: 2 }))).toBe("BAD_VALUE");
    expect(codeOf(() => calibrate(square, { x0: 1, y0: 1, x1: 2, y1: 1, newLength: -2 }))).toBe("BAD_VALUE");
  });
});

test("by name", async () => {
  const runtime = createRuntime({ plugins: [signalCore, signal2d] });
  const signal = new Signal2D(
    series(
      [
        [0, 0],
        [1, 2],
      ],
      24,
      24,
    ).data,
    { runtime },
  );
  expect(((await call(signal, "align2D", {})) as SignalLike).data.shape).toEqual([2, 23, 22]);
  expect(((await call(signal, "cropImage", { left: { value: 2 }, top: 1 })) as SignalLike).data.shape).toEqual([
    2, 23, 22,
  ]);
  expect(((await call(signal, "findPeaks", { method: "max", alpha: 1 })) as SignalLike).data.shape).toEqual([2]);
  expect(((await call(signal, "addRamp", { rampX: 1, rampY: 0 })) as SignalLike).data.shape).toEqual([2, 24, 24]);
  expect(
    ((await call(signal, "calibrate", { x0: 0, y0: 0, x1: 3, y1: 4, newLength: 10 })) as SignalLike).axes.at(-1)?.at(1),
  ).toBe(2);
  expect(((await call(signal, "estimateShift2D", {})) as NDArray).toNested()).toEqual([
    [0, 0],
    [1, 2],
  ]);
});

test("the median and the gradient of 3 × 3 pixels", () => {
  const numbers = Float64Array.from([5, 1, 9, 2, 8, 3, 7, 4, 6, 0, 11, 10]);
  // The middle pixels by hand: the median of 5 1 9 8 3 7 6 0 11 is 6 for an image of 3 rows.
  expect(medianOfNine(Float64Array.from([5, 1, 9, 8, 3, 7, 6, 0, 11]), 3, 3)[4]).toBe(6);
  expect(medianOfNine(numbers, 3, 4)[5]).toBe(6);
  expect(sobelMagnitude(Float64Array.from([0, 1, 2, 0, 1, 2, 0, 1, 2]), 3, 3)[4]).toBe(8);
});
