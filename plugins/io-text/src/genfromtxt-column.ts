import { type DType, kindOf } from "@core/array";
import { describeValue } from "@core/array/runtime";
import type { Converter } from "./loadtxt.js";
import { pythonComplex, pythonFloat, pythonInt } from "./python-number.js";
import { badText } from "./source.js";
import { type Cell, type ColumnType, checkCell } from "./table.js";

/** How the fields of a column become values. */
export interface ColumnReader {
  readonly type: ColumnType;
  /** Whether any field had a value, where the type was found. */
  readonly checked: boolean;
  readonly read: (field: string) => Cell;
}

/** What the types that are tried, in this order, read, and what stands for missing values. */
const ladder: readonly (readonly [ColumnType, (field: string) => Cell | undefined, Cell])[] = [
  ["bool", readBool, false],
  ["int64", readInt64, -1n],
  ["float64", pythonFloat, Number.NaN],
  ["complex128", pythonComplex, { re: Number.NaN, im: 0 }],
  ["str", (field) => field, "???"],
];

function readBool(field: string): boolean | undefined {
  const word = field.toUpperCase();
  return word === "TRUE" ? true : word === "FALSE" ? false : undefined;
}

function readInt64(field: string): bigint | undefined {
  const value = pythonInt(field);
  return value !== undefined && value >= -(2n ** 63n) && value < 2n ** 63n ? value : undefined;
}

/** Finds the narrowest type that reads all fields of a column. */
export function findType(
  fields: readonly string[],
  missing: ReadonlySet<string>,
  filling: Cell | undefined,
): ColumnReader {
  let step = 0;
  // As in NumPy, a column without values is not counted when columns are compared; one of truths with gaps is not, either.
  let checked = true;
  for (let k = 0; k < fields.length; ) {
    const field = fields[k] as string;
    const [, parse] = ladder[step] as (typeof ladder)[number];
    if (parse(field) !== undefined) k++;
    else if (missing.has(field.trim())) {
      checked = step > 0;
      k++;
    } else {
      // Only truths have to be read again: whole numbers are numbers, these complex ones, and all are texts.
      if (step === 0) k = 0;
      step++;
      checked = true;
    }
  }
  const [type, parse, otherwise] = ladder[step] as (typeof ladder)[number];
  return { type, checked, read: (field) => parse(field) ?? filling ?? otherwise };
}

/** A column of a type that is given. `loose` gives the filling value for what cannot be read, too. */
export function columnOf(
  type: ColumnType,
  missing: ReadonlySet<string>,
  filling: Cell | undefined,
  loose: boolean,
): ColumnReader {
  const [parse, usual] = parserOf(type);
  const otherwise = filling ?? usual;
  const read = (field: string): Cell => {
    const value = parse(field);
    if (value !== undefined) return value;
    if (loose || missing.has(field.trim())) return otherwise;
    throw badText("genfromtxt", `got ${describeValue(field)}, expected a number (${type}).`);
  };
  return { type, checked: true, read };
}

function parserOf(type: ColumnType): [(field: string) => Cell | undefined, Cell] {
  if (type === "str") return [(field) => field, "???"];
  const kind = kindOf(type as DType);
  if (kind === "bool") return [readBool, false];
  if (kind === "float") return [pythonFloat, Number.NaN];
  if (kind === "complex") return [pythonComplex, { re: Number.NaN, im: 0 }];
  if (type === "int64" || type === "uint64") return [pythonInt, -1n];
  return [
    (field) => {
      const number = pythonFloat(field);
      return number === undefined || !Number.isFinite(number) ? undefined : Math.trunc(number);
    },
    -1,
  ];
}

/** A column that a function of the caller reads; its type is that of what the function gives. */
export function convertedColumn(
  convert: Converter,
  fields: readonly string[],
  type: ColumnType | undefined,
  missing: ReadonlySet<string>,
  filling: Cell | undefined,
): ColumnReader {
  const read = (field: string): Cell =>
    missing.has(field.trim()) && filling !== undefined ? filling : checkCell(convert(field));
  const sample = fields.length === 0 ? (filling ?? 0) : read(fields[0] as string);
  const found: ColumnType =
    typeof sample === "string"
      ? "str"
      : typeof sample === "bigint"
        ? "int64"
        : typeof sample === "boolean"
          ? "bool"
          : typeof sample === "object"
            ? "complex128"
            : (type ?? "float64");
  return { type: found === "str" || type === undefined || type === "str" ? found : type, checked: true, read };
}
