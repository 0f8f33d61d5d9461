import { subtract, withRuntime } from "@core/array";
import { checkSame, testArray } from "@core/conformance";
import { expect, test } from "vitest";
import { testTable } from "../testing.js";
import { table } from "./testing-elementwise.js";

const backends = await testTable(table);

test("results go where the caller wants them, over an input too", () => {
  for (const { runtime, ran } of backends) {
    const [a, b] = [1, 2].map((seed) => withRuntime(runtime, testArray("float32", [70, 300], "contiguous", seed)));
    const expected = subtract(a!.copy(), b!);
    ran();
    expect(subtract(a!, b!, { out: b! })).toBe(b);
    expect(ran()).toEqual(["@core/array/subtract"]);
    checkSame(b, expected);
    // Over an input in another order the old values are needed until the end.
    const square = withRuntime(runtime, testArray("float64", [80, 80], "contiguous", 3));
    const turned = subtract(square.copy(), square.T.copy());
    subtract(square, square.T, { out: square });
    checkSame(square, turned);
  }
});
