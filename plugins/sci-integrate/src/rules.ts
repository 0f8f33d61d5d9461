import { type ArrayLikeInput, asArray, fromData, multiply, type NDArray, type Scalar, sum } from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { checkCount, checkFunction, checkNumber } from "./arguments.js";
import { gaussLegendre } from "./gauss.js";
import { type Show, showTable } from "./samples.js";

/** A function of one number, or with `vecFunc` of an array of them, which gives as many along its last axis. */
// biome-ignore lint/suspicious/noExplicitAny: the arguments after the first are the caller's own
export type RuleFunction = (x: any, ...args: any[]) => ArrayLikeInput | Scalar;

/** Options of the rules. */
export interface RuleOptions {
  /** Further arguments of the function. */
  readonly args?: readonly unknown[];
  /** Whether the function takes all places at once, as an array; false by default. */
  readonly vecFunc?: boolean;
}

function checkEnds(name: string, a: number, b: number): void {
  checkNumber(name, "a", a);
  checkNumber(name, "b", b);
  if (!Number.isFinite(a) || !Number.isFinite(b))
    throw coreError(
      "BAD_VALUE",
      `${name}: the range is from ${a} to ${b}; this rule needs finite ends (quad does not).`,
    );
}

function valuesAt(func: RuleFunction, x: Float64Array, { args = [], vecFunc = false }: RuleOptions): NDArray {
  if (vecFunc) return asArray(func(fromData(x, [x.length]), ...args) as ArrayLikeInput);
  return asArray(Array.from(x, (place) => func(place, ...args)) as ArrayLikeInput);
}

function gauss(func: RuleFunction, a: number, b: number, n: number, options: RuleOptions): NDArray | Scalar {
  const { places, weights } = gaussLegendre(n);
  const values = valuesAt(
    func,
    places.map((x) => ((b - a) * (x + 1)) / 2 + a),
    options,
  );
  const last = values.shape.length - 1;
  if (last < 0) return multiply(sum(weights) as number, multiply(values, (b - a) / 2)).item() as Scalar;
  const summed = sum(multiply(values, fromData(weights, [n])) as NDArray, { axis: last });
  const result = multiply(summed as NDArray, (b - a) / 2) as NDArray;
  return result.shape.length === 0 ? (result.get() as Scalar) : result;
}

/**
 * The integral by the rule of Gauss and Legendre with a fixed number of points.
 * @param options `n` points, 5 by default; `vecFunc` for functions of arrays, which may give several integrals at once
 * @returns `[value, null]`
 * @throws BAD_VALUE for infinite ends
 */
export function fixedQuad(
  func: RuleFunction,
  a: number,
  b: number,
  options: RuleOptions & { readonly n?: number } = {},
): [value: NDArray | Scalar, nothing: null] {
  checkOptions("fixedQuad", options, { args: "list", vecFunc: "boolean", n: "number" });
  checkKind("fixedQuad", "func", func, "function");
  checkKind("fixedQuad", "a", a, "number");
  checkKind("fixedQuad", "b", b, "number");
  checkFunction("fixedQuad", "func", func);
  checkEnds("fixedQuad", a, b);
  return [gauss(func, a, b, checkCount("fixedQuad", "n", options.n ?? 5, 1, 5000), options), null];
}

/** Options of {@link quadrature}. */
export interface QuadratureOptions extends RuleOptions {
  /** Absolute and relative tolerance of the last change, 1.49e-8 both. */
  readonly tol?: number;
  readonly rtol?: number;
  /** The most and the fewest points, 50 and 1. */
  readonly maxiter?: number;
  readonly miniter?: number;
}

/**
 * The integral by rules of Gauss and Legendre with more and more points, until it changes no more.
 * @returns `[value, last change]`; a change above the tolerances says that `maxiter` was reached
 * @throws BAD_VALUE for infinite ends
 */
export function quadrature(
  func: RuleFunction,
  a: number,
  b: number,
  options: QuadratureOptions = {},
): [value: number, error: number] {
  checkOptions("quadrature", options, {
    tol: "number",
    rtol: "number",
    maxiter: "number",
    miniter: "number",
    args: "list",
    vecFunc: "boolean",
  });
  checkKind("quadrature", "func", func, "function");
  checkKind("quadrature", "a", a, "number");
  checkKind("quadrature", "b", b, "number");
  checkFunction("quadrature", "func", func);
  checkEnds("quadrature", a, b);
  const { tol = 1.49e-8, rtol = 1.49e-8 } = options;
  const least = checkCount("quadrature", "miniter", options.miniter ?? 1, 1, 5000);
  const most = Math.max(least + 1, checkCount("quadrature", "maxiter", options.maxiter ?? 50, 0, 5000));
  let value = Number.POSITIVE_INFINITY;
  let error = Number.POSITIVE_INFINITY;
  for (let n = least; n <= most; n++) {
    const next = Number(gauss(func, a, b, n, options));
    error = Math.abs(next - value);
    value = next;
    if (Number.isNaN(next)) break;
    if (error < tol || error < rtol * Math.abs(value)) break;
  }
  return [value, error];
}

/** Options of {@link romberg}. */
export interface RombergOptions extends RuleOptions {
  /** Absolute and relative tolerance of the last change, 1.48e-8 both. */
  readonly tol?: number;
  readonly rtol?: number;
  /** Writes the table of approximations. */
  readonly show?: Show;
  /** The most halvings; 10 by default. */
  readonly divmax?: number;
}

/**
 * The integral of a function by Romberg's extrapolation of the trapezoidal rule.
 * @throws BAD_VALUE for infinite ends
 */
export function romberg(func: RuleFunction, a: number, b: number, options: RombergOptions = {}): number {
  checkOptions("romberg", options, {
    tol: "number",
    rtol: "number",
    show: "boolean or function",
    divmax: "number",
    args: "list",
    vecFunc: "boolean",
  });
  checkKind("romberg", "func", func, "function");
  checkKind("romberg", "a", a, "number");
  checkKind("romberg", "b", b, "number");
  checkFunction("romberg", "func", func);
  checkEnds("romberg", a, b);
  const { tol = 1.48e-8, rtol = 1.48e-8, show = false } = options;
  const divmax = checkCount("romberg", "divmax", options.divmax ?? 10, 0, 24);
  const range = b - a;
  const total = (x: Float64Array): number => Number(sum(valuesAt(func, x, options)));
  let ordinates = 0.5 * total(Float64Array.of(a, b));
  let result = range * ordinates;
  let row = [result];
  const table = [row];
  for (let i = 1, n = 2; i <= divmax; i++, n *= 2) {
    const h = range / (n / 2);
    ordinates += total(Float64Array.from({ length: n / 2 }, (_, k) => a + 0.5 * h + h * k));
    const next = [(range * ordinates) / n];
    for (let k = 0; k < i; k++) {
      const power = 4 ** (k + 1);
      next.push((power * next[k]! - row[k]!) / (power - 1));
    }
    result = next[i]!;
    const error = Math.abs(result - row[i - 1]!);
    table.push(next);
    row = next;
    if (error < tol || error < rtol * Math.abs(result)) break;
  }
  if (show !== false) showTable(show, rombergTable(func.name, a, b, table));
  return result;
}

function rombergTable(name: string, a: number, b: number, table: readonly (readonly number[])[]): string {
  const cell = (value: number): string => value.toFixed(6).padStart(9);
  const last = table.length - 1;
  return [
    `Romberg integration of ${name || "a function"} from ${a} to ${b}`,
    "",
    " Steps  StepSize   Results",
    ...table.map((row, i) => [String(2 ** i).padStart(6), cell((b - a) / 2 ** i), ...row.map(cell)].join(" ")),
    "",
    `The final result is ${table[last]![last]} after ${2 ** last + 1} function evaluations.`,
  ].join("\n");
}
