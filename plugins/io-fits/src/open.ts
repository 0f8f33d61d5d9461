import type { NDArray } from "@core/array";
import { checkKind, checkOptions, describeValue } from "@core/array/runtime";
import { asciiTableColumns } from "./ascii-table.js";
import { binTableColumns, type FitsColumn } from "./bin-table.js";
import { textOf } from "./bytes.js";
import { decodeCompressedImage, isCompressedImage } from "./compressed-image.js";
import { checkHdus, fitsError } from "./errors.js";
import { makeExtent } from "./extent.js";
import { isGzip, unpack } from "./gzip.js";
import { blockBytes, type FitsHeader, parseHeader, stringOf } from "./header.js";
import { dataBytes, decodeImage } from "./image.js";

/** The most bytes that a file may make a reader allocate, where the caller sets nothing else: 4 GiB. */
export const defaultMaxBytes: number = 4 * 2 ** 30;

/** What all parts of a FITS file have. */
interface HduBase {
  /** EXTNAME, or PRIMARY for the first part without one. */
  readonly name: string;
  /** EXTVER, 1 unless told. */
  readonly version: number;
  readonly header: FitsHeader;
}

/** An image, or a part without data. */
export interface ImageHdu extends HduBase {
  readonly kind: "image";
  /** Whether it is stored as the table of a compressed image. */
  readonly compressed: boolean;
  /** Physical values, the last axis along NAXIS1; null where there are no data. Decoded when asked for, and kept. */
  readonly data: NDArray | null;
}

/** A table. */
export interface TableHdu extends HduBase {
  readonly kind: "binTable" | "asciiTable";
  readonly columns: readonly FitsColumn[];
  /** The column of a name, whatever its case. */
  column(name: string): FitsColumn;
}

/** A part of a kind that is not read: random groups and extensions of others. */
export interface OtherHdu extends HduBase {
  readonly kind: "other";
}

/** One part of a FITS file: header and data. */
export type FitsHdu = ImageHdu | TableHdu | OtherHdu;

/** What {@link openFits} takes. */
export interface OpenFitsOptions {
  /** The most bytes that one part, or a compressed file, may take unpacked; 4 GiB by default. */
  readonly maxBytes?: number;
}

/**
 * Reads the headers of a FITS file, compressed by gzip or not; data are decoded when they are asked for. What follows the last part is left out.
 * @param bytes the whole file, which must not change while its parts are used
 * @throws BAD_FILE (no FITS file, cut off, broken), BAD_ARGUMENT (maxBytes). Asking for data may throw BAD_FILE and UNSUPPORTED (HCOMPRESS).
 */
export function openFits(bytes: Uint8Array, options: OpenFitsOptions = {}): FitsHdu[] {
  checkKind("openFits", "bytes", bytes, "bytes");
  checkOptions("openFits", options, { maxBytes: "number" });
  const { maxBytes = defaultMaxBytes } = options;
  if (typeof maxBytes !== "number" || !(maxBytes >= 0))
    throw fitsError("BAD_ARGUMENT", `maxBytes: got ${describeValue(maxBytes)}, expected a number from 0.`);
  const file = isGzip(bytes) ? unpack(bytes, maxBytes, makeExtent().isReached) : bytes;
  if (!isFits(file)) throw fitsError("BAD_FILE", 'no FITS file: it does not start with "SIMPLE  =".');
  const hdus: FitsHdu[] = [];
  for (let at = 0; at < file.length; ) {
    if (hdus.length > 0 && textOf(file.subarray(at, at + 8)) !== "XTENSION") break;
    const { header, end } = parseHeader(file, at);
    const length = dataBytes(header, hdus.length);
    if (end + length > file.length)
      throw fitsError(
        "BAD_FILE",
        `part ${hdus.length} has ${length} bytes of data from byte ${end} on, the file ends after ${file.length}. It is cut off or broken.`,
      );
    hdus.push(makeHdu(file, end, header, hdus.length, maxBytes));
    at = end + Math.ceil(length / blockBytes) * blockBytes;
    // Some programs leave out the filling behind the last data; a part of it is a sign of a file that was cut off.
    if (at > file.length && end + length < file.length)
      throw fitsError(
        "BAD_FILE",
        `the file ends after ${file.length} bytes, inside a block that goes to ${at}. It is cut off.`,
      );
  }
  return hdus;
}

/** Whether bytes start as a FITS file does. */
export function isFits(head: Uint8Array): boolean {
  return textOf(head.subarray(0, 9)) === "SIMPLE  =";
}

/**
 * The part of a name (EXTNAME, whatever its case) and version.
 * @throws NOT_FOUND with the names that there are, BAD_ARGUMENT
 */
export function findHdu(hdus: readonly FitsHdu[], name: string, version?: number): FitsHdu {
  checkHdus("findHdu", hdus);
  checkKind("findHdu", "name", name, "string");
  if (version !== undefined) checkKind("findHdu", "version", version, "number");
  const wanted = name.toUpperCase();
  const found = hdus.find(
    (hdu) => hdu.name.toUpperCase() === wanted && (version === undefined || hdu.version === version),
  );
  if (found !== undefined) return found;
  const names = hdus.map((hdu) => (hdu.version === 1 ? hdu.name : `${hdu.name},${hdu.version}`));
  throw fitsError(
    "NOT_FOUND",
    `no part is named ${name}${version === undefined ? "" : `, version ${version}`}; there are ${names.join(", ")}.`,
  );
}

function makeHdu(bytes: Uint8Array, start: number, header: FitsHeader, index: number, maxBytes: number): FitsHdu {
  const version = header.get("EXTVER");
  const base = {
    name: stringOf(header, "EXTNAME", index === 0 ? "PRIMARY" : ""),
    version: typeof version === "number" ? version : 1,
    header,
  };
  const type = index === 0 ? "IMAGE" : stringOf(header, "XTENSION").trim();
  const table = { bytes, start, header, maxBytes };
  if (type === "BINTABLE" && isCompressedImage(header)) {
    const columns = (): Map<string, () => FitsColumn["values"]> =>
      new Map(binTableColumns(table).map((column) => [column.name.toUpperCase(), () => column.values]));
    return withData(base, () => decodeCompressedImage(table, columns()), true);
  }
  if (type === "BINTABLE" || type === "A3DTABLE") return tableHdu("binTable", base, () => binTableColumns(table));
  if (type === "TABLE") return tableHdu("asciiTable", base, () => asciiTableColumns(table));
  if (header.get("GROUPS") === true || (type !== "IMAGE" && type !== "IUEIMAGE")) return { kind: "other", ...base };
  return withData(base, () => decodeImage(bytes, start, header, maxBytes), false);
}

function withData(base: HduBase, decode: () => NDArray | null, compressed: boolean): ImageHdu {
  let kept: NDArray | null | undefined;
  return {
    kind: "image",
    compressed,
    ...base,
    get data() {
      if (kept === undefined) kept = decode();
      return kept;
    },
  };
}

function tableHdu(kind: "binTable" | "asciiTable", base: HduBase, decode: () => FitsColumn[]): TableHdu {
  let kept: FitsColumn[] | undefined;
  const columns = (): FitsColumn[] => {
    kept ??= decode();
    return kept;
  };
  return {
    kind,
    ...base,
    get columns() {
      return columns();
    },
    column(name) {
      checkKind("column", "name", name, "string");
      const found = columns().find((column) => column.name.toUpperCase() === name.toUpperCase());
      if (found !== undefined) return found;
      const names = columns().map((column) => column.name);
      throw fitsError("NOT_FOUND", `no column is named ${name}; there are ${names.join(", ")}.`);
    },
  };
}
