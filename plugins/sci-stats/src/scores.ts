import { type ArrayLikeInput, asArray, fromData, type NDArray } from "@core/array";
import { checkOptions, type OptionKinds } from "@core/array/runtime";
import { overLines, real, spread, varianceOf } from "./core/lines.js";
import type { DdofOptions } from "./descriptive.js";

const ddofKinds: OptionKinds<DdofOptions> = {
  ddof: "number",
  axis: "number or null",
  keepdims: "boolean",
  nanPolicy: "any",
};

/** The geometric standard deviation. SciPy's `gstd`. */
export function gstd(a: ArrayLikeInput, options: DdofOptions = {}): NDArray | number {
  checkOptions("gstd", options, ddofKinds);
  return overLines("gstd", [a], options, 1, true, (x) => [
    Math.exp(Math.sqrt(varianceOf(x!.map(Math.log), options.ddof ?? 1))),
  ])[0]!;
}

/** Values in units of standard deviations from their mean. SciPy's `zscore`. */
export function zscore(a: ArrayLikeInput, options: DdofOptions = {}): NDArray {
  checkOptions("zscore", options, ddofKinds);
  return zmap(a, a, options);
}

/** The z-scores of the logarithms. SciPy's `gzscore`. */
export function gzscore(a: ArrayLikeInput, options: DdofOptions = {}): NDArray {
  checkOptions("gzscore", options, ddofKinds);
  const logs = real("gzscore", a).copy();
  return zscore(fromData((logs.data as Float64Array).map(Math.log), logs.shape), options);
}

/** Scores in units of the standard deviation of others. SciPy's `zmap`. */
export function zmap(scores: ArrayLikeInput, compare: ArrayLikeInput, options: DdofOptions = {}): NDArray {
  checkOptions("zmap", options, ddofKinds);
  const { axis = 0, ddof = 0 } = options;
  const given = real("zmap", scores);
  const [mean, deviation] = overLines("zmap", [compare], { ...options, keepdims: axis !== null }, 2, true, (line) => {
    const x = line as Float64Array;
    const allEqual = x.every((value) => value === x[0]);
    return [spread(x).mean, allEqual ? Number.NaN : Math.sqrt(varianceOf(x, ddof))];
  });
  const [m, s] = [asArray(mean as number), asArray(deviation as number)];
  return given.copy().assign(divided(given, m, s));
}

function divided(x: NDArray, mean: NDArray, deviation: NDArray): NDArray {
  const result = x.copy();
  const means = result.copy().assign(mean).data as Float64Array;
  const deviations = result.copy().assign(deviation).data as Float64Array;
  const data = result.data as Float64Array;
  for (let i = 0; i < data.length; i++) data[i] = (data[i]! - means[i]!) / deviations[i]!;
  return result;
}
