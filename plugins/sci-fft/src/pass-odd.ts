import type { Pass } from "./passes.js";
import { rootsOfUnity } from "./roots.js";

/** The pass by any odd radix p, in p * p operations: sums and differences of opposite inputs meet the cosines and sines of p. */
export function oddPass(p: number): Pass {
  const half = ((p - 1) / 2) | 0;
  const roots = rootsOfUnity(p);
  const sums = new Float64Array(2 * half);
  const differences = new Float64Array(2 * half);
  return (source, sr, si, target, dr, di, before, after, twiddles) => {
    const step = (2 * after) | 0;
    const leap = (step * before) | 0;
    for (let k = 0; k < (before | 0); k++) {
      for (let i = 0; i < (after | 0); i++) {
        const s = (p * step * k + 2 * i) | 0;
        const d = (step * k + 2 * i) | 0;
        const ar = source[sr + s]!;
        const ai = source[si + s]!;
        let totalR = ar;
        let totalI = ai;
        for (let j = 1; j <= half; j++) {
          const near = s + j * step;
          const far = s + (p - j) * step;
          const nr = source[sr + near]!;
          const ni = source[si + near]!;
          const fr = source[sr + far]!;
          const fi = source[si + far]!;
          sums[2 * j - 2] = nr + fr;
          sums[2 * j - 1] = ni + fi;
          differences[2 * j - 2] = nr - fr;
          differences[2 * j - 1] = ni - fi;
          totalR += nr + fr;
          totalI += ni + fi;
        }
        target[dr + d] = totalR;
        target[di + d] = totalI;
        for (let x = 1; x <= half; x++) {
          let gr = ar;
          let gi = ai;
          let hr = 0;
          let hi = 0;
          for (let j = 1, at = x; j <= half; j++, at = at + x >= p ? at + x - p : at + x) {
            const cosine = roots[2 * at]!;
            const sine = roots[2 * at + 1]!;
            gr += cosine * sums[2 * j - 2]!;
            gi += cosine * sums[2 * j - 1]!;
            hr -= sine * differences[2 * j - 1]!;
            hi += sine * differences[2 * j - 2]!;
          }
          const near = d + x * leap;
          const far = d + (p - x) * leap;
          if (i === 0) {
            target[dr + near] = gr + hr;
            target[di + near] = gi + hi;
            target[dr + far] = gr - hr;
            target[di + far] = gi - hi;
          } else {
            const w = 2 * (i - 1) * (p - 1);
            const w1r = twiddles[w + 2 * x - 2]!;
            const w1i = twiddles[w + 2 * x - 1]!;
            const w2r = twiddles[w + 2 * (p - x) - 2]!;
            const w2i = twiddles[w + 2 * (p - x) - 1]!;
            target[dr + near] = (gr + hr) * w1r - (gi + hi) * w1i;
            target[di + near] = (gr + hr) * w1i + (gi + hi) * w1r;
            target[dr + far] = (gr - hr) * w2r - (gi - hi) * w2i;
            target[di + far] = (gr - hr) * w2i + (gi - hi) * w2r;
          }
        }
      }
    }
  };
}
