const table: Int32Array = /* @__PURE__ */ makeTable();

/** The CRC-32 of bytes (polynomial 0xEDB88320), as PNG has it. */
export function crc32(bytes: Uint8Array): number {
  let state = -1;
  for (let i = 0; i < bytes.length; i++)
    state = (table[(state ^ (bytes[i] as number)) & 255] as number) ^ (state >>> 8);
  return ~state >>> 0;
}

function makeTable(): Int32Array {
  const entries = new Int32Array(256);
  for (let i = 0; i < 256; i++) {
    let state = i;
    for (let bit = 0; bit < 8; bit++) state = state & 1 ? (state >>> 1) ^ 0xedb88320 : state >>> 1;
    entries[i] = state;
  }
  return entries;
}
