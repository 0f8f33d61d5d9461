import { add, assign, astype, coreError, fromData, kindOf, type NDArray, sum as sumArray } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { type Axis, axisLabel } from "../axes/axis.js";
import { searchIndex } from "../axes/lookup.js";
import type { SignalLike } from "../contract.js";
import { orScalar } from "../functions/axes.js";
import { refuseColours } from "../functions/colours.js";
import { metadataWithNoise } from "../functions/noise-of.js";
import { isRagged, refuseRagged } from "../functions/ragged.js";
import { checkSignal, metadataWithoutNoise, rebuild } from "../functions/rebuild.js";
import { deliver, withoutAxes } from "../functions/reduce.js";
import { type CirclePoints, circleBox, circlePoints, runsOf } from "./circle.js";
import { type LineOptions, lineProfile } from "./line.js";
import { type PointRange, placesOfROI, pointRange, type ROIOptions } from "./places.js";
import { type ROI, roiText } from "./regions.js";

/** How a region is taken out of a signal. */
export interface ApplyROIOptions extends ROIOptions, LineOptions {
  /** Writes the result, which must have the same shape, into the data of this signal, which is returned. */
  readonly out?: SignalLike | undefined;
}

/**
 * The part of a signal in a region of interest. Points take their axes away, ranges and rectangles leave the points in them: views,
 * which share the data. A circle gives a copy of the box around it, with NaN (and float64 for whole numbers) outside the circle. A line
 * gives the profile along it, see {@link lineProfile}. Values beyond an end of an axis are cut to it.
 * @throws BAD_VALUE for regions outside the axes, BAD_AXIS when there are not enough axes
 */
export function applyROI(signal: SignalLike, roi: ROI, options: ApplyROIOptions = {}): SignalLike {
  checkSignal("applyROI", signal);
  checkOptions("applyROI", options, {
    axes: "any",
    out: "any",
    order: "any",
    mode: "any",
    cval: "any",
    mapCoordinates: "any",
  });
  const { out, ...reading } = options;
  const places = placesOfROI(signal, roi, options);
  const result = roi.kind === "line" ? lineProfile(signal, roi, reading) : part(signal, roi, places);
  return deliver("applyROI", result, out);
}

function part(signal: SignalLike, roi: Exclude<ROI, { kind: "line" }>, places: readonly number[]): SignalLike {
  const axes = places.map((place) => signal.axes[place] as Axis);
  const [x, y] = axes as [Axis, Axis];
  switch (roi.kind) {
    case "point1D":
      return cut(signal, places, [pointOf(x, roi.value)], true);
    case "point2D":
      return cut(signal, places, [pointOf(x, roi.x), pointOf(y, roi.y)], true);
    case "span":
      return cut(signal, places, [pointRange(x, roi.left, roi.right)], false);
    case "rectangle":
      return cut(signal, places, [pointRange(x, roi.left, roi.right), pointRange(y, roi.top, roi.bottom)], false);
    case "circle":
      return disc(signal, places, circlePoints(roi, x, y));
  }
}

function pointOf(axis: Axis, value: number): PointRange {
  const start = searchIndex(axis, value, "round");
  if (start === undefined)
    throw coreError(
      "BAD_VALUE",
      `${value} lies outside the ${axisLabel(axis)}, which goes from ${axis.at(0)} to ${axis.at(axis.size - 1)}`,
    );
  return { start, stop: start + 1 };
}

/** The view of a range of points on each of some axes, which go or stay. */
function cut(signal: SignalLike, places: readonly number[], ranges: readonly PointRange[], drop: boolean): SignalLike {
  const { data, axes } = signal;
  let { offset } = data;
  const shape = [...data.shape];
  const cutAxes = [...axes];
  for (const [i, place] of places.entries()) {
    const { start, stop } = ranges[i] as PointRange;
    const size = Math.max(0, stop - start);
    if (size > 0) offset += start * (data.strides[place] as number);
    shape[place] = size;
    cutAxes[place] = (axes[place] as Axis).slice(start, start + size);
  }
  const keep = <T>(list: readonly T[]): T[] => (drop ? list.filter((_, i) => !places.includes(i)) : [...list]);
  const view = data.view(keep(shape), keep(data.strides), offset);
  const noise = metadataWithNoise(signal, (variance) => cut(variance, places, ranges, drop));
  return rebuild(signal, { ...orScalar(view, keep(cutAxes), isRagged(signal)), ...noise }, drop);
}

/** A copy of the box around a circle with NaN outside. */
function disc(signal: SignalLike, places: readonly number[], points: CirclePoints): SignalLike {
  const box = cut(signal, places, [points.x, points.y], false);
  const kind = kindOf(box.data.dtype);
  const data = kind === "float" || kind === "complex" ? box.data.copy() : astype(box.data, "float64");
  const [x, y] = places as [number, number];
  const keep = (list: readonly number[]): number[] => list.filter((_, place) => place !== x && place !== y);
  const [shape, strides] = [keep(data.shape), keep(data.strides)];
  const width = points.x.stop - points.x.start;
  const [stepX, stepY] = [data.strides[x] as number, data.strides[y] as number];
  for (const [place, on] of points.inside.entries()) {
    if (on === 1) continue;
    const offset = Math.floor(place / width) * stepY + (place % width) * stepX;
    assign(data.view(shape, strides, offset), Number.NaN);
  }
  return rebuild(box, { data });
}

/**
 * Which points belong to a region, as booleans: the axes of the region in the order of the array, in their full size.
 * @throws UNSUPPORTED for lines, BAD_VALUE for regions outside the axes
 */
export function roiMask(signal: SignalLike, roi: ROI, options: ROIOptions = {}): NDArray {
  checkSignal("roiMask", signal);
  checkOptions("roiMask", options, { axes: "any" });
  const places = placesOfROI(signal, roi, options);
  const axes = places.map((place) => signal.axes[place] as Axis);
  const [x, y] = axes as [Axis, Axis];
  const swapped = y !== undefined && (places[0] as number) < (places[1] as number);
  const sizes = axes.map(({ size }) => size).reverse();
  const mask = signal.data.make("bool", sizes) as NDArray;
  const ranges = rangesOf(roi, x, y);
  const target = mask.slice(...[...ranges].reverse().map(({ start, stop }) => `${start}:${Math.max(start, stop)}`));
  assign(target, roi.kind === "circle" ? circleBox(circlePoints(roi, x, y)) : true);
  return swapped ? mask.T : mask;
}

/** The points of a region along its axes, x first; those of the box around a circle. */
function rangesOf(roi: ROI, x: Axis, y: Axis): PointRange[] {
  switch (roi.kind) {
    case "point1D":
      return [pointOf(x, roi.value)];
    case "point2D":
      return [pointOf(x, roi.x), pointOf(y, roi.y)];
    case "span":
      return [pointRange(x, roi.left, roi.right)];
    case "rectangle":
      return [pointRange(x, roi.left, roi.right), pointRange(y, roi.top, roi.bottom)];
    case "circle": {
      const points = circlePoints(roi, x, y);
      return [points.x, points.y];
    }
    case "line":
      throw coreError("UNSUPPORTED", `${roiText(roi)} has no area: use applyROI(signal, roi) for its profile.`);
  }
}

/** Where a sum over a region goes. */
export interface SumROIOptions extends ROIOptions {
  /** Writes the result into the data of this signal, which is returned. */
  readonly out?: SignalLike | undefined;
}

/**
 * The sum over a region, whose axes go: the spectrum of a region of a map, the virtual detector of a diffraction pattern. As
 * `applyROI(...)` and `nansum` of it for circles, but nothing is copied, whole numbers stay whole, and NaN in the region count.
 * @throws UNSUPPORTED for lines, BAD_VALUE for regions outside the axes
 */
export function sumROI(signal: SignalLike, roi: ROI, options: SumROIOptions = {}): SignalLike {
  const { total, places } = totalOf("sumROI", signal, roi, options);
  return deliver("sumROI", withoutAxes(signal, places, total, metadataWithoutNoise(signal)), options.out);
}

/** The mean over a region, whose axes go. See {@link sumROI}. */
export function meanROI(signal: SignalLike, roi: ROI, options: SumROIOptions = {}): SignalLike {
  const { total, places, count } = totalOf("meanROI", signal, roi, options);
  const kind = kindOf(total.dtype);
  const mean = kind === "float" || kind === "complex" ? total.copy() : astype(total, "float64");
  scale(mean, 1 / count);
  return deliver("meanROI", withoutAxes(signal, places, mean, metadataWithoutNoise(signal)), options.out);
}

function scale(data: NDArray, factor: number): void {
  const elements = data.data as Float64Array;
  for (let i = 0; i < elements.length; i++) elements[i] = (elements[i] as number) * factor;
}

function totalOf(
  name: string,
  signal: SignalLike,
  roi: ROI,
  options: ROIOptions,
): { total: NDArray; places: number[]; count: number } {
  refuseRagged(name, signal);
  refuseColours(name, signal);
  checkOptions<SumROIOptions>(name, options, { axes: "any", out: "any" });
  const places = placesOfROI(signal, roi, options);
  const axes = places.map((place) => signal.axes[place] as Axis);
  const [x, y] = axes as [Axis, Axis];
  const { data } = signal;
  const view = (ranges: readonly PointRange[]): NDArray => {
    let { offset } = data;
    const shape = [...data.shape];
    for (const [i, place] of places.entries()) {
      const { start, stop } = ranges[i] as PointRange;
      shape[place] = Math.max(0, stop - start);
      if (stop > start) offset += start * (data.strides[place] as number);
    }
    return data.view(shape, data.strides, offset);
  };
  const added = (part: NDArray): NDArray => {
    const sum = sumArray(part, { axis: places });
    return typeof sum === "object" && "shape" in sum
      ? sum
      : (assign(data.make(sumDType(data), []), sum as number) as NDArray);
  };
  if (roi.kind !== "circle") {
    const whole = view(rangesOf(roi, x, y));
    return {
      total: added(whole),
      places,
      count: places.reduce((product, place) => product * (whole.shape[place] as number), 1),
    };
  }
  const points = circlePoints(roi, x, y);
  const gathered = gatherTotals(data, places, points);
  if (gathered !== undefined) return { ...gathered, places };
  let total: NDArray | undefined;
  let count = 0;
  for (const { row, start, stop } of runsOf(points)) {
    const run = added(
      view([
        { start, stop },
        { start: row, stop: row + 1 },
      ]),
    );
    // float32 is added up in float64 and rounded once.
    const wide =
      run.dtype === "float32" ? astype(run, "float64") : run.dtype === "complex64" ? astype(run, "complex128") : run;
    total = total === undefined ? wide : (add(total, wide) as NDArray);
    count += stop - start;
  }
  const empty = { start: 0, stop: 0 };
  const dtype = sumDType(data);
  const sum = total ?? added(view([empty, empty]));
  return { total: sum.dtype === dtype ? sum : astype(sum, dtype), places, count };
}

/**
 * The sums over the points of a circle where these lie closer together in memory than the positions for which they are added up, as
 * those of a virtual detector do. Nothing for 64 bits and complex numbers.
 */
function gatherTotals(
  data: NDArray,
  places: readonly number[],
  points: CirclePoints,
): { total: NDArray; count: number } | undefined {
  const [x, y] = places as [number, number];
  const rest = data.shape.map((_, place) => place).filter((place) => !places.includes(place));
  const steps = rest.map((place) => data.strides[place] as number);
  const [stepX, stepY] = [data.strides[x] as number, data.strides[y] as number];
  const kind = kindOf(data.dtype);
  const apart = steps.every((step) => Math.abs(step) > Math.abs(stepX));
  if (rest.length === 0 || !apart || kind === "complex" || data.dtype.endsWith("64") !== (data.dtype === "float64"))
    return undefined;
  const offsets: number[] = [];
  for (const { row, start, stop } of runsOf(points))
    for (let column = start; column < stop; column++) offsets.push(row * stepY + column * stepX);
  const shape = rest.map((place) => data.shape[place] as number);
  const sums = new Float64Array(shape.reduce((product, size) => product * size, 1));
  gather(sums, data.data as Float64Array, Int32Array.from(offsets), startsOf(shape, steps, data.offset));
  const total = fromData(sums, shape) as NDArray;
  const made = data.make("float64", shape, total.storage);
  const dtype = sumDType(data);
  return { total: dtype === "float64" ? made : (astype(made, dtype) as NDArray), count: offsets.length };
}

/** The place in memory of each position, in array order. */
function startsOf(shape: readonly number[], steps: readonly number[], offset: number): Float64Array {
  let starts = Float64Array.of(offset);
  for (const [axis, size] of shape.entries()) {
    const wider = new Float64Array(starts.length * size);
    for (let i = 0; i < wider.length; i++)
      wider[i] = (starts[Math.floor(i / size)] as number) + (i % size) * (steps[axis] as number);
    starts = wider;
  }
  return starts;
}

function gather(sums: Float64Array, data: Float64Array, offsets: Int32Array, starts: Float64Array): void {
  for (let i = 0; i < sums.length; i++) {
    const start = starts[i] as number;
    let total = 0;
    for (let k = 0; k < offsets.length; k++) total += data[start + (offsets[k] as number)] as number;
    sums[i] = total;
  }
}

function sumDType({ dtype }: NDArray): NDArray["dtype"] {
  const kind = kindOf(dtype);
  if (kind === "float" || kind === "complex") return dtype;
  return kind === "uint" ? "uint64" : "int64";
}
