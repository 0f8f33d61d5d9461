import { type ArrayLikeInput, type Complex, checkAxis, isComplex, multiply, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { fft, ifft, nextFastLen } from "sci-fft";
import { checkSignal, checkWhole } from "./internal/checks.js";
import { complex, complexVector, modulus } from "./internal/complex.js";
import { arrayOf, makeArray, signalsOf } from "./internal/signals.js";

/** What {@link czt} takes. */
export interface CztOptions {
  /** Number of points; the length of the lines by default. */
  readonly m?: number | undefined;
  /** Ratio of successive points; `exp(-2πi / m)` by default. */
  readonly w?: Complex | number | undefined;
  /** First point; 1 by default. */
  readonly a?: Complex | number;
  /** The axis; the last by default. */
  readonly axis?: number;
}

function asComplex(x: Complex | number, name: string): Complex {
  if (typeof x === "number") return complex(x);
  if (isComplex(x)) return x;
  throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(x)}, expected a number, real or complex.`);
}

/** A base to a power that is a multiple of 1/2, from modulus and angle. */
function power(base: Complex, exponent: number): Complex {
  const size = modulus(base) ** exponent;
  const angle = Math.atan2(base.im, base.re) * exponent;
  return complex(size * Math.cos(angle), size * Math.sin(angle));
}

/**
 * The chirp z-transform: values of the z-transform on a spiral `a w ** -k`.
 * @returns a complex128 array with `m` values along the axis
 * @throws BAD_SHAPE for empty lines, BAD_VALUE for `m` below 1
 * Source: Bluestein; Rabiner, Schafer and Rader, Bell Syst. Tech. J. 48 (1969) 1249.
 */
export function czt(x: ArrayLikeInput, options: CztOptions = {}): NDArray {
  checkOptions("czt", options, { m: "number", w: "any", a: "any", axis: "number" });
  const data = checkSignal(x, "x");
  const axis = options.axis ?? -1;
  const lines = signalsOf(data, axis);
  const n = lines.length;
  if (n === 0) throw coreError("BAD_SHAPE", "x: the lines are empty.");
  const m = checkWhole(options.m ?? n, "m", 1, 2 ** 26);
  const a = asComplex(options.a ?? 1, "a");
  const given = options.w === undefined ? undefined : asComplex(options.w, "w");
  // w ** (k² / 2); on the unit circle the phase is taken modulo a whole turn before it grows large.
  const chirp = (k: number): Complex => {
    if (given !== undefined) return power(given, (k * k) / 2);
    const angle = (-Math.PI * ((k * k) % (2 * m))) / m;
    return complex(Math.cos(angle), Math.sin(angle));
  };
  const size = nextFastLen(n + m - 1);
  const chirps = Array.from({ length: Math.max(n, m) }, (_, k) => chirp(k));
  const filter = { re: new Float64Array(size), im: new Float64Array(size) };
  const put = (at: number, { re, im }: Complex): void => {
    const square = re * re + im * im;
    filter.re[at] = re / square;
    filter.im[at] = -im / square;
  };
  for (let k = 0; k < m; k++) put(k, chirps[k] as Complex);
  for (let k = 1; k < n; k++) put(size - k, chirps[k] as Complex);
  const re = new Float64Array(lines.count * size);
  const im = new Float64Array(lines.count * size);
  const weights = Array.from({ length: n }, (_, k) => times(power(a, -k), chirps[k] as Complex));
  for (let line = 0; line < lines.count; line++) {
    for (let k = 0; k < n; k++) {
      const own = times(
        complex(lines.re[line * n + k] as number, lines.im?.[line * n + k] ?? 0),
        weights[k] as Complex,
      );
      re[line * size + k] = own.re;
      im[line * size + k] = own.im;
    }
  }
  const spectrum = fft(makeArray(data, re, im, [lines.count, size], "complex128"));
  const response = fft(makeArray(data, filter.re, filter.im, [size], "complex128"));
  const back = signalsOf(ifft(multiply(spectrum, response) as NDArray), -1);
  const outRe = new Float64Array(lines.count * m);
  const outIm = new Float64Array(lines.count * m);
  for (let line = 0; line < lines.count; line++) {
    for (let k = 0; k < m; k++) {
      const at = line * size + k;
      const own = times(complex(back.re[at] as number, back.im?.[at] ?? 0), chirps[k] as Complex);
      outRe[line * m + k] = own.re;
      outIm[line * m + k] = own.im;
    }
  }
  return arrayOf(lines, outRe, outIm, m, "complex128");
}

function times(a: Complex, b: Complex): Complex {
  return complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
}

/** The points of a {@link czt}. @param m how many @param options `w` and `a` as there @returns complex128 */
export function cztPoints(m: number, options: Pick<CztOptions, "w" | "a"> = {}): NDArray<"complex128"> {
  checkOptions("cztPoints", options, { w: "any", a: "any" });
  checkKind("cztPoints", "m", m, "number");
  checkWhole(m, "m", 1, 2 ** 28);
  const a = asComplex(options.a ?? 1, "a");
  const w = options.w === undefined ? undefined : asComplex(options.w, "w");
  return complexVector(
    Array.from({ length: m }, (_, k) => {
      const angle = (2 * Math.PI * k) / m;
      return times(a, w === undefined ? complex(Math.cos(angle), Math.sin(angle)) : power(w, -k));
    }),
  );
}

/** What {@link zoomFft} takes. */
export interface ZoomFftOptions {
  /** Number of points; the length of the lines by default. */
  readonly m?: number | undefined;
  /** Sampling rate; 2 by default. */
  readonly fs?: number;
  /** Whether the last frequency is a point; `false` by default. */
  readonly endpoint?: boolean;
  /** The axis; the last by default. */
  readonly axis?: number;
}

/**
 * A Fourier transform over part of the frequencies, with any number of points.
 * @param fn last frequency, or [first, last]
 * @returns a complex array with `m` values along the axis
 */
export function zoomFft(
  x: ArrayLikeInput,
  fn: number | readonly [number, number],
  options: ZoomFftOptions = {},
): NDArray {
  checkOptions("zoomFft", options, { m: "number", fs: "number", endpoint: "boolean", axis: "number" });
  checkKind("zoomFft", "fn", fn, "numbers");
  const { fs = 2, endpoint = false, axis = -1 } = options;
  const data = checkSignal(x, "x");
  const [from, to] = typeof fn === "number" ? [0, fn] : fn;
  const m = checkWhole(options.m ?? (data.shape[checkAxis(axis, data.shape.length)] as number), "m", 1, 2 ** 26);
  const factor = endpoint && m > 1 ? ((to - from) * m) / (fs * (m - 1)) : (to - from) / fs;
  const turn = (angle: number): Complex => complex(Math.cos(angle), Math.sin(angle));
  return czt(data, { m, axis, w: turn((-2 * Math.PI * factor) / m), a: turn((2 * Math.PI * from) / fs) });
}
