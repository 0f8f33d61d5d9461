import { defaultMaxBytes } from "./budget.js";
import { decodeMat, decodeWhos, matVersion } from "./decode.js";
import type { WorkOptions } from "./hdf5.js";
import {
  checkInput,
  finish,
  type LoadmatOptions,
  loadmatKinds,
  type MatVariable,
  type MatVariables,
} from "./options.js";
import { type PlainMat, simplify } from "./values.js";

/** Loadmat's options, and whether cells and structures become plain lists and objects. */
export interface LoadmatPlainOptions extends LoadmatOptions {
  /** Gives plain values: see `simplify`. False unless told. */
  readonly simplifyCells?: boolean;
}

/**
 * Reads a file of MATLAB 4 to 7.3. Arrays keep their two or more axes and are views on columns; logical arrays are bool, texts strings. Files of version 7.3 are
 * HDF5, for which its library of 4 MB is loaded.
 * @throws BAD_FILE, BAD_ARGUMENT, NOT_FOUND (a name that is not there), UNSUPPORTED (elements that arrays cannot hold), ABORTED
 */
export function loadmat(
  bytes: Uint8Array,
  options: LoadmatPlainOptions & WorkOptions & { readonly simplifyCells: true },
): Promise<Record<string, PlainMat>>;
export function loadmat(
  bytes: Uint8Array,
  options?: LoadmatOptions & WorkOptions & { readonly simplifyCells?: false },
): Promise<MatVariables>;
export async function loadmat(
  bytes: Uint8Array,
  options: LoadmatPlainOptions & WorkOptions = {},
): Promise<MatVariables | Record<string, PlainMat>> {
  checkInput("loadmat", bytes, options, {
    ...loadmatKinds,
    simplifyCells: "boolean",
    signal: "any",
    onProgress: "function",
  });
  const { simplifyCells = false, ...own } = options;
  const found = await readAny(bytes, own);
  return simplifyCells ? simplifyVariables(found) : found;
}

async function readAny(bytes: Uint8Array, options: LoadmatOptions & WorkOptions): Promise<MatVariables> {
  const { signal: _, onProgress: __, ...own } = options;
  if (matVersion(bytes) !== 7.3) return decodeMat(bytes, own);
  const { readHdf5 } = await import("./hdf5.js");
  return finish(await readHdf5(bytes, options.maxBytes ?? defaultMaxBytes, options), options);
}

/**
 * The names, shapes and classes of the variables of a file of MATLAB 4 to 7.3, without their values. As in SciPy the last axis of texts is not counted.
 * @throws BAD_FILE, BAD_ARGUMENT
 */
export async function whosmat(
  bytes: Uint8Array,
  options: Pick<LoadmatOptions, "maxBytes"> = {},
): Promise<MatVariable[]> {
  checkInput("whosmat", bytes, options, { maxBytes: "number" });
  if (matVersion(bytes) !== 7.3) return decodeWhos(bytes, options);
  return (await import("./hdf5.js")).whosHdf5(bytes, options.maxBytes ?? defaultMaxBytes);
}

/** All variables as plain values: cells as lists, structures as objects, single numbers as such. */
export function simplifyVariables(found: MatVariables): Record<string, PlainMat> {
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, simplify(value)]));
}
