import { cac } from "cac";
import { markStandardInput } from "./standard-input.js";
import { exitCodes, reportError, type Terminal, UsageError } from "./terminal.js";
import { version } from "./version.js";

/**
 * Runs a command line on a terminal. Data go to `out`, everything else to `note`.
 * @param argv the arguments after the command's name
 * @returns the exit code: 0 done, 1 failed, 2 called wrongly, 130 interrupted
 */
export async function runCommand(argv: readonly string[], terminal: Terminal): Promise<number> {
  const json = argv.includes("--json");
  try {
    const program = commands(terminal);
    const { options } = program.parse(["node", "hyperscope", ...markStandardInput(argv)], { run: false });
    if (options.help === true || options.version === true) return exitCodes.ok;
    if (program.matchedCommand === undefined) {
      const given = program.args[0];
      throw new UsageError(given === undefined ? "no command was given." : `there is no command "${given}".`);
    }
    await program.runMatchedCommand();
    return terminal.signal.aborted ? exitCodes.interrupted : exitCodes.ok;
  } catch (error) {
    return reportError(error, terminal, json);
  }
}

function commands(terminal: Terminal): ReturnType<typeof cac> {
  const program = cac("hyperscope");
  const runtime = async () =>
    (await import("./runtime.js")).createHyperscope((diagnostic) => terminal.note(`note: ${diagnostic.message}`));

  program
    .command("info <file>", "What is in a file: class, axes, dtype and metadata of each signal")
    .option("--json", "Print JSON")
    .option("--reader <name>", "Use this reader instead of choosing by extension and first bytes")
    .example("hyperscope info core-loss.hspy")
    .action(async (file: string, options: Record<string, unknown>) =>
      (await import("./commands/info.js")).info(await runtime(), terminal, String(file), options),
    );

  program
    .command("convert <input> <output>", "Write a file's signal in another format, chosen by the extension")
    .option("--force", "Replace the output when it exists")
    .option("--index <number>", "Which signal, when the file holds several", { type: [] })
    .option("--json", "Print JSON")
    .example("hyperscope convert core-loss.hspy core-loss.npy")
    .action(async (input: string, output: string, options: Record<string, unknown>) =>
      (await import("./commands/convert.js")).convert(
        await runtime(),
        terminal,
        String(input),
        String(output),
        numbered(options),
      ),
    );

  program
    .command("run <recipe> [file]", "Run a recipe, a JSON list of steps, on a file")
    .option("--out <file>", "Save the last result")
    .option("--force", "Replace files that exist")
    .option("--index <number>", "Which signal, when the file holds several", { type: [] })
    .option("--json", "Print JSON")
    .example("hyperscope run background.json core-loss.hspy --out clean.hspy")
    .action(async (recipe: string, file: string | undefined, options: Record<string, unknown>) =>
      (await import("./commands/run.js")).run(
        await runtime(),
        terminal,
        String(recipe),
        file === undefined ? undefined : String(file),
        numbered(options),
      ),
    );

  program
    .command("plot <file> <picture>", "Draw a signal as PNG or SVG")
    .option("--force", "Replace the picture when it exists")
    .option("--index <number>", "Which signal, when the file holds several", { type: [] })
    .option(
      "--position <indices>",
      "Navigation position to draw, for example 3,2; the sum over all positions by default",
    )
    .option("--title <text>", "Another title")
    .option("--colormap <name>", "Colormap of images")
    .option("--log", "Logarithmic intensities")
    .option("--json", "Print JSON")
    .example("hyperscope plot core-loss.hspy core-loss.png")
    .action(async (file: string, picture: string, options: Record<string, unknown>) =>
      (await import("./commands/plot.js")).plotFile(
        await runtime(),
        terminal,
        String(file),
        String(picture),
        numbered(options),
      ),
    );

  program.help();
  program.version(version);
  return program;
}

/** cac hands numbers over as it likes; `--index` must be a whole number from 0. */
function numbered(options: Record<string, unknown>): Record<string, unknown> {
  const given = options.index;
  if (
    given === undefined ||
    (Array.isArray(given) && given.length === 0) ||
    (Array.isArray(given) && given[0] === undefined)
  ) {
    const { index: _, ...rest } = options;
    return rest;
  }
  const text = String(Array.isArray(given) ? given[given.length - 1] : given);
  if (!/^\d+$/.test(text)) throw new UsageError(`--index: got "${text}", expected a whole number from 0.`);
  return { ...options, index: Number(text) };
}
