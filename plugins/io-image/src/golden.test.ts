import { describe, expect, it } from "vitest";
import { expectStored } from "../../../tools/golden/golden.js";
import png from "../golden/png.json" with { type: "json" };
import tiff from "../golden/tiff.json" with { type: "json" };
import { decodePng, decodeTiff, encodePng, encodeTiff, imread } from "./index.js";
import { fromBase64, pictures } from "./testing.js";

const exact = { rtol: 0 };

describe("PNG files", () => {
  for (const { name, file, expected, raw, scaled } of pictures(png)) {
    it(name, () => {
      const bytes = fromBase64(file);
      expectStored(decodePng(bytes), expected, exact, "as Pillow");
      expectStored(imread(bytes), expected, exact, "imread");
      expectStored(decodePng(bytes, { raw: true }), raw, exact, "as stored");
      if (scaled !== undefined) expectStored(imread(bytes, { scale: true }), scaled, { rtol: 1e-7 }, "as matplotlib");
      const depth = Number(/depth (\d+)/.exec(name)?.[1]);
      const grey = name.startsWith("colour 0");
      const again = encodePng(decodePng(bytes, { raw: true }), grey ? { bitDepth: depth as 8 } : {});
      expectStored(decodePng(again, { raw: true }), raw, exact, "written and read");
    });
  }
});

describe("TIFF files", () => {
  for (const { name, file, expected } of pictures(tiff)) {
    it(name, () => {
      const a = decodeTiff(fromBase64(file));
      expectStored(a, expected, exact, "as tifffile");
      for (const options of [{}, { compression: "deflate" }, { byteOrder: "big" }] as const) {
        const again = decodeTiff(encodeTiff(a, options));
        expectStored(again, expected, exact, `written and read ${JSON.stringify(options)}`);
      }
    });
  }
  it("are many", () => expect(pictures(tiff).length).toBeGreaterThan(70));
});
