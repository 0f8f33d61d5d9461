import { asArray } from "../create.js";
import { isComplexDType } from "../dtype.js";
import { dispatch, type Operation } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import { partsOf } from "../reduce/finish.js";
import { borrowTile, loadTile, returnTile, tileSize } from "../reduce/load.js";
import { any } from "../reduce/logic.js";
import type { Input } from "../reduce/types.js";
import { contiguous } from "../transfer.js";
import { ravel } from "../views.js";
import { positions, writePositions } from "./positions.js";

/** The operation of {@link flatnonzero}, for kernels and `explain`. */
export const flatnonzeroOperation: Operation = {
  id: "@core/array/flatnonzero",
  reference: ([a]) => flatBody(a as NDArray),
};
/** The operation of {@link nonzero}, for kernels and `explain`. */
export const nonzeroOperation: Operation<object, NDArray[]> = {
  id: "@core/array/nonzero",
  reference: ([a]) => coordinates(a as NDArray).map((one) => positions(a as NDArray, one)),
};
/** The operation of {@link argwhere}, for kernels and `explain`. */
export const argwhereOperation: Operation = {
  id: "@core/array/argwhere",
  reference: ([a]) => argwhereBody(a as NDArray),
};

/** The indices, one int64 array per axis, of the elements that are not 0, in C order (NumPy's `nonzero`). */
export function nonzero(a: Input): NDArray<"int64">[] {
  return dispatch(nonzeroOperation, [atLeastOneAxis(a)], {}) as NDArray<"int64">[];
}

/** The indices of the elements that are not 0, one row each (NumPy's `argwhere`), as an int64 array of shape (count, axes). */
export function argwhere(a: Input): NDArray<"int64"> {
  return dispatch(argwhereOperation, [asArray(a as NDArray)], {}) as NDArray<"int64">;
}

/** The places in the flattened array of the elements that are not 0 (NumPy's `flatnonzero`), as an int64 array. */
export function flatnonzero(a: Input): NDArray<"int64"> {
  return dispatch(flatnonzeroOperation, [asArray(a as NDArray)], {}) as NDArray<"int64">;
}

function atLeastOneAxis(a: Input): NDArray {
  const array = asArray(a as NDArray);
  return array.shape.length === 0 ? ravel(array) : array;
}

function flatBody(a: NDArray): NDArray {
  return positions(a, placesOf(a));
}

/** Where a flattened array is not 0. */
function placesOf(a: NDArray): Float64Array {
  if (isComplexDType(a.dtype)) return placesOf(any(partsOf(a), { axis: a.shape.length }));
  const flat = contiguous(a);
  const { size, data, dtype, offset } = flat;
  const tile = borrowTile();
  let places = new Float64Array(Math.min(size, 1024));
  let count = 0;
  for (let start = 0; start < size; start += tileSize) {
    const length = Math.min(tileSize, size - start);
    loadTile(data, dtype, offset + start, 1, 0, length, 1, tile);
    if (count + length > places.length) {
      const wider = new Float64Array(Math.min(size, Math.max(count + length, 2 * places.length)));
      wider.set(places);
      places = wider;
    }
    for (let i = 0; i < length; i++) if (tile[i] !== 0) places[count++] = start + i;
  }
  returnTile(tile);
  return places.subarray(0, count);
}

/** The coordinates of the elements that are not 0, axis by axis. */
function coordinates(a: NDArray): Float64Array[] {
  const rest = placesOf(a).slice();
  const result: Float64Array[] = [];
  for (let axis = a.shape.length - 1; axis >= 0; axis--) {
    const size = a.shape[axis] as number;
    const own = new Float64Array(rest.length);
    for (let i = 0; i < rest.length; i++) {
      own[i] = (rest[i] as number) % size;
      rest[i] = Math.floor((rest[i] as number) / size);
    }
    result.unshift(own);
  }
  return result;
}

function argwhereBody(a: NDArray): NDArray {
  const axes = coordinates(a);
  const count = axes[0]?.length ?? placesOf(a).length;
  const result = a.make("int64", [count, axes.length]);
  const flat = new Float64Array(count * axes.length);
  axes.forEach((own, axis) => {
    for (let i = 0; i < count; i++) flat[i * axes.length + axis] = own[i] as number;
  });
  writePositions(result, flat);
  return result;
}
