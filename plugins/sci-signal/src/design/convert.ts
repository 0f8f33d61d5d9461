import { type ArrayLikeInput, asArray, type Complex, type NDArray } from "@core/array";
import { checkKind, coreError } from "@core/array/runtime";
import { complex, complexList, complexVector, divide, modulus, multiply } from "../internal/complex.js";
import { fromRoots, multiplyPolynomials, rootsOf } from "../internal/polynomials.js";
import { partsOf, vector } from "../internal/signals.js";
import { type Zpk, type ZpkArrays, zpkArrays, zpkOf } from "./zpk.js";

/** Numerator and denominator, highest power first. */
export type Transfer = [b: NDArray, a: NDArray];

/** Coefficients as an array: float64 when all are real. */
export function coefficientArray(list: readonly Complex[]): NDArray {
  return list.every(({ im }) => im === 0) ? vector(list.map(({ re }) => re)) : complexVector(list);
}

/**
 * Divides numerator and denominator by the denominator's first coefficient and cuts leading zeros off both.
 * @returns [numerator, denominator]
 * @throws BAD_VALUE when the denominator is 0
 */
export function normalize(b: ArrayLikeInput, a: ArrayLikeInput): Transfer {
  const { above, below } = normalizeLists(complexList(b, "b"), complexList(a, "a"));
  return [coefficientArray(above), coefficientArray(below)];
}

/** See {@link normalize}. */
export function normalizeLists(b: readonly Complex[], a: readonly Complex[]): { above: Complex[]; below: Complex[] } {
  const first = a.findIndex((one) => one.re !== 0 || one.im !== 0);
  if (first < 0) throw coreError("BAD_VALUE", "a: all coefficients of the denominator are 0.");
  if (b.length === 0) throw coreError("BAD_SHAPE", "b: the numerator is empty.");
  const lead = a[first] as Complex;
  const above = b.map((one) => divide(one, lead));
  const kept = above.findIndex((one) => !(modulus(one) <= 1e-14));
  return {
    above: above.slice(kept < 0 ? above.length - 1 : kept),
    below: a.slice(first).map((one) => divide(one, lead)),
  };
}

/**
 * Zeros, poles and gain of a transfer function.
 * @returns [zeros, poles, gain]; roots are eigenvalues of companion matrices, in no particular order
 */
export function tf2zpk(b: ArrayLikeInput, a: ArrayLikeInput): ZpkArrays {
  return zpkArrays(toZpk(complexList(b, "b"), complexList(a, "a")));
}

/** See {@link tf2zpk}. */
export function toZpk(b: readonly Complex[], a: readonly Complex[]): Zpk {
  const { above, below } = normalizeLists(b, a);
  const gain = above[0] as Complex;
  if (gain.im !== 0) throw coreError("UNSUPPORTED", "b, a: the gain of this filter is complex, expected a real one.");
  const zeros = gain.re === 0 ? [] : rootsOf(above.map((one) => divide(one, gain)));
  return { z: zeros, p: rootsOf(below), k: gain.re };
}

/**
 * The transfer function with given zeros, poles and gain.
 * @returns [numerator, denominator], float64 when roots are real or conjugate pairs
 */
export function zpk2tf(z: ArrayLikeInput, p: ArrayLikeInput, k: number): Transfer {
  checkKind("zpk2tf", "k", k, "number");
  return fromZpk(zpkOf(z, p, k));
}

/** See {@link zpk2tf}. */
export function fromZpk({ z, p, k }: Zpk): Transfer {
  return [coefficientArray(fromRoots(z).map((one) => multiply(complex(k), one))), coefficientArray(fromRoots(p))];
}

/** The transfer function of second-order sections. @returns [numerator, denominator] */
export function sos2tf(sos: ArrayLikeInput): Transfer {
  const rows = sectionRows(sos);
  const chain = (start: number): Complex[] =>
    rows.reduce<Complex[]>((all, row) => multiplyPolynomials(all, row.slice(start, start + 3)), [complex(1)]);
  return [coefficientArray(chain(0)), coefficientArray(chain(3))];
}

/** Zeros, poles and gain of second-order sections; sections of first order add zeros and poles at 0. @returns [zeros, poles, gain] */
export function sos2zpk(sos: ArrayLikeInput): ZpkArrays {
  const z: Complex[] = [];
  const p: Complex[] = [];
  let k = 1;
  for (const row of sectionRows(sos)) {
    const one = toZpk(row.slice(0, 3), row.slice(3));
    const filled = (list: readonly Complex[]): Complex[] => [...list, complex(0), complex(0)].slice(0, 2);
    z.push(...filled(one.z));
    p.push(...filled(one.p));
    k *= one.k;
  }
  return zpkArrays({ z, p, k });
}

function sectionRows(sos: ArrayLikeInput): Complex[][] {
  const given = asArray(sos);
  if (given.shape.length !== 2 || given.shape[1] !== 6)
    throw coreError("BAD_SHAPE", `sos: got shape (${given.shape.join(", ")}), expected (sections, 6).`);
  const { re, im } = partsOf(given);
  return Array.from({ length: given.shape[0] as number }, (_, row) =>
    Array.from({ length: 6 }, (_, k) => complex(re[6 * row + k] as number, im?.[6 * row + k] ?? 0)),
  );
}
