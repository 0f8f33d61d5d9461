import type { Reflectors } from "./householder.js";
import { makeReflector } from "./reflector.js";

/**
 * Overwrites a square matrix by its Hessenberg form (LAPACK's dgehd2): the form on and above the first subdiagonal, reflectors below it.
 * Rows and columns outside `low` to `high` are triangular already.
 */
export function reduceHessenberg(a: Float64Array, n: number, low: number, high: number): Reflectors {
  const tau = new Float64Array(Math.max(0, n - 1));
  const v = new Float64Array(n);
  const work = new Float64Array(n);
  for (let i = low; i < high; i++) {
    const head = (i + 1) * n + i;
    const own = makeReflector(a, head, head + n, n, high - i);
    tau[i] = own;
    if (own === 0) continue;
    v[i + 1] = 1;
    for (let row = i + 2; row <= high; row++) v[row] = a[row * n + i]!;
    // From the right: columns i + 1 to high of rows 0 to high.
    for (let row = 0; row <= high; row++) {
      const line = row * n;
      let sum = 0;
      for (let k = i + 1; k <= high; k++) sum += a[line + k]! * v[k]!;
      sum *= own;
      for (let k = i + 1; k <= high; k++) a[line + k]! -= sum * v[k]!;
    }
    // From the left: rows i + 1 to high of columns i + 1 to n.
    work.fill(0, i + 1);
    for (let row = i + 1; row <= high; row++) {
      const line = row * n;
      const y = v[row]!;
      for (let k = i + 1; k < n; k++) work[k]! += y * a[line + k]!;
    }
    for (let row = i + 1; row <= high; row++) {
      const line = row * n;
      const y = own * v[row]!;
      for (let k = i + 1; k < n; k++) a[line + k]! -= y * work[k]!;
    }
  }
  return { data: a, rows: n, columns: n, tau, shift: 1 };
}

/** Sets what is below the first subdiagonal to zero. */
export function keepHessenberg(a: Float64Array, n: number): void {
  for (let i = 2; i < n; i++) a.fill(0, i * n, i * n + i - 1);
}
