import { createRuntime, isCoreError, type Plugin } from "@core/array";
import { describe, expect, test } from "vitest";
import {
  call,
  coreMethods,
  type Method,
  makeSignal,
  methodPoint,
  methodsFor,
  type SignalLike,
  signalCore,
} from "../index.js";

const options = { type: "object", properties: { times: { type: "number" } }, required: ["times"] };
const method = (name: string, more: Partial<Method> & Pick<Method, "run">): Method => ({
  name,
  title: name,
  options,
  ...more,
});

const plugin: Plugin = {
  name: "signal-spec",
  version: "1.0.0",
  provides: {
    "@core/signal/method#1": [
      method("stretch", { types: ["SPEC"], run: { load: async () => (_, given) => `spec ${given.times}` } }),
      method("stretch", { run: () => "any" }),
      method("flatten", { dimensions: [2], run: () => "image" }),
    ],
  },
};
const runtime = createRuntime({ plugins: [signalCore, plugin], hints: { "method:polish": "signal-polish" } });
const signal = makeSignal(
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  { runtime, signalDimension: 1 },
);
const data = async (result: Promise<unknown>): Promise<unknown> => ((await result) as SignalLike).data.toNested();

async function errorOf(result: Promise<unknown>): Promise<[string, string]> {
  const error: unknown = await result.then(
    () => "no error",
    (reason: unknown) => reason,
  );
  return isCoreError(error) ? [error.code, error.message] : ["uncoded", String(error)];
}

describe("call", () => {
  test("runs methods of this package", async () => {
    expect(await data(call(signal, "sum"))).toEqual([5, 7, 9]);
    expect(await data(call(signal, "sum", { axis: -1 }))).toEqual([6, 15]);
    expect(await data(call(signal, "isig", { selectors: ["1:"] }))).toEqual([
      [2, 3],
      [5, 6],
    ]);
    expect(await data(call(signal, "inav", { selectors: [1] }))).toEqual([4, 5, 6]);
    expect(await data(call(signal, "multiply", { value: 2 }))).toEqual([
      [2, 4, 6],
      [8, 10, 12],
    ]);
    expect(await data(call(signal, "crop", { axis: 1, start: 1 }))).toEqual([
      [2, 3],
      [5, 6],
    ]);
    expect(await data(call(signal, "transpose"))).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    expect(await data(call(signal, "valuemax", { axis: -1 }))).toEqual([2, 2]);
    expect(await data(call(signal, "getCurrentSignal", { indices: [1] }))).toEqual([4, 5, 6]);
    expect(await data(call(signal, "changeDtype", { dtype: "int8" }))).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(await data(call(signal, "swapAxes", { axis1: 0, axis2: 1 }))).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    expect(await data(call(makeSignal([3, -4]), "absolute"))).toEqual([3, 4]);
    expect(await data(call(makeSignal([3, -4]), "negative"))).toEqual([-3, 4]);
    expect(await data(call(signal, "greaterEqual", { value: 5 }))).toEqual([
      [false, false, false],
      [false, true, true],
    ]);
    expect(await data(call(signal, "median", { axis: -1 }))).toEqual([2, 5]);
    expect(await data(call(signal, "percentile", { q: 50, axis: 1 }))).toEqual([2, 5]);
    expect(await data(call(signal, "nanquantile", { q: 0.25, method: "lower" }))).toEqual([1, 2, 3]);
    expect(await data(call(signal, "derivative", { axis: 1, edgeOrder: 2 }))).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
  });

  test("prefers the method of the signal's type, fetched when needed", async () => {
    expect(await call(signal, "stretch", { times: 2 })).toBe("any");
    expect(await call(makeSignal([1], { runtime, type: "spec" }), "stretch", { times: 2 })).toBe("spec 2");
  });

  test("lists what a signal has", () => {
    const names = methodsFor(signal)
      .of(signal)
      .map((one) => one.name);
    expect(names).toContain("stretch");
    expect(names).not.toContain("flatten");
    expect(names).toEqual([...names].sort());
    expect(runtime.get(methodPoint).all.length).toBe(coreMethods.length + 3);
  });

  test("says what is missing, near or elsewhere", async () => {
    expect(await errorOf(call(signal, "sums"))).toEqual(["MISSING", expect.stringContaining("sum")]);
    expect(await errorOf(call(signal, "flatten", { times: 1 }))).toEqual([
      "MISSING",
      expect.stringContaining("2 signal axes"),
    ]);
    expect(await errorOf(call(signal, "polish"))).toEqual([
      "MISSING",
      expect.stringContaining("pnpm add signal-polish"),
    ]);
    expect(await errorOf(call(signal, "constructor"))).toEqual(["MISSING", expect.anything()]);
    expect(await errorOf(call(signal, 7 as never))).toEqual(["MISSING", expect.anything()]);
  });

  test("refuses unknown and absent options", async () => {
    expect(await errorOf(call(signal, "sum", { axes: 1 }))).toEqual([
      "BAD_ARGUMENT",
      expect.stringContaining('"axes"'),
    ]);
    expect(await errorOf(call(signal, "stretch"))).toEqual(["BAD_ARGUMENT", expect.stringContaining("times")]);
    expect(await errorOf(call(signal, "sum", [] as never))).toEqual(["BAD_ARGUMENT", expect.anything()]);
    expect(await errorOf(call({} as never, "sum"))).toEqual(["BAD_ARGUMENT", expect.anything()]);
  });

  test("every method of this package has a schema that says what it takes", () => {
    for (const one of coreMethods) {
      expect(one.options).toMatchObject({
        type: "object",
        additionalProperties: false,
        properties: expect.any(Object),
      });
      expect(one.title.length).toBeGreaterThan(3);
    }
    expect(new Set(coreMethods.map((one) => one.name)).size).toBe(coreMethods.length);
  });

  test("two methods of one name and type are a clash", () => {
    const twin = {
      ...plugin,
      name: "signal-twin",
      provides: { "@core/signal/method#1": [method("stretch", { run: () => 1 })] },
    };
    expect(() => createRuntime({ plugins: [signalCore, plugin, twin] })).toThrow("[CLASH]");
  });
});
