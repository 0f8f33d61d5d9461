import * as core from "@core/array";
import { fromData, type NDArray } from "@core/array";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const backends = await Promise.all(
  [1, 2, 4].map((threads) => wasmBackend({ groups: ["selection"], threads, deterministic: threads === 4 })),
);
const runtimes = backends.map((backend) => ({ backend, ...watchedRuntime(backend.plugin) }));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

/** Compares a call in all runtimes, on plain and on resident arrays, with the reference body. */
function compare(a: NDArray, call: (a: NDArray) => unknown, wanted = true): void {
  const expected = call(a);
  const before = a.copy();
  for (const { backend, runtime, ran } of runtimes) {
    ran();
    const own = core.withRuntime(runtime, a);
    expectSame(call(own), expected);
    expect(ran()).toEqual(wanted ? ["@core/array/ranks"] : []);
    backend.scope(() => expectSame(call(backend.resident(own)), expected));
  }
  expectSame(a, before);
}

const floats = ["float32", "float64"] as const;
const orders: Record<string, (i: number, n: number) => number> = {
  mixed: (i) => ((i * 7919) % 10007) - 5000.5,
  rising: (i) => i + 1,
  falling: (i, n) => n - i,
  equal: () => 7,
  "two values": (i) => (i % 2) + 1,
  organ: (i, n) => Math.min(i, n - i) + 1,
  saw: (i) => (i % 17) + 0.5,
};

test.each(Object.keys(orders))("medians and percentiles of %s numbers", (name) => {
  const order = orders[name] as (i: number, n: number) => number;
  for (const dtype of floats)
    for (const n of [1024, 1031, 20001]) {
      const a = fromData(
        Float64Array.from({ length: n }, (_, i) => order(i, n)),
        [n],
      ).astype(dtype);
      compare(a, (x) => core.median(x));
      compare(a, (x) => core.percentile(x, [0, 10, 50, 99.9, 100]));
      compare(a, (x) => core.quantile(x, [0.25, 0.9], { method: "lower" }));
    }
});

test("along all axes and in any layout", () => {
  for (const dtype of floats) {
    const a = core.add(sampleArray("float64", [9, 13, 31], 1).astype(dtype), 0) as NDArray;
    const numbers = core.where(core.isfinite(a), a, 3.5);
    for (const layout of layouts)
      for (const axis of [0, 1, 2, [0, 1], [0, 2], undefined])
        compare(laidOut(numbers, layout), (x) => core.median(x, { axis, keepdims: true }));
  }
});

test("NaN and infinities", () => {
  for (const dtype of floats) {
    const a = core.full([40, 300], 1, { dtype }) as NDArray;
    const data = a.data as Float64Array;
    for (let i = 0; i < data.length; i++) data[i] = (i * 31) % 1009;
    data[5 * 300 + 7] = Number.NaN;
    for (let i = 0; i < 200; i++) data[9 * 300 + i] = i % 2 === 0 ? Infinity : -Infinity;
    for (const axis of [0, 1]) compare(a, (x) => core.percentile(x, [5, 50, 80], { axis }));
    compare(a, (x) => core.median(x));
    compare(a, (x) => core.nanmedian(x, { axis: 1 }), false);
  }
});

const long: Record<string, (i: number, n: number) => number> = {
  ...orders,
  counts: (i) => (i * 7919) % 7,
  "counts and two far out": (i) => (i === 5 ? 1e30 : i === 70000 ? -1e30 : ((i * 7919) % 13) + 1),
  infinities: (i) => (i % 3 === 0 ? Infinity : i % 7 === 0 ? -Infinity : (i * 31) % 1009),
  huge: (i) => ((i % 2) - 0.5) * 3e38 * (1 + (i % 101)) * 1e-2,
  denormal: (i) => (i % 5) * 1e-45,
};

test.each(Object.keys(long))("long lines of %s", (name) => {
  const order = long[name] as (i: number, n: number) => number;
  for (const dtype of floats)
    for (const n of [65536, 65537, 150001]) {
      const a = fromData(
        Float64Array.from({ length: n }, (_, i) => order(i, n)),
        [n],
      ).astype(dtype);
      compare(a, (x) => core.percentile(x, [0, 0.1, 25, 50, 75, 99.99, 100]));
      if (n === 65537) for (const layout of layouts) compare(laidOut(a, layout), (x) => core.median(x));
    }
});

test("long lines, many and with NaN", () => {
  for (const dtype of floats) {
    const a = core.full([3, 70001], 1, { dtype }) as NDArray;
    const data = a.data as Float64Array;
    for (let i = 0; i < data.length; i++) data[i] = Math.sin(i * 1.7) ** 3 * 100;
    data[70001 + 65000] = Number.NaN;
    compare(a, (x) => core.percentile(x, [5, 50, 80], { axis: 1 }));
  }
});

test("wholes go through float64; few elements and many ranks are left to the reference body", () => {
  compare(
    fromData(
      Int32Array.from({ length: 5000 }, (_, i) => (i * 7919) % 4001),
      [50, 100],
    ) as NDArray,
    (x) => core.median(x, { axis: 0 }),
  );
  compare(
    fromData(
      Float64Array.from({ length: 1000 }, (_, i) => i),
      [1000],
    ),
    (x) => core.median(x),
    false,
  );
  const a = fromData(
    Float64Array.from({ length: 5000 }, (_, i) => (i * 7919) % 5003),
    [5000],
  );
  compare(a, (x) => core.quantile(x, core.linspace(0, 1)), false);
});
