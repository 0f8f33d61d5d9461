import { checkOptions, describeValue, type OptionKinds } from "@core/array/runtime";
import { checkChoice, checkCount, checkNumber, checkSize, plotError, type Size } from "./check.js";
import { parseColor } from "./color.js";
import { drawColorBar, planColorBar } from "./color-bar.js";
import { type Colormap, type ColormapName, colormap } from "./colormap.js";
import { drawFrame, type FrameInput, planFrame } from "./frame.js";
import { areaMean, colorize, readNorm } from "./image-values.js";
import { type Numbers, readNumbers } from "./numbers.js";
import { makeScale } from "./scale.js";
import { drawScaleBar, type ScaleBarOptions } from "./scale-bar.js";
import type { ImageNode, Scene, SceneNode } from "./scene.js";
import { styleOf } from "./style.js";
import { plainText, textHeights } from "./text.js";
import { axisTitle, prettyUnits } from "./units.js";

/** A uniform axis of an image: the value at the centre of pixel i is `offset + i × scale`. */
export interface ImageAxis {
  readonly name?: string;
  readonly units?: string;
  /** 0 unless told. */
  readonly offset?: number;
  /** 1 unless told; not 0. */
  readonly scale?: number;
}

/** What {@link imagePlot} draws. */
export interface ImagePlotOptions {
  /** rows × columns values, row by row; with `channels` 3 or 4 as many bytes for each pixel. An array brings its sizes along. */
  readonly data: Numbers;
  /** Those of an array, unless told. */
  readonly rows?: number;
  readonly columns?: number;
  /** 1 (unless told, or an array has a third axis): values for the colormap; 3: red, green, blue; 4: and alpha; 0 to 255 each. */
  readonly channels?: 1 | 3 | 4;
  /** Where the first row lies: `"upper"` unless told. */
  readonly origin?: "upper" | "lower";
  readonly xAxis?: ImageAxis;
  readonly yAxis?: ImageAxis;
  /** A name, a list of CSS colours or a table; "gray" unless told. */
  readonly colormap?: ColormapName | Colormap | readonly string[];
  /** Values at the two ends of the colormap; the extremes of the finite values unless told. */
  readonly range?: readonly [number, number];
  /** Percentiles of the finite values for the two ends instead. */
  readonly percentile?: readonly [number, number];
  /** `"log"` gives equal factors equal steps of colour; values at or below 0 take the lowest colour. */
  readonly norm?: "linear" | "log";
  readonly colorbar?: boolean | { readonly label?: string; readonly units?: string };
  readonly scaleBar?: boolean | ScaleBarOptions;
  readonly title?: string;
  /** Ticks and labels; on unless there is a scale bar. */
  readonly axes?: boolean;
  /** CSS colour of NaN, or "none"; a light grey with a touch of red unless told. */
  readonly nanColor?: string;
  /** `"equal"` shows equal lengths equally long, `"auto"` fills the size; equal unless the axes have different units. */
  readonly aspect?: "equal" | "auto";
  /** The box in pixels at scale 1 that the picture must fit in, 560 × 480 unless told; the picture is as large as its shape allows. */
  readonly size?: Partial<Size>;
  /** Size of the axis labels in pixels, 13 unless told; the other text follows. */
  readonly fontSize?: number;
  /** CSS colour of the ground, or "none"; white unless told. */
  readonly background?: string;
}

const kinds: OptionKinds<ImagePlotOptions> = {
  data: "any",
  rows: "any",
  columns: "any",
  channels: "any",
  origin: "any",
  xAxis: "any",
  yAxis: "any",
  colormap: "any",
  range: "any",
  percentile: "any",
  norm: "any",
  colorbar: "any",
  scaleBar: "any",
  title: "string",
  axes: "boolean",
  nanColor: "string",
  aspect: "any",
  size: "any",
  fontSize: "number",
  background: "string",
};

/**
 * Draws values as an image over calibrated axes. Pixels are shown with hard edges; an image with more pixels than two for each pixel of the
 * picture is reduced by area mean first, limits of the colours still coming from all values.
 * @returns a scene for `renderSvg`, `renderPng` or `panels`
 * @throws BAD_ARGUMENT, BAD_SHAPE (rows × columns is not the length), BAD_VALUE (limits, colours, sizes, axes)
 */
export function imagePlot(options: ImagePlotOptions): Scene {
  if (typeof options !== "object" || options === null)
    throw plotError("BAD_ARGUMENT", "imagePlot needs an object { data, rows, columns }.");
  checkOptions("imagePlot", options, kinds);
  if (typeof options.colorbar !== "boolean")
    checkOptions("colorbar", options.colorbar, { label: "string", units: "string" });
  if (typeof options.scaleBar !== "boolean")
    checkOptions("scaleBar", options.scaleBar, { length: "number", color: "string", place: "any" });
  const { values: data, shape } = readNumbers("data", options.data);
  const own = shape.length === 2 || shape.length === 3 ? shape : [];
  if (shape.length > 3 || shape.length === 0)
    throw plotError("BAD_SHAPE", `data must have two axes, or three with colours, got shape (${shape.join(", ")}).`);
  const rows = checkCount("rows", options.rows ?? own[0]);
  const columns = checkCount("columns", options.columns ?? own[1]);
  const channels = (options.channels ?? own[2] ?? 1) as 1 | 3 | 4;
  if (![1, 3, 4].includes(channels))
    throw plotError("BAD_VALUE", `channels must be 1, 3 or 4, got ${describeValue(channels)}.`);
  const lower = checkChoice("origin", options.origin ?? "upper", ["upper", "lower"]) === "lower";
  if (data.length !== rows * columns * channels) {
    throw plotError(
      "BAD_SHAPE",
      `data has ${data.length} values, but rows × columns${channels > 1 ? " × channels" : ""} is ${rows * columns * channels}.`,
    );
  }
  const limit = checkSize(options.size, { width: 560, height: 480 });
  const style = styleOf(checkNumber("fontSize", options.fontSize ?? 13, 4, 200));
  const title = plainText(options.title);
  const xAxis = readAxis("xAxis", options.xAxis, columns);
  const yAxis = readAxis("yAxis", options.yAxis, rows);
  const map = colormap(options.colormap ?? "gray");
  checkChoice("norm", options.norm ?? "linear", ["linear", "log"]);
  const norm = readNorm(channels === 1 ? data : [0, 255], options);
  const nan = nanPixel(options.nanColor);
  const barTitle =
    typeof options.colorbar === "object" ? axisTitle(options.colorbar.label, options.colorbar.units) : "";
  const hasBar = options.colorbar !== undefined && options.colorbar !== false && channels === 1;
  const hasScaleBar = options.scaleBar !== undefined && options.scaleBar !== false;
  const aspect = checkChoice("aspect", options.aspect ?? (xAxis.units === yAxis.units ? "equal" : "auto"), [
    "equal",
    "auto",
  ]);
  const base = {
    style,
    x: { title: axisTitle(options.xAxis?.name, options.xAxis?.units), range: xAxis.range, log: false, factor: 1 },
    y: {
      title: axisTitle(options.yAxis?.name, options.yAxis?.units),
      range: lower ? yAxis.range : ([yAxis.range[1], yAxis.range[0]] as const),
      log: false,
      factor: 1,
    },
    title,
    axes: options.axes ?? !hasScaleBar,
  };

  let area: Size = { width: limit.width * 0.8, height: limit.height * 0.8 };
  let bar = planColorBar(norm, barTitle, area.height, style);
  let input: FrameInput = { ...base, above: 0, beside: 0 };
  let frame = planFrame(input, area);
  for (let pass = 0; pass < 4; pass++) {
    bar = planColorBar(norm, barTitle, area.height, style);
    const note = hasBar && bar.ticks.note !== "" ? style.small * textHeights.line + style.gap : 0;
    input = { ...base, above: note, beside: hasBar ? bar.width : 0 };
    frame = planFrame(input, area);
    if (pass === 3) break;
    area = fitArea(
      limit.width - frame.left - frame.right,
      limit.height - frame.top - frame.bottom,
      aspect,
      xAxis,
      yAxis,
    );
  }
  const place = { x: frame.left, y: frame.top, ...area };
  const width = frame.left + area.width + frame.right;
  const height = frame.top + area.height + frame.bottom;

  const image = makeImage({ data, rows, columns, channels, lower }, norm, map, nan, place);
  const xScale = makeScale(base.x.range, false, place.x, place.x + place.width);
  const yScale = makeScale(base.y.range, false, place.y + place.height, place.y);
  const nodes: SceneNode[] = [image];
  if (hasScaleBar) {
    const bar = typeof options.scaleBar === "object" ? options.scaleBar : {};
    const units = xAxis.units === "" && xAxis.scale === 1 ? "px" : (options.xAxis?.units ?? "");
    nodes.push(...drawScaleBar(place, image, columns * Math.abs(xAxis.scale), units, bar, style));
  }
  nodes.push(...drawFrame(place, frame, xScale, yScale, input, width));
  if (hasBar) nodes.push(...drawColorBar(place, bar, norm, map, style));
  const background = options.background ?? "white";
  return {
    width,
    height,
    ...(background === "none" ? {} : { background: parseColor("background", background).hex }),
    ...(title === "" ? {} : { title }),
    areas: [{ ...place, xRange: base.x.range, yRange: base.y.range, xLog: false, yLog: false }],
    children: nodes,
  };
}

interface PlainAxis {
  readonly count: number;
  readonly scale: number;
  readonly units: string;
  /** Values at the outer edges of the first and of the last pixel. */
  readonly range: readonly [number, number];
}

function readAxis(name: string, axis: ImageAxis | undefined, count: number): PlainAxis {
  checkOptions(name, axis, { name: "string", units: "string", offset: "number", scale: "number" });
  const offset = checkNumber(`${name}.offset`, axis?.offset ?? 0);
  const scale = checkNumber(`${name}.scale`, axis?.scale ?? 1);
  const range = [offset - scale / 2, offset + (count - 0.5) * scale] as const;
  const width = Math.abs(range[1] - range[0]);
  if (!(width > 1e-12 * Math.abs(offset)) || !(width > 1e-290) || !Number.isFinite(width)) {
    throw plotError(
      "BAD_VALUE",
      `${name}.scale ${scale} with offset ${offset} gives no axis; it must not be 0 and must show beside the offset.`,
    );
  }
  return { count, scale, units: prettyUnits(axis?.units), range };
}

function nanPixel(text: string | undefined): readonly [number, number, number, number] {
  if (text === "none") return [0, 0, 0, 0];
  const color = parseColor("nanColor", text ?? "#d9c8c8");
  return [...color.rgb, Math.round(255 * color.opacity)];
}

function fitArea(width: number, height: number, aspect: "equal" | "auto", x: PlainAxis, y: PlainAxis): Size {
  if (!(width >= 20 && height >= 20)) {
    throw plotError(
      "BAD_VALUE",
      "size leaves no room for the image beside title, labels and colour bar. Give a larger size, a smaller fontSize or axes: false.",
    );
  }
  if (aspect === "auto") return { width: Math.floor(width), height: Math.floor(height) };
  const ratio = Math.abs((x.range[1] - x.range[0]) / (y.range[1] - y.range[0]));
  const fit = { width: Math.min(width, height * ratio), height: Math.min(height, width / ratio) };
  if (Math.abs(Math.abs(x.scale / y.scale) - 1) < 1e-6) {
    const pixel = Math.floor((2 * fit.width) / x.count + 1e-9) / 2;
    if (pixel >= 2) return { width: pixel * x.count, height: pixel * y.count };
  }
  const least = Math.min(40, width, height);
  return { width: Math.max(least, Math.round(fit.width)), height: Math.max(least, Math.round(fit.height)) };
}

interface Values {
  readonly data: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
  readonly channels: 1 | 3 | 4;
  readonly lower: boolean;
}

function makeImage(
  values: Values,
  norm: { range: readonly [number, number]; log: boolean },
  map: Colormap,
  nan: readonly [number, number, number, number],
  place: Size & { x: number; y: number },
): ImageNode {
  const { data, rows, columns, channels, lower } = values;
  const newRows = Math.min(rows, Math.ceil(2 * place.height));
  const newColumns = Math.min(columns, Math.ceil(2 * place.width));
  const reduced = newRows < rows || newColumns < columns;
  const reduce = (values: ArrayLike<number>): ArrayLike<number> =>
    reduced ? areaMean(values, rows, columns, newRows, newColumns) : values;
  const shape = { kind: "image", ...place, rows: newRows, columns: newColumns } as const;
  const turned = (pixels: Uint8Array): Uint8Array => (lower ? flipRows(pixels, newRows) : pixels);
  if (channels === 1) return { ...shape, pixels: turned(colorize(reduce(data), norm, map, nan)) };
  const pixels = new Uint8Array(4 * newRows * newColumns).fill(255);
  for (let channel = 0; channel < channels; channel++) {
    const plane = new Float64Array(rows * columns);
    for (let i = 0; i < plane.length; i++) plane[i] = data[i * channels + channel] as number;
    const reducedPlane = reduce(plane);
    for (let i = 0; i < reducedPlane.length; i++)
      pixels[4 * i + channel] = Math.max(0, Math.min(255, Math.round(reducedPlane[i] as number)));
  }
  return { ...shape, pixels: turned(pixels) };
}

function flipRows(pixels: Uint8Array, rows: number): Uint8Array {
  const width = pixels.length / rows;
  const flipped = new Uint8Array(pixels.length);
  for (let row = 0; row < rows; row++)
    flipped.set(pixels.subarray(row * width, (row + 1) * width), (rows - 1 - row) * width);
  return flipped;
}
