import { coreError, describeValue, fromData, kindOf, type NDArray } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { type Axis, axisLabel } from "../axes/axis.js";
import { isIncreasing } from "../axes/lookup.js";
import { UniformDataAxis } from "../axes/uniform.js";
import type { SignalLike } from "../contract.js";
import { checkSignal, metadataWithoutNoise, rebuild } from "../functions/rebuild.js";
import { placesOfROI, type ROIOptions } from "./places.js";
import type { Line2DROI } from "./regions.js";
import { checkROI } from "./regions.js";

/** What finds values between points with splines of a higher order: `mapCoordinates` of sci-ndimage. */
export type MapCoordinates = (
  image: NDArray,
  coordinates: NDArray,
  options: { readonly order: number; readonly mode: "constant" | "nearest"; readonly cval: number },
) => NDArray;

/** How a line is read. */
export interface LineOptions {
  /** The order of the spline between points: 0 (the default) takes the nearest point, 1 is linear; 2 to 5 need `mapCoordinates`. */
  readonly order?: number | undefined;
  /** What is beyond the edge: `cval` with `"constant"` (the default), the edge itself with `"nearest"`. */
  readonly mode?: "constant" | "nearest" | undefined;
  /** 0 by default. */
  readonly cval?: number | undefined;
  /** `mapCoordinates` of sci-ndimage, for orders above 1. */
  readonly mapCoordinates?: MapCoordinates | undefined;
}

/** A hair that keeps points on the edge inside. */
const hair = 1e-9;

/**
 * The profile along a line, at points about one pixel apart, averaged across its width. The two axes become one, in whose
 * units the length of the line is parted by the number of points (as HyperSpy has it). On axes that are not uniform the line is straight
 * in their values. The result is float64, but float32 and complex dtypes stay.
 * @throws UNSUPPORTED for orders above 1 without `mapCoordinates`, BAD_ARGUMENT for other orders and modes, BAD_AXIS
 */
export function lineProfile(signal: SignalLike, roi: Line2DROI, options: LineOptions & ROIOptions = {}): SignalLike {
  checkSignal("lineProfile", signal);
  checkROI("lineProfile", roi, "line");
  checkOptions("lineProfile", options, { axes: "any", order: "any", mode: "any", cval: "any", mapCoordinates: "any" });
  const places = placesOfROI(signal, roi, options);
  const [xPlace, yPlace] = places as [number, number];
  const [x, y] = [signal.axes[xPlace] as Axis, signal.axes[yPlace] as Axis];
  const { order = 0, mode = "constant", cval = 0, mapCoordinates } = options;
  checkReading(order, mode, mapCoordinates);
  const points = coordinatesOf(roi, x, y);
  const rest = signal.axes.map((_, place) => place).filter((place) => place !== xPlace && place !== yPlace);
  const images = signal.data.transpose([yPlace, xPlace, ...rest]);
  const reading: Reading = { order, mode, cval, mapCoordinates };
  const profile = read(images, points, reading);
  const place = rest.filter((one) => one < Math.min(xPlace, yPlace)).length;
  const length = Math.hypot(roi.x2 - roi.x1, roi.y2 - roi.y1);
  const axis = new UniformDataAxis({
    size: points.length,
    scale: length / points.length,
    units: x.units,
    navigate: x.navigate,
  });
  const back = rest.map((_, i) => i + 1);
  back.splice(place, 0, 0);
  const axes = rest.map((one) => signal.axes[one] as Axis);
  axes.splice(place, 0, axis);
  return rebuild(signal, { data: profile.transpose(back), axes, metadata: metadataWithoutNoise(signal) }, true);
}

function checkReading(order: number, mode: string, mapCoordinates: MapCoordinates | undefined): void {
  if (!Number.isInteger(order) || order < 0 || order > 5)
    throw coreError("BAD_ARGUMENT", `order: got ${describeValue(order)}, allowed are 0 to 5.`);
  if (mode !== "constant" && mode !== "nearest")
    throw coreError("BAD_ARGUMENT", `mode: got ${describeValue(mode)}, allowed are "constant" and "nearest".`);
  if (order > 1 && mapCoordinates === undefined)
    throw coreError(
      "UNSUPPORTED",
      `order: ${order} needs the splines of sci-ndimage: pass its mapCoordinates as the option of that name.`,
    );
}

/** The points of a profile: in each, the places across the line, as indices. */
interface LinePoints {
  readonly length: number;
  readonly width: number;
  /** Rows (y) and columns (x) of all points, those across the line running fastest. */
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

/** Points evenly spaced from end to end, and across the line one pixel apart: the scheme of scikit-image's `profile_line`. */
function coordinatesOf(roi: Line2DROI, x: Axis, y: Axis): LinePoints {
  const [column1, row1] = [exactIndex(x, roi.x1), exactIndex(y, roi.y1)];
  const [column2, row2] = [exactIndex(x, roi.x2), exactIndex(y, roi.y2)];
  const [across, along] = [column2 - column1, row2 - row1];
  const pixels = Math.hypot(across, along);
  const length = Math.ceil(pixels - hair) + 1;
  const step = Math.min(stepOf(x), stepOf(y));
  const width = Math.max(1, roundHalfEven(roi.linewidth / step));
  // A step to the side of the line.
  const [sideRow, sideColumn] = pixels === 0 ? [1, 0] : [across / pixels, -along / pixels];
  const rows = new Float64Array(length * width);
  const columns = new Float64Array(length * width);
  for (let i = 0; i < length; i++) {
    const share = length === 1 ? 0 : i / (length - 1);
    for (let k = 0; k < width; k++) {
      const aside = k - (width - 1) / 2;
      rows[i * width + k] = indexAlong(y, roi.y1, roi.y2, row1, row2, share) + aside * sideRow;
      columns[i * width + k] = indexAlong(x, roi.x1, roi.x2, column1, column2, share) + aside * sideColumn;
    }
  }
  return { length, width, rows, columns };
}

function roundHalfEven(exact: number): number {
  const nearest = Math.round(exact);
  return nearest - exact === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest;
}

function indexAlong(axis: Axis, from: number, to: number, first: number, last: number, share: number): number {
  return axis.kind === "uniform" ? first + share * (last - first) : exactIndex(axis, from + share * (to - from));
}

function stepOf(axis: Axis): number {
  if (axis.kind === "uniform") return Math.abs(axis.scale);
  return axis.size > 1 ? Math.abs(axis.at(axis.size - 1) - axis.at(0)) / (axis.size - 1) : 1;
}

/** The index of a value, with the fraction between two points; beyond the ends the steps at the ends go on. */
function exactIndex(axis: Axis, value: number): number {
  if (axis.kind === "uniform") return (value - axis.offset) / axis.scale;
  const rising = isIncreasing(axis);
  if (rising === undefined)
    throw coreError(
      "UNSUPPORTED",
      `line: the ${axisLabel(axis)} neither rises nor falls all along: use convertToUniformAxis.`,
    );
  let low = 0;
  let high = axis.size - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (axis.at(middle) <= value === rising) low = middle;
    else high = middle;
  }
  return low + (value - axis.at(low)) / (axis.at(high) - axis.at(low));
}

interface Reading {
  readonly order: number;
  readonly mode: "constant" | "nearest";
  readonly cval: number;
  readonly mapCoordinates: MapCoordinates | undefined;
}

/** The profile of all images at once: rows and columns are the first two axes of the array. */
function read(images: NDArray, points: LinePoints, reading: Reading): NDArray {
  const kind = kindOf(images.dtype);
  const dtype = kind === "float" || kind === "complex" ? images.dtype : "float64";
  const rest = images.shape.slice(2);
  if (reading.order > 1) return readSplines(images, points, reading, dtype);
  const width = kind === "complex" ? 2 : 1;
  const size = rest.reduce((product, length) => product * length, 1) * width;
  const made = images.make(dtype, [points.length, ...rest]);
  const elements = made.data as Float64Array;
  const added = new Float64Array(size);
  const strides = images.strides.slice(2);
  for (let i = 0; i < points.length; i++) {
    added.fill(0);
    for (let k = 0; k < points.width; k++) {
      const place = i * points.width + k;
      for (const { row, column, weight } of taps(
        points.rows[place] as number,
        points.columns[place] as number,
        images.shape,
        reading,
      )) {
        if (row < 0) for (let j = 0; j < size; j += width) added[j] = (added[j] as number) + weight * reading.cval;
        else {
          const offset = images.offset + row * (images.strides[0] as number) + column * (images.strides[1] as number);
          const part = images.view(rest, strides, offset).astype(width === 2 ? "complex128" : "float64");
          const values = part.data as Float64Array;
          for (let j = 0; j < size; j++) added[j] = (added[j] as number) + weight * (values[j] as number);
        }
      }
    }
    for (let j = 0; j < size; j++) elements[i * size + j] = (added[j] as number) / points.width;
  }
  return made;
}

/** The points from which a value is made and how much they count; a negative row stands for what is beyond the edge. */
function taps(
  row: number,
  column: number,
  [rows, columns]: readonly number[],
  { order, mode }: Reading,
): { row: number; column: number; weight: number }[] {
  const y = within(row, rows as number, mode);
  const x = within(column, columns as number, mode);
  if (y === undefined || x === undefined) return [{ row: -1, column: 0, weight: 1 }];
  if (order === 0) return [{ row: Math.floor(y + 0.5), column: Math.floor(x + 0.5), weight: 1 }];
  const [top, left] = [Math.min(Math.floor(y), (rows as number) - 1), Math.min(Math.floor(x), (columns as number) - 1)];
  const [down, right] = [y - top, x - left];
  return [
    { row: top, column: left, weight: (1 - down) * (1 - right) },
    { row: top + 1, column: left, weight: down * (1 - right) },
    { row: top, column: left + 1, weight: (1 - down) * right },
    { row: top + 1, column: left + 1, weight: down * right },
  ].filter(({ weight }) => weight !== 0);
}

/** A coordinate on the image, or undefined where `constant` has no image. */
function within(coordinate: number, size: number, mode: "constant" | "nearest"): number | undefined {
  const end = size - 1;
  if (coordinate >= 0 && coordinate <= end) return coordinate;
  if (mode === "nearest" || (coordinate > -hair && coordinate < end + hair))
    return Math.min(Math.max(coordinate, 0), end);
  return undefined;
}

function readSplines(images: NDArray, points: LinePoints, reading: Reading, dtype: NDArray["dtype"]): NDArray {
  const rest = images.shape.slice(2);
  const both = new Float64Array(2 * points.rows.length);
  both.set(points.rows);
  both.set(points.columns, points.rows.length);
  const coordinates = fromData(both, [2, points.rows.length]) as NDArray;
  const count = rest.reduce((product, length) => product * length, 1);
  const made = images.make(dtype, [points.length, count]);
  const flat = images.copy().reshape([images.shape[0] as number, images.shape[1] as number, count]);
  const { order, mode, cval } = reading;
  for (let j = 0; j < count; j++) {
    const image = flat.slice(":", ":", j).copy();
    const values = (reading.mapCoordinates as MapCoordinates)(image, coordinates, { order, mode, cval });
    const across = values.reshape([points.length, points.width]).astype(dtype === "float32" ? "float64" : dtype);
    for (let i = 0; i < points.length; i++) made.slice(i, j).assign(meanOf(across.slice(i)));
  }
  return made.reshape([points.length, ...rest]);
}

function meanOf(values: NDArray): NDArray {
  const total = values.make(values.dtype, []);
  const width = kindOf(values.dtype) === "complex" ? 2 : 1;
  const [source, target] = [values.copy().data as Float64Array, total.data as Float64Array];
  for (let i = 0; i < source.length; i++) target[i % width] = (target[i % width] as number) + (source[i] as number);
  for (let k = 0; k < width; k++) target[k] = (target[k] as number) / values.size;
  return total;
}
