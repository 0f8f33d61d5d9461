import type { CallRow } from "@core/conformance";
import type { GroupTable } from "../testing.js";
import {
  blocks,
  exactNames,
  floats,
  isServed,
  large,
  nanNames,
  numbers,
  realDtypes,
  reduce,
  roundedNames,
} from "./testing-reductions.js";

const shapes = [
  [37, 64],
  [35, 1000],
  [3, 17000],
  [2, 40, 33],
  [600, 5],
  [5, 9, 11, 4],
];
const positions = ["float32", "float64", "int32", "uint32"];
const few = ["sum", "mean", "max", "countNonzero"];

export const table: GroupTable = {
  groups: ["columns"],
  rows: [
    ...[...exactNames, ...nanNames, ...roundedNames, "prod"].flatMap((name): CallRow[] => [
      {
        operation: `@core/array/${name}`,
        name: "other axes",
        calls: ({ length }) => ({
          ...reduce(name, { axis: 0 }),
          ...(length > 2 ? reduce(name, { axis: 1, keepdims: true }, { axis: length - 2 }) : {}),
          ...(length > 2 && !name.startsWith("arg") ? reduce(name, { axis: [0, 1] }) : {}),
        }),
        dtypes: realDtypes.filter(
          (dtype) => isServed(name, dtype) && !(name.startsWith("arg") && !positions.includes(dtype)),
        ),
        shapes,
        samples: { numbers },
      },
      {
        operation: `@core/array/${name}`,
        name: "NaN, infinities, zeros of both signs and denormals",
        calls: reduce(name, { axis: 0 }),
        dtypes: floats,
        shapes: [
          [30, 50],
          [3, 20000],
        ],
        tolerance: blocks(name),
      },
    ]),
    ...few.map(
      (name): CallRow => ({
        operation: `@core/array/${name}`,
        name: "turned",
        calls: reduce(name, { axis: 2 }, { axis: [1, 2] }),
        dtypes: ["float32", "float64", "int16"],
        shapes: [[9, 41, 52]],
        layouts: ["transposed"],
        samples: { numbers },
      }),
    ),
    ...["sum", "mean", "variance"].map(
      (name): CallRow => ({
        operation: `@core/array/${name}`,
        name: "many rows, which are added block by block",
        calls: reduce(name, { axis: 0 }),
        dtypes: ["float32", "float64", "int16", "uint32"],
        shapes: [
          [2047, 5],
          [2048, 4],
          [5003, 13],
          [70001, 6],
        ],
        samples: { numbers },
        // Of sums in another order; those of wholes are exact.
        tolerance: (dtype) =>
          dtype.startsWith("float") || name === "variance"
            ? { largest: dtype === "float32" ? 1e-7 : 1e-13 }
            : undefined,
      }),
    ),
    {
      operation: "@core/array/variance",
      name: "more degrees of freedom than there are",
      calls: reduce("variance", { axis: 0, ddof: 60 }),
      dtypes: ["float32"],
      shapes: [[40, 50]],
      samples: { numbers },
    },
    ...["sum", "prod", "nanprod", "max"].map(
      (name): CallRow => ({
        operation: `@core/array/${name}`,
        name: "wholes are exact and wrap",
        calls: reduce(name, { axis: 0 }),
        dtypes: ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"],
        shapes: [[70, 1000]],
        samples: { large },
      }),
    ),
    {
      name: "small and empty",
      calls: reduce("sum", { axis: 0 }),
      dtypes: ["float64"],
      shapes: [
        [0, 40],
        [40, 0],
        [1, 1],
        [7, 5],
      ],
    },
  ],
};
