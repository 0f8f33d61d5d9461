import { asArray } from "../create.js";
import { coreError } from "../errors.js";
import { dispatch, type Operation } from "../kernel.js";
import type { NDArray } from "../ndarray.js";
import type { Input } from "../reduce/types.js";
import { contiguous } from "../transfer.js";
import { orderOf } from "./order.js";
import { positions, takeElements } from "./positions.js";

/** The operation of {@link lexsort}, for kernels and `explain`. */
export const lexsortOperation: Operation = { id: "@core/array/lexsort", reference: lexsortBody };

/**
 * The indices that sort by several keys, the last one first (NumPy's `lexsort`); stable, NaN last.
 * @param keys arrays with one axis and one length
 */
export function lexsort(keys: readonly Input[]): NDArray<"int64"> {
  const arrays = keys.map((key) => asArray(key as NDArray));
  const size = arrays[0]?.size;
  if (size === undefined || arrays.some((key) => key.shape.length !== 1 || key.size !== size))
    throw coreError("BAD_SHAPE", "keys: expected one or more lists of one length.");
  return dispatch(lexsortOperation, arrays, {}) as NDArray<"int64">;
}

function lexsortBody(keys: readonly NDArray[]): NDArray {
  const first = contiguous(keys[0] as NDArray);
  let order = orderOf(first, first.offset, first.size);
  for (const key of keys.slice(1)) {
    const next = orderOf(takeElements(contiguous(key), order), 0, order.length);
    order = next.map((place) => order[place] as number);
  }
  return positions(first, order);
}
