import { type DType, isComplexDType, type NDArray } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample, type Tolerance } from "@core/conformance";
import { dct, dctn, dst, dstn, idct, idctn, idst, idstn } from "sci-fft";
import { wholes } from "../dtypes.js";
import type { GroupTable } from "../testing.js";

type Shape = readonly number[];
type Options = NonNullable<Parameters<typeof dct>[1]>;

const operation = "sci-fft/dct";
const transforms = { dct, dst, idct, idst };
const types = [1, 2, 3, 4] as const;
const dtypes: readonly DType[] = ["float64", "float32", "complex128", "complex64"];

/** Numbers of a complex array are parts, one after another. */
const parts =
  (value: (i: number) => number): Sample =>
  (dtype, shape) => {
    const a = filledArray(dtype, shape, () => 0);
    const data = a.data as Float64Array;
    for (let i = 0; i < data.length; i++) data[i] = value(i);
    return a;
  };
const waves = parts((i) => 100 * (Math.sin(i * 1.7) + Math.cos(i * i * 0.013)));
/** Some zeros of both signs and denormals among them. */
const withZeros = parts((i) => [-0, 0, 5e-324, -1e-40, Math.sin(i), 3, -7][(i * 7919 + (i >> 4)) % 7] as number);
const ones = parts(() => 1);
const nothing = parts((i) => (i % 3 === 0 ? 0 : -0));

const withNaN: Sample = (dtype, shape, seed) => {
  const a = waves(dtype, shape, seed);
  a.data[Math.floor(a.data.length / 3)] = Number.NaN;
  return a;
};

/** What rounding may do to a Fourier transform of so many points, and the sums of two before and after it. */
const within =
  (pointsOf: (shape: Shape) => number) =>
  (dtype: DType, shape: Shape): Tolerance => ({
    norm: (/32$|x64$/.test(dtype) ? 6e-8 : 1e-15) * Math.max(3, Math.log2(pointsOf(shape))),
  });
const last = within((shape) => shape.at(-1) as number);

const ofAllTypes = (own: (type: (typeof types)[number]) => Readonly<Record<string, (a: NDArray) => NDArray>>) =>
  Object.fromEntries(
    types.flatMap((type) => Object.entries(own(type)).map(([name, call]) => [`${name}, type ${type}`, call as Call])),
  );
/** All transforms of all types. */
const all = (options: Options): Record<string, Call> =>
  ofAllTypes((type) =>
    Object.fromEntries(
      Object.entries(transforms).map(([name, transform]) => [name, (a) => transform(a, { type, ...options })]),
    ),
  );
const weighted = ofAllTypes((type) => ({
  "dct, forward, orthogonalized": (a) => dct(a, { type, norm: "forward", orthogonalize: true }),
  "idct, forward": (a) => idct(a, { type, norm: "forward" }),
  "dst, ortho, as it is": (a) => dst(a, { type, norm: "ortho", orthogonalize: false }),
  "idst, backward, orthogonalized": (a) => idst(a, { type, norm: "backward", orthogonalize: true }),
}));
const ortho = Object.fromEntries(
  Object.entries(all({ norm: "ortho" })).map(([name, call]) => [`${name}, ortho`, call]),
);

const lengths = [4, 5, 8, 9, 31, 64, 67, 100];
const linesOf = (dtype: DType, n: number): number => Math.ceil((isComplexDType(dtype) ? 300 : 600) / n);
const along = (dtype: DType): readonly CallRow[] => [
  {
    operation,
    name: "last axes",
    calls: { ...all({}), ...ortho, ...weighted },
    dtypes: [dtype],
    shapes: lengths.map((n) => [linesOf(dtype, n), n]),
    samples: { waves },
    tolerance: last,
  },
  {
    operation,
    name: "first axes",
    calls: all({ axis: 0 }),
    dtypes: [dtype],
    shapes: lengths.map((n) => [n, linesOf(dtype, n)]),
    samples: { waves },
    tolerance: within(([n]) => n as number),
  },
  {
    operation,
    name: "axes between others",
    calls: all({ axis: 1 }),
    dtypes: [dtype],
    shapes: lengths.map((n) => [3, n, linesOf(dtype, n)]),
    samples: { waves },
    tolerance: within(([, n]) => n as number),
  },
];

export const table: GroupTable = {
  groups: ["fft", "cosine"],
  rows: [
    ...dtypes.flatMap(along),
    {
      operation,
      name: "zeros of both signs, denormals, equal numbers",
      calls: all({}),
      dtypes,
      shapes: [
        [9, 64],
        [10, 61],
      ],
      samples: { withZeros, ones, nothing },
      tolerance: last,
    },
    {
      operation,
      name: "long lines",
      calls: ofAllTypes((type) => ({ dct: (a) => dct(a, { type }) })),
      dtypes: ["float64"],
      shapes: [[65536], [700, 256]],
      samples: { waves },
      tolerance: last,
    },
    {
      operation,
      name: "long lines of primes",
      calls: ofAllTypes((type) => ({ dst: (a) => dst(a, { type }), idct: (a) => idct(a, { type }) })),
      dtypes: ["float32", "complex128"],
      shapes: [[10007]],
      samples: { waves },
      tolerance: last,
    },
    {
      operation,
      name: "several axes",
      runs: "often",
      calls: ofAllTypes((type) => ({
        dctn: (a) => dctn(a, { type }),
        dstn: (a) => dstn(a, { type, norm: "ortho" }),
        idctn: (a) => idctn(a, { type, axes: [2, 0] }),
        idstn: (a) => idstn(a, { type, axes: [1] }),
      })),
      dtypes,
      shapes: [
        [50, 60, 20],
        [5, 61, 7],
      ],
      samples: { waves },
      tolerance: within(() => 60),
    },
    {
      operation,
      name: "layouts",
      calls: all({ axis: 0 }),
      dtypes,
      shapes: [
        [40, 60],
        [37, 5, 3],
      ],
      layouts,
      samples: { waves },
      tolerance: within(([n]) => n as number),
    },
    {
      operation,
      name: "NaN stays in its line",
      calls: { ...all({ axis: 0 }), ...ortho },
      dtypes,
      shapes: [
        [21, 64],
        [64, 21],
        [67, 20],
      ],
      samples: { withNaN },
      tolerance: within(() => 20),
    },
    {
      name: "few points, few numbers",
      calls: all({}),
      dtypes,
      shapes: [[20, 3], [5, 5], [255], [1000, 2], [0, 300]],
      samples: { waves },
    },
    {
      name: "other numbers of points than there are",
      calls: ofAllTypes((type) => ({
        fewer: (a) => dct(a, { type, n: 30 }),
        more: (a) => idst(a, { type, n: 41 }),
        "along another axis": (a) => dst(a, { type, n: 9, axis: 0 }),
      })),
      dtypes,
      shapes: [[20, 40]],
      samples: { waves },
    },
    {
      name: "whole numbers and truths",
      calls: all({}),
      dtypes: [...wholes, "bool"],
      shapes: [[20, 40]],
    },
  ],
};
