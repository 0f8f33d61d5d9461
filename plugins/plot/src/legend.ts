import type { Polyline } from "./decimate.js";
import type { Rectangle, SceneNode, Stroke } from "./scene.js";
import { straight } from "./scene.js";
import type { Style } from "./style.js";
import { type SymbolStyle, symbolsNode } from "./symbols.js";
import { fitText, textHeights, textWidth } from "./text.js";

/** Where a legend may stand; "best" is the corner with the fewest data, "none" leaves it out. */
export type LegendPlace = "best" | "topLeft" | "topRight" | "bottomLeft" | "bottomRight" | "outside" | "none";

/** The places a legend may be asked for. */
export const legendPlaces: readonly LegendPlace[] = [
  "best",
  "topLeft",
  "topRight",
  "bottomLeft",
  "bottomRight",
  "outside",
  "none",
];

/** One line of a legend: a label and how its line is drawn. */
export interface LegendEntry {
  readonly label: string;
  readonly stroke?: Stroke;
  /** Colour of a filled square, for bands. */
  readonly fill?: { readonly color: string; readonly opacity: number };
  readonly symbol?: SymbolStyle;
}

/** A legend's entries cut to the room there is, and its size. */
export interface LegendPlan {
  readonly entries: readonly LegendEntry[];
  readonly width: number;
  readonly height: number;
}

const sample = 1.9;

/** Cuts the labels to a width and the number of entries to a height. */
export function planLegend(
  entries: readonly LegendEntry[],
  style: Style,
  room: { width: number; height: number },
): LegendPlan {
  const line = style.small * 1.4;
  const pad = style.gap * 1.5;
  const fits = Math.max(1, Math.floor((room.height - 2 * pad) / line));
  const shown =
    entries.length <= fits
      ? entries
      : [...entries.slice(0, fits - 1), { label: `… ${entries.length - Math.max(0, fits - 1)} more` }];
  const textRoom = Math.max(room.width - sample * style.small - 3 * pad, 2 * style.small);
  const cut = shown.map((entry) => ({ ...entry, label: fitText(entry.label, textRoom, style.small) }));
  const widest = cut.reduce((most, entry) => Math.max(most, textWidth(entry.label, style.small)), 0);
  return { entries: cut, width: widest + sample * style.small + 3 * pad, height: cut.length * line + 2 * pad };
}

/** The corner of `area` where a box of the legend's size covers the least of the lines. */
export function bestCorner(plan: LegendPlan, area: Rectangle, lines: readonly Polyline[], gap: number): Rectangle {
  const corners = (["topRight", "topLeft", "bottomRight", "bottomLeft"] as const).map((place) =>
    cornerOf(place, plan, area, gap),
  );
  let best = corners[0] as Rectangle;
  let fewest = Infinity;
  for (const corner of corners) {
    const covered = lines.reduce((sum, one) => sum + lengthInside(one, corner, gap), 0);
    if (covered < fewest - 0.5) {
      fewest = covered;
      best = corner;
    }
  }
  return best;
}

/** Whether a box lies over a part of the lines that would be missed. */
export function covers(lines: readonly Polyline[], box: Rectangle, gap: number): boolean {
  return lines.some((one) => lengthInside(one, box, gap) > 2);
}

/** The rectangle of a legend in a corner of `area`. */
export function cornerOf(place: LegendPlace, plan: LegendPlan, area: Rectangle, gap: number): Rectangle {
  const left = place === "topLeft" || place === "bottomLeft";
  const top = place === "topLeft" || place === "topRight";
  return {
    x: left ? area.x + gap : area.x + area.width - plan.width - gap,
    y: top ? area.y + gap : area.y + area.height - plan.height - gap,
    width: plan.width,
    height: plan.height,
  };
}

function lengthInside(polyline: Polyline, box: Rectangle, gap: number): number {
  let inside = 0;
  for (let i = 0; i < polyline.x.length; i++) {
    const x = polyline.x[i] as number;
    const y = polyline.y[i] as number;
    const nextX = polyline.x[i + 1] ?? x;
    const nextY = polyline.y[i + 1] ?? y;
    const length = Math.hypot(nextX - x, nextY - y);
    if (Number.isNaN(length)) continue;
    const parts = Math.min(400, Math.max(1, Math.ceil(length / 4)));
    for (let part = 0; part < parts; part++) {
      const px = x + ((nextX - x) * part) / parts;
      const py = y + ((nextY - y) * part) / parts;
      if (px > box.x - gap && px < box.x + box.width + gap && py > box.y - gap && py < box.y + box.height + gap) {
        inside += Math.max(length / parts, 0.5);
      }
    }
  }
  return inside;
}

/** The nodes of a legend in a box. */
export function drawLegend(plan: LegendPlan, box: Rectangle, style: Style): SceneNode[] {
  const pad = style.gap * 1.5;
  const line = style.small * 1.4;
  const nodes: SceneNode[] = [
    {
      kind: "rectangle",
      ...box,
      radius: 2,
      fill: "#ffffff",
      fillOpacity: 0.85,
      stroke: "#bbbbbb",
      strokeWidth: 0.7 * style.frameWidth,
    },
  ];
  plan.entries.forEach((entry, i) => {
    const middle = box.y + pad + (i + 0.5) * line;
    const start = box.x + pad;
    const stop = start + sample * style.small;
    if (entry.fill !== undefined) {
      const half = style.small * 0.42;
      nodes.push({
        kind: "rectangle",
        x: start,
        y: middle - half,
        width: stop - start,
        height: 2 * half,
        fill: entry.fill.color,
        fillOpacity: entry.fill.opacity,
      });
    }
    if (entry.stroke !== undefined) nodes.push(straight(start, middle, stop, middle, entry.stroke));
    if (entry.symbol !== undefined) {
      const size = Math.min(entry.symbol.size, 0.75 * style.small);
      nodes.push(symbolsNode({ x: [(start + stop) / 2], y: [middle] }, { ...entry.symbol, size }));
    }
    const label = {
      x: stop + pad,
      y: middle + (style.small * textHeights.capital) / 2,
      text: entry.label,
      size: style.small,
    };
    if (entry.label !== "") nodes.push({ kind: "text", ...label, weight: "normal", anchor: "start", fill: style.ink });
  });
  return nodes;
}
