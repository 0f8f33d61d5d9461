import {
  type ArrayLikeInput,
  asArray,
  checkAxis,
  type DType,
  dispatch,
  fromData,
  isComplexDType,
  type NDArray,
  type Operation,
} from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { checkLine, checkSignal, checkWhole, checkWord } from "../internal/checks.js";
import { arrayOf, floatDType, partsOf, realsOf, type Signals, signalsOf } from "../internal/signals.js";
import { checkPadding, extended, type PadType } from "./extend.js";
import { filterGust } from "./gust.js";
import { normalized } from "./lfilter.js";
import { filterComplexLine, filterLine, type Parts } from "./linear-core.js";
import { checkSos, sectionsOf } from "./sos.js";
import { sosfiltZi, steadyState } from "./states.js";

/** What {@link sosfiltfilt} takes. */
export interface SosfiltfiltOptions {
  /** The axis along which is filtered; the last by default. */
  readonly axis?: number;
  /** How lines go on beyond their ends: "odd" (default), "even", "constant", or `null` for not at all. */
  readonly padtype?: PadType | null;
  /** How many samples are added at each end; three times the length of the filter by default. */
  readonly padlen?: number | undefined;
}

/** What {@link filtfilt} takes. */
export interface FiltfiltOptions extends SosfiltfiltOptions {
  /** "pad" (default), or "gust" for Gustafsson's method, which needs no padding. */
  readonly method?: "pad" | "gust";
  /** For "gust": how long the impulse response is; as long as the lines by default. */
  readonly irlen?: number | undefined;
}

interface Section {
  readonly b: Parts;
  readonly a: Parts;
  readonly z: Parts;
}

interface Attributes {
  readonly axis: number;
  /** Samples that are added at each end, and how. */
  readonly edge: number;
  readonly kind: PadType | null;
  readonly dtype: DType;
}

/** The inputs: coefficients (sections, b and a, order + 1), steady states (sections, order), and the array. */
const operation: Operation<Attributes, NDArray> = {
  id: "sci-signal/filtfilt",
  reference: ([coefficients, states, x], { axis, edge, kind, dtype }) => {
    const [count, , taps] = (coefficients as NDArray).shape as [number, number, number];
    const [c, z] = [realsOf(coefficients as NDArray), realsOf(states as NDArray)];
    const parts = (all: Float64Array, at: number, size: number): Parts => ({
      re: all.subarray(at, at + size),
      im: new Float64Array(size),
    });
    const sections = Array.from({ length: count }, (_, k) => ({
      b: parts(c, 2 * k * taps, taps),
      a: parts(c, (2 * k + 1) * taps, taps),
      z: parts(z, k * (taps - 1), taps - 1),
    }));
    return forwardAndBack(sections, signalsOf(x as NDArray, axis), edge, kind, dtype);
  },
};

/**
 * Filters forward and backward: no shift in phase, twice the order.
 * @returns an array of the shape of `x`
 * @throws BAD_VALUE for lines that are not longer than `padlen`
 * Source: "gust": Gustafsson, IEEE Trans. Signal Process. 44 (1996) 988.
 */
export function filtfilt(
  b: ArrayLikeInput,
  a: ArrayLikeInput,
  x: ArrayLikeInput,
  options: FiltfiltOptions = {},
): NDArray {
  checkOptions("filtfilt", options, {
    method: "any",
    irlen: "number",
    axis: "number",
    padtype: "any",
    padlen: "number",
  });
  const { axis = -1, irlen } = options;
  const method = checkWord(options.method ?? "pad", "method", ["pad", "gust"]);
  const [above, below, data] = [checkLine(b, "b"), checkLine(a, "a"), checkSignal(x, "x")];
  const filter = normalized(above, below);
  const dtype = floatDType(filter.dtype, data.dtype);
  if (method === "gust") {
    const lines = signalsOf(data, axis);
    if (filter.complex) throw coreError("UNSUPPORTED", 'method: "gust" takes real coefficients; use "pad".');
    if (irlen !== undefined) checkWhole(irlen, "irlen", 1);
    for (const part of [lines.re, lines.im]) {
      if (part !== undefined) filterGust(filter.b.re, filter.a.re, part, lines.count, lines.length, irlen);
    }
    return arrayOf(lines, lines.re, lines.im, lines.length, dtype);
  }
  const { edge, kind } = checkPadding(options.padtype, options.padlen, lengthAlong(data, axis), filter.b.re.length);
  const section = { b: filter.b, a: filter.a, z: steadyState(filter.b, filter.a) };
  return filterBoth([section], data, { axis, edge, kind, dtype });
}

/**
 * {@link filtfilt} with second-order sections.
 * @throws BAD_VALUE for lines that are not longer than `padlen`
 */
export function sosfiltfilt(sos: ArrayLikeInput, x: ArrayLikeInput, options: SosfiltfiltOptions = {}): NDArray {
  checkOptions("sosfiltfilt", options, { axis: "number", padtype: "any", padlen: "number" });
  const given = checkSos(asArray(sos));
  const data = checkSignal(x, "x");
  const { axis = -1 } = options;
  const length = lengthAlong(data, axis);
  const coefficients = sectionsOf(given);
  const zeros = (part: "b" | "a"): number =>
    coefficients.filter((one) => one[part].re[2] === 0 && one[part].im[2] === 0).length;
  const taps = 2 * coefficients.length + 1 - Math.min(zeros("b"), zeros("a"));
  const { edge, kind } = checkPadding(options.padtype, options.padlen, length, taps);
  const state = partsOf(sosfiltZi(given));
  const sections = coefficients.map(({ b, a }, k) => ({
    b,
    a,
    z: { re: state.re.slice(2 * k, 2 * k + 2), im: state.im?.slice(2 * k, 2 * k + 2) ?? new Float64Array(2) },
  }));
  return filterBoth(sections, data, { axis, edge, kind, dtype: floatDType(given.dtype, data.dtype) });
}

function lengthAlong(x: NDArray, axis: number): number {
  return x.shape[checkAxis(axis, x.shape.length)] as number;
}

function filterBoth(sections: readonly Section[], x: NDArray, attributes: Attributes): NDArray {
  const { axis, edge, kind, dtype } = attributes;
  if (isComplexFilter(sections)) return forwardAndBack(sections, signalsOf(x, axis), edge, kind, dtype);
  const taps = (sections[0]?.b.re.length ?? 1) as number;
  const like = x.runtime === undefined ? {} : { runtime: x.runtime };
  const coefficients = Float64Array.from(sections.flatMap(({ b, a }) => [...b.re, ...a.re]));
  const states = Float64Array.from(sections.flatMap(({ z }) => [...z.re]));
  const inputs = [
    fromData(coefficients, [sections.length, 2, taps], like),
    fromData(states, [sections.length, taps - 1], like),
  ];
  return dispatch(operation, [...inputs, x], attributes);
}

function isComplexFilter(sections: readonly Section[]): boolean {
  return sections.some(({ b, a, z }) => [b, a, z].some(({ im }) => im.some((one) => one !== 0)));
}

function forwardAndBack(
  sections: readonly Section[],
  lines: Signals,
  edge: number,
  kind: PadType | null,
  dtype: NDArray["dtype"],
): NDArray {
  const { length, count, re } = lines;
  const complexFilter = isComplexFilter(sections);
  const complex = isComplexDType(dtype);
  const im = lines.im ?? new Float64Array(complex ? re.length : 0);
  for (let line = 0; line < count; line++) {
    const start = line * length;
    const wide: { re: Float64Array; im: Float64Array } = {
      re: extended(re, start, length, edge, kind),
      im: new Float64Array(0),
    };
    if (complex) wide.im = extended(im, start, length, edge, kind);
    for (let pass = 0; pass < 2; pass++) {
      runSections(sections, wide, complex, complexFilter);
      wide.re.reverse();
      wide.im.reverse();
    }
    re.set(wide.re.subarray(edge, edge + length), start);
    if (complex) im.set(wide.im.subarray(edge, edge + length), start);
  }
  return arrayOf(lines, re, complex ? im : undefined, length, dtype);
}

/** One pass in place, beginning in the steady state of the first sample. */
function runSections(sections: readonly Section[], x: Parts, complex: boolean, complexFilter: boolean): void {
  const length = x.re.length;
  const [first, firstIm] = [x.re[0] as number, complex ? (x.im[0] as number) : 0];
  for (const { b, a, z } of sections) {
    const re = z.re.map((one, i) => one * first - (z.im[i] as number) * firstIm);
    const im = z.re.map((one, i) => one * firstIm + (z.im[i] as number) * first);
    if (complexFilter) filterComplexLine(b, a, x, 0, length, { re, im }, x, 0);
    else {
      filterLine(b.re, a.re, x.re, 0, length, re, x.re, 0);
      if (complex) filterLine(b.re, a.re, x.im, 0, length, im, x.im, 0);
    }
  }
}
