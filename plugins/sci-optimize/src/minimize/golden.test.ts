import { matmul } from "@core/array";
import { describe, expect, it } from "vitest";
import {
  expectNumbers,
  expectStored,
  type Golden,
  numbersOf,
  type StoredArray,
} from "../../../../tools/golden/golden.js";
import stored from "../../golden/minimize.json" with { type: "json" };
import type { OptimizeResult } from "../core/result.js";
import { vector } from "../core/values.js";
import { functions } from "../testing-functions.js";
import { type MinimizeOptions, minimize } from "./minimize.js";

interface Case {
  readonly function: string;
  readonly x0: readonly number[];
  readonly method: string | null;
  readonly jac: string | null;
  readonly hess: string | null;
  readonly given: { readonly tol?: number; readonly bounds?: readonly (readonly [number | null, number | null])[] };
  readonly options: Record<string, unknown>;
  readonly loose: string | null;
  readonly worst: number;
  readonly expected: {
    readonly [key: string]: unknown;
    readonly x: StoredArray;
    readonly message: string;
    readonly jac?: StoredArray;
  };
}

const { cases } = stored as unknown as Golden<Case>;

function result({ function: name, x0, method, jac, hess, given, options }: Case): OptimizeResult {
  const [fun, der, second] = functions[name]!;
  const both = jac === "both";
  const gradient = jac === "own" ? der : both ? true : jac;
  const asked: MinimizeOptions = {
    ...given,
    options,
    jac: gradient ?? null,
    ...(method === null ? {} : { method }),
    ...(hess === "own" ? { hess: second! } : {}),
    ...(hess === "product"
      ? { hessp: (x, p) => matmul(vector(numbersFrom(second!(x)), [x.length, x.length]), p) }
      : {}),
  };
  return minimize(both ? (x, ...args) => [fun(x, ...args), der!(x, ...args)] : fun, x0, asked);
}

function numbersFrom(value: unknown): Float64Array {
  return Float64Array.from(Array.isArray(value) ? (value as number[][]).flat() : numbersOf(value as never));
}

describe("minimize as SciPy 1.10", () => {
  it.each(cases.map((one, i) => [`${i} ${one.method} ${one.function} ${one.jac} ${one.x0}`, one] as const))(
    "%s",
    (label, one) => {
      const actual = result(one);
      const { x, fun, jac, hessInv, message, ...counts } = one.expected;
      if (one.loose === "rough" || one.loose === "rounding") {
        // SciPy itself ends elsewhere when the start changes in its last digits.
        expect(actual.fun, label).toBeLessThanOrEqual(
          one.worst + Math.abs(one.worst) + (one.loose === "rough" ? 1e-3 : 1e-6),
        );
        return;
      }
      expect(actual.message.trim(), label).toBe(message);
      expect(actual.success, label).toBe(counts.success);
      if (one.loose === "nan") return;
      expectNumbers(numbersOf(actual.x), numbersOf(x.data as number[]), { rtol: 2e-5, atol: 2e-5 }, `${label} x`);
      expectNumbers([actual.fun], [fun as number], { rtol: 1e-8, atol: 1e-8 }, `${label} fun`);
      if (jac !== undefined) expectStored(actual.jac, jac, { rtol: 1e-3, atol: 1e-3 }, `${label} jac`);
      // Steps of SciPy's SLSQP along limits are off by rounding errors, which cost it further calls.
      if (one.method === "SLSQP" && one.given.bounds !== undefined) {
        expect(actual.nfev, label).toBeLessThanOrEqual(counts.nfev as number);
        return;
      }
      if (hessInv !== undefined) expectStored(actual.hessInv, hessInv, { rtol: 1e-4, atol: 1e-6 }, `${label} hessInv`);
      const own = Object.fromEntries(Object.keys(counts).map((key) => [key, actual[key as keyof OptimizeResult]]));
      expect(own, label).toEqual(counts);
    },
  );
});
