import type { RandomState } from "@core/array/random";
import type { Limits } from "../core/bounds.js";

/** A step from x: of all variables for j below their number, otherwise of variable j - n. */
export type Visit = (x: Float64Array, j: number, temperature: number) => Float64Array;

/** Steps of the distorted Cauchy-Lorentz distribution of generalised annealing, folded back into the limits. */
export function visiting({ low, high }: Limits, q: number, random: RandomState): Visit {
  const n = low.length;
  const width = high.map((value, j) => value - low[j]!);
  const factor2 = Math.exp((4 - q) * Math.log(q - 1));
  const factor3 = Math.exp(((2 - q) * Math.log(2)) / (q - 1));
  const factor4 = (Math.sqrt(Math.PI) * factor2) / (factor3 * (3 - q));
  const factor5 = 1 / (q - 1) - 0.5;
  const angle = Math.PI * (1 - factor5);
  const factor6 = angle / Math.sin(angle) / Math.exp(logGamma(2 - factor5));
  const folded = (value: number, j: number): number => {
    const a = value - low[j]!;
    const b = (a % width[j]!) + width[j]!;
    const x = (b % width[j]!) + low[j]!;
    return Math.abs(x - low[j]!) < 1e-10 ? x + 1e-10 : x;
  };
  const draw = (temperature: number): number => {
    const x = random.normal();
    const y = random.normal();
    const spread = factor4 * Math.exp(Math.log(temperature) / (q - 1));
    const scale = Math.exp((-(q - 1) * Math.log(factor6 / spread)) / (3 - q));
    return (x * scale) / Math.exp(((q - 1) * Math.log(Math.abs(y))) / (3 - q));
  };
  return (x, j, temperature) => {
    if (j < n) {
      const steps = Float64Array.from(x, () => draw(temperature));
      const up = random.random();
      const down = random.random();
      return steps.map((step, i) => {
        const limited = step > 1e8 ? 1e8 * up : step < -1e8 ? -1e8 * down : step;
        return folded(limited + x[i]!, i);
      });
    }
    let step = draw(temperature);
    if (step > 1e8) step = 1e8 * random.random();
    else if (step < -1e8) step = -1e8 * random.random();
    const moved = x.slice();
    const i = j - n;
    moved[i] = folded(step + x[i]!, i);
    return moved;
  };
}

/** The logarithm of the size of the gamma function (Lanczos, g = 7, nine terms). */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
  const terms = [
    0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
    12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const shifted = x - 1;
  let sum = terms[0]!;
  for (let i = 1; i < 9; i++) sum += terms[i]! / (shifted + i);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}
