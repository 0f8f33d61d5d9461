import type { Complex } from "@core/array";
import { add, complex, divide, modulus, multiply, negate, subtract } from "./complex.js";

/** The polynomial with given roots, highest power first. Real when the roots are real or conjugate pairs. */
export function fromRoots(roots: readonly Complex[]): Complex[] {
  let p: Complex[] = [complex(1)];
  for (const root of roots) p = multiplyPolynomials(p, [complex(1), negate(root)]);
  if (!isSelfConjugate(roots)) return p;
  return p.map(({ re }) => complex(re));
}

/** Whether the roots off the real axis are conjugate pairs, digit for digit. */
export function isSelfConjugate(roots: readonly Complex[]): boolean {
  const sorted = (sign: number): Complex[] =>
    roots
      .filter(({ im }) => im * sign > 0)
      .map(({ re, im }) => complex(re, im * sign))
      .sort((one, other) => one.re - other.re || one.im - other.im);
  const [above, below] = [sorted(1), sorted(-1)];
  return (
    above.length === below.length &&
    above.every((one, k) => one.re === (below[k] as Complex).re && one.im === (below[k] as Complex).im)
  );
}

/** The product, highest power first. */
export function multiplyPolynomials(a: readonly Complex[], b: readonly Complex[]): Complex[] {
  if (a.length === 0 || b.length === 0) return [];
  const result = Array.from({ length: a.length + b.length - 1 }, () => complex(0));
  a.forEach((one, i) => {
    b.forEach((other, j) => {
      result[i + j] = add(result[i + j] as Complex, multiply(one, other));
    });
  });
  return result;
}

/** The value by Horner's scheme, highest power first. */
export function evaluate(p: readonly Complex[], x: Complex): Complex {
  return p.reduce((sum, one) => add(multiply(sum, x), one), complex(0));
}

/** The roots of a polynomial, highest power first; zeros at both ends of the coefficients are cut off, those at the end are roots 0. */
export function rootsOf(p: readonly Complex[]): Complex[] {
  let start = 0;
  let stop = p.length;
  const isZero = ({ re, im }: Complex): boolean => re === 0 && im === 0;
  while (start < stop && isZero(p[start] as Complex)) start++;
  while (stop > start && isZero(p[stop - 1] as Complex)) stop--;
  const zeros = start === stop ? [] : Array.from({ length: p.length - stop }, () => complex(0));
  const inner = p.slice(start, stop);
  if (inner.length < 2) return zeros;
  const roots = inner.every(({ im }) => im === 0)
    ? companionEigenvalues(inner.map(({ re }) => re))
    : simultaneousRoots(inner);
  return [...roots, ...zeros];
}

/** Aberth's iteration for all roots at once, from a circle that encloses them. */
function simultaneousRoots(p: readonly Complex[]): Complex[] {
  const degree = p.length - 1;
  const slope = p.slice(0, -1).map((one, k) => ({ re: one.re * (degree - k), im: one.im * (degree - k) }));
  const lead = modulus(p[0] as Complex);
  const radius = Math.max(...p.slice(1).map((one, k) => 2 * (modulus(one) / lead) ** (1 / (k + 1))));
  const roots = Array.from({ length: degree }, (_, k) => {
    const angle = (2 * Math.PI * k) / degree + 0.4;
    return complex(0.5 * radius * Math.cos(angle), 0.5 * radius * Math.sin(angle));
  });
  for (let round = 0; round < 200; round++) {
    let moved = 0;
    roots.forEach((root, k) => {
      const value = evaluate(p, root);
      if (value.re === 0 && value.im === 0) return;
      const newton = divide(value, evaluate(slope, root));
      const others = roots.reduce(
        (sum, other, j) => (j === k ? sum : add(sum, divide(complex(1), subtract(root, other)))),
        complex(0),
      );
      const step = divide(newton, subtract(complex(1), multiply(newton, others)));
      if (!Number.isFinite(step.re) || !Number.isFinite(step.im)) return;
      roots[k] = subtract(root, step);
      moved = Math.max(moved, modulus(step) / Math.max(modulus(root), 1e-300));
    });
    if (moved < 1e-15) break;
  }
  return roots;
}

/** Eigenvalues of the companion matrix by Francis' double steps (EISPACK's hqr), after balancing. */
function companionEigenvalues(p: readonly number[]): Complex[] {
  const n = p.length - 1;
  const h = Array.from({ length: n }, () => new Float64Array(n));
  for (let j = 0; j < n; j++) (h[0] as Float64Array)[j] = -(p[j + 1] as number) / (p[0] as number);
  for (let i = 1; i < n; i++) (h[i] as Float64Array)[i - 1] = 1;
  balance(h);
  return hessenbergEigenvalues(h);
}

function balance(h: Float64Array[]): void {
  const n = h.length;
  let done = false;
  for (let round = 0; round < 100 && !done; round++) {
    done = true;
    for (let i = 0; i < n; i++) {
      let [column, row] = [0, 0];
      for (let j = 0; j < n; j++) {
        if (j === i) continue;
        column += Math.abs((h[j] as Float64Array)[i] as number);
        row += Math.abs((h[i] as Float64Array)[j] as number);
      }
      if (column === 0 || row === 0) continue;
      const sum = column + row;
      let factor = 1;
      while (column < row / 2) {
        factor *= 2;
        column *= 4;
      }
      while (column > row * 2) {
        factor /= 2;
        column /= 4;
      }
      if ((column + row) / factor >= 0.95 * sum) continue;
      done = false;
      for (let j = 0; j < n; j++) (h[i] as Float64Array)[j] = ((h[i] as Float64Array)[j] as number) / factor;
      for (let j = 0; j < n; j++) (h[j] as Float64Array)[i] = ((h[j] as Float64Array)[i] as number) * factor;
    }
  }
}

function hessenbergEigenvalues(rows: Float64Array[]): Complex[] {
  const n = rows.length;
  const at = (i: number, j: number): number => (rows[i] as Float64Array)[j] as number;
  const put = (i: number, j: number, value: number): void => {
    (rows[i] as Float64Array)[j] = value;
  };
  const values: Complex[] = new Array(n);
  let norm = 0;
  for (let i = 0; i < n; i++) for (let j = Math.max(i - 1, 0); j < n; j++) norm += Math.abs(at(i, j));
  let last = n - 1;
  let shift = 0;
  let rounds = 0;
  while (last >= 0) {
    let low = last;
    for (; low > 0; low--) {
      const size = Math.abs(at(low - 1, low - 1)) + Math.abs(at(low, low));
      if (Math.abs(at(low, low - 1)) < 1.2e-16 * (size === 0 ? norm : size)) break;
    }
    const x = at(last, last);
    if (low === last) {
      values[last] = complex(x + shift);
      last--;
      rounds = 0;
      continue;
    }
    const y = at(last - 1, last - 1);
    const w = at(last, last - 1) * at(last - 1, last);
    if (low === last - 1) {
      const half = 0.5 * (y - x);
      const square = half * half + w;
      const root = Math.sqrt(Math.abs(square));
      if (square >= 0) {
        const z = half + (half >= 0 ? root : -root);
        values[last - 1] = complex(x + shift + z);
        values[last] = z === 0 ? complex(x + shift) : complex(x + shift - w / z);
      } else {
        values[last - 1] = complex(x + shift + half, root);
        values[last] = complex(x + shift + half, -root);
      }
      last -= 2;
      rounds = 0;
      continue;
    }
    let [sx, sy, sw] = [x, y, w];
    if (rounds === 10 || rounds === 20) {
      shift += x;
      for (let i = 0; i <= last; i++) put(i, i, at(i, i) - x);
      const size = Math.abs(at(last, last - 1)) + Math.abs(at(last - 1, last - 2));
      sx = 0.75 * size;
      sy = sx;
      sw = -0.4375 * size * size;
    }
    rounds++;
    if (rounds > 300) {
      values[last] = complex(x + shift);
      last--;
      rounds = 0;
      continue;
    }
    doubleStep(at, put, low, last, sx, sy, sw);
  }
  return values;
}

/** One implicit double shift between the rows `low` and `last`. */
function doubleStep(
  at: (i: number, j: number) => number,
  put: (i: number, j: number, value: number) => void,
  low: number,
  last: number,
  x: number,
  y: number,
  w: number,
): void {
  let [p, q, r] = [0, 0, 0];
  let m = last - 2;
  for (; m >= low; m--) {
    const z = at(m, m);
    const [rest, side] = [x - z, y - z];
    p = (rest * side - w) / at(m + 1, m) + at(m, m + 1);
    q = at(m + 1, m + 1) - z - rest - side;
    r = at(m + 2, m + 1);
    const size = Math.abs(p) + Math.abs(q) + Math.abs(r);
    p /= size;
    q /= size;
    r /= size;
    if (m === low) break;
    const off = Math.abs(at(m, m - 1)) * (Math.abs(q) + Math.abs(r));
    const diagonal = Math.abs(p) * (Math.abs(at(m - 1, m - 1)) + Math.abs(z) + Math.abs(at(m + 1, m + 1)));
    if (off < 1.2e-16 * diagonal) break;
  }
  for (let i = m + 2; i <= last; i++) {
    put(i, i - 2, 0);
    if (i > m + 2) put(i, i - 3, 0);
  }
  for (let k = m; k < last; k++) {
    const more = k !== last - 1;
    let size = 1;
    if (k !== m) {
      p = at(k, k - 1);
      q = at(k + 1, k - 1);
      r = more ? at(k + 2, k - 1) : 0;
      size = Math.abs(p) + Math.abs(q) + Math.abs(r);
      if (size === 0) continue;
      p /= size;
      q /= size;
      r /= size;
    }
    const s = Math.sqrt(p * p + q * q + r * r) * (p < 0 ? -1 : 1);
    if (s === 0) continue;
    if (k !== m) put(k, k - 1, -s * size);
    else if (low !== m) put(k, k - 1, -at(k, k - 1));
    p += s;
    const [fx, fy, fz] = [p / s, q / s, r / s];
    q /= p;
    r /= p;
    for (let j = k; j <= last; j++) {
      const sum = at(k, j) + q * at(k + 1, j) + (more ? r * at(k + 2, j) : 0);
      put(k, j, at(k, j) - sum * fx);
      put(k + 1, j, at(k + 1, j) - sum * fy);
      if (more) put(k + 2, j, at(k + 2, j) - sum * fz);
    }
    for (let i = low; i <= Math.min(last, k + 3); i++) {
      const sum = fx * at(i, k) + fy * at(i, k + 1) + (more ? fz * at(i, k + 2) : 0);
      put(i, k, at(i, k) - sum);
      put(i, k + 1, at(i, k + 1) - sum * q);
      if (more) put(i, k + 2, at(i, k + 2) - sum * r);
    }
  }
}
