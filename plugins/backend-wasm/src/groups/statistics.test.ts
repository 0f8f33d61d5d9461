import { withRuntime, zeros } from "@core/array";
import { gaussianMixture } from "stat-decomposition";
import { expect, test } from "vitest";
import { codeOf } from "../../../../tools/golden/golden.js";
import { testTable } from "../testing.js";
import { table } from "./testing-statistics.js";

const backends = await testTable(table);

test.each(["full", "tied", "diag", "spherical"] as const)("observations at one place have no mixture, %s", (type) => {
  const flat = zeros([900, 6]);
  for (const { runtime } of backends)
    expect(codeOf(() => gaussianMixture(withRuntime(runtime, flat), 2, { covarianceType: type, regCovar: 0 }))).toBe(
      "SINGULAR",
    );
});

test("nothing stays in the memory", () => {
  for (const { backend } of backends) expect(backend.used).toBe(0);
});
