import { fromData, type NDArray } from "@core/array";
import type { Axis } from "../axes/axis.js";
import { type PointRange, pointRange } from "./places.js";
import type { CircleROI } from "./regions.js";

/** The points of a circle on two axes: those of the box around it, and which of them belong to it. */
export interface CirclePoints {
  readonly x: PointRange;
  readonly y: PointRange;
  /** For each row of the box (each point of y), whether its points of x belong to the circle. */
  readonly inside: Uint8Array;
}

/** Half a pixel, and a hair more for the ends of the box, as the reference has it. */
function shiftOf(axis: Axis, part: number): number {
  return axis.kind === "uniform" ? part * axis.scale : 0;
}

/**
 * The points whose values are not further than r from the centre, which on uniform axes is taken half a step further: the rule of
 * HyperSpy, by which a circle around a point has an even number of points across.
 * @throws BAD_VALUE when the circle lies outside an axis
 */
export function circlePoints(roi: CircleROI, xAxis: Axis, yAxis: Axis): CirclePoints {
  const { cx, cy, r, rInner } = roi;
  const box = (axis: Axis, centre: number): PointRange => {
    const middle = centre + shiftOf(axis, 0.5001);
    const range = pointRange(axis, middle - r, middle + r);
    // On listed axes no half step makes the end belong to the range.
    if (axis.kind === "uniform") return range;
    return { start: range.start, stop: Math.min(axis.size, range.stop + 1) };
  };
  const x = box(xAxis, cx);
  const y = box(yAxis, cy);
  const width = Math.max(0, x.stop - x.start);
  const inside = new Uint8Array(width * Math.max(0, y.stop - y.start));
  const [middleX, middleY] = [cx + shiftOf(xAxis, 0.5), cy + shiftOf(yAxis, 0.5)];
  for (let row = y.start; row < y.stop; row++)
    for (let column = x.start; column < x.stop; column++) {
      const far = Math.hypot(xAxis.at(column) - middleX, yAxis.at(row) - middleY);
      inside[(row - y.start) * width + column - x.start] = far <= r && far >= rInner ? 1 : 0;
    }
  return { x, y, inside };
}

/** Runs of points of a circle along x: in each row of the box, from a point up to, without, another one. */
export function runsOf({ x, y, inside }: CirclePoints): { row: number; start: number; stop: number }[] {
  const width = x.stop - x.start;
  const runs: { row: number; start: number; stop: number }[] = [];
  for (let row = y.start; row < y.stop; row++) {
    let start = -1;
    for (let column = 0; column <= width; column++) {
      const on = column < width && inside[(row - y.start) * width + column] === 1;
      if (on && start < 0) start = column;
      if (on || start < 0) continue;
      runs.push({ row, start: x.start + start, stop: x.start + column });
      start = -1;
    }
  }
  return runs;
}

/** The box of a circle as booleans, rows of y. */
export function circleBox(points: CirclePoints): NDArray {
  const { x, y, inside } = points;
  const flat = fromData(inside, [y.stop - y.start, x.stop - x.start]);
  return flat.astype("bool") as NDArray;
}
