const globalHeap = [0x47, 0x43, 0x4f, 0x4c, 1, 0, 0, 0];
const localHeap = [0x48, 0x45, 0x41, 0x50, 0, 0, 0, 0];

/**
 * The bytes of a file with heaps that the library can walk to their ends. HDF5 2.0 never returns from a global heap with an object
 * that is 0 bytes long or longer than its heap; in a copy, such objects become free space up to the end of their heap, so
 * that texts in them are found missing. Heaps that claim to be longer than the file get no bytes at all, as the library would take
 * memory for them before it finds that they are not there. Good files are returned as they are.
 */
export function mendHeaps(bytes: Uint8Array): Uint8Array {
  let mended: Uint8Array | undefined;
  let view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const set = (at: number, value: number): void => {
    mended ??= bytes.slice();
    view = new DataView(mended.buffer);
    view.setBigUint64(at, BigInt(value), true);
  };
  for (const at of placesOf(localHeap, bytes))
    if (Number(view.getBigUint64(at + 8, true)) > bytes.length) set(at + 8, 0);
  for (const at of placesOf(globalHeap, bytes)) {
    const size = Number(view.getBigUint64(at + 8, true));
    if (size > bytes.length) set(at + 8, 0);
    const end = Math.min(bytes.length, at + size);
    for (let object = at + 16; object + 16 <= end; ) {
      const length = Number(view.getBigUint64(object + 8, true));
      const needed = view.getUint16(object, true) === 0 ? length : 16 + 8 * Math.ceil(length / 8);
      if (needed >= 16 && object + needed <= end) {
        object += needed;
        continue;
      }
      set(object, 0);
      set(object + 8, end - object);
      break;
    }
  }
  return mended ?? bytes;
}

/** Where a mark stands in the file, with 16 bytes or more from there on. */
function* placesOf(mark: readonly number[], bytes: Uint8Array): Generator<number> {
  const [first = 0] = mark;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (at + 16 <= bytes.length && mark.every((byte, i) => bytes[at + i] === byte)) yield at;
}
