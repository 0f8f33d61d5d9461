import { type ArrayLikeInput, asArray, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { checkWhole, realList } from "../internal/checks.js";
import { realsOf, vector } from "../internal/signals.js";
import { getWindow, type WindowSpec } from "../windows/get-window.js";

/** The `beta` of a Kaiser window for an attenuation of `a` decibels. */
export function kaiserBeta(a: number): number {
  checkKind("kaiserBeta", "a", a, "number");
  if (a > 50) return 0.1102 * (a - 8.7);
  return a > 21 ? 0.5842 * (a - 21) ** 0.4 + 0.07886 * (a - 21) : 0;
}

/** The attenuation in decibels of a Kaiser filter. @param width of the transition, relative to the Nyquist frequency */
export function kaiserAtten(numtaps: number, width: number): number {
  checkKind("kaiserAtten", "numtaps", numtaps, "number");
  checkKind("kaiserAtten", "width", width, "number");
  return 2.285 * (numtaps - 1) * Math.PI * width + 7.95;
}

/**
 * Length and `beta` of a Kaiser window for a filter.
 * @param ripple largest deviation in decibels, 8 or more
 * @param width of the transition, relative to the Nyquist frequency
 * @returns [number of coefficients, beta]
 * @throws BAD_VALUE for a ripple below 8 decibels
 */
export function kaiserord(ripple: number, width: number): [number, number] {
  checkKind("kaiserord", "ripple", ripple, "number");
  checkKind("kaiserord", "width", width, "number");
  const a = Math.abs(ripple);
  if (a < 8) throw coreError("BAD_VALUE", `ripple: got ${ripple}, Kaiser's formula holds from 8 decibels.`);
  return [Math.ceil((a - 7.95) / 2.285 / (Math.PI * width) + 1), kaiserBeta(a)];
}

/** What {@link firwin} takes. */
export interface FirwinOptions {
  /** Width of the transition; gives a Kaiser window in place of `window`. */
  readonly width?: number | undefined;
  /** "hamming" by default. */
  readonly window?: WindowSpec;
  /** Whether frequency 0 passes, or the kind of filter; `true` by default. */
  readonly passZero?: boolean | "bandpass" | "lowpass" | "highpass" | "bandstop";
  /** Whether the middle of the first pass band has the gain 1; `true` by default. */
  readonly scale?: boolean;
  /** Sampling rate; 2 by default. */
  readonly fs?: number | undefined;
}

/**
 * Designs a filter of finite length by the window method.
 * @param numtaps number of coefficients
 * @param cutoff edges of the bands, rising, between 0 and fs / 2
 * @throws BAD_VALUE for edges out of range, or an even length where the Nyquist frequency passes
 */
export function firwin(numtaps: number, cutoff: ArrayLikeInput, options: FirwinOptions = {}): NDArray<"float64"> {
  checkOptions("firwin", options, { width: "number", window: "any", passZero: "any", scale: "boolean", fs: "number" });
  checkKind("firwin", "numtaps", numtaps, "number");
  const { fs = 2, scale = true } = options;
  checkWhole(numtaps, "numtaps", 1, 2 ** 28);
  const edges = [...realList(asArray(cutoff), "cutoff")].map((one) => (2 * one) / fs);
  if (edges.length === 0) throw coreError("BAD_SHAPE", "cutoff: give at least one frequency.");
  if (edges.some((one) => !(one > 0 && one < 1)))
    throw coreError("BAD_VALUE", `cutoff: frequencies must be above 0 and below fs / 2 = ${fs / 2}.`);
  if (edges.some((one, k) => k > 0 && one <= (edges[k - 1] as number)))
    throw coreError("BAD_VALUE", "cutoff: frequencies must rise.");
  const window: WindowSpec =
    options.width === undefined
      ? (options.window ?? "hamming")
      : ["kaiser", kaiserBeta(kaiserAtten(numtaps, (2 * options.width) / fs))];
  const passZero = passesZero(options.passZero ?? true, edges.length);
  const passNyquist = (edges.length % 2 === 1) !== passZero;
  if (passNyquist && numtaps % 2 === 0)
    throw coreError(
      "BAD_VALUE",
      `numtaps: got ${numtaps}; a filter of even length lets nothing pass at the Nyquist frequency.`,
    );
  const bands = [...(passZero ? [0] : []), ...edges, ...(passNyquist ? [1] : [])];
  const middle = 0.5 * (numtaps - 1);
  const h = realsOf(getWindow(window, numtaps, { fftbins: false }));
  for (let i = 0; i < numtaps; i++) {
    const m = i - middle;
    let sum = 0;
    for (let k = 0; k < bands.length; k += 2) {
      const [left, right] = [bands[k] as number, bands[k + 1] as number];
      sum += right * sinc(right * m) - left * sinc(left * m);
    }
    h[i] = (h[i] as number) * sum;
  }
  if (scale) {
    const [left, right] = [bands[0] as number, bands[1] as number];
    const frequency = left === 0 ? 0 : right === 1 ? 1 : 0.5 * (left + right);
    let sum = 0;
    for (let i = 0; i < numtaps; i++) sum += (h[i] as number) * Math.cos(Math.PI * (i - middle) * frequency);
    for (let i = 0; i < numtaps; i++) h[i] = (h[i] as number) / sum;
  }
  return vector(h);
}

/** sin(πx) / (πx) */
export function sinc(x: number): number {
  if (x === 0) return 1;
  return Math.sin(Math.PI * x) / (Math.PI * x);
}

function passesZero(given: NonNullable<FirwinOptions["passZero"]>, edges: number): boolean {
  if (typeof given === "boolean") return given;
  const kinds = {
    lowpass: [true, true],
    highpass: [false, true],
    bandpass: [false, false],
    bandstop: [true, false],
  } as const;
  if (!Object.hasOwn(kinds, given))
    throw coreError(
      "BAD_VALUE",
      `passZero: got ${describeValue(given)}, allowed are true, false, "bandpass", "lowpass", "highpass", "bandstop".`,
    );
  const [zero, single] = kinds[given];
  if (single !== (edges === 1))
    throw coreError(
      "BAD_VALUE",
      `cutoff: "${given}" takes ${single ? "one frequency" : "two or more frequencies"}, got ${edges}.`,
    );
  return zero;
}
