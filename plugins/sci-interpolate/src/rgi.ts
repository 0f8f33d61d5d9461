import {
  type ArrayLikeInput,
  asArray,
  astype,
  type Complex,
  contiguous,
  elementsOf,
  flip,
  fromData,
  isComplexDType,
  kindOf,
  type NDArray,
  type Runtime,
  sizeOf,
} from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { checkChoice, shapeText, vectorOf } from "./arguments.js";
import { basisSplines, knotInterval } from "./basis.js";
import { rectBivariateSpline } from "./bivariate.js";
import { type PointsInput, pointsOf } from "./coordinates.js";
import { pchipDerivatives } from "./cubic.js";
import { gridLinear } from "./grid-linear.js";
import { makeInterpSpline } from "./make-spline.js";
import { intervalOf } from "./search.js";
import { asWhole, type Layout } from "./values.js";

/** Methods of {@link regularGridInterpolator}. */
export type GridMethod = "linear" | "nearest" | "slinear" | "cubic" | "quintic" | "pchip";

const methods: readonly GridMethod[] = ["linear", "nearest", "slinear", "cubic", "quintic", "pchip"];
const degrees: Readonly<Record<string, number>> = { slinear: 1, cubic: 3, quintic: 5, pchip: 3 };

/** Options of {@link regularGridInterpolator} and {@link interpn}. */
export interface GridOptions {
  readonly method?: GridMethod;
  /** Whether points outside are an error; true by default. */
  readonly boundsError?: boolean;
  /** What points outside give, NaN by default; null goes on by the outer cells. */
  readonly fillValue?: number | Complex | null;
}

/** An interpolant on a grid in any number of dimensions: call it with points. */
export interface RegularGridInterpolator {
  (xi: PointsInput, options?: { readonly method?: GridMethod | undefined }): NDArray;
  readonly grid: readonly NDArray[];
  readonly values: NDArray;
  readonly method: GridMethod;
}

interface Grid {
  readonly axes: readonly Float64Array[];
  readonly values: NDArray;
  readonly data: Float64Array;
  readonly layout: Layout;
  readonly columns: number;
}

function gridOf(where: string, points: readonly ArrayLikeInput[], values: ArrayLikeInput): Grid {
  checkKind(where, "points", points, "list");
  const given = asArray(values);
  if (points.length > given.shape.length)
    throw coreError(
      "BAD_SHAPE",
      `${where}: there are ${points.length} lists of places, values have shape ${shapeText(given)}.`,
    );
  const falling: number[] = [];
  const axes = points.map((one, k) => {
    const places = vectorOf(where, `points[${k}]`, one);
    if (places.length !== given.shape[k])
      throw coreError(
        "BAD_SHAPE",
        `${where}: points[${k}] has ${places.length} places, values have shape ${shapeText(given)}.`,
      );
    let [up, down] = [true, true];
    for (let i = 1; i < places.length; i++) {
      if (!(places[i]! > places[i - 1]!)) up = false;
      if (!(places[i]! < places[i - 1]!)) down = false;
    }
    if (up) return places;
    if (!down) throw coreError("BAD_VALUE", `${where}: points[${k}] neither rises nor falls strictly throughout.`);
    falling.push(k);
    return places.reverse();
  });
  const floating = ["float", "complex"].includes(kindOf(given.dtype)) ? given : astype(given, "float64");
  const whole = falling.length === 0 ? floating : flip(floating, { axis: falling });
  const complex = isComplexDType(whole.dtype);
  const rest = whole.shape.slice(axes.length);
  return {
    axes,
    values: whole,
    data: elementsOf(contiguous(astype(whole, complex ? "complex128" : "float64"))) as Float64Array,
    layout: { rest, axis: 0, complex },
    columns: sizeOf(rest) * (complex ? 2 : 1),
  };
}

function checkSizes(where: string, axes: readonly Float64Array[], method: GridMethod): void {
  const degree = degrees[method];
  if (degree === undefined) return;
  for (const [k, axis] of axes.entries())
    if (axis.length <= degree)
      throw coreError(
        "BAD_SHAPE",
        `${where}: ${axis.length} places along axis ${k}, method "${method}" needs ${degree + 1} or more.`,
      );
}

/**
 * Interpolates values on a grid (SciPy's `RegularGridInterpolator`).
 *
 * @param points places along each of the first axes of values, strictly rising or falling
 * @param values values, with further axes behind those of the grid
 * @returns a function of points: an array whose last axis has a coordinate for each axis of the grid, or a list of arrays of coordinates
 * @throws BAD_SHAPE, BAD_VALUE, BAD_ARGUMENT for another method; when called, BAD_VALUE for points outside
 */
export function regularGridInterpolator(
  points: readonly ArrayLikeInput[],
  values: ArrayLikeInput,
  options: GridOptions = {},
): RegularGridInterpolator {
  checkOptions("regularGridInterpolator", options, { method: "any", boundsError: "boolean", fillValue: "any" });
  const where = "regularGridInterpolator";
  const method = checkChoice(where, "method", options.method ?? "linear", methods);
  const grid = gridOf(where, points, values);
  checkSizes(where, grid.axes, method);
  const fill = fillOf(where, grid, options.fillValue);
  const boundsError = options.boundsError ?? true;
  const call = (xi: PointsInput, own: { readonly method?: GridMethod | undefined } = {}): NDArray => {
    checkOptions(where, own, { method: "any" });
    const chosen = own.method === undefined ? method : checkChoice(where, "method", own.method, methods);
    if (chosen !== method) checkSizes(where, grid.axes, chosen);
    const at = pointsOf(where, "xi", xi, grid.axes.length);
    if (boundsError) checkBounds(where, grid, at.data);
    const out = evaluate(grid, at.data, chosen, at.runtime);
    // A place that is NaN gives NaN without an imaginary part, as in NumPy.
    if (grid.layout.complex)
      for (let i = 0; i < at.count; i++)
        if (hasNaN(grid, at.data, i)) for (let j = 1; j < grid.columns; j += 2) out[i * grid.columns + j] = 0;
    if (!boundsError && fill !== undefined) fillOutside(out, grid, at.data, fill);
    return asWhole(out, at.shape, grid.layout, at.runtime);
  };
  return Object.assign(call, {
    grid: grid.axes.map((axis) => fromData(axis, [axis.length])),
    values: grid.values,
    method,
  });
}

function fillOf(
  where: string,
  { layout, columns }: Grid,
  value: number | Complex | null = Number.NaN,
): Float64Array | undefined {
  if (value === null) return undefined;
  if (typeof value === "number") {
    // NaN as a complex number has no imaginary part in NumPy.
    return Float64Array.from({ length: columns }, (_, j) => (layout.complex && j % 2 === 1 ? 0 : value));
  }
  if (typeof (value as Partial<Complex>).re !== "number" || typeof (value as Partial<Complex>).im !== "number")
    throw coreError("BAD_ARGUMENT", `${where}: fillValue is ${describeValue(value)}, expected a number or null.`);
  if (!layout.complex) throw coreError("BAD_DTYPE", `${where}: fillValue is complex, the values are not.`);
  return Float64Array.from({ length: columns }, (_, j) => (j % 2 === 0 ? value.re : value.im));
}

function isOutside({ axes }: Grid, points: Float64Array, i: number): boolean {
  const d = axes.length;
  for (let k = 0; k < d; k++) {
    const place = points[i * d + k]!;
    if (place < axes[k]![0]! || place > axes[k]![axes[k]!.length - 1]!) return true;
  }
  return false;
}

function checkBounds(where: string, { axes }: Grid, points: Float64Array): void {
  const d = axes.length;
  for (let at = 0; at < points.length; at++) {
    const axis = axes[at % d]!;
    const place = points[at]!;
    if (!(place >= axis[0]! && place <= axis[axis.length - 1]!))
      throw coreError(
        "BAD_VALUE",
        `${where}: xi has ${place} along axis ${at % d}, which is outside the grid, ${axis[0]} to ${axis[axis.length - 1]}; see boundsError.`,
      );
  }
}

function fillOutside(out: Float64Array, grid: Grid, points: Float64Array, fill: Float64Array): void {
  const count = points.length / grid.axes.length;
  for (let i = 0; i < count; i++)
    if (isOutside(grid, points, i) && !hasNaN(grid, points, i)) out.set(fill, i * grid.columns);
}

function hasNaN({ axes }: Grid, points: Float64Array, i: number): boolean {
  const d = axes.length;
  for (let k = 0; k < d; k++) if (Number.isNaN(points[i * d + k]!)) return true;
  return false;
}

function evaluate(grid: Grid, points: Float64Array, method: GridMethod, runtime?: Runtime): Float64Array {
  const { axes, data, columns } = grid;
  if (method === "linear" || method === "nearest") {
    return gridLinear(data, columns, axes, points, method === "nearest", runtime);
  }
  if (method === "pchip") return folded(grid, points);
  return tensorSpline(grid, points, degrees[method]!);
}

/** Splines along each axis in turn; the same as SciPy's splines through splines, because splines are linear in their values. */
function tensorSpline({ axes, data, columns }: Grid, points: Float64Array, k: number): Float64Array {
  const d = axes.length;
  const sizes = axes.map((axis) => axis.length);
  let c = data;
  const knots: Float64Array[] = [];
  for (let axis = 0; axis < d; axis++) {
    const before = sizes.slice(0, axis).reduce((a, b) => a * b, 1);
    const n = sizes[axis]!;
    const after = c.length / (before * n);
    const next = new Float64Array(c.length);
    let t = new Float64Array(0);
    for (let i = 0; i < before; i++) {
      const rows = c.slice(i * n * after, (i + 1) * n * after);
      const spline = makeInterpSpline(fromData(axes[axis]!, [n]), fromData(rows, [n, after]), { k });
      next.set(spline.c.data as Float64Array, i * n * after);
      t = spline.t.data as Float64Array as Float64Array<ArrayBuffer>;
    }
    c = next;
    knots.push(t);
  }
  const count = points.length / d;
  const out = new Float64Array(count * columns);
  const basis = axes.map(() => new Float64Array(k + 1));
  const work = new Float64Array(k + 1);
  const first = new Int32Array(d);
  const strides = new Int32Array(d);
  for (let axis = d - 1, stride = columns; axis >= 0; stride *= sizes[axis]!, axis--) strides[axis] = stride;
  const add = (axis: number, at: number, weight: number, to: number): void => {
    if (axis === d) {
      for (let j = 0; j < columns; j++) out[to + j] = out[to + j]! + weight * c[at + j]!;
      return;
    }
    const own = basis[axis]!;
    for (let a = 0; a <= k; a++) add(axis + 1, at + (first[axis]! + a) * strides[axis]!, weight * own[a]!, to);
  };
  for (let i = 0; i < count; i++) {
    let broken = false;
    for (let axis = 0; axis < d; axis++) {
      const place = points[i * d + axis]!;
      if (Number.isNaN(place)) broken = true;
      const t = knots[axis]!;
      const left = knotInterval(t, k, place, first[axis]! + k);
      first[axis] = left - k;
      basisSplines(t, k, place, left, 0, basis[axis]!, work);
    }
    if (broken) out.fill(Number.NaN, i * columns, (i + 1) * columns);
    else add(0, 0, 1, i * columns);
  }
  return out;
}

/** Monotonic cubics along the last axis first, then along the others at each point, as SciPy does. */
function folded({ axes, data, columns }: Grid, points: Float64Array): Float64Array {
  const d = axes.length;
  const count = points.length / d;
  const out = new Float64Array(count * columns);
  for (let i = 0; i < count; i++) {
    let values = data;
    for (let axis = d - 1; axis >= 0; axis--) {
      const x = axes[axis]!;
      const before = axes.slice(0, axis).reduce((product, one) => product * one.length, 1);
      const next = new Float64Array(before * columns);
      for (let row = 0; row < before; row++) {
        const part = values.subarray(row * x.length * columns, (row + 1) * x.length * columns);
        next.set(pchipAt(x, part, columns, points[i * d + axis]!), row * columns);
      }
      values = next;
    }
    out.set(values, i * columns);
  }
  return out;
}

function pchipAt(x: Float64Array, y: Float64Array, columns: number, place: number): Float64Array {
  const out = new Float64Array(columns).fill(Number.NaN);
  if (Number.isNaN(place)) return out;
  const derivatives = pchipDerivatives(x, y, columns);
  const i = intervalOf(x, place, true, 0);
  const h = x[i + 1]! - x[i]!;
  const s = place - x[i]!;
  for (let j = 0; j < columns; j++) {
    const [y0, y1] = [y[i * columns + j]!, y[(i + 1) * columns + j]!];
    const [d0, d1] = [derivatives[i * columns + j]!, derivatives[(i + 1) * columns + j]!];
    const slope = (y1 - y0) / h;
    const t = (d0 + d1 - 2 * slope) / h;
    out[j] = y0 + s * (d0 + s * ((slope - d0) / h - t + (s * t) / h));
  }
  return out;
}

/**
 * Interpolates values on a grid at points (SciPy's `interpn`); see {@link regularGridInterpolator}. Method "splinef2d" is the bicubic
 * spline of {@link rectBivariateSpline}, for grids of two axes.
 * @throws as {@link regularGridInterpolator}
 */
export function interpn(
  points: readonly ArrayLikeInput[],
  values: ArrayLikeInput,
  xi: PointsInput,
  options: Omit<GridOptions, "method"> & { readonly method?: GridMethod | "splinef2d" } = {},
): NDArray {
  checkOptions("interpn", options, { boundsError: "boolean", fillValue: "any", method: "any" });
  const { method = "linear", ...rest } = options;
  checkChoice("interpn", "method", method, [...methods, "splinef2d"]);
  if (method !== "splinef2d") return regularGridInterpolator(points, values, { ...rest, method })(xi);
  const grid = gridOf("interpn", points, values);
  if (grid.axes.length !== 2 || grid.values.shape.length !== 2)
    throw coreError("BAD_SHAPE", 'interpn: method "splinef2d" takes grids of two axes with single values.');
  const { boundsError = true, fillValue = Number.NaN } = rest;
  if (!boundsError && fillValue === null)
    throw coreError("BAD_ARGUMENT", 'interpn: method "splinef2d" does not extrapolate.');
  const at = pointsOf("interpn", "xi", xi, 2);
  if (boundsError) checkBounds("interpn", grid, at.data);
  const [x, y] = grid.axes as [Float64Array, Float64Array];
  const spline = rectBivariateSpline(fromData(x, [x.length]), fromData(y, [y.length]), grid.values);
  const column = (k: number): NDArray =>
    fromData(
      Float64Array.from({ length: at.count }, (_, i) => at.data[2 * i + k]!),
      [at.count],
    );
  const out = spline.ev(column(0), column(1)).data as Float64Array;
  for (let i = 0; i < at.count; i++)
    if (isOutside(grid, at.data, i) || hasNaN(grid, at.data, i)) out[i] = fillValue as number;
  return fromData(out, at.shape);
}
