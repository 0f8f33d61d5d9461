import type { Plugin } from "@core/array/runtime";
import type { Reader, SignalContributions, SignalLike, Writer } from "@core/signal";
import { sniffHspy } from "./sniff.js";

const format = {
  name: "HyperSpy HDF5",
  extensions: ["hspy", "hdf5"],
  description: "Signals with axes, metadata and signal type, as HyperSpy writes them",
  sniff: sniffHspy,
};

/** Reads .hspy and .hdf5 files of HyperSpy. Option: `maxBytes`. */
export const hspyReader: Reader = {
  format,
  options: {
    type: "object",
    properties: {
      maxBytes: { type: "number", minimum: 0, default: 4294967296, description: "The most bytes to allocate" },
    },
    additionalProperties: false,
  },
  read: { load: async () => (await import("./read/read.js")).readHspy },
};

/** Writes .hspy files of format version 3.1. Options: `compression`, `level`, `chunks`. */
export const hspyWriter: Writer = {
  format,
  options: {
    type: "object",
    properties: {
      compression: { enum: ["gzip", "none"], default: "gzip" },
      level: {
        type: "integer",
        minimum: 1,
        maximum: 9,
        default: 4,
        description: "1 is fast, 9 is small; browsers choose their own",
      },
      chunks: {
        type: "array",
        items: { type: "integer", minimum: 1 },
        description: "Sizes of chunks along the axes of the data; by default as HyperSpy chooses them",
      },
    },
    additionalProperties: false,
  },
  refuses,
  write: { load: async () => (await import("./write/write.js")).writeHspy },
};

function refuses(signal: SignalLike): string | undefined {
  if (signal.data.device !== undefined) return "its data are on a device: await toHost() first";
  const unwritable = signal.axes.some((axis) => axis.kind === "functional" && typeof axis.expression !== "string");
  return unwritable
    ? "an axis is made from a function: give the expression as a text, or use convertToNonUniformAxis"
    : undefined;
}

/** The plugin: reader and writer of HyperSpy's HDF5 files. */
export const hspy: Plugin = {
  name: "io-hspy",
  version: "0.1.0",
  needs: [{ name: "@core/signal" }],
  provides: {
    "@core/signal/reader#1": [hspyReader],
    "@core/signal/writer#1": [hspyWriter],
  } satisfies SignalContributions,
};
