import { checkOptions, describeValue, isPlainObject } from "@core/array/runtime";
import { matError } from "./errors.js";
import { type MatInput, toValue } from "./to-value.js";
import { writeLevel4 } from "./write4.js";
import { writeLevel5 } from "./write5.js";

/** What {@link savemat} takes. */
export interface SavematOptions {
  /** `"5"` unless told: all kinds of values; `"4"`: matrices and texts only. */
  readonly format?: "4" | "5";
  /** Compresses each variable; false unless told. */
  readonly doCompression?: boolean;
  /** Whether a list becomes a row (unless told) or a column. */
  readonly oneDimAs?: "row" | "column";
  /** Names of fields of up to 63 characters, which MATLAB 7.6 and later read; 31 unless told. */
  readonly longFieldNames?: boolean;
}

/**
 * Writes variables as a MATLAB file. Plain objects become structures, mixed lists cells, texts characters.
 * @param variables values by name; names begin with a letter
 * @throws BAD_ARGUMENT (names, values), BAD_VALUE (what the format cannot hold), BAD_SHAPE, UNSUPPORTED
 */
export function savemat(variables: Readonly<Record<string, MatInput>>, options: SavematOptions = {}): Uint8Array {
  if (!isPlainObject(variables))
    throw matError("BAD_ARGUMENT", `got ${describeValue(variables)}, expected an object of variables by name.`);
  checkOptions("savemat", options, {
    format: "string",
    doCompression: "boolean",
    oneDimAs: "string",
    longFieldNames: "boolean",
  });
  const { format = "5", doCompression = false, oneDimAs = "row", longFieldNames = false } = options;
  if (format !== "4" && format !== "5")
    throw matError("BAD_ARGUMENT", `format: got ${describeValue(format)}, expected "4" or "5".`);
  if (oneDimAs !== "row" && oneDimAs !== "column")
    throw matError("BAD_ARGUMENT", `oneDimAs: got ${describeValue(oneDimAs)}, expected "row" or "column".`);
  const values = Object.entries(variables).map(([name, input]) => {
    if (!/^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(name))
      throw matError(
        "BAD_ARGUMENT",
        `got the name ${describeValue(name)}, expected a letter, then up to 62 letters, digits and _.`,
      );
    return [name, toValue(name, input, oneDimAs)] as const;
  });
  return format === "4"
    ? writeLevel4(values, oneDimAs)
    : writeLevel5(values, { doCompression, oneDimAs, longFieldNames });
}
