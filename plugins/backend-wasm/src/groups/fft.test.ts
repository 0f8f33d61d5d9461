import { elementsOf, type NDArray, withRuntime, zeros } from "@core/array";
import { checkSame, filledArray } from "@core/conformance";
import { fft, fftn, irfftn, rfft, rfftn } from "sci-fft";
import { expect, test } from "vitest";
import { wasmBackend } from "../plugin.js";
import { testTable, watchedRuntime } from "../testing.js";
import { table } from "./testing-fft.js";

const backends = await testTable(table);
const waves = (shape: readonly number[]): NDArray =>
  filledArray("float64", shape, (i) => 100 * (Math.sin(i * 1.7) + Math.cos(i * i * 0.013)));

test("what is not finite stays in its line", () => {
  for (const [dtype, bad] of [
    ["complex64", Number.NaN],
    ["complex128", Infinity],
    ["float32", -Infinity],
    ["float64", Number.NaN],
  ] as const)
    for (const n of [64, 67, 75, 1018])
      for (const axis of [0, 1]) {
        const x = waves(axis === 1 ? [21, n] : [n, 21]).astype(dtype);
        const own = axis === 1 ? x.slice("7:8", "3:4") : x.slice("3:4", "7:8");
        own.assign(bad);
        for (const { runtime, ran } of backends) {
          ran();
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

test("results of arrays that live in the memory live there too", () => {
  const calls: [NDArray, (x: NDArray) => NDArray][] = [
    [waves([48, 50, 6]), (x) => fftn(x, { axes: [0, 1] })],
    [waves([48, 50]), (x) => fftn(x)],
    [waves([64]), (x) => fft(x)],
    [waves([20, 80]), (x) => rfft(x)],
  ];
  for (const { backend, runtime } of backends)
    for (const [x, call] of calls) {
      const there = backend.resident(withRuntime(runtime, x.astype(call === calls[3]?.[1] ? "float64" : "complex128")));
      const result = backend.scope(() => call(there));
      expect(result.storage.pointer).toBeDefined();
      checkSame(result, call(there.copy()));
      result.storage.dispose?.();
      there.storage.dispose?.();
      expect(backend.used).toBe(0);
    }
});

test("other points than there are, and halves along other axes, go axis by axis", () => {
  for (const { runtime, ran } of backends) {
    const x = withRuntime(runtime, waves([40, 50]).astype("complex128"));
    ran();
    for (const call of [
      () => fftn(x, { s: [41, 50] }),
      () => fftn(x, { s: [40, 44] }),
      () => irfftn(x, { axes: [1, 0] }),
    ]) {
      call();
      expect(ran()).not.toContain("sci-fft/fftn");
    }
    rfftn(withRuntime(runtime, waves([40, 50])), { axes: [1, 0] });
    expect(ran()).toEqual(["sci-fft/rfft", "sci-fft/fft"]);
  }
});

test("arrays without numbers keep their shape, and those beyond the limit are left to the reference body", async () => {
  for (const { runtime } of backends) expect(rfft(withRuntime(runtime, zeros([0, 64]))).shape).toEqual([0, 33]);
  const tight = await wasmBackend({ groups: ["fft"], threads: 1, limit: 2 ** 20 });
  const { runtime, ran } = watchedRuntime(tight.plugin);
  const x = waves([65536]).astype("complex128");
  checkSame(fft(withRuntime(runtime, x)), fft(x));
  expect(ran()).toEqual([]);
  tight.dispose();
});
