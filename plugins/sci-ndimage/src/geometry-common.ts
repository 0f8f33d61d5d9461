import {
  astype,
  type Complex,
  checkDType,
  type DType,
  isComplexDType,
  type NDArray,
  pad,
  promoteTypes,
  realDType,
  withRuntime,
} from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import { joinParts } from "./geometry-cast.js";
import { checkMode, checkOrder, type GeometryMode } from "./geometry-modes.js";
import type { SampleAttributes } from "./geometry-operations.js";
import { splineCoefficients, splitParts } from "./spline-filter.js";

/** What all functions that interpolate take. */
export interface InterpolationOptions {
  /** The dtype of the result; that of the input by default. */
  readonly output?: DType;
  /** The order of the spline, 0 (nearest) to 5; 3 by default. */
  readonly order?: number;
  /** How the array goes on beyond its edges; `constant` by default. */
  readonly mode?: GeometryMode;
  /** The constant of modes `constant` and `grid-constant`; 0 by default. */
  readonly cval?: number | Complex;
  /** Whether the input is turned into spline coefficients first; true by default. Say false when {@link splineFilter} has done so. */
  readonly prefilter?: boolean;
}

/** SciPy's number of elements that stand for an endless edge. */
const padding = 12;

/**
 * Prefilters, resamples and casts; the real and the imaginary part of complex numbers by themselves.
 * @param resample does the work on coefficients
 */
export function interpolate(
  input: NDArray,
  options: InterpolationOptions,
  resample: (coefficients: NDArray, attributes: SampleAttributes) => NDArray,
): NDArray {
  const order = checkOrder(options.order ?? 3);
  const mode = checkMode(options.mode ?? "constant");
  const cval = options.cval ?? 0;
  const re = typeof cval === "number" ? cval : cval?.re;
  const im = typeof cval === "number" ? 0 : cval?.im;
  if (typeof re !== "number" || typeof im !== "number")
    throw coreError("BAD_ARGUMENT", `cval: got ${describeValue(cval)}, expected a number or { re, im }.`);
  if (input.shape.length === 0) throw coreError("BAD_SHAPE", "input: a single number has no axes, expected an array.");
  const dtype = outputType(input, options.output);
  const prefilter = options.prefilter ?? true;
  const work = (part: NDArray, constant: number): NDArray => {
    const filtered = prefilter && order > 1 ? prepared(part, order, mode, constant) : { data: part, pad: 0 };
    return resample(filtered.data, { order, mode, cval: constant, pad: filtered.pad, dtype: realDType(dtype) });
  };
  if (!isComplexDType(input.dtype)) {
    if (im !== 0)
      throw coreError("BAD_ARGUMENT", "cval: got a complex number for a real array, expected a real number.");
    return work(input, re);
  }
  const parts = splitParts(input);
  return withRuntime(input.runtime, joinParts(work(parts[0], re), work(parts[1], im), dtype));
}

function prepared(input: NDArray, order: number, mode: GeometryMode, cval: number): { data: NDArray; pad: number } {
  if ((mode !== "nearest" && mode !== "grid-constant") || input.size === 0)
    return { data: splineCoefficients(input, order, mode), pad: 0 };
  const wide = astype(input, "float64");
  const padded =
    mode === "nearest"
      ? pad(wide, padding, { mode: "edge" })
      : // NumPy's pad casts the constant to the dtype of the input.
        pad(wide, padding, { constantValues: Number(astype(asScalar(cval, input), "float64").item()) });
  return { data: splineCoefficients(padded, order, mode), pad: padding };
}

function asScalar(value: number, like: NDArray): NDArray {
  const one = like.make(like.dtype, [1]);
  one.set([0], value);
  return one;
}

function outputType(input: NDArray, output: DType | undefined): DType {
  const own = output === undefined ? input.dtype : checkDType(output);
  if (isComplexDType(input.dtype)) return promoteTypes(own, "complex64");
  if (isComplexDType(own)) throw coreError("BAD_DTYPE", `output: got ${own} for a real array, expected a real dtype.`);
  return own;
}

/** One number for each axis, from one for all or a list. */
export function perAxis(name: string, value: unknown, rank: number): number[] {
  const list = typeof value === "number" ? new Array<unknown>(rank).fill(value) : asList(value);
  if (list === undefined || !list.every((one) => typeof one === "number"))
    throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(value)}, expected a number or a list of numbers.`);
  if (list.length !== rank)
    throw coreError("BAD_SHAPE", `${name}: got ${list.length} numbers, expected one for each of the ${rank} axes.`);
  return list as number[];
}

function asList(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, Number);
  const nested =
    (value as NDArray | undefined)?.brand === "@core/array/NDArray#1" ? (value as NDArray).toNested() : value;
  return Array.isArray(nested) ? nested : undefined;
}

/** A shape whose elements all come from an empty input is filled with the constant, or there is none. */
export function checkNotEmpty(input: NDArray, size: number, mode: GeometryMode): void {
  if (!(size <= 2 ** 30))
    throw coreError("OUT_OF_MEMORY", `the result would have ${size} elements, up to 2 ** 30 fit.`);
  if (input.size === 0 && size > 0 && mode !== "constant" && mode !== "grid-constant")
    throw coreError(
      "BAD_SHAPE",
      `input: shape (${input.shape.join(", ")}) has no elements to make ${size} from; modes "constant" and "grid-constant" fill with cval.`,
    );
}
