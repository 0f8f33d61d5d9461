import { astype, type DType, fromData, isBigDType, kindOf, type NDArray, transpose } from "@core/array";
import { checkOptions, coreError, describeValue, type OptionKinds } from "@core/array/runtime";
import { scanNumbers } from "./number-scanner.js";
import { pythonComplex, pythonFloat, pythonInt } from "./python-number.js";
import { checkRange, rangeOf } from "./range.js";
import { badText, checkConverters, checkCount, checkPairs, type TextInput, textOf } from "./source.js";
import {
  type Cell,
  type ColumnType,
  checkCell,
  checkColumnType,
  checkNdmin,
  makeTable,
  numbersToArray,
  type TableType,
  type TextTable,
  withAxes,
} from "./table.js";
import { type Row, splitRows } from "./tokenizer.js";

/** Makes a value of the text of a field. */
export type Converter = (text: string) => Cell;

/** What {@link loadtxt} takes. */
export interface LoadtxtOptions {
  /** A dtype for all columns, or names and types of the columns, for a table; float64 by default. */
  readonly dtype?: DType | TableType;
  /** What comments start with, one text or several, `null` for none; `#` by default. */
  readonly comments?: string | readonly string[] | null;
  /** The one character between columns; any blanks by default. */
  readonly delimiter?: string | null;
  /** A function for all columns, or functions by the columns' numbers. */
  readonly converters?: Converter | Readonly<Record<number, Converter>>;
  /** Lines to leave out at the beginning, comments and empty ones among them; 0 by default. */
  readonly skiprows?: number;
  /** Columns to read; all by default. Negative ones count from the end. */
  readonly usecols?: number | readonly number[] | null;
  /** Whether columns become rows; false by default. */
  readonly unpack?: boolean;
  /** The least number of axes, 0 to 2; 0 by default, which drops axes of size 1. */
  readonly ndmin?: number;
  /** The most rows to read, without comments and empty lines; all by default. */
  readonly maxRows?: number | null;
  /** The character that fields with delimiters or line ends stand between; none by default. */
  readonly quotechar?: string | null;
}

const kinds: OptionKinds<LoadtxtOptions> = {
  dtype: "any",
  comments: "any",
  delimiter: "any",
  converters: "any",
  skiprows: "number",
  usecols: "numbers or null",
  unpack: "boolean",
  ndmin: "number",
  maxRows: "number or null",
  quotechar: "any",
};

/**
 * Reads a table of text, as `np.loadtxt` of NumPy 1.24. Errors name the line, counted from 1, and the column, counted from 0.
 * @returns an array; a table when `dtype` lists columns
 * @throws BAD_FILE for text that is no number and rows of different length, BAD_ARGUMENT, BAD_DTYPE for an option
 */
export function loadtxt(input: TextInput, options?: LoadtxtOptions & { readonly dtype?: DType }): NDArray;
export function loadtxt(input: TextInput, options: LoadtxtOptions & { readonly dtype: TableType }): TextTable;
export function loadtxt(input: TextInput, options: LoadtxtOptions = {}): NDArray | TextTable {
  const text = textOf(input, "loadtxt");
  const setting = settingOf(options);
  const { dtype, ndmin } = setting;
  if (typeof dtype !== "string") return readTable(text, setting, dtype);
  const array = scanned(text, setting, dtype) ?? readArray(text, setting, dtype);
  const shaped = withAxes(array, ndmin);
  return options.unpack === true ? transpose(shaped) : shaped;
}

interface Setting {
  readonly dtype: DType | TableType;
  readonly delimiter: string | undefined;
  readonly comments: readonly string[];
  readonly quote: string | undefined;
  readonly skip: number;
  readonly usecols: readonly number[] | undefined;
  readonly ndmin: number;
  readonly maxRows: number;
  readonly converter: (column: number) => Converter | undefined;
  readonly plain: boolean;
}

function settingOf(options: LoadtxtOptions): Setting {
  checkOptions("loadtxt", options, kinds);
  const { dtype = "float64", converters, usecols, maxRows } = options;
  const one = (name: string, value: unknown): string | undefined => {
    if (value === undefined || value === null) return undefined;
    if (typeof value === "string" && value.length === 1 && value !== "\n" && value !== "\r") return value;
    throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(value)}, expected one character.`);
  };
  const given = options.comments === undefined ? "#" : options.comments;
  const comments = given === null ? [] : typeof given === "string" ? [given] : given;
  if (!Array.isArray(comments) || !comments.every((text) => typeof text === "string" && text !== ""))
    throw coreError(
      "BAD_ARGUMENT",
      `comments: got ${describeValue(given)}, expected texts that are not empty, or null.`,
    );
  const delimiter = one("delimiter", options.delimiter);
  const quote = one("quotechar", options.quotechar);
  if (
    (delimiter !== undefined && comments.includes(delimiter)) ||
    (quote !== undefined && (quote === delimiter || comments.includes(quote)))
  )
    throw coreError("BAD_ARGUMENT", "delimiter, comments and quotechar must be different characters.");
  const list =
    usecols === undefined || usecols === null ? undefined : typeof usecols === "number" ? [usecols] : usecols;
  if (list !== undefined && !(Array.isArray(list) && list.every(Number.isInteger)))
    throw coreError("BAD_ARGUMENT", `usecols: got ${describeValue(usecols)}, expected whole numbers.`);
  if (converters !== undefined && typeof converters !== "function") checkConverters(converters);
  if (Array.isArray(dtype)) checkPairs(dtype);
  const functions = typeof converters === "function" ? undefined : converters;
  return {
    dtype: Array.isArray(dtype)
      ? (dtype as TableType).map(([name, type]) => [name, checkColumnType(type)] as const)
      : (checkColumnType(dtype) as DType),
    delimiter,
    comments,
    quote,
    skip: checkCount("skiprows", options.skiprows ?? 0),
    usecols: list,
    ndmin: checkNdmin(options.ndmin ?? 0),
    maxRows: maxRows === undefined || maxRows === null ? Number.POSITIVE_INFINITY : checkCount("maxRows", maxRows),
    converter: typeof converters === "function" ? () => converters : (column) => functions?.[column],
    plain: converters === undefined && list === undefined && (maxRows ?? null) === null && quote === undefined,
  };
}

/** Tables of plain numbers, which most are, without a string for each number. */
function scanned(text: string, setting: Setting, dtype: DType): NDArray | undefined {
  const { comments, delimiter, plain, skip } = setting;
  const simple = comments.length === 0 || (comments.length === 1 && comments[0]?.length === 1);
  const kind = kindOf(dtype);
  if (!plain || !simple || kind === "complex" || kind === "bool" || delimiter === " ") return undefined;
  const table = scanNumbers(text, delimiter?.charCodeAt(0) ?? -1, comments[0]?.charCodeAt(0) ?? -1, skip);
  if (table === undefined) return undefined;
  if (kind !== "float") {
    const { values } = table;
    const [least, most] = rangeOf(dtype);
    for (let i = 0; i < values.length; i++) {
      const value = Math.trunc(values[i] as number);
      if (!(Math.abs(value) < 2 ** 53 && value >= least && value <= most)) return undefined;
      values[i] = value;
    }
  }
  const array = fromData(table.values, [table.rows, table.columns]) as NDArray;
  return dtype === "float64" ? array : astype(array, dtype);
}

function* chosenRows(text: string, setting: Setting): Generator<Row> {
  let columns = -1;
  let count = 0;
  if (setting.maxRows === 0) return;
  for (const row of splitRows(text, setting, setting.skip)) {
    const { length } = row.fields;
    if (columns < 0) columns = length;
    if (setting.usecols === undefined) {
      if (length !== columns)
        throw badText(
          "loadtxt",
          `line ${row.line} has ${length} columns, the lines before have ${columns}; choose with usecols.`,
        );
      yield row;
    } else {
      const fields = setting.usecols.map((column) => {
        const place = column < 0 ? column + length : column;
        if (place < 0 || place >= length)
          throw badText("loadtxt", `line ${row.line} has ${length} columns, usecols asks for ${column}.`);
        return row.fields[place] as string;
      });
      yield { line: row.line, fields };
    }
    if (++count === setting.maxRows) return;
  }
}

function cellsOf(row: Row, setting: Setting, typeOf: (column: number) => ColumnType): Cell[] {
  return row.fields.map((field, k) => {
    const column = setting.usecols?.[k] ?? k;
    const convert = setting.converter(column) ?? setting.converter(column < 0 ? column + row.fields.length : column);
    if (convert !== undefined) return checkCell(convert(field));
    const type = typeOf(k);
    const cell = type === "str" ? field : parseField(field, type);
    if (cell === undefined)
      throw badText(
        "loadtxt",
        `line ${row.line}, column ${column}: got ${describeValue(field)}, expected a number (${type}).`,
      );
    return cell;
  });
}

function parseField(field: string, dtype: DType): Cell | undefined {
  if (field.includes("_")) return undefined;
  const kind = kindOf(dtype);
  if (kind === "complex") return pythonComplex(field, true);
  if (kind === "float") return pythonFloat(field);
  const whole = pythonInt(field);
  if (whole !== undefined) {
    if (kind === "bool") return whole !== 0n;
    return isBigDType(dtype) ? whole : Number(whole);
  }
  // NumPy takes floats for whole numbers, too, and says that it will not for ever.
  const number = kind === "bool" ? undefined : pythonFloat(field);
  return number === undefined || !Number.isFinite(number) ? undefined : Math.trunc(number);
}

function readArray(text: string, setting: Setting, dtype: DType): NDArray {
  const cells: Cell[] = [];
  let rows = 0;
  let columns = setting.usecols?.length ?? 1;
  for (const row of chosenRows(text, setting)) {
    columns = row.fields.length;
    for (const cell of cellsOf(row, setting, () => dtype)) {
      if (typeof cell === "string")
        throw badText("loadtxt", `line ${row.line}: a converter gave ${describeValue(cell)} for an array of ${dtype}.`);
      cells.push(cell);
    }
    rows++;
  }
  checkRange(cells, dtype, "loadtxt");
  return numbersToArray(cells, dtype, rows === 0 && setting.usecols === undefined ? [0, 1] : [rows, columns]);
}

function readTable(text: string, setting: Setting, type: TableType): TextTable {
  const columns: Cell[][] = type.map(() => []);
  for (const row of chosenRows(text, setting)) {
    if (row.fields.length !== type.length)
      throw badText("loadtxt", `line ${row.line} has ${row.fields.length} columns, dtype lists ${type.length}.`);
    cellsOf(row, setting, (k) => (type[k] as readonly [string, ColumnType])[1]).forEach((cell, k) => {
      columns[k]?.push(cell);
    });
  }
  type.forEach(([, one], k) => {
    if (one !== "str") checkRange(columns[k] as Cell[], one, "loadtxt");
  });
  return makeTable(type, columns);
}
