import { describeValue } from "@core/array/runtime";
import { color } from "d3-color";
import { plotError } from "./check.js";

/** A colour and how opaque it is. */
export interface PlainColor {
  /** `#rrggbb` */
  readonly hex: string;
  /** 0 to 1 */
  readonly opacity: number;
  /** 0 to 255 each */
  readonly rgb: readonly [number, number, number];
}

/** The colours of lines that name none: Okabe and Ito, told apart by colour-blind readers too. */
export const lineColors: readonly string[] = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#e69f00",
  "#56b4e9",
  "#222222",
  "#8c6d31",
];

/**
 * Reads a CSS colour (name, `#rgb`, `#rrggbb`, `rgb()`, `hsl()`).
 * @throws BAD_VALUE where it is none
 */
export function parseColor(name: string, text: string): PlainColor {
  const parsed = typeof text === "string" && text.length <= 100 ? color(text)?.rgb() : undefined;
  if (parsed === undefined || ![parsed.r, parsed.g, parsed.b].every(Number.isFinite)) {
    throw plotError(
      "BAD_VALUE",
      `${name} must be a CSS colour such as "tomato", "#0072b2" or "rgb(0, 114, 178)", got ${describeValue(text)}.`,
    );
  }
  const { r, g, b, opacity } = parsed.clamp();
  return { hex: parsed.formatHex(), opacity, rgb: [Math.round(r), Math.round(g), Math.round(b)] };
}
