import { elementsOf } from "@core/array";
import { filledArray, type Sample } from "@core/conformance";

/** One number everywhere. */
export const constant =
  (value: number): Sample =>
  (dtype, shape) =>
    filledArray(dtype, shape, () => value);

/** Denormal numbers of both signs. */
export const denormals: Sample = (dtype, shape) =>
  filledArray(dtype, shape, (i) => (dtype === "float32" || dtype === "complex64" ? 1e-45 : 5e-324) * ((i % 7) - 2));

/** The number of the largest size that a dtype of whole numbers has: below 0 where there are such. */
export const largest: Sample = (dtype, shape) => {
  const a = filledArray(dtype, shape, () => 0);
  const top = 2 ** Number(dtype.replace(/\D+/, ""));
  (elementsOf(a) as Float64Array).fill(dtype.startsWith("u") ? top - 1 : -top / 2);
  return a;
};
