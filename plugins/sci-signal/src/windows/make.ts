import type { NDArray } from "@core/array";
import { checkWhole } from "../internal/checks.js";
import { vector } from "../internal/signals.js";

/** What all windows take. */
export interface WindowOptions {
  /** Symmetric, for filter design; `false` makes a period of a periodic window, for spectra. `true` by default. */
  readonly sym?: boolean;
}

/** A window of ones for lengths 0 and 1, else the first `m` numbers of the window for `m` (symmetric) or `m + 1` (periodic) points. */
export function makeWindow(
  m: number,
  options: WindowOptions,
  compute: (length: number) => Float64Array,
): NDArray<"float64"> {
  checkWhole(m, "m", 0, 2 ** 28);
  if (m <= 1) return vector(new Float64Array(m).fill(1));
  if (options.sym ?? true) return vector(compute(m));
  return vector(compute(m + 1).slice(0, m));
}

/** Numbers computed one by one from their index. */
export function fillWindow(length: number, value: (i: number) => number): Float64Array {
  const w = new Float64Array(length);
  for (let i = 0; i < length; i++) w[i] = value(i);
  return w;
}
