const { abs, exp, expm1, log, log1p } = Math;

/** The logistic function 1 / (1 + exp(-x)). */
export function expit(x: number): number {
  return 1 / (1 + exp(-x));
}

/** log(expit(x)) without underflow. */
export function logExpit(x: number): number {
  return x < 0 ? x - log1p(exp(x)) : -log1p(exp(-x));
}

/** log(p / (1 - p)). */
export function logit(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  return p > 0.3 && p < 0.65 ? log1p((2 * p - 1) / (1 - p)) : log(p / (1 - p));
}

/** x log(y), 0 where x is 0. */
export function xlogy(x: number, y: number): number {
  return x === 0 && !Number.isNaN(y) ? 0 : x * log(y);
}

/** x log(1 + y), 0 where x is 0. */
export function xlog1py(x: number, y: number): number {
  return x === 0 && !Number.isNaN(y) ? 0 : x * log1p(y);
}

/** -x log(x), 0 at 0, -inf below. */
export function entr(x: number): number {
  if (Number.isNaN(x)) return x;
  return x > 0 ? -x * log(x) : x === 0 ? 0 : Number.NEGATIVE_INFINITY;
}

/** x log(x / y). */
export function relEntr(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (x > 0 && y > 0) return x * log(x / y);
  return x === 0 && y >= 0 ? 0 : Number.POSITIVE_INFINITY;
}

/** x log(x / y) - x + y. */
export function klDiv(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (x > 0 && y > 0) return x * log(x / y) - x + y;
  return x === 0 && y >= 0 ? y : Number.POSITIVE_INFINITY;
}

/** Huber's loss. */
export function huber(delta: number, r: number): number {
  if (delta < 0) return Number.POSITIVE_INFINITY;
  return abs(r) <= delta ? 0.5 * r * r : delta * (abs(r) - 0.5 * delta);
}

/** The smooth relative of Huber's loss. */
export function pseudoHuber(delta: number, r: number): number {
  if (delta < 0) return Number.POSITIVE_INFINITY;
  if (delta === 0 || r === 0) return 0;
  const v = r / delta;
  return delta * delta * expm1(0.5 * log1p(v * v));
}

/** (exp(x) - 1) / x. */
export function exprel(x: number): number {
  if (abs(x) < 2.3e-16) return 1;
  return x > 717 ? Number.POSITIVE_INFINITY : expm1(x) / x;
}

/** Box and Cox's transform (x^lambda - 1) / lambda. */
export function boxcox(x: number, lambda: number): number {
  if (abs(lambda) < 1e-19) return log(x);
  return expm1(lambda * log(x)) / lambda;
}

/** The same of 1 + x. */
export function boxcox1p(x: number, lambda: number): number {
  const lgx = log1p(x);
  if (abs(lambda) < 1e-19 || (abs(lgx) < 1e-289 && abs(lambda) < 1e273)) return lgx;
  return expm1(lambda * lgx) / lambda;
}

/** The inverse of {@link boxcox}. */
export function invBoxcox(y: number, lambda: number): number {
  return lambda === 0 ? exp(y) : exp(log1p(lambda * y) / lambda);
}

/** The inverse of {@link boxcox1p}. */
export function invBoxcox1p(y: number, lambda: number): number {
  if (lambda === 0) return expm1(y);
  return abs(lambda * y) < 1e-154 ? y : expm1(log1p(lambda * y) / lambda);
}

/** sin(pi x) / (pi x). */
export function sinc(x: number): number {
  const y = Math.PI * (x === 0 ? 1e-20 : x);
  return Math.sin(y) / y;
}

/** Dirichlet's kernel sin(n x / 2) / (n sin(x / 2)). */
export function diric(x: number, n: number): number {
  if (!(n > 0) || n !== Math.floor(n)) return Number.NaN;
  const half = 0.5 * x;
  const denominator = Math.sin(half);
  if (abs(denominator) < 1e-7) return (-1) ** (Math.round(half / Math.PI) * (n - 1));
  return Math.sin(n * half) / (n * denominator);
}

/** 10^x. */
export function exp10(x: number): number {
  return 10 ** x;
}

/** 2^x. */
export function exp2(x: number): number {
  return 2 ** x;
}

/** cos(x) - 1 without cancellation. */
export function cosm1(x: number): number {
  if (abs(x) > Math.PI / 4) return Math.cos(x) - 1;
  const s = Math.sin(0.5 * x);
  return -2 * s * s;
}

/** x^y - 1 without cancellation. */
export function powm1(x: number, y: number): number {
  if (x > 0) {
    const t = y * log(x);
    if (abs(t) < 0.5) return expm1(t);
  }
  return x ** y - 1;
}

const radian = Math.PI / 180;

function degrees(x: number): number {
  return x % 360;
}

/** The sine of degrees, exact at multiples of 30. */
export function sindg(x: number): number {
  if (abs(x) > 1e14) return 0;
  let r = degrees(x);
  if (r < 0) return -sindg(-r);
  let sign = 1;
  if (r >= 180) {
    r -= 180;
    sign = -1;
  }
  if (r > 90) r = 180 - r;
  if (r === 30) return 0.5 * sign;
  return sign * (r > 45 ? Math.cos((90 - r) * radian) : Math.sin(r * radian));
}

/** The cosine of degrees. */
export function cosdg(x: number): number {
  return abs(x) > 1e14 ? 0 : sindg(90 + abs(degrees(x)));
}

/** The tangent of degrees. */
export function tandg(x: number): number {
  if (abs(x) > 1e14) return 0;
  const c = cosdg(x);
  return c === 0 ? Number.POSITIVE_INFINITY : sindg(x) / c;
}

/** Lambert's W of real numbers, branch 0 or -1; NaN where it is complex. Halley's steps. */
export function lambertw(x: number, k: number): number {
  if (Number.isNaN(x)) return x;
  const least = -0.36787944117144233;
  if (x < least || (k !== 0 && k !== -1)) return Number.NaN;
  if (k === -1) {
    if (x > 0) return Number.NaN;
    if (x === 0) return Number.NEGATIVE_INFINITY;
  } else {
    if (x === 0) return 0;
    if (x === Number.POSITIVE_INFINITY) return x;
  }
  // e x + 1, with the part of 1 / e that does not fit into a number.
  const p2 = 2 * (Math.E * x + 1 + 1.4456468917292502e-16 * x);
  const p = Math.sqrt(Math.max(p2, 0)) * (k === 0 ? 1 : -1);
  if (abs(p) < 1e-4) return -1 + p * (1 - p * (1 / 3 - p * (11 / 72 - p * (43 / 540))));
  let w: number;
  if (abs(p) < 0.7) w = -1 + p * (1 - p * (1 / 3 - p * (11 / 72 - p * (43 / 540))));
  else if (k === 0) {
    w = x < 3 ? 0.6 * log1p(x) + 0.05 : log(x) - log(log(x));
  } else {
    const l = log(-x);
    w = l - log(-l);
  }
  for (let i = 0; i < 50; i++) {
    const f = k === -1 || x > 1 ? w + log(w / x) : Number.NaN;
    let step: number;
    if (!Number.isNaN(f) && w / x > 0) {
      // Newton and Halley for w + log(w) - log(x).
      const d1 = 1 + 1 / w;
      step = f / (d1 + (0.5 * f) / (w * w * d1));
    } else {
      const e = exp(w);
      const g = w * e - x;
      step = g / (e * (w + 1) - ((w + 2) * g) / (2 * w + 2));
    }
    w -= step;
    if (abs(step) <= 1e-16 * abs(w)) break;
  }
  return w;
}
