import { kindOf } from "../dtype.js";
import { coreError, describeValue } from "../errors.js";
import type { NDArray } from "../ndarray.js";
import { eachTile, loadAll } from "../reduce/load.js";
import { quantileRule } from "../reduce/quantile-methods.js";
import { elementsOfRanks } from "../reduce/ranks.js";
import { hostStorage } from "../storage.js";
import { astype } from "../transfer.js";

/** The rules by which NumPy chooses the width of bins. */
export type BinRule = "auto" | "doane" | "fd" | "rice" | "scott" | "sqrt" | "stone" | "sturges";

/** The finite ends of the bins: the given ones, else those of the numbers, and half a unit around a single value. */
export function outerEdges(a: NDArray, range: readonly [number, number] | undefined): [number, number] {
  let first = range?.[0] ?? 0;
  let last = range?.[1] ?? 1;
  if (range !== undefined) {
    if (!(first <= last))
      throw coreError("BAD_VALUE", `range: got [${range.join(", ")}], the first end must not exceed the last.`);
  } else if (a.size > 0) {
    const ends = Float64Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
    eachTile(a, (tile, count) => widen(tile, count, ends));
    [first, last] = ends as unknown as [number, number];
  }
  if (!Number.isFinite(first) || !Number.isFinite(last))
    throw coreError("BAD_VALUE", `range: [${first}, ${last}] is not finite; give a finite range.`);
  return first === last ? [first - 0.5, last + 0.5] : [first, last];
}

/** NaN makes both ends NaN. */
function widen(tile: Float64Array, count: number, ends: Float64Array): void {
  let first = ends[0] as number;
  let last = ends[1] as number;
  for (let i = 0; i < count; i++) {
    const value = tile[i] as number;
    if (value >= first && value <= last) continue;
    first = Math.min(first, value);
    last = Math.max(last, value);
  }
  ends[0] = first;
  ends[1] = last;
}

const mostBins = 2 ** 28;

/** A number of bins that can be made, or an error. */
export function checkBins(bins: number): number {
  if (Number.isInteger(bins) && bins >= 1 && bins <= mostBins) return bins;
  throw coreError("BAD_VALUE", `bins: got ${describeValue(bins)}, expected a whole number from 1 to ${mostBins}.`);
}

/** The number of equal bins between two ends that a rule chooses for some numbers; there may be more than can be made. */
export function binsByRule(rule: BinRule, a: NDArray, first: number, last: number, given: boolean): number {
  const inside = given ? between(a, first, last) : a;
  if (inside.size === 0) return 1;
  const width = widthOf(rule, inside, first, last);
  return width > 0 ? Math.ceil((last - first) / width) : 1;
}

/** The numbers from one to another, themselves where all are. */
function between(a: NDArray, first: number, last: number): NDArray {
  let inside = 0;
  eachTile(a, (tile, count) => {
    inside += countInside(tile, count, first, last);
  });
  if (inside === a.size) return a;
  const kept = new Float64Array(inside);
  let at = 0;
  eachTile(a, (tile, count) => {
    at = keepInside(tile, count, first, last, kept, at);
  });
  return a.make("float64", [inside], hostStorage(kept));
}

function countInside(tile: Float64Array, count: number, first: number, last: number): number {
  let inside = 0;
  for (let i = 0; i < count; i++) if ((tile[i] as number) >= first && (tile[i] as number) <= last) inside++;
  return inside;
}

function keepInside(tile: Float64Array, count: number, first: number, last: number, kept: Float64Array, from: number) {
  let at = from;
  for (let i = 0; i < count; i++) {
    const value = tile[i] as number;
    if (value >= first && value <= last) kept[at++] = value;
  }
  return at;
}

function widthOf(rule: BinRule, a: NDArray, first: number, last: number): number {
  if (rule === "fd") return freedmanDiaconis(a);
  const { size } = a;
  const values = loadAll(a, a.offset, size);
  const extent = rule === "scott" ? 0 : extentOf(values);
  switch (rule) {
    case "sqrt":
      return extent / Math.sqrt(size);
    case "sturges":
      return extent / (Math.log2(size) + 1);
    case "rice":
      return extent / (2 * size ** (1 / 3));
    case "scott":
      return ((24 * Math.sqrt(Math.PI)) / size) ** (1 / 3) * momentsOf(values).deviation;
    case "doane":
      return doane(values, extent);
    case "auto":
      return Math.min(freedmanDiaconis(a) || Number.POSITIVE_INFINITY, extent / (Math.log2(size) + 1));
    case "stone":
      return stone(a, extent, first, last);
    default:
      throw coreError(
        "BAD_ARGUMENT",
        `bins: got ${describeValue(rule)}, allowed are a number, edges, or auto, doane, fd, rice, scott, sqrt, stone, sturges.`,
      );
  }
}

function extentOf(values: Float64Array): number {
  let [low, high] = [values[0] as number, values[0] as number];
  for (let i = 1; i < values.length; i++) {
    const value = values[i] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low;
}

function momentsOf(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

/** D. Freedman, P. Diaconis, Z. Wahrscheinlichkeitstheorie 57 (1981) 453: twice the interquartile range over the cube root of n. */
function freedmanDiaconis(a: NDArray): number {
  const rule = quantileRule("linear");
  const places = [0.25, 0.75].map((q) => rule(a.size, q));
  const ranks = [...new Set(places.flatMap(({ lower, upper }) => [lower, upper]))];
  const found = elementsOfRanks(kindOf(a.dtype) === "float" ? a : astype(a, "float64"), ranks);
  const at = (rank: number): number => found[ranks.indexOf(rank)] as number;
  const [low, high] = places.map(({ lower, upper, fraction }) => at(lower) + (at(upper) - at(lower)) * fraction) as [
    number,
    number,
  ];
  return 2 * (high - low) * a.size ** (-1 / 3);
}

/** D. P. Doane, Am. Stat. 30 (1976) 181: Sturges' rule with the skewness. */
function doane(values: Float64Array, extent: number): number {
  const size = values.length;
  const { mean, deviation } = momentsOf(values);
  if (size <= 2 || deviation === 0) return 0;
  let skewness = 0;
  for (const value of values) skewness += ((value - mean) / deviation) ** 3 / size;
  const spread = Math.sqrt((6 * (size - 2)) / ((size + 1) * (size + 3)));
  return extent / (1 + Math.log2(size) + Math.log2(1 + Math.abs(skewness) / spread));
}

/** C. J. Stone's rule (1984): the number of bins with the least estimated squared error. */
function stone(a: NDArray, extent: number, first: number, last: number): number {
  const { size } = a;
  if (size <= 1 || extent === 0) return 0;
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let bins = 1; bins <= Math.max(100, Math.floor(Math.sqrt(size))); bins++) {
    const counts = new Float64Array(bins);
    countEqual(a, evenEdges(first, last, bins), counts);
    let squares = 0;
    for (const count of counts) squares += (count / size) ** 2;
    const loss = (2 - (size + 1) * squares) / (extent / bins);
    if (loss < least) [least, best] = [loss, bins];
  }
  return extent / best;
}

/** Edges of equal bins; the last one exactly. */
export function evenEdges(first: number, last: number, bins: number): Float64Array {
  const edges = new Float64Array(bins + 1);
  const step = (last - first) / bins;
  for (let i = 0; i < bins; i++) edges[i] = Math.min(last, first + i * step);
  edges[bins] = last;
  return edges;
}

/** Equal bins, and how to find the bin of a number without a look at its edges. */
export interface EvenBins {
  readonly edges: Float64Array;
  /** Bins per unit. */
  readonly scale: number;
  /**
   * How far the places of the edges, as they are computed, are from whole numbers. Places never decrease with the number, whatever is
   * rounded: one that is farther from a whole number is on the same side of the edge as its number.
   */
  readonly margin: number;
}

/** Edges as {@link EvenBins}. */
export function evenBins(edges: Float64Array): EvenBins {
  const bins = edges.length - 1;
  const first = edges[0] as number;
  const scale = bins / ((edges[bins] as number) - first);
  let margin = 0;
  for (let i = 0; i <= bins; i++) margin = Math.max(margin, Math.abs(((edges[i] as number) - first) * scale - i));
  // Among denormal numbers the scale is infinite; then all numbers are looked at.
  return { edges, scale, margin: margin < 0.5 ? margin : 1 };
}

/** The bin of a number, -1 outside; the edges decide and the last bin is closed. */
export function evenBinOf(value: number, { edges, scale }: EvenBins): number {
  const bins = edges.length - 1;
  const first = edges[0] as number;
  if (!(value >= first && value <= (edges[bins] as number))) return -1;
  const top = bins - 1;
  const place = (value - first) * scale;
  let bin = place < top ? place | 0 : top;
  while (bin > 0 && value < (edges[bin] as number)) bin--;
  while (bin < top && value >= (edges[bin + 1] as number)) bin++;
  return bin;
}

/** Counts numbers, or adds their weights, in equal bins, which the edges decide; the last bin is closed. Others are left out. */
export function countEqual(a: NDArray, edges: Float64Array, counts: Float64Array, weights?: Float64Array): void {
  const own = evenBins(edges);
  if (weights === undefined) eachTile(a, (tile, count) => countTile(tile, count, own, counts));
  else eachTile(a, (tile, count, from) => weighTile(tile, count, own, counts, weights, from));
}

function countTile(tile: Float64Array, count: number, own: EvenBins, counts: Float64Array): void {
  const { edges, scale, margin } = own;
  const bins = counts.length;
  const first = edges[0] as number;
  const upper = 1 - margin;
  for (let i = 0; i < count; i++) {
    const value = tile[i] as number;
    const place = (value - first) * scale;
    let bin = place | 0;
    const rest = place - bin;
    if (!(rest > margin && rest < upper && place < bins)) {
      bin = evenBinOf(value, own);
      if (bin < 0) continue;
    }
    counts[bin] = (counts[bin] as number) + 1;
  }
}

function weighTile(
  tile: Float64Array,
  count: number,
  own: EvenBins,
  counts: Float64Array,
  weights: Float64Array,
  from: number,
): void {
  for (let i = 0; i < count; i++) {
    const bin = evenBinOf(tile[i] as number, own);
    if (bin >= 0) counts[bin] = (counts[bin] as number) + (weights[from + i] as number);
  }
}

/** The bin of each number, -1 outside. */
export function placesInEqual(tile: Float64Array, count: number, own: EvenBins, places: Int32Array): void {
  const { edges, scale, margin } = own;
  const bins = edges.length - 1;
  const first = edges[0] as number;
  const upper = 1 - margin;
  for (let i = 0; i < count; i++) {
    const value = tile[i] as number;
    const place = (value - first) * scale;
    const bin = place | 0;
    const rest = place - bin;
    places[i] = rest > margin && rest < upper && place < bins ? bin : evenBinOf(value, own);
  }
}

/** The same for bins of any widths. */
export function placesBetween(tile: Float64Array, count: number, edges: Float64Array, places: Int32Array): void {
  for (let i = 0; i < count; i++) places[i] = binOf(tile[i] as number, edges);
}

/** {@link countEqual} for bins of any widths. */
export function countBetween(a: NDArray, edges: Float64Array, counts: Float64Array, weights?: Float64Array): void {
  eachTile(a, (tile, count, from) => {
    for (let i = 0; i < count; i++) {
      const bin = binOf(tile[i] as number, edges);
      if (bin < 0) continue;
      counts[bin] = (counts[bin] as number) + (weights === undefined ? 1 : (weights[from + i] as number));
    }
  });
}

/** The bin of a number, -1 outside; the last bin is closed. */
export function binOf(value: number, edges: Float64Array): number {
  const bins = edges.length - 1;
  if (!(value >= (edges[0] as number) && value <= (edges[bins] as number))) return -1;
  if (value === edges[bins]) return bins - 1;
  let low = 0;
  let high = bins;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
