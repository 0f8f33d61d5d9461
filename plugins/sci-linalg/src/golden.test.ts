import { isNDArray, type NDArray } from "@core/array";
import { describe, expect, it } from "vitest";
import {
  expectStored,
  type Golden,
  isStoredArray,
  numbersOf,
  storedArray,
  storedScalar,
} from "../../../tools/golden/golden.js";
import stored from "../golden/linalg.json" with { type: "json" };
import * as linalg from "./index.js";

interface Case {
  readonly call: string;
  readonly args: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Relative to the largest number of a result. */
  readonly tol: number;
  readonly expected: unknown;
}

const { cases } = stored as Golden<Case>;

function decoded(value: unknown): unknown {
  if (isStoredArray(value)) return storedArray(value);
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== "object" || value === null)
    return value === "Infinity" || value === "-Infinity" ? Number(value) : value;
  if ("big" in value || "re" in value) return storedScalar(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, decoded(one)]));
}

function check(actual: unknown, expected: unknown, tol: number, label: string): void {
  if (Array.isArray(expected)) {
    expect((actual as unknown[]).length, label).toBe(expected.length);
    expected.forEach((one, i) => {
      check((actual as unknown[])[i], one, tol, `${label}[${i}]`);
    });
    return;
  }
  const wanted = isStoredArray(expected) ? storedArray(expected) : storedScalar(expected);
  const largest = Math.max(
    0,
    ...numbersOf(wanted as NDArray)
      .filter(Number.isFinite)
      .map(Math.abs),
  );
  const own = typeof actual === "boolean" ? Number(actual) : actual;
  expectStored(
    isNDArray(own) ? own : own,
    typeof expected === "boolean" ? Number(expected) : expected,
    { rtol: tol, atol: tol * Math.max(1, largest) },
    label,
  );
}

describe("numbers of SciPy", () => {
  const names = [...new Set(cases.map(({ call }) => call))];
  it.each(names)("%s", (name) => {
    cases.forEach(({ call, args, options, tol, expected }, i) => {
      if (call !== name) return;
      const run = (linalg as unknown as Record<string, (...given: unknown[]) => unknown>)[name];
      const given = args.map(decoded);
      if (Object.keys(options).length > 0) given.push(decoded(options));
      check(run?.(...given), expected, tol, `case ${i}, ${name} ${JSON.stringify(options).slice(0, 100)}`);
    });
  });
});
