import { type ArrayLikeInput, asArray, checkAxis, type NDArray } from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { relEntr } from "sci-special/scalar";
import { checkWord, overLines } from "./core/lines.js";

/** Options of {@link entropy}. */
export interface EntropyOptions {
  /** The base of the logarithm; e by default. */
  readonly base?: number;
  readonly axis?: number;
}

function logBase(name: string, base: number | undefined): number {
  if (base === undefined) return 1;
  if (!(base > 0)) throw coreError("BAD_VALUE", `${name}: base is ${base}, expected a positive number.`);
  return Math.log(base);
}

/** Shannon's entropy of probabilities, or relative to others `qk`; both are normalised. SciPy's `entropy`. */
export function entropy(
  pk: ArrayLikeInput,
  options: EntropyOptions & { readonly qk?: ArrayLikeInput } = {},
): NDArray | number {
  checkOptions("entropy", options, { base: "number", axis: "number", qk: "any" });
  const { qk, axis = 0 } = options;
  const divisor = logBase("entropy", options.base);
  const total = (x: Float64Array): number => x.reduce((sum, value) => sum + value, 0);
  const samples = qk === undefined ? [pk] : [pk, qk];
  return overLines("entropy", samples, { axis }, 1, true, (p, q) => {
    const whole = total(p as Float64Array);
    const other = q === undefined ? 1 : total(q);
    let sum = 0;
    for (let i = 0; i < p!.length; i++) {
      const value = p![i]! / whole;
      if (q !== undefined) sum += relEntr(value, q[i]! / other);
      else
        sum +=
          value > 0
            ? -value * Math.log(value)
            : value === 0
              ? 0
              : Number.isNaN(value)
                ? value
                : Number.NEGATIVE_INFINITY;
    }
    return [sum / divisor];
  })[0]!;
}

/** Options of {@link differentialEntropy}. */
export interface DifferentialOptions extends EntropyOptions {
  readonly windowLength?: number;
  readonly method?: "auto" | "vasicek" | "van es" | "ebrahimi" | "correa";
}

/**
 * The differential entropy of a sample, from the spacings of its sorted values. SciPy's `differential_entropy`.
 * @throws BAD_VALUE for a window that does not fit
 */
export function differentialEntropy(values: ArrayLikeInput, options: DifferentialOptions = {}): NDArray | number {
  checkOptions("differentialEntropy", options, {
    windowLength: "number",
    method: "any",
    base: "number",
    axis: "number",
  });
  const given = asArray(values);
  const { axis = 0, windowLength } = options;
  const n = given.shape[checkAxis(axis, given.shape.length)] ?? 0;
  const m = windowLength ?? Math.floor(Math.sqrt(n) + 0.5);
  if (!(m >= 1 && 2 * m < n))
    throw coreError(
      "BAD_VALUE",
      `differentialEntropy: windowLength is ${m} for ${n} values, expected from 1 to less than half.`,
    );
  const divisor = logBase("differentialEntropy", options.base);
  const word = checkWord("differentialEntropy", "method", options.method ?? "auto", [
    "auto",
    "vasicek",
    "van es",
    "ebrahimi",
    "correa",
  ]);
  const method = word === "auto" ? (n <= 10 ? "van es" : n <= 1000 ? "ebrahimi" : "vasicek") : word;
  return overLines("differentialEntropy", [values], { axis }, 1, true, (line) => {
    const x = line!.slice().sort();
    return [spacings(x, m, method) / divisor];
  })[0]!;
}

function spacings(x: Float64Array, m: number, method: string): number {
  const n = x.length;
  const at = (i: number): number => x[Math.min(Math.max(i, 0), n - 1)]!;
  let sum = 0;
  if (method === "van es") {
    for (let i = 0; i < n - m; i++) sum += Math.log(((n + 1) / m) * (x[i + m]! - x[i]!));
    let harmonic = 0;
    for (let k = m; k <= n; k++) harmonic += 1 / k;
    return sum / (n - m) + harmonic + Math.log(m) - Math.log(n + 1);
  }
  if (method === "correa") {
    for (let i = 0; i < n; i++) {
      let mean = 0;
      for (let j = -m; j <= m; j++) mean += at(i + j);
      mean /= 2 * m + 1;
      let [top, bottom] = [0, 0];
      for (let j = -m; j <= m; j++) {
        const d = at(i + j) - mean;
        top += d * j;
        bottom += d * d;
      }
      sum -= Math.log(top / (n * bottom));
    }
    return sum / n;
  }
  for (let i = 0; i < n; i++) {
    const gap = at(i + m) - at(i - m);
    let c = 2;
    if (method === "ebrahimi") {
      if (i < m) c = 1 + i / m;
      else if (i >= n - m) c = 1 + (n - 1 - i) / m;
    }
    sum += Math.log((n / (c * m)) * gap);
  }
  return sum / n;
}
