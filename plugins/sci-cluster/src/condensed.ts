/** The place of the pair (i, j) of n points in condensed distances. */
export function condensedIndex(n: number, i: number, j: number): number {
  return i < j ? n * i - ((i * (i + 1)) >> 1) + (j - i - 1) : n * j - ((j * (j + 1)) >> 1) + (i - j - 1);
}
