import type { NDArray } from "@core/array";
import { type CallRow, filledArray, layouts, type Sample } from "@core/conformance";
import { curveFitBatch } from "sci-optimize";
import type { GroupTable } from "../testing.js";

/** A number from 0 to 1 for each i. */
const some = (i: number): number => Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1;
const line = (size: number): number[] => Array.from({ length: size }, (_, i) => (10 * i) / (size - 1));
const peaks: Sample = (dtype, shape) => {
  const points = shape.at(-1) as number;
  return filledArray(dtype, shape, (place) => {
    const [k, t] = [Math.floor(place / points), (10 * (place % points)) / (points - 1)];
    const width = 0.8 + 0.4 * some(k + 3);
    return (3 + some(k)) * Math.exp(-0.5 * ((t - 5 - some(k + 7)) / width) ** 2) + 0.02 * (some(place) - 0.5);
  });
};
const field = (name: "params" | "errors" | "chi2" | "success", largest: number): CallRow => ({
  operation: "sci-optimize/curve-fit-batch",
  runs: "often",
  name,
  calls: { [name]: (y) => curveFitBatch("gaussian", line((y as NDArray).shape.at(-1) as number), y as NDArray)[name] },
  dtypes: ["float64"],
  shapes: [
    [1, 16],
    [5, 61],
    [300, 61],
  ],
  layouts,
  samples: { peaks },
  tolerance: { largest },
});

export const table: GroupTable = {
  groups: ["fits"],
  rows: [field("params", 1e-7), field("errors", 1e-6), field("chi2", 1e-9), field("success", 0)],
};
