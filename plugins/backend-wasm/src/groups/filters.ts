import { astype, bytesOf, contiguous, type DType, elementsOf, type Kernel, type NDArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import type { Border } from "./borders.js";
import { acceptsLines, type Lines, type LineWork, lineDTypes, runLines } from "./lines.js";

interface FilterAttributes {
  readonly axis: number;
  readonly border: Border;
  readonly cval: number;
  readonly origin: number;
  readonly dtype: DType;
}

interface SizeAttributes extends FilterAttributes {
  readonly size: number;
}

/** The dtypes of weights. */
const weightDTypes: readonly DType[] = ["float64", "float32", "int32", "uint8"];

/** The kernels of filters along one axis. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [
    correlation(engine, group),
    mean(engine, group),
    ...["minimum", "maximum"].map((name) => extremes(engine, group, name)),
  ];
}

function reachOf(size: number, origin: number): { before: number; after: number } {
  const before = Math.floor(size / 2) + origin;
  return { before, after: size - 1 - before };
}

function linesOf({ axis, border, cval, origin }: FilterAttributes, size: number): Lines {
  return { axis, border, cval, ...reachOf(size, origin) };
}

function correlation(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-ndimage/correlate1d",
    device: "host",
    dtypes: lineDTypes.flatMap((dtype) => weightDTypes.map((own) => [dtype, own])),
    accepts([a, weights], attributes) {
      const { axis, origin, dtype } = attributes as FilterAttributes;
      const reach = reachOf((weights as NDArray).size, origin);
      return lineDTypes.includes(dtype) && acceptsLines(engine, a as NDArray, axis, reach);
    },
    run([a, weights], attributes) {
      const own = attributes as FilterAttributes;
      const w = elementsOf(contiguous(astype(weights as NDArray, "float64"))) as Float64Array;
      const kind = symmetryOf(w);
      const lines = linesOf(own, w.length);
      // Without cancellation float32 sums of float32 numbers are accurate to some last bits.
      const single =
        (a as NDArray).dtype === "float32" &&
        own.dtype === "float32" &&
        kind !== -1 &&
        Math.fround(own.cval) === own.cval &&
        w.every((weight) => weight >= 0);
      return runLines(engine, group, a as NDArray, lines, {
        kernel: single ? "correlate1d_float32" : "correlate1d_float64",
        dtype: own.dtype,
        blocks: single ? [1, 16] : [1, 8],
        width: 8,
        values: (arena) => [arena.put(w), ...(single ? [arena.put(Float32Array.from(w))] : []), w.length, kind],
      });
    },
  };
}

/** 1 for weights that are the same from both ends, -1 for those that change sign, else 0: as the reference body has it. */
function symmetryOf(w: Float64Array): number {
  if (w.length % 2 === 0) return 0;
  const half = (w.length - 1) / 2;
  let largest = 0;
  for (const weight of w) largest = Math.max(largest, Math.abs(weight));
  const limit = Number.EPSILON * Math.min(1, largest);
  let [even, odd] = [true, true];
  for (let k = 1; k <= half; k++) {
    const [left, right] = [w[half - k] as number, w[half + k] as number];
    if (!(Math.abs(right - left) <= limit)) even = false;
    if (!(Math.abs(right + left) <= limit)) odd = false;
  }
  return even ? 1 : odd ? -1 : 0;
}

function mean(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-ndimage/uniform-filter1d",
    device: "host",
    dtypes: lineDTypes,
    accepts([a], attributes) {
      const { axis, size, origin, dtype } = attributes as SizeAttributes;
      return lineDTypes.includes(dtype) && acceptsLines(engine, a as NDArray, axis, reachOf(size, origin));
    },
    run([a], attributes) {
      const { size, dtype } = attributes as SizeAttributes;
      const lines = linesOf(attributes as SizeAttributes, size);
      return runLines(engine, group, a as NDArray, lines, {
        kernel: "uniform1d",
        dtype,
        blocks: [8, 8],
        width: 8,
        values: () => [size],
      });
    },
  };
}

function extremes(engine: Engine, group: Binary, name: string): Kernel {
  return {
    operation: `sci-ndimage/${name}-filter1d`,
    device: "host",
    dtypes: lineDTypes,
    accepts([a], attributes) {
      const { axis, size, origin, dtype, cval } = attributes as SizeAttributes;
      const input = a as NDArray;
      return (
        size > 1 &&
        dtype === input.dtype &&
        holds(dtype, cval) &&
        acceptsLines(engine, input, axis, reachOf(size, origin))
      );
    },
    run([a], attributes) {
      const { size, dtype } = attributes as SizeAttributes;
      const width = bytesOf(dtype);
      const work: LineWork = {
        kernel: `${name}1d_${dtype === "bool" ? "uint8" : dtype}`,
        dtype,
        blocks: [1, 64 / width],
        width,
        room: 16 * size + 256,
        values: () => [size],
      };
      return runLines(engine, group, a as NDArray, linesOf(attributes as SizeAttributes, size), work);
    },
  };
}

/** Whether a dtype has that very number. */
export function holds(dtype: DType, value: number): boolean {
  if (dtype === "float64") return !Number.isNaN(value);
  if (dtype === "float32") return Math.fround(value) === value;
  if (dtype === "bool") return value === 0 || value === 1;
  const bits = 8 * bytesOf(dtype);
  const least = dtype.startsWith("u") ? 0 : -(2 ** (bits - 1));
  return Number.isInteger(value) && value >= least && value < least + 2 ** bits;
}
