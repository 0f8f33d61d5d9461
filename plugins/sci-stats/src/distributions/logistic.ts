import { expit, logExpit, logit } from "sci-special/scalar";
import { type Continuous, continuous } from "../distribution/continuous.js";

/** The logistic distribution. SciPy's `logistic`. */
export const logistic: Continuous<[]> = /* @__PURE__ */ continuous<[]>({
  name: "logistic",
  shapes: [],
  pdf: (x) => Math.exp(logDensity(x)),
  logpdf: logDensity,
  cdf: (x) => expit(x),
  sf: (x) => expit(-x),
  logcdf: (x) => logExpit(x),
  logsf: (x) => logExpit(-x),
  ppf: (q) => logit(q),
  isf: (q) => -logit(q),
  stats: () => [0, (Math.PI * Math.PI) / 3, 0, 1.2],
  entropy: () => 2,
  draw: (random) => {
    for (;;) {
      const u = random.random();
      if (u > 0) return Math.log(u / (1 - u));
    }
  },
  fit: (data, { floc, fscale, loc, scale }) => {
    // Newton's steps with halving for the two equations of likelihood (Evans, Hastings and Peacock 2000).
    const { x } = data;
    let m = floc ?? loc ?? data.mean;
    let s = fscale ?? scale ?? Math.sqrt((3 * data.variance) / Math.PI ** 2);
    for (let i = 0; i < 200; i++) {
      let [f, g, fm, fs, gm, gs] = [0, 0, 0, 0, 0, 0];
      for (const value of x) {
        const z = (value - m) / s;
        const p = expit(z);
        const slope = p * (1 - p);
        const th = Math.tanh(z / 2);
        const turn = th + (z / 2) * (1 - th * th);
        f += p - 0.5;
        g += z * th - 1;
        fm -= slope / s;
        fs -= (slope * z) / s;
        gm -= turn / s;
        gs -= (turn * z) / s;
      }
      let [dm, ds] = [0, 0];
      if (fscale !== undefined) dm = f / fm;
      else if (floc !== undefined) ds = g / gs;
      else {
        const determinant = fm * gs - fs * gm;
        dm = (f * gs - g * fs) / determinant;
        ds = (g * fm - f * gm) / determinant;
      }
      while (s - ds <= 0) [dm, ds] = [dm / 2, ds / 2];
      m -= dm;
      s -= ds;
      if (Math.abs(dm) <= 1e-14 * (Math.abs(m) + s) && Math.abs(ds) <= 1e-14 * s) return [m, s];
    }
    return Number.isFinite(m + s) ? [m, s] : undefined;
  },
});

function logDensity(x: number): number {
  const y = -Math.abs(x);
  return y - 2 * Math.log1p(Math.exp(y));
}
