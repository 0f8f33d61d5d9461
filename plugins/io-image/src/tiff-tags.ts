import { badFile } from "./bytes.js";
import { isTiff } from "./sniff.js";

/** The numbers of the tags that are looked at. */
export const tag = {
  subfileType: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  description: 270,
  stripOffsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  xResolution: 282,
  yResolution: 283,
  planar: 284,
  resolutionUnit: 296,
  software: 305,
  predictor: 317,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
  extraSamples: 338,
  sampleFormat: 339,
  // Gatan's DigitalMicrograph, which HyperSpy writes and reads, too; in this order for x, y and z.
  unitsX: 65003,
  unitsY: 65004,
  unitsZ: 65005,
  offsetX: 65006,
  offsetY: 65007,
  offsetZ: 65008,
  scaleX: 65009,
  scaleY: 65010,
  scaleZ: 65011,
} as const;

/** The tags of one page: texts, or lists of numbers. */
export type Tags = ReadonlyMap<number, string | readonly number[]>;

/** A TIFF file and where its pages' tags are. */
export interface TiffFile {
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  readonly pages: readonly Tags[];
}

/** Bytes of the types of tags: byte, text, short, long, rational, and their signed and floating kinds. */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

/**
 * Reads the tags of all pages of a TIFF or BigTIFF file.
 * @throws BAD_FILE
 */
export function parseTiff(bytes: Uint8Array): TiffFile {
  if (!isTiff(bytes) || bytes.length < 8) throw badFile("tiff: the file does not start as a TIFF file does.");
  const littleEndian = bytes[0] === 0x49;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const big = (littleEndian ? bytes[2] : bytes[3]) === 43;
  const file: Cursor = { view, littleEndian, big, left: 16 * bytes.length + 2 ** 20 };
  if (big && (view.getUint16(4, littleEndian) !== 8 || view.getUint16(6, littleEndian) !== 0))
    throw badFile("tiff: the header of the BigTIFF file is broken.");
  const pages: Tags[] = [];
  const seen = new Set<number>();
  let at = readOffset(file, big ? 8 : 4);
  while (at !== 0) {
    if (seen.has(at)) throw badFile(`tiff: page ${pages.length} leads back to a page before.`);
    seen.add(at);
    const [tags, next] = readPage(file, at, pages.length);
    pages.push(tags);
    at = next;
  }
  if (pages.length === 0) throw badFile("tiff: the file has no page.");
  return { bytes, littleEndian, pages };
}

interface Cursor {
  readonly view: DataView;
  readonly littleEndian: boolean;
  readonly big: boolean;
  /** How many bytes of tags may still be read: pages that share theirs could make a small file endless. */
  left: number;
}

function need({ view }: Cursor, at: number, length: number, what: string): void {
  if (!(at >= 0 && at + length <= view.byteLength))
    throw badFile(`tiff: ${what} ends at byte ${at + length}, the file after ${view.byteLength}.`);
}

function readOffset(file: Cursor, at: number): number {
  need(file, at, file.big ? 8 : 4, "an offset");
  return file.big ? readLong8(file, at) : file.view.getUint32(at, file.littleEndian);
}

function readLong8({ view, littleEndian }: Cursor, at: number): number {
  return Number(view.getBigUint64(at, littleEndian));
}

function readPage(file: Cursor, at: number, page: number): [Tags, number] {
  const { view, littleEndian, big } = file;
  const [countBytes, entryBytes, inline] = big ? [8, 20, 8] : [2, 12, 4];
  need(file, at, countBytes, `page ${page}`);
  const count = big ? readLong8(file, at) : view.getUint16(at, littleEndian);
  const entries = at + countBytes;
  need(file, entries, count * entryBytes + (big ? 8 : 4), `the tags of page ${page}`);
  const tags = new Map<number, string | readonly number[]>();
  for (let k = 0; k < count; k++) {
    const entry = entries + k * entryBytes;
    const id = view.getUint16(entry, littleEndian);
    const type = view.getUint16(entry + 2, littleEndian);
    const size = typeBytes[type] ?? 0;
    const length = big ? readLong8(file, entry + 4) : view.getUint32(entry + 4, littleEndian);
    if (size === 0 || tags.has(id) || !known.has(id)) continue;
    const value = entry + (big ? 12 : 8);
    const place = length * size <= inline ? value : readOffset(file, value);
    need(file, place, length * size, `tag ${id} of page ${page}`);
    file.left -= length * size;
    if (file.left < 0) throw badFile(`tiff: the pages up to ${page} repeat more tags than the file has bytes for.`);
    tags.set(id, type === 2 ? readText(file, place, length) : readNumbers(file, place, type, length));
  }
  return [tags, readOffset(file, entries + count * entryBytes)];
}

const known: ReadonlySet<number> = /* @__PURE__ */ new Set(Object.values(tag));

function readText({ view }: Cursor, at: number, length: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  const end = bytes.indexOf(0);
  const text = end < 0 ? bytes : bytes.subarray(0, end);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(text);
  } catch {
    return new TextDecoder("latin1").decode(text);
  }
}

function readNumbers(file: Cursor, at: number, type: number, length: number): number[] {
  const { view, littleEndian: little } = file;
  const size = typeBytes[type] as number;
  const list = new Array<number>(length);
  for (let k = 0; k < length; k++) {
    const place = at + k * size;
    if (type === 3) list[k] = view.getUint16(place, little);
    else if (type === 4 || type === 13) list[k] = view.getUint32(place, little);
    else if (type === 5) list[k] = view.getUint32(place, little) / view.getUint32(place + 4, little);
    else if (type === 6) list[k] = view.getInt8(place);
    else if (type === 8) list[k] = view.getInt16(place, little);
    else if (type === 9) list[k] = view.getInt32(place, little);
    else if (type === 10) list[k] = view.getInt32(place, little) / view.getInt32(place + 4, little);
    else if (type === 11) list[k] = view.getFloat32(place, little);
    else if (type === 12) list[k] = view.getFloat64(place, little);
    else if (type >= 16) list[k] = readLong8(file, place);
    else list[k] = view.getUint8(place);
  }
  return list;
}

/** The numbers of a tag, or BAD_FILE when there are none and there is no default. */
export function numbersOf(tags: Tags, id: number, otherwise?: readonly number[]): readonly number[] {
  const value = tags.get(id) ?? otherwise;
  if (typeof value === "object" && value.length > 0) return value;
  throw badFile(`tiff: a page has no numbers in tag ${id}.`);
}

/** The first number of a tag, which must be whole: all that are asked for count or choose something. */
export function numberOf(tags: Tags, id: number, otherwise?: number): number {
  const value = numbersOf(tags, id, otherwise === undefined ? undefined : [otherwise])[0] as number;
  if (!Number.isSafeInteger(value)) throw badFile(`tiff: tag ${id} is ${value}, expected a whole number.`);
  return value;
}

/** The text of a tag; empty where there is none. */
export function textOf(tags: Tags, id: number): string {
  const value = tags.get(id);
  return typeof value === "string" ? value : "";
}
