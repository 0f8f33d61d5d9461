import { asArray } from "../create.js";
import { kindOf, promoteTypes } from "../dtype.js";
import { readElement } from "../element.js";
import type { NDArray } from "../ndarray.js";
import { isNaNScalar } from "../reduce/compare.js";
import type { Input } from "../reduce/types.js";
import { astype, contiguous } from "../transfer.js";
import { ravel } from "../views.js";
import { takeElements } from "./positions.js";
import { searchsorted } from "./search.js";
import { unique } from "./unique.js";

/** Options of {@link isin}. */
export interface IsInOptions {
  /** Gives where elements are not in the other array. */
  readonly invert?: boolean;
}

/**
 * Where the elements of an array occur in another one (NumPy's `isin`), a bool array of the first one's shape. NaN occurs nowhere.
 */
export function isin(element: Input, testElements: Input, options: IsInOptions = {}): NDArray<"bool"> {
  const [a, b] = common(element, testElements);
  const found = membership(a, unique(b));
  const result = a.make("bool", a.shape);
  for (let i = 0; i < found.length; i++) result.data[i] = (found[i] as boolean) === (options.invert !== true) ? 1 : 0;
  return result;
}

/** The sorted different elements that are in both arrays (NumPy's `intersect1d`). */
export function intersect1d(first: Input, second: Input): NDArray {
  const [a, b] = common(first, second);
  const own = unique(a);
  return keep(own, membership(own, unique(b)), true);
}

/** The sorted different elements that are in one or both arrays (NumPy's `union1d`). */
export function union1d(first: Input, second: Input): NDArray {
  const [a, b] = common(first, second);
  const both = a.make(a.dtype, [a.size + b.size]);
  both.slice(`:${a.size}`).assign(ravel(a));
  both.slice(`${a.size}:`).assign(ravel(b));
  return unique(both);
}

/** The sorted different elements of the first array that are not in the second (NumPy's `setdiff1d`), in the first one's dtype. */
export function setdiff1d(first: Input, second: Input): NDArray {
  const own = unique(asArray(first as NDArray)) as NDArray;
  const [a, b] = common(own, second);
  return keep(own, membership(a, unique(b)), false);
}

/** The sorted different elements that are in exactly one of the arrays (NumPy's `setxor1d`). */
export function setxor1d(first: Input, second: Input): NDArray {
  return union1d(setdiff1d(first, second), setdiff1d(second, first));
}

function common(first: Input, second: Input): [NDArray, NDArray] {
  const [a, b] = [asArray(first as NDArray), asArray(second as NDArray)];
  const dtype = promoteTypes(a.dtype, b.dtype);
  return [a, b].map((one) => (one.dtype === dtype ? contiguous(one) : astype(one, dtype))) as [NDArray, NDArray];
}

function membership(a: NDArray, sorted: NDArray): boolean[] {
  const flat = ravel(a);
  const [left, right] = (["left", "right"] as const).map((side) => searchsorted(sorted, flat, { side }).data);
  const nan = isNaNAt(flat);
  return Array.from({ length: flat.size }, (_, i) => left?.[i] !== right?.[i] && !nan(i));
}

function isNaNAt(flat: NDArray): (i: number) => boolean {
  if (!["float", "complex"].includes(kindOf(flat.dtype))) return () => false;
  return (i) => isNaNScalar(readElement(flat, flat.offset + i * (flat.strides[0] as number)));
}

function keep(own: NDArray, found: readonly boolean[], wanted: boolean): NDArray {
  return takeElements(
    own,
    found.flatMap((is, i) => (is === wanted ? [i] : [])),
  );
}
