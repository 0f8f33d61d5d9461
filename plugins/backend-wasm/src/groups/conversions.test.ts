import { astype, type DType, dtypes, type NDArray, withRuntime } from "@core/array";
import { checkSame, laidOut, layouts } from "@core/conformance";
import { expect, test } from "vitest";
import { testTable } from "../testing.js";
import { ends, isSlow, operation, staysThere, table } from "./testing-conversions.js";

const backends = await testTable(table);

const others = (from: DType): readonly DType[] => dtypes.filter((to) => to !== from);

test.each(dtypes.map((from) => [from]))("what typed arrays do with %s as fast is left to them elsewhere", (from) => {
  for (const to of others(from).filter((one) => staysThere(from, one)))
    for (const size of [512, 40001, 300007])
      for (const layout of size === 512 ? layouts : ["contiguous" as const]) {
        const a = laidOut(ends(from, [size], 1) as NDArray, layout);
        const expected = astype(a, to);
        const before = a.copy();
        for (const { runtime, ran, resident } of backends) {
          const own = withRuntime(runtime, a);
          ran();
          checkSame(astype(own, to), expected);
          expect(ran()).toEqual([]);
          resident?.([own], ([there]) => {
            checkSame(astype(there as NDArray, to), expected);
            expect(ran()).toEqual([operation]);
            checkSame(there, before);
          });
        }
        checkSame(a, before);
      }
});

test("results live where their inputs do", () => {
  for (const { backend, runtime } of backends)
    for (const from of dtypes)
      for (const to of others(from))
        for (const size of [512, 2053])
          backend.scope(() => {
            const there = backend.resident(withRuntime(runtime, ends(from, [size], 1)));
            expect(there.storage.pointer).toBeDefined();
            const result = astype(there, to);
            expect(result.storage.pointer !== undefined).toBe(isSlow(from, to) || staysThere(from, to));
          });
});

test("no memory is kept", () => {
  for (const { backend } of backends) expect(backend.used).toBe(0);
});
