import { type DType, type NDArray, withRuntime } from "@core/array";
import { type Call, type CallRow, filledArray, layouts, type Sample } from "@core/conformance";
import { distanceTransformEdt, generateBinaryStructure, label } from "sci-ndimage";
import { unwrapPhase } from "signal-complex";
import { exact, type GroupTable } from "../testing.js";

const noise = (i: number): number => {
  const x = Math.sin(i * 12.9898 + 1) * 43758.5453;
  return x - Math.floor(x);
};
const turn = (x: number): number => x - 2 * Math.PI * Math.round(x / (2 * Math.PI));
const filled =
  (value: (i: number, width: number) => number): Sample =>
  (dtype, shape) =>
    filledArray(dtype, shape, (i) => value(i, shape.at(-1) as number));

const phases: Readonly<Record<string, Sample>> = {
  noise: filled((i) => turn(noise(i) * 20)),
  slope: filled((i, width) => turn((i % width) * 0.4 + Math.floor(i / width) * 0.3)),
  bowl: filled((i, width) => turn(((i % width) - 20) ** 2 * 0.02 + Math.floor(i / width) * 0.5 + noise(i))),
  "equally reliable pairs": filled((i) => Math.floor(noise(i) * 5) - 2),
  "one value": filled(() => 1.5),
};
const waves = filled((i) => turn((i % 50) * 0.7 + noise(i)));
const notFinite: Sample = (dtype, shape, seed) => {
  const a = waves(dtype, shape, seed);
  for (const [i, value] of [Number.NaN, Infinity, -Infinity, -0, 5e-324, 1e300, -1e300].entries())
    (a.data as Float64Array)[i * 231 + 55] = value;
  return a;
};
const mask = (value: (i: number) => number): NDArray => filledArray("bool", [40, 50], value);
const masked =
  (own: NDArray): Call =>
  (a) =>
    unwrapPhase(a as NDArray, { mask: withRuntime(a?.runtime, own) });
const unwrap: Call = (a) => unwrapPhase(a as NDArray);
const unwrapped = "signal-complex/unwrapPhase";

/** Spots of some density, with special numbers among them. */
const spots =
  (density: number): Sample =>
  (dtype, shape) => {
    const a = filledArray("float64", shape, (i) => (noise(i) < density ? 1 + Math.floor(noise(i + 7) * 3) : 0)).astype(
      dtype,
    );
    if (dtype === "float32" || dtype === "float64")
      for (const [i, value] of [Number.NaN, -0, Infinity, 5e-324].entries())
        (a.data as Float64Array)[i * 13 + 5] = value;
    return a;
  };
const densities = (...list: readonly number[]): Record<string, Sample> =>
  Object.fromEntries(list.map((density) => [`density ${density}`, spots(density)]));
const shapes = [[300], [17, 31], [16, 16], [61, 97], [1, 500], [500, 1], [9, 10, 11], [3, 4, 5, 6]];
const dtypes: readonly DType[] = ["bool", "int8", "uint16", "int32", "uint64", "float32", "float64"];
const labelled =
  (structure: readonly (readonly number[])[]): Call =>
  (a) =>
    label(a as NDArray, { structure: structure as never });
const diagonal = [
  [1, 1, 0],
  [1, 1, 1],
  [0, 1, 1],
];
const unconnected = {
  slanted: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  crossed: [
    [1, 0, 1],
    [1, 1, 1],
    [1, 0, 1],
  ],
  upright: [
    [0, 1, 0],
    [0, 1, 0],
    [0, 1, 0],
  ],
};
const distances: Call = (a) => distanceTransformEdt(a as NDArray);
const labels: Call = (a) => label(a as NDArray);

const phaseRows: readonly CallRow[] = [
  {
    operation: unwrapped,
    calls: { unwrapPhase: unwrap, "another seed": (a) => unwrapPhase(a as NDArray, { seed: 4294967295 }) },
    dtypes: ["float32", "float64"],
    shapes: [
      [8, 8],
      [7, 53],
      [61, 37],
      [2, 40],
      [90, 1],
      [120, 130],
      [5, 6, 7],
      [20, 21, 22],
      [3, 3, 30],
    ],
    samples: phases,
  },
  {
    operation: unwrapped,
    name: "layouts",
    calls: { unwrapPhase: unwrap },
    dtypes: ["float64"],
    shapes: [[40, 50]],
    layouts,
    samples: { waves },
  },
  {
    operation: unwrapped,
    name: "numbers that are not finite, masks",
    calls: {
      unwrapPhase: unwrap,
      "some masked": masked(mask((i) => (noise(i) < 0.4 ? 1 : 0))),
      "all masked": masked(mask(() => 1)),
    },
    dtypes: ["float64"],
    shapes: [[40, 50]],
    samples: { notFinite },
  },
  {
    name: "phases of other kinds",
    calls: {
      "neighbouring borders": (a) => unwrapPhase(a as NDArray, { wrapAround: true }),
      "one line": (a) => unwrapPhase(a!.reshape(-1)),
    },
    dtypes: ["float64"],
    shapes: [[20, 30]],
    samples: { waves },
  },
  {
    name: "small, empty and whole phases",
    calls: { unwrapPhase: unwrap },
    dtypes: ["float64", "int32"],
    shapes: [
      [1, 1],
      [3, 4],
      [0, 40],
      [1, 3],
    ],
    samples: { waves },
  },
];

export const table: GroupTable = {
  groups: ["measure"],
  settings: exact,
  rows: [
    ...phaseRows,
    {
      operation: "sci-ndimage/label",
      calls: ({ length }) =>
        Object.fromEntries(
          Array.from({ length }, (_, i) => [
            `connectivity ${i + 1}`,
            (a: NDArray) => label(a, { structure: withRuntime(a.runtime, generateBinaryStructure(length, i + 1)) }),
          ]),
        ),
      dtypes,
      shapes,
      samples: densities(0, 0.05, 0.4, 0.6, 0.95, 1),
    },
    {
      operation: "sci-ndimage/label",
      name: "layouts",
      calls: { label: labels, diagonal: labelled(diagonal) },
      dtypes: ["float32"],
      shapes: [[40, 50]],
      layouts,
      samples: densities(0.5),
    },
    {
      name: "structures that do not connect lines",
      calls: Object.fromEntries(Object.entries(unconnected).map(([name, own]) => [name, labelled(own)])),
      dtypes: ["float32"],
      shapes: [[40, 50]],
      samples: densities(0.5),
    },
    {
      name: "parts of small and empty arrays",
      calls: { label: labels },
      dtypes: ["int8"],
      shapes: [[10, 10], [0, 1000], [1], [7]],
      samples: densities(0.5),
    },
    {
      operation: "sci-ndimage/distance-transform-edt",
      calls: (shape) => ({
        distances: (a) => distanceTransformEdt(a as NDArray, { returnIndices: true }),
        sampling: (a) =>
          distanceTransformEdt(a as NDArray, {
            returnIndices: true,
            sampling: shape.map((_, axis) => [0.7, 2.5, -1, 0][axis] as number),
          }),
      }),
      dtypes,
      shapes: [...shapes, [300, 20], [700, 3]],
      samples: densities(0.3, 0.9, 0.99, 1),
    },
    {
      operation: "sci-ndimage/distance-transform-edt",
      name: "layouts",
      calls: { distances },
      dtypes: ["float32"],
      shapes: [[40, 50]],
      layouts,
      samples: densities(0.8),
    },
    {
      operation: "sci-ndimage/distance-transform-edt",
      name: "everywhere and nowhere",
      calls: { distances },
      dtypes: ["bool"],
      shapes: [[40, 50]],
      samples: { everywhere: filled(() => 1), nowhere: filled(() => 0) },
    },
  ],
};
