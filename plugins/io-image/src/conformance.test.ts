import { array, dtypes, fromData } from "@core/array";
import { bindCases, check, type GoldenFile, pluginCases, readerCases, writerCases } from "@core/conformance";
import { changeDtype, makeSignal, type SignalParts, signalCore } from "@core/signal";
import { test } from "vitest";
import { expectStored } from "../../../tools/golden/golden.js";
import png from "../golden/png.json" with { type: "json" };
import tiff from "../golden/tiff.json" with { type: "json" };
import { image, pngReader, pngWriter, tiffReader, tiffWriter } from "./plugin.js";
import { fromBase64, pictures, type StoredPicture } from "./testing.js";

function filesOf(all: readonly StoredPicture[], names: readonly string[], extension: string): GoldenFile[] {
  return names.map((name) => {
    const one = all.find((picture) => picture.name === name) as StoredPicture;
    return {
      name: `${name.replace(/\W+/g, "-")}.${extension}`,
      bytes: fromBase64(one.file),
      expect: (signals: readonly SignalParts[]) => {
        check(signals.length === 1, `${signals.length} signals`);
        const data = signals[0]?.data;
        expectStored(data, one.expected, { rtol: 0 }, name);
      },
    };
  });
}

const pngFiles = filesOf(
  pictures(png),
  [
    "colour 0 depth 16 7x9",
    "colour 2 depth 8 7x9 interlaced",
    "colour 3 depth 4 7x9",
    "colour 0 depth 2 7x9",
    "colour 6 depth 16 7x9",
  ],
  "png",
);
const tiffFiles = filesOf(
  pictures(tiff),
  [
    "float32 <",
    "uint16 >",
    "bool <",
    "stack uint8",
    "big uint16",
    "tiles float32",
    "deflate uint16",
    "rgb uint8",
    "imagej",
    "L noise tiff_lzw",
    "RGB packbits",
    "F predictor 3 tiff_lzw",
  ],
  "tif",
);

const cube = array([
  [
    [1, 0, 3],
    [1, 200, 1],
  ],
  [
    [0, 1, 0],
    [0, 0, 7],
  ],
]);
const samples = Object.fromEntries(
  dtypes.flatMap((dtype) => [
    [`${dtype} cube`, makeSignal(cube.astype(dtype))],
    [`${dtype} picture`, makeSignal(cube.slice(0, "::-1", "::2").astype(dtype))],
    [`${dtype} transposed`, makeSignal(cube.slice(1).astype(dtype).T)],
    [`${dtype} one page`, makeSignal(cube.slice(":1").astype(dtype))],
  ]),
);
const deep = fromData(
  new Float32Array(2 * 3 * 2 * 4 * 5).map((_, i) => i / 7),
  [2, 3, 2, 4, 5],
);
const pngSamples = Object.fromEntries(
  Object.entries(samples).filter(([name]) => /^uint(8|16) (picture|transposed)/.test(name)),
);
const colours = changeDtype(
  makeSignal(
    fromData(
      new Uint8Array(60).map((_, i) => 37 * i),
      [4, 5, 3],
    ),
    { signalDimension: 1 },
  ),
  "rgb8",
);

test("the golden files are there", () => check(pngFiles.length === 5 && tiffFiles.length === 12, "too few"));
bindCases(pluginCases(image, { beside: [signalCore] }), test);
bindCases(readerCases(pngReader, { golden: pngFiles, foreign: tiffFiles.map(({ bytes }) => bytes) }), test);
bindCases(readerCases(tiffReader, { golden: tiffFiles, foreign: pngFiles.map(({ bytes }) => bytes) }), test);
bindCases(writerCases(pngWriter, pngReader, { ...pngSamples, colours }), test);
bindCases(writerCases(tiffWriter, tiffReader, { ...samples, deep: makeSignal(deep), colours }), test);
