/**
 * Overwrites the lower triangle of a symmetric matrix by its Cholesky factor (LAPACK's dpotrf) and sets the upper one to zero.
 * @returns the first leading minor that is not positive definite, counted from 1; 0 when all are
 */
export function factorCholesky(a: Float64Array, n: number): number {
  for (let j = 0; j < n; j++) {
    const own = j * n;
    let i = j;
    // Four rows at a time wait less for their sums.
    for (; i + 4 <= n; i += 4) fourRows(a, n, i, j, own);
    for (; i < n; i++) {
      const line = i * n;
      let sum = 0;
      for (let k = 0; k < j; k++) sum += a[line + k]! * a[own + k]!;
      a[line + j]! -= sum;
    }
    const pivot = a[own + j]!;
    if (!(pivot > 0)) return j + 1;
    const root = Math.sqrt(pivot);
    a[own + j] = root;
    for (let row = j + 1; row < n; row++) a[row * n + j]! /= root;
    a.fill(0, own + j + 1, own + n);
  }
  return 0;
}

function fourRows(a: Float64Array, n: number, i: number, j: number, own: number): void {
  const l0 = i * n;
  const l1 = l0 + n;
  const l2 = l1 + n;
  const l3 = l2 + n;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = 0; k < j; k++) {
    const x = a[own + k]!;
    s0 += a[l0 + k]! * x;
    s1 += a[l1 + k]! * x;
    s2 += a[l2 + k]! * x;
    s3 += a[l3 + k]! * x;
  }
  a[l0 + j]! -= s0;
  a[l1 + j]! -= s1;
  a[l2 + j]! -= s2;
  a[l3 + j]! -= s3;
}
