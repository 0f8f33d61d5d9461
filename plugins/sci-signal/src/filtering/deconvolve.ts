import { type ArrayLikeInput, fromData, type NDArray, subtract } from "@core/array";
import { coreError } from "@core/array/runtime";
import { convolve } from "../convolution/convolve.js";
import { checkLine } from "../internal/checks.js";
import { vector } from "../internal/signals.js";
import { lfilter } from "./lfilter.js";

/**
 * Divides by a kernel: `signal = convolve(divisor, quotient) + remainder`.
 * @returns [quotient, remainder]
 * @throws BAD_SHAPE for empty input, BAD_VALUE when the divisor begins with 0
 */
export function deconvolve(signal: ArrayLikeInput, divisor: ArrayLikeInput): [NDArray, NDArray] {
  const [above, below] = [checkLine(signal, "signal"), checkLine(divisor, "divisor")];
  if (below.size === 0) throw coreError("BAD_SHAPE", "divisor: is empty.");
  if (below.size > above.size) return [fromData(new Float64Array(0), 0), above.copy()];
  const impulse = new Float64Array(above.size - below.size + 1);
  impulse[0] = 1;
  const quotient = lfilter(above, below, vector(impulse));
  return [quotient, subtract(above, convolve(below, quotient, { mode: "full" })) as NDArray];
}
