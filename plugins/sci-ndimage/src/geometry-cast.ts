import { type DataOf, type DType, fromData, isComplexDType, makeData, type NDArray } from "@core/array";

/** Limits of whole numbers, and what SciPy gives for NaN. */
const limits: Partial<Record<DType, readonly [least: number, most: number, nan: number]>> = {
  int8: [-128, 127, 0],
  uint8: [0, 255, 0],
  int16: [-32768, 32767, 0],
  uint16: [0, 65535, 0],
  int32: [-(2 ** 31), 2 ** 31 - 1, -(2 ** 31)],
  uint32: [0, 2 ** 32 - 1, 0],
};

/**
 * Interpolated values as an array of a real dtype: whole numbers are rounded half away from zero and saturate at the limits of the
 * dtype; booleans are true where the whole part is not 0.
 */
export function castValues(values: Float64Array, dtype: DType, shape: readonly number[]): NDArray {
  if (dtype === "float64") return fromData(values, shape);
  const data = makeData(dtype, values.length);
  if (dtype === "int64" || dtype === "uint64") castBig(values, data as BigInt64Array, dtype === "uint64");
  else {
    const target = data as Int32Array;
    const limit = limits[dtype];
    if (dtype === "bool")
      for (let i = 0; i < values.length; i++) target[i] = (Math.trunc(values[i] as number) || 0) === 0 ? 0 : 1;
    else if (limit === undefined) target.set(values);
    else castWhole(values, target, ...limit);
  }
  return fromData(data as DataOf<DType>, shape, { dtype });
}

function castWhole(values: Float64Array, target: Int32Array, least: number, most: number, nan: number): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const away = value > 0 ? value + 0.5 : value - 0.5;
    target[i] = away > most ? most : away < least ? least : Number.isNaN(away) ? nan : Math.trunc(away);
  }
}

function castBig(values: Float64Array, target: BigInt64Array, unsigned: boolean): void {
  const [least, most] = unsigned ? [0n, 2n ** 64n - 1n] : [-(2n ** 63n), 2n ** 63n - 1n];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const away = value > 0 ? value + 0.5 : value - 0.5;
    target[i] =
      away >= Number(most)
        ? most
        : away > Number(least)
          ? BigInt(Math.trunc(away))
          : !Number.isNaN(away) || !unsigned
            ? least
            : 0n;
  }
}

/** Two real arrays as the parts of a complex one. */
export function joinParts(re: NDArray, im: NDArray, dtype: DType): NDArray {
  const complex = isComplexDType(dtype) ? dtype : "complex128";
  const data = makeData(complex, re.size) as Float64Array;
  const [a, b] = [re.data as Float64Array, im.data as Float64Array];
  for (let i = 0; i < a.length; i++) {
    data[2 * i] = a[i] as number;
    data[2 * i + 1] = b[i] as number;
  }
  return fromData(data as DataOf<DType>, re.shape, { dtype: complex });
}
