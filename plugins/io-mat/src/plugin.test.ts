import { arange } from "@core/array";
import { createRuntime, isCoreError } from "@core/array/runtime";
import { encode, load, loadAll, Signal2D, signalCore } from "@core/signal";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import { decodeMat, mat, matReader, savemat } from "./index.js";

const runtime = createRuntime({ plugins: [signalCore, mat] });
const code = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "read",
    (error) => (isCoreError(error) ? error.code : error),
  );
const file = savemat({
  image: arange(12).reshape([3, 4]),
  line: [1, 2, 3],
  dose: 2.5,
  sample: { name: "SrTiO3", layers: [1, 2], tags: ["a", "bb"], tilt: 3 },
});

describe("reading", () => {
  it("gives a signal for each array, vectors with one axis, and keeps the rest beside them", async () => {
    const signals = await loadAll(runtime, file, { name: "map.mat" });
    expect(signals.map(String)).toEqual([
      "<Signal2D, title: image, dimensions: (|4, 3)>",
      "<Signal1D, title: line, dimensions: (|3)>",
    ]);
    const notes = signals[0]?.originalMetadata;
    expect([notes?.get("dose"), notes?.get("sample.name"), notes?.get("sample.tilt")]).toEqual([2.5, "SrTiO3", 3]);
    expect(notes?.get("sample.tags")).toEqual(["a ", "bb"]);
    expect(notes?.has("sample.layers")).toBe(false);
  });

  it("takes variables and navigation axes by choice", async () => {
    const options = { name: "map.mat", variableNames: ["image"], navigationAxes: [0] };
    expect(String(await load(runtime, file, options))).toBe("<Signal1D, title: image, dimensions: (3|4)>");
    expect(String(await load(runtime, savemat({ only: 5 }), { name: "a.mat" }))).toBe(
      "<BaseSignal, title: only, dimensions: (|1)>",
    );
    for (const wrong of [{ variableNames: ["sample"] }, { variableNames: "image" }, { navigationAxes: [7] }])
      expect(await code(loadAll(runtime, file, { name: "map.mat", ...wrong }))).toBe("BAD_ARGUMENT");
    expect(await code(load(runtime, savemat({ text: "abc" }), { name: "a.mat" }))).toBe("BAD_FILE");
  });

  it("knows its files by their first bytes", () => {
    const sniff = (bytes: Uint8Array): number => matReader.format.sniff?.(bytes) ?? -1;
    const level4 = savemat({ a: [1, 2] }, { format: "4" });
    expect([file, level4, new Uint8Array(300), new Uint8Array(3)].map(sniff)).toEqual([1, 0.6, 0, 0]);
  });
});

describe("writing", () => {
  it("keeps axes, title, signal type and quantity", async () => {
    const s = new Signal2D(arange(24).astype("uint16").reshape([2, 3, 4]), {
      axes: [
        { name: "t", units: "s", navigate: true, axis: [0, 1.5] },
        { name: "y", units: "µm", scale: 0.1, offset: -3 },
        { name: "x", isBinned: true },
      ],
      title: "Ω",
      runtime,
    });
    s.metadata.set("Signal.quantity", "Counts (e)");
    const again = await load(runtime, await encode(runtime, s, "mat", { doCompression: true }), { name: "a.mat" });
    expect(String(again)).toBe(String(s));
    expect(again.data.toNested()).toEqual(s.data.toNested());
    expect(again.axes.map((axis) => [axis.name, axis.units, axis.navigate, axis.isBinned, axis.at(1)])).toEqual([
      ["t", "s", true, false, 1.5],
      ["y", "µm", false, false, -2.9],
      ["x", undefined, false, true, 1],
    ]);
    expect(again.metadata.get("Signal.quantity")).toBe("Counts (e)");
  });

  it("refuses files whose axes do not fit their data", async () => {
    const axes = (list: readonly unknown[]): never =>
      ({ kind: "cell", shape: [1, list.length], elements: list }) as never;
    const bad = [
      savemat({ data: [1, 2], axes: axes([{ size: 3 }]) }),
      savemat({ data: [1], axes: axes([{ size: -1 }]) }),
    ];
    for (const bytes of bad) expect(await code(load(runtime, bytes, { name: "a.mat" }))).toBe("BAD_FILE");
    expect(codeOf(() => decodeMat(bad[0] as Uint8Array))).toHaveProperty("data");
  });
});
