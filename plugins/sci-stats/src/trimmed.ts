import { type ArrayLikeInput, asArray, fromData, moveAxis, type NDArray, ravel, sort } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue, type OptionKinds } from "@core/array/runtime";
import { type AxisOption, flatten, medianOf, overLines, quantileOf, spread, varianceOf } from "./core/lines.js";

const limitsKinds: OptionKinds<LimitsOptions> = {
  limits: "any",
  inclusive: "any",
  ddof: "number",
  axis: "number or null",
  keepdims: "boolean",
  nanPolicy: "any",
};

/** Limits of the trimmed statistics; `null` is none. */
export interface LimitsOptions extends AxisOption {
  readonly limits?: readonly [number | null, number | null];
  /** Whether values at the limits count; both by default. */
  readonly inclusive?: readonly [boolean, boolean];
  readonly ddof?: number;
}

function within(x: Float64Array, { limits, inclusive = [true, true] }: LimitsOptions): Float64Array {
  if (limits === undefined) return x;
  if (!Array.isArray(limits) || limits.length !== 2)
    throw coreError("BAD_ARGUMENT", `limits: got ${describeValue(limits)}, expected two numbers or null.`);
  const [low, high] = limits as readonly [number | null, number | null];
  return x.filter(
    (value) =>
      (low === null || (inclusive[0] ? value >= low : value > low)) &&
      (high === null || (inclusive[1] ? value <= high : value < high)),
  );
}

function limited(
  name: string,
  a: ArrayLikeInput,
  options: LimitsOptions,
  axis: number | null,
  f: (x: Float64Array) => number,
): NDArray | number {
  return overLines(name, [a], { ...options, axis: options.axis === undefined ? axis : options.axis }, 1, true, (x) => [
    f(within(x!, options)),
  ])[0]!;
}

/** The mean of the values inside limits, over all elements by default. SciPy's `tmean`. */
export function tmean(a: ArrayLikeInput, options: LimitsOptions = {}): NDArray | number {
  checkOptions("tmean", options, limitsKinds);
  return limited("tmean", a, options, null, (x) => spread(x).mean);
}

/** Their variance, with ddof 1 by default, along axis 0. SciPy's `tvar`. */
export function tvar(a: ArrayLikeInput, options: LimitsOptions = {}): NDArray | number {
  checkOptions("tvar", options, limitsKinds);
  return limited("tvar", a, options, 0, (x) => varianceOf(x, options.ddof ?? 1));
}

/** Their standard deviation. SciPy's `tstd`. */
export function tstd(a: ArrayLikeInput, options: LimitsOptions = {}): NDArray | number {
  checkOptions("tstd", options, limitsKinds);
  return limited("tstd", a, options, 0, (x) => Math.sqrt(varianceOf(x, options.ddof ?? 1)));
}

/** The standard error of their mean. SciPy's `tsem`. */
export function tsem(a: ArrayLikeInput, options: LimitsOptions = {}): NDArray | number {
  checkOptions("tsem", options, limitsKinds);
  return limited("tsem", a, options, 0, (x) => Math.sqrt(varianceOf(x, options.ddof ?? 1) / x.length));
}

/** Options of {@link tmin}. */
export interface TminOptions extends AxisOption {
  readonly lowerlimit?: number | null;
  readonly inclusive?: boolean;
}

/** Options of {@link tmax}. */
export interface TmaxOptions extends AxisOption {
  readonly upperlimit?: number | null;
  readonly inclusive?: boolean;
}

/** The smallest value above a limit. SciPy's `tmin`. */
export function tmin(a: ArrayLikeInput, options: TminOptions = {}): NDArray | number {
  checkOptions("tmin", options, {
    lowerlimit: "number or null",
    inclusive: "boolean",
    axis: "number or null",
    keepdims: "boolean",
    nanPolicy: "any",
  });
  const { lowerlimit = null, inclusive = true } = options;
  return overLines("tmin", [a], options, 1, true, (x) => {
    const kept = within(x!, { limits: [lowerlimit, null], inclusive: [inclusive, true] });
    return [
      kept.length === 0 ? Number.NaN : kept.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY),
    ];
  })[0]!;
}

/** The largest value below a limit. SciPy's `tmax`. */
export function tmax(a: ArrayLikeInput, options: TmaxOptions = {}): NDArray | number {
  checkOptions("tmax", options, {
    upperlimit: "number or null",
    inclusive: "boolean",
    axis: "number or null",
    keepdims: "boolean",
    nanPolicy: "any",
  });
  const { upperlimit = null, inclusive = true } = options;
  return overLines("tmax", [a], options, 1, true, (x) => {
    const kept = within(x!, { limits: [null, upperlimit], inclusive: [true, inclusive] });
    return [
      kept.length === 0 ? Number.NaN : kept.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY),
    ];
  })[0]!;
}

function checkCut(name: string, cut: number, n: number): number {
  const low = Math.floor(cut * n);
  if (!(cut >= 0) || n - 2 * low < 0 || (n > 0 && low >= n - low))
    throw coreError("BAD_VALUE", `${name}: proportiontocut is ${cut}, which leaves nothing of ${n} values.`);
  return low;
}

/** The mean without a share of the values at both ends. SciPy's `trim_mean`. */
export function trimMean(
  a: ArrayLikeInput,
  proportiontocut: number,
  options: { readonly axis?: number | null } = {},
): NDArray | number {
  checkOptions("trimMean", options, { axis: "number or null" });
  checkKind("trimMean", "proportiontocut", proportiontocut, "number");
  return overLines("trimMean", [a], options, 1, true, (x) => {
    const low = checkCut("trimMean", proportiontocut, x!.length);
    return [
      spread(
        x!
          .slice()
          .sort()
          .subarray(low, x!.length - low),
      ).mean,
    ];
  })[0]!;
}

/** The values along an axis without a share at both ends, sorted. SciPy's `trimboth`, whose order is left open. */
export function trimboth(
  a: ArrayLikeInput,
  proportiontocut: number,
  options: { readonly axis?: number | null } = {},
): NDArray {
  checkOptions("trimboth", options, { axis: "number or null" });
  checkKind("trimboth", "proportiontocut", proportiontocut, "number");
  return cut("trimboth", a, proportiontocut, options.axis, "both");
}

/** The same at one end. SciPy's `trim1`. */
export function trim1(
  a: ArrayLikeInput,
  proportiontocut: number,
  options: { readonly axis?: number | null; readonly tail?: "left" | "right" } = {},
): NDArray {
  checkOptions("trim1", options, { axis: "number or null", tail: "any" });
  checkKind("trim1", "proportiontocut", proportiontocut, "number");
  return cut("trim1", a, proportiontocut, options.axis, options.tail ?? "right");
}

function cut(
  name: string,
  a: ArrayLikeInput,
  share: number,
  axis: number | null | undefined,
  tail: "both" | "left" | "right",
): NDArray {
  if (!["both", "left", "right"].includes(tail))
    throw coreError("BAD_ARGUMENT", `${name}: tail is ${JSON.stringify(tail)}, expected "left" or "right".`);
  const given = axis === null ? ravel(asArray(a)) : asArray(a);
  const at = axis ?? 0;
  const sorted = moveAxis(sort(given, { axis: at }) as NDArray, at, 0);
  const n = sorted.shape[0] ?? 0;
  const count = tail === "both" ? checkCut(name, share, n) : Math.floor(share * n);
  const kept = sorted.slice(`${tail === "right" ? 0 : count}:${tail === "left" ? n : n - count}`);
  return moveAxis(kept, 0, at).copy();
}

/** Options of {@link iqr}. */
export interface IqrOptions extends AxisOption {
  /** The two percentiles; 25 and 75 by default. */
  readonly rng?: readonly [number, number];
  /** What the range is divided by: a number, or `"normal"` for that of a normal distribution. */
  readonly scale?: number | "normal";
}

/** The range between two percentiles, of all elements by default. SciPy's `iqr`. */
export function iqr(x: ArrayLikeInput, options: IqrOptions = {}): NDArray | number {
  checkOptions("iqr", options, {
    rng: "any",
    scale: "any",
    axis: "number or null",
    keepdims: "boolean",
    nanPolicy: "any",
  });
  const { rng = [25, 75], scale = 1 } = options;
  const divisor = scale === "normal" ? 1.3489795003921634 : scale;
  if (typeof divisor !== "number")
    throw coreError("BAD_ARGUMENT", `iqr: scale is ${JSON.stringify(scale)}, expected a number or "normal".`);
  if (!Array.isArray(rng) || rng.length !== 2)
    throw coreError("BAD_ARGUMENT", `iqr: rng is ${describeValue(rng)}, expected two percentages.`);
  const [p, q] = [Math.min(...rng), Math.max(...rng)];
  if (rng.length !== 2 || !(p >= 0 && q <= 100))
    throw coreError("BAD_VALUE", `iqr: rng is ${rng.join(", ")}, expected two percentages.`);
  return overLines(
    "iqr",
    [x],
    { ...options, axis: options.axis === undefined ? null : options.axis },
    1,
    true,
    (line) => {
      const sorted = line!.slice().sort();
      return [(quantileOf(sorted, q / 100) - quantileOf(sorted, p / 100)) / divisor];
    },
  )[0]!;
}

/** Options of {@link medianAbsDeviation}. */
export interface DeviationOptions extends AxisOption {
  readonly center?: (x: Float64Array) => number;
  readonly scale?: number | "normal";
}

/** The median of the distances from the median. SciPy's `median_abs_deviation`. */
export function medianAbsDeviation(x: ArrayLikeInput, options: DeviationOptions = {}): NDArray | number {
  checkOptions("medianAbsDeviation", options, {
    center: "function",
    scale: "any",
    axis: "number or null",
    keepdims: "boolean",
    nanPolicy: "any",
  });
  const { center = medianOf, scale = 1 } = options;
  const divisor = scale === "normal" ? 0.6744897501960817 : scale;
  if (typeof divisor !== "number")
    throw coreError(
      "BAD_ARGUMENT",
      `medianAbsDeviation: scale is ${JSON.stringify(scale)}, expected a number or "normal".`,
    );
  return overLines("medianAbsDeviation", [x], options, 1, true, (line) => {
    const middle = center(line as Float64Array);
    return [medianOf(line!.map((value) => Math.abs(value - middle))) / divisor];
  })[0]!;
}

/** What {@link sigmaclip} gives. */
export interface SigmaclipResult {
  readonly clipped: NDArray;
  readonly lower: number;
  readonly upper: number;
}

/** Throws away, again and again, what lies beyond `low` and `high` standard deviations. SciPy's `sigmaclip`. */
export function sigmaclip(
  a: ArrayLikeInput,
  options: { readonly low?: number; readonly high?: number } = {},
): SigmaclipResult {
  checkOptions("sigmaclip", options, { low: "number", high: "number" });
  const { low = 4, high = 4 } = options;
  let kept = flatten("sigmaclip", a);
  for (;;) {
    const { mean } = spread(kept);
    const deviation = Math.sqrt(varianceOf(kept));
    const [lower, upper] = [mean - deviation * low, mean + deviation * high];
    const next = kept.filter((x) => x >= lower && x <= upper);
    const done = next.length === kept.length || next.length === 0;
    kept = next;
    if (done) return { clipped: fromData(kept, [kept.length]), lower, upper };
  }
}
