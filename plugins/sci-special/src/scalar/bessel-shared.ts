import { gamma, gammaln, gammasgn } from "./gamma.js";

const { abs, exp, log } = Math;

/** (x / 2)^v / gamma(v + 1). */
export function power(v: number, x: number): number {
  if (abs(v) < 160) {
    const p = (0.5 * x) ** v;
    if (p > 1e-290 && p < 1e290) return p / gamma(v + 1);
  }
  return gammasgn(v + 1) * exp(v * log(0.5 * x) - gammaln(v + 1));
}

/** The power series of J (sign -1) and I (sign 1). */
export function series(v: number, x: number, sign: 1 | -1): number {
  const u = 0.25 * x * x * sign;
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 5000; k++) {
    term *= u / (k * (v + k));
    sum += term;
    if (abs(term) < 1.1e-17 * abs(sum)) break;
  }
  return sum;
}

/** Temme's functions for |mu| up to 1/2: 1 / gamma(1 - mu), 1 / gamma(1 + mu), and their half difference over mu and half sum. */
export function temmeGammas(mu: number): [minus: number, plus: number, gamma1: number, gamma2: number] {
  const minus = 1 / gamma(1 - mu);
  const plus = 1 / gamma(1 + mu);
  return [minus, plus, gammaDifference(mu), 0.5 * (minus + plus)];
}

/** Odd coefficients of 1 / gamma(1 + z) (Wrench 1968): 1 / gamma(1 - mu) - 1 / gamma(1 + mu) = -2 mu (c1 + c3 mu^2 + ...). */
const oddRgamma = [
  0.5772156649015329, -0.04200263503409524, -0.04219773455554433, 0.0072189432466631, -0.00021524167411495098,
  -2.013485478078824e-5, 1.133027231981696e-6, 6.116095104481416e-9, -1.18127457048702e-9, 7.782263439905071e-12,
  5.100370287454476e-13, -5.348122539423018e-15,
] as const;

function gammaDifference(mu: number): number {
  const u = mu * mu;
  let sum = 0;
  for (let i = oddRgamma.length - 1; i >= 0; i--) sum = sum * u + oddRgamma[i]!;
  return -sum;
}
