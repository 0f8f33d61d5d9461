import { planOf } from "./plan-cache.js";
import { rootsOfUnity } from "./roots.js";

/** A transform of one line of numbers, complex ones as two numbers each. */
export interface LineTransform {
  /** Numbers that it reads and writes. */
  readonly reads: number;
  readonly writes: number;
  /** Reads from place `from` of `source`, writes from place `to` of `target`, which must not overlap; `source` stays as it is. */
  run(source: Float64Array, from: number, target: Float64Array, to: number): void;
}

/** n complex numbers to n complex numbers. */
export function complexLine(n: number, inverse: boolean, scale: number): LineTransform {
  const plan = planOf(n);
  return {
    reads: 2 * n,
    writes: 2 * n,
    run: (source, from, target, to) => {
      plan.run(source, from, target, to, inverse);
      scaleBy(target, to, 2 * n, scale);
    },
  };
}

/** n real numbers to the first n / 2 + 1 of their complex transform. */
export function realLine(n: number, inverse: boolean, scale: number): LineTransform {
  const writes = 2 * Math.floor(n / 2) + 2;
  const sign = inverse ? -1 : 1;
  const run = n % 2 === 0 ? evenForward(n) : oddForward(n);
  return {
    reads: n,
    writes,
    run: (source, from, target, to) => {
      run(source, from, target, to);
      scaleBy(target, to, writes, scale);
      if (sign < 0) for (let k = to + 1; k < to + writes; k += 2) target[k] = -target[k]!;
    },
  };
}

/** n real numbers to their whole complex transform. */
export function realFullLine(n: number, inverse: boolean, scale: number): LineTransform {
  const half = realLine(n, inverse, scale);
  return {
    reads: n,
    writes: 2 * n,
    run: (source, from, target, to) => {
      if (n === 1) {
        target[to] = scale * source[from]!;
        target[to + 1] = 0;
        return;
      }
      half.run(source, from, target, to);
      const end = to + 2 * n;
      for (let k = 2; k < n; k += 2) {
        target[end - k] = target[to + k]!;
        target[end - k + 1] = -target[to + k + 1]!;
      }
    },
  };
}

/** The first n / 2 + 1 of n conjugate symmetric numbers to n real ones. */
export function hermitianLine(n: number, inverse: boolean, scale: number): LineTransform {
  const sign = inverse ? 1 : -1;
  const run = n % 2 === 0 ? evenBack(n, sign) : oddBack(n, sign);
  return {
    reads: 2 * Math.floor(n / 2) + 2,
    writes: n,
    run: (source, from, target, to) => {
      run(source, from, target, to);
      scaleBy(target, to, n, scale);
    },
  };
}

function scaleBy(target: Float64Array, to: number, count: number, scale: number): void {
  if (scale === 1) return;
  for (let k = to; k < to + count; k++) target[k] = target[k]! * scale;
}

/**
 * Even lengths: neighbours are the parts of half as many complex numbers, whose transform is taken apart.
 * Source: H. V. Sorensen et al., IEEE Trans. Acoust. Speech Signal Process. 35 (1987) 849.
 */
function evenForward(n: number): LineTransform["run"] {
  const half = n / 2;
  const plan = planOf(half);
  const roots = rootsOfUnity(n, Math.floor(half / 2) + 1);
  return (source, from, target, to) => {
    plan.run(source, from, target, to, false);
    const end = to + 2 * half;
    const first = target[to]!;
    const second = target[to + 1]!;
    target[to] = first + second;
    target[to + 1] = 0;
    target[end] = first - second;
    target[end + 1] = 0;
    for (let k = 2; k <= half; k += 2) {
      const [near, far] = [to + k, end - k];
      const ar = target[near]!;
      const ai = target[near + 1]!;
      const br = target[far]!;
      const bi = -target[far + 1]!;
      const wr = roots[k]!;
      const wi = roots[k + 1]!;
      const evenR = 0.5 * (ar + br);
      const evenI = 0.5 * (ai + bi);
      const oddR = 0.5 * (ai - bi);
      const oddI = -0.5 * (ar - br);
      const turnedR = oddR * wr - oddI * wi;
      const turnedI = oddR * wi + oddI * wr;
      target[near] = evenR + turnedR;
      target[near + 1] = evenI + turnedI;
      target[far] = evenR - turnedR;
      target[far + 1] = turnedI - evenI;
    }
  };
}

function evenBack(n: number, sign: number): LineTransform["run"] {
  const half = n / 2;
  const plan = planOf(half);
  const roots = rootsOfUnity(n, Math.floor(half / 2) + 1);
  const folded = new Float64Array(n);
  return (source, from, target, to) => {
    const end = from + 2 * half;
    const first = source[from]!;
    const last = source[end]!;
    folded[0] = first + last;
    folded[1] = first - last;
    for (let k = 2; k <= half; k += 2) {
      const ar = source[from + k]!;
      const ai = sign * source[from + k + 1]!;
      const br = source[end - k]!;
      const bi = -sign * source[end - k + 1]!;
      const wr = roots[k]!;
      const wi = -roots[k + 1]!;
      const evenR = ar + br;
      const evenI = ai + bi;
      const oddR = ar - br;
      const oddI = ai - bi;
      const turnedR = oddR * wr - oddI * wi;
      const turnedI = oddR * wi + oddI * wr;
      folded[k] = evenR - turnedI;
      folded[k + 1] = evenI + turnedR;
      folded[n - k] = evenR + turnedI;
      folded[n - k + 1] = turnedR - evenI;
    }
    plan.run(folded, 0, target, to, true);
  };
}

function oddForward(n: number): LineTransform["run"] {
  const plan = planOf(n);
  const line = new Float64Array(2 * n);
  const whole = new Float64Array(2 * n);
  return (source, from, target, to) => {
    for (let k = 0; k < n; k++) line[2 * k] = source[from + k]!;
    plan.run(line, 0, whole, 0, false);
    for (let k = 0; k <= n; k++) target[to + k] = whole[k]!;
    target[to + 1] = 0;
  };
}

function oddBack(n: number, sign: number): LineTransform["run"] {
  const plan = planOf(n);
  const line = new Float64Array(2 * n);
  const whole = new Float64Array(2 * n);
  return (source, from, target, to) => {
    line[0] = source[from]!;
    for (let k = 2; k < n; k += 2) {
      const re = source[from + k]!;
      const im = sign * source[from + k + 1]!;
      line[k] = re;
      line[k + 1] = im;
      line[2 * n - k] = re;
      line[2 * n - k + 1] = -im;
    }
    plan.run(line, 0, whole, 0, true);
    for (let k = 0; k < n; k++) target[to + k] = whole[2 * k]!;
  };
}
