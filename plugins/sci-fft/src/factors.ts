import { checkKind, checkOptions, coreError } from "@core/array/runtime";

/** The radices of a transform of length n: fours, at most one two in front, then odd primes, smallest first. */
export function radices(n: number): number[] {
  const found: number[] = [];
  let rest = n;
  while (rest % 4 === 0) {
    found.push(4);
    rest /= 4;
  }
  if (rest % 2 === 0) {
    found.unshift(2);
    rest /= 2;
  }
  for (let prime = 3; prime * prime <= rest; prime += 2) {
    while (rest % prime === 0) {
      found.push(prime);
      rest /= prime;
    }
  }
  if (rest > 1) found.push(rest);
  return found;
}

/** A guess at the time of a transform by radices: radices without a butterfly of their own cost a little more. */
export function costOf(n: number): number {
  let cost = 0;
  for (const radix of radices(n)) cost += radix <= 5 ? radix : 1.1 * radix;
  return cost * n;
}

/** Whether a detour over a convolution is faster than the radices of n. */
export function prefersConvolution(n: number): boolean {
  if (n < 50) return false;
  const largest = Math.max(...radices(n));
  if (largest * largest <= n) return false;
  return 1.5 * 2 * costOf(fastLength(2 * n - 1, 5)) < costOf(n);
}

/** The smallest number from n on that has no prime factor above `largest` (5 or 11). */
export function fastLength(n: number, largest: 5 | 11): number {
  if (n <= 6) return n;
  let best = 2 ** Math.ceil(Math.log2(n));
  if (best / 2 >= n) best /= 2;
  const limit = best;
  const bases = largest === 5 ? [1] : bigBases(limit);
  for (const base of bases) {
    for (let five = base; five < limit; five *= 5) {
      for (let three = five; three < limit; three *= 3) {
        let all = three;
        if (all < n) all *= 2 ** Math.max(0, Math.ceil(Math.log2(n / all)));
        while (all < n) all *= 2;
        if (all < best) best = all;
      }
    }
  }
  return best;
}

function bigBases(limit: number): number[] {
  const bases: number[] = [];
  for (let eleven = 1; eleven < limit; eleven *= 11)
    for (let seven = eleven; seven < limit; seven *= 7) bases.push(seven);
  return bases;
}

/** Options of {@link nextFastLen}. */
export interface NextFastLenOptions {
  /** For real transforms, whose lengths are products of 2, 3 and 5; false by default: products of 2, 3, 5, 7 and 11. */
  readonly real?: boolean;
}

/**
 * The smallest length from `target` on for which transforms are fast, for example to pad to.
 * @param target a whole number from 0 to 2 ** 45
 * @throws BAD_VALUE for anything else
 */
export function nextFastLen(target: number, options: NextFastLenOptions = {}): number {
  checkOptions("nextFastLen", options, { real: "boolean" });
  checkKind("nextFastLen", "target", target, "number");
  if (!Number.isSafeInteger(target) || target < 0 || target > 2 ** 45)
    throw coreError("BAD_VALUE", `target: got ${target}, expected a whole number from 0 to 2 ** 45.`);
  return fastLength(target, options.real === true ? 5 : 11);
}
