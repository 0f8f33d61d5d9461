import {
  bytesOf,
  contiguousStrides,
  elementsOf,
  type Kernel,
  type NDArray,
  sizeOf,
  type TypedArray,
} from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { copyOut, isResident, makeResult } from "../elements.js";
import { placeTruths, real, smallTruths } from "./truths.js";

interface Attributes {
  readonly origins: readonly number[];
  readonly borderValue: boolean;
  readonly iterations: number;
  readonly invert: boolean;
}

const fewest = 1024;
/** More are done sooner by looking at the neighbours of what changes alone. */
const mostIterations = 4;
const mostMembers = 4096;

/** Binary erosion without a mask; dilation is the erosion of what is not there. */
export function binaryErosion(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-ndimage/binary-erosion",
    device: "host",
    dtypes: real.flatMap((dtype) => real.map((other) => [dtype, other] as const)),
    accepts: ([input, structure], attributes) => {
      const { iterations, origins } = attributes as Attributes;
      const a = input as NDArray;
      const box = (structure as NDArray).shape;
      if (a.size < fewest || sizeOf(box) > mostMembers || iterations < 1 || iterations > mostIterations) return false;
      const field = fieldOf(a.shape, box, origins);
      return (
        field.size < 2 ** 31 && engine.fits(a.size * (bytesOf(a.dtype) + 3) + field.size + field.lines * 4 + 65536)
      );
    },
    run: ([input, structure], attributes) => {
      const { origins, borderValue, iterations, invert } = attributes as Attributes;
      const a = input as NDArray;
      const field = fieldOf(a.shape, (structure as NDArray).shape, origins);
      const { lines } = field;
      const offsets = offsetsOf(structure as NDArray, field);
      const result = makeResult(engine, [a], "bool", a.shape);
      const target = elementsOf(result);
      const length = a.shape.at(-1) as number;
      engine.scope((arena) => {
        const bits = placeTruths(engine, group, arena, a, invert);
        const place = arena.take(field.size);
        const rows = arena.take(4 * lines);
        const members = arena.take(4 * offsets.length + 4);
        const out = isResident(engine, result) ? target.byteOffset : arena.take(target.byteLength);
        engine.bytes.fill(borderValue !== invert ? 1 : 0, place, place + field.size);
        placeRows(new Uint32Array(engine.memory.buffer, rows, lines), field);
        new Int32Array(engine.memory.buffer, members, offsets.length).set(offsets);
        const grain = Math.max(1, Math.ceil(32768 / length));
        const heavy = a.size * (offsets.length + 2) > 2 ** 20;
        for (let done = 0; done < iterations; done++) {
          engine.run(group, "place", lines, {}, place, rows, done === 0 ? bits : out, length);
          const last = done === iterations - 1 && invert ? 1 : 0;
          const given = [place, rows, members, offsets.length, out, length, last];
          engine.run(group, "erode", lines, { grain, heavy }, ...given);
        }
        copyOut(engine, out, target as TypedArray);
      });
      return result;
    },
  };
}

/** The array with a border around it that the structure can reach. */
interface Field {
  readonly size: number;
  readonly lines: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly reach: readonly number[];
  readonly before: readonly number[];
}

function fieldOf(shape: readonly number[], box: readonly number[], origins: readonly number[]): Field {
  const before = box.map((size, axis) => Math.floor(size / 2) + (origins[axis] as number));
  const reach = box.map((size, axis) => Math.max(before[axis] as number, size - 1 - (before[axis] as number)));
  const wide = shape.map((size, axis) => size + 2 * (reach[axis] as number));
  return {
    size: sizeOf(wide),
    lines: sizeOf(shape.slice(0, -1)),
    shape,
    strides: contiguousStrides(wide),
    reach,
    before,
  };
}

function offsetsOf(structure: NDArray, { strides, before }: Field): number[] {
  const own = contiguousStrides(structure.shape);
  return smallTruths(structure).flatMap((member, i) => {
    if (!member) return [];
    let offset = 0;
    for (let axis = 0; axis < own.length; axis++) {
      const index = Math.floor(i / (own[axis] as number)) % (structure.shape[axis] as number);
      offset += (index - (before[axis] as number)) * (strides[axis] as number);
    }
    return [offset];
  });
}

/** Where lines begin in the field. */
function placeRows(rows: Uint32Array, { shape, strides, reach }: Field): void {
  const last = shape.length - 1;
  const index = new Array<number>(last).fill(0);
  for (let row = 0; row < rows.length; row++) {
    let start = reach[last] as number;
    for (let axis = 0; axis < last; axis++)
      start += ((index[axis] as number) + (reach[axis] as number)) * (strides[axis] as number);
    rows[row] = start;
    for (let axis = last - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      index[axis] = 0;
    }
  }
}
