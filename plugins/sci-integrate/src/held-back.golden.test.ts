import { linspace, type NDArray, sin } from "@core/array";
import { testHeldBack } from "../../../tools/golden/held-back.js";
import { cumulativeTrapezoid, dblquad, fixedQuad, odeint, quad, romb, simpson, solveIvp, trapezoid } from "./index.js";

const x = linspace(0, Math.PI / 2, { num: 11 });
const y = sin(x);
const integral = (call: (x: number) => number, low: number, high: number) => (): unknown => {
  const [value, error] = quad(call, low, high);
  return [value, error];
};
const [damping, frequency] = [0.8, 8];
const spring = (state: ArrayLike<number>): number[] => [
  state[1] as number,
  -damping * (state[1] as number) - frequency * (state[0] as number),
];
const oscillator = (_t: number, [a, b]: Float64Array): number[] => [b!, 1000 * (1 - a! ** 2) * b! - a!];
const robertson = (_t: number, state: ArrayLike<number>): number[] => {
  const [a, b, c] = [state[0]!, state[1]!, state[2]!];
  return [-0.04 * a + 1e4 * b * c, 0.04 * a - 1e4 * b * c - 3e7 * b ** 2, 3e7 * b ** 2];
};
type Method = "LSODA" | "BDF" | "Radau";
const methodOf = (id: string): Method => id.split(".").at(-1) as Method;

testHeldBack(["integrate."], {
  "integrate.quad.sing": integral((v) => 1 / Math.sqrt(v), 0, 1),
  "integrate.quad.log": integral(Math.log, 0, 1),
  "integrate.quad.half": integral((v) => Math.exp(-v), 0, Number.POSITIVE_INFINITY),
  "integrate.quad.poly": integral((v) => v ** 3 - v, -1, 2),
  "integrate.quad.oscillating": integral((v) => Math.cos(50 * v), 0, 1),
  "integrate.fixed_quad.*": ({ n }) => fixedQuad(sin, 0, Math.PI / 2, { n })[0],
  "integrate.trapezoid": () => trapezoid(y, { x }),
  "integrate.cumulative_trapezoid": () => cumulativeTrapezoid(y, { x, initial: 0 }),
  "integrate.simpson.even": () => simpson(y.slice(":10"), { x: x.slice(":10") }),
  "integrate.romb": () => romb(sin(linspace(0, 1, { num: 17 })), { dx: 1 / 16 }),
  "integrate.dblquad": () =>
    dblquad(
      (v: number, u: number) => u * v ** 2,
      0,
      2,
      () => 0,
      (u) => u,
    )[0],
  "integrate.spring.constants": () => {
    const [mass, stiffness, drag] = [0.5, 4, 0.4];
    return [drag / (2 * mass * Math.sqrt(stiffness / mass)), drag / mass, stiffness / mass];
  },
  "integrate.spring.exact": ({ t }) => (odeint(spring, [1, 0], t) as NDArray).slice(":", 0),
  "integrate.spring.odeint": ({ t }) => odeint(spring, [1, 0], t),
  "integrate.stiff.vdp1000.*": (_, { id }) => {
    const solution = solveIvp(oscillator, [0, 2000], [2, 0], { method: methodOf(id), rtol: 1e-8, atol: 1e-10 });
    return { end: solution.y.get(0, -1), success: solution.success };
  },
  "integrate.stiff.robertson.*": (_, { id }) =>
    solveIvp(robertson, [0, 4e4], [1, 0, 0], { method: methodOf(id), rtol: 1e-8, atol: 1e-12 }).y.slice(":", -1),
  "integrate.stiff.robertson.odeint": () =>
    odeint((state, t) => robertson(t as number, state), [1, 0, 0], [0, 0.4, 4, 40, 400, 4000], {
      rtol: 1e-8,
      atol: 1e-12,
    }),
});
