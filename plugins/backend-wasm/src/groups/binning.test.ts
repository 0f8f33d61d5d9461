import { withRuntime } from "@core/array";
import { checkSame } from "@core/conformance";
import { BaseSignal, rebin } from "@core/signal";
import { expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { sampleArray, testTable, watchedRuntime } from "../testing.js";
import { table } from "./testing-binning.js";

const backends = await testTable(table);

test("no memory is kept", () => {
  for (const { backend } of backends) expect(backend.used).toBe(0);
});

test("the parts of points in broken bins count as memory", async () => {
  const a = sampleArray("uint16", [100003], 1);
  const apply = (own: typeof a) => rebin(new BaseSignal(own), { scale: [4.3], dtype: "float32" }).data;
  const expected = apply(a);
  const served: number[] = [];
  for (const limit of [1.3e6, 2e6, 3e6, 4e6]) {
    using backend = await wasmBackend({ groups: ["binning"], threads: 1, limit });
    const { runtime, ran } = watchedRuntime(backend.plugin);
    const own = withRuntime(runtime, a);
    backend.scope(() => checkSame(apply(backend.resident(own)), expected));
    checkSame(apply(own), expected);
    served.push(ran().length);
  }
  expect([served[0], served[3]]).toEqual([0, 2]);
});
