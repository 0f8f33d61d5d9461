const { abs, asin, asinh, atan, cos, exp, sin, sqrt, tan } = Math;

/** The arithmetic-geometric mean. */
export function agm(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
  if ((a < 0 && b > 0) || (a > 0 && b < 0)) return Number.NaN;
  if ((a === 0 || b === 0) && abs(a) + abs(b) === Number.POSITIVE_INFINITY) return Number.NaN;
  if (a === 0 || b === 0) return 0;
  if (a === b) return a;
  const size = mean(abs(a), abs(b));
  return a < 0 ? -size : size;
}

/** The mean of two positive numbers; the last steps double the digits. */
function mean(a: number, b: number): number {
  let x = a;
  let y = b;
  for (let i = 0; i < 60 && abs(x - y) > 1e-8 * x; i++) {
    const next = 0.5 * (x + y);
    y = sqrt(x) * sqrt(y);
    x = next;
  }
  return 0.5 * (x + y);
}

/** The complete elliptic integral of the first kind at 1 - p. */
export function ellipkm1(p: number): number {
  if (p < 0 || Number.isNaN(p)) return Number.NaN;
  if (p === 0) return Number.POSITIVE_INFINITY;
  if (p === Number.POSITIVE_INFINITY) return 0;
  return Math.PI / (2 * mean(1, sqrt(p)));
}

/** The complete elliptic integral of the first kind, of the parameter m = k^2. */
export function ellipk(m: number): number {
  return ellipkm1(1 - m);
}

/** The complete elliptic integral of the second kind. */
export function ellipe(m: number): number {
  if (!(m <= 1)) return Number.NaN;
  if (m === 1) return 1;
  if (m === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
  const y = 1 - m;
  return carlsonF(0, y, 1) - (m / 3) * carlsonD(0, y, 1);
}

/** Carlson's symmetric integral R_F by duplication. */
export function carlsonF(x: number, y: number, z: number): number {
  let [a, b, c] = [x, y, z];
  for (let i = 0; i < 100; i++) {
    const mean = (a + b + c) / 3;
    const [dx, dy] = [1 - a / mean, 1 - b / mean];
    const dz = -dx - dy;
    if (Math.max(abs(dx), abs(dy), abs(dz)) < 3e-3) {
      const e2 = dx * dy - dz * dz;
      const e3 = dx * dy * dz;
      return (
        (1 -
          e2 / 10 +
          e3 / 14 +
          (e2 * e2) / 24 -
          (3 * e2 * e3) / 44 -
          (5 * e2 * e2 * e2) / 208 +
          (3 * e3 * e3) / 104 +
          (e2 * e2 * e3) / 16) /
        sqrt(mean)
      );
    }
    const [ra, rb, rc] = [sqrt(a), sqrt(b), sqrt(c)];
    const lambda = ra * rb + ra * rc + rb * rc;
    a = 0.25 * (a + lambda);
    b = 0.25 * (b + lambda);
    c = 0.25 * (c + lambda);
  }
  return Number.NaN;
}

/** Carlson's R_D by duplication. */
export function carlsonD(x: number, y: number, z: number): number {
  let [a, b, c] = [x, y, z];
  let sum = 0;
  let factor = 1;
  for (let i = 0; i < 100; i++) {
    const mean = (a + b + 3 * c) / 5;
    const [dx, dy] = [1 - a / mean, 1 - b / mean];
    const dz = -(dx + dy) / 3;
    if (Math.max(abs(dx), abs(dy), abs(dz)) < 2e-3) {
      const xy = dx * dy;
      const zz = dz * dz;
      const e2 = xy - 6 * zz;
      const e3 = (3 * xy - 8 * zz) * dz;
      const e4 = 3 * (xy - zz) * zz;
      const e5 = xy * zz * dz;
      const s =
        1 -
        (3 * e2) / 14 +
        e3 / 6 +
        (9 * e2 * e2) / 88 -
        (3 * e4) / 22 -
        (9 * e2 * e3) / 52 +
        (3 * e5) / 26 -
        (e2 * e2 * e2) / 16 +
        (3 * e3 * e3) / 40 +
        (3 * e2 * e4) / 20;
      return 3 * sum + (factor * s) / (mean * sqrt(mean));
    }
    const [ra, rb, rc] = [sqrt(a), sqrt(b), sqrt(c)];
    const lambda = ra * rb + ra * rc + rb * rc;
    sum += factor / (rc * (c + lambda));
    factor *= 0.25;
    a = 0.25 * (a + lambda);
    b = 0.25 * (b + lambda);
    c = 0.25 * (c + lambda);
  }
  return Number.NaN;
}

/** The angle less the multiple of pi next to it, and that multiple. */
function reduced(phi: number): [number, number] {
  const turns = Math.round(phi / Math.PI);
  if (turns === 0) return [phi, 0];
  return [phi - turns * Math.PI - turns * 1.2246467991473532e-16, turns];
}

/** The incomplete elliptic integral of the first kind. */
export function ellipkinc(phi: number, m: number): number {
  if (Number.isNaN(phi) || !(m <= 1)) return Number.NaN;
  if (abs(phi) === Number.POSITIVE_INFINITY) return m === Number.NEGATIVE_INFINITY ? Number.NaN : phi;
  if (m === Number.NEGATIVE_INFINITY) return 0;
  if (m === 0) return phi;
  if (m === 1)
    return abs(phi) >= Math.PI / 2 ? (phi > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY) : asinh(tan(phi));
  const [rest, turns] = reduced(phi);
  const s = sin(rest);
  const c = cos(rest);
  const value = s * carlsonF(c * c, 1 - m * s * s, 1);
  return turns === 0 ? value : value + 2 * turns * ellipk(m);
}

/** The incomplete elliptic integral of the second kind. */
export function ellipeinc(phi: number, m: number): number {
  if (Number.isNaN(phi) || !(m <= 1)) return Number.NaN;
  if (abs(phi) === Number.POSITIVE_INFINITY) return phi;
  if (m === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
  if (m === 0) return phi;
  const [rest, turns] = reduced(phi);
  const s = sin(rest);
  const c = cos(rest);
  const delta = m === 1 ? c * c : 1 - m * s * s;
  const value = m === 1 ? s : s * carlsonF(c * c, delta, 1) - ((m * s * s * s) / 3) * carlsonD(c * c, delta, 1);
  return turns === 0 ? value : value + 2 * turns * ellipe(m);
}

/** The Jacobian elliptic functions sn, cn, dn and the amplitude. By descending Landen steps. */
export function ellipj(u: number, m: number): [sn: number, cn: number, dn: number, ph: number] {
  if (!(m >= 0 && m <= 1) || Number.isNaN(u)) return [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
  if (m < 1e-9) {
    const [s, c] = [sin(u), cos(u)];
    const half = 0.25 * m * (u - s * c);
    return [s - half * c, c + half * s, 1 - 0.5 * m * s * s, u - half];
  }
  if (m >= 0.9999999999) {
    const half = 0.25 * (1 - m);
    const b = Math.cosh(u);
    const t = Math.tanh(u);
    const phi = 1 / b;
    const twist = b * Math.sinh(u);
    return [
      t + (half * (twist - u)) / (b * b),
      phi - half * t * phi * (twist - u),
      phi + half * t * phi * (twist + u),
      2 * atan(exp(u)) - Math.PI / 2 + (half * (twist - u)) / b,
    ];
  }
  const a = [1];
  const c = [sqrt(m)];
  let b = sqrt(1 - m);
  let twice = 1;
  let i = 0;
  for (; abs(c[i]! / a[i]!) > 1.2e-16 && i < 20; i++) {
    const ai = a[i]!;
    c.push(0.5 * (ai - b));
    a.push(0.5 * (ai + b));
    b = sqrt(ai * b);
    twice *= 2;
  }
  let phi = twice * a[i]! * u;
  let before = 0;
  for (; i > 0; i--) {
    const t = (c[i]! * sin(phi)) / a[i]!;
    before = phi;
    phi = 0.5 * (asin(t) + phi);
  }
  const sn = sin(phi);
  const t = cos(phi);
  const denominator = cos(phi - before);
  const dn = abs(denominator) < 0.1 ? sqrt(1 - m * sn * sn) : t / denominator;
  return [sn, t, dn, phi];
}
