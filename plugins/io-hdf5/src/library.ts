import { checkKind, coreError, isCoreError } from "@core/array/runtime";
import { forget, oneByOne, quietly, refresh } from "./fresh.js";
import type { Attribute, Dataset, File, Group, H5Module } from "./h5wasm.js";
import { mendHeaps } from "./heaps.js";
import { hasSignature } from "./signature.js";

/** An open file, and what reading it needs of the library. */
export interface Hdf5 {
  readonly module: H5Module;
  /** The name of the format, for error texts. */
  readonly format: string;
  readonly root: Group;
  /** The number of bytes of the file. */
  readonly fileBytes: number;
  readonly isGroup: (item: unknown) => item is Group;
  readonly isDataset: (item: unknown) => item is Dataset;
  readonly attribute: (item: Group | Dataset, name: string) => Attribute;
}

/**
 * Opens the bytes of an HDF5 file in the library's own memory, runs `use` and closes everything again, whatever happens; files wait
 * for one another. `use` runs a second time, in a library like new, when the library fails: an earlier file may have been the cause.
 * The library is loaded on the first call. It cannot reach any file of the machine: links to other files lead nowhere.
 * @param format the name of the format, for error texts
 * @throws BAD_FILE with the library's own words as cause, BAD_ARGUMENT
 */
export async function withHdf5<T>(bytes: Uint8Array, format: string, use: (file: Hdf5) => Promise<T> | T): Promise<T> {
  checkKind("withHdf5", "format", format, "string");
  checkKind("withHdf5", "use", use, "function");
  if (!hasSignature(bytes))
    throw coreError("BAD_FILE", `${format}: the file has no HDF5 signature, so it is not an HDF5 file.`);
  const library = await import("h5wasm");
  const module = (await library.ready) as H5Module;
  const mended = mendHeaps(bytes);
  return oneByOne(module, bytes.length, async () => {
    try {
      return await openOnce(library, module, mended, format, use);
    } catch (error) {
      if (isCoreError(error) && !(error.cause instanceof LibraryFailure)) throw error;
      if (!refresh(module)) throw error;
    }
    try {
      return await openOnce(library, module, mended, format, use);
    } finally {
      refresh(module);
    }
  });
}

/** What stops the library: more memory than it may have, or places outside of it. */
const tooMuch = "sizes or places in it are beyond what it can hold";

/** What the library wrote about an error. */
class LibraryFailure extends Error {}

async function openOnce<T>(
  library: typeof import("h5wasm"),
  module: H5Module,
  bytes: Uint8Array,
  format: string,
  use: (file: Hdf5) => Promise<T> | T,
): Promise<T> {
  const path = `/io-hdf5-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}.h5`;
  const messages = captureMessages(module);
  let file: File | undefined;
  try {
    module.FS.writeFile(path, bytes);
    file = new library.File(path, "r") as unknown as File;
    if (file.file_id <= 0n) throw new Error("the file cannot be opened");
    return await use({
      module,
      format,
      root: file,
      fileBytes: bytes.length,
      isGroup: (item): item is Group => item instanceof library.Group,
      isDataset: (item): item is Dataset => item instanceof library.Dataset,
      attribute: (item, name) => new library.Attribute(item.file_id, item.path, name) as unknown as Attribute,
    });
  } catch (error) {
    if (isCoreError(error)) throw error;
    const cause = new LibraryFailure(messages.text() || String(error), { cause: error });
    const reason = messages.reason() ?? (error instanceof WebAssembly.RuntimeError ? tooMuch : String(error));
    throw coreError("BAD_FILE", `${format}: the HDF5 file is broken: ${reason}.`, { cause });
  } finally {
    quietly(() => file?.close());
    forget(module, path);
    messages.stop();
  }
}

interface Messages {
  text(): string;
  /** The innermost reason that the library gave. */
  reason(): string | undefined;
  stop(): void;
}

/** Collects what the library writes to its standard error, which would else come out on the console. */
function captureMessages(module: H5Module): Messages {
  const terminal = module.FS.getStream?.(2)?.tty;
  const before = terminal?.ops;
  const codes: number[] = [];
  if (terminal !== undefined)
    terminal.ops = {
      ...before,
      put_char: (_: unknown, code: number) => {
        if (codes.length < 20000) codes.push(code);
      },
      fsync: () => undefined,
    };
  const text = (): string => new TextDecoder().decode(Uint8Array.from(codes));
  return {
    text,
    reason: () =>
      [...text().matchAll(/^ {2}#\d+: .*?\(\): (.*)$/gm)]
        .map((match) => match[1])
        .filter((reason) => reason !== "invalid identifier type to function")
        .at(-1),
    stop: () => {
      if (terminal !== undefined && before !== undefined) terminal.ops = before;
    },
  };
}
