import type { Colormap } from "./colormap.js";
import { type AxisPlan, planTicks } from "./frame.js";
import type { Norm } from "./image-values.js";
import { makeScale } from "./scale.js";
import { type Rectangle, type SceneNode, straight } from "./scene.js";
import type { Style } from "./style.js";
import { fitText, textHeights, textWidth } from "./text.js";
import type { Ticks } from "./ticks.js";

/** A colour bar before its place is known. */
export interface ColorBarPlan {
  readonly ticks: Ticks;
  readonly label: string;
  /** Width with everything, from the image's edge on. */
  readonly width: number;
}

const thickness = 14;

/** The ticks of a colour bar of a height, and the width that it takes. */
export function planColorBar(norm: Norm, label: string, height: number, style: Style): ColorBarPlan {
  const axis: AxisPlan = { title: label, range: norm.range, log: norm.log, factor: 1 };
  const ticks = planTicks(axis, height, style, "y");
  const widest = ticks.labels.reduce((most, text) => Math.max(most, textWidth(text, style.tick)), 0);
  const own = 3 * style.gap + thickness + style.tickLength + style.gap + widest;
  const note = ticks.note === "" ? 0 : 3 * style.gap + textWidth(ticks.note, style.small);
  const width = Math.max(own + (label === "" ? 0 : style.gap + style.label * textHeights.line), note);
  return { ticks, label, width };
}

/** The bar beside an image, low values below, with ticks and label. */
export function drawColorBar(
  area: Rectangle,
  plan: ColorBarPlan,
  norm: Norm,
  map: Colormap,
  style: Style,
): SceneNode[] {
  const bar = { x: area.x + area.width + 3 * style.gap, y: area.y, width: thickness, height: area.height };
  const pixels = new Uint8Array(4 * 256);
  for (let i = 0; i < 256; i++) {
    pixels.set(map.table.subarray(3 * i, 3 * i + 3), 4 * (255 - i));
    pixels[4 * (255 - i) + 3] = 255;
  }
  const ink = { stroke: style.ink, strokeWidth: style.frameWidth };
  const nodes: SceneNode[] = [
    { kind: "image", ...bar, columns: 1, rows: 256, pixels },
    { kind: "rectangle", ...bar, ...ink },
  ];
  const y = makeScale(norm.range, norm.log, bar.y + bar.height, bar.y);
  const edge = bar.x + bar.width;
  const widest = plan.ticks.labels.reduce((most, text) => Math.max(most, textWidth(text, style.tick)), 0);
  const text = { weight: "normal", fill: style.ink } as const;
  for (const value of plan.ticks.minor)
    nodes.push(straight(edge, y.at(value), edge + style.minorLength, y.at(value), ink));
  plan.ticks.values.forEach((value, i) => {
    const at = y.at(value);
    nodes.push(straight(edge, at, edge + style.tickLength, at, ink));
    const place = { x: edge + style.tickLength + style.gap + widest, y: at + (style.tick * textHeights.capital) / 2 };
    nodes.push({ kind: "text", ...place, text: plan.ticks.labels[i] ?? "", size: style.tick, anchor: "end", ...text });
  });
  if (plan.ticks.note !== "") {
    nodes.push({
      kind: "text",
      x: bar.x,
      y: bar.y - style.gap - 1,
      text: plan.ticks.note,
      size: style.small,
      anchor: "start",
      ...text,
    });
  }
  if (plan.label !== "") {
    const x = edge + style.tickLength + 2 * style.gap + widest + style.label * textHeights.capital;
    const label = fitText(plan.label, area.height + 40, style.label);
    nodes.push({
      kind: "text",
      x,
      y: area.y + area.height / 2,
      text: label,
      size: style.label,
      anchor: "middle",
      rotate: -90,
      ...text,
    });
  }
  return nodes.filter((node) => node.kind !== "text" || node.text !== "");
}
