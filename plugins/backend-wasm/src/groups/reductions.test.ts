import * as core from "@core/array";
import { type DType, dtypes, isComplexDType, kindOf, type NDArray } from "@core/array";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, sampleArray, watchedRuntime } from "../testing.js";

const backends = await Promise.all(
  [1, 2, 4].map((threads) => wasmBackend({ groups: ["reductions", "columns"], threads, deterministic: threads === 4 })),
);
const runtimes = backends.map((backend) => ({ backend, ...watchedRuntime(backend.plugin) }));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

type Call = (a: NDArray, options?: object) => unknown;
const real = dtypes.filter((dtype) => !isComplexDType(dtype));
const floats: readonly DType[] = ["float32", "float64"];

/** The kernels that some runtimes ran, after comparing what they gave with the reference body, plain and resident. */
function compare(name: string, a: NDArray, options: object, tolerance: number, wanted: boolean): void {
  const call = (core as unknown as Record<string, Call>)[name] as Call;
  const expected = call(a, options);
  const before = a.copy();
  let first: unknown;
  for (const { backend, runtime, ran } of runtimes) {
    const own = core.withRuntime(runtime, a);
    ran();
    const got = call(own, options);
    expect([name, ran()]).toEqual([name, wanted ? [`@core/array/${name}`] : []]);
    expectSame(got, expected, tolerance);
    first ??= got;
    expectSame(got, first);
    backend.scope(() => {
      const resident = backend.resident(own);
      const there = call(resident, options);
      ran();
      expectSame(there, first);
    });
    expect(backend.used).toBe(0);
  }
  expectSame(a, before);
}

const exact = ["sum", "mean", "min", "max", "ptp", "argmax", "argmin", "countNonzero", "any", "all"];
/** Blocks give the same digits but the last: the bound of pairwise sums of as many, and a merge of moments that is as stable. */
const rounded = ["variance", "std", "nanvariance", "nanstd"];
const nans = ["nansum", "nanmean", "nanmin", "nanmax"];

/** Numbers without NaN and infinities, which take all of a sum with them. */
function numbers(dtype: DType, shape: readonly number[], seed: number): NDArray {
  const a = core.astype(sampleArray("float64", shape, seed), "float64");
  const data = a.data as Float64Array;
  for (let i = 0; i < data.length; i++)
    if (!(Math.abs(data[i] as number) < 1e6)) data[i] = ((i * 7919) % 1000) / 8 - 30;
  return core.astype(a, dtype);
}

const lineShapes = [[1024], [1031], [16385], [40001], [129, 37], [2, 20003], [7, 1, 300]];
const columnShapes = [
  [37, 64],
  [35, 1000],
  [3, 17000],
  [2, 40, 33],
  [600, 5],
  [5, 9, 11, 4],
];

test.each([...exact, ...nans, ...rounded])("%s along the last axes is that of the reference body", (name) => {
  for (const dtype of real) {
    if (name === "ptp" && dtype === "bool") continue;
    const served = !(dtype.endsWith("nt64") && /mean|std|variance|arg/.test(name));
    const tolerance = rounded.includes(name)
      ? dtype === "float32"
        ? 1e-7
        : 1e-14
      : name.startsWith("nan")
        ? 2e-16
        : 0;
    for (const shape of lineShapes) {
      const a = numbers(dtype, shape, 1);
      compare(name, a, { axis: -1 }, tolerance, served && !(/any|all/.test(name) && shape.length === 1));
      if (!/any|all/.test(name)) compare(name, a, {}, tolerance, served);
    }
  }
});

test.each([...exact, ...nans, ...rounded, "prod"])("%s along other axes is that of the reference body", (name) => {
  for (const dtype of real) {
    if (name === "ptp" && dtype === "bool") continue;
    const some = name.startsWith("arg") && !["float32", "float64", "int32", "uint32"].includes(dtype);
    const served = !some && !(dtype.endsWith("nt64") && /mean|std|variance|arg/.test(name));
    for (const shape of columnShapes) {
      const a = numbers(dtype, shape, 2);
      for (const axis of shape.length > 2 ? [0, 1, shape.length - 2] : [0])
        compare(name, a, { axis, keepdims: axis === 1 }, 0, served);
      if (shape.length > 2 && !name.startsWith("arg")) compare(name, a, { axis: [0, 1] }, 0, served);
    }
  }
});

test("NaN, infinities, zeros of both signs and denormals go as in the reference bodies", () => {
  for (const name of [...exact, ...nans, ...rounded, "nanargmax", "nanargmin"])
    for (const dtype of floats)
      for (const shape of [[1500], [40000], [30, 50], [3, 20000]]) {
        const a = sampleArray(dtype, shape, 3);
        const tolerance = /variance|std/.test(name)
          ? dtype === "float32"
            ? 1e-7
            : 1e-14
          : name.startsWith("nan")
            ? 2e-16
            : 0;
        for (const axis of [0, shape.length - 1]) {
          const lines = axis === shape.length - 1;
          const early = /any|all/.test(name) && shape.length === 1;
          compare(name, a, { axis }, tolerance, !early && !(name.startsWith("nanarg") && !lines));
        }
      }
});

test("lines and columns of NaN alone", () => {
  for (const dtype of floats) {
    const a = core.full([4, 20000], Number.NaN, { dtype }) as NDArray;
    (a.data as Float64Array)[5] = 3;
    for (const name of [...nans, ...rounded, "max", "min", "argmax", "argmin"])
      for (const axis of [0, 1]) compare(name, a, { axis }, 0, true);
    for (const { runtime } of runtimes)
      expect(() => core.nanargmax(core.withRuntime(runtime, a), { axis: 1 })).toThrow("BAD_VALUE");
  }
});

test("the first of equals is found, and the first NaN", () => {
  for (const dtype of ["float32", "float64", "int16", "uint8", "int32"] as const) {
    const a = core.zeros([3, 50000], { dtype });
    for (const name of ["argmax", "argmin"]) {
      compare(name, a, { axis: 1 }, 0, true);
      compare(name, a, {}, 0, true);
    }
    for (const place of [17, 1023, 1024, 16500, 49999]) {
      const own = a.copy();
      (own.data as Float64Array)[50000 + place] = kindOf(dtype) === "float" ? Number.NaN : 1;
      for (const name of ["argmax", "argmin"]) compare(name, own, { axis: 1 }, 0, true);
    }
  }
});

test("transposed arrays are reduced where they lie, others by the reference body", () => {
  for (const dtype of ["float32", "float64", "int16"] as const) {
    const a = numbers(dtype, [9, 41, 52], 4);
    for (const name of ["sum", "mean", "max", "countNonzero"]) {
      for (const axis of [0, 1, 2, [0, 1], [1, 2]]) compare(name, laidOut(a, "transposed"), { axis }, 0, true);
      compare(name, a.transpose([1, 0, 2]), { axis: 0 }, 0, true);
      compare(name, a.transpose([2, 0, 1]), { axis: [1, 2] }, 0, true);
      compare(name, a, { axis: [0, 2] }, 0, false);
      for (const layout of ["reversed", "every second", "offset", "broadcast"] as const)
        compare(name, laidOut(a, layout), { axis: 2 }, 0, layout === "offset");
    }
    compare("argmax", a.transpose([1, 0, 2]), {}, 0, false);
  }
});

test("options that kernels do not know are left to the reference body", () => {
  const a = numbers("float32", [40, 50], 5);
  compare("sum", a, { axis: 1, initial: 3 }, 0, false);
  compare("sum", a, { axis: 1, dtype: "int32" }, 0, false);
  compare("sum", a, { axis: 1, dtype: "float64" }, 0, true);
  compare("variance", a, { axis: 1, ddof: 1 }, 1e-7, true);
  compare("variance", a, { axis: 0, ddof: 60 }, 0, true);
  compare("sum", core.zeros([3, 0]), { axis: 1 }, 0, false);
  compare("sum", core.ones([1000]), {}, 0, false);
  for (const { runtime } of runtimes)
    expect(() => core.sum(core.withRuntime(runtime, a), { axis: 2 })).toThrow("BAD_AXIS");
});

test("sums of wholes are exact and wrap", () => {
  for (const dtype of ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"] as const)
    for (const shape of [[70000], [70, 1000]]) {
      const big = dtype.endsWith("64");
      const a = core.full(shape, big ? 2n ** 62n + 12345n : 127, { dtype }) as NDArray;
      for (const name of ["sum", "prod", "max"])
        for (const axis of [0, shape.length - 1]) compare(name, a, { axis }, 0, true);
    }
});

test("the variance of numbers far from 0 keeps its digits", () => {
  for (const n of [2000, 100003]) {
    const a = core.fromData(
      Float64Array.from({ length: n }, (_, i) => 1e9 + (i % 2)),
      [n],
    ) as NDArray;
    const rest = n % 2 === 0 ? 0.25 : 0.25 - 1 / (4 * n * n);
    for (const { runtime } of runtimes) {
      const own = core.withRuntime(runtime, a);
      expect(Math.abs((core.variance(own) as number) / rest - 1)).toBeLessThan(1e-12);
      const outliers = own.copy();
      for (const i of [0, 500, 1000]) (outliers.data as Float64Array)[i] = -1e12;
      expect(
        Math.abs(
          (core.variance(outliers) as number) /
            (core.variance(outliers.copy().make("float64", [n], outliers.storage).astype("float64")) as number) -
            1,
        ),
      ).toBeLessThan(1e-13);
    }
  }
  for (const { runtime } of runtimes)
    for (const value of [0.1, 1e300, -7.7]) {
      const same = core.withRuntime(runtime, core.full([50001], value) as NDArray);
      expect(core.variance(same)).toBe(0);
    }
});

test("more than 2^24 elements", () => {
  const n = 2 ** 24 + 17;
  const a = core.fromData(
    Float32Array.from({ length: n }, (_, i) => (i % 1000) / 1000),
    [n],
  ) as NDArray;
  const small = core.fromData(
    Uint8Array.from({ length: n }, (_, i) => i),
    [n],
  ) as NDArray;
  for (const { runtime } of runtimes.slice(1, 2))
    for (const one of [a, small]) {
      const own = core.withRuntime(runtime, one);
      expect(core.sum(own)).toBe(core.sum(one));
      expect(core.argmax(own)).toBe(core.argmax(one));
      expect(core.max(own)).toBe(core.max(one));
    }
});
