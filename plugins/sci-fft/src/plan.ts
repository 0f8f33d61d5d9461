import { convolutionPlan } from "./convolution.js";
import { prefersConvolution, radices } from "./factors.js";
import { oddPass } from "./pass-odd.js";
import { lastPass4, type Pass, pass2, pass3, pass4, pass5 } from "./passes.js";
import { pass7, pass11 } from "./passes-7-11.js";
import { rootsOfUnity } from "./roots.js";

/** The complex transform of one length. */
export interface Plan {
  readonly n: number;
  /** The numbers that it keeps, as a measure of its memory. */
  readonly weight: number;
  /**
   * Transforms `n` complex numbers (real and imaginary parts in turn) from place `from` of `source` to place `to` of `target`,
   * which must not overlap. Not scaled. With `inverse` the exponents are positive.
   */
  run(source: Float64Array, from: number, target: Float64Array, to: number, inverse: boolean): void;
}

interface Step {
  readonly pass: Pass;
  readonly before: number;
  readonly after: number;
  readonly twiddles: Float64Array;
}

/** Makes the plan of a length: radices for lengths of small factors, else a convolution. */
export function makePlan(n: number): Plan {
  return prefersConvolution(n) ? convolutionPlan(n, radixPlan) : radixPlan(n);
}

function radixPlan(n: number): Plan {
  const steps = stepsOf(n);
  const last = steps.length - 1;
  const work = new Float64Array(last > 0 ? 2 * n : 0);
  return {
    n,
    weight: work.length + steps.reduce((sum, { twiddles }) => sum + twiddles.length, 0),
    run: (source, from, target, to, inverse) => {
      const [real, imaginary] = inverse ? [1, 0] : [0, 1];
      if (last < 0) {
        target[to] = source[from]!;
        target[to + 1] = source[from + 1]!;
      }
      let read = source;
      let place = from;
      for (let i = 0; i <= last; i++) {
        const { pass, before, after, twiddles } = steps[i]!;
        // The targets take turns so that the last one is the caller's.
        const own = (last - i) % 2 === 0;
        const write = own ? target : work;
        const next = own ? to : 0;
        pass(read, place + real, place + imaginary, write, next + real, next + imaginary, before, after, twiddles);
        read = write;
        place = next;
      }
    },
  };
}

function stepsOf(n: number): Step[] {
  const roots = rootsOfUnity(n);
  const steps: Step[] = [];
  let before = 1;
  for (const radix of radices(n)) {
    const after = n / (before * radix);
    const twiddles = new Float64Array(2 * (after - 1) * (radix - 1));
    let at = 0;
    for (let i = 1; i < after; i++) {
      for (let x = 1; x < radix; x++) {
        const root = 2 * x * before * i;
        twiddles[at++] = roots[root]!;
        twiddles[at++] = roots[root + 1]!;
      }
    }
    steps.push({ pass: passOf(radix, after), before, after, twiddles });
    before *= radix;
  }
  return steps;
}

function passOf(radix: number, after: number): Pass {
  if (radix === 2) return pass2;
  if (radix === 3) return pass3;
  if (radix === 4) return after === 1 ? lastPass4 : pass4;
  if (radix === 5) return pass5;
  if (radix === 7) return pass7;
  return radix === 11 ? pass11 : oddPass(radix);
}
