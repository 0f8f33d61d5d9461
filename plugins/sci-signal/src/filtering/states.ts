import { type ArrayLikeInput, asArray, isComplexDType, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { checkLine } from "../internal/checks.js";
import { floatDType, makeArray, partsOf } from "../internal/signals.js";
import { normalized } from "./lfilter.js";
import type { Parts } from "./linear-core.js";
import { checkSos } from "./sos.js";

/**
 * The state of {@link lfilter} that belongs to a step which has always been there: the filter starts without a transient.
 * @returns max(len(a), len(b)) - 1 numbers
 * @throws SINGULAR when the filter has a pole at 1, so that there is no such state
 */
export function lfilterZi(b: ArrayLikeInput, a: ArrayLikeInput): NDArray {
  const above = checkLine(b, "b");
  const below = checkLine(a, "a");
  let leading = 0;
  const { re, im } = partsOf(below);
  while (leading < re.length - 1 && re[leading] === 0 && (im?.[leading] ?? 0) === 0) leading++;
  const filter = normalized(above, leading === 0 ? below : below.slice(`${leading}:`));
  const z = steadyState(filter.b, filter.a);
  return makeArray(above, z.re, z.im, [z.re.length], filter.dtype);
}

/** The state for a step of height 1; coefficients are normalized and of one length. */
export function steadyState(b: Parts, a: Parts): Parts {
  const n = b.re.length - 1;
  const z = { re: new Float64Array(n), im: new Float64Array(n) };
  const [b0r, b0i] = [b.re[0] as number, b.im[0] as number];
  const right = (k: number): [number, number] => {
    const [ar, ai] = [a.re[k] as number, a.im[k] as number];
    return [(b.re[k] as number) - (ar * b0r - ai * b0i), (b.im[k] as number) - (ar * b0i + ai * b0r)];
  };
  let [sumR, sumI, belowR, belowI] = [0, 0, 1, 0];
  for (let k = 1; k <= n; k++) {
    const [r, i] = right(k);
    sumR += r;
    sumI += i;
    belowR += a.re[k] as number;
    belowI += a.im[k] as number;
  }
  const square = belowR * belowR + belowI * belowI;
  if (square === 0 && n > 0)
    throw coreError("SINGULAR", "a: the filter has a pole at 1; a step that was always there has no state.");
  if (n === 0) return z;
  const firstR = (sumR * belowR + sumI * belowI) / square;
  const firstI = (sumI * belowR - sumR * belowI) / square;
  z.re[0] = firstR;
  z.im[0] = firstI;
  let [alphaR, alphaI, rightR, rightI] = [1, 0, 0, 0];
  for (let k = 1; k < n; k++) {
    const [r, i] = right(k);
    alphaR += a.re[k] as number;
    alphaI += a.im[k] as number;
    rightR += r;
    rightI += i;
    z.re[k] = alphaR * firstR - alphaI * firstI - rightR;
    z.im[k] = alphaR * firstI + alphaI * firstR - rightI;
  }
  return z;
}

/**
 * The state of {@link lfilter} after given outputs and inputs.
 * @param y earlier outputs, the last first
 * @param options `x`: earlier inputs, the last first; zeros by default
 * @returns max(len(a), len(b)) - 1 numbers
 */
export function lfiltic(
  b: ArrayLikeInput,
  a: ArrayLikeInput,
  y: ArrayLikeInput,
  options: { readonly x?: ArrayLikeInput | undefined } = {},
): NDArray {
  checkOptions("lfiltic", options, { x: "any" });
  const [above, below, outputs] = [checkLine(b, "b"), checkLine(a, "a"), checkLine(y, "y")];
  const inputs = checkLine(options.x ?? new Float64Array(0), "x");
  const dtypes = [above.dtype, below.dtype, outputs.dtype];
  const dtype = floatDType(...dtypes, ...(options.x === undefined ? [] : [inputs.dtype]));
  const size = Math.max(above.size, below.size) - 1;
  const z = { re: new Float64Array(size), im: new Float64Array(size) };
  accumulate(z, partsOf(above), partsOf(inputs), 1);
  accumulate(z, partsOf(below), partsOf(outputs), -1);
  return makeArray(outputs, z.re, z.im, [size], dtype);
}

interface SomeParts {
  readonly re: Float64Array;
  readonly im: Float64Array | undefined;
}

function accumulate(z: Parts, coefficients: SomeParts, values: SomeParts, sign: number): void {
  const order = coefficients.re.length - 1;
  for (let m = 0; m < order; m++) {
    let [sumR, sumI] = [0, 0];
    for (let k = 0; k < order - m && k < values.re.length; k++) {
      const [cr, ci] = [coefficients.re[m + 1 + k] as number, coefficients.im?.[m + 1 + k] ?? 0];
      const [vr, vi] = [values.re[k] as number, values.im?.[k] ?? 0];
      sumR += cr * vr - ci * vi;
      sumI += cr * vi + ci * vr;
    }
    z.re[m] = (z.re[m] as number) + sign * sumR;
    z.im[m] = (z.im[m] as number) + sign * sumI;
  }
}

/**
 * The state of `sosfilt` that belongs to a step which has always been there.
 * @returns an array of shape (sections, 2)
 * @throws BAD_SHAPE unless `sos` has shape (sections, 6), SINGULAR for a pole at 1
 */
export function sosfiltZi(sos: ArrayLikeInput): NDArray {
  const sections = checkSos(asArray(sos), false);
  const { re, im } = partsOf(sections);
  const count = sections.shape[0] as number;
  const result = { re: new Float64Array(2 * count), im: new Float64Array(2 * count) };
  let [scaleR, scaleI] = [1, 0];
  for (let k = 0; k < count; k++) {
    const part = (start: number): NDArray =>
      makeArray(
        sections,
        re.slice(start, start + 3),
        im?.slice(start, start + 3),
        [3],
        im === undefined ? "float64" : "complex128",
      );
    const filter = normalized(part(6 * k), part(6 * k + 3));
    const z = steadyState(filter.b, filter.a);
    for (let i = 0; i < 2; i++) {
      const [zr, zi] = [z.re[i] as number, z.im[i] as number];
      result.re[2 * k + i] = scaleR * zr - scaleI * zi;
      result.im[2 * k + i] = scaleR * zi + scaleI * zr;
    }
    const sum = (list: Float64Array): number => (list[0] as number) + (list[1] as number) + (list[2] as number);
    const [br, bi, ar, ai] = [sum(filter.b.re), sum(filter.b.im), sum(filter.a.re), sum(filter.a.im)];
    const square = ar * ar + ai * ai;
    const [gr, gi] = [(br * ar + bi * ai) / square, (bi * ar - br * ai) / square];
    [scaleR, scaleI] = [scaleR * gr - scaleI * gi, scaleR * gi + scaleI * gr];
  }
  const dtype = floatDType(sections.dtype);
  return makeArray(sections, result.re, isComplexDType(dtype) ? result.im : undefined, [count, 2], dtype);
}
