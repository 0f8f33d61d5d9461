import type { NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { checkAborted } from "./abort.js";

/** What a minimisation found: SciPy's `OptimizeResult`. Which fields there are depends on the method. */
export interface OptimizeResult {
  /** The point, an array with one axis. */
  readonly x: NDArray<"float64">;
  /** The value there. */
  readonly fun: number;
  /** Whether the method says that it has converged. */
  readonly success: boolean;
  /** The method's own number for how it ended; 0 is success. */
  readonly status: number;
  /** How it ended, in SciPy's words. */
  readonly message: string;
  /** Iterations. */
  readonly nit: number;
  /** Calls of the function. */
  readonly nfev: number;
  /** Calls of the gradient, or estimates of it. */
  readonly njev?: number;
  /** Calls of the Hessian. */
  readonly nhev?: number;
  /** The gradient at x. */
  readonly jac?: NDArray<"float64">;
  /** The Hessian at x. */
  readonly hess?: NDArray<"float64">;
  /** The estimate of the inverse Hessian. */
  readonly hessInv?: NDArray<"float64">;
  /** Every point on the way, with `returnAll`. */
  readonly allvecs?: readonly NDArray<"float64">[];
  /** Powell's directions. */
  readonly direc?: NDArray<"float64">;
  /** The last simplex and its values (Nelder-Mead). */
  readonly finalSimplex?: readonly [NDArray<"float64">, NDArray<"float64">];
  /** The largest violation of a constraint. */
  readonly maxcv?: number;
}

/** The same with fields that may be set. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Where the text of a report goes: `true` to the console, a function gets it. */
export type Display = boolean | ((text: string) => void);

/** The words for how minimisations end. */
export const messages = {
  success: "Optimization terminated successfully.",
  maxfev: "Maximum number of function evaluations has been exceeded.",
  maxiter: "Maximum number of iterations has been exceeded.",
  precision: "Desired error not necessarily achieved due to precision loss.",
  nan: "NaN result encountered.",
  outside: "The result is outside of the provided bounds.",
} as const;

/** What a method knows while it runs. */
export interface Watch {
  /** Called with the point after each iteration. */
  readonly callback?: ((x: Float64Array) => unknown) | undefined;
  /** Stops the work with an ABORTED error. */
  readonly signal?: AbortSignal | undefined;
}

/** Tells a watcher of a new point. */
export function watched({ callback, signal }: Watch, x: Float64Array): void {
  checkAborted(signal, "minimize");
  callback?.(x.slice());
}

/** Shows a report where it was asked for. */
export function show(display: Display | undefined, text: () => string): void {
  if (typeof display === "function") display(text());
  else if (display === true) console.log(text());
}

/**
 * The report that SciPy prints after a minimisation: message, value, iterations and evaluations.
 *
 * @example
 * ```ts
 * import { minimize, report } from "sci-optimize";
 *
 * report(minimize((x) => x[0]! ** 2, [3], { method: "BFGS" })).split("\n")[0]; // => Optimization terminated successfully.
 * ```
 */
export function report(result: OptimizeResult): string {
  if (typeof result?.message !== "string" || typeof result.fun !== "number")
    throw coreError("BAD_ARGUMENT", "report: expected the result of a minimization.");
  const pad = "         ";
  const warning = result.status !== 0 ? "Warning: " : "";
  const message = result.message.startsWith("Warning: ") ? result.message : warning + result.message;
  const lines = [
    message,
    `${pad}Current function value: ${result.fun.toFixed(6)}`,
    `${pad}Iterations: ${result.nit}`,
    `${pad}Function evaluations: ${result.nfev}`,
  ];
  if (result.njev !== undefined) lines.push(`${pad}Gradient evaluations: ${result.njev}`);
  if (result.nhev !== undefined) lines.push(`${pad}Hessian evaluations: ${result.nhev}`);
  return lines.join("\n");
}
