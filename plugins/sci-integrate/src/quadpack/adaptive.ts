import { epsilon } from "./constants.js";
import { extrapolate, extrapolation } from "./extrapolation.js";
import { onePiece, type Partition, widthOfWorst } from "./partition.js";
import { type Integrand, type Rule, rule15Infinite, rule21 } from "./rules.js";
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

/** The integral over a finite range; ends may be singular (QUADPACK's qags). */
export function integrateFinite(f: Integrand, a: number, b: number, accuracy: Accuracy): Outcome {
  const outcome = extrapolated(rule21(f), a, b, accuracy);
  outcome.evaluations = 42 * outcome.partition.left.length - 21;
  return outcome;
}

/** The integral over a range with an infinite end (kind -1: below the bound, 1: above it) or two (2) (QUADPACK's qagi). */
export function integrateInfinite(f: Integrand, bound: number, kind: -1 | 1 | 2, accuracy: Accuracy): Outcome {
  const outcome = extrapolated(rule15Infinite(f, kind === 2 ? 0 : bound, kind), 0, 1, accuracy);
  outcome.evaluations = (30 * outcome.partition.left.length - 15) * (kind === 2 ? 2 : 1);
  return outcome;
}

/** Cuts the piece with the largest error again and again, and extrapolates the sums by the epsilon algorithm. */
function extrapolated(rule: Rule, a: number, b: number, accuracy: Accuracy): Outcome {
  const { limit } = accuracy;
  const out = new Float64Array(4);
  rule(a, b, out);
  const [value, error, absolute, spread] = out as unknown as [number, number, number, number];
  const w = begin(accuracy, a, b, value, error);
  const p = w.partition;
  if (error <= 100 * epsilon * absolute && error > w.bound) w.code = 2;
  if (limit === 1) w.code = 1;
  if (w.code !== 0 || (error <= w.bound && error !== spread) || error === 0)
    return { value, error, code: w.code, evaluations: 0, partition: p };
  const e = extrapolation();
  e.table[1] = value;
  e.count = 2;
  let narrow = 0;
  let mayExtrapolate = true;
  const isWide = (piece: number): boolean => Math.abs(p.right[piece]! - p.left[piece]!) > narrow;
  for (let count = 2; count <= limit; count++) {
    const before = p.worstError;
    const width = widthOfWorst(p);
    const halfWidth = Math.abs(0.5 * (p.left[p.worst]! + p.right[p.worst]!) - p.left[p.worst]!);
    bisect(w, rule, rule);
    if (w.errorSum <= w.bound) {
      decide(w, absolute, false, false, false);
      return outcomeOf(w, p);
    }
    if (w.code !== 0) break;
    if (count === 2) {
      narrow = width * 0.375;
      w.wideError = w.errorSum;
      w.target = w.bound;
      e.table[2] = w.area;
      continue;
    }
    if (!mayExtrapolate) continue;
    w.wideError -= before;
    if (halfWidth > narrow) w.wideError += w.newest;
    if (!w.extrapolating) {
      if (widthOfWorst(p) > narrow) continue;
      w.extrapolating = true;
      p.rank = 2;
    }
    if (wideLeft(w, isWide)) continue;
    e.table[++e.count] = w.area;
    extrapolate(e);
    const stuck = takeExtrapolated(w, e);
    if (w.sinceBetter === 0 && w.error <= w.target) break;
    if (e.count === 1) mayExtrapolate = false;
    if (stuck) break;
    backToWorst(w);
    narrow *= 0.5;
  }
  decide(w, absolute, isOneSigned(value, absolute), true, false);
  return outcomeOf(w, p);
}

function outcomeOf(w: { value: number; error: number; code: number }, partition: Partition): Outcome {
  return { value: w.value, error: w.error, code: w.code, evaluations: 0, partition };
}

/** What {@link integrateWithBreaks} tells besides. */
export interface BreaksOutcome extends Outcome {
  readonly points: readonly number[];
  readonly level: readonly number[];
  /** 1 for pieces between break points whose error was raised to have them cut early. */
  readonly raised: readonly number[];
}

/** The integral over a finite range with break points inside, given in order (QUADPACK's qagp). */
export function integrateWithBreaks(
  f: Integrand,
  a: number,
  b: number,
  breaks: readonly number[],
  accuracy: Accuracy,
): BreaksOutcome {
  const { limit } = accuracy;
  const points = [a, ...breaks, b];
  const pieces = points.length - 1;
  const rule = rule21(f);
  const out = new Float64Array(4);
  const p = onePiece(limit, a, b, 0, 0);
  let [value, error, absolute] = [0, 0, 0];
  const raised: number[] = [];
  for (let i = 0; i < pieces; i++) {
    rule(points[i]!, points[i + 1]!, out);
    value += out[0]!;
    error += out[1]!;
    absolute += out[2]!;
    raised.push(out[1] === out[3] && out[1] !== 0 ? 1 : 0);
    p.left[i] = points[i]!;
    p.right[i] = points[i + 1]!;
    p.value[i] = out[0]!;
    p.error[i] = out[1]!;
    p.order[i + 1] = i;
  }
  let errorSum = 0;
  for (let i = 0; i < pieces; i++) {
    if (raised[i] === 1) p.error[i] = error;
    errorSum += p.error[i]!;
  }
  const level = new Array<number>(pieces).fill(0);
  const w = { ...begin(accuracy, a, b, value, error), partition: p, errorSum, wideError: errorSum };
  w.target = w.bound;
  if (error <= 100 * epsilon * absolute && error > w.bound) w.code = 2;
  selectLargest(p, pieces);
  if (pieces > 1 && limit < pieces + 1) w.code = 1;
  const finished = (): BreaksOutcome => ({
    ...outcomeOf(w, p),
    points,
    level,
    raised,
    evaluations: 21 * pieces + 42 * (p.left.length - pieces),
  });
  if (w.code !== 0 || error <= w.bound) {
    w.error = error;
    if (w.code > 2) w.code--;
    return finished();
  }
  p.worst = p.order[1]!;
  p.worstError = p.error[p.worst]!;
  const e = extrapolation();
  e.table[1] = value;
  e.count = 1;
  let levels = 1;
  let mayExtrapolate = true;
  const isWide = (piece: number): boolean => level[piece]! + 1 <= levels;
  for (let count = pieces + 1; count <= limit; count++) {
    const before = p.worstError;
    const current = level[p.worst]! + 1;
    level[p.worst] = current;
    level.push(current);
    bisect(w, rule, rule);
    if (w.errorSum <= w.bound) {
      decide(w, absolute, false, false, false);
      return finished();
    }
    if (w.code !== 0) break;
    if (!mayExtrapolate) continue;
    w.wideError -= before;
    if (current + 1 <= levels) w.wideError += w.newest;
    if (!w.extrapolating) {
      if (isWide(p.worst)) continue;
      w.extrapolating = true;
      p.rank = 2;
    }
    if (wideLeft(w, isWide)) continue;
    e.table[++e.count] = w.area;
    if (e.count > 2) {
      extrapolate(e);
      const stuck = takeExtrapolated(w, e);
      if (w.sinceBetter === 0 && w.error < w.target) break;
      if (e.count === 1) mayExtrapolate = false;
      if (stuck) break;
    }
    backToWorst(w);
    levels++;
  }
  decide(w, absolute, isOneSigned(value, absolute), true, false);
  return finished();
}

/** Orders the first pieces by falling error, by selection as QUADPACK does, where equal errors let the later piece go first. */
function selectLargest(p: Partition, pieces: number): void {
  const { order, error } = p;
  for (let i = 1; i < pieces; i++) {
    let at = i;
    for (let j = i + 1; j <= pieces; j++) if (!(error[order[at]!]! > error[order[j]!]!)) at = j;
    const best = order[at]!;
    order[at] = order[i]!;
    order[i] = best;
  }
}
