const firstBytes = 4096;
const moreBytes = 65536;

/**
 * The global heap, which holds texts: collections that are added to the file with room to spare and filled as texts come.
 * Format: HDF5 file format specification, section III.E.
 */
export class TextHeap {
  #collection: Uint8Array | undefined;
  #address = 0;
  #used = 0;
  #index = 0;

  /** Puts a text and gives the address of its collection and its number there. */
  put(
    bytes: Uint8Array,
    add: (collection: Uint8Array) => number,
  ): { readonly address: number; readonly index: number } {
    const needed = 16 + 8 * Math.ceil(bytes.length / 8);
    if (this.#collection === undefined || this.#used + needed + 16 > this.#collection.length) this.#open(needed, add);
    const collection = this.#collection as unknown as Uint8Array;
    const view = new DataView(collection.buffer);
    this.#index++;
    view.setUint16(this.#used, this.#index, true);
    view.setBigUint64(this.#used + 8, BigInt(bytes.length), true);
    collection.set(bytes, this.#used + 16);
    this.#used += needed;
    return { address: this.#address, index: this.#index };
  }

  /** Marks the rest of the last collection as free. */
  close(): void {
    if (this.#collection === undefined) return;
    const view = new DataView(this.#collection.buffer);
    view.setBigUint64(this.#used + 8, BigInt(this.#collection.length - this.#used), true);
    this.#collection = undefined;
  }

  #open(needed: number, add: (collection: Uint8Array) => number): void {
    const size = Math.max(this.#address === 0 ? firstBytes : moreBytes, needed + 32);
    this.close();
    const collection = new Uint8Array(size);
    collection.set([0x47, 0x43, 0x4f, 0x4c, 1]);
    new DataView(collection.buffer).setBigUint64(8, BigInt(size), true);
    this.#collection = collection;
    this.#address = add(collection);
    this.#used = 16;
    this.#index = 0;
  }
}
