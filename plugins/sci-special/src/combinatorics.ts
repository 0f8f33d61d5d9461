import { type ArrayLikeInput, asArray, type NDArray, vectorize } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { binom, gamma, poch } from "./scalar/gamma.js";

/** Options of the functions that count. */
export interface ExactOptions {
  /** Gives a bigint, or an int64 array where it fits; false by default, which gives float64. */
  readonly exact?: boolean;
}

/** Options of {@link comb}. */
export interface CombOptions extends ExactOptions {
  /** Whether a thing may be taken more than once. */
  readonly repetition?: boolean;
}

const factorials = /* @__PURE__ */ vectorize((n: number) => (n < 0 ? 0 : gamma(n + 1)), {
  name: "factorial",
  dtype: "float",
});

function whole(name: string, value: ArrayLikeInput): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value);
  throw coreError("BAD_ARGUMENT", `${name}: exact needs whole numbers, got ${String(value)}.`);
}

function product(from: bigint, to: bigint): bigint {
  if (to - from < 8n) {
    let value = 1n;
    for (let i = from; i <= to; i++) value *= i;
    return value;
  }
  const middle = (from + to) / 2n;
  return product(from, middle) * product(middle + 1n, to);
}

function limited(name: string, n: bigint): bigint {
  if (n <= 1000000n) return n;
  throw coreError("BAD_VALUE", `${name}: ${n} is too large for an exact result, the limit is 1000000.`);
}

/**
 * The factorial n!, 0 below 0; of fractions the gamma function of n + 1. With `exact` whole numbers give a bigint, arrays of them
 * int64 (up to 20!). SciPy's `factorial`.
 * @throws BAD_ARGUMENT for fractions with `exact`, BAD_VALUE above the limits
 */
export function factorial(n: number | bigint, options: { readonly exact: true }): bigint;
export function factorial(n: number, options?: { readonly exact?: false }): number;
export function factorial(n: ArrayLikeInput, options?: ExactOptions): NDArray;
export function factorial(n: ArrayLikeInput, options: ExactOptions = {}): NDArray | number | bigint {
  checkOptions("factorial", options, { exact: "boolean" });
  if (options.exact !== true) return factorials(n);
  if (typeof n === "number" || typeof n === "bigint") {
    const value = limited("factorial", whole("factorial", n));
    return value < 0n ? 0n : product(1n, value);
  }
  const given = asArray(n).astype("float64");
  const result = given.make("int64", given.shape);
  const data = result.data;
  Array.from(given.data).forEach((value, i) => {
    if (value > 20)
      throw coreError("BAD_VALUE", `factorial: ${value}! does not fit into int64; call it with a single number.`);
    data[i] = factorial(value, { exact: true });
  });
  return result;
}

/** The double factorial n!! = n (n - 2) (n - 4) …, of whole numbers. SciPy's `factorial2`. */
export function factorial2(n: number, options: { readonly exact: true }): bigint;
export function factorial2(n: number, options?: { readonly exact?: false }): number;
export function factorial2(n: ArrayLikeInput, options?: { readonly exact?: false }): NDArray;
export function factorial2(n: ArrayLikeInput, options: ExactOptions = {}): NDArray | number | bigint {
  checkOptions("factorial2", options, { exact: "boolean" });
  if (options.exact === true) {
    let value = 1n;
    const from = limited("factorial2", whole("factorial2", n));
    if (from < -1n) return 0n;
    for (let i = from; i > 1n; i -= 2n) value *= i;
    return value;
  }
  return doubles(n);
}

const doubles = /* @__PURE__ */ vectorize(
  (n: number) => {
    if (!(n >= -1)) return Number.isNaN(n) ? n : 0;
    return n % 2 === 0 ? gamma(n / 2 + 1) * 2 ** (n / 2) : (gamma(n / 2 + 1) * 2 ** ((n + 1) / 2)) / Math.sqrt(Math.PI);
  },
  { name: "factorial2", dtype: "float" },
);

const combinations = /* @__PURE__ */ vectorize(
  (n: number, k: number) => (k <= n && n >= 0 && k >= 0 ? binom(n, k) : 0),
  {
    name: "comb",
    dtype: "float",
  },
);
const repeated = /* @__PURE__ */ vectorize(
  (n: number, k: number) => {
    const all = n + k - 1;
    if (k === 0) return 1;
    return k <= all && all >= 0 && k >= 0 ? binom(all, k) : 0;
  },
  { name: "comb", dtype: "float" },
);

/**
 * In how many ways k of n things can be taken. With `exact` numbers give a bigint. SciPy's `comb`.
 * @throws BAD_ARGUMENT for fractions or arrays with `exact`
 */
export function comb(n: number | bigint, k: number | bigint, options: CombOptions & { readonly exact: true }): bigint;
export function comb(n: number, k: number, options?: CombOptions & { readonly exact?: false }): number;
export function comb(n: ArrayLikeInput, k: ArrayLikeInput, options?: CombOptions & { readonly exact?: false }): NDArray;
export function comb(n: ArrayLikeInput, k: ArrayLikeInput, options: CombOptions = {}): NDArray | number | bigint {
  checkOptions("comb", options, { repetition: "boolean", exact: "boolean" });
  const { exact = false, repetition = false } = options;
  if (!exact) return repetition ? repeated(n, k) : combinations(n, k);
  const taken = whole("comb", k);
  if (repetition && taken === 0n) return 1n;
  const all = repetition ? whole("comb", n) + taken - 1n : whole("comb", n);
  if (taken > all || all < 0n || taken < 0n) return 0n;
  const fewer = limited("comb", taken < all - taken ? taken : all - taken);
  let value = 1n;
  for (let i = 1n; i <= fewer; i++) value = (value * (all - fewer + i)) / i;
  return value;
}

const permutations = /* @__PURE__ */ vectorize(
  (n: number, k: number) => (k <= n && n >= 0 && k >= 0 ? poch(n - k + 1, k) : 0),
  { name: "perm", dtype: "float" },
);

/**
 * In how many orders k of n things can be put. With `exact` numbers give a bigint. SciPy's `perm`.
 * @throws BAD_ARGUMENT for fractions or arrays with `exact`
 */
export function perm(n: number | bigint, k: number | bigint, options: { readonly exact: true }): bigint;
export function perm(n: number, k: number, options?: { readonly exact?: false }): number;
export function perm(n: ArrayLikeInput, k: ArrayLikeInput, options?: { readonly exact?: false }): NDArray;
export function perm(n: ArrayLikeInput, k: ArrayLikeInput, options: ExactOptions = {}): NDArray | number | bigint {
  checkOptions("perm", options, { exact: "boolean" });
  if (options.exact !== true) return permutations(n, k);
  const [all, taken] = [whole("perm", n), whole("perm", k)];
  if (taken > all || all < 0n || taken < 0n) return 0n;
  return product(all - limited("perm", taken) + 1n, all);
}
