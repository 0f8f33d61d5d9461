import { type ArrayLikeInput, asArray, full } from "../create.js";
import { type DType, isBigDType, kindOf, type Scalar } from "../dtype.js";
import { isScalar } from "../element.js";
import { coreError } from "../errors.js";
import { isNDArray, type NDArray } from "../ndarray.js";

/**
 * Arrays of the operands. A scalar among arrays takes part in promotion by its kind, and within the kind by its value,
 * as Python's scalars do in NumPy 1.24: uint8 with 300 gives uint16, float32 with 2.5 stays float32.
 */
export function operandArrays(operands: readonly ArrayLikeInput[]): NDArray[] {
  let highest = -1;
  let signed = false;
  const arrays = operands.map((operand) => {
    if (isNDArray(operand)) return note(operand);
    return isScalar(operand) ? undefined : note(asArray(operand));
  });
  function note(a: NDArray): NDArray {
    highest = Math.max(highest, level(a.dtype));
    if (kindOf(a.dtype) === "int") signed = true;
    return a;
  }
  return arrays.map((a, i) => {
    if (a !== undefined) return a;
    const value = operands[i] as Scalar;
    if (highest < 0) return asArray(value);
    const dtype = dtypeOfScalar(value, highest, signed);
    return full([], value, { dtype }) as NDArray;
  });
}

function level(dtype: DType): number {
  const kind = kindOf(dtype);
  return kind === "bool" ? 0 : kind === "int" || kind === "uint" ? 1 : 2;
}

/** The dtype of a scalar beside arrays whose kinds reach `highest`. */
function dtypeOfScalar(value: Scalar, highest: number, signed: boolean): DType {
  if (typeof value === "boolean") return "bool";
  if (typeof value === "object") {
    const fits = [value.re, value.im].every(fitsSingle);
    return highest === 2 && fits ? "complex64" : "complex128";
  }
  if (typeof value === "number" && !Number.isSafeInteger(value))
    return highest === 2 && fitsSingle(value) ? "float32" : "float64";
  if (highest === 0) return wholeDType(value, true, ["int64"]);
  if (highest === 2) return wholeDType(value, true, ["int8", "int16", "int32", "int64"], true);
  return wholeDType(value, signed || value < 0, ["int8", "int16", "int32", "int64"]);
}

function fitsSingle(value: number): boolean {
  return !Number.isFinite(value) || Number.isFinite(Math.fround(value));
}

/** The narrowest of some dtypes that holds a whole number. */
function wholeDType(value: number | bigint, signed: boolean, candidates: readonly DType[], float = false): DType {
  const whole = BigInt(value);
  if (float) return "int8";
  for (const candidate of candidates) {
    const bits = BigInt(candidate.slice(3));
    const half = 1n << (bits - 1n);
    if (signed ? whole >= -half && whole < half : whole < 2n * half)
      return signed ? candidate : (`u${candidate}` as DType);
  }
  if (whole >= 0n && whole < 1n << 64n) return "uint64";
  throw coreError(
    "BAD_VALUE",
    `the scalar ${value} does not fit in 64 bits; give it as a number with a fraction, or as float64.`,
  );
}

/** Whether any of these dtypes is stored in BigInt arrays. */
export function anyBig(dtypes: readonly DType[]): boolean {
  return dtypes.some(isBigDType);
}
