import { type DType, type NDArray, withRuntime } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample, testArray } from "@core/conformance";
import * as signal from "sci-signal";
import { deterministic, type GroupTable } from "../testing.js";

type Shape = readonly number[];
type Work = (a: NDArray) => unknown;
const dtypes: readonly DType[] = ["float64", "float32", "int16", "uint8", "int32"];
const floats: readonly DType[] = ["float64", "float32"];

const special: Sample = (dtype, shape, seed) => testArray(dtype, shape, "contiguous", seed);
/** Without NaN and infinities, which spread along lines. */
const plain: Sample = (dtype, shape, seed) =>
  dtype.startsWith("float")
    ? filledArray(dtype, shape, (i) => 100 * Math.sin(i * 0.37 + seed) + (i % 11))
    : special(dtype, shape, seed);
const states = (shape: Shape): NDArray => filledArray("float64", shape, Math.cos);

const calls = (list: readonly (readonly [string, Work])[]): Record<string, Call> => Object.fromEntries(list) as never;
const row = (operation: string, own: Omit<CallRow, "operation" | "runs">): CallRow => ({
  operation: `sci-signal/${operation}`,
  runs: "among others",
  ...own,
});
const everyAxis = (shape: Shape, work: (axis: number, size: number) => readonly (readonly [string, Work])[]) =>
  calls(
    [...shape.entries()].flatMap(([axis, size]) =>
      work(axis, size).map(([name, one]) => [`${name}, axis ${axis}`, one] as const),
    ),
  );

const filters: readonly (readonly [number[], number[]])[] = [
  [
    [0.2, 0.3],
    [1, -0.5],
  ],
  [
    [0.1, 0.2, 0.1],
    [2, -0.8, 0.3],
  ],
  [
    [0.1, 0.2],
    [1, -0.8, 0.3, 0.05, -0.01],
  ],
  [[0.1, 0.2, 0.3], [1]],
  [
    [0.5, 0.1, 0, 0.2, 0.1, 0.3],
    [1, 0.1, 0.05, -0.1],
  ],
];
const lines = [
  [9, 200],
  [200, 9],
  [5, 61, 7],
];
const taps = Float64Array.from({ length: 23 }, (_, i) => Math.sin(i));
const sos = (order: number): NDArray => signal.butter(order, 0.2, { output: "sos" }) as NDArray;
const own = (a: NDArray, other: NDArray): NDArray => withRuntime(a.runtime, other);

/** A row for each shape of many calls. */
const apart = (rows: readonly CallRow[]): readonly CallRow[] =>
  rows.flatMap((own) => own.shapes.map((shape) => ({ ...own, name: `${own.name}, ${shape}`, shapes: [shape] })));

export const table: GroupTable = {
  groups: ["signal"],
  settings: deterministic,
  rows: apart([
    row("lfilter", {
      name: "many lines",
      calls: (shape) =>
        everyAxis(shape, (axis) =>
          filters.flatMap(([b, a], i): [string, Work][] => {
            const order = Math.max(b.length, a.length) - 1;
            const zi = states(shape.map((size, k) => (k === axis ? order : size)));
            return [
              [`filter ${i}`, (x) => signal.lfilter(b, a, x, { axis })],
              [`filter ${i} with states`, (x) => signal.lfilter(b, a, x, { axis, zi: own(x, zi) })],
            ];
          }),
        ),
      dtypes,
      shapes: [...lines, [64, 33]],
      samples: { plain, special },
    }),
    row("sosfilt", {
      name: "many lines",
      calls: (shape) =>
        everyAxis(shape, (axis) =>
          [1, 2, 5, 8].flatMap((order): [string, Work][] => {
            const sections = sos(order);
            const zi = states([sections.shape[0] as number, ...shape.map((size, k) => (k === axis ? 2 : size))]);
            return [
              [`order ${order}`, (x) => signal.sosfilt(sections, x, { axis })],
              [`order ${order} with states`, (x) => signal.sosfilt(sections, x, { axis, zi: own(x, zi) })],
            ];
          }),
        ),
      dtypes,
      shapes: lines,
      samples: { plain },
    }),
    row("filtfilt", {
      name: "many lines",
      calls: (shape) =>
        everyAxis(shape, (axis, size) =>
          size < 20
            ? []
            : (["odd", "even", "constant", null] as const).flatMap((padtype): [string, Work][] => [
                [`sections, ${padtype}`, (x) => signal.sosfiltfilt(sos(5), x, { axis, padtype, padlen: 6 })],
                ...filters.map(([b, a], i): [string, Work] => [
                  `filter ${i}, ${padtype}`,
                  (x) => signal.filtfilt(b, a, x, { axis, padtype, padlen: 8 }),
                ]),
              ]),
        ),
      dtypes,
      shapes: lines,
      samples: { plain },
    }),
    row("upfirdn", {
      name: "many lines",
      calls: (shape, dtype) => {
        const h = dtype === "float32" ? Float32Array.from(taps) : taps;
        return everyAxis(shape, (axis) =>
          (
            [
              [1, 1],
              [3, 2],
              [2, 7],
              [30, 4],
            ] as const
          ).flatMap(([up, down]) =>
            (["constant", "edge", "wrap", "symmetric", "reflect"] as const).map((mode): [string, Work] => [
              `${up}/${down}, ${mode}`,
              (x) => signal.upfirdn(h, x, { up, down, axis, mode, cval: 2 }),
            ]),
          ),
        );
      },
      dtypes,
      shapes: lines,
      samples: { plain },
    }),
    row("convolveLines", {
      name: "many lines",
      calls: (shape) =>
        everyAxis(shape, (axis, size) =>
          (["interp", "mirror", "constant", "nearest", "wrap"] as const).flatMap((mode) =>
            [3, 4, 11]
              .filter((window) => window <= size)
              .map((window): [string, Work] => [
                `window ${window}, ${mode}`,
                (x) => signal.savgolFilter(x, window, 2, { axis, mode, cval: 1 }),
              ]),
          ),
        ),
      dtypes,
      shapes: lines,
      samples: { plain },
    }),
    ...(
      [
        [[1031], [40]],
        [[9001], [7]],
        [
          [60, 70],
          [5, 8],
        ],
        [
          [20, 21, 22],
          [3, 2, 4],
        ],
        [
          [3, 700],
          [3, 20],
        ],
      ] as const
    ).map(([shape, size]) =>
      row("convolveDirect", {
        name: `kernels of ${size}`,
        calls: (_, dtype) =>
          calls(
            (["full", "same", "valid"] as const).map((mode) => [
              mode,
              (x) => signal.convolve(x, own(x, plain(dtype, size, 9)), { mode, method: "direct" }),
            ]),
          ),
        dtypes: floats,
        shapes: [shape],
        samples: { plain, special },
      }),
    ),
    row("convolveDirect", {
      name: "convolve2d",
      calls: calls([
        [
          "convolve2d",
          (x) =>
            signal.convolve2d(x, [
              [1, 2, 0.5],
              [0, 1, -3],
            ]),
        ],
      ]),
      dtypes: ["float64"],
      shapes: [[80, 90]],
      samples: { plain },
    }),
    ...(
      [
        ["lfilter", (x) => signal.lfilter([1, 2], [1, 0.5], x, { axis: 0 })],
        ["convolveDirect", (x) => signal.convolve(x, own(x, plain("float64", [3, 5], 1)), { method: "direct" })],
      ] as readonly [string, Work][]
    ).flatMap(([name, work]) => [
      row(name, {
        name: "layouts",
        calls: calls([[name, work]]),
        dtypes: ["float64"],
        shapes: [[41, 60]],
        layouts,
        samples: { plain },
      }),
      row(name, {
        name: "large",
        calls: calls([[name, work]]),
        dtypes: ["float64"],
        shapes: [[300, 257]],
        samples: { plain },
      }),
    ]),
    {
      name: "small and empty arrays",
      calls: calls([["lfilter", (x) => signal.lfilter([1, 2], [1, 0.5], x)]]),
      dtypes: ["float64"],
      shapes: [[10, 10], [1], [7], [0, 3]],
      samples: { plain },
    },
    {
      name: "short lines and kernels that are not finite",
      calls: calls([
        ["short", (x) => signal.convolve(x.slice(":100"), [1, 2, 3], { method: "direct" })],
        ["infinite", (x) => signal.convolve(x, [1, Infinity, 3], { method: "direct" })],
      ]),
      dtypes: ["float64"],
      shapes: [[9000]],
      samples: { plain },
    },
  ]),
};
