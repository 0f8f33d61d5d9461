import { cos, type NDArray } from "@core/array";
import { describe, expect, it } from "vitest";
import { codeOf, expectNumbers, expectStored, type Golden, numbersOf } from "../../../../tools/golden/golden.js";
import stored from "../../golden/scalar.json" with { type: "json" };
import * as optimize from "../index.js";
import { bisect, brenth, brentq, ridder, toms748 } from "../index.js";

interface Case {
  readonly kind: string;
  readonly method: string;
  readonly function: string;
  readonly options: Record<string, unknown>;
  readonly a: number;
  readonly b: number;
  readonly x0: number;
  // Each kind has results of its own form.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly expected: any;
}

const { cases } = stored as unknown as Golden<Case>;
type Line = (x: number) => number;
const values: Readonly<Record<string, Line>> = {
  wave: (x) => x * x + 10 * Math.sin(x),
  cubic: (x) => (x - 2) * x * (x + 2) * (x + 2),
  quartic: (x) => (x - 1) * (x - 1) * (x - 1) * (x - 1) + 0.1 * x,
  exp: (x) => 1 / (1 + x * x) - 0.3 * x,
  abs: (x) => Math.abs(x - 0.7),
  flat: () => 2,
  line: (x) => 3 * x - 1,
  cos: (x) => 1 - (x * x) / 2 + (x * x * x * x) / 24 - x,
  tanh: (x) => (x - 0.3) / (0.2 + Math.abs(x - 0.3)),
  root5: (x) => x * x * x * x * x - 0.5,
  jump: (x) => (x < 0.123 ? -1 : 1),
  cubert: (x) => Math.sqrt(Math.abs(x - 0.25)) * (x > 0.25 ? 1 : -1),
};
const first: Readonly<Record<string, Line>> = {
  wave: (x) => 2 * x + 10 * Math.cos(x),
  cubic: (x) => 4 * x * x * x + 6 * x * x - 8 * x - 8,
  exp: (x) => (-2 * x) / ((1 + x * x) * (1 + x * x)) - 0.3,
  cos: (x) => -x + (x * x * x) / 6 - 1,
  root5: (x) => 5 * x * x * x * x,
  line: () => 3,
  tanh: (x) => 0.2 / ((0.2 + Math.abs(x - 0.3)) * (0.2 + Math.abs(x - 0.3))),
};
const second: Readonly<Record<string, Line>> = {
  wave: (x) => 2 - 10 * Math.sin(x),
  cubic: (x) => 12 * x * x + 12 * x - 8,
  cos: (x) => -1 + (x * x) / 2,
  root5: (x) => 20 * x * x * x,
  line: () => 0,
};

function derivatives({ method, function: name }: Case): Record<string, Line> {
  return {
    ...(method === "secant" ? {} : { fprime: first[name]! }),
    ...(method === "halley" ? { fprime2: second[name]! } : {}),
  };
}

function expectResult(actual: Record<string, unknown>, expected: Record<string, unknown>, label: string): void {
  for (const [key, value] of Object.entries(expected)) {
    if (key === "x" || key === "root")
      expectNumbers([actual[key] as number], [Number(value)], { rtol: 1e-7, atol: 1e-8 }, `${label} ${key}`);
    else if (key === "fun")
      expectNumbers([actual[key] as number], [Number(value)], { rtol: 1e-10, atol: 1e-10 }, `${label} fun`);
    else if (value !== null) expect(actual[key], `${label} ${key}`).toEqual(value);
  }
}

const error = expect.stringMatching(/^(BAD_VALUE|NOT_CONVERGED)$/);

describe("functions of one variable as SciPy 1.10", () => {
  it.each(
    cases.map((one, i) => [`${i} ${one.kind} ${one.method ?? one.options.method} ${one.function}`, one] as const),
  )("%s", (label, one) => {
    const { kind, method, function: name, options, expected } = one;
    const f = values[name]!;
    if (kind === "minimum") {
      const run = (): optimize.ScalarResult => optimize.minimizeScalar(f, options);
      if (expected.error !== undefined) expect(codeOf(run), label).toEqual(error);
      else expectResult(run() as unknown as Record<string, unknown>, expected, label);
    } else if (kind === "bracket")
      expectNumbers(optimize.bracket(f, options), expected.map(Number), { rtol: 1e-12 }, label);
    else if (kind === "root") {
      const solve = { bisect, brentq, brenth, ridder, toms748 }[method]!;
      const run = (): [number, optimize.RootResults] =>
        solve(f, one.a, one.b, { ...options, fullOutput: true, disp: false });
      if (expected.error !== undefined) expect(codeOf(run), label).toEqual(error);
      else expectResult(run()[1] as unknown as Record<string, unknown>, expected, label);
    } else if (kind === "newton")
      expectResult(
        optimize.newton(f, one.x0, {
          ...derivatives(one),
          ...options,
          fullOutput: true,
          disp: false,
        })[1] as unknown as Record<string, unknown>,
        expected,
        label,
      );
    else if (kind === "many") {
      const each = (g: Line) => (x: NDArray<"float64">) => numbersOf(x).map(g);
      const own = Object.fromEntries(Object.entries(derivatives(one)).map(([key, g]) => [key, each(g)]));
      const found = optimize.newton(
        each(f),
        one.x0 as never,
        { ...own, maxiter: 60, fullOutput: true } as never,
      ) as unknown as optimize.ArrayRoots;
      expectStored(found, expected, { rtol: 1e-7, atol: 1e-8 }, label);
    } else {
      const own = { cosine: Math.cos, sqrt: (x: number) => Math.sqrt(x + 1), array: (x: NDArray) => cos(x) }[
        name
      ] as never;
      const found = optimize.fixedPoint(own, one.x0 as never, { method });
      expectNumbers(numbersOf(found), numbersOf(expected.data), { rtol: 1e-10 }, label);
    }
  });
});
