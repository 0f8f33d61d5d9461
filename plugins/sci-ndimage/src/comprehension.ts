import {
  type ArrayLikeInput,
  checkDType,
  type DType,
  fromData,
  histogram as histogramOf,
  isComplex,
  linspace,
  type NDArray,
  type Scalar,
  take,
} from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { type Groups, groupsOf, type LabelledOptions } from "./groups.js";
import { checkWhole } from "./values.js";

/**
 * Gives the elements of each label, in C order, to a function.
 * @param compute gets an array with one axis in the dtype of the input; with `passPositions` also the positions in C order, as int32
 * @param outDtype the dtype of the results
 * @param fallback the result for labels that do not occur
 * @returns an array of the shape of `index`; what the function gives when `index` is a number, or null for all labels above 0
 * @throws what the function throws, BAD_ARGUMENT for an index without labels, BAD_SHAPE for labels that do not fit
 */
export function labeledComprehension<Result extends Scalar>(
  input: ArrayLikeInput,
  labels: ArrayLikeInput | null,
  index: ArrayLikeInput | null,
  compute: (values: NDArray, positions?: NDArray<"int32">) => Result,
  outDtype: DType,
  fallback: Scalar,
  options: { readonly passPositions?: boolean } = {},
): NDArray | Scalar {
  checkOptions("labeledComprehension", options, { passPositions: "boolean" });
  checkKind("labeledComprehension", "compute", compute, "function");
  checkDType(outDtype);
  if (!isComplex(fallback) && !["number", "bigint", "boolean"].includes(typeof fallback))
    throw coreError("BAD_ARGUMENT", `fallback: got ${describeValue(fallback)}, expected a number.`);
  const groups = groupsOf("labeledComprehension", input, { labels, index });
  const members = membersOf(groups);
  const one = (group: number): Scalar => {
    const [values, positions] = elementsAt(groups, members[group] as Int32Array);
    return options.passPositions === true ? compute(values, positions) : compute(values);
  };
  const single = index !== null && index !== undefined;
  if (groups.results === undefined) return single && (members[0] as Int32Array).length === 0 ? fallback : one(0);
  const found = members.map((list, group) => (list.length === 0 ? fallback : one(group)));
  const result = groups.input.make(outDtype, groups.results.shape);
  const flat = result.reshape([-1]);
  groups.results.groups.forEach((group, i) => {
    flat.set([i], found[group] as Scalar);
  });
  return result;
}

/**
 * The histogram of the elements of each label, in `bins` bins of equal width from `min` to `max`; the last one is closed.
 * @returns int64 counts; for an array of labels a list of them (in C order of the index), null for labels that do not occur
 * @throws BAD_VALUE for a wrong range or number of bins, BAD_ARGUMENT for an index without labels, BAD_SHAPE
 */
export function histogram(
  input: ArrayLikeInput,
  min: number,
  max: number,
  bins: number,
  options: LabelledOptions & { readonly index: readonly unknown[] | NDArray },
): (NDArray | null)[];
export function histogram(
  input: ArrayLikeInput,
  min: number,
  max: number,
  bins: number,
  options?: LabelledOptions & { readonly index?: null },
): NDArray;
export function histogram(
  input: ArrayLikeInput,
  min: number,
  max: number,
  bins: number,
  options?: LabelledOptions,
): NDArray | null | (NDArray | null)[];
export function histogram(
  input: ArrayLikeInput,
  min: number,
  max: number,
  bins: number,
  options: LabelledOptions = {},
): NDArray | null | (NDArray | null)[] {
  checkOptions("histogram", options, { labels: "any", index: "any" });
  checkKind("histogram", "min", min, "number");
  checkKind("histogram", "max", max, "number");
  checkKind("histogram", "bins", bins, "number");
  checkWhole(bins, "bins", 1);
  if (!(Number.isFinite(min) && Number.isFinite(max) && min <= max))
    throw coreError("BAD_VALUE", `min, max: got ${min} and ${max}, expected finite numbers in ascending order.`);
  const edges = linspace(min, max, { num: bins + 1 });
  const groups = groupsOf("histogram", input, options);
  const counted = membersOf(groups).map((list) =>
    list.length === 0 ? null : histogramOf(elementsAt(groups, list)[0], { bins: edges })[0],
  );
  const single = options.index !== undefined && options.index !== null;
  if (groups.results !== undefined) return Array.from(groups.results.groups, (group) => counted[group] ?? null);
  const first = counted[0] ?? null;
  return first === null && !single ? histogramOf(new Float64Array(0), { bins: edges })[0] : first;
}

function membersOf({ of, count }: Groups): Int32Array[] {
  const sizes = new Int32Array(count);
  for (let i = 0; i < of.length; i++) {
    const group = of[i] as number;
    if (group >= 0) sizes[group] = (sizes[group] as number) + 1;
  }
  const lists = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  for (let i = 0; i < of.length; i++) {
    const group = of[i] as number;
    if (group < 0) continue;
    const at = sizes[group] as number;
    (lists[group] as Int32Array)[at] = i;
    sizes[group] = at + 1;
  }
  return lists;
}

function elementsAt({ input }: Groups, places: Int32Array): [values: NDArray, positions: NDArray<"int32">] {
  const positions = fromData(places, places.length);
  return [take(input.reshape([-1]), positions), positions];
}
