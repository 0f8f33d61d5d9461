/** A polynomial by Horner's rule, highest power first. */
export function polynomial(c: readonly number[], t: number): number {
  let sum = c[0]!;
  for (let i = 1; i < c.length; i++) sum = sum * t + c[i]!;
  return sum;
}

/** A sum of Chebyshev polynomials by Clenshaw's rule, lowest first. */
export function chebyshev(c: readonly number[], t: number): number {
  let b1 = 0;
  let b2 = 0;
  for (let i = c.length - 1; i > 0; i--) {
    const b = 2 * t * b1 - b2 + c[i]!;
    b2 = b1;
    b1 = b;
  }
  return t * b1 - b2 + c[0]!;
}

/** The upper half of a number's digits, so that its square is exact. */
export function upperHalf(x: number): number {
  const product = 134217729 * x;
  return product - (product - x);
}

/** exp(-x * x) without the rounding of the square, which would be magnified. */
export function expOfMinusSquare(x: number): number {
  if (!(Math.abs(x) < 40)) return Number.isNaN(x) ? x : 0;
  const high = Math.round(x * 16) / 16;
  const rest = (x - high) * (x + high);
  return Math.exp(-high * high) * Math.exp(-rest);
}

/** exp(x * x) likewise. */
export function expOfSquare(x: number): number {
  if (!(Math.abs(x) < 27)) return Number.isNaN(x) ? x : Number.POSITIVE_INFINITY;
  const high = Math.round(x * 16) / 16;
  return Math.exp(high * high) * Math.exp((x - high) * (x + high));
}

/** sin(pi x), exact at whole and half numbers. */
export function sinPi(x: number): number {
  let r = x % 2;
  if (r > 1) r -= 2;
  else if (r < -1) r += 2;
  if (r > 0.5) r = 1 - r;
  else if (r < -0.5) r = -1 - r;
  return Math.abs(r) > 0.25 ? (r < 0 ? -1 : 1) * Math.cos(Math.PI * (0.5 - Math.abs(r))) : Math.sin(Math.PI * r);
}

/** cos(pi x), exact at whole and half numbers. */
export function cosPi(x: number): number {
  const r = Math.abs(x) % 2;
  return sinPi(r + 0.5);
}
