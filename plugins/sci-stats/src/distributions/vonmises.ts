import { cosm1, i0e, i1e } from "sci-special/scalar";
import { type Continuous, continuous } from "../distribution/continuous.js";
import { integral, inverted } from "../distribution/solve.js";
import type { Shape } from "../distribution/types.js";

function density(x: number, kappa: number): number {
  return Math.exp(kappa * cosm1(x)) / (2 * Math.PI * i0e(kappa));
}

function lower(x: number, kappa: number): number {
  const turns = Math.round(x / (2 * Math.PI));
  const rest = x - 2 * Math.PI * turns;
  const width = 1 / Math.sqrt(kappa + 1);
  const f = (t: number): number => density(t, kappa);
  const part =
    rest <= 0
      ? integral(f, -Math.PI, rest, [-8 * width, -2 * width])
      : 1 - integral(f, -Math.PI, -rest, [-8 * width, -2 * width]);
  return part + turns;
}

/** The von Mises distribution on the circle of concentration kappa. SciPy's `vonmises`. */
export const vonmises: Continuous<[kappa: Shape]> = /* @__PURE__ */ continuous<[kappa: Shape]>({
  name: "vonmises",
  shapes: ["kappa"],
  pdf: density,
  logpdf: (x, kappa) => kappa * cosm1(x) - Math.log(2 * Math.PI * i0e(kappa)),
  cdf: lower,
  ppf: (q, kappa) => inverted((x) => lower(x, kappa), q, -Math.PI, Math.PI, true),
  stats: (kappa) => {
    const moment = (order: number): number => integral((x) => x ** order * density(x, kappa), -Math.PI, Math.PI, [0]);
    const variance = moment(2);
    return [0, variance, 0, moment(4) / variance ** 2 - 3];
  },
  moment: (order, kappa) =>
    order % 2 === 1 ? 0 : integral((x) => x ** order * density(x, kappa), -Math.PI, Math.PI, [0]),
  wrap: (x) => x - 2 * Math.PI * Math.floor((x + Math.PI) / (2 * Math.PI)),
  entropy: (kappa) => (-kappa * i1e(kappa)) / i0e(kappa) + Math.log(2 * Math.PI * i0e(kappa)) + kappa,
  drawMany: (random, count, shape) =>
    Float64Array.from({ length: count }, (_, i) => {
      const kappa = shape(0, i);
      if (kappa < 1e-8) return Math.PI * (2 * random.random() - 1);
      let s: number;
      if (kappa < 1e-5) s = 1 / kappa + kappa;
      else {
        const r = 1 + Math.sqrt(1 + 4 * kappa * kappa);
        const rho = (r - Math.sqrt(2 * r)) / (2 * kappa);
        s = (1 + rho * rho) / (2 * rho);
      }
      // Best and Fisher (1979).
      for (;;) {
        const z = Math.cos(Math.PI * random.random());
        const w = (1 + s * z) / (s + z);
        const y = kappa * (s - w);
        const v = random.random();
        if (y * (2 - y) - v < 0 && Math.log(y / v) + 1 - y < 0) continue;
        return random.random() < 0.5 ? -Math.acos(w) : Math.acos(w);
      }
    }),
});
