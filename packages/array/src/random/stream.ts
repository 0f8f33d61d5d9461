import { mersenne, mersenneFromState } from "pure-rand/generator/mersenne";
import { coreError, describeValue } from "../errors.js";

/** What a random stream starts from: a whole number from 0 to 2^32 - 1, or a list of them. */
export type Seed = number | readonly number[];

/** The source of randomness under all distributions: the Mersenne Twister MT19937 of NumPy's `RandomState`. */
export interface Stream {
  /** A whole number from 0 to 2^32 - 1. */
  uint32(): number;
  /** A number from 0 up to but without 1, with 53 random bits. */
  double(): number;
  /** The second normal number of a pair, kept for the next call. */
  spare: number | undefined;
}

/**
 * A stream from a seed; without one it starts anywhere.
 * @throws BAD_VALUE for a seed that is not a whole number from 0 to 2^32 - 1, or a list of such
 */
export function makeStream(seed: Seed | undefined): Stream {
  const generator = typeof seed === "number" ? mersenne(checkSeed(seed) | 0) : fromList(seed ?? anywhere());
  return {
    uint32: () => generator.next() >>> 0,
    double: () => ((generator.next() >>> 5) * 67108864 + (generator.next() >>> 6)) / 9007199254740992,
    spare: undefined,
  };
}

function checkSeed(seed: number): number {
  if (Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff) return seed;
  throw coreError(
    "BAD_VALUE",
    `seed: got ${describeValue(seed)}, expected a whole number from 0 to 4294967295 or a list of such numbers.`,
  );
}

function anywhere(): number[] {
  return Array.from(crypto.getRandomValues(new Uint32Array(8)));
}

const words = 624;

/** Initialisation by a list, as published with the generator (Matsumoto and Nishimura 2002, `init_by_array`). */
function fromList(seed: readonly number[]): ReturnType<typeof mersenne> {
  if (!Array.isArray(seed) || seed.length === 0) throw emptySeed(seed);
  const key = seed.map(checkSeed);
  const state = new Int32Array(words);
  state[0] = 19650218;
  for (let i = 1; i < words; i++) state[i] = Math.imul(1812433253, mixed(state, i - 1)) + i;
  let i = 1;
  let j = 0;
  const advance = (): void => {
    if (++i < words) return;
    state[0] = state[words - 1] as number;
    i = 1;
  };
  for (let k = Math.max(words, key.length); k > 0; k--) {
    state[i] = ((state[i] as number) ^ Math.imul(mixed(state, i - 1), 1664525)) + (key[j] as number) + j;
    advance();
    j = (j + 1) % key.length;
  }
  for (let k = words - 1; k > 0; k--) {
    state[i] = ((state[i] as number) ^ Math.imul(mixed(state, i - 1), 1566083941)) - i;
    advance();
  }
  state[0] = -0x80000000;
  for (let n = 0; n < words; n++) {
    const y = ((state[n] as number) & 0x80000000) | ((state[(n + 1) % words] as number) & 0x7fffffff);
    state[n] = (state[(n + 397) % words] as number) ^ (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
  }
  return mersenneFromState([0, ...state]) as ReturnType<typeof mersenne>;
}

function mixed(state: Int32Array, i: number): number {
  const word = state[i] as number;
  return word ^ (word >>> 30);
}

function emptySeed(seed: unknown): Error {
  return coreError(
    "BAD_VALUE",
    `seed: got ${describeValue(seed)}, expected a whole number or a list with at least one.`,
  );
}
