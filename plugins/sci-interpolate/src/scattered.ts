import { type ArrayLikeInput, asArray, fromData, type NDArray, take } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { checkChoice } from "./arguments.js";
import { crossings, elementAt, estimateGradients } from "./clough-tocher.js";
import { type Points, type PointsInput, pointsOf } from "./coordinates.js";
import { interp1d } from "./interp1d.js";
import { kdTree, nearest } from "./kd-tree.js";
import { locate, triangulate } from "./triangulation.js";
import { asWhole, type Values, valuesOf } from "./values.js";

/** An interpolant of scattered values: call it with points. */
export type ScatteredInterpolator = (xi: PointsInput) => NDArray;

/** Options of the interpolants of scattered values. */
export interface ScatteredOptions {
  /** What points outside the convex hull give; NaN by default. */
  readonly fillValue?: number;
  /** Whether to scale the coordinates to equal ranges first. */
  readonly rescale?: boolean;
}

interface Scaling {
  readonly offset: Float64Array;
  readonly scale: Float64Array;
}

/** Means and ranges of the coordinates, or nothing to do. */
function scalingOf({ data, dimensions, count }: Points, rescale: boolean): Scaling | undefined {
  if (!rescale) return undefined;
  const offset = new Float64Array(dimensions);
  const scale = new Float64Array(dimensions);
  for (let k = 0; k < dimensions; k++) {
    let [low, high, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (let i = 0; i < count; i++) {
      const x = data[i * dimensions + k]!;
      low = Math.min(low, x);
      high = Math.max(high, x);
      sum += x;
    }
    offset[k] = sum / count;
    scale[k] = high > low ? high - low : 1;
  }
  return { offset, scale };
}

function scaled(data: Float64Array, s: Scaling | undefined): Float64Array {
  if (s === undefined) return data.slice();
  const d = s.offset.length;
  return data.map((x, at) => (x - s.offset[at % d]!) / s.scale[at % d]!);
}

function checkCount(where: string, points: Points, count: number): void {
  if (points.shape.length !== 1 || points.count !== count)
    throw coreError("BAD_SHAPE", `${where}: there are ${points.count} points and ${count} values.`);
}

/**
 * Gives the value of the nearest point (SciPy's `NearestNDInterpolator`); of equally near ones that of the first.
 * @param x points, shape (n, d)
 * @param y values, shape (n, …)
 * @throws BAD_SHAPE
 */
export function nearestNDInterpolator(
  x: PointsInput,
  y: ArrayLikeInput,
  options: { readonly rescale?: boolean } = {},
): ScatteredInterpolator {
  checkOptions("nearestNDInterpolator", options, { rescale: "boolean" });
  const where = "nearestNDInterpolator";
  const points = pointsOf(where, "x", x);
  const values = asArray(y);
  checkCount(where, points, values.shape[0] ?? -1);
  if (points.count === 0) throw coreError("BAD_SHAPE", `${where}: there are no points.`);
  const scaling = scalingOf(points, options.rescale ?? false);
  const tree = kdTree(scaled(points.data, scaling), points.dimensions);
  return (xi) => {
    const at = pointsOf(where, "xi", xi, points.dimensions);
    const places = scaled(at.data, scaling);
    const found = Int32Array.from({ length: at.count }, (_, i) =>
      Math.max(nearest(tree, places.subarray(i * points.dimensions, (i + 1) * points.dimensions), 1)[0]!, 0),
    );
    const rows = take(values, fromData(found, [at.count]), { axis: 0 }) as NDArray;
    return rows.reshape([...at.shape, ...values.shape.slice(1)]);
  };
}

interface Plane {
  readonly points: Points;
  readonly values: Values;
  readonly scaling: Scaling | undefined;
}

function planeOf(where: string, points: PointsInput, values: ArrayLikeInput, rescale: boolean): Plane {
  const given = pointsOf(where, "points", points);
  if (given.dimensions !== 2)
    throw coreError(
      "UNSUPPORTED",
      `${where}: the points have ${given.dimensions} dimensions, expected 2; nearestNDInterpolator and rbfInterpolator take any number.`,
    );
  const ordinates = valuesOf(where, values, 0);
  checkCount(where, given, ordinates.rows);
  return { points: given, values: ordinates, scaling: scalingOf(given, rescale) };
}

type Piece = (triangle: number, b: Float64Array, out: Float64Array, at: number) => void;

function overTriangles(
  where: string,
  { points, values, scaling }: Plane,
  fillValue: number,
  pieceOf: (triangulation: ReturnType<typeof triangulate>) => Piece,
): ScatteredInterpolator {
  const triangulation = triangulate(where, scaled(points.data, scaling));
  const piece = pieceOf(triangulation);
  const { columns } = values;
  return (xi) => {
    const at = pointsOf(where, "xi", xi, 2);
    const places = scaled(at.data, scaling);
    const out = new Float64Array(at.count * columns);
    const b = new Float64Array(3);
    let triangle = 0;
    for (let i = 0; i < at.count; i++) {
      const found = locate(triangulation, places[2 * i]!, places[2 * i + 1]!, triangle, b);
      if (found < 0) {
        // A real value outside: complex numbers get no imaginary part.
        for (let j = 0; j < columns; j++) out[i * columns + j] = values.complex && j % 2 === 1 ? 0 : fillValue;
        continue;
      }
      triangle = found;
      piece(found, b, out, i * columns);
    }
    return asWhole(out, at.shape, values);
  };
}

/**
 * Interpolates linearly on the Delaunay triangles of points in the plane (SciPy's `LinearNDInterpolator`). Four points on a circle,
 * for example of a square, may be cut into triangles in two ways; SciPy's may be the other.
 * @param points shape (n, 2)
 * @param values shape (n, …)
 * @throws BAD_SHAPE, BAD_VALUE for points on a line, UNSUPPORTED for other dimensions
 */
export function linearNDInterpolator(
  points: PointsInput,
  values: ArrayLikeInput,
  options: ScatteredOptions = {},
): ScatteredInterpolator {
  checkOptions("linearNDInterpolator", options, { fillValue: "number", rescale: "boolean" });
  const plane = planeOf("linearNDInterpolator", points, values, options.rescale ?? false);
  const { columns, data } = plane.values;
  return overTriangles(
    "linearNDInterpolator",
    plane,
    options.fillValue ?? Number.NaN,
    ({ triangles }) =>
      (triangle, b, out, at) => {
        for (let j = 0; j < columns; j++) {
          let sum = 0;
          for (let k = 0; k < 3; k++) sum += b[k]! * data[triangles[3 * triangle + k]! * columns + j]!;
          out[at + j] = sum;
        }
      },
  );
}

/**
 * Interpolates by cubics on the Delaunay triangles of points in the plane, with continuous derivatives (Clough and Tocher; SciPy's
 * `CloughTocher2DInterpolator`).
 * @param options `tol` and `maxiter` of the search for gradients, 1e-6 and 400
 * @throws as {@link linearNDInterpolator}
 */
export function cloughTocher2DInterpolator(
  points: PointsInput,
  values: ArrayLikeInput,
  options: ScatteredOptions & { readonly tol?: number; readonly maxiter?: number } = {},
): ScatteredInterpolator {
  checkOptions("cloughTocher2DInterpolator", options, {
    fillValue: "number",
    rescale: "boolean",
    tol: "number",
    maxiter: "number",
  });
  const where = "cloughTocher2DInterpolator";
  const plane = planeOf(where, points, values, options.rescale ?? false);
  const { columns, data } = plane.values;
  const { tol = 1e-6, maxiter = 400 } = options;
  return overTriangles(where, plane, options.fillValue ?? Number.NaN, (t) => {
    const gradients = Array.from({ length: columns }, (_, j) => estimateGradients(t, data, columns, j, tol, maxiter));
    return (triangle, b, out, at) => {
      const g = crossings(t, triangle);
      for (let j = 0; j < columns; j++) out[at + j] = elementAt(t, triangle, b, g, data, columns, j, gradients[j]!);
    };
  });
}

/**
 * Interpolates scattered values (SciPy's `griddata`): by the nearest point in any number of dimensions, linearly or by cubics in one and
 * two.
 * @param points shape (n, d), or a list of d arrays of coordinates
 * @param values shape (n, …)
 * @param xi points of any shape, for example a list of two arrays of a mesh
 * @throws BAD_SHAPE, BAD_ARGUMENT for another method, UNSUPPORTED for its dimensions
 */
export function griddata(
  points: PointsInput,
  values: ArrayLikeInput,
  xi: PointsInput,
  options: ScatteredOptions & { readonly method?: "linear" | "nearest" | "cubic" } = {},
): NDArray {
  checkOptions("griddata", options, { fillValue: "number", rescale: "boolean", method: "any" });
  const where = "griddata";
  const method = checkChoice(where, "method", options.method ?? "linear", ["linear", "nearest", "cubic"]);
  const given = pointsOf(where, "points", points);
  if (given.dimensions === 1) {
    const at = pointsOf(where, "xi", xi, 1);
    const fillValue = method === "nearest" ? "extrapolate" : (options.fillValue ?? Number.NaN);
    const f = interp1d(fromData(given.data, [given.count]), values, {
      kind: method,
      axis: 0,
      boundsError: false,
      fillValue,
    });
    return asArray(f(fromData(at.data, at.shape)) as ArrayLikeInput);
  }
  const { fillValue = Number.NaN, rescale = false } = options;
  if (method === "nearest") return nearestNDInterpolator(points, values, { rescale })(xi);
  if (method === "linear") return linearNDInterpolator(points, values, { fillValue, rescale })(xi);
  return cloughTocher2DInterpolator(points, values, { fillValue, rescale })(xi);
}
