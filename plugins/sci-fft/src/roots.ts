/**
 * The n-th roots of unity `exp(-2 pi i k / n)` for `k < count`, real and imaginary parts in turn. Angles are brought into the first
 * octant with whole numbers before sine and cosine are taken, so that every root is right to the last digit or the one before.
 */
export function rootsOfUnity(n: number, count: number = n): Float64Array {
  const roots = new Float64Array(2 * count);
  // Up to half a turn is computed, the rest mirrored; with n divisible by 8 one octant serves all others.
  const octant = n % 8 === 0 ? n / 8 : -1;
  const direct = Math.min(count, octant >= 0 ? octant + 1 : Math.floor(n / 2) + 1);
  for (let k = 0; k < direct; k++) writeRoot(roots, k, n);
  if (direct === count) return roots;
  if (octant >= 0) {
    const quarter = n / 4;
    for (let k = octant + 1; k < count && k <= quarter; k++) {
      roots[2 * k] = -roots[2 * (quarter - k) + 1]!;
      roots[2 * k + 1] = -roots[2 * (quarter - k)]!;
    }
    for (let k = quarter + 1; k < count && k <= 2 * quarter; k++) {
      roots[2 * k] = roots[2 * (k - quarter) + 1]!;
      roots[2 * k + 1] = -roots[2 * (k - quarter)]!;
    }
  }
  for (let k = Math.floor(n / 2) + 1; k < count; k++) {
    roots[2 * k] = roots[2 * (n - k)]!;
    roots[2 * k + 1] = -roots[2 * (n - k) + 1]!;
  }
  return roots;
}

/** `exp(-2 pi i k / n)` of one k between 0 and n, written as element `k`, or as element `at`. */
export function writeRoot(target: Float64Array, k: number, n: number, at: number = k): void {
  // x is the angle in units of an eighth of 1/n of a turn; each step mirrors it into the next half.
  let x = 8 * k;
  const lower = x > 4 * n;
  if (lower) x = 8 * n - x;
  const left = x > 2 * n;
  if (left) x = 4 * n - x;
  const swapped = x > n;
  if (swapped) x = 2 * n - x;
  const angle = (Math.PI * x) / (4 * n);
  const [near, far] = [Math.cos(angle), Math.sin(angle)];
  const cosine = swapped ? far : near;
  const sine = swapped ? near : far;
  target[2 * at] = left ? -cosine : cosine;
  target[2 * at + 1] = lower ? sine : sine === 0 ? 0 : -sine;
}
