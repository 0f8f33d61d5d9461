import type { NDArray } from "@core/array";
import * as core from "@core/array";
import { checkSame, filledArray, type Tolerance } from "@core/conformance";
import { BaseSignal, diff, integrateSimpson } from "@core/signal";
import { expect, test } from "vitest";
import { openBackends } from "./testing.js";

// More elements than a float32 counts, and an odd number of them.
const n = 2 ** 24 + 3;
const arrays: Readonly<Record<string, NDArray>> = {
  float32: filledArray("float32", [n], (i) => (i % 1000) / 1024 + (i === n - 1 ? 5 : 0)),
  uint8: filledArray("uint8", [n], (i) => (i === n - 1 ? 255 : i % 251)),
};
const backends = await openBackends(
  ["elementwise", "reductions", "columns", "math", "selection", "signals"],
  [{ threads: 1 }, { threads: 2 }],
);

type Work = (a: NDArray) => unknown;
const images = (a: NDArray): NDArray => a.slice(`:${n - 3}`).reshape([4096, 4096]);
const elementwise: Work = (a) => core.add(a, a);
const rows: readonly (readonly [string, readonly string[], Work, Tolerance?])[] = [
  ["add", ["float32", "uint8"], elementwise],
  ["greater", ["float32", "uint8"], (a) => core.greater(a, 0.5)],
  ["sum", ["float32", "uint8"], (a) => core.sum(a)],
  ["argmax", ["float32", "uint8"], (a) => core.argmax(a)],
  ["variance", ["float32"], (a) => core.variance(a), { largest: 1e-7 }],
  ["sum", ["float32", "uint8"], (a) => core.sum(images(a), { axis: 0 })],
  ["exp", ["float32"], (a) => core.exp(a), { steps: 1 }],
  ["ranks", ["float32"], (a) => core.median(a)],
  ["histogram", ["float32", "uint8"], (a) => core.histogram(a, { bins: 256 })],
  ["differences", ["float32"], (a) => diff(new BaseSignal(a), 0).data],
  ["weightedSum", ["float32", "uint8"], (a) => integrateSimpson(new BaseSignal(images(a)), 0).data],
];

test.each(rows.map(([name, , work]) => [name, work] as const))(
  "%s of more than 2^24 elements",
  (name, work) => {
    const [, dtypes, , tolerance] = rows.find((row) => row[2] === work) as (typeof rows)[number];
    for (const dtype of dtypes) {
      const a = arrays[dtype] as NDArray;
      const expected = work(a);
      for (const { backend, runtime, ran } of backends) {
        const own = core.withRuntime(runtime, a);
        ran();
        const got = work(own);
        expect(ran().some((id) => id.endsWith(`/${name}`))).toBe(true);
        checkSame(got, expected, tolerance);
        const { used } = backend;
        backend.scope(() => checkSame(work(backend.resident(own)), got));
        expect(backend.used).toBe(used);
      }
    }
  },
  120_000,
);

test("the last of more than 2^24 elements counts", () => {
  for (const { runtime } of backends) {
    const [float, byte] = ["float32", "uint8"].map((dtype) => core.withRuntime(runtime, arrays[dtype] as NDArray));
    expect(core.argmax(float as NDArray)).toBe(n - 1);
    expect(core.argmax(byte as NDArray)).toBe(n - 1);
    const whole = Math.floor((n - 1) / 251);
    const rest = n - 1 - whole * 251;
    expect(core.sum(byte as NDArray)).toBe(whole * ((250 * 251) / 2) + (rest * (rest - 1)) / 2 + 255);
  }
});
