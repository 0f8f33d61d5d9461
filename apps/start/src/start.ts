import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { astype, coreError, elementsOf, isCoreError, max, mean, min, sum } from "@core/array";
import { type Axis, type BaseSignal, type SignalLike, save, writeBytes } from "@core/signal";
import { createHyperscope, open } from "hyperscope";
import { renderPng, type Scene } from "plot";
import { type Analysis, analyse, compareMaps, type EdgeWindows, type Recovery } from "./analyse.js";
import { readOptions, type StartOptions, usage } from "./options.js";
import { mapPicture, spectrumPicture } from "./pictures.js";
import { type Simulation, simulate } from "./simulate.js";

/** The windows for the simulated edges. */
const simulatedWindows: readonly EdgeWindows[] = [
  { name: "O_K", background: [440, 522], integration: [530, 580] },
  { name: "Fe_L3", background: [620, 698], integration: [704, 754] },
];

/**
 * The main job: a spectrum image, simulated or from a file, to maps of its edges.
 * @returns the exit code
 */
export async function start(argv: readonly string[]): Promise<number> {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort();
  process.once("SIGINT", interrupt);
  try {
    const options = readOptions(argv);
    if (options.help) console.log(usage);
    else await run(options, controller.signal);
    return 0;
  } catch (error) {
    if (controller.signal.aborted || isCoreError(error, "ABORTED")) {
      console.error("interrupted.");
      return 130;
    }
    console.error(error instanceof Error && isCoreError(error) ? error.message : error);
    if (isCoreError(error, "USAGE")) console.error(`\n${usage}`);
    return isCoreError(error, "USAGE") ? 2 : 1;
  } finally {
    process.off("SIGINT", interrupt);
  }
}

async function run(options: StartOptions, abort: AbortSignal): Promise<void> {
  const timings: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    if (abort.aborted) throw coreError("ABORTED", `stopped before: ${name}.`);
    const begun = performance.now();
    const result = await work();
    timings[name] = (timings[name] ?? 0) + performance.now() - begun;
    return result;
  };
  const runtime = createHyperscope((diagnostic) => console.error(`note: ${diagnostic.message}`));
  await mkdir(options.output, { recursive: true });

  let simulation: Simulation | undefined;
  let file = options.file;
  if (file === undefined) {
    const [width, height, channels] = options.size;
    const made = await timed("simulate", () => simulate({ width, height, channels, seed: options.seed }, runtime));
    simulation = made;
    const target = join(options.output, "simulated.hspy");
    await timed("save", () => save(runtime, made.signal, target, { overwrite: true }));
    file = target;
  }
  const path = file;
  const signal = await timed("open", () => open(path, { runtime, signal: abort }));
  const windows =
    options.edges.length > 0 ? options.edges : simulation === undefined ? guessedWindows(signal) : simulatedWindows;
  const analysis = await timed("analyse", () => analyse(signal, windows, { signal: abort }));

  const written: string[] = [];
  const draw = async (name: string, scene: Scene | undefined): Promise<void> => {
    if (scene === undefined) return;
    const target = join(options.output, name);
    await writeBytes(target, await renderPng(scene, { scale: 2 }), { overwrite: true });
    written.push(target);
  };
  const positions = analysis.edges[0] === undefined ? 0 : analysis.edges[0].map.data.size;
  await timed("draw", async () => {
    for (const edge of analysis.edges)
      await draw(`map-${safeName(edge.windows.name)}.png`, mapPicture(edge, positions));
    await draw(
      "spectrum.png",
      spectrumPicture(
        analysis,
        `${signal.metadata.get("General.title", "") || basename(path)}: mean of ${positions} spectra`,
      ),
    );
  });
  const recoveries = simulation === undefined ? undefined : recover(simulation, analysis);
  const target = join(options.output, "numbers.json");
  await writeBytes(
    target,
    `${JSON.stringify(report(path, signal, analysis, recoveries, timings, options), null, 2)}\n`,
    { overwrite: true },
  );
  written.push(target);
  if (simulation !== undefined) written.push(path);
  console.log(summary(path, signal, analysis, recoveries, timings, written));
}

function recover(simulation: Simulation, analysis: Analysis): readonly Recovery[] {
  const axis = simulation.signal.axes[2] as Axis;
  return analysis.edges.map(({ map, windows }) => {
    const edge = simulation.edges.findIndex((one) => one.name === windows.name);
    if (edge < 0)
      throw coreError(
        "BAD_ARGUMENT",
        `--edge ${windows.name}: the simulation has the edges ${simulation.edges.map((one) => one.name).join(", ")}.`,
      );
    const index = (energy: number): number => Math.round((energy - axis.at(0)) / (axis.at(1) - axis.at(0)));
    return compareMaps(
      map.data,
      simulation.trueCounts(edge, index(windows.integration[0]), index(windows.integration[1])),
    );
  });
}

/** Without any word on edges: the background from the first tenth of the positive energies, the counts of the next fifth. */
function guessedWindows(signal: SignalLike): readonly EdgeWindows[] {
  const axis = signal.axes.find((one) => !one.navigate);
  if (axis === undefined)
    throw coreError("BAD_SHAPE", "the file's signal has no signal axis, expected an energy axis.");
  const positive = Array.from(axis.values()).filter((energy) => energy > 0);
  if (positive.length < 10)
    throw coreError(
      "BAD_VALUE",
      "fewer than 10 channels lie above 0 on the energy axis: a power-law background cannot be fitted.",
    );
  const at = (fraction: number): number => positive[Math.floor(fraction * (positive.length - 1))] as number;
  console.error(
    "note: no --edge was given: the background is fitted to the first tenth of the axis and the next fifth is summed.",
  );
  return [{ name: "window", background: [at(0), at(0.1)], integration: [at(0.1), at(0.3)] }];
}

function report(
  path: string,
  signal: BaseSignal,
  analysis: Analysis,
  recoveries: readonly Recovery[] | undefined,
  timings: Record<string, number>,
  options: StartOptions,
): unknown {
  return {
    file: basename(path),
    simulated: options.file === undefined ? { size: options.size, seed: options.seed } : null,
    signal: { class: signal.signalType.name, shape: signal.data.shape, dtype: signal.data.dtype },
    edges: analysis.edges.map(({ map, windows }, k) => {
      const counts = astype(map.data, "float64");
      return {
        ...windows,
        total: sum(counts),
        mean: mean(counts),
        least: min(counts),
        most: max(counts),
        recovery: recoveries?.[k] ?? null,
        shape: counts.shape,
        counts: Array.from(elementsOf(counts)),
      };
    }),
    milliseconds: timings,
  };
}

function summary(
  path: string,
  signal: SignalLike,
  analysis: Analysis,
  recoveries: readonly Recovery[] | undefined,
  timings: Record<string, number>,
  written: readonly string[],
): string {
  const lines = [`${path}: ${String(signal)}, ${signal.data.dtype}`, ""];
  for (const [k, { map, windows }] of analysis.edges.entries()) {
    const average = mean(astype(map.data, "float64"));
    lines.push(
      `${windows.name}: background ${windows.background.join("–")} eV, counts ${windows.integration.join("–")} eV, ${average.toFixed(1)} per position`,
    );
    const recovery = recoveries?.[k];
    if (recovery === undefined) continue;
    lines.push(
      `  known map recovered: correlation ${recovery.correlation.toFixed(4)}, total ${(100 * recovery.totalRatio).toFixed(1)} %, error ${(100 * recovery.relativeError).toFixed(1)} % of the mean`,
    );
  }
  lines.push(
    "",
    Object.entries(timings)
      .map(([name, time]) => `${name} ${time.toFixed(0)} ms`)
      .join(", "),
    "",
    ...written.map((one) => `wrote ${one}`),
  );
  return lines.join("\n");
}

function safeName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^\.+/, "_");
}
