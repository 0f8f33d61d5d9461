import { epsilon, tiny } from "./constants.js";

/** A function of one number. */
export type Integrand = (x: number) => number;

/** A quadrature rule: writes the integral, its error, the integral of the absolute values and that of the distance from the mean. */
export type Rule = (a: number, b: number, out: Float64Array) => void;

/** Places and weights of the rules, from the end of the range to its middle. */
export const kronrod21: readonly number[] = [
  0.9956571630258081, 0.9739065285171717, 0.9301574913557082, 0.8650633666889845, 0.7808177265864169,
  0.6794095682990244, 0.5627571346686047, 0.4333953941292472, 0.2943928627014602, 0.14887433898163122,
];
/** Places and weights of the rules, from the end of the range to its middle. */
export const weights21: readonly number[] = [
  0.011694638867371874, 0.032558162307964725, 0.054755896574351995, 0.07503967481091996, 0.0931254545836976,
  0.10938715880229764, 0.12349197626206584, 0.13470921731147334, 0.14277593857706009, 0.14773910490133849,
  0.1494455540029169,
];
/** Places and weights of the rules, from the end of the range to its middle. */
export const gauss10: readonly number[] = [
  0.06667134430868814, 0.1494513491505806, 0.21908636251598204, 0.26926671930999635, 0.29552422471475287,
];
/** Places and weights of the rules, from the end of the range to its middle. */
export const kronrod15: readonly number[] = [
  0.9914553711208126, 0.9491079123427585, 0.8648644233597691, 0.7415311855993945, 0.5860872354676911,
  0.4058451513773972, 0.20778495500789848,
];
/** Places and weights of the rules, from the end of the range to its middle. */
export const weights15: readonly number[] = [
  0.022935322010529224, 0.06309209262997856, 0.10479001032225019, 0.14065325971552592, 0.1690047266392679,
  0.19035057806478542, 0.20443294007529889, 0.20948214108472782,
];
/** Places and weights of the rules, from the end of the range to its middle. */
export const gauss7: readonly number[] = [
  0.1294849661688697, 0.27970539148927664, 0.3818300505051189, 0.4179591836734694,
];

function finish(
  out: Float64Array,
  gauss: number,
  kronrod: number,
  half: number,
  absolute: number,
  spread: number,
): void {
  let error = Math.abs((kronrod - gauss) * half);
  if (spread !== 0 && error !== 0) error = spread * Math.min(1, ((200 * error) / spread) ** 1.5);
  if (absolute > tiny / (50 * epsilon)) error = Math.max(epsilon * 50 * absolute, error);
  out[0] = kronrod * half;
  out[1] = error;
  out[2] = absolute;
  out[3] = spread;
}

/** The rule of Gauss and Kronrod with 21 points (QUADPACK's qk21). */
export function rule21(f: Integrand): Rule {
  const low = new Float64Array(10);
  const high = new Float64Array(10);
  return (a, b, out) => {
    const centre = 0.5 * (a + b);
    const half = 0.5 * (b - a);
    const middle = f(centre);
    let gauss = 0;
    let kronrod = weights21[10]! * middle;
    let absolute = Math.abs(kronrod);
    for (let j = 0; j < 10; j++) {
      // The points of the Gauss rule first, as the sums of QUADPACK run.
      const k = j < 5 ? 2 * j + 1 : 2 * (j - 5);
      const step = half * kronrod21[k]!;
      const left = f(centre - step);
      const right = f(centre + step);
      low[k] = left;
      high[k] = right;
      if (j < 5) gauss += gauss10[j]! * (left + right);
      kronrod += weights21[k]! * (left + right);
      absolute += weights21[k]! * (Math.abs(left) + Math.abs(right));
    }
    const mean = kronrod * 0.5;
    let spread = weights21[10]! * Math.abs(middle - mean);
    for (let j = 0; j < 10; j++) spread += weights21[j]! * (Math.abs(low[j]! - mean) + Math.abs(high[j]! - mean));
    const width = Math.abs(half);
    finish(out, gauss, kronrod, half, absolute * width, spread * width);
  };
}

/** The rule with 15 points over a part of (0, 1], onto which a range with one or two infinite ends is mapped (qk15i). */
export function rule15Infinite(f: Integrand, bound: number, kind: -1 | 1 | 2): Rule {
  const low = new Float64Array(7);
  const high = new Float64Array(7);
  const sign = Math.min(1, kind);
  const both = kind === 2;
  const mapped = (t: number): number => {
    const x = bound + (sign * (1 - t)) / t;
    let value = f(x);
    if (both) value += f(-x);
    return value / t / t;
  };
  return (a, b, out) => {
    const centre = 0.5 * (a + b);
    const half = 0.5 * (b - a);
    const middle = mapped(centre);
    let gauss = gauss7[3]! * middle;
    let kronrod = weights15[7]! * middle;
    let absolute = Math.abs(kronrod);
    for (let j = 0; j < 7; j++) {
      const step = half * kronrod15[j]!;
      const left = mapped(centre - step);
      const right = mapped(centre + step);
      low[j] = left;
      high[j] = right;
      if (j % 2 === 1) gauss += gauss7[(j - 1) / 2]! * (left + right);
      kronrod += weights15[j]! * (left + right);
      absolute += weights15[j]! * (Math.abs(left) + Math.abs(right));
    }
    const mean = kronrod * 0.5;
    let spread = weights15[7]! * Math.abs(middle - mean);
    for (let j = 0; j < 7; j++) spread += weights15[j]! * (Math.abs(low[j]! - mean) + Math.abs(high[j]! - mean));
    finish(out, gauss, kronrod, half, absolute * half, spread * half);
  };
}

/** The rule with 15 points for a function times a weight (qk15w). */
export function rule15(f: Integrand, weight: Integrand): Rule {
  const low = new Float64Array(7);
  const high = new Float64Array(7);
  return (a, b, out) => {
    const centre = 0.5 * (a + b);
    const half = 0.5 * (b - a);
    const middle = f(centre) * weight(centre);
    let gauss = gauss7[3]! * middle;
    let kronrod = weights15[7]! * middle;
    let absolute = Math.abs(kronrod);
    for (let j = 0; j < 7; j++) {
      const k = j < 3 ? 2 * j + 1 : 2 * (j - 3);
      const step = half * kronrod15[k]!;
      const left = f(centre - step) * weight(centre - step);
      const right = f(centre + step) * weight(centre + step);
      low[k] = left;
      high[k] = right;
      if (j < 3) gauss += gauss7[j]! * (left + right);
      kronrod += weights15[k]! * (left + right);
      absolute += weights15[k]! * (Math.abs(left) + Math.abs(right));
    }
    const mean = kronrod * 0.5;
    let spread = weights15[7]! * Math.abs(middle - mean);
    for (let j = 0; j < 7; j++) spread += weights15[j]! * (Math.abs(low[j]! - mean) + Math.abs(high[j]! - mean));
    const width = Math.abs(half);
    finish(out, gauss, kronrod, half, absolute * width, spread * width);
  };
}
