import { arange, type DType, type NDArray, sin } from "@core/array";
import { type Call, filledArray, layouts, type Sample } from "@core/conformance";
import { cubicSpline, makeInterpSpline, regularGridInterpolator } from "sci-interpolate";
import { exact, type GroupTable } from "../testing.js";

const some = (i: number): number => Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1;
/** Places before, between and behind 40 breakpoints, on some of them, and no numbers. */
const places: Sample = (dtype, shape) => {
  const a = filledArray(dtype, shape, (i) => (i % 11 === 0 ? i % 40 : 41 * some(i) - 1));
  for (const [i, value] of [Number.NaN, Infinity, -Infinity, -0, 0, 39].entries())
    if (a.size > 0) a.data[(i * 7) % a.size] = value;
  return a;
};
const uneven = Array.from({ length: 40 }, (_, i) => i + 0.9 * some(i + 5));
const values = sin(arange(40, { dtype: "float64" }));
const float: readonly DType[] = ["float64"];
const shapes = [[512], [517], [9001], [30, 20]];
const grid = regularGridInterpolator(
  [uneven, Array.from({ length: 40 }, (_, i) => i)],
  filledArray("float64", [40, 40], some),
  { boundsError: false },
);
const curves = (make: (x: readonly number[]) => (at: NDArray) => unknown): Record<string, Call> => {
  const [one, other] = [make(uneven), make(Array.from({ length: 40 }, (_, i) => i))];
  return { uneven: (at) => one(at as NDArray), even: (at) => other(at as NDArray) };
};

export const table: GroupTable = {
  groups: ["interpolation"],
  settings: exact,
  rows: [
    {
      operation: "sci-interpolate/piecewisePolynomial",
      calls: curves((x) => cubicSpline(x as number[], values)),
      dtypes: float,
      shapes: shapes.filter(([n]) => n !== 30),
      layouts,
      samples: { places },
    },
    {
      operation: "sci-interpolate/basisSplines",
      calls: curves((x) => makeInterpSpline(x as number[], values)),
      dtypes: float,
      shapes: shapes.filter(([n]) => n !== 30),
      layouts,
      samples: { places },
    },
    {
      operation: "sci-interpolate/gridLinear",
      calls: { linear: (at) => grid(at as NDArray) },
      dtypes: float,
      shapes: [
        [5000, 2],
        [701, 2],
      ],
      layouts,
      samples: { places },
    },
  ],
};
