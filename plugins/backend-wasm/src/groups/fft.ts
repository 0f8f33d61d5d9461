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
import type { Arena, Binary, Engine } from "../contract.js";
import { copyOut, isResident, makeResult } from "../elements.js";
import { lengthOf } from "../fft/factors.js";
import { innerLength, isPossible, type Lines, lanesFor, transformLines } from "../fft/lines.js";
import { createTables, type Precision, type Tables } from "../fft/tables.js";

interface Attributes {
  readonly n: number;
  readonly axis: number;
  readonly inverse: boolean;
  readonly scale: number;
}

type Kind = Lines["from"];

const floats: readonly DType[] = ["float32", "float64"];
const complexes: readonly DType[] = ["complex64", "complex128"];
const wholes: readonly DType[] = ["int8", "uint8", "int16", "uint16", "int32", "uint32"];
/** Fewer numbers than these are done sooner than a kernel is called. */
const fewest = 128;

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
  engine.scope((arena) => {
    const there = isResident(engine, result);
    const bytes = elementsOf(result).byteLength;
    const target = there ? elementsOf(result).byteOffset : arena.take(bytes);
    const { source, have } = bring(engine, arena, a, precision, outer, a.shape[axis] as number, inner, needed(n, kind));
    const work = { engine, group, tables, arena, precision };
    transformLines(work, {
      ...{ source, target, outer, inner, n, have, inverse, scale, from: kind },
      writes,
    });
    if (!there) copyOut(engine, target, elementsOf(result));
  });
  return result;
}

/** The input in the memory, with zeros where it is too short along the axis. */
function bring(
  engine: Engine,
  arena: Arena,
  a: NDArray,
  precision: Precision,
  outer: number,
  length: number,
  inner: number,
  points: number,
): { source: number; have: number } {
  const complex = isComplexDType(a.dtype);
  const own = contiguous(complex || a.dtype === precision ? a : astype(a, precision));
  const elements = elementsOf(own) as TypedArray;
  if (length >= points) return { source: arena.put(elements), have: length };
  const width = elements.BYTES_PER_ELEMENT * (complex ? 2 : 1);
  const [before, after] = [length * inner * width, points * inner * width];
  const source = arena.take(outer * after);
  const memory = engine.bytes;
  const data = new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength);
  for (let o = 0; o < outer; o++) {
    memory.set(data.subarray(o * before, (o + 1) * before), source + o * after);
    memory.fill(0, source + o * after + before, source + (o + 1) * after);
  }
  return { source, have: points };
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, one) => all * one, 1);
}
