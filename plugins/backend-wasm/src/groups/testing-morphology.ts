import { type DType, type NDArray, withRuntime } from "@core/array";
import { type Call, type CallRow, layouts, type Sample, testArray } from "@core/conformance";
import * as ndimage from "sci-ndimage";
import { exact, type GroupTable } from "../testing.js";

const dtypes: readonly DType[] = ["bool", "float64", "uint8", "int32"];
const others: readonly DType[] = ["float64", "uint8", "int32"];
const shapes = [[1500], [37, 41], [1, 1500], [1500, 1], [40, 64], [11, 13, 17], [5, 7, 6, 9]];

/** Elements that are not 0 with a probability; NaN is one of them. */
const sparse = (dtype: DType, shape: readonly number[], part: number, seed = 1): NDArray => {
  const a = testArray(dtype, shape, "contiguous", 1);
  let state = seed;
  for (let i = 0; i < a.size; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = dtype === "float64" && i % 5 === 0 ? Number.NaN : 1;
    a.data[i] = state / 2 ** 32 < part ? other : i % 2 === 0 ? -0 : 0;
  }
  return a;
};
const parts = (...list: readonly number[]): Record<string, Sample> =>
  Object.fromEntries(list.map((part) => [`part ${part}`, (dtype, shape) => sparse(dtype, shape, part)]));

const labels = ({ length }: readonly number[]): Record<string, Call> =>
  Object.fromEntries(
    Array.from({ length }, (_, i) => [
      `connectivity ${i + 1}`,
      (a: NDArray) => ndimage.label(a, { structure: ndimage.generateBinaryStructure(length, i + 1) }),
    ]),
  );
const label: Call = (a) => ndimage.label(a as NDArray);
const diagonal = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

const erosions = (shape: readonly number[]): Record<string, Call> => {
  const mask = sparse("bool", shape, 0.7, 5);
  const structure = ndimage.generateBinaryStructure(shape.length, 2);
  const box = sparse(
    "float64",
    shape.map((_, axis) => 2 + (axis % 3)),
    0.7,
    3,
  );
  const origin = shape.map((_, axis) => (axis % 3 === 1 ? 1 : -1));
  return Object.fromEntries(
    [1, 2, 5].flatMap((iterations): [string, Call][] => {
      const own = (a: NDArray | undefined) => withRuntime(a?.runtime, mask);
      return [
        [`erosion ${iterations}`, (a) => ndimage.binaryErosion(a as NDArray, { iterations, borderValue: 1 })],
        [`dilation ${iterations}`, (a) => ndimage.binaryDilation(a as NDArray, { iterations, mask: own(a) })],
        [`opening ${iterations}`, (a) => ndimage.binaryOpening(a as NDArray, { iterations, structure })],
        ...(ndimage.sum(box) === 0
          ? []
          : [
              [
                `box ${iterations}`,
                (a) => ndimage.binaryErosion(a as NDArray, { iterations, structure: box, origin, mask: own(a) }),
              ] as [string, Call],
            ]),
      ];
    }),
  );
};
const erosion = (own: Partial<CallRow>): CallRow => ({
  operation: "sci-ndimage/binary-erosion",
  runs: "among others",
  calls: erosions,
  dtypes,
  shapes,
  ...own,
});

export const table: GroupTable = {
  groups: ["morphology"],
  settings: exact,
  rows: [
    {
      operation: "sci-ndimage/label",
      name: "of few and many",
      calls: labels,
      dtypes: ["bool"],
      shapes,
      samples: parts(0.2, 0.5, 0.62, 0.9, 0, 1),
    },
    { operation: "sci-ndimage/label", calls: labels, dtypes: others, shapes, samples: parts(0.5) },
    {
      operation: "sci-ndimage/label",
      name: "structures and results",
      calls: {
        diagonal: (a) => ndimage.label(a as NDArray, { structure: diagonal }),
        uint16: (a) => ndimage.label(a as NDArray, { output: "uint16" }),
      },
      dtypes: ["bool"],
      shapes: [[50, 60]],
      samples: parts(0.5),
    },
    erosion({ name: "of few and many", dtypes: ["bool"], samples: parts(0.3, 0.8, 0.95) }),
    erosion({ dtypes: others, samples: parts(0.8) }),
    erosion({
      name: "layouts",
      calls: { closing: (a) => ndimage.binaryClosing(a as NDArray) },
      dtypes: ["bool"],
      shapes: [[41, 60]],
      layouts,
      samples: parts(0.6),
    }),
    {
      operation: "sci-ndimage/label",
      name: "layouts",
      calls: { label },
      dtypes: ["bool"],
      shapes: [[41, 60]],
      layouts,
      samples: parts(0.6),
    },
    erosion({
      name: "large",
      calls: { closing: (a) => ndimage.binaryClosing(a as NDArray, { iterations: 3 }) },
      dtypes: ["bool"],
      shapes: [[800, 757]],
      samples: parts(0.7),
    }),
    {
      name: "small and empty arrays",
      calls: { label, erosion: (a) => ndimage.binaryErosion(a as NDArray) },
      dtypes: ["bool"],
      shapes: [[0], [1], [30, 0, 50], [10, 10]],
      samples: parts(0.5),
    },
    {
      name: "endless iterations",
      calls: { erosion: (a) => ndimage.binaryErosion(a as NDArray, { iterations: 0 }) },
      dtypes: ["bool"],
      shapes: [[40, 40]],
      samples: parts(0.5),
    },
    { name: "64-bit wholes", calls: { label }, dtypes: ["int64"], shapes: [[40, 40]] },
  ],
};
