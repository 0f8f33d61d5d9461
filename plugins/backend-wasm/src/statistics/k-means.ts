import { hostStorage, type Kernel, type NDArray } from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { copyOf, numbersAt, partsOf, placeOf, plainFrom, sumAt } from "./parts.js";

/** What stat-decomposition's k-means is told; see there. */
interface KMeansAttributes {
  readonly iterations: number;
  readonly limit: number;
}

const heavy = 65536;
const fewest = 4096;

/** The kernels of k-means. */
export function kMeansKernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [
    {
      operation: "stat-decomposition/kMeans",
      device: "host",
      dtypes: [["float64", "float64", "int32"]],
      accepts: ([x, centres]) => {
        const [m, n] = (x as NDArray).shape as [number, number];
        const k = (centres as NDArray).shape[0] as number;
        const elements = m * (n + 1) + (partsOf(m, k * n) + 2) * k * (n + 2);
        return m * n * k >= fewest && elements < 2 ** 28 && engine.fits(8 * elements + 65536);
      },
      run: (inputs, attributes) =>
        engine.scope((arena) => cluster(engine, group, arena, inputs, attributes as KMeansAttributes)),
    },
  ];
}

function cluster(
  engine: Engine,
  group: Binary,
  arena: Arena,
  inputs: readonly NDArray[],
  { iterations, limit }: KMeansAttributes,
): NDArray[] {
  const [x, first, before] = inputs as [NDArray, NDArray, NDArray];
  const [m, n] = x.shape as [number, number];
  const k = first.shape[0] as number;
  const parts = partsOf(m, k * n);
  const [from, centres, labels] = [placeOf(arena, x), copyOf(engine, arena, first), copyOf(engine, arena, before)];
  const [halves, shifts, changed] = [arena.take(8 * k), arena.take(8 * k), arena.take(8 * parts)];
  const [sums, counts] = [arena.take(8 * parts * k * n), arena.take(8 * parts * k)];
  const job = arena.take(64);
  const farthest = largestSquare(numbersAt(engine, from, m * n), n);
  const state = arena.take(24);
  const places = [from, centres, halves, labels, sums, counts, changed, shifts, m, n, k, parts];

  /** Assigns points; how many labels have changed. */
  const assign = (accumulates: boolean): number => {
    const [own, squares] = [numbersAt(engine, centres, k * n), numbersAt(engine, halves, k)];
    for (let t = 0; t < k; t++) squares[t] = squareAt(own, t * n, n) / 2;
    new Uint32Array(engine.memory.buffer, job, 13).set([...places, accumulates ? 1 : 0]);
    // What rounding may change in products and in differences.
    const size = Math.sqrt(farthest) + Math.sqrt(largestSquare(own, n));
    numbersAt(engine, job + 56, 1)[0] = Math.max(2 ** -1000, 2 * (n + 4) * Number.EPSILON * size * size);
    engine.run(group, "cluster_rows", parts, { grain: 1, scratch: 16 * k, heavy: m * n * k > heavy }, job);
    const partial = numbersAt(engine, counts, parts * k).slice();
    const total = numbersAt(engine, counts, k).fill(0);
    partial.forEach((count, at) => {
      total[at % k] = (total[at % k] as number) + count;
    });
    return sumAt(engine, changed, parts);
  };
  const result = (own: readonly number[]): NDArray[] => {
    numbersAt(engine, state, 3).set(own);
    const found = new Int32Array(new Int32Array(engine.memory.buffer as ArrayBuffer, labels, m));
    return [
      x.make("int32", [m], hostStorage(found)),
      plainFrom(engine, x, centres, [k, n]),
      plainFrom(engine, x, state, [3]),
    ];
  };
  for (let count = 0; count < iterations; count++) {
    const stays = assign(true) === 0;
    if (numbersAt(engine, counts, k).includes(0)) return result([1, count, stays ? 1 : 0]);
    if (stays) return result([0, count + 1, 1]);
    engine.run(group, "cluster_centres", k, { grain: 1, heavy: parts * k * n > heavy }, job);
    if (sumAt(engine, shifts, k) <= limit) break;
  }
  assign(false);
  return result([0, iterations, 0]);
}

/** The square of the length of the longest row. */
function largestSquare(rows: Float64Array, n: number): number {
  let largest = 0;
  for (let place = 0; place < rows.length; place += n) largest = Math.max(largest, squareAt(rows, place, n));
  return largest;
}

function squareAt(rows: Float64Array, place: number, n: number): number {
  let sum = 0;
  for (let j = place; j < place + n; j++) sum += (rows[j] as number) * (rows[j] as number);
  return sum;
}
