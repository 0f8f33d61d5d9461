/** What ImageJ writes into the description of a TIFF file. */
export interface ImageJDescription {
  readonly images: number;
  /** Axes before the height in the order of the pages, with sizes: T, Z, C. */
  readonly axes: readonly { readonly name: "time" | "depth" | "channel"; readonly size: number }[];
  readonly unit: string | undefined;
  /** Step of the depth. */
  readonly spacing: number | undefined;
  /** Step of the time. */
  readonly interval: number | undefined;
  readonly timeUnit: string | undefined;
  /** The index of the origin along x, y and z. */
  readonly origin: readonly [number, number, number];
}

/** Reads ImageJ's description: lines of `key=value`. Undefined for other texts. */
export function parseImageJ(text: string): ImageJDescription | undefined {
  if (!text.startsWith("ImageJ=")) return undefined;
  const values = new Map<string, string>();
  for (const line of text.split(/[\r\n]+/)) {
    const at = line.indexOf("=");
    if (at > 0) values.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  const number = (key: string): number | undefined => {
    const value = Number(values.get(key) ?? "x");
    return Number.isFinite(value) ? value : undefined;
  };
  const count = (key: string): number => {
    const value = number(key);
    return value !== undefined && Number.isInteger(value) && value > 0 ? value : 1;
  };
  const images = count("images");
  const named = (
    [
      ["time", "frames"],
      ["depth", "slices"],
      ["channel", "channels"],
    ] as const
  ).flatMap(([name, key]) => (values.has(key) ? [{ name, size: count(key) }] : []));
  const fits = named.reduce((product, { size }) => product * size, 1) === images;
  return {
    images,
    axes: fits ? named : images > 1 ? [{ name: "depth", size: images }] : [],
    unit: unitOf(values.get("unit") ?? values.get("yunit")),
    spacing: number("spacing"),
    interval: number("finterval"),
    timeUnit: unitOf(values.get("tunit")) ?? (number("finterval") === undefined ? undefined : "s"),
    origin: [number("xorigin") ?? 0, number("yorigin") ?? 0, number("zorigin") ?? 0],
  };
}

/** ImageJ writes µ as an escape, and some units as words. */
function unitOf(text: string | undefined): string | undefined {
  const unit = text?.replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  if (unit === undefined || unit === "" || unit === "pixel" || unit === "null") return undefined;
  const words: Readonly<Record<string, string>> = { micron: "µm", microns: "µm", um: "µm", μm: "µm", sec: "s" };
  return Object.hasOwn(words, unit) ? words[unit] : unit;
}

/** What goes into ImageJ's description. */
export interface ImageJSettings {
  /** Sizes of the axes before the height, at most three: time, depth, channels. */
  readonly lead: readonly number[];
  readonly unit?: string | undefined;
  readonly spacing?: number | undefined;
  readonly interval?: number | undefined;
  readonly timeUnit?: string | undefined;
  readonly origin?: readonly [number, number, number] | undefined;
  readonly colours: boolean;
}

/** A description that ImageJ and what follows it read. */
export function writeImageJ(settings: ImageJSettings): string {
  const { lead } = settings;
  const keys =
    lead.length === 1 ? ["slices"] : lead.length === 2 ? ["frames", "slices"] : ["frames", "slices", "channels"];
  const lines = ["ImageJ=1.54f", `images=${lead.reduce((product, size) => product * size, 1)}`];
  // ImageJ takes the channels first, but finds its axes by their names.
  if (lead.length > 0) lines.push(...lead.map((size, k) => `${keys[k]}=${size}`).reverse());
  if (lead.length > 1) lines.push("hyperstack=true", "mode=grayscale");
  if (settings.unit !== undefined)
    lines.push(`unit=${settings.unit === "µm" || settings.unit === "um" ? "micron" : escaped(settings.unit)}`);
  if (settings.spacing !== undefined) lines.push(`spacing=${settings.spacing}`);
  if (settings.interval !== undefined) lines.push(`finterval=${settings.interval}`);
  if (settings.timeUnit !== undefined) lines.push(`tunit=${escaped(settings.timeUnit)}`);
  const [x, y, z] = settings.origin ?? [0, 0, 0];
  for (const [name, value] of [
    ["xorigin", x],
    ["yorigin", y],
    ["zorigin", z],
  ] as const)
    if (value !== 0) lines.push(`${name}=${value}`);
  lines.push("loop=false");
  return `${lines.join("\n")}\n`;
}

function escaped(text: string): string {
  return text.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
}
