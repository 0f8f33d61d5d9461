import { describe, expect, it } from "vitest";
import { type Golden, isStoredArray, picture, type StoredArray, storedArray, storedScalar } from "../golden/golden.js";
import stored from "../golden/manipulate.json" with { type: "json" };
import type { NDArray, Scalar } from "./index.js";
import * as core from "./index.js";

interface ResultList {
  readonly list: readonly (StoredArray | ResultList)[];
}

interface Case {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly close: boolean;
  readonly result: StoredArray | ResultList;
}

type Call = (...args: unknown[]) => unknown;

function decode(value: unknown): unknown {
  if (isStoredArray(value)) return storedArray(value);
  if (typeof value !== "object" || value === null) return typeof value === "string" ? storedScalar(value) : value;
  const parts = value as { list?: unknown[]; slice?: (number | null)[]; text?: string };
  if (parts.list !== undefined) return parts.list.map(decode);
  if (parts.slice !== undefined) return core.slice(...parts.slice);
  return parts.text ?? storedScalar(value);
}

/** Reference calls whose parameters are arranged otherwise here. */
const special: Record<string, Call> = {
  at: (a, selectors) => core.at(a as NDArray, ...(selectors as core.Index[])),
  put: (a, selectors, value) => core.put(a as NDArray, selectors as core.Index[], value as core.ArrayLikeInput),
  broadcastArrays: (...arrays) => core.broadcastArrays(...(arrays as NDArray[])),
  polyfitFull: (...args) => {
    const fit = (core.polyfitFull as unknown as (...args: unknown[]) => core.PolynomialFit)(...args);
    return [fit.coefficients, fit.residuals, fit.singularValues, fit.covariance];
  },
  matmulLarge: (m, k, n) => {
    const [rows, depth, columns] = [m as number, k as number, n as number];
    const left = core.subtract(core.mod(core.arange(rows * depth), 7), 3).reshape([rows, depth]);
    const right = core.subtract(core.mod(core.arange(depth * columns), 5), 2).reshape([depth, columns]);
    const product = core.matmul(left, right);
    return core.array([
      core.sum(product) as number,
      product.get(-1, -1) as number,
      product.get(rows >> 1, columns >> 1) as number,
      core.sum(core.absolute(product)) as number,
    ]);
  },
};

function run(one: Case): unknown {
  const args = one.args.map(decode);
  const options = Object.fromEntries(Object.entries(one.options).map(([key, value]) => [key, decode(value)]));
  const call = special[one.name] ?? (core as unknown as Record<string, Call>)[one.name];
  if (call === undefined) throw new Error(`no function ${one.name}`);
  const before = args.map((value) => (core.isNDArray(value) ? picture(value) : undefined));
  const result = Object.keys(options).length === 0 ? call(...args) : call(...args, options);
  if (!["put", "place", "putAlongAxis"].includes(one.name))
    args.forEach((value, i) => {
      if (core.isNDArray(value)) expect(picture(value)).toEqual(before[i]);
    });
  return result;
}

function compare(actual: unknown, expected: StoredArray | ResultList, close: boolean): void {
  if ("list" in expected) {
    expect(Array.isArray(actual)).toBe(true);
    expect((actual as unknown[]).length).toBe(expected.list.length);
    expected.list.forEach((one, i) => {
      compare((actual as unknown[])[i], one, close);
    });
    return;
  }
  const want = storedArray(expected);
  const isArray = core.isNDArray(actual);
  const have = core.asArray(actual as NDArray | Scalar);
  if (isArray) expect(have.dtype).toBe(want.dtype);
  expect([...have.shape]).toEqual([...want.shape]);
  if (!close) {
    expect(picture(have).elements).toEqual(picture(want).elements);
    return;
  }
  const tolerance = have.dtype === "float32" ? 1e-6 : 1e-11;
  const [a, b] = [core.ravel(core.astype(have, "complex128")), core.ravel(core.astype(want, "complex128"))];
  const largest = Math.max(1e-300, ...[...b].map((value) => Math.abs((value as core.Complex).re)));
  for (let i = 0; i < b.size; i++) {
    const [x, y] = [a.get(i), b.get(i)] as [core.Complex, core.Complex];
    expect(Math.hypot(x.re - y.re, x.im - y.im)).toBeLessThanOrEqual(tolerance * largest);
  }
}

describe("creation, indexing, manipulation and products", () => {
  const { cases, versions } = stored as unknown as Golden<Case>;
  const groups = new Map<string, { readonly at: number; readonly one: Case }[]>();
  cases.forEach((one, at) => {
    groups.set(one.name, [...(groups.get(one.name) ?? []), { at, one }]);
  });
  for (const [name, list] of groups) {
    describe(`${name} is that of NumPy ${versions.numpy}`, () => {
      it.each(list.map(({ at, one }) => [at, one] as const))("in case %i", (_, one) => {
        compare(run(one), one.result, one.close);
      });
    });
  }
});
