import { checkOptions, describeValue, type OptionKinds } from "@core/array/runtime";
import type { SignalLike } from "@core/signal";
import { checkChoice, plotError } from "./check.js";
import { colormap } from "./colormap.js";
import { type ImageAxis, type ImagePlotOptions, imagePlot } from "./image-plot.js";
import { type LinePlotOptions, linePlot } from "./line-plot.js";
import type { Scene } from "./scene.js";
import type { LineInput } from "./series.js";
import { type ComplexPart, readSignal, type SignalReader } from "./signal-values.js";

type LineChoices = "xRange" | "yRange" | "legend" | "grid" | "spans" | "markers";
type ImageChoices =
  | "colormap"
  | "range"
  | "percentile"
  | "norm"
  | "colorbar"
  | "scaleBar"
  | "axes"
  | "nanColor"
  | "aspect"
  | "origin";
type CommonChoices = "title" | "size" | "fontSize" | "background";

/** What {@link plotSignal} may be told; what concerns images counts for images, what concerns lines for lines. */
export interface PlotSignalOptions
  extends Pick<LinePlotOptions, LineChoices | CommonChoices>,
    Pick<ImagePlotOptions, ImageChoices> {
  /**
   * What of several navigation positions is shown: the one at `index`, the sum or the mean over all, spectra over each other, or (one
   * navigation axis, spectra) a map of position and signal axis. Unless told: spectra of at most 6 positions over each other, else one position.
   */
  readonly show?: "position" | "sum" | "mean" | "overlay" | "map";
  /** The position in natural order (x, y, …), counted from the end where negative; the first one unless told. */
  readonly index?: readonly number[];
  /** What of complex numbers is shown, the modulus unless told; `"power"` is logarithmic unless `log` says otherwise. */
  readonly part?: ComplexPart;
  /** Logarithmic intensity: the y axis of lines, the colours of images. */
  readonly log?: boolean;
}

const kinds: OptionKinds<PlotSignalOptions> = {
  show: "any",
  index: "any",
  part: "any",
  log: "boolean",
  title: "string",
  size: "any",
  fontSize: "number",
  background: "string",
  xRange: "any",
  yRange: "any",
  legend: "any",
  grid: "boolean",
  spans: "any",
  markers: "any",
  colormap: "any",
  range: "any",
  percentile: "any",
  norm: "any",
  colorbar: "any",
  scaleBar: "any",
  axes: "boolean",
  nanColor: "string",
  aspect: "any",
  origin: "any",
};

/**
 * Draws a signal over its axes: spectra as lines, images as images, signals without signal axes over their navigation axes. Pictures in
 * colours (`changeDtype("rgb8")`) are shown in them, one position at a time.
 * @returns a scene for `renderSvg`, `renderPng` or `panels`
 * @throws UNSUPPORTED (more than two signal axes, colours without two), BAD_INDEX (no such position), BAD_SHAPE (no elements), and what `linePlot` and `imagePlot` throw
 */
export function plotSignal(signal: SignalLike, options: PlotSignalOptions = {}): Scene {
  checkOptions("plotSignal", options, kinds);
  const { part, log, norm } = options;
  const reader = readSignal(signal, part);
  const power = part === "power" && log === undefined && norm === undefined && signal.data.dtype.startsWith("complex");
  return drawSignal(signal, reader, power ? { ...options, log: true } : options);
}

function drawSignal(signal: SignalLike, reader: SignalReader, options: PlotSignalOptions): Scene {
  const signalAxes = signal.axes.filter((axis) => !axis.navigate && axis.isColour !== true);
  const navigationAxes = signal.axes.filter((axis) => axis.navigate && axis.isColour !== true);
  const colours = signal.axes.find((axis) => axis.isColour === true);
  if (colours !== undefined) checkColours(signal, colours, signalAxes.length);
  const positions = reader.navigationShape.reduce((product, size) => product * size, 1);
  if (signalAxes.length === 0) {
    const values = Float64Array.from({ length: positions }, (_, i) => reader.at(i)[0] as number);
    return draw(signal, navigationAxes, [{ values, label: "" }], "", options);
  }
  if (colours !== undefined) {
    checkChoice("show", options.show ?? "position", ["position"]);
    const position = positionOf(reader, options.index);
    const suffix = positions > 1 ? ` ${positionLabel(reader, position)}` : "";
    const bytes = signal.data.dtype === "uint16" ? 257 : 1;
    const values = reader.at(position).map((value) => value / bytes);
    return draw(signal, signalAxes, [{ values, label: "" }], suffix, options, colours.size as 3 | 4);
  }
  const few = signalAxes.length === 1 && positions > 1 && positions <= 6 && options.index === undefined;
  const show = checkChoice("show", options.show ?? (few ? "overlay" : "position"), [
    "position",
    "sum",
    "mean",
    "overlay",
    "map",
  ]);
  if (show === "overlay") {
    if (signalAxes.length !== 1)
      throw plotError(
        "UNSUPPORTED",
        `show "overlay" is for spectra; this signal has ${signalAxes.length} signal axes.`,
      );
    if (positions > 200)
      throw plotError(
        "UNSUPPORTED",
        `show "overlay" draws at most 200 spectra, this signal has ${positions}. Use "map" or "mean".`,
      );
    const layers = Array.from({ length: positions }, (_, i) => ({
      values: reader.at(i),
      label: positionLabel(reader, i),
    }));
    return draw(signal, signalAxes, layers, "", options);
  }
  if (show === "map") {
    if (signalAxes.length !== 1 || navigationAxes.length !== 1) {
      throw plotError(
        "UNSUPPORTED",
        `show "map" is for spectra along one navigation axis; this signal has ${navigationAxes.length} navigation and ${signalAxes.length} signal axes.`,
      );
    }
    const width = reader.signalShape[0] as number;
    const values = new Float64Array(positions * width);
    for (let i = 0; i < positions; i++) values.set(reader.at(i), i * width);
    return draw(signal, [...navigationAxes, ...signalAxes], [{ values, label: "" }], "", options);
  }
  if (show === "position") {
    const position = positionOf(reader, options.index);
    const suffix = positions > 1 ? ` ${positionLabel(reader, position)}` : "";
    return draw(signal, signalAxes, [{ values: reader.at(position), label: "" }], suffix, options);
  }
  const sum = reader.sum();
  const values = show === "mean" ? sum.map((value) => value / positions) : sum;
  const suffix = positions > 1 ? `, ${show} of ${positions}` : "";
  return draw(signal, signalAxes, [{ values, label: "" }], suffix, options);
}

type Axis = SignalLike["axes"][number];

/** Colours are shown as a picture, which has two axes besides them. */
function checkColours(signal: SignalLike, colours: Axis, count: number): void {
  const { dtype } = signal.data;
  const isKnown = (dtype === "uint8" || dtype === "uint16") && (colours.size === 3 || colours.size === 4);
  if (count !== 2)
    throw plotError(
      "UNSUPPORTED",
      `pictures in colours have two signal axes, this signal has ${count}. Use transpose({ signalAxes: 2 }), or changeDtype("${dtype}") for numbers.`,
    );
  if (!isKnown || signal.axes.at(-1) !== colours)
    throw plotError(
      "UNSUPPORTED",
      `colours must be 3 or 4 of uint8 or uint16 along the last axis, the data are ${dtype} of shape (${signal.data.shape.join(", ")}).`,
    );
}

interface Layer {
  readonly values: Float64Array;
  readonly label: string;
}

function draw(
  signal: SignalLike,
  axes: readonly Axis[],
  layers: readonly Layer[],
  suffix: string,
  options: PlotSignalOptions,
  channels: 1 | 3 | 4 = 1,
): Scene {
  if (axes.length > 2) {
    throw plotError(
      "UNSUPPORTED",
      `plotSignal draws one or two axes at a time, got ${axes.length}. Select or sum the others first.`,
    );
  }
  const name = signal.metadata.get("General.title");
  const title = options.title ?? `${typeof name === "string" ? name : ""}${suffix}`.trim();
  const common = { ...pickOptions(options, ["size", "fontSize", "background"]), title };
  if (axes.length === 2) {
    const [rowAxis, columnAxis] = axes as [Axis, Axis];
    return imagePlot({
      data: (layers[0] as Layer).values,
      rows: rowAxis.size,
      columns: columnAxis.size,
      channels,
      xAxis: imageAxis(columnAxis),
      yAxis: imageAxis(rowAxis),
      colorbar: true,
      ...(options.log === true ? { norm: "log" as const } : {}),
      ...pickOptions(options, [
        "colormap",
        "range",
        "percentile",
        "norm",
        "colorbar",
        "scaleBar",
        "axes",
        "nanColor",
        "aspect",
        "origin",
      ]),
      ...common,
    });
  }
  const axis = axes[0];
  const quantity = signal.metadata.get("Signal.quantity");
  const [label, units] = splitQuantity(typeof quantity === "string" && quantity !== "" ? quantity : "Intensity");
  const table = layers.length > 8 ? colormap("viridis").table : undefined;
  const lines = layers.map((layer, i): LineInput => {
    const at = 3 * Math.round((i / Math.max(1, layers.length - 1)) * 235);
    const color = table === undefined ? {} : { color: `rgb(${table.subarray(at, at + 3).join(", ")})` };
    const one = layer.values.length === 1 ? { draw: "points" as const } : {};
    return {
      y: layer.values,
      label: layer.label,
      ...(axis === undefined ? {} : { x: axis.values() }),
      ...color,
      ...one,
    };
  });
  return linePlot({
    lines,
    xAxis: axis === undefined ? {} : { label: axis.name ?? "", units: axis.units ?? "" },
    yAxis: { label, units, log: options.log === true },
    ...pickOptions(options, ["xRange", "yRange", "legend", "grid", "spans", "markers"]),
    ...common,
  });
}

function imageAxis(axis: Axis): ImageAxis {
  const name = axis.name ?? "";
  if (axis.kind === "uniform") return { name, units: axis.units ?? "", offset: axis.offset, scale: axis.scale };
  return { name: name === "" ? "Index" : `${name}, index`, units: "" };
}

function pickOptions<K extends keyof PlotSignalOptions>(
  options: PlotSignalOptions,
  keys: readonly K[],
): Pick<PlotSignalOptions, K> {
  return Object.fromEntries(keys.filter((key) => options[key] !== undefined).map((key) => [key, options[key]])) as Pick<
    PlotSignalOptions,
    K
  >;
}

// "Intensity (Counts)" is how files name a quantity with its units.
function splitQuantity(quantity: string): [string, string] {
  const parts = /^(.*?)\s*\(([^()]*)\)\s*$/.exec(quantity);
  return parts === null ? [quantity, ""] : [parts[1] as string, parts[2] as string];
}

function positionOf(reader: SignalReader, index: readonly number[] | undefined): number {
  if (index === undefined) return 0;
  const shape = [...reader.navigationShape].reverse();
  if (!Array.isArray(index) || index.length !== shape.length) {
    throw plotError(
      "BAD_INDEX",
      `index must name ${shape.length} positions (x, y, …), one for each navigation axis, got ${describeValue(index)}.`,
    );
  }
  let position = 0;
  for (let i = shape.length - 1; i >= 0; i--) {
    const size = shape[i] as number;
    const given: unknown = index[i];
    if (typeof given !== "number" || !Number.isInteger(given) || given < -size || given >= size) {
      throw plotError(
        "BAD_INDEX",
        `index[${i}] must be a whole number from ${-size} to ${size - 1}, got ${describeValue(given)}.`,
      );
    }
    position = position * size + (given < 0 ? given + size : given);
  }
  return position;
}

function positionLabel(reader: SignalReader, position: number): string {
  const shape = reader.navigationShape;
  const indices: number[] = [];
  let rest = position;
  for (let i = shape.length - 1; i >= 0; i--) {
    indices.push(rest % (shape[i] as number));
    rest = Math.floor(rest / (shape[i] as number));
  }
  return `(${indices.join(", ")})`;
}
