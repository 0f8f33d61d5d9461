import { arange, contiguous, elementsOf, type NDArray } from "@core/array";
import { createRuntime } from "@core/array/runtime";
import { changeDtype, encode, load, makeSignal, type RgbDType, rgbDtype, signalCore } from "@core/signal";
import { describe, expect, it } from "vitest";
import { encodeFits, fits, imageData, openFits } from "./index.js";

const runtime = createRuntime({ plugins: [signalCore, fits] });

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
    const read = await load(runtime, await encode(runtime, signal, "fits"), { name: "a.fits" });
    expect(rgbDtype(read)).toBe(rgb);
    expect(read.axes.map((axis) => [axis.name, axis.navigate, axis.isColour])).toEqual(
      signal.axes.map((axis) => [axis.name, axis.navigate, axis.isColour]),
    );
    expect(numbers(read.data)).toEqual(numbers(signal.data));
  });

  it("are planes of red, green and blue to others", async () => {
    const signal = picture("rgb8");
    const [hdu] = openFits(await encode(runtime, signal, "fits"));
    expect(hdu === undefined ? undefined : imageData(hdu).shape).toEqual([2, 3, 3, 5]);
    expect([1, 2, 3, 4].map((axis) => hdu?.header.get(`CTYPE${axis}`))).toEqual(["x", "y", "RGB index", "t"]);
    expect(numbers(imageData(hdu as never).slice(1, 2))).toEqual(
      numbers(signal.data)
        .slice(45)
        .filter((_, i) => i % 3 === 2),
    );
  });

  it("are numbers where axes are chosen, and where the header promises what the data are not", async () => {
    const bytes = await encode(runtime, picture("rgb8"), "fits");
    const read = await load(runtime, bytes, { name: "a.fits", navigationAxes: [0, 1] });
    expect([rgbDtype(read), read.data.shape]).toEqual([undefined, [2, 3, 3, 5]]);
    for (const dtype of ["int16", "float32"] as const) {
      const cards = [["COLOUR3", true]] as const;
      const other = await load(runtime, encodeFits({ data: arange(18).astype(dtype).reshape([3, 2, 3]), cards }));
      expect([rgbDtype(other), other.data.shape]).toEqual([undefined, [3, 2, 3]]);
    }
  });
});
