import { coreError } from "@core/array/runtime";
import { badFile } from "./bytes.js";
import { crc32 } from "./crc32.js";
import { isPng, pngSignature } from "./sniff.js";

/** What a PNG file says about its picture. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha. */
  readonly colour: number;
  readonly interlaced: boolean;
  /** Samples of a pixel in the file. */
  readonly samples: number;
}

/** The chunks that matter. */
export interface PngFile {
  readonly header: PngHeader;
  /** Triples of red, green, blue. */
  readonly palette: Uint8Array | undefined;
  /** For a palette, the alpha of its first entries. */
  readonly alpha: Uint8Array | undefined;
  readonly data: readonly Uint8Array[];
}

const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * Finds the chunks of a PNG file and compares their checksums.
 * @throws BAD_FILE
 */
export function parsePng(bytes: Uint8Array): PngFile {
  if (!isPng(bytes)) throw badFile("png: the file does not start as a PNG file does.");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: PngHeader | undefined;
  let palette: Uint8Array | undefined;
  let alpha: Uint8Array | undefined;
  const data: Uint8Array[] = [];
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) throw badFile(`png: the file ends after ${bytes.length} bytes without an end mark.`);
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (length > bytes.length - at - 12)
      throw badFile(
        `png: chunk ${JSON.stringify(type)} has ${length} bytes, the file has ${bytes.length - at - 12} more.`,
      );
    const body = bytes.subarray(at + 8, at + 8 + length);
    const critical = ((bytes[at + 4] as number) & 0x20) === 0;
    if (
      (critical || type === "tRNS") &&
      crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length)
    )
      throw badFile(`png: the checksum of chunk ${JSON.stringify(type)} is wrong.`);
    if ((header === undefined) !== (type === "IHDR"))
      throw badFile("png: the header (IHDR) must stand first, and once.");
    if (type === "IHDR") header = parseHeader(body);
    else if (type === "PLTE") palette = checkPalette(body, palette);
    else if (type === "tRNS") alpha = body;
    else if (type === "IDAT") data.push(body);
    else if (type === "IEND") break;
    else if (critical) throw badFile(`png: unknown chunk ${JSON.stringify(type)}.`);
    at += 12 + length;
  }
  if (header === undefined) throw badFile("png: the header (IHDR) is missing.");
  if (header.colour === 3 && palette === undefined) throw badFile("png: the palette is missing.");
  return { header, palette, alpha: header.colour === 3 ? alpha : undefined, data };
}

function parseHeader(body: Uint8Array): PngHeader {
  if (body.length !== 13) throw badFile(`png: the header has ${body.length} bytes, expected 13.`);
  const view = new DataView(body.buffer, body.byteOffset, 13);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, colour, compression, filter, interlace] = body.subarray(8) as unknown as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (width === 0 || height === 0 || width >= 2 ** 31 || height >= 2 ** 31)
    throw badFile(`png: the picture is ${width} × ${height}.`);
  if (depths[colour]?.includes(depth) !== true) throw badFile(`png: colour type ${colour} with ${depth} bits.`);
  if (compression !== 0 || filter !== 0 || interlace > 1)
    throw badFile(`png: compression ${compression}, filter ${filter}, interlace ${interlace}.`);
  return { width, height, depth, colour, interlaced: interlace === 1, samples: samples[colour] as number };
}

function checkPalette(body: Uint8Array, before: Uint8Array | undefined): Uint8Array {
  if (before !== undefined || body.length === 0 || body.length % 3 !== 0 || body.length > 768)
    throw badFile(`png: the palette has ${body.length} bytes, expected one of up to 256 colours.`);
  return body;
}

/** The four bytes of a whole number, high byte first. */
export function bigEndian(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

/** The bytes of a PNG file made of chunks. */
export function joinChunks(chunks: readonly (readonly [type: string, body: Uint8Array])[]): Uint8Array<ArrayBuffer> {
  const total = chunks.reduce((sum, [, body]) => sum + 12 + body.length, 8);
  if (total > 2 ** 32) throw coreError("UNSUPPORTED", `png: the file would take ${total} bytes.`);
  const bytes = new Uint8Array(total);
  bytes.set(pngSignature);
  let at = 8;
  for (const [type, body] of chunks) {
    bytes.set(bigEndian(body.length), at);
    for (let i = 0; i < 4; i++) bytes[at + 4 + i] = type.charCodeAt(i);
    bytes.set(body, at + 8);
    bytes.set(bigEndian(crc32(bytes.subarray(at + 4, at + 8 + body.length))), at + 8 + body.length);
    at += 12 + body.length;
  }
  return bytes;
}
