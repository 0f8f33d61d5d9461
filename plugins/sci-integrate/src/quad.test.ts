import { describe, expect, it } from "vitest";
import {
  codeOf,
  expectNumbers,
  expectStored,
  type Golden,
  type StoredArray,
  storedScalar,
} from "../../../tools/golden/golden.js";
import nestedFile from "../golden/nested.json" with { type: "json" };
import quadFile from "../golden/quad.json" with { type: "json" };
import { dblquad, nquad, type QuadFullResult, type QuadOptions, quad, quadVec, tplquad } from "./index.js";

type Numbers = Readonly<Record<string, (x: number, p: number) => number>>;

const functions: Numbers = {
  sin: (x, p) => Math.sin(p * x),
  gauss: (x, p) => Math.exp(-p * x * x),
  decay: (x, p) => Math.exp(-p * Math.abs(x)),
  root: (x) => (x !== 0 ? 1 / Math.sqrt(Math.abs(x)) : 0),
  log: (x) => (x !== 0 ? Math.log(Math.abs(x)) : 0),
  power: (x, p) => (x !== 0 ? Math.abs(x) ** p : 0),
  kink: (x, p) => Math.abs(x - p),
  step: (x, p) => (x > p ? 1 : 0),
  lorentz: (x, p) => 1 / (p * p + x * x),
  wave: (x, p) => Math.sin(p * x) / (1 + x * x),
  spike: (x, p) => (x !== p ? 1 / Math.sqrt(Math.abs(x - p)) : 0),
  zero: () => 0,
  poly: (x, p) => ((x - p) * x + 1) * x - 2,
  divergent: (x) => (x !== 0 ? 1 / x : 0),
  nan: () => Number.NaN,
};

interface QuadCase {
  readonly fun: string;
  readonly a: number | string;
  readonly b: number | string;
  readonly p: number;
  readonly options: QuadOptions;
  readonly value: unknown;
  readonly error: unknown;
  readonly neval: number;
  readonly message: boolean;
  readonly last?: number;
  readonly alist?: StoredArray;
  readonly rlist?: StoredArray;
  readonly iord?: StoredArray;
  readonly lst?: number;
  readonly ierlst?: StoredArray;
}

const cases = (quadFile as unknown as Golden<QuadCase>).cases;
const number = (value: unknown): number => storedScalar(value) as number;

describe("quad", () => {
  it.each(cases.map((one, i) => [`${i} ${one.fun} ${one.a} ${one.b} ${one.p} ${JSON.stringify(one.options)}`, one]))(
    "%s",
    (label, one) => {
      const { fun, options, p } = one as QuadCase;
      const { a, b, value, error, neval, message, last, alist, rlist, iord, lst, ierlst } = one as QuadCase;
      const found: QuadFullResult = quad(functions[fun]!, number(a), number(b), {
        ...options,
        args: [p],
        fullOutput: true,
      });
      const [wanted, wantedError] = [number(value), number(error)];
      const scale = Math.max(Math.abs(wanted), 1e-3);
      expectNumbers(
        [found[0]],
        [wanted],
        { rtol: 1e-12, atol: Math.max(1e-13 * scale, wantedError * 1e-6) },
        label as string,
      );
      // Errors near rounding are differences of sums, which end differently in the last digits.
      expectNumbers([found[1]], [wantedError], { rtol: 1e-2, atol: 2e-12 * scale }, `${label} error`);
      expect(found.length > 3, `${label} message`).toBe(message);
      expect(found[2].neval, `${label} neval`).toBe(neval);
      if (last !== undefined) expect(found[2].last).toBe(last);
      if (alist !== undefined) expectStored(found[2].alist, alist, {}, `${label} alist`);
      if (rlist !== undefined) expectStored(found[2].rlist, rlist, { rtol: 1e-12, atol: 1e-14 }, `${label} rlist`);
      if (iord !== undefined) expectStored(found[2].iord, iord, {}, `${label} iord`);
      if (lst !== undefined) expect(found[2].lst).toBe(lst);
      if (ierlst !== undefined) expectStored(found[2].ierlst, ierlst, {}, `${label} ierlst`);
    },
  );

  it("gives SciPy's digits for a sine", () => {
    expect(quad(Math.sin, 0, Math.PI / 2)).toEqual([0.9999999999999999, 1.1102230246251564e-14]);
  });

  it("integrates complex functions by parts", () => {
    const [value, error] = quad((x) => ({ re: Math.cos(x), im: Math.sin(x) }), 0, 1, { complexFunc: true });
    expectNumbers([value.re, value.im], [Math.sin(1), 1 - Math.cos(1)], {}, "value");
    expect(error.re).toBeGreaterThan(0);
    const [, , info] = quad((x) => x, 0, 1, { complexFunc: true, fullOutput: true });
    expect(info.real.length).toBe(1);
  });

  it("takes moments of an earlier call", () => {
    const f = (x: number): number => 1 / (1 + x);
    const options = { weight: "sin", wvar: 30, fullOutput: true } as const;
    const [value, , info] = quad(f, 0, 5, options);
    const again = quad(f, 0, 5, { ...options, wopts: [info.momcom!, info.chebmo!] });
    expect(again[0]).toBe(value);
  });

  it("is right with fewer moments than levels", () => {
    // SciPy reads an index that was never set there and is off by half.
    for (const weight of ["cos", "sin"] as const)
      for (const name of ["gauss", "root", "kink", "lorentz"]) {
        const options = { weight, wvar: 12, args: [0.3], limit: 100 };
        const few = quad(functions[name]!, -1, 5, { ...options, maxp1: 2 });
        const many = quad(functions[name]!, -1, 5, options);
        expectNumbers([few[0]], [many[0]], { rtol: 1e-12 }, `${weight} ${name}`);
      }
  });

  it("is right with a logarithm at the lower end", () => {
    // ∫ exp(x) x^-½ (1-x)^½ log(x), by mpmath with 30 digits; SciPy adds up two expansions wrongly and is off by 4e-12.
    const [value] = quad(Math.exp, 0, 1, { weight: "alg-loga", wvar: [-0.5, 0.5] });
    expectNumbers([value], [-4.160251432785394], { rtol: 1e-14 }, "alg-loga");
  });

  it("refuses what cannot be", () => {
    const f = Math.sin;
    const codes = [
      () => quad(f, 0, 1, { epsabs: 0, epsrel: 0 }),
      () => quad(f, 0, 1, { limit: 0 }),
      () => quad(f, Number.NaN, 1),
      () => quad(f, 0, Number.POSITIVE_INFINITY, { points: [1] }),
      () => quad(f, 0, 1, { weight: "cauchy", wvar: 1 }),
      () => quad(f, 0, 1, { weight: "alg", wvar: [-1, 0] }),
      () => quad(f, 0, 1, { weight: "alg" }),
      () => quad(f, 0, Number.POSITIVE_INFINITY, { weight: "alg", wvar: [0, 0] }),
      () => quad(f, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, { weight: "cos", wvar: 1 }),
      () => quad(f, 0, Number.POSITIVE_INFINITY, { weight: "cos", wvar: 1, epsabs: 0 }),
      () => quad(f, 0, Number.POSITIVE_INFINITY, { weight: "cos", wvar: 1, limlst: 2 }),
      () => quad(f, 0, 1, { weight: "cos", wvar: 1, maxp1: 0 }),
      () => quad(f, 0, 1, { points: [0.1, 0.2, 0.3], limit: 3 }),
    ].map(codeOf);
    expect(codes).toEqual(codes.map(() => "BAD_VALUE"));
    expect(codeOf(() => quad(f, 0, 1, { weight: "tan" as never }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => quad(3 as never, 0, 1))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => quad((() => "1") as never, 0, 1))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => quad(f, 0, 1, { weight: "cos" }))).toBe("BAD_ARGUMENT");
    const own = new Error("own");
    expect(
      codeOf(() =>
        quad(
          () => {
            throw own;
          },
          0,
          1,
        ),
      ),
    ).toBe(own);
  });
});

interface NestedCase {
  readonly kind: string;
  readonly id: string;
  readonly value: unknown;
  readonly error: number;
  readonly neval: number | null;
  readonly a: unknown;
  readonly b: unknown;
  readonly norm: "2" | "max";
  readonly quadrature: "gk21" | "gk15" | "trapezoid" | null;
  readonly epsrel: number;
  readonly points: number[] | null;
  readonly status: number;
  readonly count: number;
}

const infinity = Number.POSITIVE_INFINITY;
const nestedCalls: Readonly<Record<string, () => [number, number, { readonly neval: number }?]>> = {
  box: () => dblquad((y, x) => x * y ** 2, 0, 2, 0, 1),
  plane: () => dblquad((y, x) => Math.exp(-x * x - y * y), -infinity, infinity, -infinity, infinity),
  triangle: () =>
    dblquad(
      (y, x) => Math.sin(x + y),
      0,
      1,
      (x) => x,
      (x) => 2 - x,
      { epsabs: 1e-10 },
    ),
  args: () =>
    dblquad(
      (y, x, a) => a * x * y,
      0,
      1,
      (x) => x ** 2,
      1,
      { args: [3] },
    ),
  cube: () => tplquad((z, y, x) => x * y * z, 1, 2, 2, 3, 0, 1),
  curved: () =>
    tplquad(
      (z, y, x) => x + y * z,
      0,
      1,
      (x) => x,
      1,
      (x, y) => x * y,
      (_, y) => 1 + y,
    ),
  four: () =>
    nquad(
      (x0, x1, x2, x3) => x0 ** 2 + x1 * x2 - x3 ** 3 + Math.sin(x0) + (x0 - 0.2 * x3 - 0.5 - 0.25 * x1 > 0 ? 1 : 0),
      [
        [0, 1],
        [-1, 1],
        [0.13, 0.8],
        [-0.15, 1],
      ],
      {
        opts: [
          (x1, _, x3) => ({ points: [0.2 * x3 + 0.5 + 0.25 * x1] }),
          { epsabs: 1e-3 },
          { epsabs: 1e-3 },
          { epsabs: 1e-3 },
        ],
        fullOutput: true,
      },
    ),
  ranges: () => nquad((x, y, a) => a * x * y, [(y, a) => [0, y * a], [0, 2]], { args: [0.5], fullOutput: true }),
};

describe("nested and array-valued integrals", () => {
  const all = (nestedFile as unknown as Golden<NestedCase>).cases;
  it.each(
    all.map((one, i) => [`${i} ${one.kind} ${one.id ?? `${one.a} ${one.b} ${one.norm} ${one.quadrature}`}`, one]),
  )("%s", (label, given) => {
    const one = given as NestedCase;
    if (one.kind === "quadVec") {
      const { norm, epsrel } = one;
      const f = (x: number): number[][] => [
        [Math.exp(-x * x), x * Math.exp(-Math.abs(x))],
        [1 / (1 + x * x), Math.sqrt(Math.abs(x)) * Math.exp(-Math.abs(x))],
      ];
      const options = { norm, epsrel, quadrature: one.quadrature ?? undefined, points: one.points ?? undefined };
      const [value, error, info] = quadVec(f, number(one.a), number(one.b), { ...options, fullOutput: true });
      expectStored(value, one.value, { rtol: 1e-12, atol: 1e-14 }, label as string);
      expectNumbers([error], [one.error], { rtol: 1e-3, atol: 1e-15 }, `${label} error`);
      expect([info.neval, info.status, info.errors.size]).toEqual([one.neval, one.status, one.count]);
      expect(info.integrals.shape).toEqual([one.count, 2, 2]);
      return;
    }
    const found = one.kind === "quadVecScalar" ? quadVec(Math.sin, 0, 3, { fullOutput: true }) : nestedCalls[one.id]!();
    expectNumbers([found[0] as number], [number(one.value)], { rtol: 1e-12, atol: 1e-14 }, label as string);
    expectNumbers([found[1]], [one.error], { rtol: 1e-3, atol: 1e-15 }, `${label} error`);
    if (one.neval !== null) expect(found[2]?.neval).toBe(one.neval);
  });

  it("refuse what does not fit", () => {
    expect(codeOf(() => nquad(() => 1, []))).toBe("BAD_SHAPE");
    expect(codeOf(() => nquad(() => 1, [[0, 1]], { opts: [{}, {}] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => quadVec((x) => (x > 0.5 ? [1] : [1, 2]), 0, 1))).toBe("BAD_SHAPE");
    expect(codeOf(() => quadVec((x) => x, 0, 1, { quadrature: "gk61" as never }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => quadVec((x) => x, 0, 1, { norm: "1" as never }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => quadVec((x) => x, Number.NaN, 1))).toBe("BAD_VALUE");
    expect(codeOf(() => quadVec((x) => x, 0, 1, { signal: AbortSignal.abort() }))).toBe("ABORTED");
  });
});
