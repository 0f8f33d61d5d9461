import {
  dispatch,
  elementsOf,
  fromData,
  kernelPoint,
  type NDArray,
  type Operation,
  type Runtime,
  withRuntime,
} from "@core/array";
import { type SvdOf, svdOf } from "./decompose.js";
import { choleskyOf, type LuFactors, luOf, luSolveMatrix, qrOf } from "./factor.js";
import { partsOf, type Stack, stackArray, stackOf } from "./input.js";
import type { SvdParts } from "./kernels/svd.js";
import { luOperation } from "./lu-operation.js";
import { adjoint, type Matrix, matrix, product, type Taken } from "./matrix.js";
import { qrOperation } from "./qr-operation.js";
import { svdOperation } from "./svd-operation.js";

// Steps of larger work, by the kernels of a runtime where it has some, else by the functions of this package.

/** The result of an operation where a kernel does it. */
function byKernel<Attributes extends object, Result>(
  runtime: Runtime | undefined,
  operation: Operation<Attributes, Result>,
  inputs: readonly NDArray[],
  attributes: Attributes,
): Result | undefined {
  if (runtime === undefined) return undefined;
  const dtypes = inputs.map(({ dtype }) => dtype);
  const found = runtime.get(kernelPoint).resolve(operation, dtypes, "host", inputs, attributes);
  return typeof found === "object" ? dispatch(operation, inputs, attributes) : undefined;
}

const arrayIn = (runtime: Runtime | undefined, a: Matrix): NDArray =>
  withRuntime(runtime, fromData(a.re, [a.rows, a.columns]));
const numbersOf = (a: NDArray): Float64Array => elementsOf(a) as Float64Array;
const whole = (a: NDArray): Matrix => {
  const one = stackOf(a, "a", { checkFinite: false });
  return matrix(one.rows, one.columns, numbersOf(a));
};

const productOperation: Operation<object, NDArray> = {
  id: "sci-linalg/product",
  reference: ([a, b]) => {
    const [left, right] = [a as NDArray, b as NDArray].map((one) => matrixOfArray(one)) as [Matrix, Matrix];
    return arrayIn((a as NDArray).runtime, product(left, right));
  },
};

const matrixOfArray = (a: NDArray): Matrix => stackOf(a, "a", { checkFinite: false }).at(0);

/** {@link product}. */
export function productIn(
  runtime: Runtime | undefined,
  a: Matrix,
  b: Matrix,
  takenA: Taken = "as it is",
  takenB: Taken = "as it is",
): Matrix {
  if (runtime !== undefined && a.im === undefined && b.im === undefined) {
    const [left, right] = [arrayIn(runtime, a), arrayIn(runtime, b)];
    const inputs = [takenA === "adjoint" ? left.T : left, takenB === "adjoint" ? right.T : right];
    const found = byKernel(runtime, productOperation, inputs, {});
    if (found !== undefined) return whole(found);
  }
  return product(a, b, takenA, takenB);
}

/** {@link svdOf}. */
export function svdIn(runtime: Runtime | undefined, a: Matrix, parts: SvdParts): SvdOf | undefined {
  if (runtime !== undefined && a.im === undefined) {
    const attributes = { fullMatrices: parts === "full", computeUv: parts !== "values" };
    const found = byKernel(runtime, svdOperation, [arrayIn(runtime, a)], attributes);
    if (found !== undefined) {
      const empty = matrix(0, 0, new Float64Array(0));
      if (parts === "values") return { s: numbersOf(found[0]!), u: empty, v: empty };
      return { s: numbersOf(found[1]!), u: whole(found[0]!), v: adjoint(whole(found[2]!)) };
    }
  }
  return svdOf(a, parts);
}

/** The first columns of Q, as many as the smaller side has. The matrix may be overwritten. */
export function basisIn(runtime: Runtime | undefined, a: Matrix): Matrix {
  if (runtime !== undefined && a.im === undefined) {
    const found = byKernel(runtime, qrOperation, [arrayIn(runtime, a)], { mode: "economic", pivoting: false });
    if (found !== undefined) return whole(found[0]!);
  }
  return qrOf(a).q(Math.min(a.rows, a.columns));
}

/** R of a matrix where a kernel makes it. */
export function triangleIn(runtime: Runtime | undefined, a: Matrix): Matrix | undefined {
  if (runtime === undefined || a.im !== undefined) return undefined;
  const found = byKernel(runtime, qrOperation, [arrayIn(runtime, a)], { mode: "r", pivoting: false });
  return found && whole(found[0]!);
}

/** LU factors. The matrix may be overwritten. */
export function luIn(runtime: Runtime | undefined, a: Matrix): LuFactors {
  const found = a.im === undefined ? byKernel(runtime, luOperation, [arrayIn(runtime, a)], {}) : undefined;
  return found === undefined ? luOf(a) : factorsOf(a, numbersOf(found[0]), elementsOf(found[1]) as Int32Array);
}

function factorsOf({ rows, columns }: Matrix, packed: Float64Array, swaps: Int32Array): LuFactors {
  let singular = -1;
  for (let i = swaps.length - 1; i >= 0; i--) if (packed[i * columns + i] === 0) singular = i;
  return { lu: matrix(rows, columns, packed), swaps, singular };
}

/** The LU factors of each matrix of a stack, all at once where a kernel makes them. */
export function allLu(stack: Stack): (i: number) => LuFactors {
  const all = stackOfKernel(stack);
  if (all === undefined) return (i) => luOf(stack.at(i));
  const [packed, swaps] = [numbersOf(all[0]), elementsOf(all[1]) as Int32Array];
  const [m, n] = [stack.rows, stack.columns];
  const k = Math.min(m, n);
  return (i) =>
    factorsOf(matrix(m, n, packed), packed.subarray(i * m * n, (i + 1) * m * n), swaps.subarray(i * k, (i + 1) * k));
}

function inDouble(stack: Stack): NDArray {
  const { runtime } = stack.source;
  const { re } = partsOf(stack.source);
  return withRuntime(runtime, fromData(re, [...stack.lead, stack.rows, stack.columns]));
}

function stackOfKernel(stack: Stack): [NDArray, NDArray] | undefined {
  if (stack.source.runtime === undefined || stack.complex) return undefined;
  return byKernel(stack.source.runtime, luOperation, [inDouble(stack)], {});
}

const luSolveOperation: Operation<object, NDArray> = {
  id: "sci-linalg/luSolve",
  reference: ([a, swaps, b]) => {
    const [lu, right] = [
      stackOf(a as NDArray, "lu", { checkFinite: false }),
      stackOf(b as NDArray, "b", { checkFinite: false }),
    ];
    const all = elementsOf(swaps as NDArray) as Int32Array;
    const n = lu.rows;
    const found = Array.from({ length: lu.count }, (_, i) =>
      luSolveMatrix({ lu: lu.at(i), swaps: all.subarray(i * n, (i + 1) * n), singular: -1 }, right.at(i)),
    );
    return stackArray(right, found, n, right.columns);
  },
};

/**
 * The solutions for right sides of a whole stack, real matrices that belong together one by one, where kernels make them.
 * @returns "singular" where a pivot is 0, and nothing without kernels
 */
export function solveAll(stack: Stack, right: Float64Array, columns: number): Float64Array | "singular" | undefined {
  const all = stackOfKernel(stack);
  if (all === undefined) return undefined;
  const { runtime } = stack.source;
  const n = stack.rows;
  const packed = numbersOf(all[0]);
  for (let start = 0; start < packed.length; start += n * n)
    for (let i = 0; i < n; i++) if (packed[start + i * n + i] === 0) return "singular";
  const b = withRuntime(runtime, fromData(right, [...stack.lead, n, columns]));
  return numbersOf(dispatch(luSolveOperation, [all[0], all[1], b], {}));
}

const choleskyOperation: Operation<object, [NDArray, NDArray]> = {
  id: "sci-linalg/cholesky",
  reference: ([a]) => {
    const stack = stackOf(a as NDArray, "a", { checkFinite: false });
    const bad = new Int32Array(stack.count);
    const factors = Array.from({ length: stack.count }, (_, i) => {
      const one = stack.at(i);
      const found = choleskyOf(one);
      if (typeof found === "number") bad[i] = found;
      return one;
    });
    return [stackArray(stack, factors, stack.rows, stack.rows), fromData(bad, stack.lead)];
  },
};

/** {@link choleskyOf}. */
export function choleskyIn(runtime: Runtime | undefined, a: Matrix): Matrix | number {
  const found = a.im === undefined ? byKernel(runtime, choleskyOperation, [arrayIn(runtime, a)], {}) : undefined;
  if (found === undefined) return choleskyOf(a);
  return (elementsOf(found[1]) as Int32Array)[0] || whole(found[0]);
}
