import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { exp, fromData, multiply, type NDArray } from "@core/array";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as api from "../index.js";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Functions in plain JavaScript, as an app would have them in a module of its own. */
const source = `
export const scaled = (data, { k = 1, offset = 0 }, [x = 0]) => {
  const result = data.copy();
  for (let i = 0; i < result.data.length; i++) result.data[i] = result.data[i] * k + offset + x;
  return result;
};
export const first = (data) => data.get(0);
export const mixed = (data, _, [x = 0]) => (x === 3 ? data.astype("float64") : data);
export const ragged = (data, _, [x = 0]) => data.slice(":" + (x % 3));
export const fails = (_, __, [x = 0]) => { if (x === 2) throw new Error("position 2"); return x; };
export const sums = (data, { weights }) => { let sum = 0; for (let i = 0; i < data.size; i++) sum += data.get(i) * weights.get(i); return sum; };
export const slow = async (data) => { await new Promise((resolve) => setTimeout(resolve, 20)); return data; };
`;

let folder = "";
let module = "";
let workerFile = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "map-"));
  module = pathToFileURL(join(folder, "functions.mjs")).href;
  workerFile = join(folder, "worker.mjs");
  await writeFile(join(folder, "functions.mjs"), source);
  await build({
    stdin: {
      contents: `import { exp } from "@core/array"; import { serveMap } from "../worker.js"; serveMap({ exp: (data) => exp(data) });`,
      resolveDir: here,
      loader: "ts",
    },
    bundle: true,
    format: "esm",
    platform: "node",
    conditions: ["hyperscope-source"],
    outfile: workerFile,
    logLevel: "error",
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const worker = (): Worker => new Worker(workerFile);
const parallel = { parallel: true, maxWorkers: 2, worker } as const;

function spectra(shared = false): api.Signal1D {
  const length = 5 * 7 * 6;
  const buffer = shared ? new SharedArrayBuffer(4 * length) : new ArrayBuffer(4 * length);
  const elements = new Float32Array(buffer as ArrayBuffer);
  for (let i = 0; i < length; i++) elements[i] = Math.sin(i);
  return new api.Signal1D(fromData(elements, [5, 7, 6]), {
    axes: [{ name: "y" }, { name: "x" }, { name: "E", scale: 2 }],
  });
}

describe("map in other threads", () => {
  for (const shared of [false, true])
    test(`gives what this thread gives, memory ${shared ? "shared" : "copied"}`, async () => {
      const signal = spectra(shared);
      const gains = new api.BaseSignal(
        fromData(
          Float64Array.from({ length: 35 }, (_, i) => i),
          [5, 7],
        ),
      ).T;
      const parameters = { k: gains, offset: 2 };
      const apply = { module, name: "scaled" };
      const serial = await api.mapAsync(signal, apply, { parameters });
      const told: number[] = [];
      const threads = await api.mapAsync(signal, apply, {
        parameters,
        ...parallel,
        onProgress: (done) => told.push(done),
      });
      expect(threads.data.dtype).toBe("float32");
      expect(threads.data.toNested()).toEqual(serial.data.toNested());
      expect(String(threads)).toBe(String(serial));
      expect(threads.axes).toEqual(serial.axes);
      expect(told.at(-1)).toBe(35);
    });

  test("takes views, whatever their strides", async () => {
    const view = spectra().inav("::-1", "1:4").isig("::2");
    const serial = await api.mapAsync(view, { module, name: "scaled" }, { parameters: { k: 3 } });
    const threads = await api.mapAsync(view, { module, name: "scaled" }, { parameters: { k: 3 }, ...parallel });
    expect(threads.data.toNested()).toEqual(serial.data.toNested());
  });

  test("calls what the workers know by its name", async () => {
    const signal = spectra();
    const threads = await api.mapAsync(signal, "exp", parallel);
    expect(threads.data.toNested()).toEqual(api.map(signal, (data) => exp(data)).data.toNested());
    await expect(api.mapAsync(signal, "sqrt", parallel)).rejects.toThrow("[MISSING]");
  });

  test("promotes over all positions, and hands arrays over as parameters", async () => {
    const mixed = await api.mapAsync(spectra(), { module, name: "mixed" }, parallel);
    expect(mixed.data.dtype).toBe("float64");
    const weights = fromData(Float64Array.of(1, 2, 3, 4, 5, 6), [6]);
    const sums = await api.mapAsync(spectra(), { module, name: "sums" }, { parameters: { weights }, ...parallel });
    const serial = await api.mapAsync(spectra(), { module, name: "sums" }, { parameters: { weights } });
    expect(sums.data.toNested()).toEqual(serial.data.toNested());
    expect(String(sums)).toBe("<BaseSignal, title: , dimensions: (7, 5|)>");
  });

  test("gives ragged results, and takes ragged signals", async () => {
    const signal = spectra();
    const ragged = await api.mapAsync(signal, { module, name: "ragged" }, { ragged: true, ...parallel });
    const serial = await api.mapAsync(signal, { module, name: "ragged" }, { ragged: true });
    const lists = (one: api.SignalLike): unknown[] => api.raggedItems(one).map((item) => (item as NDArray).toNested());
    expect(lists(ragged)).toEqual(lists(serial));
    const again = await api.mapAsync(ragged, { module, name: "scaled" }, { parameters: { k: 2 }, ...parallel });
    const twice = await api.mapAsync(serial, { module, name: "scaled" }, { parameters: { k: 2 } });
    expect(lists(again)).toEqual(lists(twice));
  });

  test("works in place", async () => {
    const signal = spectra();
    const wanted = multiply(signal.data, 2);
    const told: unknown[] = [];
    signal.events.dataChanged.connect((one) => told.push(one));
    await api.mapAsync(signal, async (data: NDArray) => multiply(data, 2), { inplace: true });
    expect(signal.data.toNested()).toEqual(wanted.toNested());
    expect(told).toEqual([signal]);
  });

  test("brings errors back and stops when asked", async () => {
    await expect(api.mapAsync(spectra(), { module, name: "fails" }, parallel)).rejects.toThrow("position 2");
    await expect(api.mapAsync(spectra(), { module, name: "none" }, parallel)).rejects.toThrow("[MISSING]");
    await expect(api.mapAsync(spectra(), (data: NDArray) => data, parallel)).rejects.toThrow("[BAD_ARGUMENT]");
    await expect(api.mapAsync(spectra(), { module: 3 as never }, parallel)).rejects.toThrow("[BAD_ARGUMENT]");
    await expect(api.mapAsync(spectra(), { module, name: "first" }, { ...parallel, maxWorkers: 0 })).rejects.toThrow(
      "[BAD_ARGUMENT]",
    );
    await expect(api.mapAsync(spectra(), { module, name: "ragged" }, parallel)).rejects.toThrow("[BAD_SHAPE]");
    const controller = new AbortController();
    const slow = api.mapAsync(spectra(), { module, name: "slow" }, { ...parallel, signal: controller.signal });
    setTimeout(() => controller.abort(), 100);
    await expect(slow).rejects.toThrow("[ABORTED]");
    await expect(api.mapAsync(spectra(), { module, name: "slow" }, { signal: AbortSignal.abort() })).rejects.toThrow(
      "[ABORTED]",
    );
    const late = new AbortController();
    const serial = api.mapAsync(spectra(), { module, name: "slow" }, { signal: late.signal });
    setTimeout(() => late.abort(), 50);
    await expect(serial).rejects.toThrow("[ABORTED]");
  });
});
