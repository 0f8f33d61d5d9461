import { checkOptions, describeValue, type OptionKinds } from "@core/array/runtime";
import { checkChoice, checkNumber, plotError } from "./check.js";
import { lineColors, type PlainColor, parseColor } from "./color.js";
import { decimate, type Polyline } from "./decimate.js";
import { type Numbers, readLine, readNumbers } from "./numbers.js";
import type { Scale } from "./scale.js";
import { fixed, type Stroke } from "./scene.js";
import { type SymbolName, type SymbolStyle, symbolNames } from "./symbols.js";
import { plainText } from "./text.js";

/** How a line is broken up: a name, or lengths of dashes and gaps in pixels. */
export type Dash = "solid" | "dashed" | "dotted" | "dashDot" | readonly number[];

/** One line of a line plot, or several that share everything but their values. */
export interface LineInput {
  /** Values along x, as many as `y`; without it 0, 1, 2, … */
  readonly x?: Numbers;
  /** Values along y; NaN leaves a gap. An array with two axes is one line for each of its columns. */
  readonly y: Numbers;
  /** Name in the legend, for several lines a list of names. */
  readonly label?: string | readonly string[];
  /** CSS colour; without it the next of a set that colour-blind readers tell apart. */
  readonly color?: string;
  /** Width of the line in pixels, 1.5 unless told; of points their diameter, 5 unless told. */
  readonly width?: number;
  readonly dash?: Dash;
  /** 0 to 1 */
  readonly opacity?: number;
  /** `"line"` joins the points, `"steps"` draws each value as wide as its bin, `"points"` draws symbols alone. */
  readonly draw?: "line" | "steps" | "points";
  /** What stands at the points: circles for `"points"`, otherwise nothing unless told. */
  readonly symbol?: SymbolName;
  /** Size of a symbol in pixels, 6 unless told (of points alone their `width`). */
  readonly symbolSize?: number;
  /** Fills the space to 0, or to `baseline` (a number, or as many numbers as `y` for a band). */
  readonly fill?:
    | boolean
    | { readonly baseline?: number | Numbers; readonly color?: string; readonly opacity?: number };
}

/** A line with everything checked and filled in. */
export interface Series {
  readonly count: number;
  readonly x: ArrayLike<number> | undefined;
  readonly y: ArrayLike<number>;
  readonly label: string;
  readonly color: PlainColor;
  readonly draw: "line" | "steps" | "points";
  readonly width: number;
  readonly symbol: SymbolStyle | undefined;
  readonly dash: readonly number[];
  readonly opacity: number;
  readonly fill:
    | { readonly baseline: number | ArrayLike<number>; readonly color: PlainColor; readonly opacity: number }
    | undefined;
}

const dashes = { solid: [], dashed: [6, 4], dotted: [1.5, 3], dashDot: [7, 3, 1.5, 3] } as const;

/** Reads a dash by name or lengths. */
export function parseDash(name: string, dash: Dash | undefined): readonly number[] {
  if (dash === undefined) return [];
  if (typeof dash === "string") return dashes[checkChoice(name, dash, ["solid", "dashed", "dotted", "dashDot"])];
  if (!Array.isArray(dash) || dash.length > 16)
    throw plotError("BAD_VALUE", `${name} must be a name or at most 16 lengths.`);
  return dash.map((length: unknown) => checkNumber(name, length, 0, 1000));
}

const kinds: OptionKinds<LineInput> = {
  x: "any",
  y: "any",
  label: "any",
  color: "string",
  width: "number",
  dash: "any",
  opacity: "number",
  draw: "any",
  symbol: "any",
  symbolSize: "number",
  fill: "any",
};

/** Checks the lines; an array with two axes gives one for each column. */
export function readLines(lines: readonly LineInput[]): Series[] {
  const all: Series[] = [];
  lines.forEach((line, i) => {
    const name = `lines[${i}]`;
    if (typeof line !== "object" || line === null)
      throw plotError("BAD_ARGUMENT", `${name} must be an object { x, y }.`);
    checkOptions(name, line, kinds);
    const { values, shape } = readNumbers(`${name}.y`, line.y);
    if (shape.length > 2)
      throw plotError("BAD_SHAPE", `${name}.y must have one or two axes, got shape (${shape.join(", ")}).`);
    const [count = 0, columns = 1] = shape;
    const labels: unknown = Array.isArray(line.label) ? line.label : [line.label];
    if (!(labels as unknown[]).every((label) => label === undefined || typeof label === "string"))
      throw plotError(
        "BAD_ARGUMENT",
        `${name}.label must be a text or a list of texts, got ${describeValue(line.label)}.`,
      );
    for (let column = 0; column < columns; column++) {
      const y =
        columns === 1
          ? values
          : Float64Array.from({ length: count }, (_, row) => values[row * columns + column] as number);
      all.push(readSeries(line, y, (labels as string[])[column], name, all.length));
    }
  });
  return all;
}

function readSeries(
  line: LineInput,
  y: ArrayLike<number>,
  label: string | undefined,
  name: string,
  index: number,
): Series {
  const x = line.x === undefined ? undefined : readLine(`${name}.x`, line.x);
  if (y.length === 0) throw plotError("BAD_SHAPE", `${name}.y is empty; a line needs at least one value.`);
  if (x !== undefined && x.length !== y.length) {
    throw plotError(
      "BAD_SHAPE",
      `${name}.x has ${x.length} values and ${name}.y has ${y.length}; give as many of each.`,
    );
  }
  const color = parseColor(`${name}.color`, line.color ?? (lineColors[index % lineColors.length] as string));
  const draw = checkChoice(`${name}.draw`, line.draw ?? "line", ["line", "steps", "points"]);
  let fill: Series["fill"];
  if (line.fill !== undefined && line.fill !== false) {
    const given = line.fill === true ? {} : line.fill;
    checkOptions(`${name}.fill`, given, { baseline: "any", color: "string", opacity: "number" });
    const baseline = given.baseline ?? 0;
    const level =
      typeof baseline === "number"
        ? checkNumber(`${name}.fill.baseline`, baseline)
        : readLine(`${name}.fill.baseline`, baseline);
    if (typeof level !== "number" && level.length !== y.length) {
      throw plotError(
        "BAD_SHAPE",
        `${name}.fill.baseline has ${level.length} values and ${name}.y has ${y.length}; give as many of each or one number.`,
      );
    }
    const fillColor = given.color === undefined ? color : parseColor(`${name}.fill.color`, given.color);
    fill = {
      baseline: level,
      color: fillColor,
      opacity: checkNumber(`${name}.fill.opacity`, given.opacity ?? 0.25, 0, 1) * fillColor.opacity,
    };
  }
  const width = checkNumber(`${name}.width`, line.width ?? (draw === "points" ? 5 : 1.5), 0, 100);
  const opacity = checkNumber(`${name}.opacity`, line.opacity ?? 1, 0, 1) * color.opacity;
  if (line.symbolSize !== undefined) checkNumber(`${name}.symbolSize`, line.symbolSize, 0, 100);
  const symbol = line.symbol ?? (draw === "points" ? "circle" : undefined);
  return {
    count: y.length,
    x,
    y,
    label: plainText(label),
    color,
    draw,
    width,
    symbol:
      symbol === undefined
        ? undefined
        : {
            name: checkChoice(`${name}.symbol`, symbol, symbolNames),
            size: checkNumber(`${name}.symbolSize`, line.symbolSize ?? (draw === "points" ? width : 6), 0, 100),
            color: color.hex,
            opacity,
          },
    dash: parseDash(`${name}.dash`, line.dash),
    opacity,
    fill,
  };
}

/** x of point i. */
export function xOf(series: Series, i: number): number {
  return series.x === undefined ? i : (series.x[i] as number);
}

/** How a line is drawn. */
export function strokeOf(series: Series): Stroke {
  return {
    stroke: series.color.hex,
    strokeWidth: series.width,
    ...(series.opacity < 1 ? { strokeOpacity: series.opacity } : {}),
    ...(series.dash.length > 0 ? { dash: series.dash } : {}),
  };
}

/** The corners of a line in pixels, thinned to what can be seen. */
export function tracePolyline(series: Series, x: Scale, y: Scale, values: ArrayLike<number> = series.y): Polyline {
  if (series.draw !== "steps")
    return decimate(
      series.count,
      (i) => x.at(xOf(series, i)),
      (i) => y.at(values[i] as number),
    );
  return decimate(
    2 * series.count,
    (i) => x.at(edgeOf(series, (i + 1) >> 1)),
    (i) => y.at(values[i >> 1] as number),
  );
}

/** The points of a line in pixels, thinned to what can be seen. */
export function tracePoints(series: Series, x: Scale, y: Scale): Polyline {
  return tracePolyline({ ...series, draw: "points" }, x, y);
}

/** The path of the space between a line and its baseline. */
export function fillPath(series: Series, x: Scale, y: Scale): string {
  const baseline = series.fill?.baseline ?? 0;
  let path = "";
  let start = 0;
  while (start < series.count) {
    while (start < series.count && !drawable(series, baseline, start)) start++;
    let stop = start;
    while (stop < series.count && drawable(series, baseline, stop)) stop++;
    if (stop > start)
      path += fillRun(
        part(series, start, stop),
        typeof baseline === "number" ? baseline : slice(baseline, start, stop),
        x,
        y,
      );
    start = stop;
  }
  return path;
}

function drawable(series: Series, baseline: number | ArrayLike<number>, i: number): boolean {
  return (
    !Number.isNaN(series.y[i] as number) &&
    Number.isFinite(xOf(series, i)) &&
    (typeof baseline === "number" || !Number.isNaN(baseline[i] as number))
  );
}

function part(series: Series, start: number, stop: number): Series {
  const x =
    series.x === undefined ? Array.from({ length: stop - start }, (_, i) => start + i) : slice(series.x, start, stop);
  return { ...series, count: stop - start, x, y: slice(series.y, start, stop) };
}

function slice(values: ArrayLike<number>, start: number, stop: number): ArrayLike<number> {
  return start === 0 && stop === values.length ? values : Array.prototype.slice.call(values, start, stop);
}

function fillRun(run: Series, baseline: number | ArrayLike<number>, x: Scale, y: Scale): string {
  const top = tracePolyline(run, x, y);
  const corners = top.x.map((px, i) => `${fixed(px)},${fixed(top.y[i] as number)}`);
  if (typeof baseline === "number") {
    const level = fixed(Math.max(-1e5, Math.min(1e5, y.at(baseline))));
    corners.push(`${fixed(top.x.at(-1) as number)},${level}`, `${fixed(top.x[0] as number)},${level}`);
  } else {
    const below = tracePolyline(run, x, y, baseline);
    for (let i = below.x.length - 1; i >= 0; i--)
      corners.push(`${fixed(below.x[i] as number)},${fixed(below.y[i] as number)}`);
  }
  return `M${corners.join("L")}Z`;
}

function edgeOf(series: Series, i: number): number {
  const { count } = series;
  if (count === 1) return xOf(series, 0) + (i === 0 ? -0.5 : 0.5);
  if (i === 0) return xOf(series, 0) - (xOf(series, 1) - xOf(series, 0)) / 2;
  if (i === count) return xOf(series, count - 1) + (xOf(series, count - 1) - xOf(series, count - 2)) / 2;
  return (xOf(series, i - 1) + xOf(series, i)) / 2;
}
