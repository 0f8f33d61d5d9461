import { bytesOf, contiguous, type DType, elementsOf, type Kernel, type NDArray, type TypedArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { floats } from "../dtypes.js";
import { makeResult } from "../elements.js";
import { patchesOf, placeOf, putPatch, type Rows, roomFor, rowsOf, takePatch, takeRoom } from "./patches.js";

interface Along {
  readonly axis: number;
}

const fewest = 1024;
const weighted: readonly DType[] = [...floats, "uint8", "int16", "uint16", "int32"];
/** Up to so many lanes the reference body sums line by line. */
const fewLanes = 64;

/** Sums along an axis with weights. */
export function weightedSum(engine: Engine, group: Binary): Kernel {
  return {
    operation: "@core/signal/weightedSum",
    device: "host",
    dtypes: weighted.map((dtype) => [dtype, "float64"] as const),
    accepts([data, weights], attributes) {
      const a = data as NDArray;
      const { outer, length, lanes } = rowsOf(a, (attributes as Along).axis);
      if (a.size < fewest || (weights as NDArray).size !== length || (lanes > 1 && lanes <= fewLanes)) return false;
      return (lanes > 1 || length <= 8192) && engine.fits(8 * outer * lanes + 8 * length + 2 ** 19);
    },
    run([data, weights], attributes) {
      const { axis } = attributes as Along;
      const a = contiguous(data as NDArray);
      const rows = rowsOf(a, axis);
      const { outer, length, lanes } = rows;
      const result = makeResult(
        engine,
        [a],
        "float64",
        a.shape.filter((_, i) => i !== axis),
      );
      engine.scope((arena) => {
        const factors = arena.put(elementsOf(contiguous(weights as NDArray)));
        const sums = placeOf(engine, result) ?? arena.take(outer * lanes * 8);
        const there = placeOf(engine, a);
        const place = there ?? takeRoom(arena, bytesOf(a.dtype));
        engine.bytes.fill(0, sums, sums + outer * lanes * 8);
        const source = elementsOf(a) as TypedArray;
        const width = bytesOf(a.dtype);
        if (there !== undefined && lanes === 1)
          engine.run(
            group,
            `lines_${a.dtype}`,
            outer,
            { grain: Math.max(4, Math.ceil(16384 / length)), heavy: a.size > 262144 },
            ...[there, factors, sums, length],
          );
        else if (there !== undefined)
          for (let o = 0; o < outer; o++)
            engine.run(
              group,
              `rows_${a.dtype}`,
              length,
              {},
              ...[there + o * length * lanes * width, factors, sums + o * lanes * 8, lanes],
            );
        else {
          const room = roomFor(engine, place, source);
          for (const patch of patchesOf(rows)) {
            putPatch(room, source, rows, patch);
            const { first, blocks, from, to, column } = patch;
            if (lanes === 1)
              engine.run(group, `lines_${a.dtype}`, blocks, {}, place, factors, sums + first * 8, length);
            else
              for (let block = 0; block < blocks; block++)
                engine.run(
                  group,
                  `rows_${a.dtype}`,
                  to - from,
                  {},
                  ...[place + block * length * lanes * width, factors + from * 8],
                  ...[sums + ((first + block) * lanes + column) * 8, patch.width],
                );
          }
        }
        const target = elementsOf(result) as Float64Array;
        if (target.buffer !== engine.memory.buffer)
          target.set(new Float64Array(engine.memory.buffer, sums, outer * lanes));
      });
      return result;
    },
  };
}

/** Derivatives where all points of the axis are equally far from their neighbours. */
export function neighbours(engine: Engine, group: Binary): Kernel {
  return {
    operation: "@core/signal/neighbours",
    device: "host",
    dtypes: floats.map((dtype) => [dtype, "float64", "float64", "float64"] as const),
    accepts([data, , own], attributes) {
      const a = data as NDArray;
      const { length } = rowsOf(a, (attributes as Along).axis);
      if (a.size < fewest || length < 3 || !engine.fits(2 ** 19)) return false;
      const weights = elementsOf(own as NDArray) as Float64Array;
      return weights.length === length && weights.subarray(1, -1).every((weight) => weight === 0);
    },
    run([data, , own, after], attributes) {
      const a = contiguous(data as NDArray);
      const rows = rowsOf(a, (attributes as Along).axis);
      const [middle, next] = [own, after].map((one) => elementsOf(one as NDArray) as Float64Array) as [
        Float64Array,
        Float64Array,
      ];
      const factors = [next[0] as number, next[1] as number, middle[rows.length - 1] as number];
      const result = makeResult(engine, [a], a.dtype, a.shape);
      const { lanes, length, outer } = rows;
      const bytes = bytesOf(a.dtype);
      const kernel = `derive_${a.dtype}`;
      const [from, to] = [placeOf(engine, a), placeOf(engine, result)];
      if (from !== undefined && to !== undefined) {
        const division = { grain: Math.max(1, Math.ceil(32768 / (length * lanes))), heavy: a.size > 262144 };
        engine.run(group, kernel, outer, division, from, to, length, lanes, 3, ...factors);
        return result;
      }
      staged(engine, a, result, rows, rows, (place, out, patch, above) => {
        const ends = (patch.from === 0 ? 1 : 0) + (patch.to === length ? 2 : 0);
        const start = place + above * patch.width * bytes;
        engine.run(group, kernel, patch.blocks, {}, start, out, patch.to - patch.from, patch.width, ends, ...factors);
      });
      return result;
    },
  };
}

/** Differences of neighbours along an axis. */
export function differences(engine: Engine, group: Binary): Kernel {
  return {
    operation: "@core/signal/differences",
    device: "host",
    dtypes: floats,
    accepts([data], attributes) {
      const a = data as NDArray;
      return a.size >= fewest && rowsOf(a, (attributes as Along).axis).length > 1 && engine.fits(2 ** 19);
    },
    run([data], attributes) {
      const { axis } = attributes as Along;
      const a = contiguous(data as NDArray);
      const rows = rowsOf(a, axis);
      const { lanes, length, outer } = rows;
      const result = makeResult(
        engine,
        [a],
        a.dtype,
        a.shape.map((size, i) => (i === axis ? size - 1 : size)),
      );
      const kernel = `subtract_${a.dtype}`;
      const [from, to] = [placeOf(engine, a), placeOf(engine, result)];
      if (from !== undefined && to !== undefined) {
        const division = { grain: Math.max(1, Math.ceil(32768 / (length * lanes))), heavy: a.size > 262144 };
        engine.run(group, kernel, outer, division, from, to, length, lanes);
        return result;
      }
      staged(engine, a, result, rows, { outer, length: length - 1, lanes }, (place, out, patch, above) => {
        const start = place + above * patch.width * bytesOf(a.dtype);
        engine.run(group, kernel, patch.blocks, {}, start, out, patch.to - patch.from + 1, patch.width);
      });
      return result;
    },
  };
}

type Piece = Parameters<typeof putPatch>[3];

/** Does the work piece by piece: rows of the result, with the row before them (`above`) and after them where there are such. */
function staged(
  engine: Engine,
  a: NDArray,
  result: NDArray,
  rows: Rows,
  made: Rows,
  work: (place: number, out: number, patch: Piece, above: number) => void,
): void {
  const less = rows.length - made.length;
  engine.scope((arena) => {
    const bytes = bytesOf(a.dtype);
    const [place, out] = [takeRoom(arena, bytes), takeRoom(arena, bytes)];
    const [source, target] = [elementsOf(a), elementsOf(result)];
    const [room, other] = [roomFor(engine, place, source), roomFor(engine, out, target)];
    for (const patch of patchesOf(less === 0 || rows.length * rows.lanes > 16384 ? made : rows)) {
      // Whole blocks of differences are cut where what they are made of fits.
      const whole = patch.from === 0 && patch.to >= made.length;
      const own = whole ? { ...patch, to: made.length } : patch;
      const above = less === 0 && own.from > 0 ? 1 : 0;
      const below = less === 1 || own.to < rows.length ? 1 : 0;
      putPatch(room, source, rows, { ...own, from: own.from - above, to: own.to + below });
      work(place, out, own, above);
      takePatch(other, target, made, own);
    }
  });
}
