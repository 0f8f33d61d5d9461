import { type ArrayLikeInput, fromData } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { checkRising, vectorOf } from "./arguments.js";
import { type BSpline, designMatrix, makeBSpline } from "./bspline.js";
import { banded, bandedAt, solveBanded } from "./linear.js";

/** Five diagonals of a square matrix: element (i, j), |i - j| ≤ 2, at i * 5 + j - i + 2. */
type Five = Float64Array;

/**
 * The cubic spline that minimizes Σ w (y - f)² + λ ∫ f''² (SciPy's `make_smoothing_spline`); λ by generalized cross-validation if left
 * out (Woltring 1986).
 * @param x strictly rising places, 5 or more
 * @throws BAD_SHAPE, BAD_VALUE, NOT_CONVERGED
 */
export function makeSmoothingSpline(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  options: { readonly w?: ArrayLikeInput | undefined; readonly lam?: number | undefined } = {},
): BSpline {
  checkOptions("makeSmoothingSpline", options, { w: "any", lam: "number" });
  const where = "makeSmoothingSpline";
  const [places, values] = [vectorOf(where, "x", x), vectorOf(where, "y", y)];
  const n = places.length;
  checkRising(where, "x", places, true);
  if (values.length !== n) throw coreError("BAD_SHAPE", `${where}: x has ${n} elements, y ${values.length}.`);
  if (n < 5) throw coreError("BAD_SHAPE", `${where}: ${n} data, expected 5 or more.`);
  const weights = options.w === undefined ? new Float64Array(n).fill(1) : vectorOf(where, "w", options.w);
  if (weights.length !== n) throw coreError("BAD_SHAPE", `${where}: x has ${n} elements, w ${weights.length}.`);
  if (weights.some((one) => !(one > 0))) throw coreError("BAD_VALUE", `${where}: weights w must be above 0.`);
  const first = places[0]!;
  const last = places[n - 1]!;
  const t = Float64Array.of(first, first, first, ...places, last, last, last);
  const basis = naturalBasis(places, t);
  const penalty = penaltyOf(places, weights);
  const { lam } = options;
  if (lam !== undefined && !(lam >= 0)) throw coreError("BAD_VALUE", `${where}: lam is ${lam}, expected 0 or more.`);
  const factor = lam ?? bestFactor(basis, penalty, values, weights);
  const c = solveFive(sumOf(basis, penalty, factor), values);
  const out = Float64Array.of(
    c[0]! * (t[5]! + t[4]! - 2 * t[3]!) + c[1]!,
    c[0]! * (t[5]! - t[3]!) + c[1]!,
    ...c.subarray(1, n - 1),
    c[n - 1]! * (t[n + 2]! - t[n]!) + c[n - 2]!,
    c[n - 1]! * (2 * t[n + 2]! - t[n + 1]! - t[n]!) + c[n - 2]!,
  );
  return makeBSpline({
    parts: { t, c: out, k: 3, columns: 1 },
    layout: { rest: [], axis: 0, complex: false },
    extrapolate: true,
  });
}

function set(m: Five, i: number, j: number, value: number): void {
  m[i * 5 + j - i + 2] = value;
}

function get(m: Five, i: number, j: number): number {
  return Math.abs(i - j) > 2 || j < 0 ? 0 : (m[i * 5 + j - i + 2] ?? 0);
}

/** Natural splines at the data. */
function naturalBasis(x: Float64Array, t: Float64Array): Five {
  const n = x.length;
  const b = designMatrix(fromData(x, [n]), fromData(t, [t.length]), 3);
  const at = (i: number, j: number): number => Number(b.get(i, j));
  const m = new Float64Array(5 * n);
  for (let j = 2; j < n - 2; j++) for (let i = j - 1; i <= j + 1; i++) set(m, i, j, at(i, j + 1));
  set(m, 0, 0, (x[2]! + x[1]! - 2 * x[0]!) * at(0, 0));
  set(m, 0, 1, at(0, 0));
  set(m, 1, 0, (x[2]! - x[0]!) * at(1, 1));
  set(m, 1, 1, at(1, 1) + at(1, 2));
  set(m, 2, 1, at(2, 2));
  const [p, q] = [n - 1, n - 2];
  set(m, p, p, (2 * x[p]! - x[q]! - x[n - 3]!) * at(p, n + 1));
  set(m, p, q, at(p, n + 1));
  set(m, q, p, (x[p]! - x[n - 3]!) * at(q, n));
  set(m, q, q, at(q, n) + at(q, n - 1));
  set(m, n - 3, q, at(n - 3, n - 1));
  return m;
}

function dividedDifference(x: Float64Array): number[] {
  return Array.from(x, (one, i) => {
    let product = 1;
    for (let k = 0; k < x.length; k++) if (k !== i) product *= one - x[k]!;
    return 1 / product;
  });
}

/** The penalty for curvature, divided by the weights. */
function penaltyOf(x: Float64Array, w: Float64Array): Five {
  const n = x.length;
  const m = new Float64Array(5 * n);
  const column = (j: number, from: number, to: number, scale: number): void => {
    for (const [k, value] of dividedDifference(x.subarray(from, to)).entries())
      set(m, from + k, j, (6 * scale * value) / w[from + k]!);
  };
  column(0, 0, 3, 1);
  column(1, 0, 4, 1);
  for (let j = 2; j < n - 2; j++) column(j, j - 2, j + 3, x[j + 2]! - x[j - 2]!);
  column(n - 2, n - 4, n, -1);
  column(n - 1, n - 3, n, 1);
  return m;
}

function sumOf(a: Five, b: Five, factor: number): Five {
  return a.map((value, i) => value + factor * b[i]!);
}

function solveFive(m: Five, right: Float64Array): Float64Array {
  const n = right.length;
  const system = banded(n, 2, 2);
  for (let i = 0; i < n; i++)
    for (let j = Math.max(0, i - 2); j <= Math.min(n - 1, i + 2); j++)
      system.values[bandedAt(system, i, j)] = get(m, i, j);
  const b = right.slice();
  solveBanded("makeSmoothingSpline", system, b, 1);
  return b;
}

/** The upper diagonals of AᵀWB: element (i, i + d) at i * 4 + d. */
function products(a: Five, w: Float64Array, b: Five): Float64Array {
  const n = w.length;
  const out = new Float64Array(n * 4);
  for (let i = 0; i < n; i++)
    for (let d = 0; d < Math.min(4, n - i); d++) {
      let sum = 0;
      for (let r = Math.max(0, i - 2, i + d - 2); r <= Math.min(n - 1, i + 2, i + d + 2); r++)
        sum += get(a, r, i) * w[r]! * get(b, r, i + d);
      out[i * 4 + d] = sum;
    }
  return out;
}

/** The trace of A⁻¹B for symmetric matrices of seven diagonals, A positive definite (Hutchinson and de Hoog 1985). */
function traceOfQuotient(a: Float64Array, b: Float64Array, n: number): number {
  // A = Uᵀ D U with a unit upper triangle of three diagonals.
  const u = a.slice();
  const d = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let pivot = u[i * 4]!;
    for (let k = 1; k <= Math.min(3, i); k++) pivot -= u[(i - k) * 4 + k]! ** 2 * d[i - k]!;
    if (!(pivot > 0))
      throw coreError("NOT_CONVERGED", "makeSmoothingSpline: the problem is badly conditioned; give lam.");
    d[i] = pivot;
    for (let j = 1; j <= Math.min(3, n - 1 - i); j++) {
      let value = a[i * 4 + j]!;
      for (let k = 1; k <= Math.min(3 - j, i); k++) value -= u[(i - k) * 4 + k]! * u[(i - k) * 4 + k + j]! * d[i - k]!;
      u[i * 4 + j] = value / pivot;
    }
  }
  const inverse = new Float64Array(n * 4);
  for (let i = n - 1; i >= 0; i--) {
    const reach = Math.min(3, n - 1 - i);
    for (let j = reach; j >= 0; j--) {
      let sum = j === 0 ? 1 / d[i]! : 0;
      for (let k = 1; k <= reach; k++) {
        const [low, high] = k < j ? [i + k, i + j] : [i + j, i + k];
        sum -= u[i * 4 + k]! * inverse[low * 4 + high - low]!;
      }
      inverse[i * 4 + j] = sum;
    }
  }
  let trace = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < 4; j++) trace += inverse[i * 4 + j]! * b[i * 4 + j]! * (j === 0 ? 1 : 2);
  return trace;
}

function bestFactor(x: Five, e: Five, y: Float64Array, w: Float64Array): number {
  const n = y.length;
  const xx = products(x, w, x);
  const xe = products(x, w, e);
  const criterion = (factor: number): number => {
    const c = solveFive(sumOf(x, e, factor), y);
    let square = 0;
    for (let i = 0; i < n; i++) {
      let residual = 0;
      for (let j = Math.max(0, i - 2); j <= Math.min(n - 1, i + 2); j++) residual += get(e, i, j) * c[j]!;
      square += (factor * residual) ** 2;
    }
    const trace = traceOfQuotient(
      xx.map((value, i) => value + factor * xe[i]!),
      xx,
      n,
    );
    return square / n / (1 - trace / n) ** 2;
  };
  return minimumBetween(criterion, 0, n);
}

/** The minimum of a function in an interval to 1e-5, by Brent's golden sections and parabolas (as SciPy's `fminbound`). */
function minimumBetween(f: (x: number) => number, low: number, high: number): number {
  const golden = 0.5 * (3 - Math.sqrt(5));
  const root = Math.sqrt(2.2e-16);
  let [a, b] = [low, high];
  let best = a + golden * (b - a);
  let [second, third] = [best, best];
  let [step, before] = [0, 0];
  let fBest = f(best);
  let [fSecond, fThird] = [fBest, fBest];
  for (let calls = 1; calls < 500; calls++) {
    const middle = 0.5 * (a + b);
    const least = root * Math.abs(best) + 1e-5 / 3;
    if (Math.abs(best - middle) <= 2 * least - 0.5 * (b - a)) break;
    let section = true;
    if (Math.abs(before) > least) {
      let r = (best - second) * (fBest - fThird);
      let q = (best - third) * (fBest - fSecond);
      let p = (best - third) * q - (best - second) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      q = Math.abs(q);
      r = before;
      before = step;
      if (Math.abs(p) < Math.abs(0.5 * q * r) && p > q * (a - best) && p < q * (b - best)) {
        section = false;
        step = p / q;
        const x = best + step;
        if (x - a < 2 * least || b - x < 2 * least) step = middle >= best ? least : -least;
      }
    }
    if (section) {
      before = best >= middle ? a - best : b - best;
      step = golden * before;
    }
    const x = best + (step >= 0 ? 1 : -1) * Math.max(Math.abs(step), least);
    const value = f(x);
    if (value <= fBest) {
      if (x >= best) a = best;
      else b = best;
      [third, fThird] = [second, fSecond];
      [second, fSecond] = [best, fBest];
      [best, fBest] = [x, value];
    } else {
      if (x < best) a = x;
      else b = x;
      if (value <= fSecond || second === best) {
        [third, fThird] = [second, fSecond];
        [second, fSecond] = [x, value];
      } else if (value <= fThird || third === best || third === second) [third, fThird] = [x, value];
    }
  }
  return best;
}
