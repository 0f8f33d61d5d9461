/** The Euclidean length of a part of an array, safe from overflow and underflow. */
export function enorm(a: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += a[i]! * a[i]!;
  if ((sum > 1e-280 && sum < 1e280) || Number.isNaN(sum)) return Math.sqrt(sum);
  let largest = 0;
  for (let i = from; i < to; i++) largest = Math.max(largest, Math.abs(a[i]!));
  if (largest === 0 || largest === Number.POSITIVE_INFINITY) return largest;
  sum = 0;
  for (let i = from; i < to; i++) {
    const part = a[i]! / largest;
    sum += part * part;
  }
  return largest * Math.sqrt(sum);
}
