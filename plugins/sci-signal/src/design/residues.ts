import type { ArrayLikeInput, Complex, NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { checkWord } from "../internal/checks.js";
import {
  add,
  complex,
  complexList,
  complexVector,
  divide,
  modulus,
  multiply,
  negate,
  scale,
  subtract,
} from "../internal/complex.js";
import { evaluate, multiplyPolynomials, rootsOf } from "../internal/polynomials.js";
import { indexVector } from "../internal/signals.js";
import { coefficientArray, type Transfer } from "./convert.js";

/** Which root stands for roots that are nearly the same. */
export type RootChoice = "max" | "maximum" | "min" | "minimum" | "avg" | "mean";
const choices: readonly RootChoice[] = ["max", "maximum", "min", "minimum", "avg", "mean"];

/** When roots are the same, and which one stands for them. */
export interface RootOptions {
  /** Distance up to which roots are the same; 0.001 by default. */
  readonly tol?: number;
  /** "avg" by default, "min" for `uniqueRoots`. */
  readonly rtype?: RootChoice;
}

/** Residues, poles and a polynomial, highest power first. */
export type Expansion = [r: NDArray, p: NDArray, k: NDArray];

/** Roots by their modulus. @returns [sorted roots, where they stood] */
export function cmplxSort(p: ArrayLikeInput): [NDArray, NDArray<"int64">] {
  const { roots, order } = sorted(complexList(p, "p"));
  return [coefficientArray(roots), indexVector(order)];
}

function sorted(roots: readonly Complex[]): { roots: Complex[]; order: number[] } {
  const order = roots
    .map((_, k) => k)
    .sort((one, other) => modulus(roots[one] as Complex) - modulus(roots[other] as Complex) || one - other);
  return { roots: order.map((k) => roots[k] as Complex), order };
}

/** The different ones of roots, and how often each stands. @returns [roots, multiplicities (int64)] */
export function uniqueRoots(p: ArrayLikeInput, options: RootOptions = {}): [NDArray, NDArray<"int64">] {
  checkOptions("uniqueRoots", options, { tol: "number", rtype: "any" });
  const { roots, counts } = different(complexList(p, "p"), options.tol ?? 1e-3, options.rtype ?? "min");
  return [coefficientArray(roots), indexVector(counts)];
}

function represent(group: readonly Complex[], rtype: RootChoice): Complex {
  checkWord(rtype, "rtype", choices);
  if (rtype === "avg" || rtype === "mean") return scale(group.reduce(add), 1 / group.length);
  const sign = rtype.startsWith("max") ? 1 : -1;
  return group.reduce((best, one) => (sign * (one.re - best.re || one.im - best.im) > 0 ? one : best));
}

function different(list: readonly Complex[], tol: number, rtype: RootChoice): { roots: Complex[]; counts: number[] } {
  if (!(tol >= 0)) throw coreError("BAD_VALUE", `tol: got ${tol}, expected a number from 0 on.`);
  const used = list.map(() => false);
  const [roots, counts]: [Complex[], number[]] = [[], []];
  list.forEach((root, k) => {
    if (used[k]) return;
    const group = list.filter((one, j) => {
      // A root that is NaN is near to itself alone.
      const near = j === k || (!used[j] && modulus(subtract(one, root)) <= tol);
      if (near) used[j] = true;
      return near;
    });
    roots.push(represent(group, rtype));
    counts.push(group.length);
  });
  return { roots, counts };
}

/** Neighbours in a list that are the same. */
function neighbours(list: readonly Complex[], tol: number, rtype: RootChoice): { roots: Complex[]; counts: number[] } {
  const [roots, counts]: [Complex[], number[]] = [[], []];
  for (let k = 0; k < list.length; ) {
    const first = list[k] as Complex;
    let stop = k + 1;
    while (stop < list.length && modulus(subtract(list[stop] as Complex, first)) <= tol) stop++;
    roots.push(represent(new Array<Complex>(stop - k).fill(first), rtype));
    counts.push(stop - k);
    k = stop;
  }
  return { roots, counts };
}

const monomial = (root: Complex): Complex[] => [complex(1), negate(root)];

/** For each root the product of the others' monomials, with lower powers of its own when asked for; and the product of all. */
function factorsOf(
  roots: readonly Complex[],
  counts: readonly number[],
  powers: boolean,
): { factors: Complex[][]; all: Complex[] } {
  const suffixes: Complex[][] = [[complex(1)]];
  for (let k = roots.length - 1; k > 0; k--) {
    let next = suffixes[0] as Complex[];
    for (let i = 0; i < (counts[k] as number); i++) next = multiplyPolynomials(next, monomial(roots[k] as Complex));
    suffixes.unshift(next);
  }
  let own: Complex[] = [complex(1)];
  const factors: Complex[][] = [];
  roots.forEach((root, k) => {
    const block: Complex[][] = [];
    for (let i = 0; i < (counts[k] as number); i++) {
      if (i === 0 || powers) block.unshift(multiplyPolynomials(own, suffixes[k] as Complex[]));
      own = multiplyPolynomials(own, monomial(root));
    }
    factors.push(...block);
  });
  return { factors, all: own };
}

/** Quotient and remainder, highest power first. */
function dividePolynomials(a: readonly Complex[], b: readonly Complex[]): { quotient: Complex[]; rest: Complex[] } {
  const rest = [...a];
  const quotient: Complex[] = [];
  for (let k = 0; k + b.length <= a.length; k++) {
    const factor = divide(rest[k] as Complex, b[0] as Complex);
    quotient.push(factor);
    b.forEach((one, j) => {
      rest[k + j] = subtract(rest[k + j] as Complex, multiply(factor, one));
    });
  }
  return { quotient: quotient.length === 0 ? [complex(0)] : quotient, rest: rest.slice(quotient.length) };
}

function addPolynomials(a: readonly Complex[], b: readonly Complex[]): Complex[] {
  const size = Math.max(a.length, b.length);
  const at = (list: readonly Complex[], k: number): Complex => list[k - size + list.length] ?? complex(0);
  return Array.from({ length: size }, (_, k) => add(at(a, k), at(b, k)));
}

function residuesOf(poles: readonly Complex[], counts: readonly number[], numerator: readonly Complex[]): Complex[] {
  const { factors } = factorsOf(poles, counts, false);
  return poles.flatMap((pole, k) => {
    const factor = factors[k] as Complex[];
    if (counts[k] === 1) return [divide(evaluate(numerator, pole), evaluate(factor, pole))];
    const { quotient, rest } = dividePolynomials(factor, monomial(pole));
    const below = rest.at(-1) as Complex;
    let current = [...numerator];
    const block: Complex[] = [];
    for (let i = 0; i < (counts[k] as number); i++) {
      const own = dividePolynomials(current, monomial(pole));
      const r = divide(current.length === 0 ? complex(0) : (own.rest.at(-1) as Complex), below);
      current = addPolynomials(
        own.quotient,
        quotient.map((one) => negate(multiply(r, one))),
      );
      block.unshift(r);
    }
    return block;
  });
}

const isZero = ({ re, im }: Complex): boolean => re === 0 && im === 0;

function trimmed(list: readonly Complex[], end: "front" | "back"): Complex[] {
  const result = [...list];
  while (result.length > 0 && isZero(result.at(end === "front" ? 0 : -1) as Complex)) {
    if (end === "front") result.shift();
    else result.pop();
  }
  return result;
}

/**
 * Partial fractions of b(s) / a(s) in powers of s: `r[0] / (s - p[0]) + … + k(s)`; of a multiple pole the powers rise.
 * @returns [residues, poles, polynomial], highest power first
 * @throws BAD_VALUE when the denominator is 0
 */
export function residue(b: ArrayLikeInput, a: ArrayLikeInput, options: RootOptions = {}): Expansion {
  checkOptions("residue", options, { tol: "number", rtype: "any" });
  const { tol = 1e-3, rtype = "avg" } = options;
  const [above, below] = [trimmed(complexList(b, "b"), "front"), trimmed(complexList(a, "a"), "front")];
  if (below.length === 0) throw coreError("BAD_VALUE", "a: the denominator is 0.");
  const poles = rootsOf(below);
  if (above.length === 0)
    return [complexVector(poles.map(() => complex(0))), complexVector(sorted(poles).roots), coefficientArray([])];
  const division = above.length < below.length ? { quotient: [], rest: above } : dividePolynomials(above, below);
  const { roots, counts, each } = ordered(poles, tol, rtype);
  const residues = residuesOf(roots, counts, division.rest);
  const lead = below[0] as Complex;
  return [
    complexVector(residues.map((one) => divide(one, lead))),
    complexVector(each),
    coefficientArray(division.quotient),
  ];
}

function ordered(
  poles: readonly Complex[],
  tol: number,
  rtype: RootChoice,
): { roots: Complex[]; counts: number[]; each: Complex[] } {
  const unique = different(poles, tol, rtype);
  const { roots, order } = sorted(unique.roots);
  const counts = order.map((k) => unique.counts[k] as number);
  return { roots, counts, each: roots.flatMap((root, k) => new Array<Complex>(counts[k] as number).fill(root)) };
}

/**
 * Partial fractions of b(z) / a(z) in powers of 1/z: `r[0] / (1 - p[0] / z) + … + k[0] + k[1] / z + …`.
 * @returns [residues, poles, polynomial], lowest power first
 * @throws BAD_VALUE when the denominator is 0 or begins with 0
 */
export function residuez(b: ArrayLikeInput, a: ArrayLikeInput, options: RootOptions = {}): Expansion {
  checkOptions("residuez", options, { tol: "number", rtype: "any" });
  const { tol = 1e-3, rtype = "avg" } = options;
  const [above, below] = [trimmed(complexList(b, "b"), "back"), trimmed(complexList(a, "a"), "back")];
  if (below.length === 0 || isZero(below[0] as Complex))
    throw coreError("BAD_VALUE", "a: the denominator is 0, or its first coefficient is.");
  const poles = rootsOf(below);
  if (above.length === 0)
    return [complexVector(poles.map(() => complex(0))), complexVector(sorted(poles).roots), coefficientArray([])];
  const [top, bottom] = [[...above].reverse(), [...below].reverse()];
  const division = top.length < bottom.length ? { quotient: [], rest: top } : dividePolynomials(top, bottom);
  const { roots, counts, each } = ordered(poles, tol, rtype);
  const residues = residuesOf(
    roots.map((one) => divide(complex(1), one)),
    counts,
    division.rest,
  );
  const lead = bottom[0] as Complex;
  let k = 0;
  const powers = counts.flatMap((count) => Array.from({ length: count }, (_, i) => i + 1));
  const scaled = residues.map((one) => {
    const pole = negate(each[k] as Complex);
    let factor = complex(1);
    for (let i = 0; i < (powers[k] as number); i++) factor = multiply(factor, pole);
    k++;
    return divide(multiply(one, factor), lead);
  });
  return [complexVector(scaled), complexVector(each), coefficientArray([...division.quotient].reverse())];
}

/** The transfer function of partial fractions of {@link residue}. @returns [numerator, denominator] */
export function invres(r: ArrayLikeInput, p: ArrayLikeInput, k: ArrayLikeInput, options: RootOptions = {}): Transfer {
  checkOptions("invres", options, { tol: "number", rtype: "any" });
  const { roots, counts } = neighbours(complexList(p, "p"), options.tol ?? 1e-3, options.rtype ?? "avg");
  const { factors, all } = factorsOf(roots, counts, true);
  const direct = trimmed(complexList(k, "k"), "front");
  let above = direct.length === 0 ? [complex(0)] : multiplyPolynomials(direct, all);
  complexList(r, "r").forEach((one, i) => {
    if (factors[i] !== undefined)
      above = addPolynomials(
        above,
        factors[i].map((factor) => multiply(one, factor)),
      );
  });
  return [coefficientArray(above), coefficientArray(all)];
}

/** The transfer function of partial fractions of {@link residuez}. @returns [numerator, denominator] */
export function invresz(r: ArrayLikeInput, p: ArrayLikeInput, k: ArrayLikeInput, options: RootOptions = {}): Transfer {
  checkOptions("invresz", options, { tol: "number", rtype: "any" });
  const { roots, counts } = neighbours(complexList(p, "p"), options.tol ?? 1e-3, options.rtype ?? "avg");
  const { factors, all } = factorsOf(roots, counts, true);
  const direct = trimmed(complexList(k, "k"), "back");
  let above = direct.length === 0 ? [complex(0)] : multiplyPolynomials([...direct].reverse(), [...all].reverse());
  complexList(r, "r").forEach((one, i) => {
    const factor = factors[i];
    if (factor !== undefined)
      above = addPolynomials(
        above,
        [...factor].reverse().map((part) => multiply(one, part)),
      );
  });
  return [coefficientArray(above.reverse()), coefficientArray(all)];
}
