import {
  bytesOf,
  contiguous,
  type DType,
  elementsOf,
  fromData,
  type Kernel,
  type NDArray,
  type TypedArray,
} from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { copyOut, isResident, makeResult } from "../elements.js";

interface MaximaAttributes {
  readonly low: number;
  readonly high: number;
  readonly rule: "ordered" | "strict";
  readonly wrap: boolean;
  readonly edge: number;
  readonly clearance: number;
}

interface BilinearAttributes {
  readonly periodic: boolean;
  readonly dtype: "float32" | "float64";
}

const fewest = 1024;
/** Bytes of patterns that are staged at a time: enough for threads, few enough for the cache. */
const blockBytes = 2 ** 19;
const single: readonly DType[] = ["uint8", "int8", "uint16", "int16", "float32"];
const double: readonly DType[] = ["uint32", "int32", "float64"];
const real: readonly DType[] = [...single, ...double];

/** The kernels of local maxima, repairs and shifts of patterns. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [
    localMaxima(engine, group),
    mediansAround(engine, group),
    shiftBilinear(engine, group),
    shiftSpectra(engine, group),
  ];
}

type Stack = readonly [count: number, rows: number, columns: number];

const stackOf = (a: NDArray): Stack => a.shape as unknown as Stack;

/** Images of a block, and how threads part them. */
function blockOf([count, rows, columns]: Stack, width: number): { readonly block: number; readonly grain: number } {
  const each = rows * columns;
  return {
    block: Math.max(1, Math.min(count, Math.floor(blockBytes / (each * width)))),
    grain: Math.max(1, Math.floor(16384 / each)),
  };
}

/** The elements of a block of images in the memory: where they live, or copied to a place of the arena. */
function stager(
  engine: Engine,
  arena: Arena,
  a: NDArray,
  each: number,
  block: number,
): (first: number, last: number) => number {
  const source = elementsOf(a) as Uint8Array;
  const bytes = each * source.BYTES_PER_ELEMENT;
  if (isResident(engine, a)) return (first) => source.byteOffset + first * bytes;
  const place = arena.take(block * bytes);
  const View = source.constructor as Uint8ArrayConstructor;
  return (first, last) => {
    const some = source.subarray(first * each, last * each);
    new View(engine.memory.buffer as ArrayBuffer, place, some.length).set(some);
    return place;
  };
}

function localMaxima(engine: Engine, group: Binary): Kernel {
  return {
    operation: "stem4d-preprocess/localMaxima",
    device: "host",
    dtypes: real.map((dtype) => [dtype, "float64", "float64", "float64"]),
    accepts([stack, bounds, dark, gain], attributes) {
      const a = stack as NDArray;
      const [, rows, columns] = stackOf(a);
      if (a.size < fewest || !engine.fits(memoryOf(stackOf(a), bytesOf(a.dtype)))) return false;
      if ((bounds as NDArray).size > 0) return true;
      const { rule, high, clearance, edge } = attributes as MaximaAttributes;
      const bare = (dark as NDArray).size === 0 && (gain as NDArray).size === 0;
      return (
        bare &&
        rule === "ordered" &&
        Number.isNaN(high) &&
        clearance <= 1 &&
        edge > 0 &&
        2 * edge < Math.min(rows, columns)
      );
    },
    run([stack, bounds, dark, gain], attributes) {
      const { low, high, rule, wrap, edge, clearance } = attributes as MaximaAttributes;
      const a = contiguous(stack as NDArray);
      const [count, rows, columns] = stackOf(a);
      const { block, grain } = blockOf(stackOf(a), bytesOf(a.dtype));
      const room = Math.ceil(rows / 2) * Math.ceil(columns / 2);
      const starts = new Int32Array(count + 1);
      const lists: Int32Array[] = [];
      engine.scope((arena) => {
        const stage = stager(engine, arena, a, rows * columns, block);
        const [counts, places] = [arena.take(4 * block), arena.take(4 * block * room)];
        const above = (bounds as NDArray).size > 0;
        const limits = above ? arena.put(boundsOf(bounds as NDArray, a.dtype)) : 0;
        const [base, factor] = [dark, gain].map((one) =>
          (one as NDArray).size > 0 ? arena.put(elementsOf(contiguous(one as NDArray))) : 0,
        ) as [number, number];
        const rules = [rule === "strict" ? 1 : 0, wrap ? 1 : 0, clearance, low, high];
        for (let first = 0; first < count; first += block) {
          const last = Math.min(count, first + block);
          const place = stage(first, last);
          const division = { grain, heavy: (last - first) * rows * columns > 65536, scratch: above ? 0 : columns + 16 };
          const own = above
            ? [place, limits, base, factor, rows, columns, edge, ...rules, counts, places, room]
            : [place, rows, columns, edge, counts, places, room];
          engine.run(group, `${above ? "hits" : "peaks"}_${a.dtype}`, last - first, division, ...own);
          const found = new Int32Array(engine.memory.buffer, counts, last - first);
          for (let k = 0; k < found.length; k++) {
            starts[first + k + 1] = (starts[first + k] as number) + (found[k] as number);
            lists.push(new Int32Array(engine.memory.buffer, places + 4 * k * room, found[k]).slice());
          }
        }
      });
      const all = new Int32Array(starts[count] as number);
      for (const [k, list] of lists.entries()) all.set(list, starts[k]);
      return [fromData(starts, [count + 1]), fromData(all, [all.length])];
    },
  };
}

/** Pixels of a window beyond which sorting by exchanges is slow. */
const mostAround = 64;

function mediansAround(engine: Engine, group: Binary): Kernel {
  return {
    operation: "stem4d-preprocess/mediansAround",
    device: "host",
    dtypes: real.map((dtype) => [dtype, "int32", "int32"]),
    accepts([stack, starts, around]) {
      const a = stack as NDArray;
      const [count] = stackOf(a);
      const first = elementsOf(contiguous(starts as NDArray)) as Int32Array;
      if (count * (around as NDArray).size < fewest) return false;
      for (let k = 1; k < first.length; k++)
        if ((first[k] as number) - (first[k - 1] as number) > mostAround) return false;
      const list = 4 * ((around as NDArray).size + first.length);
      return engine.fits(
        2 * list + 2 * blockBytes + 16 * mostAround * engine.threads + 8 * count * first.length + 65536,
      );
    },
    run([stack, starts, around]) {
      const a = contiguous(stack as NDArray);
      const [count, rows, columns] = stackOf(a);
      const [first, needed] = [starts, around].map((one) => elementsOf(contiguous(one as NDArray))) as [
        Int32Array,
        Int32Array,
      ];
      const windows = first.length - 1;
      // Read once and dropped, so not in memory that is not collected.
      const result = a.make(a.dtype, [count, windows]);
      const medians = elementsOf(result) as TypedArray;
      const division = { grain: 16, heavy: count * needed.length > 65536, scratch: 16 * mostAround };
      engine.scope((arena) => {
        const place = arena.put(first);
        if (isResident(engine, a)) {
          const out = arena.take(medians.byteLength);
          const own = [elementsOf(a).byteOffset, rows * columns, place, arena.put(needed), windows, out];
          engine.run(group, `medians_${a.dtype}`, count, division, ...own);
          copyOut(engine, out, medians);
          return;
        }
        // Of images elsewhere only what is needed comes into the memory.
        const source = elementsOf(a) as Float64Array;
        const block = Math.max(16, Math.min(count, Math.floor(blockBytes / (needed.length * bytesOf(a.dtype)))));
        const staged = arena.take(block * needed.length * bytesOf(a.dtype));
        const out = arena.take(block * windows * bytesOf(a.dtype));
        const inOrder = arena.put(Int32Array.from(needed.keys()));
        const View = source.constructor as Float64ArrayConstructor;
        const room = new View(engine.memory.buffer as ArrayBuffer, staged, block * needed.length);
        for (let image = 0; image < count; image += block) {
          const some = Math.min(block, count - image);
          for (let k = 0, at = 0; k < some; k++) {
            const from = (image + k) * rows * columns;
            for (let i = 0; i < needed.length; i++, at++) room[at] = source[from + (needed[i] as number)] as number;
          }
          engine.run(group, `medians_${a.dtype}`, some, division, staged, needed.length, place, inOrder, windows, out);
          copyOut(engine, out, medians.subarray(image * windows, (image + some) * windows) as TypedArray);
        }
      });
      return result;
    },
  };
}

const memoryOf = (stack: Stack, width: number): number => {
  const { block } = blockOf(stack, width);
  const each = stack[1] * stack[2];
  return block * (each * width + each * 2 + 64) + each * 24 + 65536;
};

/** Bounds as elements of the images: those that no element reaches are the largest one, which is looked at closely. */
function boundsOf(bounds: NDArray, dtype: DType): TypedArray {
  const given = elementsOf(contiguous(bounds)) as Float64Array;
  if (dtype === "float64") return given;
  if (dtype === "float32") return Float32Array.from(given);
  const bits = 8 * bytesOf(dtype);
  const [low, high] = dtype.startsWith("u") ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
  const Numbers = {
    uint8: Uint8Array,
    int8: Int8Array,
    uint16: Uint16Array,
    int16: Int16Array,
    uint32: Uint32Array,
    int32: Int32Array,
  }[dtype as "uint8"];
  return Numbers.from(given, (one) => Math.min(high, Math.max(low, one)));
}

function shiftBilinear(engine: Engine, group: Binary): Kernel {
  return {
    operation: "stem4d-preprocess/shiftBilinear",
    device: "host",
    dtypes: real.map((dtype) => [dtype, "float64", "float64"]),
    accepts([stack, xs, ys], attributes) {
      const a = stack as NDArray;
      const { dtype } = attributes as BilinearAttributes;
      if (a.size < fewest || dtype !== (single.includes(a.dtype) ? "float32" : "float64")) return false;
      const near = [xs, ys].every((list) =>
        (elementsOf(contiguous(list as NDArray)) as Float64Array).every((one) => Math.abs(one) < 2 ** 30),
      );
      return (
        near &&
        engine.fits(4 * memoryOf(stackOf(a), bytesOf(a.dtype)) + 32 * (xs as NDArray).size + 32 * (ys as NDArray).size)
      );
    },
    run([stack, xs, ys], attributes) {
      const { periodic, dtype } = attributes as BilinearAttributes;
      const a = contiguous(stack as NDArray);
      const [, rows, columns] = stackOf(a);
      const shifts = partsOf(xs as NDArray, ys as NDArray);
      const step = shifts.length > 4 ? 1 : 0;
      return overBlocks(engine, a, dtype, a.shape, (arena) => {
        const place = arena.put(shifts);
        return (from, to, first, count, division) =>
          engine.run(
            group,
            `bilinear_${a.dtype}`,
            count,
            { ...division, scratch: 8 * columns },
            ...[from, to, rows, columns, place + 32 * first * step, step, periodic ? 1 : 0],
          );
      });
    },
  };
}

/** For each image whole pixels down and across and what is left of them; once where all have the same. */
function partsOf(xs: NDArray, ys: NDArray): Float64Array {
  const [x, y] = [xs, ys].map((one) => elementsOf(contiguous(one)) as Float64Array) as [Float64Array, Float64Array];
  const parts = new Float64Array(4 * Math.max(x.length, y.length));
  for (let i = 0; i < parts.length / 4; i++) {
    const [down, across] = [x[x.length === 1 ? 0 : i] as number, y[y.length === 1 ? 0 : i] as number];
    parts[4 * i] = Math.floor(down);
    parts[4 * i + 1] = Math.floor(across);
    parts[4 * i + 2] = down - Math.floor(down);
    parts[4 * i + 3] = across - Math.floor(across);
  }
  return parts;
}

function shiftSpectra(engine: Engine, group: Binary): Kernel {
  return {
    operation: "stem4d-preprocess/shiftSpectra",
    device: "host",
    dtypes: (["complex64", "complex128"] as const).map((dtype) => [dtype, "complex128", "complex128", "float64"]),
    accepts([spectra, ...factors]) {
      const a = spectra as NDArray;
      const more = factors.reduce((sum, one) => sum + 16 * one.size, 0);
      return a.size >= fewest && engine.fits(3 * memoryOf(stackOf(a), bytesOf(a.dtype)) + more);
    },
    run([spectra, down, across, corner]) {
      const a = contiguous(spectra as NDArray);
      const [, rows, columns] = stackOf(a);
      const factors = [down, across, corner].map((one) => contiguous(one as NDArray));
      const steps = factors.map(({ shape }) => (shape[0] === 1 ? 0 : 1)) as [number, number, number];
      const none = (corner as NDArray).size === 0;
      return overBlocks(engine, a, a.dtype, a.shape, (arena) => {
        const [p, q, c] = factors.map((one) => arena.put(elementsOf(one))) as [number, number, number];
        return (from, to, first, count, division) =>
          engine.run(
            group,
            `spectra_${a.dtype}`,
            count,
            division,
            ...[from, to, rows, columns, p + 16 * first * steps[0] * rows, steps[0]],
            ...[q + 16 * first * steps[1] * columns, steps[1], none ? 0 : c + 8 * first * steps[2], steps[2]],
          );
      });
    },
  };
}

type Work = (
  from: number,
  to: number,
  first: number,
  count: number,
  division: { readonly grain: number; readonly heavy: boolean },
) => void;

/** Images of a stack one by one into others of the same shape, block by block where they do not live in the memory. */
function overBlocks(
  engine: Engine,
  a: NDArray,
  dtype: DType,
  shape: readonly number[],
  begin: (arena: Arena) => Work,
): NDArray {
  const [count, rows, columns] = stackOf(a);
  const result = makeResult(engine, [a], dtype, shape);
  const target = elementsOf(result) as TypedArray;
  const complex = dtype.startsWith("complex") ? 2 : 1;
  const [each, bytes] = [rows * columns * complex, rows * columns * bytesOf(dtype)];
  const { block, grain } = blockOf(stackOf(a), Math.max(bytesOf(a.dtype), bytesOf(dtype)));
  engine.scope((arena) => {
    const stage = stager(engine, arena, a, each, block);
    const there = isResident(engine, result);
    const room = there ? 0 : arena.take(block * bytes);
    const work = begin(arena);
    for (let first = 0; first < count; first += block) {
      const last = Math.min(count, first + block);
      const from = stage(first, last);
      const to = there ? target.byteOffset + first * bytes : room;
      work(from, to, first, last - first, { grain, heavy: (last - first) * rows * columns > 65536 });
      if (!there) copyOut(engine, to, target.subarray(first * each, last * each) as TypedArray);
    }
  });
  return result;
}
