import {
  type ArrayLikeInput,
  asArray,
  contiguous,
  elementsOf,
  isComplexDType,
  kindOf,
  type NDArray,
} from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { type FormatKind, formatNumbers, type PythonFormat, parseFormat } from "./python-format.js";

/** What {@link savetxt} takes. */
export interface SavetxtOptions {
  /**
   * Python's formats: one for all columns, one for each in a list, or a text with one for each (or two for complex columns), which then
   * stands for the whole row. `%.18e` by default.
   */
  readonly fmt?: string | readonly string[];
  /** Between columns; a blank by default. */
  readonly delimiter?: string;
  /** At the end of each line; a line feed by default. */
  readonly newline?: string;
  /** A text before the table, each of its lines after `comments`. */
  readonly header?: string;
  /** A text after the table, likewise. */
  readonly footer?: string;
  /** `# ` by default. */
  readonly comments?: string;
}

/**
 * A table as text, the same characters as `np.savetxt` writes: a row for each element of an array with one axis, or for each row of one
 * with two.
 * @throws BAD_SHAPE for other arrays, BAD_ARGUMENT for formats that Python refuses or that do not fit the columns, BAD_DTYPE and
 * BAD_VALUE for numbers that a format cannot write
 */
export function savetxt(array: ArrayLikeInput, options: SavetxtOptions = {}): string {
  checkOptions("savetxt", options, {
    fmt: "any",
    delimiter: "string",
    newline: "string",
    header: "string",
    footer: "string",
    comments: "string",
  });
  const a = asArray(array);
  const { fmt = "%.18e", delimiter = " ", newline = "\n", header = "", footer = "", comments = "# " } = options;
  if (a.shape.length !== 1 && a.shape.length !== 2)
    throw coreError("BAD_SHAPE", `savetxt: got shape (${a.shape.join(", ")}), expected one or two axes.`);
  const [rows, columns = 1] = a.shape as readonly [number, number | undefined];
  const complex = isComplexDType(a.dtype);
  const format = rowFormat(fmt, delimiter, columns, complex);
  const numbers = complex ? 2 * columns : columns;
  if (rows > 0 && format.places.length !== numbers)
    throw coreError(
      "BAD_ARGUMENT",
      `fmt: ${describeValue(fmt)} has ${format.places.length} places for ${numbers} numbers.`,
    );
  const elements = elementsOf(contiguous(a)) as unknown as ArrayLike<number | bigint>;
  const kind = kindOfNumbers(a);
  const noted = (text: string): string => `${comments}${text.replaceAll("\n", `\n${comments}`)}${newline}`;
  const parts: string[] = header === "" ? [] : [noted(header)];
  for (let row = 0; row < rows; row++) {
    const text = formatNumbers(format, elements, row * numbers, kind) + newline;
    parts.push(complex ? text.replaceAll("+-", "-") : text);
  }
  if (footer !== "") parts.push(noted(footer));
  return parts.join("");
}

function kindOfNumbers({ dtype }: NDArray): FormatKind {
  if (dtype === "float32" || dtype === "complex64") return "float32";
  if (dtype === "float64" || dtype === "complex128") return "float64";
  return kindOf(dtype) === "bool" ? "bool" : "whole";
}

function rowFormat(
  fmt: string | readonly string[],
  delimiter: string,
  columns: number,
  complex: boolean,
): PythonFormat {
  if (Array.isArray(fmt) && fmt.every((one) => typeof one === "string")) {
    if (fmt.length !== columns)
      throw coreError("BAD_ARGUMENT", `fmt: got ${fmt.length} formats for ${columns} columns.`);
    return parseFormat(fmt.join(delimiter));
  }
  if (typeof fmt !== "string")
    throw coreError("BAD_ARGUMENT", `fmt: got ${describeValue(fmt)}, expected a text or a list of texts.`);
  const count = fmt.split("%").length - 1;
  if (count === 1) {
    const one = complex ? ` (${fmt}+${fmt}j)` : fmt;
    return parseFormat(new Array<string>(columns).fill(one).join(delimiter));
  }
  if (count !== (complex ? 2 * columns : columns))
    throw coreError(
      "BAD_ARGUMENT",
      `fmt: ${describeValue(fmt)} has ${count} formats for ${complex ? 2 * columns : columns} numbers.`,
    );
  return parseFormat(fmt);
}
