import { type ArrayLikeInput, asArray } from "../create.js";
import { type DType, kindOf, promoteTypes, type Scalar } from "../dtype.js";
import { conjugate, multiply, negative, subtract } from "../elementwise/index.js";
import { coreError, describeValue } from "../errors.js";
import type { NDArray } from "../ndarray.js";
import { sum } from "../reduce/index.js";
import { broadcastShapes, checkAxes, checkAxis, sizeOf } from "../shape.js";
import { assign } from "../transfer.js";
import { diagonal, moveAxis, ravel, reshape, sliceArray, transpose } from "../views.js";
import { matmul, unwrapped } from "./matmul.js";

/**
 * The dot product: of two vectors the sum of their products (a scalar), of matrices the matrix product, with a scalar the product,
 * otherwise the sum over the last axis of `a` and the second to last (or only) axis of `b`. Sums as in {@link matmul}.
 * @throws BAD_SHAPE when those axes differ
 */
export function dot(a: ArrayLikeInput, b: ArrayLikeInput): NDArray | Scalar {
  const [left, right] = [asArray(a), asArray(b)];
  if (left.shape.length === 0 || right.shape.length === 0) return unwrapped(multiply(left, right));
  if (left.shape.length <= 2 && right.shape.length <= 2) return unwrapped(matmul(left, right));
  return tensordot(left, right, { axes: [[-1], [right.shape.length === 1 ? 0 : -2]] });
}

/** The dot product of all elements of both arrays, those of the first conjugated. */
export function vdot(a: ArrayLikeInput, b: ArrayLikeInput): Scalar {
  const [left, right] = [ravel(asArray(a)), ravel(asArray(b))];
  return unwrapped(matmul(kindOf(left.dtype) === "complex" ? conjugate(left) : left, right)) as Scalar;
}

/**
 * The sums of products over the last axes of both arrays.
 * @throws BAD_SHAPE when those differ
 */
export function inner(a: ArrayLikeInput, b: ArrayLikeInput): NDArray | Scalar {
  const [left, right] = [asArray(a), asArray(b)];
  if (left.shape.length === 0 || right.shape.length === 0) return unwrapped(multiply(left, right));
  return tensordot(left, right, { axes: [[-1], [-1]] });
}

/** Every element of `a` times every element of `b`: a matrix, both arrays flattened. */
export function outer(a: ArrayLikeInput, b: ArrayLikeInput): NDArray {
  return multiply(reshape(asArray(a), [-1, 1]), reshape(asArray(b), [1, -1]));
}

/** Which axes {@link tensordot} sums over. */
export type TensordotAxes = number | readonly [number | readonly number[], number | readonly number[]];

/**
 * The sums of products over pairs of axes: the last `axes` (2) of `a` with the first of `b`, or those that two lists name.
 * The result has the other axes of `a`, then those of `b`; it is a scalar when there are none.
 * @throws BAD_SHAPE when paired axes differ
 */
export function tensordot(
  a: ArrayLikeInput,
  b: ArrayLikeInput,
  options: { readonly axes?: TensordotAxes } = {},
): NDArray | Scalar {
  const [left, right] = [asArray(a), asArray(b)];
  const given = options.axes ?? 2;
  const [first, second] = [left.shape.length, right.shape.length];
  let [mine, yours]: number[][] = [];
  if (typeof given === "number") {
    if (!Number.isInteger(given) || given < 0 || given > Math.min(first, second))
      throw coreError("BAD_AXIS", `axes: got ${describeValue(given)}, allowed are 0 to ${Math.min(first, second)}.`);
    mine = Array.from({ length: given }, (_, i) => first - given + i);
    yours = Array.from({ length: given }, (_, i) => i);
  } else {
    mine = checkAxes(given[0], first, "axes");
    yours = checkAxes(given[1], second, "axes");
  }
  if (
    mine.length !== yours.length ||
    mine.some((axis, i) => left.shape[axis] !== right.shape[(yours as number[])[i] as number])
  )
    throw coreError(
      "BAD_SHAPE",
      `tensordot: axes [${mine.join(", ")}] of (${left.shape.join(", ")}) do not match axes [${yours.join(", ")}] of (${right.shape.join(", ")}).`,
    );
  const keptA = left.shape.map((_, i) => i).filter((i) => !(mine as number[]).includes(i));
  const keptB = right.shape.map((_, i) => i).filter((i) => !(yours as number[]).includes(i));
  const shape = [...keptA.map((i) => left.shape[i] as number), ...keptB.map((i) => right.shape[i] as number)];
  const depth = sizeOf(mine.map((i) => left.shape[i] as number));
  const rows = sizeOf(keptA.map((i) => left.shape[i] as number));
  const columns = sizeOf(keptB.map((i) => right.shape[i] as number));
  const flat = matmul(
    reshape(transpose(left, [...keptA, ...mine]), [rows, depth]),
    reshape(transpose(right, [...yours, ...keptB]), [depth, columns]),
  );
  return unwrapped(reshape(flat, shape));
}

/** The Kronecker product: every element of `a` times the whole of `b`. */
export function kron(a: ArrayLikeInput, b: ArrayLikeInput): NDArray {
  const [left, right] = [asArray(a), asArray(b)];
  const dimensions = Math.max(left.shape.length, right.shape.length);
  const shapeOf = (one: NDArray): number[] => [
    ...new Array<number>(dimensions - one.shape.length).fill(1),
    ...one.shape,
  ];
  const [outerShape, innerShape] = [shapeOf(left), shapeOf(right)];
  const product = multiply(
    reshape(
      left,
      outerShape.flatMap((size) => [size, 1]),
    ),
    reshape(
      right,
      innerShape.flatMap((size) => [1, size]),
    ),
  );
  return reshape(
    product,
    outerShape.map((size, i) => size * (innerShape[i] as number)),
  );
}

/** Options of {@link cross}. */
export interface CrossOptions {
  /** The axis with the components, in all arrays; the last one by default. */
  readonly axis?: number;
}

/**
 * The cross product of vectors with two or three components; of two plane vectors only the third component.
 * @throws BAD_SHAPE for other numbers of components
 */
export function cross(a: ArrayLikeInput, b: ArrayLikeInput, options: CrossOptions = {}): NDArray | Scalar {
  const bring = (value: ArrayLikeInput, name: string): NDArray => {
    const one = asArray(value);
    const moved = moveAxis(one, checkAxis(options.axis ?? -1, one.shape.length), -1);
    const size = moved.shape.at(-1);
    if (size !== 2 && size !== 3)
      throw coreError("BAD_SHAPE", `${name}: got ${size} components, expected vectors with 2 or 3.`);
    return moved;
  };
  const [left, right] = [bring(a, "a"), bring(b, "b")];
  const part = (one: NDArray, i: number): NDArray | undefined =>
    i < (one.shape.at(-1) as number) ? sliceArray(one, "...", i) : undefined;
  const [a0, a1, a2] = [0, 1, 2].map((i) => part(left, i)) as [NDArray, NDArray, NDArray | undefined];
  const [b0, b1, b2] = [0, 1, 2].map((i) => part(right, i)) as [NDArray, NDArray, NDArray | undefined];
  const minor = (
    x: NDArray | undefined,
    y: NDArray | undefined,
    u: NDArray | undefined,
    v: NDArray | undefined,
  ): NDArray => {
    const one = x === undefined || y === undefined ? undefined : multiply(x, y);
    const other = u === undefined || v === undefined ? undefined : multiply(u, v);
    if (one === undefined) return negative(other as NDArray);
    return other === undefined ? one : subtract(one, other);
  };
  const last = minor(a0, b1, a1, b0);
  if (a2 === undefined && b2 === undefined) return unwrapped(last);
  const lead = broadcastShapes(left.shape.slice(0, -1), right.shape.slice(0, -1));
  const result = last.make(promoteTypes(left.dtype, right.dtype), [...lead, 3]);
  assign(sliceArray(result, "...", 0), minor(a1, b2, a2, b1));
  assign(sliceArray(result, "...", 1), minor(a2, b0, a0, b2));
  assign(sliceArray(result, "...", 2), last);
  return options.axis === undefined ? result : moveAxis(result, -1, options.axis);
}

/**
 * The sum along a diagonal of a matrix; of more axes, along the diagonals of two of them (the first two).
 * @returns a scalar for a matrix, else an array of the other axes
 */
export function trace(
  a: ArrayLikeInput,
  options: { readonly offset?: number; readonly axis1?: number; readonly axis2?: number; readonly dtype?: DType } = {},
): NDArray | Scalar {
  const source = asArray(a);
  const [first, second] = checkAxes([options.axis1 ?? 0, options.axis2 ?? 1], source.shape.length) as [number, number];
  const moved = moveAxis(source, [first, second], [-2, -1]);
  const plane = diagonal(moved.view(moved.shape.slice(-2), moved.strides.slice(-2)), { offset: options.offset ?? 0 });
  const lines = plane.view(
    [...moved.shape.slice(0, -2), ...plane.shape],
    [...moved.strides.slice(0, -2), ...plane.strides],
  );
  return unwrapped(sum(lines, { axis: -1, ...(options.dtype === undefined ? {} : { dtype: options.dtype }) }));
}
