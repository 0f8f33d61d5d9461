import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { randomState } from "@core/array/random";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkWhole, numbersOf, vectorOf } from "./arguments.js";
import { asWhole, finish, type Interpolated, type InterpolatedAt, placesOf, type Values, valuesOf } from "./values.js";

/** The polynomial through values, in Krogh's form. */
export interface KroghInterpolator {
  <X extends ArrayLikeInput>(x: X): InterpolatedAt<X>;
  /** The derivative of an order, 1 by default. */
  derivative(x: ArrayLikeInput, options?: { readonly der?: number }): Interpolated;
  /** All derivatives from the value on, `der` of them or as many as there are places, along a first axis. */
  derivatives(x: ArrayLikeInput, options?: { readonly der?: number | undefined }): NDArray;
}

interface Newton {
  readonly x: Float64Array;
  readonly c: Float64Array;
  readonly values: Values;
}

/**
 * The polynomial through all values; a place that stands several times in a row takes derivatives as its further values (Krogh 1970;
 * SciPy's `KroghInterpolator`). Beyond about 30 places rounding spoils it.
 * @throws BAD_SHAPE, BAD_VALUE for equal places that do not follow each other
 */
export function kroghInterpolator(
  xi: ArrayLikeInput,
  yi: ArrayLikeInput,
  options: { readonly axis?: number } = {},
): KroghInterpolator {
  checkOptions("kroghInterpolator", options, { axis: "number" });
  const where = "kroghInterpolator";
  const x = vectorOf(where, "xi", xi);
  const values = valuesOf(where, yi, options.axis ?? 0);
  const { columns, data } = values;
  const n = x.length;
  if (n === 0 || values.rows !== n)
    throw coreError("BAD_SHAPE", `${where}: xi has ${n} places, yi ${values.rows} along the axis.`);
  const c = new Float64Array((n + 1) * columns);
  c.set(data.subarray(0, columns));
  const v = new Float64Array(n * columns);
  for (let k = 1; k < n; k++) {
    let s = 0;
    while (s <= k && x[k - s] === x[k]) s++;
    s--;
    let factorial = 1;
    for (let f = 2; f <= s; f++) factorial *= f;
    for (let j = 0; j < columns; j++) v[j] = data[k * columns + j]! / factorial;
    for (let i = 0; i < k - s; i++) {
      const distance = x[i]! - x[k]!;
      if (distance === 0) throw coreError("BAD_VALUE", `${where}: ${x[k]} stands twice in xi, with others between.`);
      for (let j = 0; j < columns; j++) {
        const from = s === 0 ? c[i * columns + j]! : v[(i + 1) * columns + j]!;
        v[(i + 1) * columns + j] = (from - v[i * columns + j]!) / distance;
      }
    }
    for (let j = 0; j < columns; j++) c[k * columns + j] = v[(k - s) * columns + j]!;
  }
  const p: Newton = { x, c, values };
  return Object.assign(<X extends ArrayLikeInput>(at: X) => valueAt(p, at) as InterpolatedAt<X>, {
    derivative: (at: ArrayLikeInput, own: { readonly der?: number } = {}) => {
      checkOptions(where, own, { der: "number" });
      // All derivatives from the number of places on are 0.
      const der = Math.min(checkWhole(where, "der", own.der ?? 1, 0), n);
      const places = placesOf(where, at);
      const all = derivativesAt(p, places.data, der + 1);
      const size = places.data.length * columns;
      return finish(all.slice(der * size, (der + 1) * size), places.shape, values);
    },
    derivatives: (at: ArrayLikeInput, own: { readonly der?: number | undefined } = {}) => {
      checkOptions(where, own, { der: "number" });
      const places = placesOf(where, at);
      const count = checkWhole(where, "der", own.der ?? n, 0, Math.max(n, 1000));
      const all = derivativesAt(p, places.data, count);
      const size = places.data.length * columns;
      const parts = Array.from({ length: count }, (_, k) =>
        finish(all.slice(k * size, (k + 1) * size), places.shape, values),
      );
      return stacked(parts, values);
    },
  });
}

/** Results of one shape along a new first axis. */
function stacked(parts: readonly Interpolated[], values: Values): NDArray {
  const layout = { ...values, rest: [] };
  const flat = parts.map((one) => {
    if (typeof one === "number") return Float64Array.of(one);
    return "shape" in one ? (one.data as Float64Array) : Float64Array.of(one.re, one.im);
  });
  const whole = new Float64Array(flat.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of flat) {
    whole.set(one, at);
    at += one.length;
  }
  const first = parts[0];
  const shape = typeof first === "object" && "shape" in first ? first.shape : [];
  return asWhole(whole, [parts.length, ...shape], layout);
}

function valueAt({ x, c, values }: Newton, at: ArrayLikeInput): Interpolated {
  const places = placesOf("kroghInterpolator", at);
  const { columns } = values;
  const out = new Float64Array(places.data.length * columns);
  for (let i = 0; i < places.data.length; i++) {
    for (let j = 0; j < columns; j++) out[i * columns + j] = c[j]!;
    let product = 1;
    for (let k = 1; k < x.length; k++) {
      product *= places.data[i]! - x[k - 1]!;
      for (let j = 0; j < columns; j++) out[i * columns + j] = out[i * columns + j]! + product * c[k * columns + j]!;
    }
  }
  return finish(out, places.shape, values);
}

/** Derivatives, order by order: each a matrix of a row for each place. */
function derivativesAt({ x, c, values }: Newton, places: Float64Array, count: number): Float64Array {
  const { columns } = values;
  const n = x.length;
  const size = places.length * columns;
  const out = new Float64Array(count * size);
  const products = new Float64Array(n);
  const distances = new Float64Array(n);
  const terms = new Float64Array(n + 1);
  for (let i = 0; i < places.length; i++)
    for (let j = 0; j < columns; j++) {
      for (let k = 0; k <= n; k++) terms[k] = c[k * columns + j]!;
      products[0] = 1;
      let value = terms[0]!;
      for (let k = 1; k < n; k++) {
        distances[k - 1] = places[i]! - x[k - 1]!;
        products[k] = distances[k - 1]! * products[k - 1]!;
        value += products[k]! * terms[k]!;
      }
      terms[0] = value;
      let factorial = 1;
      for (let k = 1; k < n; k++) {
        factorial *= k;
        for (let m = 1; m <= n - k; m++) {
          products[m] = distances[k + m - 1]! * products[m - 1]! + (products[m] ?? 0);
          terms[k] = terms[k]! + products[m]! * terms[k + m]!;
        }
        terms[k] = terms[k]! * factorial;
      }
      terms[n] = 0;
      for (let k = 0; k < count; k++) out[k * size + i * columns + j] = k < n ? terms[k]! : 0;
    }
  return out;
}

/** Values or derivatives of {@link kroghInterpolator} at places; a list of orders gives a list. */
export function kroghInterpolate(
  xi: ArrayLikeInput,
  yi: ArrayLikeInput,
  x: ArrayLikeInput,
  options: { readonly der?: number | readonly number[]; readonly axis?: number } = {},
): Interpolated | Interpolated[] {
  checkOptions("kroghInterpolate", options, { der: "numbers", axis: "number" });
  const { der = 0, axis = 0 } = options;
  const p = kroghInterpolator(xi, yi, { axis });
  const one = (order: number): Interpolated => (order === 0 ? p(x) : p.derivative(x, { der: order }));
  return typeof der === "number" ? one(der) : der.map(one);
}

/** The polynomial through values, in barycentric form. */
export interface BarycentricInterpolator {
  <X extends ArrayLikeInput>(x: X): InterpolatedAt<X>;
  /** The polynomial of other values at the same places. */
  withYi(yi: ArrayLikeInput, options?: { readonly axis?: number }): BarycentricInterpolator;
  /** The polynomial with further places and values. */
  withMore(xi: ArrayLikeInput, yi: ArrayLikeInput): BarycentricInterpolator;
}

/**
 * The polynomial through all values in barycentric form (Berrut and Trefethen 2004; SciPy's `BarycentricInterpolator`). Good at the
 * places of Chebyshev, bad at equally spaced ones.
 * @param options `seed` shuffles the order of multiplication, which keeps products from overflowing
 * @throws BAD_SHAPE
 */
export function barycentricInterpolator(
  xi: ArrayLikeInput,
  yi: ArrayLikeInput,
  options: { readonly axis?: number; readonly seed?: number } = {},
): BarycentricInterpolator {
  checkOptions("barycentricInterpolator", options, { axis: "number", seed: "number" });
  const where = "barycentricInterpolator";
  const x = vectorOf(where, "xi", xi);
  const values = valuesOf(where, yi, options.axis ?? 0);
  if (x.length === 0 || values.rows !== x.length)
    throw coreError("BAD_SHAPE", `${where}: xi has ${x.length} places, yi ${values.rows} along the axis.`);
  const order = randomState(options.seed ?? 0).permutation(x.length);
  const permuted = numbersOf(where, "the order", order as ArrayLikeInput);
  let [low, high] = [x[0]!, x[0]!];
  for (const one of x) {
    low = Math.min(low, one);
    high = Math.max(high, one);
  }
  const scale = 4 / (high - low);
  const weights = x.map((one, i) => {
    let product = 1;
    for (const k of permuted) if (k !== i) product *= scale * (one - x[k]!);
    return 1 / product;
  });
  const again = { axis: values.axis, ...(options.seed === undefined ? {} : { seed: options.seed }) };
  return Object.assign(<X extends ArrayLikeInput>(at: X) => barycentric(x, weights, values, at) as InterpolatedAt<X>, {
    withYi: (other: ArrayLikeInput, own: { readonly axis?: number } = {}) => {
      checkOptions(where, own, { axis: "number" });
      return barycentricInterpolator(fromData(x, [x.length]), other, { ...again, axis: own.axis ?? values.axis });
    },
    withMore: (moreX: ArrayLikeInput, moreY: ArrayLikeInput) => {
      const more = vectorOf(where, "xi", moreX);
      const added = valuesOf(where, moreY, values.axis);
      if (added.columns !== values.columns || added.rows !== more.length)
        throw coreError("BAD_SHAPE", `${where}: the further values do not have the shape of the others.`);
      const all = Float64Array.of(...values.data, ...added.data);
      const whole = asWhole(all, [x.length + more.length], values);
      return barycentricInterpolator(
        Float64Array.of(...x, ...more),
        whole.transpose(movedFirst(whole.shape.length, values.axis)),
        again,
      );
    },
  });
}

/** The order of axes that puts the first one at a place. */
function movedFirst(count: number, to: number): number[] {
  const rest = Array.from({ length: count - 1 }, (_, i) => i + 1);
  return [...rest.slice(0, to), 0, ...rest.slice(to)];
}

function barycentric(x: Float64Array, weights: Float64Array, values: Values, at: ArrayLikeInput): Interpolated {
  const places = placesOf("barycentricInterpolator", at);
  const { columns, data } = values;
  const out = new Float64Array(places.data.length * columns);
  const sums = new Float64Array(columns);
  for (let i = 0; i < places.data.length; i++) {
    sums.fill(0);
    let total = 0;
    let hit = -1;
    for (let k = 0; k < x.length; k++) {
      const distance = places.data[i]! - x[k]!;
      if (distance === 0) {
        hit = k;
        break;
      }
      const weight = weights[k]! / distance;
      total += weight;
      for (let j = 0; j < columns; j++) sums[j] = sums[j]! + weight * data[k * columns + j]!;
    }
    for (let j = 0; j < columns; j++) out[i * columns + j] = hit >= 0 ? data[hit * columns + j]! : sums[j]! / total;
  }
  return finish(out, places.shape, values);
}

/** Values of {@link barycentricInterpolator} at places. */
export function barycentricInterpolate(
  xi: ArrayLikeInput,
  yi: ArrayLikeInput,
  x: ArrayLikeInput,
  options: { readonly axis?: number } = {},
): Interpolated {
  checkOptions("barycentricInterpolate", options, { axis: "number" });
  return barycentricInterpolator(xi, yi, options)(x);
}

/**
 * An estimate of a function's Taylor polynomial by its values around a place (SciPy's `approximate_taylor_polynomial`).
 * @param f of a list of places
 * @returns coefficients, highest power first, of the distance from x
 */
export function approximateTaylorPolynomial(
  f: (x: NDArray) => ArrayLikeInput,
  x: number,
  degree: number,
  scale: number,
  options: { readonly order?: number | undefined } = {},
): NDArray {
  checkOptions("approximateTaylorPolynomial", options, { order: "number" });
  checkKind("approximateTaylorPolynomial", "f", f, "function");
  checkKind("approximateTaylorPolynomial", "x", x, "number");
  checkKind("approximateTaylorPolynomial", "degree", degree, "number");
  checkKind("approximateTaylorPolynomial", "scale", scale, "number");
  const where = "approximateTaylorPolynomial";
  checkWhole(where, "degree", degree, 0, 1000);
  const n = checkWhole(where, "order", options.order ?? degree, 0, 1000) + 1;
  const places = Float64Array.from({ length: n }, (_, i) => scale * Math.cos((Math.PI * i) / n) + x);
  const at = fromData(places, [n]);
  const all = kroghInterpolator(at, f(at)).derivatives(x, { der: degree + 1 });
  const c = Float64Array.from(numbersOf(where, "the derivatives", all));
  let factorial = 1;
  for (let k = 1; k < c.length; k++) {
    factorial *= k;
    c[k] = c[k]! / factorial;
  }
  return trimmed(c.reverse());
}

/** Coefficients without zeros at the highest powers. */
export function trimmed(c: Float64Array): NDArray {
  let first = 0;
  while (first < c.length - 1 && c[first] === 0) first++;
  const kept = c.slice(first);
  return fromData(kept, [kept.length]);
}
