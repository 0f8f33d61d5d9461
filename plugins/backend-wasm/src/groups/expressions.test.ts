import * as core from "@core/array";
import { evaluate, type NDArray } from "@core/array";
import { checkSame, filledArray, testArray } from "@core/conformance";
import fc from "fast-check";
import { expect, test } from "vitest";
import { testTable } from "../testing.js";
import { table } from "./testing-expressions.js";

const own = "@core/array/evaluate";
const backends = await testTable(table);

const arraysOf = (dtype: "float32" | "float64", shape: readonly number[]): Record<string, NDArray> => ({
  a: testArray(dtype, shape, "contiguous", 1),
  b: testArray(dtype, shape, "contiguous", 2),
  c: testArray(dtype, shape, "contiguous", 3),
});

/** Each element within the errors of the functions. */
function closeTo(expression: string, arrays: Record<string, NDArray>, dtype: string): void {
  const expected = evaluate(expression, arrays).data as Float64Array;
  for (const { runtime, ran } of backends) {
    ran();
    const got = evaluate(
      expression,
      Object.fromEntries(Object.entries(arrays).map(([name, a]) => [name, core.withRuntime(runtime, a)])),
    ).data as Float64Array;
    expect([expression, ran()]).toEqual([expression, [own]]);
    const tolerance = dtype === "float32" ? 2.5e-7 : 7e-16;
    for (let i = 0; i < expected.length; i++) {
      const [x, y] = [got[i] as number, expected[i] as number];
      if (Object.is(x, y)) continue;
      if (!(Math.abs(x - y) <= tolerance * Math.abs(y) + 1e-44))
        throw new Error(`${expression} ${dtype} ${i}: ${x}, ${y}`);
    }
  }
}

test("random expressions", () => {
  const leaf = fc.constantFrom("a", "b", "c", "2", "0.3");
  const tree = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      leaf,
      fc.tuple(tie("node"), fc.constantFrom("+", "-", "*", "/"), tie("node")).map((parts) => `(${parts.join(" ")})`),
      fc
        .tuple(fc.constantFrom("min", "max"), tie("node"), tie("node"))
        .map(([name, x, y]) => `${name}(${x}, a + ${y})`),
      fc.tuple(tie("node"), tie("node"), tie("node")).map(([x, y, z]) => `where(${x} < a + ${y}, b, ${z})`),
      fc.tuple(fc.constantFrom("abs", "sqrt", "floor", "-"), tie("node")).map(([name, x]) => `${name}(a - ${x})`),
    ),
  })).node;
  const lists = (["float32", "float64"] as const).map((dtype) => arraysOf(dtype, [1030]));
  fc.assert(
    fc.property(tree, fc.nat(1), (node, which) => {
      const arrays = lists[which] as Record<string, NDArray>;
      const expression = `a + ${node}`;
      checkSame(
        evaluate(
          expression,
          Object.fromEntries(
            Object.entries(arrays).map(([name, a]) => [name, core.withRuntime(backends[1]?.runtime, a)]),
          ),
        ),
        evaluate(expression, arrays),
      );
    }),
    { seed: 7, numRuns: 200 },
  );
});

test("results go where the caller wants them, over an input too", () => {
  for (const { backend, runtime, ran } of backends)
    for (const expression of ["a * b + c", "sin(a * 1e7) + b"]) {
      const arrays = arraysOf("float64", [70, 300]);
      const expected = evaluate(
        expression,
        Object.fromEntries(Object.entries(arrays).map(([name, a]) => [name, core.withRuntime(runtime, a)])),
      );
      const bound = Object.fromEntries(
        Object.entries(arrays).map(([name, a]) => [name, core.withRuntime(runtime, a.copy())]),
      );
      ran();
      expect(evaluate(expression, bound, { out: bound.a as NDArray })).toBe(bound.a);
      expect(ran()).toEqual([own]);
      checkSame(bound.a, expected);
      backend.scope(() => {
        const there = Object.fromEntries(
          Object.entries(arrays).map(([name, a]) => [name, backend.resident(core.withRuntime(runtime, a))]),
        );
        evaluate(expression, there, { out: there.a as NDArray });
        checkSame(there.a, expected);
      });
    }
});

test("powers and far arguments are the engine's to their digits", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const a = filledArray(dtype, [5000], (i) => ((i * 7919) % 999) / 7 - 70);
    const b = core.absolute(filledArray(dtype, [5000], (i) => ((i * 31) % 997) / 40)) as NDArray;
    closeTo("b ** a + a ** 2", { a, b }, dtype);
    const far = filledArray(dtype, [40000], (i) => (i % 999 === 0 ? 1e15 * (i + 1) : i / 50));
    closeTo("sin(a) + 2", { a: far }, dtype);
    closeTo("(0 - a) ** 3 + a ** 30", { a: far }, dtype);
  }
});
