import { dcstep, type Interval } from "./dcstep.js";

/** What a search says: that it wants the function at `stp`, that it has ended, or that it cannot go on. */
export type SearchTask = "start" | "evaluate" | "converged" | "warning" | "error";

/** Tolerances and limits of a search. */
export interface SearchLimits {
  readonly ftol: number;
  readonly gtol: number;
  readonly xtol: number;
  readonly stpmin: number;
  readonly stpmax: number;
}

/** The search for a step that decreases the function enough and turns its slope (Moré and Thuente 1994), one call for each evaluation. */
export interface Search {
  task: SearchTask;
  readonly interval: Interval;
  next(f: number, g: number): void;
}

/** Begins a search of the first trial step `stp`. */
export function beginSearch(stp: number, f0: number, g0: number, limits: SearchLimits): Search {
  const { ftol, gtol, xtol, stpmin, stpmax } = limits;
  const gtest = ftol * g0;
  const s: Interval = { stx: 0, fx: f0, dx: g0, sty: 0, fy: f0, dy: g0, stp, brackt: false };
  let stage = 1;
  let width = stpmax - stpmin;
  let widthBefore = 2 * width;
  let low = 0;
  let high = stp + 4 * stp;
  const failed = stp < stpmin || stp > stpmax || g0 >= 0;
  const search: Search = {
    task: failed ? "error" : "evaluate",
    interval: s,
    next(f, g) {
      const ftest = f0 + s.stp * gtest;
      if (stage === 1 && f <= ftest && g >= 0) stage = 2;
      const rounding = s.brackt && (s.stp <= low || s.stp >= high);
      const narrow = s.brackt && high - low <= xtol * high;
      const atMost = s.stp === stpmax && f <= ftest && g <= gtest;
      const atLeast = s.stp === stpmin && (f > ftest || g >= gtest);
      if (f <= ftest && Math.abs(g) <= gtol * -g0) {
        search.task = "converged";
        return;
      }
      if (rounding || narrow || atMost || atLeast) {
        search.task = "warning";
        return;
      }
      if (stage === 1 && f <= s.fx && f > ftest) {
        s.fx -= s.stx * gtest;
        s.fy -= s.sty * gtest;
        s.dx -= gtest;
        s.dy -= gtest;
        dcstep(s, f - s.stp * gtest, g - gtest, low, high);
        s.fx += s.stx * gtest;
        s.fy += s.sty * gtest;
        s.dx += gtest;
        s.dy += gtest;
      } else dcstep(s, f, g, low, high);
      if (s.brackt) {
        if (Math.abs(s.sty - s.stx) >= 0.66 * widthBefore) s.stp = s.stx + 0.5 * (s.sty - s.stx);
        widthBefore = width;
        width = Math.abs(s.sty - s.stx);
        low = Math.min(s.stx, s.sty);
        high = Math.max(s.stx, s.sty);
      } else {
        low = s.stp + 1.1 * (s.stp - s.stx);
        high = s.stp + 4 * (s.stp - s.stx);
      }
      s.stp = Math.min(stpmax, Math.max(stpmin, s.stp));
      if (s.brackt && (s.stp <= low || s.stp >= high || high - low <= xtol * high)) s.stp = s.stx;
    },
  };
  return search;
}
