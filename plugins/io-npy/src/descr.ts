import { type DType, isComplexDType } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import type { Literal } from "./literal.js";

/** How the elements of an npy file are stored, and the dtype that they are read as. */
export interface Descr {
  readonly dtype: DType;
  /** Bytes of one element in the file. */
  readonly bytes: number;
  /** Bytes of one number in the file: half of `bytes` for complex elements. */
  readonly numberBytes: number;
  readonly bigEndian: boolean;
  /** Whether the file holds float16, which is read as float32. */
  readonly half: boolean;
}

const names: ReadonlyMap<string, DType> = /* @__PURE__ */ new Map<string, DType>([
  ["b1", "bool"],
  ["i1", "int8"],
  ["i2", "int16"],
  ["i4", "int32"],
  ["i8", "int64"],
  ["u1", "uint8"],
  ["u2", "uint16"],
  ["u4", "uint32"],
  ["u8", "uint64"],
  ["f2", "float32"],
  ["f4", "float32"],
  ["f8", "float64"],
  ["c8", "complex64"],
  ["c16", "complex128"],
]);

const kinds: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ["O", "Python objects (a pickle, which can run any code)"],
  ["S", "byte strings"],
  ["a", "byte strings"],
  ["U", "texts"],
  ["V", "raw bytes"],
  ["M", "dates"],
  ["m", "time spans"],
  ["f", "floats of this size"],
  ["c", "complex numbers of this size"],
  ["i", "integers of this size"],
  ["u", "integers of this size"],
]);

/**
 * Reads the `descr` of an npy header.
 * @throws UNSUPPORTED for structured elements, pickled objects, texts, dates and long doubles; BAD_FILE for what is no dtype
 */
export function parseDescr(descr: Literal | undefined): Descr {
  if (Array.isArray(descr))
    throw coreError(
      "UNSUPPORTED",
      "npy: the array has structured elements (fields), which arrays here do not have. Save each field by itself: np.savez(file, **{name: a[name] for name in a.dtype.names}).",
    );
  const match = typeof descr === "string" ? /^([<>|=]?)([a-zA-Z])([0-9]{0,9})(\[.*\])?$/.exec(descr) : null;
  if (match === null)
    throw coreError(
      "BAD_FILE",
      `npy header: descr is ${describeValue(descr)}, expected a dtype such as '<f8' or '|u1'.`,
    );
  const [, order, kind, digits] = match as unknown as [string, string, string, string];
  const dtype = names.get(`${kind}${digits}`);
  if (dtype === undefined) {
    const what = kinds.get(kind);
    if (what === undefined) throw coreError("BAD_FILE", `npy header: descr ${describeValue(descr)} is no known dtype.`);
    throw coreError(
      "UNSUPPORTED",
      `npy: the elements are ${what} (dtype ${describeValue(descr)}); supported are ${[...names.keys()].join(", ")}. Convert with a.astype(...) before np.save.`,
    );
  }
  const bytes = Number(digits);
  return {
    dtype,
    bytes,
    numberBytes: isComplexDType(dtype) ? bytes / 2 : bytes,
    bigEndian: order === ">",
    half: kind === "f" && bytes === 2,
  };
}

/** NumPy's name of a dtype in that byte order, such as `<f8`; single bytes have none: `|u1`. */
export function descrOf(dtype: DType, bigEndian: boolean): string {
  for (const [name, own] of names) {
    if (own !== dtype || name === "f2") continue;
    return `${name.endsWith("1") ? "|" : bigEndian ? ">" : "<"}${name}`;
  }
  throw coreError("BAD_DTYPE", `npy: NumPy has no name for ${describeValue(dtype)}.`);
}
