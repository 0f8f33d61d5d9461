import { coreError } from "@core/array/runtime";

/** The variance of each of n coordinates over all points, divided by their number less one. */
export function variances(points: readonly Float64Array[], n: number): Float64Array {
  const covariance = covarianceOf(points, n);
  return Float64Array.from({ length: n }, (_, k) => covariance[k * n + k]!);
}

/** The inverse of the covariance of all m points, by rows. */
export function inverseCovariance(points: readonly Float64Array[], m: number, n: number): Float64Array {
  if (m <= n)
    throw coreError("BAD_SHAPE", `VI: ${m} points in ${n} dimensions have no inverse covariance, ${n + 1} are needed.`);
  return inverse(covarianceOf(points, n), n);
}

function covarianceOf(points: readonly Float64Array[], n: number): Float64Array {
  const means = new Float64Array(n);
  let count = 0;
  for (const part of points) {
    for (let i = 0; i < part.length; i += n) {
      for (let k = 0; k < n; k++) means[k] = means[k]! + part[i + k]!;
      count++;
    }
  }
  for (let k = 0; k < n; k++) means[k] = means[k]! / count;
  const sums = new Float64Array(n * n);
  for (const part of points) {
    for (let i = 0; i < part.length; i += n) {
      for (let row = 0; row < n; row++) {
        const d = part[i + row]! - means[row]!;
        for (let k = row; k < n; k++) sums[row * n + k] = sums[row * n + k]! + d * (part[i + k]! - means[k]!);
      }
    }
  }
  for (let row = 0; row < n; row++)
    for (let k = row; k < n; k++) {
      const value = sums[row * n + k]! / (count - 1);
      sums[row * n + k] = value;
      sums[k * n + row] = value;
    }
  return sums;
}

/** Gauss and Jordan's elimination with row pivots. */
function inverse(matrix: Float64Array, n: number): Float64Array {
  const width = 2 * n;
  const rows = Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(width);
    row.set(matrix.subarray(i * n, (i + 1) * n));
    row[n + i] = 1;
    return row;
  });
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let i = column + 1; i < n; i++) if (Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = i;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const own = rows[column]!;
    const divisor = own[column]!;
    if (divisor === 0)
      throw coreError("SINGULAR", "VI: the covariance of the points is singular; give an inverse as VI.");
    for (let k = 0; k < width; k++) own[k] = own[k]! / divisor;
    for (let i = 0; i < n; i++) {
      const other = rows[i]!;
      const factor = other[column]!;
      if (i === column || factor === 0) continue;
      for (let k = 0; k < width; k++) other[k] = other[k]! - factor * own[k]!;
    }
  }
  const result = new Float64Array(n * n);
  rows.forEach((row, i) => {
    result.set(row.subarray(n), i * n);
  });
  return result;
}
