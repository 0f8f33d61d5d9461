import {
  contiguousStrides,
  type DType,
  elementsOf,
  type Kernel,
  type NDArray,
  sizeOf,
  type TypedArray,
} from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { converted, copyOut, makeResult, outputPlace } from "../elements.js";
import { acceptsLines, lineDTypes, runLines } from "./lines.js";

/** Codes of modes. */
const modeCodes = {
  reflect: 0,
  "grid-mirror": 0,
  constant: 1,
  "grid-constant": 2,
  nearest: 3,
  mirror: 4,
  "grid-wrap": 5,
  wrap: 6,
} as const;

type Mode = keyof typeof modeCodes;

interface SampleAttributes {
  readonly order: number;
  readonly mode: Mode;
  readonly cval: number;
  readonly pad: number;
  readonly dtype: DType;
}

interface AffineAttributes extends SampleAttributes {
  readonly outputShape: readonly number[];
  readonly matrix?: readonly number[];
  readonly offset?: readonly number[];
  readonly zoom?: readonly number[];
  readonly shift?: readonly number[];
  readonly gridMode?: boolean;
}

/** Elements from which on a kernel is worth its staging. */
const fewest = 512;
/** Elements of a line that are done at a time. */
const chunk = 512;

/** Bytes for a place along an axis: its coordinate, and the offsets, weights and state of what is around it. */
const placeBytes = 8 + 24 + 48 + 1;

/** The kernels of interpolation. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [spline(engine, group), affine(engine, group), coordinates(engine, group)];
}

function accepts(engine: Engine, a: NDArray, size: number, { dtype }: SampleAttributes, tables = 0): boolean {
  return (
    lineDTypes.includes(dtype) &&
    a.size > 0 &&
    size >= fewest &&
    a.shape.length <= 8 &&
    a.size < 2 ** 28 &&
    engine.fits(8 * a.size + 8 * size + tables + engine.threads * 65536)
  );
}

/** The coefficients as float64, and the words that tell how to interpolate between them. */
function gridOf(arena: Arena, a: NDArray, { order, mode, cval, pad }: SampleAttributes): [words: number, data: number] {
  const data = arena.put(elementsOf(converted(a, "float64")));
  const words = [a.shape.length, order, modeCodes[mode], cval, pad, ...a.shape, ...contiguousStrides(a.shape)];
  return [arena.put(Float64Array.from(words)), data];
}

/** Makes the result of a shape by a kernel. */
function sampled(
  engine: Engine,
  input: NDArray,
  dtype: DType,
  shape: readonly number[],
  work: (arena: Arena, out: number, code: number) => void,
): NDArray {
  const result = makeResult(engine, [input], dtype, shape);
  engine.scope((arena) => {
    const out = outputPlace(engine, arena, result);
    work(arena, out, lineDTypes.indexOf(dtype));
    copyOut(engine, out, elementsOf(result) as TypedArray);
  });
  return result;
}

function affine(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-ndimage/affine",
    device: "host",
    dtypes: lineDTypes,
    accepts([a], attributes) {
      const { outputShape } = attributes as AffineAttributes;
      const tables = placeBytes * outputShape.reduce((sum, size) => sum + size, 0);
      return (
        outputShape.length > 0 &&
        outputShape.length <= 8 &&
        accepts(engine, a as NDArray, sizeOf(outputShape), attributes as AffineAttributes, tables)
      );
    },
    run([a], attributes) {
      const own = attributes as AffineAttributes;
      const { outputShape, matrix, offset, dtype } = own;
      const width = outputShape.at(-1) as number;
      const total = sizeOf(outputShape) / width;
      const heavy = total * width > 8192;
      const grain = Math.max(1, Math.ceil(2048 / width));
      return sampled(engine, a as NDArray, dtype, outputShape, (arena, out, code) => {
        const [words, data] = gridOf(arena, a as NDArray, own);
        const shape = arena.put(Float64Array.from(outputShape));
        if (matrix !== undefined) {
          const rows = arena.put(Float64Array.from(matrix));
          const moved = arena.put(Float64Array.from(offset ?? []));
          engine.run(
            group,
            "matrix",
            total,
            { grain, heavy, scratch: 8 * chunk * (1 + (a as NDArray).shape.length) },
            ...[words, data, out, code, outputShape.length, shape, rows, moved],
          );
          return;
        }
        const lists = axisCoordinates(own);
        const sizes = lists.reduce((sum, list) => sum + list.length, 0);
        const [offsets, weights, states] = [arena.take(24 * sizes), arena.take(48 * sizes), arena.take(sizes)];
        const starts: number[] = [];
        let start = 0;
        for (const [axis, list] of lists.entries()) {
          starts.push(start);
          const places = [offsets + 24 * start, weights + 48 * start, states + start];
          engine.run(group, "taps", list.length, {}, words, axis, arena.put(list), ...places);
          start += list.length;
        }
        engine.run(
          group,
          "axes",
          total,
          { grain, heavy, scratch: 8 * chunk },
          ...[words, data, out, code, shape, offsets, weights, states, arena.put(Uint32Array.from(starts))],
        );
      });
    },
  };
}

function axisCoordinates({ outputShape, zoom, shift, gridMode }: AffineAttributes): Float64Array[] {
  return outputShape.map((size, axis) => {
    const list = new Float64Array(size);
    const step = zoom?.[axis];
    const moved = shift?.[axis];
    for (let k = 0; k < size; k++) {
      let place = k;
      if (moved !== undefined) place += moved;
      if (step !== undefined) place = gridMode === true ? (place + 0.5) * step - 0.5 : place * step;
      list[k] = place;
    }
    return list;
  });
}

function coordinates(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-ndimage/map-coordinates",
    device: "host",
    dtypes: lineDTypes.flatMap((dtype) =>
      (["float64", "float32", "int32"] as const).map((own) => [dtype, own] as const),
    ),
    accepts([a, places], attributes) {
      const own = attributes as SampleAttributes;
      const size = sizeOf((places as NDArray).shape.slice(1));
      return (
        accepts(engine, a as NDArray, size, own) &&
        engine.fits(8 * (a as NDArray).size + 8 * size * ((a as NDArray).shape.length + 1) + engine.threads * 65536)
      );
    },
    run([a, places], attributes) {
      const own = attributes as SampleAttributes;
      const given = places as NDArray;
      const shape = given.shape.slice(1);
      const total = sizeOf(shape);
      return sampled(engine, a as NDArray, own.dtype, shape, (arena, out, code) => {
        const [words, data] = gridOf(arena, a as NDArray, own);
        const lists = arena.put(elementsOf(converted(given, "float64")));
        const division = { grain: 4096, heavy: total > 8192, scratch: 8 * chunk };
        engine.run(group, "points", total, division, words, data, out, code, lists, total);
      });
    },
  };
}

interface SplineAttributes {
  readonly order: number;
  readonly axis: number;
  readonly mode: Mode;
}

/** Poles of the B-spline filters of orders 2 to 5. */
const poles: readonly (readonly number[])[] = [
  [-0.1715728752538099],
  [-0.2679491924311227],
  [-0.36134122590022016, -0.013725429297339121],
  [-0.4305753470999738, -0.04309628820326465],
];

function spline(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-ndimage/spline-filter1d",
    device: "host",
    dtypes: lineDTypes,
    accepts([a], attributes) {
      const { axis, order } = attributes as SplineAttributes;
      const length = (a as NDArray).shape[axis] ?? 0;
      return order >= 2 && length >= 2 && acceptsLines(engine, a as NDArray, axis, { before: 0, after: 0 });
    },
    run([a], attributes) {
      const { axis, order, mode } = attributes as SplineAttributes;
      const length = (a as NDArray).shape[axis] as number;
      const own = poles[order - 2] as readonly number[];
      const gain = own.reduce((product, z) => product * (1 - z) * (1 - 1 / z), 1);
      const ends = mode === "grid-wrap" ? 1 : ["reflect", "grid-mirror", "nearest"].includes(mode) ? 2 : 0;
      return runLines(
        engine,
        group,
        a as NDArray,
        { axis, before: 0, after: 0, border: "nearest", cval: 0 },
        {
          kernel: "spline",
          dtype: "float64",
          blocks: [8, 8],
          width: 8,
          values: (arena) => [
            gain,
            arena.put(Float64Array.from(own.flatMap((z) => [z, z ** (length - 1), z ** length]))),
            own.length,
            ends,
          ],
        },
      );
    },
  };
}
