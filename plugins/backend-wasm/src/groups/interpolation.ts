import { contiguous, elementsOf, hostStorage, type Kernel, type NDArray } from "@core/array";
import type { Arena, Binary, Engine } from "../contract.js";
import { copyOut } from "../elements.js";

/** Fewer results are there before a kernel is called. */
const fewest = 512;
/** As in kernels/interpolation.cpp. */
const mostAxes = 6;

/** The kernels of interpolation. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  return [piecewisePolynomial(engine, group), basisSplines(engine, group), gridLinear(engine, group)];
}

function numbersOf(a: NDArray | undefined): Float64Array {
  return elementsOf(contiguous(a as NDArray)) as Float64Array;
}

/** Whether breakpoints rise, and what follows a place is a number. */
function rises(breaks: Float64Array): boolean {
  let all = Number.isFinite(breaks[0]) && Number.isFinite(breaks[breaks.length - 1]);
  for (let i = 1; i < breaks.length && all; i++) all = (breaks[i] as number) >= (breaks[i - 1] as number);
  return all && (breaks[0] as number) < (breaks[breaks.length - 1] as number);
}

/** Whether the results are worth a call, more than what their making needs, and fit. */
function isWorth(engine: Engine, inputs: readonly NDArray[], places: number, columns: number): boolean {
  const elements = inputs.reduce((sum, one) => sum + one.size, 0) + places * columns;
  return places * columns >= fewest && elements < 2 ** 28 && engine.fits(8 * elements + 65536);
}

/** Runs a kernel over places: inputs in the memory, a row of results for each place. */
function rowsOf(
  engine: Engine,
  group: Binary,
  kernel: string,
  like: NDArray,
  count: number,
  columns: number,
  scratch: number,
  values: (arena: Arena, out: number) => readonly number[],
): NDArray {
  const data = new Float64Array(count * columns);
  engine.scope((arena) => {
    const out = arena.take(data.byteLength);
    const own = values(arena, out);
    const grain = Math.max(1, Math.ceil(4096 / columns));
    engine.run(group, kernel, count, { grain, scratch, heavy: data.length > 16384 }, ...own);
    copyOut(engine, out, data);
  });
  return like.make("float64", [count, columns], hostStorage(data));
}

interface Evaluation {
  readonly nu: number;
  readonly extrapolate: boolean;
}

function piecewisePolynomial(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-interpolate/piecewisePolynomial",
    device: "host",
    dtypes: ["float64"],
    accepts(inputs, attributes) {
      const [c, x, at] = inputs as [NDArray, NDArray, NDArray];
      const [order, intervals, columns] = c.shape as [number, number, number];
      const { nu } = attributes as Evaluation;
      return isWorth(engine, inputs, at.size, columns) && nu < order && intervals > 0 && rises(numbersOf(x));
    },
    run([c, x, at], attributes) {
      const [order, intervals, columns] = (c as NDArray).shape as [number, number, number];
      const { nu, extrapolate } = attributes as Evaluation;
      const factors = Float64Array.from({ length: order }, (_, k) => {
        let factor = 1;
        for (let d = k; d > k - nu; d--) factor *= d;
        return factor;
      });
      return rowsOf(engine, group, "pieces", at as NDArray, (at as NDArray).size, columns, 0, (arena, out) => [
        ...[c, x, at].map((one) => arena.put(numbersOf(one))),
        ...[out, order, intervals, columns, nu, arena.put(factors), extrapolate ? 1 : 0],
      ]);
    },
  };
}

function basisSplines(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-interpolate/basisSplines",
    device: "host",
    dtypes: ["float64"],
    accepts(inputs, attributes) {
      const [t, c, at] = inputs as [NDArray, NDArray, NDArray];
      const { k } = attributes as { k: number };
      const knots = numbersOf(t);
      const base = knots.subarray(k, knots.length - k);
      return isWorth(engine, inputs, at.size, c.shape[1] as number) && k <= 32 && rises(knots) && rises(base);
    },
    run([t, c, at], attributes) {
      const { k, nu, extrapolate } = attributes as Evaluation & { k: number };
      const columns = (c as NDArray).shape[1] as number;
      const n = (t as NDArray).size - k - 1;
      return rowsOf(
        engine,
        group,
        "splines",
        at as NDArray,
        (at as NDArray).size,
        columns,
        16 * (k + 2),
        (arena, out) => [
          ...[t, c, at].map((one) => arena.put(numbersOf(one))),
          ...[out, k, n, columns, nu, extrapolate ? 1 : 0],
        ],
      );
    },
  };
}

interface GridAttributes {
  readonly sizes: readonly number[];
  readonly nearest: boolean;
}

function gridLinear(engine: Engine, group: Binary): Kernel {
  return {
    operation: "sci-interpolate/gridLinear",
    device: "host",
    dtypes: ["float64"],
    accepts(inputs, attributes) {
      const [values, axes, points] = inputs as [NDArray, NDArray, NDArray];
      const { sizes } = attributes as GridAttributes;
      const [count, columns] = [points.shape[0] as number, values.shape[1] as number];
      if (!isWorth(engine, inputs, count, columns) || sizes.length > mostAxes) return false;
      // All values are copied: few points in a large grid are done sooner where they are.
      if (values.size > 16 * count * columns) return false;
      const all = numbersOf(axes);
      let at = 0;
      return sizes.every((size) => {
        at += size;
        return size > 1 && rises(all.subarray(at - size, at));
      });
    },
    run([values, axes, points], attributes) {
      const { sizes, nearest } = attributes as GridAttributes;
      const d = sizes.length;
      const columns = (values as NDArray).shape[1] as number;
      const strides = sizes.map((_, k) => columns * sizes.slice(k + 1).reduce((product, size) => product * size, 1));
      const offsets = Array.from({ length: 2 ** d }, (_, corner) =>
        strides.reduce((sum, stride, k) => sum + ((corner >> (d - 1 - k)) & 1) * stride, 0),
      );
      const count = (points as NDArray).shape[0] as number;
      return rowsOf(engine, group, "grid", points as NDArray, count, columns, 0, (arena, out) => [
        ...[values, axes].map((one) => arena.put(numbersOf(one))),
        ...[sizes, strides, offsets].map((one) => arena.put(Uint32Array.from(one))),
        ...[d, arena.put(numbersOf(points)), out, columns, nearest ? 1 : 0],
      ]);
    },
  };
}
