import * as core from "@core/array";
import { type DType, dtypes, kindOf } from "@core/array";
import { type Call, type CallRow, layouts } from "@core/conformance";
import { exact, type GroupTable } from "../testing.js";

const functions = core as unknown as Readonly<Record<string, Call>>;
const call = (name: string): Call => functions[name] as Call;

const real = dtypes.filter((dtype) => !["bool", "complex64", "complex128"].includes(dtype));
const floats: readonly DType[] = ["float32", "float64"];
const wholes: readonly DType[] = real.filter((dtype) => kindOf(dtype) !== "float");
const shapes = [[256], [257], [16385], [3, 7, 113]];
const two = shapes.map((shape) => [shape, shape]);

const row = (name: string, own: readonly DType[], inputs: 1 | 2): CallRow => ({
  operation: `@core/array/${name}`,
  calls: { [name]: call(name) },
  dtypes: own,
  shapes: inputs === 1 ? shapes : two,
  layouts,
});

const pairs: readonly (readonly DType[])[] = [
  ["int8", "uint8"],
  ["uint16", "int8"],
  ["uint16", "float32"],
  ["int32", "float32"],
  ["uint32", "float64"],
  ["float32", "float64"],
];

/** What programs do most: arrays of any dtype beside a number. */
const numbers: Readonly<Record<string, readonly [operation: string, call: Call]>> = {
  "a > 5": ["greater", (a) => core.greater(a, 5)],
  "a > 2.5": ["greater", (a) => core.greater(a, 2.5)],
  "-1 <= a": ["lessEqual", (a) => core.lessEqual(-1, a)],
  "a == 300": ["equal", (a) => core.equal(a, 300)],
  "a * 2": ["multiply", (a) => core.multiply(a, 2)],
  "1.5 - a": ["subtract", (a) => core.subtract(1.5, a)],
};

const list = (names: string): string[] => names.split(" ");

export const table: GroupTable = {
  groups: ["elementwise"],
  settings: exact,
  rows: [
    ...list("add subtract multiply").map((name) => row(name, real, 2)),
    ...list("divide maximum minimum").map((name) => row(name, floats, 2)),
    ...list("less lessEqual equal notEqual greater greaterEqual").map((name) => row(name, [...real, "bool"], 2)),
    ...list("negative square absolute sqrt floor ceil trunc rint isnan isinf isfinite").map((name) =>
      row(name, floats, 1),
    ),
    ...list("bitwiseAnd bitwiseOr bitwiseXor").map((name) => row(name, [...wholes, "bool"], 2)),
    row("invert", [...wholes, "bool"], 1),
    ...list("logicalAnd logicalOr logicalXor").map((name) => row(name, ["bool"], 2)),
    row("logicalNot", ["bool"], 1),
    ...[...real, "bool" as const].map(
      (dtype): CallRow => ({
        operation: "@core/array/where",
        calls: { where: (c, a, b) => core.where(c, a, b) },
        dtypes: [["bool", dtype, dtype]],
        shapes: [...shapes.map((shape) => [shape, shape, shape]), [[3, 7, 113], [3, 7, 113], [1]], [[1], [300], [300]]],
        layouts: layouts.map((layout) => [layout, "contiguous", layout]),
      }),
    ),
    ...["subtract", "less"].map(
      (name): CallRow => ({
        operation: `@core/array/${name}`,
        name: "numbers and spectra repeat along arrays",
        calls: { [name]: call(name), "the other way round": (a, b) => call(name)(b, a) },
        dtypes: ["float32", "float64", "int16"],
        shapes: [[], [1], [700], [6, 700], [1, 1, 700]].map((shape) => [[5, 6, 700], shape]),
      }),
    ),
    ...list("add multiply divide less equal greaterEqual").map(
      (name): CallRow => ({
        operation: `@core/array/${name}`,
        name: "two dtypes",
        calls: { [name]: call(name), "the other way round": (a, b) => call(name)(b, a) },
        dtypes: pairs,
        shapes: [
          [[16385], [16385]],
          [[5, 6, 70], [70]],
        ],
        layouts: ["contiguous", "every second"],
      }),
    ),
    ...list("maximum minimum").map(
      (name): CallRow => ({
        operation: `@core/array/${name}`,
        name: "two dtypes",
        calls: { [name]: call(name) },
        dtypes: pairs.filter((pair) => pair.some((dtype) => kindOf(dtype) === "float")),
        shapes: [[[257], [257]]],
      }),
    ),
    {
      operation: "@core/array/divide",
      name: "whole numbers",
      calls: { divide: call("divide") },
      dtypes: ["uint8", "int16", "uint32"],
      shapes: [[[257], [257]]],
    },
    ...pairs.map(
      (pair): CallRow => ({
        operation: "@core/array/where",
        name: "two dtypes",
        calls: { where: (c, a, b) => core.where(c, a, b) },
        dtypes: [["bool", ...pair]],
        shapes: [
          [[300], [300], [300]],
          [[16385], [16385], [1]],
        ],
      }),
    ),
    ...Object.entries(numbers).map(
      ([name, [operation, own]]): CallRow => ({
        operation: `@core/array/${operation}`,
        name: "numbers of JavaScript",
        calls: { [name]: own },
        dtypes: ["uint8", "int16", "uint16", "float32"],
        shapes: [[16385]],
      }),
    ),
    {
      name: "columns that repeat",
      calls: { subtract: call("subtract") },
      dtypes: ["float32", "float64", "int16"],
      shapes: [
        [6, 1],
        [5, 1, 700],
      ].map((shape) => [[5, 6, 700], shape]),
    },
    {
      name: "small, empty and broadcast arrays",
      calls: { add: call("add") },
      dtypes: ["float64"],
      shapes: [[], [0], [1], [255], [4, 0, 300]].map((shape) => [shape, shape]),
    },
  ],
};
