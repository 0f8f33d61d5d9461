import { encode } from "fast-png";
import { plotError } from "./check.js";
import { type Fill, fixed, type Rectangle, type Scene, type SceneNode, type Stroke } from "./scene.js";
import { plainText } from "./text.js";

/** The fonts of all painters, by preference. */
export const fontFamilies = "DejaVu Sans, Bitstream Vera Sans, Verdana, sans-serif";

/**
 * Writes a scene as SVG 1.1. Text stays text in DejaVu Sans, with the fonts most like it behind; `outlineSvg` writes it as outlines instead.
 * Images are PNG data inside, shown with hard pixel edges. All text of the scene is escaped.
 */
export function renderSvg(scene: Scene): string {
  const { width, height } = checkScene(scene);
  const defs = new Map<string, string>();
  const body = scene.children.map((node) => draw(node, defs)).join("");
  const title = plainText(scene.title);
  const size = `width="${fixed(width)}" height="${fixed(height)}" viewBox="0 0 ${fixed(width)} ${fixed(height)}"`;
  const hasImage = body.includes("<image ");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${fontFamilies}"${title === "" ? "" : ' role="img"'}>`,
    title === "" ? "" : `<title>${escapeText(title)}</title>`,
    // Browsers take "pixelated" for what resvg and older viewers call "optimizeSpeed"; those skip @supports.
    hasImage
      ? "<style>@supports (image-rendering:pixelated){image[image-rendering=optimizeSpeed]{image-rendering:pixelated}}</style>"
      : "",
    defs.size === 0 ? "" : `<defs>${[...defs.values()].join("")}</defs>`,
    scene.background === undefined ? "" : `<rect width="100%" height="100%" fill="${escapeText(scene.background)}"/>`,
    body,
    "</svg>",
  ].join("");
}

/** Text as it may stand in XML, inside elements and attributes. */
function escapeText(text: string): string {
  return plainText(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}

/** Throws BAD_ARGUMENT unless `scene` is one, with a size that can be drawn. */
export function checkScene(scene: Scene): Scene {
  const good = [scene?.width, scene?.height].every((side) => Number.isFinite(side) && side > 0 && side <= 100_000);
  if (!good || !Array.isArray(scene.children)) {
    throw plotError(
      "BAD_ARGUMENT",
      "scene must be what linePlot, imagePlot or panels returned, each side at most 100000 pixels.",
    );
  }
  return scene;
}

function draw(node: SceneNode, defs: Map<string, string>): string {
  switch (node.kind) {
    case "group": {
      const move = node.x === 0 && node.y === 0 ? "" : ` transform="translate(${fixed(node.x)},${fixed(node.y)})"`;
      const clip = node.clip === undefined ? "" : ` clip-path="url(#${clipOf(node.clip, defs)})"`;
      return `<g${move}${clip}>${node.children.map((child) => draw(child, defs)).join("")}</g>`;
    }
    case "rectangle": {
      const radius = node.radius === undefined ? "" : ` rx="${fixed(node.radius)}"`;
      return `<rect ${box(node)}${radius}${paint(node)}/>`;
    }
    case "path":
      return `<path d="${escapePath(node.path)}"${paint(node)}/>`;
    case "text": {
      const turn =
        node.rotate === undefined ? "" : ` transform="rotate(${fixed(node.rotate)} ${fixed(node.x)} ${fixed(node.y)})"`;
      const place = `x="${fixed(node.x)}" y="${fixed(node.y)}" font-size="${fixed(node.size)}"`;
      const anchor = node.anchor === "start" ? "" : ` text-anchor="${node.anchor === "middle" ? "middle" : "end"}"`;
      const weight = node.weight === "bold" ? ' font-weight="bold"' : "";
      const shape = `${place}${anchor}${weight}${turn}`;
      const text = escapeText(node.text);
      const halo =
        node.halo === undefined
          ? ""
          : `<text ${shape} fill="none" stroke="${escapeText(node.halo)}" stroke-width="${fixed(node.size * 0.24)}" stroke-linejoin="round" aria-hidden="true">${text}</text>`;
      return `${halo}<text ${shape} fill="${escapeText(node.fill)}">${text}</text>`;
    }
    case "image":
      return `<image ${box(node)} preserveAspectRatio="none" image-rendering="optimizeSpeed" href="${imageData(node.pixels, node.columns, node.rows)}"/>`;
  }
}

function box(area: Rectangle): string {
  return `x="${fixed(area.x)}" y="${fixed(area.y)}" width="${fixed(area.width)}" height="${fixed(area.height)}"`;
}

function paint(node: Stroke & Fill): string {
  const fill = node.fill === undefined ? ' fill="none"' : ` fill="${escapeText(node.fill)}"`;
  const fillOpacity =
    node.fill === undefined || (node.fillOpacity ?? 1) >= 1 ? "" : ` fill-opacity="${node.fillOpacity}"`;
  if (node.stroke === undefined) return fill + fillOpacity;
  const width =
    node.strokeWidth === undefined || node.strokeWidth === 1 ? "" : ` stroke-width="${fixed(node.strokeWidth)}"`;
  const opacity = (node.strokeOpacity ?? 1) >= 1 ? "" : ` stroke-opacity="${node.strokeOpacity}"`;
  const dashed = node.dash?.some((length) => length > 0) === true;
  const dash = dashed ? ` stroke-dasharray="${(node.dash ?? []).map(fixed).join(" ")}"` : ' stroke-linecap="round"';
  return `${fill}${fillOpacity} stroke="${escapeText(node.stroke)}"${width}${opacity}${dash} stroke-linejoin="round"`;
}

function escapePath(path: string): string {
  return path.replace(/[^-+MmLlHhVvCcSsQqTtAaZzeE\d.,\s]/g, "");
}

// The name follows from the rectangle, so that several pictures in one page may share it.
function clipOf(clip: Rectangle, defs: Map<string, string>): string {
  const id = `clip-${[clip.x, clip.y, clip.width, clip.height].map((side) => fixed(side).replace(/[^\d]/g, "_")).join("-")}`;
  defs.set(id, `<clipPath id="${id}"><rect ${box(clip)}/></clipPath>`);
  return id;
}

function imageData(pixels: Uint8Array, columns: number, rows: number): string {
  if (pixels.length !== 4 * columns * rows) {
    throw plotError(
      "BAD_SHAPE",
      `an image of ${rows} × ${columns} needs ${4 * rows * columns} bytes of pixels, got ${pixels.length}.`,
    );
  }
  let opaque = true;
  for (let i = 3; i < pixels.length && opaque; i += 4) opaque = pixels[i] === 255;
  let data = pixels;
  if (opaque) {
    data = new Uint8Array(3 * columns * rows);
    for (let from = 0, to = 0; from < pixels.length; from += 4, to += 3) {
      data[to] = pixels[from] as number;
      data[to + 1] = pixels[from + 1] as number;
      data[to + 2] = pixels[from + 2] as number;
    }
  }
  return `data:image/png;base64,${base64(encode({ width: columns, height: rows, data, depth: 8, channels: opaque ? 3 : 4 }))}`;
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 0x6000) {
    text += btoa(String.fromCharCode(...bytes.subarray(start, start + 0x6000)));
  }
  return text;
}
