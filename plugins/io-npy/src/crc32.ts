/** A CRC-32 (polynomial 0xEDB88320, as in zip) over bytes that come in pieces. */
export interface Crc32 {
  add(bytes: Uint8Array): void;
  value(): number;
}

/** Starts a CRC-32. */
export function startCrc32(): Crc32 {
  const table = makeTable();
  let crc = -1;
  return {
    add(bytes) {
      let state = crc;
      for (let i = 0; i < bytes.length; i++)
        state = (table[(state ^ (bytes[i] as number)) & 255] as number) ^ (state >>> 8);
      crc = state;
    },
    value: () => ~crc >>> 0,
  };
}

/** The CRC-32 of bytes. */
export function crc32(bytes: Uint8Array): number {
  const crc = startCrc32();
  crc.add(bytes);
  return crc.value();
}

function makeTable(): Int32Array {
  const table = new Int32Array(256);
  for (let i = 0; i < 256; i++) {
    let state = i;
    for (let bit = 0; bit < 8; bit++) state = state & 1 ? (state >>> 1) ^ 0xedb88320 : state >>> 1;
    table[i] = state;
  }
  return table;
}
