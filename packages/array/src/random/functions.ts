import { checkLambda, checkRange, checkScale } from "./checks.js";
import { gauss, poisson as poissonCount } from "./distributions.js";
import { type Drawn, type DrawOptions, draw, type NoOptions } from "./draw.js";
import type { NormalOptions, PoissonOptions, UniformOptions } from "./state.js";
import { makeStream, type Seed } from "./stream.js";
import { drawIntegers, type IntegersOptions } from "./whole.js";

/** Where the randomness comes from. */
export interface Seeded {
  /** A whole number from 0 to 2^32 - 1 or a list of them; without it every call gives other numbers. */
  readonly seed?: Seed;
}

/** Numbers from 0 up to but without 1: NumPy's `RandomState(seed).random_sample(shape)`. */
export function random<const O extends DrawOptions & Seeded = NoOptions>(options?: O): Drawn<O> {
  const { seed, ...rest } = (options ?? {}) as DrawOptions & Seeded;
  const stream = makeStream(seed);
  return draw(
    [0],
    rest,
    () => stream.double(),
    () => undefined,
  ) as Drawn<O>;
}

/** Numbers from `low` (0) up to but without `high` (1): NumPy's `RandomState(seed).uniform(low, high, shape)`. */
export function uniform<const O extends UniformOptions & Seeded = NoOptions>(options?: O): Drawn<O> {
  const { seed, low = 0, high = 1, ...rest } = (options ?? {}) as UniformOptions & Seeded;
  const stream = makeStream(seed);
  return draw([low, high], rest, (a, b) => a + (b - a) * stream.double(), checkRange) as Drawn<O>;
}

/** Normal numbers with mean `loc` (0) and deviation `scale` (1): NumPy's `RandomState(seed).normal(loc, scale, shape)`. */
export function normal<const O extends NormalOptions & Seeded = NoOptions>(options?: O): Drawn<O> {
  const { seed, loc = 0, scale = 1, ...rest } = (options ?? {}) as NormalOptions & Seeded;
  const stream = makeStream(seed);
  return draw([loc, scale], rest, (a, b) => a + b * gauss(stream), checkScale) as Drawn<O>;
}

/**
 * Poisson counts with mean `lam` (1), a number or an array: NumPy's `RandomState(seed).poisson(lam, shape)`.
 * float64 unless a dtype is given.
 */
export function poisson<const O extends PoissonOptions & Seeded = NoOptions>(options?: O): Drawn<O> {
  const { seed, lam = 1, ...rest } = (options ?? {}) as PoissonOptions & Seeded;
  const stream = makeStream(seed);
  return draw([lam], rest, (a) => poissonCount(stream, a), checkLambda) as Drawn<O>;
}

/**
 * Whole numbers from `low` up to but without `high`, or from 0 to `low`: NumPy's `RandomState(seed).randint(low, high, shape)`.
 * float64 unless a dtype is given.
 * @throws BAD_VALUE for an empty range or one that the dtype cannot hold
 */
export function integers<const O extends IntegersOptions & Seeded = NoOptions>(
  low: number | bigint,
  options?: O,
): O extends { readonly dtype: "int64" | "uint64"; readonly shape?: never } ? bigint : Drawn<O> {
  const { seed, ...rest } = (options ?? {}) as IntegersOptions & Seeded;
  return drawIntegers(makeStream(seed), low, rest) as never;
}
