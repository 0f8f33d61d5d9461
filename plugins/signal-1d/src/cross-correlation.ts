import { elementsOf, fromData, type NDArray } from "@core/array";
import { irfft, nextFastLen, rfft } from "sci-fft";

/** The cross-correlations of one spectrum with others, at all whole lags, through Fourier transforms. */
export interface Correlator {
  /**
   * Writes `sum_i reference[i + lag] * line[i]` for `lag` from `1 - n` to `n - 1`, for each of `count` lines of `n` numbers, into rows of
   * `2 n - 1` numbers.
   */
  run(lines: Float64Array, count: number, into: Float64Array): void;
}

/** Prepares the correlation with a reference, in a runtime if one is given. */
export function correlator(reference: Float64Array, runtime: NDArray["runtime"]): Correlator {
  const n = reference.length;
  const options = runtime === undefined ? {} : { runtime };
  const length = nextFastLen(2 * n - 1, { real: true });
  const half = elementsOf(rfft(fromData(reference, [n], options), { n: length })) as Float64Array;
  return {
    run(lines, count, into) {
      const spectrum = rfft(fromData(lines.subarray(0, count * n), [count, n], options), { n: length });
      const numbers = elementsOf(spectrum) as Float64Array;
      for (let i = 0; i < numbers.length; i += 2) {
        const at = i % half.length;
        const [a, b] = [half[at] as number, half[at + 1] as number];
        const [c, d] = [numbers[i] as number, numbers[i + 1] as number];
        numbers[i] = a * c + b * d;
        numbers[i + 1] = b * c - a * d;
      }
      const all = elementsOf(irfft(spectrum, { n: length })) as Float64Array;
      const lags = 2 * n - 1;
      for (let row = 0; row < count; row++) {
        into.set(all.subarray((row + 1) * length - (n - 1), (row + 1) * length), row * lags);
        into.set(all.subarray(row * length, row * length + n), row * lags + n - 1);
      }
    },
  };
}
