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
import { isResident, makeResult } from "../elements.js";
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
