import type { Plugin } from "@core/array/runtime";
import type { Reader, SignalContributions, SignalLike, Writer } from "@core/signal";
import { isPng, isTiff } from "./sniff.js";

const maxBytes = { type: "number", minimum: 0, default: 4294967296, description: "The most bytes to allocate" };

const pngFormat = {
  name: "PNG",
  extensions: ["png"],
  description: "One picture of 8 or 16 bits, without axes and metadata",
  sniff: (head: Uint8Array): number => (isPng(head) ? 1 : 0),
};

const tiffFormat = {
  name: "TIFF",
  extensions: ["tif", "tiff"],
  description: "Pictures and stacks of all dtypes, calibrated as ImageJ does it",
  // Other formats, among them Gatan's and Olympus's, start as TIFF files do.
  sniff: (head: Uint8Array): number => (isTiff(head) ? 0.9 : 0),
};

/** Reads PNG files. Options: `maxBytes`. */
export const pngReader: Reader = {
  format: pngFormat,
  options: { type: "object", properties: { maxBytes }, additionalProperties: false },
  read: { load: async () => (await import("./read.js")).readPng },
};

/** Reads TIFF files. Options: `page`, `forceReadResolution`, `maxBytes`. */
export const tiffReader: Reader = {
  format: tiffFormat,
  options: {
    type: "object",
    properties: {
      page: { type: "integer", minimum: 0, description: "The page to read; all that are like the first by default" },
      forceReadResolution: {
        type: "boolean",
        default: false,
        description: "Calibrate by pixels per inch or centimetre where ImageJ noted nothing",
      },
      maxBytes,
    },
    additionalProperties: false,
  },
  read: { load: async () => (await import("./read.js")).readTiff },
};

/** Writes PNG files. Options: `level`, `bitDepth`. */
export const pngWriter: Writer = {
  format: pngFormat,
  options: {
    type: "object",
    properties: {
      level: { type: "integer", minimum: 0, maximum: 9, default: 6, description: "How hard to compress" },
      bitDepth: { enum: [1, 2, 4, 8, 16], description: "Bits of a sample; as the dtype by default" },
    },
    additionalProperties: false,
  },
  refuses(signal: SignalLike): string | undefined {
    const { dtype, shape } = signal.data;
    if (dtype !== "uint8" && dtype !== "uint16")
      return `its dtype is ${dtype}; PNG holds uint8 and uint16: scale and convert`;
    const isPicture = shape.length === 2 || (shape.length === 3 && (isColours(signal) || isGreyAlpha(signal)));
    if (isPicture && signal.data.size > 0) return whereItIs(signal);
    const hint = shape.length === 3 ? `; for colours use changeDtype("rgb${dtype === "uint8" ? 8 : 16}") first` : "";
    return `its shape is (${shape.join(", ")}); PNG holds one picture, in grey or in colours${hint}`;
  },
  write: { load: async () => (await import("./write.js")).writePng },
};

/** Writes TIFF files. Options: those of `encodeTiff`. */
export const tiffWriter: Writer = {
  format: tiffFormat,
  options: {
    type: "object",
    properties: {
      compression: { enum: ["none", "deflate"], default: "none" },
      description: { type: "string", description: "The description; ImageJ's by default" },
      software: { type: "string", default: "hyperscope" },
      byteOrder: { enum: ["little", "big"], default: "little" },
    },
    additionalProperties: false,
  },
  refuses(signal: SignalLike): string | undefined {
    const { shape, size } = signal.data;
    const rank = shape.length - (isColours(signal) ? 1 : 0);
    return rank >= 2 && rank <= 5 && size > 0
      ? whereItIs(signal)
      : `its shape is (${shape.join(", ")}); TIFF holds two to five axes, and no empty picture`;
  },
  write: { load: async () => (await import("./write.js")).writeTiff },
};

function isColours(signal: SignalLike): boolean {
  return signal.axes.at(-1)?.isColour === true;
}

function isGreyAlpha(signal: SignalLike): boolean {
  return signal.axes[0]?.name === "greyA" && signal.axes[0].size === 2;
}

function whereItIs(signal: SignalLike): string | undefined {
  return signal.data.device === undefined ? undefined : "its data are on a device: await toHost() first";
}

/** The plugin: readers and writers of PNG and TIFF files. */
export const image: Plugin = {
  name: "io-image",
  version: "0.1.0",
  needs: [{ name: "@core/signal" }],
  provides: {
    "@core/signal/reader#1": [pngReader, tiffReader],
    "@core/signal/writer#1": [pngWriter, tiffWriter],
  } satisfies SignalContributions,
};
