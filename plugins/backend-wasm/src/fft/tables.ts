import type { Arena, Engine } from "../contract.js";
import { radicesOf } from "./factors.js";
import { roots, writeRoot } from "./roots.js";

/** float32 or float64: what a table is of. */
export type Precision = "float32" | "float64";

/** Tables of constants, kept for the calls to come: in the memory as long as they are few, else copied there for each call. */
export interface Tables {
  /** Begins a call, whose tables live as long as `arena`. */
  begin(arena: Arena): void;
  /** Where a table is during this call; `make` makes it when it is not known. */
  place(key: string, make: () => Float32Array | Float64Array): number;
  /** Whether all tables of this call stay where they are for ever. */
  readonly stay: boolean;
  /** A block for the kernel's parameters. Kernels run one after the other, so one serves all. */
  readonly job: number;
  /** The memory as whole numbers and as numbers. Made anew after each growth. */
  readonly words: Uint32Array;
  readonly numbers: Float64Array;
}

const mostReserved = 8 * 2 ** 20;
/** Beyond that there is room for small tables. */
const mostOfSmall = 12 * 2 ** 20;
const small = 131072;
const mostKept = 64 * 2 ** 20;

/** The tables of an engine. */
export function createTables(engine: Engine): Tables {
  const pointers = new Map<string, number>();
  const placed = new Map<string, number>();
  const kept = new Map<string, Float32Array | Float64Array>();
  let reserved = 0;
  let bytes = 0;
  let arena: Arena;
  let job: number | undefined;
  let words = new Uint32Array(0);
  let numbers = new Float64Array(0);
  const renew = () => {
    if (words.buffer === engine.memory.buffer) return;
    words = new Uint32Array(engine.memory.buffer);
    numbers = new Float64Array(engine.memory.buffer);
  };
  return {
    begin(own) {
      arena = own;
      placed.clear();
    },
    get stay() {
      return placed.size === 0;
    },
    get job() {
      job ??= engine.reserve(128);
      return job ?? arena.take(128);
    },
    get words() {
      renew();
      return words;
    },
    get numbers() {
      renew();
      return numbers;
    },
    place(key, make) {
      const known = pointers.get(key) ?? placed.get(key);
      if (known !== undefined) return known;
      const table = kept.get(key) ?? make();
      if (reserved + table.byteLength <= (table.byteLength <= small ? mostOfSmall : mostReserved)) {
        const pointer = engine.reserve(table.byteLength);
        if (pointer !== undefined) {
          engine.bytes.set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), pointer);
          reserved += table.byteLength;
          pointers.set(key, pointer);
          return pointer;
        }
      }
      if (!kept.has(key)) {
        for (const [old, { byteLength }] of kept) {
          if (bytes + table.byteLength <= mostKept) break;
          kept.delete(old);
          bytes -= byteLength;
        }
        kept.set(key, table);
        bytes += table.byteLength;
      }
      const pointer = arena.put(table);
      placed.set(key, pointer);
      return pointer;
    },
  };
}

/** Numbers in the precision of a transform. */
export function inPrecision(numbers: Float64Array, precision: Precision): Float32Array | Float64Array {
  return precision === "float64" ? numbers : new Float32Array(numbers);
}

/** Numbers of one vector. */
export const lanesOf = (precision: Precision): number => (precision === "float64" ? 2 : 4);

/** Whether a length can be transformed along single lines: its first radix is 4 and its last one small. */
export function goesAlong(n: number, precision: Precision): boolean {
  const radices = radicesOf(n);
  if (radices === undefined || n % 4 !== 0 || n / 4 < lanesOf(precision) || radices.length < 2) return false;
  const last = radices.at(-1) as number;
  return last >= 3 && last <= 5;
}

/**
 * The plan of a length as kernels/fft.cpp reads it: a head of whole numbers, then twiddles. Along lines those of the first pass stand
 * by their parts, so that neighbours have neighbouring ones.
 */
export function makePlan(n: number, precision: Precision, along: boolean): Float32Array | Float64Array {
  const radices = radicesOf(n) ?? [];
  const width = precision === "float64" ? 8 : 4;
  const head = Math.ceil((4 + 5 * radices.length) / 2) * 2;
  const words: number[] = [n, radices.length, along ? 1 : 0, 0];
  const tables: Float64Array[] = [];
  let place = head * 4;
  const add = (table: Float64Array): number => {
    const at = place;
    tables.push(table);
    place += table.length * width;
    return at;
  };
  let s = 1;
  for (const [i, radix] of radices.entries()) {
    const m = n / (s * radix);
    words.push(radix, m, s);
    words.push(m > 1 || i === 0 || radix === 7 ? add(twiddles(radix, m, along && i === 0)) : 0);
    words.push(radix > 7 ? add(roots(radix, radix)) : 0);
    s *= radix;
  }
  const bytes = new Uint8Array(Math.ceil(place / 8) * 8);
  new Uint32Array(bytes.buffer).set(words);
  let at = head * 4;
  for (const table of tables) {
    const target = precision === "float64" ? Float64Array : Float32Array;
    new target(bytes.buffer, at, table.length).set(table);
    at += table.length * width;
  }
  return new Float64Array(bytes.buffer);
}

function twiddles(radix: number, m: number, byParts: boolean): Float64Array {
  const table = new Float64Array(2 * (radix - 1) * m);
  const pair = new Float64Array(2);
  for (let p = 0; p < m; p++)
    for (let j = 1; j < radix; j++) {
      writeRoot(pair, 0, (p * j) % (m * radix), m * radix);
      const [at, next] = byParts ? [2 * (j - 1) * m + p, m] : [2 * ((radix - 1) * p + j - 1), 1];
      table[at] = pair[0] as number;
      table[at + next] = pair[1] as number;
    }
  return table;
}

/** `exp(-pi i k k / n)`; k * k is kept modulo 2n, which is exact for every n. */
export function makeChirp(n: number): Float64Array {
  const chirp = new Float64Array(2 * n);
  for (let k = 0, square = 0; k < n; k++) {
    writeRoot(chirp, 2 * k, square, 2 * n);
    square = (square + 2 * k + 1) % (2 * n);
  }
  return chirp;
}

/** The conjugate chirp wrapped round m points, divided by m for the way back. */
export function wrappedChirp(chirp: Float64Array, m: number): Float64Array {
  const wrapped = new Float64Array(2 * m);
  for (let k = 0; 2 * k < chirp.length; k++)
    for (const at of k === 0 ? [0] : [k, m - k]) {
      wrapped[2 * at] = (chirp[2 * k] as number) / m;
      wrapped[2 * at + 1] = -(chirp[2 * k + 1] as number) / m;
    }
  return wrapped;
}

/** Pairs as groups: the real parts of a vector of numbers, then their imaginary parts; filled up with zeros. */
export function grouped(pairs: Float64Array, lanes: number): Float64Array {
  const groups = new Float64Array(Math.ceil(pairs.length / (2 * lanes)) * 2 * lanes);
  for (let i = 0; i < pairs.length; i++) {
    const k = i >> 1;
    groups[Math.floor(k / lanes) * 2 * lanes + (i & 1) * lanes + (k % lanes)] = pairs[i] as number;
  }
  return groups;
}
