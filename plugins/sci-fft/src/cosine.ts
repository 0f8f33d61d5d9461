import {
  type ArrayLikeInput,
  asArray,
  type DType,
  dispatch,
  isComplexDType,
  type NDArray,
  type Operation,
} from "@core/array";
import { checkOptions, coreError, describeValue, type OptionKinds } from "@core/array/runtime";
import { alongAxis } from "./along-axis.js";
import { product } from "./complex.js";
import { type CosineAttributes, type CosineType, cosineLine } from "./cosine-line.js";
import { planned } from "./operations.js";
import {
  axisOf,
  complexDType,
  floatDType,
  type GridOptions,
  gridOf,
  type LineOptions,
  pointsOf,
  scaleOf,
} from "./options.js";

const cosineKinds: OptionKinds<CosineOptions> = {
  n: "number",
  axis: "number",
  norm: "any",
  type: "number",
  orthogonalize: "boolean",
};

const cosineGridKinds: OptionKinds<CosineGridOptions> = {
  s: "numbers",
  axes: "numbers",
  norm: "any",
  type: "number",
  orthogonalize: "boolean",
};

/** Which of the cosine or sine transforms, and how it is weighted. */
export interface CosineKind {
  /** 2 by default. */
  readonly type?: CosineType;
  /** Whether first and last numbers are weighted to make the matrix orthogonal; by default only with the norm `ortho`. */
  readonly orthogonalize?: boolean;
}

/** Options of the cosine and sine transforms along one axis. */
export interface CosineOptions extends LineOptions, CosineKind {}

/** Options of the cosine and sine transforms over several axes. */
export interface CosineGridOptions extends GridOptions, CosineKind {}

const operation: Operation<CosineAttributes & { readonly axis: number }, NDArray> = {
  id: "sci-fft/dct",
  reference: ([a], attributes) => {
    const x = a as NDArray;
    return alongAxis(
      x,
      attributes.axis,
      planned(() => cosineLine(attributes)),
      1,
      dtypeOf(x),
    );
  },
  infer: ([a], { n, axis }) => ({
    dtype: dtypeOf(a as NDArray),
    shape: (a as NDArray).shape.map((size, i) => (i === axis ? n : size)),
  }),
};

/**
 * The discrete cosine transform along one axis. Type 2 is `y[k] = 2 sum over j of x[j] cos(pi k (2 j + 1) / (2 n))`.
 * @param x real, or complex: then both parts on their own; float32 and complex64 keep their precision
 * @throws BAD_SHAPE for an axis without points (or with one, in type 1), BAD_VALUE for a wrong `type`, `n` or `norm`, BAD_AXIS
 */
export function dct(x: ArrayLikeInput, options: CosineOptions = {}): NDArray {
  checkOptions("dct", options, cosineKinds);
  return along(asArray(x), false, options, false);
}

/**
 * The inverse of {@link dct} of the same type.
 * @throws BAD_SHAPE for an axis without points (or with one, in type 1), BAD_VALUE for a wrong `type`, `n` or `norm`, BAD_AXIS
 */
export function idct(x: ArrayLikeInput, options: CosineOptions = {}): NDArray {
  checkOptions("idct", options, cosineKinds);
  return along(asArray(x), false, options, true);
}

/**
 * The discrete sine transform along one axis. Type 2 is `y[k] = 2 sum over j of x[j] sin(pi (k + 1) (2 j + 1) / (2 n))`. See {@link dct}.
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `type`, `n` or `norm`, BAD_AXIS
 */
export function dst(x: ArrayLikeInput, options: CosineOptions = {}): NDArray {
  checkOptions("dst", options, cosineKinds);
  return along(asArray(x), true, options, false);
}

/**
 * The inverse of {@link dst} of the same type.
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `type`, `n` or `norm`, BAD_AXIS
 */
export function idst(x: ArrayLikeInput, options: CosineOptions = {}): NDArray {
  checkOptions("idst", options, cosineKinds);
  return along(asArray(x), true, options, true);
}

/**
 * {@link dct} over all axes, or those in `axes`.
 * @throws BAD_SHAPE for an axis without points (or with one, in type 1), BAD_VALUE for a wrong `type` or `norm`, BAD_AXIS
 */
export function dctn(x: ArrayLikeInput, options: CosineGridOptions = {}): NDArray {
  checkOptions("dctn", options, cosineGridKinds);
  return over(asArray(x), false, options, false);
}

/**
 * The inverse of {@link dctn} of the same type.
 * @throws BAD_SHAPE for an axis without points (or with one, in type 1), BAD_VALUE for a wrong `type` or `norm`, BAD_AXIS
 */
export function idctn(x: ArrayLikeInput, options: CosineGridOptions = {}): NDArray {
  checkOptions("idctn", options, cosineGridKinds);
  return over(asArray(x), false, options, true);
}

/**
 * {@link dst} over all axes, or those in `axes`.
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `type` or `norm`, BAD_AXIS
 */
export function dstn(x: ArrayLikeInput, options: CosineGridOptions = {}): NDArray {
  checkOptions("dstn", options, cosineGridKinds);
  return over(asArray(x), true, options, false);
}

/**
 * The inverse of {@link dstn} of the same type.
 * @throws BAD_SHAPE for an axis without points, BAD_VALUE for a wrong `type` or `norm`, BAD_AXIS
 */
export function idstn(x: ArrayLikeInput, options: CosineGridOptions = {}): NDArray {
  checkOptions("idstn", options, cosineGridKinds);
  return over(asArray(x), true, options, true);
}

function along(a: NDArray, sine: boolean, options: CosineOptions, inverse: boolean): NDArray {
  const axis = axisOf(a, options.axis);
  const n = pointsOf(options.n, a.shape[axis]!);
  return transformAxes(a, sine, options, inverse, [axis], [n]);
}

function over(a: NDArray, sine: boolean, options: CosineGridOptions, inverse: boolean): NDArray {
  const { axes, points } = gridOf(a, options);
  return axes.length === 0 ? a.copy() : transformAxes(a, sine, options, inverse, axes, points);
}

function transformAxes(
  a: NDArray,
  sine: boolean,
  options: CosineKind & Pick<LineOptions, "norm">,
  inverse: boolean,
  axes: readonly number[],
  points: readonly number[],
): NDArray {
  const type = typeOf(options.type, inverse);
  const orthogonal = options.orthogonalize ?? options.norm === "ortho";
  const scale = scaleOf(options.norm, inverse, product(points.map((n) => periodOf(sine, type, n))));
  let result = a;
  for (let i = axes.length - 1; i >= 0; i--) {
    const own = i === axes.length - 1 ? scale : 1;
    const attributes = { sine, type, n: points[i]!, axis: axes[i]!, orthogonal, scale: own };
    result = dispatch(operation, [result], attributes);
  }
  return result;
}

/** The transform that is done: types 2 and 3 are inverse to each other. */
function typeOf(type: CosineType | undefined, inverse: boolean): CosineType {
  const given = type ?? 2;
  if (given !== 1 && given !== 2 && given !== 3 && given !== 4)
    throw coreError("BAD_VALUE", `type: got ${describeValue(type)}, allowed are 1, 2, 3, 4.`);
  return inverse && (given === 2 || given === 3) ? ((5 - given) as CosineType) : given;
}

/** The period of the continued signal, by which the transform and its inverse together multiply. */
function periodOf(sine: boolean, type: CosineType, n: number): number {
  if (type !== 1) return 2 * n;
  if (!sine && n < 2) throw coreError("BAD_SHAPE", "dct: type 1 needs at least two points along the axis.");
  return sine ? 2 * (n + 1) : 2 * (n - 1);
}

function dtypeOf(a: NDArray): DType {
  return isComplexDType(a.dtype) ? complexDType(a.dtype) : floatDType(a.dtype);
}
