import type { Objective } from "./core/scalar-function.js";
import { rosen, rosenDer, rosenHess } from "./rosen.js";

/** The functions that the golden scripts know by the same names: value, gradient, Hessian. */
export const functions: Readonly<Record<string, readonly [Objective, Objective?, Objective?]>> = {
  wave: [(x) => x[0]! * x[0]! + 10 * Math.sin(x[0]!), (x) => [2 * x[0]! + 10 * Math.cos(x[0]!)]],
  camel: [
    (x) => {
      const [a, b] = [x[0]!, x[1]!];
      return (4 - 2.1 * (a * a) + a ** 4 / 3) * (a * a) + a * b + (4 * (b * b) - 4) * (b * b);
    },
    (x) => {
      const [a, b] = [x[0]!, x[1]!];
      return [8 * a - 8.4 * a ** 3 + 2 * a ** 5 + b, a + 16 * b ** 3 - 8 * b];
    },
  ],
  bowl: [
    (x) => x.reduce((sum, v, i) => sum + (i + 1) * (v - i) * (v - i), 0),
    (x) => x.map((v, i) => 2 * (i + 1) * (v - i)),
    (x) => Array.from(x, (_, i) => Array.from(x, (__, j) => (i === j ? 2 * (i + 1) : 0))),
  ],
  quartic: [
    (x) => x.reduce((sum, v) => sum + ((v - 1) ** 4 + 0.5 * v * v), 0) + x[0]! * x.at(-1)!,
    (x) => {
      const g = x.map((v) => 4 * (v - 1) ** 3 + v);
      g[0]! += x.at(-1)!;
      g[g.length - 1]! += x[0]!;
      return g;
    },
    (x) => {
      const h = Array.from(x, (v, i) => Array.from(x, (_, j) => (i === j ? 12 * (v - 1) ** 2 + 1 : 0)));
      h[0]![x.length - 1]! += 1;
      h[x.length - 1]![0]! += 1;
      return h;
    },
  ],
  rosen: [rosen, rosenDer, rosenHess],
  bad: [() => Number.NaN],
  flat: [() => 3],
  vee: [(x) => x.reduce((sum, v) => sum + Math.abs(v - 0.3), 0)],
  steep: [(x) => Math.exp(x[0]!) + 1e6 * x[1]! * x[1]! + Math.exp(-x[0]!)],
};
