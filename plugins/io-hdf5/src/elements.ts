import type { DType } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import type { Metadata } from "./h5wasm.js";

/** How stored elements become elements of an array. */
export interface Elements {
  readonly dtype: DType;
  /** Bytes of one element in the file. */
  readonly bytes: number;
  /** Whether they are float16, which is read as float32. */
  readonly half: boolean;
}

const integer = 0;
const float = 1;
const compound = 6;
const enumeration = 8;

const kinds: Readonly<Record<number, string>> = {
  2: "times",
  3: "texts",
  4: "bit fields",
  5: "raw bytes",
  6: "structures",
  7: "references",
  9: "lists of various lengths (a ragged array)",
  10: "arrays",
};

/** The elements of a datatype, or undefined where arrays cannot hold them. */
export function elementsOf(type: Metadata): Elements | undefined {
  if (type.vlen) return undefined;
  if (type.type === integer) return integers(type);
  if (type.type === float) return floats(type);
  if (type.type === compound) return complexes(type);
  if (type.type !== enumeration || type.enum_type?.type !== integer) return undefined;
  const { members } = type.enum_type;
  // h5py's way to store booleans.
  const isBoolean = Object.keys(members).length === 2 && members.FALSE === 0 && members.TRUE === 1;
  return isBoolean && type.size === 1 ? { dtype: "bool", bytes: 1, half: false } : integers(type);
}

/** Why arrays cannot hold a datatype: UNSUPPORTED. `format` is the name of the file format, for the text. */
export function unsupported(type: Metadata, where: string, format: string): Error {
  const members = type.compound_type?.members.map(({ name }) => describeValue(name)).slice(0, 8) ?? [];
  const what = type.vlen && type.type === 3 ? "texts" : (kinds[type.type] ?? `numbers of ${type.size} bytes`);
  return coreError(
    "UNSUPPORTED",
    `${format}: the elements of ${where} are ${what}${members.length > 0 ? ` with the fields ${members.join(", ")}` : ""}, which arrays cannot hold. Supported are bool, integers, float16 to float64 and complex numbers.`,
  );
}

function integers(type: Metadata): Elements | undefined {
  if (![1, 2, 4, 8].includes(type.size)) return undefined;
  return { dtype: `${type.signed ? "int" : "uint"}${8 * type.size}` as DType, bytes: type.size, half: false };
}

function floats(type: Metadata): Elements | undefined {
  if (type.size === 2) return { dtype: "float32", bytes: 2, half: true };
  if (type.size !== 4 && type.size !== 8) return undefined;
  return { dtype: type.size === 4 ? "float32" : "float64", bytes: type.size, half: false };
}

/**
 * h5py stores a complex number as a structure of `r` and `i`, MATLAB as one of `real` and `imag`. The library turns their bytes as it
 * does those of numbers.
 */
function complexes(type: Metadata): Elements | undefined {
  const [re, im, ...more] = type.compound_type?.members ?? [];
  if (re === undefined || im === undefined || more.length > 0) return undefined;
  const fits =
    re.type === float && im.type === float && re.size === im.size && re.offset === 0 && im.offset === re.size;
  const named = (re.name === "r" && im.name === "i") || (re.name === "real" && im.name === "imag");
  if (!fits || !named || type.size !== 2 * re.size) return undefined;
  if (re.size !== 4 && re.size !== 8) return undefined;
  const dtype = re.size === 4 ? "complex64" : "complex128";
  return { dtype, bytes: type.size, half: false };
}
