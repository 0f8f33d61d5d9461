import {
  astype,
  bytesOf,
  copy,
  type DType,
  dtypes,
  elementsOf,
  isComplexDType,
  kindOf,
  realDType,
  reshape,
  transpose,
} from "@core/array";
import { type Call, type CallRow, layouts, type Sample } from "@core/conformance";
import { exact, type GroupTable, sampleArray } from "../testing.js";

export const operation = "@core/array/astype";

/** Conversions that typed arrays do not do as fast. */
export function isSlow(from: DType, to: DType): boolean {
  const [old, kind] = [kindOf(from), kindOf(to)];
  if (to === "bool") return true;
  if (isComplexDType(to)) return from === realDType(to);
  if (isComplexDType(from)) return to === realDType(from);
  if (kind === "float") return from === "int64" || from === "uint64";
  if (old === "float") return true;
  return from.endsWith("64") !== to.endsWith("64");
}

/** Others, which the kernel does in the backend's memory alone, so that the result stays there. */
export function staysThere(from: DType, to: DType): boolean {
  return !isSlow(from, to) && isComplexDType(from) === isComplexDType(to);
}

const callsTo = (wanted: (from: DType, to: DType) => boolean): CallRow["calls"] => {
  return (_, from) =>
    Object.fromEntries(
      dtypes
        .filter((to) => to !== from && wanted(from, to))
        .map((to): [string, Call] => [to, (a) => astype(a as NonNullable<typeof a>, to)]),
    );
};

const powers = [7, 8, 15, 16, 23, 24, 25, 31, 32, 33, 52, 53, 54, 62, 63, 64, 65, 83, 84, 100, 127];
const floatEnds = [
  ...powers.flatMap((power) => {
    const end = 2 ** power;
    return [end, end - 1, end + 1, end - 0.5, end + 0.5, end * (1 + 2 ** -20), end * (1 - 2 ** -53)];
  }),
  ...[
    0.5,
    0.999,
    1 - 2 ** -53,
    5e-324,
    2 ** -149,
    2 ** -150,
    2 ** -126,
    1e300,
    3.4028235677973366e38,
    Number.MAX_VALUE,
  ],
].flatMap((value) => [value, -value]);
/** Halves between neighbouring floats, and what is beside them, are rounded once to float64 and then to float32. */
const wholeEnds = powers.flatMap((power) => {
  const end = 2n ** BigInt(power);
  const halves = [24, 53].filter((bits) => bits <= power).map((bits) => 2n ** BigInt(power - bits));
  return [0n, ...halves, ...halves.map((half) => 3n * half), ...halves.map((half) => half + 1n)].flatMap((more) =>
    [end, end + more, end - more, end + more - 1n, end + more + 1n].flatMap((value) => [value, -value]),
  );
});

/** Numbers at the ends of all ranges, beside wholes and what wraps around them. */
export const ends: Sample = (dtype, shape, seed) => {
  const a = sampleArray(dtype, shape, seed);
  const kind = kindOf(dtype);
  const data = elementsOf(a) as Float64Array;
  if (kind === "float" || kind === "complex")
    for (let i = 0; i < data.length; i++) {
      if (i % 3 !== 0) data[i] = floatEnds[(i * 7) % floatEnds.length] as number;
    }
  else if (bytesOf(dtype) === 8)
    for (let i = 0; i < data.length; i++)
      (data as unknown as BigInt64Array)[i] = wholeEnds[(i * 7) % wholeEnds.length] as bigint;
  else if (dtype !== "bool")
    for (let i = 0; i < data.length; i++) data[i] = Number(wholeEnds[(i * 7) % wholeEnds.length]) % 2 ** 53;
  return a;
};

const few = [[], [0], [1], [7], [511], [3, 0, 5], [7, 73]];

const copyOf: CallRow = { operation: "@core/array/copy", only: "resident", calls: {}, dtypes, shapes: [] };
const turned =
  (axes: readonly number[]): Call =>
  (a) =>
    copy(transpose(a!, axes));

const copies: readonly CallRow[] = [
  {
    ...copyOf,
    calls: { copy: (a) => copy(a!), "the same dtype": (a) => astype(a!, a!.dtype), method: (a) => a!.copy() },
    shapes: [[512], [2053], [17, 31], [1, 600, 1], [300007]],
    layouts,
  },
  {
    ...copyOf,
    name: "of other orders",
    calls: {
      "2, 1, 0": turned([2, 1, 0]),
      "2, 0, 1": turned([2, 0, 1]),
      "1, 0, 2": turned([1, 0, 2]),
      "0, 2, 1": turned([0, 2, 1]),
      "some of it": (a) => copy(transpose(a!).slice("1:-1:2", "::-1", "2:")),
    },
    shapes: [
      [23, 29, 7],
      [64, 3, 33],
      [37, 70, 65],
    ],
    layouts,
  },
  {
    ...copyOf,
    name: "by reshape",
    calls: { reshape: (a) => reshape(transpose(a!), [-1]) },
    shapes: [[23, 29, 7]],
  },
  {
    ...copyOf,
    name: "of four axes",
    calls: {
      "3, 1, 2, 0": turned([3, 1, 2, 0]),
      "2, 3, 0, 1": turned([2, 3, 0, 1]),
      "1, 3, 0, 2": turned([1, 3, 0, 2]),
    },
    shapes: [
      [5, 7, 9, 11],
      [2, 33, 1, 34],
    ],
  },
  { name: "few elements, and none", calls: { copy: (a) => copy(a!) }, dtypes, shapes: few },
];

export const table: GroupTable = {
  groups: ["conversions"],
  settings: exact,
  rows: [
    {
      operation,
      calls: callsTo(isSlow),
      dtypes,
      // Beyond 131072 elements threads share the work.
      shapes: [[512], [2053], [17, 31], [40001], [300007]],
      samples: { special: sampleArray, ends },
    },
    { operation, name: "layouts", calls: callsTo(isSlow), dtypes, shapes: [[23, 29, 7]], layouts, samples: { ends } },
    {
      name: "other parts and precisions of complex numbers",
      calls: callsTo((from, to) => !isSlow(from, to) && !staysThere(from, to)),
      dtypes,
      shapes: [[2053], [40001]],
      samples: { ends },
    },
    {
      name: "few elements, and none",
      calls: callsTo(() => true),
      dtypes,
      shapes: few,
    },
    ...copies,
  ],
};
