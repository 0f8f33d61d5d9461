import { fromData, makeData, type NDArray, type TypedArray } from "@core/array";
import { swapToHost, take, textOf } from "./bytes.js";
import { type ColumnFormat, elementBytes, numberCodes, parseColumnFormat, parseDimensions } from "./column-format.js";
import { fitsError } from "./errors.js";
import { type FitsHeader, numberOf, stringOf, wholeNumber } from "./header.js";
import { checkBytes } from "./image.js";
import { applyScaling, type Scaling } from "./scaling.js";

/** The values of a column: an array with one row for each row of the table, texts, lists of texts, or a list of arrays of different lengths. */
export type ColumnValues = NDArray | readonly string[] | readonly (readonly string[])[] | readonly NDArray[];

/** One column of a table. */
export interface FitsColumn {
  readonly name: string;
  readonly units: string;
  /** TFORM, as it stands in the header. */
  readonly format: string;
  /** The whole number that stands for no value (TNULL), where there is one; such numbers are NaN where the column is scaled. */
  readonly nullValue: number | bigint | undefined;
  /** Decoded when it is asked for, and kept. */
  readonly values: ColumnValues;
}

/** A part of a file that holds a table. */
export interface TableBytes {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly header: FitsHeader;
  readonly maxBytes: number;
}

/** Where rows and lists of a binary table lie. */
export interface TableLayout extends TableBytes {
  readonly rows: number;
  readonly rowBytes: number;
  readonly heap: number;
}

/** The columns of a binary table. */
export function binTableColumns(table: TableBytes): FitsColumn[] {
  const { header } = table;
  const layout = tableLayout(table);
  const { rowBytes } = layout;
  let offset = 0;
  return Array.from({ length: wholeNumber(header, "TFIELDS", 0, 999) }, (_, i) => {
    const format = parseColumnFormat(`TFORM${i + 1}`, stringOf(header, `TFORM${i + 1}`));
    const place = offset;
    offset += format.bytes;
    if (offset > rowBytes)
      throw fitsError("BAD_FILE", `the columns take more than the ${rowBytes} bytes of a row (NAXIS1).`);
    return columnOf(header, i + 1, () => decodeColumn(layout, format, place, i + 1));
  });
}

/** A column whose values are decoded on demand. */
export function columnOf(header: FitsHeader, index: number, decode: () => ColumnValues): FitsColumn {
  let kept: ColumnValues | undefined;
  const nullValue = header.get(`TNULL${index}`);
  return {
    name: stringOf(header, `TTYPE${index}`, `col${index}`),
    units: stringOf(header, `TUNIT${index}`),
    format: stringOf(header, `TFORM${index}`),
    nullValue: typeof nullValue === "number" || typeof nullValue === "bigint" ? nullValue : undefined,
    get values() {
      kept ??= decode();
      return kept;
    },
  };
}

/** TSCAL, TZERO and TNULL of a column; a blank counts only where numbers are scaled anyway. */
export function columnScaling(header: FitsHeader, index: number): Scaling {
  const zero = header.get(`TZERO${index}`);
  const scaling: Scaling = {
    scale: numberOf(header, `TSCAL${index}`, 1),
    zero: typeof zero === "number" || typeof zero === "bigint" ? zero : 0,
    blank: undefined,
  };
  const blank = header.get(`TNULL${index}`);
  const isScaled = scaling.scale !== 1 || Number(scaling.zero) !== 0;
  return isScaled && (typeof blank === "number" || typeof blank === "bigint") ? { ...scaling, blank } : scaling;
}

function decodeColumn(layout: TableLayout, format: ColumnFormat, place: number, index: number): ColumnValues {
  const { header, rows, rowBytes, maxBytes, bytes, start } = layout;
  const dimensions = parseDimensions(stringOf(header, `TDIM${index}`), format.repeat);
  const { code, repeat } = format;
  if (format.inner !== undefined) return decodeLists(layout, format, place, index);
  if (code === "A") return decodeTexts(layout, format, place, dimensions);
  checkBytes(rows * Math.max(repeat, format.bytes), maxBytes);
  const field = new Uint8Array(rows * format.bytes);
  for (let row = 0; row < rows; row++) {
    const from = start + row * rowBytes + place;
    field.set(bytes.subarray(from, from + format.bytes), row * format.bytes);
  }
  const inner = dimensions ?? (repeat === 1 ? [] : [repeat]);
  const kept = inner.reduce((product, size) => product * size, 1);
  const values = decodeElements(code, field, rows, repeat, columnScaling(header, index));
  const whole = fromData(values.data, [rows, repeat], { dtype: values.dtype } as object) as NDArray;
  return (kept === repeat ? whole : whole.slice(":", `:${kept}`).copy()).reshape([rows, ...inner]);
}

function decodeElements(
  code: string,
  field: Uint8Array,
  rows: number,
  repeat: number,
  scaling: Scaling,
): { readonly data: TypedArray; readonly dtype: NDArray["dtype"] } {
  if (code === "L") return { data: field.map((byte) => (byte === 84 ? 1 : 0)), dtype: "bool" };
  if (code === "X") {
    const bits = new Uint8Array(rows * repeat);
    const bytes = Math.ceil(repeat / 8);
    for (let row = 0; row < rows; row++)
      for (let bit = 0; bit < repeat; bit++)
        bits[row * repeat + bit] = ((field[row * bytes + (bit >> 3)] as number) >> (7 - (bit & 7))) & 1;
    return { data: bits, dtype: "bool" };
  }
  const stored = numberCodes[code] as NDArray["dtype"];
  const isComplex = code === "C" || code === "M";
  const numberBytes = elementBytes(code, 1) / (isComplex ? 2 : 1);
  const data = makeData(stored, rows * repeat);
  const target = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  target.set(field);
  swapToHost(target, numberBytes);
  if (isComplex) return { data, dtype: stored };
  const values = applyScaling(data, stored, scaling, true);
  return { data: values, dtype: dtypeOf(values) };
}

function dtypeOf(data: TypedArray): NDArray["dtype"] {
  return fromData(data, [data.length]).dtype;
}

function decodeTexts(
  layout: TableLayout,
  format: ColumnFormat,
  place: number,
  dimensions: readonly number[] | undefined,
): ColumnValues {
  const { bytes, start, rows, rowBytes } = layout;
  checkBytes(rows * Math.max(1, format.repeat) * 2, layout.maxBytes);
  const rowText = (row: number): string => {
    const from = start + row * rowBytes + place;
    return textOf(bytes.subarray(from, from + format.repeat));
  };
  const width = dimensions?.at(-1) ?? 0;
  if (dimensions === undefined || dimensions.length < 2 || width === 0)
    return Array.from({ length: rows }, (_, row) => trimText(rowText(row)));
  const count = dimensions.slice(0, -1).reduce((product, size) => product * size, 1);
  return Array.from({ length: rows }, (_, row) => {
    const text = rowText(row);
    return Array.from({ length: count }, (_, i) => trimText(text.slice(i * width, (i + 1) * width)));
  });
}

// A NUL ends a text before its field does; blanks at the end do not count.
function trimText(text: string): string {
  const end = text.indexOf("\0");
  return (end < 0 ? text : text.slice(0, end)).trimEnd();
}

function decodeLists(layout: TableLayout, format: ColumnFormat, place: number, index: number): ColumnValues {
  const { rows, header, maxBytes } = layout;
  const inner = format.inner as string;
  const scaling = columnScaling(header, index);
  let total = 0;
  const lists = Array.from({ length: rows }, (_, row) => {
    const { count, part } = listBytes(layout, format, place, row);
    total += count * 16 + 64;
    checkBytes(total, maxBytes);
    return { count, part };
  });
  if (inner === "A") return lists.map(({ part }) => trimText(textOf(part)));
  return lists.map(({ count, part }) => {
    const { data, dtype } = decodeElements(inner, part, 1, count, scaling);
    return fromData(data, [count], { dtype } as object) as NDArray;
  });
}

/** The bytes in the heap that a row of a column of lists points to. */
export function listBytes(
  layout: TableLayout,
  format: ColumnFormat,
  place: number,
  row: number,
): { readonly count: number; readonly part: Uint8Array } {
  const { bytes, start, rowBytes, heap } = layout;
  if (format.repeat === 0) return { count: 0, part: new Uint8Array(0) };
  const view = new DataView(bytes.buffer, bytes.byteOffset + start + row * rowBytes + place, format.bytes);
  const [count, offset] =
    format.code === "P"
      ? [view.getInt32(0), view.getInt32(4)]
      : [Number(view.getBigInt64(0)), Number(view.getBigInt64(8))];
  if (count < 0 || offset < 0) throw fitsError("BAD_FILE", `row ${row} points to ${count} elements at ${offset}.`);
  const length = elementBytes(format.inner as string, count);
  return { count, part: take(bytes, heap + offset, length, `the list of row ${row}`) };
}

/** Reads where the rows and the lists of a binary table lie. */
export function tableLayout(table: TableBytes): TableLayout {
  const { header, start } = table;
  const rowBytes = wholeNumber(header, "NAXIS1", 0, Number.MAX_SAFE_INTEGER);
  const rows = wholeNumber(header, "NAXIS2", 0, Number.MAX_SAFE_INTEGER);
  const main = take(table.bytes, start, rowBytes * rows, "the table").length;
  if (rowBytes === 0 && rows > 1e6) throw fitsError("BAD_FILE", `the table has ${rows} rows of nothing.`);
  return { ...table, rows, rowBytes, heap: start + wholeNumber(header, "THEAP", 0, Number.MAX_SAFE_INTEGER, main) };
}
