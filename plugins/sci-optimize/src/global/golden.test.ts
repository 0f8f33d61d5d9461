import { describe, expect, it } from "vitest";
import {
  expectNumbers,
  expectStored,
  type Golden,
  type StoredArray,
  storedArray,
} from "../../../../tools/golden/golden.js";
import stored from "../../golden/global.json" with { type: "json" };
import * as optimize from "../index.js";

// Each kind has inputs and results of its own form.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Case = any;
const { cases } = stored as unknown as Golden<Case>;
type Plain = (x: ArrayLike<number>) => number;
const sum = (x: ArrayLike<number>, term: (v: number, i: number) => number): number => {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += term(x[i]!, i);
  return total;
};
const functions: Readonly<Record<string, Plain>> = {
  bumps: (x) => {
    let total = 0;
    for (let i = 0; i < x.length; i++) total += x[i]! * x[i]! * (x[i]! - 1.5) * (x[i]! - 1.5) + 0.3 * x[i]!;
    return total;
  },
  bowl: (x) => sum(x, (v, i) => (i + 1) * (v - i * 0.5) * (v - i * 0.5)),
  rosen: (x) =>
    sum(Array.from(x).slice(1), (v, i) => 100 * (v - x[i]! * x[i]!) * (v - x[i]! * x[i]!) + (1 - x[i]!) * (1 - x[i]!)),
};
const given = (value: StoredArray | null): ReturnType<typeof storedArray> | null =>
  value === null ? null : storedArray(value);

const run: Readonly<Record<string, (one: Case, label: string) => void>> = {
  basinhopping: ({ function: name, x0, seed, options, expected }, label) => {
    const found = optimize.basinhopping(functions[name]!, x0, {
      ...options,
      seed,
      minimizerKwargs: { method: "Nelder-Mead" },
    });
    const { x, fun, ...rest } = expected;
    expectStored(found, { x, fun }, { rtol: 1e-9, atol: 1e-9 }, label);
    expect(Object.fromEntries(Object.keys(rest).map((key) => [key, found[key as "nit"]])), label).toEqual(rest);
  },
  evolution: ({ function: name, bounds, seed, options, expected, polished }, label) => {
    const found = optimize.differentialEvolution(functions[name]!, bounds, { ...options, seed });
    const { x, fun, ...rest } = expected;
    const close = polished ? { rtol: 1e-6, atol: 1e-6 } : { rtol: 1e-12, atol: 1e-14 };
    expectStored(found, { x, fun }, close, label);
    expect(Object.fromEntries(Object.keys(rest).map((key) => [key, found[key as "nit"]])), label).toEqual(rest);
  },
  annealing: ({ function: name, bounds, seed, options, expected }, label) => {
    const found = optimize.dualAnnealing(functions[name]!, bounds, { ...options, seed });
    const { x, fun, ...rest } = expected;
    expectStored(found, { x, fun }, { rtol: 1e-5, atol: 1e-6 }, label);
    if (options.noLocalSearch)
      expect(Object.fromEntries(Object.keys(rest).map((key) => [key, found[key as "nit"]])), label).toEqual(rest);
    else expect([found.nit, found.message, found.success], label).toEqual([rest.nit, rest.message, rest.success]);
  },
  brute: ({ ranges, Ns, finish, expected }, label) => {
    const found = optimize.brute(functions.bumps!, ranges, {
      Ns,
      fullOutput: true,
      ...(finish ? {} : { finish: null }),
    });
    expectStored(found, expected, { rtol: 1e-12, atol: 1e-14 }, label);
  },
  assignment: ({ C, maximize, expected }, label) => {
    expectStored(optimize.linearSumAssignment(storedArray(C), { maximize }), expected, {}, label);
  },
  linprog: ({ c, Aub, bub, Aeq, beq, bounds, expected }, label) => {
    const [A, b, E, e] = [Aub, bub, Aeq, beq].map(given);
    const found = optimize.linprog(storedArray(c), { Aub: A!, bub: b!, Aeq: E!, beq: e!, bounds });
    // HiGHS may say "infeasible or unbounded" (4) where presolve does not look further.
    if (expected.status === 4) {
      expect([2, 3], label).toContain(found.status);
      return;
    }
    expect(found.status, label).toBe(expected.status);
    if (found.status !== 0) return;
    const close = { rtol: 1e-7, atol: 1e-8 };
    expectNumbers([found.fun!], [expected.fun], close, `${label} fun`);
    expectStored(found.x, expected.x, close, `${label} x`);
    expectStored(found.slack, expected.slack, close, `${label} slack`);
    for (const key of ["ineqlin", "eqlin", "lower", "upper"] as const)
      expectStored(found[key]!.marginals, expected[key], close, `${label} ${key}`);
  },
  rosen: ({ x, expected }, label) => {
    const p = x.map((_: number, i: number) => i + 1);
    const found = [optimize.rosen(x), optimize.rosenDer(x), optimize.rosenHess(x), optimize.rosenHessProd(x, p)];
    expectStored(found, expected, { rtol: 1e-12, atol: 1e-12 }, label);
  },
  gradient: ({ x, expected }, label) => {
    const f = functions.rosen!;
    const both = (v: Float64Array): number[] => [f(v), functions.bowl!(v)];
    const found = [
      optimize.approxFprime(x, f),
      optimize.approxFprime(x, f, { epsilon: 1e-4 }),
      optimize.checkGrad(f, optimize.rosenDer, x, { epsilon: 1e-5 }),
      optimize.checkGrad(f, optimize.rosenDer, x, { epsilon: 1e-5, direction: "random", seed: 4 }),
      optimize.approxFprime(x, both),
    ];
    expectStored(found, expected, { rtol: 1e-5, atol: 1e-6 }, label);
  },
  search: ({ x, p, options, expected }, label) => {
    const found = optimize.lineSearch(functions.rosen!, optimize.rosenDer, x, storedArray(p), options);
    if (expected[0] === null) expect(found[0], label).toBe(null);
    else expectStored(found, expected, { rtol: 1e-9, atol: 1e-9 }, label);
  },
};

describe("global searches, linear programs and helpers as SciPy 1.10", () => {
  it.each(
    cases.map(
      (one, i) =>
        [`${i} ${one.kind} ${one.function ?? ""} ${JSON.stringify(one.options ?? "").slice(0, 60)}`, one] as const,
    ),
  )("%s", (label, one) => run[one.kind]!(one, label));
});
