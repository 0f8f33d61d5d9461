import { coreError } from "@core/array/runtime";
import type { Limits } from "../core/bounds.js";
import { type DifferenceMethod, differentiate } from "../core/differences.js";
import type { Objective } from "../core/scalar-function.js";
import { describe, lineOf, rowsOf } from "../core/values.js";
import { clip, multiply } from "../core/vectors.js";

/** A constraint: `eq` means that the function is 0, `ineq` that it is not negative. It may give several numbers. */
export interface FunctionConstraint {
  readonly type: "eq" | "ineq" | (string & {});
  readonly fun: Objective;
  /** The Jacobian; forward differences by default. */
  readonly jac?: Objective | undefined;
  readonly args?: readonly unknown[];
}

/** lb <= A x <= ub. */
export interface LinearConstraint {
  readonly A: unknown;
  readonly lb?: unknown;
  readonly ub?: unknown;
}

/** lb <= fun(x) <= ub. */
export interface NonlinearConstraint {
  readonly fun: Objective;
  readonly lb: unknown;
  readonly ub: unknown;
  readonly jac?: Objective | undefined;
}

/** A constraint in any of SciPy's forms, as plain objects. */
export type ConstraintLike = FunctionConstraint | LinearConstraint | NonlinearConstraint;

/** A constraint that is 0, or not negative, where it holds. */
export interface ReadConstraint {
  readonly kind: "eq" | "ineq";
  readonly fun: (x: Float64Array) => Float64Array;
  /** The derivatives, one row for each value. */
  readonly jac: ((x: Float64Array) => Float64Array) | undefined;
}

/** Brings constraints into one form. */
export function readConstraints(constraints: readonly ConstraintLike[], x0: Float64Array): ReadConstraint[] {
  return constraints.flatMap((one, i) => {
    const name = `constraints[${i}]`;
    if (typeof one !== "object" || one === null)
      throw coreError(
        "BAD_ARGUMENT",
        `${name}: got ${describe(one)}, expected { type: "eq" | "ineq", fun }, { A, lb, ub } or { fun, lb, ub }.`,
      );
    if ("type" in one) return [functionConstraint(one, name)];
    if ("A" in one) return betweenLimits(linearFunction(one, x0.length, name), one, x0, name);
    if ("fun" in one && "lb" in one)
      return betweenLimits(functionConstraint({ ...one, type: "ineq" }, name), one, x0, name);
    throw coreError(
      "BAD_ARGUMENT",
      `${name} has no type defined: expected { type: "eq" | "ineq", fun }, { A, lb, ub } or { fun, lb, ub }.`,
    );
  });
}

/** The derivatives of a constraint, one row for each value: its own, or estimated by differences. */
export function constraintRows(
  { fun, jac }: ReadConstraint,
  x: Float64Array,
  method: {
    readonly method: DifferenceMethod;
    readonly absStep?: Float64Array | undefined;
    readonly relStep?: Float64Array | undefined;
  },
  limits: Limits,
): Float64Array {
  if (jac !== undefined) return jac(x);
  const at = clip(x, limits.low, limits.high);
  const f0 = fun(at);
  const columns = differentiate(fun, at, f0, { ...method, limits });
  const [n, m] = [x.length, f0.length];
  const rows = new Float64Array(n * m);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) rows[i * n + j] = columns[j * m + i]!;
  return rows;
}

function functionConstraint({ type, fun, jac, args = [] }: FunctionConstraint, name: string): ReadConstraint {
  const kind = typeof type === "string" ? type.toLowerCase() : type;
  if (kind !== "eq" && kind !== "ineq")
    throw coreError("BAD_ARGUMENT", `${name}: unknown constraint type ${describe(type)}, expected "eq" or "ineq".`);
  if (typeof fun !== "function")
    throw coreError("BAD_ARGUMENT", `${name} has no function defined: fun is ${describe(fun)}.`);
  const call = fun as (...all: unknown[]) => unknown;
  return {
    kind,
    fun: (x) => lineOf(call(x.slice(), ...args), `${name}.fun`),
    jac:
      typeof jac === "function"
        ? (x) => {
            const { data, columns } = rowsOf(
              (jac as (...all: unknown[]) => unknown)(x.slice(), ...args),
              `${name}.jac`,
            );
            if (columns !== x.length)
              throw coreError("BAD_SHAPE", `${name}.jac has ${columns} columns, expected ${x.length}.`);
            return data;
          }
        : undefined,
  };
}

function linearFunction({ A }: LinearConstraint, n: number, name: string): ReadConstraint {
  const { data, rows, columns } = rowsOf(A, `${name}.A`);
  if (columns !== n) throw coreError("BAD_SHAPE", `${name}.A has shape (${rows}, ${columns}), expected ${n} columns.`);
  return { kind: "ineq", fun: (x) => multiply(data, x), jac: () => data };
}

function betweenLimits(
  { fun, jac }: ReadConstraint,
  { lb, ub }: { readonly lb?: unknown; readonly ub?: unknown },
  x0: Float64Array,
  name: string,
): ReadConstraint[] {
  const n = x0.length;
  const m = fun(x0).length;
  const low = spread(lb ?? Number.NEGATIVE_INFINITY, m, `${name}.lb`);
  const high = spread(ub ?? Number.POSITIVE_INFINITY, m, `${name}.ub`);
  const all = Array.from({ length: m }, (_, i) => i);
  const equal = all.filter((i) => low[i] === high[i]);
  const below = all.filter((i) => low[i] !== high[i] && low[i] !== Number.NEGATIVE_INFINITY);
  const above = all.filter((i) => low[i] !== high[i] && high[i] !== Number.POSITIVE_INFINITY);
  const part = (
    kind: "eq" | "ineq",
    which: readonly (readonly [i: number, sign: number, limit: number])[],
  ): ReadConstraint[] =>
    which.length === 0
      ? []
      : [
          {
            kind,
            fun: (x) => {
              const y = fun(x);
              return Float64Array.from(which, ([i, sign, limit]) => sign * (y[i]! - limit));
            },
            jac:
              jac === undefined
                ? undefined
                : (x) => {
                    const rows = jac(x);
                    const chosen = new Float64Array(which.length * n);
                    which.forEach(([i, sign], k) => {
                      for (let j = 0; j < n; j++) chosen[k * n + j] = sign * rows[i * n + j]!;
                    });
                    return chosen;
                  },
          },
        ];
  return [
    ...part(
      "eq",
      equal.map((i) => [i, 1, low[i]!] as const),
    ),
    ...part("ineq", [...below.map((i) => [i, 1, low[i]!] as const), ...above.map((i) => [i, -1, high[i]!] as const)]),
  ];
}

function spread(value: unknown, n: number, name: string): Float64Array {
  const list = lineOf(value, name);
  if (list.length === n) return list;
  if (list.length === 1) return new Float64Array(n).fill(list[0]!);
  throw coreError("BAD_SHAPE", `${name} has ${list.length} numbers, expected ${n} or 1.`);
}
