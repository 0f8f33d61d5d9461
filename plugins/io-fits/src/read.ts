import { moveAxis, type NDArray, reshape } from "@core/array";
import { coreError, describeValue } from "@core/array/runtime";
import {
  type Axis,
  MetadataTree,
  type ReadOptions,
  readNavigationAxes,
  type SignalParts,
  type SourceFile,
} from "@core/signal";
import { isCommentary } from "./card.js";
import { fitsError } from "./errors.js";
import { type FitsHeader, stringOf } from "./header.js";
import { type FitsHdu, type ImageHdu, openFits } from "./open.js";
import { axesOf, colourPlace } from "./wcs.js";
import { unescapeText } from "./words.js";

/**
 * Reads a FITS file: one signal for each image with data, with the axes of its world coordinates; its name, or the object or file, as title; the header in
 * the original metadata. Tables are not signals: `openFits` reads them.
 */
export async function readFits(file: SourceFile, options: ReadOptions): Promise<readonly SignalParts[]> {
  const bytes = await file.bytes();
  if (options.signal?.aborted) throw coreError("ABORTED", "reading was stopped.", { cause: options.signal.reason });
  const hdus = openFits(bytes, options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes });
  const images = hdus.filter((hdu): hdu is ImageHdu => hdu.kind === "image" && hdu.data !== null && hdu.data.size > 0);
  const chosen = options.hdu === undefined ? images : images.filter((hdu) => isChosen(hdu, hdus, options.hdu));
  if (chosen.length > 0) return chosen.map((hdu) => toSignal(hdu, hdus, file.name, options));
  if (options.hdu !== undefined)
    throw coreError("BAD_ARGUMENT", `hdu: got ${describeValue(options.hdu)}, expected the name or number of an image.`);
  throw fitsError("BAD_FILE", "the file holds no image; read its tables with openFits.");
}

function isChosen(hdu: FitsHdu, hdus: readonly FitsHdu[], wanted: unknown): boolean {
  return typeof wanted === "number"
    ? hdus.indexOf(hdu) === wanted
    : hdu.name.toUpperCase() === String(wanted).toUpperCase();
}

function toSignal(hdu: ImageHdu, hdus: readonly FitsHdu[], name: string, options: ReadOptions): SignalParts {
  const data = hdu.data as NonNullable<ImageHdu["data"]>;
  const { header } = hdu;
  const values = data.shape.length === 0 ? reshape(data, [1]) : data;
  const quantity = stringOf(header, "BUNIT");
  const isOnly = hdus.filter(({ kind }) => kind === "image").length === 1;
  const own = stringOf(header, "OBJECT") || stringOf((hdus[0] as FitsHdu).header, "OBJECT");
  const file = name.replace(/\.(fits|fit|fts|fz)(\.gz)?$/i, "");
  const title = isOnly || hdu.name === "" || hdu.name === "PRIMARY" ? own || file : hdu.name;
  const navigation =
    options.navigationAxes === undefined ? undefined : readNavigationAxes(options.navigationAxes, values.shape.length);
  const axes = axesOf(header, values.shape, navigation);
  const planes = navigation === undefined ? colourPlace(header, values) : undefined;
  return {
    ...(planes === undefined ? { data: values, axes } : inColours(values, axes, planes)),
    metadata: new MetadataTree({
      General: { title: unescapeText(title), original_filename: name },
      Signal: { signal_type: "", ...(quantity === "" ? {} : { quantity: unescapeText(`Intensity (${quantity})`) }) },
    }),
    originalMetadata: new MetadataTree({
      ...(hdu === hdus[0] ? {} : { PRIMARY: dictionaryOf((hdus[0] as FitsHdu).header) }),
      [hdu.name || "IMAGE"]: dictionaryOf(header),
    }),
  };
}

/** Planes of colours as the last axis. */
function inColours(planes: NDArray, axes: readonly Axis[], place: number): Pick<SignalParts, "data" | "axes"> {
  const colour = (axes[place] as Axis).with({ isColour: true, navigate: false });
  return { data: moveAxis(planes, place, -1), axes: [...axes.filter((_, axis) => axis !== place), colour] };
}

function dictionaryOf(header: FitsHeader): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const { keyword, value } of header.cards)
    if (!isCommentary(keyword) && value !== undefined && !Object.hasOwn(found, keyword) && !/^__/.test(keyword))
      found[keyword] =
        typeof value === "object" ? [value.re, value.im] : typeof value === "bigint" ? String(value) : value;
  for (const [key, texts] of [
    ["COMMENT", header.comments],
    ["HISTORY", header.history],
  ] as const)
    if (texts.length > 0) found[key] = texts.join("\n");
  return found;
}
