import { coreError } from "@core/array/runtime";
import { checkKeys, choiceOf, type WithArgs } from "../core/values.js";
import { minimizeBounded } from "./bounded.js";
import { lineFunction, type ScalarObjective } from "./bracket.js";
import { minimizeBrent } from "./brent.js";
import { minimizeGolden } from "./golden.js";
import type { ScalarResult } from "./result.js";

/** The methods of {@link minimizeScalar}. */
export type ScalarMethod = "brent" | "bounded" | "golden";

/** Options of {@link minimizeScalar}. */
export interface MinimizeScalarOptions extends WithArgs {
  /** Two or three points, for `brent` and `golden`. */
  readonly bracket?: readonly number[];
  /** Two limits, for `bounded`. */
  readonly bounds?: readonly number[];
  /** `brent`; `bounded` when there are bounds. */
  readonly method?: ScalarMethod | (string & {});
  /** The tolerance: relative for `brent` and `golden`, absolute for `bounded`. */
  readonly tol?: number;
  /** Options of the method: `xtol` or `xatol`, and `maxiter`. */
  readonly options?: { readonly xtol?: number; readonly xatol?: number; readonly maxiter?: number };
}

/**
 * The minimum of a function of one variable.
 *
 * @throws BAD_ARGUMENT for an unknown method, bounds with `brent` or `golden`, or `bounded` without bounds
 */
export function minimizeScalar(fun: ScalarObjective, options: MinimizeScalarOptions = {}): ScalarResult {
  checkKeys(options, ["args", "bracket", "bounds", "method", "tol", "options"], "minimizeScalar");
  const { tol, options: given = {} } = options;
  const bounds = options.bounds ?? undefined;
  const method = choiceOf<ScalarMethod>(
    options.method ?? (bounds === undefined ? "brent" : "bounded"),
    ["brent", "bounded", "golden"],
    "minimizeScalar: method",
  );
  const f = lineFunction(fun, options.args);
  if (method === "bounded") {
    checkKeys(given, ["xatol", "maxiter"], "minimizeScalar: options of bounded");
    if (bounds === undefined) throw coreError("BAD_ARGUMENT", "minimizeScalar: the method bounded needs bounds.");
    return minimizeBounded(f, bounds, { xatol: given.xatol ?? tol, maxiter: given.maxiter });
  }
  checkKeys(given, ["xtol", "maxiter"], `minimizeScalar: options of ${method}`);
  if (bounds !== undefined)
    throw coreError("BAD_ARGUMENT", `minimizeScalar: bounds are incompatible with method ${method}.`);
  const limits = { xtol: given.xtol ?? tol, maxiter: given.maxiter };
  return method === "brent" ? minimizeBrent(f, options.bracket, limits) : minimizeGolden(f, options.bracket, limits);
}
