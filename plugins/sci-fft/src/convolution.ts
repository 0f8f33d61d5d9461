import { fastLength } from "./factors.js";
import type { Plan } from "./plan.js";
import { writeRoot } from "./roots.js";

/**
 * The transform of any length as a convolution with a chirp, which is done by transforms of a length with small factors (Bluestein).
 * Source: L. I. Bluestein, IEEE Trans. Audio Electroacoust. 18 (1970) 451.
 */
export function convolutionPlan(n: number, radixPlan: (n: number) => Plan): Plan {
  const m = fastLength(2 * n - 1, 5);
  const inner = radixPlan(m);
  const chirp = chirpOf(n);
  const work = new Float64Array(2 * m);
  const spectrum = new Float64Array(2 * m);
  const filter = filterOf(chirp, n, m, inner);
  return {
    n,
    weight: inner.weight + 8 * m + 2 * n,
    run: (source, from, target, to, inverse) => {
      const [real, imaginary] = inverse ? [1, 0] : [0, 1];
      for (let k = 0; k < 2 * n; k += 2) {
        const ar = source[from + k + real]!;
        const ai = source[from + k + imaginary]!;
        const br = chirp[k]!;
        const bi = chirp[k + 1]!;
        work[k] = ar * br - ai * bi;
        work[k + 1] = ar * bi + ai * br;
      }
      work.fill(0, 2 * n);
      inner.run(work, 0, spectrum, 0, false);
      for (let k = 0; k < 2 * m; k += 2) {
        const ar = spectrum[k]!;
        const ai = spectrum[k + 1]!;
        const br = filter[k]!;
        const bi = filter[k + 1]!;
        spectrum[k] = ar * br - ai * bi;
        spectrum[k + 1] = ar * bi + ai * br;
      }
      inner.run(spectrum, 0, work, 0, true);
      for (let k = 0; k < 2 * n; k += 2) {
        const ar = work[k]!;
        const ai = work[k + 1]!;
        const br = chirp[k]!;
        const bi = chirp[k + 1]!;
        target[to + k + real] = ar * br - ai * bi;
        target[to + k + imaginary] = ar * bi + ai * br;
      }
    },
  };
}

/** `exp(-pi i k k / n)`; k * k is kept modulo 2n, which is exact for every n. */
function chirpOf(n: number): Float64Array {
  const chirp = new Float64Array(2 * n);
  for (let k = 0, square = 0; k < n; k++) {
    writeRoot(chirp, square, 2 * n, k);
    square += 2 * k + 1;
    if (square >= 2 * n) square -= 2 * n;
  }
  return chirp;
}

/** The transform of the conjugate chirp, wrapped round m points, divided by m for the way back. */
function filterOf(chirp: Float64Array, n: number, m: number, inner: Plan): Float64Array {
  const wrapped = new Float64Array(2 * m);
  for (let k = 0; k < n; k++) {
    const re = chirp[2 * k]! / m;
    const im = -chirp[2 * k + 1]! / m;
    wrapped[2 * k] = re;
    wrapped[2 * k + 1] = im;
    if (k > 0) {
      wrapped[2 * (m - k)] = re;
      wrapped[2 * (m - k) + 1] = im;
    }
  }
  const filter = new Float64Array(2 * m);
  inner.run(wrapped, 0, filter, 0, false);
  return filter;
}
