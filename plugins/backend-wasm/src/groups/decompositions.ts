import { type DType, elementsOf, fromData, type Kernel, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import type { Arena, Binary, Engine } from "../contract.js";

const floats: readonly DType[] = ["float32", "float64"];
/** Smaller matrices are done sooner than a kernel is called. */
const fewest = 1024;
/** What the kernels need of scratch beside the matrices, in numbers: packed panels in up to four calls within each other. */
const panels = 600_000;

interface QrAttributes {
  readonly mode: "full" | "r" | "economic" | "raw";
  readonly pivoting: boolean;
}
interface SvdAttributes {
  readonly fullMatrices: boolean;
  readonly computeUv: boolean;
}
interface EighAttributes {
  readonly lower: boolean;
  readonly vectors: boolean;
}

/** The kernels of decompositions of real matrices. They work in float64, as the reference bodies do. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  const kernel = (
    operation: string,
    run: (a: NDArray, attributes: never) => NDArray[],
    suits: (a: NDArray, attributes: never) => boolean = () => true,
  ): Kernel => ({
    operation,
    device: "host",
    dtypes: floats,
    accepts: ([a], attributes) => isFit(engine, a as NDArray) && suits(a as NDArray, attributes as never),
    run: ([a], attributes) => run(a as NDArray, attributes as never),
  });
  return [
    kernel("sci-linalg/lu", (a) => lu(engine, group, a)),
    kernel(
      "sci-linalg/qr",
      (a, attributes: QrAttributes) => qr(engine, group, a, attributes),
      (_, { pivoting }: QrAttributes) => !pivoting,
    ),
    kernel("sci-linalg/svd", (a, attributes: SvdAttributes) => svd(engine, group, a, attributes), isModerate),
    kernel("sci-linalg/eigh", (a, attributes: EighAttributes) => eigh(engine, group, a, attributes), isModerate),
  ];
}

function isFit(engine: Engine, a: NDArray): boolean {
  if (a.shape.length !== 2 || a.size < fewest) return false;
  const [m, n] = a.shape as [number, number];
  const most = Math.max(m, n);
  const elements = 4 * a.size + 8 * Math.min(m, n) ** 2 + most * most + 256 * most + panels;
  return elements < 2 ** 28 && engine.fits(8 * elements);
}

/** Whether no product of elements is too large or too small; NaN is left to the reference body as well. */
function isModerate(a: NDArray): boolean {
  let largest = 0;
  for (const value of numbersOf(a)) {
    const size = Math.abs(value);
    if (!(size < 1e130)) return false;
    if (size > largest) largest = size;
  }
  return largest > 1e-130;
}

/** The elements in the order of the array, in float64. */
function numbersOf(a: NDArray): Float64Array {
  return elementsOf((a.dtype === "float64" ? a.copy() : a.astype("float64")) as NDArray) as Float64Array;
}

interface Job {
  readonly a: number;
  readonly m: number;
  readonly n: number;
  readonly first: number;
  readonly second?: number;
  readonly third?: number;
  readonly columns?: number;
  readonly vectors?: boolean;
}

/** Runs a kernel; whether it came to an end. */
function decompose(engine: Engine, group: Binary, arena: Arena, kernel: string, job: Job): boolean {
  const { a, m, n, first, second = 0, third = 0, columns = 0, vectors = false } = job;
  const most = Math.max(m, n, columns);
  const room = arena.take(8 * (m * n + 8 * Math.min(m, n) ** 2 + 256 * most + panels));
  const place = arena.take(40);
  const words = [a, m, n, room, first, second, third, columns, 0, vectors ? 1 : 0];
  new Uint32Array(engine.memory.buffer, place, 10).set(words);
  engine.run(group, kernel, 1, {}, place);
  return new Uint32Array(engine.memory.buffer, place, 10)[8] === 0;
}

function matrix(
  engine: Engine,
  like: NDArray,
  pointer: number,
  shape: readonly number[],
  dtype: DType = like.dtype,
): NDArray {
  const size = shape.reduce((all, one) => all * one, 1);
  const data = new Float64Array(engine.memory.buffer as ArrayBuffer, pointer, size);
  const own = dtype === "float32" ? new Float32Array(data) : new Float64Array(data);
  return fromData(own as never, shape, { dtype } as never) as NDArray;
}

function lu(engine: Engine, group: Binary, a: NDArray): NDArray[] {
  const [m, n] = a.shape as [number, number];
  const count = Math.min(m, n);
  return engine.scope((arena) => {
    const place = arena.put(numbersOf(a));
    const swaps = arena.take(4 * count);
    decompose(engine, group, arena, "lu", { a: place, m, n, first: swaps });
    const rows = new Int32Array(engine.memory.buffer as ArrayBuffer, swaps, count).slice();
    return [matrix(engine, a, place, [m, n]), fromData(new Int32Array(rows), [count]) as NDArray];
  });
}

function qr(engine: Engine, group: Binary, a: NDArray, { mode }: QrAttributes): NDArray[] {
  const [m, n] = a.shape as [number, number];
  const k = Math.min(m, n);
  const height = mode === "economic" ? k : m;
  const columns = mode === "raw" || mode === "r" ? 0 : height;
  return engine.scope((arena) => {
    const place = arena.put(numbersOf(a));
    const [tau, q] = [arena.take(8 * k), arena.take(8 * m * Math.max(1, columns))];
    decompose(engine, group, arena, "qr", { a: place, m, n, first: tau, second: q, columns });
    const packed = new Float64Array(engine.memory.buffer as ArrayBuffer, place, m * n);
    const upper = new Float64Array(height * n);
    for (let i = 0; i < Math.min(height, n); i++) upper.set(packed.subarray(i * n + i, (i + 1) * n), i * n + i);
    const r = fromData(upper, [height, n]) as NDArray;
    const triangle = a.dtype === "float32" ? (r.astype("float32") as NDArray) : r;
    if (mode === "raw") return [matrix(engine, a, place, [m, n]), matrix(engine, a, tau, [k]), triangle];
    return mode === "r" ? [triangle] : [matrix(engine, a, q, [m, columns]), triangle];
  });
}

function svd(engine: Engine, group: Binary, a: NDArray, { fullMatrices, computeUv }: SvdAttributes): NDArray[] {
  const wide = (a.shape[0] as number) < (a.shape[1] as number);
  const own = wide ? a.transpose() : a;
  const [m, n] = own.shape as [number, number];
  const columns = !computeUv ? 0 : fullMatrices ? m : n;
  return engine.scope((arena) => {
    const place = arena.put(numbersOf(own));
    const [s, u, v] = [arena.take(8 * n), arena.take(8 * m * Math.max(1, columns)), arena.take(8 * n * n)];
    const job = { a: place, m, n, first: s, second: u, third: v, columns, vectors: computeUv };
    if (!decompose(engine, group, arena, "svd", job))
      throw coreError("NOT_CONVERGED", "svd: LinAlgError: did not converge.");
    const values = matrix(engine, a, s, [n]);
    if (!computeUv) return [values];
    const [left, right] = [matrix(engine, a, u, [m, columns]), matrix(engine, a, v, [n, n])];
    return wide ? [right.transpose().copy(), values, left.transpose().copy()] : [left, values, right];
  });
}

function eigh(engine: Engine, group: Binary, a: NDArray, { lower, vectors }: EighAttributes): NDArray[] {
  const n = a.shape[0] as number;
  return engine.scope((arena) => {
    const place = arena.put(numbersOf(lower ? a : a.transpose()));
    const [values, columns] = [arena.take(8 * n), arena.take(8 * n * n)];
    const job = { a: place, m: n, n, first: values, second: columns, vectors };
    if (!decompose(engine, group, arena, "eigh", job))
      throw coreError("NOT_CONVERGED", "eigh: LinAlgError: did not converge.");
    const w = matrix(engine, a, values, [n]);
    return vectors ? [w, matrix(engine, a, columns, [n, n])] : [w];
  });
}
