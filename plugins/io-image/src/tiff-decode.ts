import {
  type DataOf,
  type DType,
  fromData,
  isComplexDType,
  makeData,
  type NDArray,
  reshape,
  sizeOf,
} from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import { checkInput, checkSize, type DecodeOptions } from "./bytes.js";
import { type ImageJDescription, parseImageJ } from "./imagej.js";
import { checkGrowth, type Layout, layoutOf, readPage } from "./tiff-page.js";
import { numberOf, parseTiff, type Tags, type TiffFile, tag, textOf } from "./tiff-tags.js";

/** What {@link decodeTiff} takes. */
export interface DecodeTiffOptions extends DecodeOptions {
  /** The page to read; by default all pages whose pictures are like the first one. */
  readonly page?: number;
}

/** The calibration of an axis, as far as it is noted. */
export interface AxisNote {
  readonly scale: number | undefined;
  readonly offset: number | undefined;
  readonly units: string | undefined;
}

/** A stack of pictures and what the file says about it. */
export interface TiffStack {
  /** (…, height, width) or (…, height, width, samples). */
  readonly data: NDArray;
  readonly imageJ: ImageJDescription | undefined;
  /** How many axes stand before the height. */
  readonly lead: number;
  /** Pixels per unit along x and y. */
  readonly resolution: readonly [number, number] | undefined;
  readonly resolutionUnit: "inch" | "cm" | undefined;
  /** What DigitalMicrograph or HyperSpy noted of each axis. */
  readonly gatan: Readonly<Record<"x" | "y" | "z", AxisNote>>;
  readonly description: string;
  readonly software: string;
}

/**
 * The pictures of a TIFF or BigTIFF file: one as (height, width) or (height, width, samples), several as (n, height, width[, samples]);
 * ImageJ's hyperstacks and the shapes that tifffile notes give more axes. Numbers are given as they are stored: palettes as numbers of
 * colours, 1-bit pictures as booleans whichever is black. uint8 to uint64, int8 to int64, float16 (as float32), float32, float64,
 * complex64, complex128; no compression, LZW, deflate, PackBits, with predictors 2 and 3; strips, tiles and planes.
 * Format: Adobe, TIFF revision 6.
 * @throws BAD_FILE for a broken file or one that needs more than `maxBytes`, UNSUPPORTED for other compressions, colours and samples,
 * BAD_ARGUMENT for an option, such as a page that is not there
 */
export function decodeTiff(bytes: Uint8Array, options: DecodeTiffOptions = {}): NDArray {
  return decodeTiffStack(bytes, options).data;
}

/** The pictures of a TIFF file with what it says about them. */
export function decodeTiffStack(bytes: Uint8Array, options: DecodeTiffOptions = {}): TiffStack {
  const maxBytes = checkInput("decodeTiff", bytes, options, { page: "number", maxBytes: "number" });
  const file = parseTiff(bytes);
  const { page } = options;
  if (page !== undefined && file.pages[page] === undefined)
    throw coreError(
      "BAD_ARGUMENT",
      `page: got ${describeValue(page)}, the file has pages 0 to ${file.pages.length - 1}.`,
    );
  const first = file.pages[page ?? 0] as Tags;
  const layout = layoutOf(first, bytes.length);
  const description = textOf(first, tag.description);
  const imageJ = parseImageJ(description);
  const virtual = page === undefined ? virtualPages(file, layout, imageJ) : undefined;
  const layouts = virtual ?? (page === undefined ? alike(file, layout) : [layout]);
  checkSize(layouts.length * layout.bytes, maxBytes, "tiff");
  checkGrowth(bytes.length, layout, layouts.length * layout.bytes);
  const data = stack(file, layouts);
  const shape = page === undefined ? leadShape(layouts.length, data, description, imageJ) : [];
  const own = data.shape.slice(1);
  return {
    data: reshape(data, [...shape, ...own]),
    imageJ: page === undefined ? imageJ : undefined,
    lead: shape.length,
    resolution: resolutionOf(first),
    resolutionUnit: ([undefined, undefined, "inch", "cm"] as const)[numberOf(first, tag.resolutionUnit, 2)],
    gatan: {
      x: noteOf(first, tag.scaleX, tag.offsetX, tag.unitsX),
      y: noteOf(first, tag.scaleY, tag.offsetY, tag.unitsY),
      z: noteOf(first, tag.scaleZ, tag.offsetZ, tag.unitsZ),
    },
    description,
    software: textOf(first, tag.software),
  };
}

function alike(file: TiffFile, first: Layout): Layout[] {
  const list = [first];
  for (const tags of file.pages.slice(1)) {
    // A page that says it is a smaller copy of another.
    if ((numberOf(tags, tag.subfileType, 0) & 1) === 1 || !tags.has(tag.width)) continue;
    if (numberOf(tags, tag.width) !== first.width || numberOf(tags, tag.height) !== first.height) continue;
    const layout = layoutOf(tags, file.bytes.length);
    if (layout.samples === first.samples && layout.dtype === first.dtype && layout.bits === first.bits)
      list.push(layout);
  }
  return list;
}

/** ImageJ writes one page only for stacks of more than 4 GiB; the pictures stand one behind the other. */
function virtualPages(file: TiffFile, layout: Layout, imageJ: ImageJDescription | undefined): Layout[] | undefined {
  const count = imageJ?.images ?? 1;
  if (count < 2 || file.pages.length > 1 || layout.compression !== 1 || layout.planar || layout.half) return undefined;
  const start = layout.offsets[0] as number;
  if (layout.tileWidth !== layout.width || start + count * layout.bytes > file.bytes.length) return undefined;
  return Array.from({ length: count }, (_, k) => ({
    ...layout,
    tileHeight: layout.height,
    offsets: [start + k * layout.bytes],
    lengths: [layout.bytes],
  }));
}

function stack(file: TiffFile, layouts: readonly Layout[]): NDArray {
  const pictures = layouts.length === 1 ? readPage(file, layouts[0] as Layout) : undefined;
  if (pictures !== undefined) return reshape(pictures, [1, ...pictures.shape]);
  const { width, height, samples, dtype } = layouts[0] as Layout;
  const shape = [layouts.length, height, width, ...(samples === 1 ? [] : [samples])];
  const data = makeData(dtype, sizeOf(shape)) as Uint8Array;
  const length = height * width * samples * (isComplexDType(dtype) ? 2 : 1);
  for (const [k, layout] of layouts.entries()) data.set(readPage(file, layout).data as Uint8Array, k * length);
  return fromData(data as DataOf<DType>, shape, { dtype }) as NDArray;
}

/** The axes before the height: what ImageJ or tifffile wrote, else the number of pages unless there is one. */
function leadShape(
  count: number,
  data: NDArray,
  description: string,
  imageJ: ImageJDescription | undefined,
): readonly number[] {
  if (imageJ !== undefined && imageJ.images === count) return imageJ.axes.map(({ size }) => size);
  const noted = /^\{"shape": \[([0-9, ]+)\]/.exec(description)?.[1]?.split(",").map(Number);
  if (noted !== undefined) {
    const own = data.shape.slice(1);
    const lead = noted.slice(0, noted.length - own.length);
    if (own.every((size, k) => size === noted[lead.length + k]) && sizeOf(lead) === count) return lead;
  }
  return count === 1 ? [] : [count];
}

function noteOf(tags: Tags, scale: number, offset: number, units: number): AxisNote {
  const number = (id: number): number | undefined => {
    const value = tags.get(id)?.[0];
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  };
  const text = textOf(tags, units);
  return { scale: number(scale), offset: number(offset), units: text === "" ? undefined : text };
}

function resolutionOf(tags: Tags): readonly [number, number] | undefined {
  const [x, y] = [tags.get(tag.xResolution)?.[0], tags.get(tag.yResolution)?.[0]];
  const right = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value) && value > 0;
  return right(x) && right(y) ? [x, y] : undefined;
}
