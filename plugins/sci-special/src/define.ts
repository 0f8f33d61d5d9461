import { type Vectorized, type VectorizedTuple, vectorize, vectorizeTuple } from "@core/array";

/** A special function of numbers that takes arrays, broadcast against each other; float32 stays float32, other dtypes give float64. */
export function special<Parameters extends readonly number[]>(
  name: string,
  f: (...operands: Parameters) => number,
): Vectorized<Parameters> {
  return vectorize(f, { name, dtype: "float" });
}

/** The same for functions with several results. */
export function specialTuple<Parameters extends readonly number[], Results extends readonly number[]>(
  name: string,
  f: (...operands: Parameters) => Results,
  count: number,
): VectorizedTuple<Parameters, Results> {
  return vectorizeTuple(f, count, { name, dtype: "float" });
}
