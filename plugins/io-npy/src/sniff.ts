const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** Whether the bytes start as an npy file does. */
export function isNpy(head: Uint8Array): boolean {
  return magic.every((byte, i) => head[i] === byte);
}

/** How sure the first bytes are those of an npz file: a zip whose first member is an .npy file, or some other zip. */
export function sniffNpz(head: Uint8Array): number {
  if (head[0] !== 0x50 || head[1] !== 0x4b) return 0;
  if (head[2] === 5 && head[3] === 6) return 0.2;
  if (head[2] !== 3 || head[3] !== 4) return 0;
  const length = (head[26] ?? 0) + 256 * (head[27] ?? 0);
  const end = String.fromCharCode(...head.subarray(Math.max(30, 26 + length), 30 + length));
  return end === ".npy" ? 1 : 0.1;
}
