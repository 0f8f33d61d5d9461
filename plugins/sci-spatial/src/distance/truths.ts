import type { Distance } from "./metrics.js";

/** A dissimilarity of truths from how often both are true, only the first, only the second, and none, by weight. */
type Formula = (tt: number, tf: number, ft: number, ff: number) => number;

const formulas: Readonly<Record<string, Formula>> = {
  dice: (tt, tf, ft) => (tf + ft) / (2 * tt + tf + ft),
  kulczynski1: (tt, tf, ft) => tt / (tf + ft),
  kulsinski: (tt, tf, ft, ff) => (tf + ft - tt + (tt + tf + ft + ff)) / (tf + ft + (tt + tf + ft + ff)),
  rogerstanimoto: (tt, tf, ft, ff) => (2 * (tf + ft)) / (tt + ff + 2 * (tf + ft)),
  russellrao: (tt, tf, ft, ff) => (tf + ft + ff) / (tt + tf + ft + ff),
  sokalmichener: (tt, tf, ft, ff) => (2 * (tf + ft)) / (tt + ff + 2 * (tf + ft)),
  sokalsneath: (tt, tf, ft) => (2 * (tf + ft)) / (tt + 2 * (tf + ft)),
  yule: (tt, tf, ft, ff) => (tf * ft === 0 ? 0 : (2 * tf * ft) / (tt * ff + tf * ft)),
};

/** The names of the metrics that know only true and false. */
export const truthMetrics: readonly string[] = /* @__PURE__ */ Object.keys(formulas);

/** One of them over numbers that are 0 or 1. */
export function truthsBy(name: string, w: Float64Array | undefined): Distance {
  const formula = formulas[name] as Formula;
  return (a, i, b, j, n) => {
    let tt = 0;
    let tf = 0;
    let ft = 0;
    let ff = 0;
    for (let k = 0; k < n; k++) {
      const own = w === undefined ? 1 : w[k]!;
      const x = a[i + k]! !== 0;
      const y = b[j + k]! !== 0;
      if (x) {
        if (y) tt += own;
        else tf += own;
      } else if (y) ft += own;
      else ff += own;
    }
    return formula(tt, tf, ft, ff);
  };
}
