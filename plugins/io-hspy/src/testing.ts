import { isCoreError } from "@core/array/runtime";
import type { SourceFile } from "@core/signal";

/** Bytes as a file to read. */
export function sourceOf(bytes: Uint8Array, name = "file.hspy"): SourceFile {
  return {
    name,
    size: bytes.length,
    read: async (start, length) => bytes.subarray(start, start + length),
    bytes: async () => bytes,
  };
}

/** The code of the error that a promise ends with, or what happened instead. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "nothing thrown",
    (error) => (isCoreError(error) ? error.code : `not coded: ${(error as Error)?.stack ?? error}`),
  );
}
