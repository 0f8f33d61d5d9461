import type { NDArray } from "@core/array";
import { checkKind, coreError } from "@core/array/runtime";
import type { Objective } from "../core/scalar-function.js";
import { checkFunction, checkKeys, lineOf, rowsOf, startOf, vector, type WithArgs } from "../core/values.js";
import { epsilon } from "../core/vectors.js";
import { hybrid } from "../minpack/hybrid.js";

/** Options of the method `hybr`. */
export interface HybridOptions {
  /** Whether the Jacobian comes transposed: derivatives down the columns. */
  readonly colDeriv?: boolean | number;
  /** The relative change of x at which to stop; 1.49012e-8. */
  readonly xtol?: number;
  /** The most calls; 0 is 100 (n + 1) with a Jacobian, 200 (n + 1) without. */
  readonly maxfev?: number;
  /** How many diagonals below and above the main one the Jacobian has, when it is estimated. */
  readonly band?: readonly [number, number] | null;
  /** The relative error of the function, for the steps of the differences. */
  readonly eps?: number | null;
  /** How long the first step may be, times the scaled length of x; 100. */
  readonly factor?: number;
  /** Scales of the variables. */
  readonly diag?: unknown;
}

/** Options of {@link fsolve}. */
export interface FsolveOptions extends WithArgs, Omit<HybridOptions, "eps"> {
  /** The Jacobian, one row for each function. */
  readonly fprime?: Objective | null;
  /** Whether to give `[x, infodict, ier, mesg]`. */
  readonly fullOutput?: boolean;
  /** The relative error of the function, for the steps of the differences. */
  readonly epsfcn?: number | null;
}

/** What `fsolve` knows beside the solution. */
export interface HybridInfo {
  readonly nfev: number;
  readonly njev?: number;
  /** The functions at x. */
  readonly fvec: NDArray<"float64">;
  /** The orthogonal matrix of the last Jacobian's QR factors, transposed. */
  readonly fjac: NDArray<"float64">;
  /** The triangle, packed by rows. */
  readonly r: NDArray<"float64">;
  readonly qtf: NDArray<"float64">;
}

/** A root, or where the search ended. */
export interface RootResult {
  readonly x: NDArray<"float64">;
  readonly success: boolean;
  readonly status: number;
  readonly message: string;
  /** The functions at x. */
  readonly fun: NDArray<"float64">;
  readonly nfev: number;
  readonly njev?: number;
  readonly nit?: number;
  readonly fjac?: NDArray<"float64">;
  readonly r?: NDArray<"float64">;
  readonly qtf?: NDArray<"float64">;
  readonly covX?: NDArray<"float64"> | null;
  readonly ipvt?: NDArray<"int32">;
}

/**
 * Roots of a system of n functions of n variables by MINPACK's `hybrd` and `hybrj` (Powell's hybrid method).
 *
 * @param func gets x as a Float64Array and gives as many numbers
 * @returns x, or with `fullOutput` `[x, infodict, ier, mesg]`: ier is 1 when it converged. A search that did not converge gives where
 *   it ended; look at ier
 * @throws BAD_SHAPE when the function does not give one number for each variable, BAD_ARGUMENT for improper parameters
 */
export function fsolve(
  func: Objective,
  x0: unknown,
  options: FsolveOptions & { readonly fullOutput: true },
): [x: NDArray<"float64">, infodict: HybridInfo, ier: number, mesg: string];
export function fsolve(
  func: Objective,
  x0: unknown,
  options?: FsolveOptions & { readonly fullOutput?: false },
): NDArray<"float64">;
export function fsolve(
  func: Objective,
  x0: unknown,
  options: FsolveOptions = {},
): NDArray<"float64"> | [NDArray<"float64">, HybridInfo, number, string] {
  checkKeys(
    options,
    ["args", "fprime", "fullOutput", "colDeriv", "xtol", "maxfev", "band", "epsfcn", "factor", "diag"],
    "fsolve",
  );
  const { fprime, epsfcn, fullOutput, args = [], ...rest } = options;
  const found = rootHybrid(func, x0, args, fprime ?? undefined, { ...rest, eps: epsfcn ?? null });
  if (found.status === 0) throw coreError("BAD_ARGUMENT", `fsolve: ${found.message}`);
  if (fullOutput !== true) return found.x;
  const info: HybridInfo = {
    nfev: found.nfev,
    ...(found.njev === undefined ? {} : { njev: found.njev }),
    fvec: found.fun,
    fjac: found.fjac!,
    r: found.r!,
    qtf: found.qtf!,
  };
  return [found.x, info, found.status, found.message];
}

/** The method `hybr` of {@link root}. */
export function rootHybrid(
  func: Objective,
  x0: unknown,
  args: readonly unknown[],
  jac: Objective | undefined,
  options: HybridOptions,
): RootResult {
  checkFunction(func, "fsolve: func");
  const start = startOf(x0);
  const n = start.length;
  const call = func as (...all: unknown[]) => unknown;
  const fun = (x: Float64Array): Float64Array => {
    const f = lineOf(call(x.slice(), ...args), "func");
    if (f.length !== n)
      throw coreError(
        "BAD_SHAPE",
        `fsolve: there is a mismatch between the input and output shape of func: ${n} variables, ${f.length} values.`,
      );
    return f;
  };
  // SciPy calls the function once beforehand to see what it gives.
  fun(start);
  const jacobian =
    jac === undefined ? undefined : columnsOf(jac, n, n, args, Boolean(options.colDeriv), "fsolve: fprime");
  if (jacobian !== undefined) jacobian(start);
  if (options.xtol !== undefined) checkKind("fsolve", "xtol", options.xtol, "number");
  const { xtol = 1.49012e-8, maxfev = 0, band, eps, factor = 100, diag } = options;
  const calls = maxfev === 0 ? (jac === undefined ? 200 : 100) * (n + 1) : maxfev;
  const [below, above] = band ?? [n - 1, n - 1];
  const found = hybrid({
    fun,
    jacobian,
    x0: start,
    xtol,
    maxfev: calls,
    below: below < 0 ? n - 1 : below,
    above: above < 0 ? n - 1 : above,
    epsfcn: eps ?? epsilon,
    factor,
    diag: scalesOf(diag, n),
  });
  const texts = [
    "Improper input parameters were entered.",
    "The solution converged.",
    `The number of calls to function has reached maxfev = ${calls}.`,
    `xtol=${xtol.toFixed(6)} is too small, no further improvement in the approximate\n  solution is possible.`,
    "The iteration is not making good progress, as measured by the \n  improvement from the last five Jacobian evaluations.",
    "The iteration is not making good progress, as measured by the \n  improvement from the last ten iterations.",
  ];
  return {
    x: vector(found.x),
    success: found.info === 1,
    status: found.info,
    message: texts[found.info]!,
    fun: vector(found.fvec),
    nfev: found.nfev,
    ...(jac === undefined ? {} : { njev: found.njev }),
    fjac: vector(found.fjac, [n, n]),
    r: vector(found.r),
    qtf: vector(found.qtf),
  };
}

/** Scales of variables, checked for their number. */
export function scalesOf(diag: unknown, n: number): Float64Array | undefined {
  if (diag === undefined || diag === null) return undefined;
  const scales = lineOf(diag, "diag");
  if (scales.length !== n) throw coreError("BAD_SHAPE", `diag has ${scales.length} numbers, expected ${n}.`);
  return scales;
}

/** A user's m by n Jacobian column by column. */
export function columnsOf(
  jac: Objective,
  m: number,
  n: number,
  args: readonly unknown[],
  transposed: boolean,
  name: string,
): (x: Float64Array) => Float64Array {
  checkFunction(jac, name);
  return (x) => {
    const { data, rows, columns } = rowsOf((jac as (...all: unknown[]) => unknown)(x.slice(), ...args), name);
    const [r, c] = transposed ? [n, m] : [m, n];
    if (rows !== r || columns !== c) {
      if (data.length !== m * n || (m !== 1 && n !== 1))
        throw coreError("BAD_SHAPE", `${name} gives shape (${rows}, ${columns}), expected (${r}, ${c}).`);
      return data;
    }
    if (transposed) return data;
    const turned = new Float64Array(m * n);
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) turned[j * m + i] = data[i * n + j]!;
    return turned;
  };
}
