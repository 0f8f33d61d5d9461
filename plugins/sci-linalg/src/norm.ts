import {
  type ArrayLikeInput,
  asArray,
  checkAxes,
  dispatch,
  matmul,
  moveAxis,
  type NDArray,
  type Operation,
  type Scalar,
  sizeOf,
} from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { svdOf } from "./decompose.js";
import { luOf, luSolveMatrix } from "./factor.js";
import {
  arrayOf,
  type CheckOptions,
  floatingDType,
  notConverged,
  partsOf,
  realPart,
  requireFinite,
  shapeText,
  singularError,
  stackArray,
  stackOf,
} from "./input.js";
import { addProduct, panel } from "./kernels/gemm.js";
import { vectorNorm } from "./kernels/reflector.js";
import { copyMatrix, type Matrix, matrix, product, unitMatrix } from "./matrix.js";

/** Options of {@link norm}. */
export interface NormOptions extends CheckOptions {
  /**
   * For vectors: Infinity the largest size, -Infinity the smallest, 0 the number of elements that are not 0, other p
   * `sum(|x|^p)^(1/p)`. For matrices: "fro" Frobenius, "nuc" the sum of singular values, Infinity and -Infinity the largest and smallest
   * sum in a row, 1 and -1 in a column, 2 and -2 the largest and smallest singular value. Without it the root of the sum of squares.
   */
  readonly ord?: number | "fro" | "nuc";
  /** One axis for vectors, two for matrices; all elements by default. */
  readonly axis?: number | readonly number[];
  /** Keeps the axes that are taken together, with size 1. */
  readonly keepdims?: boolean;
}

/**
 * The norm of a vector, a matrix, or of many along axes.
 * @returns a number, or an array when `axis` leaves others or with `keepdims`
 * @throws BAD_VALUE for NaN and infinity, BAD_SHAPE for an order with more than two axes, BAD_ARGUMENT for an unknown order
 */
export function norm(
  a: ArrayLikeInput,
  options: NormOptions & { readonly axis?: undefined; readonly keepdims?: false },
): number;
export function norm(a: ArrayLikeInput, options?: NormOptions): number | NDArray;
export function norm(a: ArrayLikeInput, options: NormOptions = {}): number | NDArray {
  checkOptions("norm", options, { ord: "any", axis: "numbers", keepdims: "boolean", checkFinite: "boolean" });
  const given = asArray(a);
  const dimensions = given.shape.length;
  const { ord } = options;
  if (ord !== undefined && typeof ord !== "number" && ord !== "fro" && ord !== "nuc")
    throw coreError("BAD_ARGUMENT", `ord: got ${describeValue(ord)}, allowed are numbers, "fro" and "nuc".`);
  const all = options.axis === undefined;
  const axes = all ? Array.from({ length: dimensions }, (_, i) => i) : checkAxes(options.axis, dimensions);
  if ((!all || ord !== undefined) && axes.length !== 1 && axes.length !== 2)
    throw coreError("BAD_SHAPE", `norm: got ${axes.length} axes, expected one (vectors) or two (matrices).`);
  const moved = moveAxis(
    given,
    axes,
    axes.map((_, i) => i - axes.length),
  );
  const parts = partsOf(moved);
  if (options.checkFinite !== false) {
    requireFinite(parts.re, "a");
    requireFinite(parts.im, "a");
  }
  const lead = moved.shape.slice(0, dimensions - axes.length);
  const inner = moved.shape.slice(dimensions - axes.length);
  const count = sizeOf(lead);
  const size = sizeOf(inner);
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const re = parts.re.subarray(i * size, (i + 1) * size);
    const im = parts.im?.subarray(i * size, (i + 1) * size);
    values[i] =
      ord === undefined || (axes.length === 2 && ord === "fro")
        ? euclidean(re, im)
        : axes.length === 1
          ? ofVector(re, im, ord)
          : ofMatrix(matrix(inner[0]!, inner[1]!, re, im), ord);
  }
  const dtype = realPart(floatingDType(given.dtype));
  if (options.keepdims === true)
    return arrayOf(
      given,
      given.shape.map((length, axis) => (axes.includes(axis) ? 1 : length)),
      values,
      undefined,
      dtype,
    );
  if (lead.length === 0) return dtype === "float32" ? Math.fround(values[0]!) : values[0]!;
  return arrayOf(given, lead, values, undefined, dtype);
}

function euclidean(re: Float64Array, im: Float64Array | undefined): number {
  const own = vectorNorm(re, 0, 1, re.length);
  return im === undefined ? own : Math.hypot(own, vectorNorm(im, 0, 1, im.length));
}

function sizesOf(re: Float64Array, im: Float64Array | undefined): Float64Array {
  return im === undefined ? re.map(Math.abs) : re.map((x, i) => Math.hypot(x, im[i]!));
}

function outermost(values: Float64Array, largest: boolean, what: string): number {
  if (values.length === 0)
    throw coreError("BAD_SHAPE", `a: has no elements, and no ${largest ? "largest" : "smallest"} ${what}.`);
  let best = values[0]!;
  for (const x of values) {
    if (Number.isNaN(x)) return x;
    if (largest ? x > best : x < best) best = x;
  }
  return best;
}

function ofVector(re: Float64Array, im: Float64Array | undefined, ord: number | "fro" | "nuc"): number {
  if (typeof ord !== "number")
    throw coreError("BAD_ARGUMENT", `ord: got ${describeValue(ord)}, which is for matrices; vectors take numbers.`);
  if (ord === 2) return euclidean(re, im);
  const sizes = sizesOf(re, im);
  if (ord === Infinity || ord === -Infinity) return outermost(sizes, ord > 0, "element");
  let sum = 0;
  if (ord === 0) for (const x of sizes) sum += x !== 0 ? 1 : 0;
  else if (ord === 1) for (const x of sizes) sum += x;
  else for (const x of sizes) sum += x ** ord;
  return ord === 0 || ord === 1 ? sum : sum ** (1 / ord);
}

function ofMatrix(a: Matrix, ord: number | "fro" | "nuc"): number {
  if (ord === 1 || ord === -1 || ord === Infinity || ord === -Infinity) {
    const byColumn = ord === 1 || ord === -1;
    const sums = new Float64Array(byColumn ? a.columns : a.rows);
    sizesOf(a.re, a.im).forEach((x, at) => {
      sums[byColumn ? at % a.columns : Math.floor(at / a.columns)]! += x;
    });
    return outermost(sums, ord > 0, byColumn ? "column" : "row");
  }
  if (ord !== 2 && ord !== -2 && ord !== "nuc")
    throw coreError(
      "BAD_ARGUMENT",
      `ord: got ${describeValue(ord)} for a matrix, allowed are 1, -1, 2, -2, Infinity, -Infinity, "fro" and "nuc".`,
    );
  const s = svdOf(copyMatrix(a), "values")?.s;
  if (s === undefined) throw notConverged("norm");
  if (ord === "nuc") return s.reduce((sum, x) => sum + x, 0);
  return outermost(s, ord > 0, "singular value");
}

/**
 * A square matrix to a whole power, by repeated squaring (NumPy's matrix_power); negative powers are those of the inverse, the power 0 is the
 * identity. Also of stacks. Whole numbers become float64.
 * @throws BAD_SHAPE, BAD_VALUE for a power that is not whole, SINGULAR for negative powers of singular matrices
 */
export function matrixPower(a: ArrayLikeInput, n: number): NDArray {
  checkKind("matrixPower", "n", n, "number");
  const stack = stackOf(a, "a", { square: true, checkFinite: false });
  if (!Number.isSafeInteger(n)) throw coreError("BAD_VALUE", `n: got ${describeValue(n)}, expected a whole number.`);
  const found: Matrix[] = [];
  for (let i = 0; i < stack.count; i++) {
    let base = stack.at(i);
    if (n < 0) {
      const factors = luOf(base);
      if (factors.singular >= 0) throw singularError("matrixPower");
      base = luSolveMatrix(factors, unitMatrix(stack.rows, stack.complex));
    }
    found.push(powerOf(base, Math.abs(n)));
  }
  return stackArray(stack, found, stack.rows, stack.rows);
}

/** A matrix to a whole power from 0. */
export function powerOf(a: Matrix, power: number): Matrix {
  let result: Matrix | undefined;
  let square = a;
  for (let left = power; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = result === undefined ? square : product(result, square);
    if (left > 1) square = product(square, square);
  }
  return result ?? unitMatrix(a.rows, a.im !== undefined);
}

/**
 * The product of two or more matrices in the order of parentheses that takes the fewest multiplications (NumPy's multi_dot; dynamic
 * programming). The first may be a row, the last a column.
 * @throws BAD_SHAPE when they do not fit, BAD_ARGUMENT for fewer than two
 */
export function multiDot(arrays: readonly ArrayLikeInput[]): NDArray | Scalar {
  if (!Array.isArray(arrays) || arrays.length < 2)
    throw coreError("BAD_ARGUMENT", `arrays: got ${describeValue(arrays)}, expected a list of two or more.`);
  const given = arrays.map((one) => asArray(one));
  const last = given.length - 1;
  given.forEach((one, i) => {
    const allowed = i === 0 || i === last ? [1, 2] : [2];
    if (!allowed.includes(one.shape.length))
      throw coreError("BAD_SHAPE", `arrays: number ${i} has shape ${shapeText(one.shape)}, expected a matrix.`);
  });
  const row = given[0]!.shape.length === 1;
  const column = given[last]!.shape.length === 1;
  const list = given.map((one, i) =>
    one.shape.length === 2 ? one : one.reshape(i === 0 ? [1, one.size] : [one.size, 1]),
  );
  const sizes = [...list.map((one) => one.shape[0]!), list[last]!.shape[1]!];
  const cost = list.map(() => new Array<number>(list.length).fill(0));
  const cut = list.map(() => new Array<number>(list.length).fill(0));
  for (let length = 1; length < list.length; length++) {
    for (let i = 0; i + length < list.length; i++) {
      const j = i + length;
      cost[i]![j] = Infinity;
      for (let k = i; k < j; k++) {
        const own = cost[i]![k]! + cost[k + 1]![j]! + sizes[i]! * sizes[k + 1]! * sizes[j + 1]!;
        if (own < cost[i]![j]!) {
          cost[i]![j] = own;
          cut[i]![j] = k;
        }
      }
    }
  }
  const multiply = (i: number, j: number): NDArray =>
    i === j ? list[i]! : matmul(multiply(i, cut[i]![j]!), multiply(cut[i]![j]! + 1, j));
  const result = multiply(0, last);
  if (row && column) return result.reshape([]).item();
  return row || column ? result.reshape([-1]) : result;
}

const gramOperation: Operation<object, NDArray> = {
  id: "sci-linalg/gram",
  reference: ([a]) => {
    const stack = stackOf(a as NDArray, "a", { checkFinite: false });
    const found: Matrix[] = [];
    for (let i = 0; i < stack.count; i++) {
      const one = stack.at(i);
      found.push(one.im === undefined ? realGram(one) : product(one, one, "adjoint"));
    }
    return stackArray(stack, found, stack.columns, stack.columns);
  },
};

/** Half of a real Gram matrix, block by block, and its mirror image. */
function realGram(a: Matrix): Matrix {
  const { rows: m, columns: n } = a;
  const re = new Float64Array(n * n);
  for (let start = 0; start < n; start += 64) {
    const width = Math.min(64, n - start);
    const left = { data: a.re, offset: 0, row: 1, column: n };
    addProduct(panel(re, n, 0, start), left, panel(a.re, n, 0, start), start + width, m, width);
  }
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) re[j * n + i] = re[i * n + j]!;
  return matrix(n, n, re);
}

/** The Gram matrix `aᴴ a` (n, n) of the columns of a matrix (m, n), or of each matrix of a stack: what decompositions of long series begin with. */
export function gram(a: ArrayLikeInput): NDArray {
  return dispatch(gramOperation, [asArray(a)], {});
}
