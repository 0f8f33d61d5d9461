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
