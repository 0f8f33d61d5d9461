import { array, createRuntime, type NDArray } from "@core/array";
import { encode, load, loadAll, makeSignal, Signal1D, signalCore } from "@core/signal";
import { describe, expect, it } from "vitest";
import { goldenFile } from "../golden/files.js";
import { hspy } from "./index.js";
import { hspyReader, hspyWriter } from "./plugin.js";

const runtime = createRuntime({ plugins: [signalCore, hspy] });

describe("the plugin", () => {
  it("loads HyperSpy's files by their name or their first bytes", async () => {
    const s = await load(runtime, goldenFile("latest.hspy"), { name: "latest.hspy" });
    expect(String(s)).toBe("<Signal1D, title: latest, dimensions: (2|5)>");
    expect(String(await load(runtime, goldenFile("version-2.0.hdf5")))).toBe(
      "<Signal2D, title: old, dimensions: (2|4, 3)>",
    );
    expect(await loadAll(runtime, goldenFile("navigation.hspy"))).toHaveLength(9);
  });
  it("keeps the type of a signal whose class is not there", async () => {
    const s = await load(runtime, goldenFile("eels.hspy"));
    expect(s.type).toBe("EELS");
    expect(s.metadata.get("Signal.signal_type")).toBe("EELS");
    expect(s.axes.at(-1)?.isBinned).toBe(true);
  });
  it("encodes what it loads", async () => {
    const s = new Signal1D(
      array([
        [1, 2],
        [3, 4],
      ]) as NDArray,
      { title: "A", runtime },
    );
    const back = await load(runtime, await encode(runtime, s, "hspy"));
    expect(String(back)).toBe("<Signal1D, title: A, dimensions: (2|2)>");
    expect(back.data.toNested()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });
  it("knows HDF5 by its signature, also behind a user block", () => {
    const sniff = (bytes: Uint8Array): number => hspyReader.format.sniff?.(bytes) ?? -1;
    expect(sniff(goldenFile("eels.hspy").subarray(0, 512))).toBeGreaterThan(0);
    expect(sniff(goldenFile("latest.hspy").subarray(0, 4096))).toBeGreaterThan(0);
    expect(sniff(new Uint8Array(4096))).toBe(0);
    expect(sniff(new Uint8Array(0))).toBe(0);
  });
  it("says beforehand what it cannot write", () => {
    expect(hspyWriter.refuses?.(makeSignal(array([1, 2]) as NDArray))).toBeUndefined();
    const axes = [{ expression: (x: number) => x, size: 2 }];
    expect(hspyWriter.refuses?.(makeSignal(array([1, 2]) as NDArray, { axes }))).toContain("function");
  });
});
