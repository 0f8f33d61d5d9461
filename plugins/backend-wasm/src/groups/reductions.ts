import { type DType, type Kernel, kindOf, type NDArray, type TypedArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import type { Binary, Engine } from "../contract.js";
import { floats, smallWholes } from "../dtypes.js";
import { type Attributes, isUsual, type Layout, layoutOf, meanDType, resultOf, sumDType } from "../reduce/layout.js";
import { type Merge, mergeSpreads, mergeSums, reduceLines } from "../reduce/lines.js";

const small: readonly DType[] = ["bool", ...smallWholes];
const large: readonly DType[] = ["int64", "uint64"];

/** A piece of work: the array and how it is reduced. */
interface Work {
  readonly engine: Engine;
  readonly group: Binary;
  readonly a: NDArray;
  readonly layout: Layout;
  readonly attributes: Attributes;
}

interface Row {
  readonly dtypes: readonly DType[];
  /** Whether several axes count in the order of the shape. */
  readonly inOrder?: boolean;
  /** Whether one output is left to the reference body, which may stop early. */
  readonly several?: boolean;
  run(work: Work): NDArray;
}

const rows: Readonly<Record<string, Row>> = {
  sum: { dtypes: [...floats, ...small, ...large], run: (work) => sums(work, false) },
  nansum: { dtypes: [...floats, ...small, ...large], run: (work) => sums(work, true) },
  mean: { dtypes: [...floats, ...small], run: (work) => means(work, false) },
  nanmean: { dtypes: [...floats, ...small], run: (work) => means(work, true) },
  variance: { dtypes: [...floats, ...small], run: (work) => spreads(work, false, false) },
  std: { dtypes: [...floats, ...small], run: (work) => spreads(work, true, false) },
  nanvariance: { dtypes: [...floats, ...small], run: (work) => spreads(work, false, true) },
  nanstd: { dtypes: [...floats, ...small], run: (work) => spreads(work, true, true) },
  prod: { dtypes: [...small, ...large], run: products },
  nanprod: { dtypes: [...small, ...large], run: products },
  max: { dtypes: [...floats, ...small, ...large], run: (work) => extremes(work, "max", false) },
  min: { dtypes: [...floats, ...small, ...large], run: (work) => extremes(work, "min", false) },
  nanmax: { dtypes: [...floats, ...small, ...large], run: (work) => extremes(work, "max", true) },
  nanmin: { dtypes: [...floats, ...small, ...large], run: (work) => extremes(work, "min", true) },
  ptp: { dtypes: [...floats, ...small.slice(1), ...large], run: ranges },
  argmax: { dtypes: [...floats, ...small], inOrder: true, run: (work) => positions(work, "argmax") },
  argmin: { dtypes: [...floats, ...small], inOrder: true, run: (work) => positions(work, "argmin") },
  nanargmax: { dtypes: [...floats, ...small], inOrder: true, run: (work) => positions(work, "nanargmax") },
  nanargmin: { dtypes: [...floats, ...small], inOrder: true, run: (work) => positions(work, "nanargmin") },
  countNonzero: { dtypes: [...floats, ...small, ...large], run: (work) => truths(work, "int64", (n) => n) },
  any: {
    dtypes: [...floats, ...small, ...large],
    several: true,
    run: (work) => truths(work, "bool", (n) => (n > 0 ? 1 : 0)),
  },
  all: {
    dtypes: [...floats, ...small, ...large],
    several: true,
    run: (work) => truths(work, "bool", (n) => (n === work.layout.count ? 1 : 0)),
  },
};

/** The kernels of reductions along elements that lie side by side. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return Object.entries(rows).map(([name, row]): Kernel => {
    const layout = (inputs: readonly NDArray[], attributes: Attributes): Layout | undefined => {
      const a = inputs[0] as NDArray;
      if (inputs.length > 1 || !isUsual(a, attributes)) return undefined;
      const found = layoutOf(a, attributes, row.inOrder === true);
      return found?.inner === 1 && !(row.several === true && found.outer === 1) ? found : undefined;
    };
    return {
      operation: `@core/array/${name}`,
      device: "host",
      dtypes: row.dtypes,
      accepts(inputs, attributes) {
        const found = layout(inputs, attributes);
        return found !== undefined && engine.fits(found.outer * 24 + (found.count / 8192) * found.outer * 48 + 262144);
      },
      run: (inputs, attributes) =>
        row.run({
          engine,
          group,
          a: inputs[0] as NDArray,
          layout: layout(inputs, attributes) as Layout,
          attributes,
        }),
    };
  });
}

/** The suffix of kernels for a dtype, where signed and unsigned wholes differ. */
const suffixOf = (dtype: DType): string => (dtype === "bool" ? "uint8" : dtype);

const isFloat = (a: NDArray): boolean => kindOf(a.dtype) === "float";
const isLarge = (a: NDArray): boolean => large.includes(a.dtype);

const addNumbers = mergeSums(1);
const addPairs = mergeSums(2);

function lines<Values extends Float64Array | BigInt64Array | BigUint64Array>(
  { engine, group, a, layout }: Work,
  kernel: string,
  slots: number,
  View: new (buffer: ArrayBufferLike, at: number, length: number) => Values,
  merge: Merge<Values>,
): Values {
  return reduceLines(engine, group, kernel, a, layout, slots, View, merge);
}

function finished({ engine, a, layout }: Work, dtype: DType, values: TypedArray): NDArray {
  return resultOf(engine, a, layout, dtype, values);
}

/** One number for each line of `slots` numbers. */
function mapped(values: Float64Array, slots: number, one: (at: number) => number): Float64Array {
  const result = new Float64Array(values.length / slots);
  for (let i = 0; i < result.length; i++) result[i] = one(i * slots);
  return result;
}

function addWholes(values: BigInt64Array, i: number, j: number): void {
  values[i] = (values[i] as bigint) + (values[j] as bigint);
}

function wholeSums(work: Work): BigInt64Array {
  return lines(work, `sum_${suffixOf(work.a.dtype)}`, 1, BigInt64Array, addWholes);
}

function sums(work: Work, skipNaN: boolean): NDArray {
  const { a, attributes } = work;
  const dtype = attributes.dtype ?? sumDType(a.dtype);
  if (!isFloat(a)) {
    const wholes = wholeSums(work);
    return finished(work, dtype, dtype === "uint64" ? new BigUint64Array(wholes.buffer) : wholes);
  }
  // As the reference body starts from 0, -0 becomes 0.
  if (!skipNaN) {
    const values = lines(work, `sum_${a.dtype}`, 1, Float64Array, addNumbers);
    return finished(
      work,
      dtype,
      mapped(values, 1, (i) => 0 + (values[i] as number)),
    );
  }
  const values = lines(work, `nansum_${a.dtype}`, 2, Float64Array, addPairs);
  return finished(
    work,
    dtype,
    mapped(values, 2, (i) => 0 + (values[i] as number)),
  );
}

function means(work: Work, skipNaN: boolean): NDArray {
  const { a, attributes, layout } = work;
  const dtype = attributes.dtype ?? meanDType(a.dtype);
  const { count } = layout;
  if (!isFloat(a))
    return finished(
      work,
      dtype,
      Float64Array.from(wholeSums(work), (sum) => Number(sum) / count),
    );
  if (!skipNaN) {
    const values = lines(work, `sum_${a.dtype}`, 1, Float64Array, addNumbers);
    return finished(
      work,
      dtype,
      mapped(values, 1, (i) => (0 + (values[i] as number)) / count),
    );
  }
  const values = lines(work, `nansum_${a.dtype}`, 2, Float64Array, addPairs);
  return finished(
    work,
    dtype,
    mapped(values, 2, (i) => (0 + (values[i] as number)) / (values[i + 1] as number)),
  );
}

function spreads(work: Work, root: boolean, skipNaN: boolean): NDArray {
  const { a, attributes } = work;
  const dtype = attributes.dtype ?? meanDType(a.dtype);
  const skips = skipNaN && isFloat(a);
  const kernel = `${skips ? "nan" : ""}spread_${suffixOf(a.dtype)}`;
  const values = lines(work, kernel, 3, Float64Array, mergeSpreads);
  const result = mapped(values, 3, (i) => {
    const degrees = (values[i] as number) - (attributes.ddof ?? 0);
    const value = (values[i + 2] as number) / (skips && degrees <= 0 ? Number.NaN : Math.max(degrees, 0));
    return root ? Math.sqrt(value) : value;
  });
  return finished(work, dtype, result);
}

function products(work: Work): NDArray {
  const wholes = lines(work, `prod_${suffixOf(work.a.dtype)}`, 1, BigInt64Array, (values, i, j) => {
    values[i] = (values[i] as bigint) * (values[j] as bigint);
  });
  const dtype = sumDType(work.a.dtype);
  return finished(work, dtype, dtype === "uint64" ? new BigUint64Array(wholes.buffer) : wholes);
}

function extremeValues(work: Work, name: "max" | "min", skipNaN: boolean): TypedArray {
  const { a } = work;
  const kernel = `${skipNaN && isFloat(a) ? "nan" : ""}${name}_${suffixOf(a.dtype)}`;
  const largest = name === "max";
  if (isLarge(a)) {
    const View = (a.dtype === "int64" ? BigInt64Array : BigUint64Array) as typeof BigInt64Array;
    return lines(work, kernel, 1, View, (values, i, j) => {
      const [p, q] = [values[i] as bigint, values[j] as bigint];
      values[i] = (largest ? p < q : q < p) ? q : p;
    });
  }
  return lines(work, kernel, 1, Float64Array, (values, i, j) => {
    const [p, q] = [values[i] as number, values[j] as number];
    // NaN goes through, or is what a part without numbers gave.
    const takes = (largest ? p < q : q < p) || (skipNaN ? Number.isNaN(p) : Number.isNaN(q));
    values[i] = takes ? q : p;
  });
}

function extremes(work: Work, name: "max" | "min", skipNaN: boolean): NDArray {
  return finished(work, work.a.dtype, extremeValues(work, name, skipNaN));
}

function ranges(work: Work): NDArray {
  const high = extremeValues(work, "max", false) as Float64Array;
  const low = extremeValues(work, "min", false) as Float64Array;
  // Stored in the array's dtype, where wholes wrap.
  for (let i = 0; i < high.length; i++) high[i] = (high[i] as number) - (low[i] as number);
  return finished(work, work.a.dtype, high);
}

function positions(work: Work, name: "argmax" | "argmin" | "nanargmax" | "nanargmin"): NDArray {
  const { engine, group, a, layout } = work;
  const largest = name.endsWith("max");
  const skips = name.startsWith("nan") && isFloat(a);
  const kernel = `${skips ? name : name.replace("nan", "")}_${suffixOf(a.dtype)}`;
  const values = reduceLines(engine, group, kernel, a, layout, 2, Float64Array, mergePositions(largest), true);
  // NaN that are left out count as the end of the scale, which the first element then has.
  const end = largest ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const found = mapped(values, 2, (i) =>
    skips && values[i] === end && (values[i + 1] as number) > 0 ? 0 : (values[i + 1] as number),
  );
  if (skips && found.some((index) => index < 0))
    throw coreError("BAD_VALUE", `${name}: a slice has only NaN; leave it out or fill it first.`);
  return finished(work, "int64", found);
}

/** The first of equals, and of NaN; parts without numbers have the index -1. */
function mergePositions(largest: boolean): Merge<Float64Array> {
  return (values, i, j) => {
    const [p, q] = [values[i] as number, values[j] as number];
    if (values[j + 1] === -1) return;
    const beyond = largest ? p < q : q < p;
    if (values[i + 1] !== -1 && (Number.isNaN(p) || !(beyond || Number.isNaN(q)))) return;
    values[i] = q;
    values[i + 1] = values[j + 1] as number;
  };
}

function truths(work: Work, dtype: DType, finish: (count: number) => number): NDArray {
  const { a } = work;
  const suffix = isFloat(a) ? a.dtype : suffixOf(a.dtype).replace("uint", "int");
  const values = lines(work, `nonzero_${suffix}`, 1, Float64Array, addNumbers);
  return finished(
    work,
    dtype,
    mapped(values, 1, (i) => finish(values[i] as number)),
  );
}
