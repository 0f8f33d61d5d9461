import { astype, copy, type DType, elementsOf, imag, isComplexDType, isNDArray, type NDArray, real } from "@core/array";
import { matError } from "./errors.js";
import type { MatSparse, MatValue } from "./values.js";
import { concat, sizesOf } from "./write5.js";

const precisions: readonly DType[] = ["float64", "float32", "int32", "int16", "uint16", "uint8"];

/** Writes variables as a file of level 4, little-endian: matrices, texts and sparse matrices. */
export function writeLevel4(
  variables: readonly (readonly [string, MatValue])[],
  oneDimAs: "row" | "column",
): Uint8Array {
  return concat(variables.flatMap(([name, value]) => writeVariable(name, value, oneDimAs)));
}

function writeVariable(name: string, value: MatValue, oneDimAs: "row" | "column"): Uint8Array[] {
  if (typeof value === "string" || (Array.isArray(value) && value.every((one) => typeof one === "string")))
    return writeText(name, typeof value === "string" ? [value] : (value as readonly string[]));
  if (isNDArray(value)) {
    const shape = sizesOf(value.shape, oneDimAs);
    if (shape.length > 2)
      throw matError("BAD_SHAPE", `${name} has ${shape.length} axes; level 4 holds matrices only. Use format "5".`);
    const stored = precisions.includes(realOf(value).dtype) ? realOf(value).dtype : "float64";
    const parts = isComplexDType(value.dtype) ? [real(value), imag(value)] : [value];
    const precision = precisions.indexOf(stored);
    return [
      head(name, 10 * precision, shape as [number, number], parts.length === 2),
      ...parts.map((part) => bytesOf(astype(copy(part.T as NDArray), stored))),
    ];
  }
  if ((value as { kind?: string }).kind === "sparse") return writeSparse(name, value as MatSparse);
  throw matError("UNSUPPORTED", `${name}: level 4 holds no cells and no structures. Use format "5".`);
}

function realOf(a: NDArray): NDArray {
  return isComplexDType(a.dtype) ? real(a) : a;
}

function writeText(name: string, texts: readonly string[]): Uint8Array[] {
  const width = texts.reduce((most, text) => Math.max(most, text.length), 0);
  const codes = new Uint8Array(texts.length * width);
  texts.forEach((text, row) => {
    for (let column = 0; column < width; column++) {
      const code = column < text.length ? text.charCodeAt(column) : 32;
      if (code > 255)
        throw matError("BAD_VALUE", `${name}: level 4 holds no character ${text[column]}. Use format "5".`);
      codes[column * texts.length + row] = code;
    }
  });
  return [head(name, 51, [texts.length, width], false), codes];
}

function writeSparse(name: string, { shape, rows, columns, values }: MatSparse): Uint8Array[] {
  const isComplex = isComplexDType(values.dtype);
  const count = rows.length + 1;
  const entries = new Float64Array(count * (isComplex ? 4 : 3));
  const parts = (isComplex ? [real(values), imag(values)] : [values]).map((part) => astype(part, "float64"));
  for (let column = 0; column + 1 < columns.length; column++)
    for (let i = columns[column] as number; i < (columns[column + 1] as number); i++) {
      entries[i] = (rows[i] as number) + 1;
      entries[count + i] = column + 1;
      parts.forEach((part, k) => {
        entries[(2 + k) * count + i] = part.get(i) as number;
      });
    }
  entries[count - 1] = shape[0];
  entries[2 * count - 1] = shape[1];
  return [head(name, 2, [count, isComplex ? 4 : 3], false), new Uint8Array(entries.buffer)];
}

function bytesOf(a: NDArray): Uint8Array {
  const data = elementsOf(a);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function head(name: string, type: number, [rows, columns]: readonly [number, number], isComplex: boolean): Uint8Array {
  const text = new TextEncoder().encode(name);
  const bytes = new Uint8Array(20 + text.length + 1);
  const view = new DataView(bytes.buffer);
  [type, rows, columns, Number(isComplex), text.length + 1].forEach((word, i) => {
    view.setInt32(4 * i, word, true);
  });
  bytes.set(text, 20);
  return bytes;
}
