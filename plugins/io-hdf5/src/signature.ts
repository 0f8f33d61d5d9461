const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/** Whether the bytes hold the HDF5 signature at one of the places where it may start: 0, 512, 1024, 2048, …; false of what is no bytes. */
export function hasSignature(bytes: Uint8Array): boolean {
  if (!ArrayBuffer.isView(bytes)) return false;
  for (let at = 0; at + signature.length <= bytes.length; at = at === 0 ? 512 : 2 * at)
    if (signature.every((byte, i) => bytes[at + i] === byte)) return true;
  return false;
}
