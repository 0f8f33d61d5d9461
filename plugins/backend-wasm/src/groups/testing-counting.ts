import {
  bincount,
  type DType,
  digitize,
  flip,
  type Histogram2dOptions,
  histogram2d,
  type NDArray,
  ravel,
  rint,
  searchsorted,
  sort,
  statistics,
  withRuntime,
} from "@core/array";
import {
  type Call,
  type CallRow,
  filledArray,
  type Layout,
  layouts,
  type Sample,
  testArray,
  testNumbers,
} from "@core/conformance";
import { floats, wholes } from "../dtypes.js";
import { exact, type GroupTable } from "../testing.js";

type Work = (a: NDArray, b: NDArray) => unknown;

const calls = (list: Readonly<Record<string, Work>>): Record<string, Call> => list as Record<string, Call>;
const special: Sample = (dtype, shape, seed) => testArray(dtype, shape, "contiguous", seed);
const finite: Sample = (dtype, shape, seed) =>
  filledArray(dtype, shape, (i) => 100 + 50 * Math.sin(i * 1.7 + seed) + (i % 13));
const rounded: Sample = (dtype, shape, seed) => rint(finite(dtype, shape, seed)) as NDArray;
const denormals: Sample = (dtype, shape, seed) =>
  filledArray(dtype, shape, (i) => (dtype === "float32" ? 2 ** -149 : 2 ** -1074) * (((i + seed) * 7919) % 211));
const equal: Sample = (dtype, shape, seed) => filledArray(dtype, shape, () => seed);
/** Zeros of both signs in no order, and numbers on one side of them. */
const zeros =
  (side: number): Sample =>
  (dtype, shape, seed) => {
    const next = testNumbers(seed);
    return filledArray(dtype, shape, (i) => (i < 16 || next() < 0.9 ? side : next() < 0.5 ? 0 : -0));
  };
const gaps =
  (step: number): Sample =>
  (dtype, shape, seed) => {
    const a = finite(dtype, shape, seed);
    for (let i = 0; i < a.size; i += step) a.data[i] = Number.NaN;
    return a;
  };

const described = "@core/array/blockStatistics";
const describe: Call = (a) => statistics(a as NDArray);
const blocks = [[1024], [1031], [4095], [4096], [4097], [3, 7, 1009], [300007]];

const paired = "@core/array/histogram2d";
const pairs =
  (options: Histogram2dOptions): Work =>
  (x, y) =>
    histogram2d(x, y, options);
const range = [
  [100, 120],
  [60.5, 150],
] as const;
const pairsOfFloats = floats.map((dtype) => [dtype, dtype]);
const both = (n: number): readonly number[][] => [[n], [n]];
/** The edges of ten bins from 0 to 1, their neighbours, and what lies beyond. */
const nearEdges: Sample = (dtype, shape, seed) => {
  const step = dtype === "float32" ? 2 ** -24 : 2 ** -53;
  return filledArray(dtype, shape, (i) => ((i * seed) % 12) / 10 - 0.05 * (i % 2) + step * ((i % 5) - 2));
};
const withSpecial: Sample = (dtype, shape, seed) => {
  const a = finite(dtype, shape, seed);
  for (const [i, value] of [Number.NaN, Infinity, -Infinity, -0, 5e-324].entries()) a.data[31 * i + 7 * seed] = value;
  return a;
};

const tallied = "@core/array/bincount";
/** Whole numbers below a limit; where there are weights, they are any numbers. */
const below =
  (limit: number): Sample =>
  (dtype, shape, seed) =>
    seed === 2 ? special(dtype, shape, seed) : filledArray(dtype, shape, (i) => (i * 7919) % limit);
const tallies = {
  plain: (x: NDArray) => bincount(x),
  "at least 300": (x: NDArray) => bincount(x, { minlength: 300 }),
  reversed: (x: NDArray) => bincount(x.slice("::-1")),
};
const weighed = {
  weights: (x: NDArray, weights: NDArray) => bincount(x, { weights }),
  "at least 300": (x: NDArray, weights: NDArray) => bincount(x, { weights, minlength: 300 }),
  "other weights reversed": (x: NDArray, weights: NDArray) => bincount(x, { weights: weights.slice("::-1") }),
};
const numbers = { "below 101": below(101), "below 1": below(1) };

const sought = "@core/array/searchsorted";
const pairsOfDtypes = floats.flatMap((one) => floats.map((other) => [one, other]));
/** The first input is sorted. */
const sorted =
  (own: Sample): Sample =>
  (dtype, shape, seed) =>
    seed === 1 ? (sort(own(dtype, shape, seed)) as NDArray) : own(dtype, shape, seed);
const searches = calls({
  left: (table, values) => searchsorted(table, values),
  right: (table, values) => searchsorted(table, values, { side: "right" }),
});
const bins = calls({
  ascending: (edges, values) => digitize(values, edges),
  descending: (edges, values) => digitize(values, flip(edges)),
  "closed at the right": (edges, values) => digitize(values, edges, { right: true }),
  "descending, closed at the right": (edges, values) => digitize(values, flip(edges), { right: true }),
});
const edgesAmongValues: Sample = (dtype, shape, seed) =>
  seed === 1 ? filledArray(dtype, shape, (i) => 60 + 10 * i) : rounded(dtype, shape, seed);
const each = (own: readonly Layout[]): readonly (readonly Layout[])[] =>
  own.flatMap((layout) => [
    [layout, "contiguous"],
    ["contiguous", layout],
    [layout, layout],
  ]);

const rows: readonly CallRow[] = [
  {
    operation: described,
    calls: { statistics: describe },
    dtypes: [...floats, ...wholes],
    shapes: blocks,
    samples: { special, finite },
  },
  {
    operation: described,
    name: "NaN, zeros of both signs, denormals",
    calls: { statistics: describe },
    dtypes: floats,
    shapes: [[1024], [1031], [2003], [3001], [12289]],
    samples: {
      ...Object.fromEntries([1, 2, 3, 4096, 5000].map((step) => [`every ${step}. is NaN`, gaps(step)])),
      "zeros and more": zeros(3),
      "zeros and less": zeros(-3),
      denormals,
      equal,
    },
  },
  {
    operation: described,
    name: "layouts",
    calls: { statistics: describe },
    dtypes: [...floats, ...wholes],
    shapes: [[61, 97]],
    layouts,
    samples: { special, finite },
  },
  {
    name: "statistics of few numbers",
    calls: { statistics: describe },
    dtypes: [...floats, ...wholes],
    shapes: [[1023], [1], [0], [31, 33]],
  },
  {
    name: "statistics of truths",
    calls: { statistics: describe },
    dtypes: ["bool"],
    shapes: [[2000]],
  },
  {
    operation: paired,
    calls: calls({
      ...Object.fromEntries([1, 10, 255].map((bins) => [`${bins} bins`, pairs({ bins })])),
      "7 and 64": pairs({ bins: [7, 64] }),
      range: pairs({ bins: [20, 8], range }),
      density: pairs({ bins: 12, range, density: true }),
    }),
    dtypes: pairsOfFloats,
    shapes: [both(2048), both(16385), both(40009)],
    samples: { finite, rounded },
  },
  {
    operation: paired,
    name: "numbers at edges, denormals, one value, zeros of both signs",
    calls: calls({
      "10 bins": pairs({}),
      "from 0 to 1": pairs({
        range: [
          [0, 1],
          [0, 1],
        ],
      }),
      "9 bins": pairs({ bins: 9 }),
    }),
    dtypes: pairsOfFloats,
    shapes: [both(3000)],
    samples: { nearEdges, denormals, equal, zeros: zeros(1) },
  },
  {
    operation: paired,
    name: "numbers that are not finite",
    calls: calls({
      "16 bins": pairs({ bins: 16, range }),
      "around 0": pairs({
        range: [
          [-1, 1],
          [-1e38, 1e38],
        ],
      }),
    }),
    dtypes: pairsOfFloats,
    shapes: [both(2048), both(16385), both(40009)],
    samples: { special, "some special": withSpecial },
  },
  {
    operation: paired,
    name: "most bins",
    calls: calls({ "as many as there may be": pairs({ bins: [2048, 2048] }) }),
    dtypes: pairsOfFloats,
    shapes: [both(3001)],
    samples: { finite },
  },
  {
    operation: paired,
    name: "steps",
    calls: calls(
      Object.fromEntries(
        ["::2", "::-2", "::3"].map((step) => [step, (x, y) => histogram2d(x.slice(step), y.slice("::-1").slice(step))]),
      ),
    ),
    dtypes: pairsOfFloats,
    shapes: [both(9000), both(80001)],
    samples: { finite },
  },
  {
    operation: paired,
    name: "layouts",
    calls: calls({ "10 bins": (x, y) => histogram2d(ravel(x), ravel(y)) }),
    dtypes: pairsOfFloats,
    shapes: [
      both(6007),
      [
        [60, 100],
        [60, 100],
      ],
    ],
    layouts: each(layouts),
    samples: { finite },
  },
  {
    name: "uneven bins, weights, too many bins, other dtypes",
    calls: calls({
      uneven: (x, y) =>
        histogram2d(x, y, {
          bins: [
            withRuntime(
              x.runtime,
              filledArray("float64", [3], (i) => 50 + 55 * i),
            ),
            8,
          ],
        }),
      weights: (x, y) => histogram2d(x, y, { bins: 5, weights: y }),
      "too many bins": pairs({ bins: [2049, 2048] }),
      "two dtypes": (x, y) => histogram2d(x, y.astype(y.dtype === "float32" ? "float64" : "float32") as NDArray),
      wholes: (x, y) => histogram2d(x.astype("int16") as NDArray, y.astype("int16") as NDArray),
    }),
    dtypes: pairsOfFloats,
    shapes: [both(2048)],
    samples: { finite },
  },
  {
    name: "few and no pairs",
    calls: calls({ "10 bins": pairs({}) }),
    dtypes: pairsOfFloats,
    shapes: [both(2047), both(1), both(0)],
    samples: { finite },
  },
  {
    operation: tallied,
    calls: calls(tallies),
    dtypes: wholes,
    shapes: [[4096], [4099], [16385], [50021]],
    samples: numbers,
  },
  {
    operation: tallied,
    name: "weights",
    calls: calls(weighed),
    dtypes: wholes.map((dtype) => [dtype, "float64"]),
    shapes: [both(4096), both(4099), both(16385), both(50021)],
    samples: {
      ...numbers,
      "finite weights": (dtype, shape, seed) => (seed === 2 ? finite : below(101))(dtype, shape, seed),
    },
  },
  {
    operation: tallied,
    name: "wide numbers",
    calls: calls({ plain: (x) => bincount(x) }),
    dtypes: wholes.filter((dtype) => !dtype.endsWith("nt8")),
    shapes: [[50021]],
    samples: { "below 32749": below(32749) },
  },
  {
    operation: tallied,
    name: "layouts",
    calls: calls({ weights: weighed.weights, plain: tallies.plain }),
    dtypes: wholes.map((dtype) => [dtype, "float64"]),
    shapes: [both(20011)],
    layouts: each(layouts),
    samples: numbers,
  },
  {
    name: "few and no whole numbers",
    calls: { plain: (x) => bincount(x as NDArray) },
    dtypes: [...wholes, "bool", "float64"],
    shapes: [[100], [4095], [1], [0]],
    samples: { "below 2": below(2) },
  },
  {
    name: "whole numbers as floats, weights of other dtypes",
    calls: {
      floats: (x) => bincount((x as NDArray).astype("float64")),
      weights: (x) => bincount(x!, { weights: (x as NDArray).astype("float32") }),
      "whole weights": (x) => bincount(x!, { weights: x as NDArray }),
    },
    dtypes: ["int32"],
    shapes: [[5000]],
    samples: numbers,
  },
  {
    operation: sought,
    calls: searches,
    dtypes: pairsOfDtypes,
    shapes: [0, 1, 2, 7, 1000].flatMap((length) => [
      [[length], [1024]],
      [[length], [7, 3001]],
    ]),
    samples: {
      rounded: sorted(rounded),
      finite: sorted(finite),
      equal: sorted(equal),
      zeros: sorted(zeros(1)),
      denormals: sorted(denormals),
    },
  },
  {
    operation: sought,
    name: "NaN and infinities",
    calls: searches,
    dtypes: pairsOfDtypes,
    shapes: [20, 31, 1000].flatMap((length) => [
      [[length], [1024]],
      [[length], [7, 3001]],
    ]),
    samples: {
      special: sorted(special),
      "half is NaN": sorted(gaps(2)),
      "nothing but NaN": sorted(gaps(1)),
    },
  },
  {
    operation: sought,
    name: "bins",
    calls: bins,
    dtypes: pairsOfDtypes,
    shapes: [
      [[9], [40, 50]],
      [[9], [1031]],
    ],
    layouts: each(layouts.filter((layout) => layout !== "broadcast")),
    samples: { edgesAmongValues, sorted: sorted(finite) },
  },
  {
    operation: sought,
    name: "bins of several pieces",
    calls: bins,
    dtypes: pairsOfDtypes,
    shapes: [[[9], [150021]]],
    layouts: [["contiguous", "reversed"]],
    samples: { edgesAmongValues },
  },
  {
    operation: sought,
    name: "repeated values, repeated edges",
    calls: { ...bins, ...searches },
    dtypes: pairsOfDtypes,
    shapes: [[[9], [60, 100]]],
    layouts: each(["broadcast"]),
    samples: { edgesAmongValues },
  },
  {
    operation: sought,
    name: "indices that sort",
    calls: calls({
      sorter: (table, values) =>
        searchsorted(table.slice("::-1"), values, {
          sorter: Array.from({ length: table.size }, (_, i) => table.size - 1 - i),
        }),
    }),
    dtypes: pairsOfDtypes,
    shapes: [[[50], [2003]]],
    samples: { finite: sorted(finite) },
  },
  {
    name: "places of few numbers and of other dtypes",
    calls: searches,
    dtypes: [
      ...pairsOfDtypes,
      ...[...wholes, "bool" as const].flatMap((dtype): (readonly DType[])[] => [
        [dtype, dtype],
        ["float64", dtype],
        [dtype, "float64"],
      ]),
      ["complex128", "complex128"],
    ],
    shapes: [
      [[20], [1023]],
      [[20], [0]],
      [[20], [1]],
      [[0], [7]],
    ],
    samples: { special: sorted(special) },
  },
  {
    name: "places of many whole and complex numbers",
    calls: searches,
    dtypes: [
      ...wholes.map((dtype) => [dtype, dtype] as const),
      ["float64", "int32"],
      ["uint8", "float32"],
      ["complex64", "complex128"],
    ],
    shapes: [[[20], [2000]]],
    samples: { special: sorted(special) },
  },
];

export const table: GroupTable = {
  groups: ["counting"],
  settings: exact,
  rows,
};
