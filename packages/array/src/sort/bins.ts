import { coreError, describeValue } from "../errors.js";
import { quantileRule } from "../reduce/quantile-methods.js";
import { selectRanks } from "../reduce/select.js";

/** The rules by which NumPy chooses the width of bins. */
export type BinRule = "auto" | "doane" | "fd" | "rice" | "scott" | "sqrt" | "stone" | "sturges";

/** The finite ends of the bins: the given ones, else those of the numbers, and half a unit around a single value. */
export function outerEdges(values: Float64Array, range: readonly [number, number] | undefined): [number, number] {
  let first = range?.[0] ?? 0;
  let last = range?.[1] ?? 1;
  if (range !== undefined) {
    if (!(first <= last))
      throw coreError("BAD_VALUE", `range: got [${range.join(", ")}], the first end must not exceed the last.`);
  } else if (values.length > 0) {
    first = Number.POSITIVE_INFINITY;
    last = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number;
      if (value >= first && value <= last) continue;
      first = Math.min(first, value);
      last = Math.max(last, value);
    }
  }
  if (!Number.isFinite(first) || !Number.isFinite(last))
    throw coreError("BAD_VALUE", `range: [${first}, ${last}] is not finite; give a finite range.`);
  return first === last ? [first - 0.5, last + 0.5] : [first, last];
}

const mostBins = 2 ** 28;

/** A number of bins that can be made, or an error. */
export function checkBins(bins: number): number {
  if (Number.isInteger(bins) && bins >= 1 && bins <= mostBins) return bins;
  throw coreError("BAD_VALUE", `bins: got ${describeValue(bins)}, expected a whole number from 1 to ${mostBins}.`);
}

/** The number of equal bins between two ends that a rule chooses for some numbers; there may be more than can be made. */
export function binsByRule(rule: BinRule, values: Float64Array, first: number, last: number): number {
  const inside = between(values, first, last);
  if (inside.length === 0) return 1;
  const width = widthOf(rule, inside, first, last);
  return width > 0 ? Math.ceil((last - first) / width) : 1;
}

/** The numbers from one to another, themselves where all are. `filter` is many times slower, as it collects them in a list first. */
function between(values: Float64Array, first: number, last: number): Float64Array {
  let count = 0;
  for (let i = 0; i < values.length; i++) if ((values[i] as number) >= first && (values[i] as number) <= last) count++;
  if (count === values.length) return values;
  const inside = new Float64Array(count);
  for (let i = 0, to = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value >= first && value <= last) inside[to++] = value;
  }
  return inside;
}

function widthOf(rule: BinRule, values: Float64Array, first: number, last: number): number {
  const size = values.length;
  const extent = rule === "fd" || rule === "scott" ? 0 : extentOf(values);
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
    case "fd":
      return freedmanDiaconis(values);
    case "auto":
      return Math.min(freedmanDiaconis(values) || Number.POSITIVE_INFINITY, extent / (Math.log2(size) + 1));
    case "stone":
      return stone(values, extent, first, last);
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
function freedmanDiaconis(values: Float64Array): number {
  const sorted = values.slice();
  const rule = quantileRule("linear");
  const places = [0.25, 0.75].map((q) => rule(values.length, q));
  selectRanks(sorted, sorted.length, [...new Set(places.flatMap(({ lower, upper }) => [lower, upper]))]);
  const [low, high] = places.map(
    ({ lower, upper, fraction }) =>
      (sorted[lower] as number) + ((sorted[upper] as number) - (sorted[lower] as number)) * fraction,
  ) as [number, number];
  return 2 * (high - low) * values.length ** (-1 / 3);
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
function stone(values: Float64Array, extent: number, first: number, last: number): number {
  const size = values.length;
  if (size <= 1 || extent === 0) return 0;
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let bins = 1; bins <= Math.max(100, Math.floor(Math.sqrt(size))); bins++) {
    const counts = new Float64Array(bins);
    countEqual(values, evenEdges(first, last, bins), counts);
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

/** Counts numbers, or adds their weights, in equal bins, which the edges decide; the last bin is closed. Others are left out. */
export function countEqual(
  values: Float64Array,
  edges: Float64Array,
  counts: Float64Array,
  weights?: Float64Array,
): void {
  const bins = counts.length;
  const first = edges[0] as number;
  const last = edges[bins] as number;
  const scale = bins / (last - first);
  const top = bins - 1;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!(value >= first && value <= last)) continue;
    // Among denormal numbers the scale is infinite and 0 times it NaN: then the search begins at the last bin.
    const place = (value - first) * scale;
    let bin = place < top ? place | 0 : top;
    while (bin > 0 && value < (edges[bin] as number)) bin--;
    while (bin < top && value >= (edges[bin + 1] as number)) bin++;
    counts[bin] = (counts[bin] as number) + (weights === undefined ? 1 : (weights[i] as number));
  }
}

/** The same for bins of any widths. */
export function countBetween(
  values: Float64Array,
  edges: Float64Array,
  counts: Float64Array,
  weights?: Float64Array,
): void {
  for (let i = 0; i < values.length; i++) {
    const bin = binOf(values[i] as number, edges);
    if (bin >= 0) counts[bin] = (counts[bin] as number) + (weights === undefined ? 1 : (weights[i] as number));
  }
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
