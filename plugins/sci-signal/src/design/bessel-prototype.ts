import type { Complex } from "@core/array";
import { checkWhole, checkWord } from "../internal/checks.js";
import { add, complex, conjugate, divide, modulus, multiply, scale, subtract } from "../internal/complex.js";
import type { Zpk } from "./zpk.js";

/** What is 1 for a Bessel filter: "phase" the frequency where the phase is halfway, "delay" the delay, "mag" the frequency of -3 dB. */
export type BesselNorm = "phase" | "delay" | "mag";

/** See `besselap`. Poles are zeros of the reverse Bessel polynomial. */
export function besselPrototype(n: number, norm: BesselNorm): Zpk {
  checkWord(norm, "norm", ["phase", "delay", "mag"]);
  checkWhole(n, "n", 0, 100);
  if (n === 0) return { z: [], p: [], k: 1 };
  const poles = besselPoles(n);
  // The constant coefficient (2 n)! / (n! 2 ** n) is the product of the odd numbers below 2 n.
  const odd = Array.from({ length: n }, (_, i) => 2 * i + 1);
  const last = odd.reduce((all, one) => all * one, 1);
  if (norm === "phase") {
    const factor = 10 ** (-odd.reduce((sum, one) => sum + Math.log10(one), 0) / n);
    return { z: [], p: poles.map((one) => scale(one, factor)), k: 1 };
  }
  if (norm === "delay") return { z: [], p: poles, k: last };
  const factor = cutoff(poles, last);
  return { z: [], p: poles.map((one) => scale(one, 1 / factor)), k: factor ** -n * last };
}

/**
 * Aberth's iteration for the zeros of the reverse Bessel polynomial. Its values cancel to many digits near a zero, so they are computed
 * with whole numbers: fixed point with enough binary digits for n.
 */
function besselPoles(n: number): Complex[] {
  const digits = BigInt(Math.ceil(n * Math.log2(2 * n + 2)) + 128);
  const coefficients = besselCoefficients(n).map((one) => one << digits);
  const roots = startValues(n).map((one) => divide(complex(1), one));
  for (let round = 0; round < 60; round++) {
    let moved = 0;
    roots.forEach((s, k) => {
      const newton = newtonStep(coefficients, s, digits);
      const others = roots.reduce(
        (sum, other, j) => (j === k ? sum : add(sum, divide(complex(1), subtract(s, other)))),
        complex(0),
      );
      const step = divide(newton, subtract(complex(1), multiply(newton, others)));
      moved = Math.max(moved, modulus(step) / modulus(s));
      roots[k] = subtract(s, step);
    });
    if (moved < 2e-16) break;
  }
  return roots.map((one, k) => scale(add(one, conjugate(roots[n - 1 - k] as Complex)), 0.5));
}

/** (2n - k)! / (2 ** (n - k) k! (n - k)!) for k = 0 to n, the coefficients of s ** k. */
function besselCoefficients(n: number): bigint[] {
  const list: bigint[] = [1n];
  for (let k = n - 1; k >= 0; k--) {
    const after = list[0] as bigint;
    list.unshift((after * BigInt(2 * n - k) * BigInt(k + 1)) / BigInt(2 * (n - k)));
  }
  return list;
}

/** The polynomial divided by its derivative. */
function newtonStep(coefficients: readonly bigint[], s: Complex, digits: bigint): Complex {
  const fixed = (x: number): bigint => BigInt(Math.round(x * 2 ** 52)) << (digits - 52n);
  const [x, y] = [fixed(s.re), fixed(s.im)];
  let [valueRe, valueIm, slopeRe, slopeIm] = [0n, 0n, 0n, 0n];
  for (let k = coefficients.length - 1; k >= 0; k--) {
    [slopeRe, slopeIm] = [
      ((slopeRe * x - slopeIm * y) >> digits) + valueRe,
      ((slopeRe * y + slopeIm * x) >> digits) + valueIm,
    ];
    [valueRe, valueIm] = [
      ((valueRe * x - valueIm * y) >> digits) + (coefficients[k] as bigint),
      (valueRe * y + valueIm * x) >> digits,
    ];
  }
  const below = slopeRe * slopeRe + slopeIm * slopeIm;
  const quotient = (above: bigint): number => Number((above << 128n) / below) / 2 ** 128;
  return complex(quotient(valueRe * slopeRe + valueIm * slopeIm), quotient(valueIm * slopeRe - valueRe * slopeIm));
}

/** Where the zeros of the Bessel polynomial nearly are (Campos and Calderón, arXiv:1105.0957). */
function startValues(n: number): Complex[] {
  if (n === 1) return [complex(-1)];
  const at = (x: number, ...coefficients: number[]): number => coefficients.reduceRight((sum, one) => sum * x + one, 0);
  const s = at(n, 0, 0, 2, 0, -3, 1);
  const b3 = at(n, 16, -8) / s;
  const b2 = at(n, -24, -12, 12) / s;
  const b1 = at(n, 8, 24, -12, -2) / s;
  const b0 = at(n, 0, -6, 0, 5, -1) / s;
  const r = at(n, 0, 0, 2, 1);
  const a1 = at(n, -6, -6) / r;
  const a2 = 6 / r;
  return Array.from({ length: n }, (_, i) => complex(at(i + 1, 0, a1, a2), at(i + 1, b0, b1, b2, b3)));
}

/** The frequency of -3 dB, by bisection of the falling gain. */
function cutoff(poles: readonly Complex[], gain: number): number {
  const tooLow = (w: number): boolean => {
    const below = poles.reduce((all, one) => all * modulus(subtract(complex(0, w), one)), 1 / gain);
    return 1 / below > Math.SQRT1_2;
  };
  let [low, high] = [0, 1];
  while (tooLow(high) && high < 1e6) high *= 2;
  for (let i = 0; i < 200; i++) {
    const middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    if (tooLow(middle)) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}
