import type { DType, NDArray } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample } from "@core/conformance";
import * as ndimage from "sci-ndimage";
import { deterministic, type GroupTable } from "../testing.js";

type Shape = readonly number[];
type Work = (a: NDArray) => unknown;
const dtypes: readonly DType[] = ["float64", "float32", "int8", "uint8", "int16", "uint16", "int32", "uint32", "bool"];
const modes = ["reflect", "constant", "nearest", "mirror", "wrap"] as const;
const shapes = [[1031], [37, 41], [1, 1500], [1500, 1], [33, 64], [11, 13, 17], [3, 7, 2, 64]];
const symmetric = [0.1, -0.2, 0.5, -0.2, 0.1];
const antisymmetric = [-0.3, -0.1, 0, 0.1, 0.3];

const calls = (list: readonly (readonly [string, Work])[]): Record<string, Call> => Object.fromEntries(list) as never;
const row = (id: string, own: Omit<CallRow, "operation" | "runs">): CallRow => ({
  operation: `sci-ndimage/${id}`,
  runs: "among others",
  ...own,
});
/** Smoothing of float32 is in float32. */
const single = (dtype: DType) => (dtype === "float32" ? { largest: 4e-7 } : undefined);
const everyAxis = (shape: Shape, work: (axis: number) => readonly (readonly [string, Work])[]): Record<string, Call> =>
  calls([...shape.keys()].flatMap((axis) => work(axis).map(([name, one]) => [`${name}, axis ${axis}`, one] as const)));

const rowsOf = (mode: (typeof modes)[number]): readonly CallRow[] => [
  row("correlate1d", {
    name: mode,
    calls: (shape) =>
      everyAxis(shape, (axis) =>
        shape[axis] === 1 && shape.length > 2
          ? []
          : [symmetric, antisymmetric, [1, 2, -3, 0.5], [0.25]].map((weights) => [
              `weights ${weights}`,
              (a) => ndimage.correlate1d(a, weights, { mode, axis, cval: 1.5, origin: weights.length > 2 ? 1 : 0 }),
            ]),
      ),
    dtypes,
    shapes,
  }),
  ...(["float64", "float32"] as const).flatMap((dtype) =>
    [true, false].map((smooth) =>
      row(dtype === "float64" || smooth ? "correlate-axes" : "correlate1d", {
        name: `two axes, ${smooth ? "smoothing" : "edges"}, ${mode}`,
        calls: (shape) => {
          const of = (a: NDArray): NDArray => (shape.length === 2 ? a : a.slice(1));
          return calls(
            smooth
              ? [["gaussianFilter", (a) => ndimage.gaussianFilter(of(a), [2, 0.8], { mode, cval: 1.5 })]]
              : [
                  [
                    "derivatives",
                    (a) => ndimage.gaussianFilter(of(a), [0.6, 5], { mode: ["wrap", mode], order: [1, 2] }),
                  ],
                  ["sobel", (a) => ndimage.sobel(of(a), { mode, cval: 2 })],
                  ["prewitt", (a) => ndimage.prewitt(of(a), { mode, axis: 0 })],
                ],
          );
        },
        dtypes: [dtype],
        shapes: [
          [37, 41],
          [2, 700],
          [150, 9],
          [3, 33, 64],
          [100, 203],
        ],
        tolerance: single,
      }),
    ),
  ),
  row("uniform-filter1d", {
    name: mode,
    calls: (shape) =>
      everyAxis(shape, (axis) =>
        [1, 2, 3, 5, 20].map((size) => [
          `size ${size}`,
          (a) => ndimage.uniformFilter1d(a, size, { mode, axis, cval: 2.5, origin: size > 2 ? -1 : 0 }),
        ]),
      ),
    dtypes,
    shapes,
  }),
  ...Object.entries({ minimum: ndimage.minimumFilter1d, maximum: ndimage.maximumFilter1d }).map(([name, line]) =>
    row(`${name}-filter1d`, {
      name: mode,
      calls: (shape) =>
        everyAxis(shape, (axis) =>
          (mode === "reflect" ? [2, 3, 4, 7, 16, 33] : [5]).map((size) => [
            `size ${size}`,
            (a) => line(a, size, { mode, axis, cval: 1, origin: size > 2 ? 1 : 0 }),
          ]),
        ),
      dtypes,
      shapes,
    }),
  ),
];

/** Numbers without NaN, with zeros of both signs. */
const ordered: Sample = (dtype, shape) =>
  filledArray(dtype, shape, (i) => [0, -0, 1, -1, Infinity, -Infinity, 1e-40][(i * 7919 + (i >> 3)) % 7] as number);
const huge: Sample = (dtype, shape) => filledArray(dtype, shape, (i) => (i % 7 === 0 ? 3e38 : 1));
const smooth = [0.4, 1, 3, 9].map(
  (sigma) => [`sigma ${sigma}`, (a: NDArray) => ndimage.gaussianFilter(a, sigma)] as const,
);
const sizes = [2, 3, 5, 9];

const composed: readonly (readonly [string, Work])[] = [
  ["sobel", (a) => ndimage.sobel(a)],
  ["prewitt", (a) => ndimage.prewitt(a, { axis: 0, mode: "wrap" })],
  ["laplace", (a) => ndimage.laplace(a)],
  ["gaussianLaplace", (a) => ndimage.gaussianLaplace(a, 1.5)],
  ["gaussianGradientMagnitude", (a) => ndimage.gaussianGradientMagnitude(a, 1)],
  ["gaussianFilter", (a) => ndimage.gaussianFilter(a, 2, { order: 1, output: "float64" })],
  ["correlate1d", (a) => ndimage.correlate1d(a, [1, 1, 1], { output: "uint8" })],
  ["correlate1d of large weights", (a) => ndimage.correlate1d(a, [1e10, 3e15, 7], { output: "int32" })],
];
/** What correlates float64 along two axes in one go; other dtypes go axis by axis. */
const inOneGo = ["sobel", "prewitt", "gaussianLaplace", "gaussianGradientMagnitude", "gaussianFilter"];

export const table: GroupTable = {
  groups: ["filters", "windows"],
  settings: deterministic,
  rows: [
    ...modes.flatMap(rowsOf),
    row("correlate-axes", {
      name: "smoothing",
      calls: calls(smooth),
      dtypes: ["float32"],
      shapes: shapes.filter(({ length }) => length > 1),
      tolerance: single,
    }),
    row("correlate1d", {
      name: "smoothing of lines",
      calls: calls(smooth),
      dtypes: ["float32"],
      shapes: [[1031]],
      tolerance: single,
    }),
    row("correlate-axes", {
      name: "smoothing of huge numbers",
      calls: { gaussianFilter: (a) => ndimage.gaussianFilter(a as NDArray, 2) },
      dtypes: ["float32"],
      shapes: [[40, 60]],
      samples: { huge },
      tolerance: single,
    }),
    ...composed.flatMap(([name, work]) =>
      dtypes
        .filter((dtype) => dtype !== "bool")
        .map((dtype) =>
          row(dtype === "float64" && inOneGo.includes(name) ? "correlate-axes" : "correlate1d", {
            name: `made of correlations: ${name}`,
            calls: calls([[name, work]]),
            dtypes: [dtype],
            shapes: [[45, 53]],
            tolerance: single,
          }),
        ),
    ),
    ...(["minimum", "maximum"] as const).map((name) =>
      row(`${name}-filter1d`, {
        name: "zeros of both signs",
        calls: calls(
          sizes.flatMap((size): [string, Work][] =>
            name === "maximum"
              ? [[`maximumFilter ${size}`, (a) => ndimage.maximumFilter(a, { size })]]
              : [
                  [`minimumFilter ${size}`, (a) => ndimage.minimumFilter(a, { size })],
                  [`greyErosion ${size}`, (a) => ndimage.greyErosion(a, { size })],
                  [`greyClosing ${size}`, (a) => ndimage.greyClosing(a, { size })],
                ],
          ),
        ),
        dtypes: ["float32", "float64"],
        shapes,
        samples: { ordered },
      }),
    ),
    ...(
      [
        ["correlate1d", (a) => ndimage.correlate1d(a, antisymmetric, { axis: 0 })],
        ["uniform-filter1d", (a) => ndimage.uniformFilter(a, { size: 4 })],
        ["maximum-filter1d", (a) => ndimage.maximumFilter(a, { size: 5 })],
        ["minimum-filter1d", (a) => ndimage.greyOpening(a, { size: 7 })],
      ] as readonly [string, Work][]
    ).flatMap(([id, work]) => [
      row(id, {
        name: "layouts",
        calls: calls([[id, work]]),
        dtypes: ["float64", "uint16"],
        shapes: [[41, 60]],
        layouts,
      }),
      row(id, { name: "large", calls: calls([[id, work]]), dtypes: ["float64"], shapes: [[420, 311]] }),
    ]),
    {
      name: "small and empty arrays",
      calls: calls([
        ["correlate1d", (a) => ndimage.correlate1d(a, [1, 2, 1])],
        ["minimumFilter1d", (a) => ndimage.minimumFilter1d(a, 3)],
      ]),
      dtypes: ["float64"],
      shapes: [[0], [1], [7], [30, 0, 50]],
    },
    {
      name: "64-bit wholes",
      calls: calls([["uniformFilter1d", (a) => ndimage.uniformFilter1d(a, 3)]]),
      dtypes: ["int64"],
      shapes: [[40, 50]],
    },
    {
      name: "constants that do not fit",
      calls: calls([["minimumFilter1d", (a) => ndimage.minimumFilter1d(a, 3, { mode: "constant", cval: 0.5 })]]),
      dtypes: ["uint8"],
      shapes: [[40, 50]],
    },
  ],
};
