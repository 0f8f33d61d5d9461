/** The smallest number whose reciprocal is still finite, by LAPACK's name. */
export const safeMinimum: number = 2 ** -1022;
/** The distance of 1 from the next number. */
export const precision: number = 2 ** -52;

/** The length of a strided vector, without overflow on the way. */
export function vectorNorm(x: Float64Array, offset: number, step: number, count: number): number {
  let sum = 0;
  for (let i = 0, at = offset; i < count; i++, at += step) sum += x[at]! * x[at]!;
  if (sum > 1e-280 && sum < 1e300) return Math.sqrt(sum);
  let largest = 0;
  for (let i = 0, at = offset; i < count; i++, at += step) {
    const size = Math.abs(x[at]!);
    if (size > largest || Number.isNaN(size)) largest = size;
  }
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  sum = 0;
  for (let i = 0, at = offset; i < count; i++, at += step) sum += (x[at]! / largest) * (x[at]! / largest);
  return largest * Math.sqrt(sum);
}

/**
 * The reflector `H = I - tau v vᵀ`, `v = (1, x)`, that turns `(alpha, x)` into `(beta, 0)` (LAPACK's dlarfg): `alpha` stands at `head` and
 * becomes beta, `x` of `count - 1` elements becomes the rest of `v`.
 * @returns tau, 0 where nothing has to be turned
 */
export function makeReflector(a: Float64Array, head: number, tail: number, step: number, count: number): number {
  if (count < 2) return 0;
  let norm = vectorNorm(a, tail, step, count - 1);
  if (norm === 0) return 0;
  let alpha = a[head]!;
  let beta = alpha >= 0 && !Object.is(alpha, -0) ? -Math.hypot(alpha, norm) : Math.hypot(alpha, norm);
  let rescaled = 0;
  const smallest = safeMinimum / (precision / 2);
  while (Math.abs(beta) < smallest && rescaled < 20) {
    rescaled++;
    for (let i = 0, at = tail; i < count - 1; i++, at += step) a[at]! /= smallest;
    beta /= smallest;
    alpha /= smallest;
    norm = vectorNorm(a, tail, step, count - 1);
    beta = alpha >= 0 && !Object.is(alpha, -0) ? -Math.hypot(alpha, norm) : Math.hypot(alpha, norm);
  }
  const tau = (beta - alpha) / beta;
  const scale = 1 / (alpha - beta);
  for (let i = 0, at = tail; i < count - 1; i++, at += step) a[at]! *= scale;
  for (let i = 0; i < rescaled; i++) beta *= smallest;
  a[head] = beta;
  return tau;
}

/** Cosine, sine and length of the rotation that turns `(f, g)` into `(r, 0)` (LAPACK's dlartg): written into `out`. */
export function makeRotation(f: number, g: number, out: Float64Array): void {
  if (g === 0) {
    out[0] = 1;
    out[1] = 0;
    out[2] = f;
  } else if (f === 0) {
    out[0] = 0;
    out[1] = g > 0 ? 1 : -1;
    out[2] = Math.abs(g);
  } else {
    const [sizeF, sizeG] = [Math.abs(f), Math.abs(g)];
    let length = Math.sqrt(f * f + g * g);
    if (!(sizeF > 1e-150 && sizeF < 1e150 && sizeG > 1e-150 && sizeG < 1e150)) length = Math.hypot(f, g);
    out[0] = sizeF / length;
    const r = f >= 0 ? length : -length;
    out[1] = g / r;
    out[2] = r;
  }
}
