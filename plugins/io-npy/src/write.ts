import type { SignalLike, WriteOptions } from "@core/signal";
import { type EncodeNpyOptions, encodeNpy } from "./encode.js";
import { type EncodeNpzOptions, encodeNpz } from "./npz.js";

/** Writes a signal's data as an .npy file; axes and metadata have no place there. */
export async function writeNpy(signal: SignalLike, options: WriteOptions): Promise<Uint8Array> {
  return encodeNpy(signal.data, own(options));
}

/** Writes a signal's data as an .npz file with one array, named after the title, or `arr_0` as `np.savez` does. */
export async function writeNpz(signal: SignalLike, options: WriteOptions): Promise<Uint8Array> {
  const title = signal.metadata.get("General.title");
  const name = typeof title === "string" && title !== "" ? title : "arr_0";
  return encodeNpz(new Map([[name, signal.data]]), own(options) as EncodeNpzOptions);
}

/** The options without those that all writers get. */
function own({ signal: _, onProgress: __, ...options }: WriteOptions): EncodeNpyOptions {
  return options;
}
