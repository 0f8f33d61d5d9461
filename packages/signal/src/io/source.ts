import { coreError, describeValue } from "@core/array";
import { checkKind } from "@core/array/runtime";
import type { SourceFile } from "../contract.js";
import { nodeModule } from "./node.js";

/** Where a file may come from: a path, a file:, http: or https: address, a Blob or File, bytes, or a {@link SourceFile}. */
export type LoadSource = string | URL | Blob | Uint8Array | ArrayBuffer | SourceFile;

/** What fetching a file takes. */
export interface SourceOptions {
  readonly signal?: AbortSignal | undefined;
  /** The file's name where the source has none; readers are chosen by its extension. */
  readonly name?: string | undefined;
}

/**
 * A file to read from, wherever it is.
 * @throws NOT_FOUND for what is not there, BAD_FILE for folders, UNSUPPORTED for paths in a browser, BAD_ARGUMENT for other things
 */
export async function openSource(source: LoadSource, options: SourceOptions = {}): Promise<SourceFile> {
  if (typeof source === "string") return openText(source, options);
  if (isURL(source)) return openUrl(source, options);
  if (isBuffer(source)) return bytesFile(new Uint8Array(source), options.name ?? "");
  if (ArrayBuffer.isView(source))
    return bytesFile(new Uint8Array(source.buffer, source.byteOffset, source.byteLength), options.name ?? "");
  if (isBlob(source)) return blobFile(source, options.name);
  if (isSourceFile(source)) return source;
  throw coreError(
    "BAD_ARGUMENT",
    `source: got ${describeValue(source)}, expected a path, an address, a Blob, bytes or a file object.`,
  );
}

function isURL(source: unknown): source is URL {
  return Object.prototype.toString.call(source) === "[object URL]";
}

function isBuffer(source: unknown): source is ArrayBuffer {
  return /^\[object (?:Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(source));
}

function isBlob(source: unknown): source is Blob {
  return /^\[object (?:Blob|File)\]$/.test(Object.prototype.toString.call(source));
}

function isSourceFile(source: unknown): source is SourceFile {
  const file = source as Partial<SourceFile> | null | undefined;
  return typeof file === "object" && typeof file?.read === "function" && typeof file.bytes === "function";
}

function openText(source: string, options: SourceOptions): Promise<SourceFile> {
  if (source === "") throw coreError("BAD_ARGUMENT", 'source: got "", expected a path or an address.');
  if (/^(?:https?|file|data|blob):/i.test(source)) return openUrl(parseUrl(source), options);
  return openPath(source, options.name);
}

function parseUrl(text: string): URL {
  try {
    return new URL(text);
  } catch (cause) {
    throw coreError("BAD_ARGUMENT", `source: ${describeValue(text)} is not an address.`, { cause });
  }
}

async function openUrl(url: URL, options: SourceOptions): Promise<SourceFile> {
  if (url.protocol === "file:") {
    const { fileURLToPath } = await nodeModule("node:url", noFiles(url.href));
    return openPath(fileURLToPath(url), options.name);
  }
  const text = url.protocol === "data:" ? "data:…" : url.href;
  const response = await fetch(url, options.signal == null ? {} : { signal: options.signal }).catch(
    (cause: unknown) => {
      if (options.signal?.aborted === true) throw coreError("ABORTED", `reading ${text} was stopped.`, { cause });
      throw coreError("NOT_FOUND", `${text} cannot be reached: ${messageOf(cause)}.`, { cause });
    },
  );
  if (!response.ok)
    throw coreError(
      response.status === 404 || response.status === 410 ? "NOT_FOUND" : "BAD_FILE",
      `${text} answered ${response.status} ${response.statusText}.`,
    );
  const name = options.name ?? (url.protocol.startsWith("http") ? decoded(url.pathname.split("/").at(-1) ?? "") : "");
  return bytesFile(new Uint8Array(await response.arrayBuffer()), name);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A file in memory. */
export function bytesFile(bytes: Uint8Array, name = ""): SourceFile {
  if (!ArrayBuffer.isView(bytes) || typeof bytes.subarray !== "function")
    throw coreError("BAD_ARGUMENT", `bytesFile: got ${describeValue(bytes)}, expected a Uint8Array.`);
  return {
    name,
    size: bytes.length,
    read: async (start, length) => bytes.subarray(start, start + length),
    bytes: async () => bytes,
  };
}

function blobFile(blob: Blob, name: string | undefined): SourceFile {
  const own = (blob as { readonly name?: unknown }).name;
  const part = async (piece: Blob): Promise<Uint8Array> => new Uint8Array(await piece.arrayBuffer());
  return {
    name: name ?? (typeof own === "string" ? own : ""),
    size: blob.size,
    read: (start, length) => part(blob.slice(start, start + length)),
    bytes: () => part(blob),
  };
}

async function openPath(path: string, name?: string): Promise<SourceFile> {
  const files = await nodeModule("node:fs/promises", noFiles(path));
  const paths = await nodeModule("node:path", noFiles(path));
  let size: number;
  try {
    const facts = await files.stat(path);
    if (!facts.isFile())
      throw coreError(
        "BAD_FILE",
        `${path} is ${facts.isDirectory() ? "a folder" : "not a plain file"}, expected a file.`,
      );
    size = facts.size;
  } catch (cause) {
    throw fileError(path, cause);
  }
  return {
    name: name ?? paths.basename(path),
    size,
    async read(start, length) {
      const handle = await files.open(path).catch((cause: unknown) => {
        throw fileError(path, cause);
      });
      try {
        const bytes = new Uint8Array(Math.max(0, Math.min(length, size - start)));
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
        return bytes.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    async bytes() {
      const handle = await files.open(path).catch((cause: unknown) => {
        throw fileError(path, cause);
      });
      try {
        return await readAll(path, size, (target, start) => handle.read(target, 0, target.length, start));
      } finally {
        await handle.close();
      }
    },
    async sibling(other) {
      if (paths.basename(other) !== other || other === "" || other === "." || other === "..") return undefined;
      const place = paths.join(paths.dirname(path), other);
      const facts = await files.stat(place).catch(() => undefined);
      return facts?.isFile() === true ? openPath(place) : undefined;
    },
  };
}

/** All bytes of a file in pieces, for one call of the system reads 2 GiB at most. */
async function readAll(
  path: string,
  size: number,
  read: (target: Uint8Array, start: number) => Promise<{ readonly bytesRead: number }>,
): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(size);
  } catch (cause) {
    throw coreError("OUT_OF_MEMORY", `${path} has ${size} bytes, which is too much to be read at once.`, { cause });
  }
  for (let start = 0; start < size; ) {
    const { bytesRead } = await read(bytes.subarray(start, Math.min(size, start + 2 ** 28)), start);
    if (bytesRead === 0) return bytes.subarray(0, start);
    start += bytesRead;
  }
  return bytes;
}

function noFiles(path: string): string {
  return `${path} cannot be opened: there is no file system here. Give a File, an address or bytes instead.`;
}

/** The coded form of an error of the file system. */
export function fileError(path: string, cause: unknown): unknown {
  const code = (cause as { readonly code?: unknown } | null | undefined)?.code;
  if (code === "ENOENT" || code === "ENOTDIR") return coreError("NOT_FOUND", `${path} does not exist.`, { cause });
  if (code === "EACCES" || code === "EPERM")
    return coreError("BAD_FILE", `${path} may not be opened: permission denied.`, { cause });
  if (typeof code === "string" && code.startsWith("ERR_INVALID"))
    return coreError("BAD_ARGUMENT", `${JSON.stringify(path)} is no path: ${messageOf(cause)}`, { cause });
  if (typeof code === "string" && /^E[A-Z]+$/.test(code) && (cause as { brand?: unknown }).brand === undefined)
    return coreError("BAD_FILE", `${path} cannot be read or written: ${messageOf(cause)}.`, { cause });
  return cause;
}

/** The text of any thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The extension of a file's name in lower case, without the dot; empty where there is none. */
export function extensionOf(name: string): string {
  checkKind("extensionOf", "name", name, "string");
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
}
