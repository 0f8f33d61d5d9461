import { type ArrayLikeInput, asArray, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkWord, realList } from "../internal/checks.js";
import { ellipticK, ellipticKOfComplement } from "../internal/elliptic.js";
import { minimizeWithin } from "../internal/minimize.js";
import { vector } from "../internal/signals.js";
import { type FilterFamily, type FilterOf, type FilterOutput, iirfilter } from "./iir.js";
import { powerMinusOne } from "./prototypes.js";

/** What the choices of orders take. */
export interface OrderOptions {
  /** An analog filter, with frequencies in rad/s; `false` by default. */
  readonly analog?: boolean;
  /** Sampling rate; 2 by default. */
  readonly fs?: number | undefined;
}

/** An order, and the critical frequencies for it: a number, or two in an array for band filters. */
export type OrderAndFrequency = [order: number, wn: number | NDArray<"float64">];

type Kind = "butter" | "cheby" | "ellip";
type Band = "lowpass" | "highpass" | "bandstop" | "bandpass";

interface Specification {
  readonly band: Band;
  readonly pass: number[];
  readonly stop: readonly number[];
  /** The stop frequency of the low-pass to which this filter belongs. */
  readonly ratio: number;
  readonly back: (edges: readonly number[]) => number | NDArray<"float64">;
}

/**
 * The lowest order of a Butterworth filter that loses no more than `gpass` decibels up to `wp` and at least `gstop` from `ws` on.
 * @param wp edge of the pass band, or two
 * @param ws edge of the stop band, or two
 * @returns [order, critical frequency]
 * @throws BAD_VALUE for losses that are not positive or not rising
 */
export function buttord(
  wp: ArrayLikeInput,
  ws: ArrayLikeInput,
  gpass: number,
  gstop: number,
  options: OrderOptions = {},
): OrderAndFrequency {
  checkOptions("buttord", options, { analog: "boolean", fs: "number" });
  checkKind("buttord", "gpass", gpass, "number");
  checkKind("buttord", "gstop", gstop, "number");
  const { band, pass, ratio, back } = specify(wp, ws, gpass, gstop, options, "butter");
  const order = Math.ceil(orderOf("butter", ratio, gpass, gstop));
  const w = order === 0 ? 1 : powerOf(gpass) ** (-1 / (2 * order));
  const [first, second] = pass as [number, number];
  if (band === "lowpass") return [order, back([w * first])];
  if (band === "highpass") return [order, back([first / w])];
  const width = second - first;
  const edges =
    band === "bandstop"
      ? [1, -1].map((sign) => (width + sign * Math.sqrt(width ** 2 + 4 * w ** 2 * first * second)) / (2 * w))
      : [-w, w].map((one) => (-one * width) / 2 + Math.sqrt((one ** 2 / 4) * width ** 2 + first * second));
  return [order, back(edges.map(Math.abs).sort((one, other) => one - other))];
}

/** The lowest order of a filter of Chebyshev's type I. See {@link buttord}. */
export function cheb1ord(
  wp: ArrayLikeInput,
  ws: ArrayLikeInput,
  gpass: number,
  gstop: number,
  options: OrderOptions = {},
): OrderAndFrequency {
  checkOptions("cheb1ord", options, { analog: "boolean", fs: "number" });
  checkKind("cheb1ord", "gpass", gpass, "number");
  checkKind("cheb1ord", "gstop", gstop, "number");
  const { pass, ratio, back } = specify(wp, ws, gpass, gstop, options, "cheby");
  return [Math.ceil(orderOf("cheby", ratio, gpass, gstop)), back(pass)];
}

/** The lowest order of a filter of Chebyshev's type II. See {@link buttord}. */
export function cheb2ord(
  wp: ArrayLikeInput,
  ws: ArrayLikeInput,
  gpass: number,
  gstop: number,
  options: OrderOptions = {},
): OrderAndFrequency {
  checkOptions("cheb2ord", options, { analog: "boolean", fs: "number" });
  checkKind("cheb2ord", "gpass", gpass, "number");
  checkKind("cheb2ord", "gstop", gstop, "number");
  const { band, pass, ratio, back } = specify(wp, ws, gpass, gstop, options, "cheby");
  const order = Math.ceil(orderOf("cheby", ratio, gpass, gstop));
  const w = 1 / Math.cosh(Math.acosh(Math.sqrt(powerOf(gstop) / powerOf(gpass))) / order);
  const [first, second] = pass as [number, number];
  if (band === "lowpass") return [order, back([first / w])];
  if (band === "highpass") return [order, back([first * w])];
  const width = first - second;
  const edge =
    band === "bandstop"
      ? (w / 2) * width + Math.sqrt((w ** 2 * width ** 2) / 4 + first * second)
      : width / (2 * w) + Math.sqrt(width ** 2 / (4 * w ** 2) + first * second);
  return [order, back([edge, (first * second) / edge])];
}

/** The lowest order of an elliptic filter. See {@link buttord}. */
export function ellipord(
  wp: ArrayLikeInput,
  ws: ArrayLikeInput,
  gpass: number,
  gstop: number,
  options: OrderOptions = {},
): OrderAndFrequency {
  checkOptions("ellipord", options, { analog: "boolean", fs: "number" });
  checkKind("ellipord", "gpass", gpass, "number");
  checkKind("ellipord", "gstop", gstop, "number");
  const { pass, ratio, back } = specify(wp, ws, gpass, gstop, options, "ellip");
  return [Math.ceil(orderOf("ellip", ratio, gpass, gstop)), back(pass)];
}

/** What {@link iirdesign} takes. */
export interface IirdesignOptions<Output extends FilterOutput = FilterOutput> extends OrderOptions {
  /** "ellip" by default; any family but Bessel's. */
  readonly ftype?: FilterFamily;
  /** "ba" by default. */
  readonly output?: Output;
}

/**
 * Designs the recursive filter of lowest order that loses no more than `gpass` decibels in the pass band and at least `gstop` in the stop band.
 * @param wp edge of the pass band, or two
 * @param ws edge of the stop band, or two
 * @throws BAD_VALUE for bands that do not enclose each other, or Bessel's family
 */
export function iirdesign<Output extends FilterOutput = "ba">(
  wp: ArrayLikeInput,
  ws: ArrayLikeInput,
  gpass: number,
  gstop: number,
  options: IirdesignOptions<Output> = {},
): FilterOf<Output> {
  checkOptions("iirdesign", options, { ftype: "any", output: "any", analog: "boolean", fs: "number" });
  checkKind("iirdesign", "gpass", gpass, "number");
  checkKind("iirdesign", "gstop", gstop, "number");
  const { analog = false, fs, ftype = "ellip" } = options;
  const orders: Readonly<Record<string, typeof buttord>> = {
    butter: buttord,
    butterworth: buttord,
    cauer: ellipord,
    elliptic: ellipord,
    ellip: ellipord,
    cheby1: cheb1ord,
    chebyshev1: cheb1ord,
    chebyshevi: cheb1ord,
    cheby2: cheb2ord,
    chebyshev2: cheb2ord,
    chebyshevii: cheb2ord,
  };
  const choose = orders[checkWord<string>(ftype, "ftype", Object.keys(orders))] as typeof buttord;
  const rates = fs === undefined ? { analog } : { analog, fs };
  const [pass, stop] = edgesOf(wp, ws, analog, fs);
  const [p0, p1, s0, s1] = [pass[0] as number, pass[1], stop[0] as number, stop[1]];
  const inside = p1 === undefined || s1 === undefined || (s0 < p0 && p1 < s1) || (p0 < s0 && s1 < p1);
  if (!inside) throw coreError("BAD_VALUE", "wp, ws: one band must lie inside of the other.");
  const band: Band = bandOf(pass, stop);
  const [order, wn] = choose(wp, ws, gpass, gstop, rates);
  const shape = { ftype, btype: band, rp: gpass, rs: gstop, ...rates };
  return iirfilter<Output>(order, wn, options.output === undefined ? shape : { ...shape, output: options.output });
}

function bandOf(pass: readonly number[], stop: readonly number[]): Band {
  const below = (pass[0] as number) < (stop[0] as number);
  if (pass.length === 1) return below ? "lowpass" : "highpass";
  return below ? "bandstop" : "bandpass";
}

function edgesOf(
  wp: ArrayLikeInput,
  ws: ArrayLikeInput,
  analog: boolean,
  fs: number | undefined,
): [number[], number[]] {
  if (fs !== undefined && analog) throw coreError("BAD_ARGUMENT", "fs: analog filters have no sampling rate.");
  const [pass, stop] = [wp, ws].map((one, k) => [...realList(asArray(one), k === 0 ? "wp" : "ws")]) as [
    number[],
    number[],
  ];
  if (pass.length !== stop.length || pass.length < 1 || pass.length > 2)
    throw coreError(
      "BAD_SHAPE",
      `wp, ws: got ${pass.length} and ${stop.length} frequencies, expected one or two in both.`,
    );
  const highest = analog ? Number.POSITIVE_INFINITY : (fs ?? 2) / 2;
  for (const w of [...pass, ...stop])
    if (!(w > 0 && w < highest))
      throw coreError("BAD_VALUE", `wp, ws: got ${w}, allowed is above 0 and below ${highest}.`);
  return [pass, stop];
}

function specify(
  wp: ArrayLikeInput,
  ws: ArrayLikeInput,
  gpass: number,
  gstop: number,
  options: OrderOptions,
  kind: Kind,
): Specification {
  if (!(gpass > 0 && gstop > 0 && gpass <= gstop))
    throw coreError("BAD_VALUE", `gpass, gstop: got ${gpass} and ${gstop} decibels, expected 0 < gpass <= gstop.`);
  const { analog = false, fs } = options;
  const [passGiven, stopGiven] = edgesOf(wp, ws, analog, fs);
  const nyquist = (fs ?? 2) / 2;
  const there = (w: number): number => (analog ? w : Math.tan((Math.PI * w) / (2 * nyquist)));
  const pass = passGiven.map(there);
  const stop = stopGiven.map(there);
  const band = bandOf(passGiven, stopGiven);
  if (band === "bandstop") widen(pass, stop, gpass, gstop, kind);
  const back = (edges: readonly number[]): number | NDArray<"float64"> => {
    const list = edges.map((w) => (analog ? w : (2 / Math.PI) * Math.atan(w) * nyquist));
    return list.length === 1 ? (list[0] as number) : vector(list);
  };
  return { band, pass, stop, ratio: stopRatio(band, pass, stop), back };
}

function stopRatio(band: Band, pass: readonly number[], stop: readonly number[]): number {
  const [first, second] = pass as [number, number];
  const ratios = stop.map((s) => {
    if (band === "lowpass") return s / first;
    if (band === "highpass") return first / s;
    const inner = s * (first - second);
    const outer = s ** 2 - first * second;
    return band === "bandstop" ? inner / outer : outer / inner;
  });
  return Math.min(...ratios.map(Math.abs));
}

/** Moves the edges of the pass bands of a band-stop to where the order is lowest. */
function widen(pass: number[], stop: readonly number[], gpass: number, gstop: number, kind: Kind): void {
  const [s0, s1] = stop as [number, number];
  const order = (index: number) => (w: number) => {
    const moved = [...pass];
    moved[index] = w;
    return orderOf(kind, stopRatio("bandstop", moved, stop), gpass, gstop);
  };
  pass[0] = minimizeWithin(order(0), pass[0] as number, s0 - 1e-12);
  pass[1] = minimizeWithin(order(1), s1 + 1e-12, pass[1] as number);
}

function powerOf(decibels: number): number {
  return 10 ** (0.1 * Math.abs(decibels)) - 1;
}

/** The order before it is rounded up. */
function orderOf(kind: Kind, ratio: number, gpass: number, gstop: number): number {
  if (kind === "butter") return Math.log10(powerOf(gstop) / powerOf(gpass)) / (2 * Math.log10(ratio));
  if (kind === "cheby") return Math.acosh(Math.sqrt(powerOf(gstop) / powerOf(gpass))) / Math.acosh(ratio);
  const loss = powerMinusOne(gpass) / powerMinusOne(gstop);
  const selectivity = 1 / ratio ** 2;
  return (
    (ellipticK(selectivity) * ellipticKOfComplement(loss)) / (ellipticKOfComplement(selectivity) * ellipticK(loss))
  );
}
