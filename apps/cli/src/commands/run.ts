import { readFile } from "node:fs/promises";
import { coreError, isNDArray, type Runtime } from "@core/array";
import { load, type SignalLike, save } from "@core/signal";
import { parseRecipe, runRecipe } from "../recipe.js";
import { readStandardInput, sourceOf, standardInput } from "../standard-input.js";
import type { Terminal } from "../terminal.js";
import { describe, plainJson } from "./info.js";

/** Options of the command. */
export interface RunOptions {
  readonly out?: string;
  readonly force?: boolean;
  readonly index?: number;
  readonly json?: boolean;
}

/** Runs a recipe on a file; prints the last result or saves it. */
export async function run(
  runtime: Runtime,
  terminal: Terminal,
  recipeFile: string,
  file: string | undefined,
  options: RunOptions,
): Promise<void> {
  const recipe = parseRecipe(runtime, await readText(recipeFile));
  const context = { signal: terminal.signal, onProgress: terminal.onProgress };
  const input =
    file === undefined
      ? undefined
      : await load(runtime, await sourceOf(file), {
          ...context,
          ...(options.index === undefined ? {} : { index: options.index }),
        });
  const { result } = await runRecipe(runtime, recipe, {
    ...context,
    overwrite: options.force === true,
    ...(input === undefined ? {} : { input }),
    onStep: (index, step, steps) => {
      if (options.json !== true) terminal.note(`${index + 1}/${steps} ${step.function}`);
    },
  });
  terminal.endProgress();
  if (options.out !== undefined) {
    await save(runtime, result as SignalLike, options.out, { overwrite: options.force === true });
    if (options.json !== true) terminal.note(`→ ${options.out}`);
  }
  const signal = result as Partial<SignalLike> | undefined;
  const isSignal = signal?.axes !== undefined && isNDArray(signal.data);
  if (options.json === true)
    terminal.out(JSON.stringify(isSignal ? withData(result as SignalLike) : result, plainJson));
  else if (isSignal) terminal.out(`${String(result)}\n${String((result as SignalLike).data)}`);
  else
    terminal.out(
      typeof result === "string" ? result : isNDArray(result) ? String(result) : JSON.stringify(result, plainJson),
    );
}

const mostElements = 100_000;

function withData(signal: SignalLike): Record<string, unknown> {
  return { ...describe(signal), ...(signal.data.size <= mostElements ? { data: signal.data.toNested() } : {}) };
}

async function readText(path: string): Promise<string> {
  if (path === standardInput) return new TextDecoder().decode(await readStandardInput());
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw coreError("NOT_FOUND", `the recipe "${path}" cannot be read: ${(cause as Error).message}`, { cause });
  }
}
