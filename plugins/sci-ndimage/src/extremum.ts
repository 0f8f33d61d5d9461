import {
  type ArrayLikeInput,
  asArray,
  type DType,
  dispatch,
  fromData,
  type NDArray,
  type Operation,
} from "@core/array";
import { checkOptions, coreError, type OptionKinds } from "@core/array/runtime";
import { type Border, type BorderMode, checkMode } from "./border.js";
import { casting } from "./casting.js";
import { maximumFilter1d, minimumFilter1d } from "./extremum1d.js";
import { checkOrigins, type Footprint, footprintOf, footprintOfArray, neighbourhood, truths } from "./neighbourhood.js";
import { filterAxes } from "./separable.js";
import {
  arrayOf,
  checkConstant,
  delivered,
  float64Values,
  type Output,
  outputDType,
  perAxis,
  refuseComplex,
  sameShape,
} from "./values.js";

const footprintKinds: OptionKinds<FootprintOptions> = {
  size: "numbers",
  footprint: "any",
  output: "any",
  mode: "any",
  cval: "number",
  origin: "numbers",
};

/** Options of the filters over a box or a footprint. */
export interface FootprintOptions {
  /** Elements of the box along all axes, or each. */
  readonly size?: number | readonly number[];
  /** Which neighbours count: everything but 0. It has as many axes as the input and goes before `size`. */
  readonly footprint?: ArrayLikeInput;
  /** A dtype for the result, or an array to write it into; the dtype of the input by default. */
  readonly output?: Output;
  /** How the array goes on beyond its border; `reflect` by default. A list works with boxes only. */
  readonly mode?: BorderMode | readonly BorderMode[];
  /** The value outside for `constant`; 0 by default. */
  readonly cval?: number;
  /** Shifts the filter along all axes or each: positive to the left, negative to the right; 0 by default. */
  readonly origin?: number | readonly number[];
}

/** {@link FootprintOptions} with heights. */
export interface StructureOptions extends FootprintOptions {
  /** Heights of a structuring element, added to (dilation) or taken from (erosion) the neighbours. */
  readonly structure?: ArrayLikeInput;
}

interface Attributes {
  readonly border: Border;
  readonly cval: number;
  readonly origins: readonly number[];
  readonly dtype: DType;
}

const minimumOperation: Operation<Attributes, NDArray> = {
  id: "sci-ndimage/minimum-filter",
  reference: ([a, footprint], attributes) => flat(a as NDArray, footprint as NDArray, attributes, true),
  infer: ([a], { dtype }) => ({ dtype, shape: (a as NDArray).shape }),
};

const maximumOperation: Operation<Attributes, NDArray> = {
  id: "sci-ndimage/maximum-filter",
  reference: ([a, footprint], attributes) => flat(a as NDArray, footprint as NDArray, attributes, false),
  infer: ([a], { dtype }) => ({ dtype, shape: (a as NDArray).shape }),
};

/**
 * The least of the neighbours in a box or a footprint.
 * @throws BAD_ARGUMENT when neither `size` nor `footprint` is given, BAD_SHAPE, BAD_VALUE, BAD_DTYPE for complex numbers
 */
export function minimumFilter(input: ArrayLikeInput, options: FootprintOptions = {}): NDArray {
  checkOptions("minimumFilter", options, footprintKinds);
  return extremumFilter("minimumFilter", input, options, true);
}

/**
 * The greatest of the neighbours in a box or a footprint.
 * @throws BAD_ARGUMENT when neither `size` nor `footprint` is given, BAD_SHAPE, BAD_VALUE, BAD_DTYPE for complex numbers
 */
export function maximumFilter(input: ArrayLikeInput, options: FootprintOptions = {}): NDArray {
  checkOptions("maximumFilter", options, footprintKinds);
  return extremumFilter("maximumFilter", input, options, false);
}

/** Minimum or maximum over a box (axis after axis), a footprint or a structuring element with heights. */
export function extremumFilter(
  name: string,
  input: ArrayLikeInput,
  options: StructureOptions,
  minimum: boolean,
): NDArray {
  const a = asArray(input);
  refuseComplex(name, a);
  const cval = checkConstant(options.cval ?? 0);
  const { structure, footprint } = structureOf(name, options, a.shape.length);
  const dtype = outputDType(options.output, a.shape, a.dtype);
  if (structure === undefined && footprint.full) {
    const origins = perAxis(options.origin ?? 0, a.shape.length, "origin");
    const modes = perAxis<BorderMode>(options.mode ?? "reflect", a.shape.length, "mode");
    const sizes = footprint.shape;
    const axes = sizes.flatMap((size, axis) => (size > 1 ? [axis] : []));
    const filter = minimum ? minimumFilter1d : maximumFilter1d;
    return filterAxes(a, axes, options.output, (current, axis, output) =>
      filter(current, sizes[axis] as number, {
        axis,
        output,
        mode: modes[axis] as BorderMode,
        cval,
        origin: origins[axis] as number,
      }),
    );
  }
  const origins = checkOrigins(options.origin, footprint.shape);
  const border = checkMode(options.mode ?? "reflect");
  const attributes = { origins, border, cval, dtype };
  const result =
    structure === undefined
      ? dispatch(
          minimum ? minimumOperation : maximumOperation,
          [a, fromData(footprint.members, footprint.shape, { dtype: "bool" })],
          attributes,
        )
      : overFootprint(a, footprint, structure, attributes, minimum);
  return delivered(result, options.output, dtype);
}

function structureOf(
  name: string,
  options: StructureOptions,
  dimensions: number,
): { readonly structure: Float64Array | undefined; readonly footprint: Footprint } {
  if (options.structure === undefined)
    return { structure: undefined, footprint: footprintOf(name, options.size, options.footprint, dimensions) };
  const heights = asArray(options.structure);
  if (heights.shape.length !== dimensions || heights.size === 0)
    throw coreError(
      "BAD_SHAPE",
      `structure: has shape (${heights.shape.join(", ")}), expected ${dimensions} axes without a size of 0, like the input.`,
    );
  const footprint =
    options.footprint === undefined
      ? footprintOf(name, heights.shape, undefined, dimensions)
      : footprintOfArray(options.footprint, dimensions);
  if (!sameShape(heights.shape, footprint.shape))
    throw coreError(
      "BAD_SHAPE",
      `structure: has shape (${heights.shape.join(", ")}), the footprint (${footprint.shape.join(", ")}); expected the same.`,
    );
  return { structure: float64Values(heights).filter((_, i) => footprint.members[i] !== 0), footprint };
}

function flat(a: NDArray, footprint: NDArray, attributes: Attributes, minimum: boolean): NDArray {
  return overFootprint(a, { shape: footprint.shape, members: truths(footprint) }, undefined, attributes, minimum);
}

function overFootprint(
  a: NDArray,
  { shape, members }: Pick<Footprint, "shape" | "members">,
  structure: Float64Array | undefined,
  { origins, border, cval, dtype }: Attributes,
  minimum: boolean,
): NDArray {
  const result = new Float64Array(a.size);
  if (result.length > 0) {
    const cast = casting(a.dtype);
    const around = neighbourhood(float64Values(a), a.shape, shape, members, origins, border, cast(cval));
    const { values, offsets, rows, length } = around;
    const extreme = structure !== undefined ? undefined : minimum ? leastOfRow : greatestOfRow;
    const heights = structure?.map((height) => (minimum ? -height : height));
    const cut = heights?.map(cast);
    for (let row = 0; row < rows.length; row++) {
      const start = rows[row] as number;
      if (extreme !== undefined) extreme(values, offsets, start, length, result, row * length);
      else
        raisedRow(
          values,
          offsets,
          start,
          length,
          result,
          row * length,
          heights as Float64Array,
          cut as Float64Array,
          cast,
          minimum,
        );
    }
  }
  return arrayOf(result, dtype, a.shape, a);
}

function leastOfRow(
  values: Float64Array,
  offsets: Int32Array,
  start: number,
  length: number,
  result: Float64Array,
  at: number,
): void {
  for (let i = 0; i < length; i++) {
    let least = values[start + i + (offsets[0] as number)] as number;
    for (let k = 1; k < offsets.length; k++) {
      const value = values[start + i + (offsets[k] as number)] as number;
      if (value < least) least = value;
    }
    result[at + i] = least;
  }
}

function greatestOfRow(
  values: Float64Array,
  offsets: Int32Array,
  start: number,
  length: number,
  result: Float64Array,
  at: number,
): void {
  for (let i = 0; i < length; i++) {
    let greatest = values[start + i + (offsets[0] as number)] as number;
    for (let k = 1; k < offsets.length; k++) {
      const value = values[start + i + (offsets[k] as number)] as number;
      if (value > greatest) greatest = value;
    }
    result[at + i] = greatest;
  }
}

/** As SciPy: sums are converted to the dtype of the input, but for the first, which is not. */
function raisedRow(
  values: Float64Array,
  offsets: Int32Array,
  start: number,
  length: number,
  result: Float64Array,
  at: number,
  heights: Float64Array,
  cut: Float64Array,
  cast: (value: number) => number,
  minimum: boolean,
): void {
  for (let i = 0; i < length; i++) {
    let extreme = (values[start + i + (offsets[0] as number)] as number) + (heights[0] as number);
    for (let k = 1; k < offsets.length; k++) {
      const value = cast((values[start + i + (offsets[k] as number)] as number) + (cut[k] as number));
      if (minimum ? value < extreme : value > extreme) extreme = value;
    }
    result[at + i] = extreme;
  }
}
