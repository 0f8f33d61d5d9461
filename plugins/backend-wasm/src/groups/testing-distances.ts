import { type DType, type NDArray, zeros } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample } from "@core/conformance";
import { vq } from "sci-cluster";
import { type CsrMatrix, csrMatrix } from "sci-sparse";
import { cdist, pdist } from "sci-spatial";
import type { GroupTable } from "../testing.js";

const floats: readonly DType[] = ["float32", "float64"];
const metrics = ["euclidean", "sqeuclidean", "cityblock", "chebyshev"] as const;
const waves: Sample = (dtype, shape, seed) =>
  filledArray(dtype, shape, (i) => 10 * Math.sin(i * 1.7 + seed) + Math.cos(i * i * 0.013));
const special: Sample = (dtype, shape, seed) => {
  const a = waves(dtype, shape, seed);
  for (const [i, value] of [Number.NaN, Infinity, -Infinity, -0, 5e-324].entries())
    (a.data as Float64Array)[i * 37] = value;
  return a;
};
const between =
  (metric: (typeof metrics)[number]): Call =>
  (a, b) =>
    cdist(a as NDArray, b as NDArray, { metric });
const among =
  (metric: (typeof metrics)[number]): Call =>
  (a) =>
    pdist(a as NDArray, { metric });
const nearest: Call = (a, b) => vq(a as NDArray, b as NDArray, { checkFinite: false });

const sizes = [
  [100, 90, 1],
  [90, 101, 3],
  [61, 62, 7],
  [33, 1, 300],
  [1, 34, 300],
  [50, 43, 64],
  [4100, 3, 5],
] as const;
const pairs = sizes.map(([m, n, k]) => [
  [m, k],
  [n, k],
]);
const own = sizes.filter(([m]) => m > 1 && m < 1000);
const sparse = (): CsrMatrix =>
  csrMatrix(
    filledArray("float64", [300, 200], (i) => (i % 3 === 0 ? 10 * Math.sin(i * 1.7) + Math.cos(i * i * 0.013) : 0)),
  ) as CsrMatrix;

export const table: GroupTable = {
  groups: ["products"],
  rows: [
    ...metrics.flatMap((metric): CallRow[] => [
      {
        operation: "sci-spatial/cdist",
        name: metric,
        calls: { cdist: between(metric) },
        dtypes: floats,
        shapes: pairs,
        samples: { waves },
      },
      {
        operation: "sci-spatial/pdist",
        name: metric,
        calls: { pdist: among(metric) },
        dtypes: floats,
        shapes: own.filter(([m, , k]) => m * m * k >= 16384).map(([m, , k]) => [m, k]),
        samples: { waves },
      },
      {
        name: `few pairs, ${metric}`,
        calls: { pdist: among(metric) },
        dtypes: floats,
        shapes: [...own.filter(([m, , k]) => m * m * k < 16384).map(([m, , k]) => [m, k]), [4, 3], [0, 3]],
        samples: { waves },
      },
      {
        operation: "sci-spatial/cdist",
        name: `${metric}, layouts`,
        calls: { cdist: between(metric) },
        dtypes: ["float64"],
        shapes: [
          [
            [70, 40],
            [30, 40],
          ],
        ],
        layouts,
        samples: { waves },
      },
      {
        operation: "sci-spatial/cdist",
        name: `${metric}, NaN and infinities`,
        calls: { cdist: between(metric) },
        dtypes: floats,
        shapes: [
          [
            [80, 20],
            [80, 20],
          ],
        ],
        samples: { special },
      },
      {
        operation: "sci-spatial/pdist",
        name: `${metric}, NaN and infinities`,
        calls: { pdist: among(metric) },
        dtypes: floats,
        shapes: [[80, 20]],
        samples: { special },
      },
    ]),
    {
      name: "weights and other metrics",
      calls: {
        weights: (a, b) => cdist(a as NDArray, b as NDArray, { metric: "euclidean", w: new Array<number>(20).fill(2) }),
        canberra: (a, b) => cdist(a as NDArray, b as NDArray, { metric: "canberra" }),
      },
      dtypes: ["float64"],
      shapes: [
        [
          [80, 20],
          [80, 20],
        ],
      ],
      samples: { special },
    },
    {
      operation: "sci-cluster/vq",
      calls: { vq: nearest },
      dtypes: floats,
      shapes: [...pairs, [[5000], [7]]],
      samples: { waves },
    },
    {
      operation: "sci-cluster/vq",
      name: "NaN and infinities",
      calls: { vq: nearest },
      dtypes: floats,
      shapes: [
        [
          [80, 20],
          [30, 20],
        ],
      ],
      samples: { special },
    },
    {
      operation: "sci-cluster/vq",
      name: "the first of several",
      calls: { vq: nearest },
      dtypes: ["float64"],
      shapes: [
        [
          [900, 4],
          [6, 4],
        ],
      ],
      samples: { zeros: (dtype, shape) => zeros(shape, { dtype }) },
    },
    {
      operation: "sci-sparse/matmul",
      calls: { dot: (x) => sparse().dot(x as NDArray) },
      dtypes: ["float64"],
      shapes: [[200], [200, 5], [200, 4]],
      layouts: ["contiguous", "reversed"],
      samples: { waves },
    },
  ],
};
