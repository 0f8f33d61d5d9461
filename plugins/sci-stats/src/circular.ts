import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkOptions, type OptionKinds } from "@core/array/runtime";
import { type AxisOption, overLines } from "./core/lines.js";

const circularKinds: OptionKinds<CircularOptions> = {
  high: "number",
  low: "number",
  axis: "number or null",
  keepdims: "boolean",
  nanPolicy: "any",
};

/** Options of the circular statistics. */
export interface CircularOptions extends AxisOption {
  /** The ends of the circle; 0 and 2 pi by default. */
  readonly high?: number;
  readonly low?: number;
}

function circle(
  name: string,
  a: ArrayLikeInput,
  options: CircularOptions,
  f: (s: number, c: number, low: number, width: number) => number,
): NDArray | number {
  const { high = 2 * Math.PI, low = 0 } = options;
  const width = high - low;
  return overLines(name, [a], { ...options, axis: options.axis === undefined ? null : options.axis }, 1, true, (x) => {
    let [s, c] = [0, 0];
    for (const value of x as Float64Array) {
      const angle = ((value - low) * 2 * Math.PI) / width;
      s += Math.sin(angle);
      c += Math.cos(angle);
    }
    return [x!.length === 0 ? Number.NaN : f(s / x!.length, c / x!.length, low, width)];
  })[0]!;
}

/** The mean of angles. SciPy's `circmean`. */
export function circmean(samples: ArrayLikeInput, options: CircularOptions = {}): NDArray | number {
  checkOptions("circmean", options, circularKinds);
  return circle("circmean", samples, options, (s, c, low, width) => {
    const angle = Math.atan2(s, c);
    return ((angle < 0 ? angle + 2 * Math.PI : angle) * width) / 2 / Math.PI + low;
  });
}

/** The variance of angles, 1 less the length of their mean. SciPy's `circvar`. */
export function circvar(samples: ArrayLikeInput, options: CircularOptions = {}): NDArray | number {
  checkOptions("circvar", options, circularKinds);
  return circle("circvar", samples, options, (s, c) => 1 - Math.min(1, Math.hypot(s, c)));
}

/** The standard deviation of angles. SciPy's `circstd`. */
export function circstd(
  samples: ArrayLikeInput,
  options: CircularOptions & { readonly normalize?: boolean } = {},
): NDArray | number {
  checkOptions("circstd", options, {
    high: "number",
    low: "number",
    axis: "number or null",
    keepdims: "boolean",
    nanPolicy: "any",
    normalize: "boolean",
  });
  return circle("circstd", samples, options, (s, c, _, width) => {
    const value = Math.sqrt(-2 * Math.log(Math.min(1, Math.hypot(s, c))));
    return options.normalize === true ? value : (value * width) / 2 / Math.PI;
  });
}
