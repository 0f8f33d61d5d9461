import { astype, copy, type DType, elementsOf, imag, isComplexDType, isNDArray, type NDArray, real } from "@core/array";
import { zlibSync } from "fflate";
import { matError } from "./errors.js";
import { dtypeOfClass, dtypeOfType, mi, mx, numberOfDType } from "./types.js";
import { columnPlaces, type MatSparse, type MatStruct, type MatValue } from "./values.js";

/** How level 5 is written. */
export interface Level5WriteOptions {
  readonly doCompression: boolean;
  readonly longFieldNames: boolean;
  readonly oneDimAs: "row" | "column";
}

/** Writes variables as a file of level 5, little-endian. */
export function writeLevel5(
  variables: readonly (readonly [string, MatValue])[],
  options: Level5WriteOptions,
): Uint8Array {
  const parts = [fileHeader()];
  for (const [name, value] of variables) {
    const matrix = concat(writeMatrix(name, value, options));
    if (!options.doCompression) parts.push(matrix);
    else {
      const packed = zlibSync(matrix);
      parts.push(tag(mi.compressed, packed.length), packed);
    }
  }
  return concat(parts);
}

function fileHeader(): Uint8Array {
  const bytes = new Uint8Array(128);
  const text = "MATLAB 5.0 MAT-file, written by Hyperscope".padEnd(116);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  bytes.set([0, 1, 0x49, 0x4d], 124);
  return bytes;
}

function writeMatrix(name: string, value: MatValue, options: Level5WriteOptions): Uint8Array[] {
  const body = bodyOf(name, value, options);
  return [
    tag(
      mi.matrix,
      body.reduce((sum, part) => sum + part.length, 0),
    ),
    ...body,
  ];
}

function bodyOf(name: string, value: MatValue, options: Level5WriteOptions): Uint8Array[] {
  if (isNDArray(value)) return writeArray(name, value, options);
  if (typeof value === "string" || Array.isArray(value)) return writeText(name, value as string | readonly string[]);
  const object = value as Exclude<MatValue, NDArray | string | readonly string[]>;
  switch (object.kind) {
    case "cell": {
      const order = inColumns(object.elements, object.shape);
      return [
        ...head(name, sizesOf(object.shape, options.oneDimAs), mx.cell),
        ...order.flatMap((one) => writeMatrix("", one, options)),
      ];
    }
    case "struct":
      return writeStruct(name, object, options);
    default:
      return writeSparse(name, object as MatSparse);
  }
}

/** Elements in the order in which they are stored: the first axis is the fastest. */
function inColumns<T>(elements: readonly T[], shape: readonly number[]): T[] {
  const stored = new Array<T>(elements.length);
  columnPlaces(shape).forEach((place, i) => {
    stored[place] = elements[i] as T;
  });
  return stored;
}

function head(name: string, shape: readonly number[], mxClass: number, flags = 0, nonZero = 0): Uint8Array[] {
  const words = new Uint32Array([mxClass | flags, nonZero]);
  return [
    tag(mi.uint32, 8),
    bytesOf(words),
    ...element(mi.int32, bytesOf(Int32Array.from(shape))),
    ...element(mi.int8, new TextEncoder().encode(name)),
  ];
}

function writeArray(name: string, array: NDArray, options: Level5WriteOptions): Uint8Array[] {
  const shape = sizesOf(array.shape, options.oneDimAs);
  const { dtype } = array;
  if (isComplexDType(dtype)) {
    const [one, other] = [columns(real(array)), columns(imag(array))];
    const mxClass = numberOfDType(dtypeOfClass, one.dtype) as number;
    return [...head(name, shape, mxClass, 0x800), ...numbers(one), ...numbers(other)];
  }
  if (dtype === "bool") return [...head(name, shape, mx.uint8, 0x200), ...numbers(astype(columns(array), "uint8"))];
  return [...head(name, shape, numberOfDType(dtypeOfClass, dtype) as number), ...numbers(columns(array))];
}

/** The elements column by column, as an array with its axes in reverse. */
function columns(a: NDArray): NDArray {
  return copy(a.T as NDArray);
}

function numbers(a: NDArray): Uint8Array[] {
  const data = elementsOf(a);
  return element(
    numberOfDType(dtypeOfType, a.dtype) as number,
    new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  );
}

/** The sizes of an array as MATLAB has them: two at least. */
export function sizesOf(shape: readonly number[], oneDimAs: "row" | "column"): number[] {
  if (shape.length === 0) return [1, 1];
  if (shape.length > 1) return [...shape];
  if (shape[0] === 0) return [0, 0];
  return oneDimAs === "row" ? [1, shape[0] as number] : [shape[0] as number, 1];
}

function writeText(name: string, value: string | readonly string[]): Uint8Array[] {
  const texts = typeof value === "string" ? [value] : value;
  // Code points, as SciPy counts them: halves of a pair could not be written in UTF-8.
  const rows = texts.map((text) => Array.from(text));
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (width === 0) return [...head(name, [0, 0], mx.char), tag(mi.utf8, 0)];
  let all = "";
  for (let column = 0; column < width; column++) for (const row of rows) all += row[column] ?? " ";
  return [...head(name, [texts.length, width], mx.char), ...element(mi.utf8, new TextEncoder().encode(all))];
}

function writeStruct(name: string, value: MatStruct, options: Level5WriteOptions): Uint8Array[] {
  const longest = options.longFieldNames ? 63 : 31;
  const encoded = value.fields.map((one) => new TextEncoder().encode(one));
  const wrong = value.fields.find((_, i) => (encoded[i] as Uint8Array).length > longest);
  if (wrong !== undefined)
    throw matError("BAD_VALUE", `the field ${wrong} is longer than ${longest} characters; longFieldNames allows 63.`);
  const width = encoded.reduce((most, one) => Math.max(most, one.length), 0) + 1;
  const names = new Uint8Array(width * encoded.length);
  encoded.forEach((one, i) => {
    names.set(one, i * width);
  });
  const elements = inColumns(value.elements, value.shape);
  return [
    ...head(name, sizesOf(value.shape, options.oneDimAs), mx.struct),
    ...element(mi.int32, bytesOf(Int32Array.of(width))),
    ...element(mi.int8, names),
    ...elements.flatMap((one) => value.fields.flatMap((key) => writeMatrix("", one[key] as MatValue, options))),
  ];
}

function writeSparse(name: string, { shape, rows, columns: starts, values }: MatSparse): Uint8Array[] {
  const isComplex = isComplexDType(values.dtype);
  const flags = (isComplex ? 0x800 : 0) | (values.dtype === "bool" ? 0x200 : 0);
  const part = (a: NDArray, dtype: DType): Uint8Array[] => numbers(astype(copy(a), dtype));
  return [
    ...head(name, shape, mx.sparse, flags, Math.max(1, rows.length)),
    ...element(mi.int32, bytesOf(rows)),
    ...element(mi.int32, bytesOf(starts)),
    ...part(isComplex ? real(values) : values, values.dtype === "bool" ? "uint8" : "float64"),
    ...(isComplex ? part(imag(values), "float64") : []),
  ];
}

/** An element with its tag, filled up to a multiple of eight bytes; up to four bytes stand in the tag itself. */
function element(type: number, bytes: Uint8Array): Uint8Array[] {
  if (bytes.length <= 4) {
    const small = new Uint8Array(8);
    const view = new DataView(small.buffer);
    view.setUint32(0, (bytes.length << 16) | type, true);
    small.set(bytes, 4);
    return [small];
  }
  const rest = (8 - (bytes.length & 7)) & 7;
  return [tag(type, bytes.length), bytes, ...(rest === 0 ? [] : [new Uint8Array(rest)])];
}

function tag(type: number, length: number): Uint8Array {
  if (length >= 2 ** 32)
    throw matError(
      "BAD_VALUE",
      "a variable of level 5 holds less than 4 GiB; only version 7.3 of MATLAB's files holds more.",
    );
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, length, true);
  return bytes;
}

function bytesOf(data: Int32Array | Uint32Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** Bytes one behind the other. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
