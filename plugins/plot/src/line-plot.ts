import { checkOptions, type OptionKinds } from "@core/array/runtime";
import { checkChoice, checkNumber, checkRange, checkSize, plotError, type Size } from "./check.js";
import { parseColor } from "./color.js";
import { type Polyline, polylinePath } from "./decimate.js";
import { type AxisPlan, drawFrame, drawGrid, type FrameInput, type FramePlan, planFrame } from "./frame.js";
import {
  bestCorner,
  cornerOf,
  covers,
  drawLegend,
  type LegendEntry,
  type LegendPlace,
  type LegendPlan,
  legendPlaces,
  planLegend,
} from "./legend.js";
import {
  type Annotation,
  annotationHeight,
  drawAnnotations,
  drawMarkers,
  drawSpans,
  type Mark,
  type Marker,
  readMarkers,
  readSpans,
  type Span,
} from "./marks.js";
import { makeScale, niceRange, type Scale } from "./scale.js";
import type { Rectangle, Scene, SceneNode } from "./scene.js";
import {
  fillPath,
  type LineInput,
  readLines,
  type Series,
  strokeOf,
  tracePoints,
  tracePolyline,
  xOf,
} from "./series.js";
import { styleOf } from "./style.js";
import { symbolsNode } from "./symbols.js";
import { plainText } from "./text.js";
import { axisTitle, betterPrefix } from "./units.js";

/** An axis of a line plot. */
export interface LineAxis {
  readonly label?: string;
  /** Printed in parentheses after the label; `1/nm` becomes nm⁻¹. */
  readonly units?: string;
  /** Logarithmic: values at or below 0 fall off the lower end. */
  readonly log?: boolean;
  /** Writes the ticks in the SI prefix that suits the range: m becomes nm where the data ask for it. */
  readonly siPrefix?: boolean;
}

/** What {@link linePlot} draws. */
export interface LinePlotOptions {
  readonly lines: readonly LineInput[];
  readonly xAxis?: LineAxis;
  readonly yAxis?: LineAxis;
  /** Values at the left and at the right end; the greater first turns the axis round. */
  readonly xRange?: readonly [number, number];
  /** Values at the lower and at the upper end. */
  readonly yRange?: readonly [number, number];
  readonly title?: string;
  /** Where the legend stands; "best" (the default) is the corner with the fewest data. */
  readonly legend?: LegendPlace;
  /** Lines at the ticks. */
  readonly grid?: boolean;
  /** Ranges along x that are shaded and named above the frame. */
  readonly spans?: readonly Span[];
  /** Lines across the plot at one value, named. */
  readonly markers?: readonly Marker[];
  /** Size of the whole picture in pixels at scale 1, 640 × 420 unless told. */
  readonly size?: Partial<Size>;
  /** Size of the axis labels in pixels, 13 unless told; the other text follows. */
  readonly fontSize?: number;
  /** CSS colour of the ground, or "none"; white unless told. */
  readonly background?: string;
}

const kinds: OptionKinds<LinePlotOptions> = {
  lines: "any",
  xAxis: "any",
  yAxis: "any",
  xRange: "any",
  yRange: "any",
  title: "string",
  legend: "any",
  grid: "boolean",
  spans: "any",
  markers: "any",
  size: "any",
  fontSize: "number",
  background: "string",
};

const axisKinds: OptionKinds<LineAxis> = { label: "string", units: "string", log: "boolean", siPrefix: "boolean" };

/**
 * Draws lines over calibrated axes. Lines of any length are thinned to the extremes of each pixel column, so nothing that could be seen is lost.
 * @returns a scene for `renderSvg`, `renderPng` or `panels`
 * @throws BAD_ARGUMENT, BAD_SHAPE (no line, empty, x and y of different length), BAD_VALUE (nothing finite to draw, sizes, colours, ranges)
 */
export function linePlot(options: LinePlotOptions): Scene {
  if (!Array.isArray(options?.lines) || options.lines.length === 0) {
    throw plotError("BAD_ARGUMENT", "linePlot needs lines: a list of at least one { x, y }.");
  }
  checkOptions("linePlot", options, kinds);
  checkOptions("xAxis", options.xAxis, axisKinds);
  checkOptions("yAxis", options.yAxis, axisKinds);
  const series = readLines(options.lines);
  if (series.length === 0) throw plotError("BAD_SHAPE", "lines have no columns; a line plot needs at least one line.");
  if (series.length > 5000)
    throw plotError("BAD_SHAPE", `linePlot draws at most 5000 lines, got ${series.length}. Show a map instead.`);
  const size = checkSize(options.size, { width: 640, height: 420 });
  const style = styleOf(checkNumber("fontSize", options.fontSize ?? 13, 4, 200));
  const place = checkChoice("legend", options.legend ?? "best", legendPlaces);
  const spans = readSpans(options.spans);
  const markers = readMarkers(options.markers);
  const xLog = options.xAxis?.log === true;
  const yLog = options.yAxis?.log === true;
  const xPadding = series.some((one) => one.symbol !== undefined) ? 0.03 : 0;
  const xRange = axisRange("xRange", options.xRange, xLog, () => xExtent(series, xLog), xPadding, false);
  const yRange = axisRange("yRange", options.yRange, yLog, () => yExtent(series, yLog, xRange), 0.05, true);
  const x = planAxis(options.xAxis, xRange);
  const title = plainText(options.title);

  const entries = place === "none" ? [] : series.filter((one) => one.label !== "").map(entryOf);
  const roomy = { width: size.width * 0.4, height: size.height * 0.85 };
  const outside = place === "outside" && entries.length > 0 ? planLegend(entries, style, roomy) : undefined;
  const beside = outside === undefined ? 0 : outside.width + style.gap;
  const marks = [...spans, ...markers];
  const lay = (range: readonly [number, number]): Layout => {
    const y = planAxis(options.yAxis, range);
    return layOut({ style, x, y, title, axes: true, above: 0, beside }, size, marks, series);
  };

  let layout = lay(yRange);
  let legend: { plan: LegendPlan; box: Rectangle } | undefined;
  if (outside !== undefined) {
    const box = { x: size.width - style.margin - outside.width, y: layout.area.y };
    legend = { plan: outside, box: { ...box, width: outside.width, height: outside.height } };
  } else if (entries.length > 0) {
    const gap = 2 * style.gap;
    const { area } = layout;
    const plan = planLegend(entries, style, { width: area.width * 0.6, height: area.height - gap });
    let corner = place === "best" ? bestCorner(plan, area, layout.polylines, gap) : cornerOf(place, plan, area, gap);
    const taken = (plan.height + 2 * gap) / area.height;
    if (place === "best" && options.yRange === undefined && taken < 0.4 && covers(layout.polylines, corner, gap)) {
      layout = lay(raise(yRange, yLog, 1 / (1 - taken)));
      corner = bestCorner(plan, layout.area, layout.polylines, gap);
    }
    legend = { plan, box: corner };
  }
  const { area, xScale, yScale, polylines, frame } = layout;

  const data: SceneNode[] = [...drawSpans(spans, xScale, area)];
  if (options.grid === true) data.push(...drawGrid(area, frame, xScale, yScale, style));
  for (const one of series) {
    if (one.fill === undefined) continue;
    const fill = { fill: one.fill.color.hex, fillOpacity: one.fill.opacity };
    data.push({ kind: "path", path: fillPath(one, xScale, yScale), ...fill });
  }
  series.forEach((one, i) => {
    const polyline = polylines[i] as Polyline;
    if (one.draw !== "points" && one.width > 0)
      data.push({ kind: "path", path: polylinePath(polyline), ...strokeOf(one) });
    if (one.symbol !== undefined && one.symbol.size > 0)
      data.push(symbolsNode(one.draw === "steps" ? tracePoints(one, xScale, yScale) : polyline, one.symbol));
  });
  data.push(...drawMarkers(markers, xScale, yScale, area, style));

  const nodes: SceneNode[] = [
    {
      kind: "group",
      x: 0,
      y: 0,
      clip: area,
      children: data.filter((node) => node.kind !== "path" || node.path !== ""),
    },
    ...drawFrame(area, frame, xScale, yScale, layout.input, size.width),
    ...drawAnnotations(annotate(marks, xScale, area), frame.yTicks.note, area, size.width, style),
    ...(legend === undefined ? [] : drawLegend(legend.plan, legend.box, style)),
  ];
  const background = options.background ?? "white";
  return {
    ...size,
    ...(background === "none" ? {} : { background: parseColor("background", background).hex }),
    ...(title === "" ? {} : { title }),
    areas: [{ ...area, xRange, yRange: yScale.range, xLog, yLog }],
    children: nodes,
  };
}

interface Layout {
  readonly input: FrameInput;
  readonly frame: FramePlan;
  readonly area: Rectangle;
  readonly xScale: Scale;
  readonly yScale: Scale;
  readonly polylines: readonly Polyline[];
}

function layOut(base: FrameInput, size: Size, marks: readonly Mark[], series: readonly Series[]): Layout {
  const { style, x, y } = base;
  let input = base;
  let frame = planFrame(input, { width: size.width * 0.85, height: size.height * 0.8 });
  const areaOf = (plan: FramePlan): Rectangle => {
    const area = {
      x: plan.left,
      y: plan.top,
      width: size.width - plan.left - plan.right,
      height: size.height - plan.top - plan.bottom,
    };
    if (area.width >= 20 && area.height >= 20) return area;
    throw plotError(
      "BAD_VALUE",
      `size ${size.width} × ${size.height} leaves no room for the data beside title, labels and legend. Give a larger size or a smaller fontSize.`,
    );
  };
  for (let pass = 0; pass < 3; pass++) {
    const area = areaOf(frame);
    const annotations = annotate(marks, makeScale(x.range, x.log, area.x, area.x + area.width), area);
    input = { ...base, above: annotationHeight(annotations, frame.yTicks.note, area, size.width, style) };
    frame = planFrame(input, area);
  }
  const area = areaOf(frame);
  const xScale = makeScale(x.range, x.log, area.x, area.x + area.width);
  const yScale = makeScale(y.range, y.log, area.y + area.height, area.y);
  return { input, frame, area, xScale, yScale, polylines: series.map((one) => tracePolyline(one, xScale, yScale)) };
}

function annotate(marks: readonly Mark[], x: Scale, area: Rectangle): Annotation[] {
  return marks.flatMap((mark) => mark.annotate(x, area));
}

// The upper end moves up so that the lines keep free what the legend takes.
function raise(range: readonly [number, number], log: boolean, factor: number): readonly [number, number] {
  if (log) return [range[0], Math.min(1e307, range[0] * (range[1] / range[0]) ** factor)];
  const high = range[0] + (range[1] - range[0]) * factor;
  return Number.isFinite(high) ? [range[0], high] : range;
}

function planAxis(axis: LineAxis | undefined, range: readonly [number, number]): AxisPlan {
  const largest = Math.max(Math.abs(range[0]), Math.abs(range[1]));
  const better = axis?.siPrefix === true ? betterPrefix(largest, axis.units ?? "") : undefined;
  return {
    title: axisTitle(axis?.label, better?.units ?? axis?.units),
    range,
    log: axis?.log === true,
    factor: better?.factor ?? 1,
  };
}

function entryOf(series: Series): LegendEntry {
  const band =
    series.fill === undefined ? {} : { fill: { color: series.fill.color.hex, opacity: series.fill.opacity } };
  const line = series.draw !== "points" && series.width > 0 ? { stroke: strokeOf(series) } : {};
  const symbol = series.symbol === undefined ? {} : { symbol: series.symbol };
  return { label: series.label, ...line, ...symbol, ...band };
}

function axisRange(
  name: string,
  given: readonly [number, number] | undefined,
  log: boolean,
  extent: () => readonly [number, number],
  padding: number,
  zero: boolean,
): readonly [number, number] {
  if (given === undefined) return niceRange(...extent(), { log, padding, zero });
  const range = checkRange(name, given);
  if (log && !(range[0] > 0 && range[1] > 0)) {
    throw plotError("BAD_VALUE", `${name} of a logarithmic axis must be above 0, got [${range.join(", ")}].`);
  }
  if (
    !Number.isFinite(range[1] - range[0]) ||
    Math.abs(range[1] - range[0]) < 1e-13 * Math.max(Math.abs(range[0]), Math.abs(range[1]))
  ) {
    throw plotError("BAD_VALUE", `${name} [${range.join(", ")}] is wider or narrower than an axis can show.`);
  }
  return range;
}

function xExtent(series: readonly Series[], log: boolean): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const one of series) {
    const half = one.draw === "steps" && one.count > 1 ? Math.abs(xOf(one, 1) - xOf(one, 0)) / 2 : 0;
    for (let i = 0; i < one.count; i++) {
      const value = xOf(one, i);
      if (!Number.isFinite(value) || (log && value <= 0)) continue;
      if (value - half < low && !(log && value <= half)) low = value - half;
      if (value + half > high) high = value + half;
    }
  }
  return checkExtent("x", low, high, log);
}

function yExtent(
  series: readonly Series[],
  log: boolean,
  xRange: readonly [number, number],
): readonly [number, number] {
  const [from, to] = xRange[0] < xRange[1] ? xRange : [xRange[1], xRange[0]];
  let low = Infinity;
  let high = -Infinity;
  const take = (value: number): void => {
    if (!Number.isFinite(value) || (log && value <= 0)) return;
    if (value < low) low = value;
    if (value > high) high = value;
  };
  for (const one of series) {
    const baseline = one.fill?.baseline;
    if (typeof baseline === "number") take(baseline);
    for (let i = 0; i < one.count; i++) {
      const at = xOf(one, i);
      if (!(at >= from && at <= to)) continue;
      take(one.y[i] as number);
      if (baseline !== undefined && typeof baseline !== "number") take(baseline[i] as number);
    }
  }
  return checkExtent("y", low, high, log);
}

function checkExtent(name: string, low: number, high: number, log: boolean): readonly [number, number] {
  if (low <= high) return [low, high];
  const what = log
    ? "finite value above 0, which a logarithmic axis needs"
    : "finite value in the range of the other axis";
  throw plotError("BAD_VALUE", `the lines have no ${name} that is a ${what}. Give ${name}Range or other data.`);
}
