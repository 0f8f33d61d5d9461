import { describe, expect, it } from "vitest";
import { type Golden, type StoredArray, storedArray, storedScalar } from "../../golden/golden.js";
import { layout } from "../../golden/layouts.js";
import golden from "../../golden/reduce.json" with { type: "json" };
import { kindOf, type Scalar } from "../dtype.js";
import { isCoreError } from "../errors.js";
import { isNDArray, type NDArray } from "../ndarray.js";
import * as reductions from "./index.js";

interface Case {
  readonly op: string;
  readonly a: string;
  readonly layout: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly expected: StoredArray | { readonly error: string };
}

const file = golden as unknown as Golden<Case> & {
  readonly arrays: Readonly<Record<string, StoredArray>>;
  readonly masks: Readonly<Record<string, StoredArray>>;
};
const names: Readonly<Record<string, string>> = {
  var: "variance",
  nanvar: "nanvariance",
  count_nonzero: "countNonzero",
};

function elementsOf(result: NDArray | Scalar): Scalar[] {
  if (!isNDArray(result)) return [result];
  const flat = result.reshape(-1);
  return Array.from({ length: flat.size }, (_, i) => flat.get(i));
}

function numbersOf(elements: readonly Scalar[]): number[] {
  return elements.flatMap((value) => (typeof value === "object" ? [value.re, value.im] : [Number(value)]));
}

function expectSame(actual: NDArray | Scalar, expected: StoredArray, scale: number, label: string): void {
  const elements = elementsOf(actual);
  const stored = expected.data.map(storedScalar);
  const kind = kindOf(expected.dtype);
  if (kind !== "float" && kind !== "complex") {
    expect(elements, label).toEqual(typeof actual === "number" ? stored.map(Number) : stored);
    return;
  }
  const [got, want] = [numbersOf(elements), numbersOf(stored)];
  expect(got.length, label).toBe(want.length);
  const single = expected.dtype === "float32" || expected.dtype === "complex64";
  const relative = single ? 2 ** -23 : 4e-15;
  for (let i = 0; i < got.length; i++) {
    const [x, y] = [got[i] as number, want[i] as number];
    if (Object.is(x, y) || x === y) continue;
    const partner = kind === "complex" ? (want[i ^ 1] as number) : 0;
    // Which number stands beside a NaN in a complex one is not said anywhere.
    if (kind === "complex" && Number.isNaN(y + partner) && Number.isNaN(x + (got[i ^ 1] as number))) continue;
    const allowed = relative * (Math.hypot(y, partner) + scale);
    expect(Math.abs(x - y), `${label} [${i}]: ${x} against ${y}`).toBeLessThanOrEqual(allowed);
  }
}

describe(`reductions as in NumPy ${file.versions.numpy}`, () => {
  const groups = new Map<string, Case[]>();
  for (const one of file.cases) groups.set(one.op, [...(groups.get(one.op) ?? []), one]);
  it.each([...groups])("%s", (op, cases) => {
    const run = (reductions as unknown as Record<string, (a: NDArray, options: object) => NDArray | Scalar>)[
      names[op] ?? op
    ];
    for (const one of cases) {
      const label = `${op} ${one.a} ${one.layout} ${JSON.stringify(one.options)}`;
      const a = layout(storedArray(file.arrays[one.a] as StoredArray), one.layout);
      const options: Record<string, unknown> = { ...one.options };
      if (typeof options.where === "string") options.where = storedArray(file.masks[options.where] as StoredArray);
      if ("error" in one.expected) {
        let error: unknown;
        try {
          run?.(a, options);
        } catch (caught) {
          error = caught;
        }
        expect(isCoreError(error), `${label} throws: ${String(error)}`).toBe(true);
        continue;
      }
      const result = run?.(a, options) as NDArray | Scalar;
      if (isNDArray(result)) {
        expect([result.dtype, ...result.shape], label).toEqual([one.expected.dtype, ...one.expected.shape]);
      } else expect(one.expected.shape, label).toEqual([]);
      const scale =
        op.includes("sum") || op.includes("mean")
          ? Math.max(...numbersOf(elementsOf(a)).filter(Number.isFinite).map(Math.abs), 0)
          : 0;
      expectSame(result, one.expected, scale, label);
    }
  });
});
