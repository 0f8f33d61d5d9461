import { type DType, evaluate, full, type NDArray, withRuntime } from "@core/array";
import { type Call, type CallRow, filledArray } from "@core/conformance";
import type { GroupTable } from "../testing.js";

/** An expression of the inputs a, b and c. */
const expressions = (...list: readonly string[]): Record<string, Call> =>
  Object.fromEntries(
    list.map((expression) => [
      expression,
      (...inputs: NDArray[]) =>
        evaluate(expression, Object.fromEntries(inputs.map((input, i) => ["abc"[i] as string, input]))),
    ]),
  );
/** With a number as an array. */
const withNumber =
  (expression: string, shape: readonly number[], value: number): Call =>
  (a) =>
    evaluate(expression, {
      a: a as NDArray,
      k: withRuntime(a?.runtime, full(shape, value, { dtype: (a as NDArray).dtype }) as NDArray),
    });

const floats: readonly DType[] = ["float32", "float64"];
const operation = "@core/array/evaluate";
const three = (...shapes: readonly (readonly number[])[]) => shapes.map((shape) => [shape, shape, shape]);
const pair = ["float32", "float64"] as const;
const functions = "sqrt abs square exp exp2 expm1 log log2 log10 log1p sin cos tan tanh arctan floor ceil -".split(" ");

export const table: GroupTable = {
  groups: ["expressions"],
  rows: [
    {
      operation,
      calls: expressions(
        "a * b + c",
        "a - b - c * a / b",
        "(a + b) * (a - b) * (b + c) - (c - a) / (a + 1)",
        "where(a > b, a, c) + 0.1",
        "(a >= b) & ~(b < c) | (a == c)",
        "sqrt(abs(a)) + floor(b) - ceil(c) + square(a)",
      ),
      dtypes: floats,
      shapes: three([512], [1025], [16385], [3, 7, 113], [40001]),
    },
    {
      operation,
      name: "two arrays",
      calls: expressions("a != b", "where(a, 1.5, b)", "(a <= 0) * b"),
      dtypes: floats,
      shapes: [[512], [1025], [16385], [3, 7, 113], [40001]].map((shape) => [shape, shape]),
    },
    {
      operation,
      name: "one array",
      calls: expressions("-a", "min(max(a, -1), 1)", "1 / a", "2 - a"),
      dtypes: floats,
      shapes: [[512], [1025], [16385], [3, 7, 113], [40001]],
    },
    {
      operation,
      name: "functions",
      calls: expressions(
        ...functions.flatMap((name) => [`${name}(a / 40) * 1`, `${name}(abs(a / 40)) * 1`]),
        "arctan2(abs(a / 40), b)",
        "hypot(a, b)",
      ),
      dtypes: floats,
      shapes: [[[5000], [5000]]],
      tolerance: (dtype) => ({ steps: dtype === "float32" ? 2 : 3 }),
    },
    {
      operation,
      name: "far arguments",
      calls: expressions("cos(a) * 0 + a"),
      dtypes: floats,
      shapes: [[40000]],
      samples: {
        far: (dtype, shape) => filledArray(dtype, shape, (i) => (i % 999 === 0 ? 1e15 * (i + 1) : i / 50)),
      },
    },
    {
      operation,
      name: "numbers as arrays",
      calls: { "of no axes": withNumber("a * k + k", [], 0.3), "of two": withNumber("a * k", [1, 1], 3) },
      dtypes: floats,
      shapes: [[20, 60]],
    },
    {
      name: "what a kernel does not know",
      calls: {
        ...expressions("a % 2", "(a > 0) * 2", "(a > 0) + (a < 1)"),
        "more axes": withNumber("a * k", [1, 1, 1], 3),
      },
      dtypes: floats,
      shapes: [[20, 60]],
    },
    {
      name: "small and empty",
      calls: expressions("a + 1"),
      dtypes: floats,
      shapes: [[], [0], [1], [5], [3, 0, 9]],
    },
    {
      name: "another layout",
      calls: expressions("a + a"),
      dtypes: floats,
      shapes: [[20, 60]],
      layouts: ["transposed"],
    },
    ...pair.map(
      (dtype): CallRow => ({
        name: "other shapes and dtypes",
        calls: expressions("a * b"),
        dtypes: [
          [dtype, dtype],
          [dtype, "int32"],
        ],
        shapes: [[[20, 60], [60]]],
      }),
    ),
    { name: "numbers beyond float32", calls: expressions("a * 1e300"), dtypes: ["float32"], shapes: [[20, 60]] },
  ],
};
