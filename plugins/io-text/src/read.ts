import { checkDType, copy, elementsOf, type NDArray, sliceArray, transpose } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import {
  type Axis,
  DataAxis,
  MetadataTree,
  type ReadOptions,
  type SignalParts,
  type SourceFile,
  UniformDataAxis,
} from "@core/signal";
import { type LoadtxtOptions, loadtxt } from "./loadtxt.js";
import { sniffTable } from "./sniff.js";
import { badText, textOf } from "./source.js";

const defaultMaxBytes = 4 * 2 ** 30;

/**
 * Reads a table of numbers as one signal, whose axes are all signal axes; a single column has one. With `axisColumn` that column gives
 * the values of the signal axis, and the others are spectra along a navigation axis.
 */
export async function readText(file: SourceFile, options: ReadOptions): Promise<readonly SignalParts[]> {
  checkAborted(options);
  const maxBytes: unknown = options.maxBytes ?? defaultMaxBytes;
  if (typeof maxBytes !== "number" || !(maxBytes >= 0))
    throw coreError("BAD_ARGUMENT", `maxBytes: got ${describeValue(maxBytes)}, expected a number from 0.`);
  // A number takes two characters at least, and eight bytes.
  if (4 * file.size > maxBytes)
    throw badText(
      file.name,
      `the table may take ${4 * file.size} bytes, allowed are ${maxBytes}. Raise the option maxBytes if the file is to be trusted.`,
    );
  const text = textOf(await file.bytes(), file.name);
  checkAborted(options);
  const found = sniffTable(text);
  if (found === undefined) throw badText(file.name, "none of the first lines is a row of numbers.");
  const { delimiter = found.delimiter, comments = "#", skiprows = found.header, usecols } = options as LoadtxtOptions;
  const table = loadtxt(text, {
    ...(delimiter === undefined ? {} : { delimiter }),
    comments,
    skiprows,
    ...(usecols === undefined ? {} : { usecols }),
    dtype: checkDType(options.dtype ?? "float64"),
    ndmin: 2,
  });
  const { names } = found;
  const metadata = new MetadataTree({ General: { title: file.name.replace(/\.(txt|csv|dat|tsv)$/i, "") } });
  const originalMetadata = new MetadataTree(names === undefined ? {} : { columns: [...names] });
  if (options.axisColumn !== undefined)
    return [{ ...spectra(table, options.axisColumn, names), metadata, originalMetadata }];
  const data = table.shape[1] === 1 ? table.reshape(-1) : table;
  return [{ data, axes: data.shape.map((size) => new UniformDataAxis({ size })), metadata, originalMetadata }];
}

function spectra(
  table: NDArray,
  column: unknown,
  names: readonly string[] | undefined,
): Pick<SignalParts, "data" | "axes"> {
  const [rows, columns] = table.shape as [number, number];
  const place = typeof column === "number" && column < 0 ? column + columns : column;
  if (!Number.isInteger(place) || (place as number) < 0 || (place as number) >= columns || columns < 2)
    throw coreError("BAD_ARGUMENT", `axisColumn: got ${describeValue(column)}, the table has ${columns} columns.`);
  const lines = transpose(table);
  const values = Array.from(elementsOf(copy(sliceArray(lines, place as number))) as Float64Array, Number);
  const axis = axisOf(values, names?.[place as number]);
  const others = Array.from({ length: columns }, (_, k) => k).filter((k) => k !== place);
  if (others.length === 1) return { data: copy(sliceArray(lines, others[0] as number)), axes: [axis] };
  const data = lines.make(table.dtype, [others.length, rows]);
  others.forEach((other, k) => {
    sliceArray(data, k).assign(sliceArray(lines, other));
  });
  return { data, axes: [new UniformDataAxis({ size: others.length, navigate: true }), axis] };
}

/** Values that are equally spaced, as far as their digits tell, make a uniform axis. */
function axisOf(values: readonly number[], name: string | undefined): Axis {
  const size = values.length;
  const [first, last] = [values[0] as number, values[size - 1] as number];
  const scale = size > 1 ? (last - first) / (size - 1) : 1;
  const uniform = values.every((value, k) => Math.abs(value - first - k * scale) <= 1e-6 * Math.abs(scale));
  return uniform && scale !== 0
    ? new UniformDataAxis({ name, size, scale, offset: first })
    : new DataAxis({ name, axis: Float64Array.from(values) });
}

function checkAborted(options: ReadOptions): void {
  if (options.signal?.aborted) throw coreError("ABORTED", "reading was stopped.", { cause: options.signal.reason });
}
