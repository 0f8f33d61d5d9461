import type { Plugin } from "@core/array/runtime";
import type { Format, Reader, SignalContributions, SignalLike, Writer } from "@core/signal";

const start = "SIMPLE  =";

const format: Format = {
  name: "FITS",
  extensions: ["fits", "fit", "fts", "fits.gz", "fit.gz", "fts.gz", "fz"],
  description: "Images of the Flexible Image Transport System, with axes",
  sniff: (head) => {
    if ([...start].every((character, i) => head[i] === character.charCodeAt(0))) return 1;
    return head[0] === 0x1f && head[1] === 0x8b ? 0.1 : 0;
  },
};

/** Reads FITS files. Options: `hdu` (name or number of one image), `navigationAxes`, `maxBytes`. */
export const fitsReader: Reader = {
  format,
  options: {
    type: "object",
    properties: {
      hdu: {
        anyOf: [{ type: "string" }, { type: "integer" }],
        description: "Name or number of the image; all by default",
      },
      navigationAxes: {
        type: "array",
        items: { type: "integer" },
        description: "Axes of the array that become navigation axes; all but the last two by default",
      },
      maxBytes: { type: "number", minimum: 0, default: 4294967296, description: "The most bytes to allocate" },
    },
    additionalProperties: false,
  },
  read: { load: async () => (await import("./read.js")).readFits },
};

/** Writes FITS files with one image. Options: `gzip`. */
export const fitsWriter: Writer = {
  format,
  options: {
    type: "object",
    properties: { gzip: { type: "boolean", default: false, description: "Compresses the file" } },
    additionalProperties: false,
  },
  refuses: (signal: SignalLike) => {
    if (signal.data.device !== undefined) return "its data are on a device: await toHost() first";
    if (signal.data.dtype.startsWith("complex")) return "FITS has no complex images: write real and imaginary part";
    if (signal.axes.some((axis) => axis.kind !== "uniform"))
      return "it has an axis that is not uniform, which FITS cannot hold";
    return undefined;
  },
  write: { load: async () => (await import("./write.js")).writeFits },
};

/** The plugin: reader and writer of FITS images. */
export const fits: Plugin = {
  name: "io-fits",
  version: "0.1.0",
  needs: [{ name: "@core/signal" }],
  provides: {
    "@core/signal/reader#1": [fitsReader],
    "@core/signal/writer#1": [fitsWriter],
  } satisfies SignalContributions,
};
