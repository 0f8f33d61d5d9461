/** The difference between 1 and the next larger float64. */
export const epsilon: number = 2 ** -52;

/** The step of forward differences: the square root of {@link epsilon}. */
export const rootEpsilon: number = 2 ** -26;

/** The scalar product. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** The Euclidean length, safe from overflow and underflow. */
export function norm(a: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * a[i]!;
  if ((sum > 1e-280 && sum < 1e280) || Number.isNaN(sum)) return Math.sqrt(sum);
  const largest = maxAbs(a);
  if (largest === 0 || largest === Number.POSITIVE_INFINITY) return largest;
  sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** The largest absolute value; NaN when there is a NaN. */
export function maxAbs(a: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const size = Math.abs(a[i]!);
    if (size > largest || Number.isNaN(size)) largest = size;
    if (Number.isNaN(largest)) return largest;
  }
  return largest;
}

/** The norm of any order, with infinities as the largest and the smallest absolute value. */
export function normOf(a: Float64Array, order: number): number {
  if (order === Number.POSITIVE_INFINITY) return maxAbs(a);
  if (order === Number.NEGATIVE_INFINITY) {
    let smallest = Number.POSITIVE_INFINITY;
    for (const value of a) smallest = Math.min(smallest, Math.abs(value));
    return smallest;
  }
  if (order === 2) return norm(a);
  let sum = 0;
  for (const value of a) sum += Math.abs(value) ** order;
  return sum ** (1 / order);
}

/** a + s b. */
export function plus(a: Float64Array, s: number, b: Float64Array): Float64Array {
  const sum = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) sum[i] = a[i]! + s * b[i]!;
  return sum;
}

/** a - b. */
export function minus(a: Float64Array, b: Float64Array): Float64Array {
  const difference = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) difference[i] = a[i]! - b[i]!;
  return difference;
}

/** s a. */
export function times(s: number, a: Float64Array): Float64Array {
  const product = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) product[i] = s * a[i]!;
  return product;
}

/** Whether all numbers are the same; NaN is never the same. */
export function same(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether some number is NaN. */
export function hasNaN(a: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if (Number.isNaN(a[i])) return true;
  return false;
}

/** Whether all numbers are finite. */
export function allFinite(a: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if (!Number.isFinite(a[i])) return false;
  return true;
}

/** Numbers brought between limits; NaN stays. */
export function clip(a: Float64Array, low: Float64Array, high: Float64Array): Float64Array {
  const clipped = a.slice();
  for (let i = 0; i < a.length; i++) {
    if (clipped[i]! < low[i]!) clipped[i] = low[i]!;
    if (clipped[i]! > high[i]!) clipped[i] = high[i]!;
  }
  return clipped;
}

/** The product of a square or rectangular matrix in rows with a vector. */
export function multiply(rows: Float64Array, x: Float64Array): Float64Array {
  const n = x.length;
  const m = n === 0 ? 0 : rows.length / n;
  const product = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += rows[i * n + j]! * x[j]!;
    product[i] = sum;
  }
  return product;
}

/** The product of a transposed matrix in rows with a vector that has one number for each row. */
export function multiplyTransposed(rows: Float64Array, y: Float64Array): Float64Array {
  const m = y.length;
  const n = m === 0 ? 0 : rows.length / m;
  const product = new Float64Array(n);
  for (let i = 0; i < m; i++) {
    const weight = y[i]!;
    for (let j = 0; j < n; j++) product[j]! += weight * rows[i * n + j]!;
  }
  return product;
}

/** The numbers of the unit matrix. */
export function unitMatrix(n: number): Float64Array {
  const unit = new Float64Array(n * n);
  for (let i = 0; i < n; i++) unit[i * n + i] = 1;
  return unit;
}
