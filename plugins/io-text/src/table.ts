import {
  atLeast1d,
  atLeast2d,
  type Complex,
  checkDType,
  type DataOf,
  type DType,
  fromData,
  isBigDType,
  isComplexDType,
  makeData,
  type NDArray,
  squeeze,
  transpose,
} from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";

/** A column: numbers, or texts, which arrays do not hold. */
export type Column = NDArray | readonly string[];

/** A table whose columns have names and types of their own: NumPy's structured array. */
export interface TextTable {
  readonly names: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
  /** The number of rows. */
  readonly length: number;
}

/** The type of a column. */
export type ColumnType = DType | "str";

/** Names and types of columns. */
export type TableType = readonly (readonly [name: string, type: ColumnType])[];

/** A value of a table before it is stored. */
export type Cell = number | bigint | boolean | Complex | string;

/** What a converter gave, or BAD_ARGUMENT. */
export function checkCell(cell: unknown): Cell {
  if (["number", "bigint", "boolean", "string"].includes(typeof cell)) return cell as Cell;
  const { re, im } = (cell ?? {}) as { re?: unknown; im?: unknown };
  if (typeof re === "number" && typeof im === "number") return cell as Cell;
  throw coreError("BAD_ARGUMENT", `converters: a function gave ${describeValue(cell)}, expected a number or a text.`);
}

/** A type of a column, or BAD_DTYPE. */
export function checkColumnType(type: unknown): ColumnType {
  return type === "str" ? "str" : checkDType(type);
}

/** Cells as an array; whole numbers wrap as typed arrays do. */
export function numbersToArray(cells: readonly Cell[], dtype: DType, shape: readonly number[]): NDArray {
  const data = makeData(dtype, cells.length);
  if (isComplexDType(dtype)) {
    const target = data as Float64Array;
    cells.forEach((cell, i) => {
      const complex = typeof cell === "object" ? cell : { re: Number(cell), im: 0 };
      target[2 * i] = complex.re;
      target[2 * i + 1] = complex.im;
    });
  } else if (isBigDType(dtype)) {
    const target = data as BigInt64Array;
    cells.forEach((cell, i) => {
      target[i] = typeof cell === "bigint" ? cell : BigInt(Math.trunc(realOf(cell)) || 0);
    });
  } else {
    const target = data as Float64Array;
    cells.forEach((cell, i) => {
      target[i] = dtype === "bool" ? (realOf(cell) === 0 ? 0 : 1) : realOf(cell);
    });
  }
  return fromData(data as DataOf<DType>, shape, { dtype }) as NDArray;
}

function realOf(cell: Cell): number {
  return typeof cell === "object" ? cell.re : Number(cell);
}

/** A table of columns of cells. */
export function makeTable(type: TableType, columns: readonly (readonly Cell[])[]): TextTable {
  const length = columns[0]?.length ?? 0;
  const entries = type.map(([name, one], k): [string, Column] => {
    const cells = columns[k] as readonly Cell[];
    return [name, one === "str" ? cells.map((cell) => String(cell)) : numbersToArray(cells, one, [length])];
  });
  return { names: type.map(([name]) => name), columns: Object.fromEntries(entries), length };
}

/** Drops axes of size 1 and adds some until there are `ndmin`, as NumPy's readers of text do it. */
export function withAxes(a: NDArray, ndmin: number): NDArray {
  const small = a.shape.length > ndmin ? squeeze(a) : a;
  if (small.shape.length >= ndmin) return small;
  return ndmin === 1 ? (atLeast1d(small) as NDArray) : transpose(atLeast2d(small) as NDArray);
}

/** 0, 1 or 2, or BAD_ARGUMENT. */
export function checkNdmin(ndmin: unknown): number {
  if (ndmin === 0 || ndmin === 1 || ndmin === 2) return ndmin;
  throw coreError("BAD_ARGUMENT", `ndmin: got ${describeValue(ndmin)}, allowed are 0, 1 and 2.`);
}
