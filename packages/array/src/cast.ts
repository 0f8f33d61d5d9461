import { checkDType, type DType } from "./dtype.js";
import { dispatch, type Operation } from "./kernel.js";
import type { NDArray } from "./ndarray.js";
import { astype as convert } from "./transfer.js";

/** The operation of {@link astype} for another dtype, for kernels and `explain`. */
export const astypeOperation: Operation<{ readonly dtype: DType }> = {
  id: "@core/array/astype",
  infer: ([a], { dtype }) => ({ dtype, shape: (a as NDArray).shape }),
  reference: ([a], { dtype }) => convert(a as NDArray, dtype),
};

/**
 * A copy in another dtype. Floats are cut to whole numbers and wrap as typed arrays do, complex numbers lose their imaginary part,
 * everything but 0 is true.
 */
export function astype<E extends DType>(a: NDArray, dtype: E): NDArray<E> {
  checkDType(dtype);
  if (a.runtime === undefined || (a.dtype as DType) === dtype) return convert(a, dtype);
  return dispatch(astypeOperation, [a], { dtype }) as NDArray<E>;
}
