import { type ArrayLikeInput, fromData, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { checkCount, vectorOf } from "./arguments.js";

type Row = readonly [
  numerator: number,
  denominator: number,
  weights: readonly number[],
  error: number,
  errorDenominator: number,
];

/** Weights of the closed rules of 2 to 15 equally spaced points: the first half, the rest mirrors it. */
const rows: readonly Row[] = [
  [1, 2, [1], -1, 12],
  [1, 3, [1, 4], -1, 90],
  [3, 8, [1, 3], -3, 80],
  [2, 45, [7, 32, 12], -8, 945],
  [5, 288, [19, 75, 50], -275, 12096],
  [1, 140, [41, 216, 27, 272], -9, 1400],
  [7, 17280, [751, 3577, 1323, 2989], -8183, 518400],
  [4, 14175, [989, 5888, -928, 10496, -4540], -2368, 467775],
  [9, 89600, [2857, 15741, 1080, 19344, 5778], -4671, 394240],
  [5, 299376, [16067, 106300, -48525, 272400, -260550, 427368], -673175, 163459296],
  [11, 87091200, [2171465, 13486539, -3237113, 25226685, -9595542, 15493566], -2224234463, 237758976000],
  [1, 5255250, [1364651, 9903168, -7587864, 35725120, -51491295, 87516288, -87797136], -3012, 875875],
  [
    13,
    402361344000,
    [8181904909, 56280729661, -31268252574, 156074417954, -151659573325, 206683437987, -43111992612],
    -2639651053,
    344881152000,
  ],
  [
    7,
    2501928000,
    [90241897, 710986864, -770720657, 3501442784, -6625093363, 12630121616, -16802270373, 19534438464],
    -3740727473,
    1275983280000,
  ],
];

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
  let places: Float64Array;
  let equal = options.equal ?? false;
  if (typeof rn === "number") {
    places = Float64Array.from({ length: checkCount("newtonCotes", "rn", rn, 1) + 1 }, (_, i) => i);
    equal = true;
  } else {
    places = vectorOf("newtonCotes", "rn", rn);
    if (equal) places = places.map((_, i) => i);
    else equal = places.every((place, i) => i === 0 || place - places[i - 1]! === 1);
  }
  const n = places.length - 1;
  if (n < 1) throw coreError("BAD_VALUE", `newtonCotes: rn has ${n + 1} places, expected 2 or more.`);
  const row = equal ? rows[n - 1] : undefined;
  if (row !== undefined) {
    const [numerator, denominator, weights, error, errorDenominator] = row;
    const all = Float64Array.from(
      { length: n + 1 },
      (_, i) => (numerator * weights[Math.min(i, n - i)]!) / denominator,
    );
    return [fromData(all, [n + 1]), error / errorDenominator];
  }
  if (places[0] !== 0 || places[n] !== n)
    throw coreError("BAD_VALUE", `newtonCotes: the places run from ${places[0]} to ${places[n]}, expected 0 to ${n}.`);
  return general(places, equal);
}

function general(places: Float64Array, equal: boolean): [NDArray, number] {
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
  const even = n % 2 === 0 && equal;
  const power = even ? n + 2 : n + 1;
  let error = n / (n + (even ? 3 : 2));
  let moment = 0;
  let logarithm = power * Math.log(n);
  for (let i = 0; i < size; i++) moment += (places[i]! / n) ** power * weights[i]!;
  for (let k = 2; k <= power; k++) logarithm -= Math.log(k);
  error -= moment;
  return [fromData(Float64Array.from(weights), [size]), error * Math.exp(logarithm)];
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
