import { asArray } from "@core/array";
import { describe, expect, it } from "vitest";
import {
  codeOf,
  expectNumbers,
  expectStored,
  type Golden,
  numbersOf,
  type StoredArray,
  storedArray,
} from "../../../tools/golden/golden.js";
import odeintFile from "../golden/odeint.json" with { type: "json" };
import ivpFile from "../golden/solve-ivp.json" with { type: "json" };
import { type IvpEvent, odeint, solveIvp } from "./index.js";

type Field = (t: number, y: Float64Array) => number[];

interface Problem {
  readonly f: Field;
  readonly y0: readonly number[];
  readonly jac?: (t: number, y: Float64Array) => number[][];
}

function brusselator(_: number, y: Float64Array): number[] {
  const n = y.length / 2;
  const c = 0.02 * (n + 1) ** 2;
  const out: number[] = [];
  for (let i = 0; i < n; i++) {
    const [u, v] = [y[2 * i]!, y[2 * i + 1]!];
    const [ul, ur] = [i > 0 ? y[2 * i - 2]! : 1, i < n - 1 ? y[2 * i + 2]! : 1];
    const [vl, vr] = [i > 0 ? y[2 * i - 1]! : 3, i < n - 1 ? y[2 * i + 3]! : 3];
    out.push(1 + u * u * v - 4 * u + c * (ul - 2 * u + ur), 3 * u - u * u * v + c * (vl - 2 * v + vr));
  }
  return out;
}

const of =
  (g: (t: number, a: number, b: number, c: number) => number[]): Field =>
  (t, y) =>
    g(t, y[0]!, y[1]!, y[2]!);
const matrix =
  (g: (a: number, b: number) => number[][]) =>
  (_: number, y: Float64Array): number[][] =>
    g(y[0]!, y[1]!);

const problems: Readonly<Record<string, Problem>> = {
  decay: { f: of((_, a) => [-2 * a]), y0: [1], jac: matrix(() => [[-2]]) },
  oscillator: {
    f: of((_, a, b) => [b, -a - 0.1 * b]),
    y0: [1, 0],
    jac: matrix(() => [
      [0, 1],
      [-1, -0.1],
    ]),
  },
  lotka: {
    f: of((_, a, b) => [1.5 * a - a * b, -3 * b + a * b]),
    y0: [10, 5],
    jac: matrix((a, b) => [
      [1.5 - b, -a],
      [b, -3 + a],
    ]),
  },
  vdp: {
    f: of((_, a, b) => [b, 50 * (1 - a ** 2) * b - a]),
    y0: [2, 0],
    jac: matrix((a, b) => [
      [0, 1],
      [-100 * a * b - 1, 50 * (1 - a ** 2)],
    ]),
  },
  stiff2: {
    f: of((t, a, b) => [-1000 * (a - Math.cos(t)), a - b]),
    y0: [0, 1],
    jac: matrix(() => [
      [-1000, 0],
      [1, -1],
    ]),
  },
  forced: { f: of((t, a) => [Math.cos(3 * t) - 0.2 * a]), y0: [0.5], jac: matrix(() => [[-0.2]]) },
  growth: { f: of((_, a) => [a]), y0: [1e-3], jac: matrix(() => [[1]]) },
  constant: {
    f: () => [0, 1],
    y0: [1, 0],
    jac: matrix(() => [
      [0, 0],
      [0, 0],
    ]),
  },
  lorenz: { f: of((_, a, b, c) => [10 * (b - a), a * (28 - c) - b, a * b - (8 / 3) * c]), y0: [1, 1, 1] },
  robertson: {
    f: of((_, a, b, c) => [-0.04 * a + 1e4 * b * c, 0.04 * a - 1e4 * b * c - 3e7 * b ** 2, 3e7 * b ** 2]),
    y0: [1, 0, 0],
  },
  brusselator: { f: brusselator, y0: new Array<number>(20).fill(1) },
};

interface OdeintCase {
  readonly problem: string;
  readonly t: number[];
  readonly jac: boolean;
  readonly options: Readonly<Record<string, never>>;
  readonly exact: boolean;
  readonly message: string;
  readonly ok: boolean;
  readonly y: StoredArray;
  readonly lenrw: number;
  readonly leniw: number;
  readonly imxer: number;
  readonly [key: string]: unknown;
}

describe("odeint as SciPy's", () => {
  const cases = (odeintFile as unknown as Golden<OdeintCase>).cases;
  it.each(
    cases.map((one, i) => [`${i} ${one.problem} ${one.t.length} ${one.jac} ${JSON.stringify(one.options)}`, one]),
  )("%s", (label, given) => {
    const one = given as OdeintCase;
    const { f, y0, jac } = problems[one.problem]!;
    const [y, info] = odeint(f, y0, one.t, {
      ...one.options,
      Dfun: one.jac ? jac : undefined,
      tfirst: true,
      fullOutput: true,
    });
    expect(info.message).toBe(one.message);
    if (!one.ok) return;
    // Powers and cosines of V8 and of the C library differ in the last digit, and so do the steps, far below the tolerance asked for.
    const asked = typeof one.options.rtol === "number" ? one.options.rtol : 1.5e-8;
    const tolerance = one.exact
      ? { rtol: 3 * asked, atol: 30 * asked }
      : { rtol: Math.max(1e-5, 10 * asked), atol: 1e-7 };
    expectStored(y, one.y, tolerance, label as string);
    expect([info.lenrw, info.leniw, info.imxer]).toEqual([one.lenrw, one.leniw, one.imxer]);
    if (!one.exact) return;
    for (const key of ["nfe", "nje", "nst", "nqu", "mused"] as const)
      expectStored(info[key], one[key], {}, `${label} ${key}`);
    for (const key of ["hu", "tcur", "tsw"] as const)
      expectStored(info[key], one[key], { rtol: 2e-3 }, `${label} ${key}`);
  });
});

interface IvpCase extends OdeintCase {
  readonly kind: string;
  readonly span: [number, number];
  readonly sparsity: boolean;
  readonly event: string[] | null;
  readonly status: number;
  readonly nfev: number;
  readonly steps: number;
}

const withProperties = (f: IvpEvent, properties: object): IvpEvent => Object.assign(f, properties);
const events: Readonly<Record<string, IvpEvent>> = {
  y0: (_, y) => y[0] - 0.3,
  rising: withProperties((_, y) => y[0], { direction: 1 }),
  falling: withProperties((_, y) => y[0], { direction: -1 }),
  last: withProperties((_, y) => y[0] + 0.5, { terminal: true }),
  late: (t) => t - 2.5,
};
const camel: Readonly<Record<string, string>> = { t_eval: "tEval", max_step: "maxStep", first_step: "firstStep" };

describe("solveIvp as SciPy's", () => {
  const cases = (ivpFile as unknown as Golden<IvpCase>).cases;
  it.each(
    cases.map((one, i) => [
      `${i} ${one.kind} ${one.problem} ${one.span} ${one.jac} ${one.event} ${JSON.stringify(one.options)}`,
      one,
    ]),
  )("%s", (label, given) => {
    const one = given as IvpCase;
    const options = Object.fromEntries(Object.entries(one.options).map(([key, value]) => [camel[key] ?? key, value]));
    if (one.kind === "complex") {
      const r = solveIvp(
        (_, y) => [
          { re: -y[0].im, im: y[0].re },
          { re: -y[1].re, im: 1 - y[1].im },
        ],
        [0, 4],
        [
          { re: 1, im: 0 },
          { re: 2, im: -1 },
        ],
        { ...options, denseOutput: true },
      );
      expect(r.nfev).toBe(one.nfev);
      expectStored(r.t, one.t, { rtol: 1e-9 }, "t");
      expectStored(r.y, one.y, { rtol: 1e-9 }, "y");
      expectStored(r.sol?.([0.3, 2.5]), one.solution, { rtol: 1e-9 }, "solution");
      return;
    }
    const { f, y0, jac } = problems[one.problem]!;
    const n = y0.length;
    const r = solveIvp(f, one.span, y0, {
      ...options,
      jac: one.jac ? jac : undefined,
      jacSparsity: one.sparsity ? y0.map((_, i) => y0.map((__, j) => (Math.abs(i - j) <= 2 ? 1 : 0))) : undefined,
      events: one.event?.map((name) => events[name]!),
      denseOutput: one.sample !== undefined,
    });
    expect([r.status, r.message]).toEqual([one.status, one.message]);
    if (one.exact) expect([r.nfev, r.njev, r.nlu], label as string).toEqual([one.nfev, one.njev, one.nlu]);
    const close = { rtol: 1e-6, atol: 1e-8 };
    if (one.end === undefined) {
      expectStored(r.t, one.t, close, `${label} t`);
      expectStored(r.y, one.y, close, `${label} y`);
    } else {
      const end = numbersOf(r.y.slice(":", -1));
      expectNumbers(
        end,
        numbersOf(storedArray(one.end as StoredArray)),
        { rtol: one.exact ? 1e-6 : 2e-3, atol: one.exact ? 1e-8 : 1e-5 },
        `${label} end`,
      );
      if (one.exact) expect(r.t.size).toBe(one.steps);
      else expect(r.nfev / one.nfev).toBeLessThan(1.2);
    }
    if (one.event !== null) {
      expectStored(r.tEvents, one.tEvents, close, `${label} tEvents`);
      const states = one.yEvents as StoredArray[];
      for (const [i, state] of states.entries()) {
        // Without events SciPy gives shape (0), which says less than (0, n).
        if (state.data.length === 0) expect(r.yEvents![i]!.shape).toEqual([0, n]);
        else expectStored(r.yEvents![i], state, close, `${label} yEvents`);
      }
    }
    if (one.sample !== undefined)
      expectStored(r.sol?.(one.sample as number[]), one.solution, { rtol: 1e-6, atol: 1e-8 }, `${label} solution`);
  });
});

describe("both", () => {
  it("meet tolerances on known solutions", () => {
    for (const method of ["RK45", "RK23", "DOP853", "Radau", "BDF", "LSODA"] as const) {
      const r = solveIvp((t, y) => [y[1], -y[0] + 0 * t], [0, 10], [0, 1], {
        method,
        rtol: 1e-8,
        atol: 1e-10,
        denseOutput: true,
      });
      expect(r.success).toBe(true);
      for (const t of [0.5, 3.3, 9.9]) expect(Math.abs((r.sol!(t).get(0) as number) - Math.sin(t))).toBeLessThan(1e-5);
    }
    const y = odeint((s) => [-s[0]], [1], [0, 1, 2]);
    expectNumbers(numbersOf(y), [1, Math.exp(-1), Math.exp(-2)], { rtol: 1e-6 }, "odeint");
  });

  it("solve the stiff problems of the literature", () => {
    const vdp = (t: number, y: Float64Array): number[] => [y[1]! + 0 * t, 1000 * (1 - y[0]! ** 2) * y[1]! - y[0]!];
    for (const method of ["Radau", "BDF", "LSODA"] as const) {
      const r = solveIvp(vdp, [0, 2000], [2, 0], { method, rtol: 1e-6, atol: 1e-8 });
      expect(r.success).toBe(true);
      // Hairer and Wanner's reference value at t = 2000.
      expect(Math.abs((r.y.get(0, -1) as number) - 1.706167732170469)).toBeLessThan(2e-4);
      expect(r.nfev).toBeLessThan(20000);
    }
  });

  it("end when a function gives NaN", () => {
    for (const method of ["RK45", "RK23", "DOP853", "Radau", "BDF", "LSODA"] as const) {
      const all = solveIvp(() => [Number.NaN], [0, 1], [1], { method });
      // LSODA's first step reaches the end before it looks, in SciPy too.
      expect(all.status).toBe(method === "LSODA" ? 0 : -1);
      if (method === "LSODA") expect(all.y.get(0, -1)).toBeNaN();
      const r = solveIvp((t) => [t > 0.5 ? Number.NaN : 1], [0, 1], [1], { method });
      expect(r.success).toBe(method === "LSODA" ? r.success : false);
    }
    const [y, info] = odeint(() => [Number.NaN], [1], [0, 1, 2], { fullOutput: true });
    expect([numbersOf(y), info.message]).toEqual([
      [1, Number.NaN, Number.NaN],
      expect.stringContaining("Excess accuracy"),
    ]);
  });

  it("pass errors of functions on, and refuse what does not fit", () => {
    const own = new Error("own");
    const fail = (): never => {
      throw own;
    };
    for (const method of ["RK45", "Radau", "BDF", "LSODA"] as const)
      expect(codeOf(() => solveIvp(fail, [0, 1], [1], { method }))).toBe(own);
    expect(codeOf(() => odeint(fail, 1, [0, 1]))).toBe(own);
    const f = (_: number, y: Float64Array): Float64Array => y;
    const codes = (calls: readonly (() => unknown)[]): unknown[] => calls.map(codeOf);
    expect(
      codes([
        () => odeint(f as never, 1, [0, 2, 1]),
        () => odeint(f as never, 1, [0, 1], { hmax: -1 }),
        () => odeint(f as never, 1, [0, 1], { mxstep: -1 }),
        () => odeint(f as never, 1, [0, 1], { ml: 3 }),
        () => odeint(f as never, 1, [0, 1], { rtol: -1 }),
        () => solveIvp(f, [0, Number.POSITIVE_INFINITY], [1]),
        () => solveIvp(f, [0, 1], [1], { maxStep: 0 }),
        () => solveIvp(f, [0, 1], [1], { firstStep: 2 }),
        () => solveIvp(f, [0, 1], [1], { atol: -1 }),
        () => solveIvp(f, [0, 1], [1], { tEval: [0, 2] }),
        () => solveIvp(f, [0, 1], [1], { tEval: [0.5, 0.5] }),
      ]),
    ).toEqual(new Array(11).fill("BAD_VALUE"));
    expect(
      codes([
        () => odeint(() => [1, 2], 1, [0, 1]),
        () => odeint((y) => y, [[1]], [0, 1]),
        () => odeint((y) => y, [1, 2], [0, 1], { rtol: [1, 2, 3] }),
        () => odeint((y) => [-y[0]], 1, [0, 1000], { Dfun: () => [[1, 2]], rtol: 1e-2, atol: 1e-2, mxordn: 1 }),
        () => solveIvp(() => [1, 2], [0, 1], [1]),
        () => solveIvp(f, [0, 1], [[1]]),
        () => solveIvp(f, [0, 1], [1, 2], { atol: [1, 2, 3] }),
        () => solveIvp(f, [0, 1], [1], { method: "BDF", jac: [[1, 2]] }),
        () => solveIvp(f, [0, 1], [1], { method: "BDF", jacSparsity: [[1, 2]] }),
      ]).filter((code) => code !== "BAD_SHAPE"),
    ).toEqual([]);
    expect(codeOf(() => solveIvp(f, [0, 1], [1], { method: "RK4" as never }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => solveIvp((() => undefined) as never, [0, 1], [1]))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => solveIvp((_, y) => y, [0, 1], [{ re: 1, im: 0 }], { method: "BDF" }))).toBe("UNSUPPORTED");
    expect(codeOf(() => solveIvp(f, [0, 1], [1], { signal: AbortSignal.abort() }))).toBe("ABORTED");
    expect(codeOf(() => odeint(f as never, 1, [0, 1], { signal: AbortSignal.abort() }))).toBe("ABORTED");
  });

  it("take vectorized functions, constant Jacobians and a limit of steps", () => {
    const plain = solveIvp((_, y) => [y[1], -100 * y[0] - 101 * y[1]], [0, 2], [1, 0], { method: "BDF" });
    const fun = (_: number, y: { shape: readonly number[]; slice(i: number): unknown }): never => {
      const a = asArray(y as never);
      const k = a.shape[1]!;
      const row = (i: number): number[] => Array.from({ length: k }, (__, j) => a.get(i, j) as number);
      return [row(1), row(0).map((value, j) => -100 * value - 101 * row(1)[j]!)] as never;
    };
    const vectorized = solveIvp(fun, [0, 2], [1, 0], { method: "BDF", vectorized: true });
    expect([vectorized.nfev, numbersOf(vectorized.y)]).toEqual([plain.nfev, numbersOf(plain.y)]);
    for (const method of ["Radau", "BDF", "LSODA"] as const) {
      const r = solveIvp((_, y) => [y[1], -100 * y[0] - 101 * y[1]], [0, 2], [1, 0], {
        method,
        jac: [
          [0, 1],
          [-100, -101],
        ],
      });
      expect(r.success).toBe(true);
    }
    expect(solveIvp((_, y) => [-y[0]], [0, 10], [1], { maxSteps: 3 }).status).toBe(-1);
    expect(solveIvp(() => [], [0, 10], []).y.shape).toEqual([0, 2]);
  });
});
