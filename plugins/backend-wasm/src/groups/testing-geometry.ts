import { type DType, fromData, type NDArray } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample, testArray } from "@core/conformance";
import * as ndimage from "sci-ndimage";
import { exact, type GroupTable } from "../testing.js";

const dtypes: readonly DType[] = ["float64", "float32", "int8", "uint8", "int16", "uint16", "int32", "uint32", "bool"];
const modes = ["reflect", "constant", "grid-constant", "nearest", "mirror", "grid-wrap", "wrap"] as const;
const orders = [0, 1, 2, 3, 4, 5];

const special: Sample = (dtype, shape, seed) => testArray(dtype, shape, "contiguous", seed);
/** Without NaN and infinities, which spread along all lines. */
const plain: Sample = (dtype, shape, seed) =>
  dtype.startsWith("float")
    ? filledArray(dtype, shape, (i) => 100 * Math.sin(i * 0.37 + seed) + (i % 11))
    : special(dtype, shape, seed);

const calls = (list: readonly (readonly [string, (a: NDArray) => unknown])[]): Record<string, Call> =>
  Object.fromEntries(list);
const affine = { operation: "sci-ndimage/affine", runs: "among others" } as const;
const matrix = [
  [0.9, 0.3],
  [-0.25, 1.1],
];
const skew = [
  [1, 0.1, 0],
  [0, 0.9, 0.2],
  [0.1, 0, 1],
];

const rowsOf = (mode: (typeof modes)[number]): readonly CallRow[] => [
  {
    operation: "sci-ndimage/spline-filter1d",
    runs: "among others",
    name: mode,
    calls: ({ length }) =>
      calls(
        [2, 3, 4, 5].flatMap((order) =>
          Array.from({ length }, (_, axis) => [
            `order ${order}, axis ${axis}`,
            (a: NDArray) => ndimage.splineFilter1d(a, { order, axis, mode }),
          ]),
        ) as never,
      ),
    dtypes,
    shapes: [[1031], [37, 41], [2, 700], [700, 2], [11, 13, 17]],
    samples: { plain, special },
  },
  {
    ...affine,
    name: mode,
    calls: calls(
      orders.flatMap((order): [string, (a: NDArray) => unknown][] => {
        const own = { order, mode, cval: 7.5 };
        return [
          [`matrix, order ${order}`, (a) => ndimage.affineTransform(a, matrix, { ...own, offset: [-3.25, 4] })],
          [`diagonal, order ${order}`, (a) => ndimage.affineTransform(a, [1, 1], { ...own, offset: [0.5, -70] })],
          [`shift, order ${order}`, (a) => ndimage.shift(a, [2.75, -3.5], own)],
          [`zoom, order ${order}`, (a) => ndimage.zoom(a, [1.3, 0.7], own)],
          [`zoom of a grid, order ${order}`, (a) => ndimage.zoom(a, 2, { ...own, gridMode: true })],
          [`rotate, order ${order}`, (a) => ndimage.rotate(a, 33, own)],
          [`turn, order ${order}`, (a) => ndimage.rotate(a, 90, { ...own, reshape: false, output: "uint8" })],
        ];
      }),
    ),
    dtypes,
    shapes: [[37, 41]],
    samples: mode === "nearest" ? { special } : { plain },
  },
  {
    operation: "sci-ndimage/map-coordinates",
    runs: "among others",
    name: mode,
    calls: (shape) => {
      const at = fromData(places(shape), [shape.length, count]);
      return calls(
        orders.map((order) => [`order ${order}`, (a) => ndimage.mapCoordinates(a, at, { order, mode, cval: 3 })]),
      );
    },
    dtypes: ["float64", "float32", "uint8"],
    shapes: [[1031], [37, 41], [9, 12, 15]],
    samples: { plain },
  },
  ...(
    [
      ["lines", "float64", [1031], (a, own) => ndimage.shift(a, 2.3, own)],
      ["cubes", "float32", [11, 13, 17], (a, own) => ndimage.zoom(a, 0.8, own)],
      ["skew cubes", "uint16", [11, 13, 17], (a, own) => ndimage.affineTransform(a, skew, own)],
      ["cubes turned", "float64", [40, 3, 45], (a, own) => ndimage.rotate(a, 20, { ...own, axes: [0, 2] })],
    ] as readonly [
      string,
      DType,
      readonly number[],
      (a: NDArray, own: { order: number; mode: typeof mode }) => unknown,
    ][]
  ).map(
    ([name, dtype, shape, call]): CallRow => ({
      ...affine,
      name: `${mode}, ${name}`,
      calls: calls([0, 1, 2, 3, 5].map((order) => [`order ${order}`, (a) => call(a, { order, mode })])),
      dtypes: [dtype],
      shapes: [shape],
      samples: { plain },
    }),
  ),
];

const count = 1500;
/** Places in an array, far outside, between its borders, and no numbers. */
function places(shape: readonly number[]): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: shape.length * count }, (_, i) => {
    const size = shape[Math.floor(i / count)] as number;
    const ends = [Number.NaN, Infinity, -Infinity, 1e300, -1e300, 0, -0, size - 1, -0.5, size - 0.5, -1e-16, 1e9 + 0.5];
    return i % 29 < ends.length ? (ends[i % 29] as number) : ((i * 7919) % (3 * size * 100)) / 100 - size;
  });
}

export const table: GroupTable = {
  groups: ["geometry"],
  settings: exact,
  rows: [
    ...modes.flatMap(rowsOf),
    {
      ...affine,
      name: "layouts",
      calls: calls([
        ["rotate", (a) => ndimage.rotate(a, 12)],
        ["zoom", (a) => ndimage.zoom(a, 1.5)],
      ]),
      dtypes: ["float64"],
      shapes: [[41, 60]],
      layouts,
      samples: { plain },
    },
    {
      ...affine,
      name: "large",
      calls: calls([["rotate", (a) => ndimage.rotate(a, 12)]]),
      dtypes: ["float64"],
      shapes: [[300, 257]],
      samples: { plain },
    },
    {
      name: "small arrays",
      calls: calls([["shift", (a) => ndimage.shift(a, 1.5)]]),
      dtypes: ["float64"],
      shapes: [[1], [7], [10, 10]],
      samples: { plain },
    },
    {
      name: "64-bit wholes",
      calls: calls([["shift", (a) => ndimage.shift(a, 1.5, { order: 1 })]]),
      dtypes: ["int64"],
      shapes: [[40, 50]],
    },
  ],
};
