import {
  bytesOf,
  contiguous,
  type DType,
  elementsOf,
  isComplexDType,
  isContiguous,
  type Kernel,
  type NDArray,
  type TypedArray,
} from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { floats, smallWholes } from "../dtypes.js";
import { converted, copiedResult, copyOut, isResident, makeResult, outputPlace } from "../elements.js";
import { lengthOf } from "../fft/factors.js";
import { innerLength, isPossible, type Lines, lanesFor, mirrorLines, transformLines } from "../fft/lines.js";
import { shareTransforms } from "../fft/shared.js";
import { createShortLines, type Described, type ShortLines, type ShortTask } from "../fft/short-lines.js";
import { createTables, type Precision, type Tables } from "../fft/tables.js";

interface Attributes {
  readonly n: number;
  readonly axis: number;
  readonly inverse: boolean;
  readonly scale: number;
}

interface GridAttributes {
  readonly kind: "complex" | "full" | "half" | "hermitian";
  readonly axes: readonly number[];
  readonly points: readonly number[];
  readonly inverse: boolean;
  readonly scale: number;
}

type Kind = Lines["from"];

const complexes: readonly DType[] = ["complex64", "complex128"];
/** Fewer numbers than these are done sooner than a kernel is called: all, and those that need no preparation. */
const fewest = 1024;
const fewestShort = 32;
/** Bytes of lines that are copied to and fro at a time, for each thread: they stay in the processor's cache. */
const chunk = 524288;

/** The kernels of Fourier transforms. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  const tables = createTables(engine);
  const short = createShortLines(engine, group, tables);
  shareTransforms(engine, { group, tables });
  const kernel = (operation: string, dtypes: readonly DType[], whole: boolean): Kernel => ({
    operation,
    device: "host",
    dtypes,
    accepts: (inputs, attributes) => {
      const a = inputs[0] as NDArray;
      const lines = described(a, attributes as Attributes, kindOf(operation, a), whole);
      return shortTask(short, a, lines, attributes as Attributes) !== undefined || accepted(engine, a, lines);
    },
    run: (inputs, attributes) => {
      const a = inputs[0] as NDArray;
      const own = attributes as Attributes;
      const lines = described(a, own, kindOf(operation, a), whole);
      const task = shortTask(short, a, lines, own);
      if (task !== undefined) return short.run(task, a, dtypeOf(a, lines), shapeOf(a, lines, own.axis));
      return run(engine, group, tables, a, lines, own);
    },
  });
  return [
    {
      operation: "sci-fft/fftn",
      device: "host",
      dtypes: [...complexes, ...floats],
      accepts: ([a], attributes) => isGrid(engine, a as NDArray, attributes as GridAttributes),
      run: ([a], attributes) => runGrid(engine, group, tables, a as NDArray, attributes as GridAttributes),
    },
    kernel("sci-fft/fft", [...complexes, ...floats, ...smallWholes], true),
    kernel("sci-fft/rfft", [...floats, ...smallWholes], false),
    kernel("sci-fft/irfft", complexes, false),
  ];
}

function kindOf(operation: string, a: NDArray): Kind {
  if (operation === "sci-fft/irfft") return "hermitian";
  return isComplexDType(a.dtype) ? "complex" : "real";
}

const precisionOf = (a: NDArray): Precision =>
  a.dtype === "float32" || a.dtype === "complex64" ? "float32" : "float64";

/** Points that a transform reads along its axis. */
const needed = (n: number, kind: Kind): number => (kind === "hermitian" ? Math.floor(n / 2) + 1 : n);

/** The lines of an array along an axis. */
function described(a: NDArray, { n, axis, inverse, scale }: Attributes, from: Kind, whole: boolean): Described {
  let [outer, inner] = [1, 1];
  for (let i = 0; i < axis; i++) outer *= a.shape[i] as number;
  for (let i = axis + 1; i < a.shape.length; i++) inner *= a.shape[i] as number;
  const have = Math.max(a.shape[axis] as number, needed(n, from));
  const writes = from === "hermitian" || whole ? n : Math.floor(n / 2) + 1;
  return { outer, inner, n, have, from, writes, inverse, scale };
}

function accepted(engine: Engine, a: NDArray, lines: Described): boolean {
  const { n, outer, inner } = lines;
  const others = outer * inner;
  if (a.size === 0 || n * others < fewest) return false;
  const precision = precisionOf(a);
  const length = innerLength(lines);
  if (!isPossible(length) || 8 * n * others >= 2 ** 31) return false;
  const width = precision === "float64" ? 16 : 8;
  const m = lengthOf(length);
  const scratch = 2 * width * (m + 2) * lanesFor(precision, m, Number.POSITIVE_INFINITY) * engine.threads;
  return engine.fits(4 * width * (n + 2) * others + scratch + 16 * width * m);
}

function dtypeOf(a: NDArray, { from }: Described): DType {
  const precision = precisionOf(a);
  if (from === "hermitian") return precision;
  return precision === "float64" ? "complex128" : "complex64";
}

function shapeOf(a: NDArray, { writes }: Described, axis: number): number[] {
  const shape = [...a.shape];
  shape[axis] = writes;
  return shape;
}

/** The task of few numbers that need no preparation. */
function shortTask(short: ShortLines, a: NDArray, lines: Described, { axis }: Attributes): ShortTask | undefined {
  const precision = precisionOf(a);
  if (a.shape[axis] !== lines.have || a.size < fewestShort || !isContiguous(a.shape, a.strides)) return undefined;
  if (!isComplexDType(a.dtype) && a.dtype !== precision) return undefined;
  return short.find(lines, precision) ?? short.make(lines, precision);
}

function run(
  engine: Engine,
  group: Binary,
  tables: Tables,
  a: NDArray,
  lines: Described,
  { axis }: Attributes,
): NDArray {
  const { n, from: kind, outer } = lines;
  const precision = precisionOf(a);
  const length = a.shape[axis] as number;
  const points = needed(n, kind);
  const own = isComplexDType(a.dtype) ? contiguous(a) : converted(a, precision);
  const source = elementsOf(own) as TypedArray;
  const [dtype, shape] = [dtypeOf(a, lines), shapeOf(a, lines, axis)];
  return engine.scope((kept) => {
    tables.begin(kept);
    const bytesIn = source.byteLength / outer;
    const bytesOut = lines.writes * lines.inner * bytesOf(dtype);
    const from = isResident(engine, own) && length >= points ? source.byteOffset : undefined;
    let result = isResident(engine, a) ? makeResult(engine, [a], dtype, shape) : undefined;
    const to = result && isResident(engine, result) ? elementsOf(result).byteOffset : undefined;
    const longer = Math.max(1, points / length) * bytesIn;
    const most = Math.max(1, Math.floor((chunk * engine.threads) / (longer + bytesOut)));
    const step = from !== undefined && to !== undefined ? outer : Math.min(outer, most);
    const [sourceRoom, targetRoom] = [from ?? kept.take(step * longer), to ?? kept.take(step * bytesOut)];
    if (step < outer) result ??= makeResult(engine, [a], dtype, shape);
    for (let o = 0; o < outer; o += step) {
      const count = Math.min(step, outer - o);
      if (from === undefined) {
        const bytes = new Uint8Array(source.buffer, source.byteOffset + o * bytesIn, count * bytesIn);
        copyIn(engine, bytes, sourceRoom, count, bytesIn, longer);
      }
      engine.scope((arena) =>
        transformLines(
          { engine, group, tables, arena, precision },
          {
            ...{
              source: from === undefined ? sourceRoom : from + o * bytesIn,
              target: to === undefined ? targetRoom : to + o * bytesOut,
            },
            ...lines,
            outer: count,
          },
        ),
      );
      if (to === undefined && result !== undefined) {
        const { buffer, byteOffset } = elementsOf(result) as TypedArray;
        const bytes = new Uint8Array(buffer, byteOffset + o * bytesOut, count * bytesOut);
        bytes.set(engine.bytes.subarray(targetRoom, targetRoom + bytes.length));
      }
    }
    return result ?? copiedResult(engine, a, dtype, shape, targetRoom);
  });
}

/** Copies lines into the memory, each filled up with zeros where they are too short. */
function copyIn(engine: Engine, data: Uint8Array, target: number, outer: number, before: number, after: number): void {
  const memory = engine.bytes;
  if (before === after) {
    memory.set(data, target);
    return;
  }
  for (let o = 0; o < outer; o++) {
    memory.set(data.subarray(o * before, (o + 1) * before), target + o * after);
    memory.fill(0, target + o * after + before, target + (o + 1) * after);
  }
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, one) => all * one, 1);
}

/** Whether each axis has the points that are wanted, each only once, and everything fits into the memory at once. */
function isGrid(engine: Engine, a: NDArray, { kind, axes, points }: GridAttributes): boolean {
  const last = axes.length - 1;
  if (a.size < fewest || new Set(axes).size !== axes.length) return false;
  if (kind !== "complex" && axes[last] !== a.shape.length - 1) return false;
  if ((kind === "complex" || kind === "hermitian") !== isComplexDType(a.dtype)) return false;
  const precision = precisionOf(a);
  const width = precision === "float64" ? 16 : 8;
  let largest = 0;
  for (const [i, axis] of axes.entries()) {
    const [n, have] = [points[i] as number, a.shape[axis] as number];
    const halved = i === last && kind === "hermitian";
    if (have !== (halved ? Math.floor(n / 2) + 1 : n)) return false;
    const from = i < last || kind === "complex" ? "complex" : halved ? "hermitian" : "real";
    const length = innerLength({ n, from });
    if (!isPossible(length)) return false;
    const m = lengthOf(length);
    largest = Math.max(largest, m * (2 * lanesFor(precision, m, Number.POSITIVE_INFINITY) * engine.threads + 16));
  }
  return a.size * 2 * width < 2 ** 31 && engine.fits(3 * width * a.size + 2 * width * (a.size / 8) + width * largest);
}

/** Transforms axis after axis, each in the place of the one before. */
function runGrid(
  engine: Engine,
  group: Binary,
  tables: Tables,
  a: NDArray,
  { kind, axes, points, inverse, scale }: GridAttributes,
): NDArray {
  const precision = precisionOf(a);
  const width = precision === "float64" ? 8 : 4;
  const last = axes.length - 1;
  const [n, axis] = [points[last] as number, axes[last] as number];
  const half = Math.floor(n / 2) + 1;
  const real = kind === "hermitian";
  const shape = a.shape.map((size, i) => (i !== axis ? size : kind === "half" ? half : n));
  const dtype: DType = real ? precision : precision === "float64" ? "complex128" : "complex64";
  const result = isResident(engine, a) ? makeResult(engine, [a], dtype, shape) : undefined;
  const own = contiguous(a);
  return engine.scope((kept) => {
    tables.begin(kept);
    const target = result ? outputPlace(engine, kept, result) : kept.take(product(shape) * bytesOf(dtype));
    const source = kept.put(elementsOf(own));
    // The array as it is between two steps.
    const middle = a.shape.map((size, i) => (i === axis && kind !== "complex" ? half : size));
    const step = (i: number, from: Kind, at: number, out: number, factor: number) => {
      const place = axes[i] as number;
      engine.scope((arena) =>
        transformLines(
          { engine, group, tables, arena, precision },
          {
            ...{
              source: at,
              target: out,
              outer: product(middle.slice(0, place)),
              inner: product(middle.slice(place + 1)),
            },
            ...{ n: points[i] as number, have: a.shape[place] as number, from, inverse, scale: factor },
            writes: from === "real" ? half : (points[i] as number),
          },
        ),
      );
    };
    const others = axes.slice(0, last);
    if (real) {
      // What came as a copy may change in its place.
      const free = !isResident(engine, own);
      const work = free || last === 0 ? source : kept.take(2 * width * product(middle));
      for (let i = last - 1; i >= 0; i--) step(i, "complex", i === last - 1 ? source : work, work, 1);
      step(last, "hermitian", work, target, scale);
    } else {
      const work = kind === "full" ? kept.take(2 * width * product(middle)) : target;
      step(last, kind === "complex" ? "complex" : "real", source, work, scale);
      for (let i = others.length - 1; i >= 0; i--) step(i, "complex", work, work, 1);
      if (kind === "full")
        engine.scope((arena) => mirrorLines({ engine, group, tables, arena, precision }, work, target, shape, axes));
    }
    if (result === undefined) return copiedResult(engine, a, dtype, shape, target);
    copyOut(engine, target, elementsOf(result));
    return result;
  });
}
