import {
  type ArrayLikeInput,
  add,
  asArray,
  astype,
  type Complex,
  checkAxis,
  copy,
  type DType,
  isComplex,
  multiply,
  type NDArray,
  sqrt,
} from "@core/array";
import { checkKind, checkOptions, type OptionKinds } from "@core/array/runtime";
import { type BorderMode, checkMode } from "./border.js";
import { correlateAxes } from "./correlate-axes.js";
import { correlate1d } from "./correlate1d.js";
import { type GaussianOptions, gaussianFilter } from "./gaussian.js";
import { checkConstant, delivered, type Output, outputDType, perAxis } from "./values.js";

const omit: OptionKinds<Omit<GaussianOptions, "order">> = {
  output: "any",
  mode: "any",
  cval: "any",
  truncate: "number",
  radius: "any",
};

/** Options of the filters of n-d arrays: lists have one value for each axis. */
export interface DerivativeOptions {
  /** A dtype for the result, or an array to write it into; the dtype of the input by default. */
  readonly output?: Output;
  /** How the array goes on beyond its border; `reflect` by default. */
  readonly mode?: BorderMode | readonly BorderMode[];
  /** The value outside for `constant`; 0 by default. */
  readonly cval?: number | Complex;
}

/** Options of {@link sobel} and {@link prewitt}. */
export interface EdgeOptions extends DerivativeOptions {
  /** The axis along which the difference is taken; -1 by default. */
  readonly axis?: number;
}

/** What a {@link Derivative} is to give. */
export interface DerivativeRequest {
  readonly output: DType;
  readonly mode: BorderMode;
  readonly cval: number | Complex;
}

/** A derivative along one axis, of the input's shape and in the dtype `output`. */
export type Derivative = (input: NDArray, axis: number, request: DerivativeRequest) => NDArray;

/** Prewitt's filter: the difference of neighbours along an axis, added up over three along the others. */
export function prewitt(input: ArrayLikeInput, options: EdgeOptions = {}): NDArray {
  checkOptions("prewitt", options, { axis: "number", output: "any", mode: "any", cval: "any" });
  return edges(input, [1, 1, 1], options);
}

/** Sobel's filter: the difference of neighbours along an axis, weighted with 1, 2, 1 along the others. */
export function sobel(input: ArrayLikeInput, options: EdgeOptions = {}): NDArray {
  checkOptions("sobel", options, { axis: "number", output: "any", mode: "any", cval: "any" });
  return edges(input, [1, 2, 1], options);
}

function edges(input: ArrayLikeInput, across: readonly number[], options: EdgeOptions): NDArray {
  const a = asArray(input);
  const along = checkAxis(options.axis ?? -1, a.shape.length);
  const modes = perAxis<BorderMode>(options.mode ?? "reflect", a.shape.length, "mode");
  const others = a.shape.flatMap((_, axis) => (axis === along ? [] : [axis]));
  const steps = [along, ...others].map((axis) => ({
    axis,
    mode: modes[axis] as BorderMode,
    weights: Float64Array.from(axis === along ? [-1, 0, 1] : across),
  }));
  return correlateAxes(a, steps, options.output, options.cval ?? 0);
}

/**
 * The sum of second derivatives along all axes, by a function for them.
 * @throws what the function throws, BAD_ARGUMENT for a list of modes of a wrong length
 */
export function genericLaplace(
  input: ArrayLikeInput,
  derivative2: Derivative,
  options: DerivativeOptions = {},
): NDArray {
  checkOptions("genericLaplace", options, { output: "any", mode: "any", cval: "any" });
  checkKind("genericLaplace", "derivative2", derivative2, "function");
  return combine(input, derivative2, options, (part) => part);
}

/** The Laplacian by second differences 1, -2, 1. */
export function laplace(input: ArrayLikeInput, options: DerivativeOptions = {}): NDArray {
  checkOptions("laplace", options, { output: "any", mode: "any", cval: "any" });
  return genericLaplace(input, (a, axis, request) => correlate1d(a, [1, -2, 1], { ...request, axis }), options);
}

/**
 * The Laplacian by second derivatives of Gaussians.
 * @param sigma standard deviation in pixels, one or one for each axis
 */
export function gaussianLaplace(
  input: ArrayLikeInput,
  sigma: number | readonly number[],
  options: Omit<GaussianOptions, "order"> = {},
): NDArray {
  checkOptions("gaussianLaplace", options, omit);
  checkKind("gaussianLaplace", "sigma", sigma, "numbers");
  return genericLaplace(input, gaussianDerivative(sigma, 2, options), plainOptions(options));
}

/** The root of the sum of squared first derivatives along all axes, by a function for them. */
export function genericGradientMagnitude(
  input: ArrayLikeInput,
  derivative: Derivative,
  options: DerivativeOptions = {},
): NDArray {
  checkOptions("genericGradientMagnitude", options, { output: "any", mode: "any", cval: "any" });
  checkKind("genericGradientMagnitude", "derivative", derivative, "function");
  const a = asArray(input);
  const dtype = outputDType(options.output, a.shape, a.dtype);
  const squares = combine(a, derivative, { ...options, output: dtype }, (part) => multiply(part, part) as NDArray);
  const root = a.shape.length === 0 ? squares : (sqrt(squares) as NDArray);
  return delivered(root.dtype === dtype ? root : astype(root, dtype), options.output, dtype);
}

/**
 * The length of the gradient by first derivatives of Gaussians.
 * @param sigma standard deviation in pixels, one or one for each axis
 */
export function gaussianGradientMagnitude(
  input: ArrayLikeInput,
  sigma: number | readonly number[],
  options: Omit<GaussianOptions, "order"> = {},
): NDArray {
  checkOptions("gaussianGradientMagnitude", options, omit);
  checkKind("gaussianGradientMagnitude", "sigma", sigma, "numbers");
  return genericGradientMagnitude(input, gaussianDerivative(sigma, 1, options), plainOptions(options));
}

function gaussianDerivative(
  sigma: number | readonly number[],
  order: number,
  { truncate = 4, radius = null }: Omit<GaussianOptions, "order">,
): Derivative {
  return (a, axis, { output, mode, cval }) =>
    gaussianFilter(a, sigma, {
      order: a.shape.map((_, i) => (i === axis ? order : 0)),
      output,
      mode,
      cval,
      truncate,
      radius,
    });
}

function plainOptions({ truncate: _, radius: __, ...rest }: Omit<GaussianOptions, "order">): DerivativeOptions {
  return rest;
}

function combine(
  input: ArrayLikeInput,
  derivative: Derivative,
  options: DerivativeOptions,
  change: (part: NDArray) => NDArray,
): NDArray {
  const a = asArray(input);
  const dtype = outputDType(options.output, a.shape, a.dtype);
  const modes = perAxis<BorderMode>(options.mode ?? "reflect", a.shape.length, "mode");
  for (const mode of modes) checkMode(mode);
  const { cval = 0 } = options;
  if (!isComplex(cval)) checkConstant(cval);
  let total: NDArray | undefined;
  for (let axis = 0; axis < a.shape.length; axis++) {
    const part = change(derivative(a, axis, { output: dtype, mode: modes[axis] as BorderMode, cval }));
    total = total === undefined ? part : (add(total, part) as NDArray);
  }
  return delivered(total ?? copy(a), options.output, dtype);
}
