import {
  type ArrayLikeInput,
  asArray,
  astype,
  contiguous,
  contiguousStrides,
  elementsOf,
  hostStorage,
  kindOf,
  type NDArray,
  sizeOf,
} from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { borderIndex } from "./border.js";
import { truths } from "./neighbourhood.js";
import { connectivityOf } from "./structure.js";
import { delivered, type Output, outputDType, sameShape } from "./values.js";

/** Options of {@link watershedIft}. */
export interface WatershedOptions {
  /** Which neighbours are connected: 3 elements along each axis; those that share a face by default. */
  readonly structure?: ArrayLikeInput;
  /** A dtype of signed whole numbers for the result, or an array to write it into; that of the markers by default. */
  readonly output?: Output;
}

/**
 * Watershed from markers by the image foresting transform (P. Felkel, R. Wegenkittl and M. Bruckschwaiger, 2001): each element gets the
 * marker to which a path leads whose greatest step between neighbours is least. Of equal paths those of positive markers go before
 * those of negative ones (background), and the latest before earlier ones.
 * @param input uint8 or uint16
 * @param markers signed whole numbers of the same shape, 0 where there is no marker
 * @throws BAD_DTYPE, BAD_SHAPE
 */
export function watershedIft(input: ArrayLikeInput, markers: ArrayLikeInput, options: WatershedOptions = {}): NDArray {
  checkOptions("watershedIft", options, { structure: "any", output: "any" });
  const a = asArray(input);
  if (a.dtype !== "uint8" && a.dtype !== "uint16")
    throw coreError("BAD_DTYPE", `input: got ${a.dtype}, allowed are uint8 and uint16.`);
  const given = asArray(markers);
  const dtype = outputDType(options.output, a.shape, given.dtype, false);
  for (const [name, one] of [
    ["markers", given.dtype],
    ["output", dtype],
  ] as const)
    if (kindOf(one) !== "int")
      throw coreError("BAD_DTYPE", `${name}: got ${one}, allowed are int8, int16, int32 and int64.`);
  if (!sameShape(given.shape, a.shape))
    throw coreError(
      "BAD_SHAPE",
      `markers: has shape (${given.shape.join(", ")}), expected (${a.shape.join(", ")}), like the input.`,
    );
  const structure = connectivityOf(options.structure, a.shape.length);
  const labels = (elementsOf(astype(given, "int32")) as Int32Array).slice();
  if (a.size > 0 && a.shape.length > 0) flood(elementsOf(contiguous(a)) as Uint16Array, labels, a.shape, structure);
  return delivered(a.make("int32", a.shape, hostStorage(labels)), options.output, dtype);
}

interface Step {
  readonly offset: number;
  readonly move: readonly number[];
}

function stepsOf(structure: NDArray, shape: readonly number[]): Step[] {
  const members = truths(structure);
  const strides = contiguousStrides(shape);
  return Array.from(members).flatMap((member, i) => {
    const move = shape.map((_, axis) => (Math.floor(i / 3 ** (shape.length - 1 - axis)) % 3) - 1);
    if (member === 0 || move.every((one) => one === 0)) return [];
    return [{ offset: move.reduce((sum, one, axis) => sum + one * (strides[axis] as number), 0), move }];
  });
}

/** Whether a step from an element stays inside the array. */
function inside(shape: readonly number[], at: number, { move }: Step): boolean {
  let rest = at;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] as number;
    if (borderIndex((rest % size) + (move[axis] as number), size, "constant") < 0) return false;
    rest = Math.floor(rest / size);
  }
  return true;
}

/**
 * One queue for each cost, as linked lists. As in SciPy an element that is alone in its queue stays there when it is reached at less
 * cost, and a queue that ran empty remembers its last element: both decide between equal paths only.
 */
interface Queues {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
}

function push({ first, last, next, previous }: Queues, cost: number, at: number, front: boolean): void {
  const after = front ? (first[cost] as number) : -1;
  const before = front ? -1 : (last[cost] as number);
  next[at] = after;
  previous[at] = before;
  if (after >= 0) previous[after] = at;
  if (before >= 0) next[before] = at;
  if (front || (first[cost] as number) < 0) first[cost] = at;
  if (!front || (last[cost] as number) < 0) last[cost] = at;
}

function remove({ first, last, next, previous }: Queues, cost: number, at: number): void {
  const [before, after] = [previous[at] as number, next[at] as number];
  if (before < 0 && after < 0) return;
  if (first[cost] === at) first[cost] = after;
  if (last[cost] === at) last[cost] = before;
  if (before >= 0) next[before] = after;
  if (after >= 0) previous[after] = before;
}

function pop({ first, next, previous }: Queues, cost: number): number {
  const at = first[cost] as number;
  const after = next[at] as number;
  first[cost] = after;
  if (after >= 0) previous[after] = -1;
  next[at] = -1;
  return at;
}

function flood(values: ArrayLike<number>, labels: Int32Array, shape: readonly number[], structure: NDArray): void {
  const size = values.length;
  let most = 0;
  for (let i = 0; i < size; i++) if ((values[i] as number) > most) most = values[i] as number;
  const queues = {
    first: new Int32Array(most + 1).fill(-1),
    last: new Int32Array(most + 1).fill(-1),
    next: new Int32Array(size).fill(-1),
    previous: new Int32Array(size).fill(-1),
  };
  const costs = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    const label = labels[i] as number;
    if (label === 0) costs[i] = most + 1;
    else push(queues, 0, i, label > 0);
  }
  const done = new Uint8Array(size);
  const steps = stepsOf(structure, shape);
  const outer = borders(shape);
  for (let level = 0; level <= most; level++) {
    while ((queues.first[level] as number) >= 0) {
      const at = pop(queues, level);
      done[at] = 1;
      const label = labels[at] as number;
      const cost = costs[at] as number;
      const atBorder = outer[at] === 1;
      for (let k = 0; k < steps.length; k++) {
        const step = steps[k] as Step;
        if (atBorder && !inside(shape, at, step)) continue;
        const to = at + step.offset;
        if (done[to] === 1) continue;
        const reached = Math.max(cost, Math.abs((values[to] as number) - (values[at] as number)));
        const known = costs[to] as number;
        if (reached >= known) continue;
        costs[to] = reached;
        labels[to] = label;
        remove(queues, known, to);
        push(queues, reached, to, label > 0);
      }
    }
  }
}

/** 1 for the elements at a border of the array. */
function borders(shape: readonly number[]): Uint8Array {
  const strides = contiguousStrides(shape);
  const result = new Uint8Array(sizeOf(shape));
  for (let axis = 0; axis < shape.length; axis++) {
    const stride = strides[axis] as number;
    const block = stride * (shape[axis] as number);
    for (let base = 0; base < result.length; base += block) {
      result.fill(1, base, base + stride);
      result.fill(1, base + block - stride, base + block);
    }
  }
  return result;
}
