import { basisSplines } from "../basis.js";
import { backSubstitute, jumps, nextParameter, rotation, type SmoothingSearch } from "./givens.js";
import { addKnot, interpolatingKnots, type Knots } from "./knots.js";

/** Data of a curve and the range of its spline. */
export interface CurveData {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly w: Float64Array;
  readonly begin: number;
  readonly end: number;
  readonly k: number;
}

/** A fitted curve, and what is needed to go on with another smoothing factor. */
export interface CurveFit {
  readonly t: Float64Array;
  /** As many coefficients as knots, zeros behind the last. */
  readonly c: Float64Array;
  /** The sum of squared weighted residuals. */
  readonly residual: number;
  /** FITPACK's ier: 0 smooth, -1 interpolating, -2 a polynomial, 1 out of room, 2 and 3 not smooth enough to the tolerance. */
  readonly code: number;
  readonly state: CurveState;
}

/** Where a fit stands. */
export interface CurveState extends Knots {
  readonly polynomialResidual: number;
  readonly before: number;
  readonly added: number;
  readonly code: number;
}

interface Triangle {
  /** k + 1 numbers a row. */
  readonly a: Float64Array;
  readonly z: Float64Array;
  /** Basis splines at the data. */
  readonly q: Float64Array;
  readonly residual: number;
}

const tolerance = 1e-3;
const mostIterations = 20;

/** The least squares problem on given knots, reduced to a triangle by Givens rotations. */
function triangulate({ x, y, w, k }: CurveData, t: Float64Array): Triangle {
  const k1 = k + 1;
  const n = t.length - k1;
  const m = x.length;
  const a = new Float64Array(n * k1);
  const z = new Float64Array(n);
  const q = new Float64Array(m * k1);
  const h = new Float64Array(k1);
  const basis = new Float64Array(k1);
  const work = new Float64Array(k1);
  const turn = new Float64Array(3);
  let residual = 0;
  let left = k;
  for (let i = 0; i < m; i++) {
    while (x[i]! >= t[left + 1]! && left !== n - 1) left++;
    basisSplines(t, k, x[i]!, left, 0, basis, work);
    let right = y[i]! * w[i]!;
    for (let j = 0; j < k1; j++) {
      q[i * k1 + j] = basis[j]!;
      h[j] = basis[j]! * w[i]!;
    }
    for (let j = 0; j < k1; j++) {
      const pivot = h[j]!;
      if (pivot === 0) continue;
      const row = left - k + j;
      rotation(pivot, a[row * k1]!, turn);
      const [cos, sin] = [turn[0]!, turn[1]!];
      a[row * k1] = turn[2]!;
      const kept = right;
      right = cos * kept - sin * z[row]!;
      z[row] = cos * z[row]! + sin * kept;
      for (let l = j + 1; l < k1; l++) {
        const at = row * k1 + l - j;
        const [moved, old] = [h[l]!, a[at]!];
        a[at] = cos * old + sin * moved;
        h[l] = cos * moved - sin * old;
      }
    }
    residual += right * right;
  }
  return { a, z, q, residual };
}

/** Squared weighted differences at the data, and their intervals between inner knots. */
function differences(
  { x, y, w, k }: CurveData,
  t: Float64Array,
  c: Float64Array,
  q: Float64Array,
  visit: (square: number, entered: boolean) => void,
): void {
  const k1 = k + 1;
  const n = t.length - k1;
  let next = k1;
  for (let i = 0; i < x.length; i++) {
    const entered = x[i]! >= t[next]! && next < n;
    if (entered) next++;
    let value = 0;
    for (let j = 0; j < k1; j++) value += c[next - k1 + j]! * q[i * k1 + j]!;
    visit((w[i]! * (value - y[i]!)) ** 2, entered);
  }
}

/** The spline on fixed knots that is nearest in the sense of least squares. */
export function fitOnKnots(data: CurveData, t: Float64Array): CurveFit {
  const { a, z, residual } = triangulate(data, t);
  const c = new Float64Array(t.length);
  const n = t.length - data.k - 1;
  backSubstitute(a, data.k + 1, z, n, data.k + 1, c);
  const code = t.length === 2 * (data.k + 1) ? -2 : 0;
  const state = { t: [...t], residuals: [], counts: [], polynomialResidual: residual, before: 0, added: 0, code };
  return { t, c, residual, code, state };
}

/**
 * The smoothing spline whose residual is s, with as few knots as that takes (Dierckx 1975; FITPACK's fpcurf).
 * @param room the most knots
 * @param from where an earlier fit stands, to go on from its knots
 */
export function fitCurve(data: CurveData, s: number, room: number, from?: CurveState): CurveFit {
  const { x, k, begin, end } = data;
  const m = x.length;
  const k1 = k + 1;
  const fewest = 2 * k1;
  const most = m + k1;
  const accuracy = tolerance * s;
  let code = from?.code ?? 0;
  let polynomialResidual = 0;
  let before = 0;
  let added = 0;
  let knots: { t: number[]; residuals: number[]; counts: number[] };
  const ends = (): number[] => [...new Array<number>(k1).fill(begin), ...new Array<number>(k1).fill(end)];
  if (s === 0) knots = { t: interpolatingKnots(x, k, begin, end), residuals: [], counts: [] };
  else if (from !== undefined && from.t.length !== fewest && from.polynomialResidual > s) {
    knots = { t: [...from.t], residuals: [...from.residuals], counts: [...from.counts] };
    ({ polynomialResidual, before, added } = from);
  } else knots = { t: ends(), residuals: [0], counts: [m - 2] };
  let triangle: Triangle;
  let t: Float64Array;
  let c: Float64Array;
  const stateOf = (): CurveState => ({ ...knots, polynomialResidual, before, added, code });
  const done = (residual: number): CurveFit => ({ t, c, residual, code, state: stateOf() });
  for (;;) {
    t = Float64Array.from(knots.t);
    if (t.length === fewest) code = -2;
    const n = t.length - k1;
    triangle = triangulate(data, t);
    const { residual } = triangle;
    if (code === -2) polynomialResidual = residual;
    c = new Float64Array(t.length);
    backSubstitute(triangle.a, k1, triangle.z, n, k1, c);
    const excess = residual - s;
    if (Math.abs(excess) < accuracy) return done(residual);
    if (excess < 0) break;
    if (t.length === most) {
      code = -1;
      return done(residual);
    }
    if (t.length === room) {
      code = 1;
      return done(residual);
    }
    if (code === 0) {
      let more = added * 2;
      if (before - residual > accuracy) more = Math.trunc((added * excess) / (before - residual));
      added = Math.min(added * 2, Math.max(more, Math.floor(added / 2), 1));
    } else {
      added = 1;
      code = 0;
    }
    before = residual;
    let part = 0;
    const sums: number[] = [];
    differences(data, t, c, triangle.q, (square, entered) => {
      part += square;
      if (!entered) return;
      // A datum at a knot counts half on either side.
      sums.push(part - square * 0.5);
      part = square * 0.5;
    });
    sums.push(part);
    knots.residuals = sums;
    let placed = false;
    for (let l = 0; l < added; l++) {
      if (!addKnot(x, knots, k)) break;
      placed = true;
      if (knots.t.length === most) {
        knots.t = interpolatingKnots(x, k, begin, end);
        break;
      }
      if (knots.t.length === room) break;
    }
    if (!placed) {
      code = 1;
      return done(residual);
    }
  }
  if (code === -2) return done(triangle.residual);
  return smooth(data, s, t, triangle, polynomialResidual, code, stateOf);
}

/** Searches the parameter between least squares and smoothness for which the residual is s. */
function smooth(
  data: CurveData,
  s: number,
  t: Float64Array,
  { a, z, q, residual }: Triangle,
  polynomialResidual: number,
  startCode: number,
  stateOf: () => CurveState,
): CurveFit {
  const { k } = data;
  const k1 = k + 1;
  const k2 = k + 2;
  const n = t.length - k1;
  const inner = t.length - 2 * k1;
  const accuracy = tolerance * s;
  const b = jumps(t, t.length, k);
  let trace = 0;
  for (let i = 0; i < n; i++) trace += a[i * k1]!;
  let p = n / trace;
  const search: SmoothingSearch = {
    p1: 0,
    f1: polynomialResidual - s,
    p3: -1,
    f3: residual - s,
    lowSure: false,
    highSure: false,
  };
  const g = new Float64Array(n * k2);
  const c = new Float64Array(t.length);
  const h = new Float64Array(k2);
  const turn = new Float64Array(3);
  let code = startCode;
  for (let iteration = 1; ; iteration++) {
    for (let i = 0; i < n; i++) {
      c[i] = z[i]!;
      g[i * k2 + k1] = 0;
      for (let j = 0; j < k1; j++) g[i * k2 + j] = a[i * k1 + j]!;
    }
    for (let row = 0; row < inner; row++) {
      for (let j = 0; j < k2; j++) h[j] = b[row * k2 + j]! / p;
      let right = 0;
      for (let j = row; j < n; j++) {
        rotation(h[0]!, g[j * k2]!, turn);
        const [cos, sin] = [turn[0]!, turn[1]!];
        g[j * k2] = turn[2]!;
        const kept = right;
        right = cos * kept - sin * c[j]!;
        c[j] = cos * c[j]! + sin * kept;
        if (j === n - 1) break;
        const reach = j + 1 > inner ? n - 1 - j : k1;
        for (let i = 0; i < reach; i++) {
          const [moved, old] = [h[i + 1]!, g[j * k2 + i + 1]!];
          g[j * k2 + i + 1] = cos * old + sin * moved;
          h[i] = cos * moved - sin * old;
        }
        h[reach] = 0;
      }
    }
    backSubstitute(g, k2, c, n, k2, c);
    let sum = 0;
    differences(data, t, c, q, (square) => {
      sum += square;
    });
    const excess = sum - s;
    const finished = (): CurveFit => ({ t, c, residual: sum, code, state: { ...stateOf(), code } });
    if (Math.abs(excess) < accuracy) return finished();
    if (iteration === mostIterations) {
      code = 3;
      return finished();
    }
    const next = nextParameter(search, p, excess, accuracy);
    if (next === undefined) {
      code = 2;
      return finished();
    }
    p = next;
  }
}
