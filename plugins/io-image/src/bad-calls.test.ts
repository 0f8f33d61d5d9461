import { arange } from "@core/array";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import * as functions from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused with a code, never fail inside.
const any = functions as unknown as Record<string, (...args: unknown[]) => unknown>;

const a = arange(12).astype("uint8").reshape([3, 4]);
const png = functions.encodePng(a);
const tiff = functions.encodeTiff(a);

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["imread", [], "BAD_ARGUMENT"],
  ["imread", [null], "BAD_ARGUMENT"],
  ["imread", [[1, 2]], "BAD_ARGUMENT"],
  ["imread", [png, null], "BAD_ARGUMENT"],
  ["imread", [png, { misspelt: 1 }], "BAD_ARGUMENT"],
  ["imread", [png, { maxBytes: "1" }], "BAD_ARGUMENT"],
  ["imread", [new Uint8Array(0)], "BAD_FILE"],
  ["decodePng", [], "BAD_ARGUMENT"],
  ["decodePng", [null], "BAD_ARGUMENT"],
  ["decodePng", [[1, 2]], "BAD_ARGUMENT"],
  ["decodePng", [png, null], "BAD_ARGUMENT"],
  ["decodePng", [png, { misspelt: 1 }], "BAD_ARGUMENT"],
  ["decodePng", [png, { maxBytes: "1" }], "BAD_ARGUMENT"],
  ["decodePng", [new Uint8Array(0)], "BAD_FILE"],
  ["decodeTiff", [], "BAD_ARGUMENT"],
  ["decodeTiff", [null], "BAD_ARGUMENT"],
  ["decodeTiff", [[1, 2]], "BAD_ARGUMENT"],
  ["decodeTiff", [tiff, null], "BAD_ARGUMENT"],
  ["decodeTiff", [tiff, { misspelt: 1 }], "BAD_ARGUMENT"],
  ["decodeTiff", [tiff, { maxBytes: "1" }], "BAD_ARGUMENT"],
  ["decodeTiff", [new Uint8Array(0)], "BAD_FILE"],
  ["decodeTiffStack", [], "BAD_ARGUMENT"],
  ["decodeTiffStack", [null], "BAD_ARGUMENT"],
  ["decodeTiffStack", [[1, 2]], "BAD_ARGUMENT"],
  ["decodeTiffStack", [tiff, null], "BAD_ARGUMENT"],
  ["decodeTiffStack", [tiff, { misspelt: 1 }], "BAD_ARGUMENT"],
  ["decodeTiffStack", [tiff, { maxBytes: "1" }], "BAD_ARGUMENT"],
  ["decodeTiffStack", [new Uint8Array(0)], "BAD_FILE"],
  ["imread", [png, { scale: 1 }], "BAD_ARGUMENT"],
  ["decodePng", [png, { raw: "yes" }], "BAD_ARGUMENT"],
  ["decodeTiff", [tiff, { page: 1 }], "BAD_ARGUMENT"],
  ["decodeTiff", [tiff, { page: "0" }], "BAD_ARGUMENT"],
  ["decodeTiff", [tiff, { page: -1 }], "BAD_ARGUMENT"],
  ["encodePng", [], "BAD_ARGUMENT"],
  ["encodePng", [[[1]]], "BAD_ARGUMENT"],
  ["encodePng", [a, null], "BAD_ARGUMENT"],
  ["encodePng", [a, { levle: 1 }], "BAD_ARGUMENT"],
  ["encodePng", [a, { level: 10 }], "BAD_ARGUMENT"],
  ["encodePng", [a, { bitDepth: 3 }], "BAD_ARGUMENT"],
  ["encodePng", [a, { palette: [[1, 2]] }], "BAD_ARGUMENT"],
  ["encodePng", [a, { palette: 5 }], "BAD_ARGUMENT"],
  ["encodePng", [a.astype("float64")], "BAD_DTYPE"],
  ["encodePng", [a.reshape([12])], "BAD_SHAPE"],
  ["encodeTiff", [null], "BAD_ARGUMENT"],
  ["encodeTiff", [a, null], "BAD_ARGUMENT"],
  ["encodeTiff", [a, { compress: true }], "BAD_ARGUMENT"],
  ["encodeTiff", [a, { compression: "lzw" }], "BAD_ARGUMENT"],
  ["encodeTiff", [a, { photometric: "rgb" }], "BAD_ARGUMENT"],
  ["encodeTiff", [a, { resolution: [1] }], "BAD_ARGUMENT"],
  ["encodeTiff", [a, { resolution: null }], "BAD_ARGUMENT"],
  ["encodeTiff", [a, { unit: 5 }], "BAD_ARGUMENT"],
  ["encodeTiff", [a, { origin: 3 }], "BAD_ARGUMENT"],
  ["encodeTiff", [a, { origin: [0, 0] }], "BAD_ARGUMENT"],
  ["encodeTiff", [a, { description: 5 }], "BAD_ARGUMENT"],
  ["encodeTiff", [a, { byteOrder: "middle" }], "BAD_ARGUMENT"],
  ["encodeTiff", [a.reshape([12])], "BAD_SHAPE"],
];

describe("io-image: bad calls", () => {
  it.each(calls)("%s refuses call %# with its code", (name, args, code) => {
    expect(codeOf(() => any[name]?.(...args))).toBe(code);
  });
});
