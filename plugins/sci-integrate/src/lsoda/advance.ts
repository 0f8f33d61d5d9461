import { type Lsoda, roundoff, weightedNorm } from "./state.js";
import { step } from "./step.js";

/** ODEPACK's istate: 2 when the time was reached, negative when it was not. */
export type Status = 2 | -1 | -2 | -3 | -4 | -5 | -6;

/** Where to stop: at a time exactly, by interpolation; never beyond the critical time, if there is one. */
export interface Target {
  readonly time: number;
  readonly critical?: number | undefined;
  /** Takes one step only, not beyond the critical time. */
  readonly single?: boolean;
}

/** Integrates to the next time (ODEPACK's lsoda). */
export function advance(s: Lsoda, target: Target): Status {
  const fresh = s.steps === 0 && s.evaluations === 0;
  const started = fresh ? start(s, target) : resume(s, target);
  if (started !== undefined) return started;
  const from = fresh ? 0 : s.steps;
  for (let first = fresh; ; first = false) {
    if (!first) {
      if (s.steps - from >= s.limits.steps) return stop(s, -1);
      if (!weigh(s)) return stop(s, -6);
    }
    s.tolerance = roundoff * weightedNorm(s.history[0]!, s.weights);
    if (!(s.tolerance <= 0.01)) {
      s.tolerance *= 200;
      return s.steps === 0 ? -3 : stop(s, -2);
    }
    s.tolerance = 0;
    step(s);
    if (s.failure !== 0) {
      findWorst(s);
      return stop(s, s.failure === -1 ? -4 : -5);
    }
    if (s.family !== s.usedFamily) {
      s.switched = s.time;
      s.largestOrder = s.family === 2 ? s.limits.bdfOrder : s.limits.adamsOrder;
      s.start = "changed";
    }
    const reached = after(s, target);
    if (reached !== undefined) return reached;
  }
}

/** Error weights, inverted; false where one is not positive. */
function weigh(s: Lsoda): boolean {
  const y = s.history[0]!;
  for (let i = 0; i < s.n; i++) {
    const weight = s.relative[i]! * Math.abs(y[i]!) + s.absolute[i]!;
    if (weight <= 0) return false;
    s.weights[i] = 1 / weight;
  }
  return true;
}

function start(s: Lsoda, target: Target): Status | undefined {
  const { limits, n } = s;
  const { time, critical } = target;
  let h = limits.firstStep;
  if ((time - s.t) * h < 0) return -3;
  if (critical !== undefined) {
    if ((critical - time) * (time - s.t) < 0) return -3;
    if (h !== 0 && (s.t + h - critical) * h > 0) h = critical - s.t;
  }
  s.switched = s.t;
  const slope = s.history[1]!;
  s.system.derivatives(s.t, s.y, slope);
  s.evaluations = 1;
  s.history[0]!.set(s.y);
  if (!weigh(s)) return -3;
  if (h === 0) {
    const distance = Math.abs(time - s.t);
    const size = Math.max(Math.abs(s.t), Math.abs(time));
    if (distance < 2 * roundoff * size) return -3;
    let tolerance = s.relative[0]!;
    for (let i = 1; i < n; i++) tolerance = Math.max(tolerance, s.relative[i]!);
    if (!(tolerance > 0))
      for (let i = 0; i < n; i++) {
        const here = Math.abs(s.y[i]!);
        if (here !== 0) tolerance = Math.max(tolerance, s.absolute[i]! / here);
      }
    tolerance = Math.min(Math.max(tolerance, 100 * roundoff), 0.001);
    const norm = weightedNorm(slope, s.weights);
    h = 1 / Math.sqrt(1 / (tolerance * size * size) + tolerance * norm ** 2);
    if (!(h < distance)) h = distance;
    if (time < s.t) h = -h;
  }
  if (limits.largestStep > 0) {
    const excess = Math.abs(h) * (1 / limits.largestStep);
    if (excess > 1) h /= excess;
  }
  s.h = h;
  for (let i = 0; i < n; i++) slope[i] = h * slope[i]!;
  return undefined;
}

/** Looks whether the time lies within the step that was taken last. */
function resume(s: Lsoda, target: Target): Status | undefined {
  const { time, critical } = target;
  if (critical !== undefined) {
    if ((s.time - critical) * s.h > 0) return -3;
    if (target.single !== true && (critical - time) * s.h < 0) return -3;
  }
  if (target.single !== true && !((s.time - time) * s.h < 0)) return interpolateTo(s, time);
  return critical === undefined ? undefined : approach(s, critical);
}

/** What to do after a step. */
function after(s: Lsoda, target: Target): Status | undefined {
  const { time, critical } = target;
  if (target.single === true) {
    s.y.set(s.history[0]!);
    s.t = critical !== undefined && isAt(s, critical) ? critical : s.time;
    return 2;
  }
  if (!((s.time - time) * s.h < 0)) {
    interpolateTo(s, time);
    s.t = time;
    return 2;
  }
  return critical === undefined ? undefined : approach(s, critical);
}

function isAt(s: Lsoda, critical: number): boolean {
  return Math.abs(s.time - critical) <= 100 * roundoff * (Math.abs(s.time) + Math.abs(s.h));
}

/** Stops at the critical time, or shortens the next step so that it ends there. */
function approach(s: Lsoda, critical: number): Status | undefined {
  if (isAt(s, critical)) {
    s.y.set(s.history[0]!);
    s.t = critical;
    return 2;
  }
  const next = s.time + s.h * (1 + 4 * roundoff);
  if ((next - critical) * s.h <= 0) return undefined;
  s.h = (critical - s.time) * (1 - 4 * roundoff);
  if (s.start === "continue") s.start = "rescaled";
  return undefined;
}

/** The state at a time within the last step, from the derivatives (ODEPACK's intdy). */
function interpolateTo(s: Lsoda, time: number): Status {
  const earliest = s.time - s.used - 100 * roundoff * (s.time + s.used);
  if ((time - earliest) * (time - s.time) > 0) return -3;
  const at = (time - s.time) / s.h;
  const { y, n, order } = s;
  y.set(s.history[order]!);
  for (let j = order - 1; j >= 0; j--) {
    const column = s.history[j]!;
    for (let i = 0; i < n; i++) y[i] = column[i]! + at * y[i]!;
  }
  s.t = time;
  return 2;
}

function findWorst(s: Lsoda): void {
  let largest = 0;
  s.worst = 0;
  for (let i = 0; i < s.n; i++) {
    const size = Math.abs(s.correction[i]! * s.weights[i]!);
    if (size > largest) {
      largest = size;
      s.worst = i;
    }
  }
}

function stop(s: Lsoda, status: Status): Status {
  s.y.set(s.history[0]!);
  s.t = s.time;
  return status;
}
