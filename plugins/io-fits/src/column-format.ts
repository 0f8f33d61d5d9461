import type { DType } from "@core/array";
import { describeValue } from "@core/array/runtime";
import { fitsError } from "./errors.js";

/** What a column of a binary table holds in each row. */
export interface ColumnFormat {
  /** The letter of the data type. */
  readonly code: string;
  /** Elements in each row; of P and Q the letter of their elements stands in `inner`. */
  readonly repeat: number;
  readonly bytes: number;
  readonly inner: string | undefined;
}

/** dtypes of the letters that hold numbers. */
export const numberCodes: Readonly<Record<string, DType>> = {
  B: "uint8",
  I: "int16",
  J: "int32",
  K: "int64",
  E: "float32",
  D: "float64",
  C: "complex64",
  M: "complex128",
};

const widths: Readonly<Record<string, number>> = {
  L: 1,
  A: 1,
  B: 1,
  I: 2,
  J: 4,
  K: 8,
  E: 4,
  D: 8,
  C: 8,
  M: 16,
  P: 8,
  Q: 16,
};

/** Reads a TFORM of a binary table. */
export function parseColumnFormat(name: string, text: string): ColumnFormat {
  const found = /^(\d*)([LXABIJKEDCMPQ])(.*)$/.exec(text.trim());
  if (found === null)
    throw fitsError(
      "BAD_FILE",
      `${name} is ${describeValue(text)}, expected a count and one of L X A B I J K E D C M P Q.`,
    );
  const code = found[2] as string;
  const repeat = found[1] === "" ? 1 : Number(found[1]);
  if (!Number.isSafeInteger(repeat)) throw fitsError("BAD_FILE", `${name} is ${text}: the count is beyond any file.`);
  if (code === "X") return { code, repeat, bytes: Math.ceil(repeat / 8), inner: undefined };
  const inner = code === "P" || code === "Q" ? /^[LXABIJKEDCM]/.exec(found[3] as string)?.[0] : undefined;
  if ((code === "P" || code === "Q") && inner === undefined)
    throw fitsError("BAD_FILE", `${name} is ${describeValue(text)}, expected the type of the elements behind ${code}.`);
  if (inner !== undefined && repeat > 1)
    throw fitsError("BAD_FILE", `${name} is ${describeValue(text)}: a row holds at most one list.`);
  return { code, repeat, bytes: repeat * (widths[code] as number), inner };
}

/** The bytes that elements of a letter take. */
export function elementBytes(code: string, count: number): number {
  return code === "X" ? Math.ceil(count / 8) : count * (widths[code] as number);
}

/** The sizes in a TDIM, in array order; undefined where there is none or it does not fit. */
export function parseDimensions(text: string, repeat: number): number[] | undefined {
  const found = /^\(\s*(\d+(?:\s*,\s*\d+)*)\s*\)$/.exec(text.trim());
  if (found === null) return undefined;
  const sizes = (found[1] as string).split(",").map(Number).reverse();
  return sizes.reduce((product, size) => product * size, 1) <= repeat ? sizes : undefined;
}
