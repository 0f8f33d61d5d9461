import { coreError, describeValue } from "@core/array";
import type { Lazy } from "../contract.js";

// biome-ignore lint/suspicious/noExplicitAny: any function may be lazy
type AnyFunction = (...parameters: any[]) => unknown;

/** The code that a lazy value stands for, fetched where it is not here yet. */
export async function loadLazy<F extends AnyFunction>(lazy: Lazy<F>): Promise<F> {
  if (typeof lazy === "function") return lazy;
  if (typeof lazy?.load === "function") return lazy.load();
  throw coreError("BAD_ARGUMENT", `loadLazy: got ${describeValue(lazy)}, expected a function or { load }.`);
}
