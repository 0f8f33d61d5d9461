import type { Complex } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkWhole } from "../internal/checks.js";
import { complex, conjugate, divide, multiply, negate, product, scale } from "../internal/complex.js";
import { ellipticK, ellipticKOfComplement, jacobi } from "../internal/elliptic.js";
import { type BesselNorm, besselPrototype } from "./bessel-prototype.js";
import { type Zpk, type ZpkArrays, zpkArrays } from "./zpk.js";

/**
 * The analog low-pass of Butterworth of order `n`, with its cutoff at 1 rad/s.
 * @returns [zeros, poles, gain]
 */
export function buttap(n: number): ZpkArrays {
  checkKind("buttap", "n", n, "number");
  return zpkArrays(buttPrototype(n));
}

/** The analog low-pass of Chebyshev's type I. @param rp ripple of the pass band in decibels @returns [zeros, poles, gain] */
export function cheb1ap(n: number, rp: number): ZpkArrays {
  checkKind("cheb1ap", "n", n, "number");
  checkKind("cheb1ap", "rp", rp, "number");
  return zpkArrays(cheb1Prototype(n, rp));
}

/** The analog low-pass of Chebyshev's type II. @param rs attenuation of the stop band in decibels @returns [zeros, poles, gain] */
export function cheb2ap(n: number, rs: number): ZpkArrays {
  checkKind("cheb2ap", "n", n, "number");
  checkKind("cheb2ap", "rs", rs, "number");
  return zpkArrays(cheb2Prototype(n, rs));
}

/** The analog elliptic (Cauer) low-pass. @param rp ripple @param rs attenuation in decibels @returns [zeros, poles, gain] */
export function ellipap(n: number, rp: number, rs: number): ZpkArrays {
  checkKind("ellipap", "n", n, "number");
  checkKind("ellipap", "rp", rp, "number");
  checkKind("ellipap", "rs", rs, "number");
  return zpkArrays(ellipPrototype(n, rp, rs));
}

/** The analog low-pass of Bessel and Thomson. @returns [zeros, poles, gain] */
export function besselap(n: number, options: { readonly norm?: BesselNorm } = {}): ZpkArrays {
  checkOptions("besselap", options, { norm: "any" });
  checkKind("besselap", "n", n, "number");
  return zpkArrays(besselPrototype(n, options.norm ?? "phase"));
}

/** -n + 1, -n + 3, …, n - 1 */
function steps(n: number): number[] {
  checkWhole(n, "n", 0, 500);
  return Array.from({ length: n }, (_, i) => 2 * i - n + 1);
}

const onCircle = (n: number): Complex[] =>
  steps(n).map((m) => complex(-Math.cos((Math.PI * m) / (2 * n)), -Math.sin((Math.PI * m) / (2 * n))));

/** See {@link buttap}. */
export function buttPrototype(n: number): Zpk {
  return { z: [], p: onCircle(n), k: 1 };
}

/** See {@link cheb1ap}. */
export function cheb1Prototype(n: number, rp: number): Zpk {
  if (n === 0) return { z: [], p: [], k: 10 ** (-rp / 20) };
  const epsilon = Math.sqrt(powerMinusOne(rp));
  const mu = Math.asinh(1 / epsilon) / n;
  const p = steps(n).map((m) => {
    const angle = (Math.PI * m) / (2 * n);
    return complex(-Math.sinh(mu) * Math.cos(angle), -Math.cosh(mu) * Math.sin(angle));
  });
  const k = product(p.map(negate)).re;
  return { z: [], p, k: n % 2 === 0 ? k / Math.sqrt(1 + epsilon * epsilon) : k };
}

/** See {@link cheb2ap}. */
export function cheb2Prototype(n: number, rs: number): Zpk {
  if (n === 0) return { z: [], p: [], k: 1 };
  const mu = Math.asinh(Math.sqrt(powerMinusOne(rs))) / n;
  const z = steps(n)
    .filter((m) => m !== 0)
    .map((m) => complex(0, 1 / Math.sin((m * Math.PI) / (2 * n))));
  const p = onCircle(n).map(({ re, im }) => divide(complex(1), complex(Math.sinh(mu) * re, Math.cosh(mu) * im)));
  return { z, p, k: divide(product(p.map(negate)), product(z.map(negate))).re };
}

/** 10 ** (decibels / 10) - 1 */
export function powerMinusOne(decibels: number): number {
  return Math.expm1((Math.LN10 * decibels) / 10);
}

/**
 * See {@link ellipap}.
 * Source: Lutovac, Tošić and Evans, Filter Design for Signal Processing; Orfanidis, Lecture Notes on Elliptic Filter Design.
 */
export function ellipPrototype(n: number, rp: number, rs: number): Zpk {
  checkWhole(n, "n", 0, 500);
  if (n === 0) return { z: [], p: [], k: 10 ** (-rp / 20) };
  const square = powerMinusOne(rp);
  if (n === 1) {
    const p = -Math.sqrt(1 / square);
    return { z: [], p: [complex(p)], k: -p };
  }
  const ratio = square / powerMinusOne(rs);
  if (!(ratio > 0))
    throw coreError("BAD_VALUE", `rp, rs: no elliptic filter has a ripple of ${rp} dB and an attenuation of ${rs} dB.`);
  const m = degree(n, ratio);
  const quarter = ellipticK(m);
  const places = Array.from({ length: Math.floor(n / 2) + (n % 2) }, (_, i) => 2 * i + 1 - (n % 2));
  const functions = places.map((j) => jacobi((j * quarter) / n, m));
  const zeros = functions.filter(({ sn }) => Math.abs(sn) > 2e-16).map(({ sn }) => complex(0, 1 / (Math.sqrt(m) * sn)));
  const z = [...zeros, ...zeros.map(conjugate)];
  const r = inverseSc(1 / Math.sqrt(square), ratio);
  const v = jacobi((quarter * r) / (n * ellipticK(ratio)), 1 - m);
  const poles = functions.map(({ sn, cn, dn }) => {
    const below = 1 - (dn * v.sn) ** 2;
    return scale(complex(-(cn * dn * v.sn * v.cn), -(sn * v.dn)), 1 / below);
  });
  const size = Math.sqrt(poles.reduce((sum, one) => sum + multiply(one, conjugate(one)).re, 0));
  const paired = n % 2 === 1 ? poles.filter(({ im }) => Math.abs(im) > 2e-16 * size) : poles;
  const p = [...poles, ...paired.map(conjugate)];
  const k = divide(product(p.map(negate)), product(z.map(negate))).re;
  return { z, p, k: n % 2 === 0 ? k / Math.sqrt(1 + square) : k };
}

/** The parameter m for which n K'/K of m is that of m1, through the nome. */
function degree(n: number, m1: number): number {
  const q = Math.exp((-Math.PI * ellipticKOfComplement(m1)) / ellipticK(m1)) ** (1 / n);
  let [above, below] = [0, 0.5];
  for (let i = 0; i <= 7; i++) {
    above += q ** (i * (i + 1));
    below += q ** ((i + 1) ** 2);
  }
  return 16 * q * (above / (2 * below)) ** 4;
}

/** The inverse of sc of the complementary parameter, by Landen steps on the imaginary axis. */
function inverseSc(w: number, m: number): number {
  const complement = (k: number): number => Math.sqrt((1 - k) * (1 + k));
  let k = Math.sqrt(m);
  let y = w;
  let size = Math.PI / 2;
  for (let i = 0; i < 12 && k !== 0; i++) {
    const own = complement(k);
    const next = (1 - own) / (1 + own);
    y = (2 * y) / ((1 + next) * (1 + Math.sqrt(1 + (k * y) ** 2)));
    size *= 1 + next;
    k = next;
  }
  return ((size * 2) / Math.PI) * Math.asinh(y);
}
