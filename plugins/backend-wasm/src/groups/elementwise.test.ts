import * as core from "@core/array";
import { dtypes, kindOf, type NDArray } from "@core/array";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const backends = await Promise.all(
  [1, 2].map((threads) => wasmBackend({ groups: ["elementwise"], threads, deterministic: threads === 2 })),
);
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

const pairs = ["add", "subtract", "multiply", "divide", "maximum", "minimum"] as const;
const tests = ["less", "lessEqual", "equal", "notEqual", "greater", "greaterEqual"] as const;
const singles = [
  "negative",
  "square",
  "absolute",
  "sqrt",
  "floor",
  "ceil",
  "trunc",
  "rint",
  "isnan",
  "isinf",
  "isfinite",
] as const;
const bits = ["bitwiseAnd", "bitwiseOr", "bitwiseXor"] as const;
const logic = ["logicalAnd", "logicalOr", "logicalXor"] as const;
const real = dtypes.filter((dtype) => !["bool", "complex64", "complex128"].includes(dtype));
const shapes = [[256], [257], [16385], [3, 7, 113]];

type Call = (...inputs: NDArray[]) => NDArray;

function compare(name: string, inputs: readonly NDArray[], wanted: boolean): void {
  const call = (core as unknown as Record<string, Call>)[name] as Call;
  const expected = call(...inputs);
  for (const { runtime, ran } of runtimes) {
    const got = call(...inputs.map((input) => core.withRuntime(runtime, input)));
    if (wanted) expect(ran()).toEqual([`@core/array/${name}`]);
    expectSame(got, expected);
  }
}

test.each([...pairs, ...tests])("%s of two arrays is that of the reference body", (name) => {
  const own = tests.includes(name as never) ? [...real, "bool" as const] : real;
  for (const dtype of own) {
    if (["divide", "maximum", "minimum"].includes(name) && kindOf(dtype) !== "float") continue;
    for (const shape of shapes)
      for (const layout of layouts)
        compare(name, [laidOut(sampleArray(dtype, shape, 1), layout), sampleArray(dtype, shape, 2)], true);
  }
});

test.each(singles)("%s is that of the reference body", (name) => {
  for (const dtype of ["float32", "float64"] as const)
    for (const shape of shapes)
      for (const layout of layouts) compare(name, [laidOut(sampleArray(dtype, shape, 3), layout)], true);
});

test.each([...bits, ...logic, "invert", "logicalNot"])("%s is that of the reference body", (name) => {
  for (const dtype of [...real.filter((one) => kindOf(one) !== "float"), "bool" as const]) {
    if (name.startsWith("logical") && dtype !== "bool") continue;
    for (const shape of shapes)
      for (const layout of layouts) {
        const inputs = [laidOut(sampleArray(dtype, shape, 1), layout), sampleArray(dtype, shape, 2)];
        compare(name, inputs.slice(0, name === "invert" || name === "logicalNot" ? 1 : 2), true);
      }
  }
});

test("where chooses as the reference body does, from arrays and numbers", () => {
  for (const dtype of [...real, "bool" as const])
    for (const shape of shapes)
      for (const layout of layouts) {
        const [c, a, b] = [
          laidOut(sampleArray("bool", shape, 1), layout),
          sampleArray(dtype, shape, 2),
          laidOut(sampleArray(dtype, shape, 3), layout),
        ] as const;
        const one = sampleArray(dtype, [1], 4);
        const expected = core.where(c, a, b);
        for (const { runtime, ran } of runtimes) {
          ran();
          const bound = (x: NDArray): NDArray => core.withRuntime(runtime, x);
          expectSame(core.where(bound(c), bound(a), bound(b)), expected);
          expectSame(core.where(bound(c), bound(a), one), core.where(c, a, one));
          expectSame(
            core.where(bound(sampleArray("bool", [1], 5)), a, b),
            core.where(sampleArray("bool", [1], 5), a, b),
          );
          expect(ran()).toEqual(["@core/array/where", "@core/array/where", "@core/array/where"]);
        }
      }
});

test("numbers and spectra repeat along arrays", () => {
  for (const dtype of ["float32", "float64", "int16"] as const) {
    const cube = sampleArray(dtype, [5, 6, 700], 4);
    for (const shape of [[], [1], [700], [6, 700], [1, 1, 700]]) {
      const other = sampleArray(dtype, shape, 5);
      for (const name of ["subtract", "less"]) {
        compare(name, [cube, other], true);
        compare(name, [other, cube], true);
      }
    }
    for (const shape of [
      [6, 1],
      [5, 1, 700],
    ])
      compare("subtract", [cube, sampleArray(dtype, shape, 6)], false);
  }
});

test("results go where the caller wants them, over an input too", () => {
  for (const { runtime, ran } of runtimes) {
    const [a, b] = [1, 2].map((seed) => core.withRuntime(runtime, sampleArray("float32", [70, 300], seed)));
    const expected = core.subtract(a!.copy(), b!);
    ran();
    expect(core.subtract(a!, b!, { out: b! })).toBe(b);
    expect(ran()).toEqual(["@core/array/subtract"]);
    expectSame(b, expected);
    // Over an input in another order the old values are needed until the end.
    const square = core.withRuntime(runtime, sampleArray("float64", [80, 80], 3));
    const turned = core.subtract(square.copy(), square.T.copy());
    core.subtract(square, square.T, { out: square });
    expectSame(square, turned);
  }
});

test("small, empty and broadcast arrays are left to the reference body", () => {
  for (const shape of [[], [0], [1], [255], [4, 0, 300]]) {
    const [a, b] = [1, 2].map((seed) => sampleArray("float64", shape, seed));
    compare("add", [a!, b!], false);
  }
});
