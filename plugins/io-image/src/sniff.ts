/** How PNG files start. */
export const pngSignature: readonly number[] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Whether the bytes start as a PNG file does. */
export function isPng(head: Uint8Array): boolean {
  return pngSignature.every((byte, i) => head[i] === byte);
}

/** Whether the bytes start as a TIFF or BigTIFF file does. */
export function isTiff(head: Uint8Array): boolean {
  const [a, b, c, d] = head;
  if (a === 0x49 && b === 0x49) return (c === 42 || c === 43) && d === 0;
  return a === 0x4d && b === 0x4d && c === 0 && (d === 42 || d === 43);
}
