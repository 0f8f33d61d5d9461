import { epsilon, tiny } from "./constants.js";

/** The pieces into which a range is cut, those with the largest errors in order (QUADPACK's lists and qpsrt). */
export interface Partition {
  readonly limit: number;
  readonly left: number[];
  readonly right: number[];
  readonly value: number[];
  readonly error: number[];
  /** Pieces by falling error, from position 1 on; beyond half of the limit only as many as can still be cut. */
  readonly order: number[];
  /** The piece to cut next, its error, and its position in the order. */
  worst: number;
  worstError: number;
  rank: number;
}

/** A partition of one piece. */
export function onePiece(limit: number, a: number, b: number, value: number, error: number): Partition {
  return {
    limit,
    left: [a],
    right: [b],
    value: [value],
    error: [error],
    order: [-1, 0],
    worst: 0,
    worstError: error,
    rank: 1,
  };
}

/** How many positions of the order are kept up to date. */
export function ordered(p: Partition): number {
  const count = p.left.length;
  return count > Math.floor(p.limit / 2) + 2 ? p.limit + 3 - count : count;
}

/** How many positions of the order may be relied on at the end. */
export function inOrder(p: Partition): number {
  const count = p.left.length;
  return count > Math.floor(p.limit / 2) + 2 ? Math.max(p.limit + 1 - count, 0) : count;
}

/** The width of the piece to cut next. */
export function widthOfWorst(p: Partition): number {
  return Math.abs(p.right[p.worst]! - p.left[p.worst]!);
}

/** Puts two halves where the worst piece was, the one with the larger error in its place, and finds the next to cut. */
export function cut(
  p: Partition,
  middle: number,
  value1: number,
  error1: number,
  value2: number,
  error2: number,
): void {
  const { worst, left, right, value, error } = p;
  const [a, b] = [left[worst]!, right[worst]!];
  const last = left.length;
  if (error2 > error1) {
    left[worst] = middle;
    left[last] = a;
    right[last] = middle;
    value[worst] = value2;
    value[last] = value1;
    error[worst] = error2;
    error[last] = error1;
  } else {
    left[last] = middle;
    right[worst] = middle;
    right[last] = b;
    value[worst] = value1;
    value[last] = value2;
    error[worst] = error1;
    error[last] = error2;
  }
  sortIn(p);
}

function sortIn(p: Partition): void {
  const { error, order, worst } = p;
  const last = p.left.length - 1;
  if (last < 2) {
    order[1] = 0;
    order[2] = 1;
  } else {
    const largest = error[worst]!;
    // A difficult integrand: cutting made the error larger.
    while (p.rank > 1) {
      const next = order[p.rank - 1]!;
      if (largest <= error[next]!) break;
      order[p.rank--] = next;
    }
    const kept = ordered(p);
    const smallest = error[last]!;
    let i = p.rank + 1;
    for (; i < kept; i++) {
      const next = order[i]!;
      if (largest >= error[next]!) break;
      order[i - 1] = next;
    }
    if (i >= kept) {
      order[kept - 1] = worst;
      order[kept] = last;
    } else {
      order[i - 1] = worst;
      let k = kept - 1;
      for (; k >= i; k--) {
        const next = order[k]!;
        if (smallest < error[next]!) break;
        order[k + 1] = next;
      }
      order[k + 1] = last;
    }
  }
  p.worst = order[p.rank]!;
  p.worstError = error[p.worst]!;
}

/** The sum of the pieces' integrals. */
export function total(p: Partition): number {
  let sum = 0;
  for (let i = 0; i < p.value.length; i++) sum += p.value[i]!;
  return sum;
}

/** Whether two neighbouring pieces cannot be told apart from a point any more. */
export function isPoint(a: number, middle: number, b: number): boolean {
  return Math.max(Math.abs(a), Math.abs(b)) <= (1 + 100 * epsilon) * (Math.abs(middle) + 1000 * tiny);
}
