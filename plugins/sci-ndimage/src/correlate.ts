import {
  type ArrayLikeInput,
  asArray,
  type Complex,
  type DType,
  dispatch,
  flip,
  isComplexDType,
  type NDArray,
  type Operation,
  promoteTypes,
} from "@core/array";
import { checkOptions, coreError, type OptionKinds } from "@core/array/runtime";
import { type Border, type BorderMode, checkMode } from "./border.js";
import { withRealParts } from "./complex-parts.js";
import { checkOrigins, type Neighbourhood, neighbourhood } from "./neighbourhood.js";
import { arrayOf, delivered, float64Values, type Output, outputDType, perAxis } from "./values.js";

const correlateKinds: OptionKinds<CorrelateOptions> = { output: "any", mode: "any", cval: "any", origin: "numbers" };

/** Options of {@link correlate} and {@link convolve}. */
export interface CorrelateOptions {
  /** A dtype for the result, or an array to write it into; the dtype of the input by default. */
  readonly output?: Output;
  /** How the array goes on beyond its border; `reflect` by default. */
  readonly mode?: BorderMode;
  /** The value outside for `constant`; 0 by default. Complex numbers are for complex input. */
  readonly cval?: number | Complex;
  /** Shifts the filter along all axes or each: positive to the left, negative to the right; 0 by default. */
  readonly origin?: number | readonly number[];
}

interface Attributes {
  readonly border: Border;
  readonly cval: number;
  readonly origins: readonly number[];
  readonly dtype: DType;
}

const operation: Operation<Attributes, NDArray> = {
  id: "sci-ndimage/correlate",
  reference: ([a, weights], attributes) => correlateAll(a as NDArray, weights as NDArray, attributes),
  infer: ([a], { dtype }) => ({ dtype, shape: (a as NDArray).shape }),
};

/**
 * Correlates an n-d array with weights of as many axes. Weights of 0 are left out, so that NaN under them does no harm. Sums are
 * float64, in the order of SciPy's, and are converted to the dtype of the result as C does: whole numbers are cut and wrap.
 * @returns the shape of the input, in its dtype (complex when input or weights are)
 * @throws BAD_SHAPE for weights of another number of axes, BAD_VALUE for a wrong mode or origin
 */
export function correlate(input: ArrayLikeInput, weights: ArrayLikeInput, options: CorrelateOptions = {}): NDArray {
  checkOptions("correlate", options, correlateKinds);
  return filterWith(asArray(input), asArray(weights), options, false);
}

/**
 * Convolves an n-d array: {@link correlate} with the weights reversed along all axes, and not conjugated.
 * @throws as {@link correlate}
 */
export function convolve(input: ArrayLikeInput, weights: ArrayLikeInput, options: CorrelateOptions = {}): NDArray {
  checkOptions("convolve", options, correlateKinds);
  return filterWith(asArray(input), asArray(weights), options, true);
}

function filterWith(a: NDArray, given: NDArray, options: CorrelateOptions, convolution: boolean): NDArray {
  if (given.shape.length !== a.shape.length || given.size === 0)
    throw coreError(
      "BAD_SHAPE",
      `weights: has shape (${given.shape.join(", ")}), expected ${a.shape.length} axes without a size of 0, like the input.`,
    );
  const w = convolution ? flip(given) : given;
  const asked = perAxis(options.origin ?? 0, a.shape.length, "origin");
  const origins = checkOrigins(convolution ? mirroredOrigins(asked, w.shape) : asked, w.shape);
  const border = checkMode(options.mode ?? "reflect");
  const complex = isComplexDType(a.dtype) || isComplexDType(w.dtype);
  const usual = complex ? promoteTypes(a.dtype, "complex64") : a.dtype;
  const dtype = outputDType(options.output, a.shape, usual, complex);
  const result = withRealParts(a, w, options.cval ?? 0, dtype, !convolution, (part, weight, cval, own) =>
    dispatch(operation, [part, weight], { border, cval, origins, dtype: own }),
  );
  return delivered(result, options.output, dtype);
}

/** The origins of a filter that was reversed along all axes. */
export function mirroredOrigins(origins: readonly number[], shape: readonly number[]): number[] {
  return origins.map((origin, axis) => 0 - origin - ((shape[axis] as number) % 2 === 0 ? 1 : 0));
}

function correlateAll(a: NDArray, weights: NDArray, { border, cval, origins, dtype }: Attributes): NDArray {
  const result = new Float64Array(a.size);
  if (result.length > 0) {
    const w = float64Values(weights);
    const around = neighbourhood(float64Values(a), a.shape, weights.shape, w, origins, border, cval);
    addUp(
      around,
      w.filter((weight) => weight !== 0),
      result,
    );
  }
  return arrayOf(result, dtype, a.shape, a);
}

function addUp({ values, offsets, rows, length }: Neighbourhood, w: Float64Array, result: Float64Array): void {
  const sums = new Float64Array(length);
  const whole = offsets.length - (offsets.length % 4);
  for (let row = 0; row < rows.length; row++) {
    const start = rows[row] as number;
    sums.fill(0);
    for (let k = 0; k < whole; k += 4) addFour(sums, values, start, offsets, w, k);
    for (let k = whole; k < offsets.length; k++) addOne(sums, values, start + (offsets[k] as number), w[k] as number);
    result.set(sums, row * length);
  }
}

function addFour(
  sums: Float64Array,
  values: Float64Array,
  start: number,
  offsets: Int32Array,
  w: Float64Array,
  k: number,
): void {
  const a = start + (offsets[k] as number);
  const b = start + (offsets[k + 1] as number);
  const c = start + (offsets[k + 2] as number);
  const d = start + (offsets[k + 3] as number);
  const [wa, wb, wc, wd] = [w[k] as number, w[k + 1] as number, w[k + 2] as number, w[k + 3] as number];
  for (let i = 0; i < sums.length; i++) {
    sums[i] =
      (sums[i] as number) +
      wa * (values[a + i] as number) +
      wb * (values[b + i] as number) +
      wc * (values[c + i] as number) +
      wd * (values[d + i] as number);
  }
}

function addOne(sums: Float64Array, values: Float64Array, from: number, weight: number): void {
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + weight * (values[from + i] as number);
}
