import { fromData, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { irfft, nextFastLen, rfft } from "sci-fft";
import { checkWhole } from "../internal/checks.js";
import { makeArray, partsOf, realsOf, vector } from "../internal/signals.js";
import { largestEigenvectors } from "../internal/tridiagonal.js";
import type { WindowOptions } from "./make.js";

/** What {@link dpss} takes. */
export interface DpssOptions extends WindowOptions {
  /** How many windows: an array of shape (kmax, m) comes; without it one window of shape (m). */
  readonly kmax?: number | undefined;
  /** 2: each has length 1 (default with `kmax`); "approximate" or "subsample": the top is 1, for even `m` between two points. */
  readonly norm?: 2 | "approximate" | "subsample" | undefined;
  /** Whether to give the part of the energy inside the band as well. */
  readonly returnRatios?: boolean;
}

/**
 * Discrete prolate spheroidal sequences (Slepian windows): the most of their energy within the frequencies ±nw/m.
 * @param nw standardized half bandwidth, below m / 2
 * @returns windows, or with `returnRatios` the windows and the part of their energy inside the band (a number without `kmax`)
 * @throws BAD_VALUE for `nw` or `kmax` out of range
 * Source: Percival and Walden, Spectral Analysis for Physical Applications; eigenvectors of the commuting tridiagonal matrix.
 */
export function dpss(
  m: number,
  nw: number,
  options?: DpssOptions & { readonly returnRatios?: false },
): NDArray<"float64">;
export function dpss(
  m: number,
  nw: number,
  options: DpssOptions & { readonly returnRatios: true },
): [NDArray<"float64">, NDArray<"float64"> | number];
export function dpss(
  m: number,
  nw: number,
  options: DpssOptions = {},
): NDArray<"float64"> | [NDArray<"float64">, NDArray<"float64"> | number] {
  checkOptions("dpss", options, { kmax: "number", norm: "any", returnRatios: "boolean", sym: "boolean" });
  checkKind("dpss", "m", m, "number");
  checkKind("dpss", "nw", nw, "number");
  const { sym = true, kmax, returnRatios = false } = options;
  const norm = options.norm ?? (kmax === undefined ? "approximate" : 2);
  checkWhole(m, "m", 0, 2 ** 28);
  if (![2, "approximate", "subsample"].includes(norm))
    throw coreError("BAD_VALUE", `norm: got ${describeValue(norm)}, allowed are 2, "approximate", "subsample".`);
  const count = kmax ?? 1;
  if (m <= 1) return vector(new Float64Array(m).fill(1));
  checkWhole(count, "kmax", 1, m);
  if (!(nw > 0 && nw < m / 2))
    throw coreError("BAD_VALUE", `nw: got ${nw}, allowed is more than 0 and less than m / 2 = ${m / 2}.`);
  const n = sym ? m : m + 1;
  const windows = sequences(n, nw, count);
  const ratios = returnRatios ? concentrations(windows, n, nw / n) : undefined;
  if (norm !== 2) normalize(windows, n, nw, norm as "approximate" | "subsample");
  const data = new Float64Array(count * m);
  windows.forEach((w, k) => {
    data.set(w.subarray(0, m), k * m);
  });
  const result = fromData(data, kmax === undefined ? [m] : [count, m]) as NDArray<"float64">;
  if (ratios === undefined) return result;
  return [result, kmax === undefined ? (ratios[0] as number) : vector(ratios)];
}

function sequences(n: number, nw: number, count: number): Float64Array[] {
  const turn = Math.cos((2 * Math.PI * nw) / n);
  const d = Float64Array.from({ length: n }, (_, i) => ((n - 1 - 2 * i) / 2) ** 2 * turn);
  const e = Float64Array.from({ length: n - 1 }, (_, i) => ((i + 1) * (n - i - 1)) / 2);
  const windows = largestEigenvectors(d, e, count);
  const threshold = Math.max(1e-7, 1 / n);
  windows.forEach((w, k) => {
    const sign = k % 2 === 0 ? w.reduce((sum, one) => sum + one, 0) : (w.find((one) => one * one > threshold) ?? 0);
    if (sign < 0) for (let i = 0; i < n; i++) w[i] = -(w[i] as number);
  });
  return windows;
}

function concentrations(windows: readonly Float64Array[], n: number, half: number): Float64Array {
  const size = nextFastLen(2 * n - 1);
  return Float64Array.from(windows, (w) => {
    const { re, im } = partsOf(rfft(vector(w.slice()), { n: size }));
    const power = re.map((one, i) => one * one + ((im as Float64Array)[i] as number) ** 2);
    const correlation = realsOf(
      irfft(makeArray(vector([]), power, undefined, [power.length], "complex128"), { n: size }),
    );
    let sum = 2 * half * (correlation[0] as number);
    for (let i = 1; i < n; i++) {
      const x = 2 * half * i;
      sum += 4 * half * (Math.sin(Math.PI * x) / (Math.PI * x)) * (correlation[i] as number);
    }
    return sum;
  });
}

function normalize(windows: readonly Float64Array[], n: number, nw: number, norm: "approximate" | "subsample"): void {
  let top = Number.NEGATIVE_INFINITY;
  for (const w of windows) for (let i = 0; i < n; i++) top = Math.max(top, w[i] as number);
  for (const w of windows) for (let i = 0; i < n; i++) w[i] = (w[i] as number) / top;
  if (n % 2 !== 0) return;
  let correction = n ** 2 / (n ** 2 + nw);
  if (norm === "subsample") {
    const { re, im } = partsOf(rfft(vector((windows[0] as Float64Array).slice())));
    let sum = re[0] as number;
    for (let k = 1; k < re.length; k++) {
      const angle = Math.PI * (1 - 1 / n) * k;
      sum += 2 * ((re[k] as number) * Math.cos(angle) - ((im as Float64Array)[k] as number) * Math.sin(angle));
    }
    correction = n / sum;
  }
  for (const w of windows) for (let i = 0; i < n; i++) w[i] = (w[i] as number) * correction;
}
