import { astype, copy, coreError, elementsOf, isComplexDType, type NDArray } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { metadataWithoutNoise, rebuild, type SignalLike } from "@core/signal";
import { checkSignal, positionsOf, written } from "./checks.js";
import { checkWindow, type WindowOptions, windowOf } from "./windows.js";

/** Options of {@link applyApodization}. */
export interface ApodizationOptions extends WindowOptions {
  /** Writes into the data of the signal, which is returned. They must be floating-point numbers. */
  readonly inplace?: boolean | undefined;
}

/**
 * The signal with each position multiplied by a window, which goes to (nearly) 0 at the edges of the signal space: it takes away the
 * streaks that the edges leave in a Fourier transform. Windows over several signal axes are products of those along each.
 * @returns a signal of the same axes and class; float32 and complex64 stay, whole numbers become float64
 * @throws BAD_VALUE for a window that there is not, BAD_SHAPE without signal axes, BAD_DTYPE for whole numbers in place
 * Source: `hann` .5 - .5 cos, `hamming` .54 - .46 cos, `tukey` as SciPy's, `hannOrder` as HyperSpy's.
 */
export function applyApodization<S extends SignalLike>(signal: S, options: ApodizationOptions = {}): S {
  checkSignal("applyApodization", signal);
  checkOptions("applyApodization", options, { inplace: "boolean", window: "any", hannOrder: "any", tukeyAlpha: "any" });
  checkWindow("applyApodization", options);
  const { data, axes, shape } = positionsOf("applyApodization", signal);
  const floats = isComplexDType(data.dtype) || data.dtype.startsWith("float");
  if (options.inplace === true && !floats)
    throw coreError(
      "BAD_DTYPE",
      `applyApodization: ${data.dtype} data cannot take the products in place: use changeDtype("float64") first, or leave out inplace.`,
    );
  const result = floats ? copy(data) : astype(data, "float64");
  multiply(result, spread(shape, options));
  if (options.inplace !== true)
    return rebuild(signal, { data: result, axes, metadata: metadataWithoutNoise(signal) }) as S;
  return written(signal, data, result);
}

/** The product of the windows along all axes of a shape, in C order. */
function spread(shape: readonly number[], options: WindowOptions): Float64Array {
  let window = Float64Array.of(1);
  for (const size of shape) {
    const line = windowOf(size, options);
    const next = new Float64Array(window.length * size);
    for (let i = 0, at = 0; i < window.length; i++)
      for (let j = 0; j < size; j++) next[at++] = (window[i] as number) * (line[j] as number);
    window = next;
  }
  return window;
}

function multiply(data: NDArray, window: Float64Array): void {
  const elements = elementsOf(data) as Float64Array;
  const points = window.length;
  if (!isComplexDType(data.dtype)) {
    for (let start = 0; start < elements.length; start += points)
      for (let i = 0; i < points; i++) elements[start + i] = (elements[start + i] as number) * (window[i] as number);
    return;
  }
  for (let start = 0; start < elements.length; start += 2 * points)
    for (let i = 0; i < points; i++) {
      const factor = window[i] as number;
      const at = start + 2 * i;
      elements[at] = (elements[at] as number) * factor;
      elements[at + 1] = (elements[at + 1] as number) * factor;
    }
}
