import { expand, sample } from "./chebyshev.js";
import { cut, isPoint, onePiece, type Partition, total } from "./partition.js";
import { type Integrand, rule15 } from "./rules.js";
import type { Accuracy, Outcome } from "./work.js";

/** The weight (x - a)^α (b - x)^β, times the logarithms of x - a and b - x where asked for. */
export interface AlgebraicWeight {
  readonly alpha: number;
  readonly beta: number;
  readonly logLeft: boolean;
  readonly logRight: boolean;
}

interface EndMoments {
  readonly plain: Float64Array;
  readonly log: Float64Array;
}

/** The modified Chebyshev moments of (1 + x)^power, and of it times log((1 + x) / 2) (QUADPACK's qmomo). */
function endMoments(power: number): EndMoments {
  const plain = new Float64Array(25);
  const log = new Float64Array(25);
  const [one, two] = [power + 1, power + 2];
  const scale = 2 ** one;
  plain[0] = scale / one;
  plain[1] = (plain[0] * power) / two;
  log[0] = -plain[0] / one;
  log[1] = -(2 * scale) / (two * two) - log[0];
  for (let i = 2; i < 25; i++) {
    plain[i] = -(scale + i * (i - two) * plain[i - 1]!) / ((i - 1) * (i + one));
    log[i] = -(i * (i - two) * log[i - 1]! - i * plain[i - 1]! + (i - 1) * plain[i]!) / ((i - 1) * (i + one));
  }
  return { plain, log };
}

/** The moments for the other end, where x becomes -x. */
function mirrored({ plain, log }: EndMoments): EndMoments {
  const flip = (values: Float64Array): Float64Array => values.map((value, i) => (i % 2 === 1 ? -value : value));
  return { plain: flip(plain), log: flip(log) };
}

type Estimate = (left: number, right: number, out: Float64Array) => number;

/** The rule for a piece: Clenshaw and Curtis with the weight's moments at a singular end, otherwise Gauss and Kronrod (qc25s). */
function pieceRule(f: Integrand, a: number, b: number, weight: AlgebraicWeight): Estimate {
  const { alpha, beta, logLeft, logRight } = weight;
  const atLeft = endMoments(alpha);
  const atRight = mirrored(endMoments(beta));
  const inner = rule15(f, (x) => {
    const [below, above] = [x - a, b - x];
    let value = below ** alpha * above ** beta;
    if (logLeft) value *= Math.log(below);
    if (logRight) value *= Math.log(above);
    return value;
  });
  const dotted = (
    g: Integrand,
    half: number,
    moments: EndMoments,
    log: boolean,
    power: number,
    out: Float64Array,
  ): void => {
    const { low, high } = expand(sample(g, half));
    const sums = (m: Float64Array): [number, number] => {
      let [low12, high24] = [0, 0];
      for (let i = 0; i < 13; i++) {
        low12 += low[i]! * m[i]!;
        high24 += high[i]! * m[i]!;
      }
      for (let i = 13; i < 25; i++) high24 += high[i]! * m[i]!;
      return [low12, high24];
    };
    const factor = half ** (power + 1);
    const [low12, high24] = sums(moments.plain);
    out[3] = Number.NaN;
    if (!log) {
      out[0] = high24 * factor;
      out[1] = Math.abs(high24 - low12) * factor;
      return;
    }
    const scale = Math.log(2 * half);
    const [logLow, logHigh] = sums(moments.log);
    out[0] = (high24 * scale + logHigh) * factor;
    out[1] = (Math.abs((high24 - low12) * scale) + Math.abs(logHigh - logLow)) * factor;
  };
  return (left, right, out) => {
    const half = 0.5 * (right - left);
    const centre = 0.5 * (right + left);
    if (left === a && (alpha !== 0 || logLeft)) {
      const rest = b - centre;
      const g = (u: number): number => {
        const value = f(centre + u) * (rest - u) ** beta;
        return logRight ? value * Math.log(rest - u) : value;
      };
      dotted(g, half, atLeft, logLeft, alpha, out);
      return 25;
    }
    if (right === b && (beta !== 0 || logRight)) {
      const rest = centre - a;
      const g = (u: number): number => {
        const value = f(centre + u) * (rest + u) ** alpha;
        return logLeft ? value * Math.log(rest + u) : value;
      };
      dotted(g, half, atRight, logRight, beta, out);
      return 25;
    }
    inner(left, right, out);
    return 15;
  };
}

/** The integral of f times an {@link AlgebraicWeight} over a finite range, a < b (QUADPACK's qaws). */
export function integrateAlgebraic(
  f: Integrand,
  a: number,
  b: number,
  weight: AlgebraicWeight,
  accuracy: Accuracy,
): Outcome {
  const { limit } = accuracy;
  const rule = pieceRule(f, a, b, weight);
  const first = new Float64Array(4);
  const second = new Float64Array(4);
  const centre = 0.5 * (b + a);
  let evaluations = rule(a, centre, first) + rule(centre, b, second);
  let area = first[0]! + second[0]!;
  let errorSum = first[1]! + second[1]!;
  const boundOf = (): number => Math.max(accuracy.absolute, accuracy.relative * Math.abs(area));
  const p = onePiece(limit, a, b, area, errorSum);
  cut(p, centre, first[0]!, first[1]!, second[0]!, second[1]!);
  let code = limit === 2 ? 1 : 0;
  if (errorSum <= boundOf() || code === 1) return { value: area, error: errorSum, code, evaluations, partition: p };
  let [same, growth] = [0, 0];
  for (let count = 3; count <= limit; count++) {
    const [from, to] = [p.left[p.worst]!, p.right[p.worst]!];
    const middle = 0.5 * (from + to);
    const before = p.worstError;
    evaluations += rule(from, middle, first) + rule(middle, to, second);
    const newArea = first[0]! + second[0]!;
    const newError = first[1]! + second[1]!;
    const old = p.value[p.worst]!;
    errorSum += newError - before;
    area += newArea - old;
    if (a !== from && b !== to && first[3] !== first[1] && second[3] !== second[1]) {
      if (Math.abs(old - newArea) < 1e-5 * Math.abs(newArea) && newError >= 0.99 * before) same++;
      if (count > 10 && newError > before) growth++;
    }
    if (!(errorSum <= boundOf())) {
      if (count === limit) code = 1;
      if (same >= 6 || growth >= 20) code = 2;
      if (isPoint(from, middle, to)) code = 3;
    }
    cut(p, middle, first[0]!, first[1]!, second[0]!, second[1]!);
    if (code !== 0 || errorSum <= boundOf()) break;
  }
  return summed(p, errorSum, code, evaluations);
}

/** The principal value of the integral of f(x) / (x - c) over a finite range (QUADPACK's qawc). */
export function integrateCauchy(f: Integrand, a: number, b: number, c: number, accuracy: Accuracy): Outcome {
  const { limit } = accuracy;
  const out = new Float64Array(4);
  const inner = rule15(f, (x) => 1 / (x - c));
  let evaluations = 0;
  // Tells whether the piece lay near the pole, or its rule could tell nothing of the error (QUADPACK's krule).
  const rule = (left: number, right: number): boolean => {
    const place = (2 * c - right - left) / (right - left);
    if (!(Math.abs(place) < 1.1)) {
      inner(left, right, out);
      evaluations += 15;
      return out[3] === out[1];
    }
    evaluations += 25;
    const half = 0.5 * (right - left);
    const centre = 0.5 * (right + left);
    const { low, high } = expand(sample((u) => f(centre + u), half));
    let moment0 = Math.log(Math.abs((1 - place) / (1 + place)));
    let moment1 = 2 + place * moment0;
    let low12 = low[0]! * moment0 + low[1]! * moment1;
    let high24 = high[0]! * moment0 + high[1]! * moment1;
    for (let k = 2; k < 25; k++) {
      let moment = 2 * place * moment1 - moment0;
      if (k % 2 === 1) moment -= 4 / ((k - 1) * (k - 1) - 1);
      if (k < 13) low12 += low[k]! * moment;
      high24 += high[k]! * moment;
      moment0 = moment1;
      moment1 = moment;
    }
    out[0] = high24;
    out[1] = Math.abs(high24 - low12);
    return true;
  };
  rule(a, b);
  let area = out[0]!;
  let errorSum = out[1]!;
  const boundOf = (): number => Math.max(accuracy.absolute, accuracy.relative * Math.abs(area));
  const p = onePiece(limit, a, b, area, errorSum);
  let code = limit === 1 ? 1 : 0;
  if (errorSum < Math.min(0.01 * Math.abs(area), boundOf()) || code === 1)
    return { value: area, error: errorSum, code, evaluations, partition: p };
  let [same, growth] = [0, 0];
  for (let count = 2; count <= limit; count++) {
    const [from, to] = [p.left[p.worst]!, p.right[p.worst]!];
    let middle = 0.5 * (from + to);
    if (c <= middle && c > from) middle = 0.5 * (c + to);
    if (c > middle && c < to) middle = 0.5 * (from + c);
    const before = p.worstError;
    const near1 = rule(from, middle);
    const [area1, error1] = [out[0]!, out[1]!];
    const near2 = rule(middle, to);
    const [area2, error2] = [out[0]!, out[1]!];
    const newArea = area1 + area2;
    const newError = error1 + error2;
    const old = p.value[p.worst]!;
    errorSum += newError - before;
    area += newArea - old;
    if (!near1 && !near2) {
      if (Math.abs(old - newArea) < 1e-5 * Math.abs(newArea) && newError >= 0.99 * before) same++;
      if (count > 10 && newError > before) growth++;
    }
    if (!(errorSum <= boundOf())) {
      if (same >= 6 && growth > 20) code = 2;
      if (count === limit) code = 1;
      if (isPoint(from, middle, to)) code = 3;
    }
    cut(p, middle, area1, error1, area2, error2);
    if (code !== 0 || errorSum <= boundOf()) break;
  }
  return summed(p, errorSum, code, evaluations);
}

function summed(partition: Partition, error: number, code: number, evaluations: number): Outcome {
  return { value: total(partition), error, code, evaluations, partition };
}
