const wholeFrom = 4503599627370496;

/** The nearest whole number, halves to the even one; -0 stays -0. */
export function roundHalfEven(x: number): number {
  if (x > 0) return x < wholeFrom ? x + wholeFrom - wholeFrom : x;
  if (x < 0) return x > -wholeFrom ? -(wholeFrom - x - wholeFrom) : x;
  return x;
}

/** The length of (x, y) without overflow or underflow on the way. */
export function hypotenuse(x: number, y: number): number {
  const squares = x * x + y * y;
  return squares > 1e-290 && squares < 1e300 ? Math.sqrt(squares) : Math.hypot(x, y);
}

/** The first number with the sign of the second. */
export function withSign(x: number, y: number): number {
  const magnitude = Math.abs(x);
  return y < 0 || Object.is(y, -0) ? -magnitude : magnitude;
}
