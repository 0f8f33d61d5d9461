import type { Neighbourhood } from "./neighbourhood.js";

/** The values of a neighbourhood as whole numbers from 0 in the same order, and what each of those stands for. */
export interface Codes {
  readonly codes: Int32Array;
  readonly bits: number;
  readonly meaning: Float64Array;
}

/** How often each code is in the filter, and each range of codes, and each range of ranges. */
interface Counts {
  readonly shift: number;
  readonly fine: Int32Array;
  readonly middle: Int32Array;
  readonly coarse: Int32Array;
}

/** Codes of whole numbers of up to 16 bits. */
export function codesOfWhole(values: Float64Array, least: number, bits: number): Codes {
  const codes = new Int32Array(values.length);
  for (let i = 0; i < codes.length; i++) codes[i] = (values[i] as number) - least;
  return { codes, bits, meaning: Float64Array.from({ length: 2 ** bits }, (_, i) => i + least) };
}

/** Codes of any numbers but NaN: their places among the different values in ascending order. */
export function codesOfSorted(values: Float64Array): Codes {
  const order = sortedOrder(values);
  const codes = new Int32Array(values.length);
  const meaning = new Float64Array(values.length);
  let code = -1;
  for (let i = 0; i < order.length; i++) {
    const value = values[order[i] as number] as number;
    if (code < 0 || value !== meaning[code]) meaning[++code] = value;
    codes[order[i] as number] = code;
  }
  return { codes, bits: Math.max(3, Math.ceil(Math.log2(code + 2))), meaning };
}

/** Positions of values in ascending order, by a radix sort of their bits. */
function sortedOrder(values: Float64Array): Uint32Array {
  const halves = new Uint32Array(values.slice().buffer);
  const keys = new Uint32Array(halves.length);
  const high = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;
  for (let i = 0; i < halves.length; i += 2) {
    const upper = halves[i + high] as number;
    const flip = upper >>> 31 === 1 ? 0xffffffff : 0;
    keys[i] = ((halves[i + 1 - high] as number) ^ flip) >>> 0;
    keys[i + 1] = (upper ^ (flip | 0x80000000)) >>> 0;
  }
  let order = new Uint32Array(values.length);
  let other = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  const starts = new Uint32Array(65536);
  for (let pass = 0; pass < 4; pass++) {
    const [half, shift] = [pass >> 1, 16 * (pass & 1)];
    starts.fill(0);
    for (let i = half; i < keys.length; i += 2) {
      const digit = ((keys[i] as number) >>> shift) & 0xffff;
      starts[digit] = (starts[digit] as number) + 1;
    }
    let total = 0;
    for (let digit = 0; digit < starts.length; digit++) {
      const count = starts[digit] as number;
      starts[digit] = total;
      total += count;
    }
    for (let i = 0; i < order.length; i++) {
      const at = order[i] as number;
      const digit = ((keys[2 * at + half] as number) >>> shift) & 0xffff;
      const to = starts[digit] as number;
      starts[digit] = to + 1;
      other[to] = at;
    }
    [order, other] = [other, order];
  }
  return order;
}

/**
 * Rank filter by counting, after T. S. Huang, G. J. Yang and G. Y. Tang, IEEE Trans. ASSP 27, 13 (1979): from one element to the next
 * only those codes are counted anew that enter or leave the filter.
 * @param run elements of the filter's box along the last axis
 */
export function rankByCounts(
  { codes, bits, meaning }: Codes,
  { offsets, rows, length }: Neighbourhood,
  members: Uint8Array,
  run: number,
  rank: number,
  result: Float64Array,
): void {
  const shift = Math.ceil(bits / 3);
  const counts = {
    shift,
    fine: new Int32Array(2 ** bits),
    middle: new Int32Array(2 ** (bits - shift)),
    coarse: new Int32Array(2 ** (bits - 2 * shift)),
  };
  const { leaving, entering } = edgesOf(offsets, members, run);
  for (let row = 0; row < rows.length; row++) {
    const start = rows[row] as number;
    countAll(counts, codes, offsets, start, 1);
    result[row * length] = meaning[codeOfRank(counts, rank)] as number;
    for (let i = 1; i < length; i++) {
      countAll(counts, codes, leaving, start + i - 1, -1);
      countAll(counts, codes, entering, start + i, 1);
      result[row * length + i] = meaning[codeOfRank(counts, rank)] as number;
    }
    countAll(counts, codes, offsets, start + length - 1, -1);
  }
}

/** The elements of a filter without one before them in the same line, and those without one behind them. */
function edgesOf(
  offsets: Int32Array,
  members: Uint8Array,
  run: number,
): { readonly leaving: Int32Array; readonly entering: Int32Array } {
  const leaving: number[] = [];
  const entering: number[] = [];
  let k = 0;
  for (let i = 0; i < members.length; i++) {
    if (members[i] === 0) continue;
    const offset = offsets[k++] as number;
    if (i % run === 0 || members[i - 1] === 0) leaving.push(offset);
    if (i % run === run - 1 || members[i + 1] === 0) entering.push(offset);
  }
  return { leaving: Int32Array.from(leaving), entering: Int32Array.from(entering) };
}

function countAll(
  { shift, fine, middle, coarse }: Counts,
  codes: Int32Array,
  offsets: Int32Array,
  start: number,
  change: number,
): void {
  for (let k = 0; k < offsets.length; k++) {
    const code = codes[start + (offsets[k] as number)] as number;
    const range = code >> shift;
    fine[code] = (fine[code] as number) + change;
    middle[range] = (middle[range] as number) + change;
    coarse[range >> shift] = (coarse[range >> shift] as number) + change;
  }
}

function codeOfRank({ shift, fine, middle, coarse }: Counts, rank: number): number {
  let left = rank;
  let at = 0;
  while (left >= (coarse[at] as number)) left -= coarse[at++] as number;
  at <<= shift;
  while (left >= (middle[at] as number)) left -= middle[at++] as number;
  at <<= shift;
  while (left >= (fine[at] as number)) left -= fine[at++] as number;
  return at;
}
