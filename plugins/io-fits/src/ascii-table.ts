import { fromData, type NDArray } from "@core/array";
import { describeValue } from "@core/array/runtime";
import { type ColumnValues, columnOf, columnScaling, type FitsColumn, type TableBytes } from "./bin-table.js";
import { take, textOf } from "./bytes.js";
import { fitsError } from "./errors.js";
import { stringOf, wholeNumber } from "./header.js";
import { checkBytes } from "./image.js";
import { applyScaling } from "./scaling.js";

/** The columns of an ASCII table; an empty number is 0, as the standard says, or NaN where the column is scaled or has no whole numbers. */
export function asciiTableColumns(table: TableBytes): FitsColumn[] {
  const { header, bytes, start, maxBytes } = table;
  const rowBytes = wholeNumber(header, "NAXIS1", 0, Number.MAX_SAFE_INTEGER);
  const rows = wholeNumber(header, "NAXIS2", 0, Number.MAX_SAFE_INTEGER);
  take(bytes, start, rowBytes * rows, "the table");
  if (rowBytes === 0 && rows > 1e6) throw fitsError("BAD_FILE", `the table has ${rows} rows of nothing.`);
  return Array.from({ length: wholeNumber(header, "TFIELDS", 0, 999) }, (_, i) => {
    const index = i + 1;
    const text = stringOf(header, `TFORM${index}`).trim();
    const found = /^([AIFED])(\d+)(?:\.(\d+))?$/.exec(text);
    if (found === null)
      throw fitsError(
        "BAD_FILE",
        `TFORM${index} is ${describeValue(text)}, expected one of A, I, F, E, D and a width.`,
      );
    const [code, width, decimals] = [found[1] as string, Number(found[2]), Number(found[3] ?? 0)];
    const place = wholeNumber(header, `TBCOL${index}`, 1, Math.max(1, rowBytes)) - 1;
    if (place + width > rowBytes)
      throw fitsError("BAD_FILE", `column ${index} ends behind the ${rowBytes} characters of a row (NAXIS1).`);
    return columnOf(header, index, (): ColumnValues => {
      checkBytes(rows * (width * 2 + 8), maxBytes);
      const field = (row: number): string =>
        textOf(bytes.subarray(start + row * rowBytes + place, start + row * rowBytes + place + width));
      if (code === "A") return Array.from({ length: rows }, (_, row) => field(row).trimEnd());
      const missing = stringOf(header, `TNULL${index}`).trim();
      return numbers(rows, code, (row) => readNumber(field(row), code, decimals, missing, index), table, index);
    });
  });
}

function numbers(
  rows: number,
  code: string,
  read: (row: number) => number,
  { header }: TableBytes,
  index: number,
): NDArray {
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) values[row] = read(row);
  const scaling = columnScaling(header, index);
  if (scaling.scale !== 1 || Number(scaling.zero) !== 0)
    return fromData(applyScaling(values, "float64", scaling) as Float64Array, [rows]);
  if (code !== "I" || !values.every((value) => Number.isInteger(value))) return fromData(values, [rows]);
  return values.every((value) => value === (value | 0))
    ? fromData(Int32Array.from(values), [rows])
    : fromData(BigInt64Array.from(values, BigInt), [rows]);
}

function readNumber(field: string, code: string, decimals: number, missing: string, index: number): number {
  const text = field.trim();
  if (missing !== "" && text === missing) return Number.NaN;
  if (text === "") return 0;
  const plain = text.replace(/[Dd]/, "E");
  const value = Number(plain);
  if (Number.isNaN(value))
    throw fitsError("BAD_FILE", `column ${index} holds ${describeValue(text)} where a number stands.`);
  // A number without a point has as many decimals as the format says.
  return code === "I" || /[.E]/.test(plain) ? value : value / 10 ** decimals;
}
