/** Non-negative least squares: the solution, the multipliers and the length of the residual. */
export interface NonNegative {
  readonly x: Float64Array;
  /** The gradient of half the squared residual with its sign turned: at most 0 where x is 0. */
  readonly w: Float64Array;
  readonly rnorm: number;
  readonly iterations: number;
  /** Whether it ended within the iterations. */
  readonly converged: boolean;
}

/**
 * min |A x - b| with x >= 0 by the active sets of Lawson and Hanson (Solving Least Squares Problems, chapter 23), with an orthogonal
 * triangle that is updated.
 *
 * @param columns A column by column, overwritten
 * @param b overwritten
 */
export function solveNonNegative(columns: Float64Array, b: Float64Array, n: number, most: number): NonNegative {
  const m = b.length;
  const a = columns;
  const x = new Float64Array(n);
  const w = new Float64Array(n);
  const index = Int32Array.from({ length: n }, (_, i) => i);
  let used = 0;
  let iterations = 0;
  let converged = true;
  outer: while (used < n && used < m) {
    for (let k = used; k < n; k++) {
      const j = index[k]! * m;
      let sum = 0;
      for (let l = used; l < m; l++) sum += a[j + l]! * b[l]!;
      w[index[k]!] = sum;
    }
    let z: Float64Array | undefined;
    let place = -1;
    while (z === undefined) {
      let largest = 0;
      for (let k = used; k < n; k++)
        if (w[index[k]!]! > largest) {
          largest = w[index[k]!]!;
          place = k;
        }
      if (largest <= 0) break outer;
      const j = index[place]!;
      const saved = a[j * m + used]!;
      const up = reflector(a, j * m, used, m);
      let length = 0;
      for (let l = 0; l < used; l++) length += a[j * m + l]! ** 2;
      length = Math.sqrt(length);
      if (length + Math.abs(a[j * m + used]!) * 0.01 - length > 0) {
        const trial = b.slice();
        reflect(a, j * m, used, m, up, trial, 0);
        if (trial[used]! / a[j * m + used]! > 0) {
          z = trial;
          b.set(trial);
          index[place] = index[used]!;
          index[used] = j;
          for (let k = used + 1; k < n; k++) reflect(a, j * m, used, m, up, a, index[k]! * m);
          for (let l = used + 1; l < m; l++) a[j * m + l] = 0;
          w[j] = 0;
          used++;
          break;
        }
      }
      a[j * m + used] = saved;
      w[j] = 0;
    }
    let trial = triangleSolution(a, b, index, used, m);
    for (;;) {
      iterations++;
      if (iterations > most) {
        converged = false;
        break outer;
      }
      let alpha = 2;
      let leaving = -1;
      for (let k = 0; k < used; k++)
        if (trial[k]! <= 0) {
          const l = index[k]!;
          const t = -x[l]! / (trial[k]! - x[l]!);
          if (alpha > t) {
            alpha = t;
            leaving = k;
          }
        }
      if (alpha === 2) break;
      for (let k = 0; k < used; k++) x[index[k]!]! += alpha * (trial[k]! - x[index[k]!]!);
      while (leaving >= 0) {
        used = remove(a, b, x, index, used, leaving, m, n);
        leaving = -1;
        for (let k = 0; k < used && leaving < 0; k++) if (x[index[k]!]! <= 0) leaving = k;
      }
      trial = triangleSolution(a, b, index, used, m);
    }
    for (let k = 0; k < used; k++) x[index[k]!] = trial[k]!;
  }
  let sum = 0;
  for (let l = used; l < m; l++) sum += b[l]! * b[l]!;
  if (used >= m) w.fill(0);
  return { x, w, rnorm: Math.sqrt(sum), iterations, converged };
}

/** Makes the Householder reflection of a column from row p on; gives its first entry. */
function reflector(a: Float64Array, at: number, p: number, m: number): number {
  let largest = 0;
  for (let i = p; i < m; i++) largest = Math.max(largest, Math.abs(a[at + i]!));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = p; i < m; i++) sum += (a[at + i]! / largest) ** 2;
  let length = largest * Math.sqrt(sum);
  if (a[at + p]! > 0) length = -length;
  const up = a[at + p]! - length;
  a[at + p] = length;
  return up;
}

/** Applies a reflection to a column. */
function reflect(u: Float64Array, at: number, p: number, m: number, up: number, c: Float64Array, to: number): void {
  const b = up * u[at + p]!;
  if (b >= 0) return;
  let sum = c[to + p]! * up;
  for (let i = p + 1; i < m; i++) sum += c[to + i]! * u[at + i]!;
  if (sum === 0) return;
  sum /= b;
  c[to + p]! += sum * up;
  for (let i = p + 1; i < m; i++) c[to + i]! += sum * u[at + i]!;
}

function triangleSolution(a: Float64Array, b: Float64Array, index: Int32Array, used: number, m: number): Float64Array {
  const z = b.slice(0, used);
  for (let k = used - 1; k >= 0; k--) {
    const at = index[k]! * m;
    z[k] = z[k]! / a[at + k]!;
    for (let i = 0; i < k; i++) z[i]! -= a[at + i]! * z[k]!;
  }
  return z;
}

/** Takes a column out of the triangle and gives the number of those left. */
function remove(
  a: Float64Array,
  b: Float64Array,
  x: Float64Array,
  index: Int32Array,
  used: number,
  leaving: number,
  m: number,
  n: number,
): number {
  const gone = index[leaving]!;
  x[gone] = 0;
  for (let k = leaving + 1; k < used; k++) {
    const column = index[k]!;
    index[k - 1] = column;
    const at = column * m;
    const [p, q] = [a[at + k - 1]!, a[at + k]!];
    const length = Math.hypot(p, q);
    const [c, s] = length === 0 ? [0, 1] : [p / length, q / length];
    for (let l = 0; l < n; l++) {
      const to = l * m;
      const [top, low] = [a[to + k - 1]!, a[to + k]!];
      a[to + k - 1] = c * top + s * low;
      a[to + k] = -s * top + c * low;
    }
    a[at + k] = 0;
    const [top, low] = [b[k - 1]!, b[k]!];
    b[k - 1] = c * top + s * low;
    b[k] = -s * top + c * low;
  }
  index[used - 1] = gone;
  return used - 1;
}
