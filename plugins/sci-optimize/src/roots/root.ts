import { coreError } from "@core/array/runtime";
import { type Objective, separated } from "../core/scalar-function.js";
import { checkFunction, checkKeys, choiceOf, vector, type WithArgs } from "../core/values.js";
import { type LeastsqOptions, runLeastsq } from "../least-squares/leastsq.js";
import { type HybridOptions, type RootResult, rootHybrid } from "./fsolve.js";

/** The methods of {@link root}. */
export type RootMethod = "hybr" | "lm";

/** Options of {@link root}. */
export interface RootOptions extends WithArgs {
  /** `hybr` (Powell's hybrid method) or `lm` (least squares, also for more functions than variables). */
  readonly method?: RootMethod | (string & {});
  /** The Jacobian, one row for each function; `true` when the function gives `[values, jacobian]`. */
  readonly jac?: Objective | boolean | null;
  /** The relative change of x at which to stop. */
  readonly tol?: number;
  /** Options of the method. */
  readonly options?: HybridOptions & Pick<LeastsqOptions, "ftol" | "gtol"> & { readonly maxiter?: number };
}

const missing = [
  "broyden1",
  "broyden2",
  "anderson",
  "linearmixing",
  "diagbroyden",
  "excitingmixing",
  "krylov",
  "df-sane",
];

/**
 * A root of a system of functions. A search that did not converge gives a result that says so.
 *
 * @throws BAD_ARGUMENT for an unknown method, UNSUPPORTED for methods of SciPy that are not here, BAD_SHAPE for sizes that do not match
 */
export function root(fun: Objective, x0: unknown, options: RootOptions = {}): RootResult {
  checkFunction(fun, "root: fun");
  checkKeys(options, ["args", "method", "jac", "tol", "options"], "root");
  const { args = [], options: given } = options;
  const own = given ?? {};
  const tol = options.tol ?? undefined;
  if (typeof options.method === "string" && missing.includes(options.method.toLowerCase()))
    throw coreError("UNSUPPORTED", `root: method ${options.method} is not here; use hybr or lm.`);
  const method = choiceOf<RootMethod>(options.method ?? "hybr", ["hybr", "lm"], "root: method");
  const both = options.jac === true ? separated(fun) : undefined;
  const func = both?.fun ?? fun;
  const jac = both?.jac ?? (typeof options.jac === "function" ? options.jac : undefined);
  const xtol = own.xtol ?? tol;
  if (method === "hybr") {
    checkKeys(own, ["colDeriv", "xtol", "maxfev", "band", "eps", "factor", "diag"], "root: options of hybr");
    return rootHybrid(func, x0, args, jac, { ...own, ...(xtol === undefined ? {} : { xtol }) });
  }
  checkKeys(own, ["colDeriv", "xtol", "ftol", "gtol", "maxiter", "eps", "factor", "diag"], "root: options of lm");
  const { eps, maxiter, colDeriv, ftol, gtol, factor, diag } = own;
  const found = runLeastsq(func, x0, {
    args,
    ...(jac === undefined ? {} : { Dfun: jac }),
    ...(xtol === undefined ? {} : { xtol }),
    ...(ftol === undefined ? {} : { ftol }),
    ...(gtol === undefined ? {} : { gtol }),
    ...(colDeriv === undefined ? {} : { colDeriv }),
    ...(factor === undefined ? {} : { factor }),
    ...(diag === undefined ? {} : { diag }),
    maxfev: maxiter ?? 0,
    epsfcn: eps ?? 0,
  });
  const { info, ier } = found;
  return {
    x: vector(found.raw.x),
    success: ier >= 1 && ier <= 4,
    status: ier,
    message: found.message,
    fun: info.fvec,
    nfev: info.nfev,
    ...(info.njev === undefined ? {} : { njev: info.njev }),
    fjac: info.fjac,
    ipvt: info.ipvt,
    qtf: info.qtf,
    covX: found.covX,
  };
}
