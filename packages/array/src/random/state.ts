import { type ArrayLikeInput, asArray } from "../create.js";
import { arange } from "../create-ranges.js";
import type { DType, Scalar } from "../dtype.js";
import { readElement, writeElement } from "../element.js";
import { coreError, describeValue } from "../errors.js";
import { isNDArray, type NDArray } from "../ndarray.js";
import { checkShape, sizeOf } from "../shape.js";
import { take } from "../take.js";
import { assign, astype, copy } from "../transfer.js";
import { reshape, sliceArray } from "../views.js";
import { checkGamma, checkLambda, checkRange, checkScale } from "./checks.js";
import { below, exponential, gamma, gauss, poisson } from "./distributions.js";
import { type Drawn, type DrawOptions, draw, type NoOptions, type Parameter } from "./draw.js";
import { makeStream, type Seed, type Stream } from "./stream.js";
import { drawIntegers, type IntegersOptions } from "./whole.js";

/** Options of {@link RandomState.uniform}. */
export interface UniformOptions extends DrawOptions {
  readonly low?: Parameter;
  readonly high?: Parameter;
}

/** Options of {@link RandomState.normal}. */
export interface NormalOptions extends DrawOptions {
  /** The mean; 0 by default. */
  readonly loc?: Parameter;
  /** The standard deviation; 1 by default. */
  readonly scale?: Parameter;
}

/** Options of {@link RandomState.poisson}. */
export interface PoissonOptions extends DrawOptions {
  /** The mean; 1 by default. */
  readonly lam?: Parameter;
}

/** Options of {@link RandomState.exponential} and {@link RandomState.gamma}. */
export interface ScaleOptions extends DrawOptions {
  /** 1 by default. */
  readonly scale?: Parameter;
}

/** Options of {@link RandomState.choice}. */
export interface ChoiceOptions {
  readonly shape?: number | readonly number[];
  /** Whether an entry may come more than once; true by default. */
  readonly replace?: boolean;
  /** The chance of each entry; equal by default. */
  readonly p?: ArrayLikeInput;
}

/**
 * A stream of random numbers, the same as that of NumPy's `RandomState` with the same seed and the same calls
 * (the Mersenne Twister and NumPy's legacy methods; where a logarithm takes part the last digit may differ by engine).
 * Every call moves the stream on.
 */
export class RandomState {
  readonly stream: Stream;

  constructor(stream: Stream) {
    this.stream = stream;
  }

  /** Numbers from 0 up to but without 1. */
  random<const O extends DrawOptions = NoOptions>(options?: O): Drawn<O> {
    return draw([0], options ?? {}, () => this.stream.double(), free) as Drawn<O>;
  }

  /** The same as {@link random}, by NumPy's name. */
  randomSample<const O extends DrawOptions = NoOptions>(options?: O): Drawn<O> {
    return this.random(options);
  }

  /** Numbers from `low` (0) up to but without `high` (1). */
  uniform<const O extends UniformOptions = NoOptions>(options?: O): Drawn<O> {
    const { low = 0, high = 1, ...rest } = (options ?? {}) as UniformOptions;
    return draw([low, high], rest, (a, b) => a + (b - a) * this.stream.double(), checkRange) as Drawn<O>;
  }

  /** Normal numbers with mean `loc` (0) and standard deviation `scale` (1). */
  normal<const O extends NormalOptions = NoOptions>(options?: O): Drawn<O> {
    const { loc = 0, scale = 1, ...rest } = (options ?? {}) as NormalOptions;
    return draw([loc, scale], rest, (a, b) => a + b * gauss(this.stream), checkScale) as Drawn<O>;
  }

  /** Normal numbers with mean 0 and deviation 1. */
  standardNormal<const O extends DrawOptions = NoOptions>(options?: O): Drawn<O> {
    return draw([0], options ?? {}, () => gauss(this.stream), free) as Drawn<O>;
  }

  /** Poisson counts with mean `lam` (1); float64 unless a dtype is given. */
  poisson<const O extends PoissonOptions = NoOptions>(options?: O): Drawn<O> {
    const { lam = 1, ...rest } = (options ?? {}) as PoissonOptions;
    return draw([lam], rest, (a) => poisson(this.stream, a), checkLambda) as Drawn<O>;
  }

  /** Exponential numbers with mean `scale` (1). */
  exponential<const O extends ScaleOptions = NoOptions>(options?: O): Drawn<O> {
    const { scale = 1, ...rest } = (options ?? {}) as ScaleOptions;
    return draw([0, scale], rest, (_, b) => b * exponential(this.stream), checkScale) as Drawn<O>;
  }

  /** Gamma numbers of a shape parameter and `scale` (1). */
  gamma<const O extends ScaleOptions = NoOptions>(shape: number, options?: O): Drawn<O> {
    const { scale = 1, ...rest } = (options ?? {}) as ScaleOptions;
    return draw([shape, scale], rest, (a, b) => b * gamma(this.stream, a), checkGamma) as Drawn<O>;
  }

  /**
   * Whole numbers from `low` up to but without `high`, or from 0 to `low`; float64 unless a dtype is given.
   * @throws BAD_VALUE for an empty range or one that the dtype cannot hold
   */
  randint<const O extends IntegersOptions = NoOptions>(
    low: number | bigint,
    options?: O,
  ): O extends { readonly dtype: "int64" | "uint64"; readonly shape?: never } ? bigint : Drawn<O> {
    return drawIntegers(this.stream, low, options ?? {}) as never;
  }

  /** Puts the entries along the first axis in random order, in place. */
  shuffle(a: NDArray): void {
    if (a.shape.length === 0) throw coreError("BAD_SHAPE", "shuffle: the array has no axes.");
    const place = (i: number): number => a.offset + i * (a.strides[0] as number);
    for (let i = (a.shape[0] as number) - 1; i > 0; i--) {
      const j = below(this.stream, i);
      if (i === j) continue;
      if (a.shape.length === 1) {
        const kept = readElement(a, place(i));
        writeElement(a, place(i), readElement(a, place(j)));
        writeElement(a, place(j), kept);
        continue;
      }
      const [one, other] = [sliceArray(a, i), sliceArray(a, j)];
      const kept = copy(one);
      assign(one, other);
      assign(other, kept);
    }
  }

  /** The numbers from 0 to `x - 1`, or the entries of an array along its first axis, in random order. */
  permutation(x: number): NDArray<"float64">;
  permutation<D extends DType>(x: NDArray<D>): NDArray<D>;
  permutation(x: ArrayLikeInput): NDArray;
  permutation(x: ArrayLikeInput): NDArray {
    const order = this.order(typeof x === "number" ? checkCount(x) : checkList(asArray(x)));
    if (typeof x === "number") return astype(asArray(order), "float64");
    return take(asArray(x), Float64Array.from(order), { axis: 0 });
  }

  /**
   * Entries of a list (or of 0 to `a - 1`), drawn at random.
   * @throws BAD_VALUE when more entries are asked than there are and none may come twice, or the chances do not add up to 1
   */
  choice(a: ArrayLikeInput, options: ChoiceOptions & { readonly shape: number | readonly number[] }): NDArray;
  choice(a: ArrayLikeInput, options?: ChoiceOptions & { readonly shape?: never }): Scalar;
  choice(a: ArrayLikeInput, options: ChoiceOptions = {}): NDArray | Scalar {
    const list = typeof a === "number" ? arange(checkCount(a)) : asArray(a);
    if (list.shape.length !== 1)
      throw coreError("BAD_SHAPE", `choice: got shape (${list.shape.join(", ")}), expected a list.`);
    const shape = options.shape === undefined ? [] : checkShape(options.shape);
    const count = sizeOf(shape);
    const size = list.size;
    if (size === 0 && count > 0) throw coreError("BAD_SHAPE", "choice: the list is empty.");
    const chances = options.p === undefined ? undefined : checkChances(asArray(options.p), size);
    let picked: readonly number[];
    if (options.replace !== false) {
      const limits = chances === undefined ? undefined : cumulated(chances);
      picked = Array.from({ length: count }, () =>
        limits === undefined ? below(this.stream, size - 1) : placeOf(limits, this.stream.double()),
      );
    } else {
      if (count > size)
        throw coreError("BAD_VALUE", `choice: ${count} of ${size} entries without repetition are too many.`);
      picked = chances === undefined ? this.order(size).slice(0, count) : this.withoutRepetition(chances, count);
    }
    const result = take(list, Float64Array.from(picked));
    return options.shape === undefined ? readElement(result, 0) : reshape(result, shape);
  }

  private order(count: number): number[] {
    const order = Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = below(this.stream, i);
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    return order;
  }

  private withoutRepetition(given: readonly number[], count: number): number[] {
    const chances = [...given];
    if (chances.filter((chance) => chance > 0).length < count)
      throw coreError("BAD_VALUE", `choice: fewer than ${count} entries have a chance.`);
    const found: number[] = [];
    while (found.length < count) {
      const draws = Array.from({ length: count - found.length }, () => this.stream.double());
      for (const place of found) chances[place] = 0;
      const limits = cumulated(chances);
      for (const place of draws.map((value) => placeOf(limits, value))) if (!found.includes(place)) found.push(place);
    }
    return found;
  }
}

/**
 * A random stream with the methods of NumPy's `RandomState`.
 * @param seed a whole number from 0 to 2^32 - 1 or a list of them; without it every stream is another one
 */
export function randomState(seed?: Seed): RandomState {
  return new RandomState(makeStream(seed));
}

function free(): void {}

function checkCount(count: number): number {
  if (Number.isSafeInteger(count) && count >= 0) return count;
  throw coreError("BAD_VALUE", `got ${describeValue(count)} entries, expected a whole number from 0.`);
}

function checkList(a: NDArray): number {
  if (isNDArray(a) && a.shape.length > 0) return a.shape[0] as number;
  throw coreError("BAD_SHAPE", "permutation: the array has no axes.");
}

function checkChances(p: NDArray, size: number): number[] {
  const chances = astype(p, "float64");
  if (p.shape.length !== 1 || p.size !== size)
    throw coreError(
      "BAD_SHAPE",
      `p: got shape (${p.shape.join(", ")}), expected one chance for each of ${size} entries.`,
    );
  const list = Array.from(chances.data);
  const sum = list.reduce((total, chance) => total + chance, 0);
  if (list.some((chance) => !(chance >= 0)) || Math.abs(sum - 1) > 1.5e-8)
    throw coreError("BAD_VALUE", `p: the chances add up to ${sum}, expected numbers from 0 that add up to 1.`);
  return list;
}

function cumulated(chances: readonly number[]): number[] {
  let sum = 0;
  const sums = chances.map((chance) => (sum += chance));
  return sums.map((one) => one / sum);
}

/** The first place whose limit is above a value. */
function placeOf(limits: readonly number[], value: number): number {
  let low = 0;
  let high = limits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value < (limits[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return Math.min(low, limits.length - 1);
}
