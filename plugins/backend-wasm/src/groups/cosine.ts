import {
  bytesOf,
  contiguous,
  type DType,
  elementsOf,
  isComplexDType,
  type Kernel,
  type NDArray,
  sizeOf,
  type TypedArray,
} from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { isResident, makeResult } from "../elements.js";
import {
  type CosineAttributes,
  type Method,
  methodOf,
  type PairRows,
  type PartRows,
  type Rows,
} from "../fft/cosine.js";
import { lengthOf } from "../fft/factors.js";
import { innerLength, isPossible, lanesFor, transformLines } from "../fft/lines.js";
import { sharedTransforms, type Transforms } from "../fft/shared.js";
import type { Precision, Tables } from "../fft/tables.js";

type Attributes = CosineAttributes & { readonly axis: number };

const dtypes: readonly DType[] = ["float32", "float64", "complex64", "complex128"];
const fewest = 256;
const heavy = 65536;
/** Bytes of lines that are done at a time, for each thread: they stay in the processor's cache. */
const chunk = 262144;

/** The kernels of cosine and sine transforms: rows before and after the Fourier transforms of the group `fft`. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [
    {
      operation: "sci-fft/dct",
      device: "host",
      dtypes,
      accepts: ([a], attributes) => isFit(engine, a as NDArray, attributes as Attributes),
      run: ([a], attributes) =>
        run(engine, group, sharedTransforms(engine) as Transforms, a as NDArray, attributes as Attributes),
    },
  ];
}

/** Complex arrays are arrays of pairs. */
function sizesOf(a: NDArray, axis: number): { outer: number; inner: number } {
  const inner = sizeOf(a.shape.slice(axis + 1)) * (isComplexDType(a.dtype) ? 2 : 1);
  return { outer: sizeOf(a.shape.slice(0, axis)), inner };
}

const fromOf = ({ kind }: Method): "real" | "hermitian" | "complex" => kind;
const precisionOf = ({ dtype }: NDArray): Precision =>
  dtype === "float32" || dtype === "complex64" ? "float32" : "float64";

function isFit(engine: Engine, a: NDArray, attributes: Attributes): boolean {
  const { n, axis, sine, type } = attributes;
  if (sharedTransforms(engine) === undefined || n < 4 || a.shape[axis] !== n || a.size < fewest) return false;
  const points = type === 1 ? 2 * (sine ? n + 1 : n - 1) : type === 4 && n % 2 === 0 ? n / 2 : n;
  const length = innerLength({ n: points, from: type === 4 && n % 2 === 0 ? "complex" : "real" });
  if (!isPossible(length)) return false;
  const { outer, inner } = sizesOf(a, axis);
  const all = 8 * outer * inner * (8 * n + 16);
  const m = lengthOf(length);
  const scratch = 64 * (m + 2) * lanesFor("float64", m, Number.POSITIVE_INFINITY) * engine.threads;
  return all < 2 ** 31 && engine.fits(all + scratch + 64 * (m + n));
}

function run(
  engine: Engine,
  group: Binary,
  { group: fft, tables }: Transforms,
  a: NDArray,
  attributes: Attributes,
): NDArray {
  const { n, axis } = attributes;
  const precision = precisionOf(a);
  const width = bytesOf(precision);
  const { outer, inner } = sizesOf(a, axis);
  const method = methodOf(attributes);
  const result = makeResult(engine, [a], a.dtype, a.shape);
  const source = elementsOf(contiguous(a)) as TypedArray;
  const target = elementsOf(result) as TypedArray;
  const [there, back] = [source.buffer === engine.memory.buffer, isResident(engine, result)];
  const rows = method.before.from.length;
  const writes = method.kind === "real" ? Math.floor(method.points / 2) + 1 : method.points;
  const prepared = rows * inner * width * (method.kind === "real" ? 1 : 2);
  const between = writes * inner * width * (method.kind === "hermitian" ? 1 : 2);
  const bytes = n * inner * width;
  const step = Math.min(outer, Math.max(1, Math.floor((chunk * engine.threads) / (bytes + prepared))));
  engine.scope((kept) => {
    tables.begin(kept);
    const before = placeRows(tables, `before ${keyOf(attributes)}`, method.before);
    const after = placeRows(tables, `after ${keyOf(attributes)}`, method.after);
    const [first, second] = [kept.take(step * prepared), kept.take(step * between)];
    const [sourceRoom, targetRoom] = [there ? 0 : kept.take(step * bytes), back ? 0 : kept.take(step * bytes)];
    const job = kept.take(32);
    for (let o = 0; o < outer; o += step) {
      const count = Math.min(step, outer - o);
      const [from, to] = [
        there ? source.byteOffset + o * bytes : sourceRoom,
        back ? target.byteOffset + o * bytes : targetRoom,
      ];
      if (!there) engine.bytes.set(new Uint8Array(source.buffer, source.byteOffset + o * bytes, count * bytes), from);
      const rowsOf = (side: Placed, own: number, out: number, height: number) => {
        const words = [own, out, height, side.count, inner, side.from, side.other, side.factors];
        new Uint32Array(engine.memory.buffer, job, 8).set(words);
        const total = count * side.count;
        const grain = Math.max(1, Math.ceil(heavy / 4 / inner));
        engine.run(group, `${side.kernel}_${precision}`, total, { grain, heavy: total * inner > heavy }, job);
      };
      rowsOf(before, from, first, n);
      engine.scope((arena) =>
        transformLines(
          { engine, group: fft, arena, tables, precision },
          {
            ...{
              source: first,
              target: second,
              outer: count,
              inner,
              n: method.points,
              have: rows,
              from: fromOf(method),
            },
            ...{ writes, inverse: method.kind === "hermitian", scale: 1 },
          },
        ),
      );
      rowsOf(after, second, to, writes);
      if (!back)
        new Uint8Array(target.buffer, target.byteOffset + o * bytes, count * bytes).set(
          engine.bytes.subarray(to, to + count * bytes),
        );
    }
  });
  return result;
}

const keyOf = ({ sine, type, n, orthogonal, scale }: CosineAttributes): string =>
  `${sine} ${type} ${n} ${orthogonal} ${scale}`;

interface Placed {
  readonly kernel: "rows" | "pairs" | "parts";
  readonly count: number;
  readonly factors: number;
  readonly from: number;
  readonly other: number;
}

/** Brings the tables of rows into the memory: factors, then numbers of rows. */
function placeRows(tables: Tables, key: string, rows: Rows | PairRows | PartRows): Placed {
  const count = rows.from.length;
  const [kernel, each] =
    "first" in rows ? (["rows", 1] as const) : "other" in rows ? (["pairs", 4] as const) : (["parts", 2] as const);
  const factors = tables.place(key, () => {
    const table = new Float64Array(each * count + count);
    const wholes = new Int32Array(table.buffer, 8 * each * count);
    wholes.set(rows.from);
    if ("first" in rows) table.set(rows.first);
    else if ("other" in rows) {
      table.set(rows.factors);
      wholes.set(rows.other, count);
    } else for (let p = 0; p < count; p++) table.set([rows.re[p] as number, rows.im[p] as number], 2 * p);
    return table;
  });
  const from = factors + 8 * each * count;
  return { kernel, count, factors, from, other: from + 4 * count };
}
