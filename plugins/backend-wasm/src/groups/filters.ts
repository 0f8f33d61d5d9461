import { bytesOf, contiguous, type DType, elementsOf, type Kernel, type NDArray, type TypedArray } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { converted, copyOut, makeResult, outputPlace } from "../elements.js";
import { type Border, borderMap } from "./borders.js";
import { acceptsLines, type Lines, lineDTypes, runLines } from "./lines.js";

/** Attributes of a filter along one axis. */
export interface FilterAttributes {
  readonly axis: number;
  readonly border: Border;
  readonly cval: number;
  readonly origin: number;
  readonly dtype: DType;
}

/** The same with the size of a window. */
export interface SizeAttributes extends FilterAttributes {
  readonly size: number;
}

/** The dtypes of weights. */
const weightDTypes: readonly DType[] = ["float64", "float32", "int32", "uint8"];

/** The kernels of filters along one axis, and along two. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [correlation(engine, group), mean(engine, group), separable(engine, group)];
}

/** Elements that a window reaches before and after its own. */
export function reachOf(size: number, origin: number): { before: number; after: number } {
  const before = Math.floor(size / 2) + origin;
  return { before, after: size - 1 - before };
}

/** The lines that a window goes along. */
export function linesOf({ axis, border, cval, origin }: FilterAttributes, size: number): Lines {
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
      const w = elementsOf(converted(weights as NDArray, "float64"));
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

interface AxesAttributes {
  readonly steps: readonly { readonly axis: number; readonly border: Border; readonly origin: number }[];
  readonly cval: number;
  readonly dtype: DType;
}

/** Correlations along the last two axes, in either order, without anything in between. */
function separable(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-ndimage/correlate-axes",
    device: "host",
    dtypes: [
      ["float32", "float64", "float64"],
      ["float64", "float64", "float64"],
    ],
    accepts([a, ...weights], attributes) {
      const { steps, dtype, cval } = attributes as AxesAttributes;
      const { shape, size, dtype: own } = a as NDArray;
      const last = shape.length - 1;
      const axes = steps.map(({ axis }) => axis).sort((one, other) => one - other);
      const length = shape[last] as number;
      const taps = weights.reduce((sum, w) => sum + (w as NDArray).size, 0);
      const width = bytesOf(own);
      const most = separableScratch(length, taps, taps, Math.max(64, 4 * taps));
      return (
        own === dtype &&
        size >= 1024 &&
        axes[0] === last - 1 &&
        axes[1] === last &&
        (own === "float64" ||
          (Math.fround(cval) === cval &&
            weights.every((w) => (elementsOf(w as NDArray) as Float64Array).every((x) => x >= 0)))) &&
        most * width < 2 ** 25 &&
        engine.fits((2 * size + engine.threads * most) * width + 32 * taps)
      );
    },
    run([input, ...weights], attributes) {
      const { steps, dtype, cval } = attributes as AxesAttributes;
      const a = contiguous(input as NDArray);
      const [rows, length] = a.shape.slice(-2) as [number, number];
      const lineFirst = (steps[0] as AxesAttributes["steps"][number]).axis === a.shape.length - 1;
      const result = makeResult(engine, [input as NDArray], dtype, a.shape);
      const width = bytesOf(dtype);
      engine.scope((arena) => {
        const out = outputPlace(engine, arena, result);
        const passes = steps.map(({ border, origin }, i) => {
          const w = elementsOf(contiguous(weights[i] as NDArray)) as Float64Array;
          const { before, after } = reachOf(w.length, origin);
          const exact = arena.put(w);
          const map = arena.put(borderMap(i === (lineFirst ? 0 : 1) ? length : rows, before, after, border));
          const own = dtype === "float64" ? exact : arena.put(Float32Array.from(w));
          return { taps: w.length, values: [own, exact, w.length, before, symmetryOf(w), map] };
        });
        const [across, along] = (lineFirst ? [...passes].reverse() : passes) as [
          (typeof passes)[0],
          (typeof passes)[0],
        ];
        const from = arena.put(elementsOf(a) as TypedArray);
        const band = lineFirst ? Math.max(64, 4 * across.taps) : 64;
        const scratch = separableScratch(length, across.taps, along.taps, band) * width;
        const total = (a.size / (rows * length)) * Math.ceil(rows / band);
        engine.run(
          group,
          `separable_${dtype}`,
          total,
          { grain: 1, scratch, heavy: a.size * (across.taps + along.taps) > 400000 },
          ...[from, out, rows, length, band, lineFirst ? 1 : 0, cval, ...across.values, ...along.values],
        );
        copyOut(engine, out, elementsOf(result) as TypedArray);
      });
      return result;
    },
  };
}

/**
 * Elements of scratch: a row of constants, a tile, the rows of a band with what their windows reach, 8 lines side by side, and where
 * the rows are.
 */
function separableScratch(length: number, across: number, along: number, band: number): number {
  const reach = band + across;
  return (reach + 11) * (length + along + 80) + 66 * reach + 64;
}
