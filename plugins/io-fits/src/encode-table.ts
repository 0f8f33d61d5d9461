import { type ArrayLikeInput, asArray, contiguous, type DType, elementsOf, isNDArray, type NDArray } from "@core/array";
import { describeValue } from "@core/array/runtime";
import { swapToHost } from "./bytes.js";
import type { Card } from "./card.js";
import { numberCodes } from "./column-format.js";
import { fitsError } from "./errors.js";
import { offsetOf } from "./scaling.js";

/** A column to be written. */
export interface ColumnInput {
  readonly name: string;
  readonly units?: string;
  /** An array (or lists) with one row for each row of the table; a list of texts; a list of arrays of different lengths. */
  readonly values: ArrayLikeInput | readonly string[] | readonly NDArray[];
}

/** A table as FITS stores it, with the entries that describe its columns. */
export interface EncodedTable {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly rowBytes: number;
  readonly heapBytes: number;
  readonly cards: readonly Card[];
}

interface Field {
  readonly format: string;
  readonly dimensions: string | undefined;
  readonly zero: number | bigint | undefined;
  readonly rows: number;
  readonly rowBytes: number;
  readonly bytes: Uint8Array;
}

/**
 * Stores columns row by row, lists of different lengths in the heap behind.
 * @throws BAD_ARGUMENT (no column, no name), BAD_SHAPE (columns of different length), BAD_VALUE (texts that are not ASCII), BAD_DTYPE
 */
export function encodeColumns(columns: readonly ColumnInput[]): EncodedTable {
  if (!Array.isArray(columns) || columns.length === 0 || columns.length > 999)
    throw fitsError("BAD_ARGUMENT", `columns: got ${describeValue(columns)}, expected 1 to 999 of { name, values }.`);
  const heap: Uint8Array[] = [];
  const fields = columns.map((column, i) => {
    const isNamed = typeof column?.name === "string" && ["string", "undefined"].includes(typeof column.units);
    if (!isNamed || column.values === undefined)
      throw fitsError(
        "BAD_ARGUMENT",
        `columns[${i}]: got ${describeValue(column)}, expected { name, values, units? }.`,
      );
    return encodeField(column, heap);
  });
  const rows = (fields[0] as Field).rows;
  fields.forEach((field, i) => {
    if (field.rows !== rows)
      throw fitsError("BAD_SHAPE", `column ${columns[i]?.name} has ${field.rows} rows, the first one ${rows}.`);
  });
  const rowBytes = fields.reduce((sum, field) => sum + field.rowBytes, 0);
  const heapBytes = heap.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(rows * rowBytes + heapBytes);
  let place = 0;
  for (const field of fields) {
    for (let row = 0; row < rows; row++)
      bytes.set(field.bytes.subarray(row * field.rowBytes, (row + 1) * field.rowBytes), row * rowBytes + place);
    place += field.rowBytes;
  }
  let at = rows * rowBytes;
  for (const part of heap) {
    bytes.set(part, at);
    at += part.length;
  }
  return {
    bytes,
    rows,
    rowBytes,
    heapBytes,
    cards: fields.flatMap((field, i) => cardsOf(field, columns[i] as ColumnInput, i + 1)),
  };
}

function cardsOf(field: Field, column: ColumnInput, index: number): Card[] {
  const card = (keyword: string, value: Card["value"]): Card => ({ keyword: `${keyword}${index}`, value, comment: "" });
  return [
    card("TTYPE", column.name),
    card("TFORM", field.format),
    ...(column.units === undefined || column.units === "" ? [] : [card("TUNIT", column.units)]),
    ...(field.dimensions === undefined ? [] : [card("TDIM", field.dimensions)]),
    ...(field.zero === undefined ? [] : [card("TSCAL", 1), card("TZERO", field.zero)]),
  ];
}

function encodeField({ name, values }: ColumnInput, heap: Uint8Array[]): Field {
  if (Array.isArray(values) && values.length > 0 && values.every((one) => typeof one === "string"))
    return encodeTexts(name, values as readonly string[]);
  if (Array.isArray(values) && values.length > 0 && values.every((one) => isNDArray(one)))
    return encodeLists(name, values as readonly NDArray[], heap);
  const array = asArray(values as ArrayLikeInput);
  if (array.shape.length === 0)
    throw fitsError("BAD_SHAPE", `column ${name} has no rows: give one value for each row.`);
  const [rows = 0, ...inner] = array.shape;
  const repeat = inner.reduce((product, size) => product * size, 1);
  const { code, bytes, width, zero } = encodeElements(name, array);
  const dimensions = inner.length > 1 ? `(${[...inner].reverse().join(",")})` : undefined;
  return {
    format: inner.length === 0 ? code : `${repeat}${code}`,
    dimensions,
    zero,
    rows,
    rowBytes: repeat * width,
    bytes,
  };
}

function encodeTexts(name: string, texts: readonly string[]): Field {
  const width = texts.reduce((most, text) => Math.max(most, text.length), 0);
  const bytes = new Uint8Array(texts.length * width);
  texts.forEach((text, row) => {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code < 32 || code > 126)
        throw fitsError(
          "BAD_VALUE",
          `column ${name}: got ${describeValue(text)}; FITS tables hold printable ASCII only.`,
        );
      bytes[row * width + i] = code;
    }
  });
  return { format: `${width}A`, dimensions: undefined, zero: undefined, rows: texts.length, rowBytes: width, bytes };
}

function encodeLists(name: string, lists: readonly NDArray[], heap: Uint8Array[]): Field {
  const dtype = (lists[0] as NDArray).dtype;
  let offset = heap.reduce((sum, part) => sum + part.length, 0);
  let longest = 0;
  let code = "";
  let zero: Field["zero"];
  const bytes = new Uint8Array(16 * lists.length);
  const view = new DataView(bytes.buffer);
  lists.forEach((list, row) => {
    if (list.dtype !== dtype || list.shape.length !== 1)
      throw fitsError(
        "BAD_DTYPE",
        `column ${name}: list ${row} is ${list.dtype} with ${list.shape.length} axes, expected ${dtype} with one.`,
      );
    const encoded = encodeElements(name, list);
    ({ code, zero } = encoded);
    view.setBigInt64(16 * row, BigInt(list.size));
    view.setBigInt64(16 * row + 8, BigInt(offset));
    heap.push(encoded.bytes);
    offset += encoded.bytes.length;
    longest = Math.max(longest, list.size);
  });
  return { format: `1Q${code}(${longest})`, dimensions: undefined, zero, rows: lists.length, rowBytes: 16, bytes };
}

function encodeElements(
  name: string,
  array: NDArray,
): {
  readonly code: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly zero: number | bigint | undefined;
} {
  if (array.device !== undefined)
    throw fitsError("BAD_ARGUMENT", `column ${name} is on a device: await toHost() first.`);
  const elements = elementsOf(contiguous(array));
  if (array.dtype === "bool") {
    const bytes = Uint8Array.from(elements as Uint8Array, (value) => (value !== 0 ? 84 : 70));
    return { code: "L", bytes, width: 1, zero: undefined };
  }
  const offset = offsetOf(array.dtype);
  const dtype: DType = offset?.stored ?? array.dtype;
  const code = Object.entries(numberCodes).find(([, one]) => one === dtype)?.[0];
  if (code === undefined) throw fitsError("BAD_DTYPE", `column ${name}: FITS tables hold no ${array.dtype}.`);
  const bytes = new Uint8Array(elements.byteLength);
  bytes.set(new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength));
  const numberBytes = elements.BYTES_PER_ELEMENT;
  swapToHost(bytes, numberBytes);
  if (offset !== undefined) for (let i = 0; i < bytes.length; i += numberBytes) bytes[i] = (bytes[i] as number) ^ 0x80;
  const zero = offset === undefined ? undefined : offset.zero > 2n ** 53n ? offset.zero : Number(offset.zero);
  return { code, bytes, width: array.size === 0 ? 0 : bytes.length / array.size, zero };
}
