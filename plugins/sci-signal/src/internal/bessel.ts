/**
 * The modified Bessel function of order 0 by its power series, whose terms are all positive and therefore lose no digits.
 * Infinite from about 714 on.
 */
export function besselI0(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  const square = (x * x) / 4;
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 4000; k++) {
    term *= square / (k * k);
    const next = sum + term;
    if (next === sum || next === Number.POSITIVE_INFINITY) return next;
    sum = next;
  }
  return sum;
}
