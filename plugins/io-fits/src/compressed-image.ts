import { type DType, fromData, makeData, type NDArray, type TypedArray } from "@core/array";
import { type ColumnValues, listBytes, type TableBytes, tableLayout } from "./bin-table.js";
import { swapToHost } from "./bytes.js";
import { type ColumnFormat, parseColumnFormat } from "./column-format.js";
import { fitsError } from "./errors.js";
import { unpack } from "./gzip.js";
import { type FitsHeader, numberOf, stringOf, wholeNumber } from "./header.js";
import { checkBytes, imageScaling, imageShape, storedDType } from "./image.js";
import { unpackPlio } from "./plio.js";
import { unpackRice } from "./rice.js";
import { applyScaling } from "./scaling.js";

/** Whether a table holds a compressed image. */
export function isCompressedImage(header: FitsHeader): boolean {
  return header.get("ZIMAGE") === true;
}

interface TileColumn {
  readonly format: ColumnFormat;
  readonly place: number;
}

/**
 * The physical values of an image that is stored compressed, tile by tile: RICE_1, GZIP_1, GZIP_2, PLIO_1 or NOCOMPRESS, floats quantised or not, with or
 * without subtractive dithering (FITS standard 4.0, section 10).
 * @param columns values of the table's columns, for scales and zeros of tiles
 * @throws UNSUPPORTED for HCOMPRESS_1 and unknown schemes, BAD_FILE
 */
export function decodeCompressedImage(table: TableBytes, columns: ReadonlyMap<string, () => ColumnValues>): NDArray {
  const { header, maxBytes } = table;
  const shape = imageShape(header, "Z");
  const bitpix = wholeNumber(header, "ZBITPIX", -64, 64);
  const stored = storedDType(bitpix);
  const size = shape.reduce((product, length) => product * length, 1);
  checkBytes(2 * size * (Math.abs(bitpix) / 8), maxBytes);
  const tileShape = shape.map((length, i) =>
    wholeNumber(
      header,
      `ZTILE${shape.length - i}`,
      1,
      Number.MAX_SAFE_INTEGER,
      i === shape.length - 1 ? Math.max(1, length) : 1,
    ),
  );
  const counts = shape.map((length, i) => Math.ceil(length / (tileShape[i] as number)));
  const tiles = counts.reduce((product, count) => product * count, 1);
  const layout = tableLayout(table);
  if (layout.rows < tiles) throw fitsError("BAD_FILE", `the image has ${tiles} tiles, its table ${layout.rows} rows.`);
  const places = tileColumns(header);
  const scheme = stringOf(header, "ZCMPTYPE");
  const quantized = quantization(header, columns);
  const data = makeData(stored, size);
  for (let tile = 0; tile < tiles; tile++) {
    const origin = counts.map(
      (_, axis) => (Math.floor(tile / after(counts, axis)) % (counts[axis] as number)) * (tileShape[axis] as number),
    );
    const extent = origin.map((start, axis) => Math.min(tileShape[axis] as number, (shape[axis] as number) - start));
    const length = extent.reduce((product, one) => product * one, 1);
    const part = (name: string): Uint8Array => {
      const column = places.get(name);
      return column === undefined ? new Uint8Array(0) : listBytes(layout, column.format, column.place, tile).part;
    };
    const packed = part("COMPRESSED_DATA");
    let values: TypedArray;
    if (packed.length > 0) {
      const isQuantized = bitpix < 0 && quantized !== undefined;
      const whole = unpackTile(packed, scheme, header, isQuantized ? "int32" : stored, length);
      values = isQuantized ? quantized.unquantize(whole, tile) : whole;
    } else {
      const raw = part("GZIP_COMPRESSED_DATA");
      const bytes = raw.length > 0 ? unpack(raw, length * 8 + 64) : part("UNCOMPRESSED_DATA");
      values = bytes.length === 0 && length === 0 ? makeData(stored, 0) : numbersOf(bytes, stored, length);
    }
    placeTile(data, values, shape, origin, extent);
  }
  const scaling = imageScaling(header, bitpix);
  const scaled = applyScaling(data, stored, scaling);
  return fromData(scaled as Float64Array, shape) as NDArray;
}

function after(counts: readonly number[], axis: number): number {
  return counts.slice(axis + 1).reduce((product, count) => product * count, 1);
}

function tileColumns(header: FitsHeader): Map<string, TileColumn> {
  const found = new Map<string, TileColumn>();
  let place = 0;
  for (let i = 1; i <= wholeNumber(header, "TFIELDS", 0, 999); i++) {
    const format = parseColumnFormat(`TFORM${i}`, stringOf(header, `TFORM${i}`));
    found.set(stringOf(header, `TTYPE${i}`).toUpperCase(), { format, place });
    place += format.bytes;
  }
  if (place > wholeNumber(header, "NAXIS1", 0, Number.MAX_SAFE_INTEGER))
    throw fitsError("BAD_FILE", "the columns of the compressed image take more than a row (NAXIS1).");
  return found;
}

function unpackTile(packed: Uint8Array, scheme: string, header: FitsHeader, dtype: DType, length: number): TypedArray {
  const width = makeData(dtype, 1).byteLength;
  switch (scheme) {
    case "RICE_1":
    case "RICE_ONE": {
      const parameters = compressionParameters(header);
      const bytes = parameters.get("BYTEPIX") ?? Math.min(width, 4);
      if (bytes !== 1 && bytes !== 2 && bytes !== 4)
        throw fitsError("BAD_FILE", `BYTEPIX is ${bytes}, expected 1, 2 or 4.`);
      const block = parameters.get("BLOCKSIZE") ?? 32;
      if (!(block >= 1 && block <= 65_536)) throw fitsError("BAD_FILE", `BLOCKSIZE is ${block}, expected 16 or 32.`);
      return convert(unpackRice(packed, length, block, bytes), dtype);
    }
    case "PLIO_1":
      return convert(unpackPlio(packed, length), dtype);
    case "GZIP_1":
      return numbersOf(unpack(packed, length * width + 64), dtype, length);
    case "GZIP_2":
      return numbersOf(unshuffle(unpack(packed, length * width + 64), width), dtype, length);
    case "NOCOMPRESS":
      return numbersOf(packed, dtype, length);
    default:
      throw fitsError(
        "UNSUPPORTED",
        `the image is compressed by ${scheme || "an unnamed scheme"}; RICE_1, GZIP_1, GZIP_2 and PLIO_1 are read. Unpack it with funpack first.`,
      );
  }
}

function compressionParameters(header: FitsHeader): Map<string, number> {
  const found = new Map<string, number>();
  for (let i = 1; header.has(`ZNAME${i}`) && i < 100; i++)
    found.set(stringOf(header, `ZNAME${i}`), numberOf(header, `ZVAL${i}`, Number.NaN));
  return found;
}

function convert(values: Int32Array, dtype: DType): TypedArray {
  const data = makeData(dtype, values.length);
  if (data instanceof BigInt64Array) for (let i = 0; i < values.length; i++) data[i] = BigInt(values[i] as number);
  else (data as Int32Array).set(values);
  return data;
}

function numbersOf(bytes: Uint8Array, dtype: DType, length: number): TypedArray {
  const data = makeData(dtype, length);
  if (bytes.length < data.byteLength)
    throw fitsError("BAD_FILE", `a tile has ${bytes.length} bytes, expected ${data.byteLength}.`);
  const target = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  target.set(bytes.subarray(0, data.byteLength));
  swapToHost(target, data.BYTES_PER_ELEMENT);
  return data;
}

/** The bytes of numbers that were stored by significance: all first bytes, all second ones, … */
function unshuffle(bytes: Uint8Array, width: number): Uint8Array {
  const count = Math.floor(bytes.length / width);
  const result = new Uint8Array(count * width);
  for (let part = 0; part < width; part++)
    for (let i = 0; i < count; i++) result[i * width + part] = bytes[part * count + i] as number;
  return result;
}

function placeTile(
  data: TypedArray,
  values: TypedArray,
  shape: readonly number[],
  origin: readonly number[],
  extent: readonly number[],
): void {
  const width = extent.at(-1) ?? 1;
  const rows = extent.slice(0, -1).reduce((product, one) => product * one, 1);
  for (let row = 0; row < rows; row++) {
    let rest = row;
    let at = 0;
    let stride = shape.at(-1) ?? 1;
    for (let axis = shape.length - 2; axis >= 0; axis--) {
      const length = extent[axis] as number;
      at += ((origin[axis] as number) + (rest % length)) * stride;
      rest = Math.floor(rest / length);
      stride *= shape[axis] as number;
    }
    (data as Float64Array).set(
      (values as Float64Array).subarray(row * width, (row + 1) * width),
      at + (origin.at(-1) ?? 0),
    );
  }
}

interface Quantization {
  unquantize(values: TypedArray, tile: number): Float64Array;
}

const randomCount = 10_000;

/** How whole numbers of tiles become floats; undefined where the floats are stored as they are. */
function quantization(header: FitsHeader, columns: ReadonlyMap<string, () => ColumnValues>): Quantization | undefined {
  const perTile = (name: string): ((tile: number) => number) | undefined => {
    const column = columns.get(name);
    if (column !== undefined) {
      const values = column() as NDArray;
      return (tile) => Number(values.get(tile));
    }
    return header.has(name) ? () => numberOf(header, name, 0) : undefined;
  };
  const [scaleOf, zeroOf] = [perTile("ZSCALE"), perTile("ZZERO")];
  if (scaleOf === undefined || zeroOf === undefined) return undefined;
  const blankOf = perTile("ZBLANK");
  const method = stringOf(header, "ZQUANTIZ", "NO_DITHER");
  const isDithered = method.startsWith("SUBTRACTIVE_DITHER");
  const random = isDithered ? randomNumbers() : new Float64Array(0);
  const seed = numberOf(header, "ZDITHER0", 1);
  return {
    unquantize(values, tile) {
      const [scale, zero, blank] = [scaleOf(tile), zeroOf(tile), blankOf?.(tile)];
      const result = new Float64Array(values.length);
      let start = (((tile + seed - 1) % randomCount) + randomCount) % randomCount;
      let next = Math.floor((random[start] ?? 0) * 500);
      for (let i = 0; i < result.length; i++) {
        const value = Number(values[i]);
        const dither = isDithered ? 0.5 - (random[next] as number) : 0;
        if (value === blank) result[i] = Number.NaN;
        else if (method === "SUBTRACTIVE_DITHER_2" && value === -2147483646) result[i] = 0;
        else result[i] = (value + dither) * scale + zero;
        if (++next < randomCount) continue;
        start = (start + 1) % randomCount;
        next = Math.floor((random[start] ?? 0) * 500);
      }
      return result;
    },
  };
}

/** The random numbers of the standard: S. Park, K. Miller, CACM 31 (1988) 1192, doi:10.1145/63039.63042, from seed 1. */
function randomNumbers(): Float64Array {
  let seed = 1;
  return Float64Array.from({ length: randomCount }, () => {
    seed = (16807 * seed) % 2147483647;
    return seed / 2147483647;
  });
}
