import type { Size } from "./check.js";
import type { Scale } from "./scale.js";
import type { Rectangle, SceneNode, TextNode } from "./scene.js";
import { straight } from "./scene.js";
import type { Style } from "./style.js";
import { fitText, textHeights, textWidth, wrapText } from "./text.js";
import { linearTicks, logTicks, type Ticks } from "./ticks.js";

/** What is known of an axis before its place is. */
export interface AxisPlan {
  readonly title: string;
  readonly range: readonly [number, number];
  readonly log: boolean;
  /** What values are multiplied with before they are written, for an SI prefix in the units. */
  readonly factor: number;
}

/** Space around the area of the data, and the ticks that belong to an area of that size. */
export interface FramePlan {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly titleLines: readonly string[];
  readonly xTicks: Ticks;
  readonly yTicks: Ticks;
}

/** What {@link planFrame} needs to know. */
export interface FrameInput {
  readonly style: Style;
  readonly x: AxisPlan;
  readonly y: AxisPlan;
  readonly title: string;
  /** False leaves out ticks and labels. */
  readonly axes: boolean;
  /** Height kept free above the area. */
  readonly above: number;
  /** Width kept free to the right of the area. */
  readonly beside: number;
}

const noTicks: Ticks = { values: [], labels: [], minor: [], note: "" };

/** Ticks of an axis of a length in pixels; along x they are thinned until the labels stand apart. */
export function planTicks(axis: AxisPlan, length: number, style: Style, along: "x" | "y"): Ticks {
  const make = (count: number): Ticks => {
    const [from, to] = axis.range;
    const ticks = (axis.log ? logTicks : linearTicks)(from * axis.factor, to * axis.factor, count);
    if (axis.factor === 1) return ticks;
    const back = (values: readonly number[]): number[] => values.map((value) => value / axis.factor);
    return { ...ticks, values: back(ticks.values), minor: back(ticks.minor) };
  };
  const spacing = along === "x" ? 5.5 * style.tick : 3.6 * style.tick;
  let count = Math.max(2, Math.min(12, Math.round(length / spacing)));
  let ticks = make(count);
  while (along === "x" && count > 1) {
    const widest = ticks.labels.reduce((most, label) => Math.max(most, textWidth(label, style.tick)), 0);
    if (ticks.labels.length * (widest + style.tick) <= length * 1.1 || ticks.labels.length < 2) break;
    count--;
    ticks = make(count);
  }
  return ticks;
}

/** The space that title, ticks and labels take around an area of a size. */
export function planFrame(input: FrameInput, area: Size): FramePlan {
  const { style } = input;
  const xTicks = input.axes ? planTicks(input.x, area.width, style, "x") : noTicks;
  const yTicks = input.axes ? planTicks(input.y, area.height, style, "y") : noTicks;
  const line = textHeights.line;
  const widestY = yTicks.labels.reduce((most, label) => Math.max(most, textWidth(label, style.tick)), 0);
  const lastX = textWidth(xTicks.labels.at(-1) ?? "", style.tick) / 2;
  let { left, right, top, bottom } = {
    left: style.margin,
    right: style.margin,
    top: style.margin,
    bottom: style.margin,
  };
  if (input.axes) {
    left += style.tickLength + style.gap + widestY;
    if (input.y.title !== "") left += style.label * line + style.gap;
    bottom += style.tickLength + style.gap + style.tick * textHeights.capital;
    if (input.x.title !== "") bottom += style.label * line + style.gap;
    else if (xTicks.note !== "") bottom += style.small * line + style.gap;
    right = Math.max(right, lastX + 2);
    top = Math.max(top, style.tick * 0.6);
    left = Math.max(left, textWidth(xTicks.labels[0] ?? "", style.tick) / 2 + 2);
  }
  const titleLines =
    input.title === ""
      ? []
      : wrapText(input.title, Math.max(area.width, left + area.width + right - 60), style.title, "bold", 2);
  if (titleLines.length > 0) top += titleLines.length * style.title * line + style.gap;
  top += Math.max(input.above, yTicks.note === "" ? 0 : style.small * line + style.gap);
  return {
    left: Math.ceil(left),
    right: Math.ceil(right + input.beside),
    top: Math.ceil(top),
    bottom: Math.ceil(bottom),
    titleLines,
    xTicks,
    yTicks,
  };
}

/** Grid lines at the ticks, to be drawn below the data. */
export function drawGrid(area: Rectangle, plan: FramePlan, x: Scale, y: Scale, style: Style): SceneNode[] {
  const stroke = { stroke: style.grid, strokeWidth: 0.8 * style.frameWidth };
  return [
    ...plan.xTicks.values.map((value) => straight(x.at(value), area.y, x.at(value), area.y + area.height, stroke)),
    ...plan.yTicks.values.map((value) => straight(area.x, y.at(value), area.x + area.width, y.at(value), stroke)),
  ];
}

/** Border, ticks, labels and title, to be drawn above the data. */
export function drawFrame(
  area: Rectangle,
  plan: FramePlan,
  x: Scale,
  y: Scale,
  input: FrameInput,
  width: number,
): SceneNode[] {
  const { style } = input;
  const ink = { stroke: style.ink, strokeWidth: style.frameWidth };
  const bottom = area.y + area.height;
  const nodes: SceneNode[] = [{ kind: "rectangle", ...area, ...ink }];
  const text = (part: Partial<TextNode> & { x: number; y: number; text: string; size: number }): void => {
    nodes.push({ kind: "text", weight: "normal", anchor: "middle", fill: style.ink, ...part });
  };
  for (const value of plan.xTicks.minor)
    nodes.push(straight(x.at(value), bottom, x.at(value), bottom + style.minorLength, ink));
  for (const value of plan.yTicks.minor)
    nodes.push(straight(area.x - style.minorLength, y.at(value), area.x, y.at(value), ink));
  const tickBase = bottom + style.tickLength + style.gap + style.tick * textHeights.capital;
  plan.xTicks.values.forEach((value, i) => {
    nodes.push(straight(x.at(value), bottom, x.at(value), bottom + style.tickLength, ink));
    text({ x: x.at(value), y: tickBase, text: plan.xTicks.labels[i] ?? "", size: style.tick });
  });
  const edge = area.x - style.tickLength - style.gap;
  plan.yTicks.values.forEach((value, i) => {
    nodes.push(straight(area.x - style.tickLength, y.at(value), area.x, y.at(value), ink));
    const base = y.at(value) + (style.tick * textHeights.capital) / 2;
    text({ x: edge, y: base, text: plan.yTicks.labels[i] ?? "", size: style.tick, anchor: "end" });
  });
  if (input.axes) {
    const xBase = tickBase + style.gap + style.label;
    const centre = area.x + area.width / 2;
    const noteWidth = plan.xTicks.note === "" ? 0 : textWidth(plan.xTicks.note, style.small) + style.gap;
    const room = Math.max(area.width - 2 * noteWidth, area.width * 0.4);
    if (input.x.title !== "") {
      const titleText = fitText(input.x.title, noteWidth > 0 ? room : width - 8, style.label);
      text({
        x: inside(centre, titleText, style.label, "normal", width),
        y: xBase,
        text: titleText,
        size: style.label,
      });
    }
    if (plan.xTicks.note !== "")
      text({ x: area.x + area.width, y: xBase, text: plan.xTicks.note, size: style.small, anchor: "end" });
    if (plan.yTicks.note !== "")
      text({ x: area.x, y: area.y - style.gap - 1, text: plan.yTicks.note, size: style.small, anchor: "start" });
    if (input.y.title !== "") {
      const widest = plan.yTicks.labels.reduce((most, label) => Math.max(most, textWidth(label, style.tick)), 0);
      const first = style.gap + plan.titleLines.length * (style.title * textHeights.line + style.gap);
      const last = bottom + (input.x.title === "" ? plan.bottom - style.gap : style.tickLength + style.gap);
      const titleText = fitText(input.y.title, last - first, style.label);
      const half = textWidth(titleText, style.label) / 2;
      const middle = Math.min(Math.max(area.y + area.height / 2, first + half), last - half);
      text({
        x: edge - widest - style.gap - style.label * textHeights.descent,
        y: middle,
        text: titleText,
        size: style.label,
        rotate: -90,
      });
    }
  }
  plan.titleLines.forEach((titleLine, i) => {
    const centre = inside(area.x + area.width / 2, titleLine, style.title, "bold", width);
    text({
      x: centre,
      y: style.margin + style.title * (1 + i * textHeights.line) - 1,
      text: titleLine,
      size: style.title,
      weight: "bold",
    });
  });
  return nodes.filter((node) => node.kind !== "text" || node.text !== "");
}

// The middle of a line of text, moved as far as needed to keep the whole line in the picture.
function inside(middle: number, text: string, size: number, weight: "normal" | "bold", width: number): number {
  const half = textWidth(text, size, weight) / 2;
  return Math.max(half + 4, Math.min(middle, width - half - 4));
}
