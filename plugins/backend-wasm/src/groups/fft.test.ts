import { type DType, elementsOf, isComplexDType, type NDArray, withRuntime, zeros } from "@core/array";
import {
  fft,
  fft2,
  fftn,
  hfft,
  hfft2,
  ifft,
  ifft2,
  ihfft,
  ihfft2,
  irfft,
  irfft2,
  irfftn,
  rfft,
  rfft2,
  rfftn,
} from "sci-fft";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { laidOut, layouts, testTable, watchedRuntime } from "../testing.js";
import { table } from "./testing-fft.js";

await testTable(table);

const settings = [{ threads: 1 }, { threads: 2 }, { threads: 4 }, { threads: 1, deterministic: true }];
const backends = await Promise.all(settings.map((own) => wasmBackend({ groups: ["fft"], ...own })));
const runtimes = backends.map(({ plugin }) => watchedRuntime(plugin));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

const transforms = { fft, ifft, rfft, ihfft, irfft, hfft };
type Name = keyof typeof transforms;
interface Options {
  readonly n?: number;
  readonly axis?: number;
  readonly norm?: "ortho" | "forward";
}

function sample(dtype: DType, shape: readonly number[]): NDArray {
  const a = zeros(shape, { dtype });
  const data = elementsOf(a) as Float64Array;
  for (let i = 0; i < data.length; i++) data[i] = 100 * (Math.sin(i * 1.7) + Math.cos(i * i * 0.013));
  return a;
}

function isFor(name: Name, dtype: DType): boolean {
  if (name === "fft" || name === "ifft") return true;
  return isComplexDType(dtype) === (name === "irfft" || name === "hfft");
}

/** Whether two arrays have the same bytes, but for those of NaN. */
function isSame(a: NDArray, b: NDArray): boolean {
  const [own, other] = [elementsOf(a) as Float64Array, elementsOf(b) as Float64Array];
  return own.length === other.length && own.every((value, i) => Object.is(value, other[i]));
}

/** The relative distance in the sense of squares, in units of what the transform may be off. */
function expectNear(got: NDArray, expected: NDArray, n: number): void {
  expect(got.dtype).toBe(expected.dtype);
  expect(got.shape).toEqual(expected.shape);
  const [own, wanted] = [elementsOf(got.copy()) as Float64Array, elementsOf(expected.copy()) as Float64Array];
  let [distance, size] = [0, 0];
  for (let i = 0; i < own.length; i++) {
    distance += (own[i]! - wanted[i]!) ** 2;
    size += wanted[i]! ** 2;
  }
  const unit = got.dtype === "complex64" || got.dtype === "float32" ? 5e-8 : 1e-15;
  expect(Math.sqrt(distance / size)).toBeLessThan(unit * Math.max(2, Math.log2(n)));
}

function compare(name: Name, x: NDArray, options: Options, wanted = true): void {
  const call = transforms[name];
  const before = x.copy();
  const expected = call(x, options);
  let first: NDArray | undefined;
  for (const [i, { runtime, ran }] of runtimes.entries()) {
    ran();
    const got = call(withRuntime(runtime, x), options);
    expect(ran().length).toBe(wanted ? 1 : 0);
    expectNear(got, expected, options.n ?? x.shape[options.axis ?? x.shape.length - 1]!);
    // The same bits for any number of threads.
    first ??= got;
    if (i < 3) expect(isSame(got, first)).toBe(true);
  }
  expect(isSame(x.copy(), before)).toBe(true);
}

function names(dtype: DType): Name[] {
  return (Object.keys(transforms) as Name[]).filter((name) => isFor(name, dtype));
}

const small = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 16, 17, 20, 28, 32, 35, 48, 49, 61, 64, 67, 77, 96, 101, 128, 134,
];
const middle = [202, 243, 256, 300, 512, 625, 1000, 1009, 1018];

test.each(["complex128", "complex64", "float64", "float32"] as const)(
  "lines of %s of any length along any axis",
  (dtype) => {
    for (const n of [...small, ...middle]) {
      const lines = Math.ceil(1100 / n);
      for (const name of names(dtype)) {
        const options =
          name === "irfft" || name === "hfft" ? { n: n % 3 === 0 ? 2 * n - 1 : Math.max(1, 2 * n - 2) } : {};
        compare(name, sample(dtype, [lines, n]), { ...options, axis: 1 });
        if (!small.includes(n)) continue;
        compare(name, sample(dtype, [n, lines]), { ...options, axis: 0 });
        compare(name, sample(dtype, [2, n, 5 + lines]), { ...options, axis: 1, norm: "ortho" });
      }
    }
  },
);

test("very long lines go through matrices", () => {
  compare("ifft", sample("complex64", [2 ** 20]), {});
  compare("fft", sample("complex128", [1_080_000]), {});
  compare("rfft", sample("float32", [2 ** 21]), {});
  compare("irfft", sample("complex64", [2 ** 20 + 1]), { n: 2 ** 21 });
});

test("long lines, with and without convolutions", () => {
  for (const dtype of ["complex128", "complex64", "float32"] as const)
    for (const n of dtype === "complex64" ? [65536] : [100000, 40001])
      for (const name of names(dtype))
        compare(name, sample(dtype, [n]), name === "irfft" || name === "hfft" ? { n: 2 * n - 2 } : {});
});

test("lines are cut and filled up with zeros", () => {
  for (const dtype of ["complex128", "float32"] as const)
    for (const name of names(dtype))
      for (const n of [20, 31, 44, 60])
        for (const axis of [0, 1, 2]) {
          const x = sample(dtype, [30, 31, 32]);
          compare(name, x, { n, axis, norm: "forward" });
        }
});

test("arrays of any layout and of whole numbers", () => {
  for (const layout of layouts) {
    compare("fft", laidOut(sample("complex64", [40, 60]), layout), { axis: 0 });
    compare("rfft", laidOut(sample("float64", [40, 60]), layout), { axis: 1 });
  }
  for (const dtype of ["int8", "uint8", "int16", "uint16", "int32", "uint32"] as const)
    compare("rfft", sample(dtype, [40, 60]), {});
  compare("fft", sample("int16", [40, 60]), {});
  compare("rfft", sample("bool", [40, 60]), {}, false);
});

test("what is not finite stays in its line", () => {
  for (const [dtype, bad] of [
    ["complex64", Number.NaN],
    ["complex128", Infinity],
    ["float32", -Infinity],
    ["float64", Number.NaN],
  ] as const)
    for (const n of [64, 67, 75, 1018])
      for (const axis of [0, 1]) {
        const x = sample(dtype, axis === 1 ? [21, n] : [n, 21]);
        const own = axis === 1 ? x.slice("7:8", "3:4") : x.slice("3:4", "7:8");
        own.assign(bad);
        for (const { runtime, ran } of runtimes) {
          const got = fft(withRuntime(runtime, x), { axis });
          expect(ran().length).toBe(1);
          for (let line = 0; line < 21; line++) {
            const part = axis === 1 ? got.slice(`${line}:${line + 1}`) : got.slice(":", `${line}:${line + 1}`);
            const values = elementsOf(part.copy()) as Float64Array;
            let finite = 0;
            for (let k = 0; k < n; k++)
              if (Number.isFinite(values[2 * k]!) && Number.isFinite(values[2 * k + 1]!)) finite++;
            expect(finite).toBe(line === 7 ? 0 : n);
          }
        }
      }
});

test("several axes, and arrays that live in the memory", () => {
  const x = sample("complex64", [48, 50, 6]);
  const image = sample("float64", [60, 66]);
  for (const [i, { runtime }] of runtimes.entries()) {
    const own = withRuntime(runtime, x);
    expectNear(fftn(own), fftn(x), 20000);
    expectNear(fft2(withRuntime(runtime, image), { s: [70, 60] }), fft2(image, { s: [70, 60] }), 4000);
    expectNear(irfft2(rfft2(withRuntime(runtime, image))), image, 8000);
    const backend = backends[i]!;
    const there = backend.resident(own);
    const got = backend.scope(() => fftn(there, { axes: [0, 1] }));
    expect(got.storage.pointer).toBeDefined();
    expectNear(got, fftn(x, { axes: [0, 1] }), 20000);
    got.storage.dispose?.();
    expectNear(there, x, 2);
    there.storage.dispose?.();
  }
});

test("several axes go without copies in between", () => {
  for (const [wide, narrow] of [
    ["complex128", "float64"],
    ["complex64", "float32"],
  ] as const) {
    const cases: [NDArray, (x: NDArray) => NDArray][] = [];
    for (const shape of [
      [48, 50],
      [33, 45],
      [7, 12, 31],
      [64, 3, 10],
      [6, 5, 8, 9],
    ]) {
      const [x, r] = [sample(wide, shape), sample(narrow, shape)];
      const last = shape.length - 1;
      for (const norm of ["backward", "ortho"] as const) {
        cases.push([x, (y) => fftn(y, { norm })], [x, (y) => ifft2(y, { norm })]);
        cases.push([r, (y) => fftn(y, { norm })], [r, (y) => ifft2(y, { norm })], [r, (y) => rfft2(y, { norm })]);
        cases.push(
          [x, (y) => irfft2(y, { norm })],
          [x, (y) => irfftn(y, { norm, s: [...shape.slice(0, -1), 2 * shape[last]! - 1] })],
        );
      }
      cases.push(
        [x, (y) => fftn(y, { axes: [last, 0] })],
        [r, (y) => fftn(y, { axes: [0, last] })],
        [r, (y) => rfftn(y)],
      );
      cases.push([r, (y) => ihfft2(y)], [x, (y) => hfft2(y)]);
    }
    for (const [x, call] of cases) {
      const expected = call(x);
      const before = x.copy();
      let first: NDArray | undefined;
      for (const [i, { runtime, ran }] of runtimes.entries()) {
        ran();
        const got = call(withRuntime(runtime, x));
        expect(ran()).toEqual(["sci-fft/fftn"]);
        expectNear(got, expected, 2 * x.size);
        first ??= got;
        if (i < 3) expect(isSame(got, first)).toBe(true);
        const there = backends[i]!.resident(withRuntime(runtime, x));
        const resident = backends[i]!.scope(() => call(there));
        expect(isSame(resident, got)).toBe(true);
        expect(isSame(there, before)).toBe(true);
        resident.storage.dispose?.();
        there.storage.dispose?.();
      }
    }
  }
  // Other points than there are, the same axis twice and halves along other axes go axis by axis.
  const [x, r] = [sample("complex128", [40, 50]), sample("float64", [40, 50])];
  for (const { runtime, ran } of runtimes) {
    ran();
    for (const call of [
      (y: NDArray) => fftn(y, { s: [41, 50] }),
      (y: NDArray) => fftn(y, { s: [40, 44] }),
      (y: NDArray) => irfftn(y, { axes: [1, 0] }),
    ]) {
      expectNear(call(withRuntime(runtime, x)), call(x), 4000);
      expect(ran()).not.toContain("sci-fft/fftn");
    }
    expectNear(rfftn(withRuntime(runtime, r), { axes: [1, 0] }), rfftn(r, { axes: [1, 0] }), 4000);
    expect(ran()).toEqual(["sci-fft/rfft", "sci-fft/fft"]);
  }
});

test("short lines take what was prepared for them, and nothing of other calls", () => {
  for (const dtype of ["complex128", "complex64", "float64", "float32"] as const)
    for (const shape of [[32], [47], [64], [100], [250], [512], [999], [8, 8], [7, 33], [3, 16, 5]])
      for (const name of names(dtype)) {
        const x = sample(dtype, shape);
        const n = 2 * shape.at(-1)! - 2;
        const options = name === "irfft" || name === "hfft" ? { n } : {};
        for (const norm of ["forward", "ortho"] as const) compare(name, x, { ...options, norm });
        compare(name, x.slice("...", "::-1").copy(), options);
        const reversed = x.slice("...", "::-1");
        expectNear(
          transforms[name](withRuntime(runtimes[0]!.runtime, reversed), options),
          transforms[name](reversed, options),
          n,
        );
      }
  // More lengths than are kept, then the first again.
  const { runtime, ran } = runtimes[0]!;
  ran();
  for (let n = 32; n < 240; n++) {
    const x = sample("complex64", [n]);
    expectNear(fft(withRuntime(runtime, x)), fft(x), n);
  }
  expect(ran().length).toBe(208);
  for (const { runtime } of runtimes) {
    const backend = backends[runtimes.findIndex((one) => one.runtime === runtime)]!;
    const x = withRuntime(runtime, sample("complex128", [64]));
    const there = backend.resident(x);
    const result = backend.scope(() => fft(there));
    expect(result.storage.pointer).toBeDefined();
    expect(isSame(result, fft(x))).toBe(true);
    result.storage.dispose?.();
    there.storage.dispose?.();
  }
});

test("small and empty arrays, and those beyond the limit, are left to the reference body", async () => {
  compare("fft", sample("complex64", [20]), {}, false);
  const empty = zeros([0, 64]);
  for (const { runtime, ran } of runtimes) {
    expect(rfft(withRuntime(runtime, empty)).shape).toEqual([0, 33]);
    expect(ran()).toEqual([]);
  }
  const tight = await wasmBackend({ groups: ["fft"], threads: 1, limit: 2 ** 20 });
  const { runtime, ran } = watchedRuntime(tight.plugin);
  const x = sample("complex128", [65536]);
  expectNear(fft(withRuntime(runtime, x)), fft(x), 65536);
  expect(ran()).toEqual([]);
  tight.dispose();
});
