/**
 * The k + 1 basis splines of degree k that are not 0 on knots[left] ≤ x < knots[left + 1], or their derivatives of order nu (de Boor's
 * recurrence). Writes them into `out`; `work` is of the same length.
 */
export function basisSplines(
  knots: Float64Array,
  k: number,
  x: number,
  left: number,
  nu: number,
  out: Float64Array,
  work: Float64Array,
): void {
  if (nu > k) {
    out.fill(0, 0, k + 1);
    return;
  }
  out[0] = 1;
  for (let j = 1; j <= k; j++) {
    const plain = j <= k - nu;
    for (let n = 0; n < j; n++) work[n] = out[n]!;
    out[0] = 0;
    for (let n = 1; n <= j; n++) {
      const high = knots[left + n]!;
      const low = knots[left + n - j]!;
      if (high === low) {
        out[n] = 0;
        continue;
      }
      if (plain) {
        const w = work[n - 1]! / (high - low);
        out[n - 1] = out[n - 1]! + w * (high - x);
        out[n] = w * (x - low);
      } else {
        const w = (j * work[n - 1]!) / (high - low);
        out[n - 1] = out[n - 1]! - w;
        out[n] = w;
      }
    }
  }
}

/** The knot interval of a place among those of the base, k … n - 1; the outer ones go on beyond the ends. */
export function knotInterval(knots: Float64Array, k: number, x: number, hint: number): number {
  const n = knots.length - k - 1;
  let left = hint >= k && hint < n ? hint : k;
  // Far away, halve; near by, step.
  if (n - k > 32 && (x < knots[left]! || x >= knots[Math.min(left + 8, n)]!)) {
    let [low, high] = [k, n];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (x < knots[middle]!) high = middle;
      else low = middle;
    }
    left = low;
  }
  while (x < knots[left]! && left !== k) left--;
  while (x >= knots[left + 1]! && left !== n - 1) left++;
  return left;
}
