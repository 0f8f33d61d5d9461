import { type DType, fromData, type NDArray } from "@core/array";
import { type Budget, spend } from "./budget.js";
import { type Cursor, cursorOf, need, readNumbers } from "./cursor.js";
import { matError } from "./errors.js";
import { textOfColumns } from "./text.js";
import { widthOf } from "./types.js";
import { complexOf, fromColumns, type MatValue } from "./values.js";

const precisions: readonly DType[] = ["float64", "float32", "int32", "int16", "uint16", "uint8"];

/** A variable of a file of level 4, found but not yet read. */
export interface Level4Variable {
  readonly name: string;
  readonly shape: readonly [number, number];
  readonly className: string;
  read(): MatValue;
}

/** Whether a file is of level 4: its first word is a small number, so one of its bytes is 0. */
export function isLevel4(bytes: Uint8Array): boolean {
  return bytes.length >= 20 && bytes.subarray(0, 4).includes(0) && readType(bytes, 0) !== undefined;
}

interface Level4Type {
  readonly littleEndian: boolean;
  readonly dtype: DType;
  /** 0 full, 1 text, 2 sparse */
  readonly type: number;
}

function readType(bytes: Uint8Array, at: number): Level4Type | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 4);
  for (const littleEndian of [true, false]) {
    const word = view.getInt32(0, littleEndian);
    const [machine, zero, precision, type] = [
      Math.floor(word / 1000),
      Math.floor(word / 100) % 10,
      Math.floor(word / 10) % 10,
      word % 10,
    ];
    const dtype = precisions[precision];
    if (word >= 0 && machine === (littleEndian ? 0 : 1) && zero === 0 && dtype !== undefined && type <= 2)
      return { littleEndian, dtype, type };
  }
  return undefined;
}

/** Finds the variables of a file of level 4, one behind the other. */
export function* level4Variables(bytes: Uint8Array, budget: Budget): Generator<Level4Variable> {
  let at = 0;
  while (at < bytes.length) {
    const cursor = cursorOf(bytes, true, at);
    const start = need(cursor, 20);
    const type = readType(bytes, start);
    if (type === undefined) throw matError("BAD_FILE", `byte ${start}: no variable of level 4 starts here.`);
    const whole = (place: number): number => cursor.view.getInt32(start + 4 * place, type.littleEndian);
    const shape = [whole(1), whole(2)] as const;
    if (shape.some((size) => size < 0)) throw matError("BAD_FILE", `an array claims the sizes (${shape.join(", ")}).`);
    const length = whole(4);
    if (length === 0) throw matError("BAD_FILE", `byte ${start}: a variable of level 4 has no name.`);
    const text = need(cursor, length);
    const name = String.fromCharCode(...bytes.subarray(text, text + Math.min(length, 1000))).replace(/\0.*$/s, "");
    const width = widthOf[type.dtype] as number;
    const size = shape[0] * shape[1];
    const parts = whole(3) === 0 ? 1 : 2;
    const place = need(cursor, size * width * parts);
    at = cursor.at;
    const entry = (row: number, column: number): number => {
      const first = place + (row + column * shape[0]) * width;
      return Number(readNumbers(bytes.subarray(first, first + width), type.dtype, type.littleEndian)[0] ?? 0);
    };
    // The last entry of a sparse matrix holds its sizes.
    const isSparse = type.type === 2 && shape[0] > 0 && shape[1] > 1;
    yield {
      name,
      shape: isSparse ? [entry(shape[0] - 1, 0), entry(shape[0] - 1, 1)] : shape,
      className: ["double", "char", "sparse"][type.type] as string,
      read: () => readValue(cursor, place, type, shape, parts, budget),
    };
  }
}

function readValue(
  { bytes }: Cursor,
  place: number,
  { dtype, littleEndian, type }: Level4Type,
  shape: readonly [number, number],
  parts: number,
  budget: Budget,
): MatValue {
  const size = shape[0] * shape[1];
  const width = widthOf[dtype] as number;
  spend(budget, 24 * size, "an array");
  const part = (i: number): Float64Array =>
    readNumbers(
      bytes.subarray(place + i * size * width, place + (i + 1) * size * width),
      dtype,
      littleEndian,
    ) as Float64Array;
  const real = part(0);
  if (type === 1)
    return textOfColumns(
      Array.from(real, (code) => String.fromCharCode(code)),
      shape,
    );
  if (type === 2) return sparseOf(real, shape);
  if (parts === 1) return fromColumns(real, shape, dtype);
  const imaginary = part(1);
  return complexOf(real, imaginary, shape);
}

/** Rows of (row, column, value) counted from 1, the last of them with the sizes; complex ones have a fourth column. */
function sparseOf(entries: Float64Array, [count, width]: readonly [number, number]): MatValue {
  if (count < 1 || (width !== 3 && width !== 4))
    throw matError("BAD_FILE", "a sparse matrix of level 4 has no entries of three or four numbers.");
  const at = (row: number, column: number): number => entries[row + column * count] as number;
  const shape: [number, number] = [at(count - 1, 0), at(count - 1, 1)];
  const order = Array.from({ length: count - 1 }, (_, i) => i).sort(
    (a, b) => at(a, 1) - at(b, 1) || at(a, 0) - at(b, 0),
  );
  const isIn = (value: number, size: number): boolean => Number.isInteger(value) && value >= 1 && value <= size;
  if (
    !shape.every((size) => Number.isInteger(size) && size >= 0 && size < 2 ** 31) ||
    !order.every((i) => isIn(at(i, 0), shape[0]) && isIn(at(i, 1), shape[1]))
  )
    throw matError("BAD_FILE", `a sparse matrix of shape (${shape.join(", ")}) points outside of itself.`);
  if (shape[1] > 16 * entries.length + 1e6)
    throw matError("BAD_FILE", `a sparse matrix claims ${shape[1]} columns for ${count - 1} values.`);
  const columns = new Int32Array(shape[1] + 1);
  for (const i of order) columns[at(i, 1)] = (columns[at(i, 1)] as number) + 1;
  for (let column = 0; column < shape[1]; column++)
    columns[column + 1] = (columns[column + 1] as number) + (columns[column] as number);
  const values: NDArray =
    width === 3
      ? fromData(
          Float64Array.from(order, (i) => at(i, 2)),
          [order.length],
        )
      : fromData(Float64Array.from(order.flatMap((i) => [at(i, 2), at(i, 3)])), [order.length], {
          dtype: "complex128",
        });
  return { kind: "sparse", shape, rows: Int32Array.from(order, (i) => at(i, 0) - 1), columns, values };
}
