import {
  bytesOf,
  contiguous,
  type DType,
  elementsOf,
  isComplexDType,
  isContiguous,
  isNDArray,
  type NDArray,
  transpose,
} from "@core/array";
import { checkOptions, coreError, describeValue, type OptionKinds } from "@core/array/runtime";
import { descrOf } from "./descr.js";
import { isHostLittleEndian, swapBytes } from "./elements.js";

/** What {@link encodeNpy} takes. */
export interface EncodeNpyOptions {
  /** The format version; 1, which every NumPy reads, by default. */
  readonly version?: 1 | 2 | 3;
  /** Whether the first axis runs fastest in the file; by default so where the elements already stand that way, as `np.save` does. */
  readonly fortranOrder?: boolean;
  /** "little" by default. */
  readonly byteOrder?: "little" | "big";
}

/** What the options may be. */
export const npyOptions: OptionKinds<EncodeNpyOptions> = {
  version: "number",
  fortranOrder: "boolean",
  byteOrder: "string",
};

/**
 * The bytes of an .npy file, the same as `np.save` of NumPy 1.24 writes for this array.
 * @throws BAD_ARGUMENT for what is no array and an option that is not allowed, UNSUPPORTED for an array on a device
 */
export function encodeNpy(a: NDArray, options: EncodeNpyOptions = {}): Uint8Array<ArrayBuffer> {
  if (!isNDArray(a))
    throw coreError("BAD_ARGUMENT", `encodeNpy: got ${describeValue(a)}, expected an NDArray: make one with array().`);
  checkOptions("encodeNpy", options, npyOptions);
  const version = oneOf("version", options.version ?? 1, [1, 2, 3]);
  const bigEndian = oneOf("byteOrder", options.byteOrder ?? "little", ["little", "big"]) === "big";
  const fortranOrder =
    options.fortranOrder ??
    (!isContiguous(a.shape, a.strides) && isContiguous([...a.shape].reverse(), [...a.strides].reverse()));

  const head = headerText(a.dtype, a.shape, fortranOrder, bigEndian);
  const before = version === 1 ? 10 : 12;
  // NumPy pads by a whole block where the header fits exactly.
  const start = before + head.length + 1 + (64 - ((before + head.length + 1) % 64));
  const bytes = allocate(start + a.size * bytesOf(a.dtype));
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  const view = new DataView(bytes.buffer);
  if (version === 1) view.setUint16(8, start - before, true);
  else view.setUint32(8, start - before, true);
  bytes.fill(0x20, before, start);
  for (let i = 0; i < head.length; i++) bytes[before + i] = head.charCodeAt(i);
  bytes[start - 1] = 0x0a;

  const source = elementsOf(contiguous(fortranOrder ? transpose(a) : a));
  const body = bytes.subarray(start);
  body.set(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
  if (bigEndian === isHostLittleEndian()) swapBytes(body, bytesOf(a.dtype) / (isComplexDType(a.dtype) ? 2 : 1));
  return bytes;
}

function headerText(dtype: DType, shape: readonly number[], fortranOrder: boolean, bigEndian: boolean): string {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const head = `{'descr': '${descrOf(dtype, bigEndian)}', 'fortran_order': ${fortranOrder ? "True" : "False"}, 'shape': ${tuple}, }`;
  // NumPy leaves room for the axis that grows when elements are appended.
  const growing = shape[fortranOrder ? shape.length - 1 : 0];
  return growing === undefined ? head : head + " ".repeat(21 - String(growing).length);
}

function allocate(length: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(length);
  } catch (cause) {
    throw coreError("OUT_OF_MEMORY", `npy: cannot allocate ${length} bytes for the file.`, { cause });
  }
}

function oneOf<T>(name: string, value: T, allowed: readonly T[]): T {
  if (allowed.includes(value)) return value;
  throw coreError("BAD_ARGUMENT", `${name}: got ${describeValue(value)}, allowed are ${allowed.join(", ")}.`);
}
