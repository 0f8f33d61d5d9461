import type { Polyline } from "./decimate.js";
import { type Fill, fixed, type PathNode, type Stroke } from "./scene.js";

/** What stands at the points of a line. */
export type SymbolName = "circle" | "square" | "diamond" | "triangleUp" | "triangleDown" | "plus" | "cross" | "star";

/** The symbols there are. */
export const symbolNames: readonly SymbolName[] = [
  "circle",
  "square",
  "diamond",
  "triangleUp",
  "triangleDown",
  "plus",
  "cross",
  "star",
];

/** How symbols look. */
export interface SymbolStyle {
  readonly name: SymbolName;
  /** Across, in pixels. */
  readonly size: number;
  readonly color: string;
  readonly opacity: number;
}

/** One symbol at each corner of a polyline. */
export function symbolsNode(polyline: Polyline, style: SymbolStyle): PathNode {
  const shape = shapeOf(style.name, style.size / 2);
  let path = "";
  for (let i = 0; i < polyline.x.length; i++) {
    const y = polyline.y[i] as number;
    if (!Number.isNaN(y)) path += shape(polyline.x[i] as number, y);
  }
  return { kind: "path", path, ...paintOf(style) };
}

function paintOf({ name, size, color, opacity }: SymbolStyle): Fill & Stroke {
  if (name === "plus" || name === "cross")
    return {
      stroke: color,
      strokeWidth: Math.max(1, size / 5),
      ...(opacity < 1 ? { strokeOpacity: opacity } : {}),
    };
  return { fill: color, fillOpacity: opacity };
}

/** The path of a symbol of a radius about a point. */
function shapeOf(name: SymbolName, radius: number): (x: number, y: number) => string {
  const around = (corners: readonly (readonly [number, number])[]): ((x: number, y: number) => string) => {
    const moves = corners.map(([dx, dy], i) => {
      const [fromX, fromY] = corners[i - 1] ?? [0, 0];
      return `${fixed(radius * (dx - fromX))},${fixed(radius * (dy - fromY))}`;
    });
    const [[startX, startY] = [0, 0]] = corners;
    const rest = `l${moves.slice(1).join("l")}z`;
    return (x, y) => `M${fixed(x + radius * startX)},${fixed(y + radius * startY)}${rest}`;
  };
  const r = fixed(radius);
  const wide = fixed(2 * radius);
  switch (name) {
    case "circle":
      return (x, y) => `M${fixed(x - radius)},${fixed(y)}a${r},${r} 0 1 0 ${wide},0a${r},${r} 0 1 0 -${wide},0`;
    case "square":
      return (x, y) => `M${fixed(x - radius)},${fixed(y - radius)}h${wide}v${wide}h-${wide}z`;
    case "plus":
      return (x, y) => `M${fixed(x - radius)},${fixed(y)}h${wide}M${fixed(x)},${fixed(y - radius)}v${wide}`;
    case "cross":
      return (x, y) =>
        `M${fixed(x - radius)},${fixed(y - radius)}l${wide},${wide}M${fixed(x - radius)},${fixed(y + radius)}l${wide},-${wide}`;
    case "diamond":
      return around([0, 90, 180, 270].map((angle) => polar(angle, 1.15)));
    case "triangleUp":
      return around([0, 120, 240].map((angle) => polar(angle, 1.15)));
    case "triangleDown":
      return around([180, 300, 60].map((angle) => polar(angle, 1.15)));
    case "star":
      return around(Array.from({ length: 10 }, (_, i) => polar(36 * i, i % 2 === 0 ? 1.2 : 0.46)));
  }
}

/** A corner at an angle clockwise from the top. */
function polar(degrees: number, length: number): readonly [number, number] {
  const angle = (degrees * Math.PI) / 180;
  return [length * Math.sin(angle), -length * Math.cos(angle)];
}
