import { hermitianLine, type LineTransform, realLine } from "./line.js";
import { planOf } from "./plan-cache.js";
import { rootsOfUnity, writeRoot } from "./roots.js";

/** The four discrete cosine and sine transforms that are in use. */
export type CosineType = 1 | 2 | 3 | 4;

/** What a cosine or sine transform of one line is. */
export interface CosineAttributes {
  readonly sine: boolean;
  readonly type: CosineType;
  readonly n: number;
  /** Whether first and last numbers are weighted so that the matrix of the transform is orthogonal but for a factor. */
  readonly orthogonal: boolean;
  readonly scale: number;
}

type Run = LineTransform["run"];

const sqrt2 = Math.SQRT2;

/** The cosine or sine transform of n real numbers. */
export function cosineLine({ sine, type, n, orthogonal, scale }: CosineAttributes): LineTransform {
  const run = sine ? sineRun(type, n) : cosineRun(type, n);
  const [before, after] = orthogonal ? weights(sine, type, n) : [[], []];
  const line = new Float64Array(n);
  return {
    reads: n,
    writes: n,
    run: (source, from, target, to) => {
      for (let k = 0; k < n; k++) line[k] = source[from + k]!;
      for (const [k, weight] of before) line[k] = line[k]! * weight;
      run(line, 0, target, to);
      for (const [k, weight] of after) target[to + k] = target[to + k]! * weight;
      if (scale !== 1) for (let k = to; k < to + n; k++) target[k] = target[k]! * scale;
    },
  };
}

type Weights = readonly (readonly [number, number])[];

/** Weights of single numbers before and after an orthogonal transform. */
function weights(sine: boolean, type: CosineType, n: number): readonly [Weights, Weights] {
  const edge = sine ? n - 1 : 0;
  if (type === 2) return [[], [[edge, 1 / sqrt2]]];
  if (type === 3) return [[[edge, sqrt2]], []];
  if (type === 4 || sine) return [[], []];
  const both = (weight: number): Weights => [
    [0, weight],
    [n - 1, weight],
  ];
  return [both(sqrt2), both(1 / sqrt2)];
}

function cosineRun(type: CosineType, n: number): Run {
  if (type === 1) return cosine1(n);
  if (type === 2) return cosine2(n);
  if (type === 3) return cosine3(n);
  return n % 2 === 0 ? cosine4Even(n) : cosine4Odd(n);
}

/** Sine transforms are cosine transforms with every other number negated and the order turned round, but for type 1. */
function sineRun(type: CosineType, n: number): Run {
  if (type === 1) return sine1(n);
  const cosine = cosineRun(type, n);
  const line = new Float64Array(n);
  if (type === 2)
    return (source, from, target, to) => {
      for (let k = 0; k < n; k++) line[k] = k % 2 === 0 ? source[from + k]! : -source[from + k]!;
      cosine(line, 0, target, to);
      target.subarray(to, to + n).reverse();
    };
  return (source, from, target, to) => {
    for (let k = 0; k < n; k++) line[k] = source[from + n - 1 - k]!;
    cosine(line, 0, target, to);
    for (let k = 1; k < n; k += 2) target[to + k] = -target[to + k]!;
  };
}

/** Type 1: the transform of the even continuation. */
function cosine1(n: number): Run {
  const long = 2 * (n - 1);
  const inner = realLine(long, false, 1);
  const extended = new Float64Array(long);
  const spectrum = new Float64Array(2 * n);
  return (source, from, target, to) => {
    for (let k = 0; k < n; k++) extended[k] = source[from + k]!;
    for (let k = 1; k < n - 1; k++) extended[long - k] = source[from + k]!;
    inner.run(extended, 0, spectrum, 0);
    for (let k = 0; k < n; k++) target[to + k] = spectrum[2 * k]!;
  };
}

/** Type 1: the transform of the odd continuation. */
function sine1(n: number): Run {
  const long = 2 * (n + 1);
  const inner = realLine(long, false, 1);
  const extended = new Float64Array(long);
  const spectrum = new Float64Array(2 * (n + 2));
  return (source, from, target, to) => {
    for (let k = 0; k < n; k++) {
      extended[k + 1] = source[from + k]!;
      extended[long - 1 - k] = -source[from + k]!;
    }
    inner.run(extended, 0, spectrum, 0);
    for (let k = 0; k < n; k++) target[to + k] = -spectrum[2 * k + 3]!;
  };
}

/**
 * Type 2: the transform of the even numbers, followed by the odd ones backwards.
 * Source: J. Makhoul, IEEE Trans. Acoust. Speech Signal Process. 28 (1980) 27.
 */
function cosine2(n: number): Run {
  const inner = realLine(n, false, 1);
  const roots = rootsOfUnity(4 * n, n);
  const sorted = new Float64Array(n);
  const spectrum = new Float64Array(n + 2);
  return (source, from, target, to) => {
    for (let k = 0; k < n; k += 2) sorted[k / 2] = source[from + k]!;
    for (let k = 1; k < n; k += 2) sorted[n - (k + 1) / 2] = source[from + k]!;
    inner.run(sorted, 0, spectrum, 0);
    target[to] = 2 * spectrum[0]!;
    for (let k = 1; 2 * k <= n; k++) {
      const re = spectrum[2 * k]!;
      const im = spectrum[2 * k + 1]!;
      const wr = roots[2 * k]!;
      const wi = roots[2 * k + 1]!;
      target[to + n - k] = -2 * (re * wi + im * wr);
      target[to + k] = 2 * (re * wr - im * wi);
    }
  };
}

/** Type 3: the way of type 2 backwards. */
function cosine3(n: number): Run {
  const inner = hermitianLine(n, true, 1);
  const roots = rootsOfUnity(4 * n, n);
  const sorted = new Float64Array(n);
  const spectrum = new Float64Array(n + 2);
  return (source, from, target, to) => {
    spectrum[0] = source[from]!;
    for (let k = 1; 2 * k <= n; k++) {
      const re = source[from + k]!;
      const im = -source[from + n - k]!;
      const wr = roots[2 * k]!;
      const wi = -roots[2 * k + 1]!;
      spectrum[2 * k] = re * wr - im * wi;
      spectrum[2 * k + 1] = re * wi + im * wr;
    }
    inner.run(spectrum, 0, sorted, 0);
    for (let k = 0; k < n; k += 2) target[to + k] = sorted[k / 2]!;
    for (let k = 1; k < n; k += 2) target[to + k] = sorted[n - (k + 1) / 2]!;
  };
}

/** Type 4 of even length: a complex transform of half the length between two rotations. */
function cosine4Even(n: number): Run {
  const half = n / 2;
  const plan = planOf(half);
  const turns = new Float64Array(n);
  const turnsBack = new Float64Array(n);
  for (let k = 0; k < half; k++) {
    writeRoot(turns, 4 * k + 1, 8 * n, k);
    writeRoot(turnsBack, k, 2 * n, k);
  }
  const folded = new Float64Array(n);
  const spectrum = new Float64Array(n);
  return (source, from, target, to) => {
    for (let k = 0; k < n; k += 2) {
      const re = source[from + k]!;
      const im = source[from + n - 1 - k]!;
      folded[k] = re * turns[k]! - im * turns[k + 1]!;
      folded[k + 1] = re * turns[k + 1]! + im * turns[k]!;
    }
    plan.run(folded, 0, spectrum, 0, false);
    for (let k = 0; k < n; k += 2) {
      const re = spectrum[k]!;
      const im = spectrum[k + 1]!;
      target[to + k] = 2 * (re * turnsBack[k]! - im * turnsBack[k + 1]!);
      target[to + n - 1 - k] = -2 * (re * turnsBack[k + 1]! + im * turnsBack[k]!);
    }
  };
}

/**
 * Type 4 of odd length n: the points (n - 1) / 2 + 4 i of the continued signal turn the cosines into those of a real transform of n
 * points and eighths of a turn.
 */
function cosine4Odd(n: number): Run {
  const inner = realLine(n, false, 1);
  const line = new Float64Array(n);
  const spectrum = new Float64Array(n + 1);
  return (source, from, target, to) => {
    for (let i = 0; i < n; i++) {
      const m = ((n - 1) / 2 + 4 * i) % (4 * n);
      const [quarter, rest] = [Math.floor(m / n), m % n];
      const value = source[from + (quarter % 2 === 0 ? rest : n - 1 - rest)]!;
      line[i] = quarter === 0 || quarter === 3 ? value : -value;
    }
    inner.run(line, 0, spectrum, 0);
    for (let k = 0; k < n; k++) {
      const at = (2 * k + 1) % n;
      const mirrored = 2 * at > n;
      const re = spectrum[2 * (mirrored ? n - at : at)]!;
      const im = (mirrored ? -1 : 1) * spectrum[2 * (mirrored ? n - at : at) + 1]!;
      const octant = k % 4;
      target[to + k] = sqrt2 * ((octant === 0 || octant === 3 ? re : -re) + (octant < 2 ? im : -im));
    }
  };
}
