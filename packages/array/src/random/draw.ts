import { asArray, zeros } from "../create.js";
import { checkDType, type DType, isComplexDType } from "../dtype.js";
import { writeElement } from "../element.js";
import { coreError, describeValue } from "../errors.js";
import { isNDArray, type NDArray } from "../ndarray.js";
import type { Runtime } from "../plugin.js";
import { broadcastShapes, checkShape } from "../shape.js";
import { astype, contiguous } from "../transfer.js";
import { broadcastTo } from "../views.js";

/** What every distribution takes. */
export interface DrawOptions<D extends DType = DType> {
  /** The shape of the result; without it, that of the parameters, and a number where those are numbers. */
  readonly shape?: number | readonly number[];
  /** float64 by default. */
  readonly dtype?: D;
  readonly runtime?: Runtime;
}

/** A parameter of a distribution: one number, or an array or nested lists that are broadcast. */
export type Parameter = number | NDArray | readonly unknown[];

/** What a draw with these options returns: an array, or a number where neither a shape nor an array was given. */
export type Drawn<O> = O extends { readonly shape: number | readonly number[] }
  ? NDArray<DrawnDType<O>>
  : [
        Extract<
          O[Exclude<keyof O, "shape" | "seed">],
          { readonly brand: "@core/array/NDArray#1" } | readonly unknown[]
        >,
      ] extends [never]
    ? number
    : NDArray<DrawnDType<O>>;

type DrawnDType<O> = O extends { readonly dtype: infer D extends DType } ? D : "float64";

/** No options. */
export type NoOptions = Record<never, never>;

/** Draws for every element of the result in C order, reading parameters by broadcasting. */
export function draw(
  given: readonly Parameter[],
  options: DrawOptions,
  sample: (a: number, b: number) => number,
  check: (a: number, b: number) => void,
): number | NDArray {
  const parameters = given.map((value) => {
    if (typeof value === "number" || isNDArray(value)) return value;
    if (Array.isArray(value)) return asArray(value);
    throw coreError(
      "BAD_ARGUMENT",
      `parameters of the distribution: got ${describeValue(value)}, expected a number, an array or nested lists.`,
    );
  });
  const arrays = parameters.filter((value): value is NDArray => typeof value !== "number");
  const dtype = checkDType(options.dtype ?? "float64");
  if (isComplexDType(dtype)) throw coreError("BAD_DTYPE", `dtype: got ${dtype}, expected a real dtype.`);
  const runtime = options.runtime ?? arrays.find((value) => value.runtime !== undefined)?.runtime;
  const shape =
    options.shape === undefined ? broadcastShapes(...arrays.map((a) => a.shape)) : checkShape(options.shape);
  const [first, second = 0] = parameters as [number | NDArray, (number | NDArray)?];
  const lone = arrays.length === 0 && options.shape === undefined;
  if (arrays.length === 0) check(first as number, second as number);
  if (lone) return sample(first as number, second as number);

  const result = zeros(shape, { dtype, ...(runtime === undefined ? {} : { runtime }) });
  const size = result.size;
  const data = dtype === "float64" || dtype === "float32" ? (result.data as Float64Array) : undefined;
  if (arrays.length === 0) {
    const [a, b] = [first as number, second as number];
    if (data !== undefined) for (let i = 0; i < size; i++) data[i] = sample(a, b);
    else for (let i = 0; i < size; i++) writeElement(result, i, sample(a, b));
    return result;
  }
  const [a, b] = [spread(first, shape), spread(second, shape)];
  for (let i = 0; i < size; i++) check(a(i), b(i));
  if (data !== undefined) for (let i = 0; i < size; i++) data[i] = sample(a(i), b(i));
  else for (let i = 0; i < size; i++) writeElement(result, i, sample(a(i), b(i)));
  return result;
}

function spread(value: number | NDArray, shape: readonly number[]): (i: number) => number {
  if (typeof value === "number") return () => value;
  if (isComplexDType(value.dtype))
    throw coreError("BAD_DTYPE", `parameters of the distribution: got ${value.dtype}, expected real numbers.`);
  const all = contiguous(broadcastTo(astype(value, "float64"), shape));
  const data = all.data;
  const offset = all.offset;
  return (i) => data[offset + i] as number;
}
