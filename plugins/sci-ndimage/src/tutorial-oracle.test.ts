import { add, array, fromData, greater, multiply, type NDArray, type Slice, std, zeros } from "@core/array";
import { oracleNormal, testOracle } from "../../../tools/golden/oracle.js";
import {
  binaryClosing,
  binaryDilation,
  binaryErosion,
  binaryOpening,
  binaryPropagation,
  correlate1d,
  distanceTransformEdt,
  findObjects,
  generateBinaryStructure,
  greyErosion,
  label,
  laplace,
  maximum,
  median,
  medianFilter,
  minimum,
  minimumFilter,
  percentileFilter,
  shift,
  sum,
  variance,
  zoom,
} from "./index.js";

interface Inputs {
  readonly shape: readonly [number, number];
  readonly noise: { readonly seed: number };
  readonly a: number[][];
  readonly mask: number[][];
  readonly rank: number;
  readonly connectivity: number;
  readonly threshold: number;
}

function image([rows, columns]: readonly [number, number]): NDArray<"float64"> {
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++)
      data[i * columns + j] = 128 + 60 * Math.sin(i / 7) + 50 * Math.cos(j / 11) + ((i * 31 + j * 17 + i * j) % 23);
  return fromData(data, [rows, columns]);
}

function noisy({ shape, noise }: Inputs): NDArray {
  const clean = image(shape);
  const normal = fromData(oracleNormal(noise.seed, clean.size), shape);
  return add(clean, multiply(normal, 0.5 * (std(clean) as number))) as NDArray;
}

function waves(): { readonly sig: NDArray; readonly labels: NDArray; readonly count: number; readonly mask: NDArray } {
  const data = new Float64Array(100 * 100);
  for (let x = 0; x < 100; x++)
    for (let y = 0; y < 100; y++)
      data[x * 100 + y] =
        Math.sin((2 * Math.PI * x) / 50) * Math.sin((2 * Math.PI * y) / 50) * (1 + (x * y) / 50 ** 2) ** 2;
  const sig = fromData(data, [100, 100]);
  const mask = greater(sig, 1) as NDArray;
  const [labels, count] = label(mask);
  return { sig, labels, count, mask };
}

const one = (): { readonly labels: NDArray; readonly index: number[] } => {
  const { labels, count } = waves();
  return { labels, index: Array.from({ length: count }, (_, i) => i + 1) };
};

const bounds = (boxes: readonly (readonly Slice[] | null)[]): unknown =>
  boxes.map((box) => box?.map(({ start, stop }) => [start, stop, null]));

const four = (): readonly (readonly Slice[] | null)[] => {
  const { labels } = waves();
  const chosen = labels.copy();
  for (let i = 0; i < chosen.size; i++) (chosen.data as Int32Array)[i] = (chosen.data as Int32Array)[i] === 4 ? 1 : 0;
  return findObjects(chosen);
};

const whole = (a: NDArray): NDArray => a.astype("float64");

function areas({ threshold }: Inputs): unknown {
  const square = zeros([50, 50]);
  square.slice("10:-10", "10:-10").assign(1);
  const mask = greater(add(square, multiply(fromData(oracleNormal(71, 2500), [50, 50]), 0.25)), threshold) as NDArray;
  const opened = binaryOpening(mask);
  const closed = binaryClosing(mask);
  return {
    initial_square: sum(square),
    mask: sum(mask),
    opened: sum(opened),
    closed_after_opened: sum(binaryClosing(opened)),
    opened_after_closed: sum(binaryOpening(closed)),
    closed_mask: sum(closed),
  };
}

/** The rows of the tutorials' oracle. */
const calls: Readonly<Record<string, (inputs: Inputs) => unknown>> = {
  "ndimage.shift.nearest": ({ shape }) => shift(image(shape), [5, 5], { mode: "nearest" }),
  "ndimage.shift.frac": ({ shape }) => shift(image(shape), [1.3, -2.7]),
  "ndimage.zoom": ({ shape }) => zoom(image(shape), 2),
  "ndimage.zoom.face_shape": ({ shape }) => zoom(image(shape), 2).shape,
  "ndimage.crop_face": ({ shape }) => image(shape).slice(":512", "-512:").shape,
  // The edges of the pixels, whose centres are at whole numbers, with y downwards.
  "ndimage.median_filter.5": (inputs) => medianFilter(noisy(inputs), { size: 5 }),
  "ndimage.laplace": (inputs) => laplace(noisy(inputs)),
  "ndimage.percentile80_3": (inputs) => percentileFilter(noisy(inputs), 80, { size: 3 }),
  "ndimage.minimum5": (inputs) => minimumFilter(noisy(inputs), { size: 5 }),
  "ndimage.boundary.reflect": () => correlate1d([1, 2, 3, 4], [1, 10, 100], { mode: "reflect" }),
  "morph.structure": ({ rank, connectivity }) => whole(generateBinaryStructure(rank, connectivity)),
  "morph.erosion": ({ a }) => whole(binaryErosion(a)),
  "morph.erosion5": ({ a }) => whole(binaryErosion(a, { structure: fromData(new Uint8Array(25).fill(1), [5, 5]) })),
  "morph.dilation": ({ a }) => whole(binaryDilation(a)),
  "morph.opening.ones3": ({ a }) => whole(binaryOpening(a, { structure: fromData(new Uint8Array(9).fill(1), [3, 3]) })),
  "morph.opening": ({ a }) => whole(binaryOpening(a)),
  "morph.exercise.clean": areas,
  "morph.grey_erosion": ({ a }) => greyErosion(a, { size: [3, 3] }),
  "morph.distance_edt": ({ a }) => distanceTransformEdt(a),
  "morph.propagation": ({ mask }) => {
    const seed = zeros([mask.length, (mask[0] as number[]).length]);
    seed.set([2, 1], 1);
    return whole(binaryPropagation(seed, { mask }));
  },
  "measure.label.nb": () => waves().count,
  "measure.sum": () => sum(waves().mask, one()),
  "measure.maximum": () => maximum(waves().sig, one()),
  "measure.find_objects": () => bounds(four()),
  "measure.sub_shape": () => waves().sig.slice(...(four()[0] as readonly Slice[])).shape,
  "measure.find_objects.all": () => bounds(findObjects(waves().labels)),
  "measure.minimum": () => minimum(waves().sig, one()),
  "measure.variance": () => variance(waves().sig, one()),
  "measure.median": () => median(waves().sig, one()),
  "measure.label.conn": () => {
    const a = array([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    return { conn1: label(a)[1], conn2: label(a, { structure: generateBinaryStructure(2, 2) })[1] };
  },
};

testOracle(["ndimage.", "-ndimage.axis_limits", "morph.", "measure."], calls);
