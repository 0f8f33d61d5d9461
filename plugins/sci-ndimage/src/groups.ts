import { type ArrayLikeInput, asArray, broadcastArrays, isNDArray, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { float64Values, refuseComplex } from "./values.js";

/** Which elements are measured. */
export interface LabelledOptions {
  /** Labels of the elements, broadcast to the input; without them all elements are measured together. */
  readonly labels?: ArrayLikeInput | null;
  /**
   * Which labels are measured: one, for a single result, or an array of them, for an array of results. Without it all elements with
   * labels above 0 are measured together.
   */
  readonly index?: ArrayLikeInput | null;
}

/** Elements and the group that each belongs to. */
export interface Groups {
  readonly input: NDArray;
  readonly values: Float64Array;
  /** The group of each element, -1 for none. */
  readonly of: Int32Array;
  readonly count: number;
  /** The group of each result, -1 for a label that does not occur in the index; undefined for a single result. */
  readonly results: { readonly groups: Int32Array; readonly shape: readonly number[] } | undefined;
}

/**
 * Sorts elements into groups by their labels.
 * @throws BAD_ARGUMENT for an index without labels, BAD_SHAPE for labels that do not fit, BAD_DTYPE for complex numbers
 */
export function groupsOf(name: string, given: ArrayLikeInput, { labels, index }: LabelledOptions): Groups {
  const a = asArray(given);
  refuseComplex(name, a);
  if (labels === undefined || labels === null) {
    if (index !== undefined && index !== null)
      throw coreError("BAD_ARGUMENT", `${name}: an index is given without labels.`);
    return { input: a, values: float64Values(a), of: new Int32Array(a.size), count: 1, results: undefined };
  }
  const own = asArray(labels);
  refuseComplex(`${name}: labels`, own);
  const [input, spread] = broadcastArrays(a, own) as [NDArray, NDArray];
  const values = float64Values(input);
  const marks = float64Values(spread);
  if (index === undefined || index === null)
    return { input, values, of: positive(marks), count: 1, results: undefined };
  const wanted = asArray(index);
  refuseComplex(`${name}: index`, wanted);
  const list = float64Values(wanted);
  const single = !isNDArray(index) && typeof index !== "object";
  const { of, resultGroups, count } = assign(marks, list);
  return {
    input,
    values,
    of,
    count,
    results: single ? undefined : { groups: resultGroups, shape: wanted.shape },
  };
}

function positive(marks: Float64Array): Int32Array {
  const of = new Int32Array(marks.length);
  for (let i = 0; i < of.length; i++) of[i] = (marks[i] as number) > 0 ? 0 : -1;
  return of;
}

interface Assigned {
  readonly of: Int32Array;
  readonly resultGroups: Int32Array;
  readonly count: number;
}

function assign(marks: Float64Array, list: Float64Array): Assigned {
  let [low, high, whole] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (let i = 0; i < list.length; i++) {
    const mark = list[i] as number;
    if (mark < low) low = mark;
    if (mark > high) high = mark;
    whole &&= Number.isInteger(mark);
  }
  if (list.length > 0 && whole && high - low <= 4 * (marks.length + list.length) + 1024)
    return byTable(marks, list, low, new Int32Array(high - low + 1).fill(-1));
  const groups = new Map<number, number>();
  const resultGroups = new Int32Array(list.length);
  for (let i = 0; i < list.length; i++) {
    const mark = list[i] as number;
    const group = groups.get(mark) ?? groups.size;
    groups.set(mark, group);
    resultGroups[i] = group;
  }
  const of = new Int32Array(marks.length);
  for (let i = 0; i < of.length; i++) of[i] = groups.get(marks[i] as number) ?? -1;
  return { of, resultGroups, count: groups.size };
}

function byTable(marks: Float64Array, list: Float64Array, low: number, table: Int32Array): Assigned {
  const resultGroups = new Int32Array(list.length);
  let count = 0;
  for (let i = 0; i < list.length; i++) {
    const place = (list[i] as number) - low;
    if ((table[place] as number) < 0) table[place] = count++;
    resultGroups[i] = table[place] as number;
  }
  const of = new Int32Array(marks.length);
  for (let i = 0; i < of.length; i++) {
    const place = (marks[i] as number) - low;
    // What is not a whole number has no entry.
    of[i] = place >= 0 && place < table.length ? (table[place] ?? -1) : -1;
  }
  return { of, resultGroups, count };
}

/** The results of all groups: a number for a single result, else an array of the index's shape. */
export function resultsOf<Result>(
  { input, results }: Groups,
  byGroup: Float64Array,
  scalar: (value: number) => Result,
): NDArray | Result {
  if (results === undefined) return scalar(byGroup[0] as number);
  const result = input.make("float64", results.shape);
  const data = result.data;
  for (let i = 0; i < data.length; i++) data[i] = byGroup[results.groups[i] as number] as number;
  return result;
}
