import {
  type ArrayLikeInput,
  asArray,
  type DType,
  dispatch,
  flip,
  hostStorage,
  isComplexDType,
  type NDArray,
  type Operation,
} from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { truths } from "./neighbourhood.js";
import { connectivityOf } from "./structure.js";
import { delivered, type Output, outputDType, refuseComplex } from "./values.js";

/** Options of {@link label}. */
export interface LabelOptions {
  /** Which neighbours are connected: 3 elements along each axis, the same from both ends; those that share a face by default. */
  readonly structure?: ArrayLikeInput;
  /** A dtype for the labels (int32 by default), or an array to write them into. */
  readonly output?: Output;
}

type Labels = [labels: NDArray, count: number];

const operation: Operation<object, Labels> = {
  id: "sci-ndimage/label",
  reference: ([a, structure]) => labelAll(a as NDArray, structure as NDArray),
};

/**
 * Numbers the connected parts of what is not 0, from 1 on, in the raster order of their first elements.
 * @returns the labels, 0 where the input is 0, and their number
 * @throws BAD_SHAPE for a structure that is not 3 along each axis, BAD_VALUE for one that is not symmetric, BAD_DTYPE for complex
 * numbers and when the labels do not fit into the dtype of the output
 */
export function label(input: ArrayLikeInput, options: LabelOptions = {}): [labels: NDArray, count: number] {
  checkOptions("label", options, { structure: "any", output: "any" });
  const a = asArray(input);
  refuseComplex("label", a);
  const structure = connectivityOf(options.structure, a.shape.length);
  const members = truths(structure);
  const turned = truths(flip(structure));
  if (members.some((member, i) => member !== turned[i]))
    throw coreError(
      "BAD_VALUE",
      "structure: is not symmetric; if an element is connected to another, so is the other.",
    );
  const dtype = outputDType(options.output, a.shape, "int32", false);
  const [labels, count] = dispatch(operation, [a, structure], {});
  if (isComplexDType(dtype) || count > greatestOf(dtype, count))
    throw coreError("BAD_DTYPE", `output: ${count} labels do not fit into ${dtype}.`);
  return [delivered(labels, options.output, dtype), count];
}

function greatestOf(dtype: DType, count: number): number {
  if (count === 0) return 0;
  const greatest = { bool: 1, int8: 127, uint8: 255, int16: 32767, uint16: 65535, float32: 2 ** 24 };
  return greatest[dtype as keyof typeof greatest] ?? count;
}

/** A line before the one that is labelled, and which of its elements before, at and after each element are connected. */
interface Neighbour {
  readonly move: readonly number[];
  readonly distance: number;
  readonly previous: boolean;
  readonly adjacent: boolean;
  readonly next: boolean;
}

const none: Neighbour = { move: [], distance: 0, previous: false, adjacent: false, next: false };

function labelAll(a: NDArray, structure: NDArray): Labels {
  const labels = new Int32Array(truths(a));
  const result = a.make("int32", a.shape, hostStorage(labels));
  if (a.size === 0 || a.shape.length === 0) return [result, labels[0] ?? 0];
  const lead = a.shape.slice(0, -1);
  const length = a.shape[lead.length] as number;
  const members = truths(structure);
  const neighbours = linesBefore(members, lead, length);
  const along = members[(members.length - 3) / 2] !== 0;
  let parents = new Int32Array(1024);
  let free = 2;
  const index = new Array<number>(lead.length).fill(0);
  for (let start = 0; start < labels.length; start += length) {
    if (parents.length < free + length) {
      const larger = new Int32Array(2 * (free + length));
      larger.set(parents);
      parents = larger;
    }
    let last = none;
    for (const neighbour of neighbours) {
      if (!neighbour.move.every((one, axis) => within((index[axis] as number) + one, lead[axis] as number))) continue;
      if (last !== none) takeLabels(labels, start, length, last, parents);
      last = neighbour;
    }
    free = finishLine(labels, start, length, last, along, free, parents);
    for (let axis = lead.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (lead[axis] as number)) break;
      index[axis] = 0;
    }
  }
  return [result, renumber(labels, parents, free)];
}

function within(index: number, size: number): boolean {
  return index >= 0 && index < size;
}

/** The lines before a line in the first half of the structure. */
function linesBefore(members: Uint8Array, lead: readonly number[], length: number): Neighbour[] {
  const half = (members.length / 3 - 1) / 2;
  const result: Neighbour[] = [];
  for (let k = 0; k < half; k++) {
    const [previous, adjacent, next] = [0, 1, 2].map((i) => members[3 * k + i] !== 0) as [boolean, boolean, boolean];
    if (!previous && !adjacent && !next) continue;
    const move = lead.map((_, axis) => (Math.floor(k / 3 ** (lead.length - 1 - axis)) % 3) - 1);
    const distance = move.reduce((sum, one, axis) => sum * (lead[axis] as number) + one, 0) * length;
    result.push({ move, distance, previous, adjacent, next });
  }
  return result;
}

/** Working labels: 0 is background, 1 has no label yet, and from 2 on each has a parent, which is itself for the least of a part. */
function takeLabels(
  labels: Int32Array,
  start: number,
  length: number,
  { distance, previous, adjacent, next }: Neighbour,
  parents: Int32Array,
): void {
  const from = start + distance;
  for (let i = 0; i < length; i++) {
    let own = labels[start + i] as number;
    if (own === 0) continue;
    if (adjacent) own = joined(own, labels[from + i] as number, parents);
    if (previous && i > 0) own = joined(own, labels[from + i - 1] as number, parents);
    if (next && i + 1 < length) own = joined(own, labels[from + i + 1] as number, parents);
    labels[start + i] = own;
  }
}

/** Connects the elements of a line to the last line before it and to each other; what has no label then gets a new one. */
function finishLine(
  labels: Int32Array,
  start: number,
  length: number,
  { distance, previous, adjacent, next }: Neighbour,
  along: boolean,
  free: number,
  parents: Int32Array,
): number {
  const from = start + distance;
  let unused = free;
  let before = 0;
  for (let i = 0; i < length; i++) {
    let own = labels[start + i] as number;
    if (own !== 0) {
      if (adjacent) own = joined(own, labels[from + i] as number, parents);
      if (previous && i > 0) own = joined(own, labels[from + i - 1] as number, parents);
      if (next && i + 1 < length) own = joined(own, labels[from + i + 1] as number, parents);
      if (along) own = joined(own, before, parents);
      if (own === 1) {
        own = unused++;
        parents[own] = own;
      }
      labels[start + i] = own;
    }
    before = own;
  }
  return unused;
}

/** The label of an element beside one with another label. */
function joined(own: number, other: number, parents: Int32Array): number {
  if (other === 0 || other === own) return own;
  return own === 1 ? other : join(own, other, parents);
}

/** Makes two labels one; gives the lesser of their roots. */
function join(a: number, b: number, parents: Int32Array): number {
  let [one, other] = [a, b];
  while (one !== parents[one]) one = parents[one] as number;
  while (other !== parents[other]) other = parents[other] as number;
  const least = one < other ? one : other;
  parents[one] = least;
  parents[other] = least;
  for (let at = a; at !== least; ) {
    const up = parents[at] as number;
    parents[at] = least;
    at = up;
  }
  for (let at = b; at !== least; ) {
    const up = parents[at] as number;
    parents[at] = least;
    at = up;
  }
  return least;
}

function renumber(labels: Int32Array, parents: Int32Array, free: number): number {
  let count = 0;
  parents[0] = 0;
  // A parent is less than its child, so that it has its final number already.
  for (let i = 2; i < free; i++) parents[i] = parents[i] === i ? ++count : (parents[parents[i] as number] as number);
  for (let i = 0; i < labels.length; i++) labels[i] = parents[labels[i] as number] as number;
  return count;
}
