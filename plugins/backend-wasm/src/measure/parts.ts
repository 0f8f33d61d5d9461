import { bytesOf, elementsOf, type Kernel, type NDArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { isResident, makeResult } from "../elements.js";
import { placeTruths, real, smallTruths } from "./truths.js";

/** A line before another one, and which of its elements, from `low` to `high` places on, are connected with an element. */
interface Before {
  readonly distance: number;
  readonly low: number;
  readonly high: number;
  readonly move: readonly number[];
}

const fewest = 256;
const mostAxes = 8;
const tile = 16384;

/** Connected parts, for structures that connect neighbours along the last axis. */
export function label(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-ndimage/label",
    device: "host",
    // Before the one of the group `morphology`, which knows all structures.
    priority: 1,
    dtypes: real.flatMap((dtype) => real.map((other) => [dtype, other] as const)),
    accepts: ([input, structure]) => {
      const a = input as NDArray;
      return (
        a.size >= fewest &&
        a.size < 2 ** 30 &&
        a.shape.length <= mostAxes &&
        linesBefore(smallTruths(structure as NDArray), a.shape) !== undefined &&
        engine.fits(a.size * (bytesOf(a.dtype) + 11) + 8 * (a.size / (a.shape.at(-1) as number)) + 65536)
      );
    },
    run: ([input, structure]) => {
      const a = input as NDArray;
      const befores = linesBefore(smallTruths(structure as NDArray), a.shape) as Before[];
      const result = makeResult(engine, [a], "int32", a.shape);
      const target = elementsOf(result) as Int32Array;
      const length = a.shape.at(-1) as number;
      const lines = a.size / length;
      const count = engine.scope((arena) => {
        const bits = placeTruths(engine, group, arena, a);
        const there = isResident(engine, result);
        // What is copied back is still in the cache.
        const atOnce = Math.max(1, Math.floor(tile / length));
        const out = there ? 0 : arena.take(4 * atOnce * length);
        const starts = arena.take(4 * (lines + 1));
        const ends = arena.take(4 * (a.size + lines + length + 2));
        const parents = arena.take(2 * a.size + 2 * lines + 64) + 16;
        const found = arena.take(4);
        const parts = arena.take(4 * (15 + 11 * befores.length));
        const lead = a.shape.slice(0, -1);
        new Int32Array(engine.memory.buffer, parts, 15 + 11 * befores.length).set([
          ...[bits, starts, ends, parents, length, lead.length, ...padded(lead), befores.length],
          ...befores.flatMap(({ distance, low, high, move }) => [distance, low, high, ...padded(move)]),
        ]);
        engine.run(group, "label", lines, {}, parts, found);
        if (there) {
          const division = { grain: Math.max(1, Math.ceil(65536 / length)), heavy: a.size > 2 ** 18 };
          engine.run(group, "number", lines, division, parts, 0, target.byteOffset);
        } else
          for (let first = 0; first < lines; first += atOnce) {
            const some = Math.min(atOnce, lines - first);
            engine.run(group, "number", some, {}, parts, first, out);
            target.set(new Int32Array(engine.memory.buffer, out, some * length), first * length);
          }
        return new Int32Array(engine.memory.buffer, found, 1)[0] as number;
      });
      return [result, count];
    },
  };
}

function padded(list: readonly number[]): number[] {
  return [...list, ...new Array<number>(mostAxes - list.length).fill(0)];
}

/** The lines before a line in the first half of the structure; undefined where elements of it are not connected side by side. */
function linesBefore(members: readonly boolean[], shape: readonly number[]): Before[] | undefined {
  const lead = shape.slice(0, -1);
  if (members[(members.length - 3) / 2] !== true) return undefined;
  const half = (members.length / 3 - 1) / 2;
  const result: Before[] = [];
  for (let k = 0; k < half; k++) {
    const own = members.slice(3 * k, 3 * k + 3);
    const [low, high] = [own.indexOf(true) - 1, own.lastIndexOf(true) - 1];
    if (high === -2) continue;
    if (low === -1 && high === 1 && !own[1]) return undefined;
    const move = lead.map((_, axis) => (Math.floor(k / 3 ** (lead.length - 1 - axis)) % 3) - 1);
    const distance = -move.reduce((sum, one, axis) => sum * (lead[axis] as number) + one, 0);
    result.push({ move, distance, low, high });
  }
  return result;
}
