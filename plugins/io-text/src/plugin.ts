import type { Plugin } from "@core/array/runtime";
import type { Reader, SignalContributions, SignalLike, Writer } from "@core/signal";
import { sniffBytes } from "./sniff.js";

const textFormat = {
  name: "Text table",
  extensions: ["txt", "csv", "dat", "tsv"],
  description: "Numbers in rows and columns",
  sniff: sniffBytes,
};

/** Reads tables of numbers. Options: `delimiter`, `comments`, `skiprows`, `usecols`, `dtype`, `axisColumn`, `maxBytes`. */
export const textReader: Reader = {
  format: textFormat,
  options: {
    type: "object",
    properties: {
      delimiter: { type: "string", description: "One character; found from the first row of numbers by default" },
      comments: { type: "string", default: "#", description: "What comments start with" },
      skiprows: { type: "integer", minimum: 0, description: "Lines to leave out; those before the numbers by default" },
      usecols: { type: "array", items: { type: "integer" }, description: "Columns to read; all by default" },
      dtype: { type: "string", default: "float64" },
      axisColumn: {
        type: "integer",
        description: "The column that holds the values of the signal axis; the others are spectra",
      },
      maxBytes: { type: "number", minimum: 0, default: 4294967296, description: "The most bytes to allocate" },
    },
    additionalProperties: false,
  },
  read: { load: async () => (await import("./read.js")).readText },
};

/** Writes tables of numbers. Options: those of `savetxt`. */
export const textWriter: Writer = {
  format: textFormat,
  options: {
    type: "object",
    properties: {
      fmt: { type: "string", default: "%.18e", description: "Python's format of a number" },
      delimiter: { type: "string", default: " " },
      newline: { type: "string", default: "\n" },
      header: { type: "string" },
      footer: { type: "string" },
      comments: { type: "string", default: "# " },
    },
    additionalProperties: false,
  },
  refuses(signal: SignalLike): string | undefined {
    const { shape, size, device } = signal.data;
    if (device !== undefined) return "its data are on a device: await toHost() first";
    return (shape.length === 1 || shape.length === 2) && size > 0
      ? undefined
      : `its shape is (${shape.join(", ")}); a table has one or two axes and is not empty`;
  },
  write: { load: async () => (await import("./write.js")).writeText },
};

/** The plugin: a reader and a writer of tables of numbers as text. */
export const text: Plugin = {
  name: "io-text",
  version: "0.1.0",
  needs: [{ name: "@core/signal" }],
  provides: {
    "@core/signal/reader#1": [textReader],
    "@core/signal/writer#1": [textWriter],
  } satisfies SignalContributions,
};
