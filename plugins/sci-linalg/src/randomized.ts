import type { ArrayLikeInput, NDArray, Runtime } from "@core/array";
import { randomState, type Seed } from "@core/array/random";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { basisIn, luIn, productIn, svdIn } from "./in-runtime.js";
import { arrayOf, type CheckOptions, matrixArray, matrixOf, notConverged, oneOf, realPart } from "./input.js";
import { orderOf } from "./kernels/lu.js";
import { adjoint, columnsOf, type Matrix, matrix, permuteRows, triangleOf } from "./matrix.js";

/** Options of {@link randomizedSvd}, by scikit-learn's names. */
export interface RandomizedSvdOptions extends CheckOptions {
  /** How many more random vectors are taken than components are wanted; 10 by default. */
  readonly nOversamples?: number;
  /** Rounds of power iteration; "auto" takes 7 for less than a tenth of the components, else 4. */
  readonly nIter?: number | "auto";
  /** How vectors are kept apart between rounds: "QR" is the safest, "LU" quicker, "none" the quickest; "auto" is "none" up to 2 rounds, else "LU". */
  readonly powerIterationNormalizer?: "auto" | "QR" | "LU" | "none";
  /** Whether to work on the transpose; "auto" does where there are more columns than rows. */
  readonly transpose?: boolean | "auto";
  /** Whether signs are chosen so that the largest elements of the left vectors are positive; true by default. */
  readonly flipSign?: boolean;
  /** A whole number for NumPy's stream of that seed; 0 by default, so that results can be repeated. */
  readonly seed?: Seed;
}

function whole(value: number, name: string, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw coreError("BAD_VALUE", `${name}: got ${describeValue(value)}, expected a whole number from ${least}.`);
}

/** An orthonormal basis of the columns, or another one that keeps them apart. */
function normalise(runtime: Runtime | undefined, a: Matrix, how: "QR" | "LU" | "none"): Matrix {
  if (how === "none") return a;
  const k = Math.min(a.rows, a.columns);
  if (how === "QR") return basisIn(runtime, a);
  const { lu, swaps } = luIn(runtime, a);
  const lower = triangleOf(columnsOf(lu, 0, k), "lower");
  for (let i = 0; i < k; i++) {
    lower.re[i * k + i] = 1;
    if (lower.im !== undefined) lower.im[i * k + i] = 0;
  }
  const order = orderOf(swaps, a.rows);
  const back = new Int32Array(order.length);
  order.forEach((from, i) => {
    back[from] = i;
  });
  return permuteRows(lower, back);
}

/**
 * The largest `nComponents` singular values and vectors of a matrix (m, n), from its products with a few random vectors (Halko, Martinsson and
 * Tropp, SIAM Rev. 53, 217 (2011); scikit-learn's randomized_svd, with the same random numbers for the same seed).
 * @returns [u, s, vh] of shapes (m, k), (k,) and (k, n)
 * @throws BAD_SHAPE, BAD_VALUE for NaN, infinity and bad numbers, BAD_ARGUMENT for an unknown normalizer
 */
export function randomizedSvd(
  a: ArrayLikeInput,
  nComponents: number,
  options: RandomizedSvdOptions = {},
): [u: NDArray, s: NDArray, vh: NDArray] {
  checkOptions("randomizedSvd", options, {
    nOversamples: "number",
    nIter: "any",
    powerIterationNormalizer: "any",
    transpose: "any",
    flipSign: "boolean",
    seed: "numbers",
    checkFinite: "boolean",
  });
  checkKind("randomizedSvd", "nComponents", nComponents, "number");
  const given = matrixOf(a, "a", options);
  const { runtime } = given.source;
  const components = whole(nComponents, "nComponents", 1);
  const random = components + whole(options.nOversamples ?? 10, "nOversamples", 0);
  const smaller = Math.min(given.rows, given.columns);
  const rounds =
    options.nIter === undefined || options.nIter === "auto"
      ? components < 0.1 * smaller
        ? 7
        : 4
      : whole(options.nIter, "nIter", 0);
  const named = oneOf(
    options.powerIterationNormalizer ?? "auto",
    ["auto", "QR", "LU", "none"],
    "powerIterationNormalizer",
  );
  const how = named === "auto" ? (rounds <= 2 ? "none" : "LU") : named;
  const turn =
    options.transpose === undefined || options.transpose === "auto" ? given.rows < given.columns : options.transpose;
  const m = turn ? adjoint(given) : given;
  const start = randomState(options.seed ?? 0).normal({ shape: [m.columns, random] });
  let q: Matrix = matrix(m.columns, random, start.data as Float64Array);
  for (let round = 0; round < rounds; round++) {
    q = normalise(runtime, productIn(runtime, m, q), how);
    q = normalise(runtime, productIn(runtime, m, q, "adjoint"), how);
  }
  q = normalise(runtime, productIn(runtime, m, q), "QR");
  const found = svdIn(runtime, productIn(runtime, q, m, "adjoint"), "thin");
  if (found === undefined) throw notConverged("randomizedSvd");
  const count = Math.min(components, found.s.length);
  let u = columnsOf(productIn(runtime, q, found.u), 0, count);
  let v = columnsOf(found.v, 0, count);
  if (turn) [u, v] = [v, u];
  if (options.flipSign !== false) flipSigns(u, v);
  return [
    matrixArray(given.source, u, given.dtype),
    arrayOf(given.source, [count], found.s.slice(0, count), undefined, realPart(given.dtype)),
    matrixArray(given.source, adjoint(v), given.dtype),
  ];
}

/** Makes the largest element of each column of u positive (for complex ones real), and turns v along. */
function flipSigns(u: Matrix, v: Matrix): void {
  const k = u.columns;
  for (let j = 0; j < k; j++) {
    let place = j;
    let largest = -1;
    for (let at = j; at < u.re.length; at += k) {
      const size = Math.hypot(u.re[at]!, u.im?.[at] ?? 0);
      if (size > largest) {
        largest = size;
        place = at;
      }
    }
    if (!(largest > 0)) continue;
    const [x, y] = [u.re[place]! / largest, -(u.im?.[place] ?? 0) / largest];
    for (const one of [u, v]) {
      for (let at = j; at < one.re.length; at += k) {
        const [p, q] = [one.re[at]!, one.im?.[at] ?? 0];
        one.re[at] = p * x - q * y;
        if (one.im !== undefined) one.im[at] = p * y + q * x;
      }
    }
  }
}
