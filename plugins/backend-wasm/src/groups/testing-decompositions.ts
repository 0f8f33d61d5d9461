import { type DType, elementsOf, matmul, multiply, type NDArray, withRuntime } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample, type Tolerance } from "@core/conformance";
import {
  choFactor,
  cholesky,
  det,
  eigh,
  eigvalsh,
  inv,
  lstsq,
  lu,
  luFactor,
  matrixRank,
  pinv,
  qr,
  randomizedSvd,
  reciprocalCondition,
  slogdet,
  solve,
  svd,
  svdvals,
} from "sci-linalg";
import type { GroupTable } from "../testing.js";

type Shapes = CallRow["shapes"];
type Calls = Readonly<Record<string, (a: NDArray, b: NDArray) => unknown>>;
const floats: readonly DType[] = ["float64", "float32"];

/** Well conditioned: vectors of near values would be free to turn. */
export const conditioned: Sample = (dtype, shape, seed) => {
  let state = 12345 * seed;
  const [m, n] = [shape.at(-2) ?? 1, shape.at(-1) as number];
  return filledArray(dtype, shape, (place) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    const [i, j] = [Math.floor(place / n) % m, place % n];
    return state / 2147483648 - 0.5 + (i === j ? 3 + (5 * i) / n : 0);
  });
};
/** The same with some elements changed. */
const changed =
  (change: (value: number, place: number) => number): Sample =>
  (dtype, shape, seed) => {
    const numbers = elementsOf(conditioned(dtype, shape, seed)) as Float64Array;
    return filledArray(dtype, shape, (place) => change(numbers[place] as number, place));
  };
const times = (factor: number): Sample => changed((value) => value * factor);
/** Most elements are zeros of both signs. */
const sparse = changed((value, place) => (Math.abs(value) > 0.42 ? value : place % 2 === 0 ? 0 : -0));
const constant = (value: number): Sample => changed(() => value);
/** Symmetric and positive definite. */
export const definite: Sample = (dtype, shape, seed) => {
  const numbers = elementsOf(conditioned("float64", shape, seed)) as Float64Array;
  const n = shape.at(-1) as number;
  return filledArray(dtype, shape, (place) => {
    const [i, j] = [Math.floor(place / n) % n, place % n];
    const start = place - i * n - j;
    const both = (numbers[start + i * n + j] as number) + (numbers[start + j * n + i] as number);
    return both + (i === j ? n : 0);
  });
};
const scaled =
  (factor: number): Sample =>
  (dtype, shape, seed) => {
    const numbers = elementsOf(definite("float64", shape, seed)) as Float64Array;
    return filledArray(dtype, shape, (place) => (numbers[place] as number) * factor);
  };

/**
 * The steps are those of the reference bodies, and so are the signs; only sums of products go in another order. What that changes is some
 * hundred roundings of float64, from the size and the condition of the matrices; float32 is rounded at the end alone.
 */
const within =
  (largest: number) =>
  (dtype: DType): Tolerance => ({ largest: dtype === "float32" ? 1.2e-7 : largest });
const tolerance = within(2e-13);
/** Vectors turn by as much over the distance of their value from the next one. */
const ofVectors = within(5e-11);
/** Products of denormals are rounded to their grid, whose steps are 6e-15 of such elements. */
const ofDenormals = within(5e-13);

const shapes: Shapes = [
  [40, 40],
  [97, 64],
  [64, 97],
  [300, 33],
  [33, 300],
  [130, 131],
  [1100, 1],
  [1, 1100],
];
const squares: Shapes = [
  [32, 32],
  [33, 33],
  [64, 64],
  [97, 97],
  [100, 100],
];
/** Stacks of many small matrices, of few larger ones, and of single numbers, rows and columns. */
const stacks: Shapes = [
  [6, 100, 8, 8],
  [60, 5, 12],
  [60, 12, 5],
  [3, 37, 31],
  [1031, 1, 1],
  [150, 1, 7],
  [150, 7, 1],
];
const squareStacks: Shapes = [
  [6, 100, 8, 8],
  [3, 41, 41],
  [1031, 1, 1],
  [300, 2, 2],
];

const row = (operation: string | undefined, name: string, calls: Calls, own: Partial<CallRow> = {}): CallRow => ({
  ...(operation === undefined ? {} : { operation: `sci-linalg/${operation}` }),
  name,
  calls: calls as Readonly<Record<string, Call>>,
  dtypes: floats,
  shapes,
  samples: { conditioned },
  tolerance,
  ...own,
});

/** Singular vectors with the signs of pairs chosen, which rounding decides: the largest element of each row of vh is positive. */
function chosen([u, s, vh]: readonly NDArray[]): NDArray[] {
  const [left, right] = [(u as NDArray).copy(), (vh as NDArray).copy()];
  const [lefts, rights] = [elementsOf(left), elementsOf(right)] as [Float64Array, Float64Array];
  const [width, n] = [left.shape[1] as number, right.shape[1] as number];
  for (let k = 0; k < (s as NDArray).size; k++) {
    let largest = 0;
    for (const value of rights.subarray(k * n, (k + 1) * n))
      if (Math.abs(value) > Math.abs(largest) * 1.001) largest = value;
    if (largest > 0) continue;
    for (let j = k * n; j < (k + 1) * n; j++) rights[j] = -(rights[j] as number);
    for (let i = k; i < lefts.length; i += width) lefts[i] = -(lefts[i] as number);
  }
  return [left, s as NDArray, right];
}

/** Eigenvectors with the same choice. */
function chosenColumns([w, v]: readonly NDArray[]): NDArray[] {
  const rows = turned(v as NDArray).copy();
  return chosen([v as NDArray, w as NDArray, rows]).slice(0, 2);
}

/** An array without a runtime: its products are the reference bodies'. */
const plain = (a: NDArray): NDArray => withRuntime(undefined, a);
export const turned = (a: NDArray): NDArray =>
  a.transpose(a.shape.map((_, i) => (i < a.shape.length - 2 ? i : 2 * a.shape.length - 3 - i)));
/** What factors u diag(s) vh say of a matrix, whose vectors of near values are free. */
const joined = (u: NDArray, s: NDArray, vh: NDArray): NDArray[] => {
  const [left, right] = [plain(u), plain(vh)];
  const parts = [
    matmul(multiply(left, plain(s).reshape([...s.shape.slice(0, -1), 1, -1])) as NDArray, right),
    matmul(turned(left), left),
    matmul(right, turned(right)),
  ];
  return [...parts.map((one) => withRuntime(u.runtime, one)), s];
};
const joinedQr = (a: NDArray): NDArray[] => {
  const [q, r] = qr(a);
  return [matmul(plain(q), plain(r)), matmul(turned(plain(q)), plain(q))].map((one) => withRuntime(q.runtime, one));
};
const joinedSvd = (a: NDArray): NDArray[] =>
  joined(...(svd(a, { fullMatrices: false }) as [NDArray, NDArray, NDArray]));
const joinedEigh = (a: NDArray): NDArray[] => {
  const [w, v] = eigh(a);
  return joined(v, w, turned(v));
};

const lus: Calls = { lu: (a) => lu(a), permuteL: (a) => lu(a, { permuteL: true }) };
const qrs: Calls = {
  full: (a) => qr(a),
  economic: (a) => qr(a, { mode: "economic" }),
  r: (a) => qr(a, { mode: "r" }),
  raw: (a) => qr(a, { mode: "raw" }),
};
const svds: Calls = {
  full: (a) => chosen(svd(a)),
  thin: (a) => chosen(svd(a, { fullMatrices: false })),
};
const values: Calls = { values: (a) => svdvals(a) };
const eighs: Calls = {
  lower: (a) => chosenColumns(eigh(a)),
  upper: (a) => chosenColumns(eigh(a, { lower: false })),
  some: (a) => chosenColumns(eigh(a, { subsetByIndex: [2, 7] })),
};
const eigenvalues: Calls = { lower: (a) => eigvalsh(a), upper: (a) => eigvalsh(a, { lower: false }) };
const choleskys: Calls = Object.fromEntries(
  [true, false].flatMap((lower): [string, (a: NDArray) => unknown][] => [
    [`cholesky, lower ${lower}`, (a) => cholesky(a, { lower })],
    [`choFactor, lower ${lower}`, (a) => choFactor(a, { lower })],
  ]),
);
const determinants: Calls = { det: (a) => det(a), slogdet: (a) => slogdet(a) };

const laid = {
  shapes: [
    [40, 50],
    [5, 20, 30],
  ] as Shapes,
  layouts,
};
const laidSquare = {
  shapes: [
    [41, 41],
    [30, 7, 7],
  ] as Shapes,
  layouts,
};
/** Right sides of one matrix, and of stacks. */
const sides: Shapes = [
  ...[1, 2, 33].map((columns) => [
    [60, 60],
    [60, columns],
  ]),
  [[60, 60], [60]],
  [
    [131, 131],
    [131, 7],
  ],
  [
    [6, 100, 8, 8],
    [6, 100, 8, 3],
  ],
  [
    [3, 41, 41],
    [3, 41],
  ],
  [
    [1031, 1, 1],
    [1031, 1, 1],
  ],
];
const notFinite = {
  NaN: changed((value, place) => (place === 77 ? Number.NaN : value)),
  infinity: changed((value, place) => (place === 77 ? Number.POSITIVE_INFINITY : value)),
};
const huge = { "1e200": times(1e200), "1e-200": times(1e-200) };
/** Many elements of the smaller one are denormals of float32, which are ordinary numbers of float64. */
const ofSingle = { dtypes: ["float32"] as const, samples: { "1e37": times(1e37), "1e-38": times(1e-38) } };
const denormal = { denormal: times(1e-310) };

export const table: GroupTable = {
  groups: ["decompositions", "products"],
  rows: [
    row("lu", "one matrix", lus),
    row("lu", "stacks", lus, { shapes: stacks }),
    row("lu", "factors", { luFactor: (a) => luFactor(a) }, { shapes: [...squares, ...squareStacks] }),
    row("lu", "determinants", determinants, { shapes: [...squares, ...squareStacks] }),
    row("lu", "layouts", lus, laid),
    row("lu", "zeros of both signs, singular", lus, {
      shapes: [
        [97, 64],
        [64, 97],
      ],
      samples: { sparse, zeros: constant(0), ones: constant(1), "minus zeros": constant(-0) },
    }),
    row(
      "lu",
      "values that are not finite",
      { lu: (a) => lu(a, { checkFinite: false }), slogdet: (a) => slogdet(a.slice(":64")) },
      {
        shapes: [[97, 64]],
        samples: notFinite,
      },
    ),
    row("lu", "huge, tiny and denormal", lus, {
      dtypes: ["float64"],
      shapes: [[97, 64]],
      samples: { ...huge, ...denormal },
      tolerance: ofDenormals,
    }),
    row("lu", "condition", { condition: (a) => reciprocalCondition(a) }, { shapes: squares }),
    row(
      "lu",
      "of solutions that go through the factors alone",
      {
        transposed: (a, b) => solve(a, b, { transposed: true }),
        broadcast: (a, b) => solve(a, b.reshape([1, ...b.shape])),
      },
      { shapes: sides.slice(0, 3) },
    ),
    row(
      "luSolve",
      "solutions",
      { solve: (a, b) => solve(a, b) },
      {
        runs: "among others",
        dtypes: [...floats, ["float32", "float64"], ["float64", "float32"], ["int32", "float64"], ["float64", "int16"]],
        shapes: sides,
      },
    ),
    row(
      "luSolve",
      "inverses",
      { inv: (a) => inv(a) },
      {
        runs: "among others",
        shapes: [[60, 60], [131, 131], ...squareStacks],
      },
    ),
    row(
      "luSolve",
      "layouts",
      { solve: (a, b) => solve(a, b), inv: (a) => inv(a) },
      {
        runs: "among others",
        shapes: [
          [
            [41, 41],
            [41, 5],
          ],
          [
            [30, 7, 7],
            [30, 7, 2],
          ],
        ],
        layouts: [
          ...layouts.filter((one) => one !== "broadcast").map((one) => [one, "transposed"] as const),
          ...layouts.map((one) => ["contiguous", one] as const),
        ],
      },
    ),
    row("qr", "one matrix", qrs),
    row("qr", "stacks", qrs, { shapes: stacks }),
    row("qr", "layouts", qrs, { ...laid, layouts: layouts.filter((one) => one !== "broadcast") }),
    row("qr", "equal rows", { joined: joinedQr, r: (a) => qr(a, { mode: "r" }) }, { ...laid, layouts: ["broadcast"] }),
    row("qr", "zeros of both signs, singular", qrs, {
      shapes: [
        [97, 64],
        [64, 97],
      ],
      samples: { sparse, zeros: constant(0), "minus zeros": constant(-0) },
    }),
    row("qr", "huge, tiny and denormal", qrs, {
      dtypes: ["float64"],
      shapes: [[97, 64]],
      samples: { ...huge, ...denormal },
      tolerance: ofDenormals,
    }),
    row(
      "qr",
      "values that are not finite",
      { qr: (a) => qr(a, { checkFinite: false }) },
      { shapes: [[97, 64]], samples: notFinite },
    ),
    row("svd", "one matrix", values),
    row("svd", "vectors", svds, { tolerance: ofVectors }),
    row("svd", "stacks", values, { shapes: stacks }),
    row("svd", "stacks, joined", { joined: joinedSvd }, { shapes: stacks }),
    row("svd", "layouts", values, laid),
    row("svd", "zeros of both signs, singular", values, {
      shapes: [
        [97, 64],
        [64, 97],
      ],
      samples: { sparse, ones: constant(1) },
    }),
    row("svd", "rank", { rank: (a) => matrixRank(a) }, { samples: { conditioned, ones: constant(1) } }),
    row("eigh", "one matrix", eigenvalues, { shapes: squares }),
    row("eigh", "vectors", eighs, { shapes: squares, tolerance: ofVectors }),
    row("eigh", "stacks", eigenvalues, { shapes: squareStacks }),
    row("eigh", "stacks, joined", { joined: joinedEigh }, { shapes: squareStacks }),
    row("eigh", "layouts", eigenvalues, laidSquare),
    row(
      "eigh",
      "zeros of both signs, singular",
      { ...eigenvalues, joined: joinedEigh },
      {
        shapes: [
          [64, 64],
          [97, 97],
        ],
        samples: { sparse, ones: constant(1) },
      },
    ),
    row("cholesky", "one matrix", choleskys, { shapes: [...squares, [150, 150]], samples: { definite } }),
    row("cholesky", "stacks", choleskys, { runs: "often", shapes: [[3, 41, 41]], samples: { definite } }),
    row("cholesky", "layouts", choleskys, {
      shapes: [[41, 41]],
      layouts: layouts.filter((one) => one !== "broadcast"),
      samples: { definite },
    }),
    row(
      "cholesky",
      "solutions",
      { solve: (a, b) => solve(a, b, { assumeA: "pos" }) },
      {
        shapes: [
          [
            [50, 50],
            [50, 2],
          ],
        ],
        samples: { definite },
      },
    ),
    row(
      "product",
      "pseudo-inverses",
      { pinv: (a) => pinv(a), rank: (a) => pinv(a, { returnRank: true }) },
      {
        runs: "among others",
        shapes: [
          [120, 40],
          [40, 120],
          [60, 60],
          [70, 69],
        ],
      },
    ),
    row(
      "svd",
      "least squares",
      { lstsq: (a, b) => lstsq(a, b) },
      {
        runs: "among others",
        shapes: [120, 40, 60, 70].flatMap((m, i) => {
          const n = [40, 120, 60, 69][i] as number;
          return [
            [
              [m, n],
              [m, 3],
            ],
            [[m, n], [m]],
          ];
        }),
      },
    ),
    row(
      "product",
      "randomized values",
      { svd: (a) => chosen(randomizedSvd(a, 5, { seed: 1, flipSign: false })) },
      {
        runs: "among others",
        shapes: [
          [120, 40],
          [40, 120],
          [60, 60],
          [70, 69],
        ],
        tolerance: within(1e-10),
      },
    ),
    row("lu", "huge and tiny", lus, ofSingle),
    row("qr", "huge and tiny", qrs, ofSingle),
    row("svd", "huge and tiny", values, ofSingle),
    row("eigh", "huge and tiny", eigenvalues, { ...ofSingle, shapes: squares }),
    row("cholesky", "huge and tiny", choleskys, {
      dtypes: ["float32"],
      shapes: squares,
      samples: { "1e35": scaled(1e35), "1e-38": scaled(1e-38) },
    }),
    row("cholesky", "huge and tiny", choleskys, {
      dtypes: ["float64"],
      shapes: squares,
      samples: { "1e200": scaled(1e200), "1e-310": scaled(1e-310) },
      tolerance: ofDenormals,
    }),
    row(
      undefined,
      "small and empty",
      { ...lus, ...qrs, values: (a) => svdvals(a) },
      {
        shapes: [
          [1, 1],
          [5, 5],
          [3, 17],
          [0, 5],
          [0, 40, 40],
        ],
      },
    ),
    row(undefined, "columns exchanged", { pivoting: (a) => qr(a, { pivoting: true }) }, { shapes: shapes.slice(0, 4) }),
    row(
      undefined,
      "wholes and complex numbers",
      { ...lus, ...qrs, values: (a) => svdvals(a) },
      {
        dtypes: ["int32", "uint8", "complex64", "complex128"],
        shapes: [[40, 40]],
      },
    ),
    row(
      undefined,
      "values of zeros, of huge and tiny matrices",
      { svd: (a) => svd(a), eigh: (a) => eigh(a) },
      {
        dtypes: ["float64"],
        shapes: [[40, 40]],
        samples: { ...huge, ...denormal, zeros: constant(0) },
      },
    ),
  ],
};
