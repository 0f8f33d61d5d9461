import { type ArrayLikeInput, asArray, moveAxis, type NDArray, zeros } from "@core/array";
import { checkOptions, coreError, type OptionKinds } from "@core/array/runtime";
import { select } from "../filtering/select.js";
import { checkSignal, checkWhole, checkWord, realList } from "../internal/checks.js";
import { makeArray, realsOf, signalsOf, vector } from "../internal/signals.js";
import { isNumbers, type SegmentOptions, type Spectra, spectraOf } from "./segments.js";

const welchKinds: OptionKinds<WelchOptions> = {
  scaling: "any",
  average: "any",
  fs: "number",
  window: "any",
  nperseg: "number",
  noverlap: "number",
  nfft: "number",
  detrend: "any",
  returnOnesided: "boolean",
  axis: "number",
};

/** Power spectra per Hz ("density", default) or per line ("spectrum"). */
export type Scaling = "density" | "spectrum";

/** What {@link periodogram} takes. */
export interface PeriodogramOptions extends Omit<SegmentOptions, "nperseg" | "noverlap"> {
  /** "density" by default. */
  readonly scaling?: Scaling;
}

/** What {@link welch} and {@link csd} take; "hann" is the window, and the mean is taken off each segment by default. */
export interface WelchOptions extends SegmentOptions {
  /** "density" by default. */
  readonly scaling?: Scaling;
  /** How the segments are averaged; "mean" by default. */
  readonly average?: "mean" | "median";
}

type Pair = [frequencies: NDArray, values: NDArray];

/**
 * The power spectrum of lines, without averaging.
 * @returns [frequencies, power], the frequencies along the axis where time was
 * @throws BAD_VALUE for sizes that do not fit
 */
export function periodogram(x: ArrayLikeInput, options: PeriodogramOptions = {}): Pair {
  checkOptions("periodogram", options, {
    scaling: "any",
    returnOnesided: "boolean",
    fs: "number",
    window: "any",
    nfft: "number",
    detrend: "any",
    axis: "number",
  });
  const data = checkSignal(x, "x");
  if (data.size === 0) return [zeros(data.shape), zeros(data.shape)];
  const { nfft, window = "boxcar", ...rest } = options;
  const axis = signalsOf(data, options.axis ?? -1).axis;
  const length = data.shape[axis] as number;
  if (nfft !== undefined) checkWhole(nfft, "nfft", 1, 2 ** 28);
  const nperseg = Math.min(nfft ?? length, length);
  const part =
    nperseg === length ? data : data.slice(...data.shape.map((size, k) => (k === axis ? `0:${nperseg}` : `0:${size}`)));
  if (isNumbers(window) && asArray(window as ArrayLikeInput).size !== nperseg)
    throw coreError(
      "BAD_VALUE",
      `window: has ${asArray(window as ArrayLikeInput).size} numbers, the lines have ${nperseg}.`,
    );
  return welch(part, {
    ...rest,
    window,
    nperseg,
    noverlap: 0,
    ...(nfft !== undefined && nfft > length ? { nfft } : {}),
  });
}

/**
 * The power spectrum of lines, averaged over segments (Welch).
 * @returns [frequencies, power], the frequencies along the axis where time was
 * @throws BAD_VALUE for sizes that do not fit
 * Source: Welch, IEEE Trans. Audio Electroacoust. 15 (1967) 70.
 */
export function welch(x: ArrayLikeInput, options: WelchOptions = {}): Pair {
  checkOptions("welch", options, welchKinds);
  return density(x, undefined, options);
}

/**
 * The cross spectrum of two signals, averaged over segments: `conj(X) Y`.
 * @returns [frequencies, complex power], the frequencies along the axis where time was
 * @throws BAD_SHAPE when the other axes do not broadcast, BAD_VALUE for sizes that do not fit
 */
export function csd(x: ArrayLikeInput, y: ArrayLikeInput, options: WelchOptions = {}): Pair {
  checkOptions("csd", options, welchKinds);
  return density(x, y === x ? undefined : y, options);
}

/** What {@link coherence} takes. */
export type CoherenceOptions = Omit<WelchOptions, "scaling" | "average" | "returnOnesided">;

/**
 * How far two signals go together at each frequency, from 0 to 1: `|Pxy|² / (Pxx Pyy)`.
 * @returns [frequencies, coherence]
 */
export function coherence(x: ArrayLikeInput, y: ArrayLikeInput, options: CoherenceOptions = {}): Pair {
  checkOptions("coherence", options, {
    fs: "number",
    window: "any",
    nperseg: "number",
    noverlap: "number",
    nfft: "number",
    detrend: "any",
    axis: "number",
  });
  const [frequencies, pxx] = welch(x, options);
  const [, pyy] = welch(y, options);
  const spectra = averaged(x, y, options);
  if (spectra === undefined) return [frequencies, pxx];
  const { re, im, from } = spectra;
  const power = re.map((one, i) => one ** 2 + (im === undefined ? 0 : (im[i] as number) ** 2));
  const square = shaped(from, power, undefined, "float64");
  const [a, b] = [asArray(pxx), asArray(pyy)];
  const values = realsOf(square);
  const [first, second] = [a, b].map((one) => spread(one, square.shape, from.axis)) as [Float64Array, Float64Array];
  for (let i = 0; i < values.length; i++)
    values[i] = (values[i] as number) / (first[i] as number) / (second[i] as number);
  const dtype = from.dtype === "complex64" ? "float32" : "float64";
  return [frequencies, makeArray(square, values, undefined, square.shape, dtype)];
}

function spread(a: NDArray, shape: readonly number[], axis: number): Float64Array {
  const same =
    a.shape.length === shape.length
      ? a
      : moveAxis(a.reshape([...new Array<number>(shape.length - 1).fill(1), -1]), -1, axis);
  const wide = same.make("float64", shape);
  return realsOf(wide.assign(same));
}

function density(x: ArrayLikeInput, y: ArrayLikeInput | undefined, options: WelchOptions): Pair {
  const result = averaged(x, y, options);
  if (result === undefined) {
    const empty = zeros(checkSignal(x, "x").shape);
    return [empty, empty];
  }
  const { re, im, from } = result;
  const single = from.dtype === "complex64";
  return [from.frequencies, shaped(from, re, im, im === undefined ? (single ? "float32" : "float64") : from.dtype)];
}

function shaped(from: Spectra, re: Float64Array, im: Float64Array | undefined, dtype: NDArray["dtype"]): NDArray {
  return moveAxis(makeArray(from.source, re, im, [...from.lead, from.frequencies.size], dtype), -1, from.axis).copy();
}

function averaged(
  x: ArrayLikeInput,
  y: ArrayLikeInput | undefined,
  options: WelchOptions,
): { re: Float64Array; im: Float64Array | undefined; from: Spectra } | undefined {
  const average = checkWord(options.average ?? "mean", "average", ["mean", "median"]);
  const from = spectraOf(x, y, { ...options, scaling: options.scaling ?? "density", mode: "psd" });
  if (from === undefined) return undefined;
  const run = (part: Float64Array): Float64Array => (average === "mean" ? means(part, from) : medians(part, from));
  return { re: run(from.re), im: from.im === undefined ? undefined : run(from.im), from };
}

function means(part: Float64Array, { segments, frequencies }: Spectra): Float64Array {
  const width = frequencies.size;
  const result = new Float64Array(segments === 0 ? 0 : part.length / segments);
  for (let i = 0; i < part.length; i++) {
    const target = Math.floor(i / (segments * width)) * width + (i % width);
    result[target] = (result[target] as number) + (part[i] as number);
  }
  for (let i = 0; i < result.length; i++) result[i] = (result[i] as number) / segments;
  return result;
}

function medians(part: Float64Array, { segments, frequencies }: Spectra): Float64Array {
  const width = frequencies.size;
  const result = new Float64Array(segments === 0 ? 0 : part.length / segments);
  if (segments === 1) return part.slice();
  let bias = 1;
  for (let i = 2; i <= segments - 1; i += 2) bias += 1 / (i + 1) - 1 / i;
  const buffer = new Float64Array(segments);
  const half = Math.floor(segments / 2);
  for (let target = 0; target < result.length; target++) {
    const start = Math.floor(target / width) * segments * width + (target % width);
    const fill = (): void => {
      for (let k = 0; k < segments; k++) buffer[k] = part[start + k * width] as number;
    };
    fill();
    if (buffer.some(Number.isNaN)) {
      result[target] = Number.NaN;
      continue;
    }
    let middle = select(buffer, segments, half);
    if (segments % 2 === 0) {
      fill();
      middle = 0.5 * (middle + select(buffer, segments, half - 1));
    }
    result[target] = middle / bias;
  }
  return result;
}

/**
 * The periodogram of Lomb and Scargle, for samples at uneven times.
 * @param x times
 * @param y measurements
 * @param freqs angular frequencies, not 0
 * @param options `precenter` takes off the mean, `normalize` divides by half the sum of squares; both `false` by default
 * @throws BAD_SHAPE for other lengths of `x` and `y`, BAD_VALUE for a frequency of 0
 * Source: Townsend, Astrophys. J. Suppl. 191 (2010) 247.
 */
export function lombscargle(
  x: ArrayLikeInput,
  y: ArrayLikeInput,
  freqs: ArrayLikeInput,
  options: { readonly precenter?: boolean; readonly normalize?: boolean } = {},
): NDArray<"float64"> {
  checkOptions("lombscargle", options, { precenter: "boolean", normalize: "boolean" });
  const [times, values, frequencies] = [realList(x, "x"), realList(y, "y"), realList(freqs, "freqs")];
  const n = times.length;
  if (n !== values.length)
    throw coreError("BAD_SHAPE", `x, y: have ${n} and ${values.length} numbers, expected as many in both.`);
  if (frequencies.includes(0)) throw coreError("BAD_VALUE", "freqs: 0 is no frequency of this periodogram.");
  const mean = values.reduce((sum, one) => sum + one, 0) / n;
  const data = options.precenter === true ? values.map((one) => one - mean) : values;
  const norm = options.normalize === true ? 2 / values.reduce((sum, one) => sum + one * one, 0) : 1;
  const result = frequencies.map((w) => {
    let [xc, xs, cc, ss, cs] = [0, 0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const [c, s, own] = [Math.cos(w * (times[i] as number)), Math.sin(w * (times[i] as number)), data[i] as number];
      xc += own * c;
      xs += own * s;
      cc += c * c;
      ss += s * s;
      cs += c * s;
    }
    const angle = Math.atan2(2 * cs, cc - ss) / 2;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const even = (c * xc + s * xs) ** 2 / (c * c * cc + 2 * c * s * cs + s * s * ss);
    const odd = (c * xs - s * xc) ** 2 / (c * c * ss - 2 * c * s * cs + s * s * cc);
    return 0.5 * (even + odd) * norm;
  });
  return vector(result);
}
