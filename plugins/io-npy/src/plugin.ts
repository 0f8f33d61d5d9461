import type { Plugin } from "@core/array/runtime";
import type { Reader, SignalContributions, SignalLike, Writer } from "@core/signal";
import { isNpy, sniffNpz } from "./sniff.js";

const navigationAxes = {
  type: "array",
  items: { type: "integer" },
  default: [],
  description: "Axes of the array that become navigation axes",
};

const version = { enum: [1, 2, 3], default: 1, description: "Version of the npy format" };

const fortranOrder = { type: "boolean", description: "First axis fastest; by default as the elements stand" };

const byteOrder = { enum: ["little", "big"], default: "little" };

const maxBytes = { type: "number", minimum: 0, default: 4294967296, description: "The most bytes to allocate" };

function refuses(signal: SignalLike): string | undefined {
  return signal.data.device === undefined ? undefined : "its data are on a device: await toHost() first";
}

const npyFormat = {
  name: "NumPy npy",
  extensions: ["npy"],
  description: "One array, without axes and metadata",
  sniff: (head: Uint8Array): number => (isNpy(head) ? 1 : 0),
};

const npzFormat = {
  name: "NumPy npz",
  extensions: ["npz"],
  description: "Several arrays with names in a zip archive",
  sniff: sniffNpz,
};

/** Reads .npy files. Options: `navigationAxes`, `maxBytes`. */
export const npyReader: Reader = {
  format: npyFormat,
  options: { type: "object", properties: { navigationAxes, maxBytes }, additionalProperties: false },
  read: { load: async () => (await import("./read.js")).readNpy },
};

/** Reads .npz files, one signal for each array. Options: `names`, `navigationAxes`, `maxBytes`. */
export const npzReader: Reader = {
  format: npzFormat,
  options: {
    type: "object",
    properties: {
      names: { type: "array", items: { type: "string" }, description: "The arrays to read; all by default" },
      navigationAxes,
      maxBytes,
    },
    additionalProperties: false,
  },
  read: { load: async () => (await import("./read.js")).readNpz },
};

/** Writes .npy files. Options: `version`, `fortranOrder`, `byteOrder`. */
export const npyWriter: Writer = {
  format: npyFormat,
  options: { type: "object", properties: { version, fortranOrder, byteOrder }, additionalProperties: false },
  refuses,
  write: { load: async () => (await import("./write.js")).writeNpy },
};

/** Writes .npz files with one array. Options: those of npy and `compress`. */
export const npzWriter: Writer = {
  format: npzFormat,
  options: {
    type: "object",
    properties: { version, fortranOrder, byteOrder, compress: { type: "boolean", default: false } },
    additionalProperties: false,
  },
  refuses,
  write: { load: async () => (await import("./write.js")).writeNpz },
};

/** The plugin: readers and writers of NumPy's npy and npz files. */
export const npy: Plugin = {
  name: "io-npy",
  version: "0.1.0",
  needs: [{ name: "@core/signal" }],
  provides: {
    "@core/signal/reader#1": [npyReader, npzReader],
    "@core/signal/writer#1": [npyWriter, npzWriter],
  } satisfies SignalContributions,
};
