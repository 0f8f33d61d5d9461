/** Writes `exp(-2 pi i k / n)`: the angle is brought into the first octant, so that each root is right to the last digit or the one before. */
export function writeRoot(target: Float64Array, at: number, k: number, n: number): void {
  let x = 8 * k;
  const lower = x > 4 * n;
  if (lower) x = 8 * n - x;
  const left = x > 2 * n;
  if (left) x = 4 * n - x;
  const swapped = x > n;
  if (swapped) x = 2 * n - x;
  const angle = (Math.PI * x) / (4 * n);
  const cosine = swapped ? Math.sin(angle) : Math.cos(angle);
  const sine = swapped ? Math.cos(angle) : Math.sin(angle);
  target[at] = left ? -cosine : cosine;
  target[at + 1] = lower ? sine : -sine;
}

/** The roots `exp(-2 pi i k / n)` of k from 0 to `count` in steps, as pairs. */
export function roots(n: number, count: number, step = 1): Float64Array {
  const found = new Float64Array(2 * count);
  for (let k = 0; k < count; k++) writeRoot(found, 2 * k, (k * step) % n, n);
  return found;
}
