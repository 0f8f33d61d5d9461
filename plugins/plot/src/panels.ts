import { checkOptions } from "@core/array/runtime";
import { checkCount, checkNumber, plotError } from "./check.js";
import { parseColor } from "./color.js";
import type { PlotArea, Rectangle, Scene, SceneNode, TextNode } from "./scene.js";
import { type Style, styleOf } from "./style.js";
import { checkScene } from "./svg.js";
import { fitText, plainText, textBox, textHeights } from "./text.js";

/** How {@link panels} lays scenes out. */
export interface PanelsOptions {
  /** Scenes side by side in a row; as square as it goes unless told. */
  readonly columns?: number;
  /** Pixels between the scenes, 8 unless told. */
  readonly gap?: number;
  /** Writes a, b, c … at the upper left corners. */
  readonly letters?: boolean;
  /** Stands above all. */
  readonly title?: string;
  /** CSS colour of the ground, or "none"; white unless told. */
  readonly background?: string;
  /** Size of the text in pixels, 13 unless told. */
  readonly fontSize?: number;
}

/**
 * Puts several scenes into one picture, row by row. Columns are as wide and rows as high as their largest scene; in a row the areas of the data
 * share their upper edge, in a column their left edge.
 * @throws BAD_ARGUMENT (no scenes), BAD_SHAPE (columns), BAD_VALUE (gap, colour)
 */
export function panels(scenes: readonly Scene[], options: PanelsOptions = {}): Scene {
  if (!Array.isArray(scenes) || scenes.length === 0)
    throw plotError("BAD_ARGUMENT", "panels needs a list of at least one scene.");
  checkOptions("panels", options, {
    columns: "any",
    gap: "number",
    letters: "boolean",
    title: "string",
    background: "string",
    fontSize: "number",
  });
  scenes.forEach(checkScene);
  const columns = Math.min(
    scenes.length,
    checkCount("columns", options.columns ?? Math.ceil(Math.sqrt(scenes.length))),
  );
  const rows = Math.ceil(scenes.length / columns);
  const gap = checkNumber("gap", options.gap ?? 8, 0, 1000);
  const style = styleOf(checkNumber("fontSize", options.fontSize ?? 13, 4, 200));
  const title = plainText(options.title);
  const background = options.background ?? "white";

  const edge = (scene: Scene, side: "x" | "y"): number => scene.areas[0]?.[side] ?? 0;
  const track = (count: number, side: "x" | "y", extent: "width" | "height", of: (index: number) => number): Track[] =>
    Array.from({ length: count }, (_, i) => {
      const members = scenes.filter((_, index) => of(index) === i);
      const before = Math.max(...members.map((scene) => edge(scene, side)));
      return { before, size: before + Math.max(...members.map((scene) => scene[extent] - edge(scene, side))) };
    });
  const across = track(columns, "x", "width", (index) => index % columns);
  const down = track(rows, "y", "height", (index) => Math.floor(index / columns));

  const letterSize = style.title * 1.1;
  const band = letterSize * textHeights.line;
  // A row whose letters would stand on other text gets a strip of its own for them.
  const strips = down.map((track, row) =>
    options.letters === true &&
    scenes.some((scene, i) => {
      if (Math.floor(i / columns) !== row) return false;
      const moveX = (across[i % columns] as Track).before - edge(scene, "x");
      const moveY = track.before - edge(scene, "y");
      const letter = letterNode(i, 0, 0, style, letterSize);
      return overlaps(textBox(letter), scene.children, moveX, moveY);
    })
      ? band
      : 0,
  );

  const head = title === "" ? 0 : style.margin + style.title * 1.1 * textHeights.line;
  const starts = (tracks: readonly Track[], first: number, extra: readonly number[]): number[] => {
    let at = first;
    return tracks.map((one, i) => {
      const start = at;
      at += one.size + gap + (extra[i] ?? 0);
      return start;
    });
  };
  const left = starts(across, 0, []);
  const top = starts(down, head, strips);
  const total = (tracks: readonly Track[]): number =>
    tracks.reduce((sum, one) => sum + one.size, 0) + gap * (tracks.length - 1);
  const width = total(across);
  const height = head + total(down) + strips.reduce((sum, strip) => sum + strip, 0);

  const children: SceneNode[] = [];
  const areas: PlotArea[] = [];
  scenes.forEach((scene, i) => {
    const column = i % columns;
    const row = Math.floor(i / columns);
    const x = (left[column] as number) + (across[column] as Track).before - edge(scene, "x");
    const y = (top[row] as number) + (strips[row] as number) + (down[row] as Track).before - edge(scene, "y");
    children.push({ kind: "group", x, y, children: scene.children });
    for (const area of scene.areas) areas.push({ ...area, x: area.x + x, y: area.y + y });
    if (options.letters === true)
      children.push(letterNode(i, left[column] as number, top[row] as number, style, letterSize));
  });
  if (title !== "") {
    const text = fitText(title, width - 2 * style.margin, style.title * 1.1, "bold");
    const place = { x: width / 2, y: style.margin + style.title, size: style.title * 1.1 };
    children.push({ kind: "text", ...place, text, weight: "bold", anchor: "middle", fill: style.ink });
  }
  return checkScene({
    width,
    height,
    ...(background === "none" ? {} : { background: parseColor("background", background).hex }),
    ...(title === "" ? {} : { title }),
    areas,
    children,
  });
}

interface Track {
  readonly before: number;
  readonly size: number;
}

function letterNode(index: number, left: number, top: number, style: Style, size: number): TextNode {
  const place = { x: left + style.gap, y: top + size };
  return { kind: "text", ...place, text: letterOf(index), size, weight: "bold", anchor: "start", fill: style.ink };
}

function overlaps(box: Rectangle, nodes: readonly SceneNode[], x: number, y: number): boolean {
  return nodes.some((node) => {
    if (node.kind === "group") return overlaps(box, node.children, x + node.x, y + node.y);
    if (node.kind !== "text") return false;
    const other = textBox(node);
    const across = other.x + x < box.x + box.width + 2 && box.x < other.x + x + other.width + 2;
    return across && other.y + y < box.y + box.height + 2 && box.y < other.y + y + other.height + 2;
  });
}

function letterOf(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}
