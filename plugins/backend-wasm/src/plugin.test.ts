import { setFlagsFromString } from "node:v8";
import { add, array, type NDArray, sqrt, withRuntime } from "@core/array";
import { createRuntime, isCoreError } from "@core/array/runtime";
import { Signal1D } from "@core/signal";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { type WasmBackend, wasm, wasmBackend } from "./plugin.js";
import { expectSame, sampleArray, watchedRuntime } from "./testing.js";

const opened: WasmBackend[] = [];
async function open(options: Parameters<typeof wasmBackend>[0] = {}): Promise<WasmBackend> {
  const backend = await wasmBackend(options);
  opened.push(backend);
  return backend;
}
afterAll(() => {
  for (const backend of opened) backend.dispose();
});
afterEach(() => vi.unstubAllGlobals());

test("the plugin goes into a runtime, and arrays there use its kernels", async () => {
  const runtime = createRuntime({ plugins: [await wasm({ threads: 1 })] });
  const a = withRuntime(runtime, sampleArray("float32", [1000], 1));
  expectSame(add(a, a), add(sampleArray("float32", [1000], 1), sampleArray("float32", [1000], 1)));
});

test("arrays in WebAssembly memory give arrays there, which a scope gives back", async () => {
  const backend = await open({ threads: 2 });
  const { runtime } = watchedRuntime(backend.plugin);
  const plain = sampleArray("float64", [300, 1000], 1);
  const a = backend.resident(withRuntime(runtime, plain));
  expect(a.storage.owner).toBe("backend-wasm");
  expectSame(a, plain);
  const before = backend.used;
  const kept = backend.scope(() => {
    const sum = add(a, a);
    return sqrt(add(sum, a));
  });
  expect(kept.storage.owner).toBe("backend-wasm");
  expectSame(kept, sqrt(add(add(plain, plain), plain)));
  expect(backend.used).toBe(before + 300 * 1000 * 8);
  kept.storage.dispose?.();
  expect(backend.used).toBe(before);
  expect(() => kept.get(0, 0)).toThrow(/disposed of/);
  a.storage.dispose?.();
  a.storage.dispose?.();
  expect(backend.used).toBe(0);
});

test("signals, the arrays in their metadata and the items of ragged ones leave a scope", async () => {
  using backend = await open({ threads: 1 });
  const { runtime } = watchedRuntime(backend.plugin);
  const data = backend.resident(withRuntime(runtime, sampleArray("float64", [30, 1000], 1)));
  const kept = backend.scope(() => {
    const s = new Signal1D(add(data, 1));
    s.metadata.set("Signal.Noise_properties.variance", add(data, 2));
    return { s, lines: s.map((line: NDArray) => sqrt(line), { ragged: true }) };
  });
  expect(kept.s.data.get(3, 4)).toBe((data.get(3, 4) as number) + 1);
  const variance = kept.s.metadata.get("Signal.Noise_properties.variance") as NDArray;
  expect(variance.get(29, 999)).toBe((data.get(29, 999) as number) + 2);
  const line = kept.lines.items?.[7] as NDArray;
  expect(line.get(5)).toBe(Math.sqrt((data.get(7, 5) as number) + 1));
});

test("asynchronous work is no work for a scope", async () => {
  using backend = await open({ threads: 1 });
  expect(() => backend.scope(async () => 1)).toThrow(/BAD_ARGUMENT.*promise/);
});

test("what a scope inside another returns belongs to the outer one; a failed scope leaves nothing", async () => {
  const backend = await open({ threads: 1 });
  const runtime = createRuntime({ plugins: [backend.plugin] });
  const a = backend.resident(withRuntime(runtime, sampleArray("float32", [4096], 1)));
  const before = backend.used;
  backend.scope(() => {
    const inner = backend.scope(() => ({ one: add(a, a), list: [sqrt(a)] }));
    expect(inner.one.get(3)).toBe(add(a, a).get(3));
  });
  expect(backend.used).toBe(before);
  expect(() =>
    backend.scope(() => {
      add(a, a);
      throw new Error("stop");
    }),
  ).toThrow("stop");
  expect(backend.used).toBe(before);
});

test("5000 temporaries of 8 MiB do not exhaust the memory", async () => {
  const backend = await open({ threads: 1, limit: 64 * 2 ** 20 });
  const runtime = createRuntime({ plugins: [backend.plugin] });
  const a = backend.resident(withRuntime(runtime, array([1.5]).astype("float64")));
  expect(a.storage.owner).toBe("backend-wasm");
  const wide = backend.resident(withRuntime(runtime, sampleArray("float64", [2 ** 20], 1)));
  let last: NDArray = wide;
  for (let i = 0; i < 5000; i++)
    last = wide.make("float64", [2 ** 20], backend.resident(i % 50 === 0 ? add(wide, wide) : wide).storage);
  expect(last.size).toBe(2 ** 20);
  expect(backend.used).toBeLessThanOrEqual(64 * 2 ** 20);
}, 60_000);

test("memory that grows leaves arrays in it whole, for threads and without", async () => {
  for (const threads of [1, 2]) {
    const backend = await open({ threads });
    const runtime = createRuntime({ plugins: [backend.plugin] });
    const first = sampleArray("float32", [1000], 7);
    const a = backend.resident(withRuntime(runtime, first));
    const large = backend.resident(withRuntime(runtime, sampleArray("float64", [2 ** 22], 1)));
    expectSame(a, first);
    large.storage.dispose?.();
  }
});

test("without WebAssembly there are no kernels and one diagnostic", async () => {
  vi.stubGlobal("WebAssembly", undefined);
  const told: string[] = [];
  const backend = await wasmBackend({ onDiagnostic: ({ code }) => told.push(code) });
  expect(backend.variant).toBe("none");
  const a = withRuntime(createRuntime({ plugins: [backend.plugin] }), sampleArray("float32", [1000], 1));
  expectSame(backend.resident(add(a, a)), add(sampleArray("float32", [1000], 1), sampleArray("float32", [1000], 1)));
  expect(told).toEqual(["WASM_ABSENT"]);
});

test("a policy that blocks WebAssembly counts as its absence", async () => {
  vi.stubGlobal("WebAssembly", {
    validate: () => {
      throw new Error("blocked by the content security policy");
    },
  });
  const told: string[] = [];
  expect((await wasmBackend({ onDiagnostic: ({ code }) => told.push(code) })).variant).toBe("none");
  expect(told).toEqual(["WASM_ABSENT"]);
});

test("deterministic results take the base binaries", async () => {
  expect((await open({ deterministic: true })).variant).toBe("base");
});

test.each([
  [null, "BAD_ARGUMENT"],
  [[], "BAD_ARGUMENT"],
  [{ thread: 2 }, "BAD_ARGUMENT"],
  [{ groups: "elementwise" }, "BAD_ARGUMENT"],
  [{ groups: ["elementwize"] }, "BAD_ARGUMENT"],
  [{ threads: 0 }, "BAD_VALUE"],
  [{ threads: 1.5 }, "BAD_VALUE"],
  [{ threads: 1000 }, "BAD_VALUE"],
  [{ limit: -1 }, "BAD_VALUE"],
  [{ limit: Number.NaN }, "BAD_VALUE"],
  [{ deterministic: 1 }, "BAD_ARGUMENT"],
  [{ binaries: "https://example.org" }, "BAD_ARGUMENT"],
  [{ onDiagnostic: true }, "BAD_ARGUMENT"],
])("options %j are refused with %s", async (options, code) => {
  const failure = await wasm(options as object).catch((error: unknown) => error);
  expect(isCoreError(failure, code as never)).toBe(true);
});

test("relaxed binaries are taken where the engine has them, and give the same to rounding", async () => {
  setFlagsFromString("--experimental-wasm-relaxed-simd");
  const backend = await open({ threads: 2 });
  expect(backend.variant).toBe("relaxed");
  const { runtime, ran } = watchedRuntime(backend.plugin);
  const plain = sampleArray("float32", [300, 1000], 3);
  const a = withRuntime(runtime, plain);
  expectSame(add(a, a), add(plain, plain));
  expect(ran()).toEqual(["@core/array/add"]);
});

test("10 000 calls leave no memory behind", async () => {
  const backend = await open({ threads: 2 });
  const runtime = createRuntime({ plugins: [backend.plugin] });
  const plain = withRuntime(runtime, sampleArray("float32", [1000], 1));
  const there = backend.resident(plain);
  const before = backend.used;
  for (let i = 0; i < 10_000; i++) {
    add(plain, plain);
    add(there, there).storage.dispose?.();
  }
  expect(backend.used).toBe(before);
  there.storage.dispose?.();
  expect(backend.used).toBe(0);
});

test("memory and backends are given back by using", async () => {
  const backend = await wasmBackend({ threads: 1 });
  {
    using memory = backend.resident(sampleArray("float32", [1000], 1)).storage as Required<NDArray["storage"]>;
    expect(memory.owner).toBe("backend-wasm");
    expect(backend.used).toBeGreaterThan(0);
  }
  expect(backend.used).toBe(0);
  backend[Symbol.dispose]();
});

test("where memory does not grow any more, plain memory serves and inputs stay", async () => {
  const grow = vi.spyOn(WebAssembly.Memory.prototype, "grow").mockImplementation(() => {
    throw new RangeError("no more memory");
  });
  try {
    const backend = await open({ threads: 1 });
    const runtime = createRuntime({ plugins: [backend.plugin] });
    const plain = sampleArray("float64", [2 ** 21], 5);
    const kept = plain.copy();
    const a = backend.resident(withRuntime(runtime, plain));
    expect(a.storage.owner).toBe("js");
    expectSame(add(a, a), add(kept, kept));
    expectSame(plain, kept);
  } finally {
    grow.mockRestore();
  }
});
