import { checkDType, type DType } from "./dtype.js";
import type { Kernels, Operation } from "./kernel.js";
import type { NDArray } from "./ndarray.js";
import type { Point } from "./plugin.js";
import { astype as convert, copy as duplicate } from "./transfer.js";

/** The operation of {@link astype} for another dtype, for kernels and `explain`. */
export const astypeOperation: Operation<{ readonly dtype: DType }> = {
  id: "@core/array/astype",
  infer: ([a], { dtype }) => ({ dtype, shape: (a as NDArray).shape }),
  reference: ([a], { dtype }) => convert(a as NDArray, dtype),
};

/** The operation of {@link copy}, for kernels and `explain`. */
export const copyOperation: Operation = {
  id: "@core/array/copy",
  infer: ([a]) => ({ dtype: (a as NDArray).dtype, shape: (a as NDArray).shape }),
  reference: ([a]) => duplicate(a as NDArray),
};

/** The slot for kernels by its id alone: every array can be converted, and those of small programs bring no kernels along. */
const slot: Point<unknown, Kernels | undefined> = {
  id: "@core/array/kernel#1",
  keys: () => [],
  index: () => undefined,
};

/**
 * A copy in another dtype. Floats are cut to whole numbers and wrap as typed arrays do, complex numbers lose their imaginary part,
 * everything but 0 is true.
 */
export function astype<E extends DType>(a: NDArray, dtype: E): NDArray<E> {
  checkDType(dtype);
  if ((a.dtype as DType) === dtype) return copy(a) as NDArray as NDArray<E>;
  const kernels = a.runtime?.get(slot);
  return kernels === undefined ? convert(a, dtype) : (kernels.call(astypeOperation, [a], { dtype }) as NDArray<E>);
}

/** A contiguous copy of its own. */
export function copy<D extends DType>(a: NDArray<D>): NDArray<D> {
  const kernels = a.runtime?.get(slot);
  return kernels === undefined ? duplicate(a) : (kernels.call(copyOperation, [a], {}) as NDArray<D>);
}
