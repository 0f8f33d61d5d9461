import { contiguous, elementsOf, isNDArray, type NDArray } from "@core/array";
import { checkOptions, coreError, describeValue } from "@core/array/runtime";
import { zlibSync } from "fflate";
import { isHostLittleEndian, swapBytes } from "./bytes.js";
import { bigEndian, joinChunks } from "./png-chunks.js";
import { filterRows } from "./png-filter.js";

/** What {@link encodePng} takes. */
export interface EncodePngOptions {
  /** How hard to compress, 0 to 9; 6 by default. */
  readonly level?: number;
  /** Bits of a sample, for grey and palettes 1, 2, 4 or 8; by default 16 for uint16, 1 for bool, 8 for others. */
  readonly bitDepth?: 1 | 2 | 4 | 8 | 16;
  /** Colours as [red, green, blue] or [red, green, blue, alpha], 0 to 255; the array then holds numbers of colours. */
  readonly palette?: readonly (readonly number[])[];
}

/**
 * The bytes of a PNG file with one picture: (height, width) grey or numbers of a palette, (height, width, 2) grey and alpha, 3 RGB,
 * 4 RGB and alpha, of uint8, uint16 or bool.
 * @throws BAD_DTYPE, BAD_SHAPE, BAD_ARGUMENT for an option, BAD_VALUE for a number that does not fit the bits or the palette
 */
export function encodePng(a: NDArray, options: EncodePngOptions = {}): Uint8Array<ArrayBuffer> {
  if (!isNDArray(a))
    throw coreError("BAD_ARGUMENT", `png: got ${describeValue(a)}, expected an NDArray: make one with array().`);
  checkOptions("encodePng", options, { level: "number", bitDepth: "number", palette: "any" });
  if (a.dtype !== "uint8" && a.dtype !== "uint16" && a.dtype !== "bool")
    throw coreError("BAD_DTYPE", `png: got ${a.dtype}, allowed are uint8, uint16 and bool; scale and convert first.`);
  const [height, width, samples = 1] = a.shape as readonly [number, number, number | undefined];
  const colour = [undefined, 0, 4, 2, 6][a.shape.length < 2 || a.shape.length > 3 ? 0 : samples];
  if (colour === undefined || a.size === 0)
    throw coreError(
      "BAD_SHAPE",
      `png: got shape (${a.shape.join(", ")}), expected (height, width) or (height, width, samples) with 1 to 4 samples, not empty.`,
    );
  const { level = 6, palette } = options;
  if (!Number.isInteger(level) || level < 0 || level > 9)
    throw coreError("BAD_ARGUMENT", `level: got ${describeValue(level)}, expected 0 to 9.`);
  const depth = depthOf(a, colour, options);
  const colours = palette === undefined ? undefined : checkPalette(palette, colour, depth);
  const kind = colours === undefined ? colour : 3;
  const most = colours === undefined ? 2 ** depth - 1 : colours.length - 1;
  const elements = elementsOf(contiguous(a)) as Uint8Array;
  if (depth < 8 || colours !== undefined)
    for (let i = 0; i < elements.length; i++)
      if ((elements[i] as number) > most)
        throw coreError("BAD_VALUE", `png: element ${i} is ${elements[i]}, the most is ${most}.`);
  const rowBytes = Math.ceil((width * samples * depth) / 8);
  const rows = depth < 8 ? packBits(elements, height, width, depth) : bytesOf(elements, depth);
  const filtered = filterRows(rows, height, rowBytes, Math.max(1, (samples * depth) >> 3), depth >= 8 && kind !== 3);
  const header = Uint8Array.from([...bigEndian(width), ...bigEndian(height), depth, kind, 0, 0, 0]);
  const chunks: [string, Uint8Array][] = [["IHDR", header]];
  if (colours !== undefined) {
    chunks.push(["PLTE", Uint8Array.from(colours.flatMap((one) => one.slice(0, 3)))]);
    if (colours.some((one) => one.length === 4))
      chunks.push(["tRNS", Uint8Array.from(colours, (one) => one[3] ?? 255)]);
  }
  chunks.push(["IDAT", zlibSync(filtered, { level: level as 6 })], ["IEND", new Uint8Array(0)]);
  return joinChunks(chunks);
}

function depthOf(a: NDArray, colour: number, { bitDepth, palette }: EncodePngOptions): number {
  const own = a.dtype === "uint16" && palette === undefined ? 16 : a.dtype === "bool" && colour === 0 ? 1 : 8;
  const depth = bitDepth ?? own;
  const small = depth === 1 || depth === 2 || depth === 4;
  const allowed = own === 16 ? depth === 16 : depth === 8 || (small && (colour === 0 || palette !== undefined));
  if (!allowed)
    throw coreError(
      "BAD_ARGUMENT",
      `bitDepth: got ${describeValue(depth)}, expected 16 for uint16, else 8, or 1, 2, 4 for grey.`,
    );
  return depth;
}

function checkPalette(
  palette: readonly (readonly number[])[],
  colour: number,
  depth: number,
): readonly (readonly number[])[] {
  const fits = Array.isArray(palette) && palette.length > 0 && palette.length <= 2 ** Math.min(depth, 8);
  const right = (one: unknown): boolean =>
    Array.isArray(one) &&
    (one.length === 3 || one.length === 4) &&
    one.every((value) => Number.isInteger(value) && value >= 0 && value <= 255);
  if (!fits || !palette.every(right) || colour !== 0)
    throw coreError(
      "BAD_ARGUMENT",
      `palette: expected up to ${2 ** depth} colours of 3 or 4 whole numbers from 0 to 255, and an array of two axes.`,
    );
  return palette;
}

function bytesOf(elements: Uint8Array | Uint16Array, depth: number): Uint8Array {
  if (depth === 8) return elements.BYTES_PER_ELEMENT === 1 ? (elements as Uint8Array) : Uint8Array.from(elements);
  const bytes = new Uint8Array(elements.slice().buffer);
  if (isHostLittleEndian()) swapBytes(bytes, 2);
  return bytes;
}

function packBits(elements: Uint8Array, height: number, width: number, depth: number): Uint8Array {
  const rowBytes = Math.ceil((width * depth) / 8);
  const rows = new Uint8Array(height * rowBytes);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const place = y * rowBytes + ((x * depth) >> 3);
      rows[place] = (rows[place] as number) | ((elements[y * width + x] as number) << (8 - depth - ((x * depth) & 7)));
    }
  return rows;
}
