import {
  type ArrayLikeInput,
  asArray,
  astype,
  contiguous,
  type DType,
  elementsOf,
  isComplexDType,
  isNDArray,
  type NDArray,
} from "@core/array";
import { checkKind, checkOptions, describeValue } from "@core/array/runtime";
import { gzipSync } from "fflate";
import { swapToHost } from "./bytes.js";
import { type Card, type CardValue, checkCard } from "./card.js";
import { type ColumnInput, encodeColumns } from "./encode-table.js";
import { fitsError } from "./errors.js";
import { blockBytes, formatHeader } from "./header.js";
import { offsetOf } from "./scaling.js";

/** An entry for a header: a {@link Card}, or keyword, value and comment. */
export type CardInput = Card | readonly [keyword: string, value: CardValue, comment?: string];

/** What all parts to be written may have. */
interface HduInputBase {
  /** EXTNAME */
  readonly name?: string;
  /** EXTVER */
  readonly version?: number;
  /** More entries of the header. Those that describe how data are stored are left out, so the header of a part that was read can be given. */
  readonly cards?: readonly CardInput[];
}

/** An image to be written; null for a part without data. */
export interface ImageInput extends HduInputBase {
  readonly data: ArrayLikeInput | null;
}

/** A binary table to be written. */
export interface TableInput extends HduInputBase {
  readonly columns: readonly ColumnInput[];
}

/** What {@link encodeFits} takes. */
export interface EncodeFitsOptions {
  /** Compresses the file with gzip; false unless told. */
  readonly gzip?: boolean;
}

const bitpix: Partial<Readonly<Record<DType, number>>> = {
  uint8: 8,
  int16: 16,
  int32: 32,
  int64: 64,
  float32: -32,
  float64: -64,
};

const structural =
  /^(SIMPLE|XTENSION|BITPIX|NAXIS\d*|EXTEND|PCOUNT|GCOUNT|GROUPS|BSCALE|BZERO|BLANK|TFIELDS|THEAP|T(BCOL|FORM|TYPE|UNIT|SCAL|ZERO|NULL|DIM|DISP)\d+|Z(IMAGE|CMPTYPE|BITPIX|NAXIS\d*|TILE\d+|NAME\d+|VAL\d+|QUANTIZ|DITHER0|SCALE|ZERO|BLANK|SIMPLE|TENSION|EXTEND|PCOUNT|GCOUNT|HECKSUM|DATASUM)|CHECKSUM|DATASUM|EXTNAME|EXTVER|END)$/;

/**
 * Writes a FITS file: images of any real dtype and number of axes, and binary tables. The first image is the primary part; before a table stands an
 * empty one. Booleans are written as bytes, int8 and the unsigned types with the offset that stands for them.
 * @throws BAD_ARGUMENT, BAD_DTYPE (complex images), BAD_VALUE (keywords and texts that FITS cannot hold), BAD_SHAPE (columns)
 */
export function encodeFits(
  hdus: ImageInput | TableInput | readonly (ImageInput | TableInput)[],
  options: EncodeFitsOptions = {},
): Uint8Array {
  checkOptions("encodeFits", options, { gzip: "boolean" });
  const list = Array.isArray(hdus) ? (hdus as readonly (ImageInput | TableInput)[]) : [hdus as ImageInput | TableInput];
  if (list.length === 0) throw fitsError("BAD_ARGUMENT", "a file needs at least one part: { data } or { columns }.");
  const parts: Uint8Array[] = [];
  if (isTable(list[0])) parts.push(...encodeImage({ data: null }, true));
  list.forEach((hdu, i) => {
    if (isTable(hdu)) parts.push(...encodeTable(hdu));
    else if (typeof hdu === "object" && hdu !== null && "data" in hdu && !isNDArray(hdu))
      parts.push(...encodeImage(hdu, i === 0));
    else throw fitsError("BAD_ARGUMENT", `part ${i}: got ${describeValue(hdu)}, expected { data } or { columns }.`);
  });
  const file = join(parts);
  return options.gzip === true ? gzipSync(file, { mtime: 0 }) : file;
}

function isTable(hdu: ImageInput | TableInput | undefined): hdu is TableInput {
  return typeof hdu === "object" && hdu !== null && "columns" in hdu;
}

function encodeImage(hdu: ImageInput, isPrimary: boolean): Uint8Array[] {
  const array = hdu.data === null ? null : asArray(hdu.data);
  const image = array === null ? null : bytesOf(array);
  const shape = array === null ? [] : array.shape.length === 0 ? [1] : [...array.shape];
  const cards: Card[] = [
    isPrimary ? card("SIMPLE", true, "conforms to FITS standard") : card("XTENSION", "IMAGE", "image extension"),
    card("BITPIX", image?.bitpix ?? 8, "array data type"),
    card("NAXIS", shape.length, "number of array dimensions"),
    ...shape.reverse().map((size, i) => card(`NAXIS${i + 1}`, size)),
    ...(isPrimary
      ? [card("EXTEND", true)]
      : [card("PCOUNT", 0, "number of parameters"), card("GCOUNT", 1, "number of groups")]),
    ...(image?.zero === undefined ? [] : [card("BSCALE", 1), card("BZERO", image.zero)]),
    ...ownCards(hdu),
  ];
  return [formatHeader(cards), ...(image === null ? [] : filled(image.bytes, 0))];
}

function encodeTable(hdu: TableInput): Uint8Array[] {
  const table = encodeColumns(hdu.columns);
  const cards: Card[] = [
    card("XTENSION", "BINTABLE", "binary table extension"),
    card("BITPIX", 8, "array data type"),
    card("NAXIS", 2, "number of array dimensions"),
    card("NAXIS1", table.rowBytes, "length of dimension 1"),
    card("NAXIS2", table.rows, "length of dimension 2"),
    card("PCOUNT", table.heapBytes, "number of group parameters"),
    card("GCOUNT", 1, "number of groups"),
    card("TFIELDS", hdu.columns.length, "number of table fields"),
    ...table.cards,
    ...ownCards(hdu),
  ];
  return [formatHeader(cards), ...filled(table.bytes, 0)];
}

function ownCards(hdu: HduInputBase): Card[] {
  if (hdu.name !== undefined) checkKind("encodeFits", "name", hdu.name, "string");
  if (hdu.version !== undefined) checkKind("encodeFits", "version", hdu.version, "number");
  const { cards = [] } = hdu;
  if (!Array.isArray(cards))
    throw fitsError("BAD_ARGUMENT", `cards: got ${describeValue(cards)}, expected a list of cards.`);
  const given = (cards as readonly CardInput[]).map(
    (one): Card =>
      Array.isArray(one)
        ? { keyword: one[0] as string, value: one[1] as CardValue, comment: (one[2] as string | undefined) ?? "" }
        : (one as Card),
  );
  given.forEach(checkCard);
  return [
    ...(hdu.name === undefined ? [] : [card("EXTNAME", hdu.name, "extension name")]),
    ...(hdu.version === undefined ? [] : [card("EXTVER", hdu.version, "extension version")]),
    ...given.filter(({ keyword }) => !structural.test(keyword)),
  ];
}

/** A header entry. */
function card(keyword: string, value: CardValue, comment = ""): Card {
  return { keyword, value, comment };
}

/** The elements of an array as FITS stores them. */
export function bytesOf(array: NDArray): {
  readonly bytes: Uint8Array;
  readonly bitpix: number;
  readonly dtype: DType;
  readonly zero: number | bigint | undefined;
} {
  if (array.device !== undefined) throw fitsError("BAD_ARGUMENT", "the data are on a device: await toHost() first.");
  if (isComplexDType(array.dtype))
    throw fitsError("BAD_DTYPE", `FITS has no ${array.dtype} images: write real and imaginary part, or a table.`);
  const offset = offsetOf(array.dtype);
  const dtype = offset?.stored ?? (array.dtype === "bool" ? "uint8" : array.dtype);
  const elements = elementsOf(contiguous(array.dtype === "bool" ? astype(array, "uint8") : array));
  const bytes = new Uint8Array(elements.byteLength);
  bytes.set(new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength));
  const width = elements.BYTES_PER_ELEMENT;
  swapToHost(bytes, width);
  if (offset !== undefined) for (let i = 0; i < bytes.length; i += width) bytes[i] = (bytes[i] as number) ^ 0x80;
  const zero = offset === undefined ? undefined : offset.zero > 2n ** 53n ? offset.zero : Number(offset.zero);
  return { bytes, bitpix: bitpix[dtype] as number, dtype, zero };
}

/** Data and what fills their last block. */
function filled(bytes: Uint8Array, filling: number): Uint8Array[] {
  const rest = (blockBytes - (bytes.length % blockBytes)) % blockBytes;
  return [bytes, new Uint8Array(rest).fill(filling)];
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
