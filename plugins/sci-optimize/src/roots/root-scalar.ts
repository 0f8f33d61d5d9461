import { coreError } from "@core/array/runtime";
import { checkFunction, checkKeys, choiceOf, describe, scalarOf, type WithArgs } from "../core/values.js";
import type { ScalarObjective } from "../scalar/bracket.js";
import { bisect, brenth, brentq, type RootResults, ridder } from "./bracketing.js";
import { newton } from "./newton.js";
import { toms748 } from "./toms748.js";

/** The methods of {@link rootScalar}. */
export type RootScalarMethod = "bisect" | "brentq" | "brenth" | "ridder" | "toms748" | "newton" | "secant" | "halley";

/** Options of {@link rootScalar}. */
export interface RootScalarOptions extends WithArgs {
  /** `brentq` with a bracket; otherwise `halley`, `newton` or `secant` by the derivatives that are given. */
  readonly method?: RootScalarMethod | (string & {});
  /** Two points where the function has different signs. */
  readonly bracket?: readonly number[];
  /** The first derivative; `true` when the function gives `[value, derivative]`. */
  readonly fprime?: ScalarObjective | boolean;
  /** The second derivative; `true` when the function gives `[value, derivative, second derivative]`. */
  readonly fprime2?: ScalarObjective | boolean;
  readonly x0?: number;
  readonly x1?: number;
  readonly xtol?: number;
  readonly rtol?: number;
  readonly maxiter?: number;
  /** Further options of the method, such as `k` of `toms748`. */
  readonly options?: Readonly<Record<string, unknown>>;
}

const methods: readonly RootScalarMethod[] = [
  "bisect",
  "brentq",
  "brenth",
  "ridder",
  "toms748",
  "newton",
  "secant",
  "halley",
];

/**
 * A root of a function of one variable. A search that does not converge gives a result that says so.
 *
 * @throws BAD_ARGUMENT for an unknown method, and where what the method needs is missing
 */
export function rootScalar(
  f: ScalarObjective | ((x: number, ...args: never[]) => readonly number[]),
  options: RootScalarOptions = {},
): RootResults {
  checkFunction(f, "rootScalar: f");
  checkKeys(
    options,
    ["args", "method", "bracket", "fprime", "fprime2", "x0", "x1", "xtol", "rtol", "maxiter", "options"],
    "rootScalar",
  );
  const { x0, x1, args = [] } = options;
  const bracket = options.bracket ?? undefined;
  const memo =
    options.fprime === true || options.fprime2 === true ? memoised(f as (...all: unknown[]) => unknown) : undefined;
  const fun = (memo === undefined ? f : memo.part(0)) as ScalarObjective;
  const first = options.fprime === true || options.fprime2 === true ? memo?.part(1) : options.fprime || undefined;
  const second = options.fprime2 === true ? memo?.part(2) : options.fprime2 || undefined;
  const usual =
    bracket !== undefined
      ? "brentq"
      : x0 === undefined
        ? undefined
        : first === undefined
          ? "secant"
          : second === undefined
            ? "newton"
            : "halley";
  if (options.method === undefined && usual === undefined)
    throw coreError(
      "BAD_ARGUMENT",
      "rootScalar: unable to select a solver as neither bracket nor starting point x0 is given.",
    );
  const method = choiceOf(options.method ?? usual, methods, "rootScalar: method");
  const tolerances = {
    ...(options.rtol === undefined ? {} : { rtol: options.rtol }),
    ...(options.maxiter === undefined ? {} : { maxiter: options.maxiter }),
  };
  const own = { ...options.options, args, fullOutput: true as const, disp: false };
  let result: RootResults;
  if (method === "newton" || method === "secant" || method === "halley") {
    if (x0 === undefined) throw coreError("BAD_ARGUMENT", `x0 must be given for ${method}.`);
    if (method === "secant" && x1 === undefined) throw coreError("BAD_ARGUMENT", "x1 must be given for secant.");
    if (method !== "secant" && first === undefined)
      throw coreError("BAD_ARGUMENT", `fprime must be specified for ${method}.`);
    if (method === "halley" && second === undefined)
      throw coreError("BAD_ARGUMENT", "fprime2 must be specified for halley.");
    result = newton(fun, x0, {
      ...tolerances,
      ...(options.xtol === undefined ? {} : { tol: options.xtol }),
      ...(method === "secant" ? { x1: x1! } : { fprime: first! }),
      ...(method === "halley" ? { fprime2: second! } : {}),
      ...own,
    })[1];
  } else {
    if (bracket === undefined || bracket.length < 2)
      throw coreError("BAD_ARGUMENT", `Bracket needed for ${method}; got ${describe(bracket)}.`);
    const solve = { bisect, brentq, brenth, ridder, toms748 }[method];
    const all = { ...tolerances, ...(options.xtol === undefined ? {} : { xtol: options.xtol }), ...own };
    result = solve(fun, bracket[0]!, bracket[1]!, all)[1];
  }
  return memo === undefined ? result : { ...result, functionCalls: memo.calls() };
}

interface Memo {
  readonly part: (which: number) => ScalarObjective;
  readonly calls: () => number;
}

/** A function that gives value and derivatives together, called once for each x. */
function memoised(f: (...all: unknown[]) => unknown): Memo {
  let at: number | undefined;
  let values: ArrayLike<unknown> = [];
  let calls = 0;
  const once = (x: number, args: readonly unknown[]): ArrayLike<unknown> => {
    if (x !== at) {
      values = f(x, ...args) as ArrayLike<unknown>;
      at = x;
      calls++;
    }
    return values;
  };
  return {
    part:
      (which) =>
      (x, ...args) =>
        scalarOf(once(x, args)[which], "the function"),
    calls: () => calls,
  };
}
