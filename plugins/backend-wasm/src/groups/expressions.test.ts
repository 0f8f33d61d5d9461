import * as core from "@core/array";
import { evaluate, type NDArray } from "@core/array";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, sampleArray, watchedRuntime } from "../testing.js";

const backends = await Promise.all(
  [1, 2, 4].map((threads) => wasmBackend({ groups: ["expressions"], threads, deterministic: threads === 4 })),
);
const runtimes = backends.map((backend) => ({ backend, ...watchedRuntime(backend.plugin) }));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

const own = "@core/array/evaluate";

/** Compares plain and resident arrays with the reference body, for all numbers of threads. */
function compare(expression: string, arrays: Record<string, NDArray>, tolerance: number, wanted = true): void {
  const expected = evaluate(expression, arrays);
  const each = (change: (a: NDArray) => NDArray): Record<string, NDArray> =>
    Object.fromEntries(Object.entries(arrays).map(([name, a]) => [name, change(a)]));
  const before = each((a) => a.copy());
  let first: NDArray | undefined;
  for (const { backend, runtime, ran } of runtimes) {
    ran();
    const got = evaluate(
      expression,
      each((a) => core.withRuntime(runtime, a)),
    );
    expect([expression, ran()]).toEqual([expression, wanted ? [own] : []]);
    expectSame(got, expected, tolerance);
    first ??= got;
    expectSame(got, first);
    backend.scope(() =>
      expectSame(
        evaluate(
          expression,
          each((a) => backend.resident(core.withRuntime(runtime, a))),
        ),
        first,
      ),
    );
    expect(backend.used).toBe(0);
  }
  for (const [name, a] of Object.entries(arrays)) expectSame(a, before[name]);
}

const arraysOf = (dtype: "float32" | "float64", shape: readonly number[]): Record<string, NDArray> => ({
  a: sampleArray(dtype, shape, 1),
  b: sampleArray(dtype, shape, 2),
  c: sampleArray(dtype, shape, 3),
});

test.each([
  "a * b + c",
  "a",
  "-a",
  "a - b - c * a / b",
  "(a + b) * (a - b) * (b + c) - (c - a) / (a + 1)",
  "where(a > b, a, c) + 0.1",
  "(a >= b) & ~(b < c) | (a == c)",
  "a != b",
  "(a <= 0) * b",
  "min(max(a, -1), 1)",
  "sqrt(abs(a)) + floor(b) - ceil(c) + square(a)",
  "1 / a",
  "2 - a",
  "where(a, 1.5, b)",
])("%s has the bits of the reference body", (expression) => {
  for (const dtype of ["float32", "float64"] as const)
    for (const shape of [[512], [1025], [16385], [3, 7, 113], [40001]]) {
      const arrays = arraysOf(dtype, shape);
      compare(expression, arrays, 0, expression !== "a");
    }
});

test("functions are those of the elementwise kernels", () => {
  const names = "sqrt abs square exp exp2 expm1 log log2 log10 log1p sin cos tan tanh arctan floor ceil -".split(" ");
  for (const dtype of ["float32", "float64"] as const) {
    const arrays = arraysOf(dtype, [5000]);
    const a = core.divide(arrays.a as NDArray, 40) as NDArray;
    const positive = core.absolute(a) as NDArray;
    for (const name of names) for (const one of [a, positive]) closeTo(`${name}(a) * 1`, { a: one }, dtype);
    closeTo("arctan2(a, b)", { a, b: positive }, dtype);
    closeTo("hypot(a, b)", { a, b: positive }, dtype);
    closeTo("b ** a + a ** 2", { a, b: positive }, dtype);
  }
});

/** Each element within the errors of the functions. */
function closeTo(expression: string, arrays: Record<string, NDArray>, dtype: string): void {
  const expected = evaluate(expression, arrays).data as Float64Array;
  for (const { runtime, ran } of runtimes.slice(0, 1)) {
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
      expectSame(
        evaluate(
          expression,
          Object.fromEntries(
            Object.entries(arrays).map(([name, a]) => [
              name,
              core.withRuntime((runtimes[1] as (typeof runtimes)[0]).runtime, a),
            ]),
          ),
        ),
        evaluate(expression, arrays),
      );
    }),
    { seed: 7, numRuns: 200 },
  );
});

test("results go where the caller wants them, over an input too", () => {
  for (const { backend, runtime, ran } of runtimes)
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
      expectSame(bound.a, expected);
      backend.scope(() => {
        const there = Object.fromEntries(
          Object.entries(arrays).map(([name, a]) => [name, backend.resident(core.withRuntime(runtime, a))]),
        );
        evaluate(expression, there, { out: there.a as NDArray });
        expectSame(there.a, expected);
      });
    }
});

test("arguments far from 0 and ends of powers are the engine's", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const a = core
      .fromData(
        Float64Array.from({ length: 40000 }, (_, i) => (i % 999 === 0 ? 1e15 * (i + 1) : i / 50)),
        [40000],
      )
      .astype(dtype) as NDArray;
    compare("cos(a) * 0 + a", { a }, 0);
    closeTo("sin(a) + 2", { a }, dtype);
    closeTo("(0 - a) ** 3 + a ** 30", { a }, dtype);
  }
});

test("numbers as arrays take part; what a kernel does not know is left to the functions", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const a = sampleArray(dtype, [20, 60], 1);
    compare("a * k + k", { a, k: core.full([], 0.3, { dtype }) as NDArray }, 0);
    compare("a * k", { a, k: core.full([1, 1], 3, { dtype }) as NDArray }, 0);
    compare("a * k", { a, k: core.full([1, 1, 1], 3, { dtype }) as NDArray }, 0, false);
    compare("a * row", { a, row: sampleArray(dtype, [60], 2) }, 0, false);
    compare("a + a", { a: laidOut(a, "transposed") }, 0, false);
    compare("a % 2", { a }, 0, false);
    compare("(a > 0) * 2", { a }, 0, false);
    compare("(a > 0) + (a < 1)", { a }, 0, false);
    compare("a + n", { a, n: sampleArray("int32", [20, 60], 3) }, 0, false);
    compare("a + 1", { a: core.zeros([5], { dtype }) }, 0, false);
    compare("a + 1", { a: core.zeros([0], { dtype }) }, 0, false);
  }
  compare("a * 1e300", { a: sampleArray("float32", [20, 60], 1) }, 0, false);
});
