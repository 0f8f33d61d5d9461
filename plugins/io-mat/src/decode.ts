import { checkKind } from "@core/array/runtime";
import type { Budget } from "./budget.js";
import { matError } from "./errors.js";
import { isLevel4, level4Variables } from "./level4.js";
import { level5Variables } from "./level5.js";
import {
  checkInput,
  finish,
  isWanted,
  type LoadmatOptions,
  loadmatKinds,
  type MatVariable,
  type MatVariables,
} from "./options.js";
import { classNames, mx } from "./types.js";
import type { MatValue } from "./values.js";

/** The version of a file: 4, 5 (MATLAB 5 to 7.2) or 7.3 (HDF5). Throws BAD_FILE for anything else, BAD_ARGUMENT for no bytes. */
export function matVersion(bytes: Uint8Array): 4 | 5 | 7.3 {
  checkKind("matVersion", "bytes", bytes, "bytes");
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

/**
 * Reads a file of MATLAB 4 to 7.2. Arrays keep their two or more axes and are views on columns; logical arrays are bool. Of several variables with one name
 * the last one counts.
 * @throws BAD_FILE, BAD_ARGUMENT, NOT_FOUND (a name that is not there), UNSUPPORTED (version 7.3: use `loadmat`)
 */
export function decodeMat(bytes: Uint8Array, options: LoadmatOptions = {}): MatVariables {
  const found: MatVariables = Object.create(null);
  for (const { name, read } of variables(bytes, checkInput("decodeMat", bytes, options, loadmatKinds), options))
    if (isWanted(name, options)) found[name] = read();
  return finish(found, options);
}

/** The names, shapes and classes of the variables of a file of MATLAB 4 to 7.2, without reading them. */
export function decodeWhos(bytes: Uint8Array, options: LoadmatOptions): MatVariable[] {
  return [...variables(bytes, checkInput("whosmat", bytes, options, loadmatKinds), options)].map(
    ({ name, shape, className }) => [name, className === "char" ? shape.slice(0, -1) : shape, className],
  );
}

interface Variable {
  readonly name: string;
  readonly shape: readonly number[];
  readonly className: string;
  read(): MatValue;
}

function* variables(bytes: Uint8Array, budget: Budget, options: LoadmatOptions): Generator<Variable> {
  const version = matVersion(bytes);
  if (version === 7.3)
    throw matError("UNSUPPORTED", "the file is of version 7.3, which is HDF5: read it with await loadmat(bytes).");
  if (version === 4) {
    yield* level4Variables(bytes, budget);
    return;
  }
  for (const { header, read } of level5Variables(bytes, budget, { matDtype: options.matDtype === true })) {
    const { name, shape, mxClass, isLogical } = header;
    // MATLAB's own memory of functions: no variable, and without a name.
    if (name === "" && mxClass === mx.uint8) continue;
    const className = isLogical ? "logical" : (classNames[mxClass] ?? `class ${mxClass}`);
    yield { name, shape, className, read };
  }
}
