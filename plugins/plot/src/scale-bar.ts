import { checkKind } from "@core/array/runtime";
import { checkChoice, checkNumber } from "./check.js";
import { parseColor } from "./color.js";
import { fixed, type ImageNode, type Rectangle, type SceneNode } from "./scene.js";
import type { Style } from "./style.js";
import { textHeights, textWidth } from "./text.js";
import { decade, plainNumber } from "./ticks.js";
import { betterPrefix, prettyUnits } from "./units.js";

/** A scale bar that is not as it comes. */
export interface ScaleBarOptions {
  /** Length in the units of the x axis; 1, 2 or 5 times a power of ten near a quarter of the width unless told. */
  readonly length?: number;
  /** CSS colour; black or white, whichever stands out, unless told. */
  readonly color?: string;
  readonly place?: "bottomLeft" | "bottomRight" | "topLeft" | "topRight";
}

/** A length and how it is written. */
export interface ScaleBarLength {
  /** In the units given. */
  readonly length: number;
  readonly label: string;
}

/**
 * The length of a scale bar: the largest of 1, 2 and 5 times a power of ten that takes at most 30 % of the width.
 * @param width width of the picture in `units`, above 0
 * @param units of the axis; SI prefixes are exchanged where the number would be 1000 or more, or less than 0.1
 * @throws BAD_VALUE (width), BAD_ARGUMENT (units)
 */
export function scaleBarLength(width: number, units = ""): ScaleBarLength {
  checkNumber("width", width, Number.MIN_VALUE);
  checkKind("scaleBarLength", "units", units, "string");
  const most = 0.3 * width * (1 + 1e-12);
  const power = decade(most);
  const unit = Number(`1e${power}`);
  const step = most >= 5 * unit ? 5 : most >= 2 * unit ? 2 : 1;
  const length = Number(`${step}e${power}`);
  return { length, label: lengthLabel(length, units) };
}

/** A length with its units: "200 nm", "1 µm". */
export function lengthLabel(length: number, units: string): string {
  const better = betterPrefix(length, units, 0.1);
  const number = plainNumber(length * (better?.factor ?? 1), 10);
  const unit = better?.units ?? prettyUnits(units);
  return unit === "" ? number : `${number} ${unit}`;
}

/** The bar and its label over an image. */
export function drawScaleBar(
  area: Rectangle,
  image: ImageNode,
  valueWidth: number,
  units: string,
  options: ScaleBarOptions,
  style: Style,
): SceneNode[] {
  const chosen =
    options.length === undefined
      ? scaleBarLength(valueWidth, units)
      : {
          length: checkNumber("scaleBar.length", options.length, Number.MIN_VALUE),
          label: lengthLabel(options.length, units),
        };
  const width = Math.min(area.width, (chosen.length / valueWidth) * area.width);
  const size = Math.max(6, Math.min(style.label * 1.1, area.height * 0.12));
  const height = Math.max(2, size * 0.32);
  const pad = Math.max(4, Math.min(area.width, area.height) * 0.045);
  const half = Math.max(width, textWidth(chosen.label, size, "bold")) / 2;
  const place = checkChoice("scaleBar.place", options.place ?? "bottomLeft", [
    "bottomLeft",
    "bottomRight",
    "topLeft",
    "topRight",
  ]);
  const middle = place.endsWith("Left") ? area.x + pad + half : area.x + area.width - pad - half;
  const gap = size * 0.35;
  const total = height + gap + size * textHeights.capital;
  const top = place.startsWith("top") ? area.y + pad : area.y + area.height - pad - total;
  const box = { x: middle - half, y: top, width: 2 * half, height: total };
  const light = brightness(image, box) > 0.55;
  const color =
    options.color === undefined ? (light ? "#000000" : "#ffffff") : parseColor("scaleBar.color", options.color).hex;
  const [r, g, b] = parseColor("scaleBar.color", color).rgb;
  const halo = 0.299 * r + 0.587 * g + 0.114 * b > 128 ? "#000000" : "#ffffff";
  const left = middle - width / 2;
  const barTop = top + total - height;
  const outline = `M${fixed(left)},${fixed(barTop)}h${fixed(width)}v${fixed(height)}h${fixed(-width)}Z`;
  return [
    { kind: "path", path: outline, stroke: halo, strokeWidth: 1.6, strokeOpacity: 0.6 },
    { kind: "path", path: outline, fill: color },
    {
      kind: "text",
      x: middle,
      y: top + size * textHeights.capital,
      text: chosen.label,
      size,
      weight: "bold",
      anchor: "middle",
      fill: color,
      halo,
    },
  ];
}

function brightness(image: ImageNode, box: Rectangle): number {
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most - 1, Math.floor(value)));
  const column = (x: number): number => clamp(((x - image.x) / image.width) * image.columns, image.columns);
  const row = (y: number): number => clamp(((y - image.y) / image.height) * image.rows, image.rows);
  let sum = 0;
  let count = 0;
  for (let y = row(box.y); y <= row(box.y + box.height); y++) {
    for (let x = column(box.x); x <= column(box.x + box.width); x++) {
      const at = 4 * (y * image.columns + x);
      const pixel = image.pixels;
      sum +=
        (0.299 * (pixel[at] as number) + 0.587 * (pixel[at + 1] as number) + 0.114 * (pixel[at + 2] as number)) / 255;
      count++;
    }
  }
  return sum / count;
}
