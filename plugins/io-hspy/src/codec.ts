import type { ReadOptions, SignalLike, SignalParts } from "@core/signal";
import type { WriteHspyOptions } from "./write/write.js";

/** What {@link decodeHspy} takes: `maxBytes` (4 GiB by default), `signal` and `onProgress`. */
export type DecodeHspyOptions = Pick<ReadOptions, "maxBytes" | "signal" | "onProgress">;

/** What {@link encodeHspy} takes. */
export type EncodeHspyOptions = Pick<WriteHspyOptions, "compression" | "level" | "chunks" | "signal" | "onProgress">;

/**
 * All signals of a HyperSpy file, as parts that `makeSignal`, the classes and all functions of @core/signal take. For code without
 * a runtime; `load` of @core/signal does the same through the plugin.
 * @throws BAD_FILE for broken, hostile and foreign files, UNSUPPORTED for ragged signals and structured elements, ABORTED, BAD_ARGUMENT
 */
export async function decodeHspy(bytes: Uint8Array, options: DecodeHspyOptions = {}): Promise<readonly SignalParts[]> {
  const { readHspyBytes } = await import("./read/bytes.js");
  return readHspyBytes(bytes, options);
}

/**
 * A signal as the bytes of an .hspy file. `save` and `encode` of @core/signal do the same through the plugin.
 * @throws BAD_ARGUMENT for options that are not allowed, UNSUPPORTED for what has no place in the format, ABORTED
 */
export async function encodeHspy(signal: SignalLike, options: EncodeHspyOptions = {}): Promise<Uint8Array> {
  const { writeHspy } = await import("./write/write.js");
  return writeHspy(signal, options);
}
