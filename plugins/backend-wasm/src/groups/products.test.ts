import { type NDArray, withRuntime } from "@core/array";
import { checkSame, filledArray } from "@core/conformance";
import { gram } from "sci-linalg";
import { expect, test } from "vitest";
import { testTable } from "../testing.js";
import { table } from "./testing-products.js";

const backends = await testTable(table);

test("Gram matrices are symmetric to the last bit", () => {
  for (const { runtime, ran } of backends) {
    const a = filledArray("float64", [300, 70], (i) => 10 * Math.sin(i * 1.7));
    ran();
    const g = gram(withRuntime(runtime, a)) as NDArray;
    expect(ran()).toEqual(["sci-linalg/gram"]);
    checkSame(g, g.T);
  }
});
