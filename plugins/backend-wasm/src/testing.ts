import { setFlagsFromString } from "node:v8";
import {
  broadcastTo,
  createRuntime,
  type DType,
  type Kernel,
  kernelPoint,
  kindOf,
  type NDArray,
  type Plugin,
  type Runtime,
} from "@core/array";
import { testArray } from "@core/conformance";
import { expect } from "vitest";

// Node 20 has the relaxed instructions behind this flag; with it backends that are not deterministic take them.
setFlagsFromString("--experimental-wasm-relaxed-simd");

/** A runtime with a plugin's kernels, and the ids of those that ran since it was last asked. */
export function watchedRuntime(plugin: Plugin): { runtime: Runtime; ran(): string[] } {
  let ids: string[] = [];
  const kernels = (plugin.provides?.["@core/array/kernel#1"] ?? []) as readonly Kernel[];
  const watched = kernels.map((kernel) => ({
    ...kernel,
    run(inputs: readonly NDArray[], attributes: object) {
      ids.push(kernel.operation);
      return kernel.run(inputs, attributes);
    },
  }));
  const runtime = createRuntime({ plugins: [{ ...plugin, provides: { [kernelPoint.id]: watched } }] });
  return {
    runtime,
    ran() {
      const list = ids;
      ids = [];
      return list;
    },
  };
}

/** Numbers of all sizes, with NaN, infinities, zeros of both signs and denormals where the dtype has them. */
export function sampleArray(dtype: DType, shape: readonly number[], seed: number): NDArray {
  const a = testArray(dtype, shape, "contiguous", seed);
  if (kindOf(dtype) !== "float") return a;
  const data = a.data as Float64Array;
  const special = [Number.NaN, Infinity, -Infinity, -0, 0, 5e-324, 1e-40, 1e38];
  for (const [i, value] of special.entries()) data[(i * 31 + seed) % data.length] = value;
  return a;
}

export type Layout = "contiguous" | "reversed" | "every second" | "transposed" | "offset" | "broadcast";
export const layouts: readonly Layout[] = [
  "contiguous",
  "reversed",
  "every second",
  "transposed",
  "offset",
  "broadcast",
];

/** The same array laid out in memory in another way. */
export function laidOut(a: NDArray, layout: Layout): NDArray {
  const rank = a.shape.length;
  if (rank === 0 || layout === "contiguous") return a;
  if (layout === "broadcast") return broadcastTo(a.slice("0:1"), a.shape);
  if (layout === "transposed") {
    const order = a.shape.map((_, i) => rank - 1 - i);
    return a.transpose(order).copy().transpose(order);
  }
  const shape = [...a.shape];
  if (layout === "every second") {
    shape[rank - 1] = 2 * (shape[rank - 1] as number);
    const wide = a.make(a.dtype, shape).slice("...", "::2");
    return wide.assign(a);
  }
  if (layout === "offset") {
    shape[0] = (shape[0] as number) + 3;
    return a.make(a.dtype, shape).slice("3:").assign(a);
  }
  return a.make(a.dtype, shape).slice("::-1").assign(a);
}

/** Expects the same dtype, shape and elements; `tolerance` is relative to the largest finite element, 0 for the same bits but for NaN's. */
export function expectSame(got: unknown, expected: unknown, tolerance = 0): void {
  if (Array.isArray(expected)) {
    expect((got as unknown[]).length).toBe(expected.length);
    for (const [i, one] of expected.entries()) expectSame((got as unknown[])[i], one, tolerance);
    return;
  }
  const [one, other] = [got as NDArray, expected as NDArray];
  if (one?.brand === undefined) {
    expectClose([one as unknown as number], [other as unknown as number], tolerance);
    return;
  }
  expect(one.dtype).toBe(other.dtype as DType);
  expect(one.shape).toEqual(other.shape);
  expectClose(one.copy().data as Float64Array, other.copy().data as Float64Array, tolerance);
}

type Numbers = ArrayLike<number | bigint>;

function expectClose(got: Numbers, expected: Numbers, tolerance: number): void {
  let scale = Number.MIN_VALUE;
  if (tolerance > 0)
    for (let i = 0; i < expected.length; i++) {
      const size = Math.abs(Number(expected[i]));
      if (size > scale && size < Infinity) scale = size;
    }
  for (let i = 0; i < expected.length; i++) {
    const [own, value] = [got[i], expected[i]];
    if (Object.is(own, value) || (Number.isNaN(own) && Number.isNaN(value))) continue;
    if (tolerance > 0 && Math.abs(Number(own) - Number(value)) <= tolerance * scale) continue;
    throw new Error(`element ${i}: got ${own}, expected ${value} (tolerance ${tolerance} of ${scale}).`);
  }
}
