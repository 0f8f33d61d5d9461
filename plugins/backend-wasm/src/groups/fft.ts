import {
  astype,
  contiguous,
  type DType,
  elementsOf,
  isComplexDType,
  type Kernel,
  type NDArray,
  type TypedArray,
} from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { copyOut, isResident, makeResult } from "../elements.js";
import { lengthOf } from "../fft/factors.js";
import { innerLength, isPossible, type Lines, lanesFor, mirrorLines, transformLines } from "../fft/lines.js";
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

const floats: readonly DType[] = ["float32", "float64"];
const complexes: readonly DType[] = ["complex64", "complex128"];
const wholes: readonly DType[] = ["int8", "uint8", "int16", "uint16", "int32", "uint32"];
/** Fewer numbers than these are done sooner than a kernel is called. */
const fewest = 1024;
/** Bytes of lines that are copied to and fro at a time, for each thread: they stay in the processor's cache. */
const chunk = 524288;

/** The kernels of Fourier transforms. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  const tables = createTables(engine);
  const kernel = (operation: string, dtypes: readonly DType[], whole: boolean): Kernel => ({
    operation,
    device: "host",
    dtypes,
    accepts: (inputs, attributes) => {
      const [a, own] = [inputs[0] as NDArray, attributes as Attributes];
      return accepted(engine, a, own, kindOf(operation, a));
    },
    run: (inputs, attributes) => {
      const a = inputs[0] as NDArray;
      return run(engine, group, tables, a, attributes as Attributes, kindOf(operation, a), whole);
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
    kernel("sci-fft/fft", [...complexes, ...floats, ...wholes], true),
    kernel("sci-fft/rfft", [...floats, ...wholes], false),
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

function accepted(engine: Engine, a: NDArray, { n, axis }: Attributes, kind: Kind): boolean {
  const others = a.size / Math.max(1, a.shape[axis] as number);
  if (a.size === 0 || n * others < fewest) return false;
  const precision = precisionOf(a);
  const length = innerLength({ n, from: kind });
  if (!isPossible(length) || 8 * n * others >= 2 ** 31) return false;
  const width = precision === "float64" ? 16 : 8;
  const m = lengthOf(length);
  const scratch = 2 * width * (m + 2) * lanesFor(precision, m, Number.POSITIVE_INFINITY) * engine.threads;
  return engine.fits(4 * width * (n + 2) * others + scratch + 16 * width * m);
}

function run(
  engine: Engine,
  group: Binary,
  tables: Tables,
  a: NDArray,
  { n, axis, inverse, scale }: Attributes,
  kind: Kind,
  whole: boolean,
): NDArray {
  const precision = precisionOf(a);
  const real = kind === "hermitian";
  const writes = real || whole ? n : Math.floor(n / 2) + 1;
  const shape = a.shape.map((size, i) => (i === axis ? writes : size));
  const dtype: DType = real ? precision : precision === "float64" ? "complex128" : "complex64";
  const result = makeResult(engine, [a], dtype, shape);
  const outer = product(a.shape.slice(0, axis));
  const inner = product(a.shape.slice(axis + 1));
  const length = a.shape[axis] as number;
  const points = needed(n, kind);
  const own = contiguous(isComplexDType(a.dtype) || a.dtype === precision ? a : astype(a, precision));
  const source = elementsOf(own) as TypedArray;
  engine.scope((kept) => {
    tables.begin(kept);
    const bytesIn = source.byteLength / outer;
    const bytesOut = (elementsOf(result) as TypedArray).byteLength / outer;
    const from = isResident(engine, own) && length >= points ? source.byteOffset : undefined;
    const to = isResident(engine, result) ? elementsOf(result).byteOffset : undefined;
    const longer = Math.max(1, points / length) * bytesIn;
    const most = Math.max(1, Math.floor((chunk * engine.threads) / (longer + bytesOut)));
    const step = from !== undefined && to !== undefined ? outer : Math.min(outer, most);
    const [sourceRoom, targetRoom] = [from ?? kept.take(step * longer), to ?? kept.take(step * bytesOut)];
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
            ...{ outer: count, inner, n, have: Math.max(length, points), inverse, scale, from: kind, writes },
          },
        ),
      );
      if (to === undefined) {
        const { buffer, byteOffset } = elementsOf(result) as TypedArray;
        const bytes = new Uint8Array(buffer, byteOffset + o * bytesOut, count * bytesOut);
        bytes.set(engine.bytes.subarray(targetRoom, targetRoom + bytes.length));
      }
    }
  });
  return result;
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
  const result = makeResult(engine, [a], dtype, shape);
  const own = contiguous(a);
  engine.scope((kept) => {
    tables.begin(kept);
    const to = isResident(engine, result);
    const target = to ? elementsOf(result).byteOffset : kept.take((elementsOf(result) as TypedArray).byteLength);
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
    if (!to) copyOut(engine, target, elementsOf(result));
  });
  return result;
}
