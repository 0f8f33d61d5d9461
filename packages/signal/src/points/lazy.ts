import type { Lazy } from "../contract.js";

// biome-ignore lint/suspicious/noExplicitAny: any function may be lazy
type AnyFunction = (...parameters: any[]) => unknown;

/** The code that a lazy value stands for, fetched where it is not here yet. */
export async function loadLazy<F extends AnyFunction>(lazy: Lazy<F>): Promise<F> {
  return typeof lazy === "function" ? lazy : lazy.load();
}
