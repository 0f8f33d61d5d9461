import { add, astype, isComplexDType, multiply, type NDArray } from "@core/array";
import type { Axis } from "../axes/axis.js";

/**
 * Puts the derivatives at both ends of an axis into a result: those of the parabola through the three points there.
 * @param result where the other derivatives are
 * @param data of what, with at least three points along the axis
 */
export function parabolicEnds(result: NDArray, data: NDArray, axis: Axis, place: number): void {
  const dtype = isComplexDType(data.dtype) ? "complex128" : "float64";
  const last = axis.size - 1;
  const step = (k: number): number => (axis.kind === "uniform" ? axis.scale : axis.at(k + 1) - axis.at(k));
  const lane = (array: NDArray, index: number): NDArray =>
    array.slice(...array.shape.map((_, i) => (i === place ? index : ":")));
  for (const [points, near, far, sign] of [
    [[0, 1, 2], step(0), step(1), 1],
    [[last, last - 1, last - 2], step(last - 1), step(last - 2), -1],
  ] as const) {
    const weights = [
      -(2 * near + far) / (near * (near + far)),
      (near + far) / (near * far),
      -near / (far * (near + far)),
    ];
    const parts = points.map((index, i) => multiply(astype(lane(data, index), dtype), sign * (weights[i] as number)));
    lane(result, points[0]).assign(parts.reduce((sum, part) => add(sum, part)));
  }
}
