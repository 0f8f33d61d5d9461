import { plotError } from "./check.js";

/** How values lie along an axis. */
export interface Scale {
  readonly range: readonly [number, number];
  readonly log: boolean;
  /** The pixel of a value; on a logarithmic axis values at or below 0 lie far off the lower end. */
  at(value: number): number;
}

/** A scale that puts range[0] at pixel `start` and range[1] at pixel `stop`. */
export function makeScale(range: readonly [number, number], log: boolean, start: number, stop: number): Scale {
  const measure = log ? Math.log10 : (value: number): number => value;
  const low = measure(range[0]);
  const factor = (stop - start) / (measure(range[1]) - low);
  const outside = range[0] < range[1] ? start - 4 * (stop - start) : stop + 4 * (stop - start);
  const at = log
    ? (value: number): number =>
        value > 0 ? start + (Math.log10(value) - low) * factor : value <= 0 ? outside : Number.NaN
    : (value: number): number => start + (value - low) * factor;
  return { range, log, at };
}

/**
 * The range of an axis from the extremes of the data: widened where it has no width, padded by `padding` of its width at both ends.
 * @param zero keep 0 as an end where all values lie on one side of it and come near it
 * @throws BAD_VALUE where the data span more than numbers can say
 */
export function niceRange(
  low: number,
  high: number,
  options: { log: boolean; padding: number; zero: boolean },
): [number, number] {
  if (options.log) {
    const [from, to] = high > low * (1 + 1e-12) ? [low, high] : [low / 2, high * 2];
    const factor = (to / from) ** options.padding;
    return [Math.max(from / factor, 1e-307), Math.min(to * factor, 1e307)];
  }
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (!Number.isFinite((high - low) * 2)) {
    throw plotError("BAD_VALUE", `the data span ${low} to ${high}, more than an axis can show. Give a narrower range.`);
  }
  if (largest < 1e-290) return [-1, 1];
  if (high - low <= largest * 1e-12) return [low - largest * 0.05, high + largest * 0.05];
  const pad = (high - low) * options.padding;
  const near = options.zero && low >= 0 && low <= 0.3 * high;
  const nearBelow = options.zero && high <= 0 && high >= 0.3 * low;
  return [near ? 0 : low - pad, nearBelow ? 0 : high + pad];
}
