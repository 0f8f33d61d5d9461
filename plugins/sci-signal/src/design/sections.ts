import { type ArrayLikeInput, type Complex, fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkWord } from "../internal/checks.js";
import { add, complex, complexList, conjugate, modulus, scale, subtract } from "../internal/complex.js";
import { fromRoots } from "../internal/polynomials.js";
import { toZpk } from "./convert.js";
import { type Zpk, zpkOf } from "./zpk.js";

/** How poles and zeros are put together: the nearest, the nearest but with a section of first order, or as few zeros as possible. */
export type Pairing = "nearest" | "keep_odd" | "minimal";

/** What {@link zpk2sos} takes. */
export interface SectionsOptions {
  /** "nearest" by default, "minimal" for analog filters. */
  readonly pairing?: Pairing | undefined;
  /** Whether the filter is analog; `false` by default. */
  readonly analog?: boolean;
}

/**
 * Second-order sections from zeros, poles and gain. The poles nearest to the unit circle come last, each with the zeros nearest to it.
 * @returns shape (sections, 6)
 * @throws BAD_VALUE for roots without their conjugates, or a pairing that the filter cannot have
 */
export function zpk2sos(
  z: ArrayLikeInput,
  p: ArrayLikeInput,
  k: number,
  options: SectionsOptions = {},
): NDArray<"float64"> {
  checkOptions("zpk2sos", options, { pairing: "any", analog: "boolean" });
  checkKind("zpk2sos", "k", k, "number");
  return toSections(zpkOf(z, p, k), options);
}

/** Second-order sections from a transfer function; better make them from zeros and poles. See {@link zpk2sos}. */
export function tf2sos(b: ArrayLikeInput, a: ArrayLikeInput, options: SectionsOptions = {}): NDArray<"float64"> {
  checkOptions("tf2sos", options, { pairing: "any", analog: "boolean" });
  return toSections(toZpk(complexList(b, "b"), complexList(a, "a")), options);
}

/** See {@link zpk2sos}. */
export function toSections(filter: Zpk, options: SectionsOptions): NDArray<"float64"> {
  const { analog = false } = options;
  const pairing = checkWord(options.pairing ?? (analog ? "minimal" : "nearest"), "pairing", [
    "nearest",
    "keep_odd",
    "minimal",
  ]);
  if (analog && pairing !== "minimal")
    throw coreError("BAD_VALUE", `pairing: got "${pairing}", analog filters allow "minimal" only.`);
  if (filter.z.length === 0 && filter.p.length === 0)
    return table([analog ? [0, 0, filter.k, 0, 0, 1] : [filter.k, 0, 0, 1, 0, 0]]);
  let [z, p] = [[...filter.z], [...filter.p]];
  if (pairing !== "minimal") {
    const size = Math.max(z.length, p.length);
    const even = size % 2 === 1 && pairing === "nearest" ? size + 1 : size;
    const pad = (list: Complex[]): Complex[] => [
      ...list,
      ...Array.from({ length: even - list.length }, () => complex(0)),
    ];
    [z, p] = [pad(z), pad(p)];
  } else if (p.length < z.length)
    throw coreError(
      "BAD_VALUE",
      `z, p: got ${z.length} zeros and ${p.length} poles; "minimal" needs at least as many poles.`,
    );
  const sections = pairUp(
    upperHalf(z, "z"),
    upperHalf(p, "p"),
    Math.floor((p.length + 1) / 2),
    analog,
    pairing === "minimal",
  );
  const first = sections[0] as number[];
  for (let i = 0; i < 3; i++) first[i] = (first[i] as number) * filter.k;
  return table(sections);
}

function table(rows: readonly (readonly number[])[]): NDArray<"float64"> {
  return fromData(Float64Array.from(rows.flat()), [rows.length, 6]) as NDArray<"float64">;
}

/** One of each conjugate pair, then the real ones, in the order of their real parts. */
export function upperHalf(list: readonly Complex[], name: string): Complex[] {
  const tolerance = 100 * Number.EPSILON;
  const sorted = [...list].sort((one, other) => one.re - other.re || Math.abs(one.im) - Math.abs(other.im));
  const isReal = (one: Complex): boolean => Math.abs(one.im) <= tolerance * modulus(one);
  const real = sorted.filter(isReal).map(({ re }) => complex(re));
  const above = sorted.filter((one) => !isReal(one) && one.im > 0);
  const below = sorted.filter((one) => !isReal(one) && one.im < 0);
  const fail = () => coreError("BAD_VALUE", `${name}: a complex number stands without its conjugate.`);
  if (above.length !== below.length) throw fail();
  for (let start = 0; start < above.length; ) {
    let stop = start + 1;
    while (
      stop < above.length &&
      (above[stop] as Complex).re - (above[stop - 1] as Complex).re <= tolerance * modulus(above[stop - 1] as Complex)
    )
      stop++;
    for (const part of [above, below])
      part.splice(
        start,
        stop - start,
        ...part.slice(start, stop).sort((one, other) => Math.abs(one.im) - Math.abs(other.im)),
      );
    start = stop;
  }
  const pairs = above.map((one, k) => {
    const other = conjugate(below[k] as Complex);
    if (modulus(subtract(one, other)) > tolerance * modulus(other)) throw fail();
    return scale(add(one, other), 0.5);
  });
  return [...pairs, ...real];
}

const isRealNumber = ({ im }: Complex): boolean => im === 0;

function pairUp(z: Complex[], p: Complex[], count: number, analog: boolean, minimal: boolean): number[][] {
  const sections: number[][] = new Array(count);
  const risk = (one: Complex): number => (analog ? Math.abs(one.re) : Math.abs(1 - modulus(one)));
  const take = (list: Complex[], score: (one: Complex) => number, allowed: (one: Complex) => boolean): Complex => {
    let best = -1;
    list.forEach((one, k) => {
      if (allowed(one) && (best < 0 || score(one) < score(list[best] as Complex))) best = k;
    });
    if (best < 0) throw coreError("BAD_VALUE", "z, p: these zeros and poles cannot be put into sections.");
    return list.splice(best, 1)[0] as Complex;
  };
  const any = (): boolean => true;
  const notReal = (one: Complex): boolean => !isRealNumber(one);
  for (let section = count - 1; section >= 0; section--) {
    const p1 = take(p, risk, any);
    const near = (one: Complex): number => modulus(subtract(one, p1));
    const zero = complex(0);
    if (isRealNumber(p1) && !p.some(isRealNumber)) {
      if (!minimal) sections[section] = oneSection([take(z, near, isRealNumber), zero], [p1, zero]);
      else sections[section] = oneSection(z.length > 0 ? [take(z, near, isRealNumber)] : [], [p1]);
    } else if (
      p.length + 1 === z.length &&
      !isRealNumber(p1) &&
      p.filter(isRealNumber).length === 1 &&
      z.filter(isRealNumber).length === 1
    ) {
      const z1 = take(z, near, notReal);
      sections[section] = oneSection([z1, conjugate(z1)], [p1, conjugate(p1)]);
    } else {
      const p2 = isRealNumber(p1) ? take(p, risk, isRealNumber) : conjugate(p1);
      const zeros: Complex[] = [];
      if (z.length > 0) {
        const z1 = take(z, near, any);
        zeros.push(z1);
        if (!isRealNumber(z1)) zeros.push(conjugate(z1));
        else if (z.length > 0) zeros.push(take(z, near, isRealNumber));
      }
      sections[section] = oneSection(zeros, [p1, p2]);
    }
  }
  return sections;
}

function oneSection(z: readonly Complex[], p: readonly Complex[]): number[] {
  const part = (roots: readonly Complex[]): number[] => {
    const list = fromRoots(roots).map(({ re }) => re);
    return [...new Array<number>(3 - list.length).fill(0), ...list];
  };
  return [...part(z), ...part(p)];
}
