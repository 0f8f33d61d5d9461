import { cumsum, withRuntime, zeros } from "@core/array";
import { expect, test } from "vitest";
import { testTable } from "../testing.js";
import { table } from "./testing-running.js";

const backends = await testTable(table);

test("axes must be there", () => {
  for (const { runtime } of backends)
    expect(() => cumsum(withRuntime(runtime, zeros([600])), { axis: 1 })).toThrow("axis");
});

test("no memory is kept", () => {
  for (const { backend } of backends) expect(backend.used).toBe(0);
});
