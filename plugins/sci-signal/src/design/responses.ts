import { type ArrayLikeInput, asArray, type Complex, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { checkSos } from "../filtering/sos.js";
import { checkWhole, checkWord, realList } from "../internal/checks.js";
import {
  complex,
  complexList,
  complexVector,
  divide,
  modulus,
  multiply,
  scale,
  subtract,
} from "../internal/complex.js";
import { evaluate, multiplyPolynomials, rootsOf } from "../internal/polynomials.js";
import { vector } from "../internal/signals.js";

/** Frequencies and a complex response. */
export type Response = [w: NDArray<"float64">, h: NDArray<"complex128">];

/** What responses of digital filters take. */
export interface FreqzOptions {
  /** How many frequencies, or which; 512 by default. */
  readonly worN?: number | ArrayLikeInput | undefined;
  /** All the way round the unit circle instead of up to the Nyquist frequency; `false` by default. */
  readonly whole?: boolean;
  /** Sampling rate; 2π by default, so that frequencies are in radians per sample. */
  readonly fs?: number;
}

interface Grid {
  /** Radians per sample. */
  readonly angles: Float64Array;
  readonly shown: NDArray<"float64">;
}

function gridOf(worN: number | ArrayLikeInput | undefined, whole: boolean, fs: number, endpoint = false): Grid {
  const given = worN ?? 512;
  let angles: Float64Array;
  if (typeof given === "number") {
    checkWhole(given, "worN", 0, 2 ** 28);
    const last = whole ? 2 * Math.PI : Math.PI;
    const parts = endpoint && !whole ? given - 1 : given;
    angles = Float64Array.from({ length: given }, (_, i) => (last * i) / Math.max(parts, 1));
  } else angles = realList(given, "worN").map((w) => (2 * Math.PI * w) / fs);
  return { angles, shown: vector(angles.map((w) => (w * fs) / (2 * Math.PI))) };
}

/**
 * The frequency response of a digital filter.
 * @param b numerator
 * @param options `a`: denominator, 1 by default; `includeNyquist`: whether the Nyquist frequency is the last one
 * @returns [frequencies, complex response]
 */
export function freqz(
  b: ArrayLikeInput,
  options: FreqzOptions & { readonly a?: ArrayLikeInput; readonly includeNyquist?: boolean } = {},
): Response {
  checkOptions("freqz", options, { worN: "any", whole: "boolean", fs: "number", a: "any", includeNyquist: "boolean" });
  const { worN, whole = false, fs = 2 * Math.PI, includeNyquist = false, a = 1 } = options;
  const { angles, shown } = gridOf(worN, whole, fs, includeNyquist);
  const [above, below] = [complexList(b, "b").reverse(), complexList(a, "a").reverse()];
  const h = Array.from(angles, (w) => {
    const z = complex(Math.cos(w), -Math.sin(w));
    return divide(evaluate(above, z), evaluate(below, z));
  });
  return [shown, complexVector(h)];
}

/** The frequency response of a digital filter by its zeros, poles and gain. @returns [frequencies, complex response] */
export function freqzZpk(z: ArrayLikeInput, p: ArrayLikeInput, k: number, options: FreqzOptions = {}): Response {
  checkOptions("freqzZpk", options, { worN: "any", whole: "boolean", fs: "number" });
  checkKind("freqzZpk", "k", k, "number");
  const { worN, whole = false, fs = 2 * Math.PI } = options;
  const { angles, shown } = gridOf(worN, whole, fs);
  const [zeros, poles] = [complexList(z, "z"), complexList(p, "p")];
  const h = Array.from(angles, (w) => ratio(zeros, poles, k, complex(Math.cos(w), Math.sin(w))));
  return [shown, complexVector(h)];
}

function ratio(zeros: readonly Complex[], poles: readonly Complex[], k: number, at: Complex): Complex {
  const all = (list: readonly Complex[]): Complex =>
    list.reduce((sum, one) => multiply(sum, subtract(at, one)), complex(1));
  return divide(scale(all(zeros), k), all(poles));
}

/** The frequency response of second-order sections. @returns [frequencies, complex response] @throws BAD_SHAPE for no sections */
export function sosfreqz(sos: ArrayLikeInput, options: FreqzOptions = {}): Response {
  checkOptions("sosfreqz", options, { worN: "any", whole: "boolean", fs: "number" });
  const sections = checkSos(asArray(sos));
  const count = sections.shape[0] as number;
  if (count === 0) throw coreError("BAD_SHAPE", "sos: there are no sections.");
  const responses = Array.from({ length: count }, (_, k) =>
    freqz(sections.slice(k, "0:3"), { ...options, a: sections.slice(k, "3:6") }),
  );
  const lists = responses.map(([, h]) => complexList(h, "h"));
  const h = (lists[0] as Complex[]).map((_, i) =>
    lists.reduce((all, one) => multiply(all, one[i] as Complex), complex(1)),
  );
  return [(responses[0] as Response)[0], complexVector(h)];
}

/** What responses of analog filters take. */
export interface FreqsOptions {
  /** How many frequencies, or which, in rad/s; 200 around what is interesting by default. */
  readonly worN?: number | ArrayLikeInput | undefined;
}

/** The frequency response of an analog filter. @returns [frequencies in rad/s, complex response] */
export function freqs(b: ArrayLikeInput, a: ArrayLikeInput, options: FreqsOptions = {}): Response {
  checkOptions("freqs", options, { worN: "any" });
  const [above, below] = [complexList(b, "b"), complexList(a, "a")];
  const w = analogGrid(options.worN, () => [rootsOf(above), rootsOf(below)]);
  const h = Array.from(w, (one) => divide(evaluate(above, complex(0, one)), evaluate(below, complex(0, one))));
  return [vector(w), complexVector(h)];
}

/** The frequency response of an analog filter by its zeros, poles and gain. @returns [frequencies in rad/s, complex response] */
export function freqsZpk(z: ArrayLikeInput, p: ArrayLikeInput, k: number, options: FreqsOptions = {}): Response {
  checkOptions("freqsZpk", options, { worN: "any" });
  checkKind("freqsZpk", "k", k, "number");
  const [zeros, poles] = [complexList(z, "z"), complexList(p, "p")];
  const w = analogGrid(options.worN, () => [zeros, poles]);
  return [vector(w), complexVector(Array.from(w, (one) => ratio(zeros, poles, k, complex(0, one))))];
}

function analogGrid(worN: FreqsOptions["worN"], roots: () => [Complex[], Complex[]]): Float64Array {
  const given = worN ?? 200;
  if (typeof given !== "number") return realList(given, "worN");
  return interestingFrequencies(...roots(), checkWhole(given, "worN", 0, 2 ** 28));
}

/**
 * Frequencies at which an analog filter is interesting, spaced logarithmically.
 * @param num numerator, or zeros for "zp"
 * @param den denominator, or poles for "zp"
 * @param n how many
 * @param options `kind`: "ba" (default) or "zp"
 */
export function findfreqs(
  num: ArrayLikeInput,
  den: ArrayLikeInput,
  n: number,
  options: { readonly kind?: "ba" | "zp" } = {},
): NDArray<"float64"> {
  checkOptions("findfreqs", options, { kind: "any" });
  checkKind("findfreqs", "n", n, "number");
  const kind = checkWord(options.kind ?? "ba", "kind", ["ba", "zp"]);
  const [above, below] = [complexList(num, "num"), complexList(den, "den")];
  const roots = kind === "ba" ? ([rootsOf(above), rootsOf(below)] as const) : ([above, below] as const);
  return vector(interestingFrequencies(...roots, checkWhole(n, "n", 0, 2 ** 28)));
}

function interestingFrequencies(zeros: readonly Complex[], poles: readonly Complex[], n: number): Float64Array {
  const all = [...(poles.length === 0 ? [complex(-1000)] : poles), ...zeros.filter((one) => modulus(one) < 1e5)].filter(
    ({ im }) => im >= 0,
  );
  const integrators = all.map((one) => (modulus(one) < 1e-10 ? 1 : 0));
  const high = Math.max(...all.map(({ re, im }, k) => 3 * Math.abs(re + (integrators[k] as number)) + 1.5 * im));
  const low = Math.min(...all.map(({ re, im }, k) => Math.abs(re + (integrators[k] as number)) + 2 * im));
  const to = roundHalfEven(Math.log10(high) + 0.5);
  const from = roundHalfEven(Math.log10(0.1 * low) - 0.5);
  return Float64Array.from({ length: n }, (_, i) => 10 ** (n === 1 ? from : from + ((to - from) * i) / (n - 1)));
}

function roundHalfEven(x: number): number {
  const down = Math.floor(x);
  const rest = x - down;
  if (rest === 0.5) return down % 2 === 0 ? down : down + 1;
  return rest < 0.5 ? down : down + 1;
}

/**
 * The group delay of a digital filter, in samples.
 * @param system [numerator, denominator]
 * @param options `w`: how many frequencies, or which (512); `whole`; `fs`, as in {@link freqz}
 * @returns [frequencies, delays]; 0 where the filter lets nothing pass
 */
export function groupDelay(
  system: readonly [ArrayLikeInput, ArrayLikeInput],
  options: { readonly w?: number | ArrayLikeInput | undefined; readonly whole?: boolean; readonly fs?: number } = {},
): [NDArray<"float64">, NDArray<"float64">] {
  checkOptions("groupDelay", options, { w: "any", whole: "boolean", fs: "number" });
  if (!Array.isArray(system) || system.length !== 2)
    throw coreError("BAD_ARGUMENT", `system: got ${describeValue(system)}, expected [numerator, denominator].`);
  const { w, whole = false, fs = 2 * Math.PI } = options;
  const { angles, shown } = gridOf(w, whole, fs);
  const [b, a] = [complexList(system[0], "system[0]"), complexList(system[1], "system[1]")];
  const c = multiplyPolynomials(b, [...a].reverse());
  const ramp = c.map((one, k) => scale(one, k)).reverse();
  const turned = [...c].reverse();
  const delays = angles.map((angle) => {
    const z = complex(Math.cos(angle), -Math.sin(angle));
    const delay = divide(evaluate(ramp, z), evaluate(turned, z)).re - a.length + 1;
    return Number.isFinite(delay) ? delay : 0;
  });
  return [shown, vector(delays)];
}
