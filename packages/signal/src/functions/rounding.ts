import { clip as clipArrays, type NDArray, nanToNum as nanToNumArrays, round as roundArrays } from "@core/array";
import { checkOptions } from "@core/array/runtime";
import type { SignalLike } from "../contract.js";
import { type OperateOptions, operateUnary } from "./operate.js";

/** Options of {@link round}. */
export interface RoundOptions extends OperateOptions {
  /** How many digits after the point stay; 0 by default, negative ones round to tens, hundreds, … */
  readonly decimals?: number | undefined;
}

/** Options of {@link nanToNum}. */
export interface NanToNumOptions extends OperateOptions {
  /** What stands in for NaN; 0 by default. */
  readonly nan?: number | undefined;
  /** What stands in for infinity; the largest number by default. */
  readonly posinf?: number | undefined;
  /** What stands in for minus infinity; the smallest number by default. */
  readonly neginf?: number | undefined;
}

/** The elements rounded to decimals, halves to the even digit. The result is like the signal, without noise properties. @throws BAD_DTYPE */
export function round<S extends SignalLike>(signal: S, options: RoundOptions = {}): S {
  checkOptions("round", options, { decimals: "number", inplace: "boolean", out: "any", autoTitle: "boolean" });
  const { decimals = 0, ...rest } = options;
  return operateUnary(
    "round",
    written((a) => roundArrays(a, { decimals })),
    signal,
    rest,
  );
}

/**
 * The elements with those below `lowest` and above `highest` replaced by these; `null` leaves a side open. The dtype is NumPy's.
 * @throws BAD_ARGUMENT when both limits are missing
 */
export function clip<S extends SignalLike>(
  signal: S,
  lowest: number | null,
  highest: number | null,
  options: OperateOptions = {},
): S {
  return operateUnary("clip", (a, more = {}) => clipArrays(a, lowest, highest, more), signal, options);
}

/** The elements with NaN and infinities replaced by numbers. The result is like the signal, without noise properties. */
export function nanToNum<S extends SignalLike>(signal: S, options: NanToNumOptions = {}): S {
  checkOptions("nanToNum", options, {
    nan: "number",
    posinf: "number",
    neginf: "number",
    inplace: "boolean",
    out: "any",
    autoTitle: "boolean",
  });
  const { nan, posinf, neginf, ...rest } = options;
  const stand = Object.fromEntries(Object.entries({ nan, posinf, neginf }).filter(([, value]) => value !== undefined));
  return operateUnary(
    "nanToNum",
    written((a) => nanToNumArrays(a, stand)),
    signal,
    rest,
  );
}

/** An operation that cannot write into an array, with its result copied there. */
function written(operation: (a: NDArray) => NDArray): (a: NDArray, options?: { readonly out?: NDArray }) => NDArray {
  return (a, { out } = {}) => (out === undefined ? operation(a) : out.assign(operation(a)));
}
