import { coreError, describeValue, missingFrom, type Runtime } from "@core/array";
import type { SignalLike, WriteOptions, Writer } from "../contract.js";
import { checkOptions } from "../functions/options.js";
import { refuseRagged } from "../functions/ragged.js";
import { isSignal } from "../functions/rebuild.js";
import { signalText } from "../functions/text.js";
import { listFormats, writerPoint } from "../points/files.js";
import { packageOfExtension } from "../points/hints.js";
import { loadLazy } from "../points/lazy.js";
import { checkOptionNames } from "./known-options.js";
import { checkRuntime } from "./load.js";
import { extensionOf } from "./source.js";
import { writeBytes } from "./write-bytes.js";

/** What saving takes; everything else is handed to the writer. */
export interface SaveOptions extends WriteOptions {
  /** Whether a file that is there may be replaced. */
  readonly overwrite?: boolean;
  /** The format by extension, for example `hspy`, where it is not that of the path. */
  readonly format?: string;
}

/**
 * A signal as the bytes of a file.
 * @param format the extension, for example `hspy` or `.npy`, or the name of the format
 * @throws MISSING when no writer of the runtime makes such files, UNSUPPORTED when the writer refuses the signal
 */
export async function encode(
  runtime: Runtime,
  signal: SignalLike,
  format: string,
  options: WriteOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return encodeFor("encode", runtime, signal, format, options, []);
}

async function encodeFor(
  where: string,
  runtime: Runtime,
  signal: SignalLike,
  format: string,
  options: WriteOptions,
  own: readonly string[],
): Promise<Uint8Array<ArrayBuffer>> {
  checkRuntime(runtime, where);
  checkOptions(where, options, "{}");
  if (!isSignal(signal)) throw coreError("BAD_ARGUMENT", `signal: got ${describeValue(signal)}, expected a signal.`);
  refuseRagged(where, signal);
  const writer = writerFor(runtime, format);
  checkOptionNames(where, options, [writer.options], [...own, "signal", "onProgress"]);
  const reason = writer.refuses?.(signal);
  if (reason !== undefined)
    throw coreError("UNSUPPORTED", `${writer.format.name} cannot hold ${signalText(signal)}: ${reason}`);
  const write = await loadLazy(writer.write);
  return unshared(await write(signal, options));
}

/** Bytes that a Blob takes: not in shared memory. */
function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const shared = Object.prototype.toString.call(bytes.buffer) === "[object SharedArrayBuffer]";
  return shared ? new Uint8Array(bytes) : (bytes as Uint8Array<ArrayBuffer>);
}

function writerFor(runtime: Runtime, format: string): Writer {
  const writers = runtime.get(writerPoint);
  const name = typeof format === "string" ? format.toLowerCase() : "";
  const extension = name.replace(/^\./, "");
  const found =
    writers.find((writer) => writer.format.extensions.includes(extension)) ??
    writers.find((writer) => writer.format.name.toLowerCase() === name);
  if (found !== undefined) return found;
  const brings = runtime.hint(`writer:${extension}`) ?? packageOfExtension(extension);
  throw missingFrom(
    brings,
    `no writer of this runtime makes ${describeValue(format)} files; it has ${listFormats(writers)}.`,
    `Files of .${extension} are written by`,
  );
}

/**
 * Writes a signal to a file: first beside it, then in its place, so that no half file is ever seen.
 * @param target the path; its extension chooses the format unless `format` does
 * @throws EXISTS when the file is there and `overwrite` is not true, UNSUPPORTED in a browser: take `encode` there
 */
export async function save(
  runtime: Runtime,
  signal: SignalLike,
  target: string,
  options: SaveOptions = {},
): Promise<void> {
  checkOptions("save", options, "{ overwrite: true }");
  const { overwrite = false, format, ...rest } = options;
  if (typeof target !== "string" || target === "")
    throw coreError("BAD_ARGUMENT", `target: got ${describeValue(target)}, expected a path such as "result.hspy".`);
  const extension = format ?? extensionOf(target);
  if (extension === "")
    throw coreError(
      "BAD_ARGUMENT",
      `target: ${target} has no extension: add one, for example .hspy, or give { format }.`,
    );
  await writeBytes(target, () => encodeFor("save", runtime, signal, extension, rest, ["overwrite", "format"]), {
    overwrite,
  });
}
