import { contiguous, elementsOf, type NDArray } from "@core/array";
import { check } from "./case.js";

/**
 * How far a result may be off: relative to each element (zeros keep their signs), to the largest finite element, in steps between
 * neighbouring numbers of the result's dtype, or relative to the norm of the whole. NaN and infinities stay where they are.
 */
export type Tolerance =
  | { readonly element: number }
  | { readonly largest: number }
  | { readonly steps: number }
  | { readonly norm: number };

/**
 * Throws unless two results have the same dtypes, shapes and elements: bit for bit (all NaN are alike), or within a tolerance. Results are
 * arrays, numbers, and lists and objects of them.
 */
export function checkSame(got: unknown, expected: unknown, tolerance?: Tolerance): void {
  // Messages are made where they are needed only: those that show arrays take longer than the rest.
  if (isArray(expected)) {
    if (!isArray(got)) check(false, `got ${String(got)}, expected an array.`);
    check(got.dtype === expected.dtype, `dtype ${got.dtype}, expected ${expected.dtype}.`);
    check(got.shape.join() === expected.shape.join(), `shape (${got.shape}), expected (${expected.shape}).`);
    const [own, wanted] = [elementsOf(contiguous(got)), elementsOf(contiguous(expected))];
    if (!haveSameBytes(own, wanted))
      compare(own as Float64Array, wanted as Float64Array, tolerance, /32$|x64$/.test(expected.dtype));
  } else if (typeof expected === "object" && expected !== null) {
    if (typeof got !== "object" || got === null) check(false, `got ${String(got)}, expected several results.`);
    const [own, wanted] = [Object.entries(got), Object.entries(expected)];
    check(own.length === wanted.length, `got ${own.length} results, expected ${wanted.length}.`);
    for (const [key, value] of wanted) checkSame((got as Record<string, unknown>)[key], value, tolerance);
  } else if (typeof expected === "number" && typeof got === "number") compare([got], [expected], tolerance, false);
  else check(Object.is(got, expected), `got ${String(got)}, expected ${String(expected)}.`);
}

/** Whether something is an array of whichever copy of @core/array. */
export function isArray(value: unknown): value is NDArray {
  return (value as NDArray | null | undefined)?.brand === "@core/array/NDArray#1";
}

type Numbers = ArrayLike<number | bigint>;

function haveSameBytes(a: ArrayBufferView, b: ArrayBufferView): boolean {
  if (a.byteLength !== b.byteLength) return false;
  const wide = (a.byteOffset | b.byteOffset | a.byteLength) % 4 === 0;
  const [own, other] = [a, b].map(({ buffer, byteOffset, byteLength }) =>
    wide ? new Int32Array(buffer, byteOffset, byteLength / 4) : new Uint8Array(buffer, byteOffset, byteLength),
  ) as [Int32Array, Int32Array];
  for (let i = 0; i < own.length; i++) if (own[i] !== other[i]) return false;
  return true;
}

function compare(got: Numbers, expected: Numbers, tolerance: Tolerance | undefined, single: boolean): void {
  if (tolerance !== undefined && "norm" in tolerance) {
    compareNorms(got, expected, tolerance.norm);
    return;
  }
  const scale = tolerance !== undefined && "largest" in tolerance ? tolerance.largest * largestOf(expected) : 0;
  for (let i = 0; i < expected.length; i++) {
    const [own, value] = [got[i] as number, expected[i] as number];
    if (Object.is(own, value) || (tolerance !== undefined && isNear(own, value, tolerance, scale, single))) continue;
    check(
      false,
      `element ${i}: got ${show(own)}, expected ${show(value)}, within ${JSON.stringify(tolerance ?? "no tolerance")}.`,
    );
  }
}

function isNear(own: number | bigint, value: number | bigint, tolerance: Tolerance, scale: number, single: boolean) {
  const [x, y] = [Number(own), Number(value)];
  const distance = Math.abs(x - y);
  if (!(distance < Number.POSITIVE_INFINITY)) return false;
  if ("element" in tolerance)
    return distance <= tolerance.element * Math.max(Math.abs(x), Math.abs(y)) && (x !== 0 || y !== 0);
  return distance <= ("steps" in tolerance ? tolerance.steps * stepAt(y, single) : scale);
}

function largestOf(values: Numbers): number {
  let largest = Number.MIN_VALUE;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(Number(values[i]));
    if (size > largest && size < Number.POSITIVE_INFINITY) largest = size;
  }
  return largest;
}

/** The distance between two neighbours at a number. */
function stepAt(value: number, single: boolean): number {
  const [least, bits] = single ? [2 ** -126, 23] : [2 ** -1022, 52];
  return 2 ** (Math.floor(Math.log2(Math.max(Math.abs(value), least))) - bits);
}

/** Elements that are not finite must be the same, all others count for the norm. */
function compareNorms(got: Numbers, expected: Numbers, tolerance: number): void {
  let [distance, size] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    const [own, value] = [Number(got[i]), Number(expected[i])];
    if (Object.is(own, value)) continue;
    if (!Number.isFinite(own) || !Number.isFinite(value))
      check(false, `element ${i}: got ${show(own)}, expected ${show(value)}.`);
    distance += (own - value) ** 2;
  }
  for (let i = 0; i < expected.length; i++) if (Number.isFinite(expected[i])) size += Number(expected[i]) ** 2;
  const off = distance === 0 ? 0 : Math.sqrt(distance / size);
  check(off <= tolerance, `the result is ${off} of its norm off, more than ${tolerance}.`);
}

function show(value: number | bigint | undefined): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
