import { describe, expect, it } from "vitest";
import golden from "../../golden/elementwise.json" with { type: "json" };
import { type Golden, picture, type StoredArray, storedArray, storedScalar } from "../../golden/golden.js";
import { layout } from "../../golden/layouts.js";
import * as core from "../index.js";
import { type ArrayLikeInput, isCoreError, type NDArray } from "../index.js";

interface Case {
  readonly operation: string;
  readonly operands: readonly (string | { readonly scalar: unknown })[];
  readonly how?: readonly string[];
  readonly options?: Readonly<Record<string, unknown>>;
  /** Compared within a tolerance: the functions of two mathematics libraries differ in their last digit. */
  readonly loose?: number;
  readonly result?: StoredArray;
  readonly error?: string;
}

const { cases, arrays } = golden as unknown as Golden<Case> & {
  readonly arrays: Readonly<Record<string, StoredArray>>;
};
const operations = core as unknown as Readonly<Record<string, (...operands: unknown[]) => NDArray | boolean>>;
const errorCodes: Readonly<Record<string, readonly string[]>> = {
  TypeError: ["BAD_DTYPE"],
  ValueError: ["BAD_VALUE", "BAD_ARGUMENT", "BAD_SHAPE"],
};

function operandOf(operand: Case["operands"][number], how: string): ArrayLikeInput {
  if (typeof operand !== "string") return operand.scalar === null ? (null as never) : storedScalar(operand.scalar);
  return layout(storedArray(arrays[operand] as StoredArray), how);
}

function run(one: Case): NDArray | boolean {
  const operands = one.operands.map((operand, i) => operandOf(operand, one.how?.[i] ?? "plain"));
  const options = Object.fromEntries(
    Object.entries(one.options ?? {}).map(([key, value]) => [key === "equal_nan" ? "equalNan" : key, value]),
  );
  const operation = operations[one.operation] as (...operands: unknown[]) => NDArray | boolean;
  return Object.keys(options).length === 0 ? operation(...operands) : operation(...operands, options);
}

function nameOf(one: Case): string {
  const operands = one.operands.map((operand) =>
    typeof operand === "string" ? operand : JSON.stringify(operand.scalar),
  );
  return `${one.operation}(${operands.join(", ")}) ${one.how?.join("/") ?? ""} ${JSON.stringify(one.options ?? "")}`;
}

function expectClose(actual: NDArray, expected: NDArray, double: number): void {
  expect(actual.dtype).toBe(expected.dtype);
  expect([...actual.shape]).toEqual([...expected.shape]);
  const single = expected.dtype === "float32" || expected.dtype === "complex64";
  const tolerance = single ? 5e-7 : double;
  const [x, y] = [actual.reshape(-1), expected.reshape(-1)];
  for (let i = 0; i < y.size; i++) {
    const [a, b] = [x.get(i), y.get(i)];
    if (typeof b === "object" && typeof a === "object") {
      if (Number.isFinite(b.re) && Number.isFinite(b.im)) {
        const size = Math.hypot(b.re, b.im);
        expect(
          Math.hypot(a.re - b.re, a.im - b.im),
          `element ${i}: ${a.re} ${a.im} for ${b.re} ${b.im}`,
        ).toBeLessThanOrEqual(tolerance * size);
      } else expect([a.re, a.im].map(Number.isFinite), `element ${i}`).not.toEqual([true, true]);
    } else if (Number.isFinite(b) && b !== 0) {
      expect(Math.abs((a as number) - (b as number)), `element ${i}: ${a} for ${b}`).toBeLessThanOrEqual(
        tolerance * Math.abs(b as number),
      );
    } else expect(a, `element ${i}`).toBe(b);
  }
}

describe("elementwise operations give NumPy's results", () => {
  const groups = new Map<string, Case[]>();
  for (const one of cases) groups.set(one.operation, [...(groups.get(one.operation) ?? []), one]);
  it.each([...groups])("%s", (_, group) => {
    const wrong: string[] = [];
    for (const one of group) {
      try {
        check(one);
      } catch (error) {
        wrong.push(`${nameOf(one)}: ${(error as Error).message}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

function check(one: Case): void {
  if (one.error !== undefined) {
    let caught: unknown;
    try {
      run(one);
    } catch (error) {
      caught = error;
    }
    expect(isCoreError(caught), `expected ${one.error}`).toBe(true);
    expect(errorCodes[one.error]).toContain((caught as { code: string }).code);
    return;
  }
  const expected = storedArray(one.result as StoredArray);
  const actual = run(one);
  if (typeof actual === "boolean") expect(actual).toBe(expected.get());
  else if (one.loose !== undefined) expectClose(actual, expected, one.loose);
  else expectSame(actual, expected);
}

function expectSame(actual: NDArray, expected: NDArray): void {
  const [a, b] = [picture(actual), picture(expected)];
  const differing = b.elements.flatMap((element, i) =>
    element === a.elements[i] ? [] : [`${i}: ${a.elements[i]} for ${element}`],
  );
  expect(`${a.dtype} (${a.shape}) ${differing.slice(0, 8).join("; ")}`).toBe(`${b.dtype} (${b.shape}) `);
}
