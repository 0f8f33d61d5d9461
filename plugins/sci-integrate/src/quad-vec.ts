import { type ArrayLikeInput, asArray, fromData, isComplexDType, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkChoice, checkCount, checkFunction, checkNumber, checkSignal, numbersOf } from "./arguments.js";
import { type PieceEstimate, pieceRule, type VectorFunction } from "./quad-vec-rules.js";

/** Options of {@link quadVec}. */
export interface QuadVecOptions {
  readonly args?: readonly unknown[];
  /** Absolute and relative tolerance of the norm of the error: 1e-200 and 1e-8. */
  readonly epsabs?: number;
  readonly epsrel?: number;
  /** The norm: of 2, the largest element, or a function. */
  readonly norm?: "2" | "max" | ((values: Float64Array) => number);
  /** The most pieces; 10000 by default. */
  readonly limit?: number;
  /** Points at which the range is cut from the start. */
  readonly points?: readonly number[] | undefined;
  /** The rule for a piece: "gk21" for finite ranges, "gk15" for infinite ones if left out. */
  readonly quadrature?: "gk21" | "gk15" | "trapezoid" | undefined;
  readonly fullOutput?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** What {@link quadVec} tells with `fullOutput`. */
export interface QuadVecInfo {
  readonly neval: number;
  readonly success: boolean;
  /** 0 converged, 1 not converged, 2 held up by rounding, 3 a value is not finite. */
  readonly status: 0 | 1 | 2 | 3;
  readonly message: string;
  /** Ends of the pieces, shape (pieces, 2); their integrals and errors. */
  readonly intervals: NDArray;
  readonly integrals: NDArray;
  readonly errors: NDArray;
}

const messages = {
  0: "Target precision reached.",
  1: "Target precision not reached.",
  2: "Target precision could not be reached due to rounding error.",
  3: "Non-finite values encountered.",
} as const;

interface Piece extends PieceEstimate {
  readonly a: number;
  readonly b: number;
}

/**
 * The integral of a function that gives an array, with one choice of pieces for all its elements (SciPy's `quad_vec`).
 * @param f of (x, ...args); gives a number or an array, always of one shape
 * @returns `[value, error]`: a number or an array, and the norm of the error; with `fullOutput` also {@link QuadVecInfo}
 * @throws BAD_SHAPE when the shape changes, BAD_DTYPE for complex values, BAD_ARGUMENT, BAD_VALUE, ABORTED
 */
export function quadVec(
  // biome-ignore lint/suspicious/noExplicitAny: the arguments after the first are the caller's own
  f: (x: number, ...args: any[]) => ArrayLikeInput,
  a: number,
  b: number,
  options: QuadVecOptions & { readonly fullOutput: true },
): [value: NDArray | number, error: number, info: QuadVecInfo];
export function quadVec(
  // biome-ignore lint/suspicious/noExplicitAny: see above
  f: (x: number, ...args: any[]) => ArrayLikeInput,
  a: number,
  b: number,
  options?: QuadVecOptions,
): [value: NDArray | number, error: number];
export function quadVec(
  // biome-ignore lint/suspicious/noExplicitAny: see above
  f: (x: number, ...args: any[]) => ArrayLikeInput,
  a: number,
  b: number,
  options: QuadVecOptions = {},
): [value: NDArray | number, error: number, info?: QuadVecInfo] {
  checkOptions("quadVec", options, {
    args: "list",
    epsabs: "number",
    epsrel: "number",
    norm: "string or function",
    limit: "number",
    points: "list",
    quadrature: "any",
    fullOutput: "boolean",
    signal: "signal",
  });
  checkKind("quadVec", "f", f, "function");
  checkKind("quadVec", "a", a, "number");
  checkKind("quadVec", "b", b, "number");
  checkFunction("quadVec", "f", f);
  checkNumber("quadVec", "a", a);
  checkNumber("quadVec", "b", b);
  if (Number.isNaN(a) || Number.isNaN(b))
    throw coreError("BAD_VALUE", `quadVec: the range is from ${a} to ${b}; NaN is no end.`);
  const { args = [] } = options;
  let shape: readonly number[] | undefined;
  const values: VectorFunction = (x) => {
    const given = asArray(f(x, ...args));
    if (isComplexDType(given.dtype))
      throw coreError("BAD_DTYPE", "quadVec: f gives complex numbers; integrate the real and the imaginary part.");
    shape ??= given.shape;
    if (given.shape.length !== shape.length || given.shape.some((size, i) => size !== shape?.[i]))
      throw coreError(
        "BAD_SHAPE",
        `quadVec: f gave shape (${shape.join(", ")}) first and (${given.shape.join(", ")}) at ${x}.`,
      );
    return numbersOf("quadVec: the result of f", given);
  };
  const mapped = map(values, a, b, options.points);
  const found = integrate(mapped.f, mapped.a, mapped.b, mapped.points, {
    ...options,
    quadrature: options.quadrature ?? (mapped.infinite ? "gk15" : "gk21"),
  });
  const inShape = (flat: Float64Array): NDArray | number =>
    shape === undefined || shape.length === 0 ? flat[0]! : fromData(flat, shape);
  const value = inShape(found.value.map((one) => mapped.sign * one));
  if (options.fullOutput !== true) return [value, found.error];
  const { pieces, status, neval } = found;
  const count = pieces.length;
  const size = found.value.length;
  const integrals = new Float64Array(count * size);
  for (const [i, piece] of pieces.entries()) integrals.set(piece.value, i * size);
  return [
    value,
    found.error,
    {
      neval,
      success: status === 0,
      status,
      message: messages[status],
      intervals: fromData(Float64Array.from(pieces.flatMap((piece) => [piece.a, piece.b])), [count, 2]),
      integrals: fromData(integrals, [count, ...(shape ?? [])]),
      errors: fromData(
        Float64Array.from(pieces, (piece) => piece.error),
        [count],
      ),
    },
  ];
}

interface Mapped {
  readonly f: VectorFunction;
  readonly a: number;
  readonly b: number;
  readonly sign: number;
  readonly points: readonly number[] | undefined;
  readonly infinite: boolean;
}

/** Maps infinite ranges onto (0, 1) or (-1, 1). */
function map(f: VectorFunction, a: number, b: number, points: readonly number[] | undefined): Mapped {
  const least = 2 ** -511;
  const zero = (): Float64Array => f(0).map(() => 0);
  if (Number.isFinite(a) && Number.isFinite(b)) return { f, a, b, sign: 1, points, infinite: false };
  if (Number.isFinite(a) || Number.isFinite(b)) {
    const start = Number.isFinite(a) ? a : b;
    const sign = (Number.isFinite(a) ? b : a) < 0 ? -1 : 1;
    return {
      f: (t) => (t < least ? zero() : f(start + (sign * (1 - t)) / t).map((value) => (sign * (value / t)) / t)),
      a: 0,
      b: 1,
      sign: Number.isFinite(a) ? 1 : -1,
      points: points?.map((x) => 1 / (sign * (x - start) + 1)),
      infinite: true,
    };
  }
  return {
    f: (t) => (Math.abs(t) < least ? zero() : f((1 - Math.abs(t)) / t).map((value) => value / t / t)),
    a: a === b ? 1 : -1,
    b: 1,
    sign: b < a ? -1 : 1,
    points: [0, ...(points ?? []).map((x) => (x < 0 ? -1 : 1) / (Math.abs(x) + 1))],
    infinite: true,
  };
}

interface Found {
  readonly value: Float64Array;
  readonly error: number;
  readonly neval: number;
  readonly status: 0 | 1 | 2 | 3;
  readonly pieces: readonly Piece[];
}

/** How many pieces are cut before the sums are looked at again. */
const together = 128;

function integrate(
  f: VectorFunction,
  a: number,
  b: number,
  points: readonly number[] | undefined,
  options: QuadVecOptions,
): Found {
  const { epsabs = 1e-200, epsrel = 1e-8, norm = "2" } = options;
  const limit = checkCount("quadVec", "limit", options.limit ?? 10000, 0);
  if (typeof norm !== "function") checkChoice("quadVec", "norm", norm, ["2", "max"]);
  const normOf = typeof norm === "function" ? norm : norm === "2" ? norm2 : normMax;
  const rule = pieceRule(
    checkChoice("quadVec", "quadrature", options.quadrature, ["gk21", "gk15", "trapezoid"]),
    f,
    normOf,
  );
  for (const point of points ?? []) checkKind("quadVec", "one of the points", point, "number");
  const cuts = [...(points ?? [])].sort((x, y) => x - y).filter((p, i, all) => a < p && p < b && p !== all[i - 1]);
  const ends = [a, ...cuts, b];
  const heap: Piece[] = [];
  let value: Float64Array | undefined;
  let [error, rounding, neval] = [0, 0, 0];
  for (let i = 0; i + 1 < ends.length; i++) {
    const piece = { a: ends[i]!, b: ends[i + 1]!, ...rule.estimate(ends[i]!, ends[i + 1]!) };
    neval += rule.calls;
    value = value === undefined ? piece.value.slice() : sumOf(value, piece.value);
    error += piece.error;
    rounding += piece.rounding;
    push(heap, piece);
  }
  let sum = value as Float64Array;
  const targetOf = (): number => Math.max(epsabs, epsrel * normOf(sum));
  let status: 0 | 1 | 2 | 3 = 1;
  while (heap.length > 0 && heap.length < limit) {
    checkSignal("quadVec", options.signal);
    const target = targetOf();
    const chosen: Piece[] = [];
    for (let taken = 0; chosen.length < together && heap.length > 0; ) {
      if (chosen.length > 0 && taken > error - target / 8) break;
      const piece = pop(heap);
      chosen.push(piece);
      taken += piece.error;
    }
    for (const piece of chosen) {
      const middle = 0.5 * (piece.a + piece.b);
      const left = { a: piece.a, b: middle, ...rule.estimate(piece.a, middle) };
      const right = { a: middle, b: piece.b, ...rule.estimate(middle, piece.b) };
      neval += rule.callsOfHalves;
      sum = sum.map((one, i) => one + (left.value[i]! + right.value[i]! - piece.value[i]!));
      error += left.error + right.error - piece.error;
      rounding += left.rounding + right.rounding;
      push(heap, left);
      push(heap, right);
    }
    if (heap.length >= 2) {
      if (error < targetOf() / 8) {
        status = 0;
        break;
      }
      if (error < rounding) {
        status = 2;
        break;
      }
    }
    if (!Number.isFinite(error) || !Number.isFinite(rounding)) {
      status = 3;
      break;
    }
  }
  return { value: sum, error: error + rounding, neval, status, pieces: heap };
}

function sumOf(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value + b[i]!);
}

function norm2(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return Math.sqrt(sum);
}

function normMax(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  return largest;
}

function before(p: Piece, q: Piece): boolean {
  return p.error !== q.error ? p.error > q.error : p.a !== q.a ? p.a < q.a : p.b < q.b;
}

function push(heap: Piece[], piece: Piece): void {
  let at = heap.length;
  heap.push(piece);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!before(piece, heap[parent]!)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = piece;
}

function pop(heap: Piece[]): Piece {
  const top = heap[0]!;
  const last = heap.pop()!;
  if (heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
    if (!before(heap[child]!, last)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return top;
}
