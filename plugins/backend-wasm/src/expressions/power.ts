/** C's pow, as the reference body has it. */
export function power(x: number, y: number): number {
  if (y === 2) return x * x;
  return x === 1 || (x === -1 && Math.abs(y) === Number.POSITIVE_INFINITY) ? 1 : x ** y;
}
