import { bytesOf, type DType, type Kernel, type NDArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { linesOf, reachOf, type SizeAttributes } from "./filters.js";
import { acceptsLines, type LineWork, lineDTypes, runLines } from "./lines.js";

/** The kernels of extremes of windows along one axis. */
export function extremes(engine: Engine, group: Binary, name: string): Kernel {
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
