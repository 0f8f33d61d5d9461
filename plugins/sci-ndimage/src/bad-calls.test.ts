import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as ndimage from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused, at once.
const any = ndimage as unknown as Record<string, (...args: unknown[]) => unknown>;
const image = [
  [1, 2, 3],
  [4, 5, 6],
];
const labels = [
  [0, 1, 1],
  [2, 2, 0],
];

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["gaussianFilter", [image, "1"], "BAD_ARGUMENT"],
  ["gaussianFilter", [image, 1e9], "BAD_VALUE"],
  ["gaussianFilter", [image, 1, { order: 1e9 }], "BAD_VALUE"],
  ["gaussianFilter", [image, 1, { radius: 1e9 }], "BAD_VALUE"],
  ["gaussianFilter", [image, 1, { mode: "mirrored" }], "BAD_VALUE"],
  ["gaussianFilter", [image, 1, null], "BAD_ARGUMENT"],
  ["gaussianFilter", [image, 1, { trunc: 3 }], "BAD_ARGUMENT"],
  ["gaussianFilter", [image, [1, 2, 3]], "BAD_ARGUMENT"],
  ["gaussianFilter", [undefined, 1], "BAD_ARGUMENT"],
  ["medianFilter", [image], "BAD_ARGUMENT"],
  ["medianFilter", [image, { size: 1e9 }], "OUT_OF_MEMORY"],
  ["medianFilter", [image, { size: Number.NaN }], "BAD_VALUE"],
  ["rankFilter", [image, 1e9, { size: 3 }], "BAD_VALUE"],
  ["percentileFilter", [image, 200, { size: 3 }], "BAD_VALUE"],
  ["maximumFilter", [image, { size: [1e9, 1e9] }], "OUT_OF_MEMORY"],
  ["maximumFilter1d", [image, 1e9], "BAD_VALUE"],
  ["uniformFilter", [image, { size: 1e9 }], "BAD_VALUE"],
  ["genericFilter", [image, "max", { size: 3 }], "BAD_ARGUMENT"],
  ["genericFilter1d", [image, () => undefined, 1e9], "BAD_VALUE"],
  ["genericLaplace", [image, () => image, { mode: "mirrored" }], "BAD_VALUE"],
  ["genericLaplace", [image, () => image, { cval: "0" }], "BAD_VALUE"],
  ["sobel", [image, { axis: 5 }], "BAD_AXIS"],
  ["convolve", [image, [[1, 2]], { origin: 9 }], "BAD_VALUE"],
  ["correlate1d", [image, {}], "BAD_ARGUMENT"],
  ["zoom", [image, 1e9], "OUT_OF_MEMORY"],
  ["zoom", [image, Number.NaN], "BAD_VALUE"],
  ["zoom", [image, "2"], "BAD_ARGUMENT"],
  ["rotate", [image, {}], "BAD_ARGUMENT"],
  ["shift", [image, [1, 2, 3]], "BAD_SHAPE"],
  ["affineTransform", [image, [[1, 2, 3, 4]]], "BAD_SHAPE"],
  ["mapCoordinates", [image, [[1]]], "BAD_SHAPE"],
  ["mapCoordinates", [image, [[1], [1]], { order: 9 }], "BAD_ARGUMENT"],
  ["geometricTransform", [image, () => 1], "BAD_VALUE"],
  ["geometricTransform", [image, (at: unknown) => at, { outputShape: [1e9, 1] }], "OUT_OF_MEMORY"],
  ["geometricTransform", [image, (at: unknown) => at, { extraArguments: {} }], "BAD_ARGUMENT"],
  ["splineFilter", [image, { order: "3" }], "BAD_ARGUMENT"],
  ["generateBinaryStructure", [1e9, 1], "BAD_VALUE"],
  ["iterateStructure", [[[1, 1, 1]], 1e9], "OUT_OF_MEMORY"],
  ["binaryErosion", [image, { borderValue: "1" }], "BAD_ARGUMENT"],
  ["binaryErosion", [image, { structure: "text" }], "BAD_ARGUMENT"],
  ["binaryErosion", [image, { iteration: 2 }], "BAD_ARGUMENT"],
  ["distanceTransformCdt", [image, { metric: "city" }], "BAD_VALUE"],
  ["label", [image, { structure: [[1]] }], "BAD_SHAPE"],
  ["findObjects", [[[0.5]]], "BAD_VALUE"],
  ["findObjects", [labels, { maxLabel: 1e9 }], "BAD_VALUE"],
  ["findObjects", [[[2e9]]], "BAD_VALUE"],
  ["sum", [image, { labels: [1, 2] }], "BAD_SHAPE"],
  ["mean", [image, { label: labels }], "BAD_ARGUMENT"],
  ["histogram", [image, 0, 10, 1e9], "BAD_VALUE"],
  ["histogram", [image, 0, Number.NaN, 5], "BAD_VALUE"],
  ["labeledComprehension", [image, labels, [1], 5, "float64", 0], "BAD_ARGUMENT"],
  ["labeledComprehension", [image, labels, [1], () => 1, "float65", 0], "BAD_DTYPE"],
  ["labeledComprehension", [image, labels, [1], () => 1, "float64", "none"], "BAD_ARGUMENT"],
  ["valueIndices", [labels, { ignoreValue: "1" }], "BAD_ARGUMENT"],
];

describe("sci-ndimage: bad calls", () => {
  it.each(calls)("%s refuses %j with %s", (name, args, code) => {
    const before = JSON.stringify(args);
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
    expect(JSON.stringify(args)).toBe(before);
  });
});
