import type { H5Module } from "./h5wasm.js";
import { limitMemory, memoryLimit } from "./memory-limit.js";

const blockBytes = 4096;

interface State {
  /** The library's memory as it was before the first file, without the zeros at its end. */
  readonly memory: Uint8Array | undefined;
  /** How far its memory may grow now. */
  limit: number;
  /** Settles when the file that is open now has been closed. */
  last: Promise<unknown>;
}

// The library is one for all who import it, and so is what is known of it.
const states: WeakMap<H5Module, State> = /* @__PURE__ */ new WeakMap();

function stateOf(module: H5Module): State {
  let state = states.get(module);
  if (state === undefined) {
    const made: State = {
      memory: isIdle(module) ? trimmed(module.HEAPU8) : undefined,
      limit: Infinity,
      last: Promise.resolve(),
    };
    state = made;
    states.set(module, made);
    if (made.memory !== undefined) {
      limitMemory(module, () => made.limit);
      refresh(module);
    }
  }
  return state;
}

/** Runs what uses the library on a file of so many bytes after all that was asked for before. */
export async function oneByOne<T>(module: H5Module, fileBytes: number, use: () => Promise<T>): Promise<T> {
  const state = stateOf(module);
  const limited = (): Promise<T> => {
    state.limit = memoryLimit(fileBytes);
    return use().finally(() => {
      state.limit = Infinity;
    });
  };
  const result = state.last.then(limited, limited);
  state.last = result.catch(() => undefined);
  return result;
}

/**
 * Gives the library the memory with which it started: damaged files can leave it in disorder, or stopped for good in the middle of
 * its work. Nothing is done while somebody else has a file open in it.
 * @returns whether it is fresh now
 */
export function refresh(module: H5Module): boolean {
  const { memory } = stateOf(module);
  if (memory === undefined || !isIdle(module)) return false;
  module.HEAPU8.set(memory);
  clear(module.HEAPU8, memory.length);
  return true;
}

/**
 * Writes zeros where there are none: pages that nobody has written to take no memory of the machine as long as they are only looked at,
 * and a damaged file can make the library ask for very many of them.
 */
function clear(bytes: Uint8Array, start: number): void {
  const first = Math.ceil(start / blockBytes) * blockBytes;
  bytes.fill(0, start, first);
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  for (let block = first; block < bytes.length; block += blockBytes) {
    let found = 0;
    const end = Math.min(block + blockBytes, bytes.length) >> 2;
    for (let i = block >> 2; i < end; i++) found |= words[i] as number;
    if (found !== 0) bytes.fill(0, block, block + blockBytes);
  }
}

/** Closes what the library left open of a file, and forgets the file. */
export function forget(module: H5Module, path: string): void {
  for (const stream of module.FS.streams ?? []) if (stream?.path === path) quietly(() => module.FS.close(stream));
  // A file that the library still holds keeps its bytes: cut it first.
  quietly(() => module.FS.writeFile(path, new Uint8Array(0)));
  quietly(() => module.FS.unlink(path));
}

/** Only the three standard streams are open. */
function isIdle(module: H5Module): boolean {
  return (module.FS.streams ?? []).filter((stream) => stream !== undefined && stream !== null).length <= 3;
}

function trimmed(memory: Uint8Array): Uint8Array {
  let end = memory.length;
  while (end > 0 && memory[end - 1] === 0) end--;
  return memory.slice(0, end);
}

export function quietly(action: () => unknown): void {
  try {
    action();
  } catch {
    // The file is given up in any case, and the first error is the one to tell.
  }
}
