/** A rectangle in pixels at scale 1, y downwards. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How the outline of a node is drawn; no `stroke` draws none. Colours are `#rrggbb`. */
export interface Stroke {
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly strokeOpacity?: number;
  /** Lengths of dashes and gaps in pixels. */
  readonly dash?: readonly number[];
}

/** How the inside of a node is drawn; no `fill` draws none. */
export interface Fill {
  readonly fill?: string;
  readonly fillOpacity?: number;
}

/** Nodes drawn together, moved by (x, y), cut to `clip` (in the moved coordinates) where given. */
export interface GroupNode {
  readonly kind: "group";
  readonly x: number;
  readonly y: number;
  readonly clip?: Rectangle;
  readonly children: readonly SceneNode[];
}

/** A rectangle. */
export interface RectangleNode extends Rectangle, Stroke, Fill {
  readonly kind: "rectangle";
  readonly radius?: number;
}

/** A path in SVG's path syntax, which canvas's `Path2D` reads too. */
export interface PathNode extends Stroke, Fill {
  readonly kind: "path";
  readonly path: string;
}

/** One line of text. `y` is the baseline; `rotate` turns about (x, y), in degrees clockwise. */
export interface TextNode {
  readonly kind: "text";
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly weight: "normal" | "bold";
  readonly anchor: "start" | "middle" | "end";
  readonly fill: string;
  readonly rotate?: number;
  /** Colour of an outline behind the letters, for text on a picture. */
  readonly halo?: string;
}

/** Pixels stretched over a rectangle, nearest neighbour. */
export interface ImageNode extends Rectangle {
  readonly kind: "image";
  readonly columns: number;
  readonly rows: number;
  /** Red, green, blue, alpha, row by row: length 4 × rows × columns. */
  readonly pixels: Uint8Array;
}

/** What a scene is made of. */
export type SceneNode = GroupNode | RectangleNode | PathNode | TextNode | ImageNode;

/** Where data lie inside a scene: the rectangle between the axes and the values at its edges. */
export interface PlotArea extends Rectangle {
  /** Values at the left and at the right edge. */
  readonly xRange: readonly [number, number];
  /** Values at the bottom and at the top edge. */
  readonly yRange: readonly [number, number];
  readonly xLog: boolean;
  readonly yLog: boolean;
}

/** A picture as data: painters (SVG, PNG) read it and change nothing. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** `#rrggbb`, or none for a transparent ground. */
  readonly background?: string;
  /** Said to people who do not see the picture. */
  readonly title?: string;
  readonly areas: readonly PlotArea[];
  readonly children: readonly SceneNode[];
}

/** A straight line from (x1, y1) to (x2, y2). */
export function straight(x1: number, y1: number, x2: number, y2: number, stroke: Stroke): PathNode {
  return { kind: "path", path: `M${fixed(x1)},${fixed(y1)}L${fixed(x2)},${fixed(y2)}`, ...stroke };
}

/** A pixel coordinate with at most two decimals. */
export function fixed(value: number): string {
  const text = String(Math.round(value * 100) / 100);
  return text === "-0" ? "0" : text;
}
