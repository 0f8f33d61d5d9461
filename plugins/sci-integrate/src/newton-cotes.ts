import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { checkCount, vectorOf } from "./arguments.js";

/**
 * Weights and error coefficient of the Newton–Cotes rule: the integral over [x0, xN] is about dx Σ w f(x), and misses
 * B dx^(p+1) f^(p)(ξ).
 *
 * @param rn how many intervals N there are, or the places 0 … N in units of their mean distance
 * @param options `equal` takes equally spaced places in any case
 * @returns `[weights, B]`
 * @throws BAD_VALUE for places that do not run from 0 to N
 */
export function newtonCotes(
  rn: number | ArrayLikeInput,
  options: { readonly equal?: boolean } = {},
): [weights: NDArray, error: number] {
  checkOptions("newtonCotes", options, { equal: "boolean" });
  let places: Float64Array;
  let equal = options.equal ?? false;
  if (typeof rn === "number") {
    places = Float64Array.from({ length: checkCount("newtonCotes", "rn", rn, 1, 500) + 1 }, (_, i) => i);
    equal = true;
  } else {
    places = vectorOf("newtonCotes", "rn", rn);
    if (equal) places = places.map((_, i) => i);
    else equal = places.every((place, i) => i === 0 || place - places[i - 1]! === 1);
  }
  const n = places.length - 1;
  if (n < 1) throw coreError("BAD_VALUE", `newtonCotes: rn has ${n + 1} places, expected 2 or more.`);
  if (equal) return exact(n);
  if (places[0] !== 0 || places[n] !== n)
    throw coreError("BAD_VALUE", `newtonCotes: the places run from ${places[0]} to ${places[n]}, expected 0 to ${n}.`);
  return general(places);
}

function general(places: Float64Array): [NDArray, number] {
  const size = places.length;
  const n = size - 1;
  const matrix = Array.from({ length: size }, (_, power) => places.map((place) => ((2 * place) / n - 1) ** power));
  let inverse = invert(matrix);
  for (let round = 0; round < 2; round++) {
    const product = times(times(inverse, matrix), inverse);
    inverse = inverse.map((line, i) => line.map((value, j) => 2 * value - product[i]![j]!));
  }
  const weights = inverse.map((line) => {
    let sum = 0;
    for (let j = 0; j < size; j += 2) sum += (line[j]! * 2) / (j + 1);
    return (sum * n) / 2;
  });
  const power = n + 1;
  let error = n / (n + 2);
  let moment = 0;
  let logarithm = power * Math.log(n);
  for (let i = 0; i < size; i++) moment += (places[i]! / n) ** power * weights[i]!;
  for (let k = 2; k <= power; k++) logarithm -= Math.log(k);
  error -= moment;
  return [fromData(Float64Array.from(weights), [size]), error * Math.exp(logarithm)];
}

/** Weights for equally spaced places: exact fractions, since the usual ways lose all digits when there are many places. */
function exact(n: number): [NDArray, number] {
  const whole = BigInt(n);
  const power = n % 2 === 0 ? n + 2 : n + 1;
  const weights = new Float64Array(n + 1);
  const factorial = product(1, power);
  let missed = 0n;
  let denominator = 1n;
  for (let i = 0; i <= n; i++) {
    let polynomial = [1n];
    let distances = 1n;
    for (let j = 0; j <= n; j++) {
      if (j === i) continue;
      polynomial = [0n, ...polynomial].map((value, k) => value - BigInt(j) * (polynomial[k] ?? 0n));
      distances *= BigInt(i - j);
    }
    const scale = product(1, n + 1);
    let integral = 0n;
    for (const [k, value] of polynomial.entries()) integral += (value * whole ** BigInt(k + 1) * scale) / BigInt(k + 1);
    const under = scale * distances;
    weights[i] = quotient(integral, under);
    // missed / denominator += weight * i ** power
    missed = missed * under + integral * BigInt(i) ** BigInt(power) * denominator;
    denominator *= under;
  }
  const last = BigInt(power + 1);
  const top = whole ** last * denominator - missed * last;
  return [fromData(weights, [n + 1]), quotient(top, last * denominator * factorial)];
}

function product(from: number, to: number): bigint {
  let result = 1n;
  for (let k = from; k <= to; k++) result *= BigInt(k);
  return result;
}

/** A fraction as the nearest number. */
function quotient(numerator: bigint, denominator: bigint): number {
  const negative = numerator < 0n !== denominator < 0n;
  const [above, below] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  if (above === 0n) return 0;
  const shift = below.toString(2).length - above.toString(2).length + 66;
  const scaled = shift >= 0 ? (above << BigInt(shift)) / below : above / (below << BigInt(-shift));
  const value = Number(scaled) * 2 ** -shift;
  return negative ? -value : value;
}

function times(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  return a
    .map((line) => b.map((_, j) => b.reduce((sum, other, k) => sum + line[k]! * other[j]!, 0)))
    .map((line) => Float64Array.from(line));
}

function invert(matrix: readonly Float64Array[]): Float64Array[] {
  const n = matrix.length;
  const work = matrix.map((line, i) =>
    Float64Array.from({ length: 2 * n }, (_, j) => (j < n ? line[j]! : Number(j - n === i))),
  );
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(work[i]![k]!) > Math.abs(work[pivot]![k]!)) pivot = i;
    [work[k], work[pivot]] = [work[pivot]!, work[k]!];
    const top = work[k]!;
    const scale = top[k]!;
    if (scale === 0) throw coreError("BAD_VALUE", "newtonCotes: two places are the same.");
    for (let j = 0; j < 2 * n; j++) top[j] = top[j]! / scale;
    for (let i = 0; i < n; i++) {
      const line = work[i]!;
      const factor = line[k]!;
      if (i !== k && factor !== 0) for (let j = 0; j < 2 * n; j++) line[j] = line[j]! - factor * top[j]!;
    }
  }
  return work.map((line) => line.slice(n));
}
