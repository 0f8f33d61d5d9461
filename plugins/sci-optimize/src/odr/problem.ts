import { type ArrayLikeInput, isNDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { checkFunction, checkKeys, choiceOf, numbersOf, realArray, vector } from "../core/values.js";
import { rootEpsilon } from "../core/vectors.js";
import { type Blocks, checkPositive, readWeights, type WeightForm, weightFactors } from "./weights.js";

/**
 * What a model computes: from the parameters, and x as a Float64Array (as an array of m by n where x has two axes), one number for each
 * point (q by n for q components of y).
 */
// biome-ignore lint/suspicious/noExplicitAny: models say what they take
export type OdrFunction = (beta: Float64Array, x: any, ...args: any[]) => unknown;

/** A model of {@link odr}. */
export interface OdrModel {
  readonly fcn: OdrFunction;
  /** Its derivatives by the parameters: p by n, or q by p by n. */
  readonly fjacb?: OdrFunction;
  /** Its derivatives by x: one for each point, m by n, or q by m by n. */
  readonly fjacd?: OdrFunction;
  /** Further arguments of the three functions. */
  readonly extraArgs?: readonly unknown[];
  /** The parameters to begin with where none are given. */
  readonly estimate?: (data: OdrData) => ArrayLikeInput;
  /** Whether the model is an equation, fcn = 0, and there is no y. */
  readonly implicit?: boolean;
}

/** Measured points, with weights (SciPy's `Data`) or with standard deviations or covariances (SciPy's `RealData`). */
export interface OdrData {
  /** The independent variable: n numbers, or m by n for m components. */
  readonly x: ArrayLikeInput;
  /** The dependent variable: n numbers, or q by n. For implicit models the number of equations, or nothing for one. */
  readonly y?: ArrayLikeInput;
  /** Weights of the errors of x: a number, m, n (m = 1), m by n, matrices m by m or m by m by n. SciPy's `wd`. */
  readonly weightX?: ArrayLikeInput;
  /** Weights of the errors of y, likewise with q; 0 leaves a point out. SciPy's `we`. */
  readonly weightY?: ArrayLikeInput;
  /** Standard deviations of x in the same forms, without matrices; their weights are 1 / sx^2. */
  readonly sx?: ArrayLikeInput;
  /** Standard deviations of y. */
  readonly sy?: ArrayLikeInput;
  /** Covariance matrices of x: m by m, or m by m by n. */
  readonly covx?: ArrayLikeInput;
  /** Covariance matrices of y: q by q, or q by q by n. */
  readonly covy?: ArrayLikeInput;
  /** 0 where x is exact: one for each component, or for each component and point. */
  readonly fix?: ArrayLikeInput;
}

/** What options say about the derivatives. */
export interface DerivativeOptions {
  readonly deriv: "forward" | "central";
  readonly stpb: ArrayLikeInput | undefined;
  readonly stpd: ArrayLikeInput | undefined;
}

/** A problem in plain numbers. x, its errors and steps are m for each point, y is q for each point. */
export interface OdrProblem {
  readonly n: number;
  readonly m: number;
  readonly q: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly shapeX: readonly number[];
  readonly shapeY: readonly number[];
  readonly wx: Blocks;
  /** Lower factors of the weights of y. */
  readonly wy: Blocks;
  readonly implicit: boolean;
  /** The model's values at other x. */
  readonly values: (beta: Float64Array, x: Float64Array) => Float64Array;
  /** Derivatives by some parameters: for each of the numbers of y a row. */
  readonly byBeta: (
    beta: Float64Array,
    x: Float64Array,
    f: Float64Array,
    free: readonly number[],
    typical: Float64Array,
  ) => Float64Array;
  /** Derivatives by x: for each of the numbers of y a row of m. */
  readonly byX: (beta: Float64Array, x: Float64Array, f: Float64Array, typical: Float64Array) => Float64Array;
}

const modelKeys = ["fcn", "fjacb", "fjacd", "extraArgs", "estimate", "implicit"] as const;
const dataKeys = ["x", "y", "weightX", "weightY", "sx", "sy", "covx", "covy", "fix"] as const;

/** A model as an object. */
export function modelOf(model: OdrModel | OdrFunction): OdrModel {
  if (typeof model === "function") return { fcn: model };
  checkKeys(model, modelKeys, "odr: the model");
  checkFunction(model.fcn, "odr: fcn");
  for (const key of ["fjacb", "fjacd", "estimate"] as const)
    if (model[key] !== undefined) checkFunction(model[key], `odr: ${key}`);
  return model;
}

/** Numbers of m by n, or fewer that are meant for all points, as m for each point. */
export function perPoint(value: ArrayLikeInput, m: number, n: number, name: string): Float64Array {
  const a = realArray(value, name);
  const numbers = numbersOf(a, name);
  const result = new Float64Array(n * m);
  const [first, second] = a.shape;
  const each = a.shape.length <= 1 && numbers.length === m;
  const all = (a.shape.length === 2 && first === m && second === n) || (m === 1 && a.shape.length === 1 && first === n);
  if (!each && !all && a.shape.length > 0)
    throw coreError("BAD_SHAPE", `${name} has shape (${a.shape.join(", ")}), expected (${m}) or (${m}, ${n}).`);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++)
      result[i * m + j] =
        a.shape.length === 0 ? numbers[0]! : each && !(all && n === m) ? numbers[j]! : numbers[j * n + i]!;
  return result;
}

/** Checks model and data, and makes them numbers. */
export function readProblem(model: OdrModel, data: OdrData, implicit: boolean, options: DerivativeOptions): OdrProblem {
  checkKeys(data, dataKeys, "odr: the data");
  const ax = realArray(data.x, "odr: x");
  if (ax.shape.length > 2 || ax.size === 0)
    throw coreError("BAD_SHAPE", `odr: x has shape (${ax.shape.join(", ")}), expected n numbers or m by n.`);
  const shapeX = ax.shape.length === 0 ? [1] : [...ax.shape];
  const n = shapeX.at(-1)!;
  const m = shapeX.length === 2 ? shapeX[0]! : 1;
  const shapeY = implicit ? equations(data.y, n) : shapeOfY(data.y, n);
  const q = shapeY.length === 2 ? shapeY[0]! : 1;
  const x = turned(numbersOf(ax, "odr: x"), m, n);
  const y = implicit ? new Float64Array(n * q) : turned(numbersOf(data.y, "odr: y"), q, n);
  for (const [name, list] of [["x", x] as const, ["y", y] as const])
    for (const value of list)
      if (!Number.isFinite(value))
        throw coreError("BAD_VALUE", `odr: ${name} contains ${value}, expected finite numbers.`);
  const wx = weightsOf(data, "X", m, n);
  const wy = weightFactors(weightsOf(data, "Y", q, n), "odr: the weights of y");
  checkPositive(wx, "odr: the weights of x");
  const deriv = choiceOf(options.deriv, ["forward", "central"] as const, "odr: deriv");
  const central = deriv === "central";
  const relative = central ? 2 ** -17 : rootEpsilon;
  const stpb = options.stpb === undefined ? undefined : numbersOf(options.stpb, "odr: stpb");
  const stpd = options.stpd === undefined ? undefined : perPoint(options.stpd, m, n, "odr: stpd");
  const args = model.extraArgs ?? [];
  const call = (f: OdrFunction, name: string, beta: Float64Array, points: Float64Array, size: number): Float64Array => {
    const flat = back(points, m, n);
    const given = numbersOf(
      f(beta.slice(), shapeX.length === 1 ? flat : vector(flat, shapeX), ...args),
      `odr: ${name}`,
    );
    if (given.length !== size * n)
      throw coreError("BAD_SHAPE", `odr: ${name} gives ${given.length} numbers, expected ${size * n}.`);
    return given;
  };
  const values = (beta: Float64Array, points: Float64Array): Float64Array =>
    turned(call(model.fcn, "fcn", beta, points, q), q, n);
  const stepOf = (value: number, typical: number, size: number): number => {
    const step = size * (value === 0 ? typical : Math.abs(value)) * (value < 0 ? -1 : 1);
    return value + step - value;
  };
  return {
    n,
    m,
    q,
    x,
    y,
    shapeX,
    shapeY,
    wx,
    wy,
    implicit,
    values,
    byBeta: (beta, points, f, free, typical) => {
      const [p, all] = [free.length, beta.length];
      const jacobian = new Float64Array(n * q * p);
      if (model.fjacb !== undefined) {
        const given = call(model.fjacb, "fjacb", beta, points, q * all);
        for (let i = 0; i < n; i++)
          for (let e = 0; e < q; e++)
            for (let j = 0; j < p; j++) jacobian[(i * q + e) * p + j] = given[(e * all + free[j]!) * n + i]!;
        return jacobian;
      }
      if (stpb !== undefined && stpb.length !== all)
        throw coreError("BAD_SHAPE", `odr: stpb has ${stpb.length} numbers, expected ${all}.`);
      free.forEach((which, j) => {
        const moved = beta.slice();
        const step = stepOf(beta[which]!, typical[which]!, stpb?.[which] ?? relative);
        moved[which] = beta[which]! + step;
        const high = values(moved, points);
        moved[which] = beta[which]! - step;
        const low = central ? values(moved, points) : f;
        for (let i = 0; i < n * q; i++) jacobian[i * p + j] = (high[i]! - low[i]!) / (central ? 2 * step : step);
      });
      return jacobian;
    },
    byX: (beta, points, f, typical) => {
      const jacobian = new Float64Array(n * q * m);
      if (model.fjacd !== undefined) {
        const given = call(model.fjacd, "fjacd", beta, points, q * m);
        for (let i = 0; i < n; i++)
          for (let e = 0; e < q; e++)
            for (let j = 0; j < m; j++) jacobian[(i * q + e) * m + j] = given[(e * m + j) * n + i]!;
        return jacobian;
      }
      // A point's value depends on its own x alone, so that all points move at once.
      for (let j = 0; j < m; j++) {
        const steps = new Float64Array(n);
        const [above, below] = [points.slice(), points.slice()];
        for (let i = 0; i < n; i++) {
          const at = i * m + j;
          steps[i] = stepOf(points[at]!, typical[at]!, stpd?.[at] ?? relative);
          above[at] = points[at]! + steps[i]!;
          below[at] = points[at]! - steps[i]!;
        }
        const high = values(beta, above);
        const low = central ? values(beta, below) : f;
        for (let i = 0; i < n; i++)
          for (let e = 0; e < q; e++)
            jacobian[(i * q + e) * m + j] = (high[i * q + e]! - low[i * q + e]!) / (steps[i]! * (central ? 2 : 1));
      }
      return jacobian;
    },
  };
}

/** Rows of components as components for each point. */
export function turned(rows: Float64Array, m: number, n: number): Float64Array {
  if (m === 1) return rows;
  const points = new Float64Array(rows.length);
  for (let j = 0; j < m; j++) for (let i = 0; i < n; i++) points[i * m + j] = rows[j * n + i]!;
  return points;
}

/** The other way round; a copy. */
export function back(points: Float64Array, m: number, n: number): Float64Array {
  if (m === 1) return points.slice();
  const rows = new Float64Array(points.length);
  for (let j = 0; j < m; j++) for (let i = 0; i < n; i++) rows[j * n + i] = points[i * m + j]!;
  return rows;
}

function equations(y: ArrayLikeInput | undefined, n: number): number[] {
  if (y === undefined || y === 1) return [n];
  if (typeof y === "number" && Number.isInteger(y) && y > 1) return [y, n];
  throw coreError("BAD_VALUE", "odr: y of an implicit model must be the number of equations.");
}

function shapeOfY(y: ArrayLikeInput | undefined, n: number): number[] {
  if (y === undefined) throw coreError("BAD_ARGUMENT", "odr: y is missing; only implicit models have none.");
  const shape = isNDArray(y) ? [...y.shape] : [...realArray(y, "odr: y").shape];
  if (shape.length === 0) shape.push(1);
  if (shape.length > 2 || shape.at(-1) !== n)
    throw coreError("BAD_SHAPE", `odr: y has shape (${shape.join(", ")}), expected ${n} numbers or q by ${n}.`);
  return shape;
}

function weightsOf(data: OdrData, axis: "X" | "Y", size: number, n: number): Blocks {
  const forms: readonly (readonly [keyof OdrData, WeightForm])[] =
    axis === "X"
      ? [
          ["weightX", "weights"],
          ["sx", "deviations"],
          ["covx", "covariances"],
        ]
      : [
          ["weightY", "weights"],
          ["sy", "deviations"],
          ["covy", "covariances"],
        ];
  const given = forms.filter(([key]) => data[key] !== undefined && data[key] !== null);
  if (given.length > 1)
    throw coreError("BAD_ARGUMENT", `odr: give only one of ${given.map(([key]) => key).join(", ")}.`);
  const [key, form] = given[0] ?? ["weightX", "weights"];
  return readWeights(given.length === 0 ? 1 : data[key], size, n, form as WeightForm, `odr: ${key}`);
}
