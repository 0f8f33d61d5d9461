import { asArray, exp, fromData, multiply, type NDArray, negative, stack } from "@core/array";
import { describe, expect, it } from "vitest";
import {
  codeOf,
  expectNumbers,
  type Golden,
  isStoredArray,
  numbersOf,
  type StoredArray,
  storedArray,
} from "../../../tools/golden/golden.js";
import bvpFile from "../golden/bvp.json" with { type: "json" };
import { type BvpConditions, type BvpFunction, type SolveBvpOptions, solveBvp } from "./index.js";

interface Case {
  readonly problem: string;
  readonly x: StoredArray;
  readonly y: StoredArray;
  readonly at: StoredArray;
  readonly options: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

const problems: Readonly<Record<string, readonly [BvpFunction, BvpConditions]>> = {
  bratu: [(_, y) => [y[1]!, -Math.exp(y[0]!)], (a, b) => [a[0]!, b[0]!]],
  sturm: [(_, y, p) => [y[1]!, -(p[0]! ** 2) * y[0]!], (a, b, p) => [a[0]!, b[0]!, a[1]! - p[0]!]],
  layer: [(_, y) => [y[1]!, 1000 * y[0]!], (a, b) => [a[0]! - 1, b[0]!]],
  emden: [(_, y) => [y[1]!, -(y[0]! ** 5)], (a, b) => [a[1]!, b[0]! - Math.sqrt(3 / 4)]],
  line: [(x, y) => [-2 * y[0]! + x], (_, b) => [b[0]! - 1]],
  measles: [
    (x, y) => {
      const g = 1575 * (1 + Math.cos(2 * Math.PI * x)) * y[0]! * y[2]!;
      return [0.02 - g, g - y[1]! / 0.0279, y[1]! / 0.0279 - y[2]! / 0.01];
    },
    (a, b) => a.map((one, i) => one - b[i]!),
  ],
  none: [(_, y) => [y[1]!, 0], (a, b) => [a[1]!, b[1]! - 1]],
  steep: [(_, y) => [y[1]!, 50 * y[0]! * y[1]! - y[0]!], (a, b) => [a[0]! - 1, b[0]! + 2]],
};

const derivatives: SolveBvpOptions = {
  funJac: (_, y, p) => [
    [
      [0, 1],
      [-(p[0]! ** 2), 0],
    ],
    [[0], [-2 * p[0]! * y[0]!]],
  ],
  bcJac: () => [
    [
      [1, 0],
      [0, 0],
      [0, 1],
    ],
    [
      [0, 0],
      [1, 0],
      [0, 0],
    ],
    [[0], [0], [-1]],
  ],
};

const fine: NDArray = fromData(Float64Array.of(0, 0.25, 0.5, 0.75, 1), [5]);
const zeros = [
  [0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0],
];

describe("solveBvp as SciPy's", () => {
  const { cases } = bvpFile as unknown as Golden<Case>;
  it.each(cases.map((one, i) => [`${i} ${one.problem} ${JSON.stringify(one.options)}`, one] as const))(
    "%s",
    (label, one) => {
      const [fun, bc] = problems[one.problem]!;
      const { jac, ...given } = one.options;
      const options = Object.fromEntries(
        Object.entries(given).map(([key, value]) => [key, isStoredArray(value) ? storedArray(value) : value]),
      );
      const found = solveBvp(fun, bc, storedArray(one.x), storedArray(one.y), {
        ...options,
        ...(jac === true ? derivatives : {}),
      });
      expect([found.niter, found.status, found.message, found.x.size], label).toEqual([
        one.niter,
        one.status,
        one.message,
        one.nodes,
      ]);
      expect(found.success).toBe(found.status === 0);
      const at = storedArray(one.at);
      const near = (actual: NDArray, key: string, tolerance = 1e-7): void =>
        expectNumbers(
          numbersOf(actual),
          numbersOf(storedArray(one[key] as StoredArray)),
          { rtol: tolerance, atol: tolerance },
          `${label} ${key}`,
        );
      near(found.sol(at), "sol");
      near(found.sol(at, { nu: 1 }), "slope", 1e-6);
      expect(found.sol(0.5).shape).toEqual([found.y.shape[0]]);
      near(found.y.slice(":", Math.floor(found.x.size / 2)), "middle");
      near(found.x.slice(`::${Math.max(1, Math.floor(found.x.size / 10))}`), "mesh", 1e-14);
      if (one.p === null) expect(found.p).toBeNull();
      else near(found.p!, "p", 1e-9);
      expectNumbers(
        [Math.max(...numbersOf(found.rmsResiduals))],
        [one.rms as number],
        { rtol: 1e-3, atol: 1e-13 },
        label,
      );
      expect(found.yp.shape).toEqual(found.y.shape);
    },
  );
});

describe("solveBvp", () => {
  const [fun, bc] = problems.bratu!;

  it("takes functions of all places", () => {
    const one = solveBvp(fun, bc, fine, zeros);
    const all = solveBvp((_: unknown, y: NDArray) => stack([y.slice(1), negative(exp(y.slice(0)))]), bc, fine, zeros, {
      vectorized: true,
    });
    expectNumbers(numbersOf(all.y), numbersOf(one.y), { rtol: 1e-14, atol: 1e-14 }, "all");
  });

  it("keeps to its tolerance", () => {
    // y'' = -y with y(0) = 0, y(pi / 2) = 1.
    const x = multiply(fine, Math.PI / 2) as NDArray;
    for (const tol of [1e-3, 1e-6, 1e-9]) {
      const { sol, success } = solveBvp(
        (_, y) => [y[1]!, -y[0]!],
        (a, b) => [a[0]!, b[0]! - 1],
        x,
        zeros,
        { tol },
      );
      expect(success).toBe(true);
      for (const at of [0.1, 0.7, 1.3]) expect(Math.abs(Number(sol(at).get(0)) - Math.sin(at))).toBeLessThan(tol);
    }
  });

  it("writes reports", () => {
    const lines: string[] = [];
    solveBvp(fun, bc, fine, zeros, { verbose: 2, show: (text) => lines.push(text) });
    expect(lines[0]!.slice(0, 30)).toBe("   Iteration    Max residual  ");
    expect(lines.at(-1)).toContain("Solved in 1 iterations, number of nodes 5.");
  });

  it("does not hang on NaN, and passes errors through", () => {
    expect(solveBvp(() => [Number.NaN, 0], bc, fine, zeros).success).toBe(false);
    expect(() =>
      solveBvp(
        () => {
          throw new RangeError("mine");
        },
        bc,
        fine,
        zeros,
      ),
    ).toThrow("mine");
  });

  it.each([
    ["BAD_VALUE", () => solveBvp(fun, bc, [0, 1, 1, 2, 3], zeros)],
    ["BAD_SHAPE", () => solveBvp(fun, bc, [0, 1], zeros)],
    ["BAD_SHAPE", () => solveBvp(fun, bc, [0], [[0], [0]])],
    ["BAD_SHAPE", () => solveBvp(fun, bc, fine, [0, 0, 0, 0, 0])],
    ["BAD_SHAPE", () => solveBvp(() => [1], bc, fine, zeros)],
    ["BAD_SHAPE", () => solveBvp(fun, () => [0, 0, 0], fine, zeros)],
    ["BAD_SHAPE", () => solveBvp(fun, bc, fine, zeros, { S: [[1]] })],
    ["BAD_SHAPE", () => solveBvp(fun, bc, fine, zeros, { funJac: () => [[1]] })],
    ["BAD_ARGUMENT", () => solveBvp(3 as never, bc, fine, zeros)],
    ["BAD_ARGUMENT", () => solveBvp(fun, bc, fine, zeros, { verbose: 3 as 2 })],
    ["BAD_DTYPE", () => solveBvp(fun, bc, [0, 1], asArray([[{ re: 0, im: 1 }, 1]]))],
    ["ABORTED", () => solveBvp(fun, bc, fine, zeros, { signal: AbortSignal.abort() })],
  ] as const)("refuses what does not fit: %s", (code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});
