import { type DType, makeData, type TypedArray } from "@core/array";

/** How stored numbers become physical ones: value = zero + scale × stored. */
export interface Scaling {
  readonly scale: number;
  readonly zero: number | bigint;
  /** The stored whole number that stands for no value. */
  readonly blank: number | bigint | undefined;
}

/** dtypes of stored whole numbers, and of what the offset of half their range makes of them. */
const shifted: Readonly<Record<string, { readonly zero: bigint; readonly dtype: DType }>> = {
  uint8: { zero: -(2n ** 7n), dtype: "int8" },
  int16: { zero: 2n ** 15n, dtype: "uint16" },
  int32: { zero: 2n ** 31n, dtype: "uint32" },
  int64: { zero: 2n ** 63n, dtype: "uint64" },
};

/** The offset that stores whole numbers of a dtype FITS has none for, with the dtype they are stored in. */
export function offsetOf(dtype: DType): { readonly zero: bigint; readonly stored: DType } | undefined {
  const found = Object.entries(shifted).find(([, one]) => one.dtype === dtype);
  return found === undefined ? undefined : { zero: found[1].zero, stored: found[0] as DType };
}

/** The dtype that stored numbers have when they are scaled: in images as long as they need, in tables always float64. */
export function scaledDType(stored: DType, scaling: Scaling, isFloat64: boolean): DType {
  if (!isScaled(scaling)) return stored;
  if (isShift(stored, scaling)) return (shifted[stored] as { dtype: DType }).dtype;
  if (isFloat64 || stored === "float64" || stored === "int32" || stored === "int64") return "float64";
  return "float32";
}

/**
 * Physical numbers of stored ones. The offsets of unsigned numbers give those exactly; else float32 for numbers of 8 and 16 bits, float64 for longer
 * ones, as astropy does; blanks become NaN.
 */
export function applyScaling(data: TypedArray, stored: DType, scaling: Scaling, isFloat64 = false): TypedArray {
  if (!isScaled(scaling)) return data;
  const dtype = scaledDType(stored, scaling, isFloat64);
  if (isShift(stored, scaling)) return shift(data, stored, dtype);
  const values = makeData(dtype, data.length) as Float32Array | Float64Array;
  const { scale } = scaling;
  const zero = Number(scaling.zero);
  const blank = blankOf(data, scaling.blank);
  for (let i = 0; i < values.length; i++) {
    const value = data[i] as number | bigint;
    values[i] = blank !== undefined && value === blank ? Number.NaN : zero + scale * Number(value);
  }
  return values;
}

/** A blank as the elements are: a bigint among 64-bit numbers. */
function blankOf(data: TypedArray, blank: Scaling["blank"]): Scaling["blank"] {
  if (blank === undefined || !(Number.isInteger(blank) || typeof blank === "bigint")) return undefined;
  return typeof data[0] === "bigint" ? BigInt(blank) : Number(blank);
}

function isScaled({ scale, zero, blank }: Scaling): boolean {
  return scale !== 1 || Number(zero) !== 0 || blank !== undefined;
}

function isShift(stored: DType, { scale, zero, blank }: Scaling): boolean {
  const own = shifted[stored];
  return own !== undefined && scale === 1 && blank === undefined && Number(zero) === Number(own.zero);
}

/** Turns the highest bit, which is what the offset does. */
function shift(data: TypedArray, stored: DType, dtype: DType): TypedArray {
  const values = makeData(dtype, data.length);
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const result = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  if (stored === "uint8") for (let i = 0; i < bytes.length; i++) result[i] = (bytes[i] as number) ^ 0x80;
  else if (stored === "int16") {
    const from = data as Int16Array;
    const to = values as Uint16Array;
    for (let i = 0; i < to.length; i++) to[i] = (from[i] as number) ^ 0x8000;
  } else if (stored === "int32") {
    const from = data as Int32Array;
    const to = values as Uint32Array;
    for (let i = 0; i < to.length; i++) to[i] = (from[i] as number) ^ 0x80000000;
  } else {
    const from = data as BigInt64Array;
    const to = values as BigUint64Array;
    for (let i = 0; i < to.length; i++) to[i] = BigInt.asUintN(64, from[i] as bigint) ^ (1n << 63n);
  }
  return values;
}
