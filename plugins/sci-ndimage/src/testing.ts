import { flip, type NDArray } from "@core/array";
import { describe, it } from "vitest";
import {
  type Close,
  expectStored,
  type Golden,
  isStoredArray,
  storedArray,
  storedScalar,
} from "../../../tools/golden/golden.js";

/** A call of a function with its result, as `golden/support.py` stores it. */
export interface StoredCall {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
}

/** Registers a test for each function: all its stored calls, on contiguous arrays and on views. */
export function testStoredCalls(stored: unknown, functions: object, close: (call: StoredCall) => Close): void {
  const { cases } = stored as Golden<StoredCall>;
  const names = [...new Set(cases.map(({ name }) => name))];
  describe("as SciPy", () => {
    it.each(names)("%s", (name) => {
      const compute = (functions as Record<string, (...args: unknown[]) => unknown>)[name];
      if (compute === undefined) throw new Error(`${name} is not there`);
      for (const [index, call] of cases.entries()) {
        if (call.name !== name) continue;
        const label = `${name} ${index} ${JSON.stringify(call.options)}`;
        for (const view of [(a: NDArray): NDArray => a, strided]) {
          const args = call.args.map((arg) => given(arg, view));
          const options = Object.fromEntries(Object.entries(call.options).map(([key, one]) => [key, given(one, view)]));
          expectStored(compute(...args, options), call.expected, close(call), label);
        }
      }
    });
  });
}

function given(value: unknown, view: (a: NDArray) => NDArray): unknown {
  if (isStoredArray(value)) return view(storedArray(value));
  if (typeof value === "object" && value !== null && ("re" in value || "big" in value)) return storedScalar(value);
  if (Array.isArray(value)) return value.map((one) => given(one, view));
  return value;
}

/** The same elements in the other order of memory, as a view with negative strides. */
function strided(a: NDArray): NDArray {
  const turned = flip(a).transpose().copy().transpose();
  return flip(turned);
}
