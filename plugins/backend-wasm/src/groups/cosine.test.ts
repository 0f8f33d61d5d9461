import { type DType, elementsOf, isComplexDType, type NDArray, withRuntime, zeros } from "@core/array";
import { dct, dctn, dst, dstn, idct, idst } from "sci-fft";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { laidOut, layouts, watchedRuntime } from "../testing.js";

const settings = [{ threads: 1 }, { threads: 2 }, { threads: 4 }, { threads: 1, deterministic: true }];
const backends = await Promise.all(settings.map((own) => wasmBackend({ groups: ["fft", "cosine"], ...own })));
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

const transforms = { dct, dst, idct, idst };
type Options = NonNullable<Parameters<typeof dct>[1]>;

function sample(dtype: DType, shape: readonly number[]): NDArray {
  const a = zeros(shape, { dtype });
  const data = elementsOf(a) as Float64Array;
  for (let i = 0; i < data.length; i++) data[i] = 100 * (Math.sin(i * 1.7) + Math.cos(i * i * 0.013));
  return a;
}

const numbers = (a: NDArray): Float64Array => elementsOf(a.copy()) as Float64Array;

const isSame = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

/** The relative distance in the sense of squares: what rounding may do to a Fourier transform, and the sums of two before and after it. */
function expectNear(got: NDArray, expected: NDArray, n: number): void {
  expect(got.dtype).toBe(expected.dtype);
  expect(got.shape).toEqual(expected.shape);
  const [own, wanted] = [numbers(got), numbers(expected)];
  let [distance, size] = [0, 0];
  for (let i = 0; i < own.length; i++) {
    distance += (own[i]! - wanted[i]!) ** 2;
    size += wanted[i]! ** 2;
  }
  const unit = got.dtype === "complex64" || got.dtype === "float32" ? 6e-8 : 1e-15;
  expect(Math.sqrt(distance / size)).toBeLessThan(unit * Math.max(3, Math.log2(n)));
}

function compare(call: (x: NDArray) => NDArray, x: NDArray, n: number, wanted = 1): void {
  const before = numbers(x);
  const expected = call(x);
  let first: NDArray | undefined;
  for (const [i, { runtime, ran }] of runtimes.entries()) {
    ran();
    const got = call(withRuntime(runtime, x));
    expect(ran().filter((id) => id === "sci-fft/dct").length).toBe(wanted);
    expectNear(got, expected, n);
    first ??= got;
    // The same bits for any number of threads.
    if (i < 3) expect(isSame(numbers(got), numbers(first))).toBe(true);
  }
  expect(isSame(numbers(x), before)).toBe(true);
}

test.each(["float64", "float32", "complex128", "complex64"] as const)(
  "cosine and sine transforms of %s of all types along any axis",
  (dtype) => {
    for (const n of [4, 5, 8, 9, 31, 64, 67, 100])
      for (const type of [1, 2, 3, 4] as const)
        for (const [name, transform] of Object.entries(transforms)) {
          const lines = Math.ceil((isComplexDType(dtype) ? 300 : 600) / n);
          const options: Options[] = [{ type }, { type, norm: "ortho" }];
          if (name === "dct") options.push({ type, norm: "forward", orthogonalize: true });
          if (name === "dst") options.push({ type, norm: "ortho", orthogonalize: false });
          for (const own of options) compare((x) => transform(x, own), sample(dtype, [lines, n]), n);
          compare((x) => transform(x, { type, axis: 0 }), sample(dtype, [n, lines]), n);
          compare((x) => transform(x, { type, axis: 1 }), sample(dtype, [3, n, lines]), n);
        }
  },
  60_000,
);

test("long lines, many lines, several axes, primes", () => {
  for (const type of [1, 2, 3, 4] as const) {
    compare((x) => dct(x, { type }), sample("float64", [65536]), 65536);
    compare((x) => dst(x, { type }), sample("float32", [10007]), 10007);
    compare((x) => dct(x, { type }), sample("float64", [700, 256]), 256);
    compare((x) => dctn(x, { type }), sample("float64", [50, 60, 20]), 60, 3);
    compare((x) => dstn(x, { type, axes: [1] }), sample("float32", [50, 61]), 61);
  }
});

test("arrays of any layout, resident ones, and what is left to the reference body", () => {
  for (const layout of layouts) compare((x) => dct(x, { axis: 0 }), laidOut(sample("float64", [40, 60]), layout), 40);
  compare((x) => dct(x), sample("float64", [20, 3]), 3, 0);
  compare((x) => dct(x, { n: 30 }), sample("float64", [20, 40]), 30, 0);
  compare((x) => dct(x), sample("float64", [5, 5]), 5, 0);
  for (const [i, { runtime }] of runtimes.entries()) {
    const backend = backends[i]!;
    const x = withRuntime(runtime, sample("float64", [30, 40]));
    const there = backend.resident(x);
    const result = backend.scope(() => dct(there));
    expect(result.storage.pointer).toBeDefined();
    expect(numbers(result)).toEqual(numbers(dct(x)));
    result.storage.dispose?.();
    there.storage.dispose?.();
    expect(dct(withRuntime(runtime, zeros([0, 300]))).shape).toEqual([0, 300]);
  }
});

test("what is not finite stays in its line", () => {
  const x = sample("float64", [20, 64]);
  (elementsOf(x) as Float64Array)[3 * 64 + 5] = Number.NaN;
  const expected = numbers(dct(x));
  for (const { runtime } of runtimes) {
    const got = numbers(dct(withRuntime(runtime, x)));
    expect(got.every((value, i) => Number.isNaN(value) === Number.isNaN(expected[i]))).toBe(true);
  }
});

test("without the group of Fourier transforms the reference body serves", async () => {
  const backend = await wasmBackend({ groups: ["cosine"], threads: 1 });
  const { runtime, ran } = watchedRuntime(backend.plugin);
  expectNear(dct(withRuntime(runtime, sample("float64", [40, 40]))), dct(sample("float64", [40, 40])), 40);
  expect(ran()).toEqual([]);
  backend.dispose();
});
