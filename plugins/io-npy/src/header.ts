import { checkShape, sizeOf } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import { type Descr, parseDescr } from "./descr.js";
import { type Literal, parseLiteral } from "./literal.js";
import { isNpy } from "./sniff.js";

/** What the header of an npy file says. */
export interface NpyHeader extends Descr {
  readonly version: 1 | 2 | 3;
  readonly shape: readonly number[];
  readonly fortranOrder: boolean;
  /** The number of elements. */
  readonly size: number;
  /** Where the elements start in the file, in bytes. */
  readonly start: number;
  /** How many bytes the elements take in the file. */
  readonly length: number;
}

const mostHeaderBytes = 65536;

/** The number of bytes from the start of a file that always hold the whole header. */
export const headBytes: number = 12 + mostHeaderBytes;

/**
 * Reads the header of an npy file of version 1, 2 or 3.
 * @param head the first bytes of the file, {@link headBytes} or all of them
 * @throws BAD_FILE for a broken header, UNSUPPORTED for elements that arrays cannot hold
 */
export function parseHeader(head: Uint8Array): NpyHeader {
  if (!isNpy(head))
    throw coreError("BAD_FILE", "npy: the file does not start with \\x93NUMPY, so it is not an .npy file.");
  const version = head[6];
  if ((version !== 1 && version !== 2 && version !== 3) || head[7] !== 0)
    throw coreError("BAD_FILE", `npy: format version ${head[6]}.${head[7]}, known are 1.0, 2.0 and 3.0.`);
  const before = version === 1 ? 10 : 12;
  if (head.length < before) throw truncated(before, head.length);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > mostHeaderBytes)
    throw coreError("BAD_FILE", `npy: the header claims ${length} bytes, allowed are ${mostHeaderBytes}.`);
  const start = before + length;
  if (head.length < start) throw truncated(start, head.length);
  const text = new TextDecoder(version === 3 ? "utf-8" : "latin1").decode(head.subarray(before, start));
  const fields = parseLiteral(text);
  if (!(fields instanceof Map))
    throw coreError("BAD_FILE", `npy header: expected a dictionary, found ${describeValue(fields)}.`);
  return { version, start, ...readFields(fields) };
}

/** The error for a file that ends too early. */
export function truncated(expected: number, found: number): Error {
  return coreError("BAD_FILE", `npy: the file ends after ${found} bytes, expected at least ${expected}.`);
}

function readFields(fields: ReadonlyMap<string, Literal>): Omit<NpyHeader, "version" | "start"> {
  const keys = [...fields.keys()].sort().join(", ");
  if (keys !== "descr, fortran_order, shape")
    throw coreError("BAD_FILE", `npy header: the keys are ${keys}, expected descr, fortran_order and shape.`);
  const fortranOrder = fields.get("fortran_order");
  if (typeof fortranOrder !== "boolean")
    throw coreError("BAD_FILE", `npy header: fortran_order is ${describeValue(fortranOrder)}, expected True or False.`);
  const shape = readShape(fields.get("shape"));
  const descr = parseDescr(fields.get("descr"));
  const size = sizeOf(shape);
  const length = size * descr.bytes;
  const span = sizeOf(shape.filter((count) => count > 0)) * descr.bytes;
  if (!Number.isSafeInteger(2 * span))
    throw coreError("BAD_FILE", `npy header: shape (${shape.join(", ")}) has more elements than any file can hold.`);
  return { ...descr, shape, fortranOrder, size, length };
}

function readShape(shape: Literal | undefined): readonly number[] {
  try {
    if (!Array.isArray(shape)) throw coreError("BAD_SHAPE", `shape: got ${describeValue(shape)}.`);
    return checkShape(shape as readonly number[]);
  } catch (cause) {
    throw coreError(
      "BAD_FILE",
      `npy header: shape is ${describeValue(shape)}, expected a tuple of up to 32 sizes that are whole numbers from 0.`,
      { cause },
    );
  }
}
