import { astype, clip, type DType, dtypes, isComplexDType, kindOf, type NDArray, rint } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";

const unsigned = ["uint8", "uint16", "uint32", "uint64"] as const;
const signed = ["int8", "int16", "int32", "int64"] as const;

/** The smallest dtype of the same kind that holds the sum of so many numbers, at least the dtype itself; truths become counts. */
export function sumHolder(dtype: DType, count: number): DType {
  const kind = kindOf(dtype);
  if (kind === "float" || kind === "complex") return dtype;
  const list = kind === "int" ? signed : unsigned;
  const place = list.indexOf(dtype as never);
  const own = 8 * 2 ** Math.max(0, place);
  const most = kind === "bool" ? count : count * (2 ** own - 1);
  const found = list.findIndex((_, i) => i >= place && most <= 2 ** (8 * 2 ** i) - 1);
  return list[found < 0 ? 3 : found] as DType;
}

/**
 * Throws BAD_DTYPE unless a value is a dtype of real numbers.
 * @param given undefined where the caller shall choose, `"same"` for that of the data
 */
export function dtypeGiven(name: string, given: unknown, own: DType): DType | undefined {
  if (given === undefined || given === null) return undefined;
  if (given === "same") return own;
  if (!dtypes.includes(given as DType) || isComplexDType(given as DType) || given === "bool")
    throw coreError(
      "BAD_DTYPE",
      `${name}: dtype is ${describeValue(given)}, allowed are "same" and dtypes of real numbers.`,
    );
  return given as DType;
}

/** Whether all numbers that one dtype holds can be told in another one, up to rounding. */
export function isHeld(from: DType, to: DType): boolean {
  if (kindOf(to) === "float") return true;
  const [lowest, highest] = limitsOf(to);
  const [low, high] = limitsOf(from);
  return low >= lowest && high <= highest;
}

/** The numbers in another dtype: whole ones are the nearest (those of 64 bits up to 2 ** 53), within what the dtype holds. */
export function saturated(data: NDArray, dtype: DType): NDArray {
  if (data.dtype === dtype) return data;
  if (isHeld(data.dtype, dtype)) return astype(data, dtype);
  const [low, high] = limitsOf(dtype);
  const whole = kindOf(data.dtype) !== "float";
  const wide = whole && bits(data.dtype) > 32 ? astype(data, "float64") : data;
  const inside = clip(whole ? wide : rint(wide), low, high);
  return astype(inside, dtype);
}

const bits = (dtype: DType): number => Number(/\d+$/.exec(dtype)?.[0] ?? 8);

function limitsOf(dtype: DType): readonly [number, number] {
  switch (kindOf(dtype)) {
    case "bool":
      return [0, 1];
    case "uint":
      return [0, dtype === "uint64" ? 2 ** 64 - 2048 : 2 ** bits(dtype) - 1];
    case "int":
      return [-(2 ** (bits(dtype) - 1)), dtype === "int64" ? 2 ** 63 - 1024 : 2 ** (bits(dtype) - 1) - 1];
    default:
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  }
}
