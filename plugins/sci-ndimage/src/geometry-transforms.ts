import {
  type ArrayLikeInput,
  asArray,
  astype,
  checkShape,
  dispatch,
  elementsOf,
  fromData,
  isComplexDType,
  type NDArray,
  sizeOf,
} from "@core/array";
import { checkKind, checkOptions, coreError, describeValue, type OptionKinds } from "@core/array/runtime";
import { checkNotEmpty, type InterpolationOptions, interpolate, perAxis } from "./geometry-common.js";
import { type AffineAttributes, affineOperation, coordinatesOperation, numbersOf } from "./geometry-operations.js";

const interpolationKinds: OptionKinds<InterpolationOptions> = {
  output: "any",
  order: "number",
  mode: "any",
  cval: "any",
  prefilter: "boolean",
};

/** What {@link affineTransform} takes. */
export interface AffineTransformOptions extends InterpolationOptions {
  /** Added to each coordinate in the input, one number for all axes or one for each; 0 by default. */
  readonly offset?: number | readonly number[];
  /** The shape of the result; that of the input by default. */
  readonly outputShape?: readonly number[];
}

/** What {@link geometricTransform} takes. */
export interface GeometricTransformOptions extends InterpolationOptions {
  /** The shape of the result; that of the input by default. */
  readonly outputShape?: readonly number[];
  /** What the mapping is given after the place. */
  readonly extraArguments?: readonly unknown[];
}

/** What {@link zoom} takes. */
export interface ZoomOptions extends InterpolationOptions {
  /** Whether elements are areas whose outer edges stay, instead of points of which the outermost stay; false by default. */
  readonly gridMode?: boolean;
}

type Affine = Pick<AffineAttributes, "matrix" | "offset" | "zoom" | "shift" | "gridMode">;

function transform(
  input: NDArray,
  options: InterpolationOptions,
  outputShape: readonly number[],
  affine: Affine,
): NDArray {
  checkNotEmpty(input, sizeOf(outputShape), options.mode ?? "constant");
  return interpolate(input, options, (coefficients, attributes) =>
    dispatch(affineOperation, [coefficients], { ...attributes, ...affine, outputShape }),
  );
}

/**
 * An affine transform: the element at index o of the result is the input's value at `matrix · o + offset`.
 * As `scipy.ndimage.affine_transform`.
 * @param matrix square (rows for the axes of the input, columns for those of the result), homogeneous (one column, or one column and
 * one row more; its last column is the offset), or the diagonal of one as a list
 * @throws BAD_ARGUMENT for an unknown order or mode, BAD_SHAPE for a matrix, offset or shape that does not fit, BAD_VALUE for a
 * homogeneous matrix whose last row is not 0 … 0 1, BAD_DTYPE
 */
export function affineTransform(
  input: ArrayLikeInput,
  matrix: ArrayLikeInput,
  options: AffineTransformOptions = {},
): NDArray {
  checkOptions("affineTransform", options, {
    offset: "numbers",
    outputShape: "numbers",
    output: "any",
    order: "number",
    mode: "any",
    cval: "any",
    prefilter: "boolean",
  });
  const a = asArray(input);
  const rank = a.shape.length;
  const outputShape = outputShapeOf(a, options.outputShape);
  const given = asArray(matrix);
  const [rows, columns] = given.shape as readonly [number, number | undefined];
  if (given.shape.length < 1 || given.shape.length > 2 || rows < 1 || isComplexDType(given.dtype))
    throw coreError("BAD_SHAPE", `matrix: got shape (${given.shape.join(", ")}), expected a real matrix or a list.`);
  const values = Array.from(numbersOf(given));
  if (columns === undefined) {
    if (rows !== rank) throw wrongMatrix(given, rank, outputShape.length);
    if (outputShape.length !== rank)
      throw coreError("BAD_SHAPE", `outputShape: got ${outputShape.length} sizes, a diagonal needs ${rank}.`);
    return transform(a, options, outputShape, diagonal(values, perAxis("offset", options.offset ?? 0, rank)));
  }
  if (columns === rank + 1 && (rows === rank || rows === rank + 1)) {
    const last = values.slice(rank * columns);
    if (last.some((value, i) => value !== (i === rank ? 1 : 0)))
      throw coreError(
        "BAD_VALUE",
        `matrix: the last row is [${last.join(", ")}], expected zeros and a one at the end.`,
      );
    if (outputShape.length !== rank) throw wrongMatrix(given, rank, outputShape.length);
    return transform(a, options, outputShape, {
      matrix: values.filter((_, i) => i < rank * columns && i % columns !== rank),
      offset: Array.from({ length: rank }, (_, axis) => values[axis * columns + rank] as number),
    });
  }
  if (rows !== rank || columns !== outputShape.length) throw wrongMatrix(given, rank, outputShape.length);
  return transform(a, options, outputShape, {
    matrix: values,
    offset: perAxis("offset", options.offset ?? 0, rank),
  });
}

/** SciPy computes (index + offset / factor) · factor, in this order. */
function diagonal(factors: readonly number[], offsets: readonly number[]): Affine {
  if (factors.every((factor) => factor !== 0))
    return { zoom: factors, shift: offsets.map((offset, axis) => offset / (factors[axis] as number)) };
  const rank = factors.length;
  const matrix = new Array<number>(rank * rank).fill(0);
  factors.forEach((factor, axis) => {
    matrix[axis * (rank + 1)] = factor;
  });
  return { matrix, offset: offsets };
}

function wrongMatrix(matrix: NDArray, rank: number, outputRank: number): Error {
  return coreError(
    "BAD_SHAPE",
    `matrix: got shape (${matrix.shape.join(", ")}), expected (${rank}, ${outputRank}), homogeneous (${rank}, ${rank + 1}) or (${rank + 1}, ${rank + 1}), or (${rank}) for a diagonal.`,
  );
}

function outputShapeOf(a: NDArray, given: readonly number[] | undefined): readonly number[] {
  const shape = given === undefined ? a.shape : checkShape(given);
  if (shape.length === 0) throw coreError("BAD_SHAPE", "outputShape: got no sizes, expected one or more.");
  return shape;
}

/**
 * The element at each place of the result is the input's value at `mapping(place, ...extraArguments)`. As
 * `scipy.ndimage.geometric_transform`.
 * @param mapping gives a coordinate for each axis of the input, from the indices of an element of the result
 * @throws BAD_VALUE when the mapping gives anything but a list of one number for each axis, BAD_ARGUMENT, BAD_SHAPE, BAD_DTYPE
 */
export function geometricTransform(
  input: ArrayLikeInput,
  mapping: (place: readonly number[], ...extra: never[]) => ArrayLike<number>,
  options: GeometricTransformOptions = {},
): NDArray {
  checkOptions("geometricTransform", options, {
    outputShape: "numbers",
    extraArguments: "list",
    output: "any",
    order: "number",
    mode: "any",
    cval: "any",
    prefilter: "boolean",
  });
  checkKind("geometricTransform", "mapping", mapping, "function");
  const a = asArray(input);
  const rank = a.shape.length;
  if (typeof mapping !== "function")
    throw coreError("BAD_ARGUMENT", `mapping: got ${describeValue(mapping)}, expected a function.`);
  const shape = outputShapeOf(a, options.outputShape);
  const size = sizeOf(shape);
  const call = mapping as (place: readonly number[], ...extra: unknown[]) => ArrayLike<number>;
  const extra = options.extraArguments ?? [];
  if (!(rank * size <= 2 ** 28))
    throw coreError(
      "OUT_OF_MEMORY",
      `outputShape: ${size} places of ${rank} coordinates are too many, up to 2 ** 28 numbers fit.`,
    );
  const coordinates = new Float64Array(rank * size);
  const index = new Array<number>(shape.length).fill(0);
  for (let k = 0; k < size; k++) {
    const place = call(index.slice(), ...extra);
    if (place?.length !== rank)
      throw coreError(
        "BAD_VALUE",
        `mapping: gave ${describeValue(place)} for [${index}], expected ${rank} coordinates.`,
      );
    for (let axis = 0; axis < rank; axis++) {
      const coordinate = place[axis];
      if (typeof coordinate !== "number")
        throw coreError("BAD_VALUE", `mapping: gave ${describeValue(coordinate)} for [${index}], expected a number.`);
      coordinates[axis * size + k] = coordinate;
    }
    let axis = shape.length - 1;
    while (axis >= 0 && index[axis] === (shape[axis] as number) - 1) index[axis--] = 0;
    if (axis >= 0) index[axis] = (index[axis] as number) + 1;
  }
  return atCoordinates(a, fromData(coordinates, [rank, ...shape]), options);
}

/**
 * The input's values at coordinates. As `scipy.ndimage.map_coordinates`.
 * @param coordinates the first axis has one entry for each axis of the input; the others are the shape of the result
 * @throws BAD_SHAPE when they do not fit, BAD_DTYPE for complex coordinates, BAD_ARGUMENT for an unknown order or mode
 */
export function mapCoordinates(
  input: ArrayLikeInput,
  coordinates: ArrayLikeInput,
  options: InterpolationOptions = {},
): NDArray {
  checkOptions("mapCoordinates", options, interpolationKinds);
  return atCoordinates(asArray(input), asArray(coordinates), options);
}

function atCoordinates(a: NDArray, places: NDArray, options: InterpolationOptions): NDArray {
  if (isComplexDType(places.dtype))
    throw coreError("BAD_DTYPE", `coordinates: got ${places.dtype}, expected real numbers.`);
  if (places.shape.length < 2 || places.shape[0] !== a.shape.length)
    throw coreError(
      "BAD_SHAPE",
      `coordinates: got shape (${places.shape.join(", ")}), expected (${a.shape.length}, …): one row for each axis of the input.`,
    );
  checkNotEmpty(a, sizeOf(places.shape.slice(1)), options.mode ?? "constant");
  return interpolate(a, options, (coefficients, attributes) =>
    dispatch(coordinatesOperation, [coefficients, places], attributes),
  );
}

/**
 * Shifts an array: what was at index i is at i + shift. As `scipy.ndimage.shift`.
 * @param shift one number for all axes or one for each, in elements
 * @throws BAD_ARGUMENT for an unknown order or mode, BAD_SHAPE when the numbers do not fit the axes, BAD_DTYPE
 */
export function shift(
  input: ArrayLikeInput,
  shift: number | readonly number[],
  options: InterpolationOptions = {},
): NDArray {
  checkOptions("shift", options, interpolationKinds);
  checkKind("shift", "shift", shift, "numbers");
  const a = asArray(input);
  const back = perAxis("shift", shift, a.shape.length).map((one) => -one);
  return transform(a, options, a.shape, { shift: back });
}

/**
 * Zooms an array; the size of each axis is `round(size · zoom)`, half to even. As `scipy.ndimage.zoom`.
 * @param zoom one factor for all axes or one for each
 * @throws BAD_VALUE for negative and infinite factors, BAD_ARGUMENT for an unknown order or mode, BAD_SHAPE, BAD_DTYPE
 */
export function zoom(input: ArrayLikeInput, zoom: number | readonly number[], options: ZoomOptions = {}): NDArray {
  checkOptions("zoom", options, {
    gridMode: "boolean",
    output: "any",
    order: "number",
    mode: "any",
    cval: "any",
    prefilter: "boolean",
  });
  checkKind("zoom", "zoom", zoom, "numbers");
  const a = asArray(input);
  const factors = perAxis("zoom", zoom, a.shape.length);
  const shape = a.shape.map((size, axis) => roundHalfEven(size * (factors[axis] as number)));
  if (!shape.every((size) => size >= 0 && Number.isSafeInteger(size)))
    throw coreError("BAD_VALUE", `zoom: got ${describeValue(zoom)}, expected finite factors from 0.`);
  const gridMode = options.gridMode ?? false;
  const less = gridMode ? 0 : 1;
  const steps = shape.map((size, axis) => (size === less ? 1 : ((a.shape[axis] as number) - less) / (size - less)));
  return transform(a, options, shape, { zoom: steps, gridMode });
}

function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor === 0 ? 0 : floor;
}

/** The rotated planes of an array, one after the other. */
export function transformPlanes(
  input: NDArray,
  matrix: readonly number[],
  offset: readonly number[],
  planeShape: readonly [number, number],
  options: InterpolationOptions,
): NDArray {
  const [rows, columns] = input.shape.slice(-2) as [number, number];
  const lead = input.shape.slice(0, -2);
  if (lead.length === 0) return transform(input, options, planeShape, { matrix, offset });
  const count = sizeOf(lead);
  const planes = astype(input, input.dtype);
  const results: NDArray[] = [];
  for (let k = 0; k < count; k++) {
    const plane = planes.view([rows, columns], [columns, 1], k * rows * columns);
    results.push(transform(plane, options, planeShape, { matrix, offset }));
  }
  const first = results[0];
  if (first === undefined) {
    const dtype = transform(input.make(input.dtype, [1, 1]), options, [1, 1], { matrix, offset }).dtype;
    return input.make(dtype, [...lead, ...planeShape]);
  }
  const all = input.make(first.dtype, [...lead, ...planeShape]);
  const data = elementsOf(all) as Float64Array;
  const length = data.length / count;
  results.forEach((result, k) => {
    data.set(elementsOf(result) as Float64Array, k * length);
  });
  return all;
}
