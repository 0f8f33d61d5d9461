import { type DType, slice } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { inav, isig, makeSignal, rebin, rebuild, type SignalLike } from "@core/signal";
import { dtypeGiven, isHeld, saturated, sumHolder } from "./dtypes.js";
import { type FrameInput, framesOf, type Same } from "./frames.js";

/** Options of {@link binDiffraction} and {@link binReal}. */
export interface BinOptions {
  /**
   * The dtype of the sums, or `"same"` for that of the data; sums beyond what it holds are its largest number. By default the smallest
   * one of the same kind that holds all sums: uint16 becomes uint32, floats stay.
   */
  readonly dtype?: DType | "same" | null | undefined;
}

/** How many pixels become one: along both axes, or along the first and the second. */
export type BinFactor = number | readonly [number, number];

/**
 * Adds up blocks of pixels of each pattern. Rows and columns at the end that fill no block are left out.
 *
 * Floats are added in float64. The axes of signals keep their extent: the scale grows, the offset moves to the middle of the first block.
 * @param cube patterns, with any number of scan axes
 * @throws BAD_VALUE for a factor that is not whole, below 1 or larger than the pattern, BAD_SHAPE, BAD_DTYPE
 */
export function binDiffraction<C extends FrameInput>(cube: C, factor: BinFactor, options: BinOptions = {}): Same<C> {
  return binned("binDiffraction", cube, factor, options, false);
}

/**
 * Adds up the patterns of blocks of scan positions; the same otherwise as {@link binDiffraction}.
 * @param cube patterns with two scan axes
 * @throws BAD_VALUE for a factor that is not whole, below 1 or larger than the scan, BAD_SHAPE, BAD_DTYPE
 */
export function binReal<C extends FrameInput>(cube: C, factor: BinFactor, options: BinOptions = {}): Same<C> {
  return binned("binReal", cube, factor, options, true);
}

function binned<C extends FrameInput>(
  name: string,
  cube: C,
  factor: BinFactor,
  options: BinOptions,
  real: boolean,
): Same<C> {
  checkOptions(name, options, { dtype: "string or null" });
  const frames = framesOf(name, cube);
  const { data, scan } = frames;
  if (real && scan.length !== 2) throw coreError("BAD_SHAPE", `${name}: got ${scan.length} scan axes, expected two.`);
  const [down, across] = factorsOf(name, factor, (real ? scan : data.shape.slice(-2)) as [number, number]);
  const dtype = dtypeGiven(name, options.dtype, data.dtype) ?? sumHolder(data.dtype, down * across);
  const holder = sumHolder(data.dtype, down * across);
  const wide = isHeld(holder, dtype) ? dtype : holder.endsWith("64") ? "float64" : holder;
  // What fills no block is cut off first: whole numbers can be added up in whole blocks only.
  const parts = [across, down].map((step, i) => {
    const size = (real ? scan : data.shape.slice(-2))[1 - i] as number;
    return slice(0, size - (size % step));
  }) as [ReturnType<typeof slice>, ReturnType<typeof slice>];
  const given = frames.signal ?? makeSignal(data, { signalDimension: 2 });
  const signal: SignalLike = real ? inav(given, ...parts) : isig(given, ...parts);
  const ones = scan.map(() => 1);
  const result = rebin(signal, { scale: real ? [across, down, 1, 1] : [...ones, across, down], dtype: wide });
  const sums = saturated(result.data, dtype);
  if (frames.signal === undefined) return sums as Same<C>;
  return (sums === result.data ? result : rebuild(result, { data: sums })) as SignalLike as Same<C>;
}

function factorsOf(name: string, factor: BinFactor, sizes: readonly [number, number]): readonly [number, number] {
  const pair = typeof factor === "number" ? [factor, factor] : factor;
  const fits = Array.isArray(pair) && pair.length === 2;
  for (const [i, one] of (fits ? pair : []).entries()) {
    if (Number.isSafeInteger(one) && one >= 1 && (one <= (sizes[i] as number) || sizes[i] === 0)) continue;
    throw coreError(
      "BAD_VALUE",
      `${name}: factor is ${describeValue(one)}, expected a whole number from 1 to ${sizes[i]}.`,
    );
  }
  if (!fits)
    throw coreError("BAD_ARGUMENT", `${name}: factor is ${describeValue(factor)}, expected a number or two of them.`);
  return pair as unknown as readonly [number, number];
}
