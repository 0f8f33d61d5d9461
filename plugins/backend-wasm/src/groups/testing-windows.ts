import { type DType, fromData, type NDArray } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample, testArray } from "@core/conformance";
import * as ndimage from "sci-ndimage";
import { medfilt, medfilt2d, orderFilter } from "sci-signal";
import { deterministic, type GroupTable } from "../testing.js";

type Work = (a: NDArray) => unknown;
const dtypes: readonly DType[] = ["float64", "float32", "int8", "uint8", "int16", "uint16", "int32", "uint32", "bool"];
const modes = ["reflect", "constant", "nearest", "mirror", "wrap"] as const;
const shapes = [[1031], [37, 41], [1, 1500], [700, 1], [33, 64], [11, 13, 17], [3, 7, 2, 64]];
/** Zeros of either sign are equal. */
const zeros = { largest: 1e-300 };

const special: Sample = (dtype, shape, seed) => testArray(dtype, shape, "contiguous", seed);
/** Without NaN; many equal numbers. */
const plain: Sample = (dtype, shape, seed) =>
  dtype.startsWith("float")
    ? filledArray(
        dtype,
        shape,
        (i) => [0, -0, 1, -1, Infinity, -Infinity, 1e-40, 3.25, 7][(i * 7919 + (i >> 3) * (seed + 2)) % 9] as number,
      )
    : special(dtype, shape, seed);
/** The same with NaN at one place. */
const withNaN: Sample = (dtype, shape, seed) => {
  const a = plain(dtype, shape, seed);
  if (dtype.startsWith("float") && shape[0] === 40) a.data[777] = Number.NaN;
  return a;
};

const calls = (list: readonly (readonly [string, Work])[]): Record<string, Call> => Object.fromEntries(list) as never;
const row = (operation: string, own: Omit<CallRow, "operation" | "runs">): CallRow => ({
  operation,
  runs: "among others",
  ...own,
});
const ranks = "sci-ndimage/rank-filter";
const cross = [
  [0, 1, 0],
  [1, 1, 1],
  [0, 1, 0],
];
const some = [[1, 0, 0, 1, 1, 1, 0]];
const boxes = [
  [3, 3],
  [1, 9],
  [5, 2],
  [7, 7],
  [9, 9],
];
const square = [
  [1, 2],
  [3, 4],
];
const correlate: Work = (a) => ndimage.correlate(a, square);
const median =
  (size: number | readonly number[]): Work =>
  (a) =>
    ndimage.medianFilter(a, { size: size as number });

const weightsOf = (shape: readonly number[]): NDArray => {
  const weights = testArray(
    "float64",
    shape.length === 1 ? [9] : shape.map((_, axis) => 2 + (axis % 2)),
    "contiguous",
    77,
  );
  for (let i = 0; i < weights.size; i++) weights.data[i] = i % 4 === 0 ? 0 : Math.sin(i);
  return weights;
};

const rowsOf = (mode: (typeof modes)[number]): readonly CallRow[] => [
  row(ranks, {
    name: `footprints and boxes, ${mode}`,
    calls: calls([
      ["cross", (a) => ndimage.rankFilter(a, 1, { footprint: cross, mode, cval: 1 })],
      ["some", (a) => ndimage.rankFilter(a, 2, { footprint: some, mode, cval: 1 })],
      ...boxes.map((size): [string, Work] => [
        `box ${size}`,
        (a) => ndimage.percentileFilter(a, 30, { size, mode, cval: 1, origin: size[1] === 2 ? [1, 0] : 0 }),
      ]),
    ]),
    dtypes,
    shapes: [
      [37, 41],
      [1, 1500],
      [700, 1],
      [3, 200],
    ],
    samples: { plain },
    tolerance: zeros,
  }),
  ...(["minimum", "maximum"] as const).map((name) =>
    row(`sci-ndimage/${name}-filter`, {
      name: mode,
      calls: ({ length }) => {
        const footprint = ndimage.generateBinaryStructure(length, 1);
        return calls([
          name === "minimum"
            ? ["minimumFilter", (a) => ndimage.minimumFilter(a, { footprint, mode, cval: 1 })]
            : ["greyDilation", (a) => ndimage.greyDilation(a, { footprint, mode, cval: 1 })],
        ]);
      },
      dtypes,
      shapes: [
        [37, 41],
        [1, 1500],
        [700, 1],
        [11, 13, 17],
      ],
    }),
  ),
  row("sci-ndimage/correlate", {
    name: mode,
    calls: (shape) => {
      const weights = weightsOf(shape);
      return calls([
        ["correlate", (a) => ndimage.correlate(a, weights, { mode, cval: 1.5 })],
        ["convolve", (a) => ndimage.convolve(a, weights, { mode, output: "float32" })],
      ]);
    },
    dtypes,
    shapes,
  }),
  row(ranks, {
    name: `medians of 3 x 3, ${mode}`,
    calls: (_, dtype) =>
      calls(
        [0, [1, -1], [-1, 1]].flatMap((origin) =>
          (dtype.startsWith("float") ? [3.5, Number.NaN] : [3]).map((cval): [string, Work] => [
            `origin ${origin}, beyond ${cval}`,
            (a) => ndimage.medianFilter(a, { size: 3, mode, cval, origin }),
          ]),
        ),
      ),
    dtypes: ["float32", "float64", "uint8", "uint16", "int16", "int32"],
    shapes: [
      [40, 37],
      [3, 400],
      [400, 3],
      [1, 1024],
    ],
    samples: { withNaN },
    tolerance: zeros,
  }),
];

export const table: GroupTable = {
  groups: ["windows"],
  settings: deterministic,
  rows: [
    ...modes.flatMap(rowsOf),
    row(ranks, {
      name: "medians of boxes",
      calls: ({ length }) =>
        calls(
          [2, 3, 4, 5]
            .filter((size) => size ** length >= 3 && size ** length <= 64)
            .map((size) => [`size ${size}`, median(size)]),
        ),
      dtypes,
      shapes,
      samples: { plain, special },
      tolerance: zeros,
    }),
    row(ranks, {
      name: "boxes of many axes",
      calls: calls([["median", median([1, 3, 1, 3])]]),
      dtypes: ["float32"],
      shapes: [[5, 9, 31, 17]],
      samples: { plain },
      tolerance: zeros,
    }),
    row("sci-signal/orderFilter", {
      calls: (shape) => {
        const domain = fromData(
          Float64Array.from({ length: 3 ** shape.length }, (_, i) => +(i % 3 !== 1)),
          shape.map(() => 3),
        );
        return calls([
          ...[3, 5].map((kernelSize): [string, Work] => [`medfilt ${kernelSize}`, (a) => medfilt(a, { kernelSize })]),
          ...[0, 1].map((rank): [string, Work] => [`rank ${rank}`, (a) => orderFilter(a, domain, rank)]),
        ]);
      },
      dtypes: dtypes.filter((dtype) => dtype !== "bool"),
      shapes: [[1031], [37, 41], [11, 13, 17]],
      samples: { plain, special },
      tolerance: zeros,
    }),
    row("sci-signal/orderFilter", {
      name: "medfilt2d",
      calls: calls([["medfilt2d", (a) => medfilt2d(a, { kernelSize: [3, 7] })]]),
      dtypes: ["float32"],
      shapes: [[50, 60]],
      tolerance: zeros,
    }),
    row(ranks, {
      name: "layouts",
      calls: calls([["median", median(3)]]),
      dtypes: ["float64", "uint16"],
      shapes: [[41, 60]],
      layouts,
      samples: { plain },
      tolerance: zeros,
    }),
    row("sci-ndimage/correlate", {
      name: "layouts",
      calls: calls([["correlate", correlate]]),
      dtypes: ["float64", "uint16"],
      shapes: [[41, 60]],
      layouts,
      samples: { plain },
    }),
    row(ranks, {
      name: "large",
      calls: calls([3, 5].map((size) => [`size ${size}`, median(size)])),
      dtypes: ["float32"],
      shapes: [[420, 311]],
      samples: { plain },
      tolerance: zeros,
    }),
    row("sci-ndimage/correlate", {
      name: "large",
      calls: calls([["correlate", correlate]]),
      dtypes: ["float32"],
      shapes: [[420, 311]],
      samples: { plain },
    }),
    {
      name: "small and empty arrays",
      calls: calls([["median", median(3)]]),
      dtypes: ["float64"],
      shapes: [[0], [1], [7], [30, 0, 50], [10, 10]],
    },
    {
      name: "64-bit wholes",
      calls: calls([
        ["median", median(3)],
        ["correlate", correlate],
      ]),
      dtypes: ["int64", "uint64"],
      shapes: [[40, 50]],
    },
    { name: "large windows", calls: calls([["median", median(25)]]), dtypes: ["uint8"], shapes: [[40, 50]] },
  ],
};
