import { expect, test } from "vitest";
import { testTable } from "../testing.js";
import { table } from "./testing-centre.js";

const backends = await testTable(table);

test("no memory is kept", () => {
  for (const { backend } of backends) expect(backend.used).toBe(0);
});
