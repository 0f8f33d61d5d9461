import { contiguous, elementsOf, type Kernel, type NDArray } from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { floats } from "../dtypes.js";
import { converted, copyOut, makeResult, outputPlace } from "../elements.js";

const fewest = 8192;
const metrics: readonly string[] = ["sqeuclidean", "euclidean", "cityblock", "chebyshev"];

interface PairAttributes {
  readonly metric: string;
  readonly options: { readonly w?: unknown };
}

/** The kernels of distances between points, and of sparse products. */
export function distanceKernels(engine: Engine, group: Binary): readonly Kernel[] {
  const fits = (elements: number): boolean => elements < 2 ** 28 && engine.fits(8 * elements + 4096);
  const isKnown = (attributes: object): boolean => {
    const { metric, options } = attributes as PairAttributes;
    return metrics.includes(metric) && options.w === undefined;
  };
  const host = { device: "host", dtypes: floats };
  return [
    {
      ...host,
      operation: "sci-spatial/cdist",
      accepts: ([a, b], attributes) => {
        const [m, d] = (a as NDArray).shape as [number, number];
        const n = (b as NDArray).shape[0] as number;
        return isKnown(attributes) && m * n * d >= fewest && fits((m + 2 * n + 8) * d + m * n);
      },
      run: ([a, b], attributes) =>
        distances(engine, group, a as NDArray, b as NDArray, (attributes as PairAttributes).metric),
    },
    {
      ...host,
      operation: "sci-spatial/pdist",
      accepts: ([a], attributes) => {
        const [m, d] = (a as NDArray).shape as [number, number];
        return isKnown(attributes) && m * m * d >= 2 * fewest && fits((3 * m + 8) * d + (m * m) / 2);
      },
      run: ([a], attributes) =>
        distances(engine, group, a as NDArray, undefined, (attributes as PairAttributes).metric),
    },
    {
      ...host,
      operation: "sci-cluster/vq",
      accepts: ([a, b]) => {
        const [m, d = 1] = (a as NDArray).shape as [number, number?];
        const n = (b as NDArray).shape[0] as number;
        return n > 0 && m * n * d >= fewest && fits((m + 2 * n + 8) * d + 3 * m);
      },
      run: ([a, b]) => nearest(engine, group, a as NDArray, b as NDArray),
    },
    {
      operation: "sci-sparse/matmul",
      device: "host",
      dtypes: [["float64", "int32", "int32", "float64"]],
      accepts: ([data, , , x], attributes) => {
        const [rows] = (attributes as { shape: readonly [number, number] }).shape;
        const columns = (x as NDArray).shape[1] ?? 1;
        const work = (data as NDArray).size * columns;
        return work >= 2 * fewest && fits(2 * (data as NDArray).size + (x as NDArray).size + rows * (columns + 1));
      },
      run: (inputs, attributes) =>
        sparseProduct(engine, group, inputs, (attributes as { shape: readonly [number, number] }).shape[0]),
    },
  ];
}

const doubles = (a: NDArray): Float64Array => elementsOf(converted(a, "float64"));

interface Job {
  readonly a: number;
  readonly b?: number;
  readonly c: number;
  readonly packed: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly metric?: number;
  readonly starts?: number;
  readonly half?: boolean;
}

/** The same block as that of the products; b are points by coordinates, which panels take the other way round. */
function placeJob(engine: Engine, arena: Arena, job: Job): number {
  const { a, b = 0, c, packed, m, n, k, metric = 0, starts = 0, half = false } = job;
  const place = arena.take(64);
  new Uint32Array(engine.memory.buffer, place, 16).set([
    ...[a, b, c, packed, m, n, k, 1, 0, 0, 0, metric],
    ...[1, k, starts, half ? 1 : 0],
  ]);
  return place;
}

function pack(engine: Engine, group: Binary, arena: Arena, points: number, n: number, k: number): number {
  const panels = Math.ceil(n / 4);
  const packed = arena.take(Math.max(8, panels * 4 * k * 8));
  engine.run(group, "pack_float64", panels, {}, placeJob(engine, arena, { a: 0, b: points, c: 0, packed, m: 0, n, k }));
  return packed;
}

function distances(engine: Engine, group: Binary, a: NDArray, b: NDArray | undefined, metric: string): NDArray {
  const [m, k] = a.shape as [number, number];
  const n = b === undefined ? m : (b.shape[0] as number);
  const result = makeResult(engine, [a], "float64", b === undefined ? [(m * (m - 1)) / 2] : [m, n]);
  engine.scope((arena) => {
    const points = arena.put(doubles(a));
    const packed = pack(engine, group, arena, b === undefined ? points : arena.put(doubles(b)), n, k);
    const c = outputPlace(engine, arena, result);
    const job = { a: points, c, packed, m, n, k, metric: metrics.indexOf(metric), half: b === undefined };
    const grain = Math.max(1, Math.ceil(65536 / (n * k)));
    engine.run(group, "distances", m, { grain, heavy: m * n * k > 262144 }, placeJob(engine, arena, job));
    copyOut(engine, c, elementsOf(result));
  });
  return result;
}

function nearest(engine: Engine, group: Binary, a: NDArray, b: NDArray): NDArray[] {
  const [m, k = 1] = a.shape as [number, number?];
  const n = b.shape[0] as number;
  const labels = makeResult(engine, [a], "int32", [m]);
  const found = makeResult(engine, [a], "float64", [m]);
  engine.scope((arena) => {
    const points = arena.put(doubles(a));
    const packed = pack(engine, group, arena, arena.put(doubles(b)), n, k);
    const [own, other] = [arena.take(4 * m), arena.take(8 * m)];
    const job = { a: points, b: own, c: other, packed, m, n, k };
    const grain = Math.max(1, Math.ceil(65536 / (n * k)));
    engine.run(group, "nearest", m, { grain, heavy: m * n * k > 262144 }, placeJob(engine, arena, job));
    bringBack(engine, own, labels);
    bringBack(engine, other, found);
  });
  return [labels, a.dtype === "float32" ? (found.astype("float32") as NDArray) : found];
}

function sparseProduct(engine: Engine, group: Binary, inputs: readonly NDArray[], rows: number): NDArray {
  const [data, indices, indptr, x] = inputs as [NDArray, NDArray, NDArray, NDArray];
  const columns = x.shape[1] ?? 1;
  const result = makeResult(engine, [x], "float64", x.shape.length === 1 ? [rows] : [rows, columns]);
  engine.scope((arena) => {
    const [a, b, starts, packed] = [data, indices, indptr, x].map((one) => arena.put(elementsOf(contiguous(one)))) as [
      number,
      number,
      number,
      number,
    ];
    const c = outputPlace(engine, arena, result);
    const job = { a, b, c, packed, m: rows, n: columns, k: 0, starts };
    const work = data.size * columns;
    const grain = Math.max(1, Math.ceil((rows * 32768) / work));
    engine.run(group, "sparse", rows, { grain, heavy: work > 131072 }, placeJob(engine, arena, job));
    copyOut(engine, c, elementsOf(result));
  });
  return result;
}

/** Results in the memory as an array; those that live there are other places of it. */
function bringBack(engine: Engine, pointer: number, result: NDArray): void {
  const { buffer, byteOffset, byteLength } = elementsOf(result) as Float64Array;
  const bytes = engine.bytes.subarray(pointer, pointer + byteLength);
  new Uint8Array(buffer, byteOffset, byteLength).set(bytes);
}
