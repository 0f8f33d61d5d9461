import { type Complex, fromData, isComplex, isNDArray, type NDArray } from "@core/array";
import { checkKind, checkOptions, coreError, describeValue } from "@core/array/runtime";
import { checkChoice, checkCount, checkFunction, checkNumber } from "./arguments.js";
import { explanations, messageOf } from "./quad-messages.js";
import { integrateFinite, integrateInfinite, integrateWithBreaks } from "./quadpack/adaptive.js";
import { integrateAlgebraic, integrateCauchy } from "./quadpack/algebraic.js";
import { finestRelative } from "./quadpack/constants.js";
import { integrateFourier, integrateFourierInfinite, type Moments, noMoments } from "./quadpack/fourier.js";
import { inOrder, type Partition } from "./quadpack/partition.js";
import type { Integrand } from "./quadpack/rules.js";
import type { Accuracy, Outcome } from "./quadpack/work.js";

/** Weight functions of {@link quad}. */
export type QuadWeight = "cos" | "sin" | "alg" | "alg-loga" | "alg-logb" | "alg-log" | "cauchy";

const weights: readonly QuadWeight[] = ["cos", "sin", "alg", "alg-loga", "alg-logb", "alg-log", "cauchy"];

/** A function of one number and of further arguments. */
// biome-ignore lint/suspicious/noExplicitAny: the arguments after the first are the caller's own
export type QuadFunction<T = number> = (x: number, ...args: any[]) => T;

/** Options of {@link quad}. */
export interface QuadOptions {
  /** Further arguments of the function. */
  readonly args?: readonly unknown[];
  /** Whether to give {@link QuadInfo} as a third result. */
  readonly fullOutput?: boolean;
  /** Absolute and relative tolerance, 1.49e-8 both: whichever is reached first. */
  readonly epsabs?: number;
  readonly epsrel?: number;
  /** The most pieces that the range is cut into; 50 by default. */
  readonly limit?: number;
  /** Points inside a finite range where the function is difficult. */
  readonly points?: readonly number[] | undefined;
  /**
   * A weight that the function is multiplied with: cos(wx), sin(wx) with `wvar` w; (x-a)^α (b-x)^β with `wvar` [α, β], times
   * log(x-a) ("alg-loga"), log(b-x) ("alg-logb") or both ("alg-log"); 1/(x-c) with `wvar` c ("cauchy", the principal value).
   */
  readonly weight?: QuadWeight | undefined;
  readonly wvar?: number | readonly [number, number] | undefined;
  /** Chebyshev moments of an earlier call with the same range and frequency: `[info.momcom, info.chebmo]`. */
  readonly wopts?: readonly [number, NDArray] | undefined;
  /** The most sets of Chebyshev moments, 50, and the most cycles of an infinite range with a cosine or sine, 50. */
  readonly maxp1?: number;
  readonly limlst?: number;
}

/** What {@link quad} tells with `fullOutput`. */
export interface QuadInfo {
  /** How often the function was called. */
  readonly neval: number;
  /** How many pieces there are; all but cycles of an infinite range with cosine or sine. */
  readonly last?: number;
  /** Ends, integrals and errors of the pieces; mapped onto (0, 1] where the range is infinite. */
  readonly alist?: NDArray;
  readonly blist?: NDArray;
  readonly rlist?: NDArray;
  readonly elist?: NDArray;
  /** Numbers of the pieces by falling error, as far as they were kept in order. */
  readonly iord?: NDArray;
  /** With `points`: the ends and break points, how often each piece was halved, and whether its error was raised to have it cut early. */
  readonly pts?: NDArray;
  readonly level?: NDArray;
  readonly ndin?: NDArray;
  /** With a cosine or sine over a finite range: sets of moments, the level of each piece, and the moments. */
  readonly momcom?: number;
  readonly nnlog?: NDArray;
  readonly chebmo?: NDArray;
  /** With a cosine or sine over an infinite range: cycles, their integrals, errors and codes. */
  readonly lst?: number;
  readonly rslst?: NDArray;
  readonly erlst?: NDArray;
  readonly ierlst?: NDArray;
}

/** The integral, an estimate of its error, and with `fullOutput` details, a message when the accuracy was not reached, and what the codes of cycles mean. */
export type QuadResult = [value: number, error: number];
export type QuadFullResult = [
  value: number,
  error: number,
  info: QuadInfo,
  message?: string,
  explanation?: Readonly<Record<number, string>>,
];

/** The same for complex functions; details of the real and the imaginary part. */
export type QuadComplexResult = [value: Complex, error: Complex];
export type QuadComplexFullResult = [
  value: Complex,
  error: Complex,
  info: { readonly real: readonly unknown[]; readonly imag: readonly unknown[] },
];

/**
 * The integral of a function over a finite or infinite range, by the adaptive rules of QUADPACK (Piessens, de Doncker-Kapenga,
 * Überhuber and Kahaner 1983): Gauss and Kronrod with the epsilon algorithm, and Clenshaw and Curtis for weights. The calls, the value
 * and the error estimate are those of SciPy. A tolerance that is not reached is no error: `fullOutput` gives a message then.
 *
 * @param func what to integrate: a number for each x; with `complexFunc` complex numbers `{ re, im }` (or plain ones)
 * @param a lower end, may be -Infinity
 * @param b upper end, may be Infinity; below `a` the sign changes
 * @returns `[value, error]`
 * @throws BAD_VALUE for tolerances, limits, break points and weights that cannot be, BAD_ARGUMENT
 */
export function quad(
  func: QuadFunction<number | Complex>,
  a: number,
  b: number,
  options: QuadOptions & { readonly complexFunc: true; readonly fullOutput: true },
): QuadComplexFullResult;
export function quad(
  func: QuadFunction<number | Complex>,
  a: number,
  b: number,
  options: QuadOptions & { readonly complexFunc: true; readonly fullOutput?: false },
): QuadComplexResult;
export function quad(
  func: QuadFunction,
  a: number,
  b: number,
  options: QuadOptions & { readonly complexFunc?: false; readonly fullOutput: true },
): QuadFullResult;
export function quad(
  func: QuadFunction,
  a: number,
  b: number,
  options?: QuadOptions & { readonly complexFunc?: false; readonly fullOutput?: false },
): QuadResult;
export function quad(
  func: QuadFunction,
  a: number,
  b: number,
  options?: QuadOptions & { readonly complexFunc?: false },
): QuadResult | QuadFullResult;
export function quad(
  func: QuadFunction<number | Complex>,
  a: number,
  b: number,
  options: QuadOptions & { readonly complexFunc?: boolean } = {},
): QuadResult | QuadFullResult | QuadComplexResult | QuadComplexFullResult {
  checkOptions("quad", options, {
    args: "list",
    fullOutput: "boolean",
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
  });
  checkKind("quad", "func", func, "function");
  checkKind("quad", "a", a, "number");
  checkKind("quad", "b", b, "number");
  checkFunction("quad", "func", func);
  if (options.complexFunc === true) return complexQuad(func, a, b, options);
  const result = realQuad(func as QuadFunction, a, b, options);
  return options.fullOutput === true ? result : [result[0], result[1]];
}

function complexQuad(
  func: QuadFunction<number | Complex>,
  a: number,
  b: number,
  options: QuadOptions,
): QuadComplexResult | QuadComplexFullResult {
  const part = (key: "re" | "im"): QuadFullResult =>
    realQuad(
      (x, ...args) => {
        const value = func(x, ...args);
        if (isComplex(value)) return value[key];
        return key === "re" ? value : 0;
      },
      a,
      b,
      options,
    );
  const [re, im] = [part("re"), part("im")];
  const value = { re: re[0], im: im[0] };
  const error = { re: re[1], im: im[1] };
  return options.fullOutput === true ? [value, error, { real: re.slice(2), imag: im.slice(2) }] : [value, error];
}

interface Details extends Pick<Outcome, "value" | "error" | "code"> {
  readonly info: QuadInfo;
}

function realQuad(func: QuadFunction, from: number, to: number, options: QuadOptions): QuadFullResult {
  checkNumber("quad", "a", from);
  checkNumber("quad", "b", to);
  if (Number.isNaN(from) || Number.isNaN(to))
    throw coreError("BAD_VALUE", `quad: the range is from ${from} to ${to}; NaN is no end.`);
  const [a, b] = to < from ? [to, from] : [from, to];
  const { args = [] } = options;
  const f: Integrand = (x) => {
    const value: unknown = func(x, ...args);
    if (typeof value !== "number")
      throw coreError("BAD_ARGUMENT", `quad: func returned ${describeValue(value)}, expected a number.`);
    return value;
  };
  const accuracy: Accuracy = {
    absolute: checkNumber("quad", "epsabs", options.epsabs ?? 1.49e-8),
    relative: checkNumber("quad", "epsrel", options.epsrel ?? 1.49e-8),
    limit: checkCount("quad", "limit", options.limit ?? 50, 1, 2 ** 20),
  };
  if (Number.isNaN(accuracy.absolute) || Number.isNaN(accuracy.relative))
    throw coreError(
      "BAD_VALUE",
      `quad: epsabs is ${accuracy.absolute} and epsrel ${accuracy.relative}; NaN is no tolerance.`,
    );
  const { weight } = options;
  if (weight !== undefined) checkChoice("quad", "weight", weight, weights);
  const cycles =
    (weight === "cos" || weight === "sin") && (a === Number.NEGATIVE_INFINITY || b === Number.POSITIVE_INFINITY);
  if (cycles && accuracy.absolute <= 0)
    throw coreError(
      "BAD_VALUE",
      `quad: epsabs is ${accuracy.absolute}; a cosine or sine over an infinite range needs one above 0.`,
    );
  if (accuracy.absolute <= 0 && accuracy.relative < finestRelative)
    throw coreError(
      "BAD_VALUE",
      `quad: epsabs is ${accuracy.absolute} and epsrel ${accuracy.relative}; without epsabs, epsrel must be at least ${finestRelative}.`,
    );
  const details =
    weight === undefined
      ? plainQuad(f, a, b, accuracy, options.points)
      : weightedQuad(f, a, b, accuracy, weight, options);
  const value = to < from ? -details.value : details.value;
  if (details.code === 0) return [value, details.error, details.info];
  const message = messageOf(details.code, accuracy.limit, cycles);
  return cycles
    ? [value, details.error, details.info, message, explanations]
    : [value, details.error, details.info, message];
}

function plainQuad(
  f: Integrand,
  a: number,
  b: number,
  accuracy: Accuracy,
  points: readonly number[] | undefined,
): Details {
  const [below, above] = [a === Number.NEGATIVE_INFINITY, b === Number.POSITIVE_INFINITY];
  if (points === undefined) {
    if (a === b && !Number.isFinite(a)) return detailed(integrateFinite(() => 0, 0, 0, accuracy));
    if (below || above) return detailed(integrateInfinite(f, below ? b : a, below ? (above ? 2 : -1) : 1, accuracy));
    return detailed(integrateFinite(f, a, b, accuracy));
  }
  if (below || above)
    throw coreError("BAD_VALUE", "quad: points cannot be given for an infinite range; cut it in two.");
  for (const point of points) checkKind("quad", "one of the points", point, "number");
  const inside = [...new Set(points)].filter((point) => point > a && point < b).sort((x, y) => x - y);
  if (inside.length >= accuracy.limit)
    throw coreError("BAD_VALUE", `quad: ${inside.length} points need a limit above that, not ${accuracy.limit}.`);
  const outcome = integrateWithBreaks(f, a, b, inside, accuracy);
  const found = detailed(outcome);
  return {
    ...found,
    info: {
      ...found.info,
      pts: list(outcome.points),
      level: whole(outcome.level),
      ndin: whole(outcome.raised),
    },
  };
}

function weightedQuad(
  f: Integrand,
  a: number,
  b: number,
  accuracy: Accuracy,
  weight: QuadWeight,
  options: QuadOptions,
): Details {
  const { wvar } = options;
  if (weight === "cos" || weight === "sin") {
    const omega = checkNumber("quad", "wvar", wvar);
    return fourierQuad(f, a, b, accuracy, omega, weight, options);
  }
  if (!Number.isFinite(a) || !Number.isFinite(b))
    throw coreError("BAD_VALUE", `quad: weight "${weight}" cannot be integrated over an infinite range.`);
  if (weight === "cauchy") {
    const pole = checkNumber("quad", "wvar", wvar);
    if (pole === a || pole === b)
      throw coreError("BAD_VALUE", `quad: wvar ${pole} is an end of the range; a principal value needs it elsewhere.`);
    return detailed(integrateCauchy(f, a, b, pole, accuracy));
  }
  const [alpha, beta] =
    Array.isArray(wvar) && wvar.length === 2 ? (wvar as [number, number]) : [Number.NaN, Number.NaN];
  if (!(alpha > -1 && beta > -1))
    throw coreError("BAD_VALUE", `quad: wvar is ${describeValue(wvar)}; weight "${weight}" takes two powers above -1.`);
  if (!(a < b)) throw coreError("BAD_VALUE", `quad: weight "${weight}" needs a < b, not ${a} and ${b}.`);
  checkCount("quad", "limit", accuracy.limit, 2);
  const shape = {
    alpha,
    beta,
    logLeft: weight === "alg-loga" || weight === "alg-log",
    logRight: weight === "alg-logb" || weight === "alg-log",
  };
  return detailed(integrateAlgebraic(f, a, b, shape, accuracy));
}

function fourierQuad(
  f: Integrand,
  a: number,
  b: number,
  accuracy: Accuracy,
  omega: number,
  weight: "cos" | "sin",
  options: QuadOptions,
): Details {
  const most = checkCount("quad", "maxp1", options.maxp1 ?? 50, 1);
  const [below, above] = [a === Number.NEGATIVE_INFINITY, b === Number.POSITIVE_INFINITY];
  if (below && above)
    throw coreError(
      "BAD_VALUE",
      `quad: weight "${weight}" cannot be integrated from -Infinity to Infinity; cut the range in two.`,
    );
  if (!below && !above) {
    const moments = options.wopts === undefined ? noMoments(most) : momentsOf(options.wopts, most);
    const outcome = integrateFourier(f, a, b, omega, weight, accuracy, moments);
    const found = detailed(outcome);
    return {
      ...found,
      info: { ...found.info, nnlog: whole(outcome.level), momcom: moments.count, chebmo: table(moments) },
    };
  }
  const cycles = checkCount("quad", "limlst", options.limlst ?? 50, 3);
  const sign = weight === "sin" ? -1 : 1;
  const g: Integrand = below ? (x) => sign * f(-x) : f;
  const start = below ? -b : a;
  const { value, error, code, evaluations, values, errors, codes } = integrateFourierInfinite(
    g,
    start,
    omega,
    weight,
    accuracy,
    { cycles, moments: most },
    (only) => integrateInfinite(g, start, 1, only),
  );
  return {
    value,
    error,
    code,
    info: {
      neval: evaluations,
      lst: values.length,
      rslst: list(values),
      erlst: list(errors),
      ierlst: whole(codes),
    },
  };
}

function momentsOf([count, chebmo]: readonly [number, NDArray], most: number): Moments {
  checkCount("quad", "wopts[0]", count, 0);
  if (!isNDArray(chebmo))
    throw coreError(
      "BAD_ARGUMENT",
      `quad: wopts[1] is ${describeValue(chebmo)}, expected the chebmo of an earlier call.`,
    );
  const columns = chebmo.shape[1];
  if (chebmo.shape.length !== 2 || chebmo.shape[0] !== 25 || columns !== most)
    throw coreError(
      "BAD_SHAPE",
      `quad: the moments of wopts have shape (${chebmo.shape.join(", ")}), expected (25, ${most}) as maxp1 says.`,
    );
  const rows = Array.from({ length: Math.min(count + 1, most) }, (_, level) =>
    Float64Array.from({ length: 25 }, (__, k) => Number(chebmo.get(k, level))),
  );
  return { count: Math.min(count, most), most, rows };
}

function table({ rows, most }: Moments): NDArray {
  const values = new Float64Array(25 * most);
  for (const [level, row] of rows.entries()) for (let k = 0; k < 25; k++) values[k * most + level] = row[k]!;
  return fromData(values, [25, most]);
}

function detailed({ value, error, code, evaluations, partition }: Outcome): Details {
  return { value, error, code, info: { neval: evaluations, ...listsOf(partition) } };
}

function listsOf(p: Partition): Omit<QuadInfo, "neval"> {
  return {
    last: p.left.length,
    alist: list(p.left),
    blist: list(p.right),
    rlist: list(p.value),
    elist: list(p.error),
    iord: whole(p.order.slice(1, inOrder(p) + 1)),
  };
}

function list(values: readonly number[]): NDArray {
  return fromData(Float64Array.from(values), [values.length]);
}

function whole(values: readonly number[]): NDArray {
  return fromData(Int32Array.from(values), [values.length]);
}
