import { type ArrayLikeInput, asArray, broadcastArrays, fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { checkChoice, checkRising, checkWhole, numbersOf, shapeText, vectorOf } from "./arguments.js";
import { basisSplines, knotInterval } from "./basis.js";
import { antidifferentiateSpline, differentiateSpline, evaluateSpline } from "./bspline-kernel.js";
import { fitGrid } from "./fitpack/grid.js";

/** A spline of two variables in basis splines: coefficients with y running fastest. */
interface Surface {
  readonly tx: Float64Array;
  readonly ty: Float64Array;
  readonly c: Float64Array;
  readonly kx: number;
  readonly ky: number;
}

/** How to evaluate a surface. */
export interface SurfaceOptions {
  /** Orders of the derivatives. */
  readonly dx?: number;
  readonly dy?: number;
  /** Whether x and y span a grid (they must not fall then), or are broadcast as places; true by default. */
  readonly grid?: boolean;
}

/** A spline of two variables. Places outside give the value at the edge. */
export interface BivariateSpline {
  (x: ArrayLikeInput, y: ArrayLikeInput, options?: SurfaceOptions): NDArray;
  /** Values at single places: x and y are broadcast. */
  ev(x: ArrayLikeInput, y: ArrayLikeInput, options?: { readonly dx?: number; readonly dy?: number }): NDArray;
  /** All knots of each axis, and the coefficients. */
  getKnots(): [tx: NDArray, ty: NDArray];
  getCoeffs(): NDArray;
  /** The sum of squared residuals; undefined for derivatives. */
  getResidual(): number | undefined;
  /** The integral over a rectangle; outside its range the spline counts as 0. */
  integral(xa: number, xb: number, ya: number, yb: number): number;
  /** The spline of a derivative, of orders below the degrees. */
  partialDerivative(dx: number, dy: number): BivariateSpline;
}

/** Options of {@link rectBivariateSpline}. */
export interface RectBivariateOptions {
  /** The range: those of x and y where undefined or null. */
  readonly bbox?: readonly (number | null | undefined)[];
  /** Degrees, 1 to 5; 3 by default. */
  readonly kx?: number;
  readonly ky?: number;
  /** The sum of squared residuals to allow; 0 by default. */
  readonly s?: number;
}

/**
 * The interpolating or smoothing spline of data on a grid (Dierckx 1982; SciPy's `RectBivariateSpline`).
 * @param x strictly rising places of the first axis of z
 * @param y those of the second
 * @throws BAD_SHAPE, BAD_VALUE, NOT_CONVERGED where s cannot be met
 */
export function rectBivariateSpline(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  z: ArrayLikeInput,
  options: RectBivariateOptions = {},
): BivariateSpline {
  checkOptions("rectBivariateSpline", options, { bbox: "list", kx: "number", ky: "number", s: "number" });
  const where = "rectBivariateSpline";
  const [places, others] = [vectorOf(where, "x", x), vectorOf(where, "y", y)];
  checkRising(where, "x", places, true);
  checkRising(where, "y", others, true);
  const values = asArray(z);
  if (values.shape.length !== 2 || values.shape[0] !== places.length || values.shape[1] !== others.length)
    throw coreError(
      "BAD_SHAPE",
      `${where}: z has shape ${shapeText(values)}, expected (${places.length}, ${others.length}).`,
    );
  const { s = 0, bbox = [] } = options;
  if (!(s >= 0)) throw coreError("BAD_VALUE", `${where}: s is ${s}, expected 0 or more.`);
  const { surface, residual } = fitSurface(
    where,
    places,
    others,
    numbersOf(where, "z", values),
    options.kx ?? 3,
    options.ky ?? 3,
    s,
    bbox,
  );
  return makeSurface(surface, residual);
}

function fitSurface(
  where: string,
  x: Float64Array,
  y: Float64Array,
  z: Float64Array,
  kx: number,
  ky: number,
  s: number,
  bbox: readonly (number | null | undefined)[],
): { readonly surface: Surface; readonly residual: number } {
  checkWhole(where, "kx", kx, 1, 5);
  checkWhole(where, "ky", ky, 1, 5);
  if (x.length <= kx || y.length <= ky)
    throw coreError(
      "BAD_SHAPE",
      `${where}: a grid of ${x.length} × ${y.length} is too small for degrees ${kx} and ${ky}.`,
    );
  const [xb = null, xe = null, yb = null, ye = null] = bbox;
  for (const end of [xb, xe, yb, ye]) checkKind(where, "an element of bbox", end, "number or null");
  const box = [xb ?? x[0]!, xe ?? x[x.length - 1]!, yb ?? y[0]!, ye ?? y[y.length - 1]!] as const;
  if (!(box[0] <= x[0]! && box[1] >= x[x.length - 1]! && box[2] <= y[0]! && box[3] >= y[y.length - 1]!))
    throw coreError("BAD_VALUE", `${where}: the box ${box.join(", ")} leaves out data.`);
  const fit = fitGrid({ x, y, z, kx, ky, box }, s);
  if (fit.code > 0)
    throw coreError(
      "NOT_CONVERGED",
      `${where}: no spline with a sum of squared residuals of ${s} was found; try a larger s.`,
    );
  return { surface: { tx: fit.tx, ty: fit.ty, c: fit.c, kx, ky }, residual: fit.residual };
}

function makeSurface(surface: Surface, residual: number | undefined): BivariateSpline {
  const { tx, ty, c, kx, ky } = surface;
  const call = (x: ArrayLikeInput, y: ArrayLikeInput, options: SurfaceOptions = {}): NDArray => {
    checkOptions("spline", options, { dx: "number", dy: "number", grid: "boolean" });
    const s = derived(surface, options.dx ?? 0, options.dy ?? 0);
    return options.grid === false ? atPlaces(s, x, y) : onGrid(s, x, y);
  };
  return Object.assign(call, {
    ev: (x: ArrayLikeInput, y: ArrayLikeInput, options?: { readonly dx?: number; readonly dy?: number }) => {
      checkOptions("ev", options, { dx: "number", dy: "number" });
      return call(x, y, { ...options, grid: false });
    },
    getKnots: (): [NDArray, NDArray] => [fromData(tx, [tx.length]), fromData(ty, [ty.length])],
    getCoeffs: () => fromData(c, [c.length]),
    getResidual: () => residual,
    integral: (xa: number, xb: number, ya: number, yb: number) => integral(surface, xa, xb, ya, yb),
    partialDerivative: (dx: number, dy: number) =>
      dx === 0 && dy === 0 ? makeSurface(surface, residual) : makeSurface(derived(surface, dx, dy), undefined),
    degrees: [kx, ky] as const,
  });
}

/** The surface of a derivative: each axis by itself. */
function derived(s: Surface, dx: number, dy: number): Surface {
  checkWhole("spline", "dx", dx, 0, Math.max(s.kx - 1, 0));
  checkWhole("spline", "dy", dy, 0, Math.max(s.ky - 1, 0));
  let { tx, ty, c, kx, ky } = s;
  const fail = (): never => {
    throw coreError("BAD_VALUE", "spline: inner knots coincide; the spline cannot be differentiated.");
  };
  if (dx > 0) {
    const columns = ty.length - ky - 1;
    const parts = differentiateSpline({ t: tx, c, k: kx, columns }, dx) ?? fail();
    tx = parts.t;
    kx = parts.k;
    c = parts.c.slice(0, (tx.length - kx - 1) * columns);
  }
  if (dy > 0) {
    const rows = tx.length - kx - 1;
    const parts = differentiateSpline({ t: ty, c: turned(c, rows), k: ky, columns: rows }, dy) ?? fail();
    ty = parts.t;
    ky = parts.k;
    const count = ty.length - ky - 1;
    c = turned(parts.c.slice(0, count * rows), count);
  }
  return { tx, ty, c, kx, ky };
}

function turned(c: Float64Array, rows: number): Float64Array {
  const columns = c.length / rows;
  return Float64Array.from(c, (_, at) => c[(at % rows) * columns + Math.floor(at / rows)]!);
}

interface AxisBasis {
  readonly first: Int32Array;
  readonly basis: Float64Array;
}

function basisAt(t: Float64Array, k: number, places: Float64Array): AxisBasis {
  const n = t.length - k - 1;
  const first = new Int32Array(places.length);
  const basis = new Float64Array(places.length * (k + 1));
  const h = new Float64Array(k + 1);
  const work = new Float64Array(k + 1);
  let left = k;
  for (let i = 0; i < places.length; i++) {
    const x = Math.min(Math.max(places[i]!, t[k]!), t[n]!);
    left = knotInterval(t, k, x, left);
    basisSplines(t, k, x, left, 0, h, work);
    first[i] = left - k;
    basis.set(h, i * (k + 1));
  }
  return { first, basis };
}

function onGrid(s: Surface, x: ArrayLikeInput, y: ArrayLikeInput): NDArray {
  const [places, others] = [numbersOf("spline", "x", x), numbersOf("spline", "y", y)];
  checkRising("spline", "x", places, false);
  checkRising("spline", "y", others, false);
  const { kx, ky } = s;
  const ny = s.ty.length - ky - 1;
  const ax = basisAt(s.tx, kx, places);
  const ay = basisAt(s.ty, ky, others);
  const out = new Float64Array(places.length * others.length);
  const line = new Float64Array(ny);
  for (let i = 0; i < places.length; i++) {
    line.fill(0);
    for (let a = 0; a <= kx; a++) {
      const weight = ax.basis[i * (kx + 1) + a]!;
      const from = (ax.first[i]! + a) * ny;
      for (let j = 0; j < ny; j++) line[j] = line[j]! + weight * s.c[from + j]!;
    }
    for (let j = 0; j < others.length; j++) {
      let sum = 0;
      for (let b = 0; b <= ky; b++) sum += ay.basis[j * (ky + 1) + b]! * line[ay.first[j]! + b]!;
      out[i * others.length + j] = sum;
    }
  }
  return fromData(out, [places.length, others.length]);
}

function atPlaces(s: Surface, x: ArrayLikeInput, y: ArrayLikeInput): NDArray {
  const [a, b] = broadcastArrays(asArray(x), asArray(y)) as [NDArray, NDArray];
  const [places, others] = [numbersOf("spline", "x", a), numbersOf("spline", "y", b)];
  const { kx, ky } = s;
  const ny = s.ty.length - ky - 1;
  const ax = basisAt(s.tx, kx, places);
  const ay = basisAt(s.ty, ky, others);
  const out = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) {
    let sum = 0;
    for (let p = 0; p <= kx; p++) {
      let inner = 0;
      const from = (ax.first[i]! + p) * ny + ay.first[i]!;
      for (let q = 0; q <= ky; q++) inner += ay.basis[i * (ky + 1) + q]! * s.c[from + q]!;
      sum += ax.basis[i * (kx + 1) + p]! * inner;
    }
    out[i] = sum;
  }
  return fromData(out, a.shape);
}

function integral(s: Surface, xa: number, xb: number, ya: number, yb: number): number {
  for (const [name, end] of Object.entries({ xa, xb, ya, yb })) checkKind("integral", name, end, "number");
  const weights = (t: Float64Array, k: number, from: number, to: number): Float64Array => {
    const n = t.length - k - 1;
    const clip = (x: number): number => Math.min(Math.max(x, t[k]!), t[n]!);
    const unit = new Float64Array(n * n);
    for (let i = 0; i < n; i++) unit[i * n + i] = 1;
    const ends = evaluateSpline(
      antidifferentiateSpline({ t, c: unit, k, columns: n }, 1),
      Float64Array.of(clip(from), clip(to)),
      0,
      true,
    );
    return Float64Array.from({ length: n }, (_, i) => ends[n + i]! - ends[i]!);
  };
  const [wx, wy] = [weights(s.tx, s.kx, xa, xb), weights(s.ty, s.ky, ya, yb)];
  let sum = 0;
  for (let i = 0; i < wx.length; i++) {
    let inner = 0;
    for (let j = 0; j < wy.length; j++) inner += wy[j]! * s.c[i * wy.length + j]!;
    sum += wx[i]! * inner;
  }
  return sum;
}

/** Options of {@link interp2d}. */
export interface Interp2dOptions {
  readonly kind?: "linear" | "cubic" | "quintic";
  /** Whether places outside are an error; false by default. */
  readonly boundsError?: boolean;
  /** What places outside give: the value at the edge if left out. */
  readonly fillValue?: number | undefined;
}

/** An interpolant on a grid: call it with places of each axis, which are sorted unless `assumeSorted` says they rise. */
export type Interp2d = (
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  options?: { readonly dx?: number; readonly dy?: number; readonly assumeSorted?: boolean },
) => NDArray;

/**
 * Interpolates on a grid by splines (SciPy's `interp2d` on a regular grid).
 *
 * @param x places of the columns of z, in any order
 * @param y places of the rows
 * @param z values, shape (y, x)
 * @returns a function of places: values of shape (y, x), or (x) for a single y
 * @throws BAD_SHAPE, BAD_ARGUMENT for another kind; when called, BAD_VALUE for places outside
 */
export function interp2d(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  z: ArrayLikeInput,
  options: Interp2dOptions = {},
): Interp2d {
  checkOptions("interp2d", options, { kind: "any", boundsError: "boolean", fillValue: "number" });
  const where = "interp2d";
  const kind = checkChoice(where, "kind", options.kind ?? "linear", ["linear", "cubic", "quintic"]);
  const k = { linear: 1, cubic: 3, quintic: 5 }[kind];
  const columns = numbersOf(where, "x", x);
  const rows = numbersOf(where, "y", y);
  const values = asArray(z);
  if (values.size !== columns.length * rows.length)
    throw coreError(
      values.size === columns.length ? "UNSUPPORTED" : "BAD_SHAPE",
      `${where}: z has shape ${shapeText(values)}, expected (${rows.length}, ${columns.length}); for scattered data take griddata or rbfInterpolator.`,
    );
  if (values.shape.length === 2 && (values.shape[0] !== rows.length || values.shape[1] !== columns.length))
    throw coreError(
      "BAD_SHAPE",
      `${where}: z has shape ${shapeText(values)}, expected (${rows.length}, ${columns.length}).`,
    );
  const flat = numbersOf(where, "z", values);
  const [orderX, orderY] = [rising(columns), rising(rows)];
  const [xs, ys] = [orderX.map((i) => columns[i]!), orderY.map((i) => rows[i]!)];
  checkRising(where, "x", Float64Array.from(xs), true);
  checkRising(where, "y", Float64Array.from(ys), true);
  // Rows of x, as the grid fit has them.
  const data = Float64Array.from(
    xs.flatMap((_, i) => ys.map((__, j) => flat[orderY[j]! * columns.length + orderX[i]!]!)),
  );
  const { surface } = fitSurface(where, Float64Array.from(xs), Float64Array.from(ys), data, k, k, 0, []);
  const { boundsError = false, fillValue } = options;
  const outside = (all: readonly number[], place: number): boolean => place < all[0]! || place > all[all.length - 1]!;
  return (xNew, yNew, own = {}) => {
    checkOptions(where, own, { dx: "number", dy: "number", assumeSorted: "boolean" });
    const { dx = 0, dy = 0, assumeSorted = false } = own;
    const places = numbersOf(where, "x", xNew).slice();
    const others = numbersOf(where, "y", yNew).slice();
    if (!assumeSorted) {
      places.sort();
      others.sort();
    }
    if (boundsError && (places.some((one) => outside(xs, one)) || others.some((one) => outside(ys, one))))
      throw coreError("BAD_VALUE", `${where}: places are outside the grid.`);
    const s = derived(surface, dx, dy);
    const found = onGrid(s, fromData(places, [places.length]), fromData(others, [others.length]));
    const out = new Float64Array(found.size);
    const source = found.data as Float64Array;
    for (let i = 0; i < places.length; i++)
      for (let j = 0; j < others.length; j++) {
        const fill = fillValue !== undefined && (outside(xs, places[i]!) || outside(ys, others[j]!));
        out[j * places.length + i] = fill ? fillValue : source[i * others.length + j]!;
      }
    return fromData(out, others.length === 1 ? [places.length] : [others.length, places.length]);
  };
}

function rising(values: Float64Array): number[] {
  return [...values.keys()].sort((i, j) => values[i]! - values[j]! || i - j);
}

/** A spline of two variables in pieces: knots, coefficients and degrees. */
export type Tck2 = readonly [tx: ArrayLikeInput, ty: ArrayLikeInput, c: ArrayLikeInput, kx: number, ky: number];

/** Values or derivatives of a spline of two variables on a grid (SciPy's `bisplev`): (x, y), without axes of size 1. */
export function bisplev(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  tck: Tck2,
  options: { readonly dx?: number; readonly dy?: number } = {},
): NDArray | number {
  checkOptions("bisplev", options, { dx: "number", dy: "number" });
  const where = "bisplev";
  if (!Array.isArray(tck) || tck.length !== 5)
    throw coreError("BAD_ARGUMENT", `${where}: tck is ${describeValue(tck)}, expected [tx, ty, c, kx, ky].`);
  const surface: Surface = {
    tx: vectorOf(where, "tx", tck[0]),
    ty: vectorOf(where, "ty", tck[1]),
    c: numbersOf(where, "c", tck[2]),
    kx: checkWhole(where, "kx", tck[3], 1, 5),
    ky: checkWhole(where, "ky", tck[4], 1, 5),
  };
  const rows = surface.tx.length - surface.kx - 1;
  const columns = surface.ty.length - surface.ky - 1;
  if (rows < surface.kx + 1 || columns < surface.ky + 1 || surface.c.length < rows * columns)
    throw coreError("BAD_SHAPE", `${where}: the knots and coefficients of tck do not fit.`);
  const found = onGrid(derived(surface, options.dx ?? 0, options.dy ?? 0), x, y);
  const [n, m] = found.shape as [number, number];
  if (n > 1) return found;
  return m > 1 ? found.reshape([m]) : (found.get(0, 0) as number);
}
