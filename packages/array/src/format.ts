import type { NDArray } from "./ndarray.js";
import { toNested } from "./transfer.js";

/** The text of an array in NumPy's layout. */
export function formatArray(a: NDArray): string {
  return JSON.stringify(toNested(a));
}
