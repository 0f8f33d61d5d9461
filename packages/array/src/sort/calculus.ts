import { asArray } from "../create.js";
import { type DType, kindOf, type Scalar } from "../dtype.js";
import { add, divide, multiply, subtract } from "../elementwise/arithmetic.js";
import { coreError, describeValue } from "../errors.js";
import type { NDArray } from "../ndarray.js";
import { sum } from "../reduce/sum.js";
import type { ArrayInput, Input } from "../reduce/types.js";
import { checkAxes, checkAxis } from "../shape.js";
import { type Slice, slice } from "../slice.js";
import { astype } from "../transfer.js";
import { ravel } from "../views.js";

/** Options of {@link trapz}. */
export interface TrapzOptions {
  /** Where the ordinates stand: one axis, or of their shape. */
  readonly x?: ArrayInput;
  /** Their distance where `x` is not given; 1 by default. */
  readonly dx?: number;
  readonly axis?: number;
}

/** Distances of elements: one, or their places along an axis. */
export type Spacing = number | ArrayInput;

/** Options of {@link gradient}. */
export interface GradientOptions {
  /** One distance for all axes or, in a list, one entry per axis; 1 by default. */
  readonly spacing?: Spacing | readonly Spacing[];
  /** The axes to differentiate along; all by default. */
  readonly axis?: number | readonly number[] | undefined;
  /** How exact the ends are, 1 or 2. */
  readonly edgeOrder?: 1 | 2;
}

/** Options of {@link ediff1d}. */
export interface Ediff1dOptions {
  readonly toBegin?: Input;
  readonly toEnd?: Input;
}

/** The same array without some elements at the start and at the end of an axis. */
function part(a: NDArray, axis: number, start: number, stop: number | null): NDArray {
  const selectors: (Slice | number)[] = a.shape.map((_, i) => (i === axis ? slice(start, stop) : slice(null)));
  return a.slice(...selectors);
}

function floating(a: NDArray): NDArray {
  return ["float", "complex"].includes(kindOf(a.dtype)) ? a : astype(a, "float64");
}

/**
 * The integral along an axis by the trapezoidal rule (NumPy's `trapz`).
 * @returns a scalar for an array with one axis, else an array without that axis
 */
export function trapz(y: Input, options: TrapzOptions = {}): NDArray | Scalar {
  const ordinates = floating(asArray(y as NDArray));
  const axis = checkAxis(options.axis ?? -1, ordinates.shape.length);
  const size = ordinates.shape[axis] as number;
  const pairs = add(part(ordinates, axis, 1, null), part(ordinates, axis, 0, Math.max(0, size - 1))) as NDArray;
  const steps = options.x === undefined ? (options.dx ?? 1) : stepsOf(asArray(options.x as NDArray), ordinates, axis);
  const areas = divide(multiply(steps, pairs), 2) as NDArray;
  return ordinates.shape.length === 1 ? (sum(areas) as Scalar) : sum(areas, { axis });
}

function stepsOf(x: NDArray, y: NDArray, axis: number): NDArray {
  const places = x.shape.length === 1 ? x.reshape(y.shape.map((_, i) => (i === axis ? x.size : 1))) : x;
  const size = places.shape[axis] as number;
  if (size !== y.shape[axis])
    throw coreError("BAD_SHAPE", `x: ${size} places for axis ${axis}, which has size ${y.shape[axis]}.`);
  const own = floating(places);
  return subtract(part(own, axis, 1, null), part(own, axis, 0, Math.max(0, size - 1))) as NDArray;
}

/**
 * Derivatives along axes by central differences of second order, one-sided at the ends (NumPy's `gradient`).
 * @returns one array for one axis, else a list of them
 * @throws BAD_SHAPE for an axis with fewer than `edgeOrder + 1` elements or spacing that does not fit
 */
export function gradient(f: Input, options: GradientOptions & { readonly axis: number }): NDArray;
export function gradient(f: Input, options?: GradientOptions): NDArray | NDArray[];
export function gradient(f: Input, options: GradientOptions = {}): NDArray | NDArray[] {
  const a = floating(asArray(f as NDArray));
  const axes = checkAxes(options.axis, a.shape.length);
  const order = options.edgeOrder ?? 1;
  if (order !== 1 && order !== 2)
    throw coreError("BAD_ARGUMENT", `edgeOrder: got ${describeValue(order)}, allowed are 1 and 2.`);
  const spacings = spacingsOf(options.spacing ?? 1, axes.length);
  const results = axes.map((axis, i) => gradientAlong(a, axis, spacings[i] as Spacing, order));
  return results.length === 1 ? (results[0] as NDArray) : results;
}

function spacingsOf(spacing: NonNullable<GradientOptions["spacing"]>, axes: number): Spacing[] {
  if (typeof spacing === "number") return new Array<Spacing>(axes).fill(spacing);
  if (!Array.isArray(spacing)) return [spacing as NDArray];
  const list = spacing as readonly Spacing[];
  if (axes === 1 && list.length !== 1 && list.every((one) => typeof one === "number")) return [list as number[]];
  if (list.length === axes) return [...list];
  throw coreError("BAD_SHAPE", `spacing: ${list.length} entries for ${axes} axes.`);
}

function gradientAlong(a: NDArray, axis: number, spacing: Spacing, edgeOrder: 1 | 2): NDArray {
  const size = a.shape[axis] as number;
  if (size < edgeOrder + 1)
    throw coreError("BAD_SHAPE", `gradient: axis ${axis} has ${size} elements, ${edgeOrder + 1} are needed.`);
  const steps = distances(spacing, size);
  const rows = coefficients(steps, size, edgeOrder, typeof spacing === "number");
  const result = a.make(a.dtype, a.shape);
  const shape = a.shape.map((_, i) => (i === axis ? -1 : 1));
  const inner = part(result, axis, 1, size - 1);
  const weigh = (k: 0 | 1 | 2): NDArray =>
    multiply(
      (result.make("float64", [size - 2]) as NDArray<"float64">)
        .assign(asArray(rows.inner.map((row) => row[k])) as NDArray)
        .astype(realOf(a.dtype))
        .reshape(shape),
      part(a, axis, k, size - 2 + k),
    ) as NDArray;
  if (size > 2) {
    if (typeof spacing === "number" || isEven(steps))
      inner.assign(
        divide(subtract(part(a, axis, 2, size), part(a, axis, 0, size - 2)), 2 * (steps[0] as number)) as NDArray,
      );
    else inner.assign(add(add(weigh(0), weigh(1)), weigh(2)) as NDArray);
  }
  const edge = (to: number, from: number, weights: readonly number[]): void => {
    let total: NDArray | undefined;
    weights.forEach((weight, k) => {
      const term = multiply(weight, part(a, axis, from + k, from + k + 1)) as NDArray;
      total = total === undefined ? term : (add(total, term) as NDArray);
    });
    part(result, axis, to, to + 1).assign(total as NDArray);
  };
  edge(0, 0, rows.first);
  edge(size - 1, size - rows.last.length, rows.last);
  return result;
}

function realOf(dtype: DType): DType {
  return dtype === "float32" || dtype === "complex64" ? "float32" : "float64";
}

function isEven(steps: readonly number[]): boolean {
  return steps.every((step) => step === steps[0]);
}

function distances(spacing: Spacing, size: number): number[] {
  if (typeof spacing === "number") return new Array<number>(size - 1).fill(spacing);
  const places = astype(ravel(asArray(spacing as NDArray)), "float64");
  if (places.size === 1) return new Array<number>(size - 1).fill(places.data[0] as number);
  if (places.size !== size)
    throw coreError("BAD_SHAPE", `spacing: ${places.size} places for an axis with size ${size}.`);
  return Array.from({ length: size - 1 }, (_, i) => (places.data[i + 1] as number) - (places.data[i] as number));
}

/** The weights of three neighbours inside, and of two or three at the ends. */
function coefficients(
  steps: readonly number[],
  size: number,
  edgeOrder: 1 | 2,
  even: boolean,
): { inner: [number, number, number][]; first: number[]; last: number[] } {
  const inner: [number, number, number][] = [];
  if (!even) {
    for (let i = 0; i < size - 2; i++) {
      const [p, q] = [steps[i] as number, steps[i + 1] as number];
      inner.push([-q / (p * (p + q)), (q - p) / (p * q), p / (q * (p + q))]);
    }
  }
  const [p, q] = [steps[0] as number, steps[1] as number];
  const [r, s] = [steps.at(-2) as number, steps.at(-1) as number];
  if (edgeOrder === 1) return { inner, first: [-1 / p, 1 / p], last: [-1 / s, 1 / s] };
  return {
    inner,
    first: [-(2 * p + q) / (p * (p + q)), (p + q) / (p * q), -p / (q * (p + q))],
    last: [s / (r * (r + s)), -(s + r) / (r * s), (2 * s + r) / (s * (r + s))],
  };
}

/** Differences of neighbours of the flattened array (NumPy's `ediff1d`), with elements put before and behind. */
export function ediff1d(a: Input, options: Ediff1dOptions = {}): NDArray {
  const flat = ravel(asArray(a as NDArray));
  const size = Math.max(0, flat.size - 1);
  const differences =
    size === 0 ? flat.make(flat.dtype, [0]) : subtract(part(flat, 0, 1, null), part(flat, 0, 0, size));
  const [before, after] = [options.toBegin, options.toEnd].map((one) =>
    one === undefined ? undefined : ravel(asArray(one as NDArray)),
  );
  if (before === undefined && after === undefined) return differences as NDArray;
  const lead = before?.size ?? 0;
  const result = flat.make(flat.dtype, [lead + size + (after?.size ?? 0)]);
  if (before !== undefined) part(result, 0, 0, lead).assign(before);
  part(result, 0, lead, lead + size).assign(differences as NDArray);
  if (after !== undefined) part(result, 0, lead + size, null).assign(after);
  return result;
}
