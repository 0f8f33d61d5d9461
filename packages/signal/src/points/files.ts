import type { Point } from "@core/array";
import type { Format, Reader, Writer } from "../contract.js";

/** The readers of a runtime. */
export type Readers = readonly Reader[];

/** The writers of a runtime. */
export type Writers = readonly Writer[];

/** The slot for readers. */
export const readerPoint: Point<Reader, Readers> = {
  id: "@core/signal/reader#1",
  keys: (reader) => [reader.format.name],
  index: (readers) => readers,
};

/** The slot for writers. */
export const writerPoint: Point<Writer, Writers> = {
  id: "@core/signal/writer#1",
  keys: (writer) => [writer.format.name],
  index: (writers) => writers,
};

/** Formats as an error lists them: `HyperSpy HDF5 (.hspy, .hdf5)`. */
export function listFormats(files: readonly { readonly format: Format }[]): string {
  if (files.length === 0) return "none";
  return files
    .map(({ format }) => `${format.name} (${format.extensions.map((extension) => `.${extension}`).join(", ")})`)
    .join(", ");
}
