import { checkCount, checkNumber, plotError } from "./check.js";
import { parseColor } from "./color.js";
import type { PlotArea, Scene, SceneNode } from "./scene.js";
import { styleOf } from "./style.js";
import { checkScene } from "./svg.js";
import { fitText, plainText, textHeights } from "./text.js";

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

  const head = title === "" ? 0 : style.margin + style.title * 1.1 * textHeights.line;
  const starts = (tracks: readonly Track[], first: number): number[] => {
    let at = first;
    return tracks.map((one) => {
      const start = at;
      at += one.size + gap;
      return start;
    });
  };
  const left = starts(across, 0);
  const top = starts(down, head);
  const total = (tracks: readonly Track[]): number =>
    tracks.reduce((sum, one) => sum + one.size, 0) + gap * (tracks.length - 1);
  const width = total(across);
  const height = head + total(down);

  const children: SceneNode[] = [];
  const areas: PlotArea[] = [];
  scenes.forEach((scene, i) => {
    const column = i % columns;
    const row = Math.floor(i / columns);
    const x = (left[column] as number) + (across[column] as Track).before - edge(scene, "x");
    const y = (top[row] as number) + (down[row] as Track).before - edge(scene, "y");
    children.push({ kind: "group", x, y, children: scene.children });
    for (const area of scene.areas) areas.push({ ...area, x: area.x + x, y: area.y + y });
    if (options.letters === true) {
      const base = { x: (left[column] as number) + style.gap, y: (top[row] as number) + style.title * 1.1 };
      children.push({
        kind: "text",
        ...base,
        text: letterOf(i),
        size: style.title * 1.1,
        weight: "bold",
        anchor: "start",
        fill: style.ink,
      });
    }
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

function letterOf(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}
