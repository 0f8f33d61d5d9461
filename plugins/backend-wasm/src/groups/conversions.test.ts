import * as core from "@core/array";
import { type DType, dtypes, isComplexDType, kindOf, type NDArray } from "@core/array";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const settings = [{ threads: 1 }, { threads: 2 }, { threads: 4, deterministic: true }];
const backends = await Promise.all(settings.map((own) => wasmBackend({ groups: ["conversions"], ...own })));
const runtimes = backends.map((backend) => ({ backend, ...watchedRuntime(backend.plugin) }));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

const operation = "@core/array/astype";

/** Conversions that typed arrays do as fast; on arrays that live in the memory the kernel only says where the result lives. */
function isSlow(from: DType, to: DType): boolean {
  const [old, kind] = [kindOf(from), kindOf(to)];
  if (to === "bool") return true;
  if (isComplexDType(to)) return from === core.realDType(to);
  if (isComplexDType(from)) return to === core.realDType(from);
  if (kind === "float") return from === "int64" || from === "uint64";
  if (old === "float") return true;
  return from.endsWith("64") !== to.endsWith("64");
}

function compare(a: NDArray, dtype: DType): void {
  const expected = a.astype(dtype);
  const before = a.copy();
  for (const { backend, runtime, ran } of runtimes) {
    const own = core.withRuntime(runtime, a);
    ran();
    expectSame(own.astype(dtype), expected);
    const served = a.size >= 512;
    expect(ran()).toEqual(served && isSlow(a.dtype, dtype) ? [operation] : []);
    backend.scope(() => {
      const there = backend.resident(own);
      const result = there.astype(dtype);
      expectSame(result, expected);
      const kept = isSlow(a.dtype, dtype) || isComplexDType(a.dtype) === isComplexDType(dtype);
      if (served && there.storage.pointer !== undefined)
        expect(result.storage.pointer !== undefined).toBe(kept && a.dtype !== dtype);
    });
    expect(backend.used).toBe(0);
  }
  expectSame(a, before);
}

/** Numbers at the ends of all ranges, beside wholes and what wraps around them. */
function numbersOf(dtype: DType, size: number): NDArray {
  const a = sampleArray(dtype, [size], 3);
  if (kindOf(dtype) !== "float") return a;
  const data = a.data as Float64Array;
  const ends = [7, 8, 15, 16, 31, 32, 52, 53, 62, 63, 64, 65, 83, 84, 100, 127].flatMap((power) => {
    const end = 2 ** power;
    return [end, end - 1, end + 1, end - 0.5, end + 0.5, end * (1 + 2 ** -20), -end, -end - 1, -end - 0.5, -end + 1];
  });
  for (const [i, value] of [...ends, 0.5, -0.5, 0.999, 1e300, -1e300].entries()) data[(i * 7 + 100) % size] = value;
  return a;
}

test.each(dtypes.map((dtype) => [dtype]))("of %s to all dtypes", (from) => {
  for (const to of dtypes) {
    if (to === from) continue;
    for (const size of [512, 2053, 40001]) compare(numbersOf(from, size), to);
    for (const size of [0, 1, 511]) compare(sampleArray(from, [size], 1), to);
  }
});

test("of any layout, and of arrays beyond one block of threads", () => {
  for (const [from, to] of [
    ["float64", "uint8"],
    ["int64", "float32"],
    ["uint16", "bool"],
    ["float32", "int64"],
    ["complex128", "complex64"],
    ["float64", "complex128"],
    ["complex64", "bool"],
  ] as const) {
    for (const layout of layouts) compare(laidOut(sampleArray(from, [23, 29, 7], 2), layout), to);
    compare(sampleArray(from, [300007], 3), to);
  }
});
