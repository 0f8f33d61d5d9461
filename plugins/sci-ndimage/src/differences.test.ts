import { array, fromData, type NDArray, ones, zeros } from "@core/array";
import { describe, expect, it } from "vitest";
import { codeOf, numbersOf } from "../../../tools/golden/golden.js";
import * as nd from "./index.js";

const image = fromData(
  Float64Array.from({ length: 20 }, (_, i) => (i * 7) % 11),
  [4, 5],
);

describe("differences from SciPy", () => {
  it("small weights count as well as large ones", () => {
    const weights = array([1e-20, 0, -1e-20]);
    const scaled = (a: NDArray): number => (a.get(1) as number) * 1e20;
    expect(scaled(nd.correlate1d([1, 2, 4, 8], weights))).toBeCloseTo(-3, 12);
    expect(scaled(nd.correlate([1, 2, 4, 8], weights))).toBeCloseTo(-3, 12);
  });

  it("distances to no background are infinite", () => {
    const [distances, indices] = nd.distanceTransformEdt(ones([2, 2]), { returnIndices: true });
    expect(numbersOf(distances)).toEqual([1, 1, 1, 1].map(() => Number.POSITIVE_INFINITY));
    expect(new Set(numbersOf(indices))).toEqual(new Set([-1]));
    expect(nd.distanceTransformBf(ones([2])).get(0)).toBe(Number.POSITIVE_INFINITY);
  });

  it("watersheds do not go from one side of the array to the other", () => {
    const walls = fromData(Uint8Array.from([0, 9, 0, 0, 9, 0]), [2, 3]);
    const markers = fromData(Int32Array.from([1, 0, 0, 0, 0, 2]), [2, 3]);
    expect(nd.watershedIft(walls, markers).toNested()).toEqual([
      [1, 2, 2],
      [1, 2, 2],
    ]);
  });

  it("the median of a label that does not occur is NaN", () => {
    expect(numbersOf(nd.median([5, 1, 3], { labels: [1, 1, 1], index: [1, 2] }) as NDArray)).toEqual([3, Number.NaN]);
  });

  it("iterations that go round in a circle are found out", () => {
    const comb = array([1, 0, 1]);
    expect(codeOf(() => nd.binaryDilation([0, 0, 0, 1, 0, 0, 0], { structure: comb, iterations: -1 }))).toBe(
      "NOT_CONVERGED",
    );
    expect(numbersOf(nd.binaryDilation([0, 0, 0, 1, 0, 0, 0], { structure: comb, iterations: 2 }))).toEqual([
      0, 1, 0, 1, 0, 1, 0,
    ]);
  });

  it("masks of fractions count in all iterations", () => {
    const mask = array([0.5, 0.5, 0.5, 0.5]);
    expect(numbersOf(nd.binaryDilation([1, 0, 0, 0], { mask, iterations: -1 }))).toEqual([1, 1, 1, 1]);
  });

  it("results go into an array or a dtype that is given", () => {
    const target = zeros([4, 5], { dtype: "float32" });
    expect(nd.sobel(image, { output: target })).toBe(target);
    expect(numbersOf(target)).toEqual(numbersOf(nd.sobel(image)));
    expect(nd.binaryErosion(image, { output: "uint8" }).dtype).toBe("uint8");
    expect(nd.morphologicalGradient(image, { size: 3, output: "int16" }).dtype).toBe("int16");
    const own = image.copy();
    expect(numbersOf(nd.medianFilter(own, { size: 3, output: own }))).toEqual(
      numbersOf(nd.medianFilter(image, { size: 3 })),
    );
  });
});

describe("edge cases", () => {
  it("empty arrays stay empty", () => {
    const empty = zeros([0, 3]);
    const results = [
      nd.gaussianFilter(empty, 1),
      nd.medianFilter(empty, { size: 3 }),
      nd.correlate(empty, ones([3, 3])),
      nd.uniformFilter(empty),
      nd.minimumFilter(empty, { footprint: [[1, 0, 1]] }),
      nd.sobel(empty),
      nd.laplace(empty),
      nd.binaryErosion(empty),
      nd.binaryFillHoles(empty),
      nd.greyOpening(empty, { size: 3 }),
      nd.distanceTransformEdt(empty),
      nd.distanceTransformCdt(empty),
      nd.distanceTransformBf(empty),
      nd.label(empty)[0],
    ];
    for (const result of results) expect(result.shape).toEqual([0, 3]);
    expect(nd.findObjects(empty)).toEqual([]);
    expect(nd.sum(empty)).toBe(0);
    expect(nd.label(empty)[1]).toBe(0);
  });

  it("arrays without axes are filtered too", () => {
    const one = zeros([], { dtype: "float64" });
    one.set([], 4);
    expect(nd.gaussianFilter(one, 2).item()).toBe(4);
    expect(nd.medianFilter(one, { size: 3 }).item()).toBe(4);
    expect(nd.laplace(one).item()).toBe(4);
    expect(nd.correlate(one, array(2 as never)).item()).toBe(8);
    expect(nd.binaryErosion(one).item()).toBe(true);
    expect(nd.label(one)[1]).toBe(1);
  });

  it("functions for neighbours see them in C order", () => {
    const seen: number[][] = [];
    nd.genericFilter(
      [
        [1, 2],
        [3, 4],
      ],
      (near) => {
        seen.push([...near]);
        return 0;
      },
      { footprint: [[1, 0, 1]], mode: "constant", cval: -1 },
    );
    expect(seen).toEqual([
      [-1, 2],
      [1, -1],
      [-1, 4],
      [3, -1],
    ]);
  });

  it("derivatives may be any function", () => {
    const forward: nd.Derivative = (a, axis, request) => nd.correlate1d(a, [-1, 1], { ...request, axis, origin: -1 });
    expect(nd.genericGradientMagnitude(image, forward).get(0, 0)).toBeCloseTo(Math.hypot(7, 2), 12);
    expect(nd.genericLaplace(image, forward).get(0, 0)).toBe(7 + 2);
  });

  it("histograms of labels leave none out", () => {
    const labels = [1, 1, 2, 0];
    expect(numbersOf(nd.histogram([0, 1, 5, 2], 0, 4, 2, { labels }))).toEqual([2, 0]);
    const several = nd.histogram([0, 1, 5, 2], 0, 4, 2, { labels, index: [1, 7] });
    expect(several[1]).toBe(null);
    expect(nd.histogram([0, 1, 5, 2], 0, 4, 2, { labels, index: 7 })).toBe(null);
  });

  it("positions are given to functions that want them", () => {
    const places = nd.labeledComprehension(
      [3, 9, 4, 1],
      [1, 2, 1, 2],
      [2, 1, 5],
      (values, positions) => (values.get(0) as number) * 10 + (positions?.get(-1) ?? 0),
      "float64",
      -1,
      { passPositions: true },
    );
    expect(numbersOf(places as NDArray)).toEqual([93, 32, -1]);
  });
});

describe("wrong calls", () => {
  it.each([
    ["an unknown mode", () => nd.sobel(image, { mode: "mirrored" as "mirror" }), "BAD_VALUE"],
    [
      "a list of modes for a footprint",
      () => nd.minimumFilter(image, { footprint: [[1, 0]], mode: ["wrap", "wrap"] }),
      "BAD_VALUE",
    ],
    ["modes for another number of axes", () => nd.sobel(image, { mode: ["wrap"] }), "BAD_ARGUMENT"],
    ["an axis that is not there", () => nd.correlate1d(image, [1], { axis: 2 }), "BAD_AXIS"],
    ["no weights", () => nd.correlate1d(image, []), "BAD_SHAPE"],
    ["weights of another number of axes", () => nd.correlate(image, [1, 2]), "BAD_SHAPE"],
    ["an origin outside of the filter", () => nd.uniformFilter1d(image, 3, { origin: 2 }), "BAD_VALUE"],
    ["a filter of no size", () => nd.maximumFilter1d(image, 0), "BAD_VALUE"],
    ["neither size nor footprint", () => nd.medianFilter(image), "BAD_ARGUMENT"],
    ["an empty footprint", () => nd.minimumFilter(image, { footprint: [[0, 0]] }), "BAD_VALUE"],
    ["a rank beyond the footprint", () => nd.rankFilter(image, 9, { size: 3 }), "BAD_VALUE"],
    ["a percentile beyond 100", () => nd.percentileFilter(image, 101, { size: 3 }), "BAD_VALUE"],
    ["no width", () => nd.gaussianFilter1d(image, 0), "BAD_VALUE"],
    ["a width that is no number", () => nd.gaussianFilter(image, Number.NaN), "BAD_VALUE"],
    ["a negative order", () => nd.gaussianFilter(image, 1, { order: -1 }), "BAD_VALUE"],
    [
      "a real output of complex numbers",
      () => nd.correlate1d([{ re: 1, im: 2 }], [1], { output: "float64" }),
      "BAD_DTYPE",
    ],
    ["a complex constant for real numbers", () => nd.correlate1d([1], [1], { cval: { re: 1, im: 2 } }), "BAD_VALUE"],
    ["complex numbers to sort", () => nd.medianFilter([{ re: 1, im: 2 }], { size: 1 }), "BAD_DTYPE"],
    ["an output of another shape", () => nd.laplace(image, { output: zeros([2]) }), "BAD_SHAPE"],
    ["an unknown dtype", () => nd.laplace(image, { output: "float16" as "float32" }), "BAD_DTYPE"],
    ["a function without a number", () => nd.genericFilter(image, () => "1" as never, { size: 1 }), "BAD_ARGUMENT"],
    ["a structure of another number of axes", () => nd.binaryErosion(image, { structure: [1, 1] }), "BAD_SHAPE"],
    ["a mask of another shape", () => nd.binaryErosion(image, { mask: [1, 1] }), "BAD_SHAPE"],
    ["half an iteration", () => nd.binaryErosion(image, { iterations: 1.5 }), "BAD_VALUE"],
    ["nothing to dilate with", () => nd.greyDilation(image), "BAD_ARGUMENT"],
    [
      "a structure unlike its footprint",
      () => nd.greyErosion(image, { structure: ones([3, 3]), footprint: ones([1, 3]) }),
      "BAD_SHAPE",
    ],
    ["an asymmetric connection", () => nd.label([1, 1], { structure: [1, 1, 0] }), "BAD_VALUE"],
    ["a connection over five", () => nd.label([1, 1], { structure: [1, 1, 1, 1, 1] }), "BAD_SHAPE"],
    ["labels that do not fit", () => nd.label(array([1, 0, 1, 0]), { output: "bool" }), "BAD_DTYPE"],
    ["an index without labels", () => nd.mean(image, { index: [1] }), "BAD_ARGUMENT"],
    ["labels of another shape", () => nd.mean(image, { labels: [1, 2, 3] }), "BAD_SHAPE"],
    ["the least of nothing", () => nd.minimum(image, { labels: zeros([4, 5]) }), "BAD_VALUE"],
    ["labels that are not whole", () => nd.findObjects([0.5, 1.5]), "BAD_VALUE"],
    ["an unknown metric", () => nd.distanceTransformCdt(image, { metric: "euclidean" }), "BAD_VALUE"],
    ["an unknown metric of brute force", () => nd.distanceTransformBf(image, { metric: "cosine" }), "BAD_VALUE"],
    ["neither distances nor indices", () => nd.distanceTransformEdt(image, { returnDistances: false }), "BAD_ARGUMENT"],
    ["a watershed of floats", () => nd.watershedIft(image, zeros([4, 5], { dtype: "int32" })), "BAD_DTYPE"],
    ["markers of floats", () => nd.watershedIft(zeros([2], { dtype: "uint8" }), [1, 0]), "BAD_DTYPE"],
    ["a histogram upside down", () => nd.histogram(image, 3, 1, 4), "BAD_VALUE"],
  ])("%s", (_, call, code) => {
    expect(codeOf(call)).toBe(code);
  });
});
