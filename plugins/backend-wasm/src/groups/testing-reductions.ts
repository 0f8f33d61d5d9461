import * as core from "@core/array";
import { type DType, dtypes, isComplexDType, type NDArray } from "@core/array";
import { type Call, type CallRow, filledArray, type Sample, type Tolerance, testArray } from "@core/conformance";
import type { GroupTable } from "../testing.js";

const functions = core as unknown as Readonly<Record<string, (a: NDArray, options: object) => unknown>>;
/** A reduction with options, by a name that shows them. */
export const reduce = (name: string, ...options: readonly object[]): Record<string, Call> =>
  Object.fromEntries(
    options.map((own) => [`${name} ${JSON.stringify(own)}`, (a: NDArray) => functions[name]!(a, own)]),
  );

export const exactNames: readonly string[] = [
  "sum",
  "mean",
  "min",
  "max",
  "ptp",
  "argmax",
  "argmin",
  "countNonzero",
  "any",
  "all",
];
export const roundedNames: readonly string[] = ["variance", "std", "nanvariance", "nanstd"];
export const nanNames: readonly string[] = ["nansum", "nanmean", "nanmin", "nanmax"];
export const realDtypes: readonly DType[] = dtypes.filter((dtype) => !isComplexDType(dtype));
export const floats: readonly DType[] = ["float32", "float64"];

/** Numbers without NaN and infinities, which take all of a sum with them. */
export const numbers: Sample = (dtype, shape, seed) => {
  const a = testArray("float64", shape, "contiguous", seed);
  const data = a.data as Float64Array;
  for (let i = 0; i < data.length; i++)
    if (!(Math.abs(data[i] as number) < 1e6)) data[i] = ((i * 7919) % 1000) / 8 - 30;
  return core.astype(a, dtype);
};

/** Blocks give the same digits but the last: the bound of pairwise sums of as many, and a merge of moments that is as stable. */
export const blocks =
  (name: string) =>
  (dtype: DType): Tolerance | undefined => {
    if (roundedNames.includes(name)) return { largest: dtype === "float32" ? 1e-7 : 1e-14 };
    return name.startsWith("nan") ? { largest: 2e-16 } : undefined;
  };

/** Means and positions of 64-bit wholes are left to the reference body. */
export const isServed = (name: string, dtype: DType): boolean =>
  !(name === "ptp" && dtype === "bool") && !(dtype.endsWith("nt64") && /mean|std|variance|arg/.test(name));

const lineShapes = [[1024], [1031], [16385], [40001], [129, 37], [2, 20003], [7, 1, 300]];
const rowsOf = (name: string): CallRow[] => {
  const operation = `@core/array/${name}`;
  // Whether any or all of a single line are not 0 ends early.
  const early = /any|all/.test(name);
  const many = [...exactNames, ...roundedNames, ...nanNames].includes(name);
  const special: CallRow = {
    operation,
    name: "NaN, infinities, zeros of both signs and denormals",
    calls: reduce(name, { axis: -1 }),
    dtypes: floats,
    shapes: [[1500], [40000], [30, 50], [3, 20000]].filter(({ length }) => !early || length > 1),
    tolerance: blocks(name),
  };
  if (!many) return [special];
  return [
    special,
    {
      operation,
      name: "last axes",
      calls: reduce(name, { axis: -1 }),
      dtypes: realDtypes.filter((dtype) => isServed(name, dtype)),
      shapes: lineShapes.filter(({ length }) => !early || length > 1),
      samples: { numbers },
      tolerance: blocks(name),
    },
    ...(early
      ? []
      : [
          {
            operation,
            name: "all axes",
            calls: reduce(name, {}),
            dtypes: realDtypes.filter((dtype) => isServed(name, dtype)),
            shapes: lineShapes,
            samples: { numbers },
            tolerance: blocks(name),
          },
        ]),
  ];
};

const filled =
  (value: (i: number) => number): Sample =>
  (dtype, shape) =>
    filledArray(dtype, shape, value);
const few = ["sum", "mean", "max", "countNonzero"];
const fewDtypes = ["float32", "float64", "int16"] as const;

export const table: GroupTable = {
  groups: ["reductions"],
  rows: [
    ...[...exactNames, ...nanNames, ...roundedNames, "nanargmax", "nanargmin"].flatMap(rowsOf),
    ...[...nanNames, ...roundedNames, "max", "min", "argmax", "argmin"].map(
      (name): CallRow => ({
        operation: `@core/array/${name}`,
        name: "NaN alone",
        calls: reduce(name, { axis: 1 }),
        dtypes: floats,
        shapes: [[4, 20000]],
        samples: { NaN: filled((i) => (i === 5 ? 3 : Number.NaN)) },
      }),
    ),
    ...["argmax", "argmin"].map(
      (name): CallRow => ({
        operation: `@core/array/${name}`,
        name: "the first of equals and the first NaN",
        calls: reduce(name, { axis: 1 }, {}),
        dtypes: ["float32", "float64", "int16", "uint8", "int32"],
        shapes: [[3, 50000]],
        samples: Object.fromEntries(
          [-1, 17, 1023, 1024, 16500, 49999].map((place) => [
            `at ${place}`,
            (dtype: DType, shape: readonly number[]) =>
              filledArray(dtype, shape, (i) => (i === 50000 + place ? (dtype.startsWith("f") ? Number.NaN : 1) : 0)),
          ]),
        ),
      }),
    ),
    ...few.flatMap((name): CallRow[] => {
      const own = { dtypes: fewDtypes, shapes: [[9, 41, 52]], samples: { numbers } };
      const operation = `@core/array/${name}`;
      return [
        { ...own, operation, name: "offset", calls: reduce(name, { axis: 2 }), layouts: ["offset"] },
        { ...own, operation, name: "turned", calls: reduce(name, { axis: [0, 1] }, {}), layouts: ["transposed"] },
        {
          ...own,
          name: `${name} of other layouts`,
          calls: reduce(name, { axis: 2 }),
          layouts: ["reversed", "upside down", "every second", "broadcast"],
        },
        { ...own, name: `${name} of axes apart`, calls: reduce(name, { axis: [0, 2] }) },
      ];
    }),
    {
      name: "argmax of axes in another order",
      calls: { argmax: (a) => core.argmax(a.transpose([1, 0, 2])) },
      dtypes: fewDtypes,
      shapes: [[9, 41, 52]],
      samples: { numbers },
    },
    {
      name: "options that kernels do not know",
      calls: reduce("sum", { axis: 1, initial: 3 }, { axis: 1, dtype: "int32" }),
      dtypes: ["float32"],
      shapes: [[40, 50]],
      samples: { numbers },
    },
    { name: "empty", calls: reduce("sum", { axis: 1 }), dtypes: ["float64"], shapes: [[3, 0]] },
    { name: "small", calls: reduce("sum", {}), dtypes: ["float64"], shapes: [[1], [7], [1000]] },
    {
      operation: "@core/array/sum",
      name: "wider sums",
      calls: reduce("sum", { axis: 1, dtype: "float64" }),
      dtypes: ["float32"],
      shapes: [[40, 50]],
      samples: { numbers },
    },
    {
      operation: "@core/array/variance",
      name: "degrees of freedom",
      calls: reduce("variance", { axis: 1, ddof: 1 }),
      dtypes: ["float32"],
      shapes: [[40, 50]],
      samples: { numbers },
      tolerance: { largest: 1e-7 },
    },
    ...["sum", "prod", "nanprod", "max"].map(
      (name): CallRow => ({
        operation: `@core/array/${name}`,
        name: "wholes are exact and wrap",
        calls: reduce(name, { axis: -1 }),
        dtypes: ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"],
        shapes: [[70000], [70, 1000]],
        samples: { large },
      }),
    ),
  ],
};

export function large(dtype: DType, shape: readonly number[]): NDArray {
  return core.full(shape, dtype.endsWith("64") ? 2n ** 62n + 12345n : 127, { dtype }) as NDArray;
}
