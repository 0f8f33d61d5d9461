import { testHeldBack } from "../../../tools/golden/held-back.js";
import {
  brentq,
  brute,
  curveFit,
  fmin,
  fminBfgs,
  fminLBfgsB,
  fsolve,
  leastsq,
  minimize,
  minimizeScalar,
  newton,
  odr,
  odrExponential,
  odrQuadratic,
  odrUnilinear,
  rosen,
  rosenDer,
  rosenHess,
} from "./index.js";

const curve = (x: number): number => x * x + 10 * Math.sin(x);
const wave = (x: Float64Array): number => curve(x[0]!);
const camel = ([x, y]: Float64Array): number =>
  (4 - 2.1 * x! ** 2 + x! ** 4 / 3) * x! ** 2 + x! * y! + (4 * y! ** 2 - 4) * y! ** 2;
const parabola = (t: Float64Array, a: number, b: number): Float64Array => t.map((v) => a * v * v + b * Math.sin(v));
const gauss = (t: Float64Array, a: number, m: number, s: number, c: number): Float64Array =>
  t.map((v) => a * Math.exp(-((v - m) ** 2) / (2 * s ** 2)) + c);
const peaks = (t: Float64Array, b: number, ...c: number[]): Float64Array =>
  t.map((v) => [0, 3].reduce((sum, k) => sum + c[k]! * Math.exp(-(((v - c[k + 1]!) / c[k + 2]!) ** 2)), b));
const place = (value: unknown): number =>
  Number(typeof value === "number" ? value : (value as { item(): number }).item());

function fitted(...given: Parameters<typeof curveFit>): object {
  const [params, cov] = curveFit(given[0], given[1], given[2], { ...given[3], fullOutput: false });
  return { params, cov };
}

const models = {
  odr: odrUnilinear,
  "odr.errors": odrUnilinear,
  "odr.quadratic": odrQuadratic,
  "odr.exponential": odrExponential,
  "odr.sine": (b: Float64Array, x: Float64Array) => x.map((v) => b[0]! * Math.sin(b[1]! * v) + b[2]!),
};
const orthogonal = (
  { x, y, beta0, options }: { x: number[]; y: number[]; beta0: number[]; options: object },
  { id }: { id: string },
): object => odr(models[id as "odr"], { x, y, ...options }, beta0);

testHeldBack(["odr"], { odr: orthogonal, "odr.*": orthogonal });

testHeldBack(["optimize."], {
  "optimize.brute": () => place(brute(wave, [[-10, 10, 0.1]])),
  "optimize.brute.grid": () => place(brute(wave, [[-10, 10, 0.1]], { finish: null })),
  "optimize.curve_fit": ({ x, y }) => fitted(parabola, x, y, { p0: [2, 2] }),
  "optimize.curve_fit.bounds": ({ x, y }) =>
    fitted(parabola, x, y, {
      p0: [2, 2],
      bounds: [
        [0, 0],
        [3, 9],
      ],
    }),
  "optimize.curve_fit.counts": ({ x, y }) => fitted(gauss, x, y, { p0: [1e4, 310, 8, 0] }),
  "optimize.lidar": ({ x, y }) => fitted(peaks, x, y, { p0: [3, 30, 15, 1, 10, 38, 2] }),
  "optimize.minimize.rosen.*": ({ x0 }, { id }) => {
    const method = id.slice("optimize.minimize.rosen.".length);
    const slopes = /Newton|trust|dogleg/.test(method) ? { jac: rosenDer, hess: rosenHess } : {};
    return minimize(rosen, x0, { method, ...slopes }).x;
  },
  "optimize.temperature.published.*": ({ months, temperatures, p0 }) => {
    const model = (t: Float64Array, average: number, amplitude: number, offset: number): Float64Array =>
      t.map((month) => average + amplitude * Math.cos(((month + offset) * 2 * Math.PI) / 11));
    return fitted(model, months, temperatures, { p0 });
  },
  "optimize.camelback.*": ({ x0 }) => {
    const { x, fun, success } = minimize(camel, x0, { method: "BFGS" });
    return { x, fun, success };
  },
  "optimize.minimize_scalar.*": (_, { id }) => {
    const method = id.slice("optimize.minimize_scalar.".length);
    const { x, fun } = minimizeScalar(curve, { method, ...(method === "bounded" ? { bounds: [-3, 2] } : {}) });
    return { x, fun };
  },
  "optimize.brentq": () => brentq(curve, -3, -2),
  "optimize.newton": () => newton(curve, -2.5),
  "optimize.fsolve.full": () => {
    const [x, { nfev }, ier] = fsolve((v) => [wave(v)], -2.5, { fullOutput: true });
    return { x, nfev, ier };
  },
  "optimize.fmin_bfgs.full": () => {
    const [x, fun, , , nfev, njev] = fminBfgs(wave, 0, { fullOutput: true, disp: false });
    return { x, fun, nfev, njev };
  },
  "optimize.fmin_l_bfgs_b": () => {
    const [x, fun] = fminLBfgsB(wave, [0], { approxGrad: true });
    return { x, fun };
  },
  "optimize.fmin": () => fmin(wave, 3, { disp: false }),
  "optimize.leastsq": () => {
    const data = [5, 3.1, 1.8, 1.2, 0.7, 0.4];
    return leastsq((p: Float64Array) => data.map((y, k) => p[0]! * Math.exp(-p[1]! * k) - y), [4, 0.4])[0];
  },
});
