import { expect, test } from "vitest";
import { testTable } from "../testing.js";
import { table } from "./testing-frames.js";

const backends = await testTable(table);

test("nothing stays in the memory", () => {
  for (const { backend } of backends) expect(backend.used).toBe(0);
});
