import {
  type ArrayLikeInput,
  asArray,
  astype,
  contiguous,
  elementsOf,
  fromData,
  isComplexDType,
  isNDArray,
  type NDArray,
} from "@core/array";
import { checkOptions, coreError, type ValueKind } from "@core/array/runtime";

/** What a function that is minimised may give: a number, or an array with one element. */
export type NumberLike = number | bigint | boolean | ArrayLikeInput;

/** Options of functions that pass further arguments on to the user's functions. */
export interface WithArgs {
  /** Further arguments that the functions get behind x. */
  readonly args?: readonly unknown[];
}

/** A new float64 array over numbers, with their length as shape unless one is given. */
export function vector(data: Float64Array, shape: readonly number[] = [data.length]): NDArray<"float64"> {
  return fromData(data, shape, { dtype: "float64" });
}

/** A new int32 array over whole numbers. */
export function intVector(data: Int32Array): NDArray<"int32"> {
  return fromData(data, [data.length], { dtype: "int32" });
}

/** The only number of a value. */
export function scalarOf(value: unknown, name: string): number {
  if (typeof value === "number") return value;
  if (typeof value === "bigint" || typeof value === "boolean") return Number(value);
  if (ArrayBuffer.isView(value)) {
    const list = value as unknown as ArrayLike<number>;
    if (list.length === 1) return Number(list[0]);
  } else if (Array.isArray(value)) {
    if (value.length === 1) return scalarOf(value[0], name);
  } else if (isNDArray(value) && value.size === 1 && !isComplexDType(value.dtype))
    return Number(value.reshape(-1).get(0));
  throw coreError("BAD_SHAPE", `${name} must return a scalar value; it returned ${describe(value)}.`);
}

/** The numbers of a value in C order, as float64 that nobody else holds. Scalars are one number. */
export function numbersOf(value: unknown, name: string): Float64Array {
  if (typeof value === "number") return Float64Array.of(value);
  if (value instanceof Float64Array) return value.slice();
  return (elementsOf(contiguous(realArray(value, name))) as Float64Array).slice();
}

/** As {@link numbersOf}, of a value with at most one axis. */
export function lineOf(value: unknown, name: string): Float64Array {
  if (typeof value === "number") return Float64Array.of(value);
  if (value instanceof Float64Array) return value.slice();
  const a = realArray(value, name);
  if (a.shape.length > 1)
    throw coreError("BAD_SHAPE", `${name} has shape (${a.shape.join(", ")}), expected at most one axis.`);
  return (elementsOf(contiguous(a)) as Float64Array).slice();
}

/** The numbers of a matrix in rows; one axis is one row. */
export function rowsOf(value: unknown, name: string): { data: Float64Array; rows: number; columns: number } {
  const a = realArray(value, name);
  if (a.shape.length > 2)
    throw coreError("BAD_SHAPE", `${name} has shape (${a.shape.join(", ")}), expected at most two axes.`);
  const columns = a.shape.length === 0 ? 1 : (a.shape.at(-1) as number);
  const rows = a.shape.length === 2 ? (a.shape[0] as number) : 1;
  return { data: (elementsOf(contiguous(a)) as Float64Array).slice(), rows, columns };
}

/** A value as a float64 array of its own. */
export function realArray(value: unknown, name: string): NDArray<"float64"> {
  if (value === null || value === undefined || typeof value === "string" || typeof value === "function")
    throw coreError("BAD_ARGUMENT", `${name} must be numbers; got ${describe(value)}.`);
  const a = asArray(value as ArrayLikeInput);
  if (isComplexDType(a.dtype)) throw coreError("BAD_DTYPE", `${name} must be real; got ${a.dtype}.`);
  return contiguous(astype(a, "float64"));
}

/** Checks a starting point: real, at least one number. Scalars are one number, more axes are flattened. */
export function startOf(x0: unknown, name = "x0"): Float64Array {
  const x = numbersOf(x0, name);
  if (x.length === 0) throw coreError("BAD_SHAPE", `${name} is empty, expected at least one number.`);
  return x;
}

/** Checks that a value is a function. */
export function checkFunction(value: unknown, name: string): void {
  if (typeof value !== "function")
    throw coreError("BAD_ARGUMENT", `${name} must be a function; got ${describe(value)}.`);
}

/** Checks that a word is one of those allowed, whatever its case, and gives it as it is listed. */
export function choiceOf<T extends string>(value: unknown, allowed: readonly T[], name: string): T {
  const found =
    typeof value === "string" ? allowed.find((one) => one.toLowerCase() === value.toLowerCase()) : undefined;
  if (found === undefined)
    throw coreError(
      "BAD_ARGUMENT",
      `${name}: got ${describe(value)}, expected one of ${allowed.map((one) => `"${one}"`).join(", ")}.`,
    );
  return found;
}

/** Options that are numbers, whichever function has them. */
const numbers: readonly string[] = [
  "T",
  "accept",
  "amax",
  "atol",
  "avextol",
  "c1",
  "c2",
  "epsfcn",
  "fScale",
  "factor",
  "factr",
  "ftol",
  "growLimit",
  "gtol",
  "initialTemp",
  "interval",
  "k",
  "m",
  "maxIter",
  "maxNfev",
  "maxfev",
  "maxfun",
  "maxit",
  "maxiter",
  "maxls",
  "ndigit",
  "niter",
  "niterSuccess",
  "norm",
  "oldFval",
  "oldOldFval",
  "partol",
  "pgtol",
  "popsize",
  "recombination",
  "restartTempRatio",
  "rtol",
  "sstol",
  "step",
  "stepsize",
  "stepwiseFactor",
  "targetAcceptRate",
  "taufac",
  "tol",
  "visit",
  "x1",
  "xa",
  "xatol",
  "xb",
  "xrtol",
  "xtol",
];

/** Those for which null stands for the default or for no limit. */
const optionalNumbers: readonly string[] = [
  "amax",
  "epsfcn",
  "ftol",
  "gtol",
  "maxIter",
  "maxNfev",
  "maxiter",
  "niterSuccess",
  "oldFval",
  "oldOldFval",
  "tol",
  "x1",
  "xtol",
];

/** Those that end a loop. */
const counts: readonly string[] = [
  "interval",
  "k",
  "m",
  "maxIter",
  "maxNfev",
  "maxfev",
  "maxfun",
  "maxit",
  "maxiter",
  "maxls",
  "niter",
  "niterSuccess",
  "popsize",
  "stepsize",
];

const flags: readonly string[] = [
  "absoluteSigma",
  "checkFinite",
  "fullOutput",
  "maximize",
  "noLocalSearch",
  "polish",
  "retall",
];

function kindOf(key: string): ValueKind {
  if (numbers.includes(key)) return optionalNumbers.includes(key) ? "number or null" : "number";
  if (flags.includes(key)) return "boolean";
  if (key === "args") return "list";
  if (key === "band" || key === "bracket" || key === "brack") return "list or null";
  if (key === "signal") return "signal";
  if (key === "onProgress") return "function";
  return key === "callback" || key === "takeStep" || key === "acceptTest" ? "function or null" : "any";
}

/** Checks that an options object has no other keys than those allowed, and that numbers are numbers. */
export function checkKeys(options: object, allowed: readonly string[], name: string): void {
  checkOptions<Record<string, unknown>>(
    name,
    options as Record<string, unknown>,
    Object.fromEntries(allowed.map((key) => [key, kindOf(key)])),
  );
  for (const [key, value] of Object.entries(options))
    if (Number.isNaN(value) && counts.includes(key))
      throw coreError("BAD_VALUE", `${name}: ${key} is NaN, expected a number.`);
}

/** A value in a few words, for messages. */
export function describe(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  if (typeof value === "function") return "a function";
  if (isNDArray(value)) return `an array of ${value.dtype} and shape (${value.shape.join(", ")})`;
  if (ArrayBuffer.isView(value)) return `a typed array of ${(value as unknown as ArrayLike<number>).length}`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}
