import { describe, expect, it } from "vitest";
import {
  codeOf,
  expectNumbers,
  expectStored,
  type Golden,
  numbersOf,
  type StoredArray,
  storedArray,
} from "../../../../tools/golden/golden.js";
import stored from "../../golden/fit.json" with { type: "json" };
import type { Objective } from "../core/scalar-function.js";
import * as optimize from "../index.js";

interface Case {
  readonly kind: string;
  readonly function: string;
  readonly x0: readonly number[];
  readonly own: boolean;
  readonly method: string;
  readonly options: Record<string, unknown>;
  readonly bounds: readonly StoredArray[];
  readonly A: StoredArray;
  readonly b: StoredArray;
  readonly loose: boolean;
  readonly error?: string;
  // Each kind has results of its own form.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly expected: any;
}

const { cases } = stored as unknown as Golden<Case>;
const t = Float64Array.from({ length: 15 }, (_, i) => i / 5);
const counts = [2.1, 2.9, 4.2, 6.8, 9.9, 12.2, 13.4, 12.1, 9.2, 6.9, 4.4, 3.1, 2.2, 2.05, 1.9];
const outlier = counts.map((value, i) => (i === 3 ? value + 9 : value));

const systems: Readonly<Record<string, readonly [Objective, Objective?]>> = {
  pair: [
    (x) => [x[0]! * Math.cos(x[1]!) - 4, x[1]! * x[0]! - x[1]! - 5],
    (x) => [
      [Math.cos(x[1]!), -x[0]! * Math.sin(x[1]!)],
      [x[1]!, x[0]! - 1],
    ],
  ],
  wave: [(x) => [x[0]! * x[0]! + 10 * Math.sin(x[0]!)], (x) => [[2 * x[0]! + 10 * Math.cos(x[0]!)]]],
  circle: [
    (x) => [x[0]! * x[0]! + x[1]! * x[1]! - 4, x[0]! - x[1]!],
    (x) => [
      [2 * x[0]!, 2 * x[1]!],
      [1, -1],
    ],
  ],
  chain: [(x) => x.map((v, i) => (3 - 2 * v) * v - (x[i - 1] ?? 0) - 2 * (x[i + 1] ?? 0) + 1)],
  none: [(x) => [x[0]! * x[0]! + 1], (x) => [[2 * x[0]!]]],
  linear: [
    (x) => [2 * x[0]! + x[1]! - 3, x[0]! - x[1]!],
    () => [
      [2, 1],
      [1, -1],
    ],
  ],
};

const bell = (p: ArrayLike<number>): Float64Array =>
  t.map((v) => Math.exp(-((v - p[1]!) * (v - p[1]!)) / (2 * p[2]! * p[2]!)));
const gauss =
  (y: readonly number[]): Objective =>
  (p) =>
    bell(p).map((e, i) => p[0]! * e + p[3]! - y[i]!);
const gaussRows = (p: ArrayLike<number>): number[][] =>
  Array.from(bell(p), (e, i) => {
    const d = t[i]! - p[1]!;
    return [e, (p[0]! * e * d) / (p[2]! * p[2]!), (p[0]! * e * d * d) / (p[2]! * p[2]! * p[2]!), 1];
  });

const residuals: Readonly<Record<string, readonly [Objective, Objective?]>> = {
  rosen: [
    (x) => [10 * (x[1]! - x[0]! * x[0]!), 1 - x[0]!],
    (x) => [
      [-20 * x[0]!, 10],
      [-1, 0],
    ],
  ],
  gauss: [gauss(counts), gaussRows],
  outlier: [gauss(outlier), gaussRows],
  powell: [
    (x) => [
      x[0]! + 10 * x[1]!,
      5 ** 0.5 * (x[2]! - x[3]!),
      (x[1]! - 2 * x[2]!) * (x[1]! - 2 * x[2]!),
      10 ** 0.5 * (x[0]! - x[3]!) * (x[0]! - x[3]!),
    ],
  ],
  line: [(p) => t.map((v, i) => p[0]! + p[1]! * v - counts[i]!), () => Array.from(t, (v) => [1, v])],
  twice: [(p) => t.map((v, i) => (p[0]! + p[1]!) * v - counts[i]!), () => Array.from(t, (v) => [v, v])],
  decay: [(p) => t.map((v, i) => p[0]! * Math.exp(-p[1]! * v) - counts[i]!)],
};

const models: Readonly<Record<string, optimize.Model>> = {
  gauss: (x: Float64Array, a, b, c, d) => x.map((v) => a! * Math.exp(-((v - b!) * (v - b!)) / (2 * c! * c!)) + d!),
  line: (x: Float64Array, a, b) => x.map((v) => a! + b! * v),
  decay: (x: Float64Array, a, b) => x.map((v) => a! * Math.exp(-b! * v)),
  plane: (x, a, b, c) => t.map((_, i) => a! + b! * x.get(0, i) + c! * x.get(1, i)),
  constant: (_: Float64Array, a) => a,
};

function expectFit(actual: unknown, wanted: unknown, label: string, rtol = 1e-5, atol = 1e-7): void {
  expectStored(actual, wanted, { rtol, atol }, label);
}

const run: Readonly<Record<string, (one: Case, label: string) => void>> = {
  fsolve: ({ function: name, x0, own, options, loose, expected }, label) => {
    const [fun, jac] = systems[name]!;
    const [x, info, ier, mesg] = optimize.fsolve(fun, x0, {
      ...options,
      ...(own ? { fprime: jac! } : {}),
      fullOutput: true,
    });
    if (loose) return;
    expect([ier, mesg, info.nfev, info.njev ?? null], label).toEqual([
      expected.ier,
      expected.mesg,
      expected.nfev,
      expected.njev,
    ]);
    const stuck = ier !== 1;
    expectFit(x, expected.x, `${label} x`, stuck ? 1e-4 : 1e-6, stuck ? 1e-6 : 1e-8);
    if (expected.fjac === undefined || stuck) return;
    expectFit(info.fjac, expected.fjac, `${label} fjac`, 1e-4, 1e-5);
    expectFit(info.r, expected.r, `${label} r`, 1e-4, 1e-5);
  },
  leastsq: ({ function: name, x0, own, options, loose, expected }, label) => {
    const [fun, jac] = residuals[name]!;
    const [x, covX, info, mesg, ier] = optimize.leastsq(fun, x0, {
      ...options,
      ...(own ? { Dfun: jac! } : {}),
      fullOutput: true,
    });
    if (!loose)
      expect([ier, mesg, info.nfev, info.njev ?? null], label).toEqual([
        expected.ier,
        expected.mesg,
        expected.nfev,
        expected.njev,
      ]);
    if (name === "twice" || loose) return;
    const coarse = name === "powell" || ier === 5 ? 1e-3 : 1e-5;
    expectFit(x, expected.x, `${label} x`, coarse, 1e-4 * coarse);
    if (name !== "powell") expectFit(covX, expected.covX, `${label} covX`, 1e-3, 1e-9);
  },
  leastSquares: ({ function: name, x0, bounds, method, options, loose, error, expected }, label) => {
    const [fun, jac] = residuals[name]!;
    const own = options.jac === "own" ? { ...options, jac: jac! } : options;
    const call = (): optimize.LeastSquaresResult =>
      optimize.leastSquares(fun, x0, { ...own, bounds: bounds.map(storedArray), method });
    if (error !== undefined) {
      expect(codeOf(call), label).toMatch(/^BAD_/);
      return;
    }
    const found = call();
    if (loose) {
      expect(found.cost, label).toBeLessThanOrEqual(1.01 * expected.cost + 1e-8);
      return;
    }
    expectNumbers([found.cost], [expected.cost], { rtol: 1e-6, atol: 1e-8 }, `${label} cost`);
    expect(found.success, label).toBe(expected.success);
    if (name === "powell") return;
    expect([found.status, found.nfev, found.njev, found.message], label).toEqual([
      expected.status,
      expected.nfev,
      expected.njev,
      expected.message,
    ]);
    expectFit(found.x, expected.x, `${label} x`, 1e-4, 1e-6);
    expect(numbersOf(found.activeMask), label).toEqual(expected.activeMask);
  },
  curveFit: ({ function: name, options, loose, error, expected }, label) => {
    const own: Record<string, unknown> = { ...options };
    const n = { gauss: 4, line: 2, decay: 2, plane: 3, constant: 1 }[name]!;
    if (own.bounds === "some") own.bounds = [0, [11, ...new Array(n - 1).fill(Number.POSITIVE_INFINITY)]];
    if (own.jac === "own")
      own.jac =
        name === "gauss"
          ? (_: unknown, ...p: number[]) => gaussRows(p)
          : (x: Float64Array) => Array.from(x, (v) => [1, v]);
    if (typeof own.sigma === "object") own.sigma = storedOr(own.sigma);
    const p0 = { gauss: [10, 1, 0.5, 1], decay: [10, 0.5] }[name] ?? null;
    const x = name === "plane" ? [t, t.map((v) => Math.cos(3 * v))] : t;
    const call = (): unknown[] => optimize.curveFit(models[name]!, x, counts, { ...own, p0, fullOutput: true });
    if (error !== undefined) {
      expect(codeOf(call), label).toBe("NOT_CONVERGED");
      return;
    }
    const [popt, pcov, info, mesg, ier] = call() as [unknown, unknown, { nfev: number }, string, number];
    expectFit(popt, expected.popt, `${label} popt`, 1e-5, 1e-7);
    // Forward differences know the small entries beside large ones only roughly.
    const largest = Math.max(...numbersOf(expected.pcov.data).map(Math.abs));
    expectFit(pcov, expected.pcov, `${label} pcov`, 1e-4, Number.isFinite(largest) ? 1e-6 * largest : 0);
    if (!loose) expect([info.nfev, mesg, ier], label).toEqual([expected.nfev, expected.mesg, expected.ier]);
  },
  nnls: ({ A, b, expected }, label) => {
    const [x, rnorm] = optimize.nnls(storedArray(A), storedArray(b));
    expectFit(x, expected.x, label, 1e-9, 1e-12);
    expectNumbers([rnorm], [expected.rnorm], { rtol: 1e-10, atol: 1e-12 }, label);
  },
  lsqLinear: ({ A, b, bounds, method, expected }, label) => {
    const found = optimize.lsqLinear(storedArray(A), storedArray(b), { bounds: bounds.map(storedArray), method });
    expectNumbers([found.cost], [expected.cost], { rtol: 1e-6, atol: 1e-9 }, `${label} cost`);
    if (expected.x === null) return;
    expectFit(found.x, expected.x, `${label} x`, 1e-5, 1e-6);
    expect([found.nit, found.success], label).toEqual([expected.nit, expected.success]);
    expect(numbersOf(found.activeMask), label).toEqual(expected.activeMask);
  },
};

function storedOr(value: unknown): unknown {
  return (value as { dtype?: string }).dtype === undefined ? value : storedArray(value as StoredArray);
}

describe("equations, least squares and fits as SciPy 1.10", () => {
  it.each(
    cases.map(
      (one, i) =>
        [
          `${i} ${one.kind} ${one.function} ${one.method ?? ""} ${JSON.stringify(one.options ?? "").slice(0, 60)}`,
          one,
        ] as const,
    ),
  )("%s", (label, one) => {
    run[one.kind]!(one, label);
  });
});
