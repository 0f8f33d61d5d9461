import type { Runtime } from "@core/array";
import { load, save } from "@core/signal";
import { sourceOf } from "../standard-input.js";
import type { Terminal } from "../terminal.js";

/** Options of the command. */
export interface ConvertOptions {
  readonly force?: boolean;
  readonly index?: number;
  readonly json?: boolean;
}

/** Reads a file and writes its signal in the format of another extension. */
export async function convert(
  runtime: Runtime,
  terminal: Terminal,
  input: string,
  output: string,
  options: ConvertOptions,
): Promise<void> {
  const context = { signal: terminal.signal, onProgress: terminal.onProgress };
  const signal = await load(runtime, await sourceOf(input), {
    ...context,
    ...(options.index === undefined ? {} : { index: options.index }),
  });
  await save(runtime, signal, output, { ...context, overwrite: options.force === true });
  terminal.endProgress();
  if (options.json === true) terminal.out(JSON.stringify({ input, output }));
  else terminal.note(`${String(signal)} → ${output}`);
}
