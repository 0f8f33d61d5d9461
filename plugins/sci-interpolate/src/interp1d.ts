import {
  type ArrayLikeInput,
  asArray,
  broadcastTo,
  elementsOf,
  fromData,
  isComplexDType,
  isNDArray,
  moveAxis,
  type NDArray,
  type Runtime,
} from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { vectorOf } from "./arguments.js";
import { makeInterpSpline } from "./make-spline.js";
import { searchSorted } from "./search.js";
import { finish, type InterpolatedAt, inRuntime, placesOf, type Values, valuesOf } from "./values.js";

/** Kinds of {@link interp1d}: words, or the degree of a spline. */
export type Interp1dKind =
  | "linear"
  | "nearest"
  | "nearest-up"
  | "zero"
  | "slinear"
  | "quadratic"
  | "cubic"
  | "previous"
  | "next"
  | number;

/** Options of {@link interp1d}. */
export interface Interp1dOptions {
  /** "linear" by default. */
  readonly kind?: Interp1dKind;
  /** The axis of y along which the places run; the last one by default. */
  readonly axis?: number;
  /** Whether places outside are an error: true if left out, but false where `fillValue` is "extrapolate". */
  readonly boundsError?: boolean | undefined;
  /**
   * What places outside give, NaN by default: a value, a pair for below and above (`{ below, above }` or a list of two), or
   * "extrapolate". An array of the shape of one value of y is a value.
   */
  readonly fillValue?:
    | "extrapolate"
    | ArrayLikeInput
    | { readonly below: ArrayLikeInput; readonly above: ArrayLikeInput };
  /** Whether x rises already. */
  readonly assumeSorted?: boolean;
  /** Has no effect: the data are always copied. */
  readonly copy?: boolean;
}

/** An interpolant of one variable: call it with places; a number gives a number where the values are numbers. */
export interface Interp1d {
  <X extends ArrayLikeInput>(x: X): InterpolatedAt<X>;
  /** Places in rising order, and the ordinates in that order. */
  readonly x: NDArray;
  readonly y: NDArray;
  readonly axis: number;
  readonly kind: Interp1dKind;
}

const degrees: Readonly<Record<string, number>> = { zero: 0, slinear: 1, quadratic: 2, cubic: 3 };
const words: readonly string[] = [
  "linear",
  "nearest",
  "nearest-up",
  "previous",
  "next",
  "zero",
  "slinear",
  "quadratic",
  "cubic",
];

/**
 * Interpolates between values (SciPy's `interp1d`): by lines, by the nearest, previous or next value, or by a spline ("cubic" is the
 * not-a-knot spline). "nearest" rounds down at halves, "nearest-up" up. Places that are NaN give NaN, but the first or last value for
 * "nearest", "previous" and "next", as in SciPy.
 *
 * @param x places in any order, but each only once where splines are asked for
 * @param y values, along `axis`; complex ones are interpolated by parts
 * @throws BAD_ARGUMENT for another kind, BAD_SHAPE, BAD_VALUE; when called, BAD_VALUE for places outside
 */
export function interp1d(x: ArrayLikeInput, y: ArrayLikeInput, options: Interp1dOptions = {}): Interp1d {
  checkOptions("interp1d", options, {
    kind: "any",
    axis: "number",
    boundsError: "boolean",
    fillValue: "any",
    assumeSorted: "boolean",
    copy: "boolean",
  });
  const where = "interp1d";
  const { kind = "linear", fillValue = Number.NaN } = options;
  if (typeof kind === "number" ? !Number.isInteger(kind) || kind < 0 : !words.includes(kind))
    throw coreError(
      "BAD_ARGUMENT",
      `interp1d: kind is ${describeValue(kind)}, expected a whole number or one of ${words.map((word) => `"${word}"`).join(", ")}.`,
    );
  const axis = options.axis ?? -1;
  const given = valuesOf(where, y, axis);
  const places = vectorOf(where, "x", x);
  if (places.length !== given.rows)
    throw coreError("BAD_SHAPE", `interp1d: x has ${places.length} places, y ${given.rows} along axis ${axis}.`);
  const order = options.assumeSorted === true ? undefined : sortedOrder(places);
  const at = order === undefined ? places : places.map((_, i) => places[order[i]!]!);
  const values = order === undefined ? given : reordered(given, order);
  const degree = typeof kind === "number" ? kind : degrees[kind];
  const least = degree === undefined ? 1 : degree + 1;
  if (at.length < least)
    throw coreError("BAD_SHAPE", `interp1d: ${at.length} places, kind ${kind} needs ${least} or more.`);
  const ordinates = asArray(y);
  // NumPy's interp, which SciPy takes for one axis of float64, treats equal places and infinite values in its own way.
  const plain = kind === "linear" && ordinates.shape.length === 1 && ordinates.dtype !== "float32" && !values.complex;
  const inner =
    degree !== undefined
      ? splined(at, values, degree)
      : plain && fillValue !== "extrapolate"
        ? lines(at, values.data)
        : stepped(kind as string, at, values);
  const single = ordinates.dtype === "float32" && degree === undefined && kind !== "linear";
  const outside = outsideOf(kind, fillValue, options.boundsError, at, values);
  const call = <X extends ArrayLikeInput>(xNew: X): InterpolatedAt<X> => {
    const wanted = placesOf(where, xNew);
    checkBounds(at, wanted.data, outside.boundsError);
    const out = inner(wanted.data, wanted.runtime);
    if (outside.fill !== undefined) fillOutside(out, at, wanted.data, values.columns, outside.fill);
    const result = finish(out, wanted.shape, values, wanted.runtime);
    return (single && isNDArray(result) ? result.astype("float32") : result) as InterpolatedAt<X>;
  };
  const whole = finish(values.data, [values.rows], values) as NDArray;
  return Object.assign(call, { x: fromData(at, [at.length]), y: whole, axis: values.axis, kind });
}

/** Places in rising order, NaN last; equal ones stay in their order. */
function sortedOrder(x: Float64Array): Int32Array | undefined {
  let sorted = true;
  for (let i = 1; i < x.length && sorted; i++) sorted = x[i]! >= x[i - 1]!;
  if (sorted) return undefined;
  const key = (i: number): number => (Number.isNaN(x[i]!) ? Number.POSITIVE_INFINITY : x[i]!);
  return Int32Array.from(x.keys()).sort((i, j) => {
    const [a, b] = [key(i), key(j)];
    if (a !== b) return a < b ? -1 : 1;
    return Number(Number.isNaN(x[i]!)) - Number(Number.isNaN(x[j]!)) || i - j;
  });
}

function reordered(values: Values, order: Int32Array): Values {
  const { columns, data } = values;
  const sorted = new Float64Array(data.length);
  for (let i = 0; i < order.length; i++)
    sorted.set(data.subarray(order[i]! * columns, (order[i]! + 1) * columns), i * columns);
  return { ...values, data: sorted };
}

type Inner = (places: Float64Array, runtime: Runtime | undefined) => Float64Array;

function splined(x: Float64Array, values: Values, degree: number): Inner {
  const { columns, data, rows } = values;
  const broken = degree > 1 && (x.some(Number.isNaN) || data.some(Number.isNaN));
  if (broken) {
    if (x.every(Number.isNaN)) throw coreError("BAD_VALUE", "interp1d: all of x is NaN.");
    return (places) => new Float64Array(places.length * columns).fill(Number.NaN);
  }
  const spline = makeInterpSpline(fromData(x, [rows]), fromData(data, [rows, columns]), {
    k: degree,
    checkFinite: false,
  });
  return (places, runtime) =>
    elementsOf(spline(fromData(places, [places.length], inRuntime(runtime))) as NDArray) as Float64Array;
}

/** Lines between values as NumPy's `interp` draws them. */
function lines(x: Float64Array, y: Float64Array): Inner {
  const last = x.length - 1;
  return (places) => {
    const out = new Float64Array(places.length);
    let low = 0;
    for (let i = 0; i < places.length; i++) {
      const place = places[i]!;
      if (Number.isNaN(place)) {
        out[i] = Number.NaN;
        continue;
      }
      if (!(low < last && x[low]! <= place && place < x[low + 1]!)) low = searchSorted(x, place, true) - 1;
      if (low < 0) {
        low = 0;
        out[i] = y[0]!;
        continue;
      }
      if (low >= last || x[low] === place) {
        out[i] = y[low]!;
        continue;
      }
      const slope = (y[low + 1]! - y[low]!) / (x[low + 1]! - x[low]!);
      let value = slope * (place - x[low]!) + y[low]!;
      if (Number.isNaN(value)) {
        value = slope * (place - x[low + 1]!) + y[low + 1]!;
        if (Number.isNaN(value) && y[low] === y[low + 1]) value = y[low]!;
      }
      out[i] = value;
    }
    return out;
  };
}

/** Interpolants that take one row or two. */
function stepped(kind: string, x: Float64Array, values: Values): Inner {
  const { columns, data, rows } = values;
  const copyRow = (out: Float64Array, i: number, row: number): void => {
    for (let j = 0; j < columns; j++) out[i * columns + j] = data[row * columns + j]!;
  };
  const byRow =
    (rowOf: (place: number) => number): Inner =>
    (places) => {
      const out = new Float64Array(places.length * columns);
      for (let i = 0; i < places.length; i++) copyRow(out, i, rowOf(places[i]!));
      return out;
    };
  const clip = (row: number): number => Math.min(Math.max(row, 0), rows - 1);
  if (kind === "nearest" || kind === "nearest-up") {
    const middles = Float64Array.from({ length: Math.max(rows - 1, 0) }, (_, i) => x[i + 1]! / 2 + x[i]! / 2);
    return byRow((place) => clip(searchSorted(middles, place, kind === "nearest-up")));
  }
  if (kind === "previous") return byRow((place) => clip(searchSorted(x, place, true) - 1));
  if (kind === "next") return byRow((place) => clip(searchSorted(x, place, false)));
  return (places) => {
    const out = new Float64Array(places.length * columns);
    let high = 1;
    for (let i = 0; i < places.length; i++) {
      const place = places[i]!;
      if (rows === 1) {
        for (let j = 0; j < columns; j++) out[i * columns + j] = Number.isNaN(place) ? Number.NaN : data[j]!;
        continue;
      }
      if (!(x[high - 1]! < place && place <= x[high]!))
        high = Math.min(Math.max(searchSorted(x, place, false), 1), rows - 1);
      const [x0, x1] = [x[high - 1]!, x[high]!];
      for (let j = 0; j < columns; j++) {
        const low = data[(high - 1) * columns + j]!;
        const top = data[high * columns + j]!;
        out[i * columns + j] = ((top - low) / (x1 - x0)) * (place - x0) + low;
      }
    }
    return out;
  };
}

interface Fill {
  readonly below: Float64Array;
  readonly above: Float64Array;
}

interface Outside {
  readonly boundsError: boolean;
  /** Undefined when the interpolant goes on beyond its ends. */
  readonly fill: Fill | undefined;
}

function outsideOf(
  kind: Interp1dKind,
  fillValue: NonNullable<Interp1dOptions["fillValue"]>,
  boundsError: boolean | undefined,
  x: Float64Array,
  values: Values,
): Outside {
  const { columns, data } = values;
  if (fillValue === "extrapolate") {
    if (boundsError === true)
      throw coreError("BAD_ARGUMENT", 'interp1d: fillValue "extrapolate" and boundsError true exclude each other.');
    // Beyond the last place there is no next value, before the first no previous one.
    const nothing = new Float64Array(columns).fill(Number.NaN);
    if (kind === "previous")
      return { boundsError: false, fill: { below: nothing, above: data.slice((x.length - 1) * columns) } };
    if (kind === "next") return { boundsError: false, fill: { below: data.slice(0, columns), above: nothing } };
    return { boundsError: false, fill: undefined };
  }
  const pair =
    typeof fillValue === "object" && fillValue !== null && "below" in fillValue
      ? [fillValue.below, fillValue.above]
      : Array.isArray(fillValue) && fillValue.length === 2
        ? (fillValue as unknown as [ArrayLikeInput, ArrayLikeInput])
        : [fillValue as ArrayLikeInput, fillValue as ArrayLikeInput];
  const [below, above] = pair.map((one) => fillRow(one, values)) as [Float64Array, Float64Array];
  return { boundsError: boundsError ?? true, fill: { below, above } };
}

function fillRow(value: ArrayLikeInput, values: Values): Float64Array {
  const a = asArray(value);
  if (isComplexDType(a.dtype) && !values.complex)
    throw coreError("BAD_DTYPE", "interp1d: fillValue is complex, y is not.");
  const { rest, axis } = values;
  // A fill value has the shape of y without the axis of places, or less.
  const fits = a.shape.length <= rest.length || a.size === 1;
  if (!fits)
    throw coreError(
      "BAD_SHAPE",
      `interp1d: fillValue has shape (${a.shape.join(", ")}), expected (${rest.join(", ")}).`,
    );
  const scalar = a.size === 1 ? a.reshape([]) : a;
  const whole = broadcastTo(scalar.astype(values.complex ? "complex128" : "float64"), [1, ...rest]);
  return valuesOf("interp1d", moveAxis(whole, 0, Math.min(axis, 0)), 0).data;
}

function checkBounds(x: Float64Array, places: Float64Array, boundsError: boolean): void {
  if (!boundsError) return;
  const [first, last] = [x[0]!, x[x.length - 1]!];
  for (const [wrong, side, end] of [
    [(place: number) => place < first, "below", first],
    [(place: number) => place > last, "above", last],
  ] as const) {
    const found = places.find(wrong);
    if (found !== undefined)
      throw coreError(
        "BAD_VALUE",
        `interp1d: a place (${found}) is ${side} the range of x, which ${side === "below" ? "begins" : "ends"} at ${end}; see fillValue.`,
      );
  }
}

function fillOutside(out: Float64Array, x: Float64Array, places: Float64Array, columns: number, fill: Fill): void {
  const [first, last] = [x[0]!, x[x.length - 1]!];
  for (let i = 0; i < places.length; i++) {
    if (places[i]! < first) out.set(fill.below, i * columns);
    else if (places[i]! > last) out.set(fill.above, i * columns);
  }
}
