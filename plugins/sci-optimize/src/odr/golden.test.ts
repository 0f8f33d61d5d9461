import { array, type NDArray } from "@core/array";
import { describe, expect, it } from "vitest";
import { type Close, expectStored, type Golden, isStoredArray, storedArray } from "../../../../tools/golden/golden.js";
import document from "../../golden/odr.json" with { type: "json" };
import {
  type OdrData,
  type OdrFunction,
  type OdrModel,
  type OdrOptions,
  type OdrResult,
  odr,
  odrExponential,
  odrMultilinear,
  odrPolynomial,
  odrQuadratic,
  odrUnilinear,
} from "../index.js";

interface Case {
  readonly model: string;
  readonly x: unknown;
  readonly y: unknown;
  readonly beta0: number[];
  readonly data: Record<string, unknown>;
  readonly options: Record<string, unknown>;
  readonly delta0: unknown;
  readonly fit: NonNullable<OdrOptions["fitType"]>;
  readonly info: number;
  readonly expected: Record<string, unknown>;
  readonly relError: number;
  readonly stopReason: string[];
}

const golden = document as Golden<Case>;
const rows = (x: NDArray): [Float64Array, Float64Array] => {
  const [first, second] = x.toNested() as [number[], number[]];
  return [Float64Array.from(first), Float64Array.from(second)];
};
const bell: OdrFunction = (b, x: Float64Array) =>
  x.map((v) => b[0]! * Math.exp(-((v - b[1]!) ** 2) / (2 * b[2]! ** 2)) + b[3]!);
const shape = (b: Float64Array, v: number): number => Math.exp(-((v - b[1]!) ** 2) / (2 * b[2]! ** 2));
const models: Record<string, OdrModel | OdrFunction> = {
  unilinear: odrUnilinear,
  quadratic: odrQuadratic,
  exponential: odrExponential,
  multilinear: odrMultilinear,
  polynomial3: odrPolynomial(3),
  polynomial135: odrPolynomial([1, 3, 5]),
  gaussian: bell,
  gaussianJac: {
    fcn: bell,
    fjacb: (b, x: Float64Array) => [
      [...x].map((v) => shape(b, v)),
      [...x].map((v) => (b[0]! * shape(b, v) * (v - b[1]!)) / b[2]! ** 2),
      [...x].map((v) => (b[0]! * shape(b, v) * (v - b[1]!) ** 2) / b[2]! ** 3),
      [...x].map(() => 1),
    ],
    fjacd: (b, x: Float64Array) => x.map((v) => (-b[0]! * shape(b, v) * (v - b[1]!)) / b[2]! ** 2),
  },
  decay: (b, x: Float64Array) => x.map((v) => b[0]! * Math.exp(-b[1]! * v) + b[2]!),
  power: (b, x: Float64Array) => x.map((v) => b[0]! * v ** -b[1]!),
  surface: (b, x) => {
    const [u, v] = rows(x);
    return u.map((one, i) => b[0]! * Math.exp(-b[1]! * one) + b[2]! * Math.sin(v[i]!));
  },
  pair: (b, x: Float64Array) => [[...x].map((v) => b[0]! * Math.exp(-b[1]! * v)), [...x].map((v) => b[1]! * v + b[0]!)],
  pairOfTwo: (b, x) => {
    const [u, v] = rows(x);
    return [
      [...u].map((one, i) => b[0]! * one + b[1]! * v[i]! ** 2),
      [...u].map((one) => b[2]! * Math.exp(-b[1]! * one)),
    ];
  },
  circle: {
    fcn: (b, x) => {
      const [u, v] = rows(x);
      return u.map((one, i) => (one - b[0]!) ** 2 + (v[i]! - b[1]!) ** 2 - b[2]! ** 2);
    },
    implicit: true,
  },
  ellipse: {
    fcn: (b, x) => {
      const [u, v] = rows(x);
      return u.map((one, i) => {
        const [p, q] = [one - b[0]!, v[i]! - b[1]!];
        return b[2]! * p * p + 2 * b[3]! * p * q + b[4]! * q * q - 1;
      });
    },
    implicit: true,
  },
};

const names: Record<string, string> = { wd: "weightX", we: "weightY" };
const given = (value: unknown): unknown => (isStoredArray(value) ? storedArray(value) : value);
const renamed = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [names[key] ?? key, given(value)]));

function run(one: Case): OdrResult {
  const data = { x: given(one.x), y: given(one.y), ...renamed(one.data) } as unknown as OdrData;
  // SciPy stopped only where rounding did, apart from equations and the limit of iterations.
  const tight = one.fit === "implicit" || one.info === 4 ? {} : { sstol: 1e-15, partol: 1e-14, maxit: 500 };
  const start = one.delta0 === null ? {} : { delta0: given(one.delta0) as NDArray };
  return odr(models[one.model]!, data, one.beta0, {
    fitType: one.fit,
    deriv: "central",
    ...tight,
    ...start,
    ...renamed(one.options),
  });
}

describe("orthogonal distance regression", () => {
  it.each(golden.cases.map((one, i) => [`${i} ${one.model} ${one.fit}`, one] as const))("%s", (label, one) => {
    const result = run(one);
    if (one.info === 4) {
      expect([result.info, result.nit]).toEqual([4, 1]);
      expect(result.stopReason).toEqual(one.stopReason);
      return;
    }
    expect(result.info).toBeLessThan(4);
    const implicit = one.fit === "implicit";
    const wanted = Object.fromEntries(
      Object.entries(one.expected).filter(
        ([key]) => !implicit || !["sumSquare", "sumSquareEps", "eps", "y"].includes(key),
      ),
    );
    for (const [key, value] of Object.entries(wanted)) {
      const close: Close = { rtol: 1e-7, atol: 1e-8 };
      expectStored(result[key as keyof OdrResult], value, close, `${label} ${key}`);
    }
  });

  it("ends within the usual tolerances at the same place", () => {
    for (const one of golden.cases.filter(({ info, fit }) => info < 4 && fit !== "implicit")) {
      const data = { x: given(one.x), y: given(one.y), ...renamed(one.data) } as unknown as OdrData;
      const result = odr(models[one.model]!, data, one.beta0, { fitType: one.fit, ...renamed(one.options) });
      expectStored(result.beta, one.expected.beta, { rtol: 3e-3 }, one.model);
      expect(result.info, one.model).toBeLessThan(4);
    }
  });

  it("finds the circle that is nearest", () => {
    const angle = Float64Array.from({ length: 40 }, (_, i) => i / 7);
    const u = [...angle].map((a, i) => 2 + 3 * Math.cos(a) + 0.1 * Math.sin(17 * i));
    const v = [...angle].map((a, i) => 3 * Math.sin(a) - 1 + 0.1 * Math.cos(11 * i));
    const found = odr(models.circle!, { x: array([u, v]) }, [1, 0, 2]);
    const [a, b, r] = found.beta.toNested() as [number, number, number];
    // Distances to a circle are known, so that the sum and its slopes are too.
    const off = u.map((x, i) => Math.hypot(x - a, v[i]! - b) - r);
    expect(found.sumSquare).toBeCloseTo(
      off.reduce((sum, d) => sum + d * d, 0),
      9,
    );
    expect(off.reduce((sum, d) => sum + d, 0)).toBeCloseTo(0, 6);
    expect(off.reduce((sum, d, i) => sum + (d * (u[i]! - a)) / (d + r), 0)).toBeCloseTo(0, 6);
    expect(Math.max(...(found.y.toNested() as number[]).map(Math.abs))).toBeLessThan(1e-9);
  });
});
