import { checkOptions } from "@core/array/runtime";
import { checkChoice, checkNumber, checkRange, plotError } from "./check.js";
import { type PlainColor, parseColor } from "./color.js";
import type { Scale } from "./scale.js";
import { type Rectangle, type SceneNode, straight } from "./scene.js";
import { type Dash, parseDash } from "./series.js";
import type { Style } from "./style.js";
import { fitText, plainText, textHeights, textWidth } from "./text.js";

/** A range along x that is shaded. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** Stands above the frame. */
  readonly label?: string;
  readonly color?: string;
  /** 0 to 1, 0.15 unless told. */
  readonly opacity?: number;
}

/** A line across the plot at one value. */
export interface Marker {
  readonly at: number;
  /** `"x"` (unless told): an upright line at a value along x; `"y"`: a level one. */
  readonly axis?: "x" | "y";
  readonly label?: string;
  readonly color?: string;
  readonly dash?: Dash;
}

/** A label above the frame: the pixel it belongs to. */
export interface Annotation {
  readonly centre: number;
  readonly text: string;
  readonly color: string;
}

/** A mark that may have a label above the frame. */
export interface Mark {
  annotate(x: Scale, area: Rectangle): Annotation[];
}

/** A span with everything checked. */
export interface PlainSpan extends Mark {
  readonly from: number;
  readonly to: number;
  readonly color: PlainColor;
  readonly opacity: number;
}

/** A marker with everything checked. */
export interface PlainMarker extends Mark {
  readonly at: number;
  readonly axis: "x" | "y";
  readonly label: string;
  readonly color: PlainColor;
  readonly dash: readonly number[];
}

const spanColors = ["#56b4e9", "#e69f00", "#009e73", "#cc79a7"];

/** Checks spans. */
export function readSpans(spans: readonly Span[] | undefined): PlainSpan[] {
  return checkList("spans", spans).map((span, i) => {
    const name = `spans[${i}]`;
    checkOptions(name, span, { from: "any", to: "any", label: "string", color: "string", opacity: "number" });
    const [from, to] = checkRange(`${name} { from, to }`, [span.from, span.to]);
    const color = parseColor(`${name}.color`, span.color ?? (spanColors[i % spanColors.length] as string));
    const opacity = checkNumber(`${name}.opacity`, span.opacity ?? 0.18, 0, 1) * color.opacity;
    const annotate = labelAbove((from + to) / 2, plainText(span.label), color, [from, to]);
    return { from, to, color, opacity, annotate };
  });
}

/** Checks markers. */
export function readMarkers(markers: readonly Marker[] | undefined): PlainMarker[] {
  return checkList("markers", markers).map((marker, i) => {
    const name = `markers[${i}]`;
    checkOptions(name, marker, { at: "any", axis: "any", label: "string", color: "string", dash: "any" });
    const at = checkNumber(`${name}.at`, marker.at);
    const axis = checkChoice(`${name}.axis`, marker.axis ?? "x", ["x", "y"]);
    const color = parseColor(`${name}.color`, marker.color ?? "#666666");
    const label = plainText(marker.label);
    const annotate = axis === "x" ? labelAbove(at, label, color, [at, at]) : (): Annotation[] => [];
    return { at, axis, label, color, dash: parseDash(`${name}.dash`, marker.dash ?? "dashed"), annotate };
  });
}

function checkList<T>(name: string, list: readonly T[] | undefined): readonly T[] {
  if (list === undefined) return [];
  if (!Array.isArray(list) || list.length > 1000 || list.some((one) => typeof one !== "object" || one === null)) {
    throw plotError("BAD_ARGUMENT", `${name} must be a list of at most 1000 objects.`);
  }
  return list;
}

function labelAbove(at: number, text: string, color: PlainColor, ends: readonly [number, number]): Mark["annotate"] {
  return (x, area) => {
    if (text === "") return [];
    const [left, right] = ends.map((end) => x.at(end)).sort((a, b) => a - b) as [number, number];
    const from = Math.max(left, area.x);
    const to = Math.min(right, area.x + area.width);
    if (!(from <= to + 1e-6)) return [];
    return [{ centre: left === right ? x.at(at) : (from + to) / 2, text, color: darker(color) }];
  };
}

function darker(color: PlainColor): string {
  const [r, g, b] = color.rgb;
  const light = (0.299 * r + 0.587 * g + 0.114 * b) / 255;
  const factor = light > 0.45 ? 0.45 / light : 1;
  return `#${[r, g, b]
    .map((part) =>
      Math.round(part * factor)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

interface Placed extends Annotation {
  readonly middle: number;
  readonly row: number;
}

function placeAnnotations(
  annotations: readonly Annotation[],
  note: string,
  area: Rectangle,
  width: number,
  style: Style,
): Placed[] {
  const rows: [number, number][][] = [];
  if (note !== "") rows[0] = [[area.x - style.gap, area.x + textWidth(note, style.small) + style.gap]];
  const placed: Placed[] = [];
  for (const one of [...annotations].sort((a, b) => a.centre - b.centre)) {
    const text = fitText(one.text, width - 8, style.small);
    const half = textWidth(text, style.small) / 2 + style.gap * 0.75;
    const middle = Math.max(half, Math.min(one.centre, width - half));
    let row = 0;
    while (row < 5 && (rows[row] ?? []).some(([from, to]) => middle - half < to && middle + half > from)) row++;
    if (row === 5) continue;
    rows[row] = [...(rows[row] ?? []), [middle - half, middle + half]];
    placed.push({ ...one, text, middle, row });
  }
  return placed;
}

const rowHeight = 1.25;

/** The height that the labels above the frame take. */
export function annotationHeight(
  annotations: readonly Annotation[],
  note: string,
  area: Rectangle,
  width: number,
  style: Style,
): number {
  const placed = placeAnnotations(annotations, note, area, width, style);
  const rows = placed.reduce((most, one) => Math.max(most, one.row + 1), 0);
  return rows === 0 ? 0 : rows * style.small * rowHeight + style.gap;
}

/** The labels above the frame, each over its mark, in as many rows as keep them apart. */
export function drawAnnotations(
  annotations: readonly Annotation[],
  note: string,
  area: Rectangle,
  width: number,
  style: Style,
): SceneNode[] {
  return placeAnnotations(annotations, note, area, width, style).map((one) => ({
    kind: "text",
    x: one.middle,
    y: area.y - style.gap - 1 - one.row * style.small * rowHeight,
    text: one.text,
    size: style.small,
    weight: "normal",
    anchor: "middle",
    fill: one.color,
  }));
}

/** The shaded ranges. */
export function drawSpans(spans: readonly PlainSpan[], x: Scale, area: Rectangle): SceneNode[] {
  return spans.flatMap((span) => {
    const [left, right] = [x.at(span.from), x.at(span.to)].sort((a, b) => a - b) as [number, number];
    const from = Math.max(left, area.x);
    const to = Math.min(right, area.x + area.width);
    if (!(to > from)) return [];
    return [
      {
        kind: "rectangle",
        x: from,
        y: area.y,
        width: to - from,
        height: area.height,
        fill: span.color.hex,
        fillOpacity: span.opacity,
      } as const,
    ];
  });
}

/** The lines across the plot, and the labels of the level ones at their right end. */
export function drawMarkers(
  markers: readonly PlainMarker[],
  x: Scale,
  y: Scale,
  area: Rectangle,
  style: Style,
): SceneNode[] {
  const nodes: SceneNode[] = [];
  for (const marker of markers) {
    const stroke = {
      stroke: marker.color.hex,
      strokeOpacity: marker.color.opacity,
      strokeWidth: 1.2 * style.frameWidth,
      dash: marker.dash,
    };
    const right = area.x + area.width;
    const bottom = area.y + area.height;
    const at = (marker.axis === "x" ? x : y).at(marker.at);
    if (marker.axis === "x") {
      if (at >= area.x && at <= right) nodes.push(straight(at, area.y, at, bottom, stroke));
      continue;
    }
    if (!(at >= area.y && at <= bottom)) continue;
    nodes.push(straight(area.x, at, right, at, stroke));
    if (marker.label === "") continue;
    const above = at - area.y > style.small * 1.5;
    nodes.push({
      kind: "text",
      x: right - style.gap,
      y: above ? at - style.gap : at + style.gap + style.small * textHeights.capital,
      text: fitText(marker.label, area.width - 2 * style.gap, style.small),
      size: style.small,
      weight: "normal",
      anchor: "end",
      fill: darker(marker.color),
      halo: "#ffffff",
    });
  }
  return nodes;
}
