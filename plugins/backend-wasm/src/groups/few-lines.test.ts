import { type DType, type NDArray, withRuntime } from "@core/array";
import { filtfilt, lfilter, resamplePoly, sosfilt, sosfiltfilt, upfirdn } from "sci-signal";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const settings = [{ threads: 1 }, { threads: 2 }, { threads: 4 }, { threads: 1, deterministic: true }];
const backends = await Promise.all(settings.map((own) => wasmBackend({ groups: ["signal"], ...own })));
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

type Call = (x: NDArray) => unknown;

/** Expects the reference body's result bit for bit, from a kernel or not. */
function compare(call: Call, x: NDArray, wanted = true): void {
  const before = x.copy();
  const expected = call(x);
  for (const { runtime, ran } of runtimes) {
    const got = call(withRuntime(runtime, x));
    expect(ran().length).toBe(wanted ? 1 : 0);
    expectSame(got, expected);
  }
  expectSame(x, before);
}

/** Numbers without those that never leave a state again. */
function sample(dtype: DType, shape: readonly number[], seed = 1): NDArray {
  const x = sampleArray(dtype, shape, seed);
  const data = x.data as Float64Array;
  for (let i = 0; i < data.length; i++) if (!(Math.abs(data[i] as number) < 1e30)) data[i] = i % 7;
  return x;
}

const numbers = (size: number, seed: number): number[] =>
  Array.from({ length: size }, (_, k) => (k === 0 ? 1.25 : 0.3 * Math.sin(3 * k + seed)) / (1 + k));
const sections = (count: number): number[][] =>
  Array.from({ length: count }, (_, k) => [...numbers(3, k), 1, -0.6 + 0.1 * k, 0.2 - 0.03 * k]);

test("one line, two and three, of all orders", () => {
  for (const [b, a] of [
    [1, 2],
    [2, 1],
    [3, 3],
    [3, 1],
    [2, 4],
    [4, 1],
    [5, 5],
    [6, 2],
    [4, 7],
    [8, 8],
    [9, 3],
    [2, 12],
  ] as const)
    for (const shape of [[2048], [2051], [1, 5003], [2, 1777], [3, 1024]])
      compare((x) => lfilter(numbers(b, 1), numbers(a, 2), x), sample("float64", shape));
});

test.each([1, 2, 3, 4, 5, 6, 8, 11])("%i sections", (count) => {
  for (const shape of [[2048], [2049], [2050], [2051], [2 * 1777], [2, 1777], [3, 1024]])
    compare((x) => sosfilt(sections(count), x), sample("float64", shape));
});

test("dtypes, layouts, axes", () => {
  for (const dtype of ["float32", "float64", "uint8", "int16", "uint32"] as const)
    for (const layout of layouts) {
      compare((x) => lfilter(numbers(4, 1), numbers(3, 2), x), laidOut(sample(dtype, [2, 1500]), layout));
      compare((x) => sosfilt(sections(4), x), laidOut(sample(dtype, [3000]), layout));
      compare((x) => lfilter(numbers(3, 1), numbers(5, 2), x, { axis: 0 }), laidOut(sample(dtype, [1111, 3]), layout));
      compare((x) => sosfiltfilt(sections(2), x, { axis: -2 }), laidOut(sample(dtype, [1111, 3]), layout));
    }
  compare((x) => sosfilt(sections(5), x, { axis: 1 }), sample("float64", [2, 1111, 1]));
});

test("states, which are given back", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const x = sample(dtype, [2, 1300]);
    const compareWith = (call: (x: NDArray, zi: NDArray) => unknown, zi: NDArray): void =>
      compare((own) => call(own, withRuntime(own.runtime, zi)), x);
    compareWith((own, zi) => lfilter(numbers(4, 1), numbers(4, 2), own, { zi }), sample(dtype, [2, 3], 5));
    compareWith((own, zi) => lfilter(numbers(4, 1), numbers(4, 2), own, { zi }), sample(dtype, [1, 3], 5));
    compareWith((own, zi) => sosfilt(sections(4), own, { zi }), sample("float64", [4, 2, 2], 5));
    compare(
      (own) => sosfilt(sections(3), own, { axis: 0, zi: withRuntime(own.runtime, sample(dtype, [3, 2, 3], 5)) }),
      sample(dtype, [1300, 3]),
    );
  }
});

test("both ways, with lines that go on in all manners", () => {
  for (const padtype of ["odd", "even", "constant", null] as const)
    for (const shape of [[2048], [2, 1500], [3, 1001]]) {
      compare((x) => filtfilt(numbers(5, 1), numbers(4, 2), x, { padtype }), sample("float64", shape));
      compare((x) => sosfiltfilt(sections(4), x, { padtype }), sample("float32", shape));
      compare((x) => sosfiltfilt(sections(7), x, { padtype }), sample("float64", shape));
    }
  compare((x) => filtfilt(numbers(3, 1), numbers(3, 2), x, { padlen: 0 }), sample("float64", [2500]));
  compare((x) => filtfilt(numbers(3, 1), numbers(3, 2), x, { padlen: 2000 }), sample("float64", [2500]));
});

test("rates that change", () => {
  for (const [up, down] of [
    [1, 1],
    [3, 2],
    [2, 3],
    [7, 5],
    [1, 4],
    [5, 1],
    [100, 7],
  ] as const)
    for (const taps of [40, 63, 257])
      for (const dtype of ["float32", "float64"] as const) {
        compare((x) => upfirdn(numbers(taps, 1), x, { up, down }), sample(dtype, [70001]));
        compare((x) => upfirdn(numbers(taps, 1), x, { up, down, axis: 0 }), sample(dtype, [70000, 1]));
      }
  compare((x) => resamplePoly(x, 3, 2), sampleArray("float64", [9001], 1));
  compare((x) => resamplePoly(x, 3, 2), laidOut(sample("float64", [9001]), "reversed"));
  compare((x) => upfirdn(numbers(60, 1), x, { mode: "edge" }), sample("float64", [9001]), false);
});

test("NaN and infinity go on as in the reference body", () => {
  const x = sampleArray("float64", [3, 1024], 1);
  compare((own) => lfilter(numbers(3, 1), numbers(3, 2), own), x);
  compare((own) => sosfilt(sections(5), own), x);
  compare((own) => sosfiltfilt(sections(5), own), x);
});

test("what is left to the reference body", () => {
  const line = sample("float64", [3000]);
  compare((x) => lfilter(numbers(3, 1), numbers(3, 2), x), sample("float64", [2047]), false);
  compare((x) => lfilter(numbers(3, 1), numbers(3, 2), x), sample("float64", [0, 1000]), false);
  compare((x) => lfilter(numbers(30, 1), [1], x), line, false);
  compare((x) => lfilter([2], [4], x), line, false);
  compare((x) => lfilter(numbers(3, 1), numbers(3, 2), x), line.astype("complex128"), false);
  compare((x) => lfilter(numbers(3, 1), numbers(3, 2), x), sample("float64", [0, 3]), false);
  for (const { runtime } of runtimes) {
    const own = withRuntime(runtime, line);
    expect(() => lfilter([1, 2], [0, 1], own)).toThrow(expect.objectContaining({ code: "BAD_VALUE" }));
    expect(() => lfilter([1, 2], [1, 1], own, { zi: [1, 2] })).toThrow(expect.objectContaining({ code: "BAD_SHAPE" }));
    expect(() => sosfilt(sections(2), own, { zi: [1, 2] })).toThrow(expect.objectContaining({ code: "BAD_SHAPE" }));
    expect(() => sosfilt(sections(2), own, { axis: 3 })).toThrow(expect.objectContaining({ code: "BAD_AXIS" }));
  }
});

test("arrays that live in the memory", () => {
  for (const [i, backend] of backends.entries()) {
    const own = backend.resident(withRuntime(runtimes[i]?.runtime, sample("float32", [5000])));
    const got = backend.scope(() => sosfilt(sections(4), own));
    expect(got.storage.pointer).toBeDefined();
    expectSame(got, sosfilt(sections(4), sample("float32", [5000])));
    got.storage.dispose?.();
    own.storage.dispose?.();
    expect(backend.used).toBe(0);
  }
});
