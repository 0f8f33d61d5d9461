import { complex, over, root } from "./complex.js";
import { complexMatrix, type Matrix, matrix } from "./matrix.js";

/** The root of a triangle, element by element; undefined when there is none. */
export function triangularRoot(t: Matrix): Matrix | undefined {
  const n = t.rows;
  let real = t.im === undefined;
  for (let i = 0; i < n && real; i++) real = t.re[i * n + i]! >= 0;
  const source = real ? t : complexMatrix(t);
  const [re, im] = [new Float64Array(n * n), real ? undefined : new Float64Array(n * n)];
  for (let j = 0; j < n; j++) {
    const own = root(complex(source.re[j * n + j]!, source.im?.[j * n + j] ?? 0));
    re[j * n + j] = own.re;
    if (im !== undefined) im[j * n + j] = own.im;
    for (let i = j - 1; i >= 0; i--) {
      let [x, y] = [source.re[i * n + j]!, source.im?.[i * n + j] ?? 0];
      for (let k = i + 1; k < j; k++) {
        const [p, q] = [re[i * n + k]!, re[k * n + j]!];
        if (im === undefined) {
          x -= p * q;
          continue;
        }
        const [u, v] = [im[i * n + k]!, im[k * n + j]!];
        x -= p * q - u * v;
        y -= p * v + u * q;
      }
      const sum = complex(re[i * n + i]! + own.re, im === undefined ? 0 : im[i * n + i]! + own.im);
      if (sum.re === 0 && sum.im === 0) {
        if (x !== 0 || y !== 0) return undefined;
        continue;
      }
      const value = over(complex(x, y), sum);
      re[i * n + j] = value.re;
      if (im !== undefined) im[i * n + j] = value.im;
    }
  }
  return matrix(n, n, re, im);
}
