import { bytesOf, type DType, isComplexDType, kindOf, realDType } from "@core/array";
import { ByteWriter } from "./bytes.js";

// The encoded datatypes of the HDF5 file format specification, section IV.A.2.d.

/** The datatype of an array's elements as h5py writes it: complex numbers as a structure of r and i, booleans as an enumeration. */
export function encodeDType(dtype: DType): Uint8Array {
  if (dtype === "bool") return booleans();
  if (isComplexDType(dtype)) return complexes(realDType(dtype));
  return kindOf(dtype) === "float" ? floats(bytesOf(dtype)) : integers(bytesOf(dtype), kindOf(dtype) === "int");
}

/** Structures of whole numbers without sign, one behind the other, under names of one letter: `RGB`. */
export function encodeStructureType(names: string, numberBytes: number): Uint8Array {
  const type = new ByteWriter().u8(0x36, names.length, 0, 0).u32(names.length * numberBytes);
  for (let i = 0; i < names.length; i++)
    type.u8(names.charCodeAt(i), 0, i * numberBytes).bytes(integers(numberBytes, false));
  return type.done();
}

/** UTF-8 texts of any length, kept in the global heap. */
export function encodeTextType(): Uint8Array {
  return new ByteWriter().u8(0x19, 1, 1, 0).u32(16).bytes(integers(1, false)).done();
}

/** Raw bytes of that number. */
export function encodeOpaqueType(size: number): Uint8Array {
  return new ByteWriter().u8(0x15, 0, 0, 0).u32(size).done();
}

function integers(size: number, signed: boolean): Uint8Array {
  return new ByteWriter()
    .u8(0x10, signed ? 8 : 0, 0, 0)
    .u32(size)
    .u16(0)
    .u16(8 * size)
    .done();
}

function floats(size: number): Uint8Array {
  const fields = size === 4 ? [23, 8, 0, 23] : [52, 11, 0, 52];
  return new ByteWriter()
    .u8(0x11, 0x20, 8 * size - 1, 0)
    .u32(size)
    .u16(0)
    .u16(8 * size)
    .u8(...fields)
    .u32(size === 4 ? 127 : 1023)
    .done();
}

function complexes(part: DType): Uint8Array {
  const size = bytesOf(part);
  const number = floats(size);
  return new ByteWriter()
    .u8(0x36, 2, 0, 0)
    .u32(2 * size)
    .u8(0x72, 0, 0)
    .bytes(number)
    .u8(0x69, 0, size)
    .bytes(number)
    .done();
}

function booleans(): Uint8Array {
  return new ByteWriter()
    .u8(0x38, 2, 0, 0)
    .u32(1)
    .bytes(integers(1, true))
    .bytes(new TextEncoder().encode("FALSE\0TRUE\0"))
    .u8(0, 1)
    .done();
}

/** A dataspace of that shape; a scalar for an empty one. */
export function encodeSpace(shape: readonly number[]): Uint8Array {
  const space = new ByteWriter().u8(2, shape.length, 0, shape.length === 0 ? 0 : 1);
  for (const size of shape) space.u64(size);
  return space.done();
}
