import { asArray } from "@core/array";
import { oracleNormal, testOracle } from "../../../tools/golden/oracle.js";
import {
  basinhopping,
  brute,
  curveFit,
  fminBfgs,
  fminbound,
  fsolve,
  type MinimizeOptions,
  minimize,
  minimizeScalar,
  root,
  rosen,
} from "./index.js";

const wave = (x: Float64Array): number => x[0]! * x[0]! + 10 * Math.sin(x[0]!);
const camel = (x: Float64Array): number => {
  const [a, b] = [x[0]!, x[1]!];
  return (4 - 2.1 * a ** 2 + a ** 4 / 3) * a ** 2 + a * b + (4 * b ** 2 - 4) * b ** 2;
};

function rosenFrom(x0: number[], method: string): Record<string, unknown> {
  const options: MinimizeOptions = { method };
  return { x: minimize(rosen, x0, options).x };
}

/** Fits a yearly wave to temperatures. */
function temperature(months: number[], temperatures: number[], period: number, p0: number[]) {
  const model = (t: Float64Array, average: number, amplitude: number, offset: number): Float64Array =>
    t.map((month) => average + amplitude * Math.cos(((month + offset) * 2 * Math.PI) / period));
  const [params, cov] = curveFit(model, months, temperatures, { p0 });
  const fitted = model(Float64Array.from(months), ...(params.toNested() as [number, number, number]));
  return {
    params,
    cov,
    stderr: [0, 1, 2].map((i) => Math.sqrt(cov.get(i, i))),
    rss: fitted.reduce((sum, value, i) => sum + (value - temperatures[i]!) ** 2, 0),
  };
}

/** The minima inside the box that searches from a grid find, and how many of them are lowest. */
function camelMinima() {
  const found: [number, number, number][] = [];
  for (let i = 0; i < 9; i++)
    for (let j = 0; j < 7; j++) {
      const { x, fun, success } = minimize(camel, [-2 + i / 2, -1 + j / 3], {
        method: "BFGS",
        options: { gtol: 1e-7 },
      });
      const [a, b] = [x.get(0), x.get(1)];
      const steps = [
        [1e-3, 0],
        [-1e-3, 0],
        [0, 1e-3],
        [0, -1e-3],
      ] as const;
      const isMinimum = steps.every(([da, db]) => camel(Float64Array.of(a + da, b + db)) > fun);
      const known = found.some(([p, q]) => Math.hypot(p - a, q - b) < 1e-3);
      if ((success || isMinimum) && isMinimum && !known && Math.abs(a) <= 2 && Math.abs(b) <= 1)
        found.push([a, b, fun]);
    }
  return found.sort((p, q) => p[0] - q[0]);
}

testOracle(["optimize."], {
  "optimize.fmin_bfgs.0": ({ x0 }) => {
    const { x, fun, nit, nfev, njev } = minimize(wave, x0);
    return { x, fun, nit, nfev, njev };
  },
  "optimize.true_global_min": () => {
    const { x, fun } = minimizeScalar((v) => v * v + 10 * Math.sin(v), { bracket: [-2, -1], tol: 1e-12 });
    // A minimum is known to half of the digits; the zero of the slope to all.
    const slope = root((v) => [2 * v[0]! + 10 * Math.cos(v[0]!)], x, { tol: 1e-15 });
    return { x: slope.x.get(0), fun };
  },
  "optimize.fmin_bfgs.3": ({ x0 }) => fminBfgs(wave, x0),
  "optimize.basinhopping": ({ x0, niter }) => {
    const { x, fun, nit, minimizationFailures, message } = basinhopping(wave, x0, { niter, seed: 0 });
    return { x, fun, nit, minimization_failures: minimizationFailures, message };
  },
  "optimize.fminbound": ({ a, b }) => fminbound((v) => v * v + 10 * Math.sin(v), a, b),
  "optimize.fsolve.1": ({ x0 }) => fsolve((x) => [wave(x)], x0),
  "optimize.fsolve.-2.5": ({ x0 }) => fsolve((x) => [wave(x)], x0),
  "optimize.curve_fit.sigma": ({ sigma }) => {
    // The row names its data by another one: 20 points of x^2 + 10 sin x with normal noise of the seed 3.
    const x = Float64Array.from({ length: 20 }, (_, i) => -10 + (20 * i) / 19);
    const noise = oracleNormal(3, 20);
    const y = x.map((v, i) => v * v + 10 * Math.sin(v) + noise[i]!);
    const model = (t: Float64Array, a: number, b: number): Float64Array => t.map((v) => a * v * v + b * Math.sin(v));
    const [params, cov] = curveFit(model, x, y, { p0: [2, 2], sigma, absoluteSigma: true });
    return { params, cov };
  },
  "optimize.temperature.period12": ({ T, months, max, min, p0 }) => {
    const [high, low] = [temperature(months, max, T, p0.max), temperature(months, min, T, p0.min)];
    const difference = Math.abs((high.params.get(2) as number) - (low.params.get(2) as number));
    return {
      max: high,
      min: low,
      offset_difference: difference,
      z: difference / Math.hypot(high.stderr[2]!, low.stderr[2]!),
    };
  },
  "optimize.camelback": () => {
    const minima = camelMinima();
    const lowest = Math.min(...minima.map(([, , f]) => f));
    const global = minima.filter(([, , f]) => f < lowest + 1e-6);
    const axis = (low: number, count: number) => [low, low + (count - 0.5) * 0.01, 0.01] as const;
    // The image has y along its first axis, which decides between the two equal minima.
    const [place, least] = brute(([y, x]) => camel(Float64Array.of(x!, y!)), [axis(-1, 201), axis(-2, 401)], {
      fullOutput: true,
      finish: null,
    });
    return {
      n_global: global.length,
      minima: [...global].sort((p, q) => q[0] - p[0]).map(([a, b]) => [a, b]),
      fun: lowest,
      local_minima_in_box: minima,
      grid401x201_min: least,
      grid_argmin_xy: (asArray(place).toNested() as number[]).reverse(),
    };
  },
  "optimize.camelback.00": ({ x0 }) => {
    const { x, fun, success, nit } = minimize(camel, x0, { method: "BFGS" });
    return { x, fun, success, nit };
  },
  "optimize.minimize.rosen.Nelder-Mead": ({ x0 }) => rosenFrom(x0, "Nelder-Mead"),
  "optimize.minimize.rosen.BFGS": ({ x0 }) => rosenFrom(x0, "BFGS"),
  "optimize.root": ({ x0 }) => root((x) => [x[0]! * Math.cos(x[1]!) - 4, x[1]! * x[0]! - x[1]! - 5], x0).x,
});
