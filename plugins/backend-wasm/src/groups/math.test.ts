import * as core from "@core/array";
import { fromData, type NDArray } from "@core/array";
import { checkSame, filledArray } from "@core/conformance";
import { expect, test } from "vitest";
import { testTable } from "../testing.js";
import { table } from "./testing-math.js";

const backends = await testTable(table);

test("whole powers of 2 and 10 have whole logarithms, and whole powers of 2 are exact", () => {
  const two = Float64Array.from({ length: 2098 }, (_, i) => 2 ** (i - 1074));
  const ten = Float64Array.from({ length: 309 }, (_, i) => Number(`1e${i}`));
  for (const { runtime } of backends) {
    const own = (data: Float64Array): NDArray => core.withRuntime(runtime, fromData(data, [data.length]));
    const list = (a: NDArray): number[] => [...(a.data as Float64Array)];
    expect(list(core.log2(own(two)))).toEqual(Array.from(two, (_, i) => i - 1074));
    expect(list(core.log10(own(ten)))).toEqual(Array.from(ten, (_, i) => i));
    expect(list(core.exp2(own(two.map((_, i) => i - 1074))))).toEqual(Array.from(two));
  }
});

test("far arguments keep their digits, in place too", () => {
  for (const dtype of ["float32", "float64"] as const)
    for (const call of [core.sin, core.cos, core.tan])
      for (const { backend, runtime } of backends) {
        const a = filledArray(dtype, [40000], (i) => (i % 1000 === 0 ? 1e22 * (i + 1) : i / 100));
        const [expected, tolerance] = [call(a), { steps: dtype === "float32" ? 1 : 3 }];
        const own = core.withRuntime(runtime, a.copy());
        checkSame(call(own, { out: own }), expected, tolerance);
        backend.scope(() => {
          const there = backend.resident(core.withRuntime(runtime, a));
          call(there, { out: there });
          checkSame(there, expected, tolerance);
        });
      }
});
