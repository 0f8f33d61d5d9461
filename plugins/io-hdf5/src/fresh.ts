import type { H5Module } from "./h5wasm.js";

interface State {
  /** The library's memory as it was before the first file, without the zeros at its end. */
  readonly memory: Uint8Array | undefined;
  /** Settles when the file that is open now has been closed. */
  last: Promise<unknown>;
}

// The library is one for all who import it, and so is what is known of it.
const states: WeakMap<H5Module, State> = /* @__PURE__ */ new WeakMap();

function stateOf(module: H5Module): State {
  let state = states.get(module);
  if (state === undefined) {
    state = { memory: isIdle(module) ? trimmed(module.HEAPU8) : undefined, last: Promise.resolve() };
    states.set(module, state);
  }
  return state;
}

/** Runs what uses the library after all that was asked for before. */
export async function oneByOne<T>(module: H5Module, use: () => Promise<T>): Promise<T> {
  const state = stateOf(module);
  const result = state.last.then(use, use);
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
  module.HEAPU8.fill(0, memory.length);
  return true;
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
