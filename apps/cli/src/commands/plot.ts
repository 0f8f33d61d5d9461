import { coreError, type Runtime } from "@core/array";
import { load, writeBytes } from "@core/signal";
import { type ColormapName, type PlotSignalOptions, plotSignal, renderPng, renderSvg } from "plot";
import { sourceOf } from "../standard-input.js";
import { type Terminal, UsageError } from "../terminal.js";

/** Options of the command. */
export interface PlotFileOptions {
  readonly force?: boolean;
  readonly index?: number;
  readonly position?: string | number;
  readonly title?: string;
  readonly colormap?: string;
  readonly log?: boolean;
  readonly json?: boolean;
}

/** Draws a file's signal as a picture, PNG or SVG by the extension. */
export async function plotFile(
  runtime: Runtime,
  terminal: Terminal,
  file: string,
  picture: string,
  options: PlotFileOptions,
): Promise<void> {
  const extension = /\.([^./\\]+)$/.exec(picture)?.[1]?.toLowerCase();
  if (extension !== "png" && extension !== "svg")
    throw new UsageError(`the picture "${picture}" must end in .png or .svg.`);
  const signal = await load(runtime, await sourceOf(file), {
    signal: terminal.signal,
    onProgress: terminal.onProgress,
    ...(options.index === undefined ? {} : { index: options.index }),
  });
  terminal.endProgress();
  const settings: PlotSignalOptions = {
    ...(options.position === undefined
      ? { show: "sum" as const }
      : { show: "position" as const, index: positionOf(String(options.position)) }),
    ...(options.title === undefined ? {} : { title: String(options.title) }),
    ...(options.colormap === undefined ? {} : { colormap: options.colormap as ColormapName }),
    ...(options.log === true ? { log: true } : {}),
  };
  const scene = plotSignal(signal, settings);
  const bytes = extension === "svg" ? renderSvg(scene) : await renderPng(scene, { scale: 2 });
  if (terminal.signal.aborted) throw coreError("ABORTED", "stopped before the picture was written.");
  await writeBytes(picture, bytes, { overwrite: options.force === true });
  if (options.json === true) terminal.out(JSON.stringify({ file, picture }));
  else terminal.note(`${String(signal)} → ${picture}`);
}

function positionOf(text: string): number[] {
  if (!/^-?\d+(,-?\d+)*$/.test(text))
    throw new UsageError(`--position: got "${text}", expected whole numbers such as 3,2.`);
  return text.split(",").map(Number);
}
