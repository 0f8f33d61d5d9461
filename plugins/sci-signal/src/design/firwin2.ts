import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { irfft } from "sci-fft";
import { checkWhole, realList } from "../internal/checks.js";
import { makeArray, realsOf, vector } from "../internal/signals.js";
import { getWindow, type WindowSpec } from "../windows/get-window.js";

/** What {@link firwin2} takes. */
export interface Firwin2Options {
  /** Number of frequencies of the interpolation, one more than a power of two at best; enough by default. */
  readonly nfreqs?: number | undefined;
  /** "hamming" by default; `null` for none. */
  readonly window?: WindowSpec | null;
  /** Whether the coefficients are antisymmetric; `false` by default. */
  readonly antisymmetric?: boolean;
  /** Sampling rate; 2 by default. */
  readonly fs?: number | undefined;
}

/**
 * Designs a filter of finite length with gains given at frequencies, by the window method.
 * @param freq frequencies from 0 to fs / 2; one that stands twice is a step
 * @param gain gains at these
 * @throws BAD_VALUE for frequencies that do not rise, or gains that this kind of filter cannot have
 */
export function firwin2(
  numtaps: number,
  freq: ArrayLikeInput,
  gain: ArrayLikeInput,
  options: Firwin2Options = {},
): NDArray<"float64"> {
  checkOptions("firwin2", options, { nfreqs: "number", window: "any", antisymmetric: "boolean", fs: "number" });
  checkKind("firwin2", "numtaps", numtaps, "number");
  const { fs = 2, antisymmetric = false } = options;
  checkWhole(numtaps, "numtaps", 1, 2 ** 26);
  const nyquist = 0.5 * fs;
  const frequencies = realList(freq, "freq");
  const gains = realList(gain, "gain");
  const nfreqs = options.nfreqs ?? 1 + 2 ** Math.ceil(Math.log2(numtaps));
  if (options.nfreqs !== undefined) checkWhole(nfreqs, "nfreqs", numtaps + 1, 2 ** 27);
  checkFrequencies(frequencies, gains, nyquist);
  const odd = numtaps % 2 === 1;
  const [first, last] = [gains[0] as number, gains[gains.length - 1] as number];
  const fail = (where: string) =>
    coreError(
      "BAD_VALUE",
      `gain: ${antisymmetric ? "an antisymmetric" : "a"} filter of ${numtaps} coefficients has no gain at ${where}.`,
    );
  if (antisymmetric && first !== 0) throw fail("frequency 0");
  if (odd === antisymmetric && last !== 0) throw fail("the Nyquist frequency");
  separateSteps(frequencies, nyquist);
  const re = new Float64Array(nfreqs);
  const im = new Float64Array(nfreqs);
  const step = nyquist / (nfreqs - 1);
  for (let i = 0; i < nfreqs; i++) {
    const x = i === nfreqs - 1 ? nyquist : i * step;
    const value = interpolate(x, frequencies, gains);
    const angle = (-(numtaps - 1) / 2) * Math.PI * (x / nyquist) + (antisymmetric ? Math.PI / 2 : 0);
    re[i] = value * Math.cos(angle);
    im[i] = value * Math.sin(angle);
  }
  const response = irfft(makeArray(vector([]), re, im, [nfreqs], "complex128"));
  const out = realsOf(response).slice(0, numtaps);
  const window = options.window === undefined ? "hamming" : options.window;
  if (window !== null) {
    const weights = realsOf(getWindow(window, numtaps, { fftbins: false }));
    for (let i = 0; i < numtaps; i++) out[i] = (out[i] as number) * (weights[i] as number);
  }
  if (antisymmetric && odd) out[(numtaps - 1) / 2] = 0;
  return vector(out);
}

function checkFrequencies(freq: Float64Array, gain: Float64Array, nyquist: number): void {
  const n = freq.length;
  if (n !== gain.length || n < 2)
    throw coreError(
      "BAD_SHAPE",
      `freq, gain: have ${n} and ${gain.length} numbers, expected as many in both, two or more.`,
    );
  if (freq[0] !== 0 || freq[n - 1] !== nyquist)
    throw coreError("BAD_VALUE", `freq: must begin with 0 and end with fs / 2 = ${nyquist}.`);
  for (let i = 1; i < n; i++) {
    if ((freq[i] as number) < (freq[i - 1] as number)) throw coreError("BAD_VALUE", "freq: frequencies must not fall.");
    if (i > 1 && freq[i] === freq[i - 2]) throw coreError("BAD_VALUE", `freq: ${freq[i]} stands more than twice.`);
  }
  if (freq[1] === 0 || freq[n - 2] === nyquist)
    throw coreError("BAD_VALUE", "freq: 0 and fs / 2 must not stand twice.");
}

/** Makes steps steep slopes. */
function separateSteps(freq: Float64Array, nyquist: number): void {
  const small = Number.EPSILON * nyquist;
  for (let i = 0; i + 1 < freq.length; i++) {
    if (freq[i] !== freq[i + 1]) continue;
    freq[i] = (freq[i] as number) - small;
    freq[i + 1] = (freq[i + 1] as number) + small;
  }
}

function interpolate(x: number, xs: Float64Array, ys: Float64Array): number {
  let [low, high] = [0, xs.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((xs[middle] as number) <= x) low = middle;
    else high = middle;
  }
  const [x0, x1, y0, y1] = [xs[low] as number, xs[high] as number, ys[low] as number, ys[high] as number];
  return x >= x1 ? y1 : y0 + ((y1 - y0) / (x1 - x0)) * (x - x0);
}
