import { type DType, fromData, makeData, type NDArray, type TypedArray } from "@core/array";
import { swapToHost, take } from "./bytes.js";
import { fitsError } from "./errors.js";
import { type FitsHeader, numberOf, wholeNumber } from "./header.js";
import { applyScaling, type Scaling, scaledDType } from "./scaling.js";

const dtypes: Readonly<Record<number, DType>> = {
  8: "uint8",
  16: "int16",
  32: "int32",
  64: "int64",
  [-32]: "float32",
  [-64]: "float64",
};

/** The dtype of a BITPIX. */
export function storedDType(bitpix: number): DType {
  const dtype = dtypes[bitpix];
  if (dtype === undefined) throw fitsError("BAD_FILE", `BITPIX is ${bitpix}, expected one of 8, 16, 32, 64, -32, -64.`);
  return dtype;
}

/** The sizes of an image's axes in array order, the last one fastest (NAXIS1). */
export function imageShape(header: FitsHeader, prefix = ""): number[] {
  const count = wholeNumber(header, `${prefix}NAXIS`, 0, 999);
  return Array.from({ length: count }, (_, i) =>
    wholeNumber(header, `${prefix}NAXIS${count - i}`, 0, Number.MAX_SAFE_INTEGER),
  );
}

/** The bytes that the data of an HDU take, without the filling of the last block. */
export function dataBytes(header: FitsHeader, start: number): number {
  const shape = imageShape(header);
  if (shape.length === 0) return 0;
  const bitpix = wholeNumber(header, "BITPIX", -64, 64);
  storedDType(bitpix);
  const isGroups = header.get("GROUPS") === true && shape.at(-1) === 0;
  const extra =
    start === 0 && !isGroups
      ? [0, 1]
      : [
          wholeNumber(header, "PCOUNT", 0, Number.MAX_SAFE_INTEGER, 0),
          wholeNumber(header, "GCOUNT", 0, Number.MAX_SAFE_INTEGER, 1),
        ];
  const sizes = isGroups ? shape.slice(0, -1) : shape;
  const elements = sizes.reduce((product, size) => product * size, 1) + (extra[0] as number);
  const bytes = (Math.abs(bitpix) / 8) * elements * (extra[1] as number);
  if (!Number.isSafeInteger(bytes)) throw fitsError("BAD_FILE", `the sizes (${shape.join(", ")}) are beyond any file.`);
  return bytes;
}

/** The scaling that a header asks for. */
export function imageScaling(header: FitsHeader, bitpix: number): Scaling {
  const zero = header.get("BZERO");
  const blank = header.get("BLANK");
  return {
    scale: numberOf(header, "BSCALE", 1),
    zero: typeof zero === "number" || typeof zero === "bigint" ? zero : 0,
    blank: bitpix > 0 && (typeof blank === "number" || typeof blank === "bigint") ? blank : undefined,
  };
}

/**
 * The physical values of an image.
 * @throws BAD_FILE when the file is too short, or the values take more than `maxBytes`
 */
export function decodeImage(bytes: Uint8Array, start: number, header: FitsHeader, maxBytes: number): NDArray | null {
  const shape = imageShape(header);
  if (shape.length === 0) return null;
  const bitpix = wholeNumber(header, "BITPIX", -64, 64);
  const stored = storedDType(bitpix);
  const scaling = imageScaling(header, bitpix);
  const size = shape.reduce((product, length) => product * length, 1);
  const dtype = scaledDType(stored, scaling, false);
  checkBytes(size * (Math.abs(bitpix) / 8 + (dtype === stored ? 0 : makeData(dtype, 1).byteLength)), maxBytes);
  const numbers = readNumbers(bytes, start, stored, size, "the image");
  const data = applyScaling(numbers, stored, scaling);
  return fromData(data, shape, { dtype } as object) as NDArray;
}

/** Numbers of a file in the order of this machine. */
export function readNumbers(bytes: Uint8Array, start: number, dtype: DType, size: number, what: string): TypedArray {
  const numberBytes = makeData(dtype, 1).byteLength / (dtype.startsWith("complex") ? 2 : 1);
  const length = numberBytes * size * (dtype.startsWith("complex") ? 2 : 1);
  const part = take(bytes, start, length, what);
  const data = makeData(dtype, size);
  const target = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  target.set(part);
  swapToHost(target, numberBytes);
  return data;
}

/** Throws BAD_FILE where something takes more memory than allowed. */
export function checkBytes(needed: number, maxBytes: number): void {
  if (needed > maxBytes)
    throw fitsError(
      "BAD_FILE",
      `the data take ${needed} bytes, allowed are ${maxBytes}. Raise the option maxBytes if the file is to be trusted.`,
    );
}
