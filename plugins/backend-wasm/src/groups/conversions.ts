import {
  bytesOf,
  contiguous,
  type DType,
  dtypes,
  elementsOf,
  isComplexDType,
  type Kernel,
  kindOf,
  type NDArray,
  realDType,
} from "@core/array";
import { type Binary, type Engine, grainOf } from "../contract.js";
import { isResident, makeResult } from "../elements.js";
import { copyKernel } from "./copies.js";

/** Elements of one tile: its copies stay in the processor's cache. */
const tile = 16384;
/** Below this, calling costs more than the kernel gains. */
const fewest = 512;

/** The kernels of copies, as they are and in other dtypes. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [
    {
      operation: "@core/array/astype",
      device: "host",
      dtypes,
      accepts([input], attributes) {
        const a = input as NDArray;
        const to = (attributes as { readonly dtype: DType }).dtype;
        if (a.size < fewest || !engine.fits(64 * tile)) return false;
        const kernel = conversionOf(a.dtype, to);
        if (isResident(engine, a)) return kernel !== undefined || setsAll(a.dtype, to);
        return kernel !== undefined && kernel !== "single";
      },
      run: ([input], attributes) =>
        run(engine, group, contiguous(input as NDArray), (attributes as { readonly dtype: DType }).dtype),
    },
    copyKernel(engine, group),
  ];
}

/** The name of the kernel from one dtype to another; undefined where typed arrays convert as fast (and plain ones do it for `single`). */
function conversionOf(from: DType, to: DType): string | undefined {
  const [old, kind] = [kindOf(from), kindOf(to)];
  const bits = 8 * bytesOf(from);
  if (to === "bool") return `truth_${old === "float" || old === "complex" ? from : `int${bits}`}`;
  if (kind === "complex") {
    if (from === "complex128") return "single";
    return from === realDType(to) ? `pairs_${from}` : undefined;
  }
  if (old === "complex") return to === realDType(from) ? `parts_${to}` : undefined;
  if (kind === "float") {
    if (from === "float64") return "single";
    return bits === 64 ? `${from}_${to}` : undefined;
  }
  const wanted = 8 * bytesOf(to);
  if (old === "float") return `cut${wanted}_${from}`;
  if (wanted === 64 && bits < 64) return `widen_${from === "bool" ? "uint8" : from}`;
  return bits === 64 && wanted < 64 ? `narrow_int${wanted}` : undefined;
}

/** Whether typed arrays of one dtype take elements of the other as they are to be converted. */
function setsAll(from: DType, to: DType): boolean {
  return isComplexDType(from) === isComplexDType(to);
}

function run(engine: Engine, group: Binary, a: NDArray, dtype: DType): NDArray {
  const { size } = a;
  const result = makeResult(engine, [a], dtype, a.shape);
  const kernel = conversionOf(a.dtype, dtype);
  if (kernel === undefined) {
    (elementsOf(result) as Float64Array).set(elementsOf(a) as Float64Array);
    return result;
  }
  // Both parts of complex numbers are elements on their own where they stay together.
  const each = isComplexDType(a.dtype) && isComplexDType(dtype) ? 2 : 1;
  const total = size * each;
  if (isResident(engine, a) && isResident(engine, result)) {
    const division = { grain: grainOf(total, tile), heavy: total > 131072 };
    engine.run(group, kernel, total, division, elementsOf(a).byteOffset, elementsOf(result).byteOffset);
    return result;
  }
  engine.scope((arena) => {
    const [source, target] = [elementsOf(a), elementsOf(result)] as [Float64Array, Float64Array];
    const step = (list: Float64Array) => (tile * list.length) / total;
    const from = arena.take(tile * 16);
    const to = arena.take(tile * 16);
    const view = (list: Float64Array, place: number) =>
      new (list.constructor as Float64ArrayConstructor)(engine.memory.buffer as ArrayBuffer, place, step(list));
    const [before, after] = [view(source, from), view(target, to)];
    for (let start = 0; start < total; start += tile) {
      const n = Math.min(tile, total - start);
      const [first, next] = [source, target].map((list) => (start * list.length) / total) as [number, number];
      const [many, more] = [source, target].map((list) => (n * list.length) / total) as [number, number];
      before.set(source.subarray(first, first + many));
      engine.run(group, kernel, n, {}, from, to);
      target.set(n === tile ? after : after.subarray(0, more), next);
    }
  });
  return result;
}
