import type { Plugin } from "@core/array/runtime";
import type { Reader, SignalContributions } from "@core/signal";
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

/** The plugin: the reader of HyperSpy's HDF5 files. */
export const hspy: Plugin = {
  name: "io-hspy",
  version: "0.1.0",
  needs: [{ name: "@core/signal" }],
  provides: {
    "@core/signal/reader#1": [hspyReader],
  } satisfies SignalContributions,
};
