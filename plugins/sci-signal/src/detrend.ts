import { type ArrayLikeInput, asArray, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { checkSignal, checkWord, realList } from "./internal/checks.js";
import { arrayOf, floatDType, signalsOf } from "./internal/signals.js";

/** What {@link detrend} takes. */
export interface DetrendOptions {
  /** The axis along which the trend is removed; the last by default. */
  readonly axis?: number;
  /** "linear" (default) takes off the best straight line, "constant" the mean. */
  readonly type?: "linear" | "constant" | "l" | "c";
  /** Indices where a new line begins, for "linear". */
  readonly bp?: ArrayLikeInput;
}

/**
 * Takes off a straight line, straight lines piece by piece, or the mean.
 * @returns an array of the shape of `data`; float32 and complex64 stay, whole numbers become float64
 * @throws BAD_VALUE for break points beyond the data, and for "linear" where data are not finite
 * Source: least squares in closed form.
 */
export function detrend(data: ArrayLikeInput, options: DetrendOptions = {}): NDArray {
  checkOptions("detrend", options, { axis: "number", type: "any", bp: "any" });
  const type = checkWord(options.type ?? "linear", "type", ["linear", "l", "constant", "c"]);
  const x = checkSignal(data, "data");
  const lines = signalsOf(x, options.axis ?? -1);
  const { length } = lines;
  const inner = type === "constant" || type === "c" ? [] : realList(asArray(options.bp ?? 0), "bp");
  const breaks = [...new Set([0, ...inner, length])].sort((one, other) => one - other);
  for (const at of breaks) {
    if (!Number.isInteger(at) || at < 0 || at > length)
      throw coreError("BAD_VALUE", `bp: got ${at}, break points are whole numbers from 0 to the length ${length}.`);
  }
  const linear = type === "linear" || type === "l";
  for (const part of lines.im === undefined ? [lines.re] : [lines.re, lines.im]) {
    for (let line = 0; line < lines.count; line++) {
      for (let k = 0; k + 1 < breaks.length; k++) {
        const start = line * length + (breaks[k] as number);
        removeTrend(part, start, line * length + (breaks[k + 1] as number), linear);
      }
    }
  }
  return arrayOf(lines, lines.re, lines.im, length, floatDType(x.dtype));
}

function removeTrend(y: Float64Array, start: number, stop: number, linear: boolean): void {
  const n = stop - start;
  const middle = (n - 1) / 2;
  let sum = 0;
  for (let i = start; i < stop; i++) sum += y[i] as number;
  const mean = sum / n;
  if (!linear) {
    for (let i = start; i < stop; i++) y[i] = (y[i] as number) - mean;
    return;
  }
  if (!Number.isFinite(mean) && !y.subarray(start, stop).every(Number.isFinite))
    throw coreError(
      "BAD_VALUE",
      'data: holds NaN or infinite numbers, to which no line can be fitted; use type: "constant" or mask them.',
    );
  let above = 0;
  for (let i = 0; i < n; i++) above += (i - middle) * ((y[start + i] as number) - mean);
  const below = (n * (n * n - 1)) / 12;
  const slope = n > 1 ? above / below : 0;
  for (let i = 0; i < n; i++) y[start + i] = (y[start + i] as number) - (mean + slope * (i - middle));
}
