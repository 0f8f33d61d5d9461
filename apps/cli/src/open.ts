import type { Runtime } from "@core/array";
import { type BaseSignal, type LoadOptions, type LoadSource, load } from "@core/signal";
import { createHyperscope } from "./runtime.js";

/** Options of {@link open}. */
export interface OpenOptions extends LoadOptions {
  /** A runtime of one's own; without it a new one with everything that the command line has. */
  readonly runtime?: Runtime;
}

/**
 * Opens a file as a signal of the right class: `const s = await open("core-loss.hspy")`.
 * @param source a path, a URL, a Blob or bytes
 * @throws NOT_FOUND, BAD_FILE, MISSING (no reader for the format), BAD_ARGUMENT when the file holds several signals and no `index` is given
 */
export function open(source: LoadSource, options: OpenOptions = {}): Promise<BaseSignal> {
  const { runtime = createHyperscope(), ...rest } = options;
  return load(runtime, source, rest) as Promise<BaseSignal>;
}
