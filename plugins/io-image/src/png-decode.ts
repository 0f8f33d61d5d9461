import { fromData, type NDArray } from "@core/array";
import { badFile, checkInput, checkSize, type DecodeOptions, inflate, isHostLittleEndian, swapBytes } from "./bytes.js";
import { type PngFile, type PngHeader, parsePng } from "./png-chunks.js";
import { unfilterRows } from "./png-filter.js";

/** What {@link decodePng} takes. */
export interface DecodePngOptions extends DecodeOptions {
  /**
   * Whether samples are given as they stand in the file: entries of a palette as their numbers, grey of 1, 2 and 4 bits as 0 to 1, 3
   * and 15. By default palettes become colours and grey is spread over 0 to 255, as Pillow does it. False by default.
   */
  readonly raw?: boolean;
}

/** The passes of an interlaced picture: first column and row, and steps. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const whole = [[0, 0, 1, 1]] as const;

/**
 * The picture of a PNG file: grey as (height, width), others as (height, width, samples) with 2 (grey and alpha), 3 (RGB) or
 * 4 (RGB and alpha) samples; uint8, or uint16 for 16 bits. Format: W3C, Portable Network Graphics, second edition.
 * @throws BAD_FILE for a broken file or one that needs more than `maxBytes`, BAD_ARGUMENT
 */
export function decodePng(bytes: Uint8Array, options: DecodePngOptions = {}): NDArray {
  const maxBytes = checkInput("decodePng", bytes, options, { raw: "boolean", maxBytes: "number" });
  const file = parsePng(bytes);
  const { header } = file;
  const { width, height, depth, samples } = header;
  const colours = header.colour === 3 && options.raw !== true ? (file.alpha === undefined ? 3 : 4) : samples;
  checkSize(width * height * colours * (depth === 16 ? 2 : 1), maxBytes, "png");
  const values = readSamples(file);
  if (header.colour === 3 && options.raw !== true) return paint(values as Uint8Array, file, colours);
  if (header.colour === 0 && depth < 8 && options.raw !== true) {
    const factor = 255 / (2 ** depth - 1);
    for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * factor;
  }
  return fromData(values, samples === 1 ? [height, width] : [height, width, samples]);
}

function readSamples({ header, data }: PngFile): Uint8Array | Uint16Array {
  const { width, height, depth, samples, interlaced } = header;
  const bits = depth * samples;
  const parts = (interlaced ? passes : whole).map(([x, y, stepX, stepY]) => {
    const columns = Math.ceil((width - x) / stepX);
    const rows = columns > 0 ? Math.max(0, Math.ceil((height - y) / stepY)) : 0;
    return { x, y, stepX, stepY, columns, rows, rowBytes: Math.ceil((columns * bits) / 8) };
  });
  const total = parts.reduce((sum, { rows, rowBytes }) => sum + rows * (rowBytes + 1), 0);
  const packed = inflate(data, total, "png");
  const values = new Uint8Array(width * height * samples * (depth === 16 ? 2 : 1));
  let start = 0;
  for (const part of parts) {
    unfilterRows(packed, start, part.rows, part.rowBytes, Math.max(1, bits >> 3));
    spread(packed, start, part, header, values);
    start += part.rows * (part.rowBytes + 1);
  }
  if (depth < 16) return values;
  if (isHostLittleEndian()) swapBytes(values, 2);
  return new Uint16Array(values.buffer);
}

interface Pass {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
  readonly columns: number;
  readonly rows: number;
  readonly rowBytes: number;
}

/** Puts the pixels of a pass where they belong. */
function spread(packed: Uint8Array, start: number, pass: Pass, header: PngHeader, values: Uint8Array): void {
  const { x, y, stepX, stepY, columns, rows, rowBytes } = pass;
  const { width, depth, samples } = header;
  const pixel = samples * (depth === 16 ? 2 : 1);
  for (let row = 0; row < rows; row++) {
    const from = start + row * (rowBytes + 1) + 1;
    const to = (y + row * stepY) * width * pixel;
    if (depth < 8) {
      const mask = 2 ** depth - 1;
      for (let column = 0; column < columns; column++) {
        const bit = column * depth;
        const byte = packed[from + (bit >> 3)] as number;
        values[to + x + column * stepX] = (byte >> (8 - depth - (bit & 7))) & mask;
      }
    } else if (stepX === 1) values.set(packed.subarray(from, from + rowBytes), to + x * pixel);
    else
      for (let column = 0; column < columns; column++)
        for (let k = 0; k < pixel; k++)
          values[to + (x + column * stepX) * pixel + k] = packed[from + column * pixel + k] as number;
  }
}

function paint(values: Uint8Array, { header, palette, alpha }: PngFile, samples: number): NDArray {
  const colours = palette as Uint8Array;
  const target = new Uint8Array(values.length * samples);
  for (let i = 0; i < values.length; i++) {
    const entry = values[i] as number;
    if (3 * entry >= colours.length)
      throw badFile(`png: pixel ${i} has colour ${entry} of a palette of ${colours.length / 3}.`);
    for (let k = 0; k < 3; k++) target[i * samples + k] = colours[3 * entry + k] as number;
    if (samples === 4) target[i * samples + 3] = alpha?.[entry] ?? 255;
  }
  return fromData(target, [header.height, header.width, samples]);
}
