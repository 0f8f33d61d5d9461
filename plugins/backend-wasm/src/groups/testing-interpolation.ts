import { arange, array, type DType, type NDArray, sin, zeros } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample } from "@core/conformance";
import {
  bSpline,
  cubicSpline,
  interp1d,
  interpolatedUnivariateSpline,
  makeInterpSpline,
  pchipInterpolator,
  pPoly,
  regularGridInterpolator,
  splev,
  splrep,
} from "sci-interpolate";
import { exact, type GroupTable } from "../testing.js";

type Work = (at: NDArray) => unknown;

const some = (i: number): number => Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1;
const list = (size: number, value: (i: number) => number): number[] => Array.from({ length: size }, (_, i) => value(i));
const calls = (own: Readonly<Record<string, Work>>): Record<string, Call> => own as Record<string, Call>;
/** Calls for all of some choices, by names that show them. */
const forEach = <T>(choices: Readonly<Record<string, T>>, own: (choice: T) => Readonly<Record<string, Work>>) =>
  calls(
    Object.fromEntries(
      Object.entries(choices).flatMap(([shown, choice]) =>
        Object.entries(own(choice)).map(([name, call]) => [`${name}, ${shown}`, call]),
      ),
    ),
  );

/** Places before, between and behind breakpoints, on each of them, in no order, and no numbers. */
const among =
  (breaks: readonly number[]): Sample =>
  (dtype, shape) => {
    const [from, to] = [breaks[0] as number, breaks.at(-1) as number];
    const a = filledArray(dtype, shape, (i) =>
      i % 11 === 0 ? (breaks[(i / 11) % breaks.length] as number) : from - 1 + (to - from + 2) * some(i),
    );
    for (const [i, value] of [Number.NaN, Infinity, -Infinity, -0, 0, 5e-324, from, to].entries())
      if (a.size > 0) a.data[(i * 7) % a.size] = value;
    return a;
  };
const even = list(40, (i) => i);
const uneven = list(40, (i) => i + 0.9 * some(i + 5));
const steep = uneven.map((one) => one ** 3);
const sites = { even, uneven, steep };
const places = among(even);
const everyPlace = { "around even": places, "around uneven": among(uneven), "around steep": among(steep) };
const values = sin(arange(40, { dtype: "float64" }));
const numbers = list(40, some);
const columns = array(list(40 * 6, some)).reshape([40, 2, 3]);
const float: readonly DType[] = ["float64"];
const shapes = [[512], [517], [9001], [19, 27]];
const pieces = "sci-interpolate/piecewisePolynomial";
const splines = "sci-interpolate/basisSplines";
const gridded = "sci-interpolate/gridLinear";

/** Coefficients with one that is no number. */
const coefficients = zeros([3, 4]).assign(array(list(12, some)).reshape([3, 4]));
const withNaN = coefficients.copy();
withNaN.set([1, 2], Number.NaN);
const knots = [0, 0, 0, 0, 1, 2, 2, 3, 3, 3, 4, 4, 4, 4];
const bent = bSpline(knots, list(10, some), 3);
const tck = splrep(even, numbers);
const univariate = interpolatedUnivariateSpline(even, numbers);

/** Points of a grid of so many axes, outside and no numbers too. */
const points: Sample = (dtype, shape) => {
  const a = filledArray(dtype, shape, (i) => 2.4 * some(i) + (i % 97 === 0 ? -1 : 0.3));
  const d = shape[1] as number;
  for (const [i, value] of [Number.NaN, 1, Infinity, -Infinity, -0, 5e-324, 2].entries())
    a.data[(17 + i) * d + (i % 2 === 0 ? d - 1 : 0)] = value;
  return a;
};
const gridOf = (d: number, rest: readonly number[]) => {
  const axes = list(d, (k) => 3 + (k % 3)).map((size, k) => list(size, (i) => i + (k % 2) * some(i)));
  const shape = [...axes.map((axis) => axis.length), ...rest];
  return { axes, values: filledArray("float64", shape, some) };
};
const fills = { "NaN outside": {}, extrapolated: { fillValue: null }, "7 outside": { fillValue: 7 } };
const gridCalls = (d: number): Record<string, Call> =>
  forEach({ "one column": [], "three columns": [3] }, (rest) => {
    const { axes, values: own } = gridOf(d, rest);
    return forEach(fills, (fill) =>
      calls(
        Object.fromEntries(
          (["linear", "nearest"] as const).map((method) => [
            method,
            (at: NDArray) => regularGridInterpolator(axes, own, { method, boundsError: false, ...fill })(at),
          ]),
        ),
      ),
    ) as Readonly<Record<string, Work>>;
  });
const square = regularGridInterpolator([uneven, even], filledArray("float64", [40, 40], some), { boundsError: false });
const single = regularGridInterpolator([[0, 1, 2], [0.5]], zeros([3, 1]), { boundsError: false });
const large = regularGridInterpolator([list(300, (i) => i), list(300, (i) => i)], zeros([300, 300]));
const seven = regularGridInterpolator(
  Array.from({ length: 7 }, () => [0, 1]),
  zeros([2, 2, 2, 2, 2, 2, 2]),
);

const curves: readonly CallRow[] = [
  {
    operation: pieces,
    calls: forEach(sites, (x) => {
      const [own, curve, monotone] = [cubicSpline(x, values), cubicSpline(x, numbers), pchipInterpolator(x, numbers)];
      return {
        "of a sine": (at) => own(at),
        ...Object.fromEntries([0, 1, 2, 3].map((nu) => [`derivative ${nu}`, (at: NDArray) => curve(at, { nu })])),
        "not beyond": (at) => curve(at, { extrapolate: false }),
        beyond: (at) => curve(at, { extrapolate: true }),
        monotone: (at) => monotone(at),
      };
    }),
    dtypes: float,
    shapes,
    samples: everyPlace,
  },
  {
    operation: pieces,
    name: "coefficients that are no numbers, periods",
    calls: calls({
      "no number": (at) => pPoly(withNaN, [0, 1, 2, 3, 4])(at),
      periodic: (at) => pPoly(coefficients, [0, 1, 2, 3, 4], { extrapolate: "periodic" })(at),
      "no number, periodic": (at) => pPoly(withNaN, [0, 1, 2, 3, 4], { extrapolate: "periodic" })(at),
    }),
    dtypes: float,
    shapes: [[701]],
    samples: { places: among([0, 1, 2, 3, 4]) },
  },
  {
    operation: pieces,
    name: "columns, axes, layouts",
    calls: calls({
      "one column": (at) => cubicSpline(uneven, values)(at),
      columns: (at) => cubicSpline(even, columns)(at),
      "another axis": (at) => cubicSpline(even, columns.transpose([1, 0, 2]), { axis: 1 })(at),
    }),
    dtypes: float,
    shapes: [[517], [30, 20]],
    layouts,
    samples: { places },
  },
  {
    operation: pieces,
    name: "columns of few places",
    calls: calls({ columns: (at) => cubicSpline(even, columns)(at) }),
    dtypes: float,
    shapes: [[86], [9, 11]],
    samples: { places },
  },
  {
    name: "few places, derivatives that vanish, falling breakpoints, lines",
    calls: ([n]) =>
      calls({
        "derivative 4": (at) => cubicSpline(even, numbers)(at, { nu: 4 }),
        falling: (at) => pPoly(coefficients, [4, 3, 2, 1, 0])(at),
        lines: (at) => interp1d(even, numbers, { boundsError: false })(at),
        ...(n === 700 ? {} : { few: (at: NDArray) => cubicSpline(even, numbers)(at) }),
        ...(n === 700 ? {} : { "few of splines": (at: NDArray) => makeInterpSpline(even, numbers)(at) }),
      }),
    dtypes: float,
    shapes: [[700], [511], [97], [1], [0]],
    samples: { places },
  },
  {
    operation: splines,
    calls: forEach(sites, (x) => {
      const own = makeInterpSpline(x, values);
      return { "of a sine": (at) => own(at) };
    }),
    dtypes: float,
    shapes,
    samples: everyPlace,
  },
  {
    operation: splines,
    name: "degrees",
    calls: forEach(
      { even, uneven },
      (x) =>
        forEach({ "degree 0": 0, "degree 1": 1, "degree 2": 2, "degree 3": 3, "degree 5": 5 }, (k) => {
          const curve = makeInterpSpline(x, numbers, { k });
          return calls({
            values: (at) => curve(at),
            "slopes, not beyond": (at) => curve(at, { nu: 1, extrapolate: false }),
            "what vanishes": (at) => curve(at, { nu: k + 1 }),
          });
        }) as Readonly<Record<string, Work>>,
    ),
    dtypes: float,
    shapes: [[512], [2000]],
    samples: { "around even": places, "around uneven": among(uneven) },
  },
  {
    operation: splines,
    name: "knots that coincide",
    calls: calls({ values: (at) => bent(at), "derivative 2": (at) => bent(at, { nu: 2 }) }),
    dtypes: float,
    shapes: [[1500], [1511]],
    samples: { places: among(knots) },
  },
  {
    operation: splines,
    name: "by other names",
    calls: calls({
      ...Object.fromEntries(
        [0, 1, 3].map((ext) => [`splev ${ext}`, (at: NDArray) => splev(at, tck, { ext: ext as 0 })]),
      ),
      interpolatedUnivariateSpline: (at) => univariate(at),
      ...Object.fromEntries(
        (["quadratic", "cubic"] as const).map((kind) => [
          kind,
          (at: NDArray) => interp1d(even, numbers, { kind, boundsError: false })(at),
        ]),
      ),
    }),
    dtypes: float,
    shapes: [[2000], [2003]],
    samples: { places },
  },
  {
    operation: splines,
    name: "columns, layouts",
    calls: calls({
      "one column": (at) => makeInterpSpline(uneven, values)(at),
      columns: (at) => makeInterpSpline(even, columns)(at),
    }),
    dtypes: float,
    shapes: [[517], [30, 20]],
    layouts,
    samples: { places },
  },
];

export const table: GroupTable = {
  groups: ["interpolation"],
  settings: exact,
  rows: [
    ...curves,
    ...[1, 2, 3, 4, 5, 6].map(
      (d): CallRow => ({
        operation: gridded,
        name: `${d} axes`,
        calls: gridCalls(d),
        dtypes: float,
        shapes: [
          [701, d],
          [5000, d],
        ],
        samples: { points },
      }),
    ),
    {
      operation: gridded,
      name: "layouts",
      calls: calls({ linear: (at) => square(at) }),
      dtypes: float,
      shapes: [
        [5000, 2],
        [701, 2],
      ],
      layouts,
      samples: { places },
    },
    {
      name: "grids of one breakpoint, too large, of too many axes, few points",
      calls: ([n, d]) =>
        calls(
          d === 7
            ? { "too many axes": (at) => seven(at) }
            : {
                ...(n === 1000 ? {} : { few: (at: NDArray) => square(at) }),
                "one breakpoint": (at) => single(at),
                "too large": (at) => large(at),
              },
        ),
      dtypes: float,
      shapes: [
        [1000, 2],
        [511, 2],
        [0, 2],
        [700, 7],
      ],
      samples: { inside: (dtype, shape) => filledArray(dtype, shape, some) },
    },
  ],
};
