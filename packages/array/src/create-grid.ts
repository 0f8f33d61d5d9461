import { type ArrayLikeInput, asArray, type CreateOptions, zeros } from "./create.js";
import { arange } from "./create-ranges.js";
import { checkDType, type DType } from "./dtype.js";
import { coreError, describeValue } from "./errors.js";
import type { NDArray } from "./ndarray.js";
import { checkShape, contiguousStrides } from "./shape.js";
import { assign, copy } from "./transfer.js";
import { broadcastTo, ravel, reshape } from "./views.js";

/**
 * For every element of an array of this shape its index along each axis: shape (axes, ...shape), float64 by default.
 * With `sparse` a list with one array per axis, which broadcast to the shape.
 */
export function indices<D extends DType = "float64">(
  dimensions: readonly number[],
  options: CreateOptions<D> & { readonly sparse: true },
): NDArray<D>[];
export function indices<D extends DType = "float64">(
  dimensions: readonly number[],
  options?: CreateOptions<D> & { readonly sparse?: false },
): NDArray<D>;
export function indices(
  dimensions: readonly number[],
  options: CreateOptions & { readonly sparse?: boolean } = {},
): NDArray | NDArray[] {
  const { sparse, ...rest } = options;
  const shape = checkShape(dimensions);
  const dtype = checkDType(options.dtype ?? "float64");
  const along = (axis: number): NDArray =>
    reshape(arange(shape[axis] as number, { ...rest, dtype }), oneAxis(shape, axis));
  if (sparse === true) return shape.map((_, axis) => along(axis));
  const result = zeros(checkShape([shape.length, ...shape]), { ...rest, dtype });
  const step = contiguousStrides(result.shape)[0] as number;
  shape.forEach((_, axis) => {
    assign(result.view(shape, contiguousStrides(shape), axis * step), along(axis));
  });
  return result;
}

/** Options of {@link meshgrid}. */
export interface MeshgridOptions {
  /** `xy` (the default): the first coordinate runs along the second axis; `ij`: along the first. */
  readonly indexing?: "xy" | "ij";
  /** Whether to return arrays that only broadcast to the grid; false by default. */
  readonly sparse?: boolean;
}

/**
 * The coordinates of a grid: one array per list of coordinates.
 * @param coordinates one list of numbers for each axis of the grid
 */
export function meshgrid(coordinates: readonly ArrayLikeInput[], options: MeshgridOptions = {}): NDArray[] {
  const indexing = options.indexing ?? "xy";
  if (indexing !== "xy" && indexing !== "ij")
    throw coreError("BAD_VALUE", `indexing: got ${describeValue(indexing)}, allowed are "xy" and "ij".`);
  if (!Array.isArray(coordinates))
    throw coreError("BAD_ARGUMENT", `meshgrid: got ${describeValue(coordinates)}, expected a list of coordinates.`);
  const lists = coordinates.map((values) => ravel(asArray(values)));
  const place = lists.map((_, i) => (indexing === "xy" && lists.length > 1 && i < 2 ? 1 - i : i));
  const shape = lists.map((_, axis) => lists[place[axis] as number]?.size as number);
  return lists.map((list, i) => {
    const open = reshape(list, oneAxis(shape, place[i] as number));
    return options.sparse === true ? copy(open) : copy(broadcastTo(open, checkShape(shape)));
  });
}

/**
 * What a function makes of the coordinates of a grid: it is called once with one array of indices per axis.
 * @returns whatever the function returns
 */
export function fromFunction<Result, D extends DType = "float64">(
  make: (...coordinates: NDArray<D>[]) => Result,
  shape: readonly number[],
  options: CreateOptions<D> = {},
): Result {
  const all = indices<D>(shape, options as CreateOptions<D>);
  return make(...shape.map((_, axis) => all.slice(axis)));
}

function oneAxis(shape: readonly number[], axis: number): number[] {
  return shape.map((size, i) => (i === axis ? size : 1));
}
