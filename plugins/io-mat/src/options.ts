import { checkKind, checkOptions, describeValue, type OptionKinds } from "@core/array/runtime";
import { type Budget, defaultMaxBytes } from "./budget.js";
import { matError } from "./errors.js";
import { type MatValue, squeeze } from "./values.js";

/** What reading takes. */
export interface LoadmatOptions {
  /** Names of the variables to read; all unless told. */
  readonly variableNames?: readonly string[];
  /** Takes away axes of size 1, in cells and structures, too; false unless told. Single numbers are arrays without axes then. */
  readonly squeezeMe?: boolean;
  /** Numbers get the dtype of their MATLAB class; unless told they keep the one they are stored in, as in SciPy. */
  readonly matDtype?: boolean;
  /** The most bytes to allocate; 4 GiB by default. */
  readonly maxBytes?: number;
}

/** One line of `whosmat`: name, shape and class. As in SciPy the last axis of texts is not counted. */
export type MatVariable = readonly [name: string, shape: readonly number[], className: string];

/** The variables of a file by name. */
export type MatVariables = Record<string, MatValue>;

/** What the options of all readers may be. */
export const loadmatKinds: OptionKinds<LoadmatOptions> = {
  variableNames: "any",
  squeezeMe: "boolean",
  matDtype: "boolean",
  maxBytes: "number",
};

/** Checks bytes and options that all versions share; gives what may be allocated. */
export function checkInput<T extends LoadmatOptions>(
  name: string,
  bytes: Uint8Array,
  options: T,
  kinds: OptionKinds<T>,
): Budget {
  checkKind(name, "bytes", bytes, "bytes");
  checkOptions(name, options, kinds as OptionKinds<NonNullable<T>>);
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

/** Whether a variable is asked for. */
export function isWanted(name: string, { variableNames }: LoadmatOptions): boolean {
  return variableNames === undefined || variableNames.includes(name);
}

/** The variables as the options want them. Throws NOT_FOUND where a name that was asked for is not there. */
export function finish(found: MatVariables, { variableNames = [], squeezeMe }: LoadmatOptions): MatVariables {
  for (const name of variableNames)
    if (found[name] === undefined) throw matError("NOT_FOUND", `the file has no variable ${name}.`);
  if (squeezeMe === true) for (const name of Object.keys(found)) found[name] = squeeze(found[name] as MatValue);
  return found;
}
