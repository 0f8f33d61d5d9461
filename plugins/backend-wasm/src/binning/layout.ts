import { type DType, isComplexDType, type NDArray, realDType } from "@core/array";

/** The bins of an axis: of `step` points each, or of the points and parts of them in `windows`. */
export interface Bins {
  readonly size: number;
  readonly step: number;
  readonly windows?: Windows;
}

/** What the operation `@core/signal/rebin` is told. */
export interface RebinAttributes {
  readonly bins: readonly Bins[];
  readonly dtype: DType;
}

/** The points of the bins of an axis, which follow one another, and the parts of them that belong to each. */
export interface Windows {
  readonly firsts: Int32Array;
  readonly starts: Int32Array;
  readonly weights: Float64Array;
}

/** An array as slices of rows: rows of some slices are added up to a row of the result, and then points of that row. */
export interface Layout {
  /** The numbers that elements are made of. */
  readonly dtype: DType;
  readonly outDType: DType;
  /** The axes before the rows. */
  readonly lead: readonly Bins[];
  /** Elements from slice to slice along these axes. */
  readonly strides: readonly number[];
  readonly down: Bins;
  readonly across: Bins;
  /** Elements of a row, and of one point in it. */
  readonly width: number;
  readonly inner: number;
}

const narrow = 64;
const readings = 4;

/** The layout that the reference body has too; undefined where that takes more than one pass. */
export function layoutOf(a: NDArray, { bins: given, dtype }: RebinAttributes): Layout | undefined {
  const complex = isComplexDType(a.dtype);
  if (complex && dtype !== a.dtype) return undefined;
  const shape = complex ? [...a.shape, 2] : a.shape;
  const bins = complex ? [...given, { size: 2, step: 1 }] : given;
  const read = bins.reduce(
    (product, { size, step, windows }, axis) =>
      windows === undefined ? product : (product * size * (step + 1)) / (shape[axis] as number),
    1,
  );
  if (read > readings || bins.length === 0) return undefined;
  let [last, inner] = [shape.length - 1, 1];
  for (; last >= 0 && isSame(bins[last] as Bins, shape[last] as number); last--) inner *= shape[last] as number;
  const plain = inner >= narrow || last < 0;
  const across = plain ? { size: inner, step: 1 } : (bins[last] as Bins);
  const outer = plain ? last + 1 : last;
  const width = plain ? inner : inner * (shape[last] as number);
  const strides = new Array<number>(outer);
  for (let axis = outer - 1, step = width; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis] as number;
  }
  return {
    dtype: complex ? realDType(a.dtype) : a.dtype === "bool" ? "uint8" : a.dtype,
    outDType: complex ? realDType(dtype) : dtype,
    lead: bins.slice(0, Math.max(0, outer - 1)),
    strides,
    down: outer > 0 ? (bins[outer - 1] as Bins) : { size: 1, step: 1 },
    across,
    width,
    inner: plain ? 1 : inner,
  };
}

function isSame({ size, step }: Bins, length: number): boolean {
  return step === 1 && size === length;
}

/** The most points that a bin touches. */
export function reachOf({ step, windows }: Bins): number {
  return windows === undefined ? step : Math.ceil(step) + 1;
}

/** Points of all bins together. */
export function pointsOf(bins: Bins): number {
  return bins.size * reachOf(bins);
}

/** Points `from` to `to` that bins `begin` to `end` of an axis are made of. */
export function spanOf({ step, windows }: Bins, begin: number, end: number): [number, number] {
  if (windows === undefined) return [begin * step, end * step];
  const { firsts, starts } = windows;
  const last = firsts[end - 1] as number;
  return [firsts[begin] as number, last + (starts[end] as number) - (starts[end - 1] as number)];
}

/** Where the slices of the input are that each slice of the result is the sum of, and their shares in it. */
export interface Slices {
  readonly starts: Uint32Array;
  readonly offsets: Float64Array;
  readonly shares: Float64Array;
}

export function slicesOf({ lead, strides }: Layout): Slices {
  const starts: number[] = [0];
  const offsets: number[] = [];
  const shares: number[] = [];
  const visit = (axis: number, from: readonly number[], weights: readonly number[]): void => {
    if (axis === lead.length) {
      offsets.push(...from);
      shares.push(...weights);
      starts.push(offsets.length);
      return;
    }
    const bins = lead[axis] as Bins;
    const own = bins.windows;
    for (let bin = 0; bin < bins.size; bin++) {
      const [first, end] = spanOf(bins, bin, bin + 1);
      const start = (own?.starts[bin] ?? 0) - first;
      const [points, parts]: [number[], number[]] = [[], []];
      for (const [k, place] of from.entries())
        for (let at = first; at < end; at++) {
          points.push(place + at * (strides[axis] as number));
          parts.push((weights[k] as number) * (own?.weights[start + at] ?? 1));
        }
      visit(axis + 1, points, parts);
    }
  };
  visit(0, [0], [1]);
  return { starts: Uint32Array.from(starts), offsets: Float64Array.from(offsets), shares: Float64Array.from(shares) };
}
