import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import { timesVector, vectorTimes } from "./compressed.js";
import { asSparse } from "./construct.js";
import { isDense, realOf, vectorOf } from "./input.js";
import { issparse, type SparseMatrix } from "./matrix.js";

/** A matrix that is known by its products with vectors only. */
export interface LinearOperator {
  readonly shape: readonly [number, number];
  /** The product with a vector. */
  readonly matvec: (x: NDArray) => ArrayLikeInput;
  /** The product of the transpose with a vector. */
  readonly rmatvec?: (x: NDArray) => ArrayLikeInput;
}

/** Whatever has a product with a vector. */
export type OperatorInput = SparseMatrix | LinearOperator | ArrayLikeInput;

/** Products on plain numbers. */
export interface Products {
  readonly rows: number;
  readonly columns: number;
  readonly times: (x: Float64Array) => Float64Array;
  readonly transposedTimes: (x: Float64Array) => Float64Array;
}

function isOperator(value: unknown): value is LinearOperator {
  return (
    typeof (value as LinearOperator | null)?.matvec === "function" && Array.isArray((value as LinearOperator).shape)
  );
}

/** The products of a sparse matrix, a dense one or an operator. @throws BAD_ARGUMENT, BAD_SHAPE */
export function productsOf(a: OperatorInput, name: string): Products {
  if (issparse(a)) return sparseProducts(a);
  if (isOperator(a)) {
    const [rows, columns] = a.shape;
    const call = (product: LinearOperator["rmatvec"], length: number, from: number) => {
      return (x: Float64Array): Float64Array => {
        if (product === undefined) throw coreError("BAD_ARGUMENT", `${name}: rmatvec is needed and missing.`);
        return vectorOf(product(fromData(x.slice(), [from])), length, `${name}: what matvec gives`);
      };
    };
    return { rows, columns, times: call(a.matvec, rows, columns), transposedTimes: call(a.rmatvec, columns, rows) };
  }
  if (isDense(a)) {
    const { data, array } = realOf(a, name);
    if (array.shape.length !== 2)
      throw coreError("BAD_SHAPE", `${name}: got shape (${array.shape.join(", ")}), expected a matrix.`);
    const [rows, columns] = array.shape as readonly [number, number];
    return denseProducts(data, rows, columns);
  }
  throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(a)}, expected a matrix or { shape, matvec }.`);
}

function sparseProducts(a: SparseMatrix): Products {
  const rows = asSparse(a).byRows();
  return {
    rows: rows.lines,
    columns: rows.width,
    times: (x) => timesVector(rows, x),
    transposedTimes: (x) => vectorTimes(rows, x),
  };
}

function denseProducts(data: Float64Array, rows: number, columns: number): Products {
  return {
    rows,
    columns,
    times: (x) => {
      const y = new Float64Array(rows);
      for (let i = 0, at = 0; i < rows; i++) {
        let sum = 0;
        for (let j = 0; j < columns; j++, at++) sum += data[at]! * x[j]!;
        y[i] = sum;
      }
      return y;
    },
    transposedTimes: (x) => {
      const y = new Float64Array(columns);
      for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < columns; j++, at++) y[j]! += data[at]! * x[i]!;
      return y;
    },
  };
}

/** The products of a square matrix of a size. @throws BAD_SHAPE */
export function squareProducts(a: OperatorInput, name: string, size?: number): Products {
  const found = productsOf(a, name);
  if (found.rows !== found.columns || (size !== undefined && found.rows !== size))
    throw coreError(
      "BAD_SHAPE",
      `${name}: got shape (${found.rows}, ${found.columns}), expected ${size === undefined ? "a square matrix" : `(${size}, ${size})`}.`,
    );
  return found;
}
