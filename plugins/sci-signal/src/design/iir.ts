import { type ArrayLikeInput, asArray, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, type OptionKinds } from "@core/array/runtime";
import { checkWord, realList } from "../internal/checks.js";
import { type BesselNorm, besselPrototype } from "./bessel-prototype.js";
import { fromZpk, type Transfer } from "./convert.js";
import { buttPrototype, cheb1Prototype, cheb2Prototype, ellipPrototype } from "./prototypes.js";
import { toSections } from "./sections.js";
import { toBandpass, toBandstop, toDigital, toHighpass, toLowpass } from "./transform-zpk.js";
import { type Zpk, type ZpkArrays, zpkArrays } from "./zpk.js";

const iirKinds: OptionKinds<IirOptions<FilterOutput>> = {
  btype: "any",
  analog: "boolean",
  output: "any",
  fs: "number",
};

/** In which form a filter comes. */
export type FilterOutput = "ba" | "zpk" | "sos";

/** A filter as [numerator, denominator], [zeros, poles, gain], or second-order sections. */
export type FilterOf<Output extends FilterOutput> = Output extends "sos"
  ? NDArray<"float64">
  : Output extends "zpk"
    ? ZpkArrays
    : Transfer;

const bands = {
  band: "bandpass",
  bandpass: "bandpass",
  pass: "bandpass",
  bp: "bandpass",
  bs: "bandstop",
  bandstop: "bandstop",
  bands: "bandstop",
  stop: "bandstop",
  l: "lowpass",
  low: "lowpass",
  lowpass: "lowpass",
  lp: "lowpass",
  high: "highpass",
  highpass: "highpass",
  h: "highpass",
  hp: "highpass",
} as const;

const families = {
  butter: "butter",
  butterworth: "butter",
  cauer: "ellip",
  elliptic: "ellip",
  ellip: "ellip",
  bessel: "phase",
  bessel_phase: "phase",
  bessel_delay: "delay",
  bessel_mag: "mag",
  cheby1: "cheby1",
  chebyshev1: "cheby1",
  chebyshevi: "cheby1",
  cheby2: "cheby2",
  chebyshev2: "cheby2",
  chebyshevii: "cheby2",
} as const;

/** Which frequencies pass. */
export type BandType = keyof typeof bands;

/** A family of filters. */
export type FilterFamily = keyof typeof families;

/** What all designs of recursive filters take. */
export interface IirOptions<Output extends FilterOutput = FilterOutput> {
  /** Which frequencies pass; "low" by default, "band" for `iirfilter`. */
  readonly btype?: BandType;
  /** An analog filter, with frequencies in rad/s; `false` by default. */
  readonly analog?: boolean;
  /** "ba" by default; "sos" is the accurate one to filter with. */
  readonly output?: Output;
  /** Sampling rate, in the units of the frequencies; 2 by default, so that 1 is the Nyquist frequency. */
  readonly fs?: number | undefined;
}

/** What {@link iirfilter} takes. */
export interface IirfilterOptions<Output extends FilterOutput = FilterOutput> extends IirOptions<Output> {
  /** Ripple of the pass band in decibels, for Chebyshev I and elliptic filters. */
  readonly rp?: number | undefined;
  /** Attenuation of the stop band in decibels, for Chebyshev II and elliptic filters. */
  readonly rs?: number | undefined;
  /** "butter" by default. */
  readonly ftype?: FilterFamily;
}

/**
 * Designs a recursive filter of a given order.
 * @param n order (of the low-pass; band filters have twice as many poles)
 * @param wn critical frequency, or [low, high] for band filters; between 0 and 1, or 0 and fs / 2
 * @returns by `output`: [b, a], [z, p, k], or sections of shape (…, 6)
 * @throws BAD_VALUE for frequencies out of range, unknown words or missing ripples
 */
export function iirfilter<Output extends FilterOutput = "ba">(
  n: number,
  wn: ArrayLikeInput,
  options: IirfilterOptions<Output> = {},
): FilterOf<Output> {
  checkOptions("iirfilter", options, {
    rp: "number",
    rs: "number",
    ftype: "any",
    btype: "any",
    analog: "boolean",
    output: "any",
    fs: "number",
  });
  checkKind("iirfilter", "n", n, "number");
  const { analog = false, fs, rp, rs } = options;
  const lower = (word: string): string => (typeof word === "string" ? word.toLowerCase() : word);
  const band = bands[checkWord(lower(options.btype ?? "band"), "btype", Object.keys(bands) as BandType[])];
  const family =
    families[checkWord(lower(options.ftype ?? "butter"), "ftype", Object.keys(families) as FilterFamily[])];
  const output = checkWord(lower(options.output ?? "ba"), "output", ["ba", "zpk", "sos"]);
  const critical = criticalFrequencies(wn, analog, fs, band.startsWith("band"));
  for (const [name, value] of Object.entries({ rp, rs }))
    if (value !== undefined && !(value >= 0))
      throw coreError("BAD_VALUE", `${name}: got ${value}, decibels are 0 or more.`);
  const low = prototypeOf(family, n, rp, rs);
  const warped = analog ? critical : critical.map((w) => 4 * Math.tan((Math.PI * w) / 2));
  const made = onBand(low, band, warped);
  return formatted(analog ? made : toDigital(made, 2), output, analog) as FilterOf<Output>;
}

function formatted(filter: Zpk, output: FilterOutput, analog: boolean): FilterOf<FilterOutput> {
  if (output === "zpk") return zpkArrays(filter);
  return output === "ba" ? fromZpk(filter) : toSections(filter, { analog });
}

function criticalFrequencies(wn: ArrayLikeInput, analog: boolean, fs: number | undefined, pair: boolean): number[] {
  if (fs !== undefined && analog) throw coreError("BAD_ARGUMENT", "fs: analog filters have no sampling rate.");
  const given = [...realList(asArray(wn), "wn")];
  if (given.length !== (pair ? 2 : 1))
    throw coreError(
      "BAD_SHAPE",
      `wn: got ${given.length} frequencies, ${pair ? "band filters take two" : "this filter takes one"}.`,
    );
  const relative = fs === undefined ? given : given.map((w) => (2 * w) / fs);
  for (const w of relative) {
    if (!(w > 0) || !Number.isFinite(w) || (!analog && w >= 1))
      throw coreError(
        "BAD_VALUE",
        `wn: got ${given.join(", ")}, allowed is above 0${analog ? "" : ` and below ${fs === undefined ? "1 (the Nyquist frequency)" : `fs / 2 = ${fs / 2}`}`}.`,
      );
  }
  if (pair && !((relative[0] as number) < (relative[1] as number)))
    throw coreError("BAD_VALUE", `wn: got ${given.join(", ")}, the first must be below the second.`);
  return relative;
}

function prototypeOf(family: (typeof families)[FilterFamily], n: number, rp?: number, rs?: number): Zpk {
  const needed = (value: number | undefined, name: string): number => {
    if (value === undefined) throw coreError("BAD_ARGUMENT", `${name}: this family of filters needs it, in decibels.`);
    return value;
  };
  if (family === "butter") return buttPrototype(n);
  if (family === "cheby1") return cheb1Prototype(n, needed(rp, "rp"));
  if (family === "cheby2") return cheb2Prototype(n, needed(rs, "rs"));
  if (family === "ellip") return ellipPrototype(n, needed(rp, "rp"), needed(rs, "rs"));
  return besselPrototype(n, family);
}

function onBand(low: Zpk, band: (typeof bands)[BandType], edges: readonly number[]): Zpk {
  const first = edges[0] as number;
  if (band === "lowpass") return toLowpass(low, first);
  if (band === "highpass") return toHighpass(low, first);
  const second = edges[1] as number;
  const [width, centre] = [second - first, Math.sqrt(first * second)];
  return band === "bandpass" ? toBandpass(low, centre, width) : toBandstop(low, centre, width);
}

/** Butterworth's filter: as flat as can be in the pass band. See {@link iirfilter} for the rest. */
export function butter<Output extends FilterOutput = "ba">(
  n: number,
  wn: ArrayLikeInput,
  options: IirOptions<Output> = {},
): FilterOf<Output> {
  checkOptions("butter", options, iirKinds);
  checkKind("butter", "n", n, "number");
  return iirfilter(n, wn, { ...options, btype: options.btype ?? "low", ftype: "butter" });
}

/** Chebyshev's type I: ripples in the pass band. @param rp ripple in decibels. See {@link iirfilter} for the rest. */
export function cheby1<Output extends FilterOutput = "ba">(
  n: number,
  rp: number,
  wn: ArrayLikeInput,
  options: IirOptions<Output> = {},
): FilterOf<Output> {
  checkOptions("cheby1", options, iirKinds);
  checkKind("cheby1", "n", n, "number");
  checkKind("cheby1", "rp", rp, "number");
  return iirfilter(n, wn, { ...options, rp, btype: options.btype ?? "low", ftype: "cheby1" });
}

/** Chebyshev's type II: ripples in the stop band. @param rs attenuation in decibels. See {@link iirfilter} for the rest. */
export function cheby2<Output extends FilterOutput = "ba">(
  n: number,
  rs: number,
  wn: ArrayLikeInput,
  options: IirOptions<Output> = {},
): FilterOf<Output> {
  checkOptions("cheby2", options, iirKinds);
  checkKind("cheby2", "n", n, "number");
  checkKind("cheby2", "rs", rs, "number");
  return iirfilter(n, wn, { ...options, rs, btype: options.btype ?? "low", ftype: "cheby2" });
}

/** The elliptic (Cauer) filter: the steepest. @param rp ripple @param rs attenuation in decibels. See {@link iirfilter}. */
export function ellip<Output extends FilterOutput = "ba">(
  n: number,
  rp: number,
  rs: number,
  wn: ArrayLikeInput,
  options: IirOptions<Output> = {},
): FilterOf<Output> {
  checkOptions("ellip", options, iirKinds);
  checkKind("ellip", "n", n, "number");
  checkKind("ellip", "rp", rp, "number");
  checkKind("ellip", "rs", rs, "number");
  return iirfilter(n, wn, { ...options, rp, rs, btype: options.btype ?? "low", ftype: "ellip" });
}

/** The filter of Bessel and Thomson: the most constant delay. `norm` "phase" by default. See {@link iirfilter} for the rest. */
export function bessel<Output extends FilterOutput = "ba">(
  n: number,
  wn: ArrayLikeInput,
  options: IirOptions<Output> & { readonly norm?: BesselNorm } = {},
): FilterOf<Output> {
  checkOptions("bessel", options, { btype: "any", analog: "boolean", output: "any", fs: "number", norm: "any" });
  checkKind("bessel", "n", n, "number");
  const { norm = "phase", ...rest } = options;
  checkWord(norm, "norm", ["phase", "delay", "mag"]);
  return iirfilter<Output>(n, wn, { ...rest, btype: options.btype ?? "low", ftype: `bessel_${norm}` });
}
