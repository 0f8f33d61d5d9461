import { basisSplines } from "../basis.js";
import { backSubstitute, jumps, nextParameter, rotation, type SmoothingSearch } from "./givens.js";
import { addKnot, interpolatingKnots, type Knots } from "./knots.js";

/** Data on a grid: z by rows of x. */
export interface GridData {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly kx: number;
  readonly ky: number;
  readonly box: readonly [xb: number, xe: number, yb: number, ye: number];
}

/** A fitted surface. */
export interface GridFit {
  readonly tx: Float64Array;
  readonly ty: Float64Array;
  readonly c: Float64Array;
  readonly residual: number;
  /** FITPACK's ier. */
  readonly code: number;
}

/** Basis splines at the places of one axis, and the number of the first one at each. */
interface Observed {
  readonly k: number;
  readonly t: Float64Array;
  readonly n: number;
  readonly basis: Float64Array;
  readonly first: Int32Array;
}

function observe(x: Float64Array, t: Float64Array, k: number): Observed {
  const n = t.length - k - 1;
  const k1 = k + 1;
  const basis = new Float64Array(x.length * k1);
  const first = new Int32Array(x.length);
  const h = new Float64Array(k1);
  const work = new Float64Array(k1);
  let left = k;
  for (let i = 0; i < x.length; i++) {
    while (x[i]! >= t[left + 1]! && left !== n - 1) left++;
    basisSplines(t, k, x[i]!, left, 0, h, work);
    basis.set(h, i * k1);
    first[i] = left - k;
  }
  return { k, t, n, basis, first };
}

interface Reduced {
  /** The triangle, k + 2 numbers a row, and its bandwidth. */
  readonly a: Float64Array;
  readonly width: number;
  /** The transformed right-hand sides: n rows. */
  readonly right: Float64Array;
}

/** Reduces the observations of one axis, and the jumps weighted with 1/p, to a triangle; the same to all right-hand sides. */
function reduce(o: Observed, p: number, rows: (i: number) => Float64Array, count: number, columns: number): Reduced {
  const { k, n, t } = o;
  const k1 = k + 1;
  const k2 = k + 2;
  const a = new Float64Array(n * k2);
  const right = new Float64Array(n * columns);
  const h = new Float64Array(k2);
  const turn = new Float64Array(3);
  const b = p > 0 && t.length > 2 * k1 ? jumps(t, t.length, k) : new Float64Array(0);
  let width = k1;
  let old = 0;
  const row = new Float64Array(columns);
  const rotateIn = (start: number): void => {
    for (let i = 0; i < width; i++) {
      const pivot = h[i]!;
      if (pivot === 0) continue;
      const at = start + i;
      rotation(pivot, a[at * k2]!, turn);
      const [cos, sin] = [turn[0]!, turn[1]!];
      a[at * k2] = turn[2]!;
      for (let j = 0; j < columns; j++) {
        const [moved, kept] = [row[j]!, right[at * columns + j]!];
        right[at * columns + j] = cos * kept + sin * moved;
        row[j] = cos * moved - sin * kept;
      }
      for (let j = i + 1; j < width; j++) {
        const to = at * k2 + j - i;
        const [moved, kept] = [h[j]!, a[to]!];
        a[to] = cos * kept + sin * moved;
        h[j] = cos * moved - sin * kept;
      }
    }
  };
  for (let i = 0; i < count; i++) {
    const number = o.first[i]!;
    for (; old !== number; old++) {
      if (!(p > 0)) continue;
      width = k2;
      for (let j = 0; j < k2; j++) h[j] = b[old * k2 + j]! / p;
      row.fill(0);
      rotateIn(old);
    }
    h[k1] = 0;
    for (let j = 0; j < k1; j++) h[j] = o.basis[i * k1 + j]!;
    row.set(rows(i));
    rotateIn(number);
  }
  return { a, width, right };
}

interface Solved {
  readonly c: Float64Array;
  readonly residual: number;
  /** Squared residuals by the knot intervals of each axis. */
  readonly byX: number[];
  readonly byY: number[];
}

/** The spline on given knots, least squares for p ≤ 0, otherwise smoothed (FITPACK's fpgrre). */
function solve(data: GridData, ox: Observed, oy: Observed, p: number): Solved {
  const { z, x, y } = data;
  const [mx, my] = [x.length, y.length];
  const first = reduce(ox, p, (i) => z.subarray(i * my, (i + 1) * my), mx, my);
  const column = new Float64Array(ox.n);
  const second = reduce(
    oy,
    p,
    (i) => {
      for (let j = 0; j < ox.n; j++) column[j] = first.right[j * my + i]!;
      return column;
    },
    my,
    ox.n,
  );
  // Coefficients with y first, as they come out; turned round at the end.
  const turned = second.right;
  for (let j = 0; j < ox.n; j++) backSubstitute(second.a, oy.k + 2, turned, oy.n, second.width, turned, j, ox.n);
  for (let i = 0; i < oy.n; i++) backSubstitute(first.a, ox.k + 2, turned, ox.n, first.width, turned, i * ox.n, 1);
  const c = new Float64Array(ox.n * oy.n);
  for (let i = 0; i < oy.n; i++) for (let j = 0; j < ox.n; j++) c[j * oy.n + i] = turned[i * ox.n + j]!;
  return { c, ...residuals(data, ox, oy, c) };
}

function residuals({ x, y, z }: GridData, ox: Observed, oy: Observed, c: Float64Array): Omit<Solved, "c"> {
  const byX = new Array<number>(ox.t.length - 2 * ox.k - 1).fill(0);
  const byY = new Array<number>(oy.t.length - 2 * oy.k - 1).fill(0);
  let residual = 0;
  let oldX = 0;
  for (let i = 0; i < x.length; i++) {
    const nx = ox.first[i]!;
    let oldY = 0;
    for (let j = 0; j < y.length; j++) {
      const ny = oy.first[j]!;
      let value = 0;
      for (let a = 0; a <= ox.k; a++) {
        const weight = ox.basis[i * (ox.k + 1) + a]!;
        for (let b = 0; b <= oy.k; b++) value += weight * oy.basis[j * (oy.k + 1) + b]! * c[(nx + a) * oy.n + ny + b]!;
      }
      const square = (z[i * y.length + j]! - value) ** 2;
      residual += square;
      byX[nx] = byX[nx]! + square;
      byY[ny] = byY[ny]! + square;
      // Data at a knot count half on either side.
      const half = square * 0.5;
      if (ny !== oldY) {
        byY[ny] = byY[ny]! - half;
        byY[ny - 1] = byY[ny - 1]! + half;
      }
      oldY = ny;
      if (nx !== oldX) {
        byX[nx] = byX[nx]! - half;
        byX[nx - 1] = byX[nx - 1]! + half;
      }
    }
    oldX = nx;
  }
  return { residual, byX, byY };
}

interface AxisState {
  readonly x: Float64Array;
  readonly k: number;
  readonly fewest: number;
  readonly most: number;
  knots: Knots & { t: number[]; residuals: number[] };
  added: number;
  reduction: number;
}

function axisState(x: Float64Array, k: number, begin: number, end: number): AxisState {
  const edge = (value: number): number[] => new Array<number>(k + 1).fill(value);
  return {
    x,
    k,
    fewest: 2 * (k + 1),
    most: x.length + k + 1,
    knots: { t: [...edge(begin), ...edge(end)], residuals: [0], counts: [x.length - 2] },
    added: 0,
    reduction: 0,
  };
}

const tolerance = 1e-3;
const mostIterations = 20;

/** The smoothing spline of data on a grid with residual s (Dierckx 1982; FITPACK's regrid). */
export function fitGrid(data: GridData, s: number): GridFit {
  const { x, y, kx, ky, box } = data;
  const [xb, xe, yb, ye] = box;
  const accuracy = tolerance * s;
  if (s === 0) {
    const tx = Float64Array.from(interpolatingKnots(x, kx, xb, xe));
    const ty = Float64Array.from(interpolatingKnots(y, ky, yb, ye));
    const { c } = solve(data, observe(x, tx, kx), observe(y, ty, ky), -1);
    return { tx, ty, c, residual: 0, code: -1 };
  }
  const ax = axisState(x, kx, xb, xe);
  const ay = axisState(y, ky, yb, ye);
  let lastAxis = 0;
  let before = 0;
  let polynomialResidual = 0;
  let ox: Observed;
  let oy: Observed;
  let found: Solved;
  const done = (code: number): GridFit => ({
    tx: ox.t,
    ty: oy.t,
    c: found.c,
    residual: code === -1 ? 0 : found.residual,
    code,
  });
  for (;;) {
    ox = observe(x, Float64Array.from(ax.knots.t), kx);
    oy = observe(y, Float64Array.from(ay.knots.t), ky);
    found = solve(data, ox, oy, -1);
    const { residual } = found;
    const polynomial = ox.t.length === ax.fewest && oy.t.length === ay.fewest;
    if (polynomial) polynomialResidual = residual;
    const excess = residual - s;
    if (Math.abs(excess) < accuracy) return done(polynomial ? -2 : 0);
    if (excess < 0) {
      if (polynomial) return done(-2);
      break;
    }
    if (ox.t.length === ax.most && oy.t.length === ay.most) return done(-1);
    if (lastAxis < 0) ax.reduction = before - residual;
    if (lastAxis > 0) ay.reduction = before - residual;
    before = residual;
    ax.knots.residuals = found.byX;
    ay.knots.residuals = found.byY;
    const wanted = (a: AxisState): number => {
      if (a.knots.t.length === a.fewest) return 1;
      let more = a.added * 2;
      if (a.reduction > accuracy) more = Math.trunc((a.added * excess) / a.reduction);
      return Math.min(a.added * 2, Math.max(more, Math.floor(a.added / 2), 1));
    };
    const [nx, ny] = [wanted(ax), wanted(ay)];
    const fullX = ax.knots.t.length === ax.most;
    const fullY = ay.knots.t.length === ay.most;
    // In the direction that needs fewer knots, by turns where both need as many.
    const preferX = nx < ny || (nx === ny && lastAxis >= 0);
    const useX = preferX ? !fullX : fullY;
    const axis = useX ? ax : ay;
    lastAxis = useX ? -1 : 1;
    axis.added = useX ? nx : ny;
    let placed = false;
    for (let l = 0; l < axis.added; l++) {
      if (!addKnot(axis.x, axis.knots, axis.k)) break;
      placed = true;
      if (axis.knots.t.length === axis.most) break;
    }
    if (!placed) return done(1);
  }
  const search: SmoothingSearch = {
    p1: 0,
    f1: polynomialResidual - s,
    p3: -1,
    f3: found.residual - s,
    lowSure: false,
    highSure: false,
  };
  let p = 1;
  for (let iteration = 1; ; iteration++) {
    found = solve(data, ox, oy, p);
    const excess = found.residual - s;
    if (Math.abs(excess) < accuracy) return done(0);
    if (iteration === mostIterations) return done(3);
    const next = nextParameter(search, p, excess, accuracy);
    if (next === undefined) return done(2);
    p = next;
  }
}
