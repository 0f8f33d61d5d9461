import { type DType, type NDArray, transpose } from "@core/array";
import { checkOptions, coreError, describeValue, isPlainObject, type OptionKinds } from "@core/array/runtime";
import { type ColumnReader, columnOf, convertedColumn, findType } from "./genfromtxt-column.js";
import { type GenDelimiter, makeSplitter } from "./genfromtxt-lines.js";
import { defaultName, fitNames, type NameOptions } from "./genfromtxt-names.js";
import type { Converter } from "./loadtxt.js";
import { checkRange } from "./range.js";
import { badText, checkConverters, checkCount, checkPairs, type TextInput, textOf } from "./source.js";
import {
  type Cell,
  type ColumnType,
  checkColumnType,
  checkNdmin,
  makeTable,
  numbersToArray,
  type TableType,
  type TextTable,
  withAxes,
} from "./table.js";

/** Something for all columns, for the first ones in order, or for columns by number or name. */
export type PerColumn<T> = T | readonly T[] | { readonly [column: string]: T | readonly T[] };

/** What {@link genfromtxt} takes. */
export interface GenfromtxtOptions extends NameOptions {
  /** A dtype for all columns; a list of types, or of names and types, for a table; `null` to find the type of each column; float64 by default. */
  readonly dtype?: ColumnType | readonly ColumnType[] | TableType | null;
  /** What comments start with, `null` for none; `#` by default. */
  readonly comments?: string | null;
  /** A text between columns, the width of all, or the width of each; any blanks by default. */
  readonly delimiter?: GenDelimiter;
  /** Lines to leave out at the beginning; 0 by default. */
  readonly skipHeader?: number;
  /** Rows to leave out at the end; 0 by default. */
  readonly skipFooter?: number;
  /** Functions that make values, by number or name of the column. */
  readonly converters?: Readonly<Record<string, Converter>>;
  /** Texts that stand for no value, besides the empty one; a text may hold several with commas between. */
  readonly missingValues?: PerColumn<string>;
  /** What takes the place of missing values; NaN, -1, false or `???` by default. */
  readonly fillingValues?: PerColumn<number | string | bigint | boolean | null>;
  /** Columns to read, by number (negative ones count from the end) or name; all by default. */
  readonly usecols?: number | string | readonly (number | string)[] | null;
  /** Names of the columns; `true` to take the first line after `skipHeader`, even when it is a comment. */
  readonly names?: true | string | readonly string[] | null;
  /** Whether blanks around fields are left out; false by default. */
  readonly autostrip?: boolean;
  /** Whether columns become rows; false by default. */
  readonly unpack?: boolean;
  /** Whether what cannot be read is a missing value, too; true by default. */
  readonly loose?: boolean;
  /** Whether rows of another length are an error (true, the default) or left out. */
  readonly invalidRaise?: boolean;
  /** The most rows to read. */
  readonly maxRows?: number | null;
  /** The least number of axes of an array, 0 to 2; 0 by default. */
  readonly ndmin?: number;
}

/** Options that give an array of one dtype. */
export interface GenfromtxtArrayOptions extends GenfromtxtOptions {
  readonly dtype?: DType;
  readonly names?: null;
}

const kinds: OptionKinds<GenfromtxtOptions> = {
  dtype: "any",
  comments: "any",
  delimiter: "any",
  skipHeader: "number",
  skipFooter: "number",
  converters: "any",
  missingValues: "any",
  fillingValues: "any",
  usecols: "any",
  names: "any",
  autostrip: "boolean",
  unpack: "boolean",
  loose: "boolean",
  invalidRaise: "boolean",
  maxRows: "number or null",
  ndmin: "number",
  excludelist: "any",
  deletechars: "string",
  replaceSpace: "string",
  caseSensitive: "any",
  defaultfmt: "string",
};

/**
 * Reads a table of text with gaps, as `np.genfromtxt` of NumPy 1.24.
 * @returns an array where all columns are of one dtype and have no names; else a table of columns. int64 columns hold bigints
 * @throws BAD_FILE for rows of different length and, with `loose: false`, what cannot be read, BAD_ARGUMENT for an option
 */
export function genfromtxt(input: TextInput, options?: GenfromtxtArrayOptions): NDArray;
export function genfromtxt(input: TextInput, options: GenfromtxtOptions): NDArray | TextTable;
export function genfromtxt(input: TextInput, options: GenfromtxtOptions = {}): NDArray | TextTable {
  checkOptions("genfromtxt", options, kinds);
  if (options.converters !== undefined) checkConverters(options.converters);
  const lines = linesOf(textOf(input, "genfromtxt"));
  if (lines[lines.length - 1] === "") lines.pop();
  const { loose = true, unpack = false } = options;
  const ndmin = checkNdmin(options.ndmin ?? 0);
  const head = readHead(lines, options);
  const { fields, type, names, width, usecols, lineNumbers } = readRows(lines, head, options);
  const columnFields = Array.from({ length: width }, (_, k) => fields.map((row) => row[k] as string));
  const missing = missingOf(options.missingValues, width, names, usecols);
  const filling = fillingOf(options.fillingValues, width, names, usecols);
  const converters = convertersOf(options.converters, names, usecols);
  const readers = columnFields.map((column, k): ColumnReader => {
    const own = Array.isArray(type) ? (type[k] as ColumnType) : (type as ColumnType | null);
    const convert = converters.get(k);
    if (convert !== undefined)
      return convertedColumn(convert, column, own ?? undefined, missing[k] as ReadonlySet<string>, filling[k]);
    return own === null
      ? findType(column, missing[k] as ReadonlySet<string>, filling[k])
      : columnOf(own, missing[k] as ReadonlySet<string>, filling[k], loose);
  });
  const cells = readers.map((reader, k) =>
    (columnFields[k] as string[]).map((field, row) => {
      try {
        return reader.read(field);
      } catch (cause) {
        throw badText(
          "genfromtxt",
          `line ${lineNumbers[row]}, column ${k}: ${cause instanceof Error ? cause.message : cause}`,
        );
      }
    }),
  );
  readers.forEach(({ type: own }, k) => {
    // The -1 that stands for nothing wraps in unsigned dtypes, as in NumPy.
    const values = (cells[k] as Cell[]).filter((cell) => Number(cell) !== -1);
    if (own !== "str") checkRange(values, own, "genfromtxt");
  });
  const uniform = uniformType(type, names, readers);
  if (uniform === undefined) {
    const own = names ?? readers.map((_, k) => defaultName(options.defaultfmt ?? "f%i", k));
    return makeTable(
      readers.map((reader, k) => [own[k] as string, reader.type] as const),
      cells,
    );
  }
  const rows = fields.length;
  const flat = fields.flatMap((_, row) => cells.map((column) => column[row] as Cell));
  const array = withAxes(numbersToArray(flat, uniform, rows === 0 ? [0] : [rows, width]), ndmin);
  return unpack ? transpose(array) : array;
}

function linesOf(text: string): string[] {
  return (text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text).split("\n");
}

/** The dtype of an array of all columns; undefined where there must be a table. */
function uniformType(
  type: ColumnType | readonly ColumnType[] | null,
  names: readonly string[] | undefined,
  readers: readonly ColumnReader[],
): DType | undefined {
  if (names !== undefined || Array.isArray(type)) return undefined;
  const found = new Set(readers.filter(({ checked }) => checked).map((reader) => reader.type));
  if (type !== null && readers.every((reader) => reader.type === type)) found.add(type as ColumnType);
  const [one] = found;
  if (readers.length === 0) return type === null || type === "str" ? "float64" : (type as DType);
  return found.size === 1 && one !== "str" ? (one as DType) : undefined;
}

interface Head {
  /** Names as the text or the caller gave them. */
  readonly names: readonly string[] | undefined;
  readonly first: readonly string[];
  /** The line at which the rows begin, counted from 0. */
  readonly start: number;
  readonly split: (line: string) => string[];
}

function readHead(lines: readonly string[], options: GenfromtxtOptions): Head {
  const { comments = "#", autostrip = false, names } = options;
  if (comments !== null && (typeof comments !== "string" || comments === ""))
    throw coreError("BAD_ARGUMENT", `comments: got ${describeValue(comments)}, expected a text or null.`);
  fitNames([], options);
  const split = makeSplitter(options.delimiter, comments, autostrip);
  let at = checkCount("skipHeader", options.skipHeader ?? 0);
  let first: string[] = [];
  for (; at < lines.length; at++) {
    let line = lines[at] as string;
    if (names === true && comments !== null && line.includes(comments)) line = line.split(comments).slice(1).join("");
    first = split(line);
    if (first.length > 0) break;
  }
  if (names === true) {
    if (comments !== null && first.length > 0 && comments.includes((first[0] as string).trim())) first = first.slice(1);
    return { names: fitNames(first, options), first, start: at + 1, split };
  }
  const given = typeof names === "string" ? names.split(",") : names;
  if (given !== undefined && given !== null && !(Array.isArray(given) && given.every((one) => typeof one === "string")))
    throw coreError("BAD_ARGUMENT", `names: got ${describeValue(names)}, expected true, a text or texts.`);
  return { names: given ? fitNames(given, options) : undefined, first, start: at, split };
}

interface Rows {
  readonly fields: readonly (readonly string[])[];
  readonly lineNumbers: readonly number[];
  readonly type: ColumnType | readonly ColumnType[] | null;
  readonly names: readonly string[] | undefined;
  readonly width: number;
  readonly usecols: readonly number[] | undefined;
}

function readRows(lines: readonly string[], head: Head, options: GenfromtxtOptions): Rows {
  const [given, listed] = typeOf(options);
  const names = head.names ?? (listed === undefined ? undefined : fitNames(listed, options));
  const usecols = columnsOf(options.usecols, names, head.first.length);
  const width = usecols?.length ?? head.first.length;
  const maxRows = options.maxRows ?? undefined;
  let footer = checkCount("skipFooter", options.skipFooter ?? 0);
  if (maxRows !== undefined && (footer > 0 || checkCount("maxRows", maxRows) < 1))
    throw coreError("BAD_ARGUMENT", `maxRows: got ${maxRows}, expected a number from 1, and no skipFooter.`);
  const fields: string[][] = [];
  const lineNumbers: number[] = [];
  const invalid: [line: number, count: number][] = [];
  for (let at = head.start; at < lines.length && fields.length !== maxRows; at++) {
    const row = head.split(lines[at] as string);
    if (row.length === 0) continue;
    const right =
      usecols === undefined ? row.length === width : usecols.every((column) => column < row.length && column >= 0);
    if (!right) {
      invalid.push([at + 1, row.length]);
      continue;
    }
    fields.push(usecols === undefined ? row : usecols.map((column) => row[column] as string));
    lineNumbers.push(at + 1);
  }
  // Rows of the footer may be of any length.
  const end = lines.length;
  while (
    footer > 0 &&
    invalid.length > 0 &&
    (invalid[invalid.length - 1] as [number, number])[0] > end - (options.skipFooter ?? 0)
  ) {
    invalid.pop();
    footer--;
  }
  if (invalid.length > 0 && options.invalidRaise !== false) {
    const some = invalid.slice(0, 5).map(([line, count]) => `line ${line} has ${count}`);
    throw badText("genfromtxt", `expected ${width} columns; ${some.join(", ")}${invalid.length > 5 ? ", …" : ""}.`);
  }
  const kept = footer > 0 ? Math.max(0, fields.length - footer) : fields.length;
  const chosen = <T>(list: readonly T[] | undefined): readonly T[] | undefined =>
    list !== undefined && usecols !== undefined && list.length > width
      ? usecols.map((column) => list[column] as T)
      : list;
  const type = Array.isArray(given) ? (chosen(given as readonly ColumnType[]) as readonly ColumnType[]) : given;
  if (Array.isArray(type) && type.length !== width && kept > 0)
    throw coreError("BAD_ARGUMENT", `dtype: got ${type.length} types for ${width} columns.`);
  const own = chosen(names) ?? (Array.isArray(type) ? fitNames([], options, width) : undefined);
  return {
    fields: fields.slice(0, kept),
    lineNumbers,
    type,
    names: own === undefined || own.length === width ? own : fitNames(own, options, width),
    width,
    usecols,
  };
}

function typeOf({ dtype = "float64" }: GenfromtxtOptions): [ColumnType | readonly ColumnType[] | null, string[]?] {
  if (dtype === null) return [null];
  if (!Array.isArray(dtype)) return [checkColumnType(dtype)];
  if (dtype.every((one) => typeof one === "string")) return [dtype.map(checkColumnType)];
  checkPairs(dtype);
  const pairs = dtype as TableType;
  return [pairs.map(([, type]) => checkColumnType(type)), pairs.map(([name]) => name)];
}

function columnsOf(
  usecols: GenfromtxtOptions["usecols"],
  names: readonly string[] | undefined,
  count: number,
): readonly number[] | undefined {
  if (usecols === undefined || usecols === null) return undefined;
  const list =
    typeof usecols === "string"
      ? usecols.split(",").map((name) => name.trim())
      : typeof usecols === "number"
        ? [usecols]
        : usecols;
  if (!Array.isArray(list) || list.some((column) => typeof column !== "string" && typeof column !== "number"))
    throw coreError("BAD_ARGUMENT", `usecols: got ${describeValue(usecols)}, expected numbers or names of columns.`);
  return list.map((column) => {
    const place = typeof column === "string" ? (names?.indexOf(column) ?? -1) : column < 0 ? column + count : column;
    if (!Number.isInteger(place) || place < 0)
      throw coreError(
        "BAD_ARGUMENT",
        `usecols: got ${describeValue(column)}, the columns are ${names?.join(", ") ?? `0 to ${count - 1}`}.`,
      );
    return place;
  });
}

/** The place of a column that is given by number or name; -1 for a name that is not there. */
function placeOf(key: string, names: readonly string[] | undefined, usecols: readonly number[] | undefined): number {
  const named = names?.indexOf(key) ?? -1;
  if (named >= 0) return named;
  if (!/^\d+$/.test(key)) return -1;
  const chosen = usecols?.indexOf(Number(key)) ?? -1;
  return chosen >= 0 ? chosen : usecols === undefined ? Number(key) : -1;
}

/** @throws BAD_ARGUMENT for values of other types */
function checkPerColumn(name: string, given: unknown, types: readonly string[]): void {
  const isRight = (one: unknown): boolean =>
    one === undefined || (one === null && types.length > 1) || types.includes(typeof one);
  const all = isPlainObject(given) ? Object.values(given) : [given];
  if (!all.flat(2).every(isRight))
    throw coreError(
      "BAD_ARGUMENT",
      `${name}: got ${describeValue(given)}, expected a ${types.join(", ")}, a list of them, or such by column.`,
    );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function missingOf(
  given: GenfromtxtOptions["missingValues"],
  width: number,
  names: readonly string[] | undefined,
  usecols: readonly number[] | undefined,
): readonly ReadonlySet<string>[] {
  const sets = Array.from({ length: width }, () => new Set([""]));
  checkPerColumn("missingValues", given, ["string"]);
  if (isRecord(given))
    for (const [key, value] of Object.entries(given))
      for (const one of Array.isArray(value) ? value : [value]) sets[placeOf(key, names, usecols)]?.add(String(one));
  else if (Array.isArray(given)) for (const [k, one] of given.entries()) sets[k]?.add(String(one));
  else if (given !== undefined) for (const one of String(given).split(",")) for (const set of sets) set.add(one);
  return sets;
}

function fillingOf(
  given: GenfromtxtOptions["fillingValues"],
  width: number,
  names: readonly string[] | undefined,
  usecols: readonly number[] | undefined,
): readonly (Cell | undefined)[] {
  const list = new Array<Cell | undefined>(width).fill(undefined);
  checkPerColumn("fillingValues", given, ["number", "string", "bigint", "boolean"]);
  if (isRecord(given))
    for (const [key, value] of Object.entries(given)) {
      const place = placeOf(key, names, usecols);
      if (place >= 0 && place < width) list[place] = (value as Cell | null) ?? undefined;
    }
  else if (Array.isArray(given))
    for (const [k, value] of given.slice(0, width).entries()) list[k] = (value as Cell | null) ?? undefined;
  else list.fill((given as Cell | null | undefined) ?? undefined);
  return list;
}

function convertersOf(
  given: GenfromtxtOptions["converters"],
  names: readonly string[] | undefined,
  usecols: readonly number[] | undefined,
): ReadonlyMap<number, Converter> {
  return new Map(Object.entries(given ?? {}).map(([key, convert]) => [placeOf(key, names, usecols), convert]));
}

/** {@link genfromtxt} for comma-separated values with names in the first line: lower-case names and found types by default. As `np.recfromcsv`. */
export function recfromcsv(input: TextInput, options: GenfromtxtOptions = {}): TextTable {
  checkOptions("recfromcsv", options, kinds);
  const found = genfromtxt(input, { caseSensitive: "lower", names: true, delimiter: ",", dtype: null, ...options });
  if ("columns" in found) return found;
  throw coreError("BAD_ARGUMENT", "recfromcsv: names: null and one dtype give no table; use genfromtxt.");
}
