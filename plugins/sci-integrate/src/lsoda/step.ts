import { solve } from "../linear/factors.js";
import { stability } from "./coefficients.js";
import { newtonMatrix } from "./jacobian.js";
import { coefficientsOf, type Family, type Lsoda, roundoff, weightedNorm } from "./state.js";

const mostCorrections = 3;
const mostFailures = 10;

/**
 * One step, with its error test, order and step size, and the choice between the families of methods (ODEPACK's stoda;
 * Petzold 1983). Leaves `failure` at 0, or -1 when the error test and -2 when the correction failed again and again.
 */
export function step(s: Lsoda): void {
  s.failure = 0;
  const before = s.time;
  prepare(s);
  let refusals = 0;
  let failures = 0;
  for (;;) {
    predict(s);
    const size = weightedNorm(s.history[0]!, s.weights);
    const corrected = correct(s, size);
    if (corrected === undefined) {
      failures++;
      s.growth = 2;
      s.time = before;
      retract(s);
      if (Math.abs(s.h) <= s.limits.smallestStep * 1.00001 || failures === mostFailures) {
        finish(s, -2);
        return;
      }
      s.wantsJacobian = s.iterates;
      scaleStep(s, atLeastSmallest(s, 0.25));
      continue;
    }
    s.freshJacobian = false;
    const test = coefficientsOf(s).test[s.order - 1]![1]!;
    const error = (corrected.single ? corrected.change : weightedNorm(s.correction, s.weights)) / test;
    if (!(error > 1)) {
      accept(s, error, size);
      return;
    }
    refusals++;
    s.time = before;
    retract(s);
    s.growth = 2;
    if (Math.abs(s.h) <= s.limits.smallestStep * 1.00001 || refusals === mostFailures) {
      finish(s, -1);
      return;
    }
    if (refusals >= 3) restart(s);
    else {
      const choice = chooseOrder(s, error, 0, refusals);
      if (choice !== undefined) {
        if (choice.order !== s.order) setOrder(s, choice.order);
        scaleStep(s, atLeastSmallest(s, choice.factor));
      }
    }
  }
}

function prepare(s: Lsoda): void {
  if (s.start === "first") {
    s.lastScaled = s.h;
    resetCoefficients(s);
    return;
  }
  if (s.start === "continue") return;
  if (s.start === "changed") {
    s.wantsJacobian = s.iterates;
    if (s.wait === 1) s.wait = 2;
    if (s.family !== s.usedFamily) {
      s.wait = s.order + 1;
      resetCoefficients(s);
    }
  }
  if (s.h !== s.lastScaled) {
    const factor = s.h / s.lastScaled;
    s.h = s.lastScaled;
    scaleStep(s, factor);
  }
}

function resetCoefficients(s: Lsoda): void {
  const first = coefficientsOf(s).correction[s.order - 1]![0]!;
  s.ratio = (s.ratio * first) / s.first;
  s.first = first;
}

function setOrder(s: Lsoda, order: number): void {
  s.order = order;
  resetCoefficients(s);
}

function atLeastSmallest(s: Lsoda, factor: number): number {
  return Math.max(factor, s.limits.smallestStep / Math.abs(s.h));
}

/** Multiplies the step by a factor, within the limits and the region of stability, and scales the derivatives. */
function scaleStep(s: Lsoda, wanted: number): void {
  let factor = Math.min(wanted, s.growth);
  if (s.limits.largestStep > 0) factor /= Math.max(1, Math.abs(s.h) * (1 / s.limits.largestStep) * factor);
  if (s.family === 1) {
    s.limited = false;
    const rate = Math.max(Math.abs(s.h) * s.lastLipschitz, 1e-6);
    const edge = stability[s.order - 1]!;
    if (factor * rate * 1.00001 >= edge) {
      factor = edge / rate;
      s.limited = true;
    }
  }
  let power = 1;
  for (let j = 1; j <= s.order; j++) {
    power *= factor;
    const column = s.history[j]!;
    for (let i = 0; i < s.n; i++) column[i] = column[i]! * power;
  }
  s.h *= factor;
  s.ratio *= factor;
  s.wait = s.order + 1;
}

function predict(s: Lsoda): void {
  if (Math.abs(s.ratio - 1) > 0.3) s.wantsJacobian = s.iterates;
  if (s.steps >= s.jacobianStep + 20) s.wantsJacobian = s.iterates;
  s.time += s.h;
  for (let low = s.order - 1; low >= 0; low--)
    for (let j = low; j < s.order; j++) {
      const [to, from] = [s.history[j]!, s.history[j + 1]!];
      for (let i = 0; i < s.n; i++) to[i] = to[i]! + from[i]!;
    }
}

function retract(s: Lsoda): void {
  for (let low = s.order - 1; low >= 0; low--)
    for (let j = low; j < s.order; j++) {
      const [to, from] = [s.history[j]!, s.history[j + 1]!];
      for (let i = 0; i < s.n; i++) to[i] = to[i]! - from[i]!;
    }
}

interface Corrected {
  /** Whether one iteration was enough, and then how far it went. */
  readonly single: boolean;
  readonly change: number;
}

/** Solves for the correction by plain or Newton iteration; undefined when it does not converge. */
function correct(s: Lsoda, size: number): Corrected | undefined {
  const { n, y, slope, correction, weights } = s;
  const [predicted, scaled] = [s.history[0]!, s.history[1]!];
  const coefficients = coefficientsOf(s);
  const first = coefficients.correction[s.order - 1]![0]!;
  const bound = coefficients.test[s.order - 1]![1]! * (0.5 / (s.order + 2));
  let previous = 0;
  for (;;) {
    let rate = 0;
    y.set(predicted);
    s.system.derivatives(s.time, y, slope);
    s.evaluations++;
    if (s.wantsJacobian) {
      const regular = newtonMatrix(s);
      s.wantsJacobian = false;
      s.ratio = 1;
      s.jacobianStep = s.steps;
      s.contraction = 0.7;
      if (!regular) return undefined;
    }
    correction.fill(0);
    for (let iteration = 0; ; ) {
      let change: number;
      if (s.iterates) {
        for (let i = 0; i < n; i++) y[i] = s.h * slope[i]! - (scaled[i]! + correction[i]!);
        solve(s.factors!, y);
        change = weightedNorm(y, weights);
        for (let i = 0; i < n; i++) {
          correction[i] = correction[i]! + y[i]!;
          y[i] = predicted[i]! + first * correction[i]!;
        }
      } else {
        for (let i = 0; i < n; i++) {
          slope[i] = s.h * slope[i]! - scaled[i]!;
          y[i] = slope[i]! - correction[i]!;
        }
        change = weightedNorm(y, weights);
        for (let i = 0; i < n; i++) {
          y[i] = predicted[i]! + first * slope[i]!;
          correction[i] = slope[i]!;
        }
      }
      if (change <= 100 * size * roundoff) return { single: iteration === 0, change };
      if (iteration > 0 || s.family === 2) {
        if (iteration > 0) {
          const contraction = change <= 1024 * previous ? change / previous : 1024;
          rate = Math.max(rate, contraction);
          s.contraction = Math.max(0.2 * s.contraction, contraction);
        }
        if (!((change * Math.min(1, 1.5 * s.contraction)) / bound > 1)) {
          s.lipschitz = Math.max(s.lipschitz, rate / Math.abs(s.h * first));
          if (s.lipschitz !== 0) s.lastLipschitz = s.lipschitz;
          return { single: iteration === 0, change };
        }
      }
      iteration++;
      if (iteration === mostCorrections || (iteration >= 2 && change > 2 * previous)) break;
      previous = change;
      s.system.derivatives(s.time, y, slope);
      s.evaluations++;
    }
    if (!s.iterates || s.freshJacobian) return undefined;
    s.wantsJacobian = true;
  }
}

/** After three refusals the derivatives are not to be trusted: begins anew at order 1. */
function restart(s: Lsoda): void {
  s.h *= atLeastSmallest(s, 0.1);
  s.y.set(s.history[0]!);
  s.system.derivatives(s.time, s.y, s.slope);
  s.evaluations++;
  const scaled = s.history[1]!;
  for (let i = 0; i < s.n; i++) scaled[i] = s.h * s.slope[i]!;
  s.wantsJacobian = s.iterates;
  s.wait = 5;
  if (s.order !== 1) setOrder(s, 1);
}

function accept(s: Lsoda, error: number, size: number): void {
  s.steps++;
  s.used = s.h;
  s.usedOrder = s.order;
  s.usedFamily = s.family;
  const row = coefficientsOf(s).correction[s.order - 1]!;
  for (let j = 0; j <= s.order; j++) {
    const column = s.history[j]!;
    for (let i = 0; i < s.n; i++) column[i] = column[i]! + row[j]! * s.correction[i]!;
  }
  s.switchWait--;
  // The constants of the step just taken scale the correction, whatever comes next.
  const test = coefficientsOf(s).test[s.usedOrder - 1]![1]!;
  const change = s.switchWait < 0 ? switchOf(s, error, size) : undefined;
  if (change !== undefined) {
    s.switchWait = 20;
    s.family = change.family;
    s.iterates = change.family === 2;
    s.lastLipschitz = 0;
    s.order = change.order;
    scaleStep(s, atLeastSmallest(s, change.factor));
    s.growth = 10;
  } else adjust(s, error);
  for (let i = 0; i < s.n; i++) s.correction[i] = s.correction[i]! * (1 / test);
  finish(s, 0);
}

function adjust(s: Lsoda, error: number): void {
  s.wait--;
  const top = s.largestOrder;
  if (s.wait > 0) {
    if (s.wait === 1 && s.order < top) s.history[top]!.set(s.correction);
    return;
  }
  let up = 0;
  if (s.order < top) {
    const saved = s.history[top]!;
    for (let i = 0; i < s.n; i++) s.slope[i] = s.correction[i]! - saved[i]!;
    const higher = weightedNorm(s.slope, s.weights) / coefficientsOf(s).test[s.order - 1]![2]!;
    up = 1 / (1.4 * higher ** (1 / (s.order + 2)) + 0.0000014);
  }
  const choice = chooseOrder(s, error, up, 0);
  if (choice === undefined) {
    s.wait = 3;
    return;
  }
  if (choice.order !== s.order) {
    if (choice.order > s.order) {
      const r = coefficientsOf(s).correction[s.order - 1]![s.order]! / (s.order + 1);
      const fresh = s.history[choice.order]!;
      for (let i = 0; i < s.n; i++) fresh[i] = s.correction[i]! * r;
    }
    setOrder(s, choice.order);
  }
  scaleStep(s, atLeastSmallest(s, choice.factor));
  s.growth = 10;
}

interface Choice {
  readonly order: number;
  readonly factor: number;
}

/** The order that allows the longest step; undefined when the gain is too small. */
function chooseOrder(s: Lsoda, error: number, upFactor: number, refusals: number): Choice | undefined {
  let up = upFactor;
  let same = 1 / (1.2 * error ** (1 / (s.order + 1)) + 0.0000012);
  let down = 0;
  if (s.order > 1) {
    const lower = weightedNorm(s.history[s.order]!, s.weights) / coefficientsOf(s).test[s.order - 1]![0]!;
    down = 1 / (1.3 * lower ** (1 / s.order) + 0.0000013);
  }
  let rate = 0;
  if (s.family === 1) {
    rate = Math.max(Math.abs(s.h) * s.lastLipschitz, 1e-6);
    if (s.order < s.largestOrder) up = Math.min(up, stability[s.order]! / rate);
    same = Math.min(same, stability[s.order - 1]! / rate);
    if (s.order > 1) down = Math.min(down, stability[s.order - 2]! / rate);
    s.lipschitz = 0;
  }
  let [order, factor] = [s.order, same];
  if (same < up && up > down) return up < 1.1 ? undefined : { order: s.order + 1, factor: up };
  if (!(same >= up) || same < down) {
    order = s.order - 1;
    factor = refusals > 0 && down > 1 ? 1 : down;
  }
  const atEdge = s.family === 1 && factor * rate * 1.00001 >= stability[order - 1]!;
  if (!atEdge && refusals === 0 && factor < 1.1) return undefined;
  if (refusals >= 2) factor = Math.min(factor, 0.2);
  return { order, factor };
}

interface Switch extends Choice {
  readonly family: Family;
}

/** Whether the other family would take much longer steps. */
function switchOf(s: Lsoda, error: number, size: number): Switch | undefined {
  return s.family === 1 ? toStiff(s, error, size) : toSmooth(s, error, size);
}

function stepFactor(error: number, exponent: number): number {
  return 1 / (1.2 * error ** exponent + 0.0000012);
}

/** Error constants of the families at an order: cm1 and cm2. */
function adamsConstant(s: Lsoda, order: number): number {
  return s.adams.test[order - 1]![1]! * s.adams.correction[order - 1]![order]!;
}

function bdfConstant(s: Lsoda, order: number): number {
  return s.bdf.test[order - 1]![1]! * s.bdf.correction[order - 1]![order]!;
}

function limitedFactor(factor: number, rate: number, order: number): number {
  const most = rate * factor > 1e-5 ? stability[order - 1]! / rate : 2 * factor;
  return Math.min(factor, most);
}

function toStiff(s: Lsoda, error: number, size: number): Switch | undefined {
  if (s.order > 5) return undefined;
  const { bdfOrder } = s.limits;
  if (!(error > 100 * size * roundoff && s.lipschitz !== 0))
    return s.limited ? { family: 2, order: Math.min(s.order, bdfOrder), factor: 2 } : undefined;
  const exponent = 1 / (s.order + 1);
  const adams = limitedFactor(stepFactor(error, exponent), s.lastLipschitz * Math.abs(s.h), s.order);
  let order = s.order;
  let bdf: number;
  if (s.order > bdfOrder) {
    order = bdfOrder;
    const other = weightedNorm(s.history[bdfOrder + 1]!, s.weights) / bdfConstant(s, bdfOrder);
    bdf = stepFactor(other, 1 / (bdfOrder + 1));
  } else bdf = stepFactor(error * (adamsConstant(s, s.order) / bdfConstant(s, s.order)), exponent);
  return bdf < 5 * adams ? undefined : { family: 2, order, factor: bdf };
}

function toSmooth(s: Lsoda, error: number, size: number): Switch | undefined {
  const { adamsOrder } = s.limits;
  let order = s.order;
  let exponent = 1 / (s.order + 1);
  let other: number;
  if (adamsOrder < s.order) {
    order = adamsOrder;
    exponent = 1 / (adamsOrder + 1);
    other = weightedNorm(s.history[adamsOrder + 1]!, s.weights) / adamsConstant(s, adamsOrder);
  } else other = error * (bdfConstant(s, s.order) / adamsConstant(s, s.order));
  const adams = limitedFactor(stepFactor(other, exponent), s.jacobianNorm * Math.abs(s.h), order);
  const bdf = stepFactor(error, 1 / (s.order + 1));
  if (adams * 5 < 5 * bdf) return undefined;
  // So small a step would leave nothing but roundoff.
  if (Math.max(0.001, adams) ** exponent * other <= 1000 * roundoff * size) return undefined;
  return { family: 1, order, factor: adams };
}

function finish(s: Lsoda, failure: 0 | -1 | -2): void {
  s.failure = failure;
  s.lastScaled = s.h;
  s.start = "continue";
}
