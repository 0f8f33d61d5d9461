import { array, type NDArray } from "@core/array";
import { isCoreError } from "@core/array/runtime";
import type { ReadOptions, SignalLike, SignalParts, SourceFile } from "@core/signal";
import { MetadataTree, UniformDataAxis } from "@core/signal";
import { describe, expect, it } from "vitest";
import { encodeNpy, encodeNpz, npy } from "./index.js";
import { npyReader, npyWriter, npzReader, npzWriter } from "./plugin.js";
import { readNpy, readNpz } from "./read.js";

function source(bytes: Uint8Array, name: string, claimed = bytes.length): SourceFile {
  return {
    name,
    size: claimed,
    read: async (start, length) => bytes.subarray(start, start + length),
    bytes: async () => bytes,
  };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "nothing thrown",
    (error) => (isCoreError(error) ? error.code : `not coded: ${error}`),
  );
}

const a = array([
  [1, 2, 3],
  [4, 5, 6],
]);
const file = source(encodeNpy(a), "map.npy");
const titleOf = (signal: SignalParts | undefined): unknown => signal?.metadata?.get("General.title");

describe("readers", () => {
  it("gives an npy file as one signal whose axes are all signal axes", async () => {
    const [signal, ...more] = await readNpy(file, {});
    expect(more).toEqual([]);
    expect(signal?.data.toNested()).toEqual(a.toNested());
    expect(signal?.axes?.map(({ size, navigate, name }) => [size, navigate, name])).toEqual([
      [2, false, undefined],
      [3, false, undefined],
    ]);
    expect(titleOf(signal)).toBe("map");
  });
  it("makes navigation axes where asked, counted from the end too", async () => {
    for (const [navigationAxes, expected] of [
      [[0], [true, false]],
      [[-1], [false, true]],
    ]) {
      const [signal] = await readNpy(file, { navigationAxes });
      expect(signal?.axes?.map(({ navigate }) => navigate)).toEqual(expected);
    }
    for (const navigationAxes of [[2], [-3], 0, ["x"], [0.5]])
      expect(await codeOf(readNpy(file, { navigationAxes }))).toBe("BAD_ARGUMENT");
  });
  it("gives a single number one axis", async () => {
    const [signal] = await readNpy(source(encodeNpy(array(3) as NDArray), "n.npy"), {});
    expect(signal?.data.toNested()).toEqual([3]);
    expect(signal?.axes?.length).toBe(1);
  });
  it("gives each array of an npz file with its name as title", async () => {
    const npz = source(encodeNpz({ one: a, two: array([1]) }), "maps.npz");
    expect((await readNpz(npz, {})).map(titleOf)).toEqual(["one", "two"]);
    expect((await readNpz(npz, { names: ["two"] })).map(titleOf)).toEqual(["two"]);
    expect(await codeOf(readNpz(npz, { names: "two" as unknown as string[] }))).toBe("BAD_ARGUMENT");
    expect(await codeOf(readNpz(source(encodeNpz({}), "none.npz"), {}))).toBe("BAD_FILE");
  });
  it("reads in pieces, tells how far it is and stops when asked", async () => {
    const big = source(encodeNpy(array(new Float64Array(3_000_000).fill(2))), "big.npy");
    const steps: number[][] = [];
    const [signal] = await readNpy(big, { onProgress: (done, total) => steps.push([done, total]) });
    expect(signal?.data.get(2_999_999)).toBe(2);
    expect(steps).toEqual([
      [2 ** 24, 24e6],
      [24e6, 24e6],
    ]);
    const controller = new AbortController();
    const options: ReadOptions = { signal: controller.signal, onProgress: () => controller.abort() };
    expect(await codeOf(readNpy(big, options))).toBe("ABORTED");
  });
  it("finds out that a file is shorter than its source says", async () => {
    const bytes = encodeNpy(a);
    expect(await codeOf(readNpy(source(bytes.subarray(0, 150), "x.npy", bytes.length), {}))).toBe("BAD_FILE");
    expect(await codeOf(readNpy(source(bytes.subarray(0, 150), "x.npy"), {}))).toBe("BAD_FILE");
  });
  it("checks maxBytes", async () => {
    expect(await codeOf(readNpy(file, { maxBytes: 40 }))).toBe("BAD_FILE");
    expect(await codeOf(readNpy(file, { maxBytes: Number.NaN }))).toBe("BAD_ARGUMENT");
  });
  it("knows its files by their first bytes", () => {
    const sniff = (reader: typeof npyReader, bytes: Uint8Array): number => reader.format.sniff?.(bytes) ?? -1;
    const none = new TextEncoder().encode("hello");
    const zip = encodeNpz({ a });
    expect([encodeNpy(a), zip, none, new Uint8Array(0)].map((bytes) => sniff(npyReader, bytes))).toEqual([1, 0, 0, 0]);
    expect([encodeNpy(a), zip, none, new Uint8Array(0)].map((bytes) => sniff(npzReader, bytes))).toEqual([0, 1, 0, 0]);
    expect(sniff(npzReader, encodeNpz({}))).toBeGreaterThan(0);
  });
});

describe("writers", () => {
  const signal: SignalLike = {
    data: a,
    axes: a.shape.map((size) => new UniformDataAxis({ size })),
    metadata: new MetadataTree({ General: { title: "A title" } }),
    type: "",
  };
  const written = async (writer: typeof npyWriter, options = {}): Promise<Uint8Array> => {
    const write = "load" in writer.write ? await writer.write.load() : writer.write;
    return write(signal, options);
  };
  it("writes what the reader reads", async () => {
    const [back] = await readNpy(source(await written(npyWriter), "b.npy"), {});
    expect(back?.data.toNested()).toEqual(a.toNested());
    const [named] = await readNpz(source(await written(npzWriter, { compress: true }), "b.npz"), {});
    expect([titleOf(named), named?.data.toNested()]).toEqual(["A title", a.toNested()]);
  });
  it("is one plugin with two readers and two writers", () => {
    expect(Object.values(npy.provides ?? {}).map((values) => values.length)).toEqual([2, 2]);
  });
});
