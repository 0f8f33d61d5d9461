import { arange, contiguous, elementsOf, type NDArray } from "@core/array";
import { createRuntime } from "@core/array/runtime";
import { changeDtype, encode, load, makeSignal, type RgbDType, rgbDtype, signalCore } from "@core/signal";
import { describe, expect, it } from "vitest";
import { loadmat, mat } from "./index.js";

const runtime = createRuntime({ plugins: [signalCore, mat] });

function picture(rgb: RgbDType): ReturnType<typeof makeSignal> {
  const samples = rgb.startsWith("rgba") ? 4 : 3;
  const data = arange(2 * 3 * 5 * samples)
    .astype(rgb.endsWith("16") ? "uint16" : "uint8")
    .reshape([2, 3, 5, samples]);
  const axes = [{ name: "t" }, { name: "y" }, { name: "x", scale: 0.5, units: "nm" }, { name: "RGB index" }];
  return changeDtype(makeSignal(data, { axes, signalDimension: 1 }), rgb);
}

const numbers = (data: NDArray): number[] => Array.from(elementsOf(contiguous(data)) as Uint8Array);

describe("pictures in colours", () => {
  it.each(["rgb8", "rgba8", "rgb16", "rgba16"] as const)("%s come back", async (rgb) => {
    const signal = picture(rgb);
    const read = await load(runtime, await encode(runtime, signal, "mat"), { name: "a.mat" });
    expect(rgbDtype(read)).toBe(rgb);
    expect(read.axes.map((axis) => [axis.name, axis.navigate, axis.isColour])).toEqual(
      signal.axes.map((axis) => [axis.name, axis.navigate, axis.isColour]),
    );
    expect(numbers(read.data)).toEqual(numbers(signal.data));
  });

  it("are an array with a last axis of colours to others", async () => {
    const { data } = await loadmat(await encode(runtime, picture("rgb8"), "mat"));
    expect((data as { shape: readonly number[] }).shape).toEqual([2, 3, 5, 3]);
  });
});
