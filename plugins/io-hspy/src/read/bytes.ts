import { checkKind, checkOptions } from "@core/array/runtime";
import type { SignalParts } from "@core/signal";
import type { DecodeHspyOptions } from "../codec.js";
import { readHspy } from "./read.js";

/** Reads the signals of a file that is in memory; loaded when it is needed, so that the plugin stays small. */
export function readHspyBytes(bytes: Uint8Array, options: DecodeHspyOptions): Promise<readonly SignalParts[]> {
  checkKind("decodeHspy", "bytes", bytes, "bytes");
  checkOptions("decodeHspy", options, { maxBytes: "number", signal: "any", onProgress: "function" });
  const file = {
    name: "",
    size: bytes.length,
    read: async (start: number, length: number): Promise<Uint8Array> => bytes.subarray(start, start + length),
    bytes: async (): Promise<Uint8Array> => bytes,
  };
  return readHspy(file, options);
}
