import type { DType, NDArray } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample } from "@core/conformance";
import { BaseSignal, type RebinOptions, rebin } from "@core/signal";
import { floats, smallWholes } from "../dtypes.js";
import { exact, type GroupTable, sampleArray } from "../testing.js";
import { constant, denormals, largest } from "../testing-samples.js";

type Shape = readonly number[];

/** The bins in the order of the array's axes, which signals turn around. */
const binned =
  (scale: readonly number[], more: Omit<RebinOptions, "scale"> = {}): Call =>
  (a) =>
    rebin(new BaseSignal(a as NDArray), { scale: [...scale].reverse(), ...more }).data;
const shaped =
  (...newShape: readonly number[]): Call =>
  (a) =>
    rebin(new BaseSignal(a as NDArray), { newShape: [...newShape].reverse() }).data;
const named = (scales: readonly (readonly number[])[], more?: RebinOptions): Record<string, Call> =>
  Object.fromEntries(scales.map((scale) => [`${scale} ${JSON.stringify(more ?? {})}`, binned(scale, more)]));

/** Bins for each shape: whole, broken, with a rest, of one axis or several, of rows inside others. */
type Cases = readonly (readonly [shape: Shape, ...scales: readonly (readonly number[])[]])[];
const small: Cases = [
  [
    [12, 14, 40],
    [2, 2, 4],
    [3, 1, 1],
    [1, 1, 5],
    [1, 7, 1],
    [1, 1, 2],
    [2, 1, 4],
  ],
  [
    [13, 17, 41],
    [2, 3, 4],
    [1, 2.5, 2],
    [2, 1, 0.7],
    [13, 17, 41],
    [1.9, 1, 1],
  ],
  [
    [15, 18, 41],
    [1.5, 1.5, 3.3],
  ],
  [
    [13, 17, 64],
    [1.7, 2, 1],
  ],
  [
    [5, 7, 100, 3],
    [2, 3, 2, 1],
  ],
  [
    [5, 1, 7, 9, 11],
    [2, 1, 3, 3, 2],
  ],
  [[1024], [2], [1023.5]],
  [[2003], [3], [2003], [2.5], [333.3], [0.9]],
  [
    [1, 2000],
    [1, 3],
    [1, 2.5],
  ],
  [
    [2000, 1],
    [3, 1],
    [2.5, 1],
  ],
];
/** What is staged in several tiles, and what several threads share. */
const large: Cases = [
  [[60000], [7]],
  [[70000], [1.5]],
  [
    [3, 70001],
    [2, 2],
    [1.5, 10.5],
  ],
  [
    [4, 40000],
    [2, 1],
  ],
  [
    [4, 562, 24],
    [3, 293, 1],
  ],
  [
    [600, 500],
    [2, 2],
  ],
  [
    [300, 500],
    [1.25, 3],
  ],
  [
    [2, 300, 700],
    [1, 3, 1.5],
  ],
  [
    [30, 300, 40],
    [2, 2, 8],
  ],
];
const shapesOf = (cases: Cases): readonly Shape[] => cases.map(([shape]) => shape);
const callsOf =
  (cases: Cases, more?: RebinOptions) =>
  (shape: Shape): Record<string, Call> =>
    named(cases.find(([own]) => own === shape)?.slice(1) as readonly (readonly number[])[], more);

const odd = [Number.NaN, Infinity, -Infinity, -0, 0, 5e-324, -1e-45, 1e-40, 1e38, -1e38, 1.7e308, 1];
/** Bins with several special numbers. */
const manySpecial: Sample = (dtype, shape) =>
  filledArray(dtype, shape, (i) => (i % 5 < 2 ? (odd[(i * 7) % odd.length] as number) : i / 7));
const samples = { special: sampleArray, manySpecial, denormals, negativeZeros: constant(-0) };

const complexes: readonly DType[] = ["complex64", "complex128"];
const all: readonly DType[] = [...floats, ...smallWholes, "bool", ...complexes];
const row = (name: string, own: Omit<CallRow, "operation" | "name">): CallRow => ({
  operation: "@core/signal/rebin",
  name,
  ...own,
});

export const table: GroupTable = {
  groups: ["binning"],
  settings: exact,
  rows: [
    row("floats", { calls: callsOf(small), dtypes: floats, shapes: shapesOf(small), samples }),
    row("last bins that are not full", {
      calls: callsOf(small, { crop: false }),
      dtypes: floats,
      shapes: shapesOf(small).filter(({ length }) => length < 5),
    }),
    row("wholes", { calls: callsOf(small), dtypes: [...smallWholes, "bool"], shapes: shapesOf(small) }),
    row("many", { calls: callsOf(large), dtypes: [...floats, ...smallWholes, "bool"], shapes: shapesOf(large) }),
    row("five axes of broken bins", {
      calls: named([[2, 2, 2, 1.5, 1]]),
      dtypes: all,
      shapes: [[5, 7, 11, 3, 2]],
    }),
    row("complex numbers", {
      calls: named([
        [2, 2, 4],
        [1, 1, 5],
        [2, 1, 1],
        [1, 1.5, 1.2],
      ]),
      dtypes: complexes,
      shapes: [[13, 17, 20]],
      samples: { special: sampleArray, denormals, negativeZeros: constant(-0) },
    }),
    row("complex numbers, many", {
      calls: named([
        [2, 3],
        [1, 1.5],
      ]),
      dtypes: complexes,
      shapes: [[40, 5000]],
    }),
    row("new shapes", {
      calls: { whole: shaped(5, 10, 4), broken: shaped(4, 7, 10), "more points": shaped(10, 20, 23) },
      dtypes: all,
      shapes: [[10, 20, 20]],
    }),
    row("dtypes of results", {
      calls: Object.fromEntries(
        (["same", ...floats, ...smallWholes, "int64", "uint64"] as const).map((dtype) => [
          dtype,
          binned([1, 17, 4], { dtype }),
        ]),
      ),
      dtypes: smallWholes,
      shapes: [[13, 17, 40]],
      samples: { special: sampleArray, largest },
    }),
    row("dtypes of results of booleans", {
      calls: Object.fromEntries(
        ([...floats, ...smallWholes, "int64", "uint64"] as const).map((dtype) => [
          dtype,
          binned([13, 1, 2], { dtype }),
        ]),
      ),
      dtypes: ["bool"],
      shapes: [[13, 17, 40]],
    }),
    row("dtypes of results of broken bins", {
      calls: Object.fromEntries(floats.map((dtype) => [dtype, binned([1.5, 1, 4], { dtype })])),
      dtypes: [...floats, ...smallWholes, "bool"],
      shapes: [[13, 17, 40]],
    }),
    row("dtypes of results of floats", {
      calls: Object.fromEntries((["same", ...floats] as const).map((dtype) => [dtype, binned([2, 2, 2], { dtype })])),
      dtypes: floats,
      shapes: [[13, 17, 40]],
      samples,
    }),
    row("layouts", {
      calls: named([
        [2, 3],
        [1, 1.5],
        [3, 1],
        [60, 70],
      ]),
      dtypes: all,
      shapes: [[60, 70]],
      layouts,
    }),
    row("layouts of three axes", {
      calls: named([[2, 3, 2.5]]),
      dtypes: ["float32", "uint16", "complex64"],
      shapes: [[11, 13, 17]],
      layouts,
    }),
    row("whole numbers beyond 32 bits", {
      calls: named([
        [40, 4000],
        [40, 1],
        [1, 4000],
      ]),
      dtypes: smallWholes,
      shapes: [[40, 4000]],
      samples: { largest },
    }),
    row("narrow images, and many of them", {
      calls: named([
        [1, 1, 2, 2],
        [2, 2, 1, 1],
      ]),
      dtypes: ["float32", "uint8"],
      shapes: [[50, 60, 16, 16]],
    }),
    row("narrow rows, and many of them", {
      calls: named([
        [1, 1, 4],
        [3, 2, 1],
      ]),
      dtypes: ["float32", "uint8"],
      shapes: [
        [300, 500, 4],
        [31, 50, 200],
      ],
    }),
    {
      name: "few points, and none",
      calls: named([
        [2, 2],
        [1, 1.5],
      ]),
      dtypes: all,
      shapes: [
        [20, 20],
        [2, 2],
        [0, 2000],
      ],
    },
    {
      name: "64-bit wholes",
      calls: named([
        [2, 2],
        [1, 1.5],
      ]),
      dtypes: ["int64", "uint64"],
      shapes: [[60, 70]],
    },
    {
      name: "bins that take several passes",
      calls: named([[0.3, 0.3]]),
      dtypes: all,
      shapes: [[60, 70]],
    },
    {
      name: "floats as complex numbers and booleans",
      calls: { complex: binned([2, 2], { dtype: "complex128" }), bool: binned([2, 2], { dtype: "bool" }) },
      dtypes: [...floats, "uint8"],
      shapes: [[60, 70]],
    },
  ],
};
