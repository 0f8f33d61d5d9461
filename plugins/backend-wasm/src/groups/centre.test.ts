import { array, type DType, elementsOf, type NDArray, withRuntime } from "@core/array";
import { centerOfMass } from "sci-ndimage";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const backends = await Promise.all(
  [1, 2, 4].map((threads) => wasmBackend({ groups: ["binning"], threads, deterministic: threads === 4 })),
);
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

/** The same on all numbers of threads, plain and resident, as from the reference body. */
function compare(a: NDArray, served = true): void {
  const expected = centerOfMass(a);
  const ids = served ? ["sci-ndimage/center-of-mass"] : [];
  for (const [i, { runtime, ran }] of runtimes.entries()) {
    const own = withRuntime(runtime, a);
    expect(centerOfMass(own)).toEqual(expected);
    expect(ran()).toEqual(ids);
    const there = (backends[i] as (typeof backends)[0]).resident(own);
    expect(centerOfMass(there)).toEqual(expected);
    there.storage.dispose?.();
    ran();
  }
}

const floats: readonly DType[] = ["float32", "float64"];
const wholes: readonly DType[] = ["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32"];
const shapes: readonly (readonly number[])[] = [
  [1031],
  [32768],
  [40, 41],
  [2000, 1],
  [3000, 3],
  [257, 513],
  [5, 1, 300],
  [13, 17, 11],
  [3, 5, 7, 31],
];

test("centres of all elements", () => {
  for (const dtype of [...floats, ...wholes])
    for (const shape of shapes) {
      const a = sampleArray(dtype, shape, 1);
      compare(a);
      if (!floats.includes(dtype)) continue;
      const data = elementsOf(a) as Float64Array;
      for (let i = 0; i < data.length; i++) data[i] = 1 + Math.sin(i * 1.7);
      compare(a);
      data[7] = 5e-324;
      data[8] = -0;
      compare(a);
    }
});

test("the largest whole numbers", () => {
  for (const dtype of ["int8", "uint8", "int16", "uint16"] as const) {
    const a = sampleArray(dtype, [3, 32768], 1);
    (elementsOf(a) as Float64Array).fill({ int8: -128, uint8: 255, int16: -32768, uint16: 65535 }[dtype]);
    compare(a);
  }
});

test("any layout, and what is left to the reference body", () => {
  for (const layout of layouts)
    for (const dtype of ["float32", "uint16"] as const) compare(laidOut(sampleArray(dtype, [60, 70], 1), layout));
  compare(array([1, 2, 3]), false);
  compare(sampleArray("int64", [60, 70], 1), false);
  compare(sampleArray("uint8", [2, 40000], 1), false);
});
