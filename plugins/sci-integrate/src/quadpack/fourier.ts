import { coreError } from "@core/array/runtime";
import { expand, sample } from "./chebyshev.js";
import { epsilon, huge } from "./constants.js";
import { extrapolate, extrapolation } from "./extrapolation.js";
import { widthOfWorst } from "./partition.js";
import { type Integrand, type Rule, rule15 } from "./rules.js";
import {
  type Accuracy,
  backToWorst,
  begin,
  bisect,
  decide,
  isOneSigned,
  type Outcome,
  takeExtrapolated,
  wideLeft,
} from "./work.js";

/** Chebyshev moments of cosine and sine for ranges of halving widths: 25 for each width. */
export interface Moments {
  /** For how many widths they are there. */
  count: number;
  readonly most: number;
  readonly rows: Float64Array[];
}

/** No moments yet, at most for `most` widths. */
export function noMoments(most: number): Moments {
  return { count: 0, most, rows: [] };
}

/** What {@link integrateFourier} tells besides. */
export interface FourierOutcome extends Outcome {
  readonly level: readonly number[];
}

/** Solves a tridiagonal system by elimination with partial pivoting; overwrites all its arrays. */
function solveTridiagonal(lower: Float64Array, diagonal: Float64Array, upper: Float64Array, b: Float64Array): void {
  const n = b.length;
  const above = new Float64Array(n);
  for (let i = 0; i < n - 1; i++) {
    if (Math.abs(diagonal[i]!) >= Math.abs(lower[i]!)) {
      const factor = lower[i]! / diagonal[i]!;
      diagonal[i + 1] = diagonal[i + 1]! - factor * upper[i]!;
      b[i + 1] = b[i + 1]! - factor * b[i]!;
    } else {
      const factor = diagonal[i]! / lower[i]!;
      diagonal[i] = lower[i]!;
      const next = diagonal[i + 1]!;
      diagonal[i + 1] = upper[i]! - factor * next;
      if (i < n - 2) {
        above[i] = upper[i + 1]!;
        upper[i + 1] = -factor * above[i]!;
      }
      upper[i] = next;
      const kept = b[i]!;
      b[i] = b[i + 1]!;
      b[i + 1] = kept - factor * b[i]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    if (i < n - 1) sum -= upper[i]! * b[i + 1]!;
    if (i < n - 2) sum -= above[i]! * b[i + 2]!;
    b[i] = sum / diagonal[i]!;
  }
}

/** The moments of cosine (13) and sine (12), alternating, for ω times half the width (Piessens and Branders). */
function momentsFor(parameter: number): Float64Array {
  const par2 = parameter * parameter;
  const par22 = par2 + 2;
  const sine = Math.sin(parameter);
  const cosine = Math.cos(parameter);
  const moments = new Float64Array(25);
  const unknowns = 25;
  const recurse = (
    known: readonly number[],
    start: number,
    count: number,
    sign: number,
    p: number,
    q: number,
  ): number[] => {
    // p multiplies (n² - 4) and q stands alone in the recurrence.
    const v = [...known];
    let an = start;
    while (v.length < count) {
      const an2 = an * an;
      const before = v.length;
      v.push(
        ((an2 - 4) * (2 * (par22 - 2 * an2) * v[before - 1]! + sign * p) +
          q -
          par2 * (an + 1) * (an + 2) * v[before - 2]!) /
          (par2 * (an - 1) * (an - 2)),
      );
      an += 2;
    }
    return v;
  };
  const solve = (
    first: number,
    start: number,
    boundary: number,
    p: number,
    q: number,
    end: (an2: number) => number,
  ): Float64Array => {
    const lower = new Float64Array(unknowns - 1);
    const diagonal = new Float64Array(unknowns);
    const upper = new Float64Array(unknowns - 1);
    const b = new Float64Array(unknowns);
    let an = start;
    for (let k = 0; k < unknowns; k++) {
      const an2 = an * an;
      diagonal[k] = -2 * (an2 - 4) * (par22 - 2 * an2);
      b[k] = q + (an2 - 4) * p;
      if (k < unknowns - 1) {
        upper[k] = (an - 1) * (an - 2) * par2;
        lower[k] = (an + 3) * (an + 4) * par2;
        an += 2;
      }
    }
    b[0] = b[0]! - boundary * par2 * first;
    b[unknowns - 1] = b[unknowns - 1]! - 2 * end(an * an) * par2 * (an - 1) * (an - 2);
    solveTridiagonal(lower, diagonal, upper, b);
    return b;
  };
  const small = Math.abs(parameter) <= 24;
  const even = [
    (2 * sine) / parameter,
    (8 * cosine + ((2 * par2 - 8) * sine) / parameter) / par2,
    (32 * (par2 - 12) * cosine + (2 * ((par2 - 80) * par2 + 192) * sine) / parameter) / (par2 * par2),
  ];
  const ac = 8 * cosine;
  const as = 24 * parameter * sine;
  const cosines = small
    ? [
        ...even,
        ...solve(even[2]!, 6, 56, -ac, as, (an2) => {
          const ass = parameter * sine;
          return (
            (((((210 * par2 - 1) * cosine - (105 * par2 - 63) * ass) / an2 - (1 - 15 * par2) * cosine + 15 * ass) /
              an2 -
              cosine +
              3 * ass) /
              an2 -
              cosine) /
            an2
          );
        }),
      ]
    : recurse(even, 4, 13, -1, ac, as);
  for (let j = 0; j < 13; j++) moments[2 * j] = cosines[j]!;
  const odd = [
    (2 * (sine - parameter * cosine)) / par2,
    ((18 - 48 / par2) * sine) / par2 + ((-2 + 48 / par2) * cosine) / parameter,
  ];
  const bc = -24 * parameter * cosine;
  const bs = -8 * sine;
  const sines = small
    ? [
        ...odd,
        ...solve(odd[1]!, 5, 42, bs, bc, (an2) => {
          const ass = parameter * cosine;
          return (
            (((((105 * par2 - 63) * ass + (210 * par2 - 1) * sine) / an2 + (15 * par2 - 1) * sine - 15 * ass) / an2 -
              3 * ass -
              sine) /
              an2 -
              sine) /
            an2
          );
        }),
      ]
    : recurse(odd, 3, 12, 1, bs, bc);
  for (let j = 0; j < 12; j++) moments[2 * j + 1] = sines[j]!;
  return moments;
}

interface Oscillation {
  readonly f: Integrand;
  readonly omega: number;
  readonly kind: "cos" | "sin";
  readonly moments: Moments;
  evaluations: number;
}

/** One piece, at a level of halving; `again` when the piece before had the same width (QUADPACK's qc25f). */
function piece(o: Oscillation, level: number, again: boolean): Rule {
  const { f, omega, kind, moments } = o;
  const plain = rule15(f, kind === "cos" ? (x) => Math.cos(omega * x) : (x) => Math.sin(omega * x));
  return (a, b, out) => {
    const centre = 0.5 * (b + a);
    const half = 0.5 * (b - a);
    const parameter = omega * half;
    if (!(Math.abs(parameter) > 2)) {
      plain(a, b, out);
      o.evaluations += 15;
      return;
    }
    const scaleCos = half * Math.cos(centre * omega);
    const scaleSin = half * Math.sin(centre * omega);
    o.evaluations += 25;
    let row = level < moments.count ? level : moments.count;
    if (level >= moments.count && !again) moments.rows[row] = momentsFor(parameter);
    // The newest row is a place that later widths may overwrite once all rows are in use.
    if (level >= moments.count && again) row = moments.rows.length - 1;
    if (moments.count < moments.most - 1 && level >= moments.count) moments.count++;
    const m = moments.rows[row] ?? momentsFor(parameter);
    const { low, high } = expand(sample((u) => f(centre + u), half));
    let cos12 = low[12]! * m[12]!;
    let sin12 = 0;
    for (let k = 10; k >= 0; k -= 2) {
      cos12 += low[k]! * m[k]!;
      sin12 += low[k + 1]! * m[k + 1]!;
    }
    let cos24 = high[24]! * m[24]!;
    let sin24 = 0;
    let absolute = Math.abs(high[24]!);
    for (let k = 22; k >= 0; k -= 2) {
      cos24 += high[k]! * m[k]!;
      sin24 += high[k + 1]! * m[k + 1]!;
      absolute = Math.abs(high[k]!) + Math.abs(high[k + 1]!);
    }
    const errorCos = Math.abs(cos24 - cos12);
    const errorSin = Math.abs(sin24 - sin12);
    out[2] = absolute * Math.abs(half);
    out[3] = huge;
    if (kind === "cos") {
      out[0] = scaleCos * cos24 - scaleSin * sin24;
      out[1] = Math.abs(scaleCos * errorCos) + Math.abs(scaleSin * errorSin);
    } else {
      out[0] = scaleCos * sin24 + scaleSin * cos24;
      out[1] = Math.abs(scaleCos * errorSin) + Math.abs(scaleSin * errorCos);
    }
  };
}

/** The integral of f(x) cos(ωx) or f(x) sin(ωx) over a finite range (QUADPACK's qawo). */
export function integrateFourier(
  f: Integrand,
  a: number,
  b: number,
  omega: number,
  kind: "cos" | "sin",
  accuracy: Accuracy,
  moments: Moments,
): FourierOutcome {
  const { limit } = accuracy;
  const frequency = Math.abs(omega);
  const o: Oscillation = { f, omega: frequency, kind, moments, evaluations: 0 };
  const out = new Float64Array(4);
  piece(o, 0, false)(a, b, out);
  const [value, error, absolute] = out as unknown as [number, number, number];
  const w = begin(accuracy, a, b, value, error);
  const p = w.partition;
  const level = [0];
  const finished = (): FourierOutcome => ({
    value: kind === "sin" && omega < 0 ? -w.value : w.value,
    error: w.error,
    code: w.code,
    evaluations: o.evaluations,
    partition: p,
    level,
  });
  if (error <= 100 * epsilon * absolute && error > w.bound) w.code = 2;
  if (limit === 1) w.code = 1;
  if (w.code !== 0 || error <= w.bound) {
    w.error = error;
    return finished();
  }
  const range = Math.abs(b - a);
  let narrow = range * 0.75;
  const e = extrapolation();
  let all = false;
  if (!(0.5 * range * frequency > 2)) {
    e.count = 1;
    all = true;
    e.table[1] = value;
  }
  if (0.25 * range * frequency <= 2) all = true;
  let mayExtrapolate = true;
  const isWide = (at: number): boolean => Math.abs(p.right[at]! - p.left[at]!) > narrow;
  for (let count = 2; count <= limit; count++) {
    const before = p.worstError;
    const halfWidth = Math.abs(0.5 * (p.left[p.worst]! + p.right[p.worst]!) - p.left[p.worst]!);
    const current = level[p.worst]! + 1;
    level[p.worst] = current;
    level.push(current);
    bisect(w, piece(o, current, false), piece(o, current, true));
    if (w.errorSum <= w.bound) {
      decide(w, absolute, false, false, true);
      return finished();
    }
    if (w.code !== 0) break;
    if (count === 2 && all) {
      narrow *= 0.5;
      e.table[++e.count] = w.area;
      w.target = w.bound;
      w.wideError = w.errorSum;
      continue;
    }
    if (!mayExtrapolate) continue;
    if (all) {
      w.wideError -= before;
      if (halfWidth > narrow) w.wideError += w.newest;
    }
    if (!(all && w.extrapolating)) {
      const width = widthOfWorst(p);
      if (width > narrow) continue;
      if (!all) {
        narrow *= 0.5;
        if (0.25 * width * frequency > 2) continue;
        all = true;
        w.target = w.bound;
        w.wideError = w.errorSum;
        continue;
      }
      w.extrapolating = true;
      p.rank = 2;
    }
    if (wideLeft(w, isWide)) continue;
    e.table[++e.count] = w.area;
    if (e.count >= 3) {
      extrapolate(e);
      const stuck = takeExtrapolated(w, e);
      if (w.sinceBetter === 0 && w.error <= w.target) break;
      if (e.count === 1) mayExtrapolate = false;
      if (stuck) break;
    }
    backToWorst(w);
    narrow *= 0.5;
  }
  decide(w, absolute, isOneSigned(value, absolute), e.calls > 0, true);
  return finished();
}

/** What {@link integrateFourierInfinite} found: contributions, errors and codes of the cycles. */
export interface CyclesOutcome {
  value: number;
  error: number;
  code: number;
  evaluations: number;
  readonly values: readonly number[];
  readonly errors: readonly number[];
  readonly codes: readonly number[];
}

/** The integral of f(x) cos(ωx) or f(x) sin(ωx) from a to infinity, cycle by cycle (QUADPACK's qawf). */
export function integrateFourierInfinite(
  f: Integrand,
  a: number,
  omega: number,
  kind: "cos" | "sin",
  accuracy: Accuracy,
  most: { readonly cycles: number; readonly moments: number },
  zero: (accuracy: Accuracy) => Outcome,
): CyclesOutcome {
  if (omega === 0) {
    const only = kind === "cos" ? zero({ ...accuracy, relative: 0 }) : { value: 0, error: 0, code: 0, evaluations: 0 };
    const { value, error, code, evaluations } = only;
    return { value, error, code, evaluations, values: [value], errors: [error], codes: [code] };
  }
  const frequency = Math.abs(omega);
  const cycle = ((2 * Math.floor(frequency) + 1) * Math.PI) / frequency;
  if (!Number.isFinite(cycle))
    throw coreError("BAD_VALUE", `quad: wvar ${omega} is no frequency whose cycles could be added up.`);
  const share = 0.9;
  const rest = 1 - share;
  const first = accuracy.absolute * rest;
  const moments = noMoments(most.moments);
  const e = extrapolation();
  const result: CyclesOutcome & { values: number[]; errors: number[]; codes: number[] } = {
    value: 0,
    error: 0,
    code: 0,
    evaluations: 0,
    values: [],
    errors: [],
    codes: [],
  };
  let [tolerance, factor, correction, errorSum, tail] = [first, 1, 0, 0, 0];
  let [start, sinceBetter, before] = [a, 0, 0];
  const takeSum = (): CyclesOutcome => {
    result.value = e.table[e.count]!;
    result.error = errorSum + tail;
    return result;
  };
  for (let count = 1; count <= most.cycles; count++) {
    // All cycles are equally wide: the moments of the first one serve, at one level more for each cycle.
    const one = integrateFourier(
      f,
      start,
      start + cycle,
      omega,
      kind,
      { absolute: tolerance * factor, relative: 0, limit: accuracy.limit },
      moments,
    );
    result.evaluations += one.evaluations;
    result.values.push(one.value);
    result.errors.push(one.error);
    result.codes.push(one.code);
    factor *= share;
    errorSum += one.error;
    tail = 50 * Math.abs(one.value);
    if (errorSum + tail <= accuracy.absolute && count >= 6) return takeSum();
    correction = Math.max(correction, one.error);
    if (one.code !== 0) {
      tolerance = Math.max(first, correction * rest);
      result.code = 7;
    }
    if (result.code === 7 && errorSum + tail <= correction * 10 && count > 5) return takeSum();
    e.count++;
    if (count === 1) e.table[1] = one.value;
    else e.table[e.count] = e.table[before]! + one.value;
    if (count > 2) {
      if (count === most.cycles) result.code = 1;
      extrapolate(e);
      sinceBetter++;
      if (sinceBetter >= 15 && result.error <= 1e-3 * (errorSum + tail)) result.code = 4;
      if (!(e.error > result.error && count !== 3)) {
        result.error = e.error;
        result.value = e.value;
        sinceBetter = 0;
        const corrected = 10 * correction;
        if (
          result.error + corrected <= accuracy.absolute ||
          (result.error <= accuracy.absolute && corrected >= accuracy.absolute)
        )
          break;
      }
      if (result.code !== 0 && result.code !== 7) break;
    }
    before = e.count;
    start += cycle;
  }
  result.error += 10 * correction;
  if (result.code === 0) return result;
  const sum = e.table[e.count]!;
  if (result.value === 0 || sum === 0) {
    if (result.error > errorSum) return takeSum();
    if (sum === 0) return result;
  }
  if (result.error / Math.abs(result.value) > (errorSum + tail) / Math.abs(sum)) return takeSum();
  if (result.code !== 7) result.error += tail;
  return result;
}
