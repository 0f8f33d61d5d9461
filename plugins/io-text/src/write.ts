import type { SignalLike, WriteOptions } from "@core/signal";
import { type SavetxtOptions, savetxt } from "./savetxt.js";

/** Writes a signal's data as a table: a row for each element of one axis, or for each entry of the first of two. */
export async function writeText(signal: SignalLike, options: WriteOptions): Promise<Uint8Array> {
  const { signal: _, onProgress: __, ...own } = options;
  return new TextEncoder().encode(savetxt(signal.data, own as SavetxtOptions));
}
