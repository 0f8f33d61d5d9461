const magic = [0x47, 0x43, 0x4f, 0x4c, 1, 0, 0, 0];

/**
 * The bytes of a file with global heaps that the library can walk to their ends. HDF5 2.0 never returns from a heap with an object
 * that is 0 bytes long or longer than its heap; in a copy, such objects become free space up to the end of their heap, so
 * that texts in them are found missing. Good files are returned as they are.
 */
export function mendHeaps(bytes: Uint8Array): Uint8Array {
  let mended: Uint8Array | undefined;
  let view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = bytes.indexOf(magic[0] as number); at >= 0; at = bytes.indexOf(magic[0] as number, at + 1)) {
    if (at + 16 > bytes.length || !magic.every((byte, i) => bytes[at + i] === byte)) continue;
    const size = Number(view.getBigUint64(at + 8, true));
    const end = Math.min(bytes.length, at + size);
    for (let object = at + 16; object + 16 <= end; ) {
      const length = Number(view.getBigUint64(object + 8, true));
      const needed = view.getUint16(object, true) === 0 ? length : 16 + 8 * Math.ceil(length / 8);
      if (needed >= 16 && object + needed <= end) {
        object += needed;
        continue;
      }
      mended ??= bytes.slice();
      view = new DataView(mended.buffer);
      view.setBigUint64(object, 0n, true);
      view.setBigUint64(object + 8, BigInt(end - object), true);
      break;
    }
  }
  return mended ?? bytes;
}
