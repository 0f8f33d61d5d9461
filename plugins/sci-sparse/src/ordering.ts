import { flip } from "./compressed.js";
import { matrixOf } from "./construct.js";
import type { SparseInput } from "./matrix.js";

/**
 * An order of rows and columns that brings the entries of a square matrix near its diagonal: Cuthill and McKee's, reversed
 * (E. Cuthill, J. McKee, 1969; A. George, 1971). The pattern is taken for symmetric.
 */
export function reverseCuthillMckee(input: SparseInput): Int32Array {
  const matrix = matrixOf(input);
  const [one, other] = [matrix.rows, flip(matrix.rows)];
  const n = Math.min(...matrix.shape);
  const neighbours = (i: number): number[] => {
    const found = new Set<number>();
    for (const lines of [one, other])
      for (let k = lines.starts[i] as number; k < (lines.starts[i + 1] as number); k++) {
        const j = lines.places[k] as number;
        if (j !== i && j < n) found.add(j);
      }
    return [...found];
  };
  const adjacent = Array.from({ length: n }, (_, i) => neighbours(i));
  const degree = (i: number): number => (adjacent[i] as number[]).length;
  const seen = new Uint8Array(n);
  const order: number[] = [];
  const starts = Array.from({ length: n }, (_, i) => i).sort((a, b) => degree(a) - degree(b));
  for (const start of starts) {
    if (seen[start] === 1) continue;
    seen[start] = 1;
    order.push(start);
    for (let at = order.length - 1; at < order.length; at++) {
      const next = (adjacent[order[at] as number] as number[])
        .filter((j) => seen[j] === 0)
        .sort((a, b) => degree(a) - degree(b));
      for (const j of next) {
        seen[j] = 1;
        order.push(j);
      }
    }
  }
  return Int32Array.from(order.reverse());
}
