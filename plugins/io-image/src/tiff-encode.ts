import { bytesOf, contiguous, elementsOf, isComplexDType, isNDArray, kindOf, type NDArray } from "@core/array";
import { checkOptions, coreError, describeValue, type OptionKinds } from "@core/array/runtime";
import { zlibSync } from "fflate";
import { isHostLittleEndian, swapBytes } from "./bytes.js";
import { writeImageJ } from "./imagej.js";
import { tag } from "./tiff-tags.js";

/** What {@link encodeTiff} takes. */
export interface EncodeTiffOptions {
  /** `none` by default. */
  readonly compression?: "none" | "deflate";
  /** `rgb` when the last axis holds colours; by default for uint8 and uint16 with a last axis of 3 or 4 after two others or more. */
  readonly photometric?: "minisblack" | "rgb";
  /** Pixels per unit along x and y. */
  readonly resolution?: readonly [number, number];
  /** The unit of length, for ImageJ and what reads its files, such as HyperSpy: `nm`, `µm`. */
  readonly unit?: string;
  /** The unit along y, where it is another. */
  readonly unitY?: string;
  /** The unit along z, where it is another. */
  readonly unitZ?: string;
  /** The step between slices, in that unit. */
  readonly spacing?: number;
  /** The step between frames. */
  readonly interval?: number;
  /** The unit of that step; ImageJ takes seconds where there is none. */
  readonly timeUnit?: string;
  /** The index that lies at 0 along x, y and z. */
  readonly origin?: readonly [number, number, number];
  /** The description; by default ImageJ's. */
  readonly description?: string;
  /** `hyperscope` by default. */
  readonly software?: string;
  /** `little` by default. */
  readonly byteOrder?: "little" | "big";
}

const kinds: OptionKinds<EncodeTiffOptions> = {
  compression: "string",
  photometric: "string",
  resolution: "numbers",
  unit: "string",
  unitY: "string",
  unitZ: "string",
  spacing: "number",
  interval: "number",
  timeUnit: "string",
  origin: "numbers",
  description: "string",
  software: "string",
  byteOrder: "string",
};

/** A tag: its number, type (2 text, 3 short, 4 long, 5 rational, 12 double) and values. */
type Entry = readonly [id: number, type: 2 | 3 | 4 | 5 | 12, values: Uint8Array | readonly number[]];

/**
 * The bytes of a TIFF file: (height, width), (…, height, width) as a stack of pages with ImageJ's axes (slices; frames and slices;
 * frames, slices and channels), or (…, height, width, 3 or 4) in colours. All dtypes; booleans take one bit. Format: Adobe, TIFF
 * revision 6; ImageJ reads uint8, uint16 and float32.
 * @throws BAD_SHAPE for an empty array, fewer than two axes or more than three before the height, BAD_ARGUMENT for an option,
 * UNSUPPORTED for a file of 4 GiB or more
 */
export function encodeTiff(a: NDArray, options: EncodeTiffOptions = {}): Uint8Array<ArrayBuffer> {
  if (!isNDArray(a))
    throw coreError("BAD_ARGUMENT", `tiff: got ${describeValue(a)}, expected an NDArray: make one with array().`);
  checkOptions("encodeTiff", options, kinds);
  const compression = oneOf("compression", options.compression ?? "none", ["none", "deflate"]);
  const little = oneOf("byteOrder", options.byteOrder ?? "little", ["little", "big"]) === "little";
  const rgb = isRgb(a, options);
  const samples = rgb ? (a.shape[a.shape.length - 1] as number) : 1;
  const [height, width] = a.shape.slice(rgb ? -3 : -2) as [number, number];
  const lead = a.shape.slice(0, rgb ? -3 : -2);
  if (a.shape.length < 2 || lead.length > 3 || a.size === 0)
    throw coreError(
      "BAD_SHAPE",
      `tiff: got shape (${a.shape.join(", ")}), expected one to three axes before height and width at most, not empty.`,
    );
  const pages = lead.reduce((product, size) => product * size, 1);
  const [bits, format] = kindOfSamples(a);
  const rowBytes = Math.ceil((width * samples * bits) / 8);
  checkFileSize(pages * (height * rowBytes + 512));
  const { resolution, ...rest } = options;
  const { origin } = rest;
  if (origin !== undefined && !(Array.isArray(origin) && origin.length === 3 && origin.every(Number.isFinite)))
    throw coreError("BAD_ARGUMENT", `origin: got ${describeValue(origin)}, expected three numbers (x, y, z).`);
  if (
    resolution !== undefined &&
    !(
      Array.isArray(resolution) &&
      resolution.length === 2 &&
      resolution.every((one) => Number.isFinite(one) && one > 0)
    )
  )
    throw coreError("BAD_ARGUMENT", `resolution: got ${describeValue(resolution)}, expected two numbers above 0.`);
  const description = options.description ?? writeImageJ({ ...rest, lead, colours: rgb });
  const all = allBytes(a, little);
  const pixels = bits === 1 ? packRows(all, pages * height, width) : all;
  const pictures = Array.from({ length: pages }, (_, k) => {
    const picture = pixels.subarray(k * height * rowBytes, (k + 1) * height * rowBytes);
    return compression === "deflate" ? zlibSync(picture) : picture;
  });
  const entries = (page: number): Entry[] => [
    [tag.width, 4, [width]],
    [tag.height, 4, [height]],
    [tag.bits, 3, new Array<number>(samples).fill(bits)],
    [tag.compression, 3, [compression === "deflate" ? 8 : 1]],
    [tag.photometric, 3, [rgb ? 2 : 1]],
    ...(page === 0 ? [[tag.description, 2, text(description)] as const] : []),
    [tag.stripOffsets, 4, [0]],
    [tag.samples, 3, [samples]],
    [tag.rowsPerStrip, 4, [height]],
    [tag.stripBytes, 4, [(pictures[page] as Uint8Array).length]],
    [tag.xResolution, 5, rational(resolution?.[0] ?? 1)],
    [tag.yResolution, 5, rational(resolution?.[1] ?? 1)],
    [tag.resolutionUnit, 3, [1]],
    [tag.software, 2, text(options.software ?? "hyperscope")],
    ...(samples === 4 ? [[tag.extraSamples, 3, [2]] as const] : []),
    [tag.sampleFormat, 3, new Array<number>(samples).fill(format)],
    ...(page === 0 ? axisNotes(options, lead.length > 0) : []),
  ];
  return assemble(pictures, entries, little);
}

/** Units, offsets and scales in DigitalMicrograph's tags, which HyperSpy reads; ImageJ's description holds one unit only. */
function axisNotes(options: EncodeTiffOptions, deep: boolean): Entry[] {
  const { unit, resolution, spacing, origin = [0, 0, 0] } = options;
  if (unit === undefined && resolution === undefined) return [];
  const notes: Entry[] = [];
  const steps = [1 / (resolution?.[0] ?? 1), 1 / (resolution?.[1] ?? 1), spacing ?? 1];
  const units = [unit, options.unitY ?? unit, options.unitZ ?? unit];
  const count = deep && spacing !== undefined ? 3 : 2;
  for (let k = 0; k < count; k++) if (units[k] !== undefined) notes.push([tag.unitsX + k, 2, text(units[k] as string)]);
  for (let k = 0; k < count; k++) {
    const at = -(origin[k] as number) * (steps[k] as number);
    notes.push([tag.offsetX + k, 12, [at === 0 ? 0 : at]]);
  }
  for (let k = 0; k < count; k++) notes.push([tag.scaleX + k, 12, [steps[k] as number]]);
  return notes;
}

function isRgb(a: NDArray, { photometric }: EncodeTiffOptions): boolean {
  const samples = a.shape[a.shape.length - 1];
  const can = a.shape.length >= 3 && (samples === 3 || samples === 4) && (a.dtype === "uint8" || a.dtype === "uint16");
  if (photometric === undefined) return can;
  if (oneOf("photometric", photometric, ["minisblack", "rgb"]) === "rgb" && !can)
    throw coreError(
      "BAD_ARGUMENT",
      `photometric: "rgb" needs uint8 or uint16 and a last axis of 3 or 4, got ${a.dtype} (${a.shape.join(", ")}).`,
    );
  return photometric === "rgb";
}

function oneOf<T>(name: string, value: T, allowed: readonly T[]): T {
  if (allowed.includes(value)) return value;
  throw coreError(
    "BAD_ARGUMENT",
    `${name}: got ${describeValue(value)}, allowed are ${allowed.map(describeValue).join(", ")}.`,
  );
}

function kindOfSamples(a: NDArray): [bits: number, format: number] {
  if (a.dtype === "bool") return [1, 1];
  return [8 * bytesOf(a.dtype), { bool: 1, uint: 1, int: 2, float: 3, complex: 6 }[kindOf(a.dtype)]];
}

function checkFileSize(bytes: number): void {
  if (bytes >= 2 ** 32)
    throw coreError(
      "UNSUPPORTED",
      `tiff: the file would take ${bytes} bytes, a TIFF file holds less than 4 GiB; save as .hspy or .npy.`,
    );
}

function allBytes(a: NDArray, little: boolean): Uint8Array {
  const elements = elementsOf(contiguous(a));
  const bytes = new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength);
  const numberBytes = bytesOf(a.dtype) / (isComplexDType(a.dtype) ? 2 : 1);
  if (numberBytes === 1 || little === isHostLittleEndian()) return bytes;
  const swapped = bytes.slice();
  swapBytes(swapped, numberBytes);
  return swapped;
}

function packRows(bytes: Uint8Array, rows: number, width: number): Uint8Array {
  const rowBytes = Math.ceil(width / 8);
  const packed = new Uint8Array(rows * rowBytes);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < width; x++) {
      const place = y * rowBytes + (x >> 3);
      if (bytes[y * width + x] !== 0) packed[place] = (packed[place] as number) | (128 >> (x & 7));
    }
  return packed;
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(`${value}\0`);
}

/** A number as a fraction of two whole numbers of 32 bits, as near as they come. */
function rational(value: number): [number, number] {
  const most = 2 ** 32 - 1;
  if (value >= most) return [most, 1];
  let [below, above] = [
    [0, 1],
    [1, 0],
  ] as [[number, number], [number, number]];
  let rest = value;
  for (let step = 0; step < 64; step++) {
    const whole = Math.floor(rest);
    const next: [number, number] = [whole * above[0] + below[0], whole * above[1] + below[1]];
    if (next[0] > most || next[1] > most) break;
    [below, above] = [above, next];
    if (above[0] / above[1] === value || rest === whole) break;
    rest = 1 / (rest - whole);
  }
  return above[0] === 0 || above[1] === 0 ? [1, most] : above;
}

const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

function assemble(
  pictures: readonly Uint8Array[],
  entriesOf: (page: number) => Entry[],
  little: boolean,
): Uint8Array<ArrayBuffer> {
  const valueBytes = ([, type, values]: Entry): number =>
    type === 5 ? 8 : values.length * (typeBytes[type] as number);
  const even = (size: number): number => size + (size % 2);
  const pages = pictures.map((picture, k) => {
    const entries = entriesOf(k);
    const outside = entries.reduce((sum, entry) => sum + (valueBytes(entry) > 4 ? even(valueBytes(entry)) : 0), 0);
    return { picture, entries, tagBytes: 2 + 12 * entries.length + 4, outside };
  });
  // Pictures stand one behind the other, as ImageJ likes them.
  const start = 8 + pages.reduce((sum, { tagBytes, outside }) => sum + tagBytes + outside, 0);
  const total = start + pictures.reduce((sum, picture) => sum + picture.length, 0);
  checkFileSize(total);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  bytes.set(little ? [0x49, 0x49, 42, 0] : [0x4d, 0x4d, 0, 42]);
  view.setUint32(4, 8, little);
  let at = 8;
  let place = start;
  pages.forEach(({ picture, entries, tagBytes, outside }, k) => {
    let free = at + tagBytes;
    view.setUint16(at, entries.length, little);
    entries.forEach((entry, i) => {
      const [id, type, values] = entry;
      const where = at + 2 + 12 * i;
      const size = valueBytes(entry);
      view.setUint16(where, id, little);
      view.setUint16(where + 2, type, little);
      view.setUint32(where + 4, type === 5 ? 1 : values.length, little);
      const target = size > 4 ? free : where + 8;
      if (size > 4) {
        view.setUint32(where + 8, free, little);
        free += even(size);
      }
      for (let j = 0; j < values.length; j++) {
        const value = id === tag.stripOffsets ? place : (values[j] as number);
        if (type === 2) bytes[target + j] = value;
        else if (type === 3) view.setUint16(target + 2 * j, value, little);
        else if (type === 12) view.setFloat64(target + 8 * j, value, little);
        else view.setUint32(target + 4 * j, value, little);
      }
    });
    view.setUint32(at + tagBytes - 4, k === pages.length - 1 ? 0 : at + tagBytes + outside, little);
    bytes.set(picture, place);
    place += picture.length;
    at += tagBytes + outside;
  });
  return bytes;
}
