import type { Plugin } from "@core/array/runtime";
import type { Format, Reader, SignalContributions, SignalLike, Writer } from "@core/signal";
import { sniffMat } from "./sniff.js";

const format: Format = {
  name: "MATLAB",
  extensions: ["mat"],
  description: "Arrays in MATLAB files of versions 4 to 7.3",
  sniff: sniffMat,
};

/** Reads MATLAB files: one signal for each array. Options: `variableNames`, `navigationAxes`, `maxBytes`. */
export const matReader: Reader = {
  format,
  options: {
    type: "object",
    properties: {
      variableNames: {
        type: "array",
        items: { type: "string" },
        description: "The variables that become signals; all arrays by default",
      },
      navigationAxes: {
        type: "array",
        items: { type: "integer" },
        default: [],
        description: "Axes of the array that become navigation axes",
      },
      maxBytes: { type: "number", minimum: 0, default: 4294967296, description: "The most bytes to allocate" },
    },
    additionalProperties: false,
  },
  read: { load: async () => (await import("./read.js")).readMat },
};

/** Writes MATLAB files of version 5 with the variables `data`, `axes`, `title` and `signal_type`. Options: `doCompression`. */
export const matWriter: Writer = {
  format,
  options: {
    type: "object",
    properties: { doCompression: { type: "boolean", default: false, description: "Compresses the variables" } },
    additionalProperties: false,
  },
  refuses: (signal: SignalLike) =>
    signal.data.device === undefined ? undefined : "its data are on a device: await toHost() first",
  write: { load: async () => (await import("./write.js")).writeMat },
};

/** The plugin: reader and writer of MATLAB files. */
export const mat: Plugin = {
  name: "io-mat",
  version: "0.1.0",
  needs: [{ name: "@core/signal" }],
  provides: {
    "@core/signal/reader#1": [matReader],
    "@core/signal/writer#1": [matWriter],
  } satisfies SignalContributions,
};
