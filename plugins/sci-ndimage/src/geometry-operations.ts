import {
  astype,
  contiguous,
  contiguousStrides,
  type DType,
  elementsOf,
  type NDArray,
  type Operation,
  sizeOf,
  withRuntime,
} from "@core/array";
import { sampleAxes } from "./geometry-axes.js";
import { castValues } from "./geometry-cast.js";
import { type GeometryMode, modeCodes } from "./geometry-modes.js";
import { makeSampler } from "./geometry-points.js";
import type { Grid } from "./geometry-taps.js";

/** How values between elements are made; the input holds spline coefficients for orders above 1. */
export interface SampleAttributes {
  readonly order: number;
  readonly mode: GeometryMode;
  readonly cval: number;
  /** How many elements the input was padded with at each end of each axis. */
  readonly pad: number;
  /** The real dtype of the result. */
  readonly dtype: DType;
}

/** An affine transform: coordinates of the input are `matrix · index + offset`, or for each axis `(index + shift) · zoom`. */
export interface AffineAttributes extends SampleAttributes {
  readonly outputShape: readonly number[];
  /** Rows for the axes of the input, columns for those of the output, row by row. */
  readonly matrix?: readonly number[];
  readonly offset?: readonly number[];
  readonly zoom?: readonly number[];
  readonly shift?: readonly number[];
  /** Whether elements are areas, whose centres lie at halves. */
  readonly gridMode?: boolean;
}

/** Affine transforms, zooms and shifts of an array of coefficients. */
export const affineOperation: Operation<AffineAttributes, NDArray> = {
  id: "sci-ndimage/affine",
  reference: ([input], attributes) => {
    const grid = makeGrid(input as NDArray, attributes);
    const values = new Float64Array(sizeOf(attributes.outputShape));
    if (values.length > 0) {
      if (attributes.matrix === undefined) sampleAxes(grid, axisCoordinates(attributes), values);
      else sampleMatrix(grid, attributes, attributes.matrix, values);
    }
    return withRuntime((input as NDArray).runtime, castValues(values, attributes.dtype, attributes.outputShape));
  },
  infer: (_, { dtype, outputShape }) => ({ dtype, shape: outputShape }),
};

/** Values at coordinates: the second input has one row for each axis of the first. */
export const coordinatesOperation: Operation<SampleAttributes, NDArray> = {
  id: "sci-ndimage/map-coordinates",
  reference: ([input, coordinates], attributes) => {
    const grid = makeGrid(input as NDArray, attributes);
    const places = numbersOf(coordinates as NDArray);
    const shape = (coordinates as NDArray).shape.slice(1);
    const values = new Float64Array(sizeOf(shape));
    const lists = grid.shape.map((_, axis) => places.subarray(axis * values.length, (axis + 1) * values.length));
    makeSampler(grid).sample(lists, 0, values.length, values, 0);
    return withRuntime((input as NDArray).runtime, castValues(values, attributes.dtype, shape));
  },
  infer: ([, coordinates], { dtype }) => ({ dtype, shape: (coordinates as NDArray).shape.slice(1) }),
};

function makeGrid(input: NDArray, { order, mode, cval, pad }: SampleAttributes): Grid {
  return {
    data: numbersOf(input),
    shape: input.shape,
    strides: contiguousStrides(input.shape),
    order,
    mode: modeCodes[mode],
    cval,
    pad,
  };
}

/** The elements as float64 in C order, shared where they are so already. */
export function numbersOf(a: NDArray): Float64Array {
  return elementsOf(a.dtype === "float64" ? contiguous(a) : astype(a, "float64")) as Float64Array;
}

function axisCoordinates({ outputShape, zoom, shift, gridMode }: AffineAttributes): Float64Array[] {
  return outputShape.map((size, axis) => {
    const list = new Float64Array(size);
    const step = zoom?.[axis];
    const moved = shift?.[axis];
    for (let k = 0; k < size; k++) {
      let place = k;
      if (moved !== undefined) place += moved;
      if (step !== undefined) place = gridMode === true ? (place + 0.5) * step - 0.5 : place * step;
      list[k] = place;
    }
    return list;
  });
}

function sampleMatrix(
  grid: Grid,
  { outputShape, offset = [] }: AffineAttributes,
  matrix: readonly number[],
  values: Float64Array,
): void {
  const [rank, outputRank] = [grid.shape.length, outputShape.length];
  const width = outputShape[outputRank - 1] as number;
  const sampler = makeSampler(grid);
  const lines = Array.from({ length: rank }, () => new Float64Array(width));
  const index = new Int32Array(outputRank);
  for (let start = 0; start < values.length; start += width) {
    for (let axis = 0; axis < rank; axis++) {
      const line = lines[axis] as Float64Array;
      let base = 0;
      const row = axis * outputRank;
      for (let k = 0; k < outputRank - 1; k++) base += (index[k] as number) * (matrix[row + k] as number);
      const step = matrix[row + outputRank - 1] as number;
      const moved = offset[axis] as number;
      // SciPy 1.10 adds in this order, which decides where a coordinate on an edge belongs.
      for (let j = 0; j < width; j++) line[j] = base + j * step + moved;
    }
    sampler.sample(lines, 0, width, values, start);
    let axis = outputRank - 2;
    while (axis >= 0 && (index[axis] as number) === (outputShape[axis] as number) - 1) index[axis--] = 0;
    if (axis >= 0) index[axis] = (index[axis] as number) + 1;
  }
}
