import type { H5Module } from "./h5wasm.js";

/** How far the library's memory may grow while a file is open: what a slab, a chunk and the library itself take, packed as well as can be. */
export function memoryLimit(fileBytes: number): number {
  return 192 * 2 ** 20 + 1100 * fileBytes;
}

/**
 * Makes the library's memory stop at a limit that `limit()` gives, in bytes. Sizes in damaged files are asked for before they are looked at, and memory that
 * has grown never shrinks. The library does not give its memory away, so its first growth, which is asked for here and refused, tells
 * which one it is. A growth that is refused stops the library by a trap: its memory must be made like new after that.
 */
export function limitMemory(module: H5Module, limit: () => number): void {
  const prototype = WebAssembly.Memory.prototype;
  const grow = prototype.grow;
  let own: WebAssembly.Memory | undefined;
  prototype.grow = function refuse() {
    own = this;
    return -1;
  };
  try {
    module._malloc(module.HEAPU8.length);
  } catch {
    // The trap that was to come.
  } finally {
    prototype.grow = grow;
  }
  if (own === undefined) return;
  own.grow = function growWithin(pages) {
    return this.buffer.byteLength + 65536 * pages > limit() ? -1 : grow.call(this, pages);
  };
}
