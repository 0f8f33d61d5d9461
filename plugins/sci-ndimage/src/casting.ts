import { type DType, isBigDType, kindOf, makeData } from "@core/array";

/** A number converted to a dtype as C does: cut to whole numbers, which wrap. Booleans hold a byte, as in SciPy's sums. */
export function casting(dtype: DType): (value: number) => number {
  if (dtype === "float64" || isBigDType(dtype)) return dtype === "float64" ? same : Math.trunc;
  if (kindOf(dtype) === "complex") return same;
  const cell = makeData(dtype, 1) as Float64Array;
  return (value) => {
    cell[0] = value;
    return cell[0] as number;
  };
}

function same(value: number): number {
  return value;
}
