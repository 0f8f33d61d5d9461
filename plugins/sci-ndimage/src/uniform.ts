import {
  type ArrayLikeInput,
  asArray,
  type Complex,
  checkAxis,
  type DType,
  dispatch,
  fromData,
  type NDArray,
  type Operation,
} from "@core/array";
import { checkKind, checkOptions } from "@core/array/runtime";
import { type Border, type BorderMode, checkMode } from "./border.js";
import { withRealParts } from "./complex-parts.js";
import type { LineFilterOptions } from "./correlate1d.js";
import { filterLines } from "./lines.js";
import { filterAxes } from "./separable.js";
import {
  arrayOf,
  checkOrigin,
  checkWhole,
  delivered,
  float64Values,
  type Output,
  outputDType,
  perAxis,
} from "./values.js";

interface Attributes {
  readonly size: number;
  readonly axis: number;
  readonly border: Border;
  readonly cval: number;
  readonly origin: number;
  readonly dtype: DType;
}

/** Options of {@link uniformFilter}: lists have one value for each axis. */
export interface UniformOptions {
  /** Elements that are averaged along each axis; 3 by default. */
  readonly size?: number | readonly number[];
  readonly output?: Output;
  readonly mode?: BorderMode | readonly BorderMode[];
  readonly cval?: number | Complex;
  readonly origin?: number | readonly number[];
}

const operation: Operation<Attributes, NDArray> = {
  id: "sci-ndimage/uniform-filter1d",
  reference: ([a], attributes) => average(a as NDArray, attributes),
  infer: ([a], { dtype }) => ({ dtype, shape: (a as NDArray).shape }),
};

/**
 * The mean of `size` neighbours along one axis, from a running sum in float64: after a NaN or an infinity the rest of its line is NaN,
 * as in SciPy.
 * @throws BAD_VALUE for a wrong size, origin or mode, BAD_AXIS
 */
export function uniformFilter1d(input: ArrayLikeInput, size: number, options: LineFilterOptions = {}): NDArray {
  checkOptions("uniformFilter1d", options, {
    axis: "number",
    output: "any",
    mode: "any",
    cval: "any",
    origin: "number",
  });
  checkKind("uniformFilter1d", "size", size, "number");
  const a = asArray(input);
  const axis = checkAxis(options.axis ?? -1, a.shape.length);
  checkWhole(size, "size", 1);
  const origin = checkOrigin(options.origin ?? 0, size);
  const border = checkMode(options.mode ?? "reflect");
  const dtype = outputDType(options.output, a.shape, a.dtype);
  const result = withRealParts(
    a,
    fromData(new Float64Array(1), 1),
    options.cval ?? 0,
    dtype,
    false,
    (part, _, cval, own) => dispatch(operation, [part], { size, axis, border, cval, origin, dtype: own }),
  );
  return delivered(result, options.output, dtype);
}

/**
 * The mean of a box of neighbours, axis after axis; the results in between have the dtype of the output.
 * @throws BAD_VALUE for a wrong size, origin or mode, BAD_ARGUMENT for lists of a wrong length
 */
export function uniformFilter(input: ArrayLikeInput, options: UniformOptions = {}): NDArray {
  checkOptions("uniformFilter", options, {
    size: "numbers",
    output: "any",
    mode: "any",
    cval: "any",
    origin: "numbers",
  });
  const a = asArray(input);
  const sizes = perAxis(options.size ?? 3, a.shape.length, "size");
  const origins = perAxis(options.origin ?? 0, a.shape.length, "origin");
  const modes = perAxis<BorderMode>(options.mode ?? "reflect", a.shape.length, "mode");
  for (const size of sizes) checkWhole(size, "size", 0);
  const axes = sizes.flatMap((size, axis) => (size > 1 ? [axis] : []));
  return filterAxes(a, axes, options.output, (current, axis, output) =>
    uniformFilter1d(current, sizes[axis] as number, {
      axis,
      output,
      mode: modes[axis] as BorderMode,
      cval: options.cval ?? 0,
      origin: origins[axis] as number,
    }),
  );
}

function average(a: NDArray, { size, axis, border, cval, origin, dtype }: Attributes): NDArray {
  const before = Math.floor(size / 2) + origin;
  const ends = { before, after: size - 1 - before, border, cval };
  const values = filterLines(float64Values(a), a.shape, axis, ends, (line, start, length, result, at) =>
    runningSum(line, start, length, result, at, size),
  );
  return arrayOf(values, dtype, a.shape, a);
}

function runningSum(
  line: Float64Array,
  start: number,
  length: number,
  result: Float64Array,
  at: number,
  size: number,
): void {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += line[start + k] as number;
  result[at] = sum / size;
  for (let i = 1; i < length; i++) {
    sum += (line[start + i + size - 1] as number) - (line[start + i - 1] as number);
    result[at + i] = sum / size;
  }
}
