import { type ArrayLikeInput, astype, contiguousStrides, type DType, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { type Groups, groupsOf, type LabelledOptions, resultsOf } from "./groups.js";

/** The position of an element: an index for each axis. */
export type Position = number[];

/** For each group the positions in C order of its least and its greatest element, -1 for an empty group. */
interface Extremes {
  readonly least: Int32Array;
  readonly greatest: Int32Array;
}

/**
 * The least element of each label; 0 for labels that do not occur. A NaN is the least of all elements measured together, and is left
 * out for an array of labels, as in SciPy.
 * @returns a number, or an array of the shape of `index` in the dtype of the input
 * @throws BAD_ARGUMENT for an index without labels, BAD_SHAPE for labels that do not fit, BAD_DTYPE for complex numbers, BAD_VALUE when
 * there is no element to give a single result
 */
export function minimum(input: ArrayLikeInput, options: LabelledOptions = {}): number | NDArray {
  checkOptions("minimum", options, { labels: "any", index: "any" });
  const groups = groupsOf("minimum", input, options);
  return valuesAt(groups, extremesOf("minimum", groups).least);
}

/**
 * The greatest element of each label; 0 for labels that do not occur, NaN where there is one.
 * @throws as {@link minimum}
 */
export function maximum(input: ArrayLikeInput, options: LabelledOptions = {}): number | NDArray {
  checkOptions("maximum", options, { labels: "any", index: "any" });
  const groups = groupsOf("maximum", input, options);
  return valuesAt(groups, extremesOf("maximum", groups).greatest);
}

/**
 * Where the least element of each label is: the first one of several. For labels that do not occur the first element of all.
 * @returns a position, or a list of them for an array of labels (in C order of the index)
 * @throws as {@link minimum}
 */
export function minimumPosition(input: ArrayLikeInput, options: LabelledOptions = {}): Position | Position[] {
  checkOptions("minimumPosition", options, { labels: "any", index: "any" });
  const groups = groupsOf("minimumPosition", input, options);
  return positionsAt(groups, extremesOf("minimumPosition", groups).least);
}

/**
 * Where the greatest element of each label is: the first of several for a single result, the last for an array of labels. For labels
 * that do not occur the first element of all.
 * @returns a position, or a list of them for an array of labels (in C order of the index)
 * @throws as {@link minimum}
 */
export function maximumPosition(input: ArrayLikeInput, options: LabelledOptions = {}): Position | Position[] {
  checkOptions("maximumPosition", options, { labels: "any", index: "any" });
  const groups = groupsOf("maximumPosition", input, options);
  return positionsAt(groups, extremesOf("maximumPosition", groups).greatest);
}

/**
 * {@link minimum}, {@link maximum} and their positions together.
 * @throws as {@link minimum}
 */
export function extrema(
  input: ArrayLikeInput,
  options: LabelledOptions = {},
): [
  minimums: number | NDArray,
  maximums: number | NDArray,
  minimumPositions: Position | Position[],
  maximumPositions: Position | Position[],
] {
  checkOptions("extrema", options, { labels: "any", index: "any" });
  const groups = groupsOf("extrema", input, options);
  const { least, greatest } = extremesOf("extrema", groups);
  return [
    valuesAt(groups, least),
    valuesAt(groups, greatest),
    positionsAt(groups, least),
    positionsAt(groups, greatest),
  ];
}

/**
 * The median of the elements of each label, of an even number the mean of the two in the middle; NaN for labels that do not occur. A NaN
 * among all elements measured together makes the median NaN; for an array of labels it counts as the greatest.
 * @returns a number, or an array of the shape of `index`: float64, float32 for float32
 * @throws as {@link minimum}, but for no element
 */
export function median(input: ArrayLikeInput, options: LabelledOptions = {}): number | NDArray {
  checkOptions("median", options, { labels: "any", index: "any" });
  const groups = groupsOf("median", input, options);
  const { values, of, count, results } = groups;
  const starts = new Int32Array(count + 1);
  for (let i = 0; i < of.length; i++) {
    const group = of[i] as number;
    if (group >= 0) starts[group + 1] = (starts[group + 1] as number) + 1;
  }
  for (let i = 0; i < count; i++) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number);
  const ends = starts.slice();
  const sorted = new Float64Array(starts[count] as number);
  for (let i = 0; i < of.length; i++) {
    const group = of[i] as number;
    if (group < 0) continue;
    sorted[ends[group] as number] = values[i] as number;
    ends[group] = (ends[group] as number) + 1;
  }
  const medians = new Float64Array(count);
  for (let group = 0; group < count; group++) {
    const own = sorted.subarray(starts[group], starts[group + 1]).sort();
    const middle = (own.length - 1) / 2;
    const bad = results === undefined && Number.isNaN(own[own.length - 1]);
    medians[group] =
      own.length === 0 || bad
        ? Number.NaN
        : ((own[Math.floor(middle)] as number) + (own[Math.ceil(middle)] as number)) / 2;
  }
  const result = resultsOf(groups, medians, same);
  return typeof result !== "number" && groups.input.dtype === "float32" ? astype(result, "float32") : result;
}

function same(value: number): number {
  return value;
}

function extremesOf(name: string, { values, of, count, results }: Groups): Extremes {
  const least = new Int32Array(count).fill(-1);
  const greatest = new Int32Array(count).fill(-1);
  const several = results !== undefined;
  for (let i = 0; i < values.length; i++) {
    const group = of[i] as number;
    if (group < 0) continue;
    const value = values[i] as number;
    const low = least[group] as number;
    if (low < 0) {
      least[group] = i;
      greatest[group] = i;
      continue;
    }
    const high = greatest[group] as number;
    const [lowest, highest] = [values[low] as number, values[high] as number];
    if (Number.isNaN(value)) {
      // NaN is sorted behind all numbers; without sorting it hides them.
      if (several || !Number.isNaN(highest)) greatest[group] = i;
      if (!several && !Number.isNaN(lowest)) least[group] = i;
      continue;
    }
    if (value < lowest || (several && Number.isNaN(lowest))) least[group] = i;
    if (value > highest || (several && value === highest)) greatest[group] = i;
  }
  if (!several && (least[0] as number) < 0) throw coreError("BAD_VALUE", `${name}: there is no element to measure.`);
  return { least, greatest };
}

function valuesAt(groups: Groups, places: Int32Array): number | NDArray {
  const { values, input } = groups;
  const byGroup = Float64Array.from(places, (at) => (at < 0 ? 0 : (values[at] as number)));
  const result = resultsOf(groups, byGroup, same);
  if (typeof result === "number") return result;
  return result.dtype === (input.dtype as DType) ? result : astype(result, input.dtype);
}

function positionsAt({ input, results }: Groups, places: Int32Array): Position | Position[] {
  const strides = contiguousStrides(input.shape);
  const position = (group: number): Position => {
    const at = Math.max(0, places[group] as number);
    return input.shape.map((size, axis) => Math.floor(at / (strides[axis] as number)) % size);
  };
  return results === undefined ? position(0) : Array.from(results.groups, position);
}
