import { createRuntime } from "@core/array";
import { describe, expect, test } from "vitest";
import { errorOf, toyFile, toys } from "../../golden/toy.js";
import {
  bytesFile,
  encode,
  type LoadSource,
  load,
  loadAll,
  makeSignal,
  openSource,
  save,
  signalCore,
} from "../index.js";

const runtime = createRuntime({ plugins: [signalCore, toys] });
const inNode = "process" in globalThis && process.versions?.node !== undefined;
const one = toyFile("TOY1", [1, 2, 3]);
const two = toyFile("TOY1", [1, 2, 3], [4, 5]);

describe("loading", () => {
  test("takes bytes, blobs, files and addresses", async () => {
    const blob = new Blob([one as BlobPart]);
    const sources: LoadSource[] = [one, one.slice().buffer, blob, new File([blob], "a.toy"), bytesFile(one, "a.toy")];
    const address = `data:application/octet-stream;base64,${btoa(String.fromCharCode(...one))}`;
    for (const source of [...sources, address, new URL(address)]) {
      const signal = await load(runtime, source);
      expect(`${signal} ${signal.type}`).toBe("<Signal1D, title: signal 0, dimensions: (|3)> TOY");
      expect(signal.data.runtime).toBe(runtime);
    }
    const view = new Uint8Array(Uint8Array.from([9, 9, ...one, 9]).buffer, 2, one.length);
    expect((await load(runtime, view)).data.toNested()).toEqual([1, 2, 3]);
  });

  test("gives the only signal, the one asked for, or all", async () => {
    expect((await loadAll(runtime, two)).map((signal) => signal.data.size)).toEqual([3, 2]);
    expect((await load(runtime, two, { index: 1 })).title).toBe("signal 1");
    expect((await load(runtime, two, { index: -1 })).title).toBe("signal 1");
    expect(await errorOf(load(runtime, two))).toMatch(/BAD_ARGUMENT.*2 signals.*loadAll.*0: .*signal 0.*1: .*signal 1/);
    for (const index of [2, -3, 0.5])
      expect(await errorOf(load(runtime, two, { index }))).toMatch("[BAD_ARGUMENT] index");
  });

  test("chooses by first bytes, then by extension, and tries what may fit", async () => {
    expect((await load(runtime, toyFile("TOY2", [7]), { name: "a.toy" })).data.toNested()).toEqual([7]);
    expect((await load(runtime, toyFile("TOY2", [7]), { name: "a.wrong" })).data.toNested()).toEqual([7]);
    expect((await load(runtime, toyFile("SLNT", [7]), { name: "A.SLT" })).data.toNested()).toEqual([7]);
    expect((await load(runtime, toyFile("SLNT", [7]), { reader: "silent" })).data.toNested()).toEqual([7]);
    expect((await load(runtime, toyFile("SLNT", [7]), { reader: ".slt" })).data.toNested()).toEqual([7]);
  });

  test("says what was tried and why it failed", async () => {
    const message = await errorOf(load(runtime, toyFile("NOPE", [7]), { name: "a.toy" }));
    expect(message).toMatch(/BAD_FILE.*a\.toy.*Toy: .*begin with TOY1.*Toy 2: .*begin with TOY2/);
    expect(await errorOf(load(runtime, one.subarray(0, 6)))).toMatch(/BAD_FILE.*Toy: cut off/);
    expect(await errorOf(load(runtime, toyFile("NOPE"), { name: "a.brk" }))).toMatch(/BAD_FILE.*holds no signal/);
  });

  test("says which package reads a format", async () => {
    expect(await errorOf(load(runtime, toyFile("NOPE", [7]), { name: "a.dm4" }))).toMatch(
      /MISSING.*Toy \(\.toy\).*pnpm add io-dm/,
    );
    expect(await errorOf(load(runtime, toyFile("NOPE", [7])))).toMatch(/MISSING.*no reader/);
    expect(await errorOf(load(runtime, one, { reader: "hspy" }))).toMatch(/MISSING.*reader.*Toy/);
    const hinted = createRuntime({ plugins: [signalCore], hints: { "reader:abc": "io-abc" } });
    expect(await errorOf(load(hinted, one, { name: "a.abc" }))).toMatch(/MISSING.*it has none.*pnpm add io-abc/);
  });

  test("refuses what is no source and no runtime", async () => {
    for (const source of [undefined, null, 3, {}, "", "http://["])
      expect(await errorOf(load(runtime, source as never)), String(source)).toMatch("[BAD_ARGUMENT] source");
    expect(await errorOf(load(undefined as never, one))).toMatch("[BAD_ARGUMENT] load");
    expect(await errorOf(load(one as never, one))).toMatch("[BAD_ARGUMENT] load");
    expect(await errorOf(load(runtime, new Uint8Array(0)))).toMatch("[BAD_FILE] the file is empty");
    expect(await errorOf(load(runtime, "http://127.0.0.1:1/a.toy"))).toMatch("[NOT_FOUND]");
  });

  test.skipIf(inNode)("refuses paths in a browser", async () => {
    expect(await errorOf(load(runtime, "a.toy"))).toMatch(/UNSUPPORTED.*File/);
    expect(await errorOf(load(runtime, "file:///a.toy"))).toMatch(/UNSUPPORTED.*File/);
    expect(await errorOf(save(runtime, makeSignal([1]), "a.toy"))).toMatch(/UNSUPPORTED.*encode/);
  });

  test("stops when asked", async () => {
    const control = new AbortController();
    const file = { ...bytesFile(one), bytes: async () => Promise.reject(new Error("late")) };
    const loading = load(runtime, file, { signal: control.signal });
    control.abort();
    expect(await errorOf(loading)).toMatch("[ABORTED]");
  });

  test("reads parts of blobs and bytes", async () => {
    for (const source of [one, new Blob([one as BlobPart])]) {
      const file = await openSource(source, { name: "x.toy" });
      expect([file.name, file.size, ...(await file.read(2, 3))]).toEqual(["x.toy", 8, 89, 49, 3]);
      expect((await file.read(6, 100)).length).toBe(2);
    }
  });
});

describe("encoding", () => {
  test("gives the bytes of a file", async () => {
    const signal = makeSignal([1, 2, 3]);
    expect([...(await encode(runtime, signal, "toy"))]).toEqual([...one]);
    expect([...(await encode(runtime, signal, ".TOY"))]).toEqual([...one]);
    expect([...(await encode(runtime, signal, "Toy"))]).toEqual([...one]);
  });

  test("refuses options that neither it nor the writer knows", async () => {
    const signal = makeSignal([1]);
    const format = { name: "Strict", extensions: ["strict"], description: "" };
    const schema = (name: string) => ({ type: "object", properties: { [name]: {} }, additionalProperties: false });
    const read = async () => [makeSignal([7])];
    const write = async () => new Uint8Array(8);
    const plugin = {
      name: "strict",
      version: "1.0.0",
      provides: {
        "@core/signal/reader#1": [{ format, options: schema("page"), read }],
        "@core/signal/writer#1": [{ format, options: schema("level"), write }],
      },
    };
    const strict = createRuntime({ plugins: [signalCore, plugin] });
    expect(await errorOf(encode(strict, signal, "strict", { levle: 3 }))).toMatch(
      /BAD_ARGUMENT. encode: "levle" .*allowed are .*level/,
    );
    expect((await encode(strict, signal, "strict", { level: 3, page: undefined })).length).toBe(8);
    expect(await errorOf(load(strict, one, { reader: "strict", pages: 2 }))).toMatch(
      /BAD_ARGUMENT. load: "pages" .*allowed are reader, name, index, .*page/,
    );
    expect((await load(strict, one, { reader: "strict", page: 2, maxBytes: 100 })).data.size).toBe(1);
  });

  test("says why it cannot", async () => {
    expect(await errorOf(encode(runtime, makeSignal([[1]]), "toy"))).toMatch(/UNSUPPORTED.*more than one axis/);
    expect(await errorOf(encode(runtime, makeSignal([1]), "hspy"))).toMatch(/MISSING.*Toy.*pnpm add io-hspy/);
    expect(await errorOf(encode(runtime, makeSignal([1]), undefined as never))).toMatch(/MISSING/);
    expect(await errorOf(encode(runtime, [1] as never, "toy"))).toMatch(/BAD_ARGUMENT. signal/);
  });
});
