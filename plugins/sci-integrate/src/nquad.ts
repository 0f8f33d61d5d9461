import { checkKind, checkOptions, coreError, describeValue, type OptionKinds } from "@core/array/runtime";
import { checkFunction } from "./arguments.js";
import { type QuadOptions, quad } from "./quad.js";

/** A function of several numbers. */
// biome-ignore lint/suspicious/noExplicitAny: the arguments after the variables are the caller's own
export type MultipleFunction = (...variables: any[]) => number;

/** The ends of a range, or a function of the outer variables and further arguments that gives them. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type NquadRange = readonly [number, number] | ((...outer: any[]) => readonly [number, number]);

/** Options of one of the nested integrals. */
export type NquadInnerOptions = Omit<QuadOptions, "args" | "fullOutput">;

/** Options of {@link nquad}. */
export interface NquadOptions {
  readonly args?: readonly unknown[];
  /** Options for all integrals, or for each from the innermost on; functions get the outer variables. */
  readonly opts?:
    | NquadInnerOptions
    // biome-ignore lint/suspicious/noExplicitAny: see above
    | readonly (NquadInnerOptions | ((...outer: any[]) => NquadInnerOptions))[]
    | undefined;
  /** Whether to count the calls of the function. */
  readonly fullOutput?: boolean;
}

/**
 * The integral over several variables, each by {@link quad}, the last range outermost.
 *
 * @param func of (x0, x1, …, ...args); x0 is the innermost variable
 * @param ranges of x0, x1, …: pairs, or functions of the variables outside (x1, x2, … for x0) and `args`
 * @returns `[value, error]`, the error being the largest of all integrals; with `fullOutput` also `{ neval }`
 * @throws BAD_ARGUMENT, BAD_SHAPE for ranges and options that do not fit, and what {@link quad} throws
 */
export function nquad(
  func: MultipleFunction,
  ranges: readonly NquadRange[],
  options: NquadOptions & { readonly fullOutput: true },
): [value: number, error: number, info: { readonly neval: number }];
export function nquad(
  func: MultipleFunction,
  ranges: readonly NquadRange[],
  options?: NquadOptions,
): [value: number, error: number];
export function nquad(
  func: MultipleFunction,
  ranges: readonly NquadRange[],
  options: NquadOptions = {},
): [value: number, error: number, info?: { readonly neval: number }] {
  checkOptions("nquad", options, { args: "list", opts: "any", fullOutput: "boolean" });
  checkKind("nquad", "func", func, "function");
  checkFunction("nquad", "func", func);
  const { args = [], opts = {} } = options;
  if (!Array.isArray(ranges)) throw coreError("BAD_ARGUMENT", "nquad: the ranges are no list.");
  const depth = ranges.length;
  if (depth === 0) throw coreError("BAD_SHAPE", "nquad: no ranges were given.");
  const inner = Array.isArray(opts) ? opts : ranges.map(() => opts as NquadInnerOptions);
  if (inner.length !== depth)
    throw coreError("BAD_SHAPE", `nquad: ${inner.length} opts were given for ${depth} ranges.`);
  let largest = 0;
  let neval = 0;
  // `outer` holds the variables from the one outside on, then the further arguments.
  const integrate = (level: number, outer: readonly unknown[]): number => {
    const range = ranges[level]!;
    const ends: unknown = typeof range === "function" ? range(...outer) : range;
    if (!isPair(ends))
      throw coreError("BAD_ARGUMENT", `nquad: range ${level} is ${describeValue(ends)}, expected two numbers.`);
    const [low, high] = ends;
    const given = inner[level]!;
    const own: NquadInnerOptions | undefined = typeof given === "function" ? given(...outer) : given;
    checkOptions("nquad: opts", own, innerKinds);
    const points = own?.points?.filter((point) => low <= point && point <= high);
    const inside = level === 0 ? (x: number) => func(x, ...outer) : (x: number) => integrate(level - 1, [x, ...outer]);
    // Where no value of the first rule is finite, no halving mends that: the function is not called again.
    let [calls, finite, last] = [0, false, 0];
    const f = (x: number): number => {
      if (calls >= firstRule && !finite) return last;
      calls++;
      last = inside(x);
      if (calls <= firstRule) finite ||= Number.isFinite(last);
      return last;
    };
    const [value, error, info] = quad(f, low, high, { ...own, points, fullOutput: true });
    if (level === 0) neval += info.neval;
    largest = Math.max(largest, error);
    return value;
  };
  const value = integrate(depth - 1, args);
  return options.fullOutput === true ? [value, largest, { neval }] : [value, largest];
}

/** How many places the first rule of {@link quad} takes. */
const firstRule = 21;

const innerKinds: OptionKinds<NquadInnerOptions & { readonly complexFunc?: boolean }> = {
  epsabs: "number",
  epsrel: "number",
  limit: "number",
  points: "list",
  weight: "any",
  wvar: "numbers",
  wopts: "list",
  maxp1: "number",
  limlst: "number",
  complexFunc: "boolean",
};

function isPair(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === "number");
}

/** Options of {@link dblquad} and {@link tplquad}. */
export interface MultipleOptions {
  readonly args?: readonly unknown[];
  readonly epsabs?: number;
  readonly epsrel?: number;
}

/** An end: a number, or a function of the outer variables. */
export type Bound = number | ((...outer: number[]) => number);

function boundAt(bound: Bound, ...outer: number[]): number {
  return typeof bound === "function" ? bound(...outer) : bound;
}

/**
 * The double integral of `func(y, x)`, y from `gfun(x)` to `hfun(x)`, x from `a` to `b`.
 * @returns `[value, error]`
 */
export function dblquad(
  func: MultipleFunction,
  a: number,
  b: number,
  gfun: Bound,
  hfun: Bound,
  options: MultipleOptions = {},
): [value: number, error: number] {
  checkOptions("dblquad", options, { args: "list", epsabs: "number", epsrel: "number" });
  checkKind("dblquad", "func", func, "function");
  checkKind("dblquad", "a", a, "number");
  checkKind("dblquad", "b", b, "number");
  const { args = [], epsabs = 1.49e-8, epsrel = 1.49e-8 } = options;
  const range = (x: number): [number, number] => [boundAt(gfun, x), boundAt(hfun, x)];
  return nquad(func, [range, [a, b]], { args, opts: { epsabs, epsrel } });
}

/**
 * The triple integral of `func(z, y, x)`, z from `qfun(x, y)` to `rfun(x, y)`, y from `gfun(x)` to `hfun(x)`, x from `a` to `b`.
 * @returns `[value, error]`
 */
export function tplquad(
  func: MultipleFunction,
  a: number,
  b: number,
  gfun: Bound,
  hfun: Bound,
  qfun: Bound,
  rfun: Bound,
  options: MultipleOptions = {},
): [value: number, error: number] {
  checkOptions("tplquad", options, { args: "list", epsabs: "number", epsrel: "number" });
  checkKind("tplquad", "func", func, "function");
  checkKind("tplquad", "a", a, "number");
  checkKind("tplquad", "b", b, "number");
  const { args = [], epsabs = 1.49e-8, epsrel = 1.49e-8 } = options;
  const inner = (y: number, x: number): [number, number] => [boundAt(qfun, x, y), boundAt(rfun, x, y)];
  const middle = (x: number): [number, number] => [boundAt(gfun, x), boundAt(hfun, x)];
  return nquad(func, [inner, middle, [a, b]], { args, opts: { epsabs, epsrel } });
}
