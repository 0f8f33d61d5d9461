import { smirnov } from "sci-special/scalar";

const { exp, PI, sqrt } = Math;

/** The upper tail of Kolmogorov's two-sided statistic of n values; the method depends on where (Simard and L'Ecuyer 2011). */
export function twoSidedTail(n: number, d: number): number {
  if (Number.isNaN(d) || !(n >= 1)) return Number.NaN;
  if (d >= 1) return 0;
  if (n * d <= 0.5) return 1;
  if (n * d <= 1) {
    let lower = 1;
    for (let i = 1; i <= n; i++) lower *= (2 * n * d - 1) * (i / n);
    return 1 - lower;
  }
  const square = n * d * d;
  if (d >= 0.5 || square >= (n <= 140 ? 4 : 2.2)) return Math.min(1, 2 * smirnov(n, d));
  if (n <= 140 || (n <= 100000 && n * d ** 1.5 <= 1.4)) return 1 - durbin(n, d);
  return 1 - pelzGood(n, d);
}

/** The distribution function as an entry of a power of a matrix (Marsaglia, Tsang and Wang 2003). */
function durbin(n: number, d: number): number {
  const k = Math.floor(n * d) + 1;
  const m = 2 * k - 1;
  const h = k - n * d;
  let base = new Float64Array(m * m);
  for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) base[i * m + j] = i - j + 1 < 0 ? 0 : 1;
  for (let i = 0; i < m; i++) {
    base[i * m] = base[i * m]! - h ** (i + 1);
    base[(m - 1) * m + i] = base[(m - 1) * m + i]! - h ** (m - i);
  }
  base[(m - 1) * m] = base[(m - 1) * m]! + (2 * h - 1 > 0 ? (2 * h - 1) ** m : 0);
  for (let i = 0; i < m; i++)
    for (let j = 0; j < m; j++) for (let g = 1; g <= i - j + 1; g++) base[i * m + j] = base[i * m + j]! / g;
  let power = new Float64Array(m * m);
  for (let i = 0; i < m; i++) power[i * m + i] = 1;
  let [exponent, baseExponent] = [0, 0];
  for (let left = n; left > 0; left >>= 1) {
    if (left & 1) {
      power = times(power, base, m);
      exponent += baseExponent;
      if (power[(k - 1) * m + k - 1]! > 1e140) {
        power = power.map((value) => value * 1e-140);
        exponent += 140;
      }
    }
    if (left > 1) {
      base = times(base, base, m);
      baseExponent *= 2;
      if (base[(k - 1) * m + k - 1]! > 1e140) {
        base = base.map((value) => value * 1e-140);
        baseExponent += 140;
      }
    }
  }
  let s = power[(k - 1) * m + k - 1]!;
  for (let i = 1; i <= n; i++) {
    s = (s * i) / n;
    if (s < 1e-140) {
      s *= 1e140;
      exponent -= 140;
    }
  }
  return s * 10 ** exponent;
}

function times(a: Float64Array, b: Float64Array, m: number): Float64Array<ArrayBuffer> {
  const c = new Float64Array(m * m);
  for (let i = 0; i < m; i++)
    for (let k = 0; k < m; k++) {
      const value = a[i * m + k]!;
      for (let j = 0; j < m; j++) c[i * m + j] = c[i * m + j]! + value * b[k * m + j]!;
    }
  return c;
}

/** Four terms of the asymptotic expansion (Pelz and Good 1976). */
function pelzGood(n: number, d: number): number {
  const z = sqrt(n) * d;
  const [z2, z3, z4, z6, z7, z8, z10] = [z ** 2, z ** 3, z ** 4, z ** 6, z ** 7, z ** 8, z ** 10];
  const root = sqrt(PI / 2);
  const pi2 = PI * PI;
  let [k0, k1, k2a, k2b, k3a, k3b] = [0, 0, 0, 0, 0, 0];
  for (let k = 0; k < 200; k++) {
    const t = pi2 * (k + 0.5) ** 2;
    const e = exp(-t / (2 * z2));
    k0 += e;
    k1 += 2 * (t - z2) * e;
    k2a += 2 * (6 * z6 + 2 * z4 + t * (2 * z4 - 5 * z2) + t * t * (1 - 2 * z2)) * e;
    k3a +=
      2 * (t ** 3 * (5 - 30 * z2) + t * t * (-60 * z2 + 212 * z4) + t * (135 * z4 - 96 * z6) - 30 * z6 - 90 * z8) * e;
    if (k > 0) {
      const u = pi2 * k * k;
      const f = exp(-u / (2 * z2));
      k2b += 2 * u * f;
      k3b += 2 * (-u * u + 3 * u * z2) * f;
    }
    if (e < 1e-300) break;
  }
  const parts = [
    (sqrt(2 * PI) / z) * k0,
    (root / (6 * z4)) * k1,
    (root / (72 * z7)) * k2a - (root / (36 * z3)) * k2b,
    (root / (6480 * z10)) * k3a + (root / (216 * z6)) * k3b,
  ] as const;
  return Math.min(1, Math.max(0, parts[0] + parts[1] / sqrt(n) + parts[2] / n + parts[3] / n ** 1.5));
}
