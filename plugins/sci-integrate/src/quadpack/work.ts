import { epsilon, huge } from "./constants.js";
import type { Extrapolation } from "./extrapolation.js";
import { cut, isPoint, onePiece, ordered, type Partition, total } from "./partition.js";
import type { Rule } from "./rules.js";

/** How accurate an integral should be, and how many pieces it may take. */
export interface Accuracy {
  readonly absolute: number;
  readonly relative: number;
  readonly limit: number;
}

/** What an integrator of QUADPACK found. */
export interface Outcome {
  value: number;
  error: number;
  /** QUADPACK's ier: 0 when all went well. */
  code: number;
  evaluations: number;
  readonly partition: Partition;
}

/** What the integrators keep in mind while they cut. */
export interface Work {
  readonly accuracy: Accuracy;
  readonly partition: Partition;
  area: number;
  errorSum: number;
  bound: number;
  /** QUADPACK's ier and ierro. */
  code: number;
  inner: number;
  readonly roundoff: [before: number, during: number, growth: number];
  /** The sum of the errors of the newest two pieces, and their spreads of the function. */
  newest: number;
  extrapolating: boolean;
  /** The error of the pieces that are wider than the narrowest. */
  wideError: number;
  target: number;
  correction: number;
  sinceBetter: number;
  value: number;
  error: number;
}

/** The beginning: one piece with an integral and its error. */
export function begin(accuracy: Accuracy, a: number, b: number, value: number, error: number): Work {
  return {
    accuracy,
    partition: onePiece(accuracy.limit, a, b, value, error),
    area: value,
    errorSum: error,
    bound: Math.max(accuracy.absolute, accuracy.relative * Math.abs(value)),
    code: 0,
    inner: 0,
    roundoff: [0, 0, 0],
    newest: 0,
    extrapolating: false,
    wideError: error,
    target: 0,
    correction: 0,
    sinceBetter: 0,
    value,
    error: huge,
  };
}

const first = /* @__PURE__ */ new Float64Array(4);
const second = /* @__PURE__ */ new Float64Array(4);

/** Cuts the worst piece in two by the rules given, adds up anew, and looks for roundoff and points that are too bad. */
export function bisect(w: Work, leftRule: Rule, rightRule: Rule): void {
  const p = w.partition;
  const [a, b] = [p.left[p.worst]!, p.right[p.worst]!];
  const middle = 0.5 * (a + b);
  const before = p.worstError;
  leftRule(a, middle, first);
  const [area1, error1, spread1] = [first[0]!, first[1]!, first[3]!];
  rightRule(middle, b, second);
  const [area2, error2, spread2] = [second[0]!, second[1]!, second[3]!];
  const area = area1 + area2;
  const error = error1 + error2;
  const count = p.left.length + 1;
  const old = p.value[p.worst]!;
  w.newest = error;
  w.errorSum = w.errorSum + error - before;
  w.area = w.area + area - old;
  if (spread1 !== error1 && spread2 !== error2) {
    if (!(Math.abs(old - area) > 1e-5 * Math.abs(area) || error < 0.99 * before)) w.roundoff[w.extrapolating ? 1 : 0]++;
    if (count > 10 && error > before) w.roundoff[2]++;
  }
  w.bound = Math.max(w.accuracy.absolute, w.accuracy.relative * Math.abs(w.area));
  const [outside, during, growth] = w.roundoff;
  if (outside + during >= 10 || growth >= 20) w.code = 2;
  if (during >= 5) w.inner = 3;
  if (count === w.accuracy.limit) w.code = 1;
  if (isPoint(a, middle, b)) w.code = 4;
  cut(p, middle, area1, error1, area2, error2);
}

/** Looks for a piece that is still wide, while the error of the wide ones is too large; false when it is time to extrapolate. */
export function wideLeft(w: Work, isWide: (piece: number) => boolean): boolean {
  const p = w.partition;
  if (w.inner === 3 || w.wideError <= w.target) return false;
  const until = ordered(p);
  while (p.rank <= until) {
    p.worst = p.order[p.rank]!;
    p.worstError = p.error[p.worst]!;
    if (isWide(p.worst)) return true;
    p.rank++;
  }
  return false;
}

/** Takes over an extrapolated value when it is better; true when the extrapolation makes no headway and should end. */
export function takeExtrapolated(w: Work, e: Extrapolation): boolean {
  w.sinceBetter++;
  if (w.sinceBetter > 5 && w.error < 1e-3 * w.errorSum) w.code = 5;
  if (e.error >= w.error) return w.code >= 5;
  w.sinceBetter = 0;
  w.error = e.error;
  w.value = e.value;
  w.correction = w.wideError;
  w.target = Math.max(w.accuracy.absolute, w.accuracy.relative * Math.abs(e.value));
  return w.code >= 5;
}

/** Returns to the piece with the largest error. */
export function backToWorst(w: Work): void {
  const p = w.partition;
  p.worst = p.order[1]!;
  p.worstError = p.error[p.worst]!;
  p.rank = 1;
  w.extrapolating = false;
  w.wideError = w.errorSum;
}

/** Whether the integrand seems to have one sign: its integral is that of its absolute values. */
export function isOneSigned(value: number, absolute: number): boolean {
  return Math.abs(value) >= (1 - 50 * epsilon) * absolute;
}

/** Decides between the extrapolated value and the sum, and says what went wrong. */
export function decide(w: Work, absolute: number, oneSigned: boolean, extrapolated: boolean, strict: boolean): void {
  let sum = !extrapolated || w.error === huge;
  let check = true;
  if (!sum && w.code + w.inner !== 0) {
    if (w.inner === 3) w.error += w.correction;
    if (w.code === 0) w.code = 3;
    if (w.value !== 0 && w.area !== 0) sum = w.error / Math.abs(w.value) > w.errorSum / Math.abs(w.area);
    else if (w.error > w.errorSum) sum = true;
    else check = w.area !== 0;
  }
  if (sum) {
    w.value = total(w.partition);
    w.error = w.errorSum;
  } else if (check && (oneSigned || Math.max(Math.abs(w.value), Math.abs(w.area)) > absolute * 0.01)) {
    const ratio = w.value / w.area;
    const size = Math.abs(w.area);
    if (ratio < 0.01 || ratio > 100 || w.errorSum > size || (strict && w.errorSum === size)) w.code = 6;
  }
  if (w.code > 2) w.code--;
}
