import { type DType, elementsOf, type Kernel, kindOf, type NDArray, type TypedArray } from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { floats, smallWholes } from "../dtypes.js";
import { addColumns, type Extra, partialBytes, sumColumns } from "../reduce/columns.js";
import {
  type Attributes,
  elements,
  isUsual,
  type Layout,
  layoutOf,
  meanDType,
  resultOf,
  sumDType,
} from "../reduce/layout.js";

const small: readonly DType[] = ["bool", ...smallWholes];
const large: readonly DType[] = ["int64", "uint64"];

/** A piece of work: the array, how it is reduced and the memory for it. */
interface Work {
  readonly engine: Engine;
  readonly group: Binary;
  readonly arena: Arena;
  readonly a: NDArray;
  readonly layout: Layout;
  readonly attributes: Attributes;
  readonly size: number;
  readonly staged: number;
}

/** The outputs, in an array of their own, and their dtype. */
type Outputs = readonly [dtype: DType, values: TypedArray];

interface Row {
  readonly dtypes: readonly DType[];
  run(work: Work): Outputs;
}

const every = [...floats, ...small, ...large];

const rows: Readonly<Record<string, Row>> = {
  sum: { dtypes: every, run: (work) => sums(work, false) },
  nansum: { dtypes: every, run: (work) => sums(work, true) },
  mean: { dtypes: [...floats, ...small], run: (work) => means(work, false) },
  nanmean: { dtypes: [...floats, ...small], run: (work) => means(work, true) },
  variance: { dtypes: [...floats, ...small], run: (work) => spreads(work, false, false) },
  std: { dtypes: [...floats, ...small], run: (work) => spreads(work, true, false) },
  nanvariance: { dtypes: [...floats, ...small], run: (work) => spreads(work, false, true) },
  nanstd: { dtypes: [...floats, ...small], run: (work) => spreads(work, true, true) },
  prod: { dtypes: every, run: products },
  nanprod: { dtypes: [...small, ...large], run: products },
  max: { dtypes: every, run: (work) => [work.a.dtype, extremes(work, "max", false)] },
  min: { dtypes: every, run: (work) => [work.a.dtype, extremes(work, "min", false)] },
  nanmax: { dtypes: every, run: (work) => [work.a.dtype, extremes(work, "max", true)] },
  nanmin: { dtypes: every, run: (work) => [work.a.dtype, extremes(work, "min", true)] },
  ptp: { dtypes: every.filter((dtype) => dtype !== "bool"), run: ranges },
  argmax: { dtypes: [...floats, "int32", "uint32"], run: (work) => positions(work, "addargmax") },
  argmin: { dtypes: [...floats, "int32", "uint32"], run: (work) => positions(work, "addargmin") },
  countNonzero: { dtypes: every, run: (work) => ["int64", counts(work)] },
  any: { dtypes: every, run: (work) => ["bool", counts(work)] },
  all: { dtypes: every, run: (work) => ["bool", counts(work).map((n) => (n === work.layout.count ? 1 : 0))] },
};

/** The kernels of reductions along other axes than the last: of elements that lie side by side each goes into its own output. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return Object.entries(rows).map(([name, row]): Kernel => {
    const layout = (inputs: readonly NDArray[], attributes: Attributes): Layout | undefined => {
      const a = inputs[0] as NDArray;
      if (inputs.length > 1 || !isUsual(a, attributes)) return undefined;
      const found = layoutOf(a, attributes, name.startsWith("arg"));
      return found !== undefined && found.inner >= 4 ? found : undefined;
    };
    return {
      operation: `@core/array/${name}`,
      device: "host",
      dtypes: row.dtypes,
      // Beside the kernels of lines.
      priority: 1,
      accepts(inputs, attributes) {
        const found = layout(inputs, attributes);
        return found !== undefined && engine.fits(found.outer * found.inner * 24 + 262144 + partialBytes(found));
      },
      run(inputs, attributes) {
        const a = inputs[0] as NDArray;
        const own = layout(inputs, attributes) as Layout;
        const size = own.outer * own.inner;
        const [dtype, values] = engine.scope((arena) =>
          row.run({ engine, group, arena, a, layout: own, attributes, size, staged: arena.take(16384 * 8) }),
        );
        return resultOf(engine, a, own, dtype, values);
      },
    };
  });
}

const suffixOf = (dtype: DType): string => (dtype === "bool" ? "uint8" : dtype);
const isFloat = (a: NDArray): boolean => kindOf(a.dtype) === "float";
const isLarge = (dtype: DType): boolean => large.includes(dtype);

/** Outputs in the memory, all with one number at first. */
function take({ engine, arena, size }: Work, dtype: DType, first: number): Extra & object {
  const bytes = elements(dtype, 0).BYTES_PER_ELEMENT;
  const pointer = arena.take(size * bytes);
  const values = at(engine, dtype, pointer, size);
  if (isLarge(dtype)) (values as BigInt64Array).fill(BigInt(first));
  else (values as Float64Array).fill(first);
  return { pointer, bytes };
}

function at<Data extends TypedArray>(engine: Engine, dtype: DType, pointer: number, size: number): Data {
  const View = elements(dtype, 0).constructor as unknown as new (
    buffer: ArrayBufferLike,
    at: number,
    n: number,
  ) => Data;
  return new View(engine.memory.buffer, pointer, size);
}

/** A copy of outputs. */
function read<Data extends TypedArray>({ engine, size }: Work, dtype: DType, { pointer }: Extra & object): Data {
  return at<Data>(engine, dtype, pointer, size).slice() as Data;
}

function add(work: Work, kernel: string, out: Extra, ...extras: readonly Extra[]): void {
  const { engine, group, a, layout, staged } = work;
  addColumns(engine, group, `${kernel}_${suffixOf(a.dtype)}`, a, layout, staged, out, ...extras);
}

function sum({ engine, group, a, layout, staged }: Work, out: Extra & object): void {
  sumColumns(engine, group, suffixOf(a.dtype), a, layout, staged, out);
}

function sums(work: Work, skipNaN: boolean): Outputs {
  const { a, attributes } = work;
  const dtype = attributes.dtype ?? sumDType(a.dtype);
  if (!isFloat(a)) {
    const out = take(work, dtype, 0);
    sum(work, out);
    return [dtype, read(work, dtype, out)];
  }
  const out = take(work, "float64", 0);
  if (skipNaN) add(work, "addnansum", out, take(work, "float64", 0));
  else sum(work, out);
  return [dtype, read(work, "float64", out)];
}

/** Means in the memory, and the numbers of elements where some are left out. */
function meansIn(work: Work, skipNaN: boolean): { means: Extra & object; numbers: Float64Array | undefined } {
  const { engine, a, size, layout } = work;
  const skips = skipNaN && isFloat(a);
  const out = take(work, "float64", 0);
  let numbers: Float64Array | undefined;
  if (skips) {
    const counted = take(work, "float64", 0);
    add(work, "addnansum", out, counted);
    numbers = read<Float64Array>(work, "float64", counted);
  } else sum(work, out);
  const values = at<Float64Array>(engine, "float64", out.pointer, size);
  if (!isFloat(a)) {
    const words = at<Int32Array>(engine, "int32", out.pointer, 2 * size);
    for (let i = 0; i < size; i++)
      values[i] = (words[2 * i + 1] as number) * 4294967296 + ((words[2 * i] as number) >>> 0);
  }
  for (let i = 0; i < size; i++) values[i] = (values[i] as number) / (numbers?.[i] ?? layout.count);
  return { means: out, numbers };
}

function means(work: Work, skipNaN: boolean): Outputs {
  const { a, attributes } = work;
  return [attributes.dtype ?? meanDType(a.dtype), read(work, "float64", meansIn(work, skipNaN).means)];
}

function spreads(work: Work, root: boolean, skipNaN: boolean): Outputs {
  const { a, attributes, layout } = work;
  const { means: centre, numbers } = meansIn(work, skipNaN);
  const out = take(work, "float64", 0);
  add(work, numbers === undefined ? "addsquares" : "addnansquares", out, centre);
  const values = read<Float64Array>(work, "float64", out);
  for (let i = 0; i < values.length; i++) {
    const degrees = (numbers?.[i] ?? layout.count) - (attributes.ddof ?? 0);
    const value = (values[i] as number) / (numbers !== undefined && degrees <= 0 ? Number.NaN : Math.max(degrees, 0));
    values[i] = root ? Math.sqrt(value) : value;
  }
  return [attributes.dtype ?? meanDType(a.dtype), values];
}

function products(work: Work): Outputs {
  const { a, attributes } = work;
  const dtype = attributes.dtype ?? sumDType(a.dtype);
  const own = isFloat(a) ? "float64" : dtype;
  const out = take(work, own, 1);
  add(work, "addprod", out);
  return [dtype, read(work, own, out)];
}

function extremes(work: Work, name: "max" | "min", skipNaN: boolean): TypedArray {
  const { engine, a, size, layout } = work;
  const skips = skipNaN && isFloat(a);
  const out = take(work, a.dtype, 0);
  // The first row, which each other row is then compared to once more.
  const values = at<Float64Array>(engine, a.dtype, out.pointer, size);
  const source = elementsOf(a) as Float64Array;
  for (let block = 0; block < layout.outer; block++) {
    const from = block * layout.count * layout.inner;
    values.set(source.subarray(from, from + layout.inner), block * layout.inner);
  }
  add(work, `add${skips ? "nan" : ""}${name}`, out);
  return read(work, a.dtype, out);
}

function ranges(work: Work): Outputs {
  const high = extremes(work, "max", false) as Float64Array;
  const low = extremes(work, "min", false) as Float64Array;
  // Wholes wrap.
  for (let i = 0; i < high.length; i++) high[i] = (high[i] as number) - (low[i] as number);
  return [work.a.dtype, high];
}

function positions(work: Work, kernel: string): Outputs {
  const { a, size } = work;
  const values = take(work, a.dtype, 0);
  const wide = a.dtype === "float64";
  const places = take(work, wide ? "uint64" : "uint32", 0);
  add(work, kernel, values, "row", places);
  if (wide) return ["int64", new BigInt64Array(read<BigUint64Array>(work, "uint64", places).buffer)];
  const found = read<Uint32Array>(work, "uint32", places);
  const result = new Float64Array(size);
  result.set(found);
  return ["int64", result];
}

function counts(work: Work): Float64Array {
  const { engine, group, a, layout, staged, size } = work;
  const out = take(work, "uint32", 0);
  const suffix = isFloat(a) ? a.dtype : suffixOf(a.dtype).replace("uint", "int");
  addColumns(engine, group, `addnonzero_${suffix}`, a, layout, staged, out);
  const result = new Float64Array(size);
  result.set(read<Uint32Array>(work, "uint32", out));
  return result;
}
