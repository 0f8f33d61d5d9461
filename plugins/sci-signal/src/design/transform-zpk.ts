import type { ArrayLikeInput, Complex } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { add, complex, divide, multiply, negate, product, scale, squareRoot, subtract } from "../internal/complex.js";
import { type Zpk, type ZpkArrays, zpkArrays, zpkOf } from "./zpk.js";

/** Turns an analog into a digital filter by Tustin's bilinear transform. @param fs sampling rate @returns [zeros, poles, gain] */
export function bilinearZpk(z: ArrayLikeInput, p: ArrayLikeInput, k: number, fs: number): ZpkArrays {
  checkKind("bilinearZpk", "k", k, "number");
  checkKind("bilinearZpk", "fs", fs, "number");
  return zpkArrays(toDigital(zpkOf(z, p, k), fs));
}

/** A low-pass with another cutoff. @param options `wo`: cutoff, 1 by default @returns [zeros, poles, gain] */
export function lp2lpZpk(
  z: ArrayLikeInput,
  p: ArrayLikeInput,
  k: number,
  options: { readonly wo?: number } = {},
): ZpkArrays {
  checkOptions("lp2lpZpk", options, { wo: "number" });
  checkKind("lp2lpZpk", "k", k, "number");
  return zpkArrays(toLowpass(zpkOf(z, p, k), options.wo ?? 1));
}

/** A high-pass from a low-pass. @param options `wo`: cutoff, 1 by default @returns [zeros, poles, gain] */
export function lp2hpZpk(
  z: ArrayLikeInput,
  p: ArrayLikeInput,
  k: number,
  options: { readonly wo?: number } = {},
): ZpkArrays {
  checkOptions("lp2hpZpk", options, { wo: "number" });
  checkKind("lp2hpZpk", "k", k, "number");
  return zpkArrays(toHighpass(zpkOf(z, p, k), options.wo ?? 1));
}

/** A band-pass from a low-pass. @param options `wo`: centre, `bw`: width, both 1 by default @returns [zeros, poles, gain] */
export function lp2bpZpk(
  z: ArrayLikeInput,
  p: ArrayLikeInput,
  k: number,
  options: { readonly wo?: number; readonly bw?: number } = {},
): ZpkArrays {
  checkOptions("lp2bpZpk", options, { wo: "number", bw: "number" });
  checkKind("lp2bpZpk", "k", k, "number");
  return zpkArrays(toBandpass(zpkOf(z, p, k), options.wo ?? 1, options.bw ?? 1));
}

/** A band-stop from a low-pass. @param options `wo`: centre, `bw`: width, both 1 by default @returns [zeros, poles, gain] */
export function lp2bsZpk(
  z: ArrayLikeInput,
  p: ArrayLikeInput,
  k: number,
  options: { readonly wo?: number; readonly bw?: number } = {},
): ZpkArrays {
  checkOptions("lp2bsZpk", options, { wo: "number", bw: "number" });
  checkKind("lp2bsZpk", "k", k, "number");
  return zpkArrays(toBandstop(zpkOf(z, p, k), options.wo ?? 1, options.bw ?? 1));
}

function relativeDegree({ z, p }: Zpk): number {
  if (p.length < z.length)
    throw coreError(
      "BAD_VALUE",
      `z, p: got ${z.length} zeros and ${p.length} poles; there must be at least as many poles.`,
    );
  return p.length - z.length;
}

const repeat = (value: Complex, count: number): Complex[] => Array.from({ length: count }, () => value);

/** See {@link bilinearZpk}. */
export function toDigital(filter: Zpk, fs: number): Zpk {
  const degree = relativeDegree(filter);
  const twice = complex(2 * fs);
  const map = (list: readonly Complex[]): Complex[] => list.map((one) => divide(add(twice, one), subtract(twice, one)));
  const gain = divide(
    product(filter.z.map((one) => subtract(twice, one))),
    product(filter.p.map((one) => subtract(twice, one))),
  ).re;
  return { z: [...map(filter.z), ...repeat(complex(-1), degree)], p: map(filter.p), k: filter.k * gain };
}

/** See {@link lp2lpZpk}. */
export function toLowpass(filter: Zpk, wo: number): Zpk {
  const degree = relativeDegree(filter);
  const map = (list: readonly Complex[]): Complex[] => list.map((one) => scale(one, wo));
  return { z: map(filter.z), p: map(filter.p), k: filter.k * wo ** degree };
}

/** See {@link lp2hpZpk}. */
export function toHighpass(filter: Zpk, wo: number): Zpk {
  const degree = relativeDegree(filter);
  const map = (list: readonly Complex[]): Complex[] => list.map((one) => divide(complex(wo), one));
  return {
    z: [...map(filter.z), ...repeat(complex(0), degree)],
    p: map(filter.p),
    k: filter.k * inversionGain(filter),
  };
}

function inversionGain({ z, p }: Zpk): number {
  return divide(product(z.map(negate)), product(p.map(negate))).re;
}

/** Both roots of each number and its partner at the other band edge. */
function split(list: readonly Complex[], wo: number): Complex[] {
  const roots = list.map((one) => squareRoot(subtract(multiply(one, one), complex(wo * wo))));
  return [
    ...list.map((one, k) => add(one, roots[k] as Complex)),
    ...list.map((one, k) => subtract(one, roots[k] as Complex)),
  ];
}

/** See {@link lp2bpZpk}. */
export function toBandpass(filter: Zpk, wo: number, bw: number): Zpk {
  const degree = relativeDegree(filter);
  const map = (list: readonly Complex[]): Complex[] =>
    split(
      // A real root gets the imaginary part +0, which tells on which side of the cut its square root lies.
      list.map((one) => complex((one.re * bw) / 2, (one.im * bw) / 2 + 0)),
      wo,
    );
  return { z: [...map(filter.z), ...repeat(complex(0), degree)], p: map(filter.p), k: filter.k * bw ** degree };
}

/** See {@link lp2bsZpk}. */
export function toBandstop(filter: Zpk, wo: number, bw: number): Zpk {
  const degree = relativeDegree(filter);
  const map = (list: readonly Complex[]): Complex[] =>
    split(
      list.map((one) => divide(complex(bw / 2), one)),
      wo,
    );
  const z = [...map(filter.z), ...repeat(complex(0, wo), degree), ...repeat(complex(0, -wo), degree)];
  return { z, p: map(filter.p), k: filter.k * inversionGain(filter) };
}
