import { bincount, fromData, full, type NDArray, withRuntime } from "@core/array";
import { expect, test } from "vitest";
import { testTable } from "../testing.js";
import { table } from "./testing-counting.js";

const backends = await testTable(table);

test("what no place of a result stands for is an error", () => {
  const wide = [2n ** 31n, 2n ** 53n + 1n, 2n ** 63n - 1n, -1n, -(2n ** 63n)];
  const wrong = [
    ...(["int8", "int16", "int32", "int64"] as const).map((dtype) => full([5000], -1, { dtype })),
    ...(["uint32", "int32"] as const).map((dtype) => full([5000], 2 ** 28 + 1, { dtype })),
    ...wide.map((value) =>
      fromData(
        BigInt64Array.from({ length: 5000 }, (_, i) => (i === 4321 ? value : 7n)),
        [5000],
      ),
    ),
    fromData(
      BigUint64Array.from({ length: 5000 }, (_, i) => (i === 4321 ? 2n ** 64n - 1n : 7n)),
      [5000],
    ),
  ];
  for (const { runtime, backend } of backends)
    for (const one of wrong) {
      const x = withRuntime(runtime, one as NDArray);
      expect(() => bincount(x)).toThrow(expect.objectContaining({ code: "BAD_VALUE" }));
      expect(() => bincount(x, { weights: full([5000], 1) })).toThrow(expect.objectContaining({ code: "BAD_VALUE" }));
      expect(backend.used).toBe(0);
    }
});
