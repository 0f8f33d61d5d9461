import { isfinite, type NDArray, withRuntime } from "@core/array";
import { checkSame, filledArray } from "@core/conformance";
import { dct } from "sci-fft";
import { expect, test } from "vitest";
import { openBackends, testTable } from "../testing.js";
import { table } from "./testing-cosine.js";

const backends = await testTable(table);
const x: NDArray = filledArray("float64", [40, 40], (i) => 100 * Math.sin(i * 1.7));

test("results of arrays that live in the memory live there too", () => {
  for (const { backend, runtime } of backends) {
    const there = backend.resident(withRuntime(runtime, x));
    const result = backend.scope(() => dct(there));
    expect(result.storage.pointer).toBeDefined();
    checkSame(result, dct(withRuntime(runtime, x)));
    result.storage.dispose?.();
    there.storage.dispose?.();
    expect(backend.used).toBe(0);
  }
});

test("infinities stay in their line", () => {
  for (const { runtime } of backends)
    for (const dtype of ["float32", "float64"] as const)
      for (const value of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
        for (const axis of [0, 1]) {
          const finite = withRuntime(runtime, x.astype(dtype));
          const own = finite.copy();
          own.set([7, 7], value);
          const [got, expected] = [dct(own, { axis }), dct(finite, { axis })];
          for (let line = 0; line < 40; line++) {
            const of = (a: NDArray) => (axis === 0 ? a.slice(":", line) : a.slice(line));
            if (line !== 7) checkSame(of(got), of(expected));
            else expect(isfinite(of(got)).data.every((one) => one === 0)).toBe(true);
          }
        }
});

test("without the group of Fourier transforms the reference body serves", async () => {
  const [{ runtime, ran }] = (await openBackends(["cosine"], [{ threads: 1 }])) as [(typeof backends)[number]];
  checkSame(dct(withRuntime(runtime, x)), dct(x));
  expect(ran()).toEqual([]);
});
