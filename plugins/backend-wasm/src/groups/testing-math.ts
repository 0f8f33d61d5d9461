import type { DType } from "@core/array";
import * as core from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample } from "@core/conformance";
import type { GroupTable } from "../testing.js";

const functions = core as unknown as Readonly<Record<string, Call>>;
export const unary: readonly string[] = "exp exp2 expm1 log log2 log10 log1p tanh arctan sin cos tan".split(" ");
export const binary: readonly string[] = ["arctan2", "hypot", "power"];
const floats: readonly DType[] = ["float32", "float64"];

/** Engines are within 1 step of the true value, and the kernels within 2 (single precision: 1 of the rounded value). */
const tolerance = (dtype: DType) => ({ steps: dtype === "float32" ? 1 : 3 });

const filled =
  (...values: readonly ((i: number, n: number) => number)[]): Sample =>
  (dtype, [n], seed) =>
    filledArray(dtype, [n as number], (i) => values[(seed - 1) % values.length]!(i, n as number));

const arguments_: Readonly<Record<string, Sample>> = {
  "from -1 to 1": filled((i, n) => (2 * i) / n - 1),
  "to 100": filled((i, n) => (200 * i) / n - 100),
  "to 750": filled((i, n) => (1500 * i) / n - 750),
  "to 10": filled((i, n) => (10 * i) / n),
  "to 1e6": filled((i, n) => (2e6 * i) / n - 1e6),
  "of all sizes": filled((i) => (i % 2 === 0 ? 1 : -1) * 2 ** ((i % 2000) - 1000) * (1 + i / 1e6)),
  denormals: filled((i, n) => (i - n / 2) * 5e-324),
  "powers of 10": filled((i) => 10 ** ((i % 600) - 300)),
  "powers of 2": filled((i) => 2 ** ((i % 2000) - 1000)),
  "around 1": filled((i, n) => 1 + (i / n - 0.5) / 1000),
  "quarters of turns": filled((i) => (i * Math.PI) / 2),
};

const ends = [0, -0, Infinity, -Infinity, Number.NaN, 1, -1, 5e-324, 1e308, -1e-300, 3, 0.5];
const some = [0.5, 2, 3, -1, 1.5, -7, 0.1, 10, 31, 0, 1, 1e-9, 1e5, -0.25];
const base = (i: number, n: number) => (i % 3 === 0 ? -1 : 1) * 2 ** ((i % 97) - 48) * (1 + i / n);

export const table: GroupTable = {
  groups: ["math"],
  rows: [
    ...[...unary, ...binary].map(
      (name): CallRow => ({
        operation: `@core/array/${name}`,
        name: "NaN, infinities, zeros and denormals in any layout",
        calls: { [name]: functions[name] as Call },
        dtypes: floats,
        shapes: [[256], [16411], [3, 7, 113]].map((shape) => (binary.includes(name) ? [shape, shape] : shape)),
        layouts,
        tolerance,
      }),
    ),
    ...unary.map(
      (name): CallRow => ({
        operation: `@core/array/${name}`,
        calls: { [name]: functions[name] as Call },
        dtypes: floats,
        shapes: [[5003]],
        samples: arguments_,
        tolerance,
      }),
    ),
    ...binary.map(
      (name): CallRow => ({
        operation: `@core/array/${name}`,
        name: "angles in all quarters, with zeros and infinities of both signs",
        calls: { [name]: functions[name] as Call },
        dtypes: floats,
        shapes: [[[300], [300]]],
        samples: {
          ends: filled(
            (i) => ends[Math.floor(i / 12) % 12] as number,
            (i) => ends[i % 12] as number,
          ),
        },
        tolerance,
      }),
    ),
    {
      operation: "@core/array/power",
      name: "powers of all sizes and signs",
      calls: { power: functions.power as Call },
      dtypes: floats,
      shapes: [[[20000], [20000]]],
      samples: {
        "some powers": filled(base, (i) => some[i % some.length] as number),
        "powers to 4": filled(base, (i) => (i % 401) / 50 - 4),
      },
      tolerance,
    },
    {
      operation: "@core/array/power",
      name: "one power",
      calls: Object.fromEntries(
        some
          // Squares and roots are other operations.
          .map((power) => [`to ${power}`, (a) => core.power(a, power)]),
      ),
      dtypes: floats,
      shapes: [[20000]],
      samples: { base: filled(base) },
      tolerance,
    },
    ...["sin", "cos", "tan"].map(
      (name): CallRow => ({
        operation: `@core/array/${name}`,
        name: "far arguments",
        calls: { [name]: functions[name] as Call },
        dtypes: floats,
        shapes: [[40000]],
        samples: { far: filled((i) => (i % 1000 === 0 ? 1e22 * (i + 1) : i / 100)) },
        tolerance,
      }),
    ),
    {
      name: "small and empty",
      calls: { exp: (a) => core.exp(a), sin: (a) => core.sin(a) },
      dtypes: floats,
      shapes: [[], [0], [1], [7], [3, 0, 90]],
      tolerance,
    },
  ],
};
