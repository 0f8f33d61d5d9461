import {
  broadcastShapes,
  broadcastTo,
  contiguous,
  type DType,
  elementsOf,
  isContiguous,
  type Kernel,
  type NDArray,
  sizeOf,
} from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { floats } from "../dtypes.js";
import { copyOut, makeResult, outputPlace } from "../elements.js";
import { distanceKernels } from "./distances.js";

/** Products of fewer numbers are done sooner than a kernel is called. */
const fewest = 8192;
const heavy = 262144;
/** As in kernels/products.cpp. */
const depth = 256;
const rowsOfBlock = 64;

/** The kernels of products of matrices. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  const product = (operation: string): Kernel => ({
    operation,
    device: "host",
    dtypes: floats,
    accepts: ([a, b]) => isWorth(engine, shapeOf(a as NDArray, b as NDArray)),
    run: ([a, b]) => multiply(engine, group, a as NDArray, b as NDArray),
  });
  return [
    product("@core/array/matmul"),
    product("sci-linalg/product"),
    {
      operation: "sci-linalg/gram",
      device: "host",
      dtypes: floats,
      accepts: ([a]) => {
        const [k, n] = (a as NDArray).shape.slice(-2) as [number, number];
        return (a as NDArray).shape.length === 2 && isWorth(engine, { lead: [], m: n, k, n });
      },
      run: ([a]) => gram(engine, group, a as NDArray),
    },
    ...distanceKernels(engine, group),
  ];
}

interface Sizes {
  readonly lead: readonly number[];
  readonly m: number;
  readonly k: number;
  readonly n: number;
}

function shapeOf(a: NDArray, b: NDArray): Sizes {
  const [m, k] = a.shape.slice(-2) as [number, number];
  return { lead: broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2)), m, k, n: b.shape.at(-1) as number };
}

function isWorth(engine: Engine, { lead, m, k, n }: Sizes): boolean {
  const count = sizeOf(lead);
  if (count * m * k * n < fewest) return false;
  // Padded panels, scratch, and both inputs and the result.
  const elements = (m + 8) * (k + 8) + 2 * (k + 8) * (n + 8) + (m + 8) * (n + 8) + rowsOfBlock * depth * engine.threads;
  return count * elements < 2 ** 28 && engine.fits(8 * count * elements);
}

/** Where a matrix, or each of a stack, is: steps in elements. */
interface Placed {
  readonly place: number;
  readonly row: number;
  readonly column: number;
  readonly matrix: number;
}

function placed(arena: Arena, a: NDArray, lead: readonly number[]): Placed {
  const [rows, columns] = a.shape.slice(-2) as [number, number];
  const single = sizeOf(a.shape.slice(0, -2)) === 1;
  const own = single ? a.view([rows, columns], a.strides.slice(-2)) : broadcastTo(a, [...lead, rows, columns]);
  if (single && !isContiguous(own.shape, own.strides)) {
    const turned = own.transpose();
    if (isContiguous(turned.shape, turned.strides))
      return { place: arena.put(elementsOf(contiguous(turned))), row: 1, column: rows, matrix: 0 };
  }
  const place = arena.put(elementsOf(contiguous(own)));
  return { place, row: columns, column: 1, matrix: single ? 0 : rows * columns };
}

interface Job {
  readonly a: Placed;
  readonly b: Placed;
  readonly c: number;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly packed?: number;
  readonly blocks?: number;
  readonly half?: boolean;
}

function placeJob(
  engine: Engine,
  arena: Arena,
  { a, b, c, m, k, n, packed = 0, blocks = 1, half = false }: Job,
): number {
  const place = arena.take(64);
  new Uint32Array(engine.memory.buffer, place, 16).set([
    ...[a.place, b.place, c, packed, m, n, k, blocks],
    ...[a.row, a.column, a.matrix, 0, b.row, b.column, b.matrix, half ? 1 : 0],
  ]);
  return place;
}

function multiply(engine: Engine, group: Binary, a: NDArray, b: NDArray): NDArray {
  const { lead, m, k, n } = shapeOf(a, b);
  const result = makeResult(engine, [a, b], a.dtype, [...lead, m, n]);
  const count = sizeOf(lead);
  engine.scope((arena) => {
    const [left, right] = [placed(arena, a, lead), placed(arena, b, lead)];
    const c = outputPlace(engine, arena, result);
    const job = { a: left, b: right, c, m, k, n };
    if (m === 1 || n === 1) vectorProducts(engine, group, arena, a.dtype, job, count);
    else matrixProducts(engine, group, arena, a.dtype, job, count);
    copyOut(engine, c, elementsOf(result));
  });
  return result;
}

function matrixProducts(engine: Engine, group: Binary, arena: Arena, dtype: DType, job: Job, count: number): void {
  const { b, m, k, n } = job;
  const [bytes, width] = dtype === "float64" ? [8, 4] : [4, 8];
  const panels = Math.ceil(n / width);
  const isHeavy = count * m * k * n > heavy;
  const shared = b.matrix === 0;
  const blocks = shared ? Math.ceil(m / rowsOfBlock) : 1;
  const packed = shared ? arena.take(Math.max(1, panels * width * k * bytes)) : 0;
  const place = placeJob(engine, arena, { ...job, packed, blocks });
  if (shared) {
    const grain = Math.max(1, Math.ceil(16384 / (width * k)));
    engine.run(group, `pack_${dtype}`, panels, { grain, heavy: isHeavy && panels * width * k > 65536 }, place);
  }
  const scratch = (rowsOfBlock * depth + (shared ? 0 : panels * width * k)) * bytes;
  const grain = Math.max(1, Math.floor(65536 / (Math.min(m, rowsOfBlock) * k * n)));
  engine.run(group, `multiply_${dtype}`, count * blocks, { grain, scratch, heavy: isHeavy }, place);
}

/** Products with a vector: rows of what is long along the sum, or columns of what is long across it. */
function vectorProducts(engine: Engine, group: Binary, arena: Arena, dtype: DType, job: Job, count: number): void {
  const { a, b, c, m, k, n } = job;
  const bytes = dtype === "float64" ? 8 : 4;
  const isHeavy = m * k * n > heavy;
  for (let i = 0; i < count; i++) {
    const left = { ...a, place: a.place + i * a.matrix * bytes };
    const right = { ...b, place: b.place + i * b.matrix * bytes };
    const target = c + i * m * n * bytes;
    const [vector, matrix, size] = n === 1 ? [right, { ...left }, m] : [left, turned(right), n];
    // A vector's numbers are neighbours, whichever way it stands.
    if (matrix.column === 1) {
      const place = placeJob(engine, arena, { a: matrix, b: vector, c: target, m, k, n });
      engine.run(group, `rows_${dtype}`, size, { grain: Math.max(1, Math.ceil(32768 / k)), heavy: isHeavy }, place);
    } else {
      const place = placeJob(engine, arena, { a: vector, b: turned(matrix), c: target, m, k, n });
      engine.run(group, `columns_${dtype}`, size, { grain: 1024, heavy: isHeavy }, place);
    }
  }
}

const turned = (a: Placed): Placed => ({ ...a, row: a.column, column: a.row });

function gram(engine: Engine, group: Binary, a: NDArray): NDArray {
  const [k, n] = a.shape as [number, number];
  const result = makeResult(engine, [a], a.dtype, [n, n]);
  engine.scope((arena) => {
    const right = placed(arena, a, []);
    const c = outputPlace(engine, arena, result);
    const job = { a: turned(right), b: right, c, m: n, k, n, half: true };
    matrixProducts(engine, group, arena, a.dtype, job, 1);
    engine.run(group, `mirror_${a.dtype}`, Math.ceil(n / 16), {}, placeJob(engine, arena, job));
    copyOut(engine, c, elementsOf(result));
  });
  return result;
}
