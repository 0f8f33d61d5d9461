import { histogram, withRuntime } from "@core/array";
import { testArray } from "@core/conformance";
import { expect, test } from "vitest";
import { testTable } from "../testing.js";
import { table } from "./testing-signals.js";

const backends = await testTable(table);

test("numbers that are not finite have no range, and ranges have an order", () => {
  for (const { runtime } of backends) {
    const a = withRuntime(runtime, testArray("float32", [5000], "contiguous", 1));
    expect(() => histogram(a)).toThrow("not finite");
    expect(() => histogram(a, { range: [2, 1] })).toThrow("must not exceed");
  }
});
