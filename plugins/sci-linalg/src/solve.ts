import { type ArrayLikeInput, asArray, broadcastShapes, type NDArray, type Scalar, sizeOf } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { estimateCondition } from "./condition.js";
import { type LuFactors, luSolveMatrix, triangularSolve } from "./factor.js";
import { allLu, choleskyIn, luIn, solveAll } from "./in-runtime.js";
import {
  arrayOf,
  type CheckOptions,
  commonDType,
  epsilonOf,
  notPositiveDefinite,
  oneOf,
  partsOf,
  requireFinite,
  type Stack,
  scalarOrArray,
  shapeText,
  singularError,
  stackArray,
  stackOf,
} from "./input.js";
import { isOdd } from "./kernels/lu.js";

import { adjoint, type Matrix, matrix, norm1, triangleOf, unitMatrix } from "./matrix.js";

/** Options of functions with right sides. */
export type RightSidesOptions = CheckOptions;

/** Options of {@link inv} and {@link solve}: what to do where rounding may have taken all digits. */
export interface ConditionOptions extends CheckOptions {
  /**
   * Called with an estimate of the reciprocal condition number (in the 1-norm) where that is below the machine precision: SciPy warns there.
   * Without it nothing is estimated.
   */
  readonly onIllConditioned?: (rcond: number) => void;
}

/** The product of the diagonal of U, as mantissa and sign apart from overflow: returns the complex determinant. */
function determinantOf(factors: LuFactors): [number, number] {
  const { lu, swaps } = factors;
  const n = lu.rows;
  let [x, y] = [isOdd(swaps) ? -1 : 1, 0];
  for (let i = 0; i < n; i++) {
    const [u, v] = [lu.re[i * n + i]!, lu.im === undefined ? 0 : lu.im[i * n + i]!];
    [x, y] = lu.im === undefined ? [x * u, 0] : [x * u - y * v, x * v + y * u];
  }
  return [x, y];
}

/**
 * The determinant of a square matrix, or of each matrix of a stack (..., n, n), by LU factors.
 * @returns a number (complex for complex matrices), or an array for a stack
 * @throws BAD_SHAPE when the matrix is not square, BAD_VALUE for NaN and infinity
 */
export function det(a: ArrayLikeInput, options: CheckOptions = {}): NDArray | Scalar {
  checkOptions("det", options, { checkFinite: "boolean" });
  const stack = stackOf(a, "a", { ...options, square: true });
  const re = new Float64Array(stack.count);
  const im = new Float64Array(stack.count);
  const factors = allLu(stack);
  for (let i = 0; i < stack.count; i++) [re[i], im[i]] = determinantOf(factors(i)) as [number, number];
  return scalarOrArray(stack, re, stack.complex ? im : undefined, stack.dtype);
}

/**
 * The sign of the determinant and the natural logarithm of its size, which do not overflow (NumPy's slogdet). Of a singular matrix 0 and
 * -Infinity; NaN goes through.
 */
export function slogdet(a: ArrayLikeInput): [sign: NDArray | Scalar, logabsdet: NDArray | Scalar] {
  const stack = stackOf(a, "a", { square: true, checkFinite: false });
  const n = stack.rows;
  const [signRe, signIm, size] = [0, 1, 2].map(() => new Float64Array(stack.count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const factors = allLu(stack);
  for (let i = 0; i < stack.count; i++) {
    const { lu, swaps } = factors(i);
    let [x, y, sum] = [isOdd(swaps) ? -1 : 1, 0, 0];
    for (let k = 0; k < n; k++) {
      const [u, v] = [lu.re[k * n + k]!, lu.im === undefined ? 0 : lu.im[k * n + k]!];
      const length = lu.im === undefined ? Math.abs(u) : Math.hypot(u, v);
      if (length === 0) [x, y] = [0, 0];
      else [x, y] = lu.im === undefined ? [x * Math.sign(u), 0] : [(x * u - y * v) / length, (x * v + y * u) / length];
      sum += Math.log(length);
    }
    signRe[i] = x;
    signIm[i] = y;
    size[i] = x === 0 && y === 0 ? -Infinity : sum;
  }
  const real = stack.dtype === "float32" || stack.dtype === "complex64" ? "float32" : "float64";
  return [
    scalarOrArray(stack, signRe, stack.complex ? signIm : undefined, stack.dtype),
    scalarOrArray(stack, size, undefined, real),
  ];
}

/** The factors of a matrix that has to have an inverse; tells where that is ill-conditioned. */
function regular(a: Matrix, stack: Stack, options: ConditionOptions, name: string): LuFactors {
  const size = options.onIllConditioned === undefined ? 0 : norm1(a);
  const factors = luIn(stack.source.runtime, a);
  if (factors.singular >= 0) throw singularError(name);
  if (options.onIllConditioned !== undefined) {
    const rcond = estimateCondition(factors, size);
    if (!(rcond >= epsilonOf(stack.dtype))) options.onIllConditioned(rcond);
  }
  return factors;
}

/**
 * The inverse of a square matrix, or of each matrix of a stack (..., n, n).
 * @throws BAD_SHAPE when the matrix is not square, SINGULAR when elimination meets a pivot of 0, BAD_VALUE for NaN and infinity
 */
export function inv(a: ArrayLikeInput, options: ConditionOptions = {}): NDArray {
  checkOptions("inv", options, { onIllConditioned: "function", checkFinite: "boolean" });
  const stack = stackOf(a, "a", { ...options, square: true });
  const n = stack.rows;
  if (stack.source.runtime !== undefined && !stack.complex && options.onIllConditioned === undefined) {
    const units = new Float64Array(stack.count * n * n);
    for (let start = 0; start < units.length; start += n * n) for (let i = 0; i < n; i++) units[start + i * n + i] = 1;
    const found = solveAll(stack, units, n);
    if (found === "singular") throw singularError("inv");
    if (found !== undefined) return arrayOf(stack.source, stack.source.shape, found, undefined, stack.dtype);
  }
  const results: Matrix[] = [];
  for (let i = 0; i < stack.count; i++)
    results.push(luSolveMatrix(regular(stack.at(i), stack, options, "inv"), unitMatrix(n, stack.complex)));
  return stackArray(stack, results, n, n);
}

/**
 * An estimate of the reciprocal condition number of a square matrix in the 1-norm (LAPACK's gecon, method of Hager and Higham): 1 for the
 * identity, 0 for a singular matrix. Solutions lose about `-log10` of it digits.
 */
export function reciprocalCondition(a: ArrayLikeInput, options: CheckOptions = {}): number {
  checkOptions("reciprocalCondition", options, { checkFinite: "boolean" });
  const stack = stackOf(a, "a", { ...options, square: true });
  if (stack.lead.length > 0)
    throw coreError("BAD_SHAPE", `a: got shape ${shapeText(stack.source.shape)}, expected one matrix.`);
  const one = stack.at(0);
  const size = norm1(one);
  return estimateCondition(luIn(stack.source.runtime, one), size);
}

/** Options of {@link solve}. */
export interface SolveOptions extends ConditionOptions {
  /** What is known of `a`: "gen" nothing (the default), "sym" symmetric, "her" Hermitian, "pos" positive definite. */
  readonly assumeA?: "gen" | "sym" | "her" | "pos";
  /** Whether the lower triangle of `a` counts where only one does; the upper one by default. */
  readonly lower?: boolean;
  /** Solves with the transpose of `a`. */
  readonly transposed?: boolean;
}

/** The right sides that belong to a stack of matrices. */
interface RightSides {
  readonly lead: readonly number[];
  readonly count: number;
  readonly columns: number;
  readonly vector: boolean;
  readonly complex: boolean;
  readonly source: NDArray;
  /** Which matrix of the stack belongs to which result. */
  readonly left: (i: number) => number;
  readonly at: (i: number) => Matrix;
}

/** Which of a broadcast stack's members each result takes. */
function memberOf(lead: readonly number[], all: readonly number[]): (i: number) => number {
  return (i) => {
    let [rest, at, step] = [i, 0, 1];
    for (let axis = all.length - 1; axis >= 0; axis--) {
      const own = axis - (all.length - lead.length);
      const place = rest % all[axis]!;
      rest = Math.floor(rest / all[axis]!);
      if (own < 0) continue;
      if (lead[own] !== 1) at += place * step;
      step *= lead[own]!;
    }
    return at;
  };
}

/** Takes `b` as right sides for a stack of n rows: (n,), (..., n, k), or vectors (..., n) where it has one axis less than `a`. */
export function rightSides(b: ArrayLikeInput, stack: Stack, rows: number, options: CheckOptions): RightSides {
  const source = asArray(b);
  const dimensions = source.shape.length;
  if (dimensions === 0) throw coreError("BAD_SHAPE", "b: got a scalar, expected a vector or a matrix.");
  const vector = dimensions === 1 || (stack.lead.length > 0 && dimensions === stack.lead.length + 1);
  const columns = vector ? 1 : source.shape[dimensions - 1]!;
  const own = source.shape[dimensions - (vector ? 1 : 2)]!;
  if (own !== rows)
    throw coreError(
      "BAD_SHAPE",
      `b: got shape ${shapeText(source.shape)}, expected ${rows} rows as a has (a: ${shapeText(stack.source.shape)}).`,
    );
  const { re, im } = partsOf(source);
  if (options.checkFinite !== false) {
    requireFinite(re, "b");
    requireFinite(im, "b");
  }
  const ownLead = source.shape.slice(0, vector ? -1 : -2);
  const lead = broadcastShapes(stack.lead, ownLead);
  const size = rows * columns;
  const member = memberOf(ownLead, lead);
  return {
    lead,
    count: sizeOf(lead),
    columns,
    vector,
    complex: im !== undefined,
    source,
    left: memberOf(stack.lead, lead),
    at: (i) => {
      const start = member(i) * size;
      return matrix(rows, columns, re.slice(start, start + size), im?.slice(start, start + size));
    },
  };
}

/** Solutions for right sides, in the form in which those were given. */
export function solutions(stack: Stack, right: RightSides, found: readonly Matrix[], rows: number): NDArray {
  const dtype = commonDType(stack.source.dtype, right.source.dtype);
  const size = rows * right.columns;
  const complex = stack.complex || right.complex;
  const re = new Float64Array(size * found.length);
  const im = complex ? new Float64Array(size * found.length) : undefined;
  found.forEach((one, i) => {
    re.set(one.re, i * size);
    if (one.im !== undefined) im?.set(one.im, i * size);
  });
  const like = stack.source.runtime === undefined ? right.source : stack.source;
  return arrayOf(like, right.vector ? [...right.lead, rows] : [...right.lead, rows, right.columns], re, im, dtype);
}

/** A full Hermitian (or symmetric) matrix from one of its triangles. */
export function fromTriangle(a: Matrix, lower: boolean, conjugate: boolean): Matrix {
  const n = a.rows;
  const result = triangleOf(a, lower ? "lower" : "upper");
  const other = adjoint(result, conjugate);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const at = i * n + j;
      if (i === j) {
        if (conjugate && result.im !== undefined) result.im[at] = 0;
      } else if (lower ? j > i : j < i) {
        result.re[at] = other.re[at]!;
        if (result.im !== undefined) result.im[at] = other.im![at]!;
      }
    }
  }
  return result;
}

/**
 * Solves `a x = b` for a square matrix `a` (n, n) and `b` of shape (n,) or (n, k). Stacks (..., n, n) are solved one by one, with
 * NumPy's rules for `b`.
 * @throws SINGULAR when elimination meets a pivot of 0, NOT_POSITIVE_DEFINITE with `assumeA: "pos"`, BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function solve(a: ArrayLikeInput, b: ArrayLikeInput, options: SolveOptions = {}): NDArray {
  checkOptions("solve", options, {
    assumeA: "any",
    lower: "boolean",
    transposed: "boolean",
    onIllConditioned: "function",
    checkFinite: "boolean",
  });
  const stack = stackOf(a, "a", { ...options, square: true });
  const assume = oneOf(options.assumeA ?? "gen", ["gen", "sym", "her", "pos"], "assumeA");
  const lower = options.lower === true;
  const n = stack.rows;
  const right = rightSides(b, stack, n, options);
  const plain = assume === "gen" && options.transposed !== true && options.onIllConditioned === undefined;
  if (stack.source.runtime !== undefined && plain && !stack.complex && !right.complex) {
    const together = right.count === stack.count && right.lead.every((size, i) => size === stack.lead[i]);
    const sides =
      together && right.source.size === right.count * n * right.columns ? partsOf(right.source).re : undefined;
    const found = sides && solveAll(stack, sides, right.columns);
    if (found === "singular") throw singularError("solve");
    if (found !== undefined)
      return arrayOf(
        stack.source,
        right.vector ? [...right.lead, n] : [...right.lead, n, right.columns],
        found,
        undefined,
        commonDType(stack.source.dtype, right.source.dtype),
      );
  }
  const solvers = new Map<number, (b: Matrix) => Matrix>();
  const solverOf = (i: number): ((b: Matrix) => Matrix) => {
    const given = stack.at(i);
    if (assume === "pos") {
      const factor = choleskyIn(stack.source.runtime, lower ? given : adjoint(given));
      if (typeof factor === "number") throw notPositiveDefinite("solve", factor);
      const taken = options.transposed === true && factor.im !== undefined;
      const own = taken
        ? matrix(
            n,
            n,
            factor.re,
            factor.im?.map((x) => -x),
          )
        : factor;
      return (one) => triangularSolve(own, triangularSolve(own, one, "lower"), "lower", false, "C");
    }
    const full = assume === "gen" ? given : fromTriangle(given, lower, assume === "her");
    const factors = regular(full, stack, options, "solve");
    return (one) => luSolveMatrix(factors, one, options.transposed === true ? "T" : "N");
  };
  const found: Matrix[] = [];
  for (let i = 0; i < right.count; i++) {
    const which = right.left(i);
    let solver = solvers.get(which);
    if (solver === undefined) {
      solver = solverOf(which);
      solvers.set(which, solver);
    }
    found.push(solver(right.at(i)));
  }
  return solutions(stack, right, found, n);
}

/** Options of {@link solveTriangular}. */
export interface SolveTriangularOptions extends CheckOptions {
  /** "N" or 0 solves with `a` (the default), "T" or 1 with its transpose, "C" or 2 with its conjugate transpose. */
  readonly trans?: 0 | 1 | 2 | "N" | "T" | "C";
  /** Whether `a` is the lower triangle; the upper one by default. */
  readonly lower?: boolean;
  /** Whether the diagonal is taken as ones. */
  readonly unitDiagonal?: boolean;
}

/** Reads SciPy's `trans`. */
export function takenAs(trans: unknown): "N" | "T" | "C" {
  if (trans === undefined || trans === 0) return "N";
  if (trans === 1) return "T";
  return trans === 2 ? "C" : oneOf(trans, ["N", "T", "C"], "trans");
}

/**
 * Solves `a x = b` where `a` is a triangle; the other half is not looked at.
 * @throws SINGULAR when an element of the diagonal is 0, BAD_SHAPE, BAD_VALUE for NaN and infinity
 */
export function solveTriangular(a: ArrayLikeInput, b: ArrayLikeInput, options: SolveTriangularOptions = {}): NDArray {
  checkOptions("solveTriangular", options, {
    trans: "any",
    lower: "boolean",
    unitDiagonal: "boolean",
    checkFinite: "boolean",
  });
  const stack = stackOf(a, "a", { ...options, square: true });
  const n = stack.rows;
  const right = rightSides(b, stack, n, options);
  const taken = takenAs(options.trans);
  const found: Matrix[] = [];
  for (let i = 0; i < right.count; i++) {
    const t = stack.at(right.left(i));
    if (options.unitDiagonal !== true)
      for (let k = 0; k < n; k++)
        if (t.re[k * n + k] === 0 && (t.im === undefined || t.im[k * n + k] === 0))
          throw coreError(
            "SINGULAR",
            `solveTriangular: LinAlgError: singular matrix: resolution failed at diagonal ${k}.`,
          );
    const which = options.lower === true ? "lower" : "upper";
    found.push(triangularSolve(t, right.at(i), which, options.unitDiagonal === true, taken));
  }
  return solutions(stack, right, found, n);
}
