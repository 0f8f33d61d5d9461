import { isNDArray, type NDArray } from "@core/array";
import { describe, expect, it } from "vitest";
import {
  expectStored,
  type Golden,
  isStoredArray,
  numbersOf,
  type StoredArray,
  storedArray,
  storedScalar,
} from "../../../tools/golden/golden.js";
import stored from "../golden/sparse.json" with { type: "json" };
import * as sparse from "./index.js";
import { csrMatrix, type Format, issparse } from "./index.js";

interface Case {
  readonly call: string;
  /** Whether it is a method of its first argument. */
  readonly method: boolean;
  readonly args: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Relative to the largest number of a result. */
  readonly tol: number;
  readonly expected: unknown;
}

const { cases } = stored as Golden<Case>;

function isSparse(value: unknown): value is { readonly format: Format; readonly dense: StoredArray } {
  return typeof value === "object" && value !== null && "dense" in value;
}

function decoded(value: unknown): unknown {
  if (isSparse(value)) return csrMatrix(storedArray(value.dense)).asFormat(value.format);
  if (isStoredArray(value)) return storedArray(value);
  return Array.isArray(value) ? value.map(decoded) : value;
}

function check(actual: unknown, expected: unknown, tol: number, label: string): void {
  if (Array.isArray(expected)) {
    expected.forEach((one, i) => {
      check((actual as unknown[])[i], one, tol, `${label}[${i}]`);
    });
    return;
  }
  if (isSparse(expected)) {
    expect(issparse(actual), `${label} is sparse`).toBe(true);
    const own = actual as sparse.SparseMatrix;
    expect(own.format, label).toBe(expected.format);
    check(own.toArray(), expected.dense, tol, label);
    return;
  }
  const wanted = isStoredArray(expected) ? storedArray(expected) : storedScalar(expected);
  const own = issparse(actual) ? actual.toArray() : actual;
  if (isNDArray(own) && isNDArray(wanted)) expect(own.dtype, label).toBe(wanted.dtype);
  const largest = Math.max(
    0,
    ...numbersOf(wanted as NDArray)
      .filter(Number.isFinite)
      .map(Math.abs),
  );
  expectStored(own, expected, { rtol: tol, atol: tol * Math.max(1, largest) }, label);
}

describe("numbers of SciPy", () => {
  const names = [...new Set(cases.map(({ call }) => call))];
  it.each(names)("%s", (name) => {
    cases.forEach(({ call, method, args, options, tol, expected }, i) => {
      if (call !== name) return;
      const given = args.map(decoded);
      if (Object.keys(options).length > 0) given.push(options);
      const run = (method ? given[0] : sparse) as Record<string, (...list: unknown[]) => unknown>;
      check(
        run[name]?.(...(method ? given.slice(1) : given)),
        expected,
        tol,
        `case ${i}, ${name} ${JSON.stringify(options)}`,
      );
    });
  });
});
