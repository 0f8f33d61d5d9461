import { coreError, describeValue, isCoreError, missingFrom, type Runtime, withRuntime } from "@core/array";
import type { BaseSignal } from "../classes/signals.js";
import { createSignal } from "../classes/signals.js";
import type { Reader, ReadOptions, SignalParts, SourceFile } from "../contract.js";
import { checkOptions } from "../functions/options.js";
import { signalText } from "../functions/text.js";
import { listFormats, readerPoint } from "../points/files.js";
import { packageOfExtension } from "../points/hints.js";
import { loadLazy } from "../points/lazy.js";
import { checkOptionNames } from "./known-options.js";
import { extensionOf, type LoadSource, messageOf, openSource } from "./source.js";

/** What loading takes; everything else is handed to the reader. */
export interface LoadOptions extends ReadOptions {
  /** The name of the format, or one of its extensions, where it is not to be guessed. */
  readonly reader?: string;
  /** The name of the file where the source has none. */
  readonly name?: string;
}

/**
 * The only signal of a file, in the runtime and of the class that this has for it.
 * @param source a path, an address, a Blob or File, or bytes
 * @param options `index` chooses one of several signals
 * @throws MISSING when no reader takes the file, BAD_FILE when those that do fail, NOT_FOUND, BAD_ARGUMENT when there are several signals
 */
export async function load(
  runtime: Runtime,
  source: LoadSource,
  options: LoadOptions & { readonly index?: number } = {},
): Promise<BaseSignal> {
  checkOptions("load", options, '{ reader: "hspy" }');
  const { index, ...rest } = options;
  if (index !== undefined && !Number.isInteger(index))
    throw coreError("BAD_ARGUMENT", `index: got ${describeValue(index)}, expected a whole number.`);
  const signals = await loadAll(runtime, source, rest);
  const list = (): string =>
    signals.map((signal, i) => `${i}: ${signalText(signal, signal.signalType.name)}`).join("; ");
  if (index !== undefined) {
    const found = signals.at(index);
    if (found !== undefined && index >= -signals.length) return found;
    throw coreError("BAD_ARGUMENT", `index: got ${index}, the file has ${signals.length} signals (${list()}).`);
  }
  if (signals.length === 1) return signals[0] as BaseSignal;
  throw coreError(
    "BAD_ARGUMENT",
    `load: the file has ${signals.length} signals: choose one with { index }, or take all with loadAll (${list()}).`,
  );
}

/** All signals of a file. See {@link load}. */
export async function loadAll(runtime: Runtime, source: LoadSource, options: LoadOptions = {}): Promise<BaseSignal[]> {
  checkOptions("load", options, '{ reader: "hspy" }');
  const { reader: wanted, name, ...rest } = options;
  checkRuntime(runtime, "load");
  const file = await openSource(source, { signal: options.signal, name });
  const label = file.name === "" ? "the file" : file.name;
  const readers = runtime.get(readerPoint);
  if (file.size === 0) throw coreError("BAD_FILE", `${label} is empty (0 bytes).`);
  const head = await file.read(0, Math.min(file.size, 4096));
  const candidates = wanted === undefined ? choose(readers, file, head) : [named(readers, wanted)];
  if (candidates.length === 0) throw noReader(runtime, label, file, readers);
  checkOptionNames(
    "load",
    rest,
    candidates.map((candidate) => candidate.options),
    ["reader", "name", "index", "signal", "onProgress", "maxBytes"],
  );
  const failures: { reader: Reader; error: unknown }[] = [];
  for (const reader of candidates) {
    try {
      const read = await loadLazy(reader.read);
      const parts = await read(file, rest);
      if (parts.length === 0) throw coreError("BAD_FILE", `${label} holds no signal.`);
      return parts.map((one) => createSignal(inRuntime(runtime, one)));
    } catch (error) {
      if (options.signal?.aborted === true)
        throw coreError("ABORTED", `reading ${label} was stopped.`, { cause: error });
      failures.push({ reader, error });
    }
  }
  throw failed(label, failures, readers);
}

/** The runtime, or an error that says what to pass. */
export function checkRuntime(runtime: Runtime, name: string): void {
  if (typeof (runtime as Partial<Runtime> | undefined)?.get !== "function")
    throw coreError(
      "BAD_ARGUMENT",
      `${name}: got ${describeValue(runtime)} as the runtime: make one with createRuntime({ plugins: [signalCore, ...] }).`,
    );
}

function inRuntime(runtime: Runtime, parts: SignalParts): SignalParts {
  return { ...parts, data: withRuntime(runtime, parts.data) };
}

/** The readers that may read a file: by its first bytes, the surest first, then by its extension. */
function choose(readers: readonly Reader[], file: SourceFile, head: Uint8Array): Reader[] {
  const extension = extensionOf(file.name);
  const scored = readers.map((reader) => {
    const fits = reader.format.extensions.includes(extension);
    return { reader, fits, score: score(reader, head) };
  });
  return scored
    .filter(({ fits, score: own }) => own > 0 || fits)
    .sort((a, b) => b.score - a.score || Number(b.fits) - Number(a.fits))
    .map(({ reader }) => reader);
}

function score(reader: Reader, head: Uint8Array): number {
  try {
    return reader.format.sniff?.(head) ?? 0;
  } catch {
    return 0;
  }
}

function named(readers: readonly Reader[], wanted: string): Reader {
  const name = String(wanted).toLowerCase();
  const found =
    readers.find(({ format }) => format.name.toLowerCase() === name) ??
    readers.find(({ format }) => format.extensions.includes(name.replace(/^\./, "")));
  if (found !== undefined) return found;
  throw coreError("MISSING", `reader: got ${describeValue(wanted)}, the runtime has ${listFormats(readers)}.`);
}

function noReader(runtime: Runtime, label: string, file: SourceFile, readers: readonly Reader[]): Error {
  const extension = extensionOf(file.name);
  const brings = runtime.hint(`reader:${extension}`) ?? packageOfExtension(extension);
  return missingFrom(
    brings,
    `no reader of this runtime takes ${label}; it has ${listFormats(readers)}.`,
    `Files of .${extension} are read by`,
  );
}

function failed(
  label: string,
  failures: readonly { reader: Reader; error: unknown }[],
  readers: readonly Reader[],
): unknown {
  const [first] = failures;
  if (failures.length === 1 && isCoreError(first?.error)) return first.error;
  const tried = failures.map(({ reader, error }) => `${reader.format.name}: ${messageOf(error)}`).join("; ");
  return coreError("BAD_FILE", `${label} cannot be read. Tried ${tried}. Readers: ${listFormats(readers)}.`, {
    cause: first?.error,
  });
}
