import { type DType, matmul, type NDArray } from "@core/array";
import { type Call, type CallRow, filledArray, type Layout, layouts, type Sample, testArray } from "@core/conformance";
import { gram, lstsq, pinv, randomizedSvd } from "sci-linalg";
import type { GroupTable } from "../testing.js";

type Shapes = readonly (readonly number[])[];
const floats: readonly DType[] = ["float32", "float64"];
const waves: Sample = (dtype, shape, seed) =>
  filledArray(dtype, shape, (i) => 10 * Math.sin(i * 1.7 + seed) + Math.cos(i * i * 0.013));
const product: Call = (a, b) => matmul(a as NDArray, b as NDArray);
const times =
  (factor: number): Sample =>
  (dtype, shape) =>
    filledArray(dtype, shape, (i) => factor * Math.sin(i * i * 0.7));
/** Each column is another number of times larger than the next: singular vectors stand. */
const uneven: Sample = (dtype, shape) =>
  filledArray(dtype, shape, (i) => Math.sin(i * i * 0.7) * 0.8 ** (i % (shape.at(-1) as number)));

/**
 * Sums of k products are off by no more than the rounding of each step: a few units in the last place times the root of k, of the
 * largest result of random numbers; reference bodies add float32 up in float64.
 */
const sums = (k: number) => (dtype: DType) => ({
  largest: (dtype === "float32" ? 6e-8 : 1.2e-16) * 4 * Math.sqrt(k + 4),
});
const row = (name: string, k: number, shapes: readonly Shapes[], own: Partial<CallRow> = {}): CallRow => ({
  operation: "@core/array/matmul",
  name,
  calls: { matmul: product },
  dtypes: floats,
  shapes,
  samples: { waves },
  tolerance: sums(k),
  ...own,
});
/** The row of calls that are left to reference bodies. */
const left = ({ operation, ...rest }: CallRow): CallRow => ({ ...rest, name: `${operation}: ${rest.name}` });

const sizes = [
  [64, 64, 64],
  [65, 257, 33],
  [3, 700, 5],
  [129, 31, 7],
  [1000, 3, 9],
  [2, 4100, 2],
  [77, 91, 300],
  [128, 513, 64],
  [130, 1, 130],
] as const;
const vectors = [
  [100, 101],
  [7, 5003],
  [5003, 7],
  [1, 9000],
  [9000, 1],
] as const;
const stacks: readonly (readonly [number, Shapes])[] = [
  [
    30,
    [
      [6, 20, 30],
      [6, 30, 11],
    ],
  ],
  [
    30,
    [
      [6, 70, 30],
      [30, 11],
    ],
  ],
  [
    30,
    [
      [70, 30],
      [5, 30, 11],
    ],
  ],
  [
    30,
    [
      [4, 1, 20, 30],
      [3, 30, 11],
    ],
  ],
  [
    30,
    [
      [4, 90, 30],
      [4, 30, 1],
    ],
  ],
  [200, [[200], [3, 200, 50]]],
];
const special: Sample = (dtype, shape, seed) => testArray(dtype, shape, "contiguous", seed);

/** Products within sci-linalg, whose factors the reference bodies make: the same numbers, in float64. */
const inner = (
  name: string,
  call: Call,
  k: number,
  shapes: CallRow["shapes"],
  own: Partial<CallRow> = {},
): CallRow => ({
  operation: "sci-linalg/product",
  name,
  calls: { [name]: call },
  dtypes: floats,
  shapes,
  samples: { waves },
  tolerance: sums(k),
  ...own,
});
const pseudoInverse: Call = (a) => pinv(a as NDArray, { returnRank: true });

export const table: GroupTable = {
  groups: ["products"],
  rows: [
    ...sizes.map(([m, k, n]) =>
      row(`${m}, ${k}, ${n}`, k, [
        [
          [m, k],
          [k, n],
        ],
      ]),
    ),
    ...vectors.flatMap(([m, k]) => {
      const rows = [
        row(`${m}, ${k} and a vector`, k, [[[m, k], [k]]]),
        row(`a vector and ${m}, ${k}`, m, [[[m], [m, k]]]),
        row(`${m}, ${k} turned and a vector`, k, [[[m, k], [k]]], { layouts: [["transposed", "contiguous"]] }),
        row(`a vector and ${m}, ${k} turned`, m, [[[m], [m, k]]], { layouts: [["contiguous", "transposed"]] }),
        row(`a reversed vector and ${k}, ${m}`, k, [[[k], [k, m]]], { layouts: [["reversed", "contiguous"]] }),
      ];
      return m * k >= 8192 ? rows : rows.map(left);
    }),
    row(
      "layouts",
      50,
      [
        [
          [40, 50],
          [50, 30],
        ],
      ],
      {
        layouts: layouts.flatMap((one) => layouts.map((other): readonly Layout[] => [one, other])),
      },
    ),
    ...stacks.map(([k, shapes]) => row(`stacks ${shapes.join(" and ")}`, k, [shapes])),
    row(
      "NaN and infinities",
      60,
      [
        [
          [70, 60],
          [60, 50],
        ],
      ],
      { dtypes: ["float64"], samples: { special } },
    ),
    row(
      "small and empty",
      5,
      [
        [
          [5, 5],
          [5, 5],
        ],
        [
          [0, 500],
          [500, 50],
        ],
        [
          [50, 0],
          [0, 50],
        ],
        [
          [1, 1],
          [1, 1],
        ],
      ],
      {
        operation: undefined as never,
      },
    ),
    row(
      "narrow stacks",
      30,
      [
        [
          [4, 20, 30],
          [4, 30, 1],
        ],
      ],
      { operation: undefined as never },
    ),
    row(
      "wholes",
      5,
      [
        [
          [50, 50],
          [50, 50],
        ],
      ],
      { operation: undefined as never, dtypes: ["int32"] },
    ),
    inner("pseudo-inverses", pseudoInverse, 120, [
      [120, 40],
      [40, 120],
      [60, 60],
      [97, 83],
      [9000, 1],
      [1, 9000],
    ]),
    inner("pseudo-inverses beyond all numbers", pseudoInverse, 97, [[97, 83]], {
      dtypes: ["float64"],
      samples: { huge: times(1e300), tiny: times(1e-300), denormal: times(1e-312) },
    }),
    inner("pseudo-inverses of stacks", pseudoInverse, 40, [[3, 41, 37]], { runs: "often" }),
    left(inner("pseudo-inverses of zeros", pseudoInverse, 97, [[97, 83]], { samples: { zeros: times(0) } })),
    left(
      inner("small pseudo-inverses", pseudoInverse, 5, [
        [5, 5],
        [1, 1],
        [1, 97],
        [0, 5],
        [40, 5, 5],
      ]),
    ),
    inner(
      "least squares",
      (a, b) => lstsq(a as NDArray, b as NDArray),
      97,
      [
        [
          [97, 43],
          [97, 33],
        ],
        [
          [43, 97],
          [43, 5],
        ],
      ],
      { runs: "often" },
    ),
    inner(
      "randomized values",
      (a) => randomizedSvd(a as NDArray, 5, { seed: 1 }),
      97,
      [
        [97, 64],
        [64, 97],
      ],
      { runs: "often", samples: { uneven } },
    ),
    ...[
      [300, 70],
      [5, 200],
      [4000, 3],
    ].map(
      (shape): CallRow => ({
        operation: "sci-linalg/gram",
        name: `${shape}`,
        calls: { gram: (a) => gram(a as NDArray) },
        dtypes: floats,
        shapes: [shape],
        layouts: ["contiguous", "transposed", "reversed"],
        samples: { waves },
        tolerance: sums(Math.max(...shape)),
      }),
    ),
  ],
};
