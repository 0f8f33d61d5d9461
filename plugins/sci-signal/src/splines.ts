import { type ArrayLikeInput, asArray, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkWhole, realList } from "./internal/checks.js";
import { makeArray, realsOf, vector } from "./internal/signals.js";

/** A function of each number, as float64. */
function mapped(x: ArrayLikeInput, value: (x: number) => number): NDArray {
  const given = asArray(x);
  return makeArray(given, realsOf(given).map(value), undefined, given.shape, "float64");
}

/** The B-spline of order `n` at `x`, on whole knots (half ones for even orders), around 0. @throws BAD_VALUE for orders above 100 */
export function bspline(x: ArrayLikeInput, n: number): NDArray {
  checkKind("bspline", "n", n, "number");
  checkWhole(n, "n", 0, 100);
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return mapped(x, (one) => {
    const from = (n + 1) / 2 - Math.abs(one);
    let [sum, binomial] = [0, 1];
    for (let k = 0; k < from && k <= n + 1; k++) {
      sum += (k % 2 === 0 ? binomial : -binomial) * (from - k) ** n;
      binomial = (binomial * (n + 1 - k)) / (k + 1);
    }
    return sum / factorial;
  });
}

/** The Gaussian near the B-spline of order `n`. */
export function gaussSpline(x: ArrayLikeInput, n: number): NDArray {
  checkKind("gaussSpline", "n", n, "number");
  const square = (n + 1) / 12;
  return mapped(x, (one) => Math.exp(-(one * one) / 2 / square) / Math.sqrt(2 * Math.PI * square));
}

/** The B-spline of order 3. */
export function cubic(x: ArrayLikeInput): NDArray {
  return mapped(x, cubicAt);
}

/** The B-spline of order 2. */
export function quadratic(x: ArrayLikeInput): NDArray {
  return mapped(x, quadraticAt);
}

function cubicAt(x: number): number {
  const size = Math.abs(x);
  if (size < 1) return 2 / 3 - 0.5 * size * size * (2 - size);
  return size < 2 ? (2 - size) ** 3 / 6 : 0;
}

function quadraticAt(x: number): number {
  const size = Math.abs(x);
  if (size < 0.5) return 0.75 - size * size;
  return size < 1.5 ? (size - 1.5) ** 2 / 2 : 0;
}

/**
 * Coefficients of the cubic spline through samples, or of one that smooths them; mirrored at both ends.
 * @param options `lamb`: smoothing, 0 by default
 * @throws BAD_SHAPE for fewer than two samples
 * Source: Unser, Aldroubi and Eden, IEEE Trans. Signal Process. 41 (1993) 821.
 */
export function cspline1d(signal: ArrayLikeInput, options: { readonly lamb?: number } = {}): NDArray<"float64"> {
  checkOptions("cspline1d", options, { lamb: "number" });
  const y = samples(signal);
  const { lamb = 0 } = options;
  if (!(lamb >= 0)) throw coreError("BAD_VALUE", `lamb: got ${lamb}, must be 0 or more.`);
  return vector(lamb === 0 ? coefficients(y, Math.sqrt(3) - 2, 6) : smoothCoefficients(y, lamb));
}

/** Coefficients of the quadratic spline through samples; mirrored at both ends. @throws BAD_SHAPE for fewer than two samples */
export function qspline1d(signal: ArrayLikeInput): NDArray<"float64"> {
  return vector(coefficients(samples(signal), 2 * Math.SQRT2 - 3, 8));
}

function samples(signal: ArrayLikeInput): Float64Array {
  const y = realList(signal, "signal");
  if (y.length < 2) throw coreError("BAD_SHAPE", `signal: has ${y.length} samples, expected two or more.`);
  return y;
}

/** A recursion forward and one back, with the pole of the spline. */
function coefficients(y: Float64Array, pole: number, gain: number): Float64Array {
  const n = y.length;
  const forward = new Float64Array(n);
  let sum = 0;
  for (let k = 0, power = 1; k < n; k++, power *= pole) sum += power * (y[k] as number);
  forward[0] = (y[0] as number) + pole * sum;
  for (let k = 1; k < n; k++) forward[k] = (y[k] as number) + pole * (forward[k - 1] as number);
  const result = new Float64Array(n);
  let own = (pole / (pole - 1)) * (forward[n - 1] as number);
  result[n - 1] = own * gain;
  for (let k = n - 2; k >= 0; k--) {
    own = pole * (own - (forward[k] as number));
    result[k] = own * gain;
  }
  return result;
}

function smoothCoefficients(y: Float64Array, lambda: number): Float64Array {
  const n = y.length;
  const root = Math.sqrt(3 + 144 * lambda);
  const xi = 1 - 96 * lambda + 24 * lambda * root;
  const omega = Math.atan2(Math.sqrt(144 * lambda - 1), Math.sqrt(xi));
  const rho = ((24 * lambda - 1 - Math.sqrt(xi)) / (24 * lambda)) * Math.sqrt((48 * lambda + 24 * lambda * root) / xi);
  const [square, cosine] = [rho * rho, Math.cos(omega)];
  const cs = 1 - 2 * rho * cosine + square;
  const hc = (k: number): number => (k < 0 ? 0 : (cs / Math.sin(omega)) * rho ** k * Math.sin(omega * (k + 1)));
  const c0 = (cs * cs * ((1 + square) / (1 - square))) / (1 - 2 * square * Math.cos(2 * omega) + square * square);
  const gamma = (1 - square) / (1 + square) / Math.tan(omega);
  const hs = (k: number): number => {
    const size = Math.abs(k);
    return c0 * rho ** size * (Math.cos(omega * size) + gamma * Math.sin(omega * size));
  };
  const sum = (weight: (k: number) => number, from: (k: number) => number): number => {
    let total = 0;
    for (let k = 0; k < n; k++) total += weight(k) * (y[from(k)] as number);
    return total;
  };
  const forward = new Float64Array(n);
  forward[0] =
    hc(0) * (y[0] as number) +
    sum(
      (k) => hc(k + 1),
      (k) => k,
    );
  forward[1] =
    hc(0) * (y[0] as number) +
    hc(1) * (y[1] as number) +
    sum(
      (k) => hc(k + 2),
      (k) => k,
    );
  for (let k = 2; k < n; k++)
    forward[k] =
      cs * (y[k] as number) + 2 * rho * cosine * (forward[k - 1] as number) - square * (forward[k - 2] as number);
  const result = new Float64Array(n);
  result[n - 1] = sum(
    (k) => hs(k) + hs(k + 1),
    (k) => n - 1 - k,
  );
  result[n - 2] = sum(
    (k) => hs(k - 1) + hs(k + 2),
    (k) => n - 1 - k,
  );
  for (let k = n - 3; k >= 0; k--)
    result[k] =
      cs * (forward[k] as number) + 2 * rho * cosine * (result[k + 1] as number) - square * (result[k + 2] as number);
  return result;
}

/** Where the samples of a spline are. */
export interface SplineGrid {
  /** Distance of the samples; 1 by default. */
  readonly dx?: number;
  /** Place of the first; 0 by default. */
  readonly x0?: number;
}

/** The cubic spline of {@link cspline1d} at places; mirrored beyond the ends. @param cj coefficients @param newx places */
export function cspline1dEval(cj: ArrayLikeInput, newx: ArrayLikeInput, options: SplineGrid = {}): NDArray {
  checkOptions("cspline1dEval", options, { dx: "number", x0: "number" });
  return evaluated(cj, newx, options, cubicAt, 2);
}

/** The quadratic spline of {@link qspline1d} at places; mirrored beyond the ends. @param cj coefficients @param newx places */
export function qspline1dEval(cj: ArrayLikeInput, newx: ArrayLikeInput, options: SplineGrid = {}): NDArray {
  checkOptions("qspline1dEval", options, { dx: "number", x0: "number" });
  return evaluated(cj, newx, options, quadraticAt, 1.5);
}

function evaluated(
  cj: ArrayLikeInput,
  newx: ArrayLikeInput,
  { dx = 1, x0 = 0 }: SplineGrid,
  shape: (x: number) => number,
  reach: number,
): NDArray {
  const c = realList(cj, "cj");
  const n = c.length;
  const period = Math.max(1, 2 * (n - 1));
  return mapped(newx, (one) => {
    const place = (one - x0) / dx;
    if (!Number.isFinite(place)) return Number.NaN;
    const folded = ((place % period) + period) % period;
    const x = folded <= n - 1 ? folded : period - folded;
    let sum = 0;
    for (let j = Math.floor(x - reach) + 1; j < x + reach; j++)
      sum += (c[Math.min(n - 1, Math.max(0, j))] as number) * shape(x - j);
    return sum;
  });
}
