import {
  type ArrayLikeInput,
  asArray,
  broadcastShapes,
  broadcastTo,
  type DType,
  fromData,
  kindOf,
  type NDArray,
  zeros,
} from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkWhole, checkWord, realList } from "./internal/checks.js";
import { makeArray, realsOf } from "./internal/signals.js";

/** A function of each number of an array; of whole numbers as float64. */
function mapped(t: ArrayLikeInput, value: (t: number) => number): NDArray {
  const given = asArray(t);
  const dtype = given.dtype === "float32" ? "float32" : "float64";
  return makeArray(given, realsOf(given).map(value), undefined, given.shape, dtype);
}

/** A function of the phase within a period of 2π and of a second number, broadcast. */
function periodic(t: ArrayLikeInput, w: ArrayLikeInput, value: (phase: number, w: number) => number): NDArray {
  const [times, widths] = [asArray(t), asArray(w)];
  const shape = broadcastShapes(times.shape, widths.shape);
  const phases = realsOf(broadcastTo(times, shape));
  const others = realsOf(broadcastTo(widths, shape));
  const turn = 2 * Math.PI;
  const y = phases.map((one, i) => {
    const other = others[i] as number;
    if (!(other >= 0 && other <= 1) || Number.isNaN(one)) return Number.NaN;
    const rest = one % turn;
    return value(rest < 0 ? rest + turn : rest, other);
  });
  return makeArray(times, y, undefined, shape, "float64");
}

/**
 * A sawtooth of period 2π from -1 to 1 and back.
 * @param t phases in radians
 * @param options `width`: the rising part of the period, from 0 to 1 (default); may be an array. NaN where it is out of range
 */
export function sawtooth(t: ArrayLikeInput, options: { readonly width?: ArrayLikeInput } = {}): NDArray {
  checkOptions("sawtooth", options, { width: "any" });
  return periodic(t, options.width ?? 1, (phase, w) =>
    phase < w * 2 * Math.PI ? phase / (Math.PI * w) - 1 : (Math.PI * (w + 1) - phase) / (Math.PI * (1 - w)),
  );
}

/**
 * A square wave of period 2π, 1 and -1.
 * @param t phases in radians
 * @param options `duty`: the part of the period that is 1, 0.5 by default; may be an array. NaN where it is out of range
 */
export function square(t: ArrayLikeInput, options: { readonly duty?: ArrayLikeInput } = {}): NDArray {
  checkOptions("square", options, { duty: "any" });
  return periodic(t, options.duty ?? 0.5, (phase, w) => (phase < w * 2 * Math.PI ? 1 : -1));
}

/** What {@link gausspulse} takes. */
export interface GausspulseOptions {
  /** Centre frequency in Hz; 1000 by default. */
  readonly fc?: number;
  /** Bandwidth relative to `fc`; 0.5 by default. */
  readonly bw?: number;
  /** Decibels at which the bandwidth is measured; -6 by default. */
  readonly bwr?: number;
  /** For "cutoff": decibels to which the envelope falls; -60 by default. */
  readonly tpr?: number;
  /** Whether the quadrature is given too. */
  readonly retquad?: boolean;
  /** Whether the envelope is given too. */
  readonly retenv?: boolean;
}

/**
 * A sine with a Gaussian envelope.
 * @param t times, or "cutoff" for the time at which the envelope has fallen to `tpr`
 * @returns the pulse; a list [pulse, quadrature, envelope] of what was asked for with `retquad` and `retenv`; a number for "cutoff"
 * @throws BAD_VALUE for parameters out of range
 */
export function gausspulse(t: "cutoff", options?: GausspulseOptions): number;
export function gausspulse(
  t: ArrayLikeInput,
  options?: GausspulseOptions & { readonly retquad?: false; readonly retenv?: false },
): NDArray;
export function gausspulse(t: ArrayLikeInput, options: GausspulseOptions): NDArray | NDArray[];
export function gausspulse(
  t: ArrayLikeInput | "cutoff",
  options: GausspulseOptions = {},
): NDArray | NDArray[] | number {
  checkOptions("gausspulse", options, {
    fc: "number",
    bw: "number",
    bwr: "number",
    tpr: "number",
    retquad: "boolean",
    retenv: "boolean",
  });
  const { fc = 1000, bw = 0.5, bwr = -6, tpr = -60 } = options;
  if (!(fc >= 0)) throw coreError("BAD_VALUE", `fc: got ${fc}, must be 0 or more.`);
  if (!(bw > 0)) throw coreError("BAD_VALUE", `bw: got ${bw}, must be above 0.`);
  if (!(bwr < 0)) throw coreError("BAD_VALUE", `bwr: got ${bwr}, must be below 0 decibels.`);
  const a = -((Math.PI * fc * bw) ** 2) / (4 * Math.log(10 ** (bwr / 20)));
  if (typeof t === "string") {
    checkWord(t, "t", ["cutoff"]);
    if (!(tpr < 0)) throw coreError("BAD_VALUE", `tpr: got ${tpr}, must be below 0 decibels.`);
    return Math.sqrt(-Math.log(10 ** (tpr / 20)) / a);
  }
  const envelope = (x: number): number => Math.exp(-a * x * x);
  const pulse = mapped(t, (x) => envelope(x) * Math.cos(2 * Math.PI * fc * x));
  if (options.retquad !== true && options.retenv !== true) return pulse;
  return [
    pulse,
    ...(options.retquad === true ? [mapped(t, (x) => envelope(x) * Math.sin(2 * Math.PI * fc * x))] : []),
    ...(options.retenv === true ? [mapped(t, envelope)] : []),
  ];
}

const sweeps = {
  linear: "linear",
  lin: "linear",
  li: "linear",
  quadratic: "quadratic",
  quad: "quadratic",
  q: "quadratic",
  logarithmic: "logarithmic",
  log: "logarithmic",
  lo: "logarithmic",
  hyperbolic: "hyperbolic",
  hyp: "hyperbolic",
} as const;

/** What {@link chirp} takes. */
export interface ChirpOptions {
  /** How the frequency changes; "linear" by default. */
  readonly method?: keyof typeof sweeps;
  /** Phase at time 0 in degrees; 0 by default. */
  readonly phi?: number;
  /** For "quadratic": whether the vertex of the parabola is at time 0 (default) or at `t1`. */
  readonly vertexZero?: boolean;
}

/**
 * A cosine whose frequency changes.
 * @param t times
 * @param f0 frequency at time 0 in Hz
 * @param t1 time at which the frequency is `f1`
 * @throws BAD_VALUE for frequencies that the method cannot have
 */
export function chirp(t: ArrayLikeInput, f0: number, t1: number, f1: number, options: ChirpOptions = {}): NDArray {
  checkOptions("chirp", options, { method: "any", phi: "number", vertexZero: "boolean" });
  checkKind("chirp", "f0", f0, "number");
  checkKind("chirp", "t1", t1, "number");
  checkKind("chirp", "f1", f1, "number");
  const { phi = 0, vertexZero = true } = options;
  const method =
    sweeps[checkWord(options.method ?? "linear", "method", Object.keys(sweeps) as (keyof typeof sweeps)[])];
  const shift = (phi * Math.PI) / 180;
  const turns = sweep(method, f0, t1, f1, vertexZero);
  return mapped(t, (x) => Math.cos(2 * Math.PI * turns(x) + shift));
}

function sweep(
  method: (typeof sweeps)[keyof typeof sweeps],
  f0: number,
  t1: number,
  f1: number,
  vertexZero: boolean,
): (t: number) => number {
  if (method === "linear") {
    const beta = (f1 - f0) / t1;
    return (t) => f0 * t + 0.5 * beta * t * t;
  }
  if (method === "quadratic") {
    const beta = (f1 - f0) / t1 ** 2;
    return vertexZero ? (t) => f0 * t + (beta * t ** 3) / 3 : (t) => f1 * t + (beta * ((t1 - t) ** 3 - t1 ** 3)) / 3;
  }
  if (method === "logarithmic") {
    if (f0 * f1 <= 0)
      throw coreError("BAD_VALUE", `f0, f1: got ${f0} and ${f1}, a logarithmic chirp needs the same sign and no 0.`);
    if (f0 === f1) return (t) => f0 * t;
    const beta = t1 / Math.log(f1 / f0);
    return (t) => beta * f0 * ((f1 / f0) ** (t / t1) - 1);
  }
  if (f0 === 0 || f1 === 0) throw coreError("BAD_VALUE", `f0, f1: got ${f0} and ${f1}, a hyperbolic chirp has no 0.`);
  if (f0 === f1) return (t) => f0 * t;
  const pole = (-f1 * t1) / (f0 - f1);
  return (t) => -pole * f0 * Math.log(Math.abs(1 - t / pole));
}

/**
 * A cosine whose frequency is a polynomial of time.
 * @param t times
 * @param poly coefficients, highest power first
 * @param options `phi`: phase at time 0 in degrees
 */
export function sweepPoly(t: ArrayLikeInput, poly: ArrayLikeInput, options: { readonly phi?: number } = {}): NDArray {
  checkOptions("sweepPoly", options, { phi: "number" });
  const given = realList(poly, "poly");
  const integral = Array.from(given, (one, k) => one / (given.length - k));
  const shift = ((options.phi ?? 0) * Math.PI) / 180;
  return mapped(t, (x) => Math.cos(2 * Math.PI * integral.reduce((sum, one) => sum * x + one, 0) * x + shift));
}

/**
 * Zeros with a single 1.
 * @param options `idx`: where, "mid" for the middle, one number for all axes; 0 by default. `dtype`: float64 by default
 */
export function unitImpulse<D extends DType = "float64">(
  shape: number | readonly number[],
  options: { readonly idx?: number | readonly number[] | "mid" | null; readonly dtype?: D } = {},
): NDArray<D> {
  checkOptions("unitImpulse", options, { idx: "any", dtype: "any" });
  checkKind("unitImpulse", "shape", shape, "numbers");
  const { idx = 0 } = options;
  const size = (typeof shape === "number" ? [shape] : shape).reduce((product, one) => product * one, 1);
  if (size > 2 ** 28) throw coreError("OUT_OF_MEMORY", `shape: ${size} elements are too many, up to 2 ** 28 fit.`);
  const made = zeros(shape, { dtype: options.dtype ?? "float64" }) as NDArray<D>;
  const at =
    idx === "mid"
      ? made.shape.map((size) => Math.floor(size / 2))
      : typeof idx === "number" || idx === null
        ? made.shape.map(() => idx ?? 0)
        : idx;
  if (typeof at === "string") throw coreError("BAD_VALUE", `idx: got "${at}", allowed are numbers and "mid".`);
  const one = kindOf(made.dtype) === "bool" ? true : made.dtype === "int64" || made.dtype === "uint64" ? 1n : 1;
  made.set(at, one);
  return made;
}

const lastTaps: Readonly<Record<number, readonly number[]>> = {
  2: [1],
  3: [2],
  4: [3],
  5: [3],
  6: [5],
  7: [6],
  8: [7, 6, 1],
  9: [5],
  10: [7],
  11: [9],
  12: [11, 10, 4],
  13: [12, 11, 8],
  14: [13, 12, 2],
  15: [14],
  16: [15, 13, 4],
  17: [14],
  18: [11],
  19: [18, 17, 14],
  20: [17],
  21: [19],
  22: [21],
  23: [18],
  24: [23, 22, 17],
  25: [22],
  26: [25, 24, 20],
  27: [26, 25, 22],
  28: [25],
  29: [27],
  30: [29, 28, 7],
  31: [28],
  32: [31, 30, 10],
};

/** What {@link maxLenSeq} takes. */
export interface MaxLenSeqOptions {
  /** Initial state, `nbits` truths, not all 0; ones by default. */
  readonly state?: ArrayLikeInput | undefined;
  /** How many numbers; a whole period, 2 ** nbits - 1, by default. */
  readonly length?: number | undefined;
  /** Taps of the polynomial; known ones for 2 to 32 bits by default. */
  readonly taps?: ArrayLikeInput | undefined;
}

/**
 * A pseudo-random sequence of maximal length from a shift register.
 * @returns [numbers 0 and 1 (int8), final state (int8)]
 * @throws BAD_VALUE for bits without known taps, taps out of range or a state of zeros
 */
export function maxLenSeq(nbits: number, options: MaxLenSeqOptions = {}): [NDArray<"int8">, NDArray<"int8">] {
  checkOptions("maxLenSeq", options, { state: "any", length: "number", taps: "any" });
  checkKind("maxLenSeq", "nbits", nbits, "number");
  checkWhole(nbits, "nbits", 1, 1000);
  const given = options.taps === undefined ? lastTaps[nbits] : realList(options.taps, "taps");
  if (given === undefined) throw coreError("BAD_VALUE", `nbits: got ${nbits}, taps are known for 2 to 32; give taps.`);
  const taps = [...new Set(given)].sort((one, other) => other - one);
  if (taps.length === 0 || taps.some((tap) => !Number.isInteger(tap) || tap < 0 || tap > nbits))
    throw coreError("BAD_VALUE", `taps: must be whole numbers from 0 to nbits = ${nbits}.`);
  const length = checkWhole(options.length ?? 2 ** nbits - 1, "length", 0, 2 ** 28);
  const state =
    options.state === undefined
      ? new Int8Array(nbits).fill(1)
      : Int8Array.from(realList(options.state, "state"), (one) => Number(one !== 0));
  if (state.length !== nbits)
    throw coreError("BAD_SHAPE", `state: has ${state.length} numbers, expected nbits = ${nbits}.`);
  if (!state.includes(1)) throw coreError("BAD_VALUE", "state: is all 0, from which nothing follows.");
  const seq = new Int8Array(length);
  let at = 0;
  for (let i = 0; i < length; i++) {
    let feedback = state[at] as number;
    seq[i] = feedback;
    for (const tap of taps) feedback ^= state[(tap + at) % nbits] as number;
    state[at] = feedback;
    at = (at + 1) % nbits;
  }
  const final = state.map((_, i) => state[(i + at) % nbits] as number);
  return [fromData(seq, length) as NDArray<"int8">, fromData(final, nbits) as NDArray<"int8">];
}
