import { isNDArray } from "@core/array";
import { describeValue } from "@core/array/runtime";
import { type Budget, defaultMaxBytes } from "./budget.js";
import { matError } from "./errors.js";
import { isLevel4, level4Variables } from "./level4.js";
import { level5Variables } from "./level5.js";
import { classNames, mx } from "./types.js";
import { type MatValue, type PlainMat, simplify, squeezeArray } from "./values.js";

/** What reading takes. */
export interface LoadmatOptions {
  /** Names of the variables to read; all unless told. */
  readonly variableNames?: readonly string[];
  /** Takes away axes of size 1; false unless told. */
  readonly squeezeMe?: boolean;
  /** Numbers get the dtype of their MATLAB class; unless told they keep the one they are stored in, as in SciPy. */
  readonly matDtype?: boolean;
  /** The most bytes to allocate; 4 GiB by default. */
  readonly maxBytes?: number;
}

/** One line of {@link whosmat}. */
export interface MatVariable {
  readonly name: string;
  readonly shape: readonly number[];
  readonly className: string;
}

/** The version of a file: 4, 5 (MATLAB 5 to 7.2) or 7.3 (HDF5). Throws BAD_FILE for anything else. */
export function matVersion(bytes: Uint8Array): 4 | 5 | 7.3 {
  if (bytes.length >= 128) {
    const mark = String.fromCharCode(bytes[126] as number, bytes[127] as number);
    const major = mark === "IM" ? bytes[125] : mark === "MI" ? bytes[124] : undefined;
    if (major === 1) return 5;
    if (major === 2) return 7.3;
  }
  if (isLevel4(bytes)) return 4;
  if ([0, 512].some((at) => [0x89, 0x48, 0x44, 0x46].every((byte, i) => bytes[at + i] === byte))) return 7.3;
  throw matError(
    "BAD_FILE",
    "no MATLAB file: it has neither the header of versions 5 to 7.3 nor a variable of version 4.",
  );
}

/** The variables of a file by name. */
export type MatVariables = Record<string, MatValue>;

/**
 * Reads a file of MATLAB 4 to 7.2. Arrays keep their two or more axes and are views on columns; logical arrays are bool. Of several variables with one name
 * the last one counts.
 * @throws BAD_FILE, BAD_ARGUMENT, NOT_FOUND (a name that is not there), UNSUPPORTED (version 7.3: use `loadmat`)
 */
export function decodeMat(bytes: Uint8Array, options: LoadmatOptions = {}): MatVariables {
  const budget = checkOptions(options);
  const found: MatVariables = Object.create(null);
  for (const { header, read } of variables(bytes, budget, options)) {
    if (options.variableNames === undefined || options.variableNames.includes(header.name))
      found[header.name] = finish(read(), options);
  }
  checkNames(found, options);
  return found;
}

/** The names, shapes and classes of the variables of a file of MATLAB 4 to 7.2, without reading them. */
export function decodeWhos(bytes: Uint8Array, options: LoadmatOptions = {}): MatVariable[] {
  return [...variables(bytes, checkOptions(options), options)].map(({ header }) => header);
}

/** Checks options that all versions share; gives what may be allocated. */
export function checkOptions(options: LoadmatOptions): Budget {
  const { maxBytes = defaultMaxBytes, variableNames } = options;
  if (typeof maxBytes !== "number" || !(maxBytes >= 0))
    throw matError("BAD_ARGUMENT", `maxBytes: got ${describeValue(maxBytes)}, expected a number from 0.`);
  if (
    variableNames !== undefined &&
    !(Array.isArray(variableNames) && variableNames.every((name) => typeof name === "string"))
  )
    throw matError("BAD_ARGUMENT", `variableNames: got ${describeValue(variableNames)}, expected a list of names.`);
  return { left: maxBytes };
}

/** Throws NOT_FOUND where a name that was asked for is not there. */
export function checkNames(found: MatVariables, { variableNames = [] }: LoadmatOptions): void {
  for (const name of variableNames)
    if (found[name] === undefined) throw matError("NOT_FOUND", `the file has no variable ${name}.`);
}

/** A value as the options want it. */
export function finish(value: MatValue, options: LoadmatOptions): MatValue {
  return options.squeezeMe === true && isNDArray(value) ? squeezeArray(value) : value;
}

/** All variables without the wrapping of MATLAB: cells as lists, structures as objects, single numbers as such. */
export function simplifyCells(found: MatVariables): Record<string, PlainMat> {
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, simplify(value)]));
}

interface Variable {
  readonly header: MatVariable;
  read(): MatValue;
}

function* variables(bytes: Uint8Array, budget: Budget, options: LoadmatOptions): Generator<Variable> {
  const version = matVersion(bytes);
  if (version === 7.3)
    throw matError("UNSUPPORTED", "the file is of version 7.3, which is HDF5: read it with await loadmat(bytes).");
  if (version === 4) {
    for (const { name, shape, className, read } of level4Variables(bytes, budget))
      yield { header: { name, shape, className }, read };
    return;
  }
  for (const { header, read } of level5Variables(bytes, budget, { matDtype: options.matDtype === true })) {
    const { name, shape, mxClass, isLogical } = header;
    // MATLAB's own memory of functions: no variable, and without a name.
    if (name === "" && mxClass === mx.uint8) continue;
    const className = isLogical ? "logical" : (classNames[mxClass] ?? `class ${mxClass}`);
    yield { header: { name: name === "" ? "__function_workspace__" : name, shape, className }, read };
  }
}
