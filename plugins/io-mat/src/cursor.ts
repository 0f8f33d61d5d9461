import { type DType, makeData, type TypedArray } from "@core/array";
import { matError } from "./errors.js";
import { dtypeOfType, mi, widthOf } from "./types.js";

/** A part of a file that is read from front to back. */
export interface Cursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly littleEndian: boolean;
  at: number;
  readonly end: number;
}

/** One data element: type and bytes. */
export interface Element {
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** A cursor over bytes. */
export function cursorOf(bytes: Uint8Array, littleEndian: boolean, at = 0): Cursor {
  return {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    littleEndian,
    at,
    end: bytes.length,
  };
}

/** Reads a whole number of 32 bits. */
export function readUint32(cursor: Cursor): number {
  return cursor.view.getUint32(need(cursor, 4), cursor.littleEndian);
}

/** The place of the next bytes, which must be there; moves on behind them. */
export function need(cursor: Cursor, length: number): number {
  const { at } = cursor;
  if (!(length >= 0 && at + length <= cursor.end))
    throw matError(
      "BAD_FILE",
      `bytes ${at} to ${at + length} are needed, ${cursor.end} are there. The file is cut off or broken.`,
    );
  cursor.at += length;
  return at;
}

/** Reads type and length of an element; up to four bytes stand in the tag itself. */
export function readElement(cursor: Cursor): Element {
  const first = readUint32(cursor);
  if (first >>> 16 !== 0) {
    const length = first >>> 16;
    const at = need(cursor, 4);
    if (length > 4) throw matError("BAD_FILE", `a small element claims ${length} bytes, at most 4 fit.`);
    return { type: first & 0xffff, bytes: cursor.bytes.subarray(at, at + length) };
  }
  const length = readUint32(cursor);
  const at = need(cursor, length);
  // Elements begin at multiples of eight; after a compressed one there is no filling.
  if (first !== mi.compressed) cursor.at = Math.min(cursor.end, cursor.at + ((8 - (length & 7)) & 7));
  return { type: first, bytes: cursor.bytes.subarray(at, at + length) };
}

/** The numbers of an element in the order of this machine. */
export function numbersOf(
  element: Element,
  littleEndian: boolean,
): { readonly data: TypedArray; readonly dtype: DType } {
  const dtype = dtypeOfType[element.type];
  if (dtype === undefined) throw matError("BAD_FILE", `data of type ${element.type} where numbers are expected.`);
  const width = widthOf[dtype] as number;
  if (element.bytes.length % width !== 0)
    throw matError("BAD_FILE", `${element.bytes.length} bytes are no ${dtype} numbers of ${width} bytes.`);
  return { data: readNumbers(element.bytes, dtype, littleEndian), dtype };
}

/** Numbers of a dtype out of bytes. */
export function readNumbers(bytes: Uint8Array, dtype: DType, littleEndian: boolean): TypedArray {
  const width = widthOf[dtype] as number;
  const data = makeData(dtype, Math.floor(bytes.length / width));
  const target = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  target.set(bytes.subarray(0, target.length));
  if (width > 1 && littleEndian !== isHostLittleEndian()) reverseEach(target, width);
  return data;
}

function isHostLittleEndian(): boolean {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
}

function reverseEach(bytes: Uint8Array, width: number): void {
  for (let start = 0; start < bytes.length; start += width) bytes.subarray(start, start + width).reverse();
}
