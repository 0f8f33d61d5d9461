import * as core from "@core/array";
import { fromData, type NDArray } from "@core/array";
import { afterAll, expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { expectSame, laidOut, layouts, sampleArray, watchedRuntime } from "../testing.js";

const settings = [
  { threads: 1 },
  { threads: 2 },
  { threads: 1, deterministic: true },
  { threads: 2, deterministic: true },
];
const backends = await Promise.all(settings.map((own) => wasmBackend({ groups: ["math"], ...own })));
const runtimes = backends.map((backend) => ({ backend, ...watchedRuntime(backend.plugin) }));
afterAll(() => {
  for (const backend of backends) backend.dispose();
});

type Call = (...inputs: NDArray[]) => NDArray;
const unary = "exp exp2 expm1 log log2 log10 log1p tanh arctan sin cos tan".split(" ");
const binary = ["arctan2", "hypot", "power"];
const callOf = (name: string): Call => (core as unknown as Record<string, Call>)[name] as Call;

/** The distance between two neighbours at a number. */
function step(value: number, single: boolean): number {
  const size = Math.abs(value);
  const [least, bits] = single ? [2 ** -126, 23] : [2 ** -1022, 52];
  return 2 ** (Math.floor(Math.log2(Math.max(size, least))) - bits);
}

/** Expects every element within some steps of what the engine has for it, and the same NaN, infinities and zeros. */
function expectNear(got: NDArray, expected: NDArray, steps: number): void {
  expect(got.dtype).toBe(expected.dtype);
  expect(got.shape).toEqual(expected.shape);
  const single = got.dtype === "float32";
  const [own, other] = [got.copy().data as Float64Array, expected.copy().data as Float64Array];
  for (let i = 0; i < other.length; i++) {
    const [a, b] = [own[i] as number, other[i] as number];
    if (Object.is(a, b)) continue;
    if (!(Math.abs(a - b) <= steps * step(b, single))) throw new Error(`element ${i}: got ${a}, expected ${b}.`);
  }
}

/** Engines are within 1 step of the true value, and the kernels within 2 (single precision: 1 of the rounded value). */
const stepsOf = (dtype: string): number => (dtype === "float32" ? 1 : 3);

const samples: readonly ((i: number, n: number) => number)[] = [
  (i, n) => (2 * i) / n - 1,
  (i, n) => (200 * i) / n - 100,
  (i, n) => (1500 * i) / n - 750,
  (i, n) => (10 * i) / n,
  (i, n) => (2e6 * i) / n - 1e6,
  (i) => (i % 2 === 0 ? 1 : -1) * 2 ** ((i % 2000) - 1000) * (1 + i / 1e6),
  (i, n) => (i - n / 2) * 5e-324,
  (i) => 10 ** ((i % 600) - 300),
  (i) => 2 ** ((i % 2000) - 1000),
  (i, n) => 1 + (i / n - 0.5) / 1000,
  (i) => (i * Math.PI) / 2,
];

test.each(unary)("%s is the engine's to the last digits", (name) => {
  for (const dtype of ["float32", "float64"] as const)
    for (const sample of samples) {
      const n = 5003;
      const a = fromData(
        Float64Array.from({ length: n }, (_, i) => sample(i, n)),
        [n],
      ).astype(dtype);
      for (const { runtime, ran } of runtimes) {
        const got = callOf(name)(core.withRuntime(runtime, a));
        expect(ran()).toEqual([`@core/array/${name}`]);
        expectNear(got, callOf(name)(a), stepsOf(dtype));
      }
    }
});

test("whole powers of 2 and 10 have whole logarithms, and whole powers of 2 are exact", () => {
  const { runtime } = runtimes[0] as (typeof runtimes)[0];
  const two = Float64Array.from({ length: 2098 }, (_, i) => 2 ** (i - 1074));
  const ten = Float64Array.from({ length: 309 }, (_, i) => Number(`1e${i}`));
  const own = (data: Float64Array): NDArray => core.withRuntime(runtime, fromData(data, [data.length]));
  const list = (a: NDArray): number[] => [...(a.data as Float64Array)];
  expect(list(core.log2(own(two)))).toEqual(Array.from(two, (_, i) => i - 1074));
  expect(list(core.log10(own(ten)))).toEqual(Array.from(ten, (_, i) => i));
  expect(list(core.exp2(own(two.map((_, i) => i - 1074))))).toEqual(Array.from(two));
});

test.each([...unary, ...binary])("%s of any layout, NaN, infinities, zeros and denormals", (name) => {
  for (const dtype of ["float32", "float64"] as const)
    for (const shape of [[256], [16411], [3, 7, 113]])
      for (const layout of layouts) {
        const inputs = [laidOut(sampleArray(dtype, shape, 1), layout)];
        if (binary.includes(name)) inputs.push(sampleArray(dtype, shape, 2));
        const before = inputs.map((input) => input.copy());
        const firsts = new Map<string, NDArray>();
        for (const { backend, runtime, ran } of runtimes) {
          ran();
          const own = inputs.map((input) => core.withRuntime(runtime, input));
          const got = callOf(name)(...own);
          expect(ran()).toEqual([`@core/array/${name}`]);
          const first = firsts.get(backend.variant) ?? got;
          firsts.set(backend.variant, first);
          expectSame(got, first);
          backend.scope(() => expectSame(callOf(name)(...own.map((one) => backend.resident(one))), got));
          ran();
        }
        for (const first of firsts.values()) expectNear(first, callOf(name)(...inputs), stepsOf(dtype));
        expectSame(inputs, before);
      }
});

test("angles in all quarters, with zeros and infinities of both signs", () => {
  const ends = [0, -0, Infinity, -Infinity, Number.NaN, 1, -1, 5e-324, 1e308, -1e-300, 3, 0.5];
  const pairs = ends.flatMap((y) => ends.map((x) => [y, x] as const));
  const part = (which: 0 | 1): Float64Array =>
    Float64Array.from({ length: 300 }, (_, i) => (pairs[i % pairs.length] as readonly [number, number])[which]);
  for (const dtype of ["float32", "float64"] as const)
    for (const name of binary)
      for (const { runtime } of runtimes) {
        const [y, x] = [part(0), part(1)].map((data) => fromData(data, [300]).astype(dtype)) as [NDArray, NDArray];
        expectNear(callOf(name)(core.withRuntime(runtime, y), x), callOf(name)(y, x), stepsOf(dtype));
      }
});

test("powers of all sizes and signs", () => {
  for (const dtype of ["float32", "float64"] as const)
    for (const { runtime } of runtimes) {
      const n = 20000;
      const bases = Float64Array.from(
        { length: n },
        (_, i) => (i % 3 === 0 ? -1 : 1) * 2 ** ((i % 97) - 48) * (1 + i / n),
      );
      const some = [0.5, 2, 3, -1, 1.5, -7, 0.1, 10, 31, 0, 1, 1e-9, 1e5, -0.25];
      for (const exponents of [
        Float64Array.from({ length: n }, (_, i) => some[i % some.length] as number),
        Float64Array.from({ length: n }, (_, i) => (i % 401) / 50 - 4),
      ]) {
        const [x, y] = [bases, exponents].map((data) => fromData(data, [n]).astype(dtype)) as [NDArray, NDArray];
        expectNear(core.power(core.withRuntime(runtime, x), y) as NDArray, core.power(x, y) as NDArray, stepsOf(dtype));
      }
      const x = fromData(bases, [n]).astype(dtype) as NDArray;
      for (const exponent of some)
        expectNear(
          core.power(core.withRuntime(runtime, x), exponent) as NDArray,
          core.power(x, exponent) as NDArray,
          stepsOf(dtype),
        );
    }
});

test("far arguments keep their digits, in place too", () => {
  for (const dtype of ["float32", "float64"] as const)
    for (const name of ["sin", "cos", "tan"] as const)
      for (const { backend, runtime } of runtimes) {
        const a = fromData(
          Float64Array.from({ length: 40000 }, (_, i) => (i % 1000 === 0 ? 1e22 * (i + 1) : i / 100)),
          [40000],
        ).astype(dtype);
        const expected = callOf(name)(a);
        const own = core.withRuntime(runtime, a.copy());
        expectNear(callOf(name)(own, { out: own } as never), expected, stepsOf(dtype));
        backend.scope(() => {
          const there = backend.resident(core.withRuntime(runtime, a));
          callOf(name)(there, { out: there } as never);
          expectNear(there, expected, stepsOf(dtype));
        });
      }
});
