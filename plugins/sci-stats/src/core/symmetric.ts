import { coreError } from "@core/array/runtime";

/** The lower Cholesky factor of a symmetric matrix of size d, in rows. */
export function cholesky(name: string, a: Float64Array, d: number): Float64Array {
  const l = new Float64Array(d * d);
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++) {
      let sum = a[i * d + j]!;
      for (let k = 0; k < j; k++) sum -= l[i * d + k]! * l[j * d + k]!;
      if (i !== j) l[i * d + j] = sum / l[j * d + j]!;
      else if (sum > 0) l[i * d + i] = Math.sqrt(sum);
      else
        throw coreError(
          "SINGULAR",
          `${name}: the covariance is singular; the data lie in a space of fewer dimensions.`,
        );
    }
  return l;
}

/** Eigenvalues, falling, and eigenvectors in columns of a symmetric matrix, by Jacobi's rotations. */
export function eigenSymmetric(
  given: Float64Array,
  d: number,
): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const a = given.slice();
  const v = new Float64Array(d * d);
  for (let i = 0; i < d; i++) v[i * d + i] = 1;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let all = 0;
    for (let i = 0; i < d; i++)
      for (let j = 0; j < d; j++) {
        all += a[i * d + j]! ** 2;
        if (i !== j) off += a[i * d + j]! ** 2;
      }
    if (off <= 1e-34 * all) break;
    for (let p = 0; p < d; p++)
      for (let q = p + 1; q < d; q++) {
        const apq = a[p * d + q]!;
        if (apq === 0) continue;
        const theta = (a[q * d + q]! - a[p * d + p]!) / (2 * apq);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < d; k++) {
          const [x, y] = [a[k * d + p]!, a[k * d + q]!];
          a[k * d + p] = c * x - s * y;
          a[k * d + q] = s * x + c * y;
        }
        for (let k = 0; k < d; k++) {
          const [x, y] = [a[p * d + k]!, a[q * d + k]!];
          a[p * d + k] = c * x - s * y;
          a[q * d + k] = s * x + c * y;
          const [vx, vy] = [v[k * d + p]!, v[k * d + q]!];
          v[k * d + p] = c * vx - s * vy;
          v[k * d + q] = s * vx + c * vy;
        }
      }
  }
  const order = Array.from({ length: d }, (_, i) => i).sort((i, j) => a[j * d + j]! - a[i * d + i]!);
  const vectors = new Float64Array(d * d);
  order.forEach((from, to) => {
    for (let k = 0; k < d; k++) vectors[k * d + to] = v[k * d + from]!;
  });
  return { values: Float64Array.from(order, (i) => a[i * d + i]!), vectors };
}
