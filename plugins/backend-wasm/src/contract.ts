import type { Storage, TypedArray } from "@core/array";
import type { ServingWorker } from "./worker.js";

/** Bytes of the stack of each thread; the stacks stand at the start of the memory. */
export const stackBytes = 65536;

/** Blocks of memory that live as long as one piece of work. */
export interface Arena {
  /** A block of that many bytes, with whatever it held before. */
  take(bytes: number): number;
  /** Where the elements are in the memory: themselves if they are there already, else a copy. */
  put(data: TypedArray): number;
}

/** How a kernel's work is divided. */
export interface Division {
  /** Items of one step: threads take whole steps. The number of threads never changes where steps begin. */
  readonly grain?: number;
  /** Bytes of scratch that each thread needs. */
  readonly scratch?: number;
  /** Whether threads are worth it: about 100 microseconds of work. */
  readonly heavy?: boolean;
}

/** A grain of whole tiles for items that a kernel takes in any number: so few steps that calling it costs nothing beside its work. */
export const grainOf = (total: number, tile: number): number => tile * Math.max(1, Math.floor(total / tile / 64));

/** The kernels of all groups on one memory. */
export interface Engine {
  readonly memory: WebAssembly.Memory;
  /** The memory as elements. Made anew after each growth; never kept. */
  readonly bytes: Uint8Array;
  readonly threads: number;
  /** Hears of each array that is made in the memory. */
  watcher: ((storage: Storage) => void) | undefined;
  /** Bytes in use. */
  readonly used: number;
  /** Bytes that arrays and work may take together. */
  readonly limit: number;
  /** Whether a piece of work may take that many bytes more. */
  fits(bytes: number): boolean;
  /** A block that stays until it is freed; undefined beyond the limit. */
  allocate(bytes: number): number | undefined;
  /** A block that stays for ever and counts for nothing. */
  reserve(bytes: number): number | undefined;
  free(pointer: number): void;
  /** Does a piece of work, and gives back what it took whether it ends well or not. */
  scope<Result>(work: (arena: Arena) => Result): Result;
  /** Runs `kernel(begin, end, scratch, ...values)` of a group over the items 0 to `total`. */
  run(group: Binary, kernel: string, total: number, division: Division, ...values: number[]): void;
  /** A kernel of a group to call at once, on the caller's thread: `kernel(begin, end, scratch, ...values)`. */
  kernel(group: Binary, kernel: string): (...values: number[]) => void;
  /** Workers that have started. */
  readonly helpers: number;
  dispose(): void;
}

/** A compiled group: its place in the list of groups and its bytes. */
export interface Binary {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What {@link createEngine} is told. */
export interface EngineOptions {
  /** Makes workers where they may not be made of text. */
  readonly worker?: (() => ServingWorker) | undefined;
  readonly threads: number;
  readonly shared: boolean;
  readonly limit: number;
}
