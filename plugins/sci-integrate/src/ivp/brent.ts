import { coreError } from "@core/array/runtime";

/** A zero between two places where a function has opposite signs (Brent 1973), to rounding. */
export function zeroBetween(f: (x: number) => number, a: number, b: number): number {
  const tolerance = 4 * 2 ** -52;
  let [before, here] = [a, b];
  let [fBefore, fHere] = [f(a), f(b)];
  if (fBefore === 0) return a;
  if (fHere === 0) return b;
  if (fBefore < 0 === fHere < 0)
    throw coreError(
      "BAD_VALUE",
      `solveIvp: an event does not change its sign between ${a} and ${b} although it did at the steps.`,
    );
  let [other, fOther] = [0, 0];
  let [stepBefore, step] = [0, 0];
  for (let round = 0; round < 100; round++) {
    if (fBefore !== 0 && fHere !== 0 && fBefore < 0 !== fHere < 0) {
      other = before;
      fOther = fBefore;
      stepBefore = here - before;
      step = stepBefore;
    }
    if (Math.abs(fOther) < Math.abs(fHere)) {
      [before, here, other] = [here, other, here];
      [fBefore, fHere, fOther] = [fHere, fOther, fHere];
    }
    const delta = (tolerance + tolerance * Math.abs(here)) / 2;
    const half = (other - here) / 2;
    if (fHere === 0 || Math.abs(half) < delta) return here;
    let bisect = true;
    if (Math.abs(stepBefore) > delta && Math.abs(fHere) < Math.abs(fBefore)) {
      let guess: number;
      if (before === other) guess = (-fHere * (here - before)) / (fHere - fBefore);
      else {
        const slopeBefore = (fBefore - fHere) / (before - here);
        const slopeOther = (fOther - fHere) / (other - here);
        guess =
          (-fHere * (fOther * slopeOther - fBefore * slopeBefore)) / (slopeOther * slopeBefore * (fOther - fBefore));
      }
      if (2 * Math.abs(guess) < Math.min(Math.abs(stepBefore), 3 * Math.abs(half) - delta)) {
        stepBefore = step;
        step = guess;
        bisect = false;
      }
    }
    if (bisect) {
      stepBefore = half;
      step = half;
    }
    before = here;
    fBefore = fHere;
    here += Math.abs(step) > delta ? step : half > 0 ? delta : -delta;
    fHere = f(here);
  }
  return here;
}
