import { type CumulativeOptions, cumprod, cumsum, type DType, type NDArray, nancumprod, nancumsum } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample } from "@core/conformance";
import { floats, wholes } from "../dtypes.js";
import { exact, type GroupTable, sampleArray } from "../testing.js";
import { denormals } from "../testing-samples.js";

type Running = (a: NDArray, options: CumulativeOptions) => NDArray;
type Shape = readonly number[];

const functions: Readonly<Record<string, Running>> = { cumsum, cumprod, nancumsum, nancumprod };
const numbers: readonly DType[] = [...floats, ...wholes];
const all: readonly DType[] = [...numbers, "bool"];

/** Along the flattened array, each axis, and the last one counted from the end. */
const along =
  (run: Running) =>
  (shape: Shape): Record<string, Call> =>
    Object.fromEntries(
      [undefined, ...shape.keys(), -1].map((axis) => [`axis ${axis}`, (a: NDArray) => run(a, { axis })]),
    );
const withDtypes = (run: Running, dtypes: readonly DType[]): Record<string, Call> =>
  Object.fromEntries(
    dtypes.flatMap((dtype) =>
      [0, 1].map((axis) => [`${dtype}, axis ${axis}`, (a: NDArray) => run(a, { axis, dtype })]),
    ),
  );

/** Near 1 with NaN here and there, so that long products stay in range. */
const tame: Sample = (dtype, shape) =>
  filledArray(dtype, shape, (i) => (i === 0 ? -0 : i % 97 === 0 ? Number.NaN : 1 + Math.sin(i) / 7));
const negativeZeros: Sample = (dtype, shape) => filledArray(dtype, shape, (i) => (i % 50 === 49 ? Number.NaN : -0));
/** Sums that leave the range, and come back as NaN. */
const infinite: Sample = (dtype, shape) =>
  filledArray(dtype, shape, (i) => (i % 300 === 100 ? Infinity : i % 300 === 250 ? -Infinity : 3e37 * ((i % 9) - 3)));
const samples = { special: sampleArray, tame, denormals, negativeZeros, infinite };

const short = [[257], [1009], [17, 61], [1, 300], [300, 1], [5, 7, 53], [3, 1, 500], [2, 3, 5, 67]];
/** What takes several patches, and what several threads share. */
const long = [[40000], [3, 20000], [20000, 3], [3, 9000, 2], [7, 2500], [9, 5, 1030], [3, 40, 5003]];

const rowsOf = ([name, run]: [string, Running]): readonly CallRow[] => {
  const row = (what: string, own: Omit<CallRow, "operation" | "name">): CallRow => ({
    operation: `@core/array/${name}`,
    name: what,
    ...own,
  });
  return [
    row("floats", { calls: along(run), dtypes: floats, shapes: short, samples }),
    row("many floats", { calls: along(run), dtypes: floats, shapes: long, samples: { special: sampleArray, tame } }),
    row("wholes wrap", { calls: along(run), dtypes: [...wholes, "bool"], shapes: [...short, [2, 9000], [9000, 2]] }),
    row("dtypes of results", { calls: withDtypes(run, numbers), dtypes: [...wholes, "bool"], shapes: [[6, 83]] }),
    row("dtypes of results of floats", {
      calls: withDtypes(run, floats),
      dtypes: floats,
      shapes: [[6, 83]],
      samples,
    }),
    row("layouts", { calls: along(run), dtypes: all, shapes: [[60, 70]], layouts }),
    row("layouts of three axes", { calls: along(run), dtypes: ["float32", "int16"], shapes: [[7, 11, 13]], layouts }),
    {
      name: `${name} of few elements, and of none`,
      calls: along(run),
      dtypes: all,
      shapes: [[0], [1], [7], [3, 0], [0, 500], [5, 51]],
    },
    { name: `${name} of complex numbers`, calls: along(run), dtypes: ["complex64", "complex128"], shapes: [[7, 101]] },
    {
      name: `${name} of wholes as other dtypes`,
      calls: withDtypes(run, ["bool", "complex64", "complex128"]),
      dtypes: ["uint8", "int64", "bool"],
      shapes: [[6, 83]],
    },
    {
      name: `${name} of floats as wholes`,
      calls: withDtypes(run, wholes),
      dtypes: floats,
      shapes: [[6, 83]],
      samples: { wholes: (dtype, shape) => filledArray(dtype, shape, (i) => (i % 11) - 5.5) },
    },
  ];
};

export const table: GroupTable = {
  groups: ["binning"],
  settings: exact,
  rows: Object.entries(functions).flatMap(rowsOf),
};
