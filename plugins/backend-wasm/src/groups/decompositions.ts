import { contiguous, elementsOf, fromData, type Kernel, moveAxis, type NDArray, sizeOf } from "@core/array";
import { coreError } from "@core/array/runtime";
import type { Arena, Binary, Engine } from "../contract.js";
import { floats } from "../dtypes.js";
import { converted } from "../elements.js";

/** Smaller matrices are done sooner than a kernel is called. */
const fewest = 1024;
const heavy = 65536;
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
    kernel("sci-linalg/cholesky", (a) => cholesky(engine, group, a)),
    {
      operation: "sci-linalg/luSolve",
      device: "host",
      dtypes: [["float64", "int32", "float64"]],
      accepts: ([a, , b]) => isFit(engine, a as NDArray) && engine.fits(16 * (b as NDArray).size),
      run: ([a, swaps, b]) => luSolve(engine, group, a as NDArray, swaps as NDArray, b as NDArray),
    },
  ];
}

/** Rows and columns of each matrix, and their number. */
function sizesOf(a: NDArray): [m: number, n: number, count: number] {
  const [m, n] = a.shape.slice(-2) as [number, number];
  return [m, n, sizeOf(a.shape.slice(0, -2))];
}

function scratchOf(m: number, n: number, columns = 0): number {
  return 8 * (m * n + 8 * Math.min(m, n) ** 2 + 256 * Math.max(m, n, columns) + panels);
}

function isFit(engine: Engine, a: NDArray): boolean {
  if (a.shape.length < 2 || a.size < fewest) return false;
  const [m, n, count] = sizesOf(a);
  const results = 8 * (4 * a.size + count * (2 * m * n + Math.max(m, n) ** 2));
  const scratch = scratchOf(m, n, Math.max(m, n)) * (count > 1 ? engine.threads : 1);
  return results + scratch < 2 ** 31 && engine.fits(results + scratch);
}

/** Whether no product of elements is too large or too small; NaN is left to the reference body as well. */
function isModerate(a: NDArray): boolean {
  const [m, n] = sizesOf(a);
  const numbers = numbersOf(a);
  for (let start = 0; start < numbers.length; start += m * n) {
    let largest = 0;
    for (let i = start; i < start + m * n; i++) {
      const size = Math.abs(numbers[i] as number);
      if (!(size < 1e130)) return false;
      if (size > largest) largest = size;
    }
    if (!(largest > 1e-130)) return false;
  }
  return true;
}

/** The elements in the order of the array, in float64; the array's own where they are so already. */
function numbersOf(a: NDArray): Float64Array {
  return elementsOf(converted(a, "float64"));
}

/** A copy of the elements in the memory, in float64. */
function copyIn(engine: Engine, arena: Arena, a: NDArray): number {
  const numbers = numbersOf(a);
  const place = arena.take(numbers.byteLength);
  new Float64Array(engine.memory.buffer, place, numbers.length).set(numbers);
  return place;
}

interface Job {
  readonly a: number;
  readonly m: number;
  readonly n: number;
  readonly count: number;
  readonly first: number;
  readonly second?: number;
  readonly third?: number;
  readonly columns?: number;
  readonly vectors?: boolean;
}

/** Runs a kernel on each matrix; whether all came to an end. */
function decompose(engine: Engine, group: Binary, arena: Arena, kernel: string, job: Job): boolean {
  const { a, m, n, count, first, second = 0, third = 0, columns = 0, vectors = false } = job;
  const place = arena.take(40);
  new Uint32Array(engine.memory.buffer, place, 10).set([
    ...[a, m, n, 0, first, second, third, columns, 0, vectors ? 1 : 0],
  ]);
  const work = m * n * Math.min(m, n);
  const grain = Math.max(1, Math.ceil(heavy / work));
  const scratch = scratchOf(m, n, columns);
  engine.run(group, kernel, count, { grain, scratch, heavy: count > 1 && count * work > heavy }, place);
  return new Uint32Array(engine.memory.buffer, place, 10)[8] === 0;
}

function matrix(engine: Engine, like: NDArray, pointer: number, own: readonly number[], dtype = like.dtype): NDArray {
  const shape = [...like.shape.slice(0, -2), ...own];
  const data = new Float64Array(engine.memory.buffer as ArrayBuffer, pointer, sizeOf(shape));
  const elements = dtype === "float32" ? new Float32Array(data) : new Float64Array(data);
  return fromData(elements as never, shape, { dtype } as never) as NDArray;
}

function wholes(engine: Engine, pointer: number, shape: readonly number[]): NDArray {
  const numbers = new Int32Array(engine.memory.buffer as ArrayBuffer, pointer, sizeOf(shape));
  return fromData(new Int32Array(numbers), shape) as NDArray;
}

function lu(engine: Engine, group: Binary, a: NDArray): NDArray[] {
  const [m, n, count] = sizesOf(a);
  const k = Math.min(m, n);
  return engine.scope((arena) => {
    const place = copyIn(engine, arena, a);
    const swaps = arena.take(4 * k * count);
    decompose(engine, group, arena, "lu", { a: place, m, n, count, first: swaps });
    return [matrix(engine, a, place, [m, n]), wholes(engine, swaps, [...a.shape.slice(0, -2), k])];
  });
}

function luSolve(engine: Engine, group: Binary, a: NDArray, swaps: NDArray, b: NDArray): NDArray {
  const [, n, count] = sizesOf(a);
  const columns = b.shape.at(-1) as number;
  return engine.scope((arena) => {
    const x = copyIn(engine, arena, b);
    const second = arena.put(elementsOf(contiguous(swaps)));
    const place = arena.put(numbersOf(a));
    decompose(engine, group, arena, "solve", { a: place, m: n, n, count, first: x, second, columns });
    return matrix(engine, a, x, [n, columns]);
  });
}

function cholesky(engine: Engine, group: Binary, a: NDArray): NDArray[] {
  const [n, , count] = sizesOf(a);
  return engine.scope((arena) => {
    const place = copyIn(engine, arena, a);
    const bad = arena.take(4 * count);
    decompose(engine, group, arena, "cholesky", { a: place, m: n, n, count, first: bad });
    return [matrix(engine, a, place, [n, n]), wholes(engine, bad, a.shape.slice(0, -2))];
  });
}

function qr(engine: Engine, group: Binary, a: NDArray, { mode }: QrAttributes): NDArray[] {
  const [m, n, count] = sizesOf(a);
  const k = Math.min(m, n);
  const height = mode === "economic" ? k : m;
  const columns = mode === "raw" || mode === "r" ? 0 : height;
  return engine.scope((arena) => {
    const place = copyIn(engine, arena, a);
    const [tau, q] = [arena.take(8 * k * count), arena.take(8 * m * Math.max(1, columns) * count)];
    decompose(engine, group, arena, "qr", { a: place, m, n, count, first: tau, second: q, columns });
    const packed = new Float64Array(engine.memory.buffer as ArrayBuffer, place, count * m * n);
    const upper = new Float64Array(count * height * n);
    for (let item = 0; item < count; item++) {
      const [from, to] = [item * m * n, item * height * n];
      for (let i = 0; i < Math.min(height, n); i++)
        upper.set(packed.subarray(from + i * n + i, from + (i + 1) * n), to + i * n + i);
    }
    const lead = a.shape.slice(0, -2);
    const r = fromData(upper, [...lead, height, n]) as NDArray;
    const triangle = a.dtype === "float32" ? (r.astype("float32") as NDArray) : r;
    if (mode === "raw") return [matrix(engine, a, place, [m, n]), matrix(engine, a, tau, [k]), triangle];
    return mode === "r" ? [triangle] : [matrix(engine, a, q, [m, columns]), triangle];
  });
}

const turned = (a: NDArray): NDArray => moveAxis(a, -1, -2);

function svd(engine: Engine, group: Binary, a: NDArray, { fullMatrices, computeUv }: SvdAttributes): NDArray[] {
  const wide = (a.shape.at(-2) as number) < (a.shape.at(-1) as number);
  const own = wide ? turned(a) : a;
  const [m, n, count] = sizesOf(own);
  const columns = !computeUv ? 0 : fullMatrices ? m : n;
  return engine.scope((arena) => {
    const place = copyIn(engine, arena, own);
    const left = arena.take(8 * m * Math.max(1, columns) * count);
    const [s, right] = [arena.take(8 * n * count), arena.take(8 * n * n * count)];
    const job = { a: place, m, n, count, first: s, second: left, third: right, columns, vectors: computeUv };
    if (!decompose(engine, group, arena, "svd", job))
      throw coreError("NOT_CONVERGED", "svd: LinAlgError: did not converge.");
    const values = matrix(engine, a, s, [n]);
    if (!computeUv) return [values];
    const [u, vh] = [matrix(engine, a, left, [m, columns]), matrix(engine, a, right, [n, n])];
    return wide ? [turned(vh).copy(), values, turned(u).copy()] : [u, values, vh];
  });
}

function eigh(engine: Engine, group: Binary, a: NDArray, { lower, vectors }: EighAttributes): NDArray[] {
  const [, n, count] = sizesOf(a);
  return engine.scope((arena) => {
    const place = copyIn(engine, arena, lower ? a : turned(a));
    const [values, columns] = [arena.take(8 * n * count), arena.take(8 * n * n * count)];
    const job = { a: place, m: n, n, count, first: values, second: columns, vectors };
    if (!decompose(engine, group, arena, "eigh", job))
      throw coreError("NOT_CONVERGED", "eigh: LinAlgError: did not converge.");
    const w = matrix(engine, a, values, [n]);
    return vectors ? [w, matrix(engine, a, columns, [n, n])] : [w];
  });
}
