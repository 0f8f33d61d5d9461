import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as core from "@core/array";
import { fromData, type NDArray, withRuntime } from "@core/array";
import { kmeans2 } from "sci-cluster";
import { fft, fft2, irfft, rfft } from "sci-fft";
import { cubicSpline } from "sci-interpolate";
import { eigh, qr, solve, svd } from "sci-linalg";
import * as ndimage from "sci-ndimage";
import { convolve, lfilter, savgolFilter, sosfilt, upfirdn } from "sci-signal";
import { cdist } from "sci-spatial";
import { afterAll, describe, expect, test } from "vitest";
import { wasmBackend } from "./plugin.js";
import { expectSame, watchedRuntime } from "./testing.js";

// Memory that is not shared moves when it grows: views of it that programs, or bodies that call kernels, made before are gone.
const image = (dtype: core.DType): NDArray =>
  fromData(
    Float64Array.from({ length: 600 * 500 }, (_, i) => Math.round(60 * Math.sin(i / 7)) + ((i * 7919) % 61)),
    [600, 500],
  ).astype(dtype);
const square = core.add(core.multiply(image("float64").slice(":200", ":200"), 0.01), core.multiply(core.eye(200), 50));

const calls: Readonly<Record<string, readonly [NDArray, (a: NDArray) => unknown]>> = {
  add: [image("float32"), (a) => core.add(a, a)],
  "sum of columns": [image("float64"), (a) => core.sum(a, { axis: 0 })],
  "add a number": [image("float32"), (a) => core.add(a, 2.5)],
  "subtract from a number": [image("float64"), (a) => core.subtract(100, a)],
  "add a row": [image("float64"), (a) => core.add(a, a.slice(3))],
  "add a plain array": [image("float64"), (a) => core.add(a, image("float64"))],
  "compare with a number": [image("float32"), (a) => core.greater(a, 5)],
  where: [image("float32"), (a) => core.where(core.greater(a, 5), a, 0)],
  power: [image("float64"), (a) => core.power(a, 2.5)],
  "power of a number": [image("float64"), (a) => core.power(1e30, a)],
  arctan2: [image("float64"), (a) => core.arctan2(a.slice(0), a)],
  sum: [image("float64"), (a) => core.sum(a, { axis: 1 })],
  argmax: [image("float64"), (a) => core.argmax(a, { axis: 1 })],
  variance: [image("float32"), (a) => core.variance(a, { axis: 0 })],
  median: [image("float64"), (a) => core.median(a, { axis: 0 })],
  sin: [image("float64"), (a) => core.sin(a)],
  evaluate: [image("float64"), (a) => core.evaluate("a * a + 2 * a - sin(a)", { a })],
  matmul: [image("float64"), (a) => core.matmul(a, a.T)],
  fft: [image("complex128"), (a) => fft(a)],
  "fft, longer": [image("complex128"), (a) => fft(a, { n: 900 })],
  "fft, first axis": [image("complex128"), (a) => fft(a, { axis: 0, n: 700 })],
  "fft of a prime length": [image("complex128"), (a) => fft(a, { n: 499 })],
  fft2: [image("complex128"), (a) => fft2(a)],
  "fft2 of numbers": [image("float64"), (a) => fft2(a)],
  rfft: [image("float64"), (a) => rfft(a)],
  irfft: [image("complex128"), (a) => irfft(a, { n: 998 })],
  svd: [square, (a) => svd(a)[1]],
  qr: [square, (a) => qr(a)],
  eigh: [core.add(square, square.T), (a) => eigh(a)[0]],
  solve: [square, (a) => solve(a, a)],
  cdist: [image("float64").slice(":", ":7"), (a) => cdist(a, a)],
  kmeans2: [image("float64").slice(":", ":7"), (a) => kmeans2(a, a.slice(":9").copy(), { minit: "matrix" })],
  gaussianFilter: [image("float64"), (a) => ndimage.gaussianFilter(a, 3)],
  correlate1d: [image("float64"), (a) => ndimage.correlate1d(a, [0.1, 0.5, 0.2], { axis: 0 })],
  uniformFilter: [image("float64"), (a) => ndimage.uniformFilter(a, { size: 5 })],
  medianFilter: [image("uint8"), (a) => ndimage.medianFilter(a, { size: 3 })],
  maximumFilter: [image("float64"), (a) => ndimage.maximumFilter(a, { size: 5 })],
  rotate: [image("float64"), (a) => ndimage.rotate(a, 30)],
  zoom: [image("float32"), (a) => ndimage.zoom(a, 1.5, { order: 1 })],
  label: [image("int32"), (a) => ndimage.label(core.greater(a, 20))],
  binaryErosion: [image("int32"), (a) => ndimage.binaryErosion(core.greater(a, -20), { iterations: 2 })],
  distanceTransformEdt: [image("int32"), (a) => ndimage.distanceTransformEdt(core.greater(a, -20))],
  lfilter: [image("float64"), (a) => lfilter([0.2, 0.3], [1, -0.5], a)],
  sosfilt: [image("float64"), (a) => sosfilt([[0.2, 0.3, 0.1, 1, -0.5, 0.1]], a, { axis: 0 })],
  "one line": [image("float64").reshape(-1), (a) => lfilter([0.2, 0.3, 0.1], [1, -0.5, 0.2], a)],
  savgolFilter: [image("float64"), (a) => savgolFilter(a, 7, 2)],
  upfirdn: [image("float64"), (a) => upfirdn([0.1, 0.2, 0.3], a, { up: 3, down: 2 })],
  convolve: [image("float64"), (a) => convolve(a, core.ones([3, 3]), { mode: "same", method: "direct" })],
  cubicSpline: [image("float64").reshape(-1), (a) => cubicSpline(core.arange(50), core.sin(core.arange(50)))(a)],
};
const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);

describe.each([1, 3])("arrays that live in WebAssembly memory, %d threads", async (threads) => {
  const backend = await wasmBackend({ threads, deterministic: true });
  const { runtime, ran } = watchedRuntime(backend.plugin);
  afterAll(() => backend.dispose());
  test.each(Object.keys(calls))("%s", (name) => {
    const [given, call] = calls[name] as (typeof calls)[string];
    const expected = call(given);
    const there = backend.resident(withRuntime(runtime, given));
    const view = there.data;
    const { used } = backend;
    const tolerance = /sin|power|arctan|evaluate|fft|svd|qr|eigh|solve|matmul|variance/.test(name) ? 1e-9 : 0;
    ran();
    backend.scope(() => {
      expectSame(call(there), expected, tolerance);
    });
    expect(ran().length).toBeGreaterThan(0);
    expect(bytesOf(view).equals(bytesOf(there.data))).toBe(true);
    expect(backend.used).toBe(used);
    expectSame(there, given);
    there.storage.dispose?.();
  });
});

test("arrays that nobody holds any more, nor their elements, are given back", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const backend = await wasmBackend({ threads: 1 });
  const collectUntil = async (bytes: number) => {
    for (let i = 0; i < 20 && backend.used > bytes; i++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const held: unknown[] = [];
  const work = () => {
    backend.resident(core.zeros([100000]));
    held.push(backend.resident(core.ones([100000])).data);
    expect(backend.used).toBeGreaterThanOrEqual(1600000);
  };
  work();
  await collectUntil(900000);
  expect(backend.used).toBeLessThan(900000);
  expect(backend.used).toBeGreaterThanOrEqual(800000);
  expect((held[0] as Float64Array).every((value) => value === 1)).toBe(true);
  held.length = 0;
  await collectUntil(0);
  expect(backend.used).toBe(0);
});
