import {
  add,
  arange,
  fromData,
  greater,
  hypot,
  indices,
  multiply,
  type NDArray,
  ones,
  real,
  std,
  subtract,
} from "@core/array";
import { testHeldBack } from "../../../tools/golden/held-back.js";
import { oracleNormal } from "../../../tools/golden/oracle.js";
import * as ndimage from "./index.js";

function scene(rows: number, columns: number): NDArray<"float64"> {
  const data = Float64Array.from({ length: rows * columns }, (_, k) => {
    const [i, j] = [Math.floor(k / columns), k % columns];
    return 128 + 60 * Math.sin(i / 7) + 50 * Math.cos(j / 11) + ((i * 31 + j * 17 + i * j) % 23);
  });
  return fromData(data, [rows, columns]);
}

const image = scene(12, 16);
const noise = add(
  image,
  multiply(fromData(oracleNormal(61, 192), [12, 16]), 0.5 * (std(image) as number)),
) as NDArray<"float64">;
const weights = [
  [0, 1, 2],
  [3, 4, 5],
];
const cross = ndimage.generateBinaryStructure(2, 1);

/** The transform of an image by the definition, with rows and columns apart. */
function transform(a: NDArray, sign: number): NDArray<"complex128"> {
  const [rows, columns] = a.shape as [number, number];
  const out = new Float64Array(2 * rows * columns);
  for (let u = 0; u < rows; u++)
    for (let v = 0; v < columns; v++)
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < columns; j++) {
          const value = a.get(i, j) as number | { re: number; im: number };
          const [re, im] = typeof value === "number" ? [value, 0] : [value.re, value.im];
          const angle = sign * 2 * Math.PI * ((u * i) / rows + (v * j) / columns);
          const at = 2 * (u * columns + v);
          const scale = sign > 0 ? 1 / (rows * columns) : 1;
          out[at]! += scale * (re * Math.cos(angle) - im * Math.sin(angle));
          out[at + 1]! += scale * (re * Math.sin(angle) + im * Math.cos(angle));
        }
  return fromData(out, [rows, columns], { dtype: "complex128" });
}

testHeldBack(["ndimage.", "-ndimage.wiener.", "-ndimage.exercise."], {
  "ndimage.shift": () => ndimage.shift(image, [5, 5]),
  "ndimage.shift.all": () => ndimage.shift(image, [50, 50]),
  "ndimage.shift.cval": () => ndimage.shift(image, [2.5, -3], { cval: 7 }),
  "ndimage.shift.order1": () => ndimage.shift(image, [0.25, 1.75], { order: 1 }),
  "ndimage.shift.mirror": () => ndimage.shift(image, [1.3, -2.7], { mode: "mirror" }),
  "ndimage.shift.wrap": () => ndimage.shift(image, [1.3, -2.7], { mode: "grid-wrap" }),
  "ndimage.shift.reflect": () => ndimage.shift(image, [1.3, -2.7], { mode: "reflect" }),
  "ndimage.shift.nearest.50": () => ndimage.shift(image, [50, 50], { mode: "nearest" }),
  "ndimage.rotate": () => ndimage.rotate(image, 30),
  "ndimage.rotate.45": () => ndimage.rotate(image, 45, { reshape: false }),
  "ndimage.rotate.-17": () => ndimage.rotate(image, -17.5, { order: 1, cval: -1 }),
  "ndimage.rotate.90": () => ndimage.rotate(image, 90),
  "ndimage.rotate.nearest": () => ndimage.rotate(image, 30, { reshape: false, mode: "nearest" }),
  "ndimage.rotate.face_shape": () => [
    ...ndimage.rotate(fromData(new Float32Array(768 * 1024), [768, 1024]), 30, { order: 0 }).shape,
  ],
  "ndimage.zoom.half": () => ndimage.zoom(image, 0.5),
  "ndimage.zoom.uneven": () => ndimage.zoom(image, [1.5, 0.7]),
  "ndimage.zoom.order0": () => ndimage.zoom(image, 2, { order: 0 }),
  "ndimage.zoom.order1": () => ndimage.zoom(image, 2, { order: 1 }),
  "ndimage.zoom.nearest": () => ndimage.zoom(image, 2, { mode: "nearest" }),
  "ndimage.zoom.grid": () => ndimage.zoom(image, 2, { mode: "grid-constant", gridMode: true }),
  "ndimage.gaussian_filter.1": () => ndimage.gaussianFilter(noise, 1),
  "ndimage.gaussian_filter.3": () => ndimage.gaussianFilter(noise, 3),
  "ndimage.gaussian_filter.4": () => ndimage.gaussianFilter(noise, 4),
  "ndimage.gaussian_filter.order": () => ndimage.gaussianFilter(noise, [1, 2], { order: [0, 1] }),
  "ndimage.gaussian_filter.truncate": () => ndimage.gaussianFilter(noise, 1.5, { truncate: 2, mode: "wrap" }),
  "ndimage.gaussian_filter1d": () => ndimage.gaussianFilter1d(noise, 1.2, { axis: 0 }),
  "ndimage.median_filter.3": () => ndimage.medianFilter(noise, { size: 3 }),
  "ndimage.median_filter.4": () => ndimage.medianFilter(noise, { size: 4 }),
  "ndimage.median_filter.wrap": () => ndimage.medianFilter(noise, { size: [3, 5], mode: "wrap" }),
  "ndimage.sobel": () => ndimage.sobel(noise),
  "ndimage.sobel.0": () => ndimage.sobel(noise, { axis: 0 }),
  "ndimage.prewitt": () => ndimage.prewitt(noise),
  "ndimage.uniform3": () => ndimage.uniformFilter(noise, { size: 3 }),
  "ndimage.uniform4": () => ndimage.uniformFilter(noise, { size: 4 }),
  "ndimage.gaussian_laplace": () => ndimage.gaussianLaplace(noise, 1.5),
  "ndimage.gaussian_gradient_magnitude": () => ndimage.gaussianGradientMagnitude(noise, 1.5),
  "ndimage.maximum5": () => ndimage.maximumFilter(noise, { size: 5 }),
  "ndimage.maximum4": () => ndimage.maximumFilter(noise, { size: 4 }),
  "ndimage.minimum3": () => ndimage.minimumFilter(noise, { size: 3 }),
  "ndimage.percentile20_5": () => ndimage.percentileFilter(noise, 20, { size: 5 }),
  "ndimage.rank": () => ndimage.rankFilter(noise, -2, { size: 3 }),
  "ndimage.convolve": () => ndimage.convolve(noise, weights),
  "ndimage.correlate": () => ndimage.correlate(noise, weights, { mode: "nearest" }),
  "ndimage.map_coordinates": () =>
    ndimage.mapCoordinates(image, [
      [0.5, 3.3, 11],
      [1, 2.25, 15],
    ]),
  "ndimage.affine_transform": () =>
    ndimage.affineTransform(
      image,
      [
        [0.9, 0.1],
        [-0.1, 1.1],
      ],
      { offset: [0.5, -0.5] },
    ),
  "ndimage.spline_filter": () => ndimage.splineFilter(image),
  "ndimage.fourier_gaussian": () => real(transform(ndimage.fourierGaussian(transform(image, -1), 1.5), 1)),
  "ndimage.boundary.*": ({ mode }) => [
    ndimage.correlate1d([1, 2, 3, 4], [1, 10, 100], { mode }),
    ndimage.correlate1d([1, 2, 3, 4], [1, 2, 4, 8], { mode }),
    ndimage.uniformFilter1d([1, 5, 2, 9, 3], 4, { mode }),
  ],
  "ndimage.boundary.map.*": ({ mode }) =>
    ndimage.mapCoordinates([1, 2, 3, 4], [[-3.5, -1, -0.25, 3.25, 4, 6.5]], { order: 1, mode, cval: 9 }),
});

const binary = {
  erosion: ndimage.binaryErosion,
  dilation: ndimage.binaryDilation,
  opening: ndimage.binaryOpening,
  closing: ndimage.binaryClosing,
};
const grey = {
  erosion: ndimage.greyErosion,
  dilation: ndimage.greyDilation,
  opening: ndimage.greyOpening,
  closing: ndimage.greyClosing,
};
const tops = {
  white_tophat: ndimage.whiteTophat,
  black_tophat: ndimage.blackTophat,
  morphological_gradient: ndimage.morphologicalGradient,
  morphological_laplace: ndimage.morphologicalLaplace,
};
const opened = (a: number[][]): boolean => {
  const direct = ndimage.binaryOpening(a).reshape(-1);
  const steps = ndimage.binaryDilation(ndimage.binaryErosion(a)).reshape(-1);
  return Array.from({ length: direct.size }, (_, i) => direct.get(i) === steps.get(i)).every(Boolean);
};

testHeldBack(["morph."], {
  "morph.*": ({ a }) => {
    const made = Object.entries(binary).flatMap(([name, call]) => [
      [name, call(a)],
      [`${name}3`, call(a, { structure: ones([3, 3]) })],
      [`${name}22`, call(a, { structure: ones([2, 2]) })],
      [`${name}_twice`, call(a, { iterations: 2 })],
    ]);
    return {
      ...Object.fromEntries(made),
      erosion_border: ndimage.binaryErosion(a, { borderValue: 1 }),
      closing_border: ndimage.binaryClosing(a, { structure: ones([3, 3]), borderValue: 1 }),
      fill: ndimage.binaryFillHoles(a),
      hit: ndimage.binaryHitOrMiss(a),
      exercise: opened(a),
    };
  },
  "morph.exercise.opening_is_erode_dilate": () => opened((greater(noise, 130) as NDArray).toNested() as number[][]),
  "morph.grey": ({ a }) => {
    const made = Object.entries(grey).flatMap(([name, call]) => [
      [name, call(a, { size: [3, 3] })],
      [`${name}_2`, call(a, { size: [2, 2] })],
      [`${name}_cross`, call(a, { footprint: cross })],
    ]);
    const more = Object.entries(tops).map(([name, call]) => [name, call(a, { size: [3, 3] })]);
    return Object.fromEntries([...made, ...more]);
  },
  "morph.distances": ({ a }) => [
    ndimage.distanceTransformEdt(a),
    ndimage.distanceTransformEdt(a, { sampling: [1, 2.5] }),
    ndimage.distanceTransformCdt(a).astype("float64"),
    ndimage.distanceTransformCdt(a, { metric: "taxicab" }).astype("float64"),
    ndimage.distanceTransformBf(a),
  ],
  // Which of several nearest places is named is free; how far it is away is not.
  "morph.distance.indices": ({ a }) => {
    const [, places] = ndimage.distanceTransformEdt(a, { returnIndices: true });
    const [i, j] = [...subtract(places.astype("float64"), indices([9, 9]))] as NDArray[];
    return hypot(i as NDArray, j as NDArray);
  },
  "morph.propagation.noise": ({ a, seed }) => ndimage.binaryPropagation(seed, { mask: a }),
  "morph.structure.*": ({ rank, connectivity }) => ndimage.generateBinaryStructure(rank, connectivity),
  "morph.iterate_structure": () => ndimage.iterateStructure(cross, 2),
});

const sig = fromData(
  Float64Array.from({ length: 10000 }, (_, k) => {
    const [x, y] = [Math.floor(k / 100), k % 100];
    return Math.sin((2 * Math.PI * x) / 50) * Math.sin((2 * Math.PI * y) / 50) * (1 + (x * y) / 50 ** 2) ** 2;
  }),
  [100, 100],
);
const mask = greater(sig, 1) as NDArray;
const [labels, count] = ndimage.label(mask);
const each = { labels, index: Array.from({ length: count }, (_, i) => i + 1) };
const tilted = (): NDArray => add(sig, multiply(arange(100).reshape([100, 1]), 1e-6)) as NDArray;
const gaps = [
  [0, 3, 3],
  [0, 0, 1],
];
const boxes = (found: ReturnType<typeof ndimage.findObjects>): unknown =>
  found.map((box) => box?.map(({ start, stop }) => [start, stop]) ?? null);

testHeldBack(["measure."], {
  "measure.mean": () => ndimage.mean(sig, each),
  "measure.standard_deviation": () => ndimage.standardDeviation(sig, each),
  "measure.sum.sig": () => ndimage.sum(sig, each),
  "measure.sum.all": () => [ndimage.sum(sig), ndimage.sum(sig, { labels }), ndimage.sum(sig, { labels, index: 4 })],
  "measure.center_of_mass": () => ndimage.centerOfMass(sig, each),
  "measure.center_of_mass.mask": () => ndimage.centerOfMass(mask, { labels, index: [1, 8] }),
  "measure.maximum_position": () => ndimage.maximumPosition(sig, each),
  "measure.minimum_position": () => ndimage.minimumPosition(tilted(), each),
  "measure.extrema": () => {
    const [low, high, where_low, where_high] = ndimage.extrema(tilted(), each);
    return { low, high, where_low, where_high };
  },
  "measure.histogram": () => ndimage.histogram(sig, 0, 10, 5, { labels, index: [1, 7] }),
  "measure.labeled_comprehension": () => {
    const spread = (values: NDArray): number =>
      (ndimage.maximum(values) as number) - (ndimage.minimum(values) as number);
    return ndimage.labeledComprehension(sig, labels, each.index, spread, "float64", 0);
  },
  "measure.find_objects.gaps": () => boxes(ndimage.findObjects(gaps)),
  "measure.find_objects.max": () => boxes(ndimage.findObjects(gaps, { maxLabel: 1 })),
  "measure.label": ({ a }) => {
    const [four, many] = ndimage.label(a);
    const [eight, fewer] = ndimage.label(a, { structure: ones([3, 3]) });
    return { labels: four.astype("float64"), count: many, eight: eight.astype("float64"), count8: fewer };
  },
  "measure.watershed_ift": () =>
    ndimage
      .watershedIft(
        fromData(Uint8Array.of(9, 9, 9, 9, 9, 9, 1, 7, 1, 9, 9, 1, 8, 1, 9, 9, 9, 9, 9, 9), [4, 5]),
        fromData(Int8Array.of(0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0), [4, 5]),
      )
      .astype("float64"),
});
