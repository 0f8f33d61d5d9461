import { astype, type DType, fromData, type NDArray, type TypedArray } from "@core/array";
import { type Budget, inflate, spend } from "./budget.js";
import { type Cursor, cursorOf, type Element, numbersOf, readElement } from "./cursor.js";
import { matError } from "./errors.js";
import { charactersOf, textOfCodes, textOfColumns } from "./text.js";
import { classNames, dtypeOfClass, mi, mx } from "./types.js";
import { columnPlaces, complexOf, fromColumns, type MatSparse, type MatValue } from "./values.js";

/** How variables are read. */
export interface Level5Options {
  /** Numbers get the dtype of their MATLAB class instead of the one they are stored in. */
  readonly matDtype: boolean;
}

/** What stands before the values of an array. */
export interface MatHeader {
  readonly name: string;
  readonly shape: readonly number[];
  readonly mxClass: number;
  readonly isComplex: boolean;
  readonly isLogical: boolean;
}

interface Context extends Level5Options {
  readonly budget: Budget;
  readonly depth: number;
}

const deepest = 100;

/** A variable of a file of level 5, found but not yet read. */
export interface Level5Variable {
  readonly header: MatHeader;
  read(): MatValue;
}

/** Finds the variables of a file of level 5, one behind the other; only compressed ones are unpacked. */
export function* level5Variables(bytes: Uint8Array, budget: Budget, options: Level5Options): Generator<Level5Variable> {
  const littleEndian = bytes[126] === 0x49;
  const cursor = cursorOf(bytes, littleEndian, 128);
  while (cursor.at < cursor.end) {
    const outer = readElement(cursor);
    const element = outer.type === mi.compressed ? unpacked(outer, littleEndian, budget) : outer;
    if (element.type !== mi.matrix)
      throw matError("BAD_FILE", `an element of type ${element.type} where a variable stands.`);
    const inner = cursorOf(element.bytes, littleEndian);
    const header = readHeader(inner);
    if (header === undefined) continue;
    yield { header, read: () => readValue(inner, header, { ...options, budget, depth: 0 }) };
  }
}

function unpacked(outer: Element, littleEndian: boolean, budget: Budget): Element {
  const inner = cursorOf(
    inflate(outer.bytes, budget, (head) => limitOf(head, littleEndian)),
    littleEndian,
  );
  return readElement(inner);
}

/** The most bytes that a compressed variable may take: what its tag says, and a little that other programs may leave behind it. */
function limitOf(head: Uint8Array, littleEndian: boolean): number {
  const view = new DataView(head.buffer, head.byteOffset, 8);
  const type = view.getUint32(0, littleEndian);
  if (type !== mi.matrix) throw matError("BAD_FILE", `an element of type ${type} where a variable stands.`);
  return view.getUint32(4, littleEndian) + 65_536;
}

/** Reads what stands before the values; undefined for an empty matrix element. */
function readHeader(cursor: Cursor): MatHeader | undefined {
  if (cursor.at === cursor.end) return undefined;
  const { bytes: flags } = readElement(cursor);
  if (flags.length < 4) throw matError("BAD_FILE", "an array has no class.");
  const word = wordAt(cursor, flags, 0);
  const mxClass = word & 0xff;
  const common = { mxClass, isComplex: (word & 0x800) !== 0, isLogical: (word & 0x200) !== 0 };
  if (mxClass === mx.opaque) return { ...common, name: readName(cursor), shape: [1, 1] };
  const shape = readShape(cursor);
  if (shape.length < 2 || shape.length > 64 || shape.some((size) => !(Number.isSafeInteger(size) && size >= 0)))
    throw matError("BAD_FILE", `an array claims the sizes (${shape.slice(0, 64).join(", ")}).`);
  return { ...common, shape, name: readName(cursor) };
}

// Files have many small arrays: no typed arrays for a word or two.
function readShape(cursor: Cursor): number[] {
  const element = readElement(cursor);
  if (element.type !== mi.int32) return Array.from(numbersOf(element, cursor.littleEndian).data as Int32Array, Number);
  const shape: number[] = [];
  for (let at = 0; at + 4 <= element.bytes.length; at += 4) shape.push(wordAt(cursor, element.bytes, at) | 0);
  return shape;
}

function wordAt(cursor: Cursor, bytes: Uint8Array, at: number): number {
  return cursor.view.getUint32(bytes.byteOffset - cursor.bytes.byteOffset + at, cursor.littleEndian);
}

function readName(cursor: Cursor): string {
  const { bytes } = readElement(cursor);
  if (bytes.length === 0) return "";
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

function readMatrix(cursor: Cursor, context: Context): MatValue {
  const element = readElement(cursor);
  if (element.type !== mi.matrix)
    throw matError("BAD_FILE", `an element of type ${element.type} where an array stands.`);
  if (context.depth >= deepest) throw matError("BAD_FILE", `arrays in arrays, more than ${deepest} deep.`);
  const inner = cursorOf(element.bytes, cursor.littleEndian);
  const header = readHeader(inner);
  // An empty element is how MATLAB writes an empty array of numbers.
  if (header === undefined) return fromData(new Float64Array(0), [0, 0]);
  return readValue(inner, header, { ...context, depth: context.depth + 1 });
}

function readValue(cursor: Cursor, header: MatHeader, context: Context): MatValue {
  const { mxClass, shape } = header;
  const size = shape.reduce((product, length) => product * length, 1);
  if (!Number.isSafeInteger(size)) throw matError("BAD_FILE", `the sizes (${shape.join(", ")}) are beyond any file.`);
  if (dtypeOfClass[mxClass] !== undefined) return readArray(cursor, header, size, context);
  switch (mxClass) {
    case mx.char:
      return readText(readElement(cursor), cursor.littleEndian, shape, size, context.budget);
    case mx.cell: {
      const stored = readMany(cursor, size, () => readMatrix(cursor, context), context.budget);
      return { kind: "cell", shape, elements: columnPlaces(shape).map((place) => stored[place] as MatValue) };
    }
    case mx.struct:
    case mx.object:
      return readStruct(cursor, header, size, context);
    case mx.sparse:
      return readSparse(cursor, header, context.budget);
    case mx.function:
      return { kind: "opaque", className: "function_handle" };
    case mx.opaque: {
      readName(cursor);
      return { kind: "opaque", className: readName(cursor) };
    }
    default:
      throw matError("BAD_FILE", `an array of class ${mxClass}; known are ${Object.values(classNames).join(", ")}.`);
  }
}

/** Each array takes eight bytes at least, so that few bytes cannot claim many. */
function readMany(cursor: Cursor, count: number, read: () => MatValue, budget: Budget): MatValue[] {
  if (count * 8 > cursor.end - cursor.at)
    throw matError("BAD_FILE", `${count} arrays are claimed where ${cursor.end - cursor.at} bytes follow.`);
  spend(budget, count * 64, "a list of arrays");
  return Array.from({ length: count }, read);
}

function readArray(cursor: Cursor, header: MatHeader, size: number, context: Context): NDArray {
  const { mxClass, shape, isComplex, isLogical } = header;
  const part = (): { data: TypedArray; dtype: DType } => {
    const element = readElement(cursor);
    spend(context.budget, 2 * element.bytes.length, "an array");
    const numbers = numbersOf(element, cursor.littleEndian);
    if (numbers.data.length !== size)
      throw matError("BAD_FILE", `an array of shape (${shape.join(", ")}) has ${numbers.data.length} elements.`);
    return numbers;
  };
  const real = part();
  if (isComplex) {
    const imaginary = part();
    return complexOf(real.data, imaginary.data, shape);
  }
  if (isLogical)
    return fromColumns(
      Uint8Array.from(real.data as Uint8Array, (value) => Number(Number(value) !== 0)),
      shape,
      "bool",
    );
  const a = fromColumns(real.data, shape, real.dtype);
  const dtype = dtypeOfClass[mxClass] as DType;
  return context.matDtype && dtype !== a.dtype ? (astype(a.T, dtype).T as NDArray) : a;
}

function readText(
  element: Element,
  littleEndian: boolean,
  shape: readonly number[],
  size: number,
  budget: Budget,
): string | readonly string[] {
  spend(budget, 4 * element.bytes.length + 64, "a text");
  const stored = textUnits(element, littleEndian, size);
  // Without any bytes it is blanks.
  const units = stored.length === 0 && size > 0 && size < 2 ** 20 ? new Array<string>(size).fill(" ") : stored;
  if (size > 0 && units.length < size)
    throw matError("BAD_FILE", `a text of shape (${shape.join(", ")}) has ${units.length} characters.`);
  return textOfColumns(units, shape);
}

function textUnits({ type, bytes }: Element, littleEndian: boolean, size: number): string[] {
  if (type === mi.utf8) return charactersOf(new TextDecoder().decode(bytes), size);
  if (type === mi.int8 || type === mi.uint8) return Array.from(bytes, (byte) => String.fromCharCode(byte));
  if (type === mi.utf32) {
    const codes = numbersOf({ type: mi.uint32, bytes }, littleEndian).data as Uint32Array;
    return Array.from(codes, (code) => (code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code)));
  }
  const codes = numbersOf({ type: type === mi.utf16 ? mi.uint16 : type, bytes }, littleEndian).data;
  return charactersOf(textOfCodes(codes), size);
}

function readStruct(cursor: Cursor, header: MatHeader, size: number, context: Context): MatValue {
  const className = header.mxClass === mx.object ? { className: readName(cursor) } : {};
  const width = Number(numbersOf(readElement(cursor), cursor.littleEndian).data[0] ?? 0);
  const { bytes } = readElement(cursor);
  const count = width > 0 ? Math.floor(bytes.length / width) : 0;
  const names = Array.from({ length: count }, (_, i) => {
    const name = bytes.subarray(i * width, (i + 1) * width);
    const end = name.indexOf(0);
    return new TextDecoder().decode(end < 0 ? name : name.subarray(0, end));
  });
  const fields = names.map((name, i) => uniqueName(name, names.slice(0, i)));
  const values = readMany(cursor, size * count, () => readMatrix(cursor, context), context.budget);
  if (count === 0) spend(context.budget, 64 * size, "an array of structures");
  const stored = Array.from({ length: size }, (_, i) => {
    const element: Record<string, MatValue> = Object.create(null);
    fields.forEach((name, j) => {
      element[name] = values[i * count + j] as MatValue;
    });
    return element;
  });
  const elements = columnPlaces(header.shape).map((place) => stored[place] as Record<string, MatValue>);
  return { kind: "struct", shape: header.shape, fields, elements, ...className };
}

/** Of fields with the same name the later ones get a number in front, as SciPy does. */
function uniqueName(name: string, before: readonly string[]): string {
  const same = before.filter((one) => one === name).length;
  return same === 0 ? name : `_${same}_${name}`;
}

function readSparse(cursor: Cursor, header: MatHeader, budget: Budget): MatSparse {
  const [height = 0, width = 0] = header.shape;
  const whole = (): Int32Array => {
    const element = readElement(cursor);
    spend(budget, 2 * element.bytes.length, "a sparse matrix");
    return Int32Array.from(numbersOf(element, cursor.littleEndian).data as Int32Array, Number);
  };
  const [rows, columns] = [whole(), whole()];
  const element = readElement(cursor);
  // MATLAB stores truths as bytes and says that they are numbers of eight.
  const isBytes = header.isLogical && element.bytes.length === rows.length;
  const real = numbersOf(isBytes ? { ...element, type: mi.uint8 } : element, cursor.littleEndian).data;
  const imaginary = header.isComplex ? numbersOf(readElement(cursor), cursor.littleEndian).data : undefined;
  const count = columns[width] ?? -1;
  const rises = columns.every((at, i) => i === 0 || at >= (columns[i - 1] as number));
  const fits =
    columns.length === width + 1 && columns[0] === 0 && rises && count <= rows.length && count <= real.length;
  if (
    !fits ||
    (imaginary !== undefined && imaginary.length < count) ||
    rows.some((row, i) => i < count && !(row >= 0 && row < height))
  )
    throw matError("BAD_FILE", `a sparse matrix of shape (${height}, ${width}) points outside of itself.`);
  const kept = real.subarray(0, count) as Float64Array;
  const flat = (a: NDArray): NDArray => a.reshape([count]);
  const values =
    imaginary !== undefined
      ? flat(astype(complexOf(kept, imaginary.subarray(0, count) as Float64Array, [count]), "complex128"))
      : header.isLogical
        ? fromData(
            Uint8Array.from(kept, (value) => Number(Number(value) !== 0)),
            [count],
            { dtype: "bool" },
          )
        : fromData(Float64Array.from(kept, Number), [count]);
  return { kind: "sparse", shape: [height, width], rows: rows.slice(0, count), columns, values };
}
