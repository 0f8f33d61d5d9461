import { precision } from "./reflector.js";

function signed(size: number, sign: number): number {
  return sign < 0 || Object.is(sign, -0) ? -Math.abs(size) : Math.abs(size);
}

/** The smaller singular value of `[[f, g], [0, h]]` (LAPACK's dlas2). */
export function singularValues2(f: number, g: number, h: number): number {
  const [fa, ga, ha] = [Math.abs(f), Math.abs(g), Math.abs(h)];
  const low = Math.min(fa, ha);
  const high = Math.max(fa, ha);
  if (low === 0) return 0;
  const as = 1 + low / high;
  const at = (high - low) / high;
  if (ga < high) {
    const au = (ga / high) ** 2;
    return low * (2 / (Math.sqrt(as * as + au) + Math.sqrt(at * at + au)));
  }
  const au = high / ga;
  if (au === 0) return (low * high) / ga;
  const c = 1 / (Math.sqrt(1 + (as * au) ** 2) + Math.sqrt(1 + (at * au) ** 2));
  return 2 * (low * c * au);
}

/** The singular value decomposition of a triangle of two rows. */
export interface Svd2 {
  readonly large: number;
  readonly small: number;
  readonly sinRight: number;
  readonly cosRight: number;
  readonly sinLeft: number;
  readonly cosLeft: number;
}

/** Values and rotations of `[[f, g], [0, h]]` to nearly full accuracy (LAPACK's dlasv2); the values may be negative. */
export function svd2(f: number, g: number, h: number): Svd2 {
  let [ft, fa, ht, ha] = [f, Math.abs(f), h, Math.abs(h)];
  let largest = 1;
  const swap = ha > fa;
  if (swap) {
    largest = 3;
    [ft, ht] = [ht, ft];
    [fa, ha] = [ha, fa];
  }
  const gt = g;
  const ga = Math.abs(gt);
  let [small, large, cosLeft, cosRight, sinLeft, sinRight] = [ha, fa, 1, 1, 0, 0];
  if (ga !== 0) {
    let usual = true;
    if (ga > fa) {
      largest = 2;
      if (fa / ga < precision / 2) {
        usual = false;
        large = ga;
        small = ha > 1 ? fa / (ga / ha) : (fa / ga) * ha;
        cosLeft = 1;
        sinLeft = ht / gt;
        sinRight = 1;
        cosRight = ft / gt;
      }
    }
    if (usual) {
      const difference = fa - ha;
      let l = difference === fa ? 1 : difference / fa;
      const m = gt / ft;
      let t = 2 - l;
      const mm = m * m;
      const s = Math.sqrt(t * t + mm);
      const r = l === 0 ? Math.abs(m) : Math.sqrt(l * l + mm);
      const a = 0.5 * (s + r);
      small = ha / a;
      large = fa * a;
      if (mm === 0) t = l === 0 ? signed(2, ft) * signed(1, gt) : gt / signed(difference, ft) + m / t;
      else t = (m / (s + t) + m / (r + l)) * (1 + a);
      l = Math.sqrt(t * t + 4);
      cosRight = 2 / l;
      sinRight = t / l;
      cosLeft = (cosRight + sinRight * m) / a;
      sinLeft = ((ht / ft) * sinRight) / a;
    }
  }
  if (swap) [cosLeft, sinLeft, cosRight, sinRight] = [sinRight, cosRight, sinLeft, cosLeft];
  const sign =
    largest === 1
      ? signed(1, cosRight) * signed(1, cosLeft) * signed(1, f)
      : largest === 2
        ? signed(1, sinRight) * signed(1, cosLeft) * signed(1, g)
        : signed(1, sinRight) * signed(1, sinLeft) * signed(1, h);
  return {
    large: signed(large, sign),
    small: signed(small, sign * signed(1, f) * signed(1, h)),
    sinRight,
    cosRight,
    sinLeft,
    cosLeft,
  };
}
/** A real 2×2 block in the standard form of a Schur matrix, its eigenvalues and the rotation to it. */
export interface Standard2 {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly re1: number;
  readonly im1: number;
  readonly re2: number;
  readonly im2: number;
  readonly cos: number;
  readonly sin: number;
}

/** The Schur form of `[[a, b], [c, d]]` (LAPACK's dlanv2): triangular, or with equal diagonal and `b c < 0`. */
export function standardize2(a0: number, b0: number, c0: number, d0: number): Standard2 {
  let [a, b, c, d, cos, sin] = [a0, b0, c0, d0, 1, 0];
  if (c === 0) {
    // Triangular already.
  } else if (b === 0) {
    [cos, sin, a, d, b, c] = [0, 1, d, a, -c, 0];
  } else if (!(a - d === 0 && signed(1, b) !== signed(1, c))) {
    const difference = a - d;
    let p = 0.5 * difference;
    const largest = Math.max(Math.abs(b), Math.abs(c));
    const least = Math.min(Math.abs(b), Math.abs(c)) * signed(1, b) * signed(1, c);
    const scale = Math.max(Math.abs(p), largest);
    let z = (p / scale) * p + (largest / scale) * least;
    if (z >= 4 * (precision / 2) * 2) {
      z = p + signed(Math.sqrt(scale) * Math.sqrt(z), p);
      a = d + z;
      d -= (largest / z) * least;
      const tau = Math.hypot(c, z);
      cos = z / tau;
      sin = c / tau;
      b -= c;
      c = 0;
    } else {
      const sigma = b + c;
      const tau = Math.hypot(sigma, difference);
      cos = Math.sqrt(0.5 * (1 + Math.abs(sigma) / tau));
      sin = -(p / (tau * cos)) * signed(1, sigma);
      const aa = a * cos + b * sin;
      const bb = -a * sin + b * cos;
      const cc = c * cos + d * sin;
      const dd = -c * sin + d * cos;
      b = bb * cos + dd * sin;
      c = -aa * sin + cc * cos;
      const middle = 0.5 * (aa * cos + cc * sin + (-bb * sin + dd * cos));
      a = middle;
      d = middle;
      if (c !== 0) {
        if (b === 0) [b, c, cos, sin] = [-c, 0, -sin, cos];
        else if (signed(1, b) === signed(1, c)) {
          const rootB = Math.sqrt(Math.abs(b));
          const rootC = Math.sqrt(Math.abs(c));
          p = signed(rootB * rootC, c);
          const t = 1 / Math.sqrt(Math.abs(b + c));
          a = middle + p;
          d = middle - p;
          b -= c;
          c = 0;
          const [cos1, sin1] = [rootB * t, rootC * t];
          [cos, sin] = [cos * cos1 - sin * sin1, cos * sin1 + sin * cos1];
        }
      }
    }
  }
  const imaginary = c === 0 ? 0 : Math.sqrt(Math.abs(b)) * Math.sqrt(Math.abs(c));
  return { a, b, c, d, re1: a, im1: imaginary, re2: d, im2: imaginary === 0 ? 0 : -imaginary, cos, sin };
}
