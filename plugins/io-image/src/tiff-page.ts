import { type DType, fromData, type NDArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import { badFile, isHostLittleEndian, swapBytes } from "./bytes.js";
import { checkCompression, unpack } from "./tiff-compression.js";
import { addBigDifferences, addDifferences, checkPredictor, joinFloats } from "./tiff-predictor.js";
import { numberOf, numbersOf, type Tags, type TiffFile, tag } from "./tiff-tags.js";

/** How the picture of a page is stored. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  readonly bits: number;
  readonly dtype: DType;
  /** Bytes of the picture in memory. */
  readonly bytes: number;
  /** Whether samples stand in planes of their own. */
  readonly planar: boolean;
  readonly compression: number;
  readonly predictor: number;
  readonly half: boolean;
  readonly reversedBits: boolean;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly offsets: readonly number[];
  readonly lengths: readonly number[];
}

const dtypes: Readonly<Record<string, DType>> = {
  "1 1": "bool",
  "1 8": "uint8",
  "1 16": "uint16",
  "1 32": "uint32",
  "1 64": "uint64",
  "2 8": "int8",
  "2 16": "int16",
  "2 32": "int32",
  "2 64": "int64",
  "3 16": "float32",
  "3 32": "float32",
  "3 64": "float64",
  "6 64": "complex64",
  "6 128": "complex128",
};

/**
 * How the picture of a page is stored.
 * @throws BAD_FILE, UNSUPPORTED
 */
export function layoutOf(tags: Tags, fileBytes: number): Layout {
  const [width, height] = [numberOf(tags, tag.width), numberOf(tags, tag.height)];
  const samples = numberOf(tags, tag.samples, 1);
  if (!(width > 0 && height > 0 && samples > 0 && samples <= 65535))
    throw badFile(`tiff: the picture is ${width} × ${height} with ${samples} samples.`);
  const allBits = numbersOf(tags, tag.bits, [1]);
  const bits = allBits[0] as number;
  const formats = numbersOf(tags, tag.sampleFormat, [1]);
  // 4 is "undefined"; files that say so hold unsigned numbers.
  const format = formats[0] === 4 ? 1 : (formats[0] as number);
  const dtype = dtypes[`${format} ${bits}`] ?? (format === 1 && (bits === 2 || bits === 4) ? "uint8" : undefined);
  if (dtype === undefined || allBits.some((one) => one !== bits) || formats.some((one) => one !== formats[0]))
    throw coreError("UNSUPPORTED", `tiff: samples of ${allBits.join(", ")} bits in format ${formats.join(", ")}.`);
  const photometric = numberOf(tags, tag.photometric, 1);
  if (photometric === 6 || photometric === 8 || photometric === 9)
    throw coreError(
      "UNSUPPORTED",
      `tiff: colours as ${photometric === 6 ? "YCbCr" : "CIE L*a*b*"}; supported are grey, palettes and RGB.`,
    );
  const compression = numberOf(tags, tag.compression, 1);
  checkCompression(compression);
  const predictor = numberOf(tags, tag.predictor, 1);
  checkPredictor(predictor, format === 3, bits);
  const planar = numberOf(tags, tag.planar, 1) === 2 && samples > 1;
  const tiled = tags.has(tag.tileWidth);
  const tileWidth = tiled ? numberOf(tags, tag.tileWidth) : width;
  const tileHeight = tiled
    ? numberOf(tags, tag.tileHeight)
    : Math.min(height, numberOf(tags, tag.rowsPerStrip, height));
  if (!(tileWidth > 0 && tileHeight > 0)) throw badFile(`tiff: tiles of ${tileWidth} × ${tileHeight}.`);
  const offsets = numbersOf(tags, tiled ? tag.tileOffsets : tag.stripOffsets);
  const count = Math.ceil(width / tileWidth) * Math.ceil(height / tileHeight) * (planar ? samples : 1);
  if (offsets.length < count)
    throw badFile(`tiff: the picture has ${offsets.length} strips or tiles, expected ${count}.`);
  const known = tags.get(tiled ? tag.tileBytes : tag.stripBytes);
  const lengths =
    typeof known === "object" && known.length >= count
      ? known
      : offsets.map((offset, k) => (compression === 1 ? fileBytes : (offsets[k + 1] ?? fileBytes)) - offset);
  const half = format === 3 && bits === 16;
  const elementBytes = half ? 4 : Math.max(1, bits / 8);
  return {
    width,
    height,
    samples,
    bits,
    dtype,
    bytes: width * height * samples * elementBytes,
    planar,
    compression,
    predictor,
    half,
    reversedBits: numberOf(tags, tag.fillOrder, 1) === 2,
    tileWidth,
    tileHeight,
    offsets,
    lengths,
  };
}

/** The picture of a page: (height, width) or (height, width, samples). */
export function readPage(file: TiffFile, layout: Layout): NDArray {
  const { width, height, samples, bits, planar, tileWidth, tileHeight } = layout;
  const packedBits = bits < 8;
  const numberBytes = packedBits ? 1 : bits / 8;
  const planes = planar ? samples : 1;
  const perPixel = (planar ? 1 : samples) * numberBytes;
  checkPlausible(file, layout);
  const target = new Uint8Array(width * height * samples * numberBytes);
  const [across, down] = [Math.ceil(width / tileWidth), Math.ceil(height / tileHeight)];
  for (let plane = 0; plane < planes; plane++)
    for (let row = 0; row < down; row++)
      for (let column = 0; column < across; column++) {
        const strips = across === 1 && tileWidth === width;
        const rows = strips ? Math.min(tileHeight, height - row * tileHeight) : tileHeight;
        const tile = readTile(file, layout, (plane * down + row) * across + column, rows);
        const copied = Math.min(tileWidth, width - column * tileWidth) * perPixel;
        for (let y = 0; y < Math.min(rows, height - row * tileHeight); y++) {
          const to = ((plane * height + row * tileHeight + y) * width + column * tileWidth) * perPixel;
          target.set(tile.subarray(y * tileWidth * perPixel, y * tileWidth * perPixel + copied), to);
        }
      }
  const data = elementsOf(target, layout);
  if (planar) {
    const array = fromData(data as Uint8Array, [samples, height, width], { dtype: layout.dtype as "uint8" }) as NDArray;
    return array.transpose([1, 2, 0]).copy();
  }
  return fromData(data as Uint8Array, samples === 1 ? [height, width] : [height, width, samples], {
    dtype: layout.dtype as "uint8",
  }) as NDArray;
}

/** A picture that is far larger than its strips can be is refused before memory is taken for it. */
function checkPlausible({ bytes }: TiffFile, layout: Layout): void {
  const stored = layout.lengths.reduce((sum, length) => sum + Math.max(0, Math.min(length, bytes.length)), 0);
  checkGrowth(stored, layout, layout.bytes);
}

/** @throws BAD_FILE when so many bytes of pictures cannot come from what is stored, unpacked at its best */
export function checkGrowth(stored: number, { compression, bits }: Layout, size: number): void {
  const growth = (compression === 1 ? 1 : compression === 5 ? 4096 : 1032) * Math.max(1, 8 / bits) * 2;
  if (size > stored * growth + 1024) throw badFile(`tiff: ${stored} bytes cannot hold pictures of ${size}.`);
}

/** One strip or tile as bytes in the order of this machine, one byte for each sample of less than 8 bits. */
function readTile(file: TiffFile, layout: Layout, index: number, rows: number): Uint8Array {
  const { samples, bits, planar, tileWidth, compression, predictor, reversedBits } = layout;
  const offset = layout.offsets[index] as number;
  const length = layout.lengths[index] as number;
  const perRow = tileWidth * (planar ? 1 : samples);
  const rowBytes = Math.ceil((perRow * bits) / 8);
  if (!(offset >= 0 && length >= 0 && offset + length <= file.bytes.length))
    throw badFile(`tiff: strip ${index} ends at byte ${offset + length}, the file after ${file.bytes.length}.`);
  // Files with a single strip of unknown length, and sparse tiles.
  if (offset === 0 && length === 0) return new Uint8Array(rows * (bits < 8 ? perRow : rowBytes));
  let packed = file.bytes.subarray(offset, offset + length);
  if (reversedBits) packed = packed.map(reverseBits);
  const data = unpack(packed, compression, rows * rowBytes);
  if (bits < 8) return spreadBits(data, rows, perRow, rowBytes, bits);
  const complex = layout.dtype.startsWith("complex");
  const numberBytes = bits / 8 / (complex ? 2 : 1);
  const step = planar ? 1 : samples;
  if (predictor === 3) {
    const joined = joinFloats(data, rowBytes, step, numberBytes);
    if (isHostLittleEndian()) swapBytes(joined, numberBytes);
    return joined;
  }
  if (numberBytes > 1 && file.littleEndian !== isHostLittleEndian()) swapBytes(data, numberBytes);
  if (predictor === 2) {
    if (numberBytes === 1) addDifferences(data, perRow, step);
    else if (numberBytes === 2) addDifferences(new Uint16Array(data.buffer), perRow, step);
    else if (numberBytes === 4) addDifferences(new Uint32Array(data.buffer), perRow, step);
    else addBigDifferences(new BigUint64Array(data.buffer), perRow, step);
  }
  return data;
}

function reverseBits(byte: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 8; bit++) reversed |= ((byte >> bit) & 1) << (7 - bit);
  return reversed;
}

function spreadBits(data: Uint8Array, rows: number, perRow: number, rowBytes: number, bits: number): Uint8Array {
  const target = new Uint8Array(rows * perRow);
  const mask = 2 ** bits - 1;
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < perRow; x++) {
      const bit = x * bits;
      target[y * perRow + x] = ((data[y * rowBytes + (bit >> 3)] as number) >> (8 - bits - (bit & 7))) & mask;
    }
  return target;
}

function elementsOf(bytes: Uint8Array, { dtype, half }: Layout): unknown {
  const { buffer } = bytes;
  if (half) return expandHalf(new Uint16Array(buffer));
  switch (dtype) {
    case "int8":
      return new Int8Array(buffer);
    case "uint16":
      return new Uint16Array(buffer);
    case "int16":
      return new Int16Array(buffer);
    case "uint32":
      return new Uint32Array(buffer);
    case "int32":
      return new Int32Array(buffer);
    case "uint64":
      return new BigUint64Array(buffer);
    case "int64":
      return new BigInt64Array(buffer);
    case "float32":
    case "complex64":
      return new Float32Array(buffer);
    case "float64":
    case "complex128":
      return new Float64Array(buffer);
    default:
      return bytes;
  }
}

/** IEEE 754 half precision to single precision, exactly. */
function expandHalf(half: Uint16Array): Float32Array {
  const single = new Float32Array(half.length);
  for (let i = 0; i < half.length; i++) {
    const value = half[i] as number;
    const sign = (value & 0x8000) === 0 ? 1 : -1;
    const exponent = (value >>> 10) & 31;
    const fraction = value & 1023;
    if (exponent === 31) single[i] = fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    else single[i] = sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
  }
  return single;
}
