import {
  contiguousStrides,
  type DType,
  elementsOf,
  type Kernel,
  type NDArray,
  sizeOf,
  type TypedArray,
} from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { converted, copyOut, makeResult, outputPlace } from "../elements.js";
import { lineDTypes } from "./lines.js";

/** Dtypes of structuring elements. */
const structures: readonly DType[] = ["bool", "float64", "int32", "uint8"];
/** Elements from which on a kernel is worth its staging. */
const fewest = 1024;

/** The kernels of binary morphology and of connected parts. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [label(engine, group), erosion(engine, group)];
}

function truths(a: NDArray): Uint8Array {
  return elementsOf(converted(a, "bool"));
}

function label(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-ndimage/label",
    device: "host",
    dtypes: lineDTypes.flatMap((dtype) => structures.map((own) => [dtype, own] as const)),
    accepts([a]) {
      const { size, shape } = a as NDArray;
      return (
        shape.length > 0 && shape.length <= 16 && size >= fewest && size < 2 ** 29 && engine.fits(13 * size + 65536)
      );
    },
    run([input, structure]) {
      const a = input as NDArray;
      const lead = a.shape.slice(0, -1);
      const length = a.shape[lead.length] as number;
      const members = truths(structure as NDArray);
      const result = makeResult(engine, [a], "int32", a.shape);
      let count = 0;
      engine.scope((arena) => {
        const out = outputPlace(engine, arena, result);
        const neighbours = linesBefore(members, lead, length);
        // A label of its own has at most every element of a line without connections along it.
        const parents = arena.take(4 * (a.size + 2));
        const total = arena.take(4);
        engine.run(
          group,
          "label",
          1,
          {},
          ...[arena.put(truths(a)), out, a.size, lead.length, arena.put(Int32Array.from(lead)), length],
          ...[arena.put(Int32Array.from(neighbours.flat())), neighbours.length],
          ...[members[(members.length - 3) / 2] !== 0 ? 1 : 0, parents, total],
        );
        count = new Int32Array(engine.memory.buffer as ArrayBuffer, total, 1)[0] as number;
        copyOut(engine, out, elementsOf(result) as TypedArray);
      });
      return [result, count];
    },
  };
}

/** Lines before a line in the first half of the structure: distance, which elements are connected, and the move along each axis. */
function linesBefore(members: Uint8Array, lead: readonly number[], length: number): number[][] {
  const half = (members.length / 3 - 1) / 2;
  const result: number[][] = [];
  for (let k = 0; k < half; k++) {
    const connected = [0, 1, 2].map((i) => (members[3 * k + i] === 0 ? 0 : 1));
    if (connected.every((one) => one === 0)) continue;
    const move = lead.map((_, axis) => (Math.floor(k / 3 ** (lead.length - 1 - axis)) % 3) - 1);
    const distance = move.reduce((sum, one, axis) => sum * (lead[axis] as number) + one, 0) * length;
    result.push([distance, ...connected, ...move]);
  }
  return result;
}

interface ErosionAttributes {
  readonly origins: readonly number[];
  readonly borderValue: boolean;
  readonly iterations: number;
  readonly invert: boolean;
}

/** Iterations from which on the reference body, which looks only at what may change, is the faster one. */
const mostIterations = 40;

function erosion(engine: Engine, group: Binary): Kernel {
  const pairs = lineDTypes.flatMap((dtype) => structures.map((own): readonly DType[] => [dtype, own]));
  return {
    operation: "sci-ndimage/binary-erosion",
    device: "host",
    dtypes: [...pairs, ...pairs.flatMap((pair) => structures.map((mask) => [...pair, mask]))],
    accepts([a, structure], attributes) {
      const { iterations } = attributes as ErosionAttributes;
      const { size, shape } = a as NDArray;
      const box = (structure as NDArray).shape;
      if (shape.length === 0 || size < fewest || iterations < 1 || iterations > mostIterations) return false;
      const wide = sizeOf(shape.map((own, axis) => own + 2 * (box[axis] as number)));
      return (
        wide < 2 ** 30 &&
        truths(structure as NDArray).includes(1) &&
        engine.fits(3 * size + 2 * wide + 4 * size + 65536)
      );
    },
    run([input, structure, mask], attributes) {
      const a = input as NDArray;
      const { borderValue, iterations, invert } = attributes as ErosionAttributes;
      const result = makeResult(engine, [a], "bool", a.shape);
      engine.scope((arena) => {
        const out = outputPlace(engine, arena, result);
        const field = fieldOf(arena, a.shape, structure as NDArray, attributes as ErosionAttributes);
        let [from, to] = [arena.take(field.size), arena.take(field.size)];
        const bits = arena.put(truths(a));
        const kept = mask === undefined ? 0 : arena.put(truths(mask));
        const border = borderValue !== invert ? 1 : 0;
        for (const place of [from, to]) engine.bytes.fill(border, place, place + field.size);
        const { rows, length, count, offsets } = field;
        const total = a.size / length;
        const division = { grain: Math.max(1, Math.ceil(65536 / length)), heavy: a.size * count > 2000000 };
        engine.run(group, "erosion_fill", total, division, bits, from, rows, length, invert ? 1 : 0);
        for (let done = 0; done < iterations; done++) {
          engine.run(group, "erosion", total, division, from, to, rows, length, offsets, count, kept);
          [from, to] = [to, from];
        }
        engine.run(group, "erosion_take", total, division, from, out, rows, length, invert ? 1 : 0);
        copyOut(engine, out, elementsOf(result) as TypedArray);
      });
      return result;
    },
  };
}

/** An array with a border around it that the structuring element can reach: where lines begin, and how far its members are. */
function fieldOf(arena: Arena, shape: readonly number[], structure: NDArray, { origins }: ErosionAttributes) {
  const box = structure.shape;
  const members = truths(structure);
  const before = box.map((size, axis) => Math.floor(size / 2) + (origins[axis] as number));
  const reach = box.map((size, axis) => Math.max(before[axis] as number, size - 1 - (before[axis] as number)));
  const wide = shape.map((size, axis) => size + 2 * (reach[axis] as number));
  const strides = contiguousStrides(wide);
  const last = shape.length - 1;
  const length = shape[last] as number;
  const rows = new Uint32Array(sizeOf(shape) / length);
  for (let row = 0; row < rows.length; row++) {
    let start = reach[last] as number;
    for (let axis = last - 1, rest = row; axis >= 0; axis--) {
      start += ((rest % (shape[axis] as number)) + (reach[axis] as number)) * (strides[axis] as number);
      rest = Math.floor(rest / (shape[axis] as number));
    }
    rows[row] = start;
  }
  const own = contiguousStrides(box);
  const offsets: number[] = [];
  for (let i = 0; i < members.length; i++) {
    if (members[i] === 0) continue;
    offsets.push(
      box.reduce((sum, size, axis) => {
        const at = Math.floor(i / (own[axis] as number)) % size;
        return sum + (at - (before[axis] as number)) * (strides[axis] as number);
      }, 0),
    );
  }
  return {
    size: sizeOf(wide),
    rows: arena.put(rows),
    offsets: arena.put(Int32Array.from(offsets)),
    count: offsets.length,
    length,
  };
}
