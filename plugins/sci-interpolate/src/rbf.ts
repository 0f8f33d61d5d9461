import { type ArrayLikeInput, asArray, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { checkChoice, checkWhole, numbersOf, shapeText, vectorOf } from "./arguments.js";
import { type KdTree, kdTree, nearest } from "./kd-tree.js";
import { solveFull } from "./linear.js";
import { asWhole, type Values, valuesOf } from "./values.js";

/** Radial basis functions of {@link rbfInterpolator}. */
export type RbfKernel =
  | "linear"
  | "thin_plate_spline"
  | "cubic"
  | "quintic"
  | "multiquadric"
  | "inverse_multiquadric"
  | "inverse_quadratic"
  | "gaussian";

const kernels: Readonly<Record<RbfKernel, (square: number) => number>> = {
  linear: (square) => -Math.sqrt(square),
  thin_plate_spline: (square) => (square === 0 ? 0 : square * 0.5 * Math.log(square)),
  cubic: (square) => square * Math.sqrt(square),
  quintic: (square) => -(square ** 2) * Math.sqrt(square),
  multiquadric: (square) => -Math.sqrt(square + 1),
  inverse_multiquadric: (square) => 1 / Math.sqrt(square + 1),
  inverse_quadratic: (square) => 1 / (square + 1),
  gaussian: (square) => Math.exp(-square),
};
const scaleFree: readonly RbfKernel[] = ["linear", "thin_plate_spline", "cubic", "quintic"];
/** The lowest degrees of the polynomials with which the equations have one solution. */
const leastDegrees: Readonly<Partial<Record<RbfKernel, number>>> = {
  multiquadric: 0,
  linear: 0,
  thin_plate_spline: 1,
  cubic: 1,
  quintic: 2,
};

/** Options of {@link rbfInterpolator}. */
export interface RbfOptions {
  /** Use only so many of the nearest points for each place. */
  readonly neighbors?: number | undefined;
  /** 0 goes through the values; one number, or one for each point. */
  readonly smoothing?: ArrayLikeInput;
  readonly kernel?: RbfKernel;
  /** Scales distances; must be given for kernels that depend on it. */
  readonly epsilon?: number | undefined;
  /** The degree of the polynomial that is added, -1 for none. */
  readonly degree?: number | undefined;
}

interface Model {
  readonly points: Float64Array;
  readonly coefficients: Float64Array;
  readonly shift: Float64Array;
  readonly scale: Float64Array;
}

interface Setting {
  readonly d: number;
  readonly columns: number;
  readonly kernel: (square: number) => number;
  readonly epsilon: number;
  /** Powers of each monomial, d numbers each. */
  readonly powers: Int32Array;
}

/**
 * Interpolates or smooths scattered values in any number of dimensions by radial basis functions (SciPy's `RBFInterpolator`; Fasshauer
 * 2007).
 *
 * @param y points, shape (n, d)
 * @param d values, shape (n, …)
 * @returns a function of places of shape (m, d): values of shape (m, …)
 * @throws BAD_SHAPE, BAD_VALUE, BAD_ARGUMENT for another kernel or no epsilon, SINGULAR
 */
export function rbfInterpolator(
  y: ArrayLikeInput,
  d: ArrayLikeInput,
  options: RbfOptions = {},
): (x: ArrayLikeInput) => NDArray {
  checkOptions("rbfInterpolator", options, {
    neighbors: "number",
    smoothing: "any",
    kernel: "any",
    epsilon: "number",
    degree: "number",
  });
  const where = "rbfInterpolator";
  const given = asArray(y);
  if (given.shape.length !== 2)
    throw coreError("BAD_SHAPE", `${where}: y has shape ${shapeText(given)}, expected (n, d).`);
  const [n, dimensions] = given.shape as [number, number];
  const points = numbersOf(where, "y", given).slice();
  const values = valuesOf(where, d, 0);
  if (values.rows !== n) throw coreError("BAD_SHAPE", `${where}: y has ${n} points, d ${values.rows} values.`);
  const smoothing = smoothingOf(where, options.smoothing ?? 0, n);
  const kernel = checkChoice(
    where,
    "kernel",
    options.kernel ?? "thin_plate_spline",
    Object.keys(kernels) as RbfKernel[],
  );
  if (options.epsilon === undefined && !scaleFree.includes(kernel))
    throw coreError(
      "BAD_ARGUMENT",
      `${where}: kernel "${kernel}" needs epsilon; only ${scaleFree.join(", ")} do without.`,
    );
  const degree = checkDegree(where, options.degree ?? Math.max(leastDegrees[kernel] ?? -1, 0));
  const neighbors =
    options.neighbors === undefined ? undefined : Math.min(checkWhole(where, "neighbors", options.neighbors, 1), n);
  let needed = 1;
  for (let i = 1; i <= dimensions && needed <= n; i++) needed = (needed * (degree + i)) / i;
  if (degree >= 0 && needed > n)
    throw coreError(
      "BAD_SHAPE",
      `${where}: a polynomial of degree ${degree} in ${dimensions} dimensions needs more than ${n} points.`,
    );
  const setting: Setting = {
    d: dimensions,
    columns: values.columns,
    kernel: kernels[kernel],
    epsilon: options.epsilon ?? 1,
    powers: monomials(dimensions, degree),
  };
  const terms = setting.powers.length / Math.max(dimensions, 1);
  if (terms > (neighbors ?? n))
    throw coreError(
      "BAD_SHAPE",
      `${where}: a polynomial of degree ${degree} in ${dimensions} dimensions needs ${terms} points or more.`,
    );
  const model = neighbors === undefined ? solve(where, setting, points, values.data, smoothing) : undefined;
  const tree = neighbors === undefined ? undefined : kdTree(points, dimensions);
  return (x) => {
    const places = asArray(x);
    if (places.shape.length !== 2 || places.shape[1] !== dimensions)
      throw coreError("BAD_SHAPE", `${where}: x has shape ${shapeText(places)}, expected (m, ${dimensions}).`);
    const at = numbersOf(where, "x", places);
    const out = new Float64Array(places.shape[0]! * values.columns);
    if (model !== undefined) for (let i = 0; i < places.shape[0]!; i++) evaluate(setting, model, at, i, out);
    else evaluateLocally(where, setting, tree!, neighbors!, values, smoothing, at, out);
    return asWhole(out, [places.shape[0]!], values);
  };
}

function smoothingOf(where: string, value: ArrayLikeInput, n: number): Float64Array {
  const given = asArray(value);
  if (given.shape.length === 0) return new Float64Array(n).fill(Number(given.get()));
  const list = vectorOf(where, "smoothing", given);
  if (list.length !== n)
    throw coreError("BAD_SHAPE", `${where}: smoothing has ${list.length} elements, expected a number or ${n}.`);
  return list;
}

function checkDegree(where: string, degree: number): number {
  return checkWhole(where, "degree", degree, -1);
}

/** Powers of all monomials up to a degree, by degree. */
function monomials(d: number, degree: number): Int32Array {
  const rows: number[][] = [];
  const extend = (row: number[], from: number, left: number): void => {
    if (left === 0) {
      rows.push([...row]);
      return;
    }
    for (let k = from; k < d; k++) {
      row[k] = row[k]! + 1;
      extend(row, k, left - 1);
      row[k] = row[k]! - 1;
    }
  };
  for (let total = 0; total <= degree; total++) extend(new Array<number>(d).fill(0), 0, total);
  return Int32Array.from(rows.flat());
}

function monomial(powers: Int32Array, term: number, place: Float64Array, d: number): number {
  let product = 1;
  for (let k = 0; k < d; k++) for (let power = powers[term * d + k]!; power > 0; power--) product *= place[k]!;
  return product;
}

function solve(where: string, s: Setting, points: Float64Array, values: Float64Array, smoothing: Float64Array): Model {
  const { d, columns, kernel, epsilon, powers } = s;
  const n = points.length / Math.max(d, 1);
  const terms = powers.length / Math.max(d, 1);
  const size = n + terms;
  const shift = new Float64Array(d);
  const scale = new Float64Array(d);
  for (let k = 0; k < d; k++) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < n; i++) {
      low = Math.min(low, points[i * d + k]!);
      high = Math.max(high, points[i * d + k]!);
    }
    shift[k] = (high + low) / 2;
    scale[k] = high === low ? 1 : (high - low) / 2;
  }
  const matrix = new Float64Array(size * size);
  const place = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let square = 0;
      for (let k = 0; k < d; k++) square += (points[i * d + k]! * epsilon - points[j * d + k]! * epsilon) ** 2;
      const value = kernel(square);
      matrix[i * size + j] = value;
      matrix[j * size + i] = value;
    }
    matrix[i * size + i] = matrix[i * size + i]! + smoothing[i]!;
    for (let k = 0; k < d; k++) place[k] = (points[i * d + k]! - shift[k]!) / scale[k]!;
    for (let term = 0; term < terms; term++) {
      const value = monomial(powers, term, place, d);
      matrix[i * size + n + term] = value;
      matrix[(n + term) * size + i] = value;
    }
  }
  const coefficients = new Float64Array(size * columns);
  coefficients.set(values);
  solveFull(where, matrix, size, coefficients, columns);
  return { points, coefficients, shift, scale };
}

function evaluate(
  { d, columns, kernel, epsilon, powers }: Setting,
  m: Model,
  at: Float64Array,
  i: number,
  out: Float64Array,
): void {
  const { points, coefficients, shift, scale } = m;
  const n = points.length / Math.max(d, 1);
  const terms = powers.length / Math.max(d, 1);
  const to = i * columns;
  for (let p = 0; p < n; p++) {
    let square = 0;
    for (let k = 0; k < d; k++) square += (at[i * d + k]! * epsilon - points[p * d + k]! * epsilon) ** 2;
    const value = kernel(square);
    for (let j = 0; j < columns; j++) out[to + j] = out[to + j]! + value * coefficients[p * columns + j]!;
  }
  const place = new Float64Array(d);
  for (let k = 0; k < d; k++) place[k] = (at[i * d + k]! - shift[k]!) / scale[k]!;
  for (let term = 0; term < terms; term++) {
    const value = monomial(powers, term, place, d);
    for (let j = 0; j < columns; j++) out[to + j] = out[to + j]! + value * coefficients[(n + term) * columns + j]!;
  }
}

/** For each place a model of its nearest points; places with the same neighbours share one. */
function evaluateLocally(
  where: string,
  s: Setting,
  tree: KdTree,
  neighbors: number,
  values: Values,
  smoothing: Float64Array,
  at: Float64Array,
  out: Float64Array,
): void {
  const { d, columns } = s;
  const models = new Map<string, Model>();
  for (let i = 0; i < at.length / Math.max(d, 1); i++) {
    const chosen = nearest(tree, at.subarray(i * d, (i + 1) * d), neighbors).sort();
    if (chosen[0]! < 0) {
      out.fill(Number.NaN, i * columns, (i + 1) * columns);
      continue;
    }
    const key = chosen.join();
    let model = models.get(key);
    if (model === undefined) {
      const points = new Float64Array(neighbors * d);
      const own = new Float64Array(neighbors * columns);
      for (let p = 0; p < neighbors; p++) {
        points.set(tree.points.subarray(chosen[p]! * d, (chosen[p]! + 1) * d), p * d);
        own.set(values.data.subarray(chosen[p]! * columns, (chosen[p]! + 1) * columns), p * columns);
      }
      model = solve(
        where,
        s,
        points,
        own,
        Float64Array.from(chosen, (p) => smoothing[p]!),
      );
      models.set(key, model);
    }
    evaluate(s, model, at, i, out);
  }
}
