import { type ArrayLikeInput, asArray, checkAxis, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { type BorderMode, checkMode } from "./border.js";
import type { FootprintOptions } from "./extremum.js";
import type { RealLineOptions } from "./extremum1d.js";
import { filterLines } from "./lines.js";
import { checkOrigins, footprintOf, neighbourhood } from "./neighbourhood.js";
import {
  arrayOf,
  checkConstant,
  checkOrigin,
  checkWhole,
  delivered,
  float64Values,
  outputDType,
  refuseComplex,
} from "./values.js";

/** Options of {@link genericFilter}. */
export interface GenericFilterOptions extends Omit<FootprintOptions, "mode"> {
  /** How the array goes on beyond its border; `reflect` by default. */
  readonly mode?: BorderMode;
}

/**
 * Gives the neighbours of each element, in a box or a footprint and in C order, to a function, whose results are the filtered array.
 * The list of neighbours is the same object in each call; copy it to keep it.
 * @throws what the function throws, BAD_ARGUMENT when neither `size` nor `footprint` is given or it returns no number, BAD_VALUE, BAD_SHAPE
 */
export function genericFilter(
  input: ArrayLikeInput,
  compute: (neighbours: Float64Array) => number,
  options: GenericFilterOptions = {},
): NDArray {
  checkOptions("genericFilter", options, {
    mode: "any",
    output: "any",
    cval: "number",
    size: "numbers",
    footprint: "any",
    origin: "numbers",
  });
  checkKind("genericFilter", "compute", compute, "function");
  const a = asArray(input);
  refuseComplex("genericFilter", a);
  const { shape, members } = footprintOf("genericFilter", options.size, options.footprint, a.shape.length);
  const origins = checkOrigins(options.origin, shape);
  const border = checkMode(options.mode ?? "reflect");
  const cval = checkConstant(options.cval ?? 0);
  const dtype = outputDType(options.output, a.shape, a.dtype);
  const result = new Float64Array(a.size);
  if (result.length > 0) {
    const around = neighbourhood(float64Values(a), a.shape, shape, members, origins, border, cval);
    const { values, offsets, rows, length } = around;
    const neighbours = new Float64Array(offsets.length);
    for (let at = 0; at < result.length; at++) {
      const start = (rows[Math.floor(at / length)] as number) + (at % length);
      for (let k = 0; k < offsets.length; k++) neighbours[k] = values[start + (offsets[k] as number)] as number;
      const value = compute(neighbours);
      if (typeof value !== "number")
        throw coreError("BAD_ARGUMENT", `genericFilter: the function gave ${describeValue(value)}, expected a number.`);
      result[at] = value;
    }
  }
  return delivered(arrayOf(result, dtype, a.shape, a), options.output, dtype);
}

/**
 * Gives each line along an axis, with its border of together `filterSize - 1` elements, to a function that writes the filtered line.
 * Both are the same objects in each call; copy them to keep them.
 * @throws what the function throws, BAD_VALUE for a wrong size, origin or mode, BAD_AXIS
 */
export function genericFilter1d(
  input: ArrayLikeInput,
  compute: (line: Float64Array, result: Float64Array) => void,
  filterSize: number,
  options: RealLineOptions = {},
): NDArray {
  checkOptions("genericFilter1d", options, {
    axis: "number",
    output: "any",
    mode: "any",
    cval: "number",
    origin: "number",
  });
  checkKind("genericFilter1d", "compute", compute, "function");
  checkKind("genericFilter1d", "filterSize", filterSize, "number");
  const a = asArray(input);
  refuseComplex("genericFilter1d", a);
  const axis = checkAxis(options.axis ?? -1, a.shape.length);
  checkWhole(filterSize, "filterSize", 1);
  const before = Math.floor(filterSize / 2) + checkOrigin(options.origin ?? 0, filterSize);
  const border = checkMode(options.mode ?? "reflect");
  const cval = checkConstant(options.cval ?? 0);
  const dtype = outputDType(options.output, a.shape, a.dtype);
  const own = new Float64Array((a.shape[axis] as number) + filterSize - 1);
  const filtered = new Float64Array(a.shape[axis] as number);
  const ends = { before, after: filterSize - 1 - before, border, cval };
  const values = filterLines(float64Values(a), a.shape, axis, ends, (line, start, _, result, at) => {
    own.set(line.subarray(start, start + own.length));
    filtered.fill(0);
    compute(own, filtered);
    result.set(filtered, at);
  });
  return delivered(arrayOf(values, dtype, a.shape, a), options.output, dtype);
}
