import { zeros } from "../create.js";
import { bytesOf, checkDType, type DType, isBigDType, kindOf } from "../dtype.js";
import { toBigInt } from "../element.js";
import { coreError, describeValue } from "../errors.js";
import type { NDArray } from "../ndarray.js";
import { below, belowBig, belowBuffered } from "./distributions.js";
import type { DrawOptions } from "./draw.js";
import type { Stream } from "./stream.js";

/** Options of whole numbers. */
export interface IntegersOptions<D extends DType = DType> extends DrawOptions<D> {
  /** The end of the range; without it the range is from 0 to `low`. */
  readonly high?: number | bigint;
  /** Whether `high` itself may come; false by default. */
  readonly endpoint?: boolean;
}

/** Whole numbers with equal chances, by the masked rejection of NumPy's `RandomState.randint`. */
export function drawIntegers(
  stream: Stream,
  low: number | bigint,
  options: IntegersOptions,
): number | bigint | NDArray {
  const dtype = checkDType(options.dtype ?? "float64");
  if (kindOf(dtype) === "complex") throw coreError("BAD_DTYPE", `dtype: got ${dtype}, expected a real dtype.`);
  const from = whole(options.high === undefined ? 0 : low, "low");
  const until = whole(options.high ?? low, options.high === undefined ? "low" : "high");
  const last = options.endpoint === true ? until : until - 1n;
  if (last < from) throw coreError("BAD_VALUE", `low and high: there is no whole number from ${from} to ${last}.`);
  const [least, most] = rangeOf(dtype);
  if (from < least || last > most)
    throw coreError("BAD_VALUE", `low and high: ${from} to ${last} does not fit in ${dtype} (${least} to ${most}).`);
  const width = last - from;
  const one = drawer(stream, dtype, from, width);
  if (options.shape === undefined) return isBigDType(dtype) ? toBigInt(one()) : Number(one());
  const result = zeros(options.shape, {
    dtype,
    ...(options.runtime === undefined ? {} : { runtime: options.runtime }),
  });
  const size = result.size;
  if (isBigDType(dtype)) {
    const data = result.data as unknown as BigInt64Array;
    for (let i = 0; i < size; i++) data[i] = toBigInt(one());
  } else {
    const data = result.data as Float64Array;
    for (let i = 0; i < size; i++) data[i] = Number(one());
  }
  return result;
}

function drawer(stream: Stream, dtype: DType, from: bigint, width: bigint): () => number | bigint {
  if (width > 0xffffffffn) return () => from + belowBig(stream, width);
  const start = Number(from);
  const most = Number(width);
  const bits = dtype === "bool" ? 1 : 8 * bytesOf(dtype);
  if (kindOf(dtype) !== "float" && bits < 32) {
    const next = belowBuffered(stream, most, bits as 1 | 8 | 16);
    return () => start + next();
  }
  if (Number.isSafeInteger(start)) return () => start + below(stream, most);
  return () => from + BigInt(below(stream, most));
}

function whole(value: number | bigint, name: string): bigint {
  if (typeof value === "bigint" || Number.isInteger(value)) return BigInt(value);
  throw coreError("BAD_VALUE", `${name}: got ${describeValue(value)}, expected a whole number.`);
}

function rangeOf(dtype: DType): [bigint, bigint] {
  if (dtype === "bool") return [0n, 1n];
  const bits = BigInt(8 * bytesOf(dtype));
  if (kindOf(dtype) === "uint") return [0n, (1n << bits) - 1n];
  if (kindOf(dtype) === "int") return [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
  const exact = dtype === "float32" ? 1n << 24n : 1n << 53n;
  return [-exact, exact];
}
