import {
  type ArrayLikeInput,
  asArray,
  broadcastTo,
  type DType,
  dispatch,
  isComplexDType,
  moveAxis,
  type NDArray,
  type Operation,
} from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { checkLine, checkSignal } from "../internal/checks.js";
import { arrayOf, floatDType, partsOf, type Signals, signalsOf } from "../internal/signals.js";
import { filterComplexLine, filterLine, type Parts } from "./linear-core.js";

const operation: Operation<{ readonly axis: number }, readonly [NDArray, NDArray]> = {
  id: "sci-signal/lfilter",
  reference: ([b, a, x, zi], { axis }) => filterAll(b as NDArray, a as NDArray, x as NDArray, zi, axis),
};

/** What {@link lfilter} takes. */
export interface LfilterOptions {
  /** The axis along which is filtered; the last by default. */
  readonly axis?: number;
  /** Initial state: the shape of `x` with max(len(a), len(b)) - 1 along the axis; other axes may be 1. The final state is given back too. */
  readonly zi?: ArrayLikeInput | undefined;
}

/**
 * Filters lines with a rational transfer function, in transposed direct form II:
 * `a[0] y[n] = b[0] x[n] + b[1] x[n-1] + … - a[1] y[n-1] - …`.
 * @param b numerator
 * @param a denominator; its first coefficient is not 0
 * @returns an array of the shape of `x`; with `zi` also the final state. float32 and complex stay (computed in float64), whole numbers become float64
 * @throws BAD_VALUE when `a[0]` is 0, BAD_SHAPE for a state of another shape
 * Source: Oppenheim and Schafer, Discrete-Time Signal Processing.
 */
export function lfilter(
  b: ArrayLikeInput,
  a: ArrayLikeInput,
  x: ArrayLikeInput,
  options?: LfilterOptions & { readonly zi?: undefined },
): NDArray;
export function lfilter(
  b: ArrayLikeInput,
  a: ArrayLikeInput,
  x: ArrayLikeInput,
  options: LfilterOptions & { readonly zi: ArrayLikeInput },
): [NDArray, NDArray];
export function lfilter(
  b: ArrayLikeInput,
  a: ArrayLikeInput,
  x: ArrayLikeInput,
  options: LfilterOptions = {},
): NDArray | [NDArray, NDArray] {
  checkOptions("lfilter", options, { axis: "number", zi: "any" });
  const numerator = checkLine(b, "b");
  const denominator = checkLine(a, "a");
  const data = checkSignal(x, "x");
  const { axis = -1, zi } = options;
  const inputs = [numerator, denominator, data];
  if (zi !== undefined) inputs.push(asArray(zi));
  const [y, final] = dispatch(operation, inputs, { axis });
  return zi === undefined ? y : [y, final];
}

/** Coefficients divided by a[0] and filled up with zeros to one length. */
export function normalized(b: NDArray, a: NDArray): { b: Parts; a: Parts; complex: boolean; dtype: DType } {
  if (b.size === 0 || a.size === 0)
    throw coreError("BAD_SHAPE", "b, a: a filter needs at least one coefficient in each.");
  const size = Math.max(b.size, a.size);
  const [above, below] = [filled(b, size), filled(a, size)];
  const [re, im] = [below.re[0] as number, below.im[0] as number];
  if (re === 0 && im === 0) throw coreError("BAD_VALUE", "a: its first coefficient is 0; leave leading zeros out.");
  for (const part of [above, below]) divide(part, re, im);
  return {
    b: above,
    a: below,
    complex: isComplexDType(b.dtype) || isComplexDType(a.dtype),
    dtype: floatDType(b.dtype, a.dtype),
  };
}

function filled(x: NDArray, size: number): Parts {
  const { re, im } = partsOf(x);
  const result = { re: new Float64Array(size), im: new Float64Array(size) };
  result.re.set(re);
  if (im !== undefined) result.im.set(im);
  return result;
}

function divide(parts: Parts, re: number, im: number): void {
  const square = re * re + im * im;
  for (let i = 0; i < parts.re.length; i++) {
    const [x, y] = [parts.re[i] as number, parts.im[i] as number];
    parts.re[i] = im === 0 ? x / re : (x * re + y * im) / square;
    parts.im[i] = im === 0 ? y / re : (y * re - x * im) / square;
  }
}

function filterAll(b: NDArray, a: NDArray, x: NDArray, zi: NDArray | undefined, axis: number): [NDArray, NDArray] {
  const filter = normalized(b, a);
  const dtype = floatDType(filter.dtype, x.dtype, ...(zi === undefined ? [] : [zi.dtype]));
  const lines = signalsOf(x, axis);
  const order = filter.b.re.length - 1;
  const state = zi === undefined ? undefined : stateLines(zi, lines, order);
  const size = lines.count * order;
  const z: Parts = { re: state?.re ?? new Float64Array(size), im: state?.im ?? new Float64Array(size) };
  const { length, re } = lines;
  const complex = isComplexDType(dtype);
  const im = lines.im ?? new Float64Array(complex ? re.length : 0);
  for (let line = 0; line < lines.count; line++) {
    const [start, at] = [line * length, line * order];
    const own = { re: z.re.subarray(at, at + order), im: z.im.subarray(at, at + order) };
    if (filter.complex) filterComplexLine(filter.b, filter.a, { re, im }, start, length, own, { re, im }, start);
    else {
      filterLine(filter.b.re, filter.a.re, re, start, length, own.re, re, start);
      if (complex) filterLine(filter.b.re, filter.a.re, im, start, length, own.im, im, start);
    }
  }
  return [arrayOf(lines, re, im, length, dtype), arrayOf(lines, z.re, z.im, order, dtype)];
}

function stateLines(zi: NDArray, lines: Signals, order: number): Signals {
  const wanted = [...lines.lead];
  wanted.splice(lines.axis, 0, order);
  const fits =
    zi.shape.length === wanted.length &&
    zi.shape.every((size, k) => size === wanted[k] || (k !== lines.axis && size === 1));
  if (!fits)
    throw coreError(
      "BAD_SHAPE",
      `zi: got shape (${zi.shape.join(", ")}), this filter and these data need (${wanted.join(", ")}).`,
    );
  return signalsOf(moveAxis(broadcastTo(zi, wanted), lines.axis, -1), -1);
}
