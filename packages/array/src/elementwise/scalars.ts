import { type ArrayLikeInput, asArray, full } from "../create.js";
import { type DType, kindOf, promoteTypes, realDType, type Scalar } from "../dtype.js";
import { isScalar } from "../element.js";
import { coreError } from "../errors.js";
import { isNDArray, type NDArray } from "../ndarray.js";

/**
 * Arrays of the operands. A scalar among arrays takes part in promotion by its kind, and among whole numbers by its value,
 * as Python's scalars do in NumPy 1.24: uint8 with 300 gives uint16, float32 with 2.5 stays float32.
 * @throws BAD_VALUE for a whole number that does not fit in 64 bits
 */
export function operandArrays(operands: readonly ArrayLikeInput[]): NDArray[] {
  let common: DType | undefined;
  let scalars = 0;
  const arrays = operands.map((operand) => {
    if (isScalar(operand)) {
      scalars++;
      return undefined;
    }
    const a = isNDArray(operand) ? operand : asArray(operand);
    common = common === undefined ? a.dtype : promoteTypes(common, a.dtype);
    return a;
  });
  if (scalars === 0) return arrays as NDArray[];
  return arrays.map((a, i) => {
    if (a !== undefined) return a;
    const value = operands[i] as Scalar;
    if (common === undefined) return asArray(value);
    const own = scalarDType(value, common);
    // What promotes to the arrays' dtype is in it from the start: kernels are for dtypes that are equal.
    return full([], value, { dtype: promoteTypes(own, common) === common ? common : own }) as NDArray;
  });
}

/** The dtype of a scalar beside arrays whose common dtype is known. */
function scalarDType(value: Scalar, beside: DType): DType {
  const kind = kindOf(beside);
  const float = kind === "float" || kind === "complex";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "object") {
    const single = realDType(beside) === "float32" && [value.re, value.im].every(fitsSingle);
    return single ? "complex64" : "complex128";
  }
  if (float || (typeof value === "number" && !Number.isSafeInteger(value)))
    return realDType(beside) === "float32" && fitsSingle(Number(value)) ? "float32" : "float64";
  if (kind === "bool") return wholeDType(value, ["int64", "uint64"]);
  if (kind === "int" || value < 0) return wholeDType(value, ["int8", "int16", "int32", "int64", "uint64"]);
  return wholeDType(value, ["uint8", "uint16", "uint32", "uint64"]);
}

function fitsSingle(value: number): boolean {
  return !Number.isFinite(value) || Number.isFinite(Math.fround(value));
}

/** The first of some dtypes that holds a whole number. */
function wholeDType(value: number | bigint, candidates: readonly DType[]): DType {
  for (const candidate of candidates) {
    const unsigned = candidate.startsWith("u");
    const bits = Number(candidate.slice(unsigned ? 4 : 3));
    const limit = 2 ** (unsigned ? bits : bits - 1);
    if (value < limit && value >= (unsigned ? 0 : -limit)) return candidate;
  }
  throw coreError(
    "BAD_VALUE",
    `the scalar ${value} does not fit in 64 bits: give it as a number beside an array of float64.`,
  );
}
