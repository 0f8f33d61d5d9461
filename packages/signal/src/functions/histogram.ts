import {
  astype,
  type BinRule,
  coreError,
  describeValue,
  elementsOf,
  fromData,
  histogram,
  histogramBinCount,
  histogramBinEdges,
  isNDArray,
  type NDArray,
  statistics,
} from "@core/array";
import { checkOptions } from "@core/array/runtime";
import type { Axis } from "../axes/axis.js";
import { DataAxis } from "../axes/data.js";
import { UniformDataAxis } from "../axes/uniform.js";
import type { SignalLike } from "../contract.js";
import { MetadataTree } from "../metadata/tree.js";
import { blockEdges, knuthEdges } from "./histogram-rules.js";
import { rebuild, titleOf } from "./rebuild.js";
import { deliver } from "./reduce.js";
import { realElements, withoutNaN } from "./statistics.js";

/** Options of {@link getHistogram}. */
export interface HistogramOptions {
  /** The number of bins, their edges, or a rule: NumPy's, `knuth` or `blocks`; `fd` by default. */
  readonly bins?: number | readonly number[] | NDArray | BinRule | "knuth" | "blocks" | undefined;
  /** The lowest edge of the first and the highest edge of the last bin; those of the data by default. What lies outside is left out. */
  readonly rangeBins?: readonly [number, number] | undefined;
  /** Where a rule or a number gives more bins, this many are taken; 250 by default. */
  readonly maxNumBins?: number | undefined;
  /** Writes the counts into the data of this signal, which is returned. */
  readonly out?: SignalLike | undefined;
}

/**
 * How many elements lie in each bin, of all positions together and without NaN, as a binned signal of one axis, `value`, whose values are
 * the left edges of the bins. Bins contain their left edge, the last one both.
 * @throws BAD_VALUE for infinite elements without `rangeBins`, edges that descend or bins that are not positive; BAD_ARGUMENT for an unknown
 *   rule; BAD_DTYPE for complex data; UNSUPPORTED for `blocks` of too many elements
 */
export function getHistogram(signal: SignalLike, options: HistogramOptions = {}): SignalLike {
  checkOptions("getHistogram", options, { bins: "any", rangeBins: "any", maxNumBins: "any", out: "any" });
  const { bins = "fd", rangeBins, maxNumBins = 250, out } = options;
  if (!Number.isInteger(maxNumBins) || maxNumBins < 1)
    throw coreError("BAD_VALUE", `maxNumBins: got ${describeValue(maxNumBins)}, expected a whole number from 1.`);
  if (rangeBins !== undefined && !(Array.isArray(rangeBins) && rangeBins.length === 2))
    throw coreError("BAD_VALUE", `getHistogram: rangeBins is ${describeValue(rangeBins)}, expected two numbers.`);
  const elements = realElements("getHistogram", signal);
  const { count, min, max } = statistics(elements);
  const all = withoutNaN(elements, count);
  const range = rangeBins === undefined ? {} : { range: rangeBins };
  const asked = capped(all, bins, maxNumBins, range);
  // The ends are known: nobody needs to look for them again.
  const whole = rangeBins === undefined && count > 0 ? { range: [min, max] as const } : range;
  let edges = edgesFor(all, asked, whole);
  if (edges.size - 1 > maxNumBins && !isEdges(bins)) edges = edgesFor(all, maxNumBins, whole);
  const even = isEdges(bins) || bins === "blocks" ? undefined : edges.size - 1;
  const ends = elementsOf(edges) as Float64Array;
  const [counts] = histogram(all, {
    bins: even ?? edges,
    ...(even === undefined ? {} : { range: [ends[0] as number, ends[ends.length - 1] as number] as const }),
  });
  const metadata = new MetadataTree({
    General: { title: `${titleOf(signal)} histogram` },
    Signal: { signal_type: "" },
  });
  const data = signal.data.make(counts.dtype, counts.shape, counts.storage);
  return deliver("getHistogram", rebuild(signal, { data, axes: [valueAxis(ends)], metadata, type: "" }, true), out);
}

/** What bins are asked for, where a rule or a number does not ask for too many. */
function capped(
  all: NDArray,
  bins: NonNullable<HistogramOptions["bins"]>,
  most: number,
  range: { readonly range?: readonly [number, number] },
): NonNullable<HistogramOptions["bins"]> {
  if (typeof bins === "number") return Number.isInteger(bins) ? Math.min(bins, most) : bins;
  if (isEdges(bins) || bins === "knuth" || bins === "blocks") return bins;
  const count = histogramBinCount(all, bins, range);
  return count >= 0 ? Math.max(1, Math.min(count, most)) : bins;
}

function isEdges(bins: unknown): bins is readonly number[] | NDArray {
  return Array.isArray(bins) || isNDArray(bins);
}

/** The edges in double precision. */
function edgesFor(
  all: NDArray,
  bins: NonNullable<HistogramOptions["bins"]>,
  range: { readonly range?: readonly [number, number] },
): NDArray {
  if (bins !== "knuth" && bins !== "blocks") {
    if (typeof bins === "number" && range.range !== undefined)
      return histogramBinEdges([], { bins, range: range.range });
    return histogramBinEdges(all, { bins: bins as BinRule, ...range });
  }
  const ends = elementsOf(histogramBinEdges(all, { bins: 1, ...range }));
  const numbers = elementsOf(astype(all, "float64"));
  const inside = numbers.filter((value) => value >= Number(ends[0]) && value <= Number(ends[1]));
  if (inside.length === 0) return fromData(Float64Array.from(ends as Float64Array), [2]);
  const edges = bins === "knuth" ? knuthEdges(inside) : blockEdges(inside);
  return fromData(edges, [edges.length]);
}

/** The axis of the left edges: uniform where all bins have one width. */
function valueAxis(edges: Float64Array): Axis {
  const size = edges.length - 1;
  const offset = edges[0] as number;
  const scale = ((edges[size] as number) - offset) / size;
  const even = edges.every((edge, i) => Math.abs(edge - (offset + i * scale)) <= 1e-9 * Math.abs(scale));
  if (even || size < 2)
    return new UniformDataAxis({ name: "value", size, offset, scale: (edges[1] as number) - offset, isBinned: true });
  return new DataAxis({ name: "value", axis: edges.subarray(0, size), isBinned: true });
}
