import { addProduct, type Panel } from "./kernels/gemm.js";

/** A matrix in C order by its parts; the imaginary one is missing for real matrices. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly re: Float64Array;
  readonly im: Float64Array | undefined;
}

/** A matrix over its parts. */
export function matrix(rows: number, columns: number, re: Float64Array, im?: Float64Array): Matrix {
  return { rows, columns, re, im };
}

/** Zeros. */
export function zeroMatrix(rows: number, columns: number, complex = false): Matrix {
  const size = rows * columns;
  return matrix(rows, columns, new Float64Array(size), complex ? new Float64Array(size) : undefined);
}

/** The identity. */
export function unitMatrix(n: number, complex = false): Matrix {
  const result = zeroMatrix(n, n, complex);
  for (let i = 0; i < n; i++) result.re[i * n + i] = 1;
  return result;
}

/** A copy of its own. */
export function copyMatrix(a: Matrix): Matrix {
  return matrix(a.rows, a.columns, a.re.slice(), a.im?.slice());
}

/** The matrix with an imaginary part, zeros where it had none. */
export function complexMatrix(a: Matrix): Matrix & { readonly im: Float64Array } {
  return { ...a, im: a.im ?? new Float64Array(a.re.length) };
}

/** The transpose, conjugated unless told otherwise. */
export function adjoint(a: Matrix, conjugate = true): Matrix {
  const turn = (part: Float64Array, sign: number): Float64Array => {
    const result = new Float64Array(part.length);
    for (let i = 0; i < a.rows; i++)
      for (let j = 0; j < a.columns; j++) result[j * a.rows + i] = sign * part[i * a.columns + j]!;
    return result;
  };
  return matrix(a.columns, a.rows, turn(a.re, 1), a.im === undefined ? undefined : turn(a.im, conjugate ? -1 : 1));
}

/** How a factor of {@link product} is taken: as it is, or as its adjoint. */
export type Taken = "as it is" | "adjoint";

/** The product of two matrices, either of which may be taken as its adjoint. */
export function product(a: Matrix, b: Matrix, takenA: Taken = "as it is", takenB: Taken = "as it is"): Matrix {
  const [m, k] = takenA === "adjoint" ? [a.columns, a.rows] : [a.rows, a.columns];
  const n = takenB === "adjoint" ? b.rows : b.columns;
  const complex = a.im !== undefined || b.im !== undefined;
  const result = zeroMatrix(m, n, complex);
  const left = (part: Float64Array): Panel => panelOf(part, a.columns, takenA);
  const right = (part: Float64Array): Panel => panelOf(part, b.columns, takenB);
  const [re, im] = [panelOf(result.re, n, "as it is"), panelOf(result.im ?? result.re, n, "as it is")];
  const signA = takenA === "adjoint" ? -1 : 1;
  const signB = takenB === "adjoint" ? -1 : 1;
  addProduct(re, left(a.re), right(b.re), m, k, n);
  if (a.im !== undefined && b.im !== undefined) addProduct(re, left(a.im), right(b.im), m, k, n, -signA * signB);
  if (a.im !== undefined) addProduct(im, left(a.im), right(b.re), m, k, n, signA);
  if (b.im !== undefined) addProduct(im, left(a.re), right(b.im), m, k, n, signB);
  return result;
}

function panelOf(data: Float64Array, columns: number, taken: Taken): Panel {
  return taken === "adjoint"
    ? { data, offset: 0, row: 1, column: columns }
    : { data, offset: 0, row: columns, column: 1 };
}

/** `p a + q b` for real numbers p and q. */
export function combine(p: number, a: Matrix, q: number, b: Matrix): Matrix {
  const mix = (x: Float64Array | undefined, y: Float64Array | undefined): Float64Array => {
    const result = new Float64Array(a.re.length);
    if (x !== undefined) for (let i = 0; i < result.length; i++) result[i] = p * x[i]!;
    if (y !== undefined) for (let i = 0; i < result.length; i++) result[i]! += q * y[i]!;
    return result;
  };
  const complex = a.im !== undefined || b.im !== undefined;
  return matrix(a.rows, a.columns, mix(a.re, b.re), complex ? mix(a.im, b.im) : undefined);
}

/** The matrix times a real number. */
export function scaled(a: Matrix, factor: number): Matrix {
  return matrix(
    a.rows,
    a.columns,
    a.re.map((x) => factor * x),
    a.im?.map((x) => factor * x),
  );
}

/** Some columns, from `start` to `end`. */
export function columnsOf(a: Matrix, start: number, end: number): Matrix {
  return blockOf(a, 0, a.rows, start, end);
}

/** A block: rows from `top` to `bottom`, columns from `start` to `end`. */
export function blockOf(a: Matrix, top: number, bottom: number, start: number, end: number): Matrix {
  const width = end - start;
  const cut = (part: Float64Array): Float64Array => {
    const result = new Float64Array((bottom - top) * width);
    for (let i = top; i < bottom; i++)
      result.set(part.subarray(i * a.columns + start, i * a.columns + end), (i - top) * width);
    return result;
  };
  return matrix(bottom - top, width, cut(a.re), a.im === undefined ? undefined : cut(a.im));
}

/** The columns in another order. */
export function permuteColumns(a: Matrix, order: ArrayLike<number>): Matrix {
  const width = order.length;
  const pick = (part: Float64Array): Float64Array => {
    const result = new Float64Array(a.rows * width);
    for (let i = 0; i < a.rows; i++)
      for (let j = 0; j < width; j++) result[i * width + j] = part[i * a.columns + order[j]!]!;
    return result;
  };
  return matrix(a.rows, width, pick(a.re), a.im === undefined ? undefined : pick(a.im));
}

/** The rows in another order. */
export function permuteRows(a: Matrix, order: ArrayLike<number>): Matrix {
  const { columns } = a;
  const pick = (part: Float64Array): Float64Array => {
    const result = new Float64Array(order.length * columns);
    for (let i = 0; i < order.length; i++)
      result.set(part.subarray(order[i]! * columns, (order[i]! + 1) * columns), i * columns);
    return result;
  };
  return matrix(order.length, columns, pick(a.re), a.im === undefined ? undefined : pick(a.im));
}

/** Each column times a real number. */
export function scaleColumns(a: Matrix, factors: ArrayLike<number>): Matrix {
  const result = copyMatrix(a);
  for (const part of result.im === undefined ? [result.re] : [result.re, result.im])
    for (let i = 0, at = 0; i < a.rows; i++) for (let j = 0; j < a.columns; j++, at++) part[at]! *= factors[j]!;
  return result;
}

/** Sets what is below (or above) the diagonal to zero, in a copy. */
export function triangleOf(a: Matrix, which: "lower" | "upper"): Matrix {
  const result = copyMatrix(a);
  const { rows, columns } = a;
  for (const part of result.im === undefined ? [result.re] : [result.re, result.im]) {
    for (let i = 0; i < rows; i++) {
      if (which === "upper") part.fill(0, i * columns, i * columns + Math.min(i, columns));
      else if (i + 1 < columns) part.fill(0, i * columns + i + 1, (i + 1) * columns);
    }
  }
  return result;
}

/** The largest absolute value; NaN when there is one. */
export function largestOf(a: Matrix): number {
  let largest = 0;
  for (let i = 0; i < a.re.length; i++) {
    const size = a.im === undefined ? Math.abs(a.re[i]!) : Math.hypot(a.re[i]!, a.im[i]!);
    if (size > largest || Number.isNaN(size)) largest = size;
  }
  return largest;
}

/** The largest sum of absolute values in a column. */
export function norm1(a: Matrix): number {
  const sums = new Float64Array(a.columns);
  for (let i = 0, at = 0; i < a.rows; i++)
    for (let j = 0; j < a.columns; j++, at++)
      sums[j]! += a.im === undefined ? Math.abs(a.re[at]!) : Math.hypot(a.re[at]!, a.im[at]!);
  let largest = 0;
  for (const sum of sums) if (sum > largest || Number.isNaN(sum)) largest = sum;
  return largest;
}
