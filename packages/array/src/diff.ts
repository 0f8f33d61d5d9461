import { type ArrayLikeInput, asArray } from "./create.js";
import { notEqual, subtract } from "./elementwise/index.js";
import { coreError, describeValue } from "./errors.js";
import { concatenate } from "./join.js";
import type { NDArray } from "./ndarray.js";
import { checkAxis } from "./shape.js";
import { broadcastTo, sliceArray } from "./views.js";

/** Options of {@link diff}. */
export interface DiffOptions {
  /** How many times differences are taken; 1 by default. */
  readonly n?: number;
  /** The last axis by default. */
  readonly axis?: number;
  /** Values before and after the axis, taken along before the differences. */
  readonly prepend?: ArrayLikeInput;
  readonly append?: ArrayLikeInput;
}

/**
 * The differences of neighbours along an axis; of booleans whether they differ.
 * @throws BAD_VALUE for a negative `n`, BAD_SHAPE for an array without axes
 */
export function diff(a: ArrayLikeInput, options: DiffOptions = {}): NDArray {
  const n = options.n ?? 1;
  const source = asArray(a);
  if (!Number.isSafeInteger(n) || n < 0)
    throw coreError("BAD_VALUE", `n: got ${describeValue(n)}, expected a whole number from 0.`);
  if (source.shape.length === 0) throw coreError("BAD_SHAPE", "diff: the array has no axes.");
  if (n === 0) return source;
  const axis = checkAxis(options.axis ?? -1, source.shape.length);
  const parts: NDArray[] = [source];
  if (options.prepend !== undefined) parts.unshift(edge(options.prepend, source, axis));
  if (options.append !== undefined) parts.push(edge(options.append, source, axis));
  let result = parts.length === 1 ? source : concatenate(parts, { axis });
  if (n >= (result.shape[axis] as number))
    return result.make(
      result.dtype,
      result.shape.map((size, i) => (i === axis ? 0 : size)),
    );
  const lead = new Array<string>(axis).fill(":");
  for (let i = 0; i < n; i++) {
    const after = sliceArray(result, ...lead, "1:");
    const before = sliceArray(result, ...lead, ":-1");
    result = result.dtype === "bool" ? notEqual(after, before) : subtract(after, before);
  }
  return result;
}

function edge(value: ArrayLikeInput, a: NDArray, axis: number): NDArray {
  const one = asArray(value);
  return one.shape.length > 0
    ? one
    : broadcastTo(
        one,
        a.shape.map((size, i) => (i === axis ? 1 : size)),
      );
}
