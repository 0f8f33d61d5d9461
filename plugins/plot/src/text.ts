import { checkKind } from "@core/array/runtime";
import { checkChoice } from "./check.js";
import { widthRanges, widthTables } from "./font-widths.js";
import type { Rectangle, TextNode } from "./scene.js";

/** Height of a capital letter, of the part below the line and of a line of text, in em (DejaVu Sans). */
export const textHeights: { readonly capital: number; readonly descent: number; readonly line: number } = {
  capital: 0.73,
  descent: 0.236,
  line: 1.2,
};

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/**
 * Width of a line of text in pixels, from the advance widths of DejaVu Sans, without kerning. Characters outside the tables count as one em.
 * @param size height of the font in pixels
 * @throws BAD_ARGUMENT, BAD_VALUE (weight)
 */
export function textWidth(text: string, size: number, weight: "normal" | "bold" = "normal"): number {
  checkKind("textWidth", "text", text, "string");
  checkKind("textWidth", "size", size, "number");
  const table = widthTables[checkChoice("weight", weight, ["normal", "bold"])];
  let units = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    let at = 0;
    let width = 4095;
    for (const [first, last] of widthRanges) {
      if (code >= first && code <= last) {
        const digit = 2 * (at + code - first);
        width = digits.indexOf(table[digit] as string) * 64 + digits.indexOf(table[digit + 1] as string);
        break;
      }
      at += last - first + 1;
    }
    units += width === 4095 ? 2048 : width;
  }
  return (units / 2048) * size;
}

/** Text that XML allows, on one line: control characters and lone surrogates become spaces and `\ufffd`, 1000 characters at most. */
export function plainText(text: unknown): string {
  return String(text ?? "")
    .slice(0, 1000)
    .replace(/\p{Surrogate}|[\ufffe\uffff]/gu, "\ufffd")
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ")
    .trim();
}

/** Cuts a text to a width in pixels, with an ellipsis where something is lost. */
export function fitText(text: string, width: number, size: number, weight: "normal" | "bold" = "normal"): string {
  if (textWidth(text, size, weight) <= width) return text;
  const characters = [...text];
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (textWidth(`${characters.slice(0, middle).join("")}…`, size, weight) <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? "" : `${characters.slice(0, low).join("").trimEnd()}…`;
}

/** Breaks a text at spaces into at most `lines` lines of a width in pixels; what does not fit ends in an ellipsis. */
export function wrapText(
  text: string,
  width: number,
  size: number,
  weight: "normal" | "bold",
  lines: number,
): string[] {
  const words = text.split(" ").filter((word) => word !== "");
  const result: string[] = [];
  while (words.length > 0 && result.length < lines) {
    let line = words.shift() as string;
    if (result.length === lines - 1) line = [line, ...words.splice(0)].join(" ");
    else
      while (words.length > 0 && textWidth(`${line} ${words[0]}`, size, weight) <= width) line += ` ${words.shift()}`;
    result.push(fitText(line, width, size, weight));
  }
  return result;
}

/** The rectangle that a line of text covers: capitals above the baseline, nothing below it. For level text and text turned by -90 degrees. */
export function textBox(node: TextNode): Rectangle {
  const width = textWidth(node.text, node.size, node.weight);
  const start = node.anchor === "start" ? 0 : node.anchor === "middle" ? -width / 2 : -width;
  const height = textHeights.capital * node.size;
  return node.rotate === -90
    ? { x: node.x - height, y: node.y - start - width, width: height, height: width }
    : { x: node.x + start, y: node.y - height, width, height };
}
