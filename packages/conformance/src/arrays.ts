import { broadcastTo, bytesOf, type DType, hostStorage, kindOf, makeData, NDArray, sizeOf } from "@core/array";
import { testNumbers } from "./random.js";

/** How the elements of an array for tests lie in memory. */
export type Layout = "contiguous" | "reversed" | "upside down" | "every second" | "transposed" | "offset" | "broadcast";

/** All layouts. */
export const layouts: readonly Layout[] = [
  "contiguous",
  "reversed",
  "upside down",
  "every second",
  "transposed",
  "offset",
  "broadcast",
];

const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 5e-324, 1e-40, 1e38];

/**
 * An array for tests with ordinary and special values (NaN, infinities, zeros of both signs, denormals, extremes of whole numbers), in
 * a memory layout. Of more than 200 elements each special value is one at least.
 */
export function testArray<D extends DType>(
  dtype: D,
  shape: readonly number[],
  layout: Layout,
  seed: number,
): NDArray<D> {
  const next = testNumbers(seed + 1);
  const data = makeData(dtype, sizeOf(shape));
  const kind = kindOf(dtype);
  const top = 2 ** (8 * Math.min(bytesOf(dtype), 6) - (kind === "int" ? 1 : 0));
  for (let i = 0; i < data.length; i++) {
    const random = next();
    if (kind === "bool") data[i] = random < 0.5 ? 0 : 1;
    else if (kind === "float" || kind === "complex")
      data[i] =
        random < 0.05 ? [0, -0, 1, -1][Math.floor(random * 80)]! : (next() - 0.5) * 10 ** Math.floor(4 * next());
    else {
      const span = random < 0.2 ? top : kind === "int" ? 100 : 200;
      const whole = Math.floor(kind === "int" ? (2 * next() - 1) * span : next() * span);
      if (dtype === "int64" || dtype === "uint64") (data as unknown as BigInt64Array)[i] = BigInt(whole);
      else data[i] = whole;
    }
  }
  if ((kind === "float" || kind === "complex") && data.length > 0)
    for (const [i, value] of special.entries()) data[(i * 31 + seed) % data.length] = value;
  return laidOut(new NDArray(hostStorage(data), dtype, shape), layout);
}

/** An array for tests whose elements are a function of their place. */
export function filledArray<D extends DType>(
  dtype: D,
  shape: readonly number[],
  value: (place: number) => number,
): NDArray<D> {
  const data = makeData(dtype, sizeOf(shape));
  const wide = dtype === "int64" || dtype === "uint64";
  for (let i = 0; i < data.length; i++)
    if (wide) (data as unknown as BigInt64Array)[i] = BigInt(Math.trunc(value(i)));
    else data[i] = value(i);
  return new NDArray(hostStorage(data), dtype, shape);
}

/** The same array laid out in memory in another way: `reversed` along all axes, `upside down` along the first; `broadcast` repeats the first row. */
export function laidOut<A extends NDArray>(a: A, layout: Layout): A {
  const rank = a.shape.length;
  if (rank === 0 || layout === "contiguous") return a;
  if (layout === "broadcast") return broadcastTo(a.slice("0:1"), a.shape) as A;
  if (layout === "transposed") {
    const order = a.shape.map((_, i) => rank - 1 - i);
    return a.transpose(order).copy().transpose(order) as A;
  }
  const shape = [...a.shape];
  if (layout === "every second") {
    shape[rank - 1] = 2 * (shape[rank - 1] as number);
    return a.make(a.dtype, shape).slice("...", "::2").assign(a) as A;
  }
  if (layout === "offset") {
    shape[0] = (shape[0] as number) + 3;
    return a.make(a.dtype, shape).slice("3:").assign(a) as A;
  }
  const back = layout === "reversed" ? shape.map(() => "::-1") : ["::-1"];
  return a
    .make(a.dtype, shape)
    .slice(...back)
    .assign(a) as A;
}
