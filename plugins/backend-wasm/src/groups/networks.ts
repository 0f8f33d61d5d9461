/** Exchanges that bring the element of a rank to a place: words of two places and of what of the exchange is wanted. */
export interface Network {
  /** Sorts each column of a box; places are its lines. */
  readonly columns: Uint32Array;
  /** Selects among all elements of the footprint. */
  readonly selection: Uint32Array;
  /** Where the element is in the end. */
  readonly found: number;
}

type Exchange = readonly [low: number, high: number];

/** K. E. Batcher's merge exchange for any number of elements (D. E. Knuth, The Art of Computer Programming, 5.2.2 M). */
export function sortingNetwork(count: number): Exchange[] {
  const result: Exchange[] = [];
  const top = 2 ** (Math.ceil(Math.log2(Math.max(count, 2))) - 1);
  for (let p = top; p > 0; p >>= 1)
    for (let q = top, r = 0, d = p; ; q >>= 1) {
      for (let i = 0; i + d < count; i++) if ((i & p) === r) result.push([i, i + d]);
      if (q === p) break;
      d = q - p;
      r = p;
    }
  return result;
}

/** The network for a footprint of any form. */
export function networkOfAny(count: number, rank: number): Network {
  return { columns: new Uint32Array(0), selection: pruned(sortingNetwork(count), rank), found: rank };
}

/**
 * The network for a box: its columns are sorted once for all windows that share them, its rows for each window, and what is left are
 * the elements that neither too many others are less than nor too many greater.
 * @param height lines of the box; the element in line r and column c is at place r width + c
 */
export function networkOfBox(height: number, width: number, rank: number): Network {
  const count = height * width;
  const rows = sortingNetwork(width);
  const candidates: number[] = [];
  let below = 0;
  for (let r = 0; r < height; r++)
    for (let c = 0; c < width; c++) {
      const tooSmall = (height - r) * (width - c) - 1 > count - 1 - rank;
      const tooLarge = (r + 1) * (c + 1) - 1 > rank;
      if (tooSmall) below++;
      else if (!tooLarge) candidates.push(r * width + c);
    }
  const wanted = rank - below;
  const all = [
    ...Array.from({ length: height }, (_, r) => rows.map(([a, b]): Exchange => [r * width + a, r * width + b])).flat(),
    ...sortingNetwork(candidates.length).map(([a, b]): Exchange => [candidates[a] as number, candidates[b] as number]),
  ];
  const found = candidates[wanted] as number;
  const columns = Uint32Array.from(sortingNetwork(height), (exchange) => wordOf(exchange, 3));
  return { columns, selection: pruned(all, found), found };
}

/** Without what does not matter for one place. */
function pruned(exchanges: readonly Exchange[], found: number): Uint32Array {
  const alive = new Set([found]);
  const words: number[] = [];
  for (const exchange of [...exchanges].reverse()) {
    const wanted = (alive.has(exchange[0]) ? 1 : 0) + (alive.has(exchange[1]) ? 2 : 0);
    if (wanted === 0) continue;
    for (const place of exchange) alive.add(place);
    words.push(wordOf(exchange, wanted));
  }
  return Uint32Array.from(words.reverse());
}

function wordOf([low, high]: Exchange, wanted: number): number {
  return low | (high << 12) | (wanted << 24);
}
