import { checkDType, type DType } from "./dtype.js";
import type { Body, Inferred, Kernels, Operation } from "./kernel.js";
import type { NDArray } from "./ndarray.js";
import type { Point } from "./plugin.js";
import { astype as convert } from "./transfer.js";

interface Attributes {
  readonly dtype: DType;
}

const infer: Body<Attributes, Inferred> = ([a], { dtype }) => ({ dtype, shape: (a as NDArray).shape });
const reference: Body<Attributes, NDArray> = ([a], { dtype }) => convert(a as NDArray, dtype);

/** The operation of {@link astype} for another dtype, for kernels and `explain`. */
export const astypeOperation: Operation<Attributes> = { id: "@core/array/astype", infer, reference };

/** The operation of {@link copy}, and of {@link astype} for the same dtype, for kernels and `explain`. */
export const copyOperation: Operation<Attributes> = { id: "@core/array/copy", infer, reference };

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
  const kernels = a.runtime?.get(slot);
  if (kernels === undefined) return convert(a, dtype);
  return kernels.call((a.dtype as DType) === dtype ? copyOperation : astypeOperation, [a], { dtype }) as NDArray<E>;
}

/** A contiguous copy of its own. */
export function copy<D extends DType>(a: NDArray<D>): NDArray<D> {
  return astype(a, a.dtype);
}
