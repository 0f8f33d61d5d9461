import {
  astype,
  type DType,
  elementsOf,
  hostStorage,
  type Kernel,
  kindOf,
  moveAxis,
  type NDArray,
  resultType,
  sizeOf,
  type TypedArray,
} from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { converted, copyOut, makeResult, outputPlace } from "../elements.js";
import type { Border } from "./borders.js";
import { fewLines } from "./few-lines.js";
import { acceptsLines, type Lines, lineDTypes, runLines } from "./lines.js";

/** Dtypes of coefficients. */
const coefficients: readonly DType[] = ["float64", "float32", "int32", "int64"];
const data = lineDTypes.filter((dtype) => dtype !== "bool");
const floats: readonly DType[] = ["float64", "float32"];

/** The kernels of filters of signals. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [
    lfilter(engine, group),
    sosfilt(engine, group),
    filtfilt(engine, group),
    upfirdn(engine, group),
    fir(engine, group),
    convolution(engine, group),
    ...fewLines(engine, group),
  ];
}

function numbersOf(a: NDArray): Float64Array {
  return elementsOf(converted(a, "float64"));
}

/** The dtype of results: whole numbers become float64. */
function floatOf(inputs: readonly NDArray[]): DType {
  const dtype = resultType(...inputs.map((input) => input.dtype));
  return kindOf(dtype) === "float" ? dtype : "float64";
}

/** Where an axis is that may be counted from the end; -1 where there is none. */
function axisOf(a: NDArray, axis: number): number {
  const rank = a.shape.length;
  return axis >= -rank && axis < rank ? (axis + rank) % rank : -1;
}

/** Whether there are lines enough to take eight at a time. */
function manyLines(engine: Engine, x: NDArray, axis: number, border = 0, made = x.shape[axis] as number): boolean {
  return (
    axis >= 0 &&
    x.size >= 4 * (x.shape[axis] as number) &&
    acceptsLines(engine, x, axis, { before: border, after: border, made })
  );
}

/** Filters all lines of `x`; states are `order` numbers for each line, one behind the other, filter after filter, and are changed. */
function filtered(
  engine: Engine,
  group: Binary,
  inputs: readonly NDArray[],
  x: NDArray,
  axis: number,
  coefficients: Float64Array,
  order: number,
  states: Float64Array,
): NDArray {
  let place = 0;
  return runLines(engine, group, x, alone(axis), {
    kernel: "recursive",
    dtype: floatOf(inputs),
    blocks: [8, 8],
    width: 8,
    room: 64 * (order + 8),
    values(arena) {
      place = arena.put(states);
      return [arena.put(coefficients), order, coefficients.length / (2 * order + 2), place];
    },
    done: () => states.set(new Float64Array(engine.memory.buffer as ArrayBuffer, place, states.length)),
  });
}

/** Lines without borders. */
function alone(axis: number): Lines {
  return { axis, before: 0, after: 0, border: "nearest", cval: 0 };
}

/** Coefficients divided by the first of the denominator and filled up with zeros to one length. */
function normalized(numerator: NDArray, denominator: NDArray): [b: Float64Array, a: Float64Array] {
  const [b, a] = [numbersOf(numerator), numbersOf(denominator)];
  const size = Math.max(b.length, a.length);
  const first = a[0] as number;
  const filled = (own: Float64Array) => Float64Array.from({ length: size }, (_, k) => (own[k] ?? 0) / first);
  return [filled(b), filled(a)];
}

/** The shape of a state: that of `x` with another size along the axis. */
function stateShape(x: NDArray, axis: number, size: number): number[] {
  return x.shape.map((own, k) => (k === axis ? size : own));
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.join() === b.join();
}

function lfilter(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-signal/lfilter",
    device: "host",
    dtypes: coefficients.flatMap((b) =>
      coefficients.flatMap((a) =>
        data.flatMap((x) => [[b, a, x], ...floats.map((zi): readonly DType[] => [b, a, x, zi])]),
      ),
    ),
    accepts([b, a, x, zi], attributes) {
      const [numerator, denominator, input] = [b, a, x] as [NDArray, NDArray, NDArray];
      const axis = axisOf(input, (attributes as { axis: number }).axis);
      const order = Math.max(numerator.size, denominator.size) - 1;
      if (numerator.size === 0 || denominator.size === 0 || order < 1 || order > 64) return false;
      if (!manyLines(engine, input, axis)) return false;
      if (zi !== undefined && !sameShape(zi.shape, stateShape(input, axis, order))) return false;
      const below = numbersOf(denominator);
      // Without feedback the reference body convolves.
      return below[0] !== 0 && !(order > 3 && below.every((one, k) => k === 0 || one === 0));
    },
    run(inputs, attributes) {
      const [numerator, denominator, x, zi] = inputs as readonly [NDArray, NDArray, NDArray, NDArray?];
      const axis = axisOf(x, (attributes as { axis: number }).axis);
      const [b, a] = normalized(numerator, denominator);
      const order = b.length - 1;
      const lines = x.size / (x.shape[axis] as number);
      const states = zi === undefined ? new Float64Array(lines * order) : numbersOf(moveAxis(zi, axis, -1)).slice();
      const y = filtered(engine, group, inputs, x, axis, Float64Array.from([...b, ...a]), order, states);
      const lead = x.shape.filter((_, k) => k !== axis);
      const final = x.make("float64", [...lead, order], hostStorage(states));
      return [y, astype(moveAxis(final, -1, axis), y.dtype)];
    },
  };
}

function sosfilt(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-signal/sosfilt",
    device: "host",
    dtypes: floats.flatMap((sos) =>
      data.flatMap((x) => [[sos, x], ...floats.map((zi): readonly DType[] => [sos, x, zi])]),
    ),
    accepts([sos, x, zi], attributes) {
      const [sections, input] = [sos, x] as [NDArray, NDArray];
      const axis = axisOf(input, (attributes as { axis: number }).axis);
      const count = sections.shape[0] as number;
      if (count < 1 || count > 64 || !manyLines(engine, input, axis)) return false;
      return zi === undefined || sameShape(zi.shape, [count, ...stateShape(input, axis, 2)]);
    },
    run(inputs, attributes) {
      const [sos, x, zi] = inputs as readonly [NDArray, NDArray, NDArray?];
      const axis = axisOf(x, (attributes as { axis: number }).axis);
      const count = sos.shape[0] as number;
      const lines = x.size / (x.shape[axis] as number);
      const states =
        zi === undefined ? new Float64Array(2 * count * lines) : numbersOf(moveAxis(zi, axis + 1, -1)).slice();
      const y = filtered(engine, group, inputs, x, axis, numbersOf(sos), 2, states);
      const lead = x.shape.filter((_, k) => k !== axis);
      const final = x.make("float64", [count, ...lead, 2], hostStorage(states));
      return [y, astype(moveAxis(final, -1, axis + 1), y.dtype)];
    },
  };
}

interface BothWays {
  readonly axis: number;
  readonly edge: number;
  readonly kind: "odd" | "even" | "constant" | null;
  readonly dtype: DType;
}

function filtfilt(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-signal/filtfilt",
    device: "host",
    dtypes: data.map((x) => ["float64", "float64", x]),
    accepts([filters, , x], attributes) {
      const [, , taps] = (filters as NDArray).shape as [number, number, number];
      const { axis, edge, dtype } = attributes as BothWays;
      const at = axisOf(x as NDArray, axis);
      if (taps < 2 || taps > 64 || !lineDTypes.includes(dtype) || !manyLines(engine, x as NDArray, at, edge))
        return false;
      const own = numbersOf(filters as NDArray);
      // Without feedback the reference body convolves.
      return taps < 5 || own.some((one, k) => one !== 0 && Math.floor(k / taps) % 2 === 1 && k % taps > 0);
    },
    run([filters, states, x], attributes) {
      const [count, , taps] = (filters as NDArray).shape as [number, number, number];
      const { axis, edge, kind, dtype } = attributes as BothWays;
      const lines: Lines = {
        axis: axisOf(x as NDArray, axis),
        before: edge,
        after: edge,
        border: kind === "constant" ? "nearest" : "mirror",
        cval: 0,
      };
      return runLines(engine, group, x as NDArray, lines, {
        kernel: "forward_back",
        dtype,
        blocks: [8, 8],
        width: 8,
        room: 64 * (taps + 8),
        values: (arena) => [
          arena.put(numbersOf(filters as NDArray)),
          taps - 1,
          count,
          arena.put(numbersOf(states as NDArray)),
          kind === "odd" ? 1 : 0,
        ],
      });
    },
  };
}

interface UpfirdnAttributes {
  readonly up: number;
  readonly down: number;
  readonly axis: number;
  readonly mode: string;
  readonly cval: number;
}

/** Modes beyond the ends that are borders, by their names there. */
const borders: Readonly<Partial<Record<string, Border>>> = {
  constant: "constant",
  edge: "nearest",
  wrap: "wrap",
  symmetric: "reflect",
  reflect: "mirror",
};

function upfirdn(engine: Engine, group: Binary): Kernel {
  const resultLength = (taps: number, length: number, { up, down }: UpfirdnAttributes) =>
    Math.floor(((length - 1) * up + taps - 1) / down) + 1;
  return {
    operation: "sci-signal/upfirdn",
    device: "host",
    dtypes: floats.flatMap((h) => data.map((x) => [h, x])),
    accepts([h, x], attributes) {
      const [filter, input] = [h, x] as [NDArray, NDArray];
      const own = attributes as UpfirdnAttributes;
      const axis = axisOf(input, own.axis);
      const length = input.shape[axis] ?? 0;
      const width = Math.ceil(filter.size / own.up);
      const made = length === 0 ? 0 : resultLength(filter.size, length, own);
      return (
        borders[own.mode] !== undefined &&
        length > 0 &&
        made < 2 ** 20 &&
        own.up < 65536 &&
        floats.includes(resultType(filter.dtype, input.dtype, "float32")) &&
        manyLines(engine, input, axis, width, made)
      );
    },
    run([h, x], attributes) {
      const own = attributes as UpfirdnAttributes;
      const [filter, input] = [numbersOf(h as NDArray), x as NDArray];
      const axis = axisOf(input, own.axis);
      const { up, down, cval } = own;
      const width = Math.ceil(filter.length / up);
      const phases = new Float64Array(width * up);
      for (const [i, one] of filter.entries()) phases[(i % up) * width + (width - 1 - Math.floor(i / up))] = one;
      const length = resultLength(filter.length, input.shape[axis] as number, own);
      const lines: Lines = { axis, before: width, after: width, border: borders[own.mode] as Border, cval };
      return runLines(engine, group, input, lines, {
        kernel: "polyphase",
        dtype: resultType((h as NDArray).dtype, input.dtype, "float32"),
        blocks: [8, 8],
        width: 8,
        length,
        values: (arena) => [length, arena.put(phases), up, down, width],
      });
    },
  };
}

interface FirAttributes {
  readonly axis: number;
  readonly mode: "mirror" | "constant" | "nearest" | "wrap";
  readonly cval: number;
  readonly dtype: DType;
}

function fir(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-signal/convolveLines",
    device: "host",
    dtypes: data.map((x) => [x, "float64"]),
    accepts([x, kernel], attributes) {
      const { axis, dtype } = attributes as FirAttributes;
      const { size } = kernel as NDArray;
      const at = axisOf(x as NDArray, axis);
      return (
        at >= 0 && lineDTypes.includes(dtype) && acceptsLines(engine, x as NDArray, at, { before: size, after: size })
      );
    },
    run([x, kernel], attributes) {
      const { axis, mode, cval, dtype } = attributes as FirAttributes;
      const weights = numbersOf(kernel as NDArray);
      const after = Math.floor(weights.length / 2);
      const lines: Lines = {
        axis: axisOf(x as NDArray, axis),
        before: weights.length - 1 - after,
        after,
        border: mode,
        cval,
      };
      return runLines(engine, group, x as NDArray, lines, {
        kernel: "fir",
        dtype,
        blocks: [1, 8],
        width: 8,
        values: (arena) => [arena.put(weights), weights.length],
      });
    },
  };
}

type ConvolutionMode = "full" | "same" | "valid";

/** Elements of a line of the result that are done at a time. */
const chunk = 4096;

/** The shape of a part of the full convolution, and where it begins. */
function partOf(mode: ConvolutionMode, x: readonly number[], kernel: readonly number[]): [number[], number[]] {
  const full = x.map((size, k) => size + (kernel[k] as number) - 1);
  if (mode === "full") return [full, full.map(() => 0)];
  if (mode === "same") return [[...x], kernel.map((size) => Math.floor((size - 1) / 2))];
  return [x.map((size, k) => size - (kernel[k] as number) + 1), kernel.map((size) => size - 1)];
}

function convolution(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-signal/convolveDirect",
    device: "host",
    dtypes: floats.flatMap((x) => floats.map((kernel) => [x, kernel])),
    accepts([x, kernel], attributes) {
      const [a, b] = [x, kernel] as [NDArray, NDArray];
      const { mode } = attributes as { mode: ConvolutionMode };
      if (a.shape.length === 0 || a.shape.length > 8 || b.size === 0 || a.size * b.size < 16384) return false;
      if (a.shape.some((size, k) => size < (b.shape[k] as number))) return false;
      const [shape] = partOf(mode, a.shape, b.shape);
      const bytes = 8 * (a.size + b.size + sizeOf(shape)) + engine.threads * (8 * (b.shape.at(-1) as number) + 90000);
      return engine.fits(bytes) && numbersOf(b).every((one) => Number.isFinite(one));
    },
    run(inputs, attributes) {
      const [x, kernel] = inputs as readonly [NDArray, NDArray];
      const [shape, start] = partOf((attributes as { mode: ConvolutionMode }).mode, x.shape, kernel.shape);
      const dtype = resultType(x.dtype, kernel.dtype);
      const result = makeResult(engine, inputs, dtype, shape);
      const width = shape.at(-1) as number;
      const total = (result.size / width) * Math.ceil(width / chunk);
      engine.scope((arena) => {
        const out = outputPlace(engine, arena, result);
        const words = [shape.length - 1, ...x.shape, ...kernel.shape, ...shape, ...start];
        engine.run(
          group,
          "convolve",
          total,
          {
            grain: Math.max(1, Math.ceil(total / 64)),
            scratch: 8 * (2 * chunk + (kernel.shape.at(-1) as number) + 128),
            heavy: x.size * kernel.size > 400000,
          },
          arena.put(numbersOf(x)),
          arena.put(numbersOf(kernel)),
          out,
          lineDTypes.indexOf(dtype),
          arena.put(Uint32Array.from(words)),
          chunk,
        );
        copyOut(engine, out, elementsOf(result) as TypedArray);
      });
      return result;
    },
  };
}
