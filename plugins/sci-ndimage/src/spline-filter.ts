import {
  type ArrayLikeInput,
  asArray,
  astype,
  checkAxis,
  checkDType,
  type DType,
  dispatch,
  fromData,
  isComplexDType,
  type NDArray,
  type Operation,
  promoteTypes,
  realDType,
  sizeOf,
} from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { joinParts } from "./geometry-cast.js";
import { checkMode, checkOrder, type GeometryMode, splineEndOf } from "./geometry-modes.js";
import { numbersOf } from "./geometry-operations.js";
import { filterSplineLines } from "./spline-lines.js";

/** What {@link splineFilter} takes. */
export interface SplineFilterOptions {
  /** The order of the spline; 3 by default. */
  readonly order?: number;
  /** The dtype of the coefficients; float64 by default, complex128 for complex input. */
  readonly output?: DType;
  /** How the array goes on beyond its edges; `mirror` by default. */
  readonly mode?: GeometryMode;
}

/** What {@link splineFilter1d} takes. */
export interface SplineFilter1dOptions extends SplineFilterOptions {
  /** The axis to filter along; -1 by default. */
  readonly axis?: number;
}

interface SplineAttributes {
  readonly order: number;
  readonly axis: number;
  readonly mode: GeometryMode;
}

const operation: Operation<SplineAttributes, NDArray> = {
  id: "sci-ndimage/spline-filter1d",
  reference: ([input], { order, axis, mode }) => {
    const { shape } = input as NDArray;
    const source = numbersOf(input as NDArray);
    const data = source.slice();
    const outer = sizeOf(shape.slice(0, axis));
    filterSplineLines(data, outer, shape[axis] as number, sizeOf(shape.slice(axis + 1)), order, splineEndOf(mode));
    return fromData(data, shape, bound(input as NDArray));
  },
  infer: ([input]) => ({ dtype: "float64", shape: (input as NDArray).shape }),
};

/** B-spline coefficients of a real array along one axis, in float64. */
export function splineCoefficients1d(input: NDArray, order: number, axis: number, mode: GeometryMode): NDArray {
  return dispatch(operation, [input], { order, axis, mode });
}

/** B-spline coefficients of a real array, in float64. */
export function splineCoefficients(input: NDArray, order: number, mode: GeometryMode): NDArray {
  let result = input;
  for (let axis = 0; axis < input.shape.length; axis++) result = splineCoefficients1d(result, order, axis, mode);
  return result;
}

/**
 * The coefficients of the B-spline through the elements along one axis. Orders 0 and 1 give the elements as they are.
 * Method: recursive filters with exact initial conditions, Unser, Aldroubi and Eden (1991), as `scipy.ndimage.spline_filter1d`.
 * @returns an array of the input's shape, float64 (complex128 for complex input) unless `output` says otherwise
 * @throws BAD_ARGUMENT for an unknown order or mode, BAD_AXIS, BAD_DTYPE
 */
export function splineFilter1d(input: ArrayLikeInput, options: SplineFilter1dOptions = {}): NDArray {
  checkOptions("splineFilter1d", options, { axis: "number", order: "number", output: "any", mode: "any" });
  const order = checkOrder(options.order ?? 3);
  const mode = checkMode(options.mode ?? "mirror");
  const a = asArray(input);
  const dtype = outputType(a, options.output);
  if (order < 2) return astype(a, dtype);
  const axis = checkAxis(options.axis ?? -1, a.shape.length);
  return inParts(a, dtype, (part) => splineCoefficients1d(part, order, axis, mode));
}

/**
 * The coefficients of the B-spline through the elements of an array, along all axes one after the other; between axes they are
 * kept in the dtype of the result. As `scipy.ndimage.spline_filter`.
 * @returns an array of the input's shape, float64 (complex128 for complex input) unless `output` says otherwise
 * @throws BAD_ARGUMENT for an order that is not 2 to 5 or an unknown mode, BAD_DTYPE
 */
export function splineFilter(input: ArrayLikeInput, options: SplineFilterOptions = {}): NDArray {
  checkOptions("splineFilter", options, { order: "number", output: "any", mode: "any" });
  const order = checkOrder(options.order ?? 3, 2);
  const mode = checkMode(options.mode ?? "mirror");
  const a = asArray(input);
  const dtype = outputType(a, options.output);
  const real = realDType(dtype);
  return inParts(a, dtype, (part) => {
    let result = part;
    for (let axis = 0; axis < a.shape.length; axis++)
      result = astype(splineCoefficients1d(result, order, axis, mode), real);
    return result;
  });
}

function outputType(a: NDArray, output: DType | undefined): DType {
  const given = output === undefined ? "float64" : checkDType(output);
  return isComplexDType(a.dtype) ? promoteTypes(given, "complex64") : given;
}

/** Works on the real and the imaginary part of complex numbers by themselves. */
function inParts(a: NDArray, dtype: DType, work: (part: NDArray) => NDArray): NDArray {
  if (!isComplexDType(a.dtype)) return astype(work(a), dtype);
  const [re, im] = splitParts(a);
  const real = realDType(dtype);
  return joinParts(astype(work(re), real), astype(work(im), real), dtype);
}

/** The real and the imaginary part as arrays of their own. */
export function splitParts(a: NDArray): [NDArray, NDArray] {
  const real = realDType(a.dtype);
  const flat = numbersOfComplex(a);
  const [re, im] = [new Float64Array(a.size), new Float64Array(a.size)];
  for (let i = 0; i < re.length; i++) {
    re[i] = flat[2 * i] as number;
    im[i] = flat[2 * i + 1] as number;
  }
  const make = (data: Float64Array): NDArray => astype(fromData(data, a.shape, bound(a)), real);
  return [make(re), make(im)];
}

function bound(a: NDArray): { runtime?: NonNullable<NDArray["runtime"]> } {
  return a.runtime === undefined ? {} : { runtime: a.runtime };
}

function numbersOfComplex(a: NDArray): Float64Array {
  return astype(a, "complex128").data as Float64Array;
}
