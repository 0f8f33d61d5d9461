import type { NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkWhole, checkWord } from "../internal/checks.js";
import { add, complex, divide, modulus, multiply, scale } from "../internal/complex.js";
import { vector } from "../internal/signals.js";

/** Numerator and denominator of real coefficients. */
export type RealTransfer = [b: NDArray<"float64">, a: NDArray<"float64">];

/**
 * A filter of second order that takes out one frequency.
 * @param w0 frequency, between 0 and fs / 2
 * @param q quality: `w0` divided by the width at -3 dB
 * @param options `fs`: sampling rate, 2 by default
 * @throws BAD_VALUE for a frequency out of range
 */
export function iirnotch(w0: number, q: number, options: { readonly fs?: number } = {}): RealTransfer {
  checkOptions("iirnotch", options, { fs: "number" });
  checkKind("iirnotch", "w0", w0, "number");
  checkKind("iirnotch", "q", q, "number");
  const { w, gain } = resonance(w0, q, options.fs ?? 2);
  return [vector([gain, -2 * gain * Math.cos(w), gain]), vector([1, -2 * gain * Math.cos(w), 2 * gain - 1])];
}

/** A filter of second order that lets one frequency pass. See {@link iirnotch}. */
export function iirpeak(w0: number, q: number, options: { readonly fs?: number } = {}): RealTransfer {
  checkOptions("iirpeak", options, { fs: "number" });
  checkKind("iirpeak", "w0", w0, "number");
  checkKind("iirpeak", "q", q, "number");
  const { w, gain } = resonance(w0, q, options.fs ?? 2);
  return [vector([1 - gain, 0, -(1 - gain)]), vector([1, -2 * gain * Math.cos(w), 2 * gain - 1])];
}

function resonance(w0: number, q: number, fs: number): { w: number; gain: number } {
  const relative = (2 * w0) / fs;
  if (!(relative >= 0 && relative <= 1))
    throw coreError("BAD_VALUE", `w0: got ${w0}, allowed is from 0 to fs / 2 = ${fs / 2}.`);
  if (!(q > 0)) throw coreError("BAD_VALUE", `q: got ${q}, must be above 0.`);
  return { w: relative * Math.PI, gain: 1 / (1 + Math.tan((relative * Math.PI) / (2 * q))) };
}

/** What {@link iircomb} takes. */
export interface IircombOptions {
  /** "notch" (default) takes the frequencies out, "peak" lets them pass. */
  readonly ftype?: "notch" | "peak";
  /** Sampling rate; 2 by default. */
  readonly fs?: number;
  /** Whether the peaks (notches) are at 0, w0, 2 w0, … (w0/2, 3 w0/2, …) or the other way round; `false` by default. */
  readonly passZero?: boolean;
}

/**
 * A filter with notches or peaks at all multiples of a frequency.
 * @param w0 frequency that divides `fs`
 * @param q quality: `w0` divided by the width at -3 dB
 * @throws BAD_VALUE for a frequency that is out of range or does not divide `fs`
 */
export function iircomb(w0: number, q: number, options: IircombOptions = {}): RealTransfer {
  checkOptions("iircomb", options, { ftype: "any", fs: "number", passZero: "boolean" });
  checkKind("iircomb", "w0", w0, "number");
  checkKind("iircomb", "q", q, "number");
  const { fs = 2, passZero = false } = options;
  const ftype = checkWord(options.ftype ?? "notch", "ftype", ["notch", "peak"]);
  if (!(w0 > 0 && w0 < fs / 2))
    throw coreError("BAD_VALUE", `w0: got ${w0}, allowed is above 0 and below fs / 2 = ${fs / 2}.`);
  const n = halfToEven(fs / w0);
  if (!(n <= 2 ** 24)) throw coreError("BAD_VALUE", `w0: got ${w0}, fs / w0 = ${fs / w0} may be up to 2 ** 24.`);
  if (Math.abs(w0 - fs / n) / fs > 1e-14)
    throw coreError("BAD_VALUE", `w0: got ${w0}, which does not divide fs = ${fs}.`);
  const notch = ftype === "notch";
  const beta = Math.tan((n * ((2 * Math.PI * w0) / fs / q)) / 4);
  const [bx, cx] = notch ? [1 / (1 + beta), 1 / (1 + beta)] : [beta / (1 + beta), -beta / (1 + beta)];
  const ax = (1 - beta) / (1 + beta);
  const sign = notch !== passZero ? -1 : 1;
  const b = new Float64Array(n + 1);
  const a = new Float64Array(n + 1);
  b[0] = bx;
  b[n] = sign * cx;
  a[0] = 1;
  a[n] = sign * ax;
  return [vector(b), vector(a)];
}

function halfToEven(x: number): number {
  const near = Math.round(x);
  return Math.abs(x - Math.trunc(x)) === 0.5 && near % 2 !== 0 ? near - 1 : near;
}

/** What {@link gammatone} takes. */
export interface GammatoneOptions {
  /** For "fir": 4 by default. */
  readonly order?: number | undefined;
  /** For "fir": 15 ms of samples by default, at least 15. */
  readonly numtaps?: number | undefined;
  /** Sampling rate; 2 by default. */
  readonly fs?: number | undefined;
}

/**
 * The filter of one place in the ear.
 * @param freq centre frequency in Hz
 * @throws BAD_VALUE for a frequency, order or length out of range
 * Source: Slaney, An Efficient Implementation of the Patterson-Holdsworth Auditory Filter Bank (1993).
 */
export function gammatone(freq: number, ftype: "fir" | "iir", options: GammatoneOptions = {}): RealTransfer {
  checkOptions("gammatone", options, { order: "number", numtaps: "number", fs: "number" });
  checkKind("gammatone", "freq", freq, "number");
  const { fs = 2 } = options;
  if (!(freq > 0 && freq < fs / 2))
    throw coreError("BAD_VALUE", `freq: got ${freq}, allowed is above 0 and below fs / 2 = ${fs / 2}.`);
  checkWord(ftype, "ftype", ["fir", "iir"]);
  const width = 1.019 * (freq / 9.26449 + 24.7);
  if (ftype === "iir") return gammatoneIir(freq, fs, width);
  const order = checkWhole(options.order ?? 4, "order", 1, 24);
  const taps = checkWhole(options.numtaps ?? Math.max(Math.trunc(fs * 0.015), 15), "numtaps", 1, 2 ** 22);
  let factorial = 1;
  for (let i = 2; i < order; i++) factorial *= i;
  const factor = (2 * (2 * Math.PI * width) ** order) / factorial / fs;
  const b = Float64Array.from({ length: taps }, (_, i) => {
    const t = i / fs;
    return t ** (order - 1) * Math.exp(-2 * Math.PI * width * t) * Math.cos(2 * Math.PI * freq * t) * factor;
  });
  return [vector(b), vector([1])];
}

function gammatoneIir(freq: number, fs: number, width: number): RealTransfer {
  const t = 1 / fs;
  const decay = 2 * Math.PI * width * t;
  const angle = 2 * freq * Math.PI * t;
  const turn = (x: number): { re: number; im: number } => complex(Math.cos(x), Math.sin(x));
  const g1 = scale(turn(2 * angle), -2 * t);
  const g2 = scale(turn(angle), 2 * Math.exp(-decay) * t);
  const [near, far] = [Math.sqrt(3 - 2 ** 1.5) * Math.sin(angle), Math.sqrt(3 + 2 ** 1.5) * Math.sin(angle)];
  const factors = [-near, near, -far, far].map((one) => add(g1, scale(g2, Math.cos(angle) + one)));
  const g5 = turn(2 * angle);
  const below = add(
    add(complex(-2 / Math.exp(2 * decay)), scale(g5, -2)),
    scale(add(complex(1), g5), 2 / Math.exp(decay)),
  );
  const square = multiply(below, below);
  const gain = modulus(divide(factors.reduce(multiply), multiply(square, square)));
  const part = (k: number): number => Math.exp(-k * decay);
  const c = (k: number): number => Math.cos(k * angle);
  const b = [1, -4, 6, -4, 1].map((weight, k) => (weight * t ** 4 * c(k) * part(k)) / gain);
  const a = [
    1,
    -8 * c(1) * part(1),
    4 * (4 + 3 * c(2)) * part(2),
    -8 * (6 * c(1) + c(3)) * part(3),
    2 * (18 + 16 * c(2) + c(4)) * part(4),
    -8 * (6 * c(1) + c(3)) * part(5),
    4 * (4 + 3 * c(2)) * part(6),
    -8 * c(1) * part(7),
    part(8),
  ];
  return [vector(b), vector(a)];
}
