import {
  type ArrayLikeInput,
  asArray,
  contiguous,
  contiguousStrides,
  dispatch,
  elementsOf,
  hostStorage,
  isBigDType,
  type NDArray,
  type Operation,
} from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { type Groups, groupsOf, type LabelledOptions, resultsOf } from "./groups.js";
import { float64Values, refuseComplex } from "./values.js";

interface Sums {
  readonly counts: Float64Array;
  readonly sums: Float64Array;
}

/**
 * The sum of the elements of each label. Labels that do not occur have the sum 0.
 * @returns a number, or a float64 array of the shape of `index`
 * @throws BAD_ARGUMENT for an index without labels, BAD_SHAPE for labels that do not fit, BAD_DTYPE for complex numbers
 */
export function sumLabels(input: ArrayLikeInput, options: LabelledOptions = {}): number | NDArray {
  checkOptions("sumLabels", options, { labels: "any", index: "any" });
  const groups = groupsOf("sumLabels", input, options);
  return resultsOf(groups, sumsOf(groups, groups.values).sums, same);
}

/** {@link sumLabels} under SciPy's older name. */
export function sum(input: ArrayLikeInput, options: LabelledOptions = {}): number | NDArray {
  checkOptions("sum", options, { labels: "any", index: "any" });
  return sumLabels(input, options);
}

/**
 * The mean of the elements of each label; NaN for labels that do not occur.
 * @throws as {@link sumLabels}
 */
export function mean(input: ArrayLikeInput, options: LabelledOptions = {}): number | NDArray {
  checkOptions("mean", options, { labels: "any", index: "any" });
  const groups = groupsOf("mean", input, options);
  return resultsOf(groups, meansOf(groups), same);
}

/**
 * The variance of the elements of each label, about their mean and divided by their number; NaN for labels that do not occur.
 * @throws as {@link sumLabels}
 */
export function variance(input: ArrayLikeInput, options: LabelledOptions = {}): number | NDArray {
  checkOptions("variance", options, { labels: "any", index: "any" });
  const groups = groupsOf("variance", input, options);
  return resultsOf(groups, variancesOf(groups), same);
}

/**
 * The root of the {@link variance} of each label.
 * @throws as {@link sumLabels}
 */
export function standardDeviation(input: ArrayLikeInput, options: LabelledOptions = {}): number | NDArray {
  checkOptions("standardDeviation", options, { labels: "any", index: "any" });
  const groups = groupsOf("standardDeviation", input, options);
  return resultsOf(groups, variancesOf(groups).map(Math.sqrt), same);
}

/**
 * The mean position of the elements of each label, weighted with their values: one number for each axis. NaN for labels that do not
 * occur or have the sum 0.
 * @returns a position, or a list of them for an array of labels (in C order of the index)
 * @throws as {@link sumLabels}
 */
export function centerOfMass(
  input: ArrayLikeInput,
  options: LabelledOptions & { readonly index: readonly unknown[] | NDArray },
): number[][];
export function centerOfMass(
  input: ArrayLikeInput,
  options?: LabelledOptions & { readonly index?: number | null },
): number[];
export function centerOfMass(input: ArrayLikeInput, options?: LabelledOptions): number[] | number[][];
export function centerOfMass(input: ArrayLikeInput, options: LabelledOptions = {}): number[] | number[][] {
  checkOptions("centerOfMass", options, { labels: "any", index: "any" });
  const { labels = null, index = null } = options;
  if (labels === null && index === null) {
    const a = asArray(input);
    refuseComplex("centerOfMass", a);
    return Array.from(elementsOf(dispatch(centreOperation, [a], {})) as Float64Array);
  }
  const groups = groupsOf("centerOfMass", input, options);
  const { values, of, count } = groups;
  const { shape } = groups.input;
  if (labels !== null && values.length !== asArray(input).size)
    throw coreError("BAD_SHAPE", "centerOfMass: the labels have more elements than the input.");
  const strides = contiguousStrides(shape);
  const normal = new Float64Array(count);
  const moments = shape.map(() => new Float64Array(count));
  for (let i = 0; i < values.length; i++) {
    const group = of[i] as number;
    if (group >= 0) normal[group] = (normal[group] as number) + (values[i] as number);
  }
  for (let axis = 0; axis < shape.length; axis++)
    addMoments(values, of, moments[axis] as Float64Array, strides[axis] as number, shape[axis] as number);
  const centres = moments.map((moment) => moment.map((one, i) => one / (normal[i] as number)));
  const place = (group: number): number[] => centres.map((centre) => centre[group] as number);
  return groups.results === undefined ? place(0) : Array.from(groups.results.groups, place);
}

/** How many numbers are converted to float64 at a time, few enough to stay in the cache. */
const blockSize = 2048;

const centreOperation: Operation = {
  id: "sci-ndimage/center-of-mass",
  reference: ([a]) => {
    const centre = Float64Array.from(centreOf(a as NDArray));
    return (a as NDArray).make("float64", [centre.length], hostStorage(centre));
  },
  infer: ([a]) => ({ dtype: "float64", shape: [(a as NDArray).shape.length] }),
};

/** The centre of all elements, line by line along the last axis. */
function centreOf(a: NDArray): number[] {
  const { shape } = a;
  const last = shape.length - 1;
  if (last < 0) return [];
  const values = isBigDType(a.dtype) ? float64Values(a) : (elementsOf(contiguous(a)) as Float64Array);
  const length = shape[last] as number;
  const atOnce = Math.max(1, Math.floor(blockSize / length)) * length;
  const block = new Float64Array(Math.min(atOnce, values.length));
  const moments = shape.map(() => 0);
  let total = 0;
  for (let from = 0, line = 0; from < values.length; from += atOnce) {
    const end = Math.min(atOnce, values.length - from);
    block.set(values.subarray(from, from + end));
    for (let start = 0; start < end; start += length, line++) {
      const [sum, moment] = lineMoments(block, start, length);
      total += sum;
      moments[last] = (moments[last] as number) + moment;
      for (let axis = last - 1, rest = line; axis >= 0; axis--) {
        const size = shape[axis] as number;
        const next = Math.floor(rest / size);
        moments[axis] = (moments[axis] as number) + sum * (rest - next * size);
        rest = next;
      }
    }
  }
  return moments.map((moment) => moment / total);
}

/** The sum of a line, and that of its elements times their places: of four at a time, and of their places among the four. */
function lineMoments(values: Float64Array, from: number, length: number): readonly [number, number] {
  let [sum, moment, inside, place] = [0, 0, 0, 0];
  let at = from;
  const end = from + length;
  for (; at < end - 3; at += 4, place += 4) {
    const second = values[at + 1] as number;
    const fourth = values[at + 3] as number;
    const upper = (values[at + 2] as number) + fourth;
    const four = (values[at] as number) + second + upper;
    sum += four;
    moment += four * place;
    inside += second + fourth + 2 * upper;
  }
  for (; at < end; at++, place++) {
    sum += values[at] as number;
    moment += (values[at] as number) * place;
  }
  return [sum, moment + inside];
}

function addMoments(values: Float64Array, of: Int32Array, moments: Float64Array, stride: number, size: number): void {
  let [index, left] = [0, stride];
  for (let i = 0; i < values.length; i++) {
    const group = of[i] as number;
    if (group >= 0) moments[group] = (moments[group] as number) + (values[i] as number) * index;
    if (--left > 0) continue;
    left = stride;
    index = index + 1 === size ? 0 : index + 1;
  }
}

function same(value: number): number {
  return value;
}

function sumsOf({ of, count }: Groups, values: Float64Array): Sums {
  const counts = new Float64Array(count);
  const sums = new Float64Array(count);
  for (let i = 0; i < values.length; i++) {
    const group = of[i] as number;
    if (group < 0) continue;
    counts[group] = (counts[group] as number) + 1;
    sums[group] = (sums[group] as number) + (values[i] as number);
  }
  return { counts, sums };
}

function meansOf(groups: Groups): Float64Array {
  const { counts, sums } = sumsOf(groups, groups.values);
  return sums.map((total, i) => total / (counts[i] as number));
}

function variancesOf(groups: Groups): Float64Array {
  const means = meansOf(groups);
  const { values, of } = groups;
  const squares = new Float64Array(values.length);
  for (let i = 0; i < squares.length; i++) {
    const away = (values[i] as number) - (means[of[i] as number] ?? 0);
    squares[i] = away * away;
  }
  const { counts, sums } = sumsOf(groups, squares);
  return sums.map((total, i) => total / (counts[i] as number));
}
