import type { ArrayLikeInput, NDArray } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { chdtrc, fdtrc } from "sci-special/scalar";
import { type AxisOption, flatten, overLines, spread, type TestResult } from "./core/lines.js";
import { type CenterOptions, centred } from "./rank-tests.js";

function enough(name: string, samples: readonly ArrayLikeInput[]): void {
  if (!Array.isArray(samples) || samples.length < 2)
    throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(samples)}, expected a list of at least 2 samples.`);
}

/** Whether samples (a list) have the same mean: one-way analysis of variance. SciPy's `f_oneway`. */
export function fOneway(samples: readonly ArrayLikeInput[], options: AxisOption = {}): TestResult {
  checkOptions("fOneway", options, { axis: "number or null", keepdims: "boolean", nanPolicy: "any" });
  enough("fOneway", samples);
  const [statistic, pvalue] = overLines("fOneway", samples, options, 2, false, (...lines) => analysis(lines));
  return { statistic: statistic as NDArray | number, pvalue: pvalue as NDArray | number };
}

function analysis(lines: readonly Float64Array[]): [number, number] {
  const k = lines.length;
  const n = lines.reduce((sum, line) => sum + line.length, 0);
  if (lines.some((line) => line.length === 0)) return [Number.NaN, Number.NaN];
  const parts = lines.map(spread);
  const mean = parts.reduce((sum, part, i) => sum + part.mean * lines[i]!.length, 0) / n;
  const between = parts.reduce((sum, part, i) => sum + lines[i]!.length * (part.mean - mean) ** 2, 0);
  const within = parts.reduce((sum, part) => sum + part.squares, 0);
  const constant = lines.every((line) => line.every((value) => value === line[0]));
  if (constant) return between === 0 ? [Number.NaN, Number.NaN] : [Number.POSITIVE_INFINITY, 0];
  const f = between / (k - 1) / (within / (n - k));
  return [f, fdtrc(k - 1, n - k, f)];
}

/** Whether normal samples have equal variances. SciPy's `bartlett`. */
export function bartlett(samples: readonly ArrayLikeInput[]): TestResult<number> {
  enough("bartlett", samples);
  const lines = samples.map((one) => flatten("bartlett", one));
  if (lines.some((line) => line.length === 0)) return { statistic: Number.NaN, pvalue: Number.NaN };
  const k = lines.length;
  const n = lines.reduce((sum, line) => sum + line.length, 0);
  const variances = lines.map((line) => spread(line).squares / (line.length - 1));
  const pooled = lines.reduce((sum, line, i) => sum + ((line.length - 1) * variances[i]!) / (n - k), 0);
  const logs = lines.reduce((sum, line, i) => sum + (line.length - 1) * Math.log(variances[i]!), 0);
  const inverse = lines.reduce((sum, line) => sum + 1 / (line.length - 1), 0);
  const statistic = ((n - k) * Math.log(pooled) - logs) / (1 + (1 / (3 * (k - 1))) * (inverse - 1 / (n - k)));
  return { statistic, pvalue: chdtrc(k - 1, statistic) };
}

/** Whether samples have equal variances, by distances from their middles. SciPy's `levene`. */
export function levene(samples: readonly ArrayLikeInput[], options: CenterOptions = {}): TestResult<number> {
  checkOptions("levene", options, { center: "any", proportiontocut: "number" });
  enough("levene", samples);
  const distances = samples.map((one) => {
    const { x, middle } = centred("levene", one, options);
    return x.map((value) => Math.abs(value - middle));
  });
  const [statistic, pvalue] = analysis(distances);
  return { statistic, pvalue };
}
