import { describeValue } from "@core/array/runtime";
import { checkChoice, plotError } from "./check.js";
import { parseColor } from "./color.js";
import { colormapTables } from "./colormap-tables.js";

/** Names of the colormaps; `_r` behind a name turns it round. */
export type ColormapName = (typeof names)[number] | `${(typeof names)[number]}_r`;

/** A colormap: 256 colours, red, green, blue in bytes. */
export interface Colormap {
  readonly name: string;
  /** Length 768. */
  readonly table: Uint8Array;
}

const names: readonly ["gray", "viridis", "inferno", "magma", "plasma", "cividis", "hot", "jet", "coolwarm", "RdBu"] = [
  "gray",
  "viridis",
  "inferno",
  "magma",
  "plasma",
  "cividis",
  "hot",
  "jet",
  "coolwarm",
  "RdBu",
];

/** The colormaps there are. */
export const colormapNames: readonly ColormapName[] = names;

type Segments = readonly (readonly [number, number])[];

// Corners (position, value) of the channels between which the values run straight, as published with matplotlib's maps of these names.
const hot: readonly Segments[] = [
  [
    [0, 0.0416],
    [0.365079, 1],
    [1, 1],
  ],
  [
    [0, 0],
    [0.365079, 0],
    [0.746032, 1],
    [1, 1],
  ],
  [
    [0, 0],
    [0.746032, 0],
    [1, 1],
  ],
];
const jet: readonly Segments[] = [
  [
    [0, 0],
    [0.35, 0],
    [0.66, 1],
    [0.89, 1],
    [1, 0.5],
  ],
  [
    [0, 0],
    [0.125, 0],
    [0.375, 1],
    [0.64, 1],
    [0.91, 0],
    [1, 0],
  ],
  [
    [0, 0.5],
    [0.11, 1],
    [0.34, 1],
    [0.65, 0],
    [1, 0],
  ],
];
// C. Brewer, colorbrewer2.org, red to blue in eleven classes.
const redBlue = "67001fb2182bd6604df4a582fddbc7f7f7f7d1e5f092c5de4393c32166ac053061";

/**
 * A colormap by name, or the one that runs evenly through a list of CSS colours.
 * @throws BAD_VALUE where there is none of that name or a colour is none
 */
export function colormap(source: ColormapName | Colormap | readonly string[]): Colormap {
  if (typeof source === "string") {
    const reversed = source.endsWith("_r");
    const name = checkChoice("colormap", (reversed ? source.slice(0, -2) : source) as ColormapName, colormapNames);
    const table = tableOf(name);
    return { name: source, table: reversed ? reverse(table) : table };
  }
  if (Array.isArray(source)) {
    if (source.length < 2 || source.length > 256)
      throw plotError("BAD_VALUE", `colormap needs 2 to 256 colours, got ${source.length}.`);
    const colors = source.map((text: string, i: number) => parseColor(`colormap[${i}]`, text).rgb);
    return { name: "custom", table: interpolate(colors) };
  }
  const given = source as Partial<Colormap> | null | undefined;
  if (given?.table instanceof Uint8Array && given.table.length === 768)
    return { name: String(given.name), table: given.table };
  throw plotError(
    "BAD_VALUE",
    `colormap must be one of ${names.join(", ")}, a list of colours or { name, table of 768 bytes }, got ${describeValue(source)}.`,
  );
}

function tableOf(name: ColormapName): Uint8Array {
  if (name === "gray") return fill((at) => [at, at, at]);
  if (name === "hot") return fill((at) => hot.map((segments) => along(segments, at)));
  if (name === "jet") return fill((at) => jet.map((segments) => along(segments, at)));
  if (name === "RdBu") {
    return interpolate(
      Array.from({ length: 11 }, (_, i) =>
        [0, 2, 4].map((at) => Number.parseInt(redBlue.slice(6 * i + at, 6 * i + at + 2), 16)),
      ),
    );
  }
  return Uint8Array.from(atob(colormapTables[name] as string), (character) => character.charCodeAt(0));
}

function fill(color: (at: number) => readonly number[]): Uint8Array {
  const table = new Uint8Array(768);
  for (let i = 0; i < 256; i++) {
    table.set(
      color(i * (1 / 255)).map((value) => Math.floor(value * 255)),
      3 * i,
    );
  }
  return table;
}

function interpolate(colors: readonly (readonly number[])[]): Uint8Array {
  const step = 1 / (colors.length - 1);
  const last = colors.length - 1;
  const channels = [0, 1, 2].map((channel) =>
    colors.map((color, i): [number, number] => [i === last ? 1 : i * step, (color[channel] as number) / 255]),
  );
  return fill((at) => channels.map((segments) => along(segments, at)));
}

// In matplotlib's order of operations, so that values next to a whole number are cut as they are there.
function along(segments: Segments, at: number): number {
  let [fromAt, from] = segments[0] as readonly [number, number];
  const place = 255 * at;
  for (const [toAt, to] of segments) {
    if (at <= toAt)
      return toAt === fromAt ? to : ((place - 255 * fromAt) / (255 * toAt - 255 * fromAt)) * (to - from) + from;
    [fromAt, from] = [toAt, to];
  }
  return from;
}

function reverse(table: Uint8Array): Uint8Array {
  const result = new Uint8Array(768);
  for (let i = 0; i < 256; i++) result.set(table.subarray(3 * i, 3 * i + 3), 3 * (255 - i));
  return result;
}
