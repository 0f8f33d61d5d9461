import { checkOptions, describeValue } from "@core/array/runtime";
import { checkNumber, plotError } from "./check.js";
import type { Fill, ImageNode, Rectangle, Scene, SceneNode, Stroke, TextNode } from "./scene.js";
import { checkScene, fontFamilies } from "./svg.js";
import { plainText } from "./text.js";

/** The parts of a 2-d canvas context that {@link drawCanvas} uses; a page's, a worker's and those of canvas packages for Node have them. */
export type CanvasContext = Pick<
  CanvasRenderingContext2D,
  | "save"
  | "restore"
  | "scale"
  | "translate"
  | "rotate"
  | "beginPath"
  | "rect"
  | "clip"
  | "fill"
  | "stroke"
  | "fillRect"
  | "clearRect"
  | "fillText"
  | "strokeText"
  | "setLineDash"
  | "drawImage"
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "lineCap"
  | "lineJoin"
  | "globalAlpha"
  | "font"
  | "textAlign"
  | "textBaseline"
  | "imageSmoothingEnabled"
>;

/** How {@link drawCanvas} paints. */
export interface CanvasOptions {
  /** Pixels of the canvas for one of the scene: 1 unless told; `devicePixelRatio` gives sharp lines on fine screens. */
  readonly scale?: number;
}

/**
 * Paints a scene on a 2-d canvas, from its upper left corner on: what was there is cleared. Make the canvas `scene.width × scale` wide and `scene.height × scale`
 * high. Needs `Path2D`, and for images `OffscreenCanvas`, which pages and workers have. Text takes DejaVu Sans or Verdana, where the page has them.
 * @throws BAD_ARGUMENT (no scene, no context), BAD_VALUE (scale), UNSUPPORTED (no `Path2D` or `OffscreenCanvas` here)
 */
export function drawCanvas(context: CanvasContext, scene: Scene, options: CanvasOptions = {}): void {
  const { width, height } = checkScene(scene);
  if (typeof (context as Partial<CanvasContext> | undefined)?.fillText !== "function")
    throw plotError("BAD_ARGUMENT", `context must be that of a 2-d canvas, got ${describeValue(context)}.`);
  checkOptions("drawCanvas", options, { scale: "number" });
  const scale = checkNumber("scale", options.scale ?? 1, 0.01, 100);
  if (typeof Path2D === "undefined" || typeof OffscreenCanvas === "undefined")
    throw plotError("UNSUPPORTED", "drawCanvas needs Path2D and OffscreenCanvas. Use renderSvg or renderPng here.");
  context.save();
  context.scale(scale, scale);
  context.clearRect(0, 0, width, height);
  if (scene.background !== undefined) {
    context.fillStyle = scene.background;
    context.fillRect(0, 0, width, height);
  }
  for (const node of scene.children) paintNode(context, node);
  context.restore();
}

function paintNode(context: CanvasContext, node: SceneNode): void {
  context.save();
  switch (node.kind) {
    case "group":
      context.translate(node.x, node.y);
      if (node.clip !== undefined) {
        context.beginPath();
        context.rect(node.clip.x, node.clip.y, node.clip.width, node.clip.height);
        context.clip();
      }
      for (const child of node.children) paintNode(context, child);
      break;
    case "rectangle":
      paintPath(context, rectanglePath(node, node.radius ?? 0), node);
      break;
    case "path":
      paintPath(context, new Path2D(node.path), node);
      break;
    case "text":
      paintText(context, node);
      break;
    case "image":
      paintImage(context, node);
  }
  context.restore();
}

function rectanglePath(box: Rectangle, radius: number): Path2D {
  const path = new Path2D();
  path.roundRect(box.x, box.y, box.width, box.height, radius);
  return path;
}

function paintPath(context: CanvasContext, path: Path2D, paint: Stroke & Fill): void {
  if (paint.fill !== undefined) {
    context.globalAlpha = paint.fillOpacity ?? 1;
    context.fillStyle = paint.fill;
    context.fill(path);
  }
  if (paint.stroke === undefined) return;
  const dashed = paint.dash?.some((length) => length > 0) === true;
  context.globalAlpha = paint.strokeOpacity ?? 1;
  context.strokeStyle = paint.stroke;
  context.lineWidth = paint.strokeWidth ?? 1;
  context.lineJoin = "round";
  context.lineCap = dashed ? "butt" : "round";
  context.setLineDash(dashed ? [...(paint.dash ?? [])] : []);
  context.stroke(path);
}

function paintText(context: CanvasContext, node: TextNode): void {
  const text = plainText(node.text);
  context.translate(node.x, node.y);
  if (node.rotate !== undefined) context.rotate((node.rotate * Math.PI) / 180);
  context.font = `${node.weight} ${node.size}px ${fontFamilies}`;
  context.textAlign = node.anchor === "middle" ? "center" : node.anchor;
  context.textBaseline = "alphabetic";
  if (node.halo !== undefined) {
    context.strokeStyle = node.halo;
    context.lineWidth = node.size * 0.24;
    context.lineJoin = "round";
    context.strokeText(text, 0, 0);
  }
  context.fillStyle = node.fill;
  context.fillText(text, 0, 0);
}

function paintImage(context: CanvasContext, node: ImageNode): void {
  const { columns, rows } = node;
  const pixels = new OffscreenCanvas(columns, rows);
  const image = new ImageData(new Uint8ClampedArray(node.pixels), columns, rows);
  pixels.getContext("2d")?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(pixels, node.x, node.y, node.width, node.height);
}
