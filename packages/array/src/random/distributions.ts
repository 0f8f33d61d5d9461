import type { Stream } from "./stream.js";

/** A normal number with mean 0 and deviation 1, by Marsaglia's polar method as in NumPy's `RandomState`. */
export function gauss(stream: Stream): number {
  const kept = stream.spare;
  if (kept !== undefined) {
    stream.spare = undefined;
    return kept;
  }
  let x: number;
  let y: number;
  let square: number;
  do {
    x = 2 * stream.double() - 1;
    y = 2 * stream.double() - 1;
    square = x * x + y * y;
  } while (square >= 1 || square === 0);
  const factor = Math.sqrt((-2 * Math.log(square)) / square);
  stream.spare = factor * x;
  return factor * y;
}

/** An exponential number with mean 1. */
export function exponential(stream: Stream): number {
  return -Math.log(1 - stream.double());
}

/** A gamma number with scale 1: Best's method below 1, Marsaglia and Tsang (2000) above. */
export function gamma(stream: Stream, shape: number): number {
  if (shape === 1) return exponential(stream);
  if (shape === 0) return 0;
  if (shape < 1) {
    for (;;) {
      const u = stream.double();
      const v = exponential(stream);
      if (u <= 1 - shape) {
        const x = u ** (1 / shape);
        if (x <= v) return x;
      } else {
        const y = -Math.log((1 - u) / shape);
        const x = (1 - shape + shape * y) ** (1 / shape);
        if (x <= v + y) return x;
      }
    }
  }
  const b = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * b);
  for (;;) {
    let x: number;
    let v: number;
    do {
      x = gauss(stream);
      v = 1 + c * x;
    } while (v <= 0);
    v = v * v * v;
    const u = stream.double();
    if (u < 1 - 0.0331 * (x * x) * (x * x)) return b * v;
    if (Math.log(u) < 0.5 * x * x + b * (1 - v + Math.log(v))) return b * v;
  }
}

/** A Poisson count: by multiplication for means below 10, else by Hörmann's transformed rejection PTRS (1993). */
export function poisson(stream: Stream, mean: number): number {
  if (mean >= 10) return poissonByRejection(stream, mean);
  if (mean === 0) return 0;
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = stream.double(); product > limit; product *= stream.double()) count++;
  return count;
}

function poissonByRejection(stream: Stream, mean: number): number {
  const logMean = Math.log(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = stream.double() - 0.5;
    const v = stream.double();
    const us = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= vr) return count;
    if (count < 0 || (us < 0.013 && v > us)) continue;
    const left = Math.log(v) + Math.log(inverseAlpha) - Math.log(a / (us * us) + b);
    if (left <= -mean + count * logMean - logGamma(count + 1)) return count;
  }
}

/** The logarithm of the gamma function: Stirling's series above 7, recurrence below (Zhang and Jin 1996). */
function logGamma(x: number): number {
  if (x === 1 || x === 2) return 0;
  const steps = x < 7 ? Math.trunc(7 - x) : 0;
  let x0 = x + steps;
  const x2 = (1 / x0) * (1 / x0);
  let sum = -1.3924322169059;
  for (const term of [
    1.796443723688307e-1, -2.955065359477124e-2, 6.41025641025641e-3, -1.917526917526918e-3, 8.417508417508418e-4,
    -5.952380952380952e-4, 7.936507936507937e-4, -2.777777777777778e-3, 8.333333333333333e-2,
  ])
    sum = sum * x2 + term;
  let result = sum / x0 + 0.5 * 1.8378770664093453 + (x0 - 0.5) * Math.log(x0) - x0;
  for (let k = 0; k < steps; k++) {
    result -= Math.log(x0 - 1);
    x0 -= 1;
  }
  return result;
}

/** A whole number from 0 to `most`, both included, by masked rejection. */
export function below(stream: Stream, most: number): number {
  if (most === 0) return 0;
  if (most === 0xffffffff) return stream.uint32();
  const mask = maskOf(most);
  for (;;) {
    const value = (stream.uint32() & mask) >>> 0;
    if (value <= most) return value;
  }
}

/** {@link below} for ranges beyond 32 bits. */
export function belowBig(stream: Stream, most: bigint): bigint {
  if (most <= 0xffffffffn) return BigInt(below(stream, Number(most)));
  const mask = (1n << BigInt(most.toString(2).length)) - 1n;
  for (;;) {
    const high = BigInt(stream.uint32());
    const value = ((high << 32n) | BigInt(stream.uint32())) & mask;
    if (value <= most) return value;
  }
}

/** {@link below} for 8 and 16 bit types and booleans, which share the bits of one draw. */
export function belowBuffered(stream: Stream, most: number, bits: 1 | 8 | 16): () => number {
  const mask = maskOf(most);
  let word = 0;
  let left = 0;
  const part = (): number => {
    if (left === 0) {
      word = stream.uint32();
      left = 32 / bits;
    } else word >>>= bits;
    left--;
    return word & mask;
  };
  return () => {
    if (most === 0) return 0;
    let value = part();
    while (value > most) value = part();
    return value;
  };
}

function maskOf(most: number): number {
  return most === 0 ? 0 : 0xffffffff >>> Math.clz32(most);
}
