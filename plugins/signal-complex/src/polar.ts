/** The magnitude of a complex number, also where the squares overflow or vanish. */
function magnitude(re: number, im: number): number {
  const square = re * re + im * im;
  return square > 1e-280 && square < 1e300 ? Math.sqrt(square) : Math.hypot(re, im);
}

/**
 * Gives complex numbers (interleaved) other magnitudes; angles stay, that of 0 is 0. A negative magnitude turns the number round.
 * @param numbers changed in place
 */
export function replaceMagnitudes(numbers: Float64Array, magnitudes: Float64Array): void {
  for (let i = 0; i < magnitudes.length; i++) {
    const re = numbers[2 * i] as number;
    const im = numbers[2 * i + 1] as number;
    const own = magnitude(re, im);
    const wanted = magnitudes[i] as number;
    if (own > 1e-300 && own < Number.POSITIVE_INFINITY) {
      numbers[2 * i] = wanted * (re / own);
      numbers[2 * i + 1] = wanted * (im / own);
    } else {
      const angle = Math.atan2(im, re);
      numbers[2 * i] = wanted * Math.cos(angle);
      numbers[2 * i + 1] = wanted * Math.sin(angle);
    }
  }
}

/** Gives complex numbers (interleaved) other angles, in radians; magnitudes stay. */
export function replaceAngles(numbers: Float64Array, angles: Float64Array): void {
  for (let i = 0; i < angles.length; i++) {
    const own = magnitude(numbers[2 * i] as number, numbers[2 * i + 1] as number);
    const angle = angles[i] as number;
    numbers[2 * i] = own * Math.cos(angle);
    numbers[2 * i + 1] = own * Math.sin(angle);
  }
}
