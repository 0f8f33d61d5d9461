import { type DType, elementsOf, histogram, mean, type NDArray, sum, withRuntime, zeros } from "@core/array";
import { BaseSignal, derivative, diff, integrateSimpson } from "@core/signal";
import { EELSSpectrum, removeBackground, separateBackground } from "signal-eels";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const settings = [{ threads: 1 }, { threads: 2 }, { threads: 4 }, { threads: 1, deterministic: true }];
const backends = await Promise.all(settings.map((own) => wasmBackend({ groups: ["signals"], ...own })));
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

type Call = (a: NDArray) => unknown;

function compare(call: Call, a: NDArray, operation: string | undefined, tolerance = 0): void {
  const before = a.copy();
  const expected = call(a);
  for (const [i, { runtime, ran }] of runtimes.entries()) {
    const own = withRuntime(runtime, a);
    expectSame(call(own), expected, tolerance);
    expect([...new Set(ran())]).toEqual(operation === undefined ? [] : [operation]);
    const backend = backends[i] as (typeof backends)[number];
    if (a.size > 0 && i < 2) {
      const there = backend.resident(own);
      backend.scope(() => expectSame(call(there), expected, tolerance));
      there.storage.dispose?.();
      expect(backend.used).toBe(0);
      ran();
    }
  }
  expectSame(a, before);
}

const floats = ["float32", "float64"] as const;
const shapes = [
  [2000],
  [3, 700],
  [1100, 3],
  [5, 6, 70],
  [4, 3, 17000],
  [2, 17000],
  [3, 40000],
  [40000, 3],
  [2, 2, 300],
  [100, 200],
  [17, 64, 5],
];

test("derivatives and differences along all axes", () => {
  for (const dtype of floats)
    for (const shape of shapes) {
      const a = sampleArray(dtype, shape, 1);
      for (let axis = 0; axis < shape.length; axis++) {
        // Signal axes count from the last one.
        const own = shape.length - 1 - axis;
        const small = a.size < 1024;
        const length = shape[axis] as number;
        const subtracted = small || length < 2 ? undefined : "@core/signal/differences";
        const derived = small || length < 3 ? undefined : "@core/signal/neighbours";
        compare((x) => diff(new BaseSignal(x), own).data, a, subtracted);
        compare((x) => derivative(new BaseSignal(x), own).data, a, derived);
      }
    }
});

test("sums with weights", () => {
  for (const dtype of ["float32", "float64", "uint8", "int16", "uint16", "int32"] as const)
    for (const shape of shapes) {
      const a = sampleArray(dtype, shape, 2);
      for (let axis = 0; axis < shape.length; axis++) {
        const lanes = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
        const length = shape[axis] as number;
        const served = a.size >= 1024 && (lanes === 1 ? length <= 8192 : lanes > 64);
        const own = shape.length - 1 - axis;
        const operation = served ? "@core/signal/weightedSum" : undefined;
        compare((x) => integrateSimpson(new BaseSignal(x), own).data, a, operation);
      }
    }
});

test("any layout", () => {
  for (const layout of layouts) {
    const a = laidOut(sampleArray("float32", [60, 70], 1), layout);
    compare((x) => diff(new BaseSignal(x), 0).data, a, "@core/signal/differences");
    compare((x) => derivative(new BaseSignal(x), 1).data, a, "@core/signal/neighbours");
    compare((x) => integrateSimpson(new BaseSignal(x), 0).data, a, "@core/signal/weightedSum");
    compare(
      (x) => histogram(withRuntime(x.runtime, laidOut(finite("float64", [80, 70]), layout))),
      a,
      "@core/array/histogram",
    );
  }
});

function finite(dtype: DType, shape: readonly number[]): NDArray {
  const a = zeros(shape, { dtype });
  const data = elementsOf(a) as Float64Array;
  for (let i = 0; i < data.length; i++) data[i] = 100 + 50 * Math.sin(i * 1.7) + (i % 13);
  return a;
}

test("counts in equal bins", () => {
  const operation = "@core/array/histogram";
  for (const dtype of ["float32", "float64", "uint8", "int16", "uint16", "int32"] as const)
    for (const size of [4096, 40001]) {
      const a = finite(dtype, [size]);
      for (const bins of [1, 7, 256, 5000]) {
        compare((x) => histogram(x, { bins }), a, operation);
        compare((x) => histogram(x, { bins, range: [70, 130.5] }), a, operation);
      }
      compare((x) => histogram(x, { bins: 10, density: true }), a, undefined);
      compare((x) => histogram(x, { bins: [60, 80, 150] }), a, undefined);
    }
  const one = filledWith("float32", 5000, 3);
  compare((x) => histogram(x), one, operation);
  const small = filledWith("float64", 5000, 5e-324);
  (small.data as Float64Array)[7] = 0;
  compare((x) => histogram(x), small, operation);
  const wrong = sampleArray("float32", [5000], 1);
  compare((x) => histogram(x, { range: [-1, 1] }), wrong, operation);
  for (const { runtime, ran } of runtimes) {
    expect(() => histogram(withRuntime(runtime, wrong))).toThrow("not finite");
    expect(() => histogram(withRuntime(runtime, one), { range: [2, 1] })).toThrow("must not exceed");
    ran();
  }
});

function filledWith(dtype: DType, size: number, value: number): NDArray {
  const a = zeros([size], { dtype });
  (a.data as Float64Array).fill(value);
  return a;
}

test("spectra without power laws", () => {
  for (const dtype of floats)
    for (const shape of [[400], [3, 500], [300, 40], [7, 50, 64]]) {
      const a = zeros(shape, { dtype });
      const data = elementsOf(a) as Float64Array;
      const channels = shape.at(-1) as number;
      for (let i = 0; i < data.length; i++) data[i] = 1e6 * (20 + (i % channels)) ** -2.3 + (i % 7);
      data[5] = Number.NaN;
      data.fill(0, channels, 2 * channels);
      for (const zeroFill of [false, true])
        compare(
          (x) => {
            const axes = shape.map((_, i) => (i === shape.length - 1 ? { offset: 20 } : {}));
            const signal = new EELSSpectrum(x, { axes });
            const { signal: clean, background } = separateBackground(signal, { signalRange: [22, 40], zeroFill });
            const alone = removeBackground(signal, { signalRange: [22, 40], zeroFill });
            return [clean.data, background.data, alone.data];
          },
          a,
          "signal-eels/subtractPowerLaw",
          1e-15,
        );
    }
});

test("sums of windows of whole numbers", () => {
  for (const dtype of ["int8", "uint8", "int16", "uint16", "int32", "uint32"] as const) {
    const a = sampleArray(dtype, [7, 6, 40, 50], 3);
    for (const keepdims of [false, true]) {
      compare((x) => sum(x.slice(":", ":", "5:30", "7:41"), { axis: [2, 3], keepdims }), a, "@core/array/sum");
      compare((x) => mean(x.slice("::-2", ":", "5:37", "7:41"), { axis: [-1, 2], keepdims }), a, "@core/array/mean");
    }
    compare((x) => sum(x.slice(3, 2)), a, undefined);
    compare((x) => sum(x.slice(":", ":", "5:30", "7:41:2"), { axis: [2, 3] }), a, undefined);
    compare((x) => sum(x.slice(":", ":", "::-1", "7:41"), { axis: [2, 3] }), a, undefined);
    compare((x) => sum(x.slice(":", ":", "5:30", "7:41"), { axis: [1, 3] }), a, undefined);
    compare((x) => sum(x.slice(":", ":", "5:30", "7:41"), { axis: [2, 3], dtype: "float64" }), a, undefined);
    const image = sampleArray(dtype, [130, 120], 4);
    compare((x) => sum(x.slice("5:100", "7:107")), image, "@core/array/sum");
  }
});
