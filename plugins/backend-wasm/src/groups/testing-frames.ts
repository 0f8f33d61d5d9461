import { type DType, fromData, type NDArray } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample, testArray, testNumbers } from "@core/conformance";
import {
  type CountElectronsOptions,
  countElectrons,
  filterHotPixels,
  type GetMaximaOptions,
  getMaximaOfPatterns,
  medianFilterMaskedPixels,
  shiftDiffraction,
} from "stem4d-preprocess";
import { exact, type GroupTable } from "../testing.js";

type Shape = readonly number[];
type Calls = Readonly<Record<string, Call>>;

const dtypes: readonly DType[] = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64"];
const others: readonly DType[] = ["bool", "int64", "uint64"];
/** What spectra are made of: they are of either precision. */
const transformed: readonly DType[] = ["uint8", "int32", "float32", "float64"];
/** With enough pixels for kernels. */
const shapes = [
  [3, 20, 30],
  [1, 400, 7],
  [40, 5, 7],
  [1, 3, 37, 41],
  [2, 1, 600],
  [1031, 1],
  [61, 67],
  [66, 32, 33],
];
const small = [
  [2, 13, 13],
  [0, 8, 8],
  [1, 1, 1],
  [3, 4],
];
/** More than is looked at, and moved, at a time. */
const large = [[20, 256, 256]];

/** Small whole numbers with plateaus, and a few that are much higher. */
const patterns =
  (base: number): Sample =>
  (dtype, shape, seed) => {
    const next = testNumbers(seed);
    return filledArray(dtype, shape, () => {
      const value = Math.floor(16 * next()) - base;
      return next() < 0.01 ? value + 60 + Math.floor(32 * next()) : value;
    });
  };
const special: Sample = (dtype, shape, seed) => testArray(dtype, shape, "contiguous", seed);
/** Below 0 whole numbers without a sign are very high ones. */
const samples = { patterns: patterns(0), "around 0": patterns(8), special };
const plain = { patterns: patterns(0) };
const signed = { "around 0": patterns(8), special };

const maxima =
  (options: GetMaximaOptions): Call =>
  (a) =>
    getMaximaOfPatterns(a as NDArray, { subpixel: "pixel", maxNumPeaks: null, ...options });
const fits = (shape: Shape, edge: number): boolean => 2 * edge < Math.min(...shape.slice(-2));
/** Maxima at some distances from the borders, where there are such, or where there are none. */
const inside =
  (wanted: boolean) =>
  (shape: Shape): Calls =>
    Object.fromEntries(
      [1, 3].flatMap((edgeBoundary): [string, Call][] =>
        fits(shape, edgeBoundary) === wanted ? [[`edge ${edgeBoundary}`, maxima({ edgeBoundary })]] : [],
      ),
    );

const thresholds = { background: 12, xray: 85 };
const counted =
  (dark: NDArray | null, options: CountElectronsOptions = {}): Call =>
  (a) =>
    countElectrons(a as NDArray, dark, { thresholds, ...options } as CountElectronsOptions & { output?: "pointlist" });
/** For each pixel a number. */
const mapOf = (shape: Shape, value: (i: number) => number): NDArray => filledArray("float64", shape.slice(-2), value);
const electrons = (shape: Shape): Calls => {
  const [dark, gain] = [mapOf(shape, (i) => 3 + Math.sin(i)), mapOf(shape, (i) => 1 + 0.2 * Math.sin(i))];
  const broken = mapOf(shape, (i) => (i % 53 === 0 ? Number.NaN : i % 59 === 0 ? -Infinity : 1e-310));
  const dead = mapOf(shape, (i) => (i % 47 === 0 ? 0 : i % 43 === 0 ? -1 : i % 41 === 0 ? Number.NaN : 1));
  return {
    bare: counted(null),
    "dark reference, gain": counted(dark, { gain, xrayRadius: 3 }),
    "near X-rays": counted(dark, { xrayRadius: 0 }),
    strict: counted(dark, { rule: "strict" }),
    "strict, below 0": counted(dark, { gain, rule: "strict", thresholds: { background: -20, xray: 11 } }),
    "below 0": counted(null, { thresholds: { background: -20, xray: 11 } }),
    "out of reach": counted(null, { thresholds: { background: 300, xray: 70000 } }),
    "broken pixels": counted(broken, { gain: dead }),
    "strict, broken pixels": counted(broken, { gain: dead, rule: "strict" }),
  };
};
const outputs: Calls = {
  "thresholds of the patterns": (a) => countElectrons(a as NDArray, null, { seed: 1 }),
  "between pixels": counted(null, { subPixel: true }),
  "patterns of counts": counted(null, { output: "datacube" }),
};

const countOf = (shape: Shape): number => shape.slice(0, -2).reduce((product, size) => product * size, 1);
/** A shift for each pattern. */
const shiftsOf = (shape: Shape, value: (i: number) => number): NDArray => {
  const count = countOf(shape);
  return fromData(
    Float64Array.from({ length: count }, (_, i) => value(i)),
    [count],
  );
};
/** Whole numbers of eighths: some leave no parts of pixels. */
const eighths = (shape: Shape, scale: number): NDArray =>
  shiftsOf(shape, (i) => Math.round(scale * Math.sin(i) * 8) / 8);
const moved =
  (x: NDArray | number, y: NDArray | number, options: Parameters<typeof shiftDiffraction>[3]): Call =>
  (a) =>
    shiftDiffraction(a as NDArray, x, y, options);
const bilinear = (shape: Shape): Calls =>
  Object.fromEntries(
    [true, false].flatMap((periodic) => {
      const options = { periodic, bilinear: true };
      const calls: Calls = {
        each: moved(eighths(shape, 5), eighths(shape, 90), options),
        "parts of columns": moved(-2, 0.25, options),
        "parts of rows": moved(0.5, -3, options),
        "almost nothing": moved(-5e-324, -0, options),
        far: moved(-1e6 - 0.3, eighths(shape, 1e5), options),
        "same dtype": moved(eighths(shape, 3), 0.7, { ...options, dtype: "same" }),
      };
      return Object.entries(calls).map(([name, call]) => [`${name}, periodic ${periodic}`, call]);
    }),
  );
const series =
  (periodic: boolean) =>
  (shape: Shape): Calls => ({
    "each down": moved(
      shiftsOf(shape, (i) => Math.sin(i)),
      1.5,
      { periodic },
    ),
    "each across": moved(
      0.7,
      shiftsOf(shape, (i) => 3 * Math.sin(i)),
      { periodic },
    ),
    all: moved(-2, 0, { periodic }),
  });

const maximaOf = "stem4d-preprocess/localMaxima";
const bilinearOf = "stem4d-preprocess/shiftBilinear";
const spectraOf = "stem4d-preprocess/shiftSpectra";

/** Pixels in corners, at borders, side by side, and with no good ones next to them. */
const maskOf = ([rows, columns]: Shape): NDArray =>
  filledArray("bool", [rows as number, columns as number], (i) => {
    const [row, column] = [Math.floor(i / (columns as number)), i % (columns as number)];
    return i % 17 === 0 || i % 17 === 1 || (row < 3 && column < 3) ? 1 : 0;
  });
const repaired =
  (kernelWidth: number): Call =>
  (a) =>
    medianFilterMaskedPixels(a as NDArray, maskOf((a as NDArray).shape.slice(-2)), { kernelWidth });
const repairs: Calls = { "width 3": repaired(3), "width 4": repaired(4), "width 7": repaired(7) };
const hotPixels = (thresh: number): Calls => ({
  hot: (a) => filterHotPixels(a as NDArray, thresh, { returnMask: true }),
  dead: (a) => filterHotPixels(a as NDArray, thresh, { dead: true, indCompare: 2, returnMask: true }),
});
const mediansOf = "stem4d-preprocess/mediansAround";
const repairRows: readonly CallRow[] = [
  {
    operation: mediansOf,
    name: "masked pixels",
    calls: repairs,
    dtypes,
    shapes: [
      [40, 13, 11],
      [131, 5, 7],
      [2, 17, 30, 31],
      [61, 67],
    ],
    samples,
    // Zeros of either sign.
    tolerance: { largest: 0 },
  },
  {
    operation: mediansOf,
    name: "masked pixels of many patterns",
    calls: { "width 3": repaired(3) },
    dtypes: ["uint8", "float64"],
    shapes: [[1031, 40, 41]],
    samples: plain,
  },
  {
    operation: mediansOf,
    name: "masked pixels, layouts",
    calls: { "width 3": repaired(3) },
    dtypes: ["uint16", "float32"],
    shapes: [[40, 12, 13]],
    layouts,
    samples: plain,
  },
  {
    operation: mediansOf,
    name: "hot pixels",
    calls: hotPixels(0.5),
    dtypes,
    shapes: [[90, 20, 30]],
    samples,
    tolerance: { largest: 0 },
  },
  {
    name: "hot pixels of few patterns",
    calls: hotPixels(20),
    dtypes,
    shapes: [
      [2, 5, 5],
      [0, 8, 8],
      [1, 1, 1],
      [3, 4],
    ],
    samples,
  },
  {
    name: "masked pixels of few patterns, and wide windows",
    calls: (shape) => ({ masked: repaired(shape[0] === 3 ? 3 : 9) }),
    dtypes: ["uint8", "float64"],
    shapes: [
      [3, 9, 9],
      [50, 21, 20],
    ],
    samples: plain,
  },
  {
    name: "masked pixels of other dtypes",
    calls: { "width 3": repaired(3) },
    dtypes: ["int64", "uint64"],
    shapes: [[200, 9, 9]],
    samples: plain,
  },
];

const maximaRows: readonly CallRow[] = [
  { operation: maximaOf, name: "of patterns", calls: inside(true), dtypes, shapes, samples: signed },
  {
    operation: maximaOf,
    name: "between pixels, of smooth patterns",
    calls: {
      parabolas: maxima({ subpixel: "poly" }),
      "Fourier series": maxima({ subpixel: "multicorr", maxNumPeaks: 5 }),
      smooth: maxima({ sigma: 1.3 }),
    },
    dtypes,
    shapes: [
      [3, 20, 30],
      [1, 3, 37, 41],
    ],
    samples: plain,
  },
  { operation: maximaOf, name: "electrons", calls: electrons, dtypes, shapes, samples },
  {
    operation: maximaOf,
    name: "electrons as",
    calls: outputs,
    dtypes,
    shapes: [
      [3, 20, 30],
      [1, 3, 37, 41],
    ],
    samples: plain,
  },
  {
    operation: maximaOf,
    name: "many patterns",
    runs: "often",
    calls: { maxima: maxima({ maxNumPeaks: 9 }), electrons: counted(null) },
    dtypes: ["uint8", "float32"],
    shapes: large,
    samples: plain,
  },
  {
    operation: maximaOf,
    name: "layouts",
    calls: { maxima: maxima({}), electrons: counted(null) },
    dtypes: ["uint16", "float64"],
    shapes: [[6, 24, 30]],
    layouts,
    samples,
  },
  { name: "maxima too near borders", calls: inside(false), dtypes, shapes, samples: plain },
  {
    name: "maxima of few pixels",
    calls: { maxima: maxima({}), electrons: counted(null), strict: counted(null, { rule: "strict" }) },
    dtypes,
    shapes: small,
    samples,
  },
  {
    name: "maxima of other dtypes",
    calls: { maxima: maxima({}), electrons: counted(null) },
    dtypes: others,
    shapes: [[3, 20, 30]],
  },
];

const shiftRows: readonly CallRow[] = [
  { operation: bilinearOf, calls: bilinear, dtypes, shapes, samples: { special } },
  {
    operation: bilinearOf,
    name: "many patterns",
    runs: "often",
    calls: (shape) => ({
      each: moved(eighths(shape, 5), eighths(shape, 9), { bilinear: true }),
      "same dtype": moved(eighths(shape, 5), 1.5, { bilinear: true, dtype: "same" }),
    }),
    dtypes: ["uint8", "float32"],
    shapes: large,
    samples: { special },
  },
  {
    operation: bilinearOf,
    name: "layouts",
    calls: bilinear,
    dtypes: ["uint16", "float64"],
    shapes: [[6, 24, 30]],
    layouts,
    samples: { special },
  },
  { name: "few pixels moved", calls: bilinear, dtypes, shapes: [...small, [3, 0, 5]] },
  { name: "other dtypes moved", calls: bilinear, dtypes: others, shapes: [[3, 20, 30]] },
  {
    name: "moved too far",
    calls: {
      periodic: moved(2 ** 30, 0, { bilinear: true }),
      not: moved(0, -1e300, { bilinear: true, periodic: false }),
    },
    dtypes: ["uint8", "float64"],
    shapes: [[3, 20, 30]],
  },
  {
    operation: spectraOf,
    calls: series(true),
    dtypes: transformed,
    shapes: [
      [4, 20, 30],
      [1, 400, 7],
      [60, 5, 7],
      [1, 3, 37, 41],
      [4, 1, 600],
      [1031, 1],
      [61, 67],
      [66, 32, 33],
    ],
    samples: signed,
  },
  {
    operation: spectraOf,
    name: "continued by zeros",
    calls: series(false),
    dtypes: transformed,
    shapes: [
      [4, 20, 30],
      [1, 3, 37, 41],
      [61, 67],
    ],
    samples: signed,
  },
  {
    operation: spectraOf,
    name: "many patterns",
    runs: "often",
    calls: series(true),
    dtypes: ["uint8", "float64"],
    shapes: [[9, 256, 256]],
    samples: plain,
  },
  {
    operation: spectraOf,
    name: "layouts",
    calls: series(true),
    dtypes: ["uint16", "float64"],
    shapes: [[6, 24, 30]],
    layouts,
    samples: { special },
  },
  { name: "spectra of few pixels", calls: series(true), dtypes, shapes: [...small, [3, 0, 5], [2, 1, 600]] },
];

export const table: GroupTable = {
  groups: ["frames"],
  settings: exact,
  rows: [...repairRows, ...maximaRows, ...shiftRows],
};
