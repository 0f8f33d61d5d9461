import { type DType, elementsOf, type NDArray } from "@core/array";
import { type Call, filledArray, layouts, type Sample } from "@core/conformance";
import { centerOfMass } from "sci-ndimage";
import { floats, smallWholes } from "../dtypes.js";
import { exact, type GroupTable, sampleArray } from "../testing.js";
import { constant, denormals, largest } from "../testing-samples.js";

const wholes: readonly DType[] = ["bool", ...smallWholes];
const calls: Record<string, Call> = { centre: (a) => centerOfMass(a as NDArray) };
const operation = "sci-ndimage/center-of-mass";

/** Without NaN, which takes all of a centre with it. */
const waves: Sample = (dtype, shape) => filledArray(dtype, shape, (i) => 1 + Math.sin(i * 1.7));
const wavesAnd =
  (...odd: readonly number[]): Sample =>
  (dtype, shape, seed) => {
    const a = waves(dtype, shape, seed);
    for (const [i, value] of odd.entries()) (elementsOf(a) as Float64Array)[i * 131 + 7] = value;
    return a;
  };
const shapes = [
  [1024],
  [1031],
  [32768],
  [40, 41],
  [2000, 1],
  [1, 2000],
  [3000, 3],
  [9001, 7],
  [257, 513],
  [5, 1, 300],
  [13, 17, 11],
  [3, 5, 7, 31],
];

export const table: GroupTable = {
  groups: ["binning"],
  settings: exact,
  rows: [
    {
      operation,
      calls,
      dtypes: floats,
      shapes,
      samples: {
        special: sampleArray,
        waves,
        "denormals and zeros among others": wavesAnd(5e-324, -0, 1e-40),
        infinity: wavesAnd(Infinity),
        "infinities of both signs": wavesAnd(Infinity, -Infinity),
        NaN: wavesAnd(Number.NaN),
        "denormals alone": denormals,
        zeros: constant(0),
        "negative zeros": constant(-0),
      },
    },
    { operation, calls, dtypes: wholes, shapes, samples: { special: sampleArray, zeros: constant(0) } },
    { operation, name: "the largest numbers", calls, dtypes: smallWholes, shapes: [[3, 32768]], samples: { largest } },
    {
      operation,
      name: "layouts",
      calls,
      dtypes: [...floats, ...wholes],
      shapes: [
        [60, 70],
        [11, 13, 17],
      ],
      layouts,
      samples: { special: sampleArray, waves },
    },
    {
      name: "few elements, and none",
      calls,
      dtypes: [...floats, ...wholes],
      shapes: [[0], [1], [3], [0, 5], [31, 33]],
    },
    { name: "64-bit wholes", calls, dtypes: ["int64", "uint64"], shapes: [[60, 70]] },
    { name: "long lines", calls, dtypes: ["uint8", "float32"], shapes: [[2, 40000], [32769]] },
  ],
};
