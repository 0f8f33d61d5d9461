import { fromData, type NDArray } from "@core/array";
import { makeSignal, type SignalLike } from "@core/signal";
import { expect } from "vitest";

/** Numbers by a rule. */
export const numbers = (count: number, f: (i: number) => number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => f(i));
/** Numbers that are neither smooth nor random. */
export const wavy = (i: number): number => Math.sin(i * 1.7) * 5 + 10 + (i % 7);

/** 2 × 3 spectra of 24 channels. */
export function sample(dtype: "float64" | "float32" = "float64"): SignalLike {
  return makeSignal(fromData(numbers(144, wavy), [2, 3, 24]).astype(dtype), {
    axes: [{ navigate: true }, { navigate: true }, { scale: 0.5, offset: 3, units: "eV" }],
  });
}

/** Expects the same shape and near numbers. */
export const close = (a: NDArray, b: NDArray, tolerance = 1e-12): void => {
  expect(a.shape).toEqual(b.shape);
  const [x, y] = [a.astype("float64").copy().data, b.astype("float64").copy().data] as [Float64Array, Float64Array];
  x.forEach((one, i) => {
    expect(Math.abs(one - (y[i] as number))).toBeLessThanOrEqual(tolerance * (1 + Math.abs(y[i] as number)));
  });
};
