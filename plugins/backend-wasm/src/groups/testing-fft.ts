import { type DType, isComplexDType, type NDArray } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample, type Tolerance } from "@core/conformance";
import {
  fft,
  fft2,
  fftn,
  hfft,
  hfft2,
  ifft,
  ifft2,
  ihfft,
  ihfft2,
  irfft,
  irfft2,
  irfftn,
  rfft,
  rfft2,
  rfftn,
} from "sci-fft";
import { smallWholes } from "../dtypes.js";
import type { GroupTable } from "../testing.js";

type Shape = readonly number[];
interface Options {
  readonly n?: number;
  readonly axis?: number;
  readonly norm?: "backward" | "ortho" | "forward";
}

/** Numbers of a complex array are parts, one after another. */
const waves: Sample = (dtype, shape, seed) => {
  const a = filledArray(dtype, shape, () => 0);
  const data = a.data as Float64Array;
  const wide = dtype === "int64" || dtype === "uint64";
  for (let i = 0; i < data.length; i++) {
    const value = 100 * (Math.sin(i * 1.7 + seed - 1) + Math.cos(i * i * 0.013));
    if (wide) (data as unknown as BigInt64Array)[i] = BigInt(Math.trunc(value));
    else data[i] = value;
  }
  return a;
};
/** Zeros of both signs and denormals among others. */
const withZeros: Sample = (dtype, shape) => {
  const a = filledArray(dtype, shape, () => 0);
  for (let i = 0; i < a.data.length; i++)
    a.data[i] = [-0, 0, 5e-324, -1e-40, Math.sin(i), 3, -7][(i * 7919 + (i >> 4)) % 7] as number;
  return a;
};
const nothing: Sample = (dtype, shape) => {
  const a = filledArray(dtype, shape, () => 0);
  for (let i = 0; i < a.data.length; i += 3) a.data[i] = -0;
  return a;
};

const complex: readonly DType[] = ["complex128", "complex64"];
const real: readonly DType[] = ["float64", "float32"];
/** The relative distance in the sense of squares. */
const near = (dtype: DType, n: number): Tolerance => ({
  norm: (/32$|x64$/.test(dtype) ? 5e-8 : 1e-15) * Math.max(2, Math.log2(n)),
});
const transforms = { fft, ifft, rfft, ihfft, irfft, hfft };
/** The transforms of each operation, and the dtypes that they take. */
const operations = {
  fft: { names: ["fft", "ifft"], dtypes: [...complex, ...real] },
  rfft: { names: ["rfft", "ihfft"], dtypes: real },
  irfft: { names: ["irfft", "hfft"], dtypes: complex },
} as const;
type OperationName = keyof typeof operations;
const isHermitian = (name: OperationName): boolean => name === "irfft";

interface Lines extends Omit<CallRow, "operation" | "calls" | "dtypes" | "tolerance" | "shapes"> {
  readonly shapes: readonly Shape[];
  readonly axis?: number;
  readonly dtypes?: readonly DType[];
  readonly operations?: readonly OperationName[];
  readonly options?: Readonly<Record<string, Options>>;
  /** Points of results of irfft and hfft where there are so many in the array; an even number by default. */
  readonly points?: (have: number) => number;
  readonly left?: boolean;
}
const even = (have: number): number => 2 * have - 2;
const evenOrOdd = (have: number): number => (have % 3 === 0 ? 2 * have - 1 : Math.max(1, 2 * have - 2));

/** Rows of all transforms along an axis that take some dtypes, one for each operation. */
const lines = (name: string, given: Lines): readonly CallRow[] => {
  const {
    axis = -1,
    dtypes = [...complex, ...real],
    options = { "": {} },
    points = even,
    left = false,
    ...own
  } = given;
  return (given.operations ?? (Object.keys(operations) as OperationName[])).flatMap((operation): CallRow[] => {
    const { names, dtypes: possible } = operations[operation];
    const some = possible.filter((dtype) => dtypes.includes(dtype));
    const have = (shape: Shape): number => shape.at(axis) as number;
    const pointsOf = (shape: Shape): number => (isHermitian(operation) ? points(have(shape)) : have(shape));
    const { operations: _, ...rest } = own;
    if (some.length === 0) return [];
    return [
      {
        samples: { waves },
        ...rest,
        ...(left ? {} : { operation: `sci-fft/${operation}` }),
        name: left ? `${operation}, ${name}` : name,
        calls: (shape) =>
          Object.fromEntries(
            names.flatMap((transform) =>
              Object.entries(options).map(([shown, more]): [string, Call] => [
                `${transform} ${shown}`,
                (x) =>
                  transforms[transform](x as NDArray, {
                    axis,
                    ...(isHermitian(operation) ? { n: pointsOf(shape) } : {}),
                    ...more,
                  }),
              ]),
            ),
          ),
        dtypes: some,
        tolerance: (dtype, shape) =>
          near(dtype, Math.min(pointsOf(shape), ...Object.values(options).map(({ n }) => n ?? Infinity))),
      },
    ];
  });
};

const small = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 16, 17, 20, 28, 32, 35, 48, 49, 61, 64, 67, 77, 96, 101, 128, 134,
];
const middle = [202, 243, 256, 300, 512, 625, 1000, 1009, 1018];
const countOf = (n: number): number => Math.ceil(1100 / n);
const norms = { forward: { norm: "forward" }, ortho: { norm: "ortho" } } as const;
const short = [[32], [47], [64], [100], [250], [512], [8, 8], [7, 33], [3, 16, 5]];

const ofLines: readonly CallRow[] = [
  ...lines("last axes", { axis: 1, shapes: [...small, ...middle].map((n) => [countOf(n), n]), points: evenOrOdd }),
  ...lines("first axes", { axis: 0, shapes: small.map((n) => [n, countOf(n)]), points: evenOrOdd }),
  ...lines("axes between others", {
    axis: 1,
    shapes: small.map((n) => [2, n, 5 + countOf(n)]),
    points: evenOrOdd,
    options: { ortho: { norm: "ortho" } },
  }),
  ...lines("more lines", {
    axis: 0,
    shapes: [48, 67, 101, 128, 243, 1000, 1009].map((n) => [n, Math.ceil(4400 / n)]),
  }),
  ...lines("short lines", {
    shapes: [...short, [999]],
    options: { "": {}, ...norms },
    samples: { waves, backwards: (dtype, shape, seed) => waves(dtype, shape, seed).slice("...", "::-1").copy() },
  }),
  ...lines("short lines in another layout", { shapes: short, layouts: ["reversed"], left: true }),
  ...lines("more short lines than are kept", {
    dtypes: ["complex64"],
    operations: ["fft"],
    shapes: [...Array.from({ length: 208 }, (_, i) => [32 + i]), [32], [33], [239]],
  }),
  ...lines("long lines", { dtypes: ["complex128", "float32"], shapes: [[100000], [40001]] }),
  ...lines("long lines of powers of two", { dtypes: ["complex64"], shapes: [[65536]] }),
  ...(["complex128", "float32"] as const).flatMap((dtype) =>
    [0, 1, 2].flatMap((axis) =>
      [20, 31, 44, 60].flatMap((n) =>
        lines(`cut and filled up, axis ${axis} of ${n} points`, {
          axis,
          dtypes: [dtype],
          shapes: [[30, 31, 32]],
          points: () => n,
          options: { forward: { n, norm: "forward" } },
        }),
      ),
    ),
  ),
  ...[0, 1].flatMap((axis) => lines(`layouts, axis ${axis}`, { axis, shapes: [[40, 60]], layouts })),
  ...lines("zeros of both signs, denormals", {
    shapes: [
      [20, 64],
      [21, 67],
      [20, 75],
    ],
    samples: { withZeros, nothing },
  }),
  ...lines("few numbers", { dtypes: ["complex64", "float64"], shapes: [[20], [7], [2]], left: true }),
  ...lines("no numbers", { shapes: [[0, 64]], left: true }),
];

/** Lines of more than a million points go through matrices. */
const veryLong = (operation: OperationName, dtype: DType, n: number, call: (x: NDArray) => NDArray): CallRow => ({
  operation: `sci-fft/${operation}`,
  name: "very long lines",
  calls: { [operation]: call as Call },
  dtypes: [dtype],
  shapes: [[n]],
  samples: { waves },
  tolerance: near(dtype, n),
});

const ofWholes = (operation: "fft" | "rfft", left: readonly DType[]): readonly CallRow[] => [
  {
    operation: `sci-fft/${operation}`,
    name: "whole numbers",
    calls: { [operation]: (x) => transforms[operation](x as NDArray) },
    dtypes: smallWholes,
    shapes: [
      [40, 60],
      [17, 67],
    ],
    samples: { waves },
    tolerance: near("complex128", 60),
  },
  {
    name: `${operation} of other whole numbers and of truths`,
    calls: { [operation]: (x) => transforms[operation](x as NDArray) },
    dtypes: left,
    shapes: [[40, 60]],
    samples: { waves },
  },
];

const grids = [
  [48, 50],
  [33, 45],
  [7, 12, 31],
  [64, 3, 10],
  [6, 5, 8, 9],
];
const sizeOf = (shape: Shape): number => shape.reduce((product, one) => product * one, 1);
const gridCalls = (shape: Shape, dtype: DType): Record<string, (x: NDArray) => NDArray> => {
  const last = shape.length - 1;
  const odd = [...shape.slice(0, -1), 2 * (shape[last] as number) - 1];
  const byNorm = (["backward", "ortho", "forward"] as const).flatMap((norm) => {
    const both = { fftn: (x: NDArray) => fftn(x, { norm }), ifft2: (x: NDArray) => ifft2(x, { norm }) };
    const own: Record<string, (x: NDArray) => NDArray> = isComplexDType(dtype)
      ? { ...both, irfft2: (x) => irfft2(x, { norm }), "irfftn, odd": (x) => irfftn(x, { norm, s: odd }) }
      : { ...both, rfft2: (x) => rfft2(x, { norm }) };
    return Object.entries(own).map(([name, call]) => [`${name}, ${norm}`, call] as const);
  });
  return {
    ...Object.fromEntries(byNorm),
    ...(isComplexDType(dtype)
      ? { "axes in another order": (x) => fftn(x, { axes: [last, 0] }), hfft2: (x) => hfft2(x) }
      : { "two axes": (x) => fftn(x, { axes: [0, last] }), rfftn: (x) => rfftn(x), ihfft2: (x) => ihfft2(x) }),
  };
};
const ofGrids: readonly CallRow[] = [
  {
    operation: "sci-fft/fftn",
    calls: (shape, dtype) => gridCalls(shape, dtype) as Record<string, Call>,
    dtypes: [...complex, ...real],
    shapes: grids,
    samples: { waves },
    tolerance: (dtype, shape) => near(dtype, 2 * sizeOf(shape)),
  },
  {
    operation: "sci-fft/fftn",
    name: "layouts",
    calls: { fftn: (x) => fftn(x as NDArray) },
    dtypes: [...complex, ...real],
    shapes: [
      [48, 50],
      [7, 12, 31],
    ],
    layouts,
    samples: { waves, withZeros },
    tolerance: (dtype, shape) => near(dtype, sizeOf(shape)),
  },
  {
    operation: "sci-fft/fft",
    name: "other points along several axes",
    runs: "often",
    calls: {
      more: (x) => fftn(x as NDArray, { s: [41, 50] }),
      fewer: (x) => fftn(x as NDArray, { s: [40, 44] }),
      both: (x) => fft2(x as NDArray, { s: [70, 30] }),
    },
    dtypes: complex,
    shapes: [[40, 50]],
    samples: { waves },
    tolerance: (dtype) => near(dtype, 4000),
  },
  {
    operation: "sci-fft/irfft",
    name: "halves along other axes",
    runs: "among others",
    calls: { irfftn: (x) => irfftn(x as NDArray, { axes: [1, 0] }) },
    dtypes: complex,
    shapes: [[40, 50]],
    samples: { waves },
    tolerance: (dtype) => near(dtype, 4000),
  },
  {
    operation: "sci-fft/fft",
    name: "other points and halves of real numbers",
    runs: "among others",
    calls: {
      fft2: (x) => fft2(x as NDArray, { s: [70, 60] }),
      rfftn: (x) => rfftn(x as NDArray, { axes: [1, 0] }),
    },
    dtypes: real,
    shapes: [[60, 66]],
    samples: { waves },
    tolerance: (dtype) => near(dtype, 4000),
  },
  {
    operation: "sci-fft/fftn",
    name: "to and fro",
    runs: "often",
    calls: { "rfft2, irfft2": (x) => irfft2(rfft2(x as NDArray)) },
    dtypes: real,
    shapes: [[60, 66]],
    samples: { waves },
    tolerance: (dtype) => near(dtype, 8000),
  },
];

export const table: GroupTable = {
  groups: ["fft"],
  rows: [
    ...ofLines,
    veryLong("fft", "complex64", 2 ** 20, (x) => ifft(x)),
    veryLong("fft", "complex128", 1_080_000, (x) => fft(x)),
    veryLong("rfft", "float32", 2 ** 21, (x) => rfft(x)),
    veryLong("irfft", "complex64", 2 ** 20 + 1, (x) => irfft(x, { n: 2 ** 21 })),
    ...ofWholes("fft", ["int64", "uint64", "bool"]),
    ...ofWholes("rfft", ["int64", "uint64", "bool"]),
    ...ofGrids,
  ],
};
