import { isNDArray } from "@core/array";
import { expect, it } from "vitest";
import { type Close, expectStored, isStoredArray, storedArray, storedScalar } from "../../../tools/golden/golden.js";
import * as library from "./index.js";

/** A call and what SciPy makes of it. */
export interface StoredCall {
  readonly f: string;
  readonly args: readonly unknown[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly out: unknown;
  readonly rtol?: number;
  readonly atol?: number;
}

// biome-ignore lint/suspicious/noExplicitAny: functions of all kinds are called with stored arguments
type AnyFunction = (...args: any[]) => unknown;

/** Registers one test for each function of a golden file. */
export function testCalls(stored: unknown, more: Readonly<Record<string, AnyFunction>> = {}): void {
  const { cases } = stored as { readonly cases: readonly StoredCall[] };
  for (const f of new Set(cases.map((one) => one.f))) {
    const own = cases.filter((one) => one.f === f);
    it(`${f}: ${own.length} calls as in SciPy`, () => {
      const call = more[f] ?? (library as unknown as Record<string, AnyFunction>)[f];
      expect(call, f).toBeTypeOf("function");
      for (const one of own) check(call as AnyFunction, one);
    });
  }
}

function check(call: AnyFunction, { f, args, options, out, ...close }: StoredCall): void {
  const given = args.map(argument);
  const label = `${f}(${JSON.stringify({ args, options }).slice(0, 300)})`;
  const before = given.map(copied);
  const more = options === undefined ? [] : [argument(options)];
  let result: unknown;
  try {
    result = call(...given, ...more);
  } catch (error) {
    throw new Error(label, { cause: error });
  }
  expectStored(result, out, close as Close, label);
  given.forEach((one, k) => {
    expect(copied(one), `${label} leaves its input alone`).toEqual(before[k]);
  });
}

function copied(value: unknown): unknown {
  return isNDArray(value) ? value.toNested() : value;
}

function argument(value: unknown): unknown {
  if (isStoredArray(value)) return storedArray(value);
  if (Array.isArray(value)) return value.map(argument);
  if (typeof value === "string") return value === "NaN" || value.endsWith("Infinity") ? storedScalar(value) : value;
  if (typeof value === "object" && value !== null) {
    if ("big" in value) return Number((value as { big: string }).big);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, argument(one)]));
  }
  return value;
}
