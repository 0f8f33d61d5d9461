import { epsilon, tiny } from "./quadpack/constants.js";
import { gauss7, gauss10, kronrod15, kronrod21, weights15, weights21 } from "./quadpack/rules.js";

/** A function of one number that gives always as many numbers. */
export type VectorFunction = (x: number) => Float64Array;

/** The integral over a piece, its error, and the error that comes of rounding. */
export interface PieceEstimate {
  readonly value: Float64Array;
  readonly error: number;
  readonly rounding: number;
}

/** A rule for pieces, and how many calls of the function it takes for one and for both halves of one. */
export interface PieceRule {
  estimate(a: number, b: number): PieceEstimate;
  readonly calls: number;
  readonly callsOfHalves: number;
}

/** The rule of a name. */
export function pieceRule(
  name: "gk21" | "gk15" | "trapezoid",
  f: VectorFunction,
  norm: (values: Float64Array) => number,
): PieceRule {
  if (name === "trapezoid") return { estimate: (a, b) => trapezoidPiece(f, norm, a, b), calls: 3, callsOfHalves: 5 };
  const [places, weights, gauss] = name === "gk21" ? [kronrod21, weights21, gauss10] : [kronrod15, weights15, gauss7];
  const calls = 2 * places.length + 1;
  return { estimate: (a, b) => kronrodPiece(f, norm, a, b, places, weights, gauss), calls, callsOfHalves: 2 * calls };
}

function kronrodPiece(
  f: VectorFunction,
  norm: (values: Float64Array) => number,
  a: number,
  b: number,
  places: readonly number[],
  weights: readonly number[],
  gauss: readonly number[],
): PieceEstimate {
  const half = places.length;
  const count = 2 * half + 1;
  const centre = 0.5 * (a + b);
  const h = 0.5 * (b - a);
  const mirrored = (i: number): number => (i <= half ? i : count - 1 - i);
  const samples: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    const place = i === half ? 0 : i < half ? places[i]! : -places[count - 1 - i]!;
    samples.push(f(centre + h * place));
  }
  const size = samples[0]!.length;
  const kronrod = new Float64Array(size);
  const absolute = new Float64Array(size);
  const low = new Float64Array(size);
  const spread = new Float64Array(size);
  for (let i = 0; i < count; i++) {
    const weight = weights[mirrored(i)]!;
    const own = i % 2 === 1 ? gauss[Math.min((i - 1) / 2, (count - 2 - i) / 2)]! : 0;
    const values = samples[i]!;
    for (let k = 0; k < size; k++) {
      kronrod[k] = kronrod[k]! + weight * values[k]!;
      absolute[k] = absolute[k]! + weight * Math.abs(values[k]!);
      if (i % 2 === 1) low[k] = low[k]! + own * values[k]!;
    }
  }
  for (let i = 0; i < count; i++) {
    const weight = weights[mirrored(i)]!;
    const values = samples[i]!;
    for (let k = 0; k < size; k++) spread[k] = spread[k]! + weight * Math.abs(values[k]! - kronrod[k]! / 2);
  }
  let error = norm(kronrod.map((value, k) => (value - low[k]!) * h));
  const deviation = norm(spread.map((value) => value * h));
  if (deviation !== 0 && error !== 0) error = deviation * Math.min(1, ((200 * error) / deviation) ** 1.5);
  const rounding = norm(absolute.map((value) => 50 * epsilon * h * value));
  if (rounding > tiny) error = Math.max(error, rounding);
  return { value: kronrod.map((value) => h * value), error, rounding };
}

function trapezoidPiece(
  f: VectorFunction,
  norm: (values: Float64Array) => number,
  a: number,
  b: number,
): PieceEstimate {
  const [f1, f2, f3] = [f(a), f(b), f(0.5 * (a + b))];
  const value = f1.map((one, i) => 0.25 * (b - a) * (one + 2 * f3[i]! + f2[i]!));
  const coarse = f1.map((one, i) => 0.5 * (b - a) * (one + f2[i]!));
  return {
    value,
    error: (1 / 3) * norm(coarse.map((one, i) => one - value[i]!)),
    rounding: 0.25 * Math.abs(b - a) * (norm(f1) + 2 * norm(f3) + norm(f2)) * 2e-16,
  };
}
